// The MC's and stage manager's screen: what is on, what comes next, the words to say, and one button that goes on.
// The parts before this file do the drawing; here stands what happens when.

const STEP_KEYS = {"+": 1, "=": 1, "-": -1, "−": -1};
const HONOURS_ITEM = 6;
const OPENS_BY_ITSELF = {2: "guests", 9: "vote"}; // by the number of the item that begins

function buildStage() {
  const made = {state: null, agenda: null, sending: null, armed: null, told: "", open: "list", home: "list", item: null};
  Object.assign(made, {goneAt: -TOGETHER_MS, seen: new Set(), opened: new Set()});
  made.root = element("div", {class: "stage agenda", "data-theme": "dark", "data-live": "on"});
  made.send = (path, body) => post(made.live, path, body);
  return made;
}

function furnish(made) {
  Object.assign(made, {head: headParts(), now: nowParts()});
  Object.assign(made, {next: nextParts(made), acts: actParts(made), side: sideParts(made)});
  const left = element("main", {}, buildNow(made), buildNext(made), buildActs(made));
  made.root.replaceChildren(buildHead(made), left, buildSide(made));
  made.head.honours = linkTo("honours", {}, "honours");
  made.head.link.before(made.head.honours);
  made.fit = new ResizeObserver(() => fitOwn(made));
  made.fit.observe(made.now.own.parentElement);
  made.isBuilt = true;
  drawSide(made);
  if (made.live && made.agenda) drawAll(made);
}

function takeState(made, state) {
  if (made.state === state || !state.agenda) return;
  made.state = state;
  if (state.lost_screens) drawLostScreens(made, state.lost_screens);
  takeAgenda(made, state.agenda);
}

function takeAgenda(made, agenda) {
  made.agenda = agenda;
  if (made.agenda.seq !== made.toldAt) made.told = "";
  openByItself(made);
  drawAll(made);
}

function drawAll(made) {
  made.root.dataset.state = made.agenda.state;
  for (const drawPart of [drawHead, drawEnd, drawHonoursLink, drawNow, drawNext, drawSide, tick]) drawPart(made);
  fitOwn(made);
}

// It leads there at any time, and stands out while the honours are on or next.
function drawHonoursLink({head, agenda}) {
  const isDue = [agenda.now, agenda.next].some((item) => item?.number === HONOURS_ITEM);
  head.honours.toggleAttribute("data-due", isDue);
}

// The introductions open as item 2 begins, the vote as item 9 does; once, so that whoever closes them is left alone.
// What opened by itself goes with its item.
function openByItself(made) {
  const {now} = made.agenda;
  const panel = now && OPENS_BY_ITSELF[now.number];
  if (made.opener && made.opener !== now?.id) {
    if (made.open === made.openedPanel) made.open = "list";
    made.opener = null;
  }
  if (!panel || made.opened.has(now.id)) return;
  made.opened.add(now.id);
  if (made.root.querySelector("aside input:focus")) return; // whoever is typing there goes on
  Object.assign(made, {open: panel, opener: now.id, openedPanel: panel});
}

function tick(made) {
  if (!made.live) return;
  drawClock(made);
  drawCountdown(made);
  drawGo(made);
  drawActs(made);
}

// The words of what is on take the room that is left, in whole lines; with none they are left out.
function fitOwn({now}) {
  const {own} = now;
  const lines = Math.floor(own.clientHeight / parseFloat(getComputedStyle(own).lineHeight));
  own.style.setProperty("--lines", String(lines));
  own.classList.toggle("none", lines < 1);
}

function takeKey(made, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const isGo = isGoKey(event, made.next.go);
  if (isGo || (!isTyping() && event.key in STEP_KEYS)) event.preventDefault();
  if (event.repeat || (isTyping() && !isGo)) return;
  if (isGo) pressGo(made);
  else if (event.key in STEP_KEYS && may(made, "add")) addTime(made, STEP_KEYS[event.key]);
  else if (event.key === "Escape") openSide(made, "list");
}

const carryOut = (made, request) => cue(made, request);
const seqOf = ({agenda}) => agenda?.seq;
const takeAnswer = (made, {agenda}) => agenda && takeAgenda(made, agenda);
const cue = (made, request) => command(made, "/api/cue", request);
const moveUp = (made, request) => command(made, "/api/move_up", request);
