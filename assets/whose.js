// Who is logged in at an office page, and the way out. Streamlit cannot take a cookie back: the route does.

const ANSWER_MS = 8000;

export default function whose({parentElement, data}) {
  const place = parentElement.querySelector(".km-whose");
  const [name, button, problem] = place?.children ?? build(parentElement);
  const {language, role, log_out, offline} = data;
  name.textContent = role;
  button.textContent = log_out;
  button.onclick = async () => {
    button.disabled = true;
    problem.textContent = "";
    if (await loggedOut(language)) return location.reload();
    button.disabled = false;
    problem.textContent = offline;
  };
}

function build(parentElement) {
  const place = document.createElement("div");
  place.className = "km-whose";
  place.innerHTML = '<b></b><button type="button"></button><span role="alert"></span>';
  parentElement.append(place);
  return place.children;
}

async function loggedOut(language) {
  try {
    const url = `/api/logout?lang=${language}`;
    return (await fetch(url, {method: "POST", signal: AbortSignal.timeout(ANSWER_MS)})).ok;
  } catch {
    return false;
  }
}
