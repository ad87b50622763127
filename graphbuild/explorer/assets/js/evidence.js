// The panel: what a node or link says, in which sentences of which article, and how sure that is.

const focusPanel = () => byId("panel").querySelector("h2")?.focus();
const nodeButton = (i, content = label(i)) => button(content, () => { openNode(i); focusPanel(); }, { className: "node" });
const LISTED = 8; // lines of a list before "more"

function heading(text, group, hollow) {
  return make("h2", [group ? signElement(group, hollow) : null, text], { tabIndex: -1 });
}

function listMore(items) { // a list whose later lines come on demand
  const list = make("ul", items.slice(0, LISTED).map((item) => item()));
  const rest = items.slice(LISTED);
  if (!rest.length) return [list];
  const more = button(say("moreLines", { n: rest.length }), () => {
    list.append(...rest.map((item) => item()));
    more.remove();
  }, { className: "small" });
  return [list, more];
}

const TOLD_ELSEWHERE = ["decisionKind", "speechAct"]; // under the heading
function tellFacts(facts = []) {
  const rows = new Map();
  for (const [property, value, isTerm] of facts) {
    if (TOLD_ELSEWHERE.includes(property) || value === "positive") continue;
    const name = term(property);
    rows.set(name, [...rows.get(name) ?? [], isTerm ? term(words(value)) : property.startsWith("confidence") ? showNumber(Number(value), { style: "percent" }) : words(value)]);
  }
  return rows.size ? make("dl", [...rows].map(([name, values]) => [make("dt", name), make("dd", values.join(", "))])) : null;
}

// Says in words how far an event is told as a fact.
function tellCertainty(event) {
  const node = nodes[event];
  const told = [node.status, node.certainty].filter(Boolean).map((name) => say(`sure_${name}`));
  const sources = claimsAbout(event).map((claim) => [nodeButton(claim.source), ` (${term(claim.stance)}${claimFacts(claim)})`]);
  if (!node.claimed) return make("p", told.join(" ; "), { className: "sure" });
  const who = sources.flatMap((source, number) => number ? [", ", ...source] : [` ${say("according")} `, ...source]);
  return make("p", [make("strong", say(who.length ? "claimed" : "unsettled")), ...who, " — ", told.join(" ; ")], { className: "claim" });
}
const claimFacts = ({ facts = [] }) => facts.filter(([name]) => ["killed", "injured"].includes(name)).map(([name, value]) => ` ; ${term(name)} ${words(value)}`).join("");

function tellEvent(event, { dated = true } = {}) { // a line of a list that opens the event
  const { who, act, rest } = phrase(event), node = nodes[event];
  const line = nodeButton(event, [signElement(node.group, Boolean(node.claimed)), make("span", [who && `${who} `, make("b", act), rest && ` ${rest}`])]);
  const after = [typeOf(event), dated && node.date && showDate(node.date), node.claimed && say("claimedShort")].filter(Boolean);
  return make("li", [line, make("span", after.join(" · "), { className: "soft" })], { className: node.claimed ? "claimed" : "" });
}

function tellRoles(event) {
  const rows = new Map();
  for (const edge of rolesOf(event)) rows.set(edge.role, [...rows.get(edge.role) ?? [], edge]);
  const order = [...rows].sort(([a], [b]) => ROLES.indexOf(a) - ROLES.indexOf(b));
  const value = (edge) => make("dd", [nodeButton(edge.t), quantity(edge), proof(event, edge.t, term(edge.role))]);
  return order.length ? make("dl", order.map(([role, list]) => [make("dt", term(role), { className: `role ${role}` }), ...list.map(value)])) : null;
}
const quantity = ({ facts = [] }) => facts.filter(([name]) => name === "quantity").map(([, value]) => ` (${words(value)})`).join("");

function proof(s, t, role) { // opens the link that joins two nodes
  const [from, to] = role === term("agent") ? [t, s] : [s, t];
  const made = button(say("proof"), () => { go({ i: idOf(from, to) }); focusPanel(); }, { className: "small" });
  made.setAttribute("aria-label", `${say("proof")} : ${role} ${label(t)}`);
  return made;
}

function query(text) {
  return make("details", [make("summary", say("sparql")), make("pre", text, { tabIndex: 0 }), copier("copy", () => text)]);
}

function tools(i) {
  const around = (depth) => button(say("around", { n: depth }), () => { focusOn(i, String(depth)); focusPanel(); });
  const hidden = picture.hidden.get(i);
  return make("p", [
    around(1), around(2),
    hidden ? button(say("bring", { n: hidden }), () => expand(i)) : null,
    button(say("pathFrom"), () => askPath(i)),
  ], { className: "tools" });
}

