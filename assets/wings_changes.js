// What changed at the wings between two states of the batches: which rows, and each in a sentence. Draws nothing.

const AT_HAND = ["present", "staged"];
const MOST_TOLD = 2; // more in one batch at once are counted, not named

function changesBetween(before, after) {
  const were = new Map(before.map((batch) => [batch.id, batch]));
  const pairs = after.filter(({id}) => were.has(id)).map((is) => ({was: were.get(is.id), is}));
  const changes = pairs.map(({was, is}) => batchChanges(was, is));
  const entered = entrances(before, after);
  const locks = entered.length ? [] : pairs.flatMap(lockText); // moving on locks by itself
  return {
    slots: changes.flatMap(({slots}) => slots),
    texts: [...entered, ...locks, ...changes.flatMap(({texts}) => texts)],
  };
}

function entrances(before, after) {
  const [was, is] = [before, after].map((batches) => batches.find(({state}) => state === "on_stage"));
  return is && is.id !== was?.id ? [say("changed_on_stage", {batch: is.number})] : [];
}

function batchChanges(was, is) {
  const before = new Map(was.rows.map((row) => [row.slot, row]));
  const after = new Set(is.rows.map(({slot}) => slot));
  const pairs = is.rows.map((row) => ({was: before.get(row.slot), is: row}));
  const moved = pairs.filter(({was, is}) => was?.place && is.place && was.place !== is.place);
  const named = pairs.flatMap((pair) => namedChange(pair, is, moved.length > 0));
  const gone = was.rows.filter(({slot}) => !after.has(slot)).map((row) => rowText("removed", is, row));
  const texts = [...named.map(({text}) => text), ...gone];
  if (!texts.length && moved.length) texts.push(say("changed_renumbered", {batch: is.number}));
  const count = texts.length;
  return {
    slots: [...named.map(({slot}) => slot), ...moved.map(({is}) => is.slot)],
    texts: count > MOST_TOLD ? [say("changed_many", {batch: is.number, count})] : texts,
  };
}

function lockText({was, is}) {
  if (was.is_locked === is.is_locked) return [];
  return [say(is.is_locked ? "changed_locked" : "changed_unlocked", {batch: is.number})];
}

function namedChange({was, is}, batch, isRenumbered) {
  const key = was ? rowChange(was, is, isRenumbered) : "added";
  const place = is.place ?? was?.place ?? "–";
  return key ? [{slot: is.slot, text: rowText(key, batch, {...is, place})}] : [];
}

function rowChange(was, is, isRenumbered) {
  if (is.state !== was.state) {
    if (is.state === "absent" && is.place) return "absent_gap";
    if (is.state === "absent") return isRenumbered ? "absent_renumbered" : "absent";
    if (is.state === "later") return "later";
    if (is.state === "expected" && AT_HAND.includes(was.state)) return "undone";
  }
  if (is.receiver?.name !== was.receiver?.name) return is.receiver ? "receiver" : "in_person";
  if (AT_HAND.includes(is.state) && ["expected", "absent"].includes(was.state)) return is.place ? "came_to" : "came";
  return null;
}

function rowText(key, {number}, {place, person, receiver}) {
  const fields = {batch: number, place: place ?? "–", name: inSentence(person.name), receiver: receiver && inSentence(receiver.name)};
  return say(`changed_${key}`, fields);
}
