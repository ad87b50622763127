// The time line: a histogram of events under the other filters, and a range to drag or to type.

const BARS = 140; // at most
const UNITS = [ // name, start of the unit of a day, start of the next
  ["day", (day) => day, (day) => toText(toTime(day) + DAY)],
  ["month", (day) => `${day.slice(0, 7)}-01`, (day) => nextMonth(day, 1)],
  ["quarter", (day) => `${day.slice(0, 5)}${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, "0")}-01`, (day) => nextMonth(day, 3)],
  ["year", (day) => `${day.slice(0, 4)}-01-01`, (day) => nextMonth(day, 12)],
];
const nextMonth = (day, by) => toText(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + by, 1));

// Bins from the first to the last dated event. Lone early events don't stretch the axis: they count in the first bin.
const bins = lazily(() => {
  const days = events().map((i) => span(nodes[i])?.[0]).filter(Boolean).sort();
  if (!days.length) return { starts: [], unit: "day" };
  const last = days.at(-1), early = days[Math.min(days.length - 1, Math.max(1, Math.floor(days.length * 0.06)))];
  const lonely = toTime(early) - toTime(days[0]) > 0.7 * (toTime(last) - toTime(early)) && early < last;
  const first = lonely ? early : days[0];
  for (const [unit, floor, next] of UNITS) {
    const starts = [];
    for (let day = floor(first); day <= last && starts.length <= BARS; day = next(day)) starts.push(day);
    if (starts.length <= BARS || unit === "year") return { starts, unit, next, early: lonely };
  }
  return { starts: [], unit: "day" };
});

const binOf = (day) => {
  const { starts } = bins();
  let low = 0, high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle] <= day) low = middle; else high = middle - 1;
  }
  return low;
};
const endOf = (bin) => toText(toTime(bins().next(bins().starts[bin])) - DAY);

function startTimeline() {
  const { starts } = bins();
  byId("timeline").hidden = !starts.length;
  if (!starts.length) return;
  let moved = 0;
  const sliders = [byId("fromSlider"), byId("toSlider")];
  const change = (changes) => {
    go({ ...changes, i: "", x: [] }, { replace: Date.now() - moved < 1000 }); // a drag is one step back
    moved = Date.now();
  };
  for (const slider of sliders) {
    Object.assign(slider, { min: 0, max: starts.length - 1, step: 1 });
    slider.addEventListener("input", () => {
      const [from, to] = [Number(sliders[0].value), Number(sliders[1].value)].sort((a, b) => a - b);
      change({ a: from > 0 ? starts[from] : "", b: to < starts.length - 1 ? endOf(to) : "" });
    });
  }
  for (const [id, key] of [["fromDay", "a"], ["toDay", "b"]]) byId(id).addEventListener("change", () => change({ [key]: byId(id).value }));
  byId("undated").addEventListener("change", () => change({ u: byId("undated").checked ? "1" : "" }));
}

function showTimeline() {
  const { starts, early } = bins();
  if (!starts.length) return;
  const counts = new Array(starts.length).fill(0);
  let undated = 0;
  for (const event of events()) {
    if (!passes(event, state, "time")) continue;
    const days = span(nodes[event]);
    if (days) counts[binOf(days[0])] += 1; else undated += 1;
  }
  const [from, to] = [state.a ? binOf(state.a) : 0, state.b ? binOf(state.b) : starts.length - 1];
  drawBars(counts, from, to);
  const told = (bin) => bin === 0 && early ? `≤ ${nameBin(0)}` : nameBin(bin);
  for (const [id, bin] of [["fromSlider", from], ["toSlider", to]]) {
    if (document.activeElement !== byId(id) || Number(byId(id).value) !== bin) byId(id).value = bin;
    byId(id).setAttribute("aria-valuetext", told(bin));
  }
  byId("fromDay").value = state.a;
  byId("toDay").value = state.b;
  byId("undated").checked = state.u === "1";
  byId("undated").disabled = !state.a && !state.b;
  byId("undatedText").textContent = say("undated", { n: undated });
  byId("axis").replaceChildren(...[0, Math.floor((starts.length - 1) / 2), starts.length - 1].filter((bin, at, all) => all.indexOf(bin) === at).map((bin) => make("span", told(bin))));
}

function nameBin(bin) {
  const { starts, unit } = bins(), day = starts[bin];
  return showDate({ day, month: day.slice(0, 7), quarter: day.slice(0, 7), year: day.slice(0, 4) }[unit]);
}

function drawBars(counts, from, to) {
  const most = Math.max(1, ...counts), wide = 100 / counts.length;
  byId("bars").replaceChildren(...counts.flatMap((n, bin) => {
    if (!n) return [];
    const high = 8 + 92 * n / most, bar = vector("rect", { x: bin * wide, y: 100 - high, width: Math.max(wide * 0.86, 0.3), height: high, class: bin >= from && bin <= to ? "in" : "out" });
    return [bar];
  }));
}
