// The registration desk: catches scans, asks the server, draws the verdict. The parts before this file do the drawing;
// here stands what happens when.

const GLANCE_MS = 5000; // a refusal replaced sooner may not have been read
const SLOW_MS = 600;
const NEWS_MS = 8000;
const FRESH_MS = 3000;

let desk = null; // one desk for each tab; it outlives Streamlit's redrawing of the page

export default function show(component) {
  speak(component);
  desk ??= buildDesk();
  if (!desk.root.isConnected || !component.parentElement.contains(desk.root)) component.parentElement.append(desk.root);
  desk.wanted = component.data.desk;
  startDesk(desk);
  return () => stopDesk(desk);
}

function buildDesk() {
  const made = {
    name: null,
    state: null,
    figures: null,
    face: null,
    cut: null, // silent | login | role: why no scan can be asked now
    isCut: false,
    trouble: null,
    current: null,
    late: 0,
    turn: 0,
    open: new Set(),
    sentText: "",
    root: element("div", {class: "desk", "data-theme": "light"}),
    band: element("section", {class: "band idle", role: "status", "aria-live": "assertive", "aria-atomic": "true"}),
    facts: element("div", {class: "facts"}),
    panel: element("section", {class: "panel", hidden: true}),
    news: element("p", {class: "note news", hidden: true}),
    draft: button("", null, () => bringBack(made), {class: "btn draft", hidden: true}),
    short_figure: element("strong", {class: "short_figure"}),
  };
  made.panel.addEventListener("keydown", (event) => keyInSearch(made, event));
  made.camera = buildCamera(made);
  return made;
}

function startDesk(desk) {
  desk.live = connectLive({
    view: "desk",
    identify: words.identify,
    onState: (state) => (takeState(desk, state), beat(desk)),
    onBeat: () => beat(desk),
    onLost: () => weigh(desk),
    onBack: () => beat(desk),
    report: () => deskReport(desk),
  });
  Object.assign(memory, {live: desk.live, news: () => showMemory(desk)});
  if (desk.isStarted) return;
  desk.isStarted = true;
  desk.scanner = listenToScanner({
    scan: (text) => takeScan(desk, text),
    key: (event, field) => takeKey(desk, event, field),
    half: (text) => showHalf(desk, text),
  });
  desk.clockTimer = setInterval(tick, 500, desk);
  desk.focusNews = () => desk.name && drawFoot(desk);
  window.addEventListener("focus", desk.focusNews);
  window.addEventListener("blur", desk.focusNews);
  desk.stayHere = (event) => (desk.cut === "silent" || isUnsafe()) && event.preventDefault();
  window.addEventListener("beforeunload", desk.stayHere); // a page left now cannot be opened again
  desk.channel = window.BroadcastChannel && new BroadcastChannel("khaimac.desk");
  if (desk.channel)
    desk.channel.onmessage = ({data}) => data.scan.tab === TAB && settleOwn(desk, data.scan, data.reply);
  startCamera(desk);
}

function stopDesk(desk) {
  stopCamera(desk);
  desk.scanner.stop();
  desk.live.stop();
  desk.channel?.close();
  clearInterval(desk.clockTimer);
  window.removeEventListener("focus", desk.focusNews);
  window.removeEventListener("blur", desk.focusNews);
  window.removeEventListener("beforeunload", desk.stayHere);
  desk.isStarted = false;
}

function takeState(desk, state) {
  const isNewDay = ["phase", "ended"].some((field) => desk.state?.[field] !== state[field]);
  desk.state = state;
  desk.figures = state;
  resendKept();
  const name = desk.wanted || state.desks[0];
  if (!state.desks.includes(name)) return drawChoice(desk, name);
  if (desk.name !== name || desk.language !== language) furnish(desk, name);
  else if (isNewDay) drawSeen(desk);
  drawHead(desk);
  drawFigures(desk);
  weigh(desk);
}

function drawSeen(desk) {
  drawLast(desk);
  drawLines(desk);
}

function drawChoice(desk, name) {
  desk.name = null;
  desk.root.replaceChildren(
    element(
      "div",
      {class: "choose"},
      element("h1", {}, icon("sign", 48), say(desk.state.desks.length ? "choose_desk" : "not_set_up")),
      name && element("p", {}, say("no_such_desk", {desk: name})),
      element(
        "div",
        {class: "desks"},
        desk.state.desks.map((one) => deskLink(one)),
      ),
    ),
  );
}

