// What was acknowledged to this desk, kept in this browser for the day. To a server that started anew it is sent again,
// in order and one at a time, before anything new is asked.

const KEPT_KEY = "khaimac.kept.";
const ORDER_KEY = "khaimac.kept_order";
const OLDEST_MS = 2 * 24 * 3600 * 1000; // the server takes nothing older
const TOLD_MS = 60000;

const ENTRY_FIELDS = [
  "id",
  "what",
  "delegate",
  "desk",
  "happened_at",
  "way",
  "reason",
  "name",
  "position",
  "unit",
  "category",
];

const isWelcome = ({verdict, standing}) => verdict === "welcome" && standing;
const isAccepted = ({accepted}) => accepted;

// route -> what its answer acknowledges, when it does, and what of the question is needed to say it again
const ACKNOWLEDGED_BY = {
  "/api/scan": ["admit", isWelcome, ["way"]],
  "/api/frame": ["admit", isWelcome, ["way"]],
  "/api/walk_in": ["walk_in", isWelcome, ["name", "position", "unit", "category"]],
  "/api/substitute": ["substitute", isAccepted, ["name", "position", "reason"]],
  "/api/in_person": ["in_person", isAccepted, ["reason"]],
  "/api/leave": ["leave", isAccepted, ["reason"]],
  "/api/undo": ["undo", ({undone}) => undone, ["reason"]],
};

// through: the boot_id of the server that has been told all; news: called when what is shown may have changed
const memory = {
  live: null,
  news: () => {},
  sending: null,
  sendingSince: 0,
  trouble: null,
  through: null,
  day: "",
  told: null,
};

const stateNow = () => memory.live?.state;
const bootNow = () => memory.live?.key?.split(":")[0];
const dayNow = () => ({boot_id: bootNow(), conference_id: stateNow().conference_id, opened_at: stateNow().opened_at});
const pick = (from, fields) => Object.fromEntries(fields.map((field) => [field, from[field]]));

function keepAcknowledged(path, asked, answer) {
  const [what, isDone, fields] = ACKNOWLEDGED_BY[path] ?? [];
  const state = stateNow();
  if (!answer || !what || !isDone(answer) || state?.phase !== "day" || state.ended) return;
  const id = asked.scan_id ?? asked.action_id;
  if (readKept(KEPT_KEY + id, null)) return;
  const order = 1 + readKept(ORDER_KEY, 0);
  const delegate = answer.delegate?.code ?? asked.delegate;
  const happened_at = asked.happened_at ?? venueStamp(memory.live.serverNow());
  const entry = {id, what, delegate, desk: asked.desk, happened_at, ...pick(asked, fields)};
  keep(ORDER_KEY, order);
  keep(KEPT_KEY + id, {...entry, order, local: Date.now(), ...dayNow()});
}

const keptEntries = () => keptUnder(KEPT_KEY).sort((one, other) => one.order - other.order || one.local - other.local);
const isOfThisConference = ({conference_id}) => conference_id === stateNow()?.conference_id;
const ownEntries = () => keptEntries().filter(isOfThisConference);
const isUnsent = (entry) => isOfThisConference(entry) && entry.boot_id !== bootNow();
const unsentEntries = () => keptEntries().filter(isUnsent);
const isThrough = () => memory.through === bootNow();
const wireOf = (entry) => pick(entry, ENTRY_FIELDS);

// Behind the same address runs a copy from before the day was opened: all waits until the organiser has opened it.
const isEarly = () => Boolean(stateNow()) && stateNow().phase !== "day" && unsentEntries().length > 0;

// Drops what is no longer to be kept, each time the day is another one.
function minDay() {
  const day = JSON.stringify([dayNow(), stateNow().phase, stateNow().ended]);
  if (day === memory.day) return;
  memory.day = day;
  keptEntries()
    .filter((entry) => isOver(entry) || isTooOld(entry) || isOfAnEarlierOpening(entry))
    .forEach(({id}) => forget(KEPT_KEY + id));
  if (stateNow().ended) [LAST_KEY, LINES_KEY].flatMap(keysUnder).forEach(forget); // they hold names too
  hurry(KEPT_KEY);
}

