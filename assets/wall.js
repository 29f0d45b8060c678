// The leaders' wall: draws everything but the curve from the live view.
// Holds no sentence: words come in `data.words`, with {fields} filled here.

const ROWS = 5; // units; a sixth is shown rather than counted
const LATEST = 3;
const MOST_SQUARES = 10; // one square a delegate; above that a bar and a figure

const SKELETON = `
  <div class="wall-band"><b data-word="rehearsal"></b><span data-slot="demo"></span><span data-slot="seats"></span></div>
  <header class="wall-head">
    <svg viewBox="0 0 32 32" aria-hidden="true"><path class="sign" d="M0 0h32v32H0z"/>
      <path class="curtain" d="M5 6h22v2.5H5zM5 10h9.5C14 18 11.5 23.5 5 26zM27 10h-9.5C18 18 20.500 23.500 27 26z"/></svg>
    <h1 data-slot="name"></h1>
    <span class="age" data-slot="age"></span><span class="clock" data-slot="clock"></span>
  </header>
  <section class="wall-present">
    <h2><span data-word="present"></span><span data-slot="invited"></span></h2>
    <div class="figure" data-slot="present"></div>
    <p class="caption" data-slot="caption"></p>
    <p class="opening" data-slot="opening"></p>
    <p class="honoured" data-slot="honoured"></p>
  </section>
  <section class="wall-curve"><h2 data-word="curve"></h2></section>
  <section class="wall-makeup">
    <h2><span data-word="makeup"></span><span class="keys"><i class="key"></i><span data-word="key_present"></span>
      <i class="key tick"></i><span data-word="key_invited"></span></span></h2>
    <div data-slot="makeup"></div>
  </section>
  <section class="wall-shares">
    <h2 data-word="shares"></h2>
    <div class="split" data-split="invited"></div>
    <div class="split" data-split="present"></div>
    <div class="deviation" data-slot="deviation"></div>
  </section>
  <section class="wall-units">
    <h2><span data-word="units"></span><span data-word="not_here" data-slot="not_here"></span></h2>
    <ul data-slot="units"></ul>
  </section>
  <section class="wall-latest"><h2 data-word="latest"></h2><ul data-slot="latest"></ul></section>
  <footer class="wall-foot">
    <p data-slot="now"><span data-word="now"></span><em></em></p>
    <p data-slot="next"><span data-word="next"></span><time></time><em></em></p>
  </footer>`;

