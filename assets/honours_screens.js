// How the hall's screen goes with the ceremony: a batch at once or name by name, and whether it shows anything at all.

const CALLS = {false: ["call_by_batch", "by_batch"], true: ["call_by_name", "by_name"]};
const PICTURES = {live: ["show_hall", "hall_live"], held: ["hold_hall", "hall_held"], blank: ["blank_hall", "hall_blank"]};

function drawScreens(stage) {
  const {honours, state, side} = stage;
  const chosen = [String(honours.by_name), state.screens.hall];
  draw(side.screens, [chosen, isBusy(stage)], () => [
    element("h2", {}, say("how_called")),
    choice(stage, CALLS, chosen[0]),
    element("p", {}, say(`${CALLS[chosen[0]][1]}_what`)),
    element("h2", {}, say("hall_shows")),
    choice(stage, PICTURES, chosen[1]),
  ]);
}

function choice(stage, acts, chosen) {
  const buttons = Object.entries(acts).map(([name, [act, word]]) =>
    button(say(word), null, () => command(stage, "/api/screens", {act}), {
      class: "btn", "data-act": act, "aria-pressed": String(name === chosen), disabled: isBusy(stage),
    }),
  );
  return element("div", {class: "buttons choice"}, buttons);
}
