// How the honours are put into words and signs: batches, steps, people, what is unusual about a row.

// state of a row -> sign, presence, word
const STATES = {
  staged: ["diamond", "wings", "state_staged"],
  present: ["disc", "present", "state_present"],
  expected: ["ring", "expected", "state_expected"],
  absent: ["cross", "absent", "state_absent"],
  called: ["disc", "present", "state_called"],
  received: ["tick", "present", "state_received"],
  later: ["cross", "absent", "state_later"],
};
const HERE = ["present", "staged"];
const AWAY = ["expected", "absent", "later"];
const STANDS_IN = {leader: "instead_of", family: "family_of", on_behalf: "instead_of"};
const NO_PLACE = "–";

const placeText = ({place}) => String(place ?? NO_PLACE);
const batchText = ({number, of}) => say("batch_of", {number, of});
const partText = ({part: [place, of]}) => (of > 1 ? say("part_of", {place, of}) : "");
const stepText = (step) => say(`step_${step}`);

// "02 tập thể và 06 cá nhân" without the zeros: those who walk up.
function peopleText(people) {
  const counts = ["collective", "individual"].filter((type) => people[type]);
  return counts.map((type) => say(people[type] === 1 ? `one_${type}` : `count_${type}`, {count: people[type]})).join(say("and"));
}

const atBeginning = (name) => name.charAt(0).toLowerCase() + name.slice(1);
const AS_SAID = /^Đại diện /;
const presenterText = (presenter) => (AS_SAID.test(presenter) ? atBeginning(presenter) : presenter);

const isCollective = ({type}) => type === "collective";
const nameRead = (row) => (isCollective(row) ? row.title : inSentence(row.person.name));

function stateText({state, person}) {
  if (state === "present" && person.seat) return say("in_seat", {seat: person.seat});
  return say(STATES[state][2]);
}

function stateSign(row) {
  return element("span", {class: "sign stt"}, icon(STATES[row.state][0], 18), element("span", {}, stateText(row)));
}

// What differs from "comes in person, for the first time": in words, with a shape.
function exceptions(row, {isMissed = false} = {}) {
  const standIn = row.receiver && STANDS_IN[row.mode];
  return [
    AWAY.includes(row.state) && sign(STATES[row.state][0], stateText(row), row.state === "expected" ? "quiet" : "bad"),
    isMissed && sign("ring", say("not_called"), "warn"),
    standIn && sign("swap", say(standIn, {name: inSentence(row.person.name)}), "warn"),
    row.state === "received" && tickSign(row),
    row.again > 1 && sign("again", say("second_time", {count: row.again}), "note"),
  ].filter(Boolean);
}

// What went as it should takes no words in the row.
function tickSign(row) {
  const word = stateText(row);
  return element("span", {class: "sign ok", title: word}, icon("tick", 20), element("span", {class: "sr"}, word));
}

function nameParts(row) {
  return [
    element("b", {class: "nm"}, row.title),
    row.birth_year && element("small", {class: "born"}, say("born", {year: row.birth_year})),
    row.pronunciation && element("span", {class: "sound"}, icon("sound", 18), row.pronunciation),
  ];
}

// Who comes on stage, with what they are.
function comer(row) {
  const {name, position, unit} = row.receiver ?? row.person;
  return {name: inSentence(name), post: isCollective(row) || row.receiver ? position : joinText(position, unit)};
}

const rowsOf = ({now, next, late}) => [...(now?.rows ?? []), ...(next?.rows ?? []), ...late];

// The batch that a row stands in; of a late one that which has passed.
function batchOf({now, next, batches}, row) {
  const holds = (batch) => batch?.rows.some(({slot}) => slot === row.slot);
  return [now, next].find(holds) ?? batches.find(({number}) => number === row.batch);
}
