// The login screen: who works at this device and the PIN; before that the organisers' first PIN; for another role's page
// the way to log in anew. It decides nothing: the server checks, and the same address then shows what was asked for.

const ANSWER_MS = 8000; // a PIN's hash takes its time, and many may log in at once
const ROLE_KEY = "khaimac.role";
const QUEUE_KEY = "khaimac.queue.";

const ROLES = {organiser: "seal", office: "paper", desk: "scanner", mc: "microphone", wall: "screen"};
const PICTURES = {
  log_in: logInParts,
  first_here: firstPinParts,
  first_elsewhere: elsewhereParts,
  other_role: otherRoleParts,
  not_set_up: notSetUpParts,
};

Object.assign(ICONS, {
  seal: [24, 2, '<circle cx="12" cy="9" r="6"/><path d="M8.500 14L7 21l5-2.500 5 2.500-1.500-7"/>'],
  microphone: [
    24,
    2,
    '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.500 11.500a6.500 6.500 0 0013 0M12 18v3"/>',
  ],
  screen: [24, 2, '<path d="M3 4h18v12H3zM8 20h8M12 16v4"/>'],
  eye: [
    24,
    2,
    '<path d="M2.500 12C5 7.500 8.200 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.700 6.500-9.500 6.500S5 16.500 2.500 12z"/><circle cx="12" cy="12" r="2.800"/>',
  ],
});

let told = null;

export default function show(component) {
  const {parentElement, data} = component;
  const news = JSON.stringify(data);
  if (news === told && parentElement.querySelector(".login")) return; // what is being typed stays
  told = news;
  speak(component);
  const traits = {class: `login ${data.picture}`, "data-theme": "light"};
  const root = element("div", traits, barPart(data), PICTURES[data.picture](data), noticePart(data));
  parentElement.querySelector(".login")?.remove();
  parentElement.append(root);
  const first = root.querySelector(".roles:not(:has(:checked)) input") ?? root.querySelector("[data-first]");
  if (matchMedia("(hover: hover)").matches) first?.focus(); // no keyboard in a phone's face
}

function barPart({conference}) {
  const other = language === "vi" ? "en" : "vi";
  return element(
    "header",
    {class: "bar"},
    icon("sign", 30),
    element("b", {}, "Khai Mạc"),
    conference && element("span", {class: "conf"}, conference),
    element("a", {class: "btn", href: addressIn(other), lang: other}, say("other_language")),
  );
}

// Whoever passes by may read it, logged in or not.
function noticePart({notice}) {
  if (!notice) return null;
  const parts = notice.parts.flatMap(({head, text}) => [element("dt", {}, head), element("dd", {}, text)]);
  const details = element(
    "details",
    {class: "notice", ontoggle: () => details.open && details.scrollIntoView({block: "start"})},
    element("summary", {}, notice.title),
    element("dl", {}, parts),
  );
  return details;
}

function addressIn(spoken) {
  const query = new URLSearchParams(location.search);
  query.set("lang", spoken);
  return `?${query}`;
}

function logInParts(data) {
  const entry = {data, wait: 0, pin: secretPart(pinField("current-password"), say("pin"))};
  entry.problem = problemPart();
  entry.submit = element("button", {class: "btn p", type: "submit"});
  entry.name = element("input", {type: "text", autocomplete: "username", hidden: true}); // keeps roles' saved PINs apart
  const waiting = scansWaiting();
  const form = element(
    "form",
    {class: "sheet", onsubmit: (event) => submit(event, () => logIn(entry))},
    rolesPart(entry),
    element(
      "section",
      {class: "key"},
      waiting > 0 && notePart("queue", say("scans_wait", {count: waiting})),
      entry.name,
      entry.pin.part,
      entry.problem,
      entry.submit,
      element("p", {class: "aside"}, say("forgotten")),
    ),
  );
  entry.form = form;
  drawChoice(entry);
  return form;
}

function rolesPart(entry) {
  const chosen = rememberedRole(entry.data.roles);
  return element(
    "fieldset",
    {class: "roles", onchange: () => drawChoice(entry), onclick: (event) => goOn(entry, event)},
    element("legend", {}, element("h1", {}, say("log_in_title"))),
    Object.keys(ROLES).map((role) => rolePart(role, role === chosen)),
  );
}