const isOver = (entry) => isOfThisConference(entry) && stateNow().ended;

// By both clocks: one that is wrong must not wipe the day.
const isTooOld = ({happened_at}) => Math.min(memory.live.serverNow(), Date.now()) - Date.parse(happened_at) > OLDEST_MS;

// This server had it, and the organiser began the day anew from nothing.
function isOfAnEarlierOpening(entry) {
  const {boot_id, opened_at} = dayNow();
  const isSeen = isOfThisConference(entry) && entry.boot_id === boot_id && entry.opened_at !== opened_at;
  return isSeen && Date.parse(entry.happened_at) < Date.parse(opened_at);
}

// Null when something new may be asked, else the trouble for which it has to wait.
async function whyWait() {
  const trouble = await troubleOnTheWay();
  if (trouble) return trouble;
  const sending = resendKept();
  if (sending && !isEarly() && !memory.trouble)
    await Promise.race([sending, new Promise((resume) => setTimeout(resume, ANSWER_MS))]);
  if (isThrough()) return null;
  return isEarly() ? "early" : (memory.trouble ?? "resending");
}

async function afterKept(send) {
  const trouble = await whyWait();
  return trouble ? {trouble} : send();
}

// Cut off since it last heard anything, the desk may be speaking to another server than the one it knows.
async function troubleOnTheWay() {
  const {failures, isLost} = memory.live;
  if (!failures && !isLost) return null;
  const {answer, trouble} = await request("/api/health", null, ANSWER_MS);
  if (!answer) return trouble ?? "error";
  return answer.boot_id === bootNow() ? null : "resending";
}

// Null when there is nothing to send.
function resendKept() {
  if (!stateNow()) return null;
  minDay();
  if (isThrough()) return null;
  if (!unsentEntries().length) return endResending({});
  memory.sending ??= startSending();
  return memory.sending;
}

function startSending() {
  memory.sendingSince = performance.now();
  setTimeout(memory.news, SLOW_MS);
  return inOneTab(sendAllKept).finally(() => (memory.sending = null));
}

const inOneTab = (send) => (navigator.locks ? navigator.locks.request(KEPT_KEY, send) : send());

async function sendAllKept() {
  const tally = {known: 0, recorded: 0, set_aside: 0, refused: 0};
  for (let stalls = 0, [entry] = unsentEntries(); entry; [entry] = unsentEntries()) {
    const reply = await resend(entry);
    memory.trouble = reply.trouble ?? null;
    if (reply.outcome) tally[reply.outcome] += 1;
    memory.news();
    if (reply.trouble) await pauseAfter(KEPT_KEY, reply, stalls);
    stalls = reply.trouble ? stalls + 1 : 0;
  }
  endResending(tally);
}

async function resend(entry) {
  const trouble = stateNow().phase === "day" ? await troubleOnTheWay() : "early";
  if (trouble) return {trouble};
  const day = dayNow();
  const {answer, refusal, ...failure} = await request("/api/resend", posted(wireOf(entry)), ANSWER_MS);
  if (failure.trouble) return failure;
  if (answer?.outcome === "waits") return {trouble: "early"};
  if (readKept(KEPT_KEY + entry.id, null)) keep(KEPT_KEY + entry.id, {...entry, ...day, refusal});
  return {outcome: answer?.outcome ?? "refused"};
}

function endResending(tally) {
  const sent = Object.values(tally).reduce((total, count) => total + count, 0);
  Object.assign(memory, {through: bootNow(), trouble: null});
  if (sent) memory.told = {...tally, sent, at: performance.now()};
  if (sent) setTimeout(memory.news, TOLD_MS);
  memory.news();
  return null;
}

// The boot_id under which this desk was told of the day; null in a rehearsal.
const dayBoot = () => (stateNow().phase === "day" ? bootNow() : (unsentEntries().at(-1)?.boot_id ?? null));

