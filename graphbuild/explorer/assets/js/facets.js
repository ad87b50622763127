// Legend, filters and what of them is in force.

const SHOWN = 8; // values of a facet before "more"
const GROUPS = Object.keys(data.groups);
const NAMES = { t: "byClass", y: "byActor", s: "byStatus", c: "byCategory", k: "byCountry", o: "bySource" };

const fieldNames = lazily(() => {
  const found = { c: new Map(), k: new Map() };
  for (const { category, country } of nodes) {
    if (category) found.c.set(keyOf(category), category);
    if (country) found.k.set(keyOf(country), country);
  }
  return found;
});

function nameValue(key, value) {
  if (["t", "y", "s"].includes(key)) return term(value);
  if (key !== "o") return words(fieldNames()[key].get(value) ?? value);
  const known = numberOf(value);
  return known === undefined ? value : label(known);
}

const toggled = (list, value) => list.includes(value) ? list.filter((other) => other !== value) : [...list, value];

function showLegend() {
  const items = GROUPS.map((group) => {
    const made = button([signElement(group), say(`group_${group}`)], () => go({ g: toggled(state.g, group) }), { className: "entry" });
    made.setAttribute("aria-pressed", !state.g.includes(group));
    return made;
  });
  const line = (dash) => vector("svg", { viewBox: "0 0 34 12", width: 34, height: 12, "aria-hidden": "true" },
    vector("path", { d: "M1 6H26", stroke: "currentColor", "stroke-width": 2, fill: "none", ...dash && { "stroke-dasharray": "5 3" } }),
    vector("path", { d: "M34 6L25 2v8z", fill: "currentColor" }));
  const claimed = make("span", [signElement("event", true), line(true), say("legendClaim")], { className: "entry" });
  redraw(byId("legend"), [...items, make("span", [line(false), say("legendFact")], { className: "entry" }), claimed]);
}

function showFilters() {
  if (byId("filters").hidden) return; // counted only when looked at
  const open = document.activeElement?.dataset?.facet;
  const sets = Object.keys(NAMES).flatMap((key) => {
    const counts = [...countFacet(key)].sort((a, b) => state[key].includes(b[0]) - state[key].includes(a[0]) || b[1] - a[1]);
    return counts.length ? [drawFacet(key, counts)] : [];
  });
  byId("facets").replaceChildren(...sets);
  if (open) [...byId("facets").querySelectorAll("input")].find((box) => box.dataset.facet === open)?.focus();
}

function drawFacet(key, counts) {
  const line = ([value, n]) => {
    const box = make("input", [], { type: "checkbox", checked: state[key].includes(value) });
    box.dataset.facet = `${key} ${value}`;
    box.addEventListener("change", () => go({ [key]: toggled(state[key], value), x: [], i: "" }));
    return make("label", [box, make("span", nameValue(key, value)), make("span", showNumber(n), { className: "soft" })]);
  };
  const rest = counts.slice(SHOWN);
  const more = rest.length ? make("details", [make("summary", say("moreLines", { n: rest.length })), ...rest.map(line)]) : null;
  return make("fieldset", [make("legend", say(NAMES[key])), ...counts.slice(0, SHOWN).map(line), more]);
}

// What narrows the view, each with a way out.
function showChips() {
  const chip = (text, changes) => {
    const made = button([text, make("span", " ×", { ariaHidden: "true" })], () => go({ i: "", x: [], ...changes }), { className: "chip" });
    made.setAttribute("aria-label", say("remove", { text }));
    return made;
  };
  const chips = [];
  if (focus() !== undefined) {
    chips.push(chip(say("focus", { name: label(focus()) }), { n: "" }));
    chips.push(...["1", "2"].map((d) => {
      const made = button(say("depth", { n: Number(d) }), () => go({ d }), { className: "chip" });
      made.setAttribute("aria-pressed", state.d === d);
      return made;
    }));
  }
  if (state.p) chips.push(chip(say("pathChip"), { p: "" }));
  if (state.q) chips.push(chip(`« ${state.q} »`, { q: "" }));
  for (const key of Object.keys(NAMES)) chips.push(...state[key].map((value) => chip(nameValue(key, value), { [key]: toggled(state[key], value) })));
  if (state.a || state.b) chips.push(chip([showDate(state.a) || "…", showDate(state.b) || "…"].join(" – "), { a: "", b: "", u: "" }));
  redraw(byId("chips"), chips);
}

function startFilters() {
  byId("filterButton").addEventListener("click", () => toggleFilters(byId("filters").hidden));
  byId("filters").addEventListener("keydown", (event) => { if (event.key === "Escape") toggleFilters(false); });
  byId("closeFilters").addEventListener("click", () => toggleFilters(false));
  byId("clearFilters").addEventListener("click", () => go({ a: "", b: "", u: "", ...Object.fromEntries(Object.keys(FACETS).map((key) => [key, []])) }));
}

function toggleFilters(open) {
  byId("filters").hidden = !open;
  byId("filterButton").setAttribute("aria-expanded", open);
  showFilters();
  (open ? byId("closeFilters") : byId("filterButton")).focus();
}
