// Elements. Everything that comes from articles goes in as text, never as markup.

const byId = (id) => document.getElementById(id);

function make(name, content = [], properties = {}) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...[content].flat(Infinity).filter((part) => part !== null && part !== undefined && part !== ""));
  return element;
}

function button(content, action, properties = {}) {
  const made = make("button", content, { type: "button", ...properties });
  made.addEventListener("click", action);
  return made;
}

// Only https addresses become links; anything else stays text.
function link(text, address) {
  if (!/^https:\/\//i.test(address)) return make("span", text);
  return make("a", text, { href: address, rel: "noopener noreferrer", target: "_blank" });
}

// Draws what a container holds anew; what had the focus has it again.
function redraw(container, content) {
  const reach = () => [...container.querySelectorAll("button, input, summary")];
  const at = reach().indexOf(document.activeElement);
  container.replaceChildren(...content);
  if (at >= 0) (reach()[at] ?? reach().at(-1))?.focus();
}

function vector(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// `aria-live` regions tell a text anew only when it changes.
function tell(text) {
  const region = byId("live");
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // no permission, or a page that isn't in focus
    const area = make("textarea", [], { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell(say("copied"));
}

function copier(key, text) {
  const made = button(say(key), async () => {
    await copy(text());
    made.textContent = say("copied");
    setTimeout(() => { made.textContent = say(key); }, 1500);
  }, { className: "small" });
  return made;
}

function save(name, type, content) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  make("a", [], { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
