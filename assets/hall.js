// The hall's projector: the conference's name, or what is on and who speaks. No numbers, no clock, no word of trouble: cut
// off it keeps its picture, and after a minute shows the conference's name. Words and the invitation come in `data`.

const FALLS_BACK_MS = 60000;
const LOOK_MS = 1000;
const MOST_LINES = 6;
const TITLE_SIZES = [12, 9.6, 8, 7.2]; // in --u, and none smaller; beside a speaker or the invitation from the second on
const NAME_SIZES = [13, 11, 9.2];
const WAYS_TO_SAY = ["lines", "one-line", "unit-only"]; // post and unit: apart, together, the unit alone

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
  const {picture, speaker, invites} = screen;
  if (picture === "blank") return {phase, title: ""};
  const title = screen[`title_${language}`] || screen.title_vi;
  return {phase, title, speaker, invitation: invites ? invitation : null};
}

// Until the day is opened everybody in the hall sees that this is only a trial.
function wearBand({root, live, words}) {
  root.dataset.phase = live.state.phase;
  root.querySelector(".band").textContent = words.rehearsal;
}

function pictureNode({title, speaker, invitation}, {words}) {
  const parts = title ? [make("p", {className: "title"}, ...clauses(title)), make("hr")] : [];
  if (speaker) parts.push(...speakerLines(speaker));
  if (invitation) parts.push(...invitationLines(invitation, words));
  const said = make("div", {className: "said"}, ...parts);
  const node = make("div", {className: "picture"}, said);
  node.dataset.kind = speaker ? "speaker" : invitation ? "invitation" : "title";
  if (invitation) node.append(symbol(invitation));
  return node;
}

// A title breaks after a comma sooner than inside a clause, never between a figure and its unit or inside a proper name.
function clauses(title) {
  const bound = title
    .replace(/\b(\d{1,3}) (?=\p{L})/gu, "$1\u00a0")
    .replace(/(\d) - (?=\d)/g, "$1\u00a0-\u00a0")
    .replace(/(\p{Lu}\p{L}+) (\p{Lu}\p{L}+)/gu, "$1\u00a0$2");
  return bound.split(/(?<=,) /).flatMap((clause) => [make("span", {textContent: clause}), " "]);
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
  for (const size of sizesOf(node.dataset.kind)) {
    node.style.setProperty("--title", size.title);
    node.style.setProperty("--name", size.name);
    node.dataset.way = size.way;
    if (isInside(node)) return;
  }
}

function sizesOf(kind) {
  const titles = kind === "title" ? TITLE_SIZES : TITLE_SIZES.slice(1);
  if (kind !== "speaker") return titles.map((title) => ({title, name: 0, way: "lines"}));
  return WAYS_TO_SAY.flatMap((way) => NAME_SIZES.flatMap((name) => titles.map((title) => ({title, name, way}))));
}

function isInside(node) {
  const said = node.querySelector(".said");
  const blocks = [...said.querySelectorAll("p")].filter((block) => block.getClientRects().length);
  const lines = blocks.reduce((sum, block) => sum + linesOf(block), 0);
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
