// The picture by keyboard: arrows go from node to node, and what is reached is told.

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function startKeys() {
  byId("network").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = ARROWS[event.key] ? () => step(ARROWS[event.key]) : ACTIONS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  byId("network").addEventListener("focus", () => {
    if (picture.cursor === null && picture.shown.length && byId("network").matches(":focus-visible")) visit(chosen()[0] ?? Math.min(...picture.shown));
  });
  byId("network").addEventListener("blur", () => { picture.cursor = null; network.redraw(); });
}

const atCursor = (act) => () => { if (picture.cursor !== null) act(picture.cursor); };
const ACTIONS = {
  Enter: atCursor((i) => { openNode(i); focusPanel(); }),
  " ": atCursor((i) => openNode(i)),
  n: atCursor((i) => focusOn(i)),
  e: atCursor((i) => { if (picture.hidden.has(i)) expand(i); }),
  Home: () => { if (picture.shown.length) visit(Math.min(...picture.shown)); },
  Escape: () => go({ i: "" }),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => fit({ animation: !still() }),
};

// The next node in a direction: a neighbour where there is one, else any.
function step([dx, dy]) {
  if (picture.cursor === null) { ACTIONS.Home(); return; }
  const places = network.getPositions(picture.shown), from = places[picture.cursor];
  const beside = new Set(picture.links.flatMap(({ from: a, to: b }) => a === picture.cursor ? [b] : b === picture.cursor ? [a] : []));
  const ahead = picture.shown.flatMap((i) => {
    const [x, y] = [places[i].x - from.x, places[i].y - from.y], far = Math.hypot(x, y), along = x * dx + y * dy;
    return far && along > 0.6 * far ? [{ i, cost: far * (2 - along / far) * (beside.has(i) ? 1 : 3) }] : [];
  });
  if (ahead.length) visit(ahead.reduce((best, other) => other.cost < best.cost ? other : best).i);
}

function visit(i) {
  picture.cursor = i;
  network.redraw();
  tell(describe(i));
}

function describe(i) {
  const links = picture.links.filter((link) => (link.from === i || link.to === i) && !link.background);
  const told = links.map((link) => `${nameLink(link)} ${label(link.from === i ? link.to : link.from)}`);
  const parts = [label(i), typeOf(i), showDate(nodes[i].date), nodes[i].claimed && say("claimed"), say("links", { n: links.length }), ...told];
  if (picture.hidden.has(i)) parts.push(say("hidden", { n: picture.hidden.get(i) }));
  return parts.filter(Boolean).join(", ");
}
