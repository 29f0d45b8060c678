// The desk's head and foot: which conference, whose desk, the hour or the age of the figures; scanner, server, queue, sound.

function buildHead(desk) {
  desk.head = {
    conference: element("span", {class: "conf"}),
    clock: element("strong", {class: "clock"}),
    flags: element("div", {class: "flags", hidden: true}),
    menu: button("", null, () => openMenu(desk), {class: "btn menu"}),
  };
  const title = element("b", {}, say("page_title"));
  const here = element("span", {class: "here"}, say("desk", {desk: desk.name}));
  const right = element("div", {class: "r"}, desk.head.menu, here, desk.short_figure, desk.head.clock);
  return [element("header", {class: "bar"}, icon("sign", 30), title, desk.head.conference, right), desk.head.flags];
}

function drawHead(desk) {
  const {conference, phase, open_cases} = desk.state;
  const flags = [
    phase === "rehearsal" && !isEarly() && ["rehearsal", {}],
    memoryNews(),
    conference.demo && ["demo", {}],
  ].filter(Boolean);
  showText(desk.head.conference, conference.name);
  desk.head.menu.replaceChildren(
    icon("menu"),
    element("span", {class: "long"}, say("other_things")),
    open_cases ? element("b", {class: "count"}, String(open_cases)) : "",
  );
  desk.head.menu.setAttribute(
    "aria-label",
    open_cases ? `${say("other_things")}. ${say("cases", {count: open_cases})}` : say("other_things"),
  );
  desk.head.flags.replaceChildren(
    ...flags.map(([key, fields]) =>
      element("span", {class: key}, element("b", {}, say(key, fields)), element("span", {}, say(`${key}_what`, fields))),
    ),
  );
  desk.head.flags.hidden = !flags.length;
  desk.root.classList.toggle("flagged", flags.length > 0);
  drawClock(desk);
}

function drawClock(desk) {
  const now = desk.live.serverNow();
  const heard = now && new Date(now.getTime() - desk.live.age());
  showText(desk.head.clock, !now ? "–" : desk.isCut ? say("figures_of", {time: hourOf(heard)}) : hourOf(now));
}

function buildFoot(desk) {
  desk.foot = {
    root: element("footer", {class: "foot"}),
    scanner: element("span", {class: "scanner"}),
    server: element("span", {class: "server"}),
    queue: element("span", {class: "queue"}),
    camera: button("", null, () => switchCamera(desk), {class: "camera_switch"}),
    sound: button(
      "",
      null,
      () => {
        switchSound();
        drawFoot(desk);
      },
      {class: "sound"},
    ),
  };
  const {root, scanner, server, queue, camera, sound} = desk.foot;
  root.append(scanner, server, queue, camera, sound);
  return root;
}

function drawFoot(desk) {
  if (!desk.foot) return;
  const {root, scanner, server, queue, camera, sound} = desk.foot;
  const isHeard = document.hasFocus();
  root.classList.toggle("paused", !isHeard);
  showSign(
    scanner,
    isHeard ? "scanner" : "warning",
    say(isHeard ? "scanner_listens" : "scanner_paused"),
    isHeard ? "on" : "off",
  );
  showSign(server, ...serverState(desk));
  showSign(queue, "", queueText(desk), unanswered(desk.name).length || desk.sentText ? "news" : "");
  showSign(camera, "camera", say(desk.camera.look === "off" ? "camera_on" : "camera_off"), "");
  showSign(sound, isSoundOn() ? "sound" : "mute", say(isSoundOn() ? "sound_on" : "sound_off"), "");
}

function serverState(desk) {
  const age = desk.live.age();
  const seconds = Math.round(age / 1000);
  if (isDenied(desk)) return ["cross", say(`trouble_${desk.cut}`), "bad"];
  if (desk.live.isLost) return ["cross", say("server_silent", {time: durationText(seconds)}), "bad"];
  if (desk.trouble) return ["cross", say(`trouble_${desk.trouble}`), "bad"];
  return ["signal", age < FRESH_MS ? say("server_answers") : say("figures_age", {seconds}), "on"];
}

const durationText = (seconds) =>
  seconds < 60 ? say("seconds", {seconds}) : say("minutes", {minutes: Math.floor(seconds / 60)});

function queueText(desk) {
  const count = unanswered(desk.name).length;
  if (count) return say("scans_wait", {count});
  return desk.sentText || say("nothing_waits");
}

// Drawn each half second: touched only when it changes, so that a finger or the focus on it is never lost.
function showSign(node, sign, text, look) {
  if (node.dataset.sign === sign && node.lastChild?.textContent === text && node.dataset.look === look) return;
  Object.assign(node.dataset, {sign, look});
  node.replaceChildren(...(sign ? [icon(sign)] : []), element("span", {}, text));
}
