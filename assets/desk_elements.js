// What the desk draws with: elements built from text (data never becomes HTML), icons, venue time, words.

const VENUE_MS = 7 * 3600 * 1000; // Việt Nam keeps no summer time

let words = {};
let language = "vi";

function speak(component) {
  ({words, language} = component.data);
  document.documentElement.lang = language;
}

function say(key, fields = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => fields[name] ?? "");
}

// The sentence with its {fields} as elements: a figure in bold, a name as it is.
function sayWith(key, nodes) {
  return (words[key] ?? key).split(/(\{\w+\})/).map((part) => nodes[part.slice(1, -1)] ?? part);
}

function element(tag, traits = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false && child !== ""));
  return node;
}

function button(label, iconName, press, traits = {}) {
  return element(
    "button",
    {type: "button", class: "btn", onclick: press, ...traits},
    iconName && icon(iconName),
    label,
  );
}

const drawn = new Map();

function icon(name, size = 22) {
  if (!drawn.has(name)) drawn.set(name, drawIcon(...ICONS[name]));
  const node = drawn.get(name).cloneNode(true);
  for (const side of ["width", "height"]) node.setAttribute(side, `${size / 16}rem`);
  return node;
}

function drawIcon(field, width, drawing) {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg viewBox="0 0 ${field} ${field}" aria-hidden="true" fill="none" stroke="currentColor"
    stroke-linecap="round" stroke-linejoin="round" stroke-width="${width}">${drawing}</svg>`;
  return holder.content.firstChild;
}

function showText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const venueText = (moment) => new Date(new Date(moment).getTime() + VENUE_MS).toISOString();
const venueStamp = (moment) => `${venueText(moment).slice(0, 23)}+07:00`;
const hourOf = (moment) => venueText(moment).slice(11, 16);
const secondOf = (moment) => venueText(moment).slice(11, 19);
const dateOf = (moment) => venueText(moment).slice(0, 10);

function agoText(since, now) {
  const minutes = Math.floor((now - new Date(since)) / 60000);
  if (minutes < 1) return say("just_now");
  if (minutes < 60) return say("minutes_ago", {minutes});
  return say("hours_ago", {hours: Math.floor(minutes / 60)});
}
