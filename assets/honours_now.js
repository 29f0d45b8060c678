// The batch on stage: its award, the steps of its protocol, its row in the order in which people stand.

const HONOURS_ITEM = 6; // of the programme
const LONG_AWARD = 46; // letters
const FITS = ["", "tight", "tightest"];
const TOPS = {
  on: (now) => (now ? ["disc", "on_stage"] : ["ring", "between"]),
  waiting: () => ["ring", "waiting"],
  over: () => ["tick", "over"],
  empty: () => ["dash", "empty"],
};

function nowParts() {
  return {
    tag: element("div", {class: "tag"}),
    award: element("h1", {class: "award"}),
    rows: element("ul", {class: "rows"}),
    sum: element("div", {class: "ended"}),
  };
}

function buildNow({now}) {
  return element("section", {class: "now"}, element("div", {class: "top"}, now.tag, now.award), now.rows, now.sum);
}

// On stage, or before anybody is, the batch that will be.
const shownBatch = ({honours}) => honours.now ?? (honours.state === "over" ? null : honours.next);

function drawNow(stage) {
  const {now, honours} = stage;
  const batch = shownBatch(stage);
  draw(now.tag, [honours.state, topOf(batch), stepsOf(honours, batch)], () => nowTag(honours, batch));
  showText(now.award, batch?.award ?? say(`award_${honours.state}`));
  now.award.classList.toggle("long", now.award.textContent.length > LONG_AWARD);
  keepRows(now.rows, batch ? markedRows(honours, batch) : [], (row) => nowRow(stage, row));
  draw(now.sum, batch ? null : [honours.state, honours.batches], () => !batch && endedPart(honours));
  fitRows(now.rows);
}

const topOf = (batch) => batch && [batch.number, batch.of, batch.part];

function nowTag(honours, batch) {
  const [drawing, key] = TOPS[honours.state](honours.now);
  return [
    sign(drawing, say(key), "on"),
    batch && element("span", {class: "n"}, dotted(batchText(batch), partText(batch))),
    batch && element("ol", {class: "steps"}, stepsOf(honours, batch).map(stepPart)),
  ];
}

// The step that is under way is the last one done of the batch on stage.
function stepsOf(honours, batch) {
  const steps = batch?.steps ?? [];
  const current = batch && batch.id === honours.now?.id ? steps.findLastIndex(({is_done}) => is_done) : -1;
  return steps.map(({step, is_done}, place) => ({step, isDone: is_done, isCurrent: place === current}));
}

function stepPart({step, isDone, isCurrent}) {
  const drawing = isCurrent ? "disc" : isDone ? "tick" : "ring";
  const traits = {"data-step": step, "data-done": isDone, "data-current": isCurrent};
  return element("li", traits, icon(drawing, 16), stepText(step));
}

// With what a row is drawn by beside its own: whether it is read out next, and whether it was left out.
function markedRows({go}, batch) {
  const isCalling = go?.step === "call" && go.batch === batch.id;
  const isOver = batch.steps.some(({step, is_done}) => step === "confer" && is_done);
  const open = batch.rows.filter(({state, place}) => HERE.includes(state) && place !== null);
  const called = isCalling ? open.slice(0, Object.values(go.people).reduce((sum, count) => sum + count, 0)) : [];
  return batch.rows.map((row) => ({
    ...row, language, isNext: called.includes(row), isMissed: isOver && HERE.includes(row.state),
  }));
}

function nowRow(stage, row) {
  const {name, post} = comer(row);
  const flags = element("span", {class: "flags_of"}, exceptions(row, row));
  const who = element("span", {class: "who"}, nameParts(row), !isCollective(row) && !row.receiver && postPart(post));
  const line = (isCollective(row) || row.receiver) && element("span", {class: "by"}, element("em", {}, name), postPart(post, ", "));
  const open = element("button", {type: "button", class: "line", onclick: () => openRow(stage, row.slot)},
    element("b", {class: "p"}, placeText(row)), element("span", {class: "told"}, who, line), flags);
  const traits = {"data-slot": row.slot, "data-state": row.state, "data-type": row.type, class: row.isNext ? "next_read" : ""};
  return element("li", traits, open, offerButton(stage, row));
}

const postPart = (post, before = "") => post && element("span", {class: "post"}, before, post);

// *Dự thay* of a collective's representative: one tap, and they receive.
function offerButton(stage, row) {
  if (!row.offer) return null;
  const take = () => setReceiver(stage, row, {mode: "leader", code: row.offer.code});
  return button(say("take_offer", {name: inSentence(row.offer.name)}), "swap", take, {class: "btn offer"});
}

function endedPart({state, batches}) {
  const sum = (key) => batches.reduce((before, batch) => before + batch[key], 0);
  const [expected, received] = [sum("expected"), sum("received")];
  if (state === "empty") return [element("p", {}, say("empty_what")), linkTo("to_import", {}, "setup")];
  return [
    element("p", {}, say("over_batches", {count: batches.length})),
    element("p", {}, say("over_received", {received, expected})),
    element("p", {class: expected > received ? "warn" : ""}, say("over_later", {count: expected - received})),
    linkTo("to_later_list", {view: "prints"}),
  ];
}

// Rows are set closer before they scroll.
function fitRows(rows) {
  for (const fit of FITS) {
    rows.dataset.fit = fit;
    if (rows.scrollHeight <= rows.clientHeight) return;
  }
}

function drawEnd({head, agenda, honours, live}) {
  showText(head.end, standingText(agenda, honours, live));
}

// "mục 6 còn 24 phút, 7 đợt"
function standingText({now, countdown}, {left: count, state}, live) {
  if (live.isLost || state === "empty" || state === "over") return "";
  const seconds = now?.number === HONOURS_ITEM ? secondsLeft(countdown, live) : null;
  if (seconds === null) return say("batches_left", {count});
  const time = minutesText(Math.ceil(Math.abs(seconds) / 60));
  return say(seconds < 0 ? "item_over" : "item_left", {number: HONOURS_ITEM, time, count});
}
