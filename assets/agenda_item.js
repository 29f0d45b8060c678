// One item, opened from the list: its times, what may be done with it and with each of its papers.

// the moves that name an item, in the order of their buttons
const ITEM_MOVES = [
  ["jump", "onward"],
  ["skip", "dash"],
  ["unskip", "ring"],
];

function openItem(stage, id) {
  stage.item = id;
  openSide(stage, "item");
}

function drawItem(stage) {
  const row = rowOf(stage.agenda, stage.item);
  if (!row) return openSide(stage, "list");
  const passed = passedOver(stage.agenda, row).map(titleOf);
  draw(stage.side.item, [row, stage.live.isLost, passed], () => itemPart(stage, row, passed));
}

function itemPart(stage, row, passed) {
  const confirm = passed.length ? say("confirm_jump_over", {titles: passed.join("; ")}) : say("confirm_jump");
  return [
    button(say("back_to_list"), "undo", () => openSide(stage, "list"), {class: "btn back"}),
    element("h2", {}, dotted(itemName(row), say(`phase_${glyphOf(row)[1]}`))),
    element("h3", {}, titleOf(row)),
    element("dl", {}, timesOf(row).map(([key, text]) => [element("dt", {}, say(key)), element("dd", {}, text)])),
    itemMoves(stage, row, {label: say("move_jump"), confirm}),
    moveUpButton(stage, row),
    row.subs.map((sub, place) => subPart(stage, row, sub, place + 1)),
  ];
}

function timesOf(row) {
  const {planned_start, planned_end, expected_start, expected_end, actual_start, actual_end} = row;
  const span = (start, end) => `${hourOf(start)} – ${end ? hourOf(end) : "…"}`;
  const isAhead = expected_start && !actual_end && row.progress !== "skipped";
  const times = [
    ["time_planned", span(planned_start, planned_end)],
    ["time_expected", isAhead && span(actual_start ?? expected_start, expected_end)],
    ["time_actual", actual_start && span(actual_start, actual_end)],
    ["time_more", addedText([row.added_seconds, row.paused_seconds])],
  ];
  return times.filter(([, text]) => text);
}

function itemMoves(stage, {id, can}, jump) {
  const open = stage.live.isLost ? [] : ITEM_MOVES.filter(([move]) => can.includes(move));
  return open.map(([move, drawing]) => {
    const look = move === "jump" ? jump : {label: say(`move_${move}`)};
    return moveButton(stage, {drawing, ...look}, () => cue(stage, {move, item: id}));
  });
}

function moveUpButton(stage, {id, can}) {
  const look = {drawing: "up", label: say("move_up"), what: say("move_up_what")};
  return !stage.live.isLost && can.includes("move_up") && moveButton(stage, look, () => moveUp(stage, {item: id}));
}

// Items that a jump ahead leaves out.
function passedOver({items}, row) {
  const before = row.progress === "upcoming" ? items.slice(0, items.indexOf(row)) : [];
  return before.filter(({progress}) => progress === "upcoming");
}

function subPart(stage, row, sub, place) {
  const [drawing, phase] = glyphOf(sub);
  const name = dotted(subName(row, place), sub.presenter?.name ?? titleOf(sub));
  const jump = {label: say("move_jump_sub"), confirm: say("confirm_jump")};
  return element(
    "section",
    {class: "paper", "data-phase": phase},
    element("h4", {}, icon(drawing, 18), name),
    presenceSign(sub.presenter),
    sub.topic && element("p", {}, sub.topic),
    element("div", {class: "moves"}, itemMoves(stage, sub, jump)),
  );
}
