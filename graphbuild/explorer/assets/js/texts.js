// Words of the page itself, in the language chosen.

// Makers of words for numbers and dates are slow to make: each is made once.
const makers = new Map();
function maker(Kind, options = {}) {
  const key = `${Kind.name} ${state.l} ${JSON.stringify(options)}`;
  if (!makers.has(key)) makers.set(key, new Kind(state.l, options));
  return makers.get(key);
}
const showNumber = (number, options) => maker(Intl.NumberFormat, options).format(number);

function say(key, values = {}) {
  const texts = data.texts[state.l];
  const plural = typeof values.n === "number" ? texts[`${key}_${maker(Intl.PluralRules).select(values.n)}`] : undefined;
  const text = plural ?? texts[key] ?? texts[`${key}_other`] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? showNumber(values[name]) : values[name]);
}

// Fills what page.html marks with the key of its words.
function translate() {
  document.documentElement.lang = state.l;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = say(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
  for (const choice of byId("languages").children) choice.setAttribute("aria-pressed", choice.lang === state.l);
}
