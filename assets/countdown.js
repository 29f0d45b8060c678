// What is left of what is on, the same on every screen at the same moment: from the server's time and its anchors alone.
// Joined after live.js.

const NO_DIGITS = "–:––"; // a clock does not go on ticking over a dead line

// Whole seconds; negative when it is over, null when nothing counts or nothing is known.
function secondsLeft(countdown, live) {
  const now = live.serverNow();
  if (!countdown || !now || live.isLost) return null;
  const left = countdown.ends_at ? Date.parse(countdown.ends_at) - now : countdown.left_ms;
  return Math.ceil(left / 1000);
}

function digits(seconds) {
  if (seconds === null) return NO_DIGITS;
  const whole = Math.abs(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const shown = hours ? [hours, twoDigits(minutes)] : [minutes];
  return `${seconds < 0 ? "+" : ""}${[...shown, twoDigits(whole % 60)].join(":")}`;
}

function twoDigits(number) {
  return String(number).padStart(2, "0");
}
