"use strict";
// What makes pages better where scripts run: sorting, finding a question, copying the address, lean forms.

{
  const keys = {
    number: (text) => (text === "" ? -Infinity : Number.parseFloat(text.replace(/[\s\u202f,]/g, ""))),
    date: (text) => text,
    text: (text) => text,
    long: (text) => text,
  };

  /** Compare two keys; nothing comes last whatever the direction. */
  const compare = (one, other, way) => {
    if (one === other) return 0;
    if (one === "" || other === "") return one === "" ? 1 : -1;
    if (typeof one === "number") return way * (one - other);
    return way * one.localeCompare(other, document.documentElement.lang, { numeric: true });
  };

  /** Sort the rows of a table by a column; asked a third time, back to the order of the answer. */
  const sort = (table, header, order) => {
    const next = { none: "ascending", ascending: "descending", descending: "none" };
    const state = next[header.getAttribute("aria-sort") ?? "none"];
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    if (state !== "none") header.setAttribute("aria-sort", state);
    const key = keys[header.dataset.sort] ?? keys.text;
    const way = state === "descending" ? -1 : 1;
    const rows = [...order];
    if (state !== "none") {
      const value = new Map(rows.map((row) => [row, key(row.cells[header.cellIndex].textContent.trim())]));
      rows.sort((one, other) => compare(value.get(one), value.get(other), way));
    }
    table.tBodies[0].append(...rows);
  };

  const makeSortable = (table) => {
    const order = [...table.tBodies[0].rows];
    for (const header of table.querySelectorAll("th[data-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = header.textContent;
      button.addEventListener("click", () => sort(table, header, order));
      header.replaceChildren(button);
    }
  };

  /** Characters without case and accents. */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const makeFilter = (input) => {
    const items = [...document.querySelectorAll("#questions > li")].map((item) => [item, fold(item.dataset.words)]);
    const apply = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      for (const [item, text] of items) item.hidden = !words.every((word) => text.includes(word));
      document.getElementById("none").hidden = items.some(([item]) => !item.hidden);
    };
    input.addEventListener("input", apply);
    input.addEventListener("keydown", (event) => {
      const shown = items.filter(([item]) => !item.hidden);
      if (event.key === "Enter" && shown.length) shown[0][0].querySelector("a").click();
    });
    apply();
  };

  const makeCopy = (button) => {
    const words = button.textContent;
    button.disabled = !navigator.clipboard; // a browser gives it to pages of this machine or of https alone
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href);
      button.textContent = button.dataset.copy;
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  };

  /** Leave empty fields out of the address; add a field where another value is wanted. */
  const makeForm = (form) => {
    form.addEventListener("submit", (event) => {
      if (event.submitter?.name === "_more") {
        event.preventDefault();
        addField(event.submitter.closest(".field"));
        return;
      }
      const empty = [...form.elements].filter((field) => field.name && field.value.trim() === "");
      for (const field of empty) field.disabled = true;
      setTimeout(() => { for (const field of empty) field.disabled = false; }, 0);
    });
  };

  const addField = (field) => {
    const values = field.querySelectorAll(".value");
    const added = values[0].cloneNode(true);
    for (const old of added.querySelectorAll(".named, [role=listbox], [role=status]")) old.remove();
    const control = added.querySelector("input, select");
    control.id = `${field.dataset.field}-${values.length + 1}`;
    control.setAttribute("aria-label", `${field.dataset.field} ${values.length + 1}`);
    control.removeAttribute("aria-invalid");
    control.value = "";
    values[values.length - 1].after(added);
    window.graphbuildCompletion?.(control);
    control.focus();
  };

  for (const table of document.querySelectorAll("table.rows")) makeSortable(table);
  for (const button of document.querySelectorAll("[data-copy]")) makeCopy(button);
  const filter = document.getElementById("filter");
  if (filter) makeFilter(filter);
  const form = document.querySelector("form.question");
  if (form) makeForm(form);
}
