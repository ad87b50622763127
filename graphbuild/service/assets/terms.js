"use strict";
// What may stand where the cursor is in a query: terms of the ontology with their definitions, names of the graph.

(() => {
  const TOKEN = /#[^\n]*|<[^<>"{}|^`\\\s]*>|"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[?$]\w+|(?:[\p{L}\d_][\p{L}\d_.-]*)?:[\p{L}\d_%-]*|@[\w-]+|[\p{L}\d_]+|\S/gu;
  const KEYWORDS = ["SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "FILTER NOT EXISTS", "FILTER EXISTS", "UNION", "MINUS", "BIND", "VALUES", "GRAPH", "GROUP BY", "HAVING", "ORDER BY", "DESC", "ASC", "LIMIT", "OFFSET", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "FROM", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "BOUND", "LANG", "STR", "REGEX", "CONTAINS", "STRSTARTS", "STRAFTER", "LCASE", "IF", "COALESCE", "IN", "NOT IN", "AS"];
  const WORDS = new Set(KEYWORDS.flatMap((words) => words.split(" ")));
  const VIEWS = ["Map", "Timeline", "Network", "Table"];
  const KINDS = ["Actor", "Weapon", "Place"];
  const MOST = 80;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // --- where the cursor is ---

  // What is typed on a line before the cursor: mode, word, and where it begins.
  const readWord = (line) => {
    let open = null;
    for (const match of line.matchAll(TOKEN)) {
      const [token] = match;
      if (token[0] === "#") open = { mode: "comment", from: match.index };
      else if (token === '"' || token === "'") open = { mode: "string", from: match.index };
      else if (token === "<" && /^<[^\s=?"]*$/.test(line.slice(match.index))) open = { mode: "iri", from: match.index };
      if (open) return { ...open, word: line.slice(open.from + (open.mode === "comment" ? 0 : 1)) };
    }
    const [word] = /(?:[?$]\w*|(?:[\p{L}\d_][\p{L}\d_.-]*)?:[\p{L}\d_-]*|[\p{L}_][\p{L}\d_-]*)?$/u.exec(line);
    const mode = /^[?$]/.test(word) ? "variable" : word.includes(":") ? "prefixed" : word ? "name" : "empty";
    return { mode, word, from: line.length - word.length };
  };

  // Subject, predicate or object; the predicate before an object.
  const findPosition = (before) => {
    let [terms, depth, loose, joined, predicate] = [[], 0, true, false, ""];
    for (const [token] of before.matchAll(TOKEN)) {
      if (token[0] === "#") continue;
      if (token === "(" || token === ")") depth += token === "(" ? 1 : -1;
      else if (token === "{" || token === "}" || token === ".") [terms, depth, loose, joined] = [[], 0, false, false];
      else if (token === ";" || token === ",") [terms, joined] = [terms.slice(0, token === ";" ? 1 : 2), false];
      else if ("/|^".includes(token)) joined = terms.length > 1 || token !== "^";
      else if ("*+?!".includes(token)) continue;
      else if (WORDS.has(token.toUpperCase())) loose = true;
      else {
        if (joined || (depth > 0 && terms.length === 2)) terms = terms.slice(0, 1);
        if (terms.length === 1) predicate = token;
        terms.push(token);
        joined = false;
      }
    }
    if (loose) return { position: "other", predicate: "" };
    const position = joined || (depth > 0 && terms.length < 3 && terms.length) ? "predicate" : ["subject", "predicate", "object"][Math.min(2, terms.length)];
    return { position, predicate: position === "object" ? predicate : "" };
  };

  const readPrefixes = (text) => Object.fromEntries([...text.matchAll(/^\s*PREFIX\s+([\w.-]*):\s*<([^>]*)>/gim)].map(([, prefix, space]) => [prefix, space]));

  // --- what may stand there ---

  class Terms {
    constructor(known, language) {
      Object.assign(this, known, { language, names: new Map() });
      this.byName = new Map(this.terms.map((term) => [term.name, term]));
      for (const term of this.terms) term.folded = { local: fold(term.name.split(":")[1]), label: fold(this.say(term.label)) };
    }

    say(words) { return words?.[this.language] ?? Object.values(words ?? {})[0] ?? ""; }

    // The name under which a query has a term, with the prefix that it declares for the namespace.
    spell(name, declared) {
      const [prefix, local] = name.split(":");
      const own = Object.keys(declared).find((one) => declared[one] === this.prefixes[prefix]);
      return `${own ?? prefix}:${local}`;
    }

    unspell(name, declared) {
      const [prefix, local] = name.split(":");
      const space = declared[prefix] ?? this.prefixes[prefix];
      const known = Object.keys(this.prefixes).find((one) => this.prefixes[one] === space);
      return known ? `${known}:${local}` : "";
    }

    // Classes that may fill a property, with those above each.
    listRange(predicate, declared) {
      return predicate ? this.byName.get(this.unspell(predicate, declared))?.range ?? [] : [];
    }

    // How well a term fits the place; the lower the better, Infinity for not at all.
    rank(term, { position, predicate }, range, declared) {
      const after = predicate === "a" || this.unspell(predicate, declared) === "rdf:type";
      if (after) return term.kind === "class" ? 0 : Infinity;
      if (position === "predicate") return term.kind === "property" ? 0 : Infinity;
      if (range.length && (term.of ?? []).some((name) => range.includes(name))) return 0;
      return { property: 2, concept: 3, class: 4 }[term.kind] + (term.name.startsWith("weapon:") ? 4 : 0);
    }

    match({ local, label }, typed, exact) {
      if (!typed) return 0;
      if (local === typed) return exact ? -1 : 0;
      if (local.startsWith(typed)) return 0;
      if (label.startsWith(typed)) return 1;
      if (label.split(/[\s'’-]+/).some((word) => word.startsWith(typed))) return 2;
      return typed.length > 2 && (local.includes(typed) || label.includes(typed)) ? 3 : Infinity;
    }

    listTerms(context, typed, prefix, declared) {
      const range = this.listRange(context.predicate, declared);
      const pool = prefix === null ? this.terms : this.terms.filter(({ name }) => name.startsWith(`${prefix}:`));
      const scored = pool.map((term) => ({ term, rank: this.rank(term, context, range, declared), match: this.match(term.folded, fold(typed), true) }));
      const fitting = scored.filter(({ rank, match }) => rank < Infinity && match < Infinity);
      const kept = fitting.length || !typed ? fitting : scored.filter(({ match }) => match < Infinity).map((one) => ({ ...one, rank: 9 }));
      kept.sort((a, b) => a.match === -1 ? -1 : b.match === -1 ? 1 : a.rank - b.rank || a.match - b.match || a.term.name.localeCompare(b.term.name));
      return kept.slice(0, MOST).map(({ term }) => ({ text: this.spell(term.name, declared), name: term.name, kind: term.kind, label: this.say(term.label), definition: this.say(term.definition), example: this.say(term.example) }));
    }

    // Actors, weapons and places of the graph whose name begins so.
    async listNames(typed, context, declared) {
      const range = this.listRange(context.predicate, declared).map((name) => name.replace("cg:", ""));
      const kinds = KINDS.some((kind) => range.includes(kind)) ? KINDS.filter((kind) => range.includes(kind)) : KINDS;
      const found = await Promise.all(kinds.map((kind) => this.ask(kind, typed)));
      const names = found.flat();
      const classes = new Map(this.terms.map((term) => [term.name, term]));
      return names.map(({ iri, label, class: type, match }) => ({
        text: this.spellIri(iri, declared), kind: "name", label: this.say(classes.get(`cg:${type}`)?.label) || type,
        shown: label, definition: match && match !== label ? match : "",
      }));
    }

    spellIri(iri, declared) {
      const prefix = Object.keys(this.prefixes).find((one) => iri.startsWith(this.prefixes[one]) && /^[\w-]+$/.test(iri.slice(this.prefixes[one].length)));
      return prefix ? this.spell(`${prefix}:${iri.slice(this.prefixes[prefix].length)}`, declared) : `<${iri}>`;
    }

    async ask(kind, typed) {
      const address = `/complete?${new URLSearchParams({ type: `entity:${kind}`, q: typed, limit: "8" })}`;
      if (!this.names.has(address)) {
        const asked = fetch(address).then((answer) => (answer.ok ? answer.json() : { candidates: [] })).catch(() => ({ candidates: [] }));
        this.names.set(address, asked);
      }
      return (await this.names.get(address)).candidates;
    }

    // All that may stand at the end of `before`; `all` is the whole query.
    async complete(before, all) {
      const line = before.slice(before.lastIndexOf("\n") + 1);
      const typed = readWord(line);
      const context = findPosition(before.slice(0, before.length - line.length + typed.from));
      const declared = readPrefixes(all);
      return { ...typed, ...context, list: await this.list(typed, context, declared, all) };
    }

    async list({ mode, word }, context, declared, all) {
      if (mode === "comment") return VIEWS.map((view) => ({ text: `#defaultView:${view}`, kind: "view", label: view })).filter(({ text }) => text.toLowerCase().startsWith(word.replace(/\s/g, "").toLowerCase()));
      if (mode === "variable") return this.listVariables(word, all);
      if (mode === "prefixed") return this.listPrefixed(word, context, declared);
      if (mode === "string" || mode === "iri") return word.trim().length > 1 && !/^https?:/.test(word) ? this.listNames(word, context, declared) : [];
      const named = word.length > 1 ? await this.listNames(word, context, declared) : [];
      const terms = this.listTerms(context, word, null, declared);
      const lists = /^\p{Lu}/u.test(word) ? [named, terms] : [terms, named];
      return [...this.listPrefixes(word), ...lists.flat(), ...this.listKeywords(word)].slice(0, MOST);
    }

    listVariables(word, all) {
      const found = [...new Set([...all.matchAll(/[?$](\w+)/g)].map(([, name]) => word[0] + name))];
      return found.filter((name) => name.startsWith(word) && name !== word).sort().map((text) => ({ text, kind: "variable", label: "" }));
    }

    listPrefixed(word, context, declared) {
      const prefix = this.unspell(word, declared).split(":")[0];
      return prefix ? this.listTerms(context, word.slice(word.indexOf(":") + 1), prefix, declared) : [];
    }

    listPrefixes(word) {
      return word ? Object.keys(this.prefixes).filter((prefix) => prefix.startsWith(word)).map((prefix) => ({ text: `${prefix}:`, kind: "prefix", label: this.prefixes[prefix] })) : [];
    }

    listKeywords(word) {
      return word ? KEYWORDS.filter((words) => words.startsWith(word.toUpperCase()) && words !== word).map((text) => ({ text, kind: "keyword", label: "" })) : [];
    }
  }

  window.graphbuildTerms = { Terms, readWord, findPosition, readPrefixes };
})();
