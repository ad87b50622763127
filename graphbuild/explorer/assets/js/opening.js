// The panel when nothing is chosen: the question answered, a path, what was searched for, or what it is all about.

const TOLD = 8; // events that tell what it is about
const ANSWERS = 60; // rows of an answer

function showOpening() {
  if (state.p) return showPath();
  if (state.q) return showFound();
  return data.meta.question && !state.n ? showAnswer(data.meta.question) : showEssence();
}

function showEssence() {
  const told = picture.shown.filter((i) => isEvent(i) && nodes[i].spans.length && rolesOf(i).length).sort((a, b) => a - b).slice(0, TOLD);
  const here = [...new Set(told.map((i) => nodes[i].article))].filter((number) => number !== undefined);
  const lines = (state.n || isFiltered() ? here : articles.map((_, number) => number)).map((number) => () => make("li", describeArticle(articles[number])));
  return [
    heading(say("essence")),
    told.length ? make("ul", told.map((event) => tellEvent(event)), { className: "essence" }) : make("p", say("projectionHint")),
    make("p", say("hint"), { className: "soft" }),
    make("h3", say("articles", { n: lines.length })), ...listMore(lines),
    make("details", [make("summary", say("howTo")), make("ul", [1, 2, 3, 4].map((number) => make("li", say(`howTo${number}`))))]),
  ];
}

function showAnswer({ name, summary, parameters, sparql, columns, rows }) {
  const body = rows.slice(0, ANSWERS).map((row) => make("tr", row.map((cell) => make("td", words(cell)))));
  const heads = make("tr", columns.map((column) => make("th", column, { scope: "col" })));
  const values = Object.entries(parameters ?? {}).map(([key, value]) => [key, words(value)]);
  return [
    heading(words(summary) || name),
    values.length ? make("dl", values.map(([key, value]) => [make("dt", key), make("dd", value)])) : null,
    make("p", say("rows", { n: rows.length }), { className: "soft" }),
    make("div", make("table", [make("caption", name, { className: "unseen" }), make("thead", heads), make("tbody", body)]), { className: "scroll", tabIndex: 0 }),
    query(sparql),
  ];
}

function showPath() {
  const [from, to] = pathEnds(), path = from !== undefined && to !== undefined ? findPath(from, to)?.path : undefined;
  if (!path) return [heading(say("noPath")), make("p", [from, to].filter((i) => i !== undefined).flatMap((i) => [nodeButton(i), " "]))];
  const links = linksAmong(path);
  const steps = path.flatMap((i, at) => {
    const joined = links.find(({ from: a, to: b }) => at && ((a === i && b === path[at - 1]) || (b === i && a === path[at - 1])));
    const name = joined && button(`${joined.from === i ? "↑" : "↓"} ${nameLink(joined)}`, () => openLink(joined), { className: `small role ${joined.role}` });
    return [...name ? [make("li", name)] : [], make("li", [signElement(nodes[i].group), nodeButton(i)])];
  });
  return [heading(say("path", { from: label(from), to: label(to) })), make("p", say("steps", { n: path.length - 1 }), { className: "soft" }), make("ol", steps, { className: "path" })];
}

function showFound() {
  const found = findNamed(state.q);
  if (!found.length) return [heading(say("notFound", { text: state.q }))];
  const line = (i) => () => make("li", [signElement(nodes[i].group), nodeButton(i), make("span", ` ${typeOf(i)}`, { className: "soft" })]);
  return [heading(say("found", { n: found.length, text: state.q })), ...listMore(found.map(line))];
}
