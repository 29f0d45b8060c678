// The desk's sounds: number and length of tones differ, not only their pitch. One switch, remembered in this browser.

const SOUND_KEY = "khaimac.sound";
const FADE_S = 0.01;
const AFTER_PICTURE_MS = 20;

// [Hz, start ms, length ms]
const TONES = {
  welcome: [[880, 0, 120]],
  attention: [
    [880, 0, 120],
    [1175, 180, 120],
  ],
  already: [
    [587, 0, 110],
    [587, 200, 110],
  ],
  refused: [[196, 0, 450]],
  unasked: [[330, 0, 40]],
};

let audio = null;

const isSoundOn = () => readKept(SOUND_KEY, "on") === "on";

function switchSound() {
  keep(SOUND_KEY, isSoundOn() ? "off" : "on");
  play("welcome");
}

// From a tap: until then a browser lets no page sound.
function wakeSound() {
  if (!window.AudioContext) return;
  audio ??= new AudioContext();
  audio.resume();
}

// After the picture: starting a tone takes milliseconds that the verdict must not wait for.
function play(name) {
  if (isSoundOn() && window.AudioContext) setTimeout(playTones, AFTER_PICTURE_MS, TONES[name]);
}

function playTones(tones) {
  wakeSound();
  for (const [pitch, start, length] of tones) playTone(pitch, audio.currentTime + start / 1000, length / 1000);
}

function playTone(pitch, start, length) {
  const tone = new OscillatorNode(audio, {type: "sine", frequency: pitch});
  const volume = new GainNode(audio, {gain: 0});
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.5, start + FADE_S);
  volume.gain.setValueAtTime(0.5, start + length - FADE_S);
  volume.gain.linearRampToValueAtTime(0, start + length);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + length);
}
