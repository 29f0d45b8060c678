// The column at the right: all items with their times, or what was opened in its place.

// progress -> sign, phase
const GLYPHS = {
  done: ["tick", "done"],
  running: ["disc", "running"],
  paused: ["bars", "running"],
  skipped: ["dash", "skipped"],
};
const BOXES = {done: "d", running: "r", paused: "r", skipped: "s"};
const TABS = ["list", "guests", "vote", "screens"];
const PANELS = {
  menu: drawMenu,
  item: drawItem,
  guests: (stage) => drawGuests(stage.side.guests, stage.state, words, stage.send),
  vote: (stage) => drawVote(stage.side.vote, stage.state, words, stage.send),
  screens: (stage) => drawScreens(stage.side.screens, stage.state, words, stage.send),
};

function sideParts(stage) {
  const panel = (name) => element("div", {class: `panel ${name}`, hidden: true});
  return {
    tabs: TABS.map((name) => button("", null, () => openSide(stage, name), {class: "tab"})),
    arrived: element("div", {class: "arrived"}),
    list: element("ul", {class: "panel list"}),
    ...Object.fromEntries(Object.keys(PANELS).map((name) => [name, panel(name)])),
  };
}

function buildSide({side}) {
  const panels = ["list", ...Object.keys(PANELS)].map((name) => side[name]);
  return element("aside", {}, element("div", {class: "tabs"}, side.tabs), side.arrived, panels);
}

function openSide(stage, name) {
  if (name !== "item") stage.item = null;
  stage.open = name === stage.open && name === "menu" ? "list" : name;
  drawSide(stage);
}

function drawSide(stage) {
  const {side, open} = stage;
  side.tabs.forEach((tab, place) => {
    showText(tab, say(`tab_${TABS[place]}`));
    tab.setAttribute("aria-pressed", String(open === TABS[place]));
  });
  ["list", ...Object.keys(PANELS)].forEach((name) => (side[name].hidden = name !== open));
  if (!stage.agenda) return;
  drawArrived(stage);
  drawList(stage);
  PANELS[open]?.(stage);
}

// A guest whom the MC waits for has come: the line stays until it is tapped.
function drawArrived(stage) {
  const arrived = stage.state.introductions.arrived.filter(({code}) => !stage.seen.has(code));
  draw(stage.side.arrived, arrived, () => arrived.map((guest) => arrivedLine(stage, guest)));
}

function arrivedLine(stage, {code, title, came_at}) {
  const text = say("guest_came", {name: title, time: hourOf(came_at)});
  const putAway = () => {
    stage.seen.add(code);
    drawArrived(stage);
  };
  return button(text, "person", putAway, {class: "btn guest", title: say("tap_when_seen")});
}

function drawList(stage) {
  const {items, next, now} = stage.agenda;
  const ahead = next?.id !== now?.id ? next?.id : itemAfter(stage.agenda, now?.id)?.id;
  const rows = items.filter(({number}) => number !== 0 || stage.agenda.state === "arrivals");
  draw(stage.side.list, [rows, ahead], () => [
    rows.map((row) => listRow(stage, row, row.id === ahead)),
    rows.some(isMoved) && element("li", {class: "key"}, say("planned_key")),
  ]);
  if (stage.scrolledTo !== now?.id) scrollToRunning(stage.side.list);
  stage.scrolledTo = now?.id;
}

// The list alone: on a telephone the whole page would leave what is on.
function scrollToRunning(list) {
  const row = list.querySelector("[data-phase=running]");
  if (row) list.scrollTop = row.offsetTop - list.offsetTop - list.clientHeight / 4;
}

function glyphOf({progress}, isNext) {
  return GLYPHS[progress] ?? (isNext ? ["onward", "next"] : ["ring", "planned"]);
}

function listRow(stage, row, isNext) {
  const [drawing, phase] = glyphOf(row, isNext);
  const word = say(`phase_${phase}`);
  const open = {type: "button", onclick: () => openItem(stage, row.id)};
  const parts = [
    element("span", {class: "gl", title: word}, icon(drawing, 18), element("span", {class: "sr"}, word)),
    element("span", {class: "no"}, OUTSIDE.includes(row.number) ? "" : String(row.number)),
    element("span", {class: "ti"}, element("span", {class: "lines"}, titleOf(row)), subBoxes(row)),
    element("time", {}, startText(row), plannedTime(row)),
  ];
  return element("li", {"data-phase": phase}, element("button", open, parts));
}

function startText({progress, actual_start, expected_start, planned_start}) {
  return hourOf(actual_start ?? (progress === "skipped" ? null : expected_start) ?? planned_start);
}

const isMoved = (row) => hourOf(row.planned_start) !== startText(row);

function plannedTime(row) {
  const time = hourOf(row.planned_start);
  return isMoved(row) && element("small", {title: say("planned", {time})}, `(${time})`);
}

function subBoxes({subs}) {
  if (!subs.length) return null;
  const on = subs.findIndex(({progress}) => BOXES[progress] === "r");
  const text = on < 0 ? say("parts", {count: subs.length}) : say("of", {place: on + 1, of: subs.length});
  const boxes = subs.map(({progress}) => element("i", {class: BOXES[progress]}));
  return element("span", {class: "sub"}, boxes, element("span", {}, text));
}
