// The state of the page, all of it in the address, so that a link shows the same again and the back button works.

const KEYS = { // single values; `many` hold lists
  v: "full", w: "picture", l: data.meta.lang, n: "", d: "1", p: "", i: "", q: "", a: "", b: "", u: "", m: "", r: "",
};
const MANY = ["t", "y", "s", "c", "k", "o", "g", "x"]; // classes of events and actors, statuses, categories, countries, sources; hidden groups, opened nodes
const ALLOWED = { v: VIEWS, w: ["picture", "table"], l: Object.keys(data.texts), d: ["1", "2"] };

let state = readAddress();
let last = state; // what is drawn

function readAddress() {
  const values = new URLSearchParams(location.hash.slice(1));
  const read = { ...KEYS };
  for (const key of Object.keys(KEYS)) {
    const value = values.get(key);
    if (value !== null && (!ALLOWED[key] || ALLOWED[key].includes(value))) read[key] = value;
  }
  for (const key of MANY) read[key] = values.get(key)?.split(",").filter(Boolean).map(decodePart) ?? [];
  for (const key of ["a", "b"]) if (!/^\d{4}-\d{2}-\d{2}$/.test(read[key])) read[key] = "";
  return read;
}

function decodePart(part) { // a comma within a value is written as %2C
  try { return decodeURIComponent(part); } catch { return part; }
}

function writeAddress(values = state) {
  const parts = Object.keys(KEYS).filter((key) => values[key] !== KEYS[key]).map((key) => [key, values[key]]);
  const lists = MANY.filter((key) => values[key].length).map((key) => [key, values[key].map((part) => part.replace(/[%,]/g, encodeURIComponent)).join(",")]);
  return `#${new URLSearchParams([...parts, ...lists])}`;
}

// Takes over changes and draws what they touch; `replace` for those that shouldn't be gone back through one by one.
function go(changes, { replace = false } = {}) {
  const next = { ...state, ...changes };
  const address = writeAddress(next);
  if (address === writeAddress(state)) return;
  state = next;
  try {
    history[replace ? "replaceState" : "pushState"](null, "", address);
  } catch { /* in a frame that has no address of its own the page works without */ }
  render();
}

const differs = (...keys) => keys.some((key) => String(state[key]) !== String(last[key]));
const numberOf = (id) => id ? numbers().get(id) : undefined;
const focus = () => numberOf(state.n);
const pathEnds = () => state.p ? state.p.split(" ").map(numberOf) : [];
const chosen = () => state.i.split(" ").map(numberOf).filter((i) => i !== undefined);
const idOf = (...list) => list.map((i) => nodes[i].id).join(" ");
