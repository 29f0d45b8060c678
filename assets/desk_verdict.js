// The verdict as people read it: word, shape, colour, name, next step.
// A face is what the band and the space under it show.

const CALM_MS = 8000;

// kind -> [colour, shape, sign in lists, sound]
const LOOKS = {
  idle: ["idle", "shape_idle"],
  welcome: ["welcome", "shape_tick", "tick", "welcome"],
  already: ["already", "shape_clock", "again", "already"],
  undone: ["already", "shape_again", "undo", "already"],
  full: ["refused", "shape_bar", "cross", "refused"],
  unknown: ["refused", "shape_bar", "cross", "refused"],
  revoked: ["refused", "shape_bar", "cross", "refused"],
  withdrawn: ["refused", "shape_bar", "cross", "refused"],
  garbled: ["garbled", "shape_key", "keyboard", "refused"],
  unasked: ["offline", "shape_paper", "queue", "unasked"],
  lost: ["offline", "shape_broken"],
  back: ["idle", "shape_linked"],
};

const FACES = {
  welcome: (desk, {delegate, first}, scan) => ({
    ...whoOf(delegate),
    post: postOf(delegate),
    facts: [
      {label: say("seat"), value: delegate.seat || "–", large: true},
      {label: say("category"), value: say(`category_${delegate.category}`)},
      {
        label: say("checked_in_at"),
        value: say("time_at_desk", {time: secondOf(first?.happened_at ?? timeOf(desk, scan)), desk: desk.name}),
      },
    ],
    notes: [delegate.honours?.length ? honoursNote(delegate) : strip("star", delegate.attention, delegate)],
  }),
  already: (desk, answer) => ({
    ...whoOf(answer.delegate),
    line: answer.first ? firstTime(desk, answer.first) : say("nothing_changed"),
    notes: [strip("info", answer.message, answer.delegate)],
    actions: [homonymAction(answer.delegate), undoAction(answer)],
  }),
  undone: (desk, {delegate}) => ({...whoOf(delegate), line: say("undone_next")}),
  full: (desk, answer) => ({
    ...whoOf(answer.delegate),
    line: say("full_next"),
    facts: [
      {label: say("places_used"), value: `${answer.present + answer.held} / ${answer.seats}`, large: true},
      {label: say("made_of"), value: placesMadeOf(answer), wide: true},
    ],
    notes: [contactNote(desk)],
  }),
  unknown: () => ({
    line: say("unknown_next"),
    notes: [{sign: "info", text: say("unknown_why")}],
    actions: [SEARCH_ACTION],
  }),
  revoked: (desk, answer) => ({
    ...whoOf(answer.delegate),
    line: say("revoked_next"),
    actions: [personAction(answer.delegate)],
  }),
  withdrawn: (desk, answer) => ({
    ...whoOf(answer.delegate),
    line: answer.message,
    notes: [contactNote(desk)],
    actions: [personAction(answer.delegate)],
  }),
  garbled: (desk, answer, scan) => ({
    line: say("garbled_next"),
    notes: [
      {
        sign: "keyboard",
        text: say("garbled_why"),
        more: scan.code && say("garbled_heard", {text: shortened(scan.code)}),
      },
    ],
    actions: [{label: "self_test", sign: "keyboard", press: openSelfTest}],
  }),
};

const SEARCH_ACTION = {label: "search_by_name", sign: "search", press: focusSearch};

function verdictFace(desk, answer, scan) {
  const kind = answer.verdict === "welcome" && answer.standing === false ? "undone" : answer.verdict;
  const face = {
    kind,
    code: answer.delegate?.code,
    word: say(`word_${kind}`, {seats: answer.seats}),
    ...FACES[kind](desk, answer, scan),
  };
  return {
    ...face,
    name: face.name ?? scan.name,
    tone: kind === "welcome" && isToNote(answer.delegate) ? "attention" : LOOKS[kind][3],
  };
}

const idleFace = () => ({kind: "idle", word: say("word_idle"), line: say(readyText())});
const readyText = () => (isCameraOn(desk) ? "camera_idle_next" : "idle_next");

const unaskedFace = (desk) => ({
  kind: "unasked",
  word: say("word_unasked"),
  name: say("unasked_next"),
  tone: "unasked",
  ...waitingTraits(desk),
});

const lostFace = (desk) => ({
  kind: "lost",
  word: say(isDenied(desk) ? "word_denied" : "word_lost"),
  shape: isDenied(desk) && "shape_lock",
  name: say("lost_next"),
  ...waitingTraits(desk),
  ...(isCameraOn(desk) && {name: say("camera_lost_next"), text: say("camera_lost_text")}),
});

const isDenied = ({cut}) => cut === "login" || cut === "role";

function waitingTraits(desk) {
  return {
    line: waitingText(desk),
    notes: [
      isDenied(desk) && {sign: "warning", text: say(`denied_${desk.cut}`)},
      isUnsafe() && {sign: "warning", text: say("keep_open")},
      {sign: "info", text: say("paper_decides")},
    ],
    text: say(isDenied(desk) ? "sent_after_login" : isEarly() ? "sent_after_opening" : "sent_by_itself"),
    actions: [isDenied(desk) && LOGIN_ACTION],
  };
}

// The same address shows the login; what waits is kept meanwhile.
const LOGIN_ACTION = {label: "log_in_again", sign: "person", press: () => location.reload()};

const backFace = () => ({kind: "back", word: say("word_back"), line: say(readyText())});

function waitingText(desk) {
  const [first, ...others] = unanswered(desk.name);
  if (!first) return say("nothing_waits");
  const time = happenedAt(first, desk.live.serverNow()) ?? first.local;
  return say("scans_wait_since", {count: others.length + 1, time: hourOf(time)});
}

