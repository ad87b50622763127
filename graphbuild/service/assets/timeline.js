"use strict";
// The time line: what is dated behind the rows, each as long as its date is uncertain, none over another.

(() => {
  const { say, make, shorten, read, tell, findOpened, showNothing, language } = window.graphbuildViews;
  const SVG = "http://www.w3.org/2000/svg";
  const DAY = 86_400_000;
  const LANE = 24; // pixels
  const LABEL = 42; // characters of a label
  const [NAMES, NAME] = [2, 30]; // names that a label has beside its word, and characters of each
  const STRIP = 46; // pixels: height of the overview
  const BINS = 120;
  const DATES = /#(date|dateTime|gYear|gYearMonth)$/;
  const STEPS = [["day", 1], ["day", 2], ["day", 7], ["month", 1], ["month", 3], ["month", 6], ["year", 1], ["year", 2], ["year", 5], ["year", 10], ["year", 25], ["year", 50], ["year", 100]];
  const LENGTH = { day: DAY, month: 30.4 * DAY, year: 365.25 * DAY };

  // --- dates ---

  // First moment and the one after the last of a date, as fine as it is told.
  const readDate = (text) => {
    const found = /^(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?/.exec(text ?? "");
    if (!found) return null;
    const [year, month, day] = found.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
    const at = (y, m, d) => { const date = new Date(Date.UTC(2000, 0, 1)); date.setUTCFullYear(y, m, d); return date.getTime(); };
    if (day) return [at(year, month - 1, day), at(year, month - 1, day + 1)];
    return month ? [at(year, month - 1, 1), at(year, month, 1)] : [at(year, 0, 1), at(year + 1, 0, 1)];
  };

  const readSpan = (earliest, latest, date) => {
    const exact = readDate(date);
    const [first, last] = [readDate(earliest) ?? exact, readDate(latest) ?? exact];
    if (!first && !last) return null;
    const [from, to] = [(first ?? last)[0], (last ?? first)[1]];
    return to > from ? { from, to } : null;
  };

  const format = (time, parts) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...parts }).format(time);
  const tellDay = (time) => format(time, { day: "numeric", month: "short", year: "numeric" });
  const tellSpan = ({ from, to }) => {
    const last = to - DAY;
    if (last <= from) return tellDay(from);
    const [a, b] = [new Date(from), new Date(to)];
    const whole = a.getUTCDate() === 1 && b.getUTCDate() === 1;
    const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
    if (whole && months === 1) return format(from, { month: "long", year: "numeric" });
    if (whole && months === 12 && a.getUTCMonth() === 0) return format(from, { year: "numeric" });
    return say("view_span", { from: tellDay(from), to: tellDay(last) });
  };

  // --- what is shown ---

  // What a row tells of an event beside its class, words and article: the names of who and what.
  const listNames = (row, sheet, { trigger, sentence, article, class: type }) => row.cells
    .filter((cell) => cell && !DATES.test(cell.datatype ?? "") && sheet.things[cell.value]?.kind !== "event")
    .map((cell) => read(cell, sheet.things))
    .filter((text) => text && text.length <= NAME && !/^[-+\d.:T]*$/.test(text) && ![trigger, sentence, article, type].includes(text))
    .slice(0, NAMES);

  const readEvents = (row, sheet) => row.behind.map((iri) => [iri, sheet.things[iri]]).filter(([, thing]) => thing?.kind === "event")
    .map(([iri, thing]) => ({ iri, span: readSpan(thing.earliest, thing.latest, thing.date), label: [thing.trigger || thing.label, ...listNames(row, sheet, thing)].join(" · "), type: thing.class, text: thing.sentence || thing.label, article: thing.article ?? "" }))
    .filter(({ span }) => span);

  const readCells = (row, sheet) => {
    const dated = row.cells.map((cell, i) => [sheet.columns[i].toLowerCase(), cell]).filter(([, cell]) => cell?.type === "literal" && DATES.test(cell.datatype ?? ""));
    const named = Object.fromEntries(dated.map(([name, cell]) => [name, cell.value]));
    const span = readSpan(named.earliest, named.latest, named.date ?? dated[0]?.[1].value);
    const text = tell({ ...row, cells: row.cells.filter((cell) => !dated.some(([, one]) => one === cell)) }, sheet);
    return span ? [{ iri: findOpened(row), span, label: text, type: "", text, article: "" }] : [];
  };

  // Dated things in the order of time, each once, and how many rows have none.
  const listItems = (sheet) => {
    const items = new Map();
    let undated = 0;
    sheet.rows.forEach((row, number) => {
      const events = readEvents(row, sheet);
      const found = events.length ? events : readCells(row, sheet);
      undated += found.length ? 0 : 1;
      for (const item of found) items.set(events.length ? item.iri : `${number}`, item);
    });
    const sorted = [...items.values()].map(({ span, ...item }) => ({ ...item, ...span, label: shorten(item.label, LABEL) }));
    return { items: sorted.sort((a, b) => a.from - b.from || a.to - b.to || a.label.localeCompare(b.label)), undated };
  };

  // All of the time, and where most of it lies: one thing long ago must not press all others together.
  const findRange = (items) => {
    const [from, to] = [Math.min(...items.map((item) => item.from)), Math.max(...items.map((item) => item.to))];
    return pad(from, to);
  };
  const findBulk = (items) => {
    const middles = items.map(({ from, to }) => (from + to) / 2).sort((a, b) => a - b);
    const at = (share) => middles[Math.round((middles.length - 1) * share)];
    const [from, to] = pad(at(0.04), at(0.96));
    const whole = findRange(items);
    return to - from < 0.35 * (whole[1] - whole[0]) ? [from, to] : whole;
  };
  const pad = (from, to) => { const extra = Math.max(3 * DAY, (to - from) * 0.04); return [from - extra, to + extra]; };

  // --- drawing ---

  const draw = (tag, attributes = {}, ...children) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  const measurer = document.createElement("canvas").getContext("2d");
  const measureText = (text, place) => {
    measurer.font = `13px ${getComputedStyle(place).fontFamily}`;
    return measurer.measureText(text).width;
  };

  const chooseStep = (span, width) => STEPS.find(([unit, n]) => (LENGTH[unit] * n * width) / span > 74) ?? STEPS.at(-1);

  const listTicks = ([from, to], width) => {
    const [unit, n] = chooseStep(to - from, width);
    const ticks = [];
    const date = new Date(from);
    date.setUTCHours(0, 0, 0, 0);
    if (unit !== "day") date.setUTCDate(1);
    if (unit === "month") date.setUTCMonth(Math.floor(date.getUTCMonth() / n) * n);
    if (unit === "year") date.setUTCFullYear(Math.floor(date.getUTCFullYear() / n) * n, 0, 1);
    while (date.getTime() <= to && ticks.length < 200) {
      if (date.getTime() >= from) ticks.push([date.getTime(), unit]);
      if (unit === "day") date.setUTCDate(date.getUTCDate() + n);
      else if (unit === "month") date.setUTCMonth(date.getUTCMonth() + n);
      else date.setUTCFullYear(date.getUTCFullYear() + n);
    }
    return ticks;
  };

  const nameTick = (time, unit) => {
    const date = new Date(time);
    if (unit === "year" || (unit === "month" && date.getUTCMonth() === 0)) return format(time, { year: "numeric" });
    return unit === "month" ? format(time, { month: "short", year: "2-digit" }) : format(time, { day: "numeric", month: "short" });
  };

  // Lanes, so that no thing lies over another: each goes into the first one that has room.
  const stack = (boxes) => {
    const ends = [];
    for (const box of boxes) {
      const lane = ends.findIndex((end) => end <= box.left);
      box.lane = lane < 0 ? ends.length : lane;
      ends[box.lane] = box.right + 10;
    }
    return ends.length;
  };

  // --- the view ---

  class Timeline {
    constructor(place, sheet, open) {
      Object.assign(this, { place, open, hidden: new Set(), names: {}, chosen: 0 }, listItems(sheet));
      this.whole = findRange(this.items);
      this.range = findBulk(this.items);
      this.build();
      new ResizeObserver(() => this.draw()).observe(this.body);
      fetch("/terms.json").then((answer) => answer.json()).then(({ terms }) => {
        for (const term of terms) if (term.kind === "class") this.names[term.name.replace("cg:", "")] = term.label[language];
        this.drawLegend();
        this.draw();
      }).catch(() => {});
    }

    build() {
      const button = (label, sign, act) => make("button", { type: "button", title: label, "aria-label": label, onclick: act }, sign);
      this.told = make("p", { className: "viewLegend", role: "status" });
      this.legend = make("div", { className: "kinds", role: "group", "aria-label": say("view_classes") });
      this.strip = draw("svg", { class: "strip", "aria-hidden": "true", height: STRIP });
      this.axis = draw("svg", { class: "axis", "aria-hidden": "true", height: 24 });
      this.body = draw("svg", { class: "lanes", role: "group", "aria-label": say("view_timeline_label") });
      this.scroll = make("div", { className: "lanesBox" }, this.body);
      this.detail = make("p", { className: "detail quiet", "aria-live": "polite" }, say("view_timeline_keys"));
      const tools = make("div", { className: "zoom", role: "group", "aria-label": say("view_zoom") },
        button(say("view_zoom_in"), "+", () => this.zoom(0.5)), button(say("view_zoom_out"), "−", () => this.zoom(2)),
        make("button", { type: "button", onclick: () => this.show(this.whole) }, say("view_zoom_all")));
      this.place.classList.add("timelineView");
      this.place.replaceChildren(this.told, make("div", { className: "tools" }, this.legend, tools), this.detail, this.strip, this.axis, this.scroll);
      this.listen();
      this.drawLegend();
    }

    listen() {
      this.body.addEventListener("keydown", (event) => this.press(event));
      this.scroll.addEventListener("wheel", (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.zoom(event.deltaY < 0 ? 0.8 : 1.25, this.toTime(event.offsetX));
      }, { passive: false });
      this.drag(this.scroll, (event, start, range) => this.show(range.map((time) => time - ((event.clientX - start) / this.width) * (range[1] - range[0]))));
      this.drag(this.strip, (event, start) => {
        const left = this.strip.getBoundingClientRect().left;
        const times = [start - left, event.clientX - left].map((x) => this.whole[0] + (x / this.width) * (this.whole[1] - this.whole[0])).sort((a, b) => a - b);
        if (times[1] - times[0] > DAY) this.show(times);
      });
    }

    // Calls back while a pointer is drawn over an element; a mere click stays a click.
    drag(element, move) {
      element.addEventListener("pointerdown", (down) => {
        if (down.button || down.pointerType === "touch") return;
        const range = this.range;
        const follow = (event) => { if (Math.abs(event.clientX - down.clientX) > 4) { element.classList.add("dragged"); move(event, down.clientX, range); } };
        const end = () => {
          window.removeEventListener("pointermove", follow);
          setTimeout(() => element.classList.remove("dragged"));
        };
        window.addEventListener("pointermove", follow);
        window.addEventListener("pointerup", end, { once: true });
      });
    }

    press(event) {
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -this.shown.length, End: this.shown.length };
      const item = this.shown[this.chosen];
      if (event.key in steps) this.choose(Math.max(0, Math.min(this.shown.length - 1, this.chosen + steps[event.key])), true);
      else if (event.key === "+" || event.key === "=") this.zoom(0.5, item && (item.from + item.to) / 2);
      else if (event.key === "-") this.zoom(2);
      else if (event.key === "0") this.show(this.whole);
      else if ((event.key === "Enter" || event.key === " ") && item?.iri) this.open(item.iri);
      else return;
      event.preventDefault();
    }

    // Make a thing the chosen one; bring it into sight where it is to have the focus.
    choose(number, focus = false) {
      this.chosen = number;
      const item = this.shown[number];
      if (!item) return;
      if (focus && (item.to < this.range[0] || item.from > this.range[1])) {
        const half = (this.range[1] - this.range[0]) / 2;
        this.show([(item.from + item.to) / 2 - half, (item.from + item.to) / 2 + half]);
      }
      for (const drawn of this.body.querySelectorAll(".item")) drawn.setAttribute("tabindex", drawn.dataset.number === String(number) ? "0" : "-1");
      if (focus) this.body.querySelector(`[data-number="${number}"]`)?.focus();
      this.describe(item);
    }

    describe(item) {
      const kind = item.type ? make("span", { className: `kind k-${item.type}` }, this.names[item.type] ?? item.type) : null;
      this.detail.classList.remove("quiet");
      this.detail.replaceChildren(make("strong", {}, tellSpan(item)), " ", kind ?? "", " ", shorten(item.text, 260), item.article ? make("span", { className: "quiet" }, ` ${item.article}`) : "");
    }

    show([from, to]) {
      const [first, last] = this.whole;
      const length = Math.max(4 * DAY, Math.min(to - from, last - first));
      const begin = Math.max(first, Math.min(from, last - length));
      this.range = [begin, begin + length];
      this.draw();
    }

    zoom(factor, around = (this.range[0] + this.range[1]) / 2) {
      this.show(this.range.map((time) => around + (time - around) * factor));
    }

    toX(time) { return ((time - this.range[0]) / (this.range[1] - this.range[0])) * this.width; }
    toTime(x) { return this.range[0] + (x / this.width) * (this.range[1] - this.range[0]); }

    get shown() { return this.items.filter(({ type }) => !this.hidden.has(type)); }

    draw() {
      this.width = this.scroll.clientWidth || 800;
      this.drawStrip();
      this.drawAxis();
      this.drawItems();
      this.drawTold();
    }

    drawTold() {
      const outside = this.shown.filter(({ from, to }) => to < this.range[0] || from > this.range[1]).length;
      this.told.replaceChildren(make("span", {}, say("view_dated", { n: this.items.length })),
        ...(outside ? [make("span", {}, say("view_outside", { n: outside }))] : []),
        ...(this.undated ? [make("span", { className: "unplaced" }, say("view_undated", { n: this.undated }))] : []));
    }

    drawLegend() {
      const counts = new Map();
      for (const { type } of this.items) counts.set(type, (counts.get(type) ?? 0) + 1);
      const kinds = [...counts].filter(([type]) => type).sort((a, b) => b[1] - a[1]);
      this.legend.replaceChildren(...kinds.map(([type, n]) => make("button", {
        type: "button", className: `kind k-${type}`, "aria-pressed": String(!this.hidden.has(type)),
        onclick: () => { if (!this.hidden.delete(type)) this.hidden.add(type); this.chosen = 0; this.drawLegend(); this.draw(); },
      }, `${this.names[type] ?? type} `, make("span", { className: "weight" }, n.toLocaleString(language)))));
    }

    drawStrip() {
      const [first, last] = this.whole;
      const counts = new Array(BINS).fill(0);
      const toBin = (time) => Math.max(0, Math.min(BINS - 1, Math.floor(((time - first) / (last - first)) * BINS)));
      for (const { from, to } of this.shown) counts[toBin((from + to) / 2)] += 1;
      const [most, wide] = [Math.max(...counts, 1), this.width / BINS];
      const bars = counts.map((n, i) => [n, i]).filter(([n]) => n).map(([n, i]) => {
        const height = 4 + (n / most) * (STRIP - 22);
        return draw("rect", { class: "bin", x: i * wide, y: STRIP - 14 - height, width: Math.max(1, wide - 1), height });
      });
      const at = (time) => ((time - first) / (last - first)) * this.width;
      const [x0, x1] = this.range.map(at);
      const ends = [[first, "start", 0], [last, "end", this.width]].map(([time, anchor, x]) => draw("text", { x, y: STRIP - 2, "text-anchor": anchor }, tellDay(time)));
      this.strip.setAttribute("width", this.width);
      this.strip.replaceChildren(draw("rect", { class: "window", x: x0, y: 0, width: Math.max(3, x1 - x0), height: STRIP - 14 }), ...bars, ...ends);
    }

    drawAxis() {
      this.ticks = listTicks(this.range, this.width).map(([time, unit]) => [this.toX(time), nameTick(time, unit)]);
      this.axis.setAttribute("width", this.width);
      this.axis.replaceChildren(...this.ticks.map(([x, name]) => draw("text", { x: x + 3, y: 16 }, name)), ...this.ticks.map(([x]) => draw("line", { x1: x, x2: x, y1: 4, y2: 24 })));
    }

    drawItems() {
      const boxes = this.shown.map((item, number) => ({ item, number })).filter(({ item }) => item.to >= this.range[0] && item.from <= this.range[1]);
      for (const box of boxes) {
        const [x0, x1] = [Math.max(0, this.toX(box.item.from)), Math.min(this.width, this.toX(box.item.to))];
        const wide = measureText(box.item.label, this.place);
        const bar = Math.max(10, x1 - x0);
        const inside = wide + 12 < bar;
        const right = inside ? x0 + bar : x0 + bar + wide + 6;
        const turned = !inside && right > this.width && x0 - wide - 6 > 0;
        Object.assign(box, { x0, bar, inside, turned, left: turned ? x0 - wide - 6 : x0, right: turned ? x0 + bar : right });
      }
      boxes.sort((a, b) => a.left - b.left || a.number - b.number);
      const height = Math.max(1, stack(boxes)) * LANE + 6;
      this.body.setAttribute("width", this.width);
      this.body.setAttribute("height", height);
      const focused = this.body.contains(document.activeElement);
      const lines = this.ticks.map(([x]) => draw("line", { class: "grid", x1: x, x2: x, y1: 0, y2: height }));
      boxes.sort((a, b) => a.number - b.number);
      this.body.replaceChildren(...lines, ...boxes.map((box) => this.drawItem(box)));
      if (!this.body.querySelector('[tabindex="0"]')) this.body.querySelector(".item")?.setAttribute("tabindex", "0");
      if (focused) this.body.querySelector('[tabindex="0"]')?.focus();
    }

    drawItem({ item, number, x0, bar, inside, turned, left, right, lane }) {
      const y = lane * LANE + 3;
      const exact = item.to - item.from <= DAY;
      const mark = exact ? draw("circle", { class: "bar", cx: x0 + 5, cy: y + 9, r: 5 }) : draw("rect", { class: "bar", x: x0, y: y + 1, width: bar, height: 16, rx: 4 });
      const [x, anchor] = inside ? [x0 + 6, "start"] : turned ? [x0 - 4, "end"] : [x0 + bar + 4, "start"];
      const words = draw("text", { x, y: y + 14, "text-anchor": anchor }, item.label);
      const kind = item.type ? `, ${this.names[item.type] ?? item.type}` : "";
      const name = `${tellSpan(item)}${kind} : ${item.label}`;
      const drawn = draw("g", { class: `item k-${item.type}${exact ? " exact" : ""}`, role: "button", tabindex: number === this.chosen ? "0" : "-1", "aria-label": name, "data-number": number },
        draw("rect", { class: "hit", x: left - 2, y, width: right - left + 4, height: LANE - 5, rx: 3 }), mark, words);
      drawn.addEventListener("mouseenter", () => this.describe(item));
      drawn.addEventListener("focus", () => this.choose(number));
      drawn.addEventListener("click", () => {
        if (this.scroll.classList.contains("dragged")) return;
        this.choose(number, true);
        if (item.iri) this.open(item.iri);
      });
      return drawn;
    }
  }

  window.graphbuildViews.timeline = (place, sheet, open) => {
    if (!listItems(sheet).items.length) return showNothing(place, say("view_timeline_nothing"), say("view_timeline_advice"));
    return new Timeline(place, sheet, open);
  };
})();
