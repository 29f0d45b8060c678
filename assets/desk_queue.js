// Asking the server, and the scans it has not answered: kept in this browser, sent in order, one at a time.

const ANSWER_MS = 5000;
const WAITED_MS = 1000;
const ORPHAN_MS = 10000;
const PAUSES_MS = [250, 500, 1000, 2000];
const LOGIN_MS = 5000;
const BUSY_MOST_MS = 30000;
const TIME_MS = 5000;
const TROUBLES = {401: "login", 403: "role", 429: "busy"}; // these wait; any other 4xx is a refusal of this one request
const QUEUE_KEY = "khaimac.queue.";

const unkept = new Map(); // takes over where the browser refuses to keep anything

function readKept(key, otherwise) {
  if (unkept.has(key)) return unkept.get(key);
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    unkept.delete(key);
  } catch {
    unkept.set(key, value);
  }
}

function forget(key) {
  unkept.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // then nothing was kept there
  }
}

// What has a key of its own is not lost when two tabs write at the same moment; of one list under one key some is.
function keptUnder(prefix) {
  return keysUnder(prefix)
    .map((key) => readKept(key, null))
    .filter(Boolean);
}

const keysUnder = (prefix) => [...new Set([...storedKeys(), ...unkept.keys()])].filter((key) => key.startsWith(prefix));

function storedKeys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

// 32 hexadecimal digits; crypto.randomUUID is missing on plain http
const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// One of {answer}, {refusal: a sentence} and {trouble: offline | error | login | role | busy}, perhaps with a wait.
async function ask(path, body) {
  const reply = await request(path, body && posted(body), ANSWER_MS);
  keepAcknowledged(path, body, reply.answer);
  return reply;
}

const posted = (body) => ({
  method: "POST",
  headers: {"Content-Type": "application/json"},
  body: JSON.stringify(body),
});

// A refusal comes with the server's short name of the error.
async function request(path, post, patience) {
  const url = `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
  try {
    const response = await fetch(url, {...post, signal: AbortSignal.timeout(patience)});
    if (response.ok) return {answer: await response.json()};
    if (response.status >= 500) return {trouble: "error"};
    const trouble = TROUBLES[response.status];
    if (trouble) return {trouble, wait: trouble === "busy" ? waitAsked(response) : LOGIN_MS};
    const {message, error} = await response.json().catch(() => ({}));
    return {refusal: message || say("refused_by_server", {status: response.status}), error};
  } catch {
    return {trouble: "offline"};
  }
}

function waitAsked(response) {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? Math.min(1000 * seconds, BUSY_MOST_MS) : null;
}

const keyOf = ({scan_id}) => QUEUE_KEY + scan_id;

const waitingScans = () =>
  keptUnder(QUEUE_KEY).sort((one, other) => one.place - other.place || one.local - other.local);

const unanswered = (desk) => waitingScans().filter((scan) => scan.desk === desk);
const isUnanswered = (scan) => readKept(keyOf(scan), null) !== null;
const isUnsafe = () => [...unkept.keys()].some((key) => key.startsWith(QUEUE_KEY)); // goes when the page goes

function newScan(code, desk, serverNow) {
  const place = 1 + (unanswered(desk).at(-1)?.place ?? 0);
  const clocks = {local: Date.now(), lived: performance.now()};
  const at = serverNow ? venueStamp(serverNow) : null;
  return {scan_id: randomId(), code, desk, way: "scanner", tab: TAB, place, ...clocks, at, waited: false};
}

const enqueue = (scan) => keep(keyOf(scan), scan);
const dequeue = (scan) => forget(keyOf(scan));

// From now on the scans of this tab are such that waited: they go with their own time, and anybody sends them.
function noteWaiting(desk) {
  const own = unanswered(desk).filter((scan) => scan.tab === TAB && !scan.waited);
  own.forEach((scan) => keep(keyOf(scan), {...scan, waited: true}));
}

// Each tab sends its own scans. One that waited, or whose tab may have been closed, anybody sends.
const TAB = randomId();
const isLeft = (scan) => scan.waited || Math.abs(Date.now() - scan.local) > ORPHAN_MS;
const isOurs = (scan) => scan.tab === TAB || isLeft(scan);
const nextScan = (desk) => unanswered(desk).find(isOurs);
const desksWithScans = () => [...new Set(waitingScans().filter(isOurs).map(({desk}) => desk))];

const pumping = new Map(); // desk -> the function that ends its pause, null while none may

// on.settled(scan, reply) for each answered or refused scan; on.troubled(trouble | null) as sending fails and works.
async function pump(desk, on) {
  if (pumping.has(desk)) return;
  pumping.set(desk, null);
  let trouble = null;
  try {
    for (let stalls = 0, scan = nextScan(desk); scan; scan = nextScan(desk)) {
      const reply = await sendInTurn(scan, on);
      trouble = reply.trouble ?? null;
      if (trouble) noteWaiting(desk);
      on.troubled(trouble);
      if (trouble) await pauseAfter(desk, reply, stalls);
      stalls = trouble ? stalls + 1 : 0;
    }
  } finally {
    pumping.delete(desk);
  }
  if (trouble) on.troubled(null); // another tab sent the rest
}

// The lock keeps two tabs from sending the same again; without it the server's memory of scan ids does no harm.
function sendInTurn(scan, on) {
  if (!isLeft(scan) || !navigator.locks) return sendNow(scan, on);
  return navigator.locks.request(QUEUE_KEY + scan.desk, () => (isUnanswered(scan) ? sendNow(scan, on) : {}));
}

async function sendNow(scan, on) {
  const reason = await whyWait();
  if (reason) return {trouble: reason};
  const late = isLeft(scan) || performance.now() - scan.lived > WAITED_MS;
  const happened_at = late ? onTheDay(scan, happenedAt(scan, on.serverNow())) : null;
  const {trouble, wait, ...reply} = await ask("/api/scan", scanBody(scan, happened_at));
  if (trouble) return {trouble, wait};
  if (late && reply.error === "bad_time" && !scan.timed_anew) return timeAnew(scan);
  dequeue(scan);
  on.settled(happened_at ? {...scan, happened_at} : scan, {...reply, late});
  return {};
}

// A server that came back with its clock set back finds a waiting scan's time wrong until this desk has heard its own.
function timeAnew(scan) {
  keep(keyOf(scan), {...scan, timed_anew: true});
  return {trouble: "time", wait: TIME_MS}; // sooner with the next live message
}

// A server that says how long to wait is not asked sooner; else any sign of life ends the pause.
function pauseAfter(desk, {trouble, wait}, stalls) {
  return new Promise((resume) => {
    setTimeout(resume, wait ?? PAUSES_MS[Math.min(stalls, PAUSES_MS.length - 1)]);
    pumping.set(desk, trouble === "busy" ? null : resume);
  });
}

const hurry = (desk) => pumping.get(desk)?.();

// The server's time of a scan, told in three ways: as it was known then, by how long ago it was on the laptop's clock, and
// on the page's own. The laptop's may be set meanwhile, the page's stops in sleep: one of them alone does no harm.
function happenedAt({at, local, lived, tab}, serverNow) {
  if (!serverNow) return at;
  const byClock = serverNow - (Date.now() - local);
  const latest = tab === TAB ? serverNow - (performance.now() - lived) : Number(serverNow);
  return venueStamp(Math.min(latest, Math.max(byClock, at ? Date.parse(at) : byClock)));
}

function scanBody({scan_id, code, desk, way}, happened_at) {
  return happened_at ? {scan_id, code, desk, way, happened_at} : {scan_id, code, desk, way};
}
