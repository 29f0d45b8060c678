// Asking the server on the stage's behalf. What gets no answer is sent again under the same id until the line is cut off,
// so a command that arrived is not done twice.

const ANSWER_MS = 3000;
const AGAIN_MS = 300;

// 32 hexadecimal digits; crypto.randomUUID is missing on plain http
const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// The parsed answer, an error's too (it has a `message`); null when nothing was heard. `onAgain` before each repetition.
async function post(live, path, body, onAgain = () => {}) {
  const text = JSON.stringify({action_id: randomId(), ...body});
  for (let answer = await postOnce(path, text); ; answer = await postOnce(path, text)) {
    if (answer || live.isLost) return answer;
    onAgain();
    await new Promise((resume) => setTimeout(resume, AGAIN_MS));
    if (live.isLost) return null;
  }
}

async function postOnce(path, body) {
  const headers = {"Content-Type": "application/json"};
  const signal = AbortSignal.timeout(ANSWER_MS);
  try {
    const response = await fetch(`${path}?lang=${language}`, {method: "POST", headers, body, signal});
    return response.status >= 500 ? null : await response.json();
  } catch {
    return null;
  }
}
