// What is visible as files: PNG and SVG of the picture, CSV of its facts, Turtle of its sub-graph.

const SHEET = { top: 44, bottom: 40, left: 14, sharp: 2 };

// The picture with its title above and its legend below.
function composeSheet() {
  const { width, height } = windowSize(), tall = height + SHEET.top + SHEET.bottom;
  const text = (words, x, y, size, weight, fill) => ({ text: words, x: x + widthOf(words, size, weight) / 2, y, size, weight, fill });
  const title = text(`${data.meta.title} — ${say(`view_${state.v}`)}`, SHEET.left, 22, 16, 600, theme.ink);
  const legend = [];
  let x = SHEET.left + 8;
  for (const group of GROUPS) {
    const words = say(`group_${group}`);
    legend.push(...drawSign(group, x, tall - 18, 8), text(words, x + 14, tall - 18, 12, 400, theme.ink));
    x += widthOf(words, 12) + 42;
  }
  legend.push({ path: "M0 0H26", x, y: tall - 18, k: 1, stroke: theme.ink, width: 2, dash: "5 3" }, text(say("legendClaim"), x + 32, tall - 18, 12, 400, theme.ink));
  const frame = { path: `M0 0H${width}V${tall}H0z`, x: 0, y: 0, k: 1, fill: theme.paper };
  const covers = [0, tall - SHEET.bottom].map((y, at) => ({ path: `M0 0H${width}V${at ? SHEET.bottom : SHEET.top}H0z`, x: 0, y, k: 1, fill: theme.paper }));
  const items = picture.scene.items.map((item) => ({ ...item, y: item.y + SHEET.top }));
  return { width, height: tall, items: [frame, ...items, ...covers, title, ...legend] };
}

function writeSvg() {
  const { width, height, items } = composeSheet();
  const svg = vector("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, lang: state.l, "font-family": "system-ui, sans-serif", role: "img" });
  const title = vector("title");
  title.textContent = data.meta.title.replace(NOT_XML, "");
  svg.append(title, ...items.map(toElement));
  return new XMLSerializer().serializeToString(svg);
}

function drawPng() {
  const { width, height, items } = composeSheet();
  const canvas = make("canvas", [], { width: width * SHEET.sharp, height: height * SHEET.sharp });
  const brush = canvas.getContext("2d");
  brush.scale(SHEET.sharp, SHEET.sharp);
  for (const item of items) paint(brush, item);
  return new Promise((done) => { canvas.toBlob(done, "image/png"); });
}

// A cell; what a spreadsheet would run as a formula is kept as text.
function cell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeCsv() {
  const all = state.w === "table", rows = sortRows(listRows(!all || isNarrow()));
  const event = state.v === "full", extra = event ? ["sentence", "iri"] : [];
  const sentence = (i) => spansOf(nodes[i]).length ? sentences[nodes[i].spans[0][0]][2] : "";
  const heads = [...Object.keys(columns()), ...extra].map((key) => say(`column_${key}`));
  const lines = rows.map((row) => [...Object.values(columns()).map((read) => read(row)), ...event ? [sentence(row), nodes[row].id] : []]);
  return `\ufeff${[heads, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

const fileName = (ending) => `${fold(data.meta.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "graph"}.${ending}`;
const EXPORTS = {
  png: async () => save(fileName("png"), "image/png", await drawPng()),
  svg: () => save(fileName("svg"), "image/svg+xml", writeSvg()),
  csv: () => save(fileName("csv"), "text/csv;charset=utf-8", writeCsv()),
  ttl: () => save(fileName("ttl"), "text/turtle;charset=utf-8", writeTurtle()),
  link: () => copy(location.href),
};

function startExports() {
  const menu = byId("exports");
  for (const made of menu.querySelectorAll("button")) {
    made.addEventListener("click", () => { menu.open = false; EXPORTS[made.dataset.export](); });
  }
  document.addEventListener("pointerdown", ({ target }) => { if (!menu.contains(target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); } });
}
