// The programme on a delegate's phone: what is on, what follows, about when. Remembers nothing, asks nobody else.
// For phones of five years ago: no syntax younger than Chrome 80 and Safari 14. Words come in `data.words`.

const ASK_EVERY_MS = 10000; // 150 phones; by socket where there is one
const AGE_MS = 1000;

const PROGRAMME = `
  <header><h1 data-slot="name"></h1><p data-slot="when"></p></header>
  <p class="notice" data-slot="notice" role="status"></p>
  <ol data-slot="items"></ol>
  <details data-slot="personal" hidden><summary></summary><dl></dl></details>
  <footer><span data-slot="age"></span><a data-slot="other"></a></footer>`;
const MARKS = {done: "✓", running: "●", paused: "●", next: "→", upcoming: "○", skipped: "–"};

const venueZone = {timeZone: "Asia/Ho_Chi_Minh"};
const venueTime = new Intl.DateTimeFormat("en-GB", {...venueZone, hour: "2-digit", minute: "2-digit"});
const venueDate = new Intl.DateTimeFormat("en-GB", {...venueZone, day: "2-digit", month: "2-digit", year: "numeric"});

export default function show({parentElement, data}) {
  const page = {...data, ...build(parentElement)};
  Object.assign(page.slots.other, {textContent: data.other.name, href: `?lang=${data.other.language}`});
  if (data.personal) drawPersonal(page.slots.personal, data.personal);
  page.live = connectLive({
    view: "public",
    askEvery: ASK_EVERY_MS,
    onState: (state, live) => drawProgramme(Object.assign(page, {live}), state),
  });
  setInterval(drawAge, AGE_MS, page);
  drawAge(page);
}

function build(parent) {
  const root = make("main", {className: "programme"});
  root.innerHTML = PROGRAMME;
  parent.append(root);
  const slots = {};
  for (const node of root.querySelectorAll("[data-slot]")) slots[node.dataset.slot] = node;
  return {root, slots};
}

function drawPersonal(details, {title, parts}) {
  details.hidden = false;
  details.firstChild.textContent = title;
  for (const {head, text} of parts) {
    details.lastChild.append(make("dt", {textContent: head}), make("dd", {textContent: text}));
  }
}

function drawProgramme(page, {conference, agenda}) {
  const {slots, words} = page;
  const starts = conference.starts_at ? new Date(conference.starts_at) : null;
  slots.name.textContent = conference.name;
  slots.when.textContent = [starts && venueDate.format(starts), conference.place].filter(Boolean).join(" · ");
  slots.notice.textContent = words[agenda.state] && !agenda.now ? words[agenda.state] : "";
  slots.items.textContent = "";
  slots.items.append(...agenda.items.map((item) => itemRow(page, item, agenda)));
  drawAge(page);
  if (!page.hasFoundNow) findNow(page);
}

// Whoever opens the page in the middle of the day sees what is on; afterwards it stays where a thumb has put it.
function findNow(page) {
  const now = page.slots.items.querySelector("li.running");
  if (now) now.scrollIntoView({block: "center"});
  page.hasFoundNow = true;
}

function itemRow(page, item, agenda) {
  const state = item.id === agenda.now ? "running" : item.id === agenda.next ? "next" : item.progress;
  const row = make("li", {className: state},
    make("time", {textContent: item.expected_start ? venueTime.format(new Date(item.expected_start)) : ""}),
    make("div", {},
      make("p", {className: "state"}, make("i", {textContent: MARKS[state]}), ` ${page.words[state]}`),
      make("h2", {textContent: numbered(item, titleOf(page, item))}),
      said("who", item.presenter)));
  if (item.subs.length) row.lastChild.append(make("ul", {}, ...item.subs.map((sub) => subRow(page, sub))));
  return row;
}

function subRow(page, sub) {
  const title = sub[`title_${page.language}`] || sub.topic || sub.title_vi;
  const isOn = sub.progress === "running" || sub.progress === "paused";
  const words = [make("span", {textContent: title}), said("who", sub.presenter)];
  if (isOn) words.unshift(make("p", {className: "state"}, make("i", {textContent: MARKS.running}), ` ${page.words.running}`));
  return make("li", {className: sub.progress}, ...words);
}

function titleOf({language}, words) {
  return words[`title_${language}`] || words.title_vi;
}

function numbered({number}, title) {
  return number ? `${number}. ${title}` : title;
}

function said(className, text) {
  return text ? make("p", {className, textContent: text}) : "";
}

function drawAge({root, slots, live, words}) {
  const now = live.serverNow();
  const isCut = live.isLost || !live.state;
  const minutes = Math.floor(live.age() / 60000);
  const time = now ? venueTime.format(new Date(now - live.age())) : "";
  root.className = live.isLost ? "programme lost" : "programme";
  if (!live.state) slots.age.textContent = live.isLost ? words.never : "";
  else slots.age.textContent = fill(isCut ? (minutes ? words.lost : words.lost_just_now) : words.fresh, {time, minutes});
}

function make(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function fill(text, fields) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
}
