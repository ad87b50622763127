// Search over labels and other names, accents folded: a combobox whose list the arrows go through.

const OPTIONS_SHOWN = 10;
let pathStart = null; // node from which a path is asked for
let offered = [], active = -1;

// Each node's names, folded, with the words they came from; made at the first search.
const nameIndex = lazily(() => nodes.map((node) => {
  const labels = typeof node.label === "object" ? Object.values(node.label) : [node.label];
  return [...labels, ...node.alt ?? []].map((name) => [fold(name), name]);
}));

const FITS = [(name, text) => name === text, (name, text) => name.startsWith(text), (name, text) => name.includes(` ${text}`) || name.includes(`'${text}`) || name.includes(`-${text}`), (name, text) => name.includes(text)];

// Nodes called so, the best fit and the most telling first; what is named before trigger words of events.
function findNamed(query) {
  const text = fold(query);
  if (!text) return [];
  const found = FITS.map(() => [[], []]);
  nameIndex().forEach((names, i) => {
    const fit = FITS.findIndex((fits) => names.some(([name]) => fits(name, text)));
    if (fit >= 0) found[fit][isEvent(i) ? 1 : 0].push(i);
  });
  return found.flat(2);
}

function startSearch() {
  const input = byId("search"), list = byId("options");
  input.addEventListener("input", () => offer(input.value));
  input.addEventListener("focus", () => { if (input.value) offer(input.value); });
  input.addEventListener("blur", () => setTimeout(closeOptions, 150));
  input.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (moves[event.key] && offered.length) {
      event.preventDefault();
      activate((active + moves[event.key] + offered.length) % offered.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape") {
      if (list.hidden) leavePath();
      closeOptions();
    }
  });
}

function offer(text) {
  const found = findNamed(text);
  offered = found.slice(0, OPTIONS_SHOWN);
  active = -1;
  const folded = fold(text);
  byId("options").replaceChildren(...offered.map((i, number) => {
    const alias = nameIndex()[i].find(([name]) => name.includes(folded));
    const known = alias && fold(label(i)) !== alias[0] ? ` (${alias[1]})` : "";
    const option = make("li", [signElement(nodes[i].group), make("span", [label(i), known]), make("span", typeOf(i), { className: "soft" })], { id: `option-${number}`, role: "option" });
    option.setAttribute("aria-selected", "false");
    option.addEventListener("mousedown", (event) => { event.preventDefault(); pick(i); });
    return option;
  }));
  const open = Boolean(offered.length);
  byId("options").hidden = !open;
  byId("search").setAttribute("aria-expanded", open);
  byId("search").removeAttribute("aria-activedescendant");
  if (folded) tell(say("found", { n: found.length, text }));
}

function activate(number) {
  active = number;
  [...byId("options").children].forEach((option, at) => option.setAttribute("aria-selected", at === active));
  byId("search").setAttribute("aria-activedescendant", `option-${active}`);
  byId(`option-${active}`).scrollIntoView({ block: "nearest" });
}

function closeOptions() {
  byId("options").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
  active = -1;
}

function submit() {
  const text = byId("search").value, found = findNamed(text);
  const sure = active >= 0 ? offered[active] : found.length === 1 || nameIndex()[found[0]]?.some(([name]) => name === fold(text)) ? found[0] : undefined;
  if (sure !== undefined) pick(sure);
  else if (pathStart === null) {
    go({ q: text.trim(), n: "", p: "", i: "", x: [] });
    closeOptions();
  }
  if (text.trim()) focusPanel();
}

function pick(i) {
  closeOptions();
  byId("search").value = "";
  const start = pathStart;
  leavePath();
  if (start !== null) go({ p: idOf(start, i), n: "", q: "", i: "", x: [], ...isInView(start) && isInView(i) ? {} : { v: "full" } });
  else if (isInView(i)) focusOn(i);
  else go({ v: "full", n: idOf(i), d: "2", p: "", q: "", x: [], i: idOf(i) });
  focusPanel();
}

function askPath(i) { // the next name picked is where the path goes
  pathStart = i;
  byId("pathStart").textContent = say("pathTo", { name: label(i) });
  byId("pathStart").hidden = false;
  byId("search").focus();
}

function leavePath() {
  pathStart = null;
  byId("pathStart").hidden = true;
}
