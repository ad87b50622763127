// Where nodes go in the window: near what they are linked to (stress layout), labels beside each other and not over each other.

const FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif";
const TEXT = { size: 13, line: 15, letters: [18, 13] }; // pixels, and letters of a line of a label, in a small window too
const FULL = 0.55; // how much of the window nodes and labels may cover
const SETTLED = 0.004; // of the length of a link: no node moves further in a round
const ROUNDS = { stress: 80, spread: 800 };

const pen = document.createElement("canvas").getContext("2d");
function widthOf(text, size = TEXT.size, weight = 400) {
  pen.font = `${weight} ${size}px ${FONT}`;
  return pen.measureText(text).width;
}

const weightOf = (i) => isEvent(i) ? 400 : 600;

function wrap(text) { // at most two lines
  const most = TEXT.letters[isSmall() ? 1 : 0], lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= most || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const cut = (line, more) => more || line.length > most + 4 ? `${line.slice(0, most + 2).trimEnd()}…` : line;
  return lines.slice(0, 2).map((line, number) => cut(line, number === 1 && lines.length > 2));
}

function measureLabel(i) {
  const lines = wrap(label(i));
  return { lines, width: Math.max(...lines.map((line) => widthOf(line, TEXT.size, weightOf(i)))) + 4, height: lines.length * TEXT.line };
}

// Distances in links between nodes, by breadth first from each; those of other components are a little further than any.
function findDistances(shown, links) {
  const place = new Map(shown.map((i, at) => [i, at])), beside = shown.map(() => []);
  for (const { from, to } of links) {
    beside[place.get(from)].push(place.get(to));
    beside[place.get(to)].push(place.get(from));
  }
  return shown.map((_, start) => {
    const far = new Array(shown.length).fill(Infinity);
    far[start] = 0;
    for (let open = [start], at; (at = open.shift()) !== undefined;) {
      for (const other of beside[at]) if (far[other] === Infinity) { far[other] = far[at] + 1; open.push(other); }
    }
    return far;
  });
}

function reduceStress(points, distances) { // moves each point to where all others would have it, near ones more so
  const known = distances.flat().filter((d) => d < Infinity);
  const apart = Math.min(5, known.reduce((most, d) => Math.max(most, d), 1) + 1);
  for (let turn = 0, moved = 1; moved > SETTLED && turn < ROUNDS.stress; turn++) {
    moved = 0;
    for (let i = 0; i < points.length; i++) {
      const point = points[i];
      let sum = 0, x = 0, y = 0;
      for (let j = 0; j < points.length; j++) {
        if (i === j) continue;
        const d = Math.min(distances[i][j], apart), weight = 1 / (d * d);
        const dx = point.x - points[j].x, dy = point.y - points[j].y, now = Math.sqrt(dx * dx + dy * dy) || 0.01;
        x += weight * (points[j].x + d * dx / now);
        y += weight * (points[j].y + d * dy / now);
        sum += weight;
      }
      if (!sum) continue;
      moved = Math.max(moved, Math.abs(x / sum - point.x), Math.abs(y / sum - point.y));
      point.x = x / sum;
      point.y = y / sum;
    }
  }
}

function turnWide(points, wide) { // the longer side of the picture along the longer side of the window
  const mean = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [mx, my] = [mean("x"), mean("y")];
  let xx = 0, yy = 0, xy = 0;
  for (const { x, y } of points) { xx += (x - mx) ** 2; yy += (y - my) ** 2; xy += (x - mx) * (y - my); }
  const angle = -Math.atan2(2 * xy, xx - yy) / 2 + (wide ? 0 : Math.PI / 2);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (const point of points) {
    const [x, y] = [point.x - mx, point.y - my];
    Object.assign(point, { x: x * cos - y * sin, y: x * sin + y * cos });
  }
}

// Stretches points over a length: half by their place, half by their rank, so that neither clumps nor outliers rule.
function stretch(points, axis, length) {
  const sorted = [...points].sort((a, b) => a[axis] - b[axis]);
  const low = sorted[0][axis], span = sorted.at(-1)[axis] - low || 1;
  const places = sorted.map((point, rank) => (0.4 * rank / Math.max(1, sorted.length - 1) + 0.6 * (point[axis] - low) / span));
  sorted.forEach((point, rank) => { point[axis] = (places[rank] - 0.5) * length; });
}

