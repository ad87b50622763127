// Which nodes and links are in the picture. Never all of a large file: the most telling ones, what the reader asked for, and what they opened.

const MOST = { first: 40, around: 60, all: 150 }; // nodes
const OPENED = 12; // neighbours that a click on a badge brings
const SPACE = 8500; // square pixels of the window that a node and its label need

function room() {
  const { clientWidth, clientHeight } = byId("network");
  return Math.max(12, Math.floor(clientWidth * clientHeight / SPACE));
}

function findScope() {
  const shown = new Set(chooseBase().filter((i) => i !== undefined && !isHidden(i)));
  for (const id of state.x) { // a node stands there as often as it was opened
    const i = numberOf(id);
    if (i === undefined) continue;
    const hidden = neighbours(i).filter((other) => !shown.has(other));
    for (const other of hidden.slice(0, OPENED)) {
      for (const part of [other, ...isEvent(other) ? neighbours(other).slice(0, 6) : []]) if (shown.size < MOST.all) shown.add(part);
    }
  }
  return [...shown];
}

function chooseBase() {
  const limit = Math.min(room(), MOST.around);
  if (state.p) return findPath(...pathEnds())?.all ?? pathEnds();
  if (focus() !== undefined) return surround(focus(), Number(state.d), limit);
  if (state.q) return gather(findNamed(state.q).slice(0, limit / 2), limit);
  const first = isFiltered() ? [] : data.views[state.v].first;
  const more = Number(state.m) || 0;
  return gather(first, Math.min(room(), MOST.first) + more);
}

// Fills up with what has to do with the nodes given: an event with its parts, or a link with its ends, most telling first.
function gather(start, limit) {
  const shown = new Set(start.slice().sort((a, b) => a - b).filter((i) => !isHidden(i)).slice(0, limit));
  const units = listUnits();
  for (const together of [true, true, false]) {
    for (const unit of units()) {
      if (shown.size >= limit) return [...shown];
      const joins = !together || !shown.size || unit.some((i) => shown.has(i));
      const added = unit.filter((i) => !shown.has(i) && !isHidden(i));
      if (joins && shown.size + added.length <= limit) for (const i of added) shown.add(i);
    }
  }
  return [...shown];
}

function listUnits() {
  if (state.v === "full") {
    return function* () {
      for (const event of events()) if (filter()(event)) yield [event, ...parts(event)];
    };
  }
  const weigh = (link) => eventsBehind(link).length;
  const links = graphs[state.v]().links.filter(linkPasses).sort((a, b) => weigh(b) - weigh(a) || a.s + a.t - b.s - b.t);
  return () => links.map((link) => [link.s, link.t]);
}

// Links between nodes shown; those between the same two, the same way, are drawn as one.
function linksAmong(shown) {
  const inside = new Set(shown), drawn = new Map();
  for (const i of shown) {
    for (const link of linksOf(i, state.v)) {
      if (i !== link.s || link.s === link.t || !inside.has(link.t) || !linkPasses(link)) continue;
      const [from, to] = ends(link), key = `${from} ${to}`;
      if (!drawn.has(key)) drawn.set(key, { key, from, to, links: [] });
      drawn.get(key).links.push(link);
    }
  }
  return [...drawn.values()].map(describeLink);
}

function describeLink(drawn) {
  const telling = drawn.links.filter((link) => !link.background);
  const links = telling.length ? telling : drawn.links;
  const weight = new Set(links.flatMap((link) => link.events?.filter(filter()) ?? [])).size || 1;
  const claim = links.every((link) => link.claim || link.claimed || link.events?.every((event) => nodes[event].claimed));
  return { ...drawn, links, weight, claim, background: !telling.length, role: links[0].role };
}

function nameLink({ links, weight }) {
  const names = new Set(links.flatMap((link) => link.sorts && link.role !== "recipient" ? nameSorts(link) : [term(link.role)]));
  const [first, second, ...rest] = names;
  return [first, second].filter(Boolean).join(", ") + (rest.length ? "…" : "") + (weight > 1 ? ` ×${weight}` : "");
}
const nameSorts = (link) => state.v === "decisions" ? [term(link.role)] : link.sorts.map(term);

// How many neighbours of each node shown aren't.
function countHidden(shown) {
  const inside = new Set(shown);
  return new Map(shown.map((i) => [i, neighbours(i).filter((other) => !inside.has(other)).length]).filter(([, n]) => n));
}
