// The panel when nothing is chosen: the question answered, a path, what was searched for, or what it is all about.

const TOLD = 8; // events that tell what it is about
const ANSWERS = 60; // rows of an answer

function showOpening() {
  if (state.p) return showPath();
  if (state.q) return showFound();
  return data.meta.question && !state.n ? showAnswer(data.meta.question) : showEssence();
}

function showEssence() {
  const told = picture.shown.filter((i) => isEvent(i) && spansOf(nodes[i]).length && rolesOf(i).length).sort((a, b) => a - b).slice(0, TOLD);
  const here = [...new Set(told.map((i) => nodes[i].article))].filter((number) => number !== undefined);
  const lines = (state.n || isFiltered() ? here : articles.map((_, number) => number)).map((number) => () => make("li", describeArticle(articles[number])));
  return [
    heading(say("essence")),
    ...told.length ? [make("ol", groupBySentence(told).map(tellSentence), { className: "essence" })] : tellLinks(),
    make("p", say("hint"), { className: "soft" }),
    tellLeft(),
    make("h3", say("articles", { n: lines.length })), ...listMore(lines),
    make("details", [make("summary", say("howTo")), make("ul", [1, 2, 3, 4].map((number) => make("li", say(`howTo${number}`))))]),
  ];
}

function tellLinks() { // the strongest of a projection
  const links = [...picture.links].sort((a, b) => b.weight - a.weight || a.from + a.to - b.from - b.to);
  const line = (link) => () => {
    const name = make("span", nameLink(link), { className: `role ${link.role}` });
    const text = button([make("b", label(link.from)), " — ", name, " → ", make("b", label(link.to))], () => { openLink(link); focusPanel(); }, { className: "node" });
    return make("li", text, { className: link.claim ? "claimed" : "" });
  };
  return [make("p", say("projectionHint"), { className: "soft" }), ...listMore(links.map(line))];
}

// Sentences that tell events, in the order of the text.
function groupBySentence(list) {
  const found = new Map();
  for (const event of list) {
    const [number] = nodes[event].spans[0];
    found.set(number, [...found.get(number) ?? [], event]);
  }
  return [...found].sort(([a], [b]) => a - b);
}

function tellSentence([number, told]) {
  const marks = told.flatMap((event) => spansOf(nodes[event]).filter(([at]) => at === number).map(([, begin, end]) => ({ begin, end }))).sort((a, b) => a.begin - b.begin);
  const notes = told.map((event) => [typeOf(event), nodes[event].date && showDate(nodes[event].date), nodes[event].claimed && say("claimedShort")].filter(Boolean).join(" · "));
  return make("li", [nodeButton(told[0], boldText(sentences[number][2], marks)), make("span", [...new Set(notes)].join(" ; "), { className: "soft" })]);
}

function tellLeft() { // what the store has that isn't in this file
  const left = Object.entries(data.meta.left ?? {}).filter(([, n]) => n).map(([name, n]) => say(name, { n }));
  return left.length ? make("p", say("left", { text: left.join(", ") }), { className: "soft" }) : null;
}

function showAnswer({ name, summary, parameters, sparql, columns, rows, nodes: behind }) {
  const tell = (cell, at, [opened]) => make("td", !at && opened !== undefined ? nodeButton(opened, words(cell) || label(opened)) : words(cell));
  const body = rows.slice(0, ANSWERS).map((row, number) => make("tr", row.map((cell, at) => tell(cell, at, behind?.[number] ?? []))));
  const heads = make("tr", columns.map((column) => make("th", column.replaceAll("_", " "), { scope: "col" })));
  const values = Object.entries(parameters ?? {}).map(([key, list]) => [key, [list].flat().map(words).join(", ")]);
  return [
    heading(words(summary) || name || say("question")),
    values.length ? make("dl", values.map(([key, value]) => [make("dt", key), make("dd", value)])) : null,
    make("p", say(rows.length > ANSWERS ? "rowsOf" : "rows", { n: rows.length, few: ANSWERS }), { className: "soft" }),
    make("div", make("table", [make("caption", words(summary) || say("question"), { className: "unseen" }), make("thead", heads), make("tbody", body)]), { className: "scroll", tabIndex: 0 }),
    tellLeft(),
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
