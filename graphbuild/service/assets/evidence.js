"use strict";
// The panel beside a page: the evidence behind a row, an event in a text, a point of a map.

{
  const panel = document.getElementById("panel");
  const body = panel.querySelector(".body");
  const frame = panel.closest(".frame");
  let opener = null;
  let asked = 0;

  /** Show the evidence of things: one IRI, or several. */
  const open = async (iris, from = null) => {
    mark(from);
    const turn = ++asked;
    panel.hidden = false;
    frame.classList.add("beside");
    body.textContent = panel.dataset.wait;
    const address = new URL(panel.dataset.address, location.href);
    for (const iri of [iris].flat()) address.searchParams.append("iri", iri);
    const found = await read(address);
    if (turn !== asked) return;
    if (found) body.replaceChildren(document.adoptNode(found));
    else body.textContent = panel.dataset.failed;
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
  };

  /** The part of the page of evidence that goes into the panel; scripts in it would not run. */
  const read = async (address) => {
    try {
      const response = await fetch(address, { headers: { Accept: "text/html" } });
      return new DOMParser().parseFromString(await response.text(), "text/html").getElementById("evidence");
    } catch {
      return null;
    }
  };

  const mark = (from) => {
    if (opener?.hasAttribute("aria-expanded")) opener.setAttribute("aria-expanded", "false");
    opener?.closest("tr")?.classList.remove("open");
    opener = from;
    if (opener?.hasAttribute("aria-expanded")) opener.setAttribute("aria-expanded", "true");
    opener?.closest("tr")?.classList.add("open");
  };

  const close = () => {
    const back = opener;
    asked++;
    mark(null);
    panel.hidden = true;
    frame.classList.remove("beside");
    back?.focus();
  };

  for (const link of document.querySelectorAll(".proof")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", "panel");
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-iris]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link === opener) close();
    else open(JSON.parse(link.dataset.iris), link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented) close();
  });
  panel.querySelector(".close").addEventListener("click", close);

  window.graphbuildEvidence = { open, close };
  document.addEventListener("DOMContentLoaded", () => {
    const view = document.getElementById("view");
    const draw = view && window.graphbuildViews?.[view.dataset.view];
    if (draw) draw(view, JSON.parse(document.getElementById("sheet").textContent), open);
  });
}
