// The wings' screen: the batches on stage and to come, one tap for who waits here, and what has just changed.
// The view alone is the truth: what was tapped says that it is being sent until the view shows it.

const TOLD_MS = 15000;
const NEWS_KEPT = 3;
const SETTLE_MS = 600; // a finger already on its way to rows that have just moved taps nobody
const AFTER_ANSWER_MS = 2000;
const FLASH = [{backgroundColor: "rgb(255 205 0 / .45)"}, {backgroundColor: "transparent"}];
const FLASHED_MS = 1200;

let board = null; // one for each tab; it outlives Streamlit's redrawing of the page

export default function show(component) {
  const before = language;
  speak(component);
  board ??= {chosen: null, sending: new Map(), changed: new Map(), news: [], movedAt: -SETTLE_MS};
  board.root ??= element("div", {class: "wings", "data-theme": "dark", "data-live": "on"});
  if (!component.parentElement.contains(board.root)) component.parentElement.append(board.root);
  if (!board.parts || before !== language) furnish(board);
  start(board);
  return () => board.root.isConnected || stop(board); // Streamlit may clean up late, while it still stands
}

function furnish(made) {
  made.batches = Object.fromEntries(PLACES.map((place) => [place, batchPart(made, place)]));
  made.tabs = Object.fromEntries(PLACES.map((place) => [place, tabPart(made, place)]));
  made.head = headParts();
  made.parts = {
    news: element("ul", {class: "news", role: "status"}),
    version: element("p", {class: "version"}),
    none: element("p", {class: "none"}),
  };
  const {news, version, none} = made.parts;
  const {clock, flags, link} = made.head;
  const title = element("h1", {}, say("page_title"));
  made.root.replaceChildren(
    element("header", {class: "bar"}, icon("sign", 30), title, clock, flags, link, menuPart(made)),
    element("main", {}, none, PLACES.map((place) => made.batches[place].root)),
    element("footer", {}, news, version, element("nav", {}, PLACES.map((place) => made.tabs[place]))),
  );
  if (made.honours) drawAll(made);
}

function menuPart(made) {
  const links = [
    linkTo("to_honours", {}, "/honours"),
    linkTo("to_agenda", {}, "/agenda"),
    linkTo("other_language", {view: "wings", lang: language === "vi" ? "en" : "vi"}),
    button(say("log_out"), null, () => logOut(made)),
  ];
  const opener = element("summary", {"aria-label": say("menu")}, icon("menu", 24));
  return element("details", {}, opener, element("div", {}, links));
}

function tabPart(made, place) {
  return element("button", {type: "button", onclick: () => choose(made, place)});
}

function choose(made, place) {
  made.chosen = place;
  drawAll(made);
}

function start(made) {
  made.live = connectLive({
    view: "wings",
    onState: (state) => takeState(made, state),
    onBeat: () => drawBar(made),
    onLost: () => drawLine(made),
    onBack: () => drawLine(made),
  });
  if (made.timer) return;
  made.timer = setInterval(tick, 1000, made);
  made.onLook = () => document.hidden || stayAwake(made);
  document.addEventListener("visibilitychange", made.onLook);
  stayAwake(made);
}

function stop(made) {
  clearInterval(made.timer);
  made.timer = null;
  document.removeEventListener("visibilitychange", made.onLook);
  made.lock?.release();
  made.live.stop();
}

async function stayAwake(made) {
  try {
    made.lock = await navigator.wakeLock?.request("screen");
  } catch {
    // a phone low on power refuses
  }
}

function takeState(made, state) {
  if (made.state === state || !state.honours) return;
  const before = made.honours;
  Object.assign(made, {state, honours: state.honours});
  if (before) tellChanges(made, before.batches, state.honours.batches);
  settleTaps(made);
  drawAll(made);
}

function tellChanges(made, before, after) {
  const now = performance.now();
  const {slots, texts} = changesBetween(before, after);
  if (standing(before) !== standing(after)) made.movedAt = now;
  for (const slot of slots) made.changed.set(slot, {until: now + TOLD_MS, isNew: true});
  tellNews(made, texts);
}

function tellNews(made, texts) {
  const until = performance.now() + TOLD_MS;
  made.news = [...texts.map((text) => ({text, until})), ...made.news].slice(0, NEWS_KEPT);
}

// Where each row stands on the screen.
const standing = (batches) =>
  JSON.stringify(batches.map(({state, rows}) => [state === "on_stage", ...rows.map(({slot}) => slot)]));

