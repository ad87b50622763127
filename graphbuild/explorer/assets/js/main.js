// Start, and what is drawn again when the state changes.

const SCOPE = ["v", "n", "d", "p", "q", "g", "m", "a", "b", "u", ...Object.keys(FACETS)];

function render({ all = false } = {}) {
  const spoken = all || differs("l");
  if (spoken) translate();
  if (spoken || differs(...SCOPE)) showChips(); // before the picture, whose room it takes from
  if (spoken || differs(...SCOPE)) showPicture();
  else if (differs("x")) showPicture({ grow: state.x.length > last.x.length });
  else network.redraw();
  if (spoken || differs("g")) showLegend();
  if (spoken || differs("a", "b", "u", ...Object.keys(FACETS))) showTimeline();
  if (spoken || differs(...SCOPE)) showFilters();
  showTabs();
  showTable();
  if (spoken || differs("i", "x", ...SCOPE)) showPanel();
  last = state;
}

function showTabs() {
  for (const tab of byId("tabs").children) {
    const here = tab.dataset.view === state.v;
    tab.setAttribute("aria-selected", here);
    tab.tabIndex = here ? 0 : -1;
  }
  byId("view").setAttribute("aria-labelledby", `tab-${state.v}`);
  const isTable = state.w === "table";
  byId("tableView").hidden = !isTable;
  byId("pictureView").inert = isTable;
  for (const choice of byId("ways").children) choice.setAttribute("aria-pressed", choice.dataset.way === state.w);
  byId("home").disabled = writeAddress({ ...KEYS, ...Object.fromEntries(MANY.map((key) => [key, []])), v: state.v, l: state.l, w: state.w }) === writeAddress();
}

function startTabs() {
  const tabs = [...byId("tabs").children];
  const open = (tab) => go({ v: tab.dataset.view, i: "", x: [], m: "", r: "", ...keepFocus(tab.dataset.view) });
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => open(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!by) return;
      const next = tabs[(at + by + tabs.length) % tabs.length];
      next.focus();
      open(next);
    });
  });
}

// A node in focus stays so where the other view has it.
function keepFocus(view) {
  const has = (i) => i !== undefined && Object.hasOwn(data.views[view].positions, i);
  return { ...!has(focus()) && { n: "" }, ...!pathEnds().every(has) && { p: "" } };
}

function startButtons() {
  byId("home").addEventListener("click", () => go({ ...KEYS, ...Object.fromEntries(MANY.map((key) => [key, []])), v: state.v, l: state.l, w: state.w }));
  byId("back").addEventListener("click", () => history.back());
  byId("more").addEventListener("click", () => go({ m: String((Number(state.m) || 0) + 20) }));
  byId("fit").addEventListener("click", () => fit({ animation: !still() }));
  byId("in").addEventListener("click", () => zoom(1.25));
  byId("out").addEventListener("click", () => zoom(0.8));
  byId("moreRows").addEventListener("click", () => { rowsShown += ROWS; showTable(); });
  byId("sheet").addEventListener("click", () => {
    const tall = byId("panel").classList.toggle("tall");
    byId("sheet").setAttribute("aria-expanded", tall);
  });
  for (const choice of byId("ways").children) choice.addEventListener("click", () => go({ w: choice.dataset.way }));
  for (const choice of byId("languages").children) choice.addEventListener("click", () => go({ l: choice.lang }));
}

readTheme();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readTheme(); network.redraw(); });
startTimeline(); // before the picture, whose room it takes from
showLegend();
startPicture();
startKeys();
startSearch();
startFilters();
startTabs();
startButtons();
startExports();
render({ all: true });
setTimeout(readAhead, 1000);
addEventListener("popstate", () => {
  state = readAddress();
  render();
});
// For notebooks and tests: what is in the picture.
window.graphbuild = {
  network, nodes, data, writeTurtle, writeCsv, writeSvg,
  get state() { return state; },
  get shown() { return picture.shown; },
  get links() { return picture.links; },
  get scene() { return picture.scene; },
};
