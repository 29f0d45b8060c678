// What the camera sees: eight times a second the middle of its picture goes to the server, which reads the badge in it;
// more often while something moves there, for then a badge is being held up.
// Nothing is kept here: a badge held up while the server is away is lost, so the strip under the picture says so.

const CROP_PX = 600; // cut out, never shrunk: shrinking loses a seventh of the badges
const FRAME_MS = 125;
const MOVING_FRAME_MS = 40;
const MOVES_MS = 300; // a badge that has come to rest is still being brought into focus
const TRACE_PX = 24; // the picture's trace: so small that noise is gone
const MOVED = 4; // of 255, on average
const FRAME_QUALITY = 0.6;
const FRAME_ANSWER_MS = 2000;
const FRAME_PAUSE_MS = 500; // after a frame that was not answered
const HINT_MS = 1000; // one unread frame does not make the view clear
const PUT_AWAY_MS = 3000;

// milliseconds of vibration and rest; they differ as the sounds do
const BUZZES = {
  welcome: [80],
  attention: [80, 80, 160],
  already: [110, 90, 110],
  refused: [450],
};

const freshSight = () => ({trouble: "", refusal: "", hint: "", hintAt: 0});

// One frame in flight. It ends with the stream it began with.
async function watch(desk) {
  const {camera} = desk;
  const {stream} = camera;
  for (let next = performance.now(); camera.stream === stream; ) {
    const pause = canLook(desk) ? await sendFrame(desk) : FRAME_MS;
    drawHint(desk);
    next = Math.max(next + pause, performance.now());
    await new Promise((resume) => setTimeout(resume, next - performance.now()));
  }
}

function canLook(desk) {
  const {video} = desk.camera;
  if (video.paused) video.play().catch(() => {}); // it pauses when the page takes it out for a moment
  return desk.name && video.videoWidth && !whyResting(desk);
}

function whyResting(desk) {
  if (document.hidden) return "hidden";
  if (isSelfTesting(desk)) return "testing";
  if (performance.now() < desk.camera.awayUntil) return "acting";
  return desk.camera.track.muted ? "muted" : "";
}

// A badge still in view must not undo an undoing: while something is done to a delegate, and until it can be put away.
function lookAway(desk, time) {
  desk.camera.awayUntil = performance.now() + time;
}

// The pause until the next frame.
async function sendFrame(desk) {
  const {camera} = desk;
  const {scanId} = camera;
  const asked = {desk: desk.name, scan_id: scanId};
  const post = {method: "POST", headers: {"Content-Type": "image/jpeg"}, body: await cutOut(camera)};
  const reply = await afterKept(() => request(`/api/frame?${new URLSearchParams(asked)}`, post, FRAME_ANSWER_MS));
  keepAcknowledged("/api/frame", {...asked, way: "camera"}, reply.answer);
  takeSight(desk, reply, scanId);
  return reply.answer ? untilNext(camera, reply.answer) : (reply.wait ?? FRAME_PAUSE_MS);
}

function untilNext(camera, {verdict}) {
  if (hasMoved(camera)) camera.movesUntil = performance.now() + MOVES_MS;
  return !verdict && performance.now() < camera.movesUntil ? MOVING_FRAME_MS : FRAME_MS;
}

function hasMoved(camera) {
  const before = camera.trace;
  camera.tracer.drawImage(camera.canvas, 0, 0, TRACE_PX, TRACE_PX);
  camera.trace = camera.tracer.getImageData(0, 0, TRACE_PX, TRACE_PX).data.filter((_, place) => place % 4 === 1);
  const changes = camera.trace.map((value, place) => Math.abs(value - (before?.[place] ?? value)));
  return changes.reduce((total, change) => total + change, 0) > MOVED * changes.length;
}

function cutOut({video, canvas}) {
  const {videoWidth, videoHeight} = video;
  const width = Math.min(videoWidth, CROP_PX);
  const height = Math.min(videoHeight, CROP_PX);
  Object.assign(canvas, {width, height});
  canvas
    .getContext("2d")
    .drawImage(video, (videoWidth - width) / 2, (videoHeight - height) / 2, width, height, 0, 0, width, height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", FRAME_QUALITY));
}

// The same scan id until its verdict was heard: an admission whose answer was lost is then answered again.
function takeSight(desk, {answer, refusal, error, trouble}, scanId) {
  const {camera} = desk;
  const isUsedUp = answer?.verdict || error === "scan_id_reused"; // reused: another badge was held up meanwhile
  if (isUsedUp) camera.scanId = randomId();
  camera.trouble = trouble ?? "";
  camera.refusal = isUsedUp ? "" : (refusal ?? "");
  if (answer) noteHint(camera, answer);
  if (answer?.verdict) showSeen(desk, answer, scanId);
}

function noteHint(camera, {verdict, seen, ours}) {
  const now = performance.now();
  if (verdict || now - camera.hintAt > HINT_MS) camera.hint = "";
  if (verdict || !seen) return;
  Object.assign(camera, {hint: ours ? "several" : "foreign", hintAt: now});
}

function showSeen(desk, answer, scan_id) {
  if (answer.repeat) return takeFigures(desk, answer); // still in view
  const scan = {scan_id, desk: desk.name, way: "camera", at: venueStamp(desk.live.serverNow() ?? Date.now())};
  clearTimeout(desk.slowTimer);
  desk.current = scan_id;
  stepBack(desk);
  showVerdict(desk, answer, scan);
  navigator.vibrate?.(BUZZES[desk.face.tone]);
}
