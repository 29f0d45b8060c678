// Finding a delegate by name: F2, a few letters, a row, the person's card. Off while cut off: then the paper list decides.

const TYPING_PAUSE_MS = 120;
const SHORTEST_QUERY = 2;
const MOST_ROWS = 20;
const KEYBOARD_PX = 150; // less is a browser's own bar

function buildSearch(desk) {
  desk.search = element("input", {
    type: "search",
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    oninput: () => typed(desk),
    onfocus: () => (typed(desk), fitAboveKeyboard(desk)),
    onblur: () => fitAboveKeyboard(desk),
  });
  const fit = () => fitAboveKeyboard(desk);
  Object.assign(window.visualViewport, {onresize: fit, onscroll: fit});
  return element("label", {class: "find"}, icon("search"), desk.search, element("kbd", {}, "F2"));
}

function drawSearch(desk) {
  const isNarrow = NARROW.matches || desk.camera.look !== "off";
  const hint = say(desk.isCut ? "search_off" : isNarrow ? "search_short" : "search_hint");
  desk.search.disabled = desk.isCut;
  desk.search.placeholder = hint;
  desk.search.setAttribute("aria-label", hint);
}

// An on-screen keyboard covers the lower half. While a name is typed the desk takes what is left, so that rows are seen.
function fitAboveKeyboard(desk) {
  const {height, offsetTop, scale} = window.visualViewport;
  const isCovered = document.activeElement === desk.search && scale < 1.01 && innerHeight - height > KEYBOARD_PX;
  desk.root.toggleAttribute("data-keyboard", isCovered);
  Object.assign(desk.root.style, isCovered ? {top: `${offsetTop}px`, height: `${height}px`} : {top: "", height: ""});
}

function focusSearch(desk) {
  desk.search.focus();
  desk.search.select();
}

function searchFor(desk, text) {
  desk.search.value = text;
  desk.search.focus();
}

const queryOf = (desk) => desk.search.value.trim();

// A whole badge code is nobody's name; Enter makes it a scan.
function typed(desk) {
  const query = queryOf(desk);
  clearTimeout(desk.searchTimer);
  desk.found = "";
  if (query.length < SHORTEST_QUERY || CODE_AT_END.test(query))
    return desk.panel.dataset.panel === "results" && closePanel(desk);
  desk.searchTimer = setTimeout(find, TYPING_PAUSE_MS, desk, query);
}

async function find(desk, query) {
  const reply = await ask(`/api/search?q=${encodeURIComponent(query)}&limit=${MOST_ROWS}`);
  if (queryOf(desk) !== query || document.activeElement !== desk.search) return null; // typed on, or left
  if (reply.answer) showResults(desk, query, reply.answer);
  else openPanel(desk, "results", say("search_results"), [problemPart(reply)]);
  return reply.answer;
}

// Enter before the rows: nobody has seen them, so only a single one opens by itself.
async function findOne(desk, query) {
  clearTimeout(desk.searchTimer);
  const found = await find(desk, query);
  if (found?.total === 1) openPerson(desk, found.items[0].code);
}

function showResults(desk, query, {items, total}) {
  desk.found = query;
  const rows = items.map((item) => resultPart(desk, item));
  const rest = total - items.length;
  const count = items.length ? say("people_found", {count: total}) : say("nobody_found", {query});
  openPanel(desk, "results", count, [
    element("div", {class: "results"}, rows),
    rest > 0 && element("p", {class: "text"}, say("more_people", {count: rest})),
    !items.length && element("p", {class: "text"}, say("nobody_found_next")),
  ]);
}

function resultPart(desk, {code, name, position, unit, seat, present, birth_year}) {
  return element(
    "button",
    {type: "button", class: "result", onclick: () => openPerson(desk, code)},
    element("b", {}, name, birth_year && element("span", {}, ` ${say("born", {year: birth_year})}`)),
    element("span", {class: "unit"}, [position, unit].filter(Boolean).join(", ")),
    element("span", {class: "seat"}, seat || "–"),
    presencePart(present ? "in_person" : "away"),
  );
}

const PRESENCES = {
  in_person: ["present", "disc"],
  substitute: ["stand_in", "swap"],
  away: ["expected", "ring"],
  left: ["left", "out"],
};

function presencePart(presence) {
  const [look, sign] = PRESENCES[presence];
  return element("span", {class: "presence", "data-presence": look}, icon(sign, 18), say(`presence_${presence}`));
}

// Enter opens the first row, the arrows walk through the rows.
function keyInSearch(desk, event) {
  const rows = [...desk.panel.querySelectorAll(".result")];
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  const query = queryOf(desk);
  const isEntered = event.key === "Enter" && document.activeElement === desk.search;
  if (isEntered && desk.found !== query) return query.length >= SHORTEST_QUERY && findOne(desk, query);
  if (!rows.length || desk.panel.hidden) return;
  if (isEntered) return rows[0].click();
  if (!step) return;
  event.preventDefault();
  const next = rows.indexOf(document.activeElement) + step;
  (rows[next] ?? desk.search).focus();
}
