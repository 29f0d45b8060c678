// The desk's camera: opening it, losing it and finding it again; its picture, and the strip that says what goes on.

const REOPEN_MS = [500, 1000, 2000, 5000];
const CORNER_ROOM_PX = 16;
const NARROW = window.matchMedia("(max-width: 760px)");
const CHOSEN_KEY = "khaimac.camera"; // which one, in this browser
const WAS_ON_KEY = "khaimac.camera_on"; // in this tab

// what the browser says -> how the failure is called; anything else is "broken"
const FAILURES = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};
const MENDED_BY_PLUGGING = ["none", "busy", "gone"];

// look: off | starting | on, or why there is no picture: insecure | denied | none | busy | gone | broken
function buildCamera(desk) {
  const camera = {
    look: "off",
    stream: null,
    attempt: null,
    reopenings: 0,
    scanId: randomId(),
    awayUntil: 0,
    ...freshSight(),
    ...cameraParts(desk),
  };
  const {video, picture, corners, said, hintText, torch, chooser, power} = camera;
  video.muted = true;
  picture.append(video, corners, said);
  camera.root.append(picture, element("div", {class: "strip"}, hintText, torch, chooser, power));
  video.addEventListener("resize", () => placeCorners(camera));
  new ResizeObserver(() => placeCorners(camera)).observe(picture);
  return camera;
}

function cameraParts(desk) {
  const choice = element("select", {onchange: () => chooseCamera(desk)});
  return {
    root: element("section", {class: "camera"}),
    picture: element("div", {class: "picture"}),
    video: element("video", {autoplay: true, playsinline: true, disablepictureinpicture: true}),
    canvas: document.createElement("canvas"),
    tracer: element("canvas", {width: TRACE_PX, height: TRACE_PX}).getContext("2d", {willReadFrequently: true}),
    trace: null,
    movesUntil: 0,
    corners: element("div", {class: "corners"}, element("i"), element("i"), element("i"), element("i")),
    said: element("div", {class: "said", role: "alert", hidden: true}),
    retry: button("", null, () => openCamera(desk), {class: "btn retry"}),
    hintText: element("span", {class: "hint", role: "status"}),
    torch: button("", null, () => switchTorch(desk), {class: "tool torch", hidden: true, "aria-pressed": "false"}),
    choice,
    chooser: element("label", {class: "tool chooser", hidden: true}, icon("swap"), choice),
    power: button("", null, () => switchCamera(desk), {class: "tool power"}),
  };
}

// On a laptop in the rail, on a phone over the verdict; moved as a whole, so that the picture goes on.
function placeCamera(desk) {
  const {stage, rail, camera} = desk;
  if (!stage) return;
  if (NARROW.matches) stage.prepend(camera.root);
  else rail.title.before(camera.root);
}

function startCamera(desk) {
  desk.cameraNews = [
    [NARROW, "change", () => placeCamera(desk)],
    [document, "visibilitychange", () => seeAgain(desk)],
    [navigator.mediaDevices, "devicechange", () => replug(desk)],
  ].filter(([target]) => target);
  desk.cameraNews.forEach(([target, kind, hear]) => target.addEventListener(kind, hear));
  resumeCamera(desk);
}

function stopCamera(desk) {
  desk.cameraNews.forEach(([target, kind, hear]) => target.removeEventListener(kind, hear));
  closeStream(desk.camera);
  showLook(desk, "off");
}

// It was on before this reload: on again, unless the browser would ask the volunteer out of the blue.
async function resumeCamera(desk) {
  if (!wasOn()) return;
  const permission = await navigator.permissions?.query({name: "camera"}).catch(() => null);
  if (permission?.state === "granted" && desk.camera.look === "off") openCamera(desk);
}

function switchCamera(desk) {
  const isTurnedOn = desk.camera.look === "off";
  rememberOn(isTurnedOn);
  if (isTurnedOn) wakeSound(); // sounds need a tap, and this is one
  if (isTurnedOn) return openCamera(desk);
  closeStream(desk.camera);
  showLook(desk, "off");
}

