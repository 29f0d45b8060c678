// The one button of a console and its keys: what it says, what a press does, one command at a time.
//
// A page defines what it is about: goPlan(stage) -> {label, request?, confirm?} (what GO would do, what it says, when it asks
// for a second press what it then says), carryOut(stage, request), seqOf(stage) (what the sender has seen),
// takeAnswer(stage, answer), drawSide(stage), tick(stage), LONG_LABEL (letters of a label that is set smaller).

const TOGETHER_MS = 700; // a key pressed twice in this time was pressed once
const TOLD_MS = 8000;
const GO_KEYS = [" ", "Enter", "PageDown"]; // the last is a presenter's clicker

function drawGo(stage) {
  const {next, live} = stage;
  const plan = stage.agenda ? goPlan(stage) : {label: ""};
  const isArmed = Boolean(stage.armed) && stage.armed === JSON.stringify([seqOf(stage), plan]);
  if (!isArmed) stage.armed = null;
  next.go.disabled = live.isLost || !plan.request || Boolean(stage.sending);
  const shown = goFace(stage, plan);
  next.go.classList.toggle("long", shown[0].length > LONG_LABEL);
  draw(next.go, shown, ([label, note, drawing]) => [
    element("span", {class: "label"}, element("span", {}, label), note && element("small", {role: "alert"}, note)),
    drawing && icon(drawing, 36),
  ]);
}

function goFace({live, sending, told, armed}, {label, confirm, request}) {
  if (live.isLost) return [say("waiting_for_line"), "", "broken"];
  if (sending) return [say(sending), "", ""];
  if (armed) return [confirm, told, "cross"];
  return [label, told, request && "onward"];
}

function pressGo(stage) {
  const now = performance.now();
  const isAgain = now - stage.goneAt < TOGETHER_MS;
  stage.goneAt = now;
  const plan = stage.agenda && goPlan(stage);
  if (isAgain || stage.live.isLost || stage.sending || !plan?.request) return;
  const key = JSON.stringify([seqOf(stage), plan]);
  if (plan.confirm && stage.armed !== key) stage.armed = key;
  else carryOut(stage, plan.request);
  drawGo(stage);
}

// One at a time. True when it was done as asked.
async function command(stage, path, request) {
  if (stage.sending || stage.live.isLost) return false;
  setSending(stage, "sending");
  const body = {...request, seen: seqOf(stage)};
  const answer = await post(stage.live, path, body, () => setSending(stage, "sending_again"));
  stage.sending = stage.armed = null;
  takeAnswer(stage, answer ?? {});
  if (!answer?.accepted) tell(stage, answer?.message ?? say("unanswered"));
  tick(stage);
  drawSide(stage);
  return Boolean(answer?.accepted);
}

function setSending(stage, how) {
  stage.sending = how;
  tick(stage);
}

function tell(stage, message) {
  clearTimeout(stage.toldTimer);
  Object.assign(stage, {told: message, toldAt: seqOf(stage)});
  stage.toldTimer = setTimeout(tell, TOLD_MS, stage, "");
}

// The key that goes on, wherever the focus stands; not where it types or sits on another control.
function isGoKey({key}, go) {
  const focused = document.activeElement;
  const isElsewhere = isTyping() || (focused?.matches("button, a") && focused !== go);
  return GO_KEYS.includes(key) && (key === "PageDown" || !isElsewhere);
}

const isTyping = () => Boolean(document.activeElement?.matches("input, textarea, select, [contenteditable]"));