function toBox(i, x, y, scale = 1) { // what a node and the label below it take up; labels keep their size when the picture shrinks
  const { width, height } = measureLabel(i), r = radius(i) + 3;
  return { i, x, y, half: Math.max(width / 2 / scale, r) + 5, up: r + 10, down: r + height / scale + 5 };
}

function push(a, b) { // moves two overlapping boxes apart along the shorter way; true if they did overlap
  const wide = a.half + b.half - Math.abs(b.x - a.x);
  const high = a.y < b.y ? a.down + b.up - (b.y - a.y) : b.down + a.up - (a.y - b.y);
  if (wide <= 0 || high <= 0) return false;
  const [axis, by] = wide < high ? ["x", (b.x < a.x ? -1 : 1) * wide] : ["y", (b.y < a.y ? -1 : 1) * high];
  const share = a.fixed ? 0 : b.fixed ? 1 : 0.5;
  a[axis] -= by * share;
  b[axis] += by * (1 - share);
  return true;
}

function spread(boxes, width, height) {
  const widest = Math.max(...boxes.map((box) => box.half));
  for (let turn = 0, moved = true; moved && turn < ROUNDS.spread; turn++) {
    moved = false;
    boxes.sort((a, b) => a.x - b.x);
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length && boxes[j].x - boxes[i].x < boxes[i].half + widest; j++) {
        moved = push(boxes[i], boxes[j]) || moved;
      }
    }
    for (const box of boxes) {
      if (box.fixed) continue;
      box.x = Math.min(Math.max(box.x, box.half - width / 2), width / 2 - box.half);
      box.y = Math.min(Math.max(box.y, box.up - height / 2), height / 2 - box.down);
    }
  }
  return boxes;
}

// Positions of nodes around 0,0 for a window; `scale` is how small they have to be shown to fit in.
function arrange(shown, links, { width, height }) {
  if (!shown.length) return { positions: new Map(), scale: 1 };
  const { near = {}, positions } = data.views[state.v];
  const start = (i, at) => near[i] ?? positions[i] ?? [Math.cos(at) * 300, Math.sin(at) * 300];
  const points = shown.map((i, at) => ({ i, x: start(i, at)[0] / 100, y: start(i, at)[1] / 100 }));
  reduceStress(points, findDistances(shown, links.filter((link) => !link.background)));
  turnWide(points, width > height);
  const needed = points.reduce((sum, { i }) => { const box = toBox(i, 0, 0); return sum + 2 * box.half * (box.up + box.down); }, 0);
  const scale = Math.min(1, Math.sqrt(FULL * width * height / needed));
  const [wide, high] = [width / scale, height / scale];
  stretch(points, "x", wide - (isSmall() ? 60 : 100));
  stretch(points, "y", high - (isSmall() ? 50 : 80));
  const boxes = spread(points.map(({ i, x, y }) => toBox(i, x, y, scale)), wide, high);
  return { positions: new Map(boxes.map(({ i, x, y }) => [i, { x, y }])), scale };
}

// Positions of nodes that come to others, which stay where they are: each on a ring around a neighbour, as near as there is room.
function placeBeside(added, links, old) {
  const boxes = [...old].map(([i, { x, y }]) => ({ ...toBox(i, x, y), fixed: true }));
  const isFree = (box) => !boxes.some((other) => push({ ...other }, { ...box }));
  const open = new Set(added), positions = new Map(old);
  const beside = (i) => links.flatMap(({ from, to }) => from === i ? [to] : to === i ? [from] : []).find((j) => positions.has(j));
  while (open.size) {
    const next = [...open].find((i) => beside(i) !== undefined) ?? [...open][0];
    const { x, y } = positions.get(beside(next)) ?? { x: 0, y: 0 };
    for (let step = 0; ; step++) {
      const far = 70 + 4 * step, angle = 2.4 * step; // the golden angle
      const box = toBox(next, x + far * Math.cos(angle), y + 0.7 * far * Math.sin(angle));
      if (step < 400 && !isFree(box)) continue;
      boxes.push({ ...box, fixed: true });
      positions.set(next, { x: box.x, y: box.y });
      break;
    }
    open.delete(next);
  }
  return positions;
}
