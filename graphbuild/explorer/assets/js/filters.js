// Filters. Each is a question to an event: of which class, when, told by whom, with whose part in it.
// What isn't an event is shown where an event that passes has it.

const FACETS = {
  t: (event) => [nodes[event].type],
  y: (event) => parts(event).filter((i) => nodes[i].group === "actor").map((i) => nodes[i].type),
  s: (event) => [nodes[event].status ?? ""],
  c: (event) => parts(event).map((i) => nodes[i].category && keyOf(nodes[i].category)),
  k: (event) => parts(event).map((i) => nodes[i].country && keyOf(nodes[i].country)),
  o: (event) => [sourceOf(event), ...claimsAbout(event).map((claim) => nodes[claim.source].id), ...speakers(event).map((i) => nodes[i].id)],
};

// Values of a facet by event, kept: filters ask all events for them again and again.
const facetValues = Object.fromEntries(Object.entries(FACETS).map(([key, read]) => {
  const known = new Array(nodes.length);
  return [key, (event) => known[event] ??= [...new Set(read(event).filter(Boolean))]];
}));

// Reads them ahead while the reader looks at the picture, a little at a time.
function readAhead(at = 0) {
  const list = events(), end = Math.min(list.length, at + 200);
  for (; at < end; at++) for (const key of Object.keys(FACETS)) facetValues[key](list[at]);
  if (at < list.length) setTimeout(readAhead, 10, at);
  else for (const view of VIEWS) graphs[view]();
}

const parts = (event) => [...rolesOf(event).map((edge) => edge.t), ...claimsAbout(event).map((claim) => claim.source)];
const sourceOf = (event) => nodes[event].source ?? articles[nodes[event].article]?.source;
const speakers = (event) => nodes[event].group === "statement" ? fillers(event, "agent") : [];
const keyOf = (value) => typeof value === "object" ? value[data.meta.lang] ?? Object.values(value)[0] : value; // the same in each language
const isFiltered = (values = state) => Boolean(values.a || values.b) || Object.keys(FACETS).some((key) => values[key].length);

function passesTime(event, { a, b, u }) {
  if (!a && !b) return true;
  const days = span(nodes[event]);
  return days ? (!a || days[1] >= a) && (!b || days[0] <= b) : u === "1";
}

function passes(event, values, but) { // `but`: the facet that isn't asked
  if (but !== "time" && !passesTime(event, values)) return false;
  return Object.keys(FACETS).every((key) =>
    key === but || !values[key].length || facetValues[key](event).some((value) => values[key].includes(value)));
}

let passing = { key: "", state: null, filtered: false, test: () => true };

// A test for events under the filters in force; what it found is kept.
function filter() {
  if (passing.state === state) return passing.test;
  const key = JSON.stringify([state.a, state.b, state.u, ...Object.keys(FACETS).map((name) => state[name])]);
  passing.state = state;
  if (key !== passing.key) {
    const known = new Map();
    const test = (event) => {
      if (!known.has(event)) known.set(event, passes(event, state));
      return known.get(event);
    };
    passing = { key, state, filtered: isFiltered(), test: isFiltered() ? test : () => true };
  }
  return passing.test;
}

// Values of a facet with how many events would be left; the other filters are in force.
function countFacet(key) {
  const counts = new Map();
  for (const event of events()) {
    if (!passes(event, state, key)) continue;
    for (const value of facetValues[key](event)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  for (const value of state[key]) if (!counts.has(value)) counts.set(value, 0);
  return counts;
}

// Events behind a link that pass; null for one that goes as it is.
function eventsBehind(link) {
  if (link.events) return link.events.filter(filter());
  return [link.s, link.t].filter(isEvent);
}
function linkPasses(link) {
  const test = filter();
  return !passing.filtered || (link.events ? link.events.some(test) : [link.s, link.t].every((i) => !isEvent(i) || test(i)));
}
