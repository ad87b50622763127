// What the page tells: nodes and edges by number, in the order of how telling they are. Indices are made when first asked for.

const data = JSON.parse(byId("data").textContent);
const { nodes, edges, articles, sentences } = data;
const VIEWS = Object.keys(data.views);
const HAPPENINGS = new Set(["event", "statement"]);

const lazily = (make) => {
  let made;
  return () => made ??= make();
};

const isEvent = (i) => HAPPENINGS.has(nodes[i].group);
const words = (value) => value !== null && typeof value === "object" ? value[state.l] ?? Object.values(value)[0] ?? "" : String(value ?? "");
const label = (i) => words(nodes[i].label);
const term = (name) => {
  for (const [terms, key] of [[data.terms[state.l], name], [data.texts[state.l], `term_${name}`]]) if (Object.hasOwn(terms, key)) return terms[key];
  return String(name);
};
const typeOf = (i) => term(nodes[i].type);
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").replace(/œ/g, "oe").replace(/æ/g, "ae").toLowerCase().trim();

const numbers = lazily(() => new Map(nodes.map((node, i) => [node.id, i])));

// Ends of a link as a reader follows it: who acts comes before the act.
const ends = (edge) => edge.role === "agent" ? [edge.t, edge.s] : [edge.s, edge.t];

// Links of a view by node, as one array of numbers with the place where each node's begin.
function indexLinks(links) {
  const starts = new Uint32Array(nodes.length + 1);
  for (const { s, t } of links) {
    starts[s + 1] += 1;
    if (t !== s) starts[t + 1] += 1;
  }
  for (let i = 0; i < nodes.length; i++) starts[i + 1] += starts[i];
  const next = starts.slice(), found = new Uint32Array(starts[nodes.length]);
  links.forEach(({ s, t }, number) => {
    found[next[s]++] = number;
    if (t !== s) found[next[t]++] = number;
  });
  return (i) => found.subarray(starts[i], starts[i + 1]);
}

const graphs = Object.fromEntries(VIEWS.map((view) => [view, lazily(() => {
  const links = view === "full" ? edges : data.views[view].links;
  return { links, incident: indexLinks(links) };
})]));

const linksOf = (i, view = "full") => {
  const { links, incident } = graphs[view]();
  return Array.from(incident(i), (number) => links[number]);
};
const rolesOf = (event) => linksOf(event).filter((edge) => edge.s === event && !edge.background);
const fillers = (event, ...roles) => rolesOf(event).filter((edge) => roles.includes(edge.role)).map((edge) => edge.t);

const claimIndex = lazily(() => {
  const about = new Map(), from = new Map();
  for (const claim of data.claims) {
    for (const [index, node] of [[about, claim.event], [from, claim.source]]) {
      if (!index.has(node)) index.set(node, []);
      index.get(node).push(claim);
    }
  }
  return { about, from };
});
const claimsAbout = (event) => claimIndex().about.get(event) ?? [];
const claimsFrom = (source) => claimIndex().from.get(source) ?? [];

const events = lazily(() => nodes.flatMap((_, i) => isEvent(i) ? [i] : []));

// One line that says who did what to whom with what.
function phrase(event) {
  const names = (...roles) => [...new Set(fillers(event, ...roles))].map(label);
  const [who, what] = [names("agent"), names("about", "weapon", "weaponHit")];
  const whom = names("recipient", "target").filter((name) => !who.includes(name));
  const rest = [...what, ...whom.length ? [`→ ${whom.join(", ")}`] : [], ...names("place").map((name) => `(${name})`)];
  return { who: who.join(", "), act: label(event), rest: rest.join(" ") };
}
const phraseText = (event) => {
  const { who, act, rest } = phrase(event);
  return [who, act, rest].filter(Boolean).join(" · ");
};
