// How the running order is put into words: titles, people, times. Nothing here draws a whole part of the screen.

const HONORIFICS = /^(Ông|Bà|Anh|Chị|Đồng chí) /;
const OUTSIDE = [null, 0]; // numbers of what is none of the plan's items

const PRESENCES = {
  present: ["disc", "ok"],
  away: ["cross", "bad"],
  left: ["out", "bad"],
  substitute: ["swap", "warn"],
};
const ABSENT = ["away", "left"];

const inLanguage = (vi, en) => (language === "en" && en) || vi;
const titleOf = ({title_vi, title_en, topic}) => inLanguage(title_vi, title_en) || topic || "";

// Inside a sentence: "bà Trần Thị Ngọc Uyên".
const inSentence = (name) => (language === "vi" ? name.replace(HONORIFICS, (word) => word.toLowerCase()) : name);

function itemName({number}) {
  if (number === 0) return "";
  return OUTSIDE.includes(number) ? say("outside") : say("item", {number});
}

// What stands inside an item is called by the item's number: a paper, a guest of the exchange.
const SUBS = {4: "paper", 5: "guest"};
const kindOf = ({number}) => SUBS[number] ?? "part";
const subName = (item, place) => say(kindOf(item), {place});
const subPlace = (item) => say(`${kindOf(item)}_of`, item.sub);
const isAbsent = (presenter) => Boolean(presenter?.code) && ABSENT.includes(presenter.presence);

const joinText = (...parts) => parts.filter(Boolean).join(", ");
const dotted = (...parts) => parts.filter(Boolean).join(" · ");

function sign(name, text, look = "") {
  return element("span", {class: `sign ${look}`}, icon(name, 18), element("span", {}, text));
}

function presenceSign(presenter) {
  if (!presenter?.presence) return null;
  const {presence, came_at, seat} = presenter;
  const [drawing, look] = PRESENCES[presence];
  if (presence !== "present") return sign(drawing, say(`presence_${presence}`), look);
  return sign(drawing, joinText(say("here_since", {time: hourOf(came_at)}), seat && say("seat", {seat})), look);
}

function minutesText(minutes) {
  if (minutes < 60) return say("minutes", {minutes});
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return say(minutes % 60 ? "hours_and_minutes" : "hours", {hours, minutes: minutes % 60});
  return say("days", {days: Math.floor(minutes / 1440)});
}

// The MC's words: names in gold, what is missing as a place left open with its name.
function spoken(pieces) {
  const look = {
    text: ({text}) => text,
    name: ({text}) => element("mark", {}, text),
    gap: ({text}) => element("span", {class: "gap"}, element("i", {}, text), element("small", {}, say("missing"))),
  };
  return ["“", ...pieces.map((piece) => look[piece.kind](piece)), "”"];
}

const lengthOf = (pieces) => pieces.reduce((sum, {text}) => sum + text.length, 0);

// Draws only when what is drawn has changed: a finger on a button keeps its button.
function draw(node, what, build) {
  const key = JSON.stringify([language, what]);
  if (node.drawn === key) return;
  node.drawn = key;
  const isThere = (child) => child != null && child !== false && child !== "";
  node.replaceChildren(...[build(what)].flat(Infinity).filter(isThere));
}
