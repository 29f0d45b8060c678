// The MC's and stage manager's screen of the ceremony: the batch on stage, what comes next, the words, one button; the batch
// on deck beside it. The parts before this file do the drawing; here stands what happens when.

const SIDES = ["deck", "batches", "late", "lines", "screens"];
const PANELS = {
  deck: drawDeck,
  batches: drawBatches,
  late: drawLate,
  lines: drawLines,
  screens: drawScreens,
  row: drawRow,
  batch: drawBatch,
  form: () => {},
  menu: drawMenu,
};

function buildStage() {
  const made = {state: null, agenda: null, honours: null, sending: null, armed: null, told: "", refused: null};
  Object.assign(made, {goneAt: -TOGETHER_MS, open: "deck", home: "deck", cameFrom: "deck", slot: null, batch: null});
  made.root = element("div", {class: "stage honours", "data-theme": "dark", "data-live": "on"});
  return made;
}

function furnish(made) {
  Object.assign(made, {head: headParts(), now: nowParts(), next: nextParts(made), side: sideParts(made)});
  const left = element("main", {}, buildNow(made), buildNext(made), buildActs(made));
  made.root.replaceChildren(buildHead(made), left, buildSide(made));
  made.fit = new ResizeObserver(() => [made.now.rows, made.side.deck.rows].forEach(fitRows));
  for (const rows of [made.now.rows, made.side.deck.rows]) made.fit.observe(rows.parentElement);
  made.isBuilt = true;
  drawSide(made);
  if (made.live && made.agenda) drawAll(made);
}

function sideParts(made) {
  const panel = (name) => element("div", {class: `panel ${name}`});
  const opened = Object.fromEntries(["late", "lines", "screens", "row", "batch", "form", "menu"].map((name) => [name, panel(name)]));
  const tabs = SIDES.map((name) => button("", null, () => openSide(made, name), {class: "tab", "data-panel": name}));
  return {tabs, deck: deckParts(made), batches: batchesPanel(), ...opened};
}

const panelNode = (side, name) => side[name].node ?? side[name];

function buildSide({side}) {
  const panels = Object.keys(PANELS).map((name) => panelNode(side, name));
  return element("aside", {}, element("div", {class: "tabs"}, side.tabs), panels);
}

function openSide(made, name) {
  made.open = name === made.open && name === "menu" ? made.home : name;
  drawSide(made);
  if (name === "batches") made.side.batches.querySelector("[data-phase=running], [data-phase=next]")?.scrollIntoView({block: "center"});
}

function drawSide(made) {
  const {side, open, honours} = made;
  side.tabs.forEach((tab, place) => drawTab(tab, SIDES[place], honours, open));
  for (const name of Object.keys(PANELS)) panelNode(side, name).hidden = name !== open;
  if (honours) PANELS[open](made);
}

function drawTab(tab, name, honours, open) {
  const count = name === "late" ? honours?.late.length : 0;
  draw(tab, count, () => [say(`tab_${name}`), count > 0 && element("b", {class: "badge"}, String(count))]);
  tab.setAttribute("aria-pressed", String(open === name));
}

function takeState(made, state) {
  if (made.state === state || !state.honours) return;
  if (state.lost_screens) drawLostScreens(made, state.lost_screens);
  Object.assign(made, {state, agenda: state.agenda});
  takeHonours(made, state.honours);
}

function takeHonours(made, honours) {
  made.honours = honours;
  if (honours.seq !== made.toldAt) made.told = "";
  drawAll(made);
}

function takeAnswer(made, {honours, reason}) {
  if (honours) takeHonours(made, honours);
  made.refused = ["out_of_order", "decision_finished"].includes(reason) ? reason : null;
}

function drawAll(made) {
  made.root.dataset.state = made.honours.state;
  for (const drawPart of [drawHead, drawNext, drawNow, drawSide, tick]) drawPart(made);
}

function tick(made) {
  if (!made.live) return;
  drawClock(made);
  drawGo(made);
  drawActs(made);
  if (made.agenda) drawEnd(made);
}

function takeKey(made, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const isGo = isGoKey(event, made.next.go);
  if (isGo) event.preventDefault();
  if (event.repeat || (isTyping() && !isGo)) return;
  if (isGo) pressGo(made);
  else if (event.key === "Escape") openSide(made, made.home);
}

const seqOf = ({honours}) => honours?.seq;
const carryOut = (made, request) => step(made, request);
const step = (made, request) => command(made, "/api/honour", request);

function drawMenu(made) {
  draw(made.side.menu, [], () => [
    element("h2", {}, say("other_moves")),
    element(
      "nav",
      {},
      linkTo("to_agenda", {}, "agenda"),
      linkTo("to_wings", {view: "wings"}),
      linkTo("to_prints", {view: "prints"}),
      linkTo("other_language", {lang: language === "vi" ? "en" : "vi"}),
      button(say("log_out"), null, () => logOut(made)),
    ),
  ]);
}