async function openCamera(desk) {
  const {camera} = desk;
  const attempt = {};
  closeStream(camera);
  camera.attempt = attempt;
  if (!navigator.mediaDevices) return showLook(desk, window.isSecureContext ? "broken" : "insecure");
  if (camera.look !== "gone") showLook(desk, "starting");
  try {
    const stream = await askForStream(readKept(CHOSEN_KEY, ""));
    if (camera.attempt === attempt) takeStream(desk, stream);
    else stopTracks(stream);
  } catch (error) {
    if (camera.attempt === attempt) failToOpen(desk, FAILURES[error.name] ?? "broken");
  }
}

async function askForStream(chosen) {
  const ask = (which) =>
    navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {...which, width: {ideal: 1280}, height: {ideal: 720}, advanced: [{focusMode: "continuous"}]},
    });
  const anyCamera = {facingMode: {ideal: "environment"}};
  if (!chosen) return ask(anyCamera);
  return ask({deviceId: {exact: chosen}}).catch((error) => {
    if (FAILURES[error.name] !== "none") throw error;
    return ask(anyCamera);
  });
}

// A camera that was taken away is tried again by itself; one that could not be opened waits for a hand.
function failToOpen(desk, failure) {
  if (desk.camera.look === "gone" && failure !== "denied") loseStream(desk);
  else showLook(desk, failure);
}

function takeStream(desk, stream) {
  const {camera} = desk;
  const [track] = stream.getVideoTracks();
  Object.assign(camera, {stream, track, reopenings: 0, ...freshSight()});
  track.addEventListener("ended", () => camera.stream === stream && loseStream(desk));
  camera.video.srcObject = stream;
  // A camera that does not say where it looks is a webcam over a screen: who aims by the picture wants a mirror.
  camera.picture.classList.toggle("mirrored", track.getSettings().facingMode !== "environment");
  camera.torch.hidden = !track.getCapabilities?.().torch;
  camera.torch.setAttribute("aria-pressed", "false");
  showLook(desk, "on");
  fillChooser(camera);
  stayAwake(camera);
  watch(desk);
}

function loseStream(desk) {
  const {camera} = desk;
  const pause = REOPEN_MS[Math.min(camera.reopenings, REOPEN_MS.length - 1)];
  closeStream(camera);
  camera.reopenings += 1;
  camera.reopenTimer = setTimeout(openCamera, pause, desk);
  showLook(desk, "gone");
}

function closeStream(camera) {
  clearTimeout(camera.reopenTimer);
  camera.wakeLock?.release();
  stopTracks(camera.stream);
  Object.assign(camera, {attempt: null, stream: null, track: null, wakeLock: null});
  camera.video.srcObject = null;
}

const stopTracks = (stream) => stream?.getTracks().forEach((track) => track.stop());

function replug(desk) {
  if (MENDED_BY_PLUGGING.includes(desk.camera.look)) openCamera(desk);
  else if (desk.camera.stream) fillChooser(desk.camera);
}

function seeAgain(desk) {
  if (!document.hidden && desk.camera.stream) stayAwake(desk.camera);
  drawHint(desk);
}

// The screen stays lit while the camera is on. Where that is refused it may go dark, no more.
async function stayAwake(camera) {
  const {stream} = camera;
  const lock = await navigator.wakeLock?.request("screen").catch(() => null);
  if (camera.stream === stream) camera.wakeLock = lock;
  else lock?.release();
}

async function fillChooser(camera) {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter(({kind}) => kind === "videoinput");
  const current = camera.track?.getSettings().deviceId;
  camera.chooser.hidden = cameras.length < 2;
  camera.choice.replaceChildren(
    ...cameras.map(({deviceId, label}, place) =>
      element(
        "option",
        {value: deviceId, selected: deviceId === current},
        label || say("camera_number", {number: place + 1}),
      ),
    ),
  );
}

function chooseCamera(desk) {
  keep(CHOSEN_KEY, desk.camera.choice.value);
  desk.camera.choice.blur();
  openCamera(desk);
}

