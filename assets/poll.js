// A live line without a socket, for browsers that refuse one under a private authority: asks for the view once a second,
// or every `askEvery` milliseconds of connectLive, one request at a time. Joined after live.js, whose hearing, silence and
// trying again it uses.

const ASK_MS = 1000;

openLine = openPolling;

function openPolling(live) {
  const line = {live, request: null, nextTimer: 0, isClosed: false};
  const turn = () => (document.hidden ? pausePolling(line) : resumePolling(line));
  document.addEventListener("visibilitychange", turn);
  const close = () => {
    line.isClosed = true;
    line.request?.abort();
    clearTimeout(line.nextTimer);
    document.removeEventListener("visibilitychange", turn);
  };
  if (document.hidden) pausePolling(line);
  else poll(line);
  return {isOpen: () => false, close}; // back online: asked again at once
}

// Nobody looks: nothing is asked, and silence means nothing.
function pausePolling({live, nextTimer}) {
  clearTimeout(nextTimer);
  clearTimeout(live.silenceTimer);
}

function resumePolling(line) {
  listenFor(line.live, ATTEMPT_MS);
  if (!line.request) poll(line);
}

async function poll(line) {
  const {live} = line;
  clearTimeout(line.nextTimer);
  const {message, refusal} = await askForView(line);
  if (line.isClosed) return;
  if (refusal) return turnAway(live, refusal);
  if (!message) return dialLater(live);
  const pause = live.handlers.askEvery ?? ASK_MS;
  hear(live, message);
  listenFor(live, Math.max(SILENCE_MS, pause + ATTEMPT_MS));
  if (document.hidden) pausePolling(line);
  else line.nextTimer = setTimeout(poll, pause, line);
}

// The server sends the whole view only when it is not the one we have seen, else a beat.
async function askForView(line) {
  const {live} = line;
  const request = (line.request = new AbortController());
  const patience = setTimeout(() => request.abort(), ATTEMPT_MS);
  try {
    const report = dueReport(live);
    const query = new URLSearchParams({view: live.view, seen: live.seen ?? "", ...(report && {report})});
    const response = await fetch(`/api/live?${query}`, {signal: request.signal, cache: "no-store"});
    if ([401, 403].includes(response.status)) return {refusal: response.status};
    if (!response.ok) return {};
    const message = await response.json();
    live.seen = response.headers.get("ETag");
    return {message};
  } catch {
    return {};
  } finally {
    clearTimeout(patience);
    line.request = null;
  }
}
