// "Other things": a walk-in, the cases only a person closes, the keyboard's self-test, another desk or language.

const CASE_REASONS = ["reason_checked_on_paper", "reason_sent_to_support", "reason_trial"];
const CATEGORIES = ["guest", "exemplary", "staff", "press", "driver"];

function openMenu(desk) {
  const others = desk.state.desks.filter((name) => name !== desk.name);
  openPanel(desk, "menu", say("other_things"), [
    element(
      "div",
      {class: "choices"},
      choicePart("person", "walk_in", "walk_in_what", () => openWalkIn(desk)),
      choicePart("warning", "cases", "cases_what", () => openCases(desk), {count: desk.state.open_cases}),
      choicePart("paper", "paper_entry", "paper_entry_what", () => {
        closePanel(desk);
        focusSearch(desk);
      }),
      choicePart("keyboard", "self_test", "self_test_what", () => openSelfTest(desk)),
      choicePart("queue", "kept", "kept_what", () => openKept(desk), {count: ownEntries().length}),
    ),
    element(
      "p",
      {class: "text"},
      say("other_desk"),
      " ",
      others.map((name) => deskLink(name)),
    ),
    element(
      "p",
      {class: "text"},
      element("a", {class: "btn", href: urlOf(desk.name, language === "vi" ? "en" : "vi")}, say("other_language")),
      " ",
      button(say("log_out"), null, () => openLogOut(desk)),
    ),
  ]);
}

function choicePart(sign, key, what, open, fields = {}) {
  return element(
    "button",
    {type: "button", class: "choice", onclick: open},
    icon(sign, 28),
    element("b", {}, say(key, fields)),
    element("span", {}, say(what)),
  );
}

function urlOf(desk, spoken) {
  const query = new URLSearchParams(location.search);
  query.set("desk", desk);
  query.set("lang", spoken);
  return `?${query}`;
}

const deskLink = (name) => element("a", {class: "btn", href: urlOf(name, language)}, say("desk", {desk: name}));

function openWalkIn(desk) {
  const fields = {
    name: field(say("full_name"), {maxlength: "120"}),
    position: field(say("position"), {maxlength: "200"}),
    unit: field(say("unit"), {maxlength: "200"}),
  };
  const category = choiceOf(CATEGORIES);
  const enrol = once(desk, "/api/walk_in", (answer) =>
    showAdmission(desk, answer, {name: fields.name.input.value.trim()}),
  );
  const send = () => enrol({...valuesOf(fields), category: category.value()});
  openPanel(
    desk,
    "walk_in",
    say("walk_in"),
    [
      element("p", {class: "text"}, say("walk_in_places")),
      formPart(fields, ["name"], say("admit_walk_in"), send, [category.part]),
    ],
    say("walk_in"),
  );
  fields.name.input.focus();
}

function choiceOf(categories) {
  const buttons = categories.map((category) =>
    button(say(`category_${category}`), null, () => choose(category), {"data-value": category}),
  );
  const choose = (category) =>
    buttons.forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.value === category)));
  choose(categories[0]);
  return {
    part: element(
      "div",
      {class: "field", role: "group", "aria-label": say("category")},
      element("span", {}, say("category")),
      element("div", {class: "reasons"}, buttons),
    ),
    value: () => buttons.find((one) => one.getAttribute("aria-pressed") === "true").dataset.value,
  };
}

async function openCases(desk, told = null) {
  const reply = await askForPanel(desk, "/api/cases");
  if (!reply) return;
  if (!reply.answer) return openPanel(desk, "cases", say("cases", {count: "?"}), [problemPart(reply)]);
  const {items, total} = reply.answer;
  openPanel(desk, "cases", say("cases", {count: total}), [
    told && element("p", {class: "told", role: "status"}, icon("info"), told),
    element("p", {class: "text"}, say(items.length ? "cases_what" : "no_cases")),
    element(
      "ul",
      {class: "cases"},
      items.map((item) => casePart(desk, item)),
    ),
  ]);
}