function showNode(i) {
  const node = nodes[i];
  const about = [typeOf(i), node.act && term(node.act), node.date && showDate(node.date, "long"), node.country && words(node.country), node.category && words(node.category)];
  const other = (node.alt ?? []).filter((name) => name !== label(i));
  const links = (node.links ?? []).map(([name, address]) => link(`${name} ↗`, address));
  return [
    heading(label(i), node.group, Boolean(node.claimed)),
    make("p", about.filter(Boolean).join(" · "), { className: "soft" }),
    isEvent(i) ? tellCertainty(i) : null,
    isEvent(i) ? tellRoles(i) : null,
    other.length ? make("p", `${say("alias")} ${other.slice(0, 12).join(", ")}`, { className: "soft" }) : null,
    links.length ? make("p", links.flatMap((made, number) => number ? [" · ", made] : [made])) : null,
    tellFacts(node.facts),
    tools(i),
    isEvent(i) ? quotes(marksOf(i)) : null,
    ...listEvents(i), ...listClaims(i), ...listBelonging(i),
    isEvent(i) ? null : quotes(marksOfNode(i)),
    query(queryNode(i)),
  ];
}

function listEvents(i) { // events that a node has a part in, by role
  const byRole = new Map();
  for (const edge of linksOf(i)) {
    if (edge.t !== i || edge.background || !isEvent(edge.s)) continue;
    byRole.set(edge.role, [...byRole.get(edge.role) ?? [], edge.s]);
  }
  const order = [...byRole].sort(([a], [b]) => ROLES.indexOf(a) - ROLES.indexOf(b));
  const title = (role, n) => isEvent(i) ? say("toldBy", { n }) : `${term(role)} — ${say("events", { n })}`;
  return order.flatMap(([role, list]) => [
    make("h3", title(role, list.length), { className: `role ${role}` }),
    ...listMore(list.sort((a, b) => a - b).map((event) => () => tellEvent(event))),
  ]);
}

function listClaims(i) {
  const claims = claimsFrom(i);
  const line = (claim) => () => {
    const item = tellEvent(claim.event);
    item.prepend(make("span", `${term(claim.stance)} : `, { className: "soft" }));
    return item;
  };
  return claims.length ? [make("h3", say("claims", { n: claims.length })), ...listMore(claims.map(line))] : [];
}

function listBelonging(i) {
  const found = linksOf(i).filter((edge) => edge.background && edge.t === i);
  if (!found.length) return [];
  return [make("h3", say("belonging", { n: found.length })), ...listMore(found.map((edge) => () => make("li", [nodeButton(edge.s), make("span", ` ${term(edge.role)}`, { className: "soft" })])))];
}

function findLink([from, to]) { // drawn, or else between nodes that aren't
  return picture.links.find((link) => link.key === `${from} ${to}`) ?? linksAmong([from, to]).find((link) => link.key === `${from} ${to}`);
}

function showLink(pair) {
  const drawn = findLink(pair);
  if (!drawn) return showNode(pair[0]);
  const [from, to] = pair;
  const behind = [...new Set(drawn.links.flatMap((link) => eventsBehind(link)))].sort((a, b) => a - b);
  const marks = drawn.links.flatMap((link) => link.events ? link.events.flatMap(marksOf) : [
    ...spansOf(link).map((span) => ({ span, role: link.claim && link.role !== "about" ? "claim" : link.role })),
    ...[link.s, link.t].filter(isEvent).flatMap((event) => spansOf(nodes[event]).map((span) => ({ span, role: "trigger" }))),
  ]);
  return [
    heading([label(from), make("span", ` — ${nameLink(drawn)} → `, { className: `role ${drawn.role}` }), label(to)]),
    drawn.claim ? make("p", [make("strong", say("claimed")), ". ", say("claimedLink")], { className: "claim" }) : null,
    make("p", [nodeButton(from), " · ", nodeButton(to)]),
    ...drawn.links.map((link) => tellFacts(link.facts)),
    ...drawn.links[0].events ? [make("h3", say("events", { n: behind.length })), ...listMore(behind.map((event) => () => tellEvent(event)))] : [],
    ...quotes(marks),
    query(queryLink(drawn)),
  ];
}

function showPanel() {
  const ring = chosen();
  const content = ring.length === 2 ? showLink(ring) : ring.length ? showNode(ring[0]) : showOpening();
  byId("evidence").replaceChildren(...content.flat(Infinity).filter(Boolean));
  byId("panel").scrollTop = 0;
  byId("panel").classList.toggle("open", ring.length > 0);
}
