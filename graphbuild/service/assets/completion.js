"use strict";
// Names of actors, weapons and places while they are typed: a combobox with a list, as ARIA 1.2 describes it.

{
  const PAUSE = 120; // milliseconds after the last key
  let number = 0;

  class Completion {
    constructor(input) {
      this.input = input;
      this.names = JSON.parse(input.form?.dataset.classes ?? "{}");
      this.found = [];
      this.chosen = -1;
      this.asked = 0;
      this.list = document.createElement("ul");
      this.list.id = `names-${++number}`;
      this.list.className = "list-box";
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.name);
      this.status = document.createElement("span");
      this.status.className = "unseen";
      this.status.setAttribute("role", "status");
      input.after(this.list, this.status);
      for (const [name, value] of Object.entries({
        role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
      })) input.setAttribute(name, value);
      input.addEventListener("input", () => this.wait());
      input.addEventListener("keydown", (event) => this.press(event));
      input.addEventListener("blur", () => this.close());
      this.list.addEventListener("mousedown", (event) => {
        event.preventDefault(); // the field keeps the focus
        const item = event.target.closest("[role=option]");
        if (item) this.take([...this.list.children].indexOf(item));
      });
    }

    wait() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    async ask() {
      const text = this.input.value.trim();
      const turn = ++this.asked;
      if (!text || text.includes("://")) return this.close();
      const query = new URLSearchParams({ type: this.input.dataset.complete, q: text });
      try {
        const response = await fetch(`/complete?${query}`, { headers: { Accept: "application/json" } });
        if (!response.ok || turn !== this.asked) return;
        this.found = (await response.json()).candidates;
      } catch {
        return; // the server has gone: what was typed still stands
      }
      if (turn === this.asked && document.activeElement === this.input) this.open();
    }

    open() {
      this.chosen = -1;
      this.list.replaceChildren(...this.found.map((candidate, place) => this.write(candidate, place)));
      this.list.hidden = this.found.length === 0;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      this.input.removeAttribute("aria-activedescendant");
      this.status.textContent = `${this.found.length} ${this.input.form?.dataset.found ?? ""}`;
    }

    write(candidate, place) {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = candidate.label;
      const more = document.createElement("span");
      more.className = "quiet";
      const name = this.names[candidate.class] ?? candidate.class;
      more.textContent = candidate.match === candidate.label ? ` ${name}` : ` ${candidate.match} · ${name}`;
      item.append(more);
      return item;
    }

    press(event) {
      const open = !this.list.hidden;
      if (event.key === "Escape" && open) this.close();
      else if (event.key === "ArrowDown" && !open) this.ask();
      else if (event.key === "ArrowDown") this.mark((this.chosen + 1) % this.found.length);
      else if (event.key === "ArrowUp" && open) this.mark(this.chosen - 1);
      else if (event.key === "Enter" && open && this.chosen >= 0) this.take(this.chosen);
      else return;
      event.preventDefault();
    }

    mark(place) {
      this.chosen = place < 0 ? this.found.length - 1 : place;
      [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.chosen)));
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.chosen}`);
      this.list.children[this.chosen].scrollIntoView({ block: "nearest" });
    }

    /** Take a candidate: its name, or its IRI where others are called so too. */
    take(place) {
      const candidate = this.found[place];
      const alike = this.found.filter((other) => other.match === candidate.match || other.label === candidate.label);
      this.input.value = alike.length > 1 ? candidate.iri : candidate.label;
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
      this.close();
    }

    close() {
      clearTimeout(this.timer);
      this.asked++;
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  window.graphbuildCompletion = (input) => {
    if (input.dataset.complete) new Completion(input);
  };
  document.querySelectorAll("input[data-complete]").forEach(window.graphbuildCompletion);
}
