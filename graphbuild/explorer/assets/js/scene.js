// The picture as a list of things to paint, in pixels of the window: screen, PNG and SVG paint the same list.

const ROLES = ["agent", "recipient", "target", "weapon", "weaponHit", "place", "about"];
const NAMED = 110; // links up to which all carry their names, where there is room
const CURVE = 0.6; // how far links bend that go both ways between two nodes; the same for vis-network, which finds what is under the pointer

let theme = {};
function readTheme() {
  const style = getComputedStyle(document.documentElement), read = (name) => style.getPropertyValue(`--${name}`).trim();
  const names = ["ink", "soft", "paper", "line", "focus", "edge", ...ROLES];
  theme = Object.fromEntries(names.map((name) => [name, read(name)]));
}

const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const boxAround = (x, y, width, height) => ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });

// `marks` says what stands out now: `ring` the nodes chosen, pointed at or under the keys, `link` the key of the link chosen.
function composeScene({ shown, links, hidden }, locate, zoom, marks) {
  const k = Math.min(1.5, Math.max(0.6, zoom));
  const places = new Map(shown.map((i) => [i, { i, r: radius(i) * k, ...locate(i) }]));
  const blocked = [...places.values()].map(({ x, y, r }) => boxAround(x, y, 2 * r + 2, 2 * r + 2));
  const signs = shown.flatMap((i) => drawNode(places.get(i), marks));
  const badges = drawBadges(hidden, places, blocked);
  const labels = drawLabels(places, blocked, marks);
  for (const box of labels.boxes) places.get(box.i).label = box;
  const paths = links.map((link) => drawLink(link, links, places, marks));
  const names = drawNames(paths, blocked, marks, windowSize());
  const lines = paths.flatMap((path) => path.items);
  return { items: [...lines, ...signs, ...names.items, ...labels.items, ...badges.items], labels: labels.boxes, names: names.boxes, badges: badges.boxes };
}

// --- links ---

function viaPoint(a, b) { // as vis-network bends "curvedCW"
  const dx = b.x - a.x, dy = a.y - b.y, angle = Math.atan2(dy, dx) + CURVE * Math.PI, far = CURVE * Math.hypot(dx, dy);
  return { x: a.x + far * Math.sin(angle), y: a.y + far * Math.cos(angle) };
}

function drawLink(link, links, places, marks) {
  const a = places.get(link.from), b = places.get(link.to);
  const bent = isBent(link, links), via = bent ? viaPoint(a, b) : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const end = findEdge(b, via);
  const start = moveTo(a, via, a.r + 1), tip = moveTo(b, via, end), back = moveTo(b, via, end + 8);
  const strong = marks.link ? marks.link === link.key : marks.ring.has(link.from) || marks.ring.has(link.to);
  const colour = link.background ? theme.line : theme[link.role] ?? theme.edge;
  const width = link.background ? 1 : Math.min(6, 1.2 + Math.log2(link.weight)) + (strong ? 1.2 : 0);
  const opacity = marks.ring.size && !strong ? 0.35 : link.background ? 0.9 : 0.85;
  const path = `M${round(start.x)} ${round(start.y)}Q${round(via.x)} ${round(via.y)} ${round(back.x)} ${round(back.y)}`;
  const [ux, uy] = [(tip.x - back.x) / 8, (tip.y - back.y) / 8], w = 3.6 + width / 3;
  const arrow = `M${round(tip.x)} ${round(tip.y)}L${round(back.x - uy * w)} ${round(back.y + ux * w)}L${round(back.x + uy * w)} ${round(back.y - ux * w)}z`;
  const items = [{ path, once: true, x: 0, y: 0, k: 1, stroke: colour, width, dash: link.claim ? "6 4" : link.background ? "1 3" : undefined, opacity }];
  if (!link.background) items.push({ path: arrow, once: true, x: 0, y: 0, k: 1, fill: colour, opacity });
  return { link, strong, colour, items, start, via, tip };
}
function findEdge(node, from) { // how far from its middle a node ends on the way to a point: past its label, so that the arrow is seen
  const far = Math.hypot(from.x - node.x, from.y - node.y) - 20;
  for (let by = node.r + 3; node.label && by < far; by += 2) {
    const { x, y } = moveTo(node, from, by);
    if (!overlaps(boxAround(x, y, 2, 2), node.label)) return by;
  }
  return node.r + 3;
}
const isBent = (link, links) => links.some((other) => other.from === link.to && other.to === link.from);

