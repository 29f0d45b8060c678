// A console from Streamlit's first call to its last: the live line, the clock that draws, the keys. Joined last but one.
//
// A page defines buildStage(), furnish(stage), takeState(stage, state), takeKey(stage, event), drawAll(stage), tick(stage).

let stage = null; // one for each tab; it outlives Streamlit's redrawing of the page

export default function show(component) {
  const before = language;
  speak(component);
  stage ??= buildStage();
  if (!component.parentElement.contains(stage.root)) component.parentElement.append(stage.root);
  if (!stage.isBuilt || before !== language) furnish(stage);
  startStage(stage);
  return () => stage.root.isConnected || stopStage(stage); // Streamlit may clean up late, while it still stands
}

function startStage(stage) {
  stage.live = connectLive({
    view: "mc",
    identify: words.identify,
    onState: (state) => takeState(stage, state),
    onBeat: ({lost_screens}) => drawLostScreens(stage, lost_screens ?? []),
    onLost: () => drawLine(stage),
    onBack: () => drawLine(stage),
  });
  tick(stage);
  if (stage.isStarted) return;
  stage.isStarted = true;
  stage.timer = setInterval(tick, 100, stage);
  stage.onKey = (event) => takeKey(stage, event);
  stage.onPress = (event) => keepKeys(event);
  stage.onLook = () => document.hidden || stayAwake(stage);
  document.addEventListener("keydown", stage.onKey, true);
  stage.root.addEventListener("mousedown", stage.onPress);
  document.addEventListener("visibilitychange", stage.onLook);
  stayAwake(stage);
}

function stopStage(stage) {
  clearInterval(stage.timer);
  document.removeEventListener("keydown", stage.onKey, true);
  stage.root.removeEventListener("mousedown", stage.onPress);
  document.removeEventListener("visibilitychange", stage.onLook);
  stage.lock?.release();
  stage.live.stop();
  stage.isStarted = false;
}

function drawLine(stage) {
  stage.root.dataset.live = stage.live.isLost ? "lost" : "on";
  if (stage.agenda) drawAll(stage);
  else tick(stage);
}

// A pressed button must not keep the keyboard: the next blank is for GO.
function keepKeys(event) {
  if (!event.target.closest("button")) return;
  event.preventDefault();
  document.activeElement?.blur();
}

async function stayAwake(stage) {
  try {
    stage.lock = await navigator.wakeLock?.request("screen");
  } catch {
    // a tablet low on power refuses
  }
}
