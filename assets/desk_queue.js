// Asking the server, and the scans it has not answered: kept in this browser for each desk, sent in order, one at a time.

const ANSWER_MS = 5000;
const WAITED_MS = 1000;
const ORPHAN_MS = 10000;
const PAUSES_MS = [250, 500, 1000, 2000];
const TROUBLES = {401: "login", 403: "login", 429: "busy"}; // these wait; any other 4xx is a refusal of this one request
const QUEUE_KEY = "khaimac.queue.";

const unkept = new Map(); // takes over where the browser refuses to keep anything

function readKept(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? unkept.get(key) ?? otherwise;
  } catch {
    return unkept.get(key) ?? otherwise;
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

// 32 hexadecimal digits; crypto.randomUUID is missing on plain http
const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// One of {answer}, {refusal: a sentence} and {trouble: offline | error | login | busy}.
async function ask(path, body) {
  const url = `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
  const post = body && {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)};
  try {
    const response = await fetch(url, {...post, signal: AbortSignal.timeout(ANSWER_MS)});
    if (response.ok) return {answer: await response.json()};
    if (response.status >= 500) return {trouble: "error"};
    if (TROUBLES[response.status]) return {trouble: TROUBLES[response.status]};
    const {message} = await response.json().catch(() => ({}));
    return {refusal: message || say("refused_by_server", {status: response.status})};
  } catch {
    return {trouble: "offline"};
  }
}

const unanswered = (desk) => readKept(QUEUE_KEY + desk, []);

function newScan(code, desk, serverNow) {
  const scan = {scan_id: randomId(), code, desk, way: "scanner", tab: TAB, local: Date.now(), waited: false};
  return serverNow ? {...scan, at: venueStamp(serverNow)} : scan;
}

function enqueue(scan) {
  keep(QUEUE_KEY + scan.desk, [...unanswered(scan.desk), scan]);
}

function dequeue(scan) {
  keep(
    QUEUE_KEY + scan.desk,
    unanswered(scan.desk).filter((other) => other.scan_id !== scan.scan_id),
  );
}

// From now on these are scans that waited or are sent again: they go with their own time.
function noteWaiting(desk, scans) {
  const ids = new Set(scans.map(({scan_id}) => scan_id));
  keep(
    QUEUE_KEY + desk,
    unanswered(desk).map((scan) => (ids.has(scan.scan_id) ? {...scan, waited: true} : scan)),
  );
}

// Each tab sends its own scans. One that waited, or whose tab may have been closed, anybody sends.
const TAB = randomId();
const isLeft = (scan) => scan.waited || Date.now() - scan.local > ORPHAN_MS;
const nextScan = (desk) => unanswered(desk).find((scan) => scan.tab === TAB || isLeft(scan));

function desksWithScans() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(QUEUE_KEY));
    return keys.map((key) => key.slice(QUEUE_KEY.length)).filter(nextScan);
  } catch {
    return [];
  }
}

const pumping = new Map(); // desk -> the function that ends its pause

// on.settled(scan, reply) for each answered or refused scan; on.troubled(trouble | null) as sending fails and works.
async function pump(desk, on) {
  if (pumping.has(desk)) return;
  pumping.set(desk, () => {});
  try {
    for (let stalls = 0; nextScan(desk); stalls += 1) {
      if (stalls) noteWaiting(desk, unanswered(desk));
      const work = () => drain(desk, on);
      const {trouble, sent} = await (isLeft(nextScan(desk)) ? underLock(QUEUE_KEY + desk, work) : work());
      on.troubled(trouble);
      if (!trouble) continue;
      if (sent) stalls = 0;
      await pauseOf(desk, PAUSES_MS[Math.min(stalls, PAUSES_MS.length - 1)]);
    }
  } finally {
    pumping.delete(desk);
  }
}

// The lock keeps two tabs from sending the same again; without it the server's memory of scan ids does no harm.
function underLock(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}

function pauseOf(desk, time) {
  return new Promise((resume) => {
    setTimeout(resume, time);
    pumping.set(desk, resume);
  });
}

const hurry = (desk) => pumping.get(desk)?.();

async function drain(desk, on) {
  for (let sent = 0; ; sent += 1) {
    const scan = nextScan(desk);
    if (!scan) return {trouble: null, sent};
    const late = scan.waited || Date.now() - scan.local > WAITED_MS;
    noteWaiting(desk, [scan]);
    const {trouble, ...reply} = await ask("/api/scan", scanBody(scan, late && happenedAt(scan, on.serverNow())));
    if (trouble) return {trouble, sent};
    dequeue(scan);
    on.settled(scan, {...reply, late});
  }
}

function happenedAt(scan, serverNow) {
  return scan.at ?? (serverNow && venueStamp(serverNow - (Date.now() - scan.local)));
}

function scanBody({scan_id, code, desk, way}, happened_at) {
  return happened_at ? {scan_id, code, desk, way, happened_at} : {scan_id, code, desk, way};
}
