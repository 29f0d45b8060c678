// What is on: its title, who presents it, the time that is left.

const LENGTHS = [[22, ""], [48, "medium"], [80, "long"]]; // letters of a title -> how it is set
const PHASES = {warning: ["late", "warn"], danger: ["later", "warn"], over: ["square", "bad"]};

const drawEnd = ({head, agenda}) => draw(head.end, [agenda.projected_end, agenda.state === "ended"], endText);
const endText = ([end, isOver]) => end && say(isOver ? "ended_at" : "ends_at", {time: hourOf(end)});

function buildNow(stage) {
  const {now} = stage;
  now.own.onclick = () => turnWords(stage);
  const left = element("div", {class: "left"}, now.phase, now.digits, now.caption, now.times);
  const told = element("div", {class: "who"}, now.tag, now.title, now.presenter, now.note);
  return element("section", {class: "now"}, element("div", {class: "top"}, told, left), now.bar, now.own);
}

function nowParts() {
  const part = (tag, name) => element(tag, {class: name});
  return {
    tag: part("div", "tag"),
    title: part("h1", "title"),
    presenter: part("div", "per"),
    note: part("p", "note"),
    phase: part("div", "phase"),
    digits: part("b", "digits"),
    caption: part("span", "caption"),
    times: part("div", "times"),
    bar: element("div", {class: "prog", "aria-hidden": "true"}, element("i")),
    own: part("div", "own"),
  };
}

function drawNow({now, agenda}) {
  const on = agenda.now;
  const title = on ? titleOf(on) : say(`nothing_${agenda.state}`);
  draw(now.tag, [agenda.state, on], () => nowTag(agenda));
  showText(now.title, title);
  now.title.dataset.length = (LENGTHS.find(([most]) => title.length <= most) ?? [0, "longest"])[1];
  draw(now.presenter, [on?.presenter, on?.sub?.topic], ([presenter, topic]) => presenterPart(presenter, topic));
  draw(now.own, on?.line ?? [], (line) => line.length > 0 && element("p", {}, spoken(line)));
  draw(now.note, addedTo(agenda), addedText);
}

function nowTag({state, now}) {
  const name = now && dotted(itemName(now), now.sub && subPlace(now));
  return [sign(...NOW_SIGNS[state]?.() ?? ["disc", say("on_now")], "on"), name && element("span", {class: "n"}, name)];
}

const NOW_SIGNS = {
  paused: () => ["bars", say("paused")],
  idle: () => ["ring", say("between")],
  ended: () => ["tick", say("over")],
  empty: () => ["dash", say("no_programme")],
};

function presenterPart(presenter, topic) {
  return [
    presenter && element("b", {}, presenter.name),
    presenter && element("span", {}, joinText(presenter.position, presenter.unit)),
    topic && element("em", {}, topic),
  ];
}

const rowOf = ({items}, id) => items.find((row) => row.id === id);

function addedTo(agenda) {
  const row = agenda.now && rowOf(agenda, agenda.now.id);
  return row ? [row.added_seconds, row.paused_seconds] : [0, 0];
}

function addedText([added, paused]) {
  const words = [
    added > 0 && say("added", {time: shortTime(added)}),
    added < 0 && say("taken", {time: shortTime(-added)}),
    paused > 0 && say("was_paused", {time: shortTime(paused)}),
  ];
  return joinText(...words);
}

const shortTime = (seconds) => (seconds % 60 ? digits(seconds) : minutesText(seconds / 60));

// Several times a second, from the server's anchors alone.
function drawCountdown({now, agenda, live}) {
  const countdown = agenda?.countdown;
  const seconds = secondsLeft(countdown, live);
  const phase = seconds === null ? "" : countdown.phase;
  const shown = digitsText(seconds, live);
  showText(now.digits, shown);
  now.digits.classList.toggle("wide", shown.length > 5);
  Object.assign(now.digits.parentElement.dataset, {left: phase, paused: String(agenda?.state === "paused")});
  draw(now.phase, PHASES[phase] ? [phase, phaseText(phase, seconds)] : null, phaseSign);
  showText(now.caption, captionText(agenda, seconds));
  now.bar.firstChild.style.width = `${100 * shareGone(countdown, seconds)}%`;
}

const phaseSign = (told) => told && sign(PHASES[told[0]][0], told[1], PHASES[told[0]][1]);

const DAY = 86400;

function digitsText(seconds, live) {
  if (seconds === null) return live.isLost ? NO_DIGITS : "";
  return Math.abs(seconds) < DAY ? digits(seconds) : say("days", {days: Math.floor(Math.abs(seconds) / DAY)});
}

function phaseText(phase, seconds) {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  if (phase === "over") return minutes ? say("over_by", {time: minutesText(minutes)}) : say("over_time");
  return say("left", {time: seconds > 60 ? minutesText(Math.ceil(seconds / 60)) : secondsText(seconds)});
}

// In tens, so that the word does not flicker beside the digits.
const secondsText = (seconds) =>
  seconds > 50 ? minutesText(1) : say("seconds", {seconds: Math.max(10, 10 * Math.ceil(seconds / 10))});

function captionText(agenda, seconds) {
  if (seconds === null) return "";
  const {state, countdown} = agenda;
  if (state === "arrivals") return say(seconds < 0 ? "since_start" : "until_start");
  return say(seconds < 0 ? "over_of" : "left_of", {time: minutesText(Math.round(countdown.of_seconds / 60))});
}

function shareGone(countdown, seconds) {
  if (seconds === null || !countdown.of_seconds) return 0;
  return Math.min(1, Math.max(0, 1 - seconds / countdown.of_seconds));
}
