// Asks Streamlit to run a fragment again when one of `data.fields` of a live view has changed: at most one redraw under way,
// the last change wins.
// `data.drawn` names the state that is drawn; a redraw not answered in time (the server was restarted) is asked for again.

const ANSWER_MS = 3000;

export default function redraw(component) {
  const place = component.parentElement;
  const asker = (place.asker ??= {asked: null, askedAt: 0});
  asker.component = component;
  asker.live = connectLive({
    view: component.data.view,
    report: null, // the screen beside it tells of itself
    onState: () => ask(asker),
    onBeat: () => ask(asker),
    onLost: (live) => (asker.wasDenied ||= live.denied !== null),
    onBack: () => asker.wasDenied && location.reload(), // the page would be drawn for the session it began with
  });
  ask(asker);
  return () => place.isConnected || asker.live.stop(); // Streamlit may run a late cleanup on a place that still stands
}

function ask(asker) {
  const {component, live} = asker;
  if (!live?.state) return;
  const due = dueState(asker);
  const isUnderWay = asker.asked !== component.data.drawn && performance.now() - asker.askedAt < ANSWER_MS;
  if (isUnderWay || component.data.drawn === due) return;
  Object.assign(asker, {asked: due, askedAt: performance.now()});
  component.setTriggerValue("changed", due);
}

// The newest state in which a field was not what it had been.
function dueState(asker) {
  const {component, live: {state}} = asker;
  const seen = JSON.stringify([state.boot_id, ...component.data.fields.map((name) => state[name])]);
  if (asker.seen !== seen) Object.assign(asker, {seen, due: `${state.boot_id}:${state.seq}`});
  return asker.due;
}