const timeOf = (desk, scan) => scan.happened_at ?? scan.at ?? desk.live.serverNow() ?? Date.now();

// The birth year only where it tells people of one name apart.
function whoOf(delegate) {
  if (!delegate?.homonyms?.length) return {name: delegate?.name};
  const {name, seat, birth_year} = delegate;
  const aside = [birth_year && say("born", {year: birth_year}), seat && say("seat_is", {seat})]
    .filter(Boolean)
    .join(", ");
  return {name, aside, birthYear: birth_year};
}

const postOf = ({position, unit}) => [position, unit].filter(Boolean).join(", ");
const shortened = (text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function firstTime(desk, {happened_at, desk: first}) {
  return say("first_time", {
    time: hourOf(happened_at),
    desk: first,
    ago: agoText(happened_at, desk.live.serverNow() ?? Date.now()),
  });
}

const contactNote = ({state}) =>
  state.conference.contact && {sign: "phone", text: say("call_contact", {contact: state.conference.contact})};

const isToNote = ({attention, honours}) => Boolean(attention || honours?.length);

// Where an honouree goes on stage, large: to be told at the door; what else is to know below it.
function honoursNote(delegate) {
  const {text, more} = strip("star", delegate.attention, delegate) ?? {};
  return {sign: "star", text: say("honours_at", {where: honoursPlaces(delegate)}), more: [text, more].filter(Boolean).join(" "), look: "honours"};
}

function honoursPlaces({honours}) {
  const whereTo = ({batch, place}) => say(place ? "honours_place" : "honours_batch", {batch, place});
  return honours.map(whereTo).join("; ");
}

// One strip at most: what to know or do, and who else has this name.
function strip(sign, text, delegate) {
  const others = delegate.homonyms?.length ? homonymTexts(delegate) : null;
  if (text) return {sign, text, more: others && [say("homonyms_exist"), ...others].join(" ")};
  return others && {sign: "info", text: say("homonyms_exist"), more: [...others, say("check_the_badge")].join(" ")};
}

function homonymTexts({name, unit, homonyms}) {
  return homonyms.map((other) => {
    const born = other.birth_year && say("born", {year: other.birth_year});
    const seat = other.seat && say("seat_is", {seat: other.seat});
    const traits = [other.name ?? name, born, seat, other.unit !== unit && other.unit];
    return say(other.present ? "homonym_present" : "homonym_away", {who: traits.filter(Boolean).join(", ")});
  });
}

function homonymAction(delegate) {
  return (
    delegate?.homonyms?.length && {
      label: "open_homonyms",
      sign: "search",
      press: (desk) => searchFor(desk, delegate.name),
    }
  );
}

function undoAction({delegate, first}) {
  if (!delegate || !first) return null;
  return {
    label: "undo_of",
    fields: {time: hourOf(first.happened_at)},
    sign: "undo",
    press: (desk) => openUndo(desk, delegate),
  };
}

const personAction = (delegate) =>
  delegate && {label: "open_card", sign: "person", press: (desk) => openPerson(desk, delegate.code)};

function placesMadeOf({present, held, release_at}) {
  const until = release_at && held > 0;
  return [
    say("delegates_present", {count: present}),
    say(until ? "places_held_until" : "places_held", {count: held, time: until && hourOf(release_at)}),
  ];
}

function drawFace(desk) {
  const {face, band, facts} = desk;
  const [colour, shape] = LOOKS[face.kind];
  clearTimeout(desk.calmTimer);
  band.className = `band ${colour}`;
  band.dataset.face = face.kind;
  desk.stage.scrollTop = 0;
  band.replaceChildren(...bandParts(face, face.shape || shape));
  facts.replaceChildren(...factParts(desk, face));
  if (face.kind === "welcome") desk.calmTimer = setTimeout(() => band.classList.add("calm"), CALM_MS);
}

function bandParts(face, shape) {
  const name =
    face.name &&
    element("div", {class: "name"}, face.name, face.aside && element("span", {class: "aside"}, face.aside));
  const post = face.post && element("div", {class: "post"}, face.post);
  const line = face.line && element("div", {class: name ? "line" : "line alone"}, face.line);
  const word = element(
    "div",
    {class: "head"},
    element("span", {class: "shape"}, icon(shape, 144)),
    element("div", {class: "word"}, phrases(face.word)),
  );
  return [word, (name || line) && element("div", {class: "who"}, name, post, line)].filter(Boolean);
}

// A long verdict breaks after its comma.
const phrases = (word) => word.split(/(?<=,) /).flatMap((phrase) => [element("span", {}, phrase), " "]);

function factParts(desk, {facts = [], notes = [], actions = [], text, kind}) {
  const row = facts.length && element("dl", {class: `row ${kind}`}, facts.map(factPart));
  const buttons = actions
    .filter(Boolean)
    .map(({label, fields, sign, press}) => button(say(label, fields), sign, () => press(desk)));
  return [
    row,
    ...notes.filter(Boolean).map(notePart),
    text && element("p", {class: "text"}, text),
    buttons.length && element("div", {class: "actions"}, buttons),
  ].filter(Boolean);
}

function factPart({label, value, large, wide}) {
  const lines = [value].flat().map((line) => element("span", {}, line));
  return element(
    "div",
    {class: wide ? "wide" : ""},
    element("dt", {}, label),
    element("dd", {class: large ? "large" : ""}, lines),
  );
}

function notePart({sign, text, more, look = ""}) {
  return element(
    "div",
    {class: `note ${look}`},
    icon(sign, 28),
    element("div", {}, element("b", {}, text), more && element("p", {}, more)),
  );
}
