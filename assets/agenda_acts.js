// The stage's moves beside GO: time added and taken, pause, undo, and what is rarely needed in a menu of words.

const STEPS = [-5, -1, 1, 5]; // minutes
const BEGINNING = ["start", "next", "jump"];
// move, sign, what a second press is asked for with
const MENU = [
  ["finish", "tick"],
  ["reload", "undo"],
  ["end", "square", "confirm_end"],
];

function actParts(stage) {
  return {
    undo: button("", null, () => cue(stage, {move: "undo"}), {class: "btn act undo"}),
    pause: button("", null, () => cue(stage, {move: isPaused(stage) ? "resume" : "pause"}), {class: "btn act pause"}),
    more: button("", null, () => openSide(stage, "menu"), {class: "btn act more"}),
    steps: STEPS.map((minutes) => button("", null, () => addTime(stage, minutes), {class: "btn step"})),
  };
}

const isPaused = ({agenda}) => agenda.state === "paused";
const may = ({agenda, live, sending}, move) => !live.isLost && !sending && Boolean(agenda?.can.includes(move));
const addTime = (stage, minutes) => cue(stage, {move: "add", seconds: 60 * minutes});

function buildActs({acts, next, now}) {
  now.times.replaceChildren(...acts.steps);
  return element("div", {class: "acts"}, next.go, acts.undo, acts.pause, acts.more);
}

function drawActs(stage) {
  const {acts, agenda} = stage;
  const paused = agenda && isPaused(stage);
  face(acts.undo, "undo", say("undo"), agenda?.last ? lastText(agenda) : "");
  face(acts.pause, paused ? "play" : "bars", say(paused ? "resume" : "pause"));
  face(acts.more, "menu", say("more"));
  acts.undo.disabled = !may(stage, "undo");
  acts.pause.disabled = !may(stage, paused ? "resume" : "pause");
  acts.steps.forEach((step, place) => drawStep(stage, step, STEPS[place]));
}

function drawStep(stage, step, by) {
  const minutes = Math.abs(by);
  showText(step, `${by > 0 ? "+" : "−"}${minutes}`);
  step.setAttribute("aria-label", say(by > 0 ? "add_minutes" : "take_minutes", {minutes}));
  step.disabled = !may(stage, "add");
}

// What the last cue did, as the button said it.
function lastText(agenda) {
  const {move, item} = agenda.last;
  if (!BEGINNING.includes(move)) return say(`did_${move}`);
  const found = named(agenda, item);
  if (!found) return say("did_start");
  const {row, sub} = found;
  if (sub?.presenter) return say("go_invite", {name: inSentence(sub.presenter.name)});
  return titleOf(sub ?? row) || (sub && subName(row, row.subs.indexOf(sub) + 1));
}

function named({items}, id) {
  for (const row of items) {
    const sub = row.subs.find((one) => one.id === id);
    if (sub || row.id === id) return {row, sub};
  }
  return null;
}

function drawMenu(stage) {
  const open = MENU.map(([move]) => may(stage, move));
  draw(stage.side.menu, open, () => menuPart(stage, open));
}

function menuPart(stage, open) {
  const moves = MENU.map(([move, drawing, confirm], place) => {
    const look = {drawing, label: say(`move_${move}`), what: say(`move_${move}_what`), confirm: confirm && say(confirm)};
    return moveButton(stage, look, () => cue(stage, {move}), {disabled: !open[place]});
  });
  const links = [
    linkTo("report", {view: "report"}),
    linkTo("script", {view: "report"}),
    linkTo("other_language", {lang: language === "vi" ? "en" : "vi"}),
    button(say("log_out"), null, () => logOut(stage)),
  ];
  return [element("h2", {}, say("other_moves")), moves, element("nav", {}, links)];
}
