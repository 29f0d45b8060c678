// What the stage manager says to screens: the message on the speaker's monitor, its blackout, the hall's picture.

const PHRASES = ["screens_phrase_5", "screens_phrase_1", "screens_phrase_end"];
const PICTURES = {live: ["show_hall", "screens_live"], held: ["hold_hall", "screens_hold"], blank: ["blank_hall", "screens_blank"]};
const CALLS = {by_batch: ["call_by_batch", "screens_by_batch"], by_name: ["call_by_name", "screens_by_name"]};
const LONGEST_MESSAGE = 200;

function drawScreens(panel, state, words, send) {
  const screens = panel.screens ?? buildScreens(panel, words, send);
  const {message, message_shown: isShown, black: isBlack, hall, by_name: byName} = state.screens;
  screens.message = message;
  showText(screens.seen, speakerText(state.screens, words));
  screens.seen.classList.toggle("on", isBlack || isShown);
  screens.hide.disabled = !isShown;
  screens.black.setAttribute("aria-pressed", String(isBlack));
  showText(screens.black.lastChild, isBlack ? words.screens_light : words.screens_black);
  screens.act = isBlack ? "light_up" : "black_out";
  markChosen(screens.pictures, hall);
  markChosen(screens.calls, byName ? "by_name" : "by_batch");
  showText(screens.hall, hallText(state.screens.shows, words));
  checkMessage(screens);
}

function buildScreens(panel, words, send) {
  const turn = async (act, more = {}) => {
    const answer = await send("/api/screens", {act, ...more});
    screens.problem.hidden = Boolean(answer?.accepted);
    showText(screens.problem, answer ? answer.message : words.panel_trouble);
    return answer;
  };
  const screens = {turn, ...messageParts(words, (act) => sayMessage(screens, act))};
  screens.black = button(words.screens_black, "ring", () => turn(screens.act));
  const choice = ([name, [act, word]]) => [name, button(words[word], null, () => turn(act))];
  screens.pictures = Object.fromEntries(Object.entries(PICTURES).map(choice));
  screens.calls = Object.fromEntries(Object.entries(CALLS).map(choice));
  screens.hall = element("p", {class: "seen", role: "status"});
  screens.problem = element("p", {class: "problem", role: "alert", hidden: true});
  panel.screens = screens;
  panel.classList.add("agenda_panel");
  panel.replaceChildren(
    element("header", {}, element("h2", {}, words.screens_title)),
    screens.problem,
    element(
      "section",
      {},
      element("h3", {}, words.screens_speaker),
      screens.form,
      screens.seen,
      element("div", {class: "buttons"}, screens.black),
    ),
    element(
      "section",
      {},
      element("h3", {}, words.screens_hall),
      element("div", {class: "buttons choice"}, Object.values(screens.pictures)),
      screens.hall,
      element("h3", {}, words.screens_calling),
      element("div", {class: "buttons choice"}, Object.values(screens.calls)),
    ),
  );
  return screens;
}

function markChosen(buttons, chosen) {
  for (const [name, node] of Object.entries(buttons)) node.setAttribute("aria-pressed", String(name === chosen));
}

function messageParts(words, press) {
  const input = element("input", {
    type: "text", maxlength: String(LONGEST_MESSAGE), autocomplete: "off", onkeydown: (event) => event.stopPropagation(),
  });
  const parts = {
    input,
    show: element("button", {type: "submit", class: "btn strong"}, words.screens_show),
    flash: button(words.screens_flash, null, () => press("flash_message")),
    hide: button(words.screens_hide, null, () => press("hide_message")),
    seen: element("p", {class: "seen", role: "status"}),
  };
  const take = (phrase) => {
    input.value = phrase;
    input.dispatchEvent(new Event("input", {bubbles: true}));
    parts.show.focus();
  };
  const phrases = PHRASES.map((key) => button(words[key], null, () => take(words[key])));
  parts.form = element(
    "form",
    {
      oninput: () => checkMessage(parts),
      onsubmit: (event) => {
        event.preventDefault();
        press("show_message");
      },
    },
    element("div", {class: "buttons phrases"}, phrases),
    element("label", {}, element("span", {}, words.screens_message), input),
    element("div", {class: "buttons"}, parts.show, parts.flash, parts.hide),
  );
  return parts;
}

// With nothing typed the message kept so far is shown again.
async function sayMessage(screens, act) {
  const text = act === "hide_message" ? "" : screens.input.value.trim();
  const answer = await screens.turn(act, text ? {text} : {});
  if (answer?.accepted && text && screens.input.value.trim() === text) screens.input.value = "";
  screens.message = text || screens.message;
  checkMessage(screens);
}

function checkMessage(screens) {
  screens.show.disabled = screens.flash.disabled = !(screens.input.value.trim() || screens.message);
}

function speakerText({message, message_shown: isShown, black: isBlack}, words) {
  if (isBlack) return words.screens_is_black;
  return isShown ? filledIn(words.screens_shown, {text: message}) : words.screens_hidden;
}

function hallText({picture, title_vi, title_en, speaker, names = []}, words) {
  if (picture === "blank") return words.screens_shows_nothing;
  const title = document.documentElement.lang === "en" ? title_en || title_vi : title_vi;
  const called = names.map(({text}) => text.replaceAll("\n", " ")).join(" · ");
  const who = called || (speaker && `${speaker.honorific} ${speaker.name}`.trim());
  return filledIn(words.screens_shows, {what: who ? `${title} – ${who}` : title});
}
