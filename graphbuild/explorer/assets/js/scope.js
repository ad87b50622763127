// Which nodes and links are in the picture. Never all of a large file: the most telling ones, what the reader asked for, and what they opened.

const MOST = { first: 40, projected: 28, around: 60, all: 150 }; // nodes; fewer where links have to carry names
const OPENED = 12; // neighbours that a click on a badge brings
const SPACE = 12_000; // square pixels of the window that a node and its label need

function room() {
  const { clientWidth, clientHeight } = byId("network");
  return Math.max(10, Math.floor(clientWidth * clientHeight / SPACE));
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
  const limit = Math.min(Math.round(1.4 * room()), MOST.around);
  if (state.p) return findPath(...pathEnds())?.all ?? pathEnds();
  if (focus() !== undefined) return surround(focus(), Number(state.d), limit);
  if (state.q) return gather(findNamed(state.q).slice(0, limit / 2), limit);
  const inFocus = (data.meta.focus ?? []).filter(isInView);
  const first = isFiltered() ? [] : [...new Set([...inFocus, ...[...data.views[state.v].first].sort((a, b) => a - b)])];
  const more = Number(state.m) || 0;
  return gather(first, Math.min(room(), state.v === "full" ? MOST.first : MOST.projected) + more);
}

// Fills up with what has to do with the nodes given: an event with its parts, or a link with its ends, most telling first.
function gather(start, limit) {
  const open = start.filter((i) => !isHidden(i));
  const shown = new Set(open.slice(0, open.length > limit ? 1 : limit)); // half of what belongs together tells less than a little of it whole
  if (shown.size >= limit) return [...shown];
  const { list, toUnit } = listUnits(), units = [];
  for (const together of [true, true, false]) {
    for (let at = 0; at < list.length; at++) {
      const unit = units[at] ??= toUnit(list[at]);
      if (shown.size >= limit) return [...shown];
      const joins = !together || !shown.size || unit.some((i) => shown.has(i));
      const added = unit.filter((i) => !shown.has(i) && !isHidden(i));
      if (joins && shown.size + added.length <= limit) for (const i of added) shown.add(i);
    }
  }
  return [...shown];
}

const isPart = (event) => (edge) => !edge.background && (edge.s === event || !isEvent(edge.s));

// What is shown together: made of the items of `list` only when their turn comes.
function listUnits() {
  if (state.v === "full") {
    const toUnit = (event) => [event, ...linksOf(event).filter(isPart(event)).filter(linkPasses).map((edge) => otherEnd(edge, event))];
    return { list: events().filter(filter()), toUnit };
  }
  const list = graphs[state.v]().links.filter(linkPasses).map(({ s, t, events: behind }) => ({ s, t, weight: behind.filter(filter()).length }));
  return { list: list.sort((a, b) => b.weight - a.weight || a.s + a.t - b.s - b.t), toUnit: ({ s, t }) => [s, t] };
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
  return new Map(shown.map((i) => [i, [...findNeighbours(i)].filter((other) => !inside.has(other)).length]).filter(([, n]) => n));
}
