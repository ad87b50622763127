// The part of the graph that is visible, in Turtle.

const OUTSIDE = { broader: "skos:broader" }; // properties of other vocabularies; all others are cg:
const SPACES = {
  cg: "https://w3id.org/conflictgraph/ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#", skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#", gaf: "http://groundedannotationframework.org/gaf#",
  nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
};
const DATES = { 1: "gYear", 2: "gYearMonth", 3: "date" };

const escapeText = (text) => `"${text.replace(/[\\"\n\r\t\x00-\x1f]/g, (letter) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[letter] ?? `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
const local = (name) => /^[A-Za-z][\w-]*$/.test(name) ? `cg:${name}` : iri(SPACES.cg + name);
const property = (name) => OUTSIDE[name] ?? local(name);

// Events behind the links of a projection are what it is made from: they go along.
function visibleNodes() {
  return [...new Set([...picture.shown, ...picture.links.flatMap((link) => link.links.flatMap((each) => each.events?.filter(filter()) ?? []))])].sort((a, b) => a - b);
}

function writeTurtle() {
  const list = visibleNodes(), inside = new Set(list);
  const prefixes = Object.entries(SPACES).map(([prefix, space]) => `@prefix ${prefix}: <${space}> .`);
  const claims = data.claims.filter((claim) => inside.has(claim.source) && inside.has(claim.event));
  return [...prefixes, "", ...list.map((i) => writeNode(i, inside)), ...claims.map(writeClaim), ""].join("\n");
}

function writeNode(i, inside) {
  const node = nodes[i];
  const labels = typeof node.label === "object" ? Object.entries(node.label).map(([lang, text]) => escapeText(text) + (lang && `@${lang}`)) : [escapeText(node.label)];
  const facts = [`a ${local(node.type)}`, `rdfs:label ${labels.join(", ")}`];
  for (const name of ["status", "certainty"]) if (node[name]) facts.push(`cg:${name} ${local(node[name])}`);
  if (/^\d{4}(-\d{2}){0,2}$/.test(node.date ?? "")) facts.push(`cg:date "${node.date}"^^xsd:${DATES[node.date.split("-").length]}`);
  const words = spansOf(node).map(locateWords);
  if (words.length) facts.push(`gaf:denotedBy ${words.map(([mention]) => mention).join(", ")}`);
  const values = new Map();
  for (const edge of linksOf(i)) {
    if (edge.s !== i || !inside.has(edge.t) || (edge.claim && edge.role !== "about")) continue;
    const name = property(edge.role);
    values.set(name, (values.get(name) ?? new Set()).add(iri(nodes[edge.t].id)));
  }
  for (const [name, objects] of values) facts.push(`${name} ${[...objects].join(", ")}`);
  return [`${iri(node.id)} ${facts.join(" ;\n  ")} .`, ...words.map(([mention, text]) => `${mention} nif:anchorOf ${escapeText(text)} .`)].join("\n");
}

// The IRI of words in their article, and the words.
function locateWords([number, begin, end]) {
  const [article, offset, text] = sentences[number];
  return [iri(`${articles[article].iri}#char=${offset + begin},${offset + end}`), [...text].slice(begin, end).join("")];
}

function writeClaim({ source, event, stance, statement }) {
  const facts = [`cg:source ${iri(nodes[source].id)}`, `cg:about ${iri(nodes[event].id)}`, `cg:stance ${local(stance)}`];
  if (statement !== undefined) facts.push(`cg:statement ${iri(nodes[statement].id)}`);
  return `[] a cg:Claim ; ${facts.join(" ; ")} .`;
}
