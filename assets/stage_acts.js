// The buttons of a console beside GO, and its links.

function face(node, drawing, label, what = "") {
  draw(node, [drawing, label, what], () => [
    icon(drawing, 22),
    element("span", {}, label, what && element("small", {}, what)),
  ]);
}

// `page` is another page of the program.
function linkTo(key, fields = {}, page = "") {
  return element("a", {class: "btn", href: `${page}?${new URLSearchParams({lang: language, ...fields})}`}, say(key));
}

async function logOut(stage) {
  if (await post(stage.live, "/api/logout", {})) location.reload();
}

// With `confirm` it asks once more, where the finger already is. What was done closes the panel.
function moveButton(stage, {drawing, label, what, confirm}, act, traits = {}) {
  const text = element("span", {}, label, what && element("small", {}, what));
  const node = element("button", {type: "button", class: "btn move", ...traits}, icon(drawing, 22), text);
  node.addEventListener("click", async () => {
    if (!confirm || node.dataset.armed) return (await act()) && openSide(stage, stage.home);
    node.dataset.armed = "yes";
    text.replaceChildren(confirm);
  });
  return node;
}