// Scanned on the day by a ledger that was lost: this one's day was opened only afterwards, and it takes nothing older.
function onTheDay({day_boot}, happened_at) {
  const opened = Date.parse(stateNow()?.opened_at) + 1; // it is told to the millisecond
  const isOlder = day_boot && day_boot !== bootNow() && Date.parse(happened_at) < opened;
  return isOlder ? venueStamp(opened) : happened_at;
}

// For the strip under the head: what the memory is doing, by its words' key and fields.
function memoryNews() {
  if (isEarly()) return ["early", {}];
  if (memory.sending && !isThrough() && performance.now() - memory.sendingSince >= SLOW_MS)
    return ["resending", {count: unsentEntries().length}];
  return memory.told && performance.now() - memory.told.at < TOLD_MS ? ["resent", memory.told] : null;
}

const isKeptUnsafe = () => [...unkept.keys()].some((key) => key.startsWith(KEPT_KEY));

function openKept(desk) {
  const entries = ownEntries();
  openPanel(desk, "kept", say("kept_title"), [
    element("p", {class: "ask"}, entries.length ? keptText(entries) : say("kept_nothing")),
    element("dl", {class: "kept"}, keptRows(entries).map(keptRow)),
    isKeptUnsafe() && element("p", {class: "problem"}, icon("warning"), say("kept_unsafe")),
    element("p", {class: "text"}, say("kept_file_what")),
    element(
      "div",
      {class: "moves"},
      button(say("kept_file"), "paper", () => saveDeskFile(desk), {class: "btn p"}),
      button(say("back"), "undo", () => openMenu(desk)),
    ),
  ]);
}

const keptText = (entries) => say("kept_since", {count: entries.length, time: hourOf(entries[0].happened_at)});

function keptRows(entries) {
  const count = (isCounted) => entries.filter(isCounted).length;
  const others = keptEntries().length - entries.length;
  return [
    ["kept_known", count((entry) => !isUnsent(entry) && !entry.refusal)],
    ["kept_unsent", count(isUnsent)],
    ["kept_refused", count((entry) => !isUnsent(entry) && entry.refusal)],
    ["kept_waiting", waitingScans().length],
    ["kept_of_others", others],
  ].filter(([key, number]) => number || key === "kept_waiting");
}

const keptRow = ([key, number]) => element("div", {}, element("dt", {}, say(key)), element("dd", {}, String(number)));

// Works without a server: the file goes from the browser's memory straight to its disk.
function saveDeskFile(desk) {
  const now = desk.live.serverNow() ?? new Date();
  const file = new Blob([JSON.stringify(deskFile(desk, now), null, 1)], {type: "application/json"});
  const link = element("a", {href: URL.createObjectURL(file), download: fileName(desk, now)});
  link.click();
  setTimeout(URL.revokeObjectURL, ANSWER_MS, link.href);
}

function deskFile(desk, now) {
  return {
    format: "khaimac-desk",
    version: 1,
    conference_id: stateNow().conference_id,
    saved_at: venueStamp(now),
    desk: desk.name,
    kept: ownEntries().map(wireOf),
    waiting: waitingScans().map(waitingOf),
  };
}

function waitingOf(scan) {
  const happened_at = happenedAt(scan, memory.live.serverNow()) ?? venueStamp(scan.local);
  return {...pick(scan, ["scan_id", "code", "desk", "way"]), happened_at};
}

function fileName(desk, now) {
  const place = desk.name.replace(/[^\p{L}\p{N}]+/gu, "-");
  return `khaimac-ban-${place}-${dateOf(now).replaceAll("-", "")}-${hourOf(now).replace(":", "")}.json`;
}

// What this desk tells the organiser's page of itself.
function deskReport({name}) {
  if (!name) return null;
  const parked = keptUnder(LINES_KEY).filter(({desk, kind}) => desk === name && kind === "parked");
  return {desk: name, waiting: unanswered(name).length, parked: parked.length, kept: ownEntries().length};
}
