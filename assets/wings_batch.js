// One batch as the wings see it: who stands where, which tray, which seat, and whether they wait here already.

Object.assign(ICONS, {diamond: [24, 2, '<path d="M12 4l8 8-8 8-8-8z" fill="currentColor"/>']});

const PLACES = ["stage", "deck", "next", "after"];
// state -> [shape, colour]
const STATES = {
  expected: ["ring", "quiet"],
  absent: ["cross", "bad"],
  present: ["disc", "ok"],
  staged: ["diamond", "ok"],
  called: ["arrow", "on"],
  received: ["tick", "quiet"],
  later: ["queue", "warn"],
  sending: ["queue", "warn"],
};

// By where they are: the batch on stage may be missing, those to come may be fewer.
function placed({batches}) {
  const stage = batches[0]?.state === "on_stage" ? batches[0] : null;
  const ahead = batches.slice(stage ? 1 : 0);
  return {stage, deck: ahead[0], next: ahead[1], after: ahead[2]};
}

function batchPart(board, place) {
  const head = element("header");
  const list = element("ol");
  return {root: element("section", {"data-place": place}, head, list), head, list, rows: new Map()};
}

function drawBatch(board, place, part) {
  const batch = placed(board.honours)[place];
  draw(part.head, [place, headOf(batch)], () => headPart(place, batch));
  if (part.batch !== batch?.id) part.list.scrollTop = 0;
  part.batch = batch?.id;
  standRows(board, part, batch?.rows ?? []);
  for (const row of batch?.rows ?? []) drawRow(board, part.rows.get(row.slot), batch, row);
}

const headOf = (batch) => batch && {...batch, rows: 0};

function headPart(place, batch) {
  if (!batch) return null;
  const tag = sign(place === "stage" ? "disc" : "onward", say(`at_${place}`), place === "stage" ? "on" : "");
  const [part, parts] = batch.part;
  const which = dotted(say("batch_of", batch), parts > 1 && say("round", {place: part, of: parts}));
  return [
    element("p", {class: "tag"}, tag, element("span", {}, which)),
    element("h2", {}, batch.award),
    batch.presenter && element("p", {class: "presenter"}, say("presenter", {name: batch.presenter})),
    element("p", {class: "counts"}, countsOf(place, batch)),
  ];
}

function countsOf(place, {present, expected, staged, received, is_locked}) {
  const figure = (key, count, of) => element("span", {}, sayWith(key, {count: element("b", {}, `${count}/${of}`)}));
  if (place === "stage") return [figure("here", present, expected), figure("received", received, present)];
  const lock = element("span", {class: "lock"}, say(is_locked ? "locked" : "draft"));
  return [figure("here", present, expected), figure("staged", staged, present), lock];
}

// A row keeps its element while its certificate is in this place: a finger on it keeps its button.
function standRows(board, part, rows) {
  const kept = new Map(rows.map(({slot}) => [slot, part.rows.get(slot) ?? rowPart(board, slot)]));
  const nodes = [...kept.values()];
  if (nodes.some((node, place) => part.list.children[place] !== node) || nodes.length !== part.list.children.length) {
    part.list.replaceChildren(...nodes);
  }
  part.rows = kept;
}

function rowPart(board, slot) {
  const face = element("button", {type: "button", class: "row", onclick: () => tapRow(board, slot)});
  return element("li", {"data-slot": slot}, face);
}

function drawRow(board, node, batch, row) {
  const [face] = node.children;
  const wanted = board.sending.get(row.slot);
  const state = wanted === undefined ? row.state : "sending";
  face.disabled = !mayTap(board, batch, row);
  face.setAttribute("aria-pressed", String(row.state === "staged"));
  node.dataset.state = state;
  node.toggleAttribute("data-changed", board.changed.has(row.slot));
  draw(face, [row, state], () => rowParts(row, state));
}

const mayTap = ({live}, batch, {state}) => !live.isLost && batch.state !== "on_stage" && AT_HAND.includes(state);

function rowParts(row, state) {
  const [drawing, look] = STATES[state];
  return [
    element("b", {class: "place"}, row.place ?? "–"),
    element("span", {class: "who"}, nameParts(row), flagParts(row)),
    element("span", {class: "where"}, whereParts(row)),
    element("span", {class: "state"}, sign(drawing, say(`state_${state}`), look)),
  ];
}

function nameParts({type, title, person, birth_year}) {
  const born = birth_year && element("small", {}, ` ${say("born", {year: birth_year})}`);
  const comes = element("span", {class: "comes"}, joinText(inSentence(person.name), person.position), born);
  return type === "collective" ? [element("b", {}, title), comes] : element("b", {}, title, born);
}

function flagParts({mode, receiver, again}) {
  return [
    receiver && sign("swap", say(`mode_${mode}`, {name: joinText(receiver.name, receiver.position)}), "warn"),
    again > 1 && sign("again", say("again"), "note"),
  ];
}

function whereParts({tray, person}) {
  const {seat} = person;
  return [element("b", {}, say("tray", {number: tray || "–"})), seat && element("span", {}, say("seat", {seat}))];
}
