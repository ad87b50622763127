"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const hidden = new Set();
  let scope = new Set(Object.keys(data.first));

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const shows = (node) => scope.has(node.id) && !hidden.has(node.group);
  const nodeSet = new vis.DataSet(data.nodes);
  const nodeView = new vis.DataView(nodeSet, { filter: shows });
  const edges = new vis.DataSet(data.edges);
  const edgeView = new vis.DataView(edges, { filter: (edge) => shows(nodes.get(edge.from)) && shows(nodes.get(edge.to)) });
  const network = new vis.Network(byId("network"), { nodes: nodeView, edges: edgeView }, data.options);

  function refresh() {
    nodeView.refresh();
    edgeView.refresh();
    byId("counts").textContent = `${nodeView.length} nœuds sur ${data.nodes.length} et ${edgeView.length} liens sur ` +
      `${data.edges.length} sont montrés ; ${data.articles} articles.`;
    network.fit({ animation: false });
  }

  function look(ids) {
    scope = new Set(ids);
    refresh();
  }

  function overview() { // the first view has its own, wider layout
    nodeSet.update(Object.entries(data.first).map(([id, [x, y]]) => ({ id, x, y })));
    look(Object.keys(data.first));
  }

  function everything() {
    nodeSet.update(data.nodes.map(({ id, x, y }) => ({ id, x, y })));
    look(nodes.keys());
  }

  function neighbours(id) {
    const found = new Set([id]);
    for (const edge of data.edges) {
      if (edge.from === id || edge.to === id) found.add(edge.from).add(edge.to);
    }
    for (const edge of data.edges) { // the other fillers of the events beside it
      if (found.has(edge.from) && nodes.get(edge.from).group === "Event") found.add(edge.to);
    }
    return found;
  }

  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text ?? "" });

  function quote({ sentence, words, article }) {
    const block = element("blockquote");
    const at = words ? sentence.indexOf(words) : -1;
    if (at < 0) block.append(sentence);
    else block.append(sentence.slice(0, at), element("mark", words), sentence.slice(at + words.length));
    block.append(element("br"), element("cite", article));
    return block;
  }

  function explain(title, facts, quotes, id) {
    const panel = byId("evidence");
    const list = element("dl");
    for (const [name, value] of facts) if (value) list.append(element("dt", name), element("dd", value));
    panel.replaceChildren(element("h2", title), list, ...quotes.map(quote));
    if (id && nodes.has(id)) {
      const around = element("button", "Montrer ce qui l’entoure");
      around.addEventListener("click", () => look(neighbours(id)));
      list.after(around);
    }
  }

  function explainNode(id) {
    const node = nodes.get(id);
    const roles = data.edges.filter((edge) => edge.from === id).map((edge) => [edge.label, nodes.get(edge.to).name]);
    const facts = [["type", node.type], ["date", node.date], ["statut", node.status], ["certitude", node.certainty]];
    explain(node.name, [...facts, ...roles], node.evidence, id);
  }

  function explainEdge(id) {
    const edge = edges.get(id);
    const facts = [["rôle", edge.label], ["fondé sur", edge.basis], ["confiance", edge.confidence]];
    explain(`${nodes.get(edge.from).name} — ${edge.label} — ${nodes.get(edge.to).name}`, facts, edge.evidence);
  }

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node) explainNode(node);
    else if (edge) explainEdge(edge);
  });
  network.on("doubleClick", ({ nodes: [node] }) => { if (node) look(neighbours(node)); });

  for (const [group, name, colour] of data.legend) {
    const label = element("label");
    const box = Object.assign(element("input"), { type: "checkbox", checked: true });
    const swatch = element("span");
    swatch.className = "swatch";
    swatch.style.background = colour;
    box.addEventListener("change", () => { box.checked ? hidden.delete(group) : hidden.add(group); refresh(); });
    label.append(box, swatch, name);
    byId("legend").append(label);
  }
  byId("names").append(...[...new Set(data.nodes.filter((node) => node.group !== "Event").map((node) => node.name))]
    .sort((a, b) => a.localeCompare(b, "fr")).map((name) => Object.assign(element("option"), { value: name })));
  byId("search").addEventListener("change", (event) => {
    const wanted = fold(event.target.value.trim());
    if (!wanted) return;
    const found = data.nodes.find((node) => fold(node.name) === wanted) ?? data.nodes.find((node) => fold(node.name).includes(wanted));
    if (!found) { byId("counts").textContent = `Rien ne s’appelle « ${event.target.value} ».`; return; }
    look(neighbours(found.id));
    network.selectNodes([found.id]);
    explainNode(found.id);
  });
  byId("back").addEventListener("click", overview);
  byId("all").addEventListener("click", everything);
  window.graphbuild = { network, explainNode, explainEdge, ready: true };
  overview();
})();
