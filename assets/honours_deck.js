// The batch on deck: who of it is in the house and at the wings, whether its places are settled, the list's version.

function deckParts(stage) {
  const deck = {
    head: element("div", {class: "deck_head"}),
    rows: element("ul", {class: "deck"}),
    version: element("div", {class: "version"}),
    lock: button("", null, () => pressLock(stage), {class: "btn lock"}),
    places: {},
  };
  deck.node = element("div", {class: "panel home"}, deck.head, deck.rows, element("footer", {}, deck.version, deck.lock));
  return deck;
}

function drawDeck(stage) {
  const {deck} = stage.side;
  const {honours} = stage;
  const batch = honours.next;
  draw(deck.head, deckFigures(batch, honours.state), () => deckHead(batch, honours.state));
  keepRows(deck.rows, (batch?.rows ?? []).map((row) => ({...row, language})), (row) => deckRow(stage, row));
  fitRows(deck.rows);
  draw(deck.version, [versionOf(honours), isRenumbered(deck, batch)], () => versionPart(stage));
  drawLock(stage, batch);
}

const deckFigures = (batch, state) =>
  batch ? [batch.number, batch.of, batch.part, batch.award, batch.present, batch.expected, batch.staged, batch.is_locked] : state;

function deckHead(batch, state) {
  if (!batch) return element("h2", {}, say(state === "empty" ? "deck_empty" : "deck_none"));
  const {present, expected, staged} = batch;
  return [
    element("h2", {}, lockSign(batch), element("span", {}, dotted(batchText(batch), partText(batch)))),
    element("div", {class: "aw"}, batch.award),
    element("div", {class: "sum"}, figure(`${present}/${expected}`, "are_present"), figure(`${staged}/${present}`, "are_staged")),
  ];
}

const lockSign = ({is_locked: isLocked}) => sign(isLocked ? "lock" : "unlock", say(isLocked ? "locked" : "batch_draft"));
const figure = (text, key) => element("span", {}, element("b", {}, text), " ", say(key));

function deckRow(stage, row) {
  const who = element("span", {class: "told"}, element("span", {class: "who"}, nameParts(row)), deckLine(row));
  const open = {type: "button", class: "line", onclick: () => openRow(stage, row.slot)};
  const traits = {"data-slot": row.slot, "data-state": row.state, "data-presence": STATES[row.state][1]};
  return element("li", traits, element("button", open, element("b", {class: "p"}, placeText(row)), who, stateSign(row)), offerButton(stage, row));
}

// Only what differs: who comes instead, and that this person has been on stage before.
function deckLine(row) {
  if (row.receiver) return element("small", {class: "warn"}, icon("swap", 16), say("receives", {name: inSentence(row.receiver.name)}));
  return row.again > 1 && element("small", {class: "note"}, icon("again", 16), say("second_time", {count: row.again}));
}

const versionOf = ({version, printed, changed_at}) => [version, printed, changed_at];

function versionPart(stage) {
  const {version, printed, changed_at} = stage.honours;
  const time = changed_at && hourOf(changed_at);
  return [
    element("span", {}, say(time ? "version_at" : "version", {version, time})),
    printed && printed !== version ? element("span", {class: "warn"}, say("printed", {version: printed})) : null,
    isRenumbered(stage.side.deck, stage.honours.next) &&
      element("button", {type: "button", class: "renumbered", title: say("tap_when_seen"), onclick: () => seeNumbers(stage)}, icon("again", 18), say("renumbered")),
  ];
}

// Since this screen showed the batch on deck first, or since somebody tapped that they have seen it.
const numbersOf = (batch) => batch && JSON.stringify(batch.rows.map(({slot, place}) => [slot, place]));

function isRenumbered({places}, batch) {
  if (!batch) return false;
  places[batch.id] ??= numbersOf(batch);
  return places[batch.id] !== numbersOf(batch);
}

function seeNumbers(stage) {
  stage.side.deck.places[stage.honours.next.id] = numbersOf(stage.honours.next);
  drawDeck(stage);
}

function drawLock(stage, batch) {
  const {lock} = stage.side.deck;
  lock.hidden = !batch;
  if (!batch) return;
  face(lock, batch.is_locked ? "unlock" : "lock", say(batch.is_locked ? "unlock" : "lock"));
  lock.disabled = isBusy(stage);
}

function pressLock(stage) {
  const {id, is_locked: isLocked} = stage.honours.next;
  if (isLocked) openForm(stage, {name: "unlock", batch: id});
  else command(stage, "/api/lock", {act: "lock", batch: id});
}
