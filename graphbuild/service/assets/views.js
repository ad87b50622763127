"use strict";
// What the map and the time line share: words, elements, and the rows of a sheet.

(() => {
  const element = document.getElementById("viewTexts");
  const texts = element ? JSON.parse(element.textContent) : {};
  const language = document.documentElement.lang || "fr";

  // The words of a key; `{n}` and the like stand for values, and n chooses between singular and plural.
  const say = (key, values = {}) => {
    const few = values.n === 1 || (values.n === 0 && language === "fr");
    const form = texts[values.n === undefined ? key : `${key}_${few ? "one" : "other"}`] ?? key;
    return form.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name] ?? whole;
      return typeof value === "number" ? value.toLocaleString(language) : value;
    });
  };

  // An element with properties, attributes (aria-…, data-…, role) and children; text stays text.
  const make = (tag, properties = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.includes("-") || name === "role") made.setAttribute(name, value);
      else made[name] = value;
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };

  const shorten = (text, most = 220) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text);
  const shortenIri = (iri) => iri.split(/[/#]/).filter(Boolean).at(-1) ?? iri;

  // What a cell says, in words.
  const read = (cell, things) => {
    if (!cell) return "";
    if (cell.type === "uri") return things[cell.value]?.label || shortenIri(cell.value);
    return typeof cell.value === "string" ? cell.value : "";
  };

  // A row in short: its sentence, else its first cells.
  const tell = (row, sheet) => {
    const event = row.behind.map((iri) => sheet.things[iri]).find((thing) => thing?.sentence);
    if (event) return event.sentence;
    return row.cells.map((cell) => read(cell, sheet.things)).filter(Boolean).slice(0, 4).join(" · ");
  };

  // What a click on a row opens: its first event, else the first thing behind it.
  const findOpened = (row) => row.behind[0] ?? row.cells.find((cell) => cell?.type === "uri")?.value;

  const showNothing = (place, title, advice) =>
    place.replaceChildren(make("div", { className: "empty" }, make("p", {}, title), make("p", { className: "quiet" }, advice)));

  window.graphbuildViews = { ...window.graphbuildViews, language, say, make, shorten, read, tell, findOpened, showNothing };
})();
