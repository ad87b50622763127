// Dates as fine as the articles tell them: days, months or years.

const DAY = 86_400_000;
const toTime = (text) => Date.parse(`${text}T00:00:00Z`);
const toText = (time) => new Date(time).toISOString().slice(0, 10);

function lastDay(date) { // of a day, month or year
  const [year, month, day] = date.split("-").map(Number);
  return day ? date : toText(month ? Date.UTC(year, month, 0) : Date.UTC(year, 11, 31));
}
const firstDay = (date) => `${date}-01-01`.slice(0, 10);

// First and last day on which an event may have been; null where nothing tells.
function span(node) {
  if (node.date) return [node.from ?? firstDay(node.date), node.to ?? lastDay(node.date)];
  return node.from && node.to ? [node.from, node.to] : null;
}

function showDate(date, style = "medium") {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(date ?? "")) return date ?? "";
  const parts = date.split("-").length;
  const options = parts === 3 ? { dateStyle: style } : { year: "numeric", ...parts === 2 && { month: style === "medium" ? "short" : "long" } };
  return maker(Intl.DateTimeFormat, { ...options, timeZone: "UTC" }).format(toTime(firstDay(date.length === 7 ? `${date}-01` : date)));
}
