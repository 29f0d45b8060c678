// The list of introductions on the MC's console: who is here in the order of reading, newcomers marked, who is missing.
//
// A tap marks a line as read, on this device alone; a reload keeps the marks.

const MARKS = "khaimac.introduced";

function drawGuests(panel, state, words, _send) {
  const list = panel.guests ?? buildGuests(panel, words);
  const {present, away} = state.introductions;
  list.drawn = {present, all: present.length + away.length};
  keepRows(list.present, present, (row) => guestRow(list, row, words));
  keepRows(list.away, away, (row) => awayRow(row, words));
  list.none.hidden = present.length > 0;
  list.missing.hidden = !away.length;
  showMarks(list);
}

function buildGuests(panel, words) {
  const list = {
    words,
    marks: new Set(JSON.parse(sessionStorage.getItem(MARKS) ?? "[]")),
    count: element("span", {class: "guests_count", role: "status"}),
    hint: element("p", {class: "quiet"}, words.guests_tap),
    none: element("p", {class: "quiet"}, words.guests_none),
    present: element("ol", {class: "guests_present"}),
    away: element("ul", {class: "guests_away"}),
  };
  list.missing = element("section", {}, element("h3", {}, words.guests_away), list.away);
  list.unmark = button(words.guests_unmark, "undo", () => markGuests(list, () => list.marks.clear()));
  panel.guests = list;
  panel.classList.add("agenda_panel");
  panel.replaceChildren(
    element("header", {}, element("h2", {}, words.guests_title), list.count),
    list.hint,
    list.none,
    list.present,
    list.unmark,
    list.missing,
  );
  return list;
}

// A row that stays the same keeps its element, so that a finger or the focus on it is never lost.
function guestRow(list, {code, title, name, came_at, is_new}, words) {
  const news = is_new && element("span", {class: "news"}, icon("queue"), filledIn(words.guests_new, {time: hourOf(came_at)}));
  const done = element("span", {class: "read"}, icon("tick"), words.guests_read);
  const press = () => markGuests(list, () => list.marks.delete(code) || list.marks.add(code));
  return element(
    "li",
    {},
    element(
      "button",
      {type: "button", "data-code": code, onclick: press},
      namedIn(title, name),
      element("span", {class: "signs"}, news, done),
    ),
  );
}

function awayRow({title, name, presence, substitute}, words) {
  const why =
    presence === "left" ? words.guests_left : substitute && filledIn(words.guests_substitute, {name: substitute});
  return element("li", {}, icon("ring"), element("span", {}, namedIn(title, name), why && element("em", {}, `– ${why}`)));
}

// The name as the one thing the eye must find in the line.
function namedIn(title, name) {
  const [before, ...after] = title.split(name);
  return element("span", {class: "line"}, before, after.length ? element("b", {}, name) : "", after.join(name));
}

function markGuests(list, change) {
  change();
  sessionStorage.setItem(MARKS, JSON.stringify([...list.marks]));
  showMarks(list);
}

function showMarks(list) {
  const {present, all} = list.drawn;
  const read = present.filter(({code}) => list.marks.has(code)).length;
  for (const node of list.present.querySelectorAll("button"))
    node.setAttribute("aria-pressed", String(list.marks.has(node.dataset.code)));
  showText(list.count, filledIn(list.words.guests_count, {here: present.length, all, read}));
  list.hint.hidden = !present.length || read > 0;
  list.unmark.hidden = !read;
}

const filledIn = (sentence, fields) => sentence.replace(/\{(\w+)\}/g, (_, name) => fields[name] ?? "");
