// One row, opened: who it is, what was given, and what may be done: marks of what happened, who receives, at the wings.

const GIVEN = ["called", "received"];
const BEGUN = ["on_stage", "done"];

// Each: sign, when it is offered, what it does. In the order of their buttons.
const ROW_MOVES = {
  received: ["tick", (row, batch) => BEGUN.includes(batch.state) && row.state !== "received", markRow("received")],
  set_later: ["cross", (row, batch) => BEGUN.includes(batch.state) && row.state !== "later", markRow("later")],
  staged: ["diamond", (row, batch) => batch.state !== "done" && row.state === "present", seeAtWings(true)],
  unstaged: ["undo", (row, batch) => batch.state !== "done" && row.state === "staged", seeAtWings(false)],
  in_person: ["person", (row, batch) => mayChange(row, batch) && row.mode !== "in_person", receiving("in_person")],
  leader: ["swap", (row, batch) => mayChange(row, batch) && isCollective(row), asking("leader")],
  family: ["swap", (row, batch) => mayChange(row, batch) && !isCollective(row), asking("family")],
  on_behalf: ["swap", (row, batch) => mayChange(row, batch), asking("on_behalf")],
  not_today: ["cross", (row, batch) => mayChange(row, batch) && !BEGUN.includes(batch.state) && row.mode !== "later", receiving("later")],
};

// name -> fields; what is asked for first takes the cursor
const FORMS = {
  leader: ["name", "position"],
  family: ["name"],
  on_behalf: ["name", "position", "reason"],
  unlock: ["reason"],
};
const OPTIONAL = ["position"];
const LONGEST = 200;

const mayChange = (row, batch) => batch.state !== "done" && !GIVEN.includes(row.state);

function markRow(what) {
  return (stage, row, batch) => step(stage, {step: what, batch: batch.id, slot: row.slot});
}

function seeAtWings(staged) {
  return (stage, row) => command(stage, "/api/wings", {slot: row.slot, staged});
}

function receiving(mode) {
  return (stage, row) => setReceiver(stage, row, {mode});
}

function asking(mode) {
  return async (stage, row) => openForm(stage, {name: mode, slot: row.slot});
}

const setReceiver = (stage, {slot}, wanted) => command(stage, "/api/receiver", {slot, ...wanted});

function openRow(stage, slot) {
  Object.assign(stage, {slot, cameFrom: SIDES.includes(stage.open) ? stage.open : stage.home});
  openSide(stage, "row");
}

function drawRow(stage) {
  const row = rowsOf(stage.honours).find(({slot}) => slot === stage.slot);
  const batch = row && batchOf(stage.honours, row);
  if (!batch) return openSide(stage, stage.home);
  draw(stage.side.row, [row, batch.id, batch.state, isBusy(stage)], () => rowPart(stage, row, batch));
}

function rowPart(stage, row, batch) {
  const offered = Object.entries(ROW_MOVES).filter(([, [, isOffered]]) => isOffered(row, batch));
  const moves = offered.map(([name, [drawing, , act]]) =>
    moveButton(stage, {drawing, label: say(`do_${name}`)}, () => act(stage, row, batch), {disabled: isBusy(stage), "data-move": name}),
  );
  return [
    button(say("back"), "undo", () => openSide(stage, stage.cameFrom), {class: "btn back"}),
    element("h3", {}, row.title),
    exceptions(row),
    element("dl", {}, factsOf(row, batch).map(([key, text]) => [element("dt", {}, say(key)), element("dd", {}, text)])),
    offerButton(stage, row),
    moves,
  ];
}

function factsOf(row, batch) {
  const {person, receiver} = row;
  const facts = [
    ["fact_state", !AWAY.includes(row.state) && stateText(row)],
    ["fact_batch", joinText(say("batch", {number: batch.number}), row.place !== null && say("place", {place: row.place}))],
    ["fact_tray", String(row.tray)],
    ["fact_person", joinText(person.name, person.position, person.unit)],
    ["fact_receiver", receiver && joinText(receiver.name, receiver.position)],
    ["fact_seat", person.seat],
    ["fact_sound", row.pronunciation],
    ["fact_citation", row.citation],
  ];
  return facts.filter(([, text]) => text);
}

// --- what must be typed first: built once, so that nothing that happens meanwhile takes it away

function openForm(stage, form) {
  stage.side.form.replaceChildren(formPart(stage, form));
  openSide(stage, "form");
  stage.side.form.querySelector("input").focus();
}

function formPart(stage, form) {
  const fields = FORMS[form.name].map((name) => [name, formField(name)]);
  const sendIt = async (event) => {
    event.preventDefault();
    const typed = Object.fromEntries(fields.map(([name, field]) => [name, field.value.trim()]));
    if (await sendForm(stage, form, typed)) openSide(stage, stage.home);
  };
  return element(
    "form",
    {onsubmit: sendIt},
    button(say("back"), "undo", () => openSide(stage, form.slot ? "row" : stage.home), {class: "btn back"}),
    element("h3", {}, say(`form_${form.name}`)),
    fields.map(([name, field]) => element("label", {}, element("span", {}, say(`field_${name}`)), field)),
    element("button", {type: "submit", class: "btn send"}, say(`send_${form.name === "unlock" ? "unlock" : "receiver"}`)),
  );
}

function formField(name) {
  return element("input", {type: "text", name, maxlength: String(LONGEST), autocomplete: "off", required: !OPTIONAL.includes(name)});
}

function sendForm(stage, {name, slot, batch}, typed) {
  if (name === "unlock") return command(stage, "/api/lock", {act: "unlock", batch, ...typed});
  return setReceiver(stage, {slot}, {mode: name, ...typed});
}