function moveTo(from, to, by) {
  const dx = to.x - from.x, dy = to.y - from.y, far = Math.hypot(dx, dy) || 1;
  return { x: from.x + dx / far * by, y: from.y + dy / far * by };
}

function drawNames(paths, blocked, marks, { width: wide, height: high }) { // of roles, where there is room; those of what is chosen first
  const items = [], boxes = [];
  const wanted = paths.filter(({ link, strong }) => strong || (!link.background && paths.length <= NAMED && !marks.ring.size));
  wanted.sort((a, b) => b.strong - a.strong || b.link.weight - a.link.weight);
  for (const { link, start, via, tip, colour } of wanted) {
    const text = nameLink(link), width = widthOf(text, 12) + 4;
    for (const t of [0.5, 0.4, 0.6, 0.32, 0.68]) {
      const at = (axis) => (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * via[axis] + t ** 2 * tip[axis];
      const box = boxAround(at("x"), at("y"), width, 14);
      if (box.left < 0 || box.right > wide || box.top < 0 || box.bottom > high || blocked.some((other) => overlaps(box, other))) continue;
      blocked.push(box);
      boxes.push({ ...box, text, link, size: 12 });
      items.push({ text, x: at("x"), y: at("y"), size: 12, fill: link.background ? theme.soft : colour, halo: theme.paper });
      break;
    }
  }
  return { items, boxes };
}

// --- nodes ---

function drawNode({ i, x, y, r }, marks) {
  const node = nodes[i], hollow = isEvent(i) && Boolean(node.claimed);
  const items = drawSign(node.group, x, y, r, { hollow, dash: hollow ? "4 3" : undefined, paper: theme.paper });
  if (hollow) items[1].fill = theme.ink;
  const ring = { path: SHAPES.circle(r + 5), x, y, k: 1, stroke: theme.focus, width: 3 };
  return marks.ring.has(i) ? [ring, ...items] : items;
}

function drawLabels(places, blocked, marks) {
  const items = [], boxes = [];
  const order = [...places.values()].sort((a, b) => (marks.ring.has(b.i) - marks.ring.has(a.i)) || a.i - b.i);
  for (const { i, x, y, r } of order) {
    const { lines, width, height } = measureLabel(i);
    const spots = [[0, r + 4 + height / 2], [0, -r - 4 - height / 2], [r + 5 + width / 2, 0], [-r - 5 - width / 2, 0]];
    const free = spots.map(([dx, dy]) => boxAround(x + dx, y + dy, width, height)).find((box) => !blocked.some((other) => overlaps(box, other)));
    if (!free) continue;
    blocked.push(free);
    boxes.push({ ...free, i, text: lines.join(" "), size: TEXT.size });
    lines.forEach((text, number) => items.push({
      text, x: (free.left + free.right) / 2, y: free.top + (number + 0.5) * TEXT.line, size: TEXT.size,
      weight: weightOf(i), fill: theme.ink, halo: theme.paper,
    }));
  }
  return { items, boxes };
}

function drawBadges(hidden, places, blocked) {
  const items = [], boxes = [];
  for (const [i, n] of hidden) {
    const { x, y, r } = places.get(i), text = `+${n}`, width = widthOf(text, 12, 600) + 10;
    const [bx, by] = [x + 0.7 * r + width / 2, y - 0.7 * r - 6], box = boxAround(bx, by, width, 16);
    if (blocked.some((other) => overlaps(box, other) && !overlaps(boxAround(x, y, 2 * r, 2 * r), other))) continue;
    blocked.push(box);
    boxes.push({ ...box, i, text });
    const pill = `M${8 - width / 2} -8H${width / 2 - 8}a8 8 0 0 1 0 16H${8 - width / 2}a8 8 0 0 1 0 -16z`;
    items.push({ path: pill, x: bx, y: by, k: 1, fill: theme.paper, stroke: theme.soft, width: 1 });
    items.push({ text, x: bx, y: by + 0.5, size: 12, weight: 600, fill: theme.ink });
  }
  return { items, boxes };
}
