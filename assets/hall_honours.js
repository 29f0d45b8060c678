// What the hall shows of a batch on stage: the award over names in one column or two, as the server laid them out; or one
// name alone. An award stays on one line as long as its floor allows.

const AWARDS = ["flat", "wrapped"].flatMap((award) => [8, 7.6, 7.2].map((title) => ({title, award})));
const COLLECTIVE_SIZES = [11, 9.2, 7.6];

function honouredKind(speaker, names) {
  if (!speaker) return "names";
  return names[0].type === "collective" ? "collective" : "honouree";
}

function namesOnStage(layout, names) {
  const half = layout === "columns" ? Math.ceil(names.length / 2) : names.length;
  const columns = [names.slice(0, half), names.slice(half)].filter((column) => column.length).map(namesColumn);
  const [left, right] = columns;
  const node = make("div", {className: "names"}, left);
  if (right) node.append(make("i", {className: "between"}), right);
  node.dataset.rows = Math.max(...columns.map((column) => Number(column.dataset.rows)));
  return node;
}

function namesColumn(names) {
  const written = names.map(({text, type}) => make("div", {className: type, textContent: text}));
  const column = make("div", {className: "column"}, ...written);
  column.dataset.rows = names.reduce((sum, {text}) => sum + text.split("\n").length, 0);
  return column;
}

function rowsOf(block) {
  return block.dataset.rows && Number(block.dataset.rows);
}
