// The question, in SPARQL, that yields what the panel shows; `graphbuild query` answers it.

const iri = (text) => `<${escapeIri(text)}>`;
const escapeIri = (text) => text.replace(/[\x00-\x20<>"{}|\\^`]/g, (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`);

function fillQuery(name, values) {
  return data.sparql[name].trim().replace(/\{(iri|source|target|role|events)\}/g, (mark, key) => values[key] ?? mark);
}

const queryNode = (i) => fillQuery(isEvent(i) ? "event" : "node", { iri: escapeIri(nodes[i].id) });

function queryLink({ links }) {
  const [{ s, t, role, events: behind, claim }] = links;
  if (behind) return fillQuery("link", { events: behind.map((event) => iri(nodes[event].id)).join(" ") });
  const values = { source: escapeIri(nodes[s].id), target: escapeIri(nodes[t].id), role: role.replace(/[^\w-]/g, "") };
  return fillQuery(claim && role !== "about" ? "claim" : "edge", values);
}
