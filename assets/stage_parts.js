// How a console puts things into words and draws them: names, spans of time, signs, the words to say. No part of the screen.

const HONORIFICS = /^(Ông|Bà|Anh|Chị|Đồng chí) /;

// Inside a sentence: "bà Trần Thị Ngọc Uyên".
const inSentence = (name) => (language === "vi" ? name.replace(HONORIFICS, (word) => word.toLowerCase()) : name);

const joinText = (...parts) => parts.filter(Boolean).join(", ");
const dotted = (...parts) => parts.filter(Boolean).join(" · ");

function sign(name, text, look = "") {
  return element("span", {class: `sign ${look}`}, icon(name, 18), element("span", {}, text));
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

// Rows that did not change keep their nodes, so that nothing moves under a finger.
function keepRows(list, rows, build) {
  const kept = new Map([...list.children].map((node) => [node.dataset.row, node]));
  const nodes = rows.map((row) => kept.get(JSON.stringify(row)) ?? withRow(build(row), row));
  const stand = [...list.children];
  if (nodes.length === stand.length && nodes.every((node, place) => node === stand[place])) return;
  for (const node of stand) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, place) => list.children[place] === node || list.insertBefore(node, list.children[place] ?? null));
}

function withRow(node, row) {
  node.dataset.row = JSON.stringify(row);
  return node;
}
