// The votes of item 9 on the MC's console: candidates, the frozen base, the count, what is read out and minuted.

const HANDS = ["agree", "disagree", "other"];
const SURE_MS = 5000;
const COPIED_MS = 3000;

function drawVote(panel, state, words, send) {
  const vote = panel.vote ?? buildVote(panel, words);
  vote.none.hidden = state.votes.length > 0;
  for (const told of state.votes) drawCongress(congressPart(vote, told, words, send), told, words);
  for (const [congress, part] of vote.parts)
    if (!state.votes.some((told) => told.congress === congress)) {
      part.root.remove();
      vote.parts.delete(congress);
    }
}

function buildVote(panel, words) {
  panel.vote = {
    parts: new Map(),
    root: element("div", {class: "congresses"}),
    none: element("p", {class: "quiet"}, words.vote_none),
  };
  panel.classList.add("agenda_panel");
  panel.replaceChildren(element("header", {}, element("h2", {}, words.vote_title)), panel.vote.none, panel.vote.root);
  return panel.vote;
}

function congressPart(vote, {congress}, words, send) {
  if (!vote.parts.has(congress)) {
    const part = buildCongress(congress, words, send);
    vote.parts.set(congress, part);
    vote.root.append(part.root);
  }
  return vote.parts.get(congress);
}

function buildCongress(congress, words, send) {
  const part = {congress, words, send, fields: handFields(words)};
  part.candidates = element("p", {class: "candidates"});
  part.now = element("p", {});
  part.base = element("p", {class: "base"});
  part.open = button(words.vote_open, null, () => askVote(part, {act: "open"}), {class: "btn strong"});
  part.reopen = button(words.vote_reopen, "again", () => reopenVote(part));
  part.sum = element("p", {class: "sum", id: votePartId(part, "sum"), role: "status"});
  part.record = element("button", {type: "submit", class: "btn strong"});
  part.form = element(
    "form",
    {onsubmit: (event) => recordCount(part, event), oninput: () => checkHands(part)},
    element("div", {class: "hands"}, Object.values(part.fields).map((field) => field.part)),
    part.sum,
    element("div", {class: "buttons"}, part.record, part.reopen),
  );
  part.problem = element("p", {class: "problem", role: "alert", hidden: true});
  part.result = linePart(words.vote_result, "aloud", words);
  part.minutes = linePart(words.vote_minutes, "minutes", words);
  part.counts = element("ul", {});
  part.earlier = element("section", {class: "earlier"}, element("h4", {}, words.vote_earlier), part.counts);
  part.root = element(
    "section",
    {class: "congress", "data-congress": congress},
    element("h3", {}, congress),
    part.candidates,
    part.now,
    part.open,
    part.base,
    part.result.root,
    part.minutes.root,
    part.form,
    part.problem,
    part.earlier,
  );
  for (const {input} of Object.values(part.fields)) input.setAttribute("aria-describedby", part.sum.id);
  return part;
}

let votesBuilt = 0;
const votePartId = (part, what) => `${what}_${(part.number ??= ++votesBuilt)}`;

function handFields(words) {
  return Object.fromEntries(
    HANDS.map((name) => {
      const input = element("input", {
        name, type: "text", inputmode: "numeric", maxlength: "5", autocomplete: "off",
        placeholder: name === "agree" ? "" : "0", onkeydown: (event) => event.stopPropagation(),
      });
      return [name, {input, part: element("label", {}, element("span", {}, words[`vote_${name}`]), input)}];
    }),
  );
}

function linePart(title, look, words) {
  const text = element("p", {class: look});
  const copy = button(words.vote_copy, "paper", () => copyLine(text.textContent, copy, words));
  return {text, root: element("section", {class: "told"}, element("header", {}, element("h4", {}, title), copy), text)};
}

