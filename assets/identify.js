// The name of this screen, over everything for a few seconds, when the organiser asks which is which. Joined after live.js.
// A style of its own, for it stands on pages of every look.

const NAMED_MS = 6000;
const NAME_PLATE = {
  position: "fixed", inset: "0", zIndex: "2147483647", display: "flex", alignItems: "center", justifyContent: "center",
  padding: "5vmin", background: "#0B1F3A", color: "#FFFFFF", textAlign: "center", textWrap: "balance",
  font: '700 min(8vw, 16vh)/1.3 "Source Sans", "Segoe UI", sans-serif',
};

let namedTimer = 0;

function showIdentity(text, {number}) {
  document.querySelector(".km-name-plate")?.remove();
  const plate = document.createElement("div");
  plate.className = "km-name-plate";
  plate.setAttribute("role", "status");
  plate.textContent = text.replace("{number}", number);
  Object.assign(plate.style, NAME_PLATE);
  document.body.append(plate);
  clearTimeout(namedTimer);
  namedTimer = setTimeout(() => plate.remove(), NAMED_MS);
}
