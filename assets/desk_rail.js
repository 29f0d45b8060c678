// The rail that stays: present of seats, places held and free, what nobody has looked after yet, the last scans here.

const LAST_KEPT = 12;
const LINES_SHOWN = 3;
const LAST_KEY = "khaimac.last.";
const LINES_KEY = "khaimac.lines.";

function buildRail(desk) {
  const parts = {
    present: element("b"),
    seats: element("span"),
    here: element("i"),
    held: element("u"),
    held_text: element("span"),
    free_text: element("span"),
    reason: element("p", {class: "reason", hidden: true}),
    lines: element("section", {class: "lines", hidden: true}),
    title: element("h2"),
    last: element("ul", {class: "last"}),
  };
  desk.undo = button("", null, () => openUndo(desk, lastScans(desk)[0]), {class: "btn undo", hidden: true});
  desk.rail = parts;
  return element(
    "aside",
    {},
    element("div", {class: "fig"}, parts.present, parts.seats),
    element("div", {class: "meter"}, parts.here, parts.held),
    element("div", {class: "cap"}, parts.held_text, parts.free_text),
    parts.reason,
    parts.lines,
    parts.title,
    parts.last,
    element("div", {class: "tools"}, desk.undo, buildSearch(desk)),
  );
}

function drawFigures(desk) {
  const {present, held, seats, seats_reason} = desk.figures;
  const {rail} = desk;
  const shownHeld = Math.min(held, Math.max(seats - present, 0));
  showText(rail.present, String(present));
  showText(rail.seats, say("of_seats", {seats}));
  showText(desk.short_figure, `${present} / ${seats}`);
  rail.here.style.width = `${(100 * present) / seats}%`;
  rail.held.style.width = `${(100 * shownHeld) / seats}%`;
  rail.held_text.replaceChildren(...sayWith("held_for_absent", {count: element("b", {}, String(shownHeld))}));
  rail.free_text.replaceChildren(
    ...sayWith("free_places", {count: element("b", {}, String(Math.max(seats - present - shownHeld, 0)))}),
  );
  showText(rail.reason, seats_reason ? say("seats_changed", {seats, reason: seats_reason}) : "");
  rail.reason.hidden = !seats_reason;
}

// A rehearsal's scans are not the day's.
const lastKey = (desk) => `${LAST_KEY}${desk.state.phase}.${desk.name}`;
const today = (desk) => dateOf(desk.live.serverNow() ?? Date.now());
const lastScans = (desk) => readKept(lastKey(desk), []).filter(({at}) => dateOf(at) === today(desk));

function noteLast(desk, entry) {
  const others = lastScans(desk).filter(({id}) => id !== entry.id); // another tab may have noted it
  keep(lastKey(desk), [entry, ...others].slice(0, LAST_KEPT));
  drawLast(desk);
}

function drawLast(desk) {
  const {rail} = desk;
  const [newest, ...older] = lastScans(desk);
  showText(rail.title, say("last_scans", {desk: desk.name}));
  rail.last.replaceChildren(
    ...(newest ? [newest, ...older].map(lastPart) : [element("li", {class: "none"}, say("no_scans_yet"))]),
  );
  desk.undo.hidden = newest?.kind !== "welcome" || !newest.code;
  desk.undo.replaceChildren(
    icon("undo"),
    element("span", {class: "long"}, say("undo_last")),
    element("span", {class: "short"}, say("undo_this")),
  );
}

function lastPart({kind, name, birthYear, at}) {
  const who = name ? [name, birthYear].filter(Boolean).join(", ") : say(`nobody_${kind}`);
  const label = element("span", {class: "sr"}, say(`word_${kind}`, {seats: ""}));
  return element(
    "li",
    {class: LOOKS[kind][0]},
    icon(LOOKS[kind][2]),
    label,
    element("b", {}, who),
    element("time", {}, hourOf(at)),
  );
}

// Refusals the volunteer may have missed: they stay until tapped, also over a reload.
const lines = (desk) =>
  keptUnder(LINES_KEY)
    .filter((line) => line.desk === desk.name)
    .sort((one, other) => one.added - other.added);

function addLine(desk, line) {
  const key = LINES_KEY + line.id;
  if (!readKept(key, null)) keep(key, {...line, desk: desk.name, added: Date.now()});
  drawLines(desk);
}

function dropLines(desk, isDone) {
  lines(desk)
    .filter(isDone)
    .forEach(({id}) => forget(LINES_KEY + id));
  drawLines(desk);
}

const dropLinesAbout = (desk, code) => code && dropLines(desk, (line) => line.code === code);

function drawLines(desk) {
  const all = lines(desk);
  const rest = all.length - LINES_SHOWN;
  desk.rail.lines.hidden = !all.length;
  desk.rail.lines.replaceChildren(
    element("h2", {}, say("not_looked_after", {count: all.length})),
    ...all
      .slice(-LINES_SHOWN)
      .reverse()
      .map((line) => linePart(desk, line)),
    rest > 0 ? element("p", {}, say("more_lines", {count: rest})) : "",
  );
}

function linePart(desk, {id, kind, word, name, at}) {
  const [colour, , sign] = LOOKS[kind] ?? ["refused", "", "warning"];
  const text = element("span", {}, element("b", {}, word), name && element("span", {}, name));
  return element(
    "button",
    {type: "button", class: `line_item ${colour}`, title: say("tap_when_done"), onclick: () => dropLines(desk, (line) => line.id === id)},
    icon(sign),
    text,
    element("time", {}, hourOf(at)),
  );
}