async function switchTorch({camera}) {
  const isLit = camera.torch.getAttribute("aria-pressed") === "true";
  try {
    await camera.track.applyConstraints({advanced: [{torch: !isLit}]});
    camera.torch.setAttribute("aria-pressed", String(!isLit));
  } catch {
    camera.torch.hidden = true;
  }
}

function showLook(desk, look) {
  desk.camera.look = look;
  drawCamera(desk);
  if (desk.face?.kind === "idle") setFace(desk, idleFace());
}

const isCameraOn = ({camera}) => camera.look === "on";
const hasFailed = ({look}) => !["off", "starting", "on"].includes(look);

function drawCamera(desk) {
  const {camera} = desk;
  const isOff = camera.look === "off";
  desk.root.toggleAttribute("data-camera", !isOff);
  camera.root.dataset.look = camera.look;
  camera.video.setAttribute("aria-label", say("camera_picture"));
  camera.choice.setAttribute("aria-label", say("camera_choose"));
  camera.torch.replaceChildren(icon("torch"), element("span", {}, say("camera_torch")));
  camera.torch.setAttribute("aria-label", say("camera_torch"));
  camera.retry.replaceChildren(icon("again"), say("camera_retry"));
  camera.power.replaceChildren(icon(isOff ? "camera" : "cross"), element("span", {}, say("camera_on")));
  camera.power.setAttribute("aria-label", say(isOff ? "camera_on" : "camera_off"));
  if (!camera.stream) camera.torch.hidden = camera.chooser.hidden = true;
  drawFailure(camera);
  drawHint(desk);
  if (!desk.name) return;
  drawSearch(desk);
  drawFoot(desk);
}

function drawFailure(camera) {
  const {look, said, retry} = camera;
  said.hidden = !hasFailed(camera);
  if (said.hidden) return said.replaceChildren();
  const words = [element("b", {}, say(`camera_${look}`)), element("p", {}, say(`camera_${look}_do`))];
  said.replaceChildren(...words, element("p", {}, say("camera_instead")), look === "insecure" ? "" : retry);
}

// What the strip says: kind -> [sign, look]
const HINTS = {
  aim: ["scanner", ""],
  starting: ["queue", ""],
  blank: ["warning", "warn"],
  foreign: ["warning", "warn"],
  several: ["warning", "warn"],
  hidden: ["queue", ""],
  testing: ["queue", ""],
  acting: ["queue", ""],
  muted: ["warning", "warn"],
  offline: ["warning", "cut"],
  error: ["warning", "cut"],
  login: ["warning", "cut"],
  role: ["warning", "cut"],
  busy: ["queue", "warn"],
  resending: ["queue", "warn"],
  early: ["warning", "cut"],
  refused: ["warning", "warn"],
};

function drawHint(desk) {
  const {camera} = desk;
  const kind = hintKind(desk);
  const [sign, look] = HINTS[kind];
  camera.root.dataset.tone = look;
  showSign(camera.hintText, sign, kind === "refused" ? camera.refusal : say(`frame_${kind}`), look);
}

function hintKind(desk) {
  const {look, trouble, refusal, hint} = desk.camera;
  if (look !== "on") return hasFailed(desk.camera) ? "blank" : "starting";
  return whyResting(desk) || trouble || (refusal ? "refused" : hint || "aim");
}

// The marks stand where the frame is cut out, as far as that can be seen.
function placeCorners({video, picture, corners}) {
  const scale = Math.max(picture.clientWidth / video.videoWidth, picture.clientHeight / video.videoHeight);
  const side = (room) => `${Math.min(CROP_PX * scale, room - CORNER_ROOM_PX)}px`;
  if (Number.isFinite(scale))
    Object.assign(corners.style, {width: side(picture.clientWidth), height: side(picture.clientHeight)});
}

function wasOn() {
  try {
    return sessionStorage.getItem(WAS_ON_KEY) === "yes";
  } catch {
    return false;
  }
}

function rememberOn(isOn) {
  try {
    if (isOn) sessionStorage.setItem(WAS_ON_KEY, "yes");
    else sessionStorage.removeItem(WAS_ON_KEY);
  } catch {
    // then it stays off after a reload
  }
}