function furnish(desk, name) {
  desk.name = name;
  desk.language = language;
  desk.face ??= idleFace();
  const below = element("div", {class: "below"}, desk.draft, desk.news, desk.facts);
  desk.stage = element("div", {class: "stage"}, desk.band, below, desk.panel);
  desk.root.replaceChildren(...buildHead(desk), desk.stage, buildRail(desk), buildFoot(desk));
  placeCamera(desk);
  drawCamera(desk);
  drawFace(desk);
  drawSeen(desk);
  drawSearch(desk);
}

function takeKey(desk, event, field) {
  if (event.key === "F2" && desk.name && !desk.isCut) {
    event.preventDefault();
    focusSearch(desk);
  } else if (event.key === "Escape" && desk.name) leavePanel(desk);
  else if (field && field === desk.search) keyInSearch(desk, event);
}

function takeScan(desk, text) {
  clearTimeout(desk.halfTimer);
  if (!desk.name) return;
  if (isSelfTesting(desk)) return showHeard(desk, text);
  const isStuck = desk.isCut || Boolean(desk.trouble);
  const scan = {...newScan(text, desk.name, desk.live.serverNow()), waited: isStuck, day_boot: dayBoot()};
  desk.current = scan.scan_id;
  desk.open.add(scan.scan_id);
  stepBack(desk);
  desk.search.blur(); // a phone's keyboard would cover the verdict
  enqueue(scan);
  send(desk, [desk.name]);
  clearTimeout(desk.slowTimer);
  if (isStuck) showUnasked(desk);
  else desk.slowTimer = setTimeout(showUnasked, SLOW_MS, desk);
  drawFoot(desk);
}

function send(desk, names) {
  const on = {
    settled: (scan, reply) => hand(desk, scan, reply),
    troubled: (trouble) => takeTrouble(desk, trouble),
    serverNow: () => desk.live.serverNow(),
  };
  names.forEach((name) => pump(name, on));
}

// A scan of another tab is told there; here only what nobody else may be there to see.
function hand(desk, scan, reply) {
  if (scan.tab === TAB) return settleOwn(desk, scan, reply);
  desk.channel?.postMessage({scan, reply});
  settle(desk, scan, {...reply, late: true});
}

// Once each, though another tab may have asked as well.
function settleOwn(desk, scan, reply) {
  if (desk.open.delete(scan.scan_id)) settle(desk, scan, reply);
}

function settle(desk, scan, {answer, refusal, late}) {
  if (late) desk.late += 1;
  if (refusal) parkScan(desk, scan, refusal);
  else if (!late || scan.scan_id === desk.current) showVerdict(desk, answer, scan, late);
  else tally(desk, answer, scan);
  drawFoot(desk);
}

function parkScan(desk, scan, refusal) {
  addLine(desk, {id: scan.scan_id, kind: "parked", word: say("word_parked"), name: refusal, at: timeOf(desk, scan)});
  if (scan.scan_id === desk.current) {
    clearTimeout(desk.slowTimer);
    setFace(desk, idleFace());
  }
}

function showVerdict(desk, answer, scan, late = false) {
  takeFigures(desk, answer);
  if (scan.scan_id === desk.current) clearTimeout(desk.slowTimer);
  if (answer.repeat) return desk.face.kind === "unasked" && setFace(desk, desk.settled ?? idleFace());
  const face = {...verdictFace(desk, answer, scan), id: scan.scan_id, at: timeOf(desk, scan), late};
  if (face.kind === "welcome") dropLinesAbout(desk, face.code);
  setFace(desk, face);
  noteLast(desk, lastOf(face));
  play(face.tone);
}

const lastOf = ({id, kind, code, name, birthYear, at}) => ({id, kind, code, name, birthYear, at: venueStamp(at)});

