// The picture: vis-network holds the few nodes shown, moves and zooms them and finds what is under the pointer; scene.js paints.

const picture = { shown: [], links: [], hidden: new Map(), scene: null, hovered: null, cursor: null, room: null };
let network;

const UNSEEN = { color: "transparent", highlight: "transparent", hover: "transparent", inherit: false };
const OPTIONS = {
  physics: false, layout: { improvedLayout: false }, autoResize: true,
  interaction: { hover: true, multiselect: false, keyboard: false, selectConnectedEdges: false, hoverConnectedEdges: false, zoomSpeed: 0.7 },
  nodes: { shape: "custom", chosen: false },
  edges: { color: UNSEEN, width: 9, chosen: false, smooth: false, selectionWidth: 0, hoverWidth: 0 },
};
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function startPicture() {
  network = new vis.Network(byId("network"), { nodes: [], edges: [] }, OPTIONS);
  network.on("afterDrawing", paintPicture);
  network.on("click", ({ pointer, nodes: [node], edges: [edge] }) => click(pointer.DOM, node, edge));
  byId("network").addEventListener("dblclick", ({ offsetX: x, offsetY: y }) => {
    const node = network.getNodeAt({ x, y });
    if (node !== undefined) focusOn(node);
  });
  for (const [name, value] of [["hoverNode", true], ["blurNode", false]]) {
    network.on(name, ({ node }) => { picture.hovered = value ? node : null; point(value); });
  }
  for (const [name, value] of [["hoverEdge", true], ["blurEdge", false]]) network.on(name, () => point(value));
  network.on("resize", () => {
    const { width, height } = windowSize(), drawn = picture.room;
    if (drawn && width && Math.abs(width - drawn.width) + Math.abs(height - drawn.height) > 40) showPicture();
  });
  byId("network").querySelector("canvas").setAttribute("aria-hidden", "true");
}

const point = (over) => {
  byId("network").classList.toggle("over", over);
  network.redraw();
};
const windowSize = () => ({ width: byId("network").clientWidth, height: byId("network").clientHeight });
const LEAST = 120; // pixels of a side for which the picture is arranged: a frame may open without any
const BELOW = 36; // pixels at the bottom for what says how much is shown
const above = () => byId("chips").offsetHeight; // for what says what narrows the view
const free = ({ width, height } = windowSize()) => ({
  width: Math.max(width, LEAST), height: Math.max(height - BELOW - above(), LEAST), middle: (BELOW - above()) / 2,
});

function readMarks() {
  const ring = new Set(chosen());
  if (ring.size < 2) for (const i of [picture.hovered, picture.cursor]) if (i !== null) ring.add(i);
  return { ring, link: chosen().length === 2 ? chosen().join(" ") : "" };
}

function paintPicture(brush) {
  const places = network.getPositions(picture.shown);
  picture.scene = composeScene(picture, (i) => network.canvasToDOM(places[i]), network.getScale(), readMarks());
  const ratio = brush.canvas.width / brush.canvas.clientWidth;
  brush.save();
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const item of picture.scene.items) paint(brush, item);
  brush.restore();
}

function click({ x, y }, node, edge) {
  const within = (boxes, pad) => boxes.find((box) => x > box.left - pad && x < box.right + pad && y > box.top - pad && y < box.bottom + pad);
  const badge = within(picture.scene.badges, 4), text = within(picture.scene.labels, 0), name = within(picture.scene.names, 0);
  byId("network").focus({ preventScroll: true });
  if (badge) expand(badge.i);
  else if (node !== undefined || text) openNode(node ?? text.i);
  else if (name || edge !== undefined) openLink(name?.link ?? picture.links.find((link) => link.key === edge));
  else go({ i: "" });
}

const expand = (i) => go({ x: [...state.x, idOf(i)] });
const openLink = ({ from, to }) => go({ i: idOf(from, to) });
const focusOn = (i, depth = isEvent(i) || state.v !== "full" ? "1" : "2") => go({ n: idOf(i), d: depth, p: "", q: "", x: [], i: idOf(i) });
const members = Object.fromEntries(VIEWS.map((view) => [view, lazily(() => Object.keys(data.views[view].positions).map(Number))]));
const isInView = (i) => Object.hasOwn(data.views[state.v].positions, i);