function drawAll(made) {
  const shown = shownPlaces(made);
  made.root.dataset.state = made.honours.state;
  drawBar(made);
  for (const place of PLACES) {
    made.batches[place].root.dataset.shown = String(shown.indexOf(place) + 1);
    drawBatch(made, place, made.batches[place]);
    drawTab(made, place, shown);
  }
  showText(made.parts.none, noneText(made.honours));
  draw(made.parts.version, versionOf(made.honours), versionParts);
  drawNews(made);
  flashRows(made);
}

// The one that is chosen, then the other that a tablet shows beside it: the batch before, if there is one.
function shownPlaces({honours, chosen}) {
  const here = placed(honours);
  const open = PLACES.filter((place) => here[place]);
  const first = open.includes(chosen) ? chosen : open.find((place) => place !== "stage") ?? open[0] ?? "deck";
  const at = open.indexOf(first);
  return [first, open[at - 1] ?? open[at + 1]].filter(Boolean);
}

function drawTab({tabs, honours}, place, [first, second]) {
  const tab = tabs[place];
  const batch = placed(honours)[place];
  const name = say(place === "stage" ? "tab_stage" : `at_${place}`);
  tab.disabled = !batch;
  tab.setAttribute("aria-pressed", String(place === first));
  tab.toggleAttribute("data-beside", place === second);
  draw(tab, [name, batch?.number], () => [
    element("span", {}, name),
    element("b", {}, batch ? say("batch", batch) : "–"),
  ]);
}

function noneText({state, batches}) {
  if (batches.length) return "";
  return say(state === "over" ? "all_over" : "no_list");
}

const versionOf = ({version, printed, changed_at}) => [version, printed, changed_at];

function versionParts([number, printed, changedAt]) {
  const [drawing, key, look] = printed === number ? ["tick", "printed_same", "ok"] : ["late", "printed_other", "warn"];
  return [
    element("span", {}, changedAt ? say("version_at", {number, time: hourOf(changedAt)}) : say("version", {number})),
    printed > 0 && sign(drawing, say(key, {number: printed}), look),
  ];
}

function drawNews({parts, news}) {
  draw(parts.news, news.map(({text}) => text), (texts) => texts.map((text) => element("li", {}, icon("info", 20), text)));
}

function flashRows({root, changed}) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const [slot, change] of changed) {
    const row = root.querySelector(`li[data-slot="${slot}"]`);
    if (change.isNew && !isCalm) row?.animate(FLASH, FLASHED_MS);
    change.isNew = false;
  }
}

function tick(made) {
  if (!made.live || !made.honours) return;
  const now = performance.now();
  const news = made.news.filter(({until}) => until > now);
  const over = [...made.changed].filter(([, {until}]) => until <= now);
  for (const [slot] of over) made.changed.delete(slot);
  const isLess = news.length < made.news.length || over.length;
  made.news = news;
  if (isLess) drawAll(made);
  else drawBar(made);
}

function drawLine(made) {
  made.root.dataset.live = made.live.isLost ? "lost" : "on";
  drawBar(made);
  if (made.honours) drawAll(made);
}

function drawBar(made) {
  drawClock(made);
  draw(made.head.flags, made.state?.phase === "rehearsal", (is) => is && element("b", {}, say("rehearsal")));
}

// --- a tap -----------------------------------------------------------------------------------------------------------

function found({honours}, slot) {
  const rows = honours.batches.flatMap((batch) => batch.rows.map((row) => ({batch, row})));
  return rows.find(({row}) => row.slot === slot);
}

async function tapRow(made, slot) {
  const {batch, row} = found(made, slot) ?? {};
  const isMoving = performance.now() - made.movedAt < SETTLE_MS;
  if (!row || isMoving || made.sending.has(slot) || !mayTap(made, batch, row)) return;
  const staged = row.state !== "staged";
  made.sending.set(slot, staged);
  drawAll(made);
  const answer = await post(made.live, "/api/wings", {slot, staged});
  if (answer?.accepted) return setTimeout(forgetTap, AFTER_ANSWER_MS, made, slot); // the view may come after the answer
  tellNews(made, [answer?.message || say("unanswered")]);
  forgetTap(made, slot);
}

function forgetTap(made, slot) {
  if (made.sending.delete(slot)) drawAll(made);
  else drawNews(made);
}

function settleTaps(made) {
  for (const [slot, staged] of made.sending) {
    const state = found(made, slot)?.row.state;
    if ((state === "staged") === staged) made.sending.delete(slot);
  }
}