// Answered after an outage, and its person has gone on: only what is no welcome is shown, and it stays.
function tally(desk, answer, scan) {
  takeFigures(desk, answer);
  if (answer.repeat) return;
  const face = {...verdictFace(desk, answer, scan), id: scan.scan_id, at: timeOf(desk, scan)};
  const isForeign = scan.desk !== desk.name; // of a desk whose tab was closed
  if (!isForeign) noteLast(desk, lastOf(face));
  if (face.kind === "welcome") return;
  const name = [face.name, isForeign && say("desk", {desk: scan.desk})].filter(Boolean).join(", ");
  addLine(desk, lineOf({...face, name}));
}

const lineOf = ({id, kind, word, name, code, at}) => ({id, kind, word, name, code, at: venueStamp(at)});

function setFace(desk, face) {
  const old = desk.face;
  const wasShort = old.late || performance.now() - old.shownAt < GLANCE_MS;
  const isNews = old.id && old.kind !== "welcome" && old.id !== face.id && !(old.code && old.code === face.code);
  if (isNews && wasShort) addLine(desk, lineOf(old));
  desk.face = {...face, shownAt: performance.now()};
  if (face.id) desk.settled = desk.face;
  clearTimeout(desk.idleTimer);
  drawFace(desk);
}

function showUnasked(desk) {
  clearTimeout(desk.slowTimer);
  setFace(desk, {...unaskedFace(desk), about: desk.current});
  play("unasked");
}

function showUndone(desk, {code, name}, {present}) {
  takeFigures(desk, {present});
  setFace(desk, {...idleFace(), notes: [{sign: "undo", text: say("undone_name", {name})}]});
  noteLast(desk, {id: randomId(), kind: "undone", code, name, at: venueStamp(desk.live.serverNow() ?? Date.now())});
}

function takeFigures(desk, {present, held, seats}) {
  desk.figures = {...desk.figures, present, held: held ?? desk.figures.held, seats: seats ?? desk.figures.seats};
  drawFigures(desk);
}

function takeTrouble(desk, trouble) {
  desk.trouble = trouble;
  const isWaiting = unanswered(desk.name).some(({scan_id}) => scan_id === desk.current);
  if (trouble && isWaiting && desk.face.about !== desk.current) showUnasked(desk);
  weigh(desk);
  if (!trouble && desk.late && !desksWithScans().length) tellSent(desk);
}

function tellSent(desk) {
  showNews(desk, say("all_sent", {count: desk.late}));
  desk.late = 0;
  if (["lost", "unasked", "back"].includes(desk.face.kind)) welcomeBack(desk);
}

function showNews(desk, text) {
  clearTimeout(desk.newsTimer);
  if (text) desk.newsTimer = setTimeout(showNews, NEWS_MS, desk, "");
  desk.sentText = text;
  desk.news.hidden = !text;
  desk.news.replaceChildren(icon("tick"), element("b", {}, text));
  drawFoot(desk);
}

function welcomeBack(desk) {
  setFace(desk, backFace());
  desk.idleTimer = setTimeout(() => setFace(desk, idleFace()), NEWS_MS);
}

function beat(desk) {
  if (!desk.name) return;
  resendKept();
  hurry(KEPT_KEY);
  hurry(desk.name);
  send(desk, desksWithScans());
  weigh(desk);
}

// While the memory is sent again, and once it has been.
function showMemory(desk) {
  if (!desk.name) return;
  drawHead(desk);
  if (isThrough()) hurry(desk.name);
}

// The whole look says it: nothing heard for 5 s, the last sending failed, or the server asks for a login.
function weigh(desk) {
  if (!desk.name) return;
  const cut = whyCut(desk);
  const isNews = cut !== desk.cut;
  Object.assign(desk, {cut, isCut: Boolean(cut)});
  desk.root.toggleAttribute("data-cut", desk.isCut);
  if (isNews) drawCut(desk);
  drawClock(desk);
  drawFoot(desk);
}

const CUTS = {offline: "silent", error: "silent", login: "login", role: "role"};
const whyCut = ({live, trouble}) => live.denied ?? CUTS[trouble] ?? (live.isLost ? "silent" : null);

function drawCut(desk) {
  const {kind, about} = desk.face;
  drawSearch(desk);
  if (desk.isCut) setFace(desk, kind === "unasked" ? {...unaskedFace(desk), about} : lostFace(desk));
  else if (kind === "lost") welcomeBack(desk);
}

function tick(desk) {
  if (!desk.name) return;
  drawClock(desk);
  drawFoot(desk);
}
