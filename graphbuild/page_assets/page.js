"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  const LABELLED = 25; // nodes in view up to which edges carry their names
  const ROOM = { least: 11000, most: 34000 }; // square pixels of the picture per node
  const hidden = new Set();
  let scope = new Set(), chosen = null, hovered = null; // ids of a node or edge

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();
  const say = (key, values = {}) => data.texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const isEvent = (node) => node.group === "Event" || node.group === "Reported";

  // --- the picture ---

  const shows = (node) => scope.has(node.id) && !hidden.has(node.group);
  const nodeSet = new vis.DataSet(data.nodes), edgeSet = new vis.DataSet(data.edges);
  const nodeView = new vis.DataView(nodeSet, { filter: shows });
  const edgeView = new vis.DataView(edgeSet, { filter: (edge) => shows(nodes.get(edge.from)) && shows(nodes.get(edge.to)) });
  const network = new vis.Network(byId("network"), { nodes: nodeView, edges: edgeView }, data.options);

  const pen = document.createElement("canvas").getContext("2d");
  function measure(node) { // half width, half height and offset of what a node and its label below it take up
    const { size, font } = data.options.groups[node.group];
    pen.font = `${font.size}px arial`;
    return { half: Math.max(pen.measureText(node.label).width / 2, size) + 6, tall: size + font.size / 2 + 8, down: font.size / 2 + 3 };
  }

  // Stretches points over a box: half by their place, half by their rank, so that neither clumps nor outliers rule.
  function stretch(points, axis, length) {
    const sorted = [...points].sort((a, b) => a[axis] - b[axis]);
    const low = sorted[0][axis], span = sorted.at(-1)[axis] - low || 1;
    const places = sorted.map((point, rank) => (rank / Math.max(1, sorted.length - 1) + (point[axis] - low) / span) / 2);
    sorted.forEach((point, rank) => { point[axis] = places[rank] * length; });
  }

  function push(a, b) { // moves two overlapping boxes apart along the shorter way; true if they did overlap
    const dx = b.x - a.x, dy = b.y + b.down - a.y - a.down;
    const wide = a.half + b.half - Math.abs(dx), high = a.tall + b.tall - Math.abs(dy);
    if (wide <= 0 || high <= 0) return false;
    const [axis, by] = wide < high ? ["x", (dx < 0 ? -1 : 1) * wide] : ["y", (dy < 0 ? -1 : 1) * high];
    a[axis] -= by / 2;
    b[axis] += by / 2;
    return true;
  }

  function spread(boxes, width, height) { // until no label lies over another, or for a hundred rounds
    const widest = Math.max(...boxes.map((box) => box.half));
    for (let round = 0, moved = true; moved && round < 100; round++) {
      moved = false;
      boxes.sort((a, b) => a.x - b.x);
      for (let i = 0; i < boxes.length; i++) {
        for (let j = i + 1; j < boxes.length && boxes[j].x - boxes[i].x < boxes[i].half + widest; j++) {
          moved = push(boxes[i], boxes[j]) || moved;
        }
      }
      for (const box of boxes) {
        box.x = Math.min(Math.max(box.x, box.half), width - box.half);
        box.y = Math.min(Math.max(box.y, box.tall - box.down), height - box.tall - box.down);
      }
    }
  }

  function arrange(points) { // [id, [x, y]] laid out for the shape of the window
    const { clientWidth, clientHeight } = byId("network");
    const area = clientWidth * clientHeight;
    const scale = Math.sqrt(Math.min(Math.max(area, ROOM.least * points.length), ROOM.most * points.length) / area);
    const [width, height] = [clientWidth * scale, clientHeight * scale];
    const boxes = points.map(([id, [x, y]]) => ({ id, x, y, ...measure(nodes.get(id)) }));
    stretch(boxes, "x", width);
    stretch(boxes, "y", height);
    spread(boxes, width, height);
    nodeSet.update(boxes.map(({ id, x, y }) => ({ id, x, y })));
  }

  const touches = (edge, id) => edge.id === id || edge.from === id || edge.to === id;

  function nameEdges() { // only edges of a small view, those of what is chosen and the one pointed at carry their names
    const few = nodeView.length <= LABELLED;
    const wanted = (edge) => few ? edgeView.get(edge.id) !== null : touches(edge, chosen) || edge.id === hovered;
    const changed = edgeSet.get({ filter: (edge) => (edge.label === undefined) === wanted(edge) });
    edgeSet.update(changed.map(({ id, name }) => ({ id, label: wanted(edges.get(id)) ? name : undefined })));
  }

  function refresh() {
    nodeView.refresh();
    edgeView.refresh();
    nameEdges();
    byId("counts").textContent = say("counts", {
      nodes: nodeView.length, all_nodes: data.nodes.length, edges: edgeView.length, all_edges: data.edges.length,
      articles: Object.keys(data.articles).length,
    });
    listShown();
  }

  function look(points) {
    scope = new Set(points.map(([id]) => id));
    chosen = null;
    network.unselectAll();
    if (points.length) arrange(points);
    refresh();
    network.fit({ animation: false, maxZoomLevel: 1.1 });
  }

  const place = (id) => [id, [nodes.get(id).x, nodes.get(id).y]];
  const overview = () => look(Object.entries(data.first));
  function everything() {
    showAll();
    look([...nodes.keys()].map(place));
  }

  function neighbours(id) {
    const found = new Set([id]);
    for (const edge of data.edges) if (touches(edge, id)) found.add(edge.from).add(edge.to);
    for (const edge of data.edges) { // the other parts of the events beside it
      if (found.has(edge.from) && isEvent(nodes.get(edge.from))) found.add(edge.to);
    }
    return [...found];
  }

  function showAll() { // of every group
    hidden.clear();
    for (const box of byId("legend").querySelectorAll("input")) box.checked = true;
  }

  function goTo(id) { // shows a node among what surrounds it, unless it is in view
    if (!shows(nodes.get(id))) {
      showAll();
      look(neighbours(id).map(place));
    }
    explainNode(id);
    focusPanel();
  }

  // --- the panel; everything from the texts goes in as text, never as markup ---

  function make(name, content = [], properties = {}) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...[content].flat());
    return element;
  }

  const button = (text, action, label) => {
    const made = make("button", text, { type: "button" });
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    return made;
  };
  const nodeButton = (id) => button(nodes.get(id).name, () => goTo(id));
  const section = (key, items, name = "ul") => items.length ? [make("h3", say(key)), make(name, items)] : [];
  const focusPanel = () => byId("evidence").querySelector("h2").focus();

  function list(facts) {
    return make("dl", facts.filter(([, value]) => value !== "").flatMap(([name, value]) => [make("dt", name), make("dd", String(value))]));
  }

  function quote(number, spans) {
    const [article, sentence] = data.sentences[number];
    const letters = [...sentence]; // offsets count code points
    const parts = [];
    let at = 0;
    for (const [begin, end] of spans.sort((a, b) => a[0] - b[0])) {
      if (begin < at) continue;
      parts.push(letters.slice(at, begin).join(""), make("mark", letters.slice(begin, end).join("")));
      at = end;
    }
    return make("blockquote", [...parts, letters.slice(at).join(""), make("cite", data.articles[article].join(", "))]);
  }

  function quotes(...ids) { // each sentence once, with all that is named in it
    const found = new Map();
    for (const [number, begin, end] of ids.flatMap((id) => data.spans[id] ?? [])) {
      found.set(number, [...found.get(number) ?? [], [begin, end]]);
    }
    return section("quotes", [...found].map(([number, spans]) => quote(number, spans)), "div");
  }

  function explain(title, ...parts) {
    byId("evidence").replaceChildren(make("h2", title, { tabIndex: -1 }), ...parts.flat());
    byId("evidence").parentElement.scrollTop = 0;
  }

  function choose(id) {
    chosen = id;
    nameEdges();
  }

  const claimsOf = (key, id) => data.claims.filter((claim) => claim[key] === id);
  const nameOf = (id) => nodes.get(id).name;

  function warn(node) { // what keeps an event from being a plain fact, and who says a statement
    const made = (key, values) => [make("p", say(key, values), { className: "claim" })];
    const speakers = data.edges.filter((edge) => node.speaks && edge.agent && edge.from === node.id).map((edge) => nameOf(edge.to));
    const sources = claimsOf("about", node.id).map((claim) => `${nameOf(claim.source)} (${claim.name})`);
    const told = node.facts.filter(([name]) => name !== "date").map(([, value]) => value).slice(0, 2).join(", ");
    return [
      ...speakers.length ? made("said", { speakers: speakers.join(", ") }) : [],
      ...sources.length ? made("claimed", { sources: sources.join(", ") }) : node.group === "Reported" ? made("unsettled", { told }) : [],
    ];
  }

  function tellClaim(claim, other) {
    const facts = claim.facts.map(([name, value]) => `${name} ${value}`).join(", ");
    const proof = button(say("evidence"), () => { explainClaim(claim); focusPanel(); }, `${say("evidence")} : ${claim.name} ${nameOf(other)}`);
    const told = other === claim.source ? [nodeButton(other), ` ${claim.name}`] : [`${claim.name} : `, nodeButton(other)];
    return make("li", [...told, facts && ` (${facts})`, " — ", proof], { className: "claim" });
  }

  function tellEdge(edge, other) {
    const title = `${edge.name} : ${nameOf(other)}`;
    const prove = () => { network.selectEdges(edgeView.get(edge.id) ? [edge.id] : []); explainEdge(edge.id); focusPanel(); };
    const proof = button(say("evidence"), prove, `${say("evidence")} : ${title}`);
    const type = isEvent(nodes.get(other)) ? ` (${nodes.get(other).type})` : "";
    return make("li", [`${edge.name} : `, nodeButton(other), `${type} — `, proof], { className: edge.claim ? "claim" : "" });
  }

  function explainNode(id) {
    const node = nodes.get(id);
    if (nodeView.get(id)) network.selectNodes([id]);
    choose(id);
    const linked = data.edges.filter((edge) => touches(edge, id) && !data.claims.some((claim) => claim.id === edge.id));
    explain(
      node.name,
      make("p", node.type, { className: "soft" }), warn(node),
      list([...node.facts, [say("names"), node.names.join(", ")]]),
      button(say("around"), () => { look(neighbours(id).map(place)); explainNode(id); focusPanel(); }),
      section("claims", claimsOf("about", id).map((claim) => tellClaim(claim, claim.source))),
      section("told", claimsOf("source", id).map((claim) => tellClaim(claim, claim.about))),
      quotes(id),
      section("links", linked.map((edge) => tellEdge(edge, edge.from === id ? edge.to : edge.from))),
    );
  }

  function explainEdge(id) {
    const edge = edges.get(id), claim = data.claims.find((each) => each.id === id);
    choose(id);
    if (claim) { explainClaim(claim); return; }
    explain(
      `${nameOf(edge.from)} — ${edge.name} — ${nameOf(edge.to)}`,
      edge.claim ? make("p", say("claim"), { className: "claim" }) : [], list(edge.facts),
      make("p", [nodeButton(edge.from), " — ", nodeButton(edge.to)]), quotes(id, edge.from),
    );
  }

  function explainClaim(claim) {
    explain(
      `${nameOf(claim.source)} — ${claim.name} — ${nameOf(claim.about)}`,
      make("p", say("claim"), { className: "claim" }), list(claim.facts),
      make("p", [nodeButton(claim.source), " — ", nodeButton(claim.about)]), quotes(claim.id, claim.about),
    );
  }

  // --- search, legend, lists ---

  function listShown() {
    const sorted = nodeView.get().sort((a, b) => a.group.localeCompare(b.group) || a.name.localeCompare(b.name, "fr"));
    const item = (node) => make("li", [nodeButton(node.id), make("span", ` ${node.type}`, { className: "soft" })]);
    byId("shown").querySelector("summary").textContent = `${say("shown")} (${sorted.length})`;
    byId("shown").querySelector("ul").replaceChildren(...sorted.map(item));
  }

  function search(text) {
    const wanted = fold(text.trim());
    if (!wanted) return;
    const called = (test) => data.nodes.filter((node) => [node.name, ...node.names].some((name) => test(fold(name))));
    const same = called((name) => name === wanted).filter((node) => !isEvent(node));
    const like = same.length ? same : called((name) => name.includes(wanted));
    const things = like.filter((node) => !isEvent(node)); // trigger words only where no name fits
    const found = things.length ? things : like;
    if (!found.length) { byId("counts").textContent = say("nothing", { name: text }); return; }
    showAll();
    if (same.length || found.length === 1) look([...new Set(found.flatMap(({ id }) => neighbours(id)))].map(place));
    if (found.length === 1) explainNode(found[0].id);
    else {
      const item = ({ id, type }) => make("li", [nodeButton(id), make("span", ` ${type}`, { className: "soft" })]);
      explain(say("several", { name: text }), make("ul", found.map(item)));
    }
    focusPanel();
  }

  function drawSign({ group }) { // the node of a group, as the picture draws it
    const { color, shape, shapeProperties } = data.options.groups[group];
    const canvas = make("canvas", [], { width: 18, height: 18 });
    const brush = canvas.getContext("2d");
    const paths = {
      dot: () => brush.arc(9, 9, 7, 0, 7), square: () => brush.rect(3, 3, 12, 12),
      diamond: () => brush.moveTo(9, 1) ?? brush.lineTo(17, 9) ?? brush.lineTo(9, 17) ?? brush.lineTo(1, 9),
      triangle: () => brush.moveTo(9, 2) ?? brush.lineTo(16, 15) ?? brush.lineTo(2, 15),
      triangleDown: () => brush.moveTo(9, 16) ?? brush.lineTo(16, 3) ?? brush.lineTo(2, 3),
    };
    brush.beginPath();
    paths[shape]();
    brush.closePath();
    brush.setLineDash(shapeProperties?.borderDashes ?? []);
    Object.assign(brush, { fillStyle: color.background, strokeStyle: color.border, lineWidth: 1.5 });
    brush.fill();
    brush.stroke();
    canvas.setAttribute("aria-hidden", "true");
    return canvas;
  }

  for (const entry of data.legend) {
    const box = make("input", [], { type: "checkbox", checked: true });
    box.addEventListener("change", () => { box.checked ? hidden.delete(entry.group) : hidden.add(entry.group); refresh(); });
    byId("legend").append(make("label", [box, drawSign(entry), entry.name]));
  }
  const names = new Set(data.nodes.filter((node) => !isEvent(node)).flatMap((node) => [node.name, ...node.names]));
  byId("names").append(...[...names].sort((a, b) => a.localeCompare(b, "fr")).map((value) => make("option", [], { value })));

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node) explainNode(node);
    else if (edge) explainEdge(edge);
  });
  network.on("hoverEdge", ({ edge }) => { hovered = edge; nameEdges(); });
  network.on("blurEdge", () => { hovered = null; nameEdges(); });
  network.on("doubleClick", ({ nodes: [node] }) => { if (node) { look(neighbours(node).map(place)); explainNode(node); } });
  byId("finder").addEventListener("submit", (event) => { event.preventDefault(); search(byId("search").value); });
  byId("back").addEventListener("click", overview);
  byId("all").addEventListener("click", everything);
  byId("table").addEventListener("toggle", () => { if (byId("table").open) byId("table").scrollIntoView({ block: "start" }); });
  byId("table").addEventListener("click", ({ target }) => { if (target.dataset.node) goTo(target.dataset.node); });

  const fonts = Object.values(data.options.groups).map((group) => group.font.size);
  window.graphbuild = { network, nodes, edges, fonts, explainNode, explainEdge, ready: true };
  overview();
})();
