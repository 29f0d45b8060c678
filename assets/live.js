// The live socket of a screen: the newest state of its view, the server's time, and whether anything is still heard.
// A wrapper puts this text before a component's own; nothing is drawn here.
//
//   const live = connectLive({view: "desk", onState, onBeat, onLost, onBack});
//   live.state        the last state of the view, null before the first
//   live.key          "boot_id:seq" of the last message: compare with !==, never with > (a restart may start lower)
//   live.isLost       true after 5 s of silence, and at once when the server refuses; until something is heard again
//   live.denied       while the server refuses: "login" (no session, or it ended) or "role"; else null
//   live.serverNow()  the server's time as a Date, null before the first message; a clock that is set does not move it
//   live.age()        milliseconds since anything was heard
//   live.stop()       on unmount
//
// onState(state, live) each time the view's state arrives, and at once when it is known already; onBeat(beat, live) every
// 2 s; onLost(live) once each time, and again when the reason changes; onBack(live) once. Called again for the same view it
// keeps the one socket and only takes the new functions, so a component may call it each time Streamlit calls the component.
// `identify`, the words a screen names itself with, makes it one that the organiser can ask for its name: join identify.js.
// `report`, a function, gives what the organiser's page shows of this screen beside its clock; null: it shows nothing.

const SILENCE_MS = 5000;
const ATTEMPT_MS = 2500; // once cut off: a dial into a dead network is given up after this
const RETRY_MS = [100, 250, 500, 1000, 2000];
const OFFSETS_KEPT = 5;
const REPORT_MS = 10000;
const DENIED_MS = 5000; // soon enough for a login in another tab to bring this one back
const NO_STATE = ["boot_id", "seq", "server_time", "identify", "lost_screens"];
const DENIALS = {4401: "login", 401: "login", 4403: "role", 403: "role"};

const lives = new Map();

function connectLive({view, ...handlers}) {
  const live = lives.get(view) ?? openLive(view, handlers);
  live.handlers = handlers;
  if (live.state) handlers.onState?.(live.state, live);
  if (live.isLost) handlers.onLost?.(live);
  return live;
}

function openLive(view, handlers) {
  const live = {
    view,
    handlers,
    state: null,
    key: null,
    isLost: false,
    denied: null,
    line: null,
    heardAt: performance.now(),
    failures: 0,
    hasHadSocket: false,
    reported: null,
    offsets: [],
    retryTimer: 0,
    silenceTimer: 0,
    serverNow: () => (live.offsets.length ? new Date(performance.now() + Math.max(...live.offsets)) : null),
    age: () => performance.now() - live.heardAt,
    stop: () => stopLive(live),
    wake: () => live.line?.isOpen() || dial(live),
  };
  lives.set(view, live);
  window.addEventListener("online", live.wake);
  listenFor(live, SILENCE_MS);
  dial(live);
  return live;
}

function stopLive(live) {
  lives.delete(live.view);
  clearTimeout(live.silenceTimer);
  window.removeEventListener("online", live.wake);
  hangUp(live);
}

let openLine = openSocket; // where sockets are refused, poll.js puts its own in this place

function dial(live) {
  hangUp(live);
  live.reported = null;
  live.line = openLine(live);
}

function hangUp(live) {
  clearTimeout(live.retryTimer);
  live.line?.close();
  live.line = null;
}

function openSocket(live) {
  const query = new URLSearchParams({view: live.view, ...(live.handlers.identify && {screen: "1"})});
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/api/live?${query}`);
  socket.onopen = () => (live.hasHadSocket = true);
  socket.onmessage = ({data}) => hear(live, JSON.parse(data));
  socket.onclose = ({code}) => (DENIALS[code] ? turnAway(live, code) : dialLater(live));
  const close = () => {
    socket.onopen = socket.onmessage = socket.onclose = null; // a dead line reports its end minutes later
    socket.close();
  };
  return {isOpen: () => socket.readyState === WebSocket.OPEN, tell: (text) => socket.send(text), close};
}

// The server is there and refuses: no silence to wait for, and no use in asking it all the time.
function turnAway(live, code) {
  listenFor(live, DENIED_MS + SILENCE_MS);
  live.retryTimer = setTimeout(dial, DENIED_MS, live);
  lose(live, DENIALS[code] ?? "login");
}

function dialLater(live) {
  const pause = RETRY_MS[Math.min(live.failures, RETRY_MS.length - 1)];
  live.failures += 1;
  live.retryTimer = setTimeout(dial, pause, live);
}

function listenFor(live, time) {
  clearTimeout(live.silenceTimer);
  live.silenceTimer = setTimeout(cutOff, time, live);
}

function hear(live, message) {
  const isState = Object.keys(message).some((name) => !NO_STATE.includes(name));
  const wasLost = live.isLost;
  const offsets = live.key?.startsWith(message.boot_id) ? live.offsets : [];
  Object.assign(live, {
    heardAt: performance.now(),
    failures: 0,
    isLost: false,
    denied: null,
    key: `${message.boot_id}:${message.seq}`,
  });
  listenFor(live, SILENCE_MS);
  // late messages make the server look slow: the largest of the last offsets came with the least delay
  live.offsets = [Date.parse(message.server_time) - performance.now(), ...offsets].slice(0, OFFSETS_KEPT);
  if (isState) live.state = message;
  if (wasLost) live.handlers.onBack?.(live);
  if (message.identify) showIdentity(live.handlers.identify, message.identify);
  else if (isState) live.handlers.onState?.(message, live);
  else live.handlers.onBeat?.(message, live);
  const report = live.line?.tell && dueReport(live);
  if (report) live.line.tell(report);
}

// What the server is told of this screen, when that changed and every ten seconds; null when nothing is due. Asked as
// something is heard: timers of a hidden page sleep, and whoever hears nothing is not to be told of as if it did.
function dueReport(live) {
  const {report} = live.handlers;
  if (live.view === "public" || report === null) return null;
  const own = report?.() ?? {};
  const told = JSON.stringify(own);
  if (live.reported?.told === told && performance.now() - live.reported.at < REPORT_MS) return null;
  live.reported = {told, at: performance.now()};
  return JSON.stringify({clock: Date.now(), ...own});
}

function cutOff(live) {
  listenFor(live, ATTEMPT_MS);
  dial(live);
  lose(live, null);
}

function lose(live, denied) {
  const isNews = !live.isLost || live.denied !== denied;
  Object.assign(live, {isLost: true, denied});
  if (isNews) live.handlers.onLost?.(live);
}
