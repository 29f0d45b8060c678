// The speaker's monitor: what is left in huge digits, how it stands by word, shape and colour, and what the stage manager
// has to say. Holds no sentence: words come in `data.words`, with {fields} filled here.

const TICK_MS = 100; // the digits change with the second, not up to a second later
const MESSAGE_SIZES = [9, 7, 5.6, 4.4, 3.4, 2.4]; // in --w: the largest in which it fits
const FLASH = [{opacity: 1}, {opacity: 0.05}, {opacity: 1}];
const FLASHES = {duration: 700, iterations: 3};

const SPEAKER = `
  <div class="top">
    <header><h1 data-slot="title"></h1><p data-slot="presenter"></p></header>
    <p class="message" data-slot="message" role="status"></p>
  </div>
  <p class="digits" data-slot="digits"></p>
  <p class="phase"><i></i><i></i><b data-slot="phase"></b></p>
  <p class="band" data-slot="band"></p>
  <div class="black"></div>`;

const venueTime = new Intl.DateTimeFormat("en-GB", {hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh"});

export default function show({parentElement, data}) {
  const screen = {...data, ...build(parentElement), flashes: null};
  document.documentElement.lang = data.language;
  screen.live = connectLive({
    view: "speaker",
    identify: data.words.identify,
    onState: (state) => drawState(screen, state),
    onLost: (live) => (live.denied ? location.reload() : drawLost(screen, live)),
    onBack: () => (screen.root.dataset.live = "on"),
  });
  setInterval(tick, TICK_MS, screen);
  stayAwake();
  document.addEventListener("visibilitychange", stayAwake);
  window.addEventListener("resize", () => fitMessage(screen));
}

function build(parent) {
  const root = document.createElement("main");
  root.className = "speaker";
  root.dataset.theme = "dark";
  root.innerHTML = SPEAKER;
  parent.append(root);
  const slots = Object.fromEntries([...root.querySelectorAll("[data-slot]")].map((node) => [node.dataset.slot, node]));
  return {root, slots};
}

function drawState(screen, {speaker, phase}) {
  const {root, slots, language, words} = screen;
  screen.speaker = speaker;
  root.dataset.rehearsal = String(phase === "rehearsal");
  slots.band.textContent = phase === "rehearsal" ? words.rehearsal : "";
  slots.title.textContent = speaker[`title_${language}`] || speaker.title_vi;
  const {name, position, unit} = speaker.presenter ?? {};
  slots.presenter.textContent = [name, position, unit].filter(Boolean).join(", ");
  root.dataset.black = String(speaker.black);
  drawMessage(screen, speaker.message);
  tick(screen);
}

function drawMessage(screen, message) {
  const {root, slots, flashes} = screen;
  root.dataset.message = String(Boolean(message));
  slots.message.textContent = message?.text ?? "";
  fitMessage(screen);
  if (message && flashes !== null && message.flashes > flashes) slots.message.animate(FLASH, FLASHES);
  screen.flashes = message?.flashes ?? (flashes === null ? 0 : flashes);
}

function fitMessage({slots: {message}}) {
  for (const size of MESSAGE_SIZES) {
    message.style.setProperty("--size", size);
    if (message.scrollHeight <= message.clientHeight) return;
  }
}

function tick(screen) {
  const {live, root, slots, speaker, words} = screen;
  if (!live?.state || live.isLost || !speaker) return;
  const {countdown} = speaker;
  const seconds = secondsLeft(countdown, live);
  const phase = !countdown ? "nothing" : countdown.ends_at ? countdown.phase : "paused";
  write(slots.digits, countdown ? digits(seconds) : "");
  write(slots.phase, PHASES[phase](words, seconds));
  root.dataset.phase = phase;
  root.dataset.length = slots.digits.textContent.length > 6 ? "long" : "short";
}

const PHASES = {
  nothing: (words) => words.nothing,
  paused: (words) => words.paused,
  normal: (words) => words.normal,
  warning: minutesLeft,
  danger: minutesLeft,
  over: (words, seconds) => (seconds > -60 ? words.over : fill(words.over_by, {minutes: Math.floor(-seconds / 60)})),
};

function minutesLeft(words, seconds) {
  return fill(words.left, {minutes: Math.max(1, Math.ceil(seconds / 60))});
}

function drawLost({root, slots, words}, live) {
  const now = live.serverNow();
  Object.assign(root.dataset, {live: "lost", phase: "lost", length: "short"});
  write(slots.digits, NO_DIGITS);
  write(slots.phase, now ? fill(words.lost, {time: venueTime.format(now - live.age())}) : words.never);
}

// A tablet that sleeps is no monitor. Only over https, and taken back whenever the page is hidden.
function stayAwake() {
  if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function fill(text, fields) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
}
