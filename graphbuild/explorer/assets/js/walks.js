// Ways through the network: neighbours, and the shortest paths between two nodes.

const isHidden = (i) => state.g.includes(nodes[i].group);
const otherEnd = (link, i) => link.s === i ? link.t : link.s;

// Neighbours of a node that pass. What belongs to what is no neighbourhood: it would join all through states.
function findNeighbours(i, background = false) {
  const found = new Set(), { links, incident } = graphs[state.v]();
  for (const number of incident(i)) {
    const link = links[number], other = otherEnd(link, i);
    if (other !== i && (background || !link.background) && linkPasses(link) && !isHidden(other)) found.add(other);
  }
  return found;
}
const neighbours = (i, background) => [...findNeighbours(i, background)].sort((a, b) => a - b); // most telling first

// Nodes around one, at most `limit`: those a step away, each with what is a step further when `depth` is 2.
function surround(i, depth, limit) {
  const found = new Set([i]);
  const near = neighbours(i);
  for (const other of near) {
    if (found.size >= limit) break;
    found.add(other);
    if (depth < 2) continue;
    for (const further of neighbours(other)) {
      if (found.size < limit && (isEvent(other) || further < i || found.size < limit / 2)) found.add(further);
    }
  }
  return [...found];
}

// Nodes on shortest paths from one to another, with the first path in order; null when there is none.
function findPath(from, to) {
  for (const background of [false, true]) {
    const steps = measurePaths(from, to, background);
    if (steps.has(to)) return trace(from, to, steps);
  }
  return null;
}

function measurePaths(from, to, background) { // for each node reached: how far it is, and from where it was reached
  const steps = new Map([[from, { far: 0, before: [] }]]);
  let edge = [from];
  while (edge.length && !steps.has(to)) {
    const next = [];
    for (const i of edge) {
      for (const other of neighbours(i, background)) {
        const known = steps.get(other);
        if (!known) {
          steps.set(other, { far: steps.get(i).far + 1, before: [i] });
          next.push(other);
        } else if (known.far === steps.get(i).far + 1) known.before.push(i);
      }
    }
    edge = next;
  }
  return steps;
}

function trace(from, to, steps) { // the paths back, most telling first
  const path = [to];
  while (path[0] !== from) path.unshift(Math.min(...steps.get(path[0]).before));
  const found = new Set(path), open = [to];
  while (open.length && found.size < 24) {
    for (const before of steps.get(open.shift()).before) {
      if (!found.has(before) && found.size < 24) found.add(before);
      open.push(before);
    }
    if (open.length > 500) break;
  }
  return { path, all: [...found] };
}
