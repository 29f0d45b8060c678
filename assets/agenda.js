// The MC's and stage manager's screen: what is on, what comes next, the words to say, and one button that goes on.
// The parts before this file do the drawing; here stands what happens when.

const TOGETHER_MS = 700; // a key pressed twice in this time was pressed once
const TOLD_MS = 8000;
const GO_KEYS = [" ", "Enter", "PageDown"]; // the last is a presenter's clicker
const STEP_KEYS = {"+": 1, "=": 1, "-": -1, "−": -1};
const OPENS_BY_ITSELF = {2: "guests", 9: "vote"}; // by the number of the item that begins

let stage = null; // one for each tab; it outlives Streamlit's redrawing of the page

export default function show(component) {
  const before = language;
  speak(component);
  stage ??= buildStage();
  if (!component.parentElement.contains(stage.root)) component.parentElement.append(stage.root);
  if (!stage.isBuilt || before !== language) furnish(stage);
  startStage(stage);
  return () => stage.root.isConnected || stopStage(stage); // Streamlit may clean up late, while it still stands
}

function buildStage() {
  const made = {state: null, agenda: null, sending: null, armed: null, told: "", open: "list", item: null};
  Object.assign(made, {goneAt: -TOGETHER_MS, seen: new Set(), opened: new Set()});
  made.root = element("div", {class: "agenda", "data-theme": "dark", "data-live": "on"});
  made.send = (path, body) => post(made.live, path, body);
  return made;
}

function furnish(made) {
  Object.assign(made, {head: headParts(), now: nowParts()});
  Object.assign(made, {next: nextParts(made), acts: actParts(made), side: sideParts(made)});
  const left = element("main", {}, buildNow(made), buildNext(made), buildActs(made));
  made.root.replaceChildren(buildHead(made), left, buildSide(made));
  made.fit = new ResizeObserver(() => fitOwn(made));
  made.fit.observe(made.now.own.parentElement);
  made.isBuilt = true;
  drawSide(made);
  if (made.live && made.agenda) drawAll(made);
}

function startStage(made) {
  made.live = connectLive({
    view: "mc",
    identify: words.identify,
    onState: (state) => takeState(made, state),
    onBeat: ({lost_screens}) => drawLostScreens(made, lost_screens ?? []),
    onLost: () => drawLine(made),
    onBack: () => drawLine(made),
  });
  tick(made);
  if (made.isStarted) return;
  made.isStarted = true;
  made.timer = setInterval(tick, 100, made);
  made.onKey = (event) => takeKey(made, event);
  made.onPress = (event) => keepKeys(event);
  made.onLook = () => document.hidden || stayAwake(made);
  document.addEventListener("keydown", made.onKey, true);
  made.root.addEventListener("mousedown", made.onPress);
  document.addEventListener("visibilitychange", made.onLook);
  stayAwake(made);
}

function stopStage(made) {
  clearInterval(made.timer);
  document.removeEventListener("keydown", made.onKey, true);
  made.root.removeEventListener("mousedown", made.onPress);
  document.removeEventListener("visibilitychange", made.onLook);
  made.lock?.release();
  made.live.stop();
  made.isStarted = false;
}

async function stayAwake(made) {
  try {
    made.lock = await navigator.wakeLock?.request("screen");
  } catch {
    // a tablet low on power refuses
  }
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
  for (const drawPart of [drawHead, drawNow, drawNext, drawSide, tick]) drawPart(made);
  fitOwn(made);
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

function drawLine(made) {
  made.root.dataset.live = made.live.isLost ? "lost" : "on";
  if (made.agenda) drawAll(made);
  else tick(made);
}

// A pressed button must not keep the keyboard: the next blank is for GO.
function keepKeys(event) {
  if (!event.target.closest("button")) return;
  event.preventDefault();
  document.activeElement?.blur();
}

function takeKey(made, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const focused = document.activeElement;
  const isTyping = focused?.matches("input, textarea, select, [contenteditable]");
  const isOnControl = focused?.matches("button, a") && focused !== made.next.go;
  const isGo = GO_KEYS.includes(event.key) && (event.key === "PageDown" || (!isTyping && !isOnControl));
  if (isGo || (!isTyping && event.key in STEP_KEYS)) event.preventDefault();
  if (event.repeat || (isTyping && !isGo)) return;
  if (isGo) pressGo(made);
  else if (event.key in STEP_KEYS && may(made, "add")) addTime(made, STEP_KEYS[event.key]);
  else if (event.key === "Escape") openSide(made, "list");
}

function pressGo(made) {
  const now = performance.now();
  const isAgain = now - made.goneAt < TOGETHER_MS;
  made.goneAt = now;
  const plan = made.agenda && goPlan(made);
  if (isAgain || made.live.isLost || made.sending || !plan?.request) return;
  const key = JSON.stringify([made.agenda.seq, plan]);
  if (plan.confirm && made.armed !== key) made.armed = key;
  else cue(made, plan.request);
  drawGo(made);
}

const cue = (made, request) => command(made, "/api/cue", request);
const moveUp = (made, request) => command(made, "/api/move_up", request);

// One at a time. True when the running order changed as asked.
async function command(made, path, request) {
  if (made.sending || made.live.isLost) return false;
  setSending(made, "sending");
  const body = {...request, seen: made.agenda.seq};
  const answer = await post(made.live, path, body, () => setSending(made, "sending_again"));
  made.sending = made.armed = null;
  if (answer?.agenda) takeAgenda(made, answer.agenda);
  if (!answer?.accepted) tell(made, answer?.message ?? say("unanswered"));
  tick(made);
  drawSide(made);
  return Boolean(answer?.accepted);
}

function setSending(made, how) {
  made.sending = how;
  tick(made);
}

function tell(made, message) {
  clearTimeout(made.toldTimer);
  Object.assign(made, {told: message, toldAt: made.agenda.seq});
  made.toldTimer = setTimeout(tell, TOLD_MS, made, "");
}
