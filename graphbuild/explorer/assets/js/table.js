// The same facts as a table that sorts by its columns.

const ROWS = 100; // at once
let rowsShown = ROWS;

const join = (list) => [...new Set(list)].join(", ");
const sourcesOf = (event) => join([...claimsAbout(event).map((claim) => `${label(claim.source)} (${term(claim.stance)})`), ...speakers(event).map(label)]);
const EVENT_COLUMNS = {
  event: (i) => label(i), date: (i) => nodes[i].date ?? "", class: (i) => typeOf(i),
  agent: (i) => join(fillers(i, "agent").map(label)), about: (i) => join(fillers(i, "about").map(label)),
  weapon: (i) => join(fillers(i, "weapon", "weaponHit").map(label)), whom: (i) => join(fillers(i, "recipient", "target").map(label)),
  place: (i) => join(fillers(i, "place").map(label)),
  status: (i) => [nodes[i].status && term(nodes[i].status), nodes[i].certainty && nodes[i].certainty !== "certain" && term(nodes[i].certainty)].filter(Boolean).join(", "),
  sources: sourcesOf, article: (i) => articleName(i),
};
const LINK_COLUMNS = {
  from: ({ from }) => label(from), relation: (link) => nameLink(link), to: ({ to }) => label(to), count: ({ weight }) => weight,
  claimColumn: ({ claim }) => claim ? say("claimedShort") : "", dates: (link) => datesOf(link), about: (link) => behindLink(link).map(phraseText).join(" ; "),
};
const articleName = (i) => nodes[i].article === undefined ? "" : articles[nodes[i].article].title || articles[nodes[i].article].id;
const behindLink = ({ links }) => [...new Set(links.flatMap(eventsBehind))];
function datesOf(link) {
  const dates = behindLink(link).map((event) => nodes[event].date).filter(Boolean).sort();
  return dates.length > 1 && dates[0] !== dates.at(-1) ? `${dates[0]} – ${dates.at(-1)}` : dates[0] ?? "";
}

const isNarrow = () => Boolean(state.n || state.p || state.q);
const columns = () => state.v === "full" ? EVENT_COLUMNS : LINK_COLUMNS;

// What the table tells: all that passes the filters, or what is in the picture.
function listRows(visible = isNarrow()) {
  if (state.v === "full") return (visible ? picture.shown.filter(isEvent) : events().filter(filter())).sort((a, b) => a - b);
  if (visible) return picture.links;
  return linksAmong(members[state.v]());
}

function sortRows(rows) {
  const key = state.r.replace(/^-/, ""), read = Object.hasOwn(columns(), key) ? columns()[key] : null;
  if (!read) return rows;
  const sign = state.r.startsWith("-") ? -1 : 1;
  const keyed = rows.map((row) => [read(row), row]).map(([value, row]) => [typeof value === "number" ? value : fold(value), row]);
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return keyed.sort(([a], [b]) => (a === "") - (b === "") || sign * compare(a, b)).map(([, row]) => row); // empty cells last
}

function showTable() {
  if (state.w !== "table") return;
  if (differs("v", "n", "p", "q", "r", "w", ...Object.keys(FACETS), "a", "b")) rowsShown = ROWS;
  const rows = sortRows(listRows());
  byId("caption").textContent = `${say(`view_${state.v}`)} — ${say("rows", { n: rows.length })}`;
  redraw(byId("heads"), Object.keys(columns()).map(drawHead));
  byId("rows").replaceChildren(...rows.slice(0, rowsShown).map(drawRow));
  byId("moreRows").hidden = rows.length <= rowsShown;
  byId("moreRows").textContent = say("moreLines", { n: rows.length - rowsShown });
}

function drawHead(key) {
  const sorted = state.r.replace(/^-/, "") === key ? (state.r.startsWith("-") ? "descending" : "ascending") : "none";
  const sign = { ascending: " ▲", descending: " ▼", none: "" }[sorted];
  const head = make("th", button([say(`column_${key}`), make("span", sign, { ariaHidden: "true" })], () => {
    go({ r: sorted === "ascending" ? `-${key}` : key });
  }), { scope: "col" });
  head.setAttribute("aria-sort", sorted);
  return head;
}

function drawRow(row) {
  const open = state.v === "full" ? () => go({ i: idOf(row) }) : () => go({ i: idOf(row.from, row.to) });
  const cells = Object.entries(columns()).map(([key, read], at) => {
    const text = key === "date" ? showDate(read(row)) : String(read(row));
    return at ? make("td", text) : make("th", button(text, () => { open(); focusPanel(); }, { className: "node" }), { scope: "row" });
  });
  const claimed = state.v === "full" ? nodes[row].claimed : row.claim;
  return make("tr", cells, { className: claimed ? "claimed" : "" });
}