function rolePart(role, isChosen) {
  return element(
    "label",
    {class: "role"},
    element("input", {type: "radio", name: "role", value: role, checked: isChosen}),
    icon(ROLES[role], 30),
    element("b", {}, say(`role_${role}`)),
    element("span", {}, say(`does_${role}`)),
    icon("tick", 28),
  );
}

// The role of last time where it fits the page asked for, else the one the page is for.
function rememberedRole(roles) {
  const last = readRole();
  if (roles.includes(last)) return last;
  return roles.length < Object.keys(ROLES).length ? roles.at(-1) : null;
}

// A finger has chosen; the arrow keys may still be on their way.
function goOn({pin}, {target, detail}) {
  if (detail && target.matches("input")) pin.input.focus();
}

const roleOf = ({form}) => new FormData(form).get("role");

function drawChoice(entry) {
  const role = entry.form && roleOf(entry);
  showText(entry.submit, role ? say("log_in_as", {role: say(`role_${role}`)}) : say("choose_role"));
  entry.submit.disabled = !role || entry.wait > 0;
  entry.name.value = role ?? "";
}

async function logIn(entry) {
  const role = roleOf(entry);
  const {input} = entry.pin;
  if (!input.value) return showProblem(entry, say("pin_needed"), input);
  const desk = new URLSearchParams(location.search).get("desk") ?? "";
  const reply = await post(entry, "/api/login", {role, pin: input.value, desk});
  if (!reply) return;
  if (reply.wait && reply.status === 429) return countDown(entry, performance.now() + reply.wait * 1000);
  if (reply.status !== 200) return showProblem(entry, reply.message, input);
  keepRole(role);
  if (entry.data.roles.includes(role)) location.reload();
  else location.assign(`/${location.search}`); // this page is another role's
}

// Until then the button would only be refused again.
function countDown(entry, until) {
  const left = Math.max(0, Math.ceil((until - performance.now()) / 1000));
  if (left > 0) setTimeout(countDown, 200, entry, until);
  if (left === entry.wait) return;
  entry.wait = left;
  showProblem(entry, left > 0 ? say("wait", {seconds: left}) : "", left > 0 ? null : entry.pin.input);
  drawChoice(entry);
}

function firstPinParts({shortest}) {
  const again = pinField("new-password");
  const pin = secretPart(pinField("new-password"), say("new_pin", {count: shortest}), [again]);
  const entry = {again, pin};
  entry.problem = problemPart();
  entry.submit = element("button", {class: "btn p", type: "submit"}, say("set_pin"));
  entry.form = element(
    "form",
    {class: "sheet one", onsubmit: (event) => submit(event, () => setFirstPin(entry, shortest))},
    element("h1", {}, say("first_title")),
    element("p", {class: "text"}, say("first_why")),
    element(
      "div",
      {class: "key"},
      entry.pin.part,
      element("label", {class: "again"}, element("span", {}, say("again")), again),
      entry.problem,
      entry.submit,
    ),
  );
  return entry.form;
}

async function setFirstPin(entry, shortest) {
  const {pin, again} = entry;
  const typed = pin.input.value;
  if (typed.trim().length < shortest) return showProblem(entry, say("too_short", {count: shortest}), pin.input);
  if (typed !== again.value) return showProblem(entry, say("differ"), again);
  const reply = await post(entry, "/api/first_pin", {pin: typed});
  if (!reply) return;
  if (reply.status !== 200) return showProblem(entry, reply.message, pin.input);
  keepRole("organiser");
  location.reload();
}

function elsewhereParts({address}) {
  return messageParts(
    say("elsewhere_title"),
    element("p", {class: "text"}, say("elsewhere_why")),
    element("p", {class: "address"}, address),
    actionParts(againPart()),
  );
}

function otherRoleParts({roles, role}) {
  const names = roles.map((one) => say(`role_${one}`).replaceAll(" ", "\u00a0"));
  return messageParts(
    say("other_title", {roles: names.join(", ")}),
    element("p", {class: "text"}, say("other_why", {role: say(`role_${role}`)})),
    actionParts(logOutParts("btn p"), ownPagePart("btn")),
  );
}