const venueTime = new Intl.DateTimeFormat("en-GB", {hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh"});

export default function wall(component) {
  const root = component.parentElement.querySelector(".wall") ?? build(component.parentElement);
  const screen = root.screen;
  speak(screen, component.data);
  screen.live = connectLive({
    view: "wall",
    identify: component.data.words.identify,
    onState: (state) => drawState(screen, state),
    onLost: (live) => drawLost(screen, live),
    onBack: () => comeBack(screen),
  });
  screen.timer ??= setInterval(tick, 1000, screen);
  tick(screen);
  return () => root.isConnected || leave(screen); // Streamlit may run a late cleanup on a wall that still stands
}

function build(parent) {
  const root = make("div", {className: "wall"});
  root.dataset.theme = "wall";
  root.innerHTML = SKELETON;
  parent.append(root);
  const slots = Object.fromEntries([...root.querySelectorAll("[data-slot]")].map((node) => [node.dataset.slot, node]));
  root.screen = {root, slots};
  return root;
}

function leave(screen) {
  clearInterval(screen.timer);
  screen.live.stop();
}

function speak(screen, {words, language}) {
  if (screen.language === language) return;
  Object.assign(screen, {language, words, state: null, numbers: numberFormats(language, words)});
  document.documentElement.lang = language;
  for (const node of screen.root.querySelectorAll("[data-word]")) node.textContent = words[node.dataset.word];
}

function numberFormats(language, words) {
  const locale = language === "vi" ? "vi-VN" : "en-GB";
  const whole = new Intl.NumberFormat(locale);
  const tenth = new Intl.NumberFormat(locale, {minimumFractionDigits: 1, maximumFractionDigits: 1});
  return {
    whole: (number) => whole.format(number),
    tenth: (number) => tenth.format(number),
    percent: (number) => (number === null ? "–" : fill(words.percent, {number: tenth.format(number)})),
  };
}

const BLOCKS = [drawHead, drawPresent, drawMakeup, drawShares, drawUnits, drawLatest, drawAgenda];

function drawState(screen, state) {
  if (screen.state === state || !state.targets) return; // drawn already; or not set up yet
  screen.state = state;
  for (const draw of BLOCKS) draw(screen, state);
  tick(screen);
}

function drawHead({root, slots, words, numbers}, {conference, phase, seats, seats_reason}) {
  root.dataset.phase = phase;
  root.dataset.notices = String(phase === "rehearsal" || conference.demo || Boolean(seats_reason));
  slots.name.textContent = conference.name;
  slots.name.classList.toggle("long", conference.name.length > 62);
  slots.demo.textContent = conference.demo ? words.demo : "";
  slots.seats.textContent = seats_reason ? fill(words.seats, {seats: numbers.whole(seats), reason: seats_reason}) : "";
}

function drawPresent({root, slots, words, numbers}, {present, seats, invited, opening, honours}) {
  const isFull = seats > 0 && present >= seats;
  const [some, all] = invited === seats ? [words.of_delegates, words.all_delegates] : [words.of_seats, words.all_seats];
  root.dataset.full = String(isFull);
  slots.present.textContent = numbers.whole(present);
  slots.present.style.setProperty("--digits", Math.max(3, numbers.whole(Math.max(present, seats)).length));
  slots.caption.textContent = fill(isFull ? all : some, {seats: numbers.whole(seats)});
  slots.invited.textContent = invited === seats ? "" : fill(words.invited, {count: numbers.whole(invited)});
  slots.opening.textContent = opening
    ? fill(words.opening, {present: numbers.whole(opening.present), time: clock(opening.happened_at)})
    : "";
  slots.honoured.textContent = honours.expected
    ? fill(words.honoured, {present: numbers.whole(honours.present), expected: numbers.whole(honours.expected)})
    : "";
}

function drawMakeup({slots, words, numbers}, {composition}) {
  const shown = composition.filter(({present, invited}) => (present ?? invited) !== null);
  keep(slots.makeup, shown.length, makeupRow);
  shown.forEach(({key, present, invited}, place) => {
    const [label, value, track, aim] = slots.makeup.children[place].children;
    label.textContent = words[key];
    value.textContent = numbers.percent(present);
    aim.textContent = numbers.percent(invited);
    track.style.setProperty("--here", `${present ?? 0}%`);
    track.style.setProperty("--aim", `${invited ?? 0}%`);
    track.classList.toggle("no-tick", invited === null);
  });
}

function makeupRow() {
  const track = make("div", {className: "track"}, make("i"));
  return make("div", {className: "share"}, make("span"), make("b"), track, make("span", {className: "aim"}));
}

function drawShares({root, slots, words, numbers}, {by_category, targets}) {
  const remarks = [];
  for (const which of ["invited", "present"]) {
    const counts = [by_category.exemplary?.[which] ?? 0, by_category.guest?.[which] ?? 0];
    const off = deviation(counts, targets);
    drawSplit(root.querySelector(`[data-split=${which}]`), words[`split_${which}`], counts, numbers);
    if (off) remarks.push(fill(words[`off_${which}`], {points: numbers.tenth(off), ...targets}));
  }
  const lines = remarks.length ? remarks : [fill(words.target, targets)];
  slots.deviation.replaceChildren(...lines.map((text) => make("p", {textContent: text})));
  slots.deviation.classList.toggle("is-off", remarks.length > 0);
}

function drawSplit(split, label, counts, numbers) {
  if (!split.children.length) split.append(make("p", {}, make("span"), make("b")), make("div", {className: "bar"}, make("b"), make("b")));
  const [[name, value], bar] = [split.children[0].children, split.children[1]];
  const exemplary = share(counts[0], counts[0] + counts[1]);
  name.textContent = label;
  value.textContent = exemplary === null ? "–" : `${numbers.percent(exemplary)} – ${numbers.percent(100 - exemplary)}`;
  bar.classList.toggle("is-empty", exemplary === null);
  counts.forEach((count, place) => {
    bar.children[place].textContent = numbers.whole(count);
    bar.children[place].style.flexGrow = count;
    bar.children[place].hidden = count === 0;
  });
}

// Below 100 / tolerance people a single delegate moves the share by more than the tolerance: nothing to remark yet.
function deviation([exemplary, guest], {exemplary: aim, tolerance}) {
  if ((exemplary + guest) * Math.max(tolerance, 1) < 100) return 0;
  const points = Math.round(10 * Math.abs(share(exemplary, exemplary + guest) - aim)) / 10;
  return points > tolerance ? points : 0;
}

function drawUnits({slots, words, numbers}, {units, invited}) {
  const shown = units.slice(0, units.length === ROWS + 1 ? ROWS + 1 : ROWS);
  const rest = units.slice(shown.length);
  const rows = shown.map((unit) => unitRow(unit, words, numbers));
  if (rest.length) rows.push(note(fill(words.more_units, {
    units: numbers.whole(rest.length),
    delegates: numbers.whole(rest.reduce((sum, unit) => sum + unit.invited - unit.present, 0)),
  })));
  if (!units.length) rows.push(note(invited ? words.units_complete : words.no_list));
  slots.not_here.hidden = !units.length;
  slots.units.replaceChildren(...rows);
}

function unitRow({unit, present, invited}, words, numbers) {
  const name = make("span", {className: "name", textContent: unit || words.no_unit});
  const missing = make("b", {textContent: numbers.whole(invited - present)});
  return make("li", {}, name, invited > MOST_SQUARES ? bar(present, invited, numbers) : squares(present, invited), missing);
}

function squares(present, invited) {
  const each = (_, place) => make("i", {className: place < present ? "here" : ""});
  return make("span", {className: "squares"}, ...Array.from({length: invited}, each));
}

function bar(present, invited, numbers) {
  const filled = make("i", {className: "here"});
  filled.style.width = `${(100 * present) / invited}%`;
  const figures = make("span", {textContent: `${numbers.whole(present)}/${numbers.whole(invited)}`});
  return make("span", {className: "squares many"}, figures, make("span", {className: "track"}, filled));
}

function drawLatest({slots, words}, {latest, agenda}) {
  const rows = latest.slice(0, LATEST).map(({name, unit, happened_at}) => make("li", {},
    make("time", {textContent: clock(happened_at)}), make("b", {textContent: name}), make("span", {textContent: unit})));
  const opens = agenda?.now?.planned_start;
  const nobody = opens ? [note(fill(words.reception, {time: clock(opens)}))] : [];
  slots.latest.replaceChildren(...(rows.length ? rows : nobody));
}

function drawAgenda({slots, language}, {agenda}) {
  const title = (item) => item?.[`title_${language}`] || item?.title_vi || "";
  for (const slot of ["now", "next"]) {
    slots[slot].hidden = !agenda?.[slot];
    slots[slot].querySelector("em").textContent = title(agenda?.[slot]);
  }
  slots.next.querySelector("time").textContent = agenda?.next?.planned_start ? clock(agenda.next.planned_start) : "";
}

function tick(screen) {
  const {live, slots, words} = screen;
  const now = live?.serverNow();
  if (!now || live.isLost) return;
  slots.clock.textContent = clock(now);
  // a beat comes every 2 s: below that the age would only flicker
  slots.age.textContent = fill(words.age, {seconds: Math.max(2, Math.ceil(live.age() / 1000))});
}

function drawLost(screen, live) {
  const {slots, words} = screen;
  const now = live.serverNow();
  setLive(screen, "lost");
  slots.age.textContent = "";
  screen.wasDenied ||= live.denied !== null;
  const [text, bare] = live.denied ? [words.denied, words.denied_never] : [words.lost, words.never];
  slots.clock.textContent = now ? fill(text, {time: clock(now - live.age())}) : bare;
}

// The curve is drawn for the session this page began with: after another login it begins anew.
function comeBack(screen) {
  if (screen.wasDenied) location.reload();
  else setLive(screen, "on");
}

function setLive(screen, live) {
  screen.root.dataset.live = live;
  tick(screen);
}

function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function keep(parent, count, create) {
  while (parent.children.length < count) parent.append(create());
  while (parent.children.length > count) parent.lastChild.remove();
}

function note(text) {
  return make("li", {className: "note", textContent: text});
}

function fill(text, fields) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
}

function clock(moment) {
  return venueTime.format(new Date(moment));
}

// halves up, as domain/attendance.py rounds
function share(part, whole) {
  return whole ? Math.floor((2000 * part + whole) / (2 * whole)) / 10 : null;
}
