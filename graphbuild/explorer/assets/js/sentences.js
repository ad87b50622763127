// Sentences with the words that count marked: the trigger of an event and who fills its roles.

const spansOf = ({ spans = [] }) => spans;

// Marks of an event: its own words, those of its roles, those that attribute it.
function marksOf(event) {
  const own = spansOf(nodes[event]).map((span) => ({ span, role: "trigger" }));
  const roles = rolesOf(event).flatMap((edge) => spansOf(edge).map((span) => ({ span, role: edge.role })));
  const claims = claimsAbout(event).flatMap((claim) => spansOf(claim).map((span) => ({ span, role: "claim" })));
  return [...own, ...roles, ...claims];
}

const marksOfNode = (i) => isEvent(i) ? marksOf(i) : spansOf(nodes[i]).map((span) => ({ span, role: nodes[i].group }));

// Sentences by number, each once, with its marks in the order of the text.
function groupMarks(marks) {
  const found = new Map();
  for (const { span: [number, begin, end], role } of marks) {
    if (!found.has(number)) found.set(number, []);
    found.get(number).push({ begin, end, role });
  }
  for (const list of found.values()) list.sort((a, b) => a.begin - b.begin || b.end - a.end);
  return found;
}

// A text in parts, those of marks made by `wrap`; marks within others are left out.
function splitText(text, marks, wrap) {
  const letters = [...text]; // offsets count code points
  const parts = [];
  let at = 0;
  for (const mark of marks) {
    if (mark.begin < at || mark.end > letters.length) continue;
    parts.push(letters.slice(at, mark.begin).join(""), wrap(letters.slice(mark.begin, mark.end).join(""), mark));
    at = mark.end;
  }
  return [...parts, letters.slice(at).join("")];
}
const markText = (text, marks) => splitText(text, marks, (words, { role }) => make("mark", [words, make("small", ` ${nameRole(role)}`)], { className: role }));
const boldText = (text, marks) => splitText(text, marks, (words) => make("b", words));
const nameRole = (role) => ({ trigger: say("trigger"), claim: say("according"), actor: term("Actor") })[role] ?? term(role);

function quote(number, marks) {
  const [article, , text] = sentences[number];
  const before = make("span", [], { className: "around" }), after = make("span", [], { className: "around" });
  const around = button(say("context"), () => {
    const open = around.getAttribute("aria-expanded") === "true";
    around.setAttribute("aria-expanded", !open);
    before.textContent = open ? "" : besideSentence(number, -1);
    after.textContent = open ? "" : besideSentence(number, 1);
  }, { className: "small" });
  around.setAttribute("aria-expanded", "false");
  const cite = make("cite", [describeArticle(articles[article])]);
  return make("figure", [
    make("blockquote", [before, ...markText(text, marks), after]),
    make("figcaption", [cite, make("span", [around, copier("copyCitation", () => citation(number))], { className: "actions" })]),
  ]);
}

function besideSentence(number, by) {
  const other = sentences[number + by];
  if (!other || other[0] !== sentences[number][0]) return "";
  return by < 0 ? `${other[2]} ` : ` ${other[2]}`;
}

function describeArticle({ title, id, date, source, link: address }) {
  const name = title || id;
  return [address ? link(name, address) : name, ...[source, date && showDate(date)].filter(Boolean).map((part) => `, ${part}`)];
}

function citation(number) {
  const [article, , text] = sentences[number];
  const { title, id, date, source, link: address } = articles[article];
  return `${say("quoted", { text })} — ${[source, title || id, showDate(date, "long"), address].filter(Boolean).join(", ")}`;
}

const FEW = 4; // sentences shown at once
function quotes(marks) {
  const all = [...groupMarks(marks)].sort(([a], [b]) => a - b);
  if (!all.length) return [];
  const list = make("div", all.slice(0, FEW).map(([number, found]) => quote(number, found)));
  const rest = all.slice(FEW);
  const more = rest.length && button(say("moreSentences", { n: rest.length }), () => {
    list.append(...rest.map(([number, found]) => quote(number, found)));
    more.remove();
  }, { className: "small" });
  return [make("h3", say("quotes", { n: all.length })), list, more || null];
}
