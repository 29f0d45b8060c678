// What comes next, the words to say, and what the one button will do.

const LONG_WORDS = 260;
const LONG_LABEL = 46;
const WALKS_UP = "call";

function nextParts(stage) {
  return {
    tag: element("div", {class: "tag"}),
    words: element("p", {class: "say", tabindex: "-1"}),
    go: element("button", {type: "button", class: "go", onclick: () => pressGo(stage)}),
    undo: button("", null, () => step(stage, {step: "undo", batch: ""}), {class: "btn act undo"}),
    more: button("", null, () => openSide(stage, "menu"), {class: "btn act more"}),
  };
}

function buildNext({next}) {
  return element("section", {class: "next"}, next.tag, next.words);
}

const buildActs = ({next}) => element("div", {class: "acts"}, next.go, next.undo, next.more);

function drawNext({next, honours}) {
  const {go, line} = honours;
  const batch = go && batchGone(honours);
  draw(next.tag, [go, batch && [batch.number, batch.of, batch.part, batch.presenter]], () => go && nextTag(go, batch));
  draw(next.words, go ? line : null, wordsPart);
  next.words.classList.toggle("long", lengthOf(line) >= LONG_WORDS);
}

const batchGone = ({go, now, next}) => [now, next].find((batch) => batch?.id === go.batch);

function nextTag({step: what, page, title}, batch) {
  const pageText = page && !title && say("page_of", {page: page[0], pages: page[1]});
  const presenter = batch?.presenter && say("presented_by", {name: presenterText(batch.presenter)});
  const place = batch && dotted(joinText(batchText(batch), partText(batch)), pageText, presenter);
  return [sign("onward", say("coming_next"), "on"), element("b", {class: "what"}, stepText(what)), place && element("span", {class: "n"}, place)];
}

function wordsPart(line) {
  if (!line) return null;
  return line.length ? spoken(line) : element("span", {class: "none"}, say("no_words"));
}

function drawActs(stage) {
  const {next, honours} = stage;
  face(next.undo, "undo", say("undo"), honours?.last ? lastText(honours.last) : "");
  face(next.more, "menu", say("more"));
  next.undo.disabled = isBusy(stage) || !honours?.can.includes("undo");
}

const isBusy = ({live, sending}) => live.isLost || Boolean(sending);
const unbroken = (text) => text.replaceAll(" ", "\u00a0");
const lastText = ({step: what, batch}) => joinText(stepText(what), batch && unbroken(say("batch", {number: batch})));

// What GO would do: the request, what the button says, and where it warns what it then says.
function goPlan({honours}) {
  const {go, state} = honours;
  if (!go) return {label: say(`go_${state}`)};
  const request = {step: go.step, batch: go.batch, ...(go.warning && {despite: go.warning})};
  return {request, label: goLabel(honours), confirm: go.warning && say(`warn_${go.warning}`, {number: go.number})};
}

function goLabel({go, now, next}) {
  const {step: what, number, people, page, title} = go;
  if (what !== WALKS_UP) return say(`go_${what}`, {number});
  const rows = [...(now?.rows ?? []), ...(next?.rows ?? [])];
  if (title) return say("go_name", {name: nameOf(rows.find((row) => row.title === title && row.state !== "called"), title)});
  if (page?.[0] > 1) return say("go_page", {page: page[0], pages: page[1], people: peopleText(people)});
  return say("go_call", {number, people: peopleText(people)});
}

const nameOf = (row, title) => (row ? nameRead(row) : title);
