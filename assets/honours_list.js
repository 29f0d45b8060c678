// The column at the right beside the batch on deck: all batches, one of them opened, and the sheet's own lines.

// state of a batch -> sign, phase
const BATCHES = {
  done: ["tick", "done"],
  on_stage: ["disc", "running"],
  on_deck: ["onward", "next"],
  locked: ["lock", "planned"],
  draft: ["ring", "planned"],
};

function drawBatches(stage) {
  const {honours, side} = stage;
  keepRows(side.batches.list, honours.batches.map((batch) => ({...batch, language})), (batch) => batchRow(stage, batch));
}

function batchesPanel() {
  const list = element("ul", {class: "batches"});
  return Object.assign(element("div", {class: "panel all"}, list), {list});
}

function batchRow(stage, batch) {
  const [drawing, phase] = BATCHES[batch.state];
  const word = say(`batch_${batch.state}`);
  const open = {type: "button", class: "line", onclick: () => openBatch(stage, batch.id)};
  const parts = [
    element("span", {class: "gl", title: word}, icon(drawing, 18), element("span", {class: "sr"}, word)),
    element("b", {class: "no"}, String(batch.number)),
    element("span", {class: "ti"}, batch.award),
    element("span", {class: "counts"}, countsText(batch)),
  ];
  return element("li", {"data-batch": batch.id, "data-phase": phase}, element("button", open, parts));
}

function countsText({state, present, expected, received}) {
  return BEGUN.includes(state) ? say("received_of", {received, expected}) : say("present_of", {present, expected});
}

function openBatch(stage, id) {
  Object.assign(stage, {batch: id, refused: null});
  openSide(stage, "batch");
}

function drawBatch(stage) {
  const batch = stage.honours.batches.find(({id}) => id === stage.batch);
  if (!batch) return openSide(stage, "batches");
  draw(stage.side.batch, [batch, stage.honours.begins[batch.id], stage.refused, isBusy(stage)], () => batchPart(stage, batch));
}

function batchPart(stage, batch) {
  const begins = stage.honours.begins[batch.id];
  return [
    button(say("all_batches"), "undo", () => openSide(stage, "batches"), {class: "btn back"}),
    element("h2", {}, dotted(say("batch", {number: batch.number}), say(`batch_${batch.state}`))),
    element("h3", {}, batch.award),
    element("p", {}, countsText(batch)),
    begins && beginButton(stage, batch, begins),
  ];
}

// Out of its turn: the server warns, and goes on when the same is asked despite it. A finished decision asks once more.
function beginButton(stage, batch, begins) {
  const despite = stage.refused ?? "out_of_order";
  const look = {drawing: "onward", label: say("do_begin", {number: batch.number}), confirm: say("sure_begin", {number: batch.number})};
  if (stage.refused) look.label = say(`warn_${stage.refused}`, {number: batch.number});
  const begin = () => step(stage, {step: begins, batch: batch.id, despite});
  return moveButton(stage, stage.refused ? {...look, confirm: null} : look, begin, {disabled: isBusy(stage), "data-move": "begin"});
}

// --- the sheet's lines

function drawLines(stage) {
  const {now, next} = stage.honours;
  const batches = [now, next].filter((batch) => batch?.note);
  const told = batches.map(({number, note, note_is_stale}) => [number, note, note_is_stale]);
  draw(stage.side.lines, told, () => linesPart(batches));
}

function linesPart(batches) {
  return [
    element("h2", {}, say("lines_what")),
    batches.length === 0 && element("p", {}, say("lines_none")),
    batches.map(({number, note, note_is_stale: isStale}) =>
      element("section", {class: "note_of"}, element("h4", {}, say("batch", {number})), isStale && sign("warning", say("line_is_stale"), "warn"), element("p", {}, note)),
    ),
  ];
}
