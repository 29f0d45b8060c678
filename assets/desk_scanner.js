// A scanner is a keyboard that types a code and Enter. Its keys are caught wherever the focus is, before the page.

const STALE_MS = 2000; // half an input older than this was a stray key, not a scanner
const ECHO_MS = 300; // a scanner that ends with CR and LF presses Enter twice
const LETTERS = "BCGHKLMNPQRSTVXZ";
const CODE_LENGTH = 16;
const CODE_AT_END = new RegExp(`\\s*[${LETTERS}]{${CODE_LENGTH}}\\s*$`, "i");

// on.scan(text), on.key(event, field) for keys that are no input, on.half(text) while an input grows.
function listenToScanner(on) {
  const scanner = {text: "", typedAt: -Infinity, enteredAt: -Infinity, on};
  const hear = (event) => hearKey(scanner, event);
  const kinds = ["keydown", "keypress"];
  kinds.forEach((kind) => document.addEventListener(kind, hear, {capture: true}));
  return {stop: () => kinds.forEach((kind) => document.removeEventListener(kind, hear, {capture: true}))};
}

function hearKey(scanner, event) {
  if (event.isComposing || event.keyCode === 229) return;
  const [target] = event.composedPath();
  const field = target.matches?.("input, textarea") ? target : null;
  if (event.type === "keypress") return field || hearPress(scanner, event);
  if (event.key === "Enter") return field ? enterInField(scanner, event, field) : enterAnywhere(scanner, event);
  scanner.enteredAt = -Infinity;
  if (!field && isInput(scanner, event)) takeInput(scanner, event);
  else scanner.on.key(event, field);
}

// Letters that Unikey puts in may name themselves only here; a key taken on its way down never comes this far.
function hearPress(scanner, event) {
  if (event.key !== "Enter" && isInput(scanner, event)) takeInput(scanner, event);
}

function isInput(scanner, event) {
  if (event.repeat || ((event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph")))
    return false;
  if (event.key === "Backspace") return hasFresh(scanner, event); // Unikey takes letters back before it rewrites them
  if (event.key === " ") return hasFresh(scanner, event); // else it presses the button in focus
  return [...event.key].length === 1;
}

const hasFresh = (scanner, event) => scanner.text !== "" && event.timeStamp - scanner.typedAt <= STALE_MS;

function takeInput(scanner, event) {
  swallow(event);
  const text = hasFresh(scanner, event) ? scanner.text : "";
  scanner.text = event.key === "Backspace" ? [...text].slice(0, -1).join("") : text + event.key;
  scanner.typedAt = event.timeStamp;
  scanner.on.half(scanner.text);
}

function enterAnywhere(scanner, event) {
  const text = hasFresh(scanner, event) ? scanner.text : "";
  scanner.text = "";
  if (text.trim()) finish(scanner, event, text);
  else if (event.timeStamp - scanner.enteredAt < ECHO_MS) swallow(event);
}

// A code typed into a field of ours is a scan, whatever stood there before it; anything else is typing.
function enterInField(scanner, event, field) {
  const code = field.value.match(CODE_AT_END)?.[0];
  if (!code && event.timeStamp - scanner.enteredAt < ECHO_MS) return swallow(event);
  if (!code) return scanner.on.key(event, field);
  field.value = field.value.slice(0, -code.length);
  field.dispatchEvent(new Event("input", {bubbles: true}));
  finish(scanner, event, code.trim());
}

function finish(scanner, event, text) {
  swallow(event);
  scanner.enteredAt = event.timeStamp;
  scanner.on.scan(text);
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

// The same check as the server's: Luhn modulo 16. Only the self-test uses it, the server decides about badges.
function isWholeCode(text) {
  const values = [...text.toUpperCase()].map((letter) => LETTERS.indexOf(letter));
  if (values.length !== CODE_LENGTH || values.includes(-1)) return false;
  const sum = values.reverse().reduce((total, value, place) => {
    const weighed = value * (1 + (place % 2));
    return total + Math.floor(weighed / 16) + (weighed % 16);
  }, 0);
  return sum % 16 === 0;
}
