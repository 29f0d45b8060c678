// One person's card: who it is, whether in, and the moves this desk may make now. Each move is confirmed by one press.

const UNDO_REASONS = ["reason_wrong_person", "reason_wrong_badge", "reason_not_entering", "reason_trial"];
const LEAVE_REASONS = ["reason_urgent", "reason_health", "reason_done"];
const IN_PERSON_REASONS = ["reason_came", "reason_entered_wrongly"];

// move -> [sign, what opens]
const MOVES = {
  admit: ["tick", openAdmit],
  paper: ["paper", openPaper],
  substitute: ["swap", openSubstitute],
  in_person: ["person", (desk, card) => openMove(desk, card, "in_person", IN_PERSON_REASONS)],
  leave: ["out", (desk, card) => openMove(desk, card, "leave", LEAVE_REASONS)],
  undo: ["undo", (desk, card) => openUndo(desk, card.delegate)],
};

async function openPerson(desk, code, told = null) {
  const query = new URLSearchParams({code, desk: desk.name});
  const reply = await askForPanel(desk, `/api/delegate?${query}`);
  if (!reply) return;
  if (!reply.answer) return openPanel(desk, "person", say("person_card"), [problemPart(reply)]);
  drawPerson(desk, reply.answer, told);
}

function drawPerson(desk, card, told) {
  const {delegate} = card;
  const allowed = card.moves.flatMap((move) => (move === "admit" ? ["admit", "paper"] : [move]));
  const moves = Object.keys(MOVES).filter((move) => allowed.includes(move));
  openPanel(desk, "person", say("person_card"), [
    told && element("p", {class: "told", role: "status"}, icon("info"), told),
    whoPart(card),
    stripPart(delegate),
    element(
      "div",
      {class: "moves"},
      moves.map((move) => movePart(desk, card, move)),
    ),
    !moves.length && element("p", {class: "text"}, say("no_moves")),
  ]);
  desk.panel.querySelector(".moves button")?.focus({preventScroll: true});
}

function whoPart({delegate, standing, presence, first, substitute}) {
  const {name, aside} = whoOf(delegate);
  const since =
    first &&
    ["in_person", "substitute"].includes(presence) &&
    say("time_at_desk", {time: hourOf(first.happened_at), desk: first.desk});
  const rows = [
    ["category", say(`category_${delegate.category}`)],
    ["seat", delegate.seat || "–"],
    ["delegate_code", delegate.code],
    ["checked_in_at", since],
    ["honours", presence !== "substitute" && delegate.honours?.length && honoursPlaces(delegate)],
    ["substitute", substitute && [substitute.name, substitute.position].filter(Boolean).join(", ")],
    ["standing", standing !== "expected" && say(`standing_${standing}`)],
  ];
  return element(
    "div",
    {class: "card"},
    element("div", {class: "name"}, name, aside && element("span", {class: "aside"}, aside)),
    element("div", {class: "post"}, postOf(delegate)),
    presencePart(presence),
    element(
      "dl",
      {},
      rows
        .filter(([, value]) => value)
        .map(([key, value]) => element("div", {}, element("dt", {}, say(key)), element("dd", {}, value))),
    ),
  );
}

function stripPart(delegate) {
  const note = strip("star", delegate.attention, delegate);
  return note && notePart(note);
}

function movePart(desk, card, move) {
  const [sign, open] = MOVES[move];
  return button(say(`move_${move}`), sign, () => open(desk, card), {class: move === "admit" ? "btn p" : "btn"});
}

function backPart(desk, {delegate}) {
  return button(say("back"), "undo", () => openPerson(desk, delegate.code));
}

function openAdmit(desk, card) {
  const {delegate} = card;
  const {name, aside} = whoOf(delegate);
  const admit = once(desk, "/api/scan", (answer) => showAdmission(desk, answer));
  openPanel(desk, "admit", say("confirm_admission"), [
    element("p", {class: "ask"}, say("is_this", {name: [name, aside].filter(Boolean).join(", ")})),
    element("p", {class: "post"}, postOf(delegate)),
    stripPart(delegate),
    element(
      "div",
      {class: "moves"},
      button(say("yes_admit"), "tick", () => admit({delegate: delegate.code, way: "search"}, "scan_id"), {
        class: "btn p",
      }),
      backPart(desk, card),
    ),
  ]);
  desk.panel.querySelector(".moves button").focus();
}