function notSetUpParts({role}) {
  return messageParts(
    say("not_set_up_title"),
    element("p", {class: "text"}, say("not_set_up_why")),
    actionParts(role === "organiser" ? ownPagePart("btn p") : againPart(), logOutParts("btn")),
  );
}

const actionParts = (...parts) => element("div", {class: "actions"}, parts);

const againPart = () => button(say("try_again"), "again", () => location.reload(), {class: "btn p", "data-first": true});

const ownPagePart = (look) => element("a", {class: look, href: `/?lang=${language}`}, say("own_page"));

function logOutParts(look) {
  const entry = {problem: problemPart()};
  return [button(say("log_out"), null, () => logOut(entry), {class: look, "data-first": true}), entry.problem];
}

async function logOut(entry) {
  const reply = await post(entry, "/api/logout", {});
  if (!reply) return;
  if (reply.status === 200) location.reload();
  else showProblem(entry, reply.message);
}

function messageParts(title, ...parts) {
  return element("section", {class: "sheet one"}, element("h1", {}, title), parts);
}

function pinField(autocomplete) {
  return element("input", {
    type: "password",
    autocomplete,
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    maxlength: "200",
    enterkeyhint: "go",
  });
}

// A field nobody can read over the shoulder, with a switch that shows what Unikey or Caps Lock have made of it.
function secretPart(input, label, others = []) {
  const hint = element("p", {class: "hint"});
  const turn = button("", null, () => turnOver([input, ...others], turn), {class: "btn show"});
  const look = (event) => drawHint(hint, input, event.getModifierState?.("CapsLock"));
  for (const kind of ["input", "keydown", "keyup"]) input.addEventListener(kind, look);
  input.toggleAttribute("data-first", true);
  drawSwitch(turn, false);
  drawHint(hint, input, false);
  const named = element("label", {}, element("span", {}, label), input);
  return {input, part: element("div", {class: "secret"}, named, turn, hint)};
}

function turnOver(inputs, turn) {
  const isShown = inputs[0].type === "password";
  for (const input of inputs) input.type = isShown ? "text" : "password";
  drawSwitch(turn, isShown);
  inputs[0].focus();
}

function drawSwitch(turn, isShown) {
  turn.setAttribute("aria-pressed", String(isShown));
  turn.replaceChildren(icon("eye"), say(isShown ? "hide" : "show"));
}

function drawHint(hint, input, isCapsOn) {
  const key = /[^\x20-\x7e]/.test(input.value) ? "accents" : isCapsOn ? "caps_on" : "unikey";
  if (hint.dataset.key === key) return;
  hint.dataset.key = key;
  hint.replaceChildren(icon(key === "unikey" ? "keyboard" : "warning"), element("span", {}, say(key)));
}

function notePart(sign, text) {
  return element("p", {class: "note"}, icon(sign, 26), element("span", {}, text));
}

const problemPart = () => element("p", {class: "problem", role: "alert", hidden: true});

function showProblem({problem}, text, field) {
  problem.hidden = !text;
  problem.replaceChildren(icon("warning"), element("span", {}, text));
  field?.focus();
  field?.select();
}

function submit(event, send) {
  event.preventDefault();
  send();
}

// Null while the one before is still asked. Its message is the server's sentence, in this page's language.
async function post(entry, path, body) {
  if (entry.isAsking) return null;
  entry.isAsking = true;
  try {
    const response = await fetch(`${path}?lang=${language}`, {
      method: "POST",
      headers: {"Content-Type": "application/json"},
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const {message} = await response.json();
    return {status: response.status, message, wait: Number(response.headers.get("Retry-After"))};
  } catch {
    return {status: 0, message: say("offline")};
  } finally {
    entry.isAsking = false;
  }
}

function readRole() {
  try {
    return localStorage.getItem(ROLE_KEY);
  } catch {
    return null;
  }
}

function keepRole(role) {
  try {
    localStorage.setItem(ROLE_KEY, role);
  } catch {
    // not remembered, and that is all
  }
}

function scansWaiting() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(QUEUE_KEY)).length;
  } catch {
    return 0;
  }
}
