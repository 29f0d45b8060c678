// The head of a console: the clock, late or early in words, what the day is, screens that went silent, the line's age.

function buildHead(stage) {
  const {head} = stage;
  return element(
    "header",
    {class: "bar"},
    icon("sign", 30),
    element("b", {}, say("page_title")),
    head.clock,
    head.lateness,
    head.end,
    element("div", {class: "r"}, head.flags, head.screens, head.link),
  );
}

function headParts() {
  return {
    clock: element("strong", {class: "clock"}),
    lateness: element("span", {class: "lateness"}),
    end: element("span", {class: "end"}),
    flags: element("span", {class: "flags"}),
    screens: element("span", {class: "screens"}),
    link: element("span", {class: "link"}),
  };
}

function drawHead({head, state, agenda}) {
  const flags = [state.phase === "rehearsal" && "rehearsal", state.conference?.demo && "demo"].filter(Boolean);
  draw(head.lateness, agenda.lateness, latenessSign);
  draw(head.flags, flags, () => flags.map((flag) => element("b", {class: flag}, say(flag))));
}

function latenessSign(minutes) {
  if (minutes === null) return null;
  if (minutes === 0) return sign("tick", say("on_time"), "ok");
  const time = minutesText(Math.abs(minutes));
  return minutes > 0 ? sign("late", say("late", {time}), "warn") : sign("early", say("early", {time}));
}

function drawLostScreens({head}, names) {
  draw(head.screens, names, () => names.map((name) => sign("broken", say(`lost_${name}`), "bad")));
}

function drawClock({head, live}) {
  const now = live.serverNow();
  showText(head.clock, now && !live.isLost ? hourOf(now) : NO_DIGITS);
  draw(head.link, linkState(live), ([name, text, look]) => sign(name, text, look));
}

function linkState(live) {
  const heard = live.serverNow() && hourOf(live.serverNow() - live.age());
  const figures = (key) => (heard ? say(key, {time: heard}) : say(`${key}_never`));
  if (live.denied) return ["broken", figures("denied"), "bad"];
  if (live.isLost) return ["broken", figures("lost"), "bad"];
  return ["signal", say("age", {seconds: Math.max(1, Math.ceil(live.age() / 1000))}), "ok"];
}