function drawCongress(part, told, words) {
  part.told = told;
  const isOpen = told.base !== null;
  const {base, invited, may_vote: count} = told;
  showText(part.candidates, `${filledIn(words.vote_candidates, {count: told.candidates.length})}. ${told.candidates.join(", ")}`);
  showText(part.now, filledIn(words.vote_now, {count, invited}));
  part.now.hidden = part.open.hidden = isOpen;
  part.base.hidden = part.form.hidden = !isOpen;
  if (isOpen) showBase(part, {base, invited}, words);
  showLine(part.result, told.result_line);
  showLine(part.minutes, told.minutes_line);
  drawCounts(part, words);
  showText(part.record, told.counts.length ? words.vote_record_again : words.vote_record);
  if (part.sureTimer) showText(part.reopen.lastChild, filledIn(words.vote_reopen_sure, {count}));
  checkHands(part);
}

function showBase(part, {base, invited}, words) {
  const fixed = filledIn(words.vote_base, {base, time: hourOf(part.told.opened_at)});
  const quorum = part.told.has_quorum ? words.vote_quorum : words.vote_no_quorum;
  showText(part.base, `${fixed}, ${filledIn(quorum, {invited})}`);
}

function showLine(line, text) {
  line.root.hidden = !text;
  showText(line.text, text ?? "");
}

// All but the one that holds, the newest first.
function drawCounts(part, words) {
  const {earlier, counts} = part.told;
  const former = [...earlier, ...counts.slice(0, -1)].reverse();
  part.earlier.hidden = !former.length;
  keepRows(part.counts, former, (count) =>
    element("li", {}, filledIn(words.vote_count, {...count, time: hourOf(count.happened_at)})),
  );
}

// A field left empty is nobody; `agree` must be filled in.
function checkHands(part) {
  const {base} = part.told;
  const typed = Object.values(part.fields).map(({input}) => input.value.trim());
  const isNumbers = typed.every((text) => /^\d*$/.test(text));
  const sum = typed.reduce((before, text) => before + Number(text || 0), 0);
  const isOver = isNumbers && sum > base;
  const rest = base - sum;
  const sentence = isOver ? part.words.vote_over : part.words.vote_rest;
  const said = isNumbers ? filledIn(sentence, {sum, base, rest, over: -rest}) : part.words.vote_digits;
  part.sum.classList.toggle("bad", isOver || !isNumbers);
  showText(part.sum, typed.some(Boolean) ? said : "");
  for (const {input} of Object.values(part.fields))
    input.setAttribute("aria-invalid", String(isOver ? input.value.trim() !== "" : !/^\s*\d*\s*$/.test(input.value)));
  part.record.disabled = part.isAsking || isOver || !isNumbers || !typed[0];
}

async function recordCount(part, event) {
  event.preventDefault();
  if (part.record.disabled) return;
  const hands = Object.entries(part.fields).map(([name, {input}]) => [name, Number(input.value.trim() || 0)]);
  const answer = await askVote(part, {act: "count", ...Object.fromEntries(hands)});
  if (answer?.accepted) for (const {input} of Object.values(part.fields)) input.value = "";
  checkHands(part);
}

async function askVote(part, body) {
  if (part.isAsking) return null;
  part.isAsking = true;
  const answer = await part.send("/api/vote", {congress: part.congress, ...body});
  part.isAsking = false;
  part.problem.hidden = Boolean(answer?.accepted);
  showText(part.problem, answer ? answer.message : part.words.panel_trouble);
  if (answer?.vote) drawCongress(part, answer.vote, part.words);
  return answer;
}

// A new base in place of the one that stands: only at a second press.
function reopenVote(part) {
  if (part.sureTimer) {
    calmDown(part);
    askVote(part, {act: "open"});
    return;
  }
  part.sureTimer = setTimeout(() => calmDown(part), SURE_MS);
  showText(part.reopen.lastChild, filledIn(part.words.vote_reopen_sure, {count: part.told.may_vote}));
}

function calmDown(part) {
  clearTimeout(part.sureTimer);
  part.sureTimer = 0;
  showText(part.reopen.lastChild, part.words.vote_reopen);
}

async function copyLine(text, copy, words) {
  await putOnClipboard(text);
  showText(copy.lastChild, words.vote_copied);
  setTimeout(() => showText(copy.lastChild, words.vote_copy), COPIED_MS);
}

// Over plain http a browser gives no clipboard to scripts; there the old way still works.
async function putOnClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const holder = element("textarea", {readonly: true}, text);
  document.body.append(holder);
  holder.select();
  document.execCommand("copy");
  holder.remove();
}