function openPaper(desk, card) {
  const now = desk.live.serverNow() ?? new Date();
  const time = field(say("paper_time"), {
    inputmode: "numeric",
    placeholder: "07:30",
    maxlength: "5",
    class: "time",
    value: hourOf(now),
  });
  let happened_at;
  const admit = once(desk, "/api/scan", (answer) => showAdmission(desk, answer, {happened_at}));
  const record = () => {
    const hour = /^([01]?\d|2[0-3])[:hg.]([0-5]\d)$/.exec(time.input.value.trim());
    if (!hour) return showProblem(desk, {refusal: say("bad_hour")});
    happened_at = `${dateOf(now)}T${hour[1].padStart(2, "0")}:${hour[2]}:00+07:00`;
    admit({delegate: card.delegate.code, way: "paper", happened_at}, "scan_id");
  };
  openPanel(desk, "paper", say("move_paper"), [
    element("p", {class: "ask"}, say("paper_ask", {name: card.delegate.name})),
    element(
      "form",
      {
        class: "own",
        onsubmit: (event) => {
          event.preventDefault();
          record();
        },
      },
      time.part,
      button(say("record_it"), "tick", record, {class: "btn p"}),
      backPart(desk, card),
    ),
  ]);
  time.input.select();
}

function showAdmission(desk, answer, known = {}) {
  leavePanel(desk);
  showVerdict(desk, answer, {scan_id: randomId(), ...known});
}

function openUndo(desk, {code, name}) {
  const takeBack = once(desk, "/api/undo", (answer) => {
    if (!answer.undone) return openPerson(desk, code, answer.message);
    leavePanel(desk);
    showUndone(desk, {code, name}, answer);
  });
  openPanel(desk, "undo", say("undo_title"), [
    element("p", {class: "ask"}, say("undo_ask", {name})),
    reasonParts(UNDO_REASONS, (reason) => takeBack({delegate: code, reason})),
  ]);
}

function openMove(desk, card, move, reasons) {
  const act = once(desk, `/api/${move}`, (answer) => showMoved(desk, card, answer));
  openPanel(desk, move, say(`move_${move}`), [
    element("p", {class: "ask"}, say(`ask_${move}`, {name: card.delegate.name})),
    reasonParts(reasons, (reason) => act({delegate: card.delegate.code, reason})),
    element("div", {class: "moves"}, backPart(desk, card)),
  ]);
}

function showMoved(desk, {delegate}, answer) {
  takeFigures(desk, answer);
  if (!desk.panel.hidden) return openPerson(desk, delegate.code, answer.message);
  closePanel(desk);
  showNews(desk, `${delegate.name}: ${answer.message}`);
}

function openSubstitute(desk, card) {
  const needsReason = card.presence === "in_person";
  const fields = {
    name: field(say("full_name"), {maxlength: "120"}),
    position: field(say("position"), {maxlength: "200"}),
    reason: field(say(needsReason ? "reason_needed" : "reason_if_any"), {maxlength: "200"}),
  };
  const act = once(desk, "/api/substitute", (answer) => showMoved(desk, card, answer));
  const send = () => act({delegate: card.delegate.code, ...valuesOf(fields)});
  openPanel(
    desk,
    "substitute",
    say("move_substitute"),
    [
      element("p", {class: "ask"}, say("ask_substitute", {name: card.delegate.name})),
      formPart(fields, needsReason ? ["name", "reason"] : ["name"], say("record_substitute"), send),
    ],
    say("move_substitute"),
  );
  fields.name.input.focus();
}

const valuesOf = (fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, {input}]) => [name, input.value.trim()]));

function formPart(fields, needed, label, send, more = []) {
  const submit = (event) => {
    event.preventDefault();
    const empty = needed.map((name) => fields[name].input).find((input) => !input.value.trim());
    if (empty) return empty.focus();
    send();
  };
  return element(
    "form",
    {class: "form", onsubmit: submit},
    Object.values(fields).map(({part}) => part),
    more,
    button(label, "tick", null, {type: "submit", class: "btn p", onclick: () => {}}),
  );
}
