// The live socket of a screen: the newest state of its view, the server's time, and whether anything is still heard.
// A wrapper puts this text before a component's own; nothing is drawn here.
//
//   const live = connectLive({view: "desk", onState, onBeat, onLost, onBack});
//   live.state        the last state of the view, null before the first
//   live.key          "boot_id:seq" of the last message: compare with !==, never with > (a restart may start lower)
//   live.isLost       true after 5 s of silence, until something is heard again
//   live.serverNow()  the server's time as a Date, null before the first message
//   live.age()        milliseconds since anything was heard
//   live.stop()       on unmount
//
// onState(state, live) each time the view's state arrives, and at once when it is known already; onBeat(beat, live) every
// 2 s; onLost(live) and onBack(live) once each time. Called again for the same view it keeps the one socket and only
// takes the new functions, so a component may call it each time Streamlit calls the component.

const SILENCE_MS = 5000;
const ATTEMPT_MS = 2500; // once cut off: a dial into a dead network is given up after this
const RETRY_MS = [100, 250, 500, 1000, 2000];
const OFFSETS_KEPT = 5;

const lives = new Map();

function connectLive({view, ...handlers}) {
  const live = lives.get(view) ?? openLive(view);
  live.handlers = handlers;
  if (live.state) handlers.onState?.(live.state, live);
  if (live.isLost) handlers.onLost?.(live);
  return live;
}

function openLive(view) {
  const live = {
    view,
    handlers: {},
    state: null,
    key: null,
    isLost: false,
    socket: null,
    heardAt: performance.now(),
    failures: 0,
    offsets: [],
    retryTimer: 0,
    silenceTimer: 0,
    serverNow: () => (live.offsets.length ? new Date(Date.now() + Math.max(...live.offsets)) : null),
    age: () => performance.now() - live.heardAt,
    stop: () => stopLive(live),
    wake: () => live.socket?.readyState === WebSocket.OPEN || dial(live),
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

function dial(live) {
  hangUp(live);
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/api/live?view=${live.view}`);
  live.socket = socket;
  socket.onmessage = ({data}) => hear(live, JSON.parse(data));
  socket.onclose = () => dialLater(live);
}

function hangUp(live) {
  clearTimeout(live.retryTimer);
  if (!live.socket) return;
  live.socket.onmessage = live.socket.onclose = null; // a dead line reports its end minutes later
  live.socket.close();
  live.socket = null;
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
  const isState = Object.keys(message).some((name) => !["boot_id", "seq", "server_time"].includes(name));
  const wasLost = live.isLost;
  Object.assign(live, {
    heardAt: performance.now(),
    failures: 0,
    isLost: false,
    key: `${message.boot_id}:${message.seq}`,
  });
  listenFor(live, SILENCE_MS);
  // late messages make the server look slow: the largest of the last offsets came with the least delay
  live.offsets = [Date.parse(message.server_time) - Date.now(), ...live.offsets].slice(0, OFFSETS_KEPT);
  if (isState) live.state = message;
  if (wasLost) live.handlers.onBack?.(live);
  if (isState) live.handlers.onState?.(message, live);
  else live.handlers.onBeat?.(message, live);
}

function cutOff(live) {
  const isNews = !live.isLost;
  live.isLost = true;
  listenFor(live, ATTEMPT_MS);
  dial(live);
  if (isNews) live.handlers.onLost?.(live);
}
