"use strict";
// The editor: Yasqe in the place of the text area, completion with definitions, the server's complaint at its line.

(() => {
  const { Terms, readWord, findPosition, readPrefixes } = window.graphbuildTerms;
  const area = document.getElementById("query");
  const form = document.getElementById("editor");
  const note = document.getElementById("check");
  const texts = JSON.parse(document.getElementById("editorTexts").textContent);
  const language = document.documentElement.lang;
  const say = (key, values = {}) => (texts[`edit_${key}`] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const SIGNS = { VAR1: "?x", VAR2: "", IRI_REF: "<IRI>", PNAME_LN: "cg:…", PNAME_NS: "", BLANK_NODE_LABEL: "", ANON: "", NIL: "()", INTEGER: "1", DECIMAL: "", DOUBLE: "", STRING_LITERAL1: '"…"', STRING_LITERAL2: "", STRING_LITERAL_LONG1: "", STRING_LITERAL_LONG2: "", $: "" };
  const EXPECTED = 8; // signs that are listed
  const PAUSE = 300; // milliseconds after the last key, before the query is checked

  const make = (tag, className, ...children) => {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...children);
    return made;
  };

  // --- the editor ---

  const { Yasqe } = window.Yasgui;
  Yasqe.defaults.autocompleters = []; // they ask addresses outside, or know none of our definitions
  const holder = make("div", "yasqeBox");
  area.before(holder);
  area.hidden = true;
  const editor = new Yasqe(holder, {
    value: area.value, persistenceId: null, consumeShareLink: null, createShareableLink: null, showQueryButton: false, resizeable: false,
    syntaxErrorCheck: false, editorHeight: "auto", viewportMargin: Infinity, screenReaderLabel: document.querySelector("label[for=query]").textContent, spellcheck: false,
    extraKeys: { "Ctrl-Space": () => complete(), "Ctrl-Enter": () => run(), "Cmd-Enter": () => run(), Tab: false, "Shift-Tab": false, "Ctrl-S": false },
  });
  const input = editor.getInputField();
  for (const name of ["aria-describedby", "aria-invalid"]) if (area.hasAttribute(name)) input.setAttribute(name, area.getAttribute(name));
  window.graphbuildEditor = editor;

  const run = () => form.requestSubmit();
  const countBytes = (text) => new TextEncoder().encode(text).length;

  form.addEventListener("submit", (event) => {
    const [bytes, most] = [countBytes(editor.getValue()), Number(area.dataset.most)];
    if (bytes > most) {
      event.preventDefault();
      tell(say("long", { bytes: bytes.toLocaleString(language), most: most.toLocaleString(language) }));
    }
    const view = form.elements._view;
    if (view && readView(editor.getValue()) !== readView(area.defaultValue)) view.remove(); // the query says another
    area.value = editor.getValue();
  });
  const readView = (text) => /^\s*#\s*defaultView\s*:\s*(\w+)/im.exec(text)?.[1].toLowerCase() ?? "";

  // --- checking ---

  const tell = (text) => { if (note.textContent !== text) note.textContent = text; };
  const name = (sign) => (sign in SIGNS ? SIGNS[sign] : sign);
  const list = (signs) => [...new Set(signs.map(name).filter(Boolean))].slice(0, EXPECTED).join("  ");

  // The first line that the grammar can't read, as it stands while one types.
  const check = () => {
    editor.clearGutter("gutterErrorBar");
    const lines = editor.lineCount();
    for (let line = 0; line < lines; line += 1) {
      const { state } = editor.getTokenAt({ line, ch: editor.getLine(line).length }, true);
      if (state.OK === false) {
        mark(line);
        tell(state.errorMsg ?? say("invalid", { line: line + 1, expected: list(state.possibleCurrent) }));
        return;
      }
      if (line === lines - 1) tell(state.possibleNext.includes("$") || !editor.getValue().trim() ? "" : say("unfinished"));
    }
  };
  const mark = (line) => {
    const sign = make("span", "faultMark", "!");
    sign.title = say("invalid", { line: line + 1, expected: "" }).split(/[;:]/)[0];
    editor.setGutterMarker(line, "gutterErrorBar", sign);
  };

  // The server's complaint stays at its line until the query is changed.
  const showFault = () => {
    const [line, column] = [Number(area.dataset.line) - 1, Number(area.dataset.column) - 1];
    if (!(line >= 0 && line < editor.lineCount())) return;
    const handle = editor.addLineClass(line, "wrap", "faultLine");
    const at = Math.min(column, Math.max(0, editor.getLine(line).length - 1));
    const word = editor.getDoc().markText({ line, ch: at }, { line, ch: Math.min(editor.getLine(line).length, at + 12) }, { className: "faultWords" });
    editor.getDoc().setCursor({ line, ch: column });
    editor.focus();
    const drop = () => {
      editor.removeLineClass(handle, "wrap", "faultLine");
      word.clear();
      editor.off("change", drop);
    };
    editor.on("change", drop);
  };

  let waiting = 0;
  editor.on("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  });

  // --- completion ---

  let terms = null;
  const known = fetch("/terms.json").then((answer) => answer.json()).then((read) => {
    terms = new Terms(read, language);
    accept(read.prefixes);
    check();
    showFault();
    document.documentElement.dataset.terms = "known";
  }).catch(check);

  // The server knows these prefixes: Yasqe's grammar is not to miss them.
  const accept = (prefixes) => {
    const mode = editor.getMode();
    const start = mode.startState;
    mode.startState = () => ({ ...start(), prefixes: { ...prefixes } });
    const history = editor.getDoc().getHistory();
    editor.setOption("mode", editor.getOption("mode"));
    Object.assign(editor.getMode(), { startState: mode.startState });
    editor.getDoc().setHistory(history);
  };

  const readBefore = () => editor.getDoc().getRange({ line: 0, ch: 0 }, editor.getDoc().getCursor());

  const offer = async () => {
    const cursor = editor.getDoc().getCursor();
    const found = await terms.complete(readBefore(), editor.getValue());
    const line = editor.getLine(cursor.line);
    const ends = found.mode === "string" && line[cursor.ch] === line[found.from] ? 1 : found.mode === "iri" && line[cursor.ch] === ">" ? 1 : 0;
    const hints = {
      from: { line: cursor.line, ch: found.from }, to: { line: cursor.line, ch: cursor.ch + ends },
      list: found.list.map((one) => ({ ...one, displayText: one.text, render: draw, hint: insert })),
    };
    Yasqe.on(hints, "shown", place);
    Yasqe.on(hints, "close", () => { for (const name of ["role", "aria-expanded", "aria-controls"]) input.removeAttribute(name); });
    return hints;
  };

  // Names the list for screen readers, and keeps it within the page.
  const place = () => {
    const shown = document.querySelector("ul.CodeMirror-hints");
    if (!shown) return;
    shown.setAttribute("aria-label", say("candidates"));
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "true"], ["aria-controls", shown.id]]) input.setAttribute(name, value);
    const over = shown.getBoundingClientRect().right - document.body.getBoundingClientRect().right + 6;
    if (over > 0) shown.style.left = `${Math.max(4, shown.offsetLeft - over)}px`;
  };

  const draw = (element, _, { text, shown, kind, label: words, definition, example, name: term }) => {
    const sort = say({ class: "class", property: "property", concept: "concept", variable: "variable", prefix: "prefix", keyword: "keyword" }[kind] ?? "");
    const about = kind === "view" ? say(`view_${words}`) : kind === "name" ? words : [sort, words].filter(Boolean).join(" · ");
    element.classList.add(`hint-${kind}`);
    element.append(make("span", "hintName", shown ?? text), make("span", "hintAbout", about));
    if (kind === "name") element.append(make("span", "hintText", definition ? `${definition} — ${text}` : text));
    else if (definition) element.append(make("span", "hintText", definition, example ? make("span", "hintExample", ` ${example}`) : ""));
    if (term) element.dataset.term = term;
  };

  // Puts a candidate in, and declares its prefix where the query doesn't.
  const insert = (_, { from, to }, { text, kind }) => editor.operation(() => {
    editor.getDoc().replaceRange(text, from, to, "complete");
    if (kind !== "view" && kind !== "keyword") declare(/^([\w-]+):/.exec(text)?.[1]);
    if (kind === "prefix") setTimeout(complete);
  });

  const declare = (prefix) => {
    if (!prefix || !terms.prefixes[prefix] || prefix in readPrefixes(editor.getValue())) return;
    let line = 0;
    while (line < editor.lineCount() && /^\s*(#|$|PREFIX\s+(?=[\w-]*:))/i.test(editor.getLine(line)) && editor.lineCount() > 1) line += 1;
    while (line > 0 && !editor.getLine(line - 1).trim()) line -= 1;
    editor.getDoc().replaceRange(`PREFIX ${prefix}: <${terms.prefixes[prefix]}>\n`, { line, ch: 0 }, undefined, "complete");
  };

  const complete = async () => {
    await known;
    if (!terms || editor.getDoc().somethingSelected()) return;
    const { mode } = readWord(editor.getLine(editor.getDoc().getCursor().line).slice(0, editor.getDoc().getCursor().ch));
    const ends = { string: /["'\n]/, iri: /[>\s]/, comment: /\n/ }[mode] ?? /[\s(){}[\];,.>"'|/^*+=]/;
    editor.showHint({ hint: offer, completeSingle: false, closeCharacters: ends, container: document.body });
  };

  // As one types: after a prefix, after `<` or a quotation mark, at a name, in the line that chooses a view.
  const isInviting = () => {
    const before = readBefore();
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const { mode, word, from } = readWord(line);
    if (/^\s*(PREFIX|BASE)\b/i.test(line)) return false;
    if (mode === "prefixed") return terms.unspell(word, readPrefixes(editor.getValue())) !== "";
    if (mode === "comment") return /^\s*#\s?d/i.test(line);
    const { position } = findPosition(before.slice(0, before.length - line.length + from));
    if (mode === "iri") return /^\p{L}{2}/u.test(word) && !/^https?:/.test(word);
    if (mode === "string") return /^\p{Lu}\p{L}/u.test(word) && position === "object";
    return mode === "name" && /^\p{Lu}\p{Ll}/u.test(word) && position !== "predicate";
  };

  editor.on("inputRead", (_, change) => {
    if (!terms || change.origin === "paste") return;
    if (change.text.join("") === ":") {
      const cursor = editor.getDoc().getCursor();
      const line = editor.getLine(cursor.line).slice(0, cursor.ch);
      if (readWord(line).mode === "prefixed" && !/^\s*(PREFIX|BASE)\b/i.test(line)) declare(/([\w-]+):$/.exec(line)?.[1]);
    }
    if (!editor.state.completionActive && isInviting()) complete();
  });
})();
