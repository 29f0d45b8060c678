// What opens over the verdict's side when the volunteer asks for it, and steps back when a badge is scanned.

// `draft` names what must not be thrown away: a scan only hides it, and a button brings it back.
function openPanel(desk, kind, title, body, draft = "") {
  const close = button(say("close"), "cross", () => leavePanel(desk), {class: "btn close"});
  desk.panel.dataset.panel = kind;
  desk.panel.dataset.draft = draft;
  desk.panel.replaceChildren(
    element("header", {}, element("h2", {}, title), close),
    element("div", {class: "body"}, body),
  );
  desk.panel.hidden = false;
  desk.draft.hidden = true;
}

function closePanel(desk) {
  desk.turn += 1; // what was asked for the panel that was open comes too late
  desk.panel.hidden = desk.draft.hidden = true;
  desk.panel.dataset.panel = "";
  desk.panel.replaceChildren();
}

function leavePanel(desk) {
  closePanel(desk);
  desk.search.value = "";
  document.activeElement?.blur();
}

// A verdict must be seen: the panel goes, a form half filled in can be brought back.
function stepBack(desk) {
  const {draft} = desk.panel.dataset;
  if (desk.panel.hidden) return;
  if (!draft) return leavePanel(desk);
  desk.panel.hidden = true;
  desk.draft.hidden = false;
  desk.draft.replaceChildren(icon("arrow"), say("back_to_draft", {what: draft}));
  document.activeElement?.blur();
}

function bringBack(desk) {
  desk.draft.hidden = true;
  desk.panel.hidden = false;
}

function problemPart({refusal, trouble}) {
  return element("p", {class: "problem", role: "alert"}, icon("warning"), refusal ?? say(`trouble_${trouble}`));
}

// Said in the panel; when a scan has closed it meanwhile, as a line that stays.
function showProblem(desk, reply) {
  const body = desk.panel.querySelector(".body");
  if (!body) return addLine(desk, problemLine(desk, reply));
  body.querySelector(".problem")?.remove();
  body.append(problemPart(reply));
}

function problemLine(desk, {refusal, trouble}) {
  const at = venueStamp(desk.live.serverNow() ?? Date.now());
  return {id: randomId(), kind: "parked", word: say("word_not_done"), name: refusal ?? say(`trouble_${trouble}`), at};
}

function field(label, traits = {}) {
  const input = element("input", {type: "text", autocomplete: "off", spellcheck: "false", ...traits});
  return {input, part: element("label", {class: "field"}, element("span", {}, label), input)};
}

// Reasons on one tap, or one in the volunteer's own words.
function reasonParts(keys, give) {
  const own = field(say("other_reason"), {maxlength: "200"});
  const giveOwn = () => (own.input.value.trim() ? give(own.input.value.trim()) : own.input.focus());
  return [
    element(
      "div",
      {class: "reasons"},
      keys.map((key) => button(say(key), null, () => give(say(key)))),
    ),
    element(
      "form",
      {
        class: "own",
        onsubmit: (event) => {
          event.preventDefault();
          giveOwn();
        },
      },
      own.part,
      button(say("give_reason"), null, giveOwn),
    ),
  ];
}

// For the panel: null when it was closed before the answer came.
async function askForPanel(desk, path) {
  const {turn} = desk;
  const reply = await ask(path);
  return turn === desk.turn ? reply : null;
}

// One request of the volunteer: pressed again after no answer it keeps its id, so nothing is done twice.
function once(desk, path, show) {
  let id = randomId();
  let isAsking = false;
  return async (body, idName = "action_id") => {
    if (isAsking) return;
    isAsking = true;
    lookAway(desk, Infinity);
    const reply = await afterKept(() => ask(path, {[idName]: id, desk: desk.name, ...body}));
    isAsking = false;
    lookAway(desk, PUT_AWAY_MS);
    if (!reply.trouble) id = randomId();
    if (reply.answer) show(reply.answer);
    else showProblem(desk, reply);
  };
}
