// Shapes and icons of the groups as SVG paths around 0,0: the canvas, the legend and the SVG file draw the same.

const SHAPES = {
  circle: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  diamond: (r) => `M0 ${-1.25 * r}L${1.25 * r} 0L0 ${1.25 * r}L${-1.25 * r} 0z`,
  square: (r) => `M${-r} ${-r}H${r}V${r}H${-r}z`,
  hexagon: (r) => `M${-r} 0L${-0.5 * r} ${-0.9 * r}H${0.5 * r}L${r} 0L${0.5 * r} ${0.9 * r}H${-0.5 * r}z`,
  bubble: (r) => `M${-1.1 * r} ${-0.9 * r}H${1.1 * r}V${0.6 * r}H${-0.1 * r}L${-0.6 * r} ${1.15 * r}V${0.6 * r}H${-1.1 * r}z`,
};
const ICON = 24; // side of the square that icons are drawn in

const styleOf = (i) => data.groups[nodes[i].group];

const isSmall = () => windowSize().width < 560; // a telephone

function radius(i) { // actors and weapons grow with the links they have
  const { size } = styleOf(i), count = graphs.full().incident(i).length;
  const full = isEvent(i) ? size : size + Math.min(9, 1.5 * Math.log2(1 + count));
  return Math.round(isSmall() ? 0.75 * full : full);
}

// The parts of a node's sign, as things to paint.
function drawSign(group, x, y, r, { hollow = false, dash, paper = "none" } = {}) {
  const { shape, colour, border, ink, icon } = data.groups[group], k = 1.15 * r / ICON;
  return [
    { path: SHAPES[shape](r), x, y, k: 1, fill: hollow ? paper : colour, stroke: border, width: 1.6, dash },
    { path: icon, x: x - k * ICON / 2, y: y - k * ICON / 2, k, fill: hollow ? "currentColor" : ink },
  ];
}

function signElement(group, hollow = false) { // for legend and lists
  const items = drawSign(group, 12, 12, 9, { hollow, dash: hollow ? "3 2" : undefined });
  const svg = vector("svg", { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true", class: "sign" });
  svg.append(...items.map(toElement));
  return svg;
}

const NOT_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
function toElement(item) { // a thing to paint as an SVG element
  if (item.text !== undefined) {
    const halo = item.halo ? { stroke: item.halo, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" } : {};
    const element = vector("text", {
      x: round(item.x), y: round(item.y), "font-size": item.size, "font-weight": item.weight ?? 400, fill: item.fill,
      "text-anchor": "middle", "dominant-baseline": "central", ...halo,
    });
    element.textContent = item.text.replace(NOT_XML, "");
    return element;
  }
  const attributes = { d: item.path, fill: item.fill ?? "none" };
  if (item.x || item.y || item.k !== 1) attributes.transform = `translate(${round(item.x)} ${round(item.y)}) scale(${round(item.k)})`;
  if (item.stroke) Object.assign(attributes, { stroke: item.stroke, "stroke-width": item.width });
  if (item.dash) attributes["stroke-dasharray"] = item.dash;
  if (item.opacity !== undefined) attributes.opacity = item.opacity;
  return vector("path", attributes);
}
const round = (number) => Math.round(number * 1000) / 1000;

const outlines = new Map(); // of signs, parsed once; links have another path in each picture
function paint(brush, item) { // the same on a canvas
  brush.save();
  if (item.text !== undefined) {
    Object.assign(brush, { font: `${item.weight ?? 400} ${item.size}px ${FONT}`, textAlign: "center", textBaseline: "middle", lineJoin: "round" });
    if (item.halo) {
      Object.assign(brush, { strokeStyle: item.halo, lineWidth: 4 });
      brush.strokeText(item.text, item.x, item.y);
    }
    brush.fillStyle = item.fill;
    brush.fillText(item.text, item.x, item.y);
  } else {
    brush.globalAlpha = item.opacity ?? 1;
    brush.translate(item.x, item.y);
    brush.scale(item.k, item.k);
    const outline = outlines.get(item.path) ?? new Path2D(item.path);
    if (!item.once) outlines.set(item.path, outline);
    if (item.fill && item.fill !== "none") {
      brush.fillStyle = item.fill;
      brush.fill(outline);
    }
    if (item.stroke) {
      Object.assign(brush, { strokeStyle: item.stroke, lineWidth: item.width });
      brush.setLineDash(item.dash ? item.dash.split(" ").map(Number) : []);
      brush.stroke(outline);
    }
  }
  brush.restore();
}
