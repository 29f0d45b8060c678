// The hall's projector: the conference's name, what is on and who speaks, or who is honoured. No numbers, no clock, no word
// of trouble: cut off it keeps its picture, and after a minute shows the conference's name. Words come in `data`.

const FALLS_BACK_MS = 60000;
const LOOK_MS = 1000;
const MOST_LINES = 6;
const TITLES = [12, 9.6, 8, 7.2].map((title) => ({title})); // in --u, and none smaller
const NAME_SIZES = [13, 11, 9.2];
const WAYS_TO_SAY = ["lines", "one-line", "unit-only"]; // post and unit: apart, together, the unit alone
const KINDS = {
  title: {titles: TITLES},
  invitation: {titles: TITLES.slice(1)},
  speaker: {titles: TITLES.slice(1), names: NAME_SIZES, ways: WAYS_TO_SAY},
  honouree: {titles: AWARDS, names: NAME_SIZES, ways: WAYS_TO_SAY},
  collective: {titles: AWARDS, names: COLLECTIVE_SIZES},
  names: {titles: AWARDS},
};

export default function hall(component) {
  const {parentElement, data} = component;
  const screen = (parentElement.querySelector(".hall") ?? build(parentElement)).screen;
  Object.assign(screen, data);
  document.documentElement.lang = data.language;
  screen.live = connectLive({
    view: "hall",
    identify: data.words.identify,
    onState: (_state, live) => draw(Object.assign(screen, {live})),
  });
  screen.timer ??= setInterval(draw, LOOK_MS, screen);
  draw(screen);
  return () => screen.root.isConnected || leave(screen); // Streamlit may run a late cleanup on a hall that still stands
}

function build(parent) {
  const root = make("div", {className: "hall"});
  root.dataset.theme = "hall";
  root.append(make("i", {className: "curtain left"}), make("i", {className: "curtain right"}));
  root.append(make("p", {className: "band"}));
  parent.append(root);
  root.screen = {root, key: ""};
  const refit = () => root.lastChild.matches(".picture") && fit(root.lastChild);
  document.fonts.addEventListener("loadingdone", refit); // before, it was measured in another font
  window.addEventListener("resize", refit);
  return root;
}

function leave(screen) {
  clearInterval(screen.timer);
  screen.live.stop();
}

function draw(screen) {
  const shown = pictureOf(screen);
  const key = JSON.stringify(shown);
  if (!shown || key === screen.key) return;
  screen.key = key;
  wearBand(screen);
  crossFade(screen.root, pictureNode(shown, screen));
}

function pictureOf({live, language, invitation}) {
  if (!live?.state) return null;
  const {conference, screen, phase} = live.state;
  if (live.isLost && live.age() >= FALLS_BACK_MS) return {phase, title: conference.name};
  const {picture, speaker, invites, layout, names} = screen;
  if (picture === "blank") return {phase, title: ""};
  const title = screen[`title_${language}`] || screen.title_vi;
  return {phase, title, speaker, layout, names, invitation: invites ? invitation : null};
}

// Until the day is opened everybody in the hall sees that this is only a trial.
function wearBand({root, live, words}) {
  root.dataset.phase = live.state.phase;
  root.querySelector(".band").textContent = words.rehearsal;
}

function pictureNode(shown, {words}) {
  const {title, speaker, names = [], layout, invitation} = shown;
  const written = names.length ? [bound(title)] : clauses(title);
  const parts = title ? [make("p", {className: "title"}, ...written), make("hr")] : [];
  if (speaker) parts.push(...speakerLines(speaker));
  else if (names.length) parts.push(namesOnStage(layout, names));
  if (invitation) parts.push(...invitationLines(invitation, words));
  const said = make("div", {className: "said"}, ...parts);
  const node = make("div", {className: "picture"}, said);
  node.dataset.kind = kindOf(shown);
  if (layout) node.dataset.layout = layout;
  if (invitation) node.append(symbol(invitation));
  return node;
}

function kindOf({speaker, names = [], invitation}) {
  if (names.length) return honouredKind(speaker, names);
  return speaker ? "speaker" : invitation ? "invitation" : "title";
}

// A title breaks after a comma or before what is quoted sooner than inside a clause.
function clauses(title) {
  return bound(title).split(/(?<=,) | (?=“)/).flatMap((clause) => [make("span", {textContent: clause}), " "]);
}

// Nothing breaks between a figure and its unit, inside a proper name, or inside the word that a capital begins.
function bound(words) {
  return words
    .replace(/\b(\d{1,3}) (?=\p{L})/gu, "$1\u00a0")
    .replace(/(\d) - (?=\d)/g, "$1\u00a0-\u00a0")
    .replace(/(\p{Lu}\p{L}+) (\p{Lu}\p{L}+)/gu, "$1\u00a0$2")
    .replace(/(\p{Lu}\p{Ll}+) (?=\p{Ll})/gu, "$1\u00a0");
}

function speakerLines({honorific, name, position, unit}) {
  const named = make("p", {className: "name"}, make("span", {textContent: honorific ? `${honorific} ` : ""}), name);
  const together = [position, unit].filter(Boolean).join(", ");
  return [named, line("post lines", position), line("unit lines", unit), line("one-line", together), line("unit-only", unit)];
}

function invitationLines({address}, words) {
  return [line("text", words.programme), line("text address", address)];
}

function line(className, textContent) {
  return make("p", {className: `text ${className}`, textContent, hidden: !textContent});
}

function symbol({picture}) {
  const box = make("div", {className: "symbol"});
  box.innerHTML = picture;
  return box;
}

// The old picture goes while the new one comes, over the same curtain.
function crossFade(root, node) {
  for (const old of root.querySelectorAll(".picture")) {
    old.classList.add("going");
    old.addEventListener("transitionend", () => old.remove());
    setTimeout(() => old.remove(), 1000); // nothing fades where motion is reduced
  }
  root.append(node);
  fit(node);
  node.getBoundingClientRect(); // begins transparent
  node.classList.add("here");
}

// The largest sizes in which everything stands inside the picture.
function fit(node) {
  for (const size of sizesOf(KINDS[node.dataset.kind])) {
    node.style.setProperty("--title", size.title);
    node.style.setProperty("--name", size.name);
    Object.assign(node.dataset, {way: size.way, award: size.award ?? ""});
    if (isInside(node)) return;
  }
}

function sizesOf({titles, names = [0], ways = ["lines"]}) {
  return ways.flatMap((way) => names.flatMap((name) => titles.map((title) => ({...title, name, way}))));
}

function isInside(node) {
  const said = node.querySelector(".said");
  const blocks = [...said.querySelectorAll("p, .names")].filter((block) => block.getClientRects().length);
  const lines = blocks.reduce((sum, block) => sum + (rowsOf(block) ?? linesOf(block)), 0);
  const isWide = blocks.some((block) => block.scrollWidth > said.clientWidth + 1);
  return lines <= MOST_LINES && !isWide && said.scrollHeight <= node.clientHeight;
}

function linesOf(block) {
  return Math.round(block.getBoundingClientRect().height / parseFloat(getComputedStyle(block).lineHeight));
}

function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}
