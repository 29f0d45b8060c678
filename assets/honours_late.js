// Who came after their batch had passed: a person decides where they go.

function drawLate(stage) {
  const {late} = stage.honours;
  const told = late.map((row) => ({...row, language}));
  draw(stage.side.late, [told, isBusy(stage)], () => latePart(stage, late));
}

function latePart(stage, late) {
  if (!late.length) return element("p", {}, say("late_none"));
  return [element("h2", {}, say("late_what")), element("ul", {class: "late"}, late.map((row) => lateRow(stage, row)))];
}

function lateRow(stage, row) {
  const place = (batch, label) =>
    button(label, "onward", () => placeLate(stage, row, batch), {class: "btn into", disabled: isBusy(stage), "data-batch": batch});
  return element(
    "li",
    {"data-slot": row.slot},
    element("span", {class: "who"}, nameParts(row), element("small", {}, dotted(row.award, say("batch", {number: row.batch})))),
    stateSign(row),
    element("div", {class: "buttons"}, row.into.map(({batch, number}) => place(batch, say("late_into", {number}))), place("", say("late_extra"))),
  );
}

const placeLate = (stage, {slot}, batch) => command(stage, "/api/late", {slot, batch});
