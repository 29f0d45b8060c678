// What comes next, the words to say, and what the one button will do.

const LONG_WORDS = 240;
const LONG_LABEL = 32;

function nextParts(stage) {
  return {
    tag: element("div", {class: "tag"}),
    words: element("p", {class: "say", tabindex: "-1"}),
    go: element("button", {type: "button", class: "go", onclick: () => pressGo(stage)}),
  };
}

function buildNext({next}) {
  return element("section", {class: "next"}, next.tag, next.words);
}

function drawNext(stage) {
  const {next, agenda} = stage;
  const own = readsOwn(stage);
  stage.root.dataset.words = own ? "own" : "next";
  const line = (own ? agenda.now.line : agenda.next?.line) ?? null;
  draw(next.tag, [agenda.next, agenda.now, own, stage.live.isLost], () => [nextTag(stage, own), wordsButton(stage, own)]);
  draw(next.words, line, wordsPart);
  next.words.classList.toggle("long", lengthOf(line ?? []) >= LONG_WORDS);
}

// The words of what is on can be read large too, until the next cue: a vote is led with them from begin to end.
const placeOf = (now) => now && JSON.stringify([now.id, now.sub?.id]);
const readsOwn = ({agenda, reading}) => Boolean(reading) && reading === placeOf(agenda.now);

function wordsButton(stage, own) {
  if (!stage.agenda.now?.line.length) return null;
  return button(say(own ? "words_next" : "words_now"), null, () => turnWords(stage), {class: "btn words"});
}

function turnWords(stage) {
  stage.reading = readsOwn(stage) ? null : placeOf(stage.agenda.now);
  drawNext(stage);
  fitOwn(stage);
}

function wordsPart(line) {
  if (!line) return null;
  return line.length ? spoken(line) : element("span", {class: "none"}, say("no_words"));
}

function nextTag(stage, own) {
  const {next: ahead, now} = stage.agenda;
  if (own) return [sign("disc", say("on_now"), "on"), element("span", {class: "n"}, dotted(itemName(now), titleOf(now)))];
  if (!ahead) return stage.agenda.go?.move === "end" ? sign("onward", say("last_item"), "on") : null;
  const {presenter} = ahead;
  const isInside = ahead.sub && ahead.id === stage.agenda.now?.id;
  const name = isInside ? subName(ahead, ahead.sub.place) : dotted(itemName(ahead), titleOf(ahead));
  return [
    sign("onward", say("coming_next"), "on"),
    element("span", {class: "n"}, name),
    presenter && element("span", {class: "by"}, inSentence(presenter.name)),
    presenceSign(presenter),
    passing(stage) && anywayButton(stage),
  ];
}

function anywayButton(stage) {
  return button(say("invite_anyway"), null, () => cue(stage, plainGo(stage.agenda)), {class: "btn anyway"});
}

// What GO would do: the request, what the button says, and when it asks for a second press what it then says.
function goPlan({agenda, state}) {
  if (!agenda.go) return {label: say(agenda.state === "empty" ? "no_programme" : "over")};
  return passing({agenda, state}) ?? {request: plainGo(agenda), label: goLabel(agenda)};
}

const plainGo = ({go}) => ({move: go.move});

function goLabel({go, next, now}) {
  if (go.move === "end" || !next) return say("go_end");
  if (go.move === "start") return say("go_start", {title: titleOf(next)});
  if (!next.sub || next.id !== now?.id) return say("go_next", {title: titleOf(next)});
  if (next.presenter) return say("go_invite", {name: inSentence(next.presenter.name)});
  return say("go_next", {title: titleOf(next.sub) || subName(next, next.sub.place)});
}

// The next speaker is not here: the button passes over them, and over those after them who are not here either.
// A whole item is never passed over so: with nobody here it begins as it stands in the programme.
// Where nobody at all was checked in, the door is not in use and absence tells nothing.
function passing({agenda, state}) {
  const {next, now} = agenda;
  if (!next?.sub || !isAbsent(next.presenter) || !state.present) return null;
  const row = rowOf(agenda, next.id);
  const ahead = subsAhead(row, next.sub);
  const here = ahead.findIndex((sub) => !isAbsent(sub.presenter));
  const following = ahead[here] ?? (next.id === now?.id && itemAfter(agenda, next.id));
  if (!following) return null;
  const missed = ahead.slice(0, here >>> 0).map(({presenter}) => inSentence(presenter.name));
  const confirm = say(`pass_${next.presenter.presence}`, {name: joinText(...missed)});
  return {request: {move: "jump", item: following.id}, label: passLabel(row, following), confirm};
}

function subsAhead({subs}, from) {
  const placed = subs.map((sub, at) => ({...sub, place: at + 1})).slice(from.place - 1);
  return placed.filter(({id, progress}) => id === from.id || progress === "upcoming");
}

function itemAfter({items}, id) {
  const at = items.findIndex((row) => row.id === id);
  return items.slice(at + 1).find(({progress}) => progress === "upcoming");
}

function passLabel(row, following) {
  if (!following.place) return say("pass_to_item", {title: titleOf(following)});
  return say("pass_to", {which: subName(row, following.place)});
}
