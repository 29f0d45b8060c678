// How the running order is put into words: titles, people, times. Nothing here draws a whole part of the screen.

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

function presenceSign(presenter) {
  if (!presenter?.presence) return null;
  const {presence, came_at, seat} = presenter;
  const [drawing, look] = PRESENCES[presence];
  if (presence !== "present") return sign(drawing, say(`presence_${presence}`), look);
  return sign(drawing, joinText(say("here_since", {time: hourOf(came_at)}), seat && say("seat", {seat})), look);
}