function casePart(desk, item) {
  const who = item.delegate
    ? [item.delegate.name, item.delegate.unit].filter(Boolean).join(", ")
    : shortened(item.text ?? "") || say("nobody_unknown");
  return element(
    "li",
    {},
    element("b", {}, who),
    element(
      "span",
      {},
      say(`case_${item.reason}`, {
        time: hourOf(item.happened_at),
        desk: item.desk,
        word: say(`word_${item.verdict}`, {seats: desk.figures.seats}),
        what: say(`act_${item.what}`),
        why: say(`why_${item.why}`),
      }),
    ),
    button(say("close_case"), "tick", () => openCase(desk, item, who)),
  );
}

function openCase(desk, item, who) {
  const close = once(desk, "/api/close_case", (answer) => desk.panel.hidden || openCases(desk, answer.message));
  openPanel(desk, "case", say("close_case"), [
    element("p", {class: "ask"}, who),
    item.delegate && item.text && element("p", {class: "text"}, item.text),
    reasonParts(CASE_REASONS, (reason) => close({case: item.case, reason})),
    element(
      "div",
      {class: "moves"},
      button(say("back"), "undo", () => openCases(desk)),
    ),
  ]);
}

// Asked once more: nobody should fall out of the desk by a slip of the hand.
function openLogOut(desk) {
  const count = waitingScans().length;
  openPanel(desk, "log_out", say("log_out"), [
    element("p", {class: "text"}, say("log_out_what")),
    count > 0 && element("p", {class: "problem", role: "alert"}, icon("queue"), say("log_out_waiting", {count})),
    element(
      "div",
      {class: "moves"},
      button(say("log_out"), "out", () => logOut(desk)),
      button(say("back"), "undo", () => openMenu(desk)),
    ),
  ]);
}

async function logOut(desk) {
  const reply = await ask("/api/logout", {});
  if (reply.answer) location.reload();
  else showProblem(desk, reply);
}

// The self-test asks nobody: it shows what the keyboard really types.
function openSelfTest(desk) {
  openPanel(desk, "self_test", say("self_test"), [
    element("p", {class: "ask"}, say("self_test_ask")),
    element("p", {class: "text"}, say("self_test_safe")),
    element("div", {class: "heard", role: "status", "aria-live": "polite"}),
  ]);
  document.activeElement?.blur();
}

const isSelfTesting = (desk) => !desk.panel.hidden && desk.panel.dataset.panel === "self_test";

function showHeard(desk, text) {
  const [result, ...advice] = judgeTyping(text.trim());
  const letters = [...text.trim().slice(0, 60)].map((letter) =>
    element("span", {class: isBadgeLetter(letter) ? "" : "odd"}, letter),
  );
  desk.panel
    .querySelector(".heard")
    .replaceChildren(
      element(
        "p",
        {class: `result_word ${result}`},
        icon(result === "clean" ? "tick" : "warning", 32),
        say(`typing_${result}`),
      ),
      element("p", {class: "letters"}, letters),
      ...advice.map((line) => element("p", {class: "text"}, line)),
    );
}

function showHalf(desk, text) {
  clearTimeout(desk.halfTimer);
  if (isSelfTesting(desk)) desk.halfTimer = setTimeout(showNoEnter, STALE_MS, desk, text);
}

function showNoEnter(desk, text) {
  desk.panel
    .querySelector(".heard")
    ?.replaceChildren(
      element("p", {class: "result_word odd"}, icon("warning", 32), say("typing_no_enter", {count: text.length})),
      element("p", {class: "text"}, say("advice_enter")),
    );
}

const isBadgeLetter = (letter) => LETTERS.includes(letter.toUpperCase());
const hasMarks = (letter) => /[đơư\u0300-\u036f]/i.test(letter.normalize("NFD")) || /[đơư]/i.test(letter);

// What arrived -> its name, then sentences of advice.
function judgeTyping(text) {
  const odd = [...new Set([...text].filter((letter) => !isBadgeLetter(letter)))];
  if (isWholeCode(text)) return ["clean", say("advice_none")];
  const rewritten = odd.length ? [say("odd_letters", {letters: odd.join(" ")})] : [];
  if (odd.some(hasMarks)) return ["unikey", ...rewritten, say("advice_unikey")];
  if (odd.length && odd.every((letter) => !/[a-z]/i.test(letter)) && text.length <= 2 * CODE_LENGTH)
    return ["layout", ...rewritten, say("advice_layout")];
  if (odd.length) return ["foreign", ...rewritten, say("advice_foreign")];
  return ["incomplete", say("letters_counted", {count: text.length}), say("advice_incomplete")];
}
