// The organiser's button that has every screen say which one it is. Streamlit reaches no screen: the route does.

const ANSWER_MS = 8000;

export default function identifyButton({parentElement, data}) {
  const [button, told] = parentElement.querySelector(".km-identify")?.children ?? build(parentElement);
  button.textContent = data.label;
  button.onclick = async () => {
    button.disabled = true;
    told.textContent = "";
    const shown = await identified(data.language);
    told.textContent = shown === null ? data.offline : data.shown.replace("{count}", shown);
    button.disabled = false;
  };
}

function build(parentElement) {
  const place = document.createElement("div");
  place.className = "km-identify";
  place.innerHTML = '<button type="button"></button><span role="status"></span>';
  parentElement.append(place);
  return place.children;
}

// How many screens; null when nobody answered.
async function identified(language) {
  try {
    const request = {method: "POST", body: "{}", signal: AbortSignal.timeout(ANSWER_MS)};
    const response = await fetch(`/api/identify?lang=${language}`, request);
    return response.ok ? (await response.json()).shown : null;
  } catch {
    return null;
  }
}