// Shows what a node rests on, and the node itself among what surrounds it when it isn't in the picture.
function openNode(i) {
  if (picture.shown.includes(i) || (state.w === "table" && isInView(i))) go({ i: idOf(i) });
  else if (!isInView(i)) go({ v: "full", n: idOf(i), d: isEvent(i) ? "1" : "2", p: "", q: "", x: [], i: idOf(i) });
  else focusOn(i);
}

function toVis(positions) {
  const frame = (i) => ({ width: 2 * radius(i), height: 2 * radius(i) });
  return {
    nodes: picture.shown.map((i) => ({ id: i, ...positions.get(i), ctxRenderer: () => ({ drawNode() {}, nodeDimensions: frame(i) }) })),
    edges: picture.links.map((link) => ({
      id: link.key, from: link.from, to: link.to,
      smooth: isBent(link, picture.links) && { enabled: true, type: "curvedCW", roundness: 2 * CURVE - 1 },
    })),
  };
}

// Draws what is in the picture now. What only grows stays where it is, so that the reader doesn't lose their place.
function showPicture({ grow = false } = {}) {
  const old = grow ? Object.entries(network.getPositions(picture.shown)).map(([i, at]) => [Number(i), at]) : [];
  const shown = findScope(), added = shown.filter((i) => !old.some(([known]) => known === i));
  Object.assign(picture, { shown, links: linksAmong(shown), hidden: countHidden(shown), hovered: null, room: windowSize() });
  if (!shown.includes(picture.cursor)) picture.cursor = null;
  const space = free();
  const { positions, scale } = old.length
    ? { positions: placeBeside(added, picture.links, new Map(old.filter(([i]) => shown.includes(i)))), scale: null }
    : arrange(shown, picture.links, space);
  network.setData(toVis(positions));
  if (scale === null) fit({ animation: !still() });
  else network.moveTo({ position: { x: 0, y: space.middle / scale }, scale, animation: false });
  showCounts();
}

function fit({ animation = false } = {}) {
  const boxes = Object.entries(network.getPositions(picture.shown)).map(([i, { x, y }]) => toBox(Number(i), x, y));
  if (!boxes.length) return;
  const [left, right] = [Math.min(...boxes.map((b) => b.x - b.half)), Math.max(...boxes.map((b) => b.x + b.half))];
  const [top, bottom] = [Math.min(...boxes.map((b) => b.y - b.up)), Math.max(...boxes.map((b) => b.y + b.down))];
  const { width, height, middle } = free();
  const scale = Math.min(1.2, width / (right - left), height / (bottom - top));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + middle / scale }, scale, animation: animation && { duration: 300 } });
}

const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: !still() && { duration: 150 } });

// Says how much is shown, and of what isn't, as buttons that bring it.
function showCounts() {
  const left = { events: 0, actors: 0, weapons: 0, places: 0 };
  const kind = (i) => isEvent(i) ? "events" : `${nodes[i].group}s`;
  const test = filter(), inside = new Set(picture.shown);
  for (const i of members[state.v]()) if (!inside.has(i) && !isHidden(i) && (!isEvent(i) || test(i))) left[kind(i)] += 1;
  const more = Object.entries(left).filter(([, n]) => n > 0).map(([name, n]) => say(name, { n }));
  byId("shown").textContent = say("shown", { n: picture.shown.length });
  byId("more").hidden = !more.length || !canGrow();
  byId("more").textContent = `+ ${more.join(", ")}`;
  byId("nothing").hidden = picture.shown.length > 0;
  byId("nothing").textContent = say(isFiltered() || state.g.length ? "nothing" : "nothingHere");
}
const canGrow = () => !state.n && !state.p && !state.q && picture.shown.length < MOST.all;
