"""Questions as SPARQL files: their headers, values put in as terms, answers as tables.

A query marks where a value goes with `VALUES ?from { UNDEF }`, in every scope that needs it; an actor, weapon or
place named `recipient` goes to `VALUES ?recipientIri { UNDEF }`, so that a column can be called `recipient`.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graphbuild.answers import Table, to_table
from graphbuild.errors import QueryError
from graphbuild.lexicon import fold
from graphbuild.names import CLASSES, index_names
from graphbuild.resources import find_folder
from graphbuild.store import Store
from graphbuild.tokens import check_safety, list_prefixes
from graphbuild.vocabulary import PREFIXES, cg, xsd

__all__ = ["Parameter", "Query", "Table", "bind", "load_queries", "read_query", "run_query"]

Value = str | int | dt.date | NamedNode | Literal
TYPES = (*(f"entity:{name}" for name in CLASSES), "date", "integer", "string", "term")
FIELDS = ("name", "type", "description", "example")  # of a parameter
SHOWN = 12  # candidates that an error lists
_FULL_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_MARK = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")
_ITEM = re.compile(r"(?P<dash>- )?(?P<key>[A-Za-z_]\w*):(?: (?P<value>.*))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question leaves open."""

    name: str
    type: str
    description: str
    example: str

    @property
    def variable(self) -> str:
        """Name of the variable whose VALUES it fills."""
        return self.name + "Iri" if self.type.startswith("entity:") else self.name


@dataclass(frozen=True, slots=True)
class Query:
    """A question: SPARQL text with what its header says of it."""

    name: str
    text: str
    summary: str
    question_fr: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)  # meaning by name


# --- files ------------------------------------------------------------------------------------------------------------


def load_queries(folder: Path | None = None) -> dict[str, Query]:
    """Queries of a folder by name, of those that come along when None; `QueryError` with a line for each bad header."""
    found, faults = {}, []
    for path in sorted((folder or find_folder("queries")).glob("*.rq")):
        try:
            found[path.stem] = read_query(path)
        except QueryError as error:
            faults.append(str(error))
    if faults:
        raise QueryError("\n".join(faults))
    return found


def read_query(path: Path) -> Query:
    """The query of a file."""
    try:
        text = path.read_text(encoding="utf-8")
        return parse_query(path.stem, text)
    except (QueryError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: {error}") from error
    except OSError as error:
        raise QueryError(f"{path}: {error.strerror}: check its name") from error


@lru_cache(maxsize=256)
def parse_query(name: str, text: str) -> Query:
    """The query of a text whose header is complete; `QueryError` that says what is missing or wrong."""
    header = _read_header(text)
    parameters = tuple(_to_parameter(row) for row in header.parameters)
    query = Query(name, text, header.words.pop("summary", ""), header.words.pop("question_fr", ""), parameters,
                  header.columns)  # fmt: skip
    if header.words:
        raise QueryError(f"unknown in the header: {', '.join(header.words)}")
    for word, there in {"summary": query.summary, "question_fr": query.question_fr, "columns": query.columns}.items():
        if not there:
            raise QueryError(f"no `#+ {word}:` in the header: add it")
    marks, wanted = _list_marks(text), {parameter.variable for parameter in parameters}
    if marks != wanted:
        odd = ", ".join(f"VALUES ?{name} {{ UNDEF }}" for name in sorted(marks ^ wanted))
        raise QueryError(f"parameters and their places in the query differ: {odd}")
    return query


@dataclass(slots=True)
class _Header:
    """What the `#+ ` lines of a query say."""

    words: dict[str, str] = field(default_factory=dict)
    parameters: list[dict[str, str]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)


def _read_header(text: str) -> _Header:
    """The header of a query: the part of YAML that it needs."""
    header, section = _Header(), ""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("#+") or not line[2:].strip():
            continue
        match = _ITEM.fullmatch(line[2:].strip())
        if match is None or not line.startswith("#+ "):
            raise QueryError(f"line {number}: {line[:60]!r} is not like `#+ key: value`")
        key, value = match["key"], _unquote((match["value"] or "").strip())
        if not line.startswith("#+  ") and not match["dash"]:
            section = key
            if key not in ("parameters", "columns"):
                header.words[key] = value
        elif section == "parameters":
            _add_field(header.parameters, key, value, number, new=bool(match["dash"]))
        elif section == "columns":
            header.columns[key] = value
        else:
            raise QueryError(f"line {number}: indented below {section!r}, which holds one value")
    return header


def _unquote(value: str) -> str:
    """The value without the quotation marks around it."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _add_field(rows: list[dict[str, str]], key: str, value: str, number: int, *, new: bool) -> None:
    """Add a field to the last parameter, or begin another."""
    if new:
        rows.append({})
    if not rows or key not in FIELDS:
        raise QueryError(f"line {number}: {key!r}: a parameter begins with `- name:` and has {', '.join(FIELDS)}")
    rows[-1][key] = value


def _to_parameter(row: Mapping[str, str]) -> Parameter:
    """A parameter of which all is said."""
    missing = [name for name in FIELDS if not row.get(name)]
    if missing:
        raise QueryError(f"parameter {row.get('name', '')!r} has no {', '.join(missing)}: add it")
    if row["type"] not in TYPES:
        raise QueryError(f"parameter {row['name']!r} has type {row['type']!r}: there are {', '.join(TYPES)}")
    return Parameter(**row)


# --- values -----------------------------------------------------------------------------------------------------------


def bind(query: Query, values: Mapping[str, Value | Sequence[Value]], store: Store) -> str:
    """The query with terms in the places of its parameters; those without a value stay open."""
    known = {parameter.name: parameter for parameter in query.parameters}
    blocks: dict[str, str] = {}
    for name, given in values.items():
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise QueryError(f"{query.name}: no parameter {name!r}: {has}")
        row: Sequence[Value] = given if isinstance(given, list | tuple) else [given]  # type: ignore[list-item]
        terms = " ".join(str(_to_term(known[name], value, query, store)) for value in row)
        if terms:
            blocks[known[name].variable] = terms
    # In one pass: what a value holds is never taken for a mark.
    return _MARK.sub(lambda mark: f"VALUES ?{mark[1]} {{ {blocks.get(mark[1], 'UNDEF')} }}", query.text)


def _list_marks(text: str) -> set[str]:
    """Variables whose values a query leaves open."""
    return {mark[1] for mark in _MARK.finditer(text)}


def _to_term(parameter: Parameter, value: Value, query: Query, store: Store) -> NamedNode | Literal:
    """The value as the term that its parameter asks for; `QueryError` when it can't be one."""
    if isinstance(value, NamedNode | Literal):
        return value
    try:
        if parameter.type == "date":
            return Literal(_to_day(value).isoformat(), datatype=NamedNode(xsd.date))
        if parameter.type == "integer":
            return Literal(int(str(value)))
    except ValueError:
        wanted = "a day like 2024-11-20" if parameter.type == "date" else "a whole number"
        raise QueryError(f"{query.name}: {parameter.name} is {str(value)[:60]!r}: give {wanted}") from None
    text = str(value).strip()
    if parameter.type == "string":
        return Literal(text)
    iri = _to_iri(text, {**PREFIXES, **list_prefixes(query.text)})
    if parameter.type == "term":
        return iri or _find_individual(text, parameter, query)
    return iri or find_entity(store, text, parameter.type.removeprefix("entity:"))


def _to_day(value: object) -> dt.date:
    """The day that a value is or tells in ISO 8601."""
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value).strip())


def _to_iri(text: str, prefixes: Mapping[str, str]) -> NamedNode | None:
    """The IRI that a text is, in full (with or without `<>`) or with a known prefix; None when it is a name."""
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    elif ":" in text and text.partition(":")[0] in prefixes and " " not in text:
        prefix, _, local = text.partition(":")
        text = prefixes[prefix] + local
    elif "://" not in text and not text.startswith("urn:"):
        return None
    if not _FULL_IRI.fullmatch(text):
        raise QueryError(f"{text[:80]!r} is no IRI: mind spaces and quotation marks")
    return NamedNode(text)


def _find_individual(text: str, parameter: Parameter, query: Query) -> NamedNode:
    """A term of the ontology by its local name."""
    terms = {name: iri for name, iri in vars(cg).items() if isinstance(iri, str) and not name.startswith("_")}
    if text in terms:
        return NamedNode(terms[text])
    near = difflib.get_close_matches(text, terms, n=SHOWN, cutoff=0.5)
    raise QueryError(f"{query.name}: {parameter.name}: the ontology has no {text[:60]!r}" + _list_near(near))


def _list_near(names: Iterable[str]) -> str:
    """The end of an error: names that resemble an unknown one."""
    listed = ", ".join(names)
    return f"; near: {listed}" if listed else ""


# --- names ------------------------------------------------------------------------------------------------------------


def find_entity(store: Store, name: str, kind: str) -> NamedNode:
    """The one actor, weapon or place of this name; `QueryError` with all of them, or with near names, otherwise."""
    names = index_names(store, kind)
    found = sorted(names.find(name), key=lambda found: found.iri)
    if len(found) == 1:
        return NamedNode(found[0].iri)
    if found:
        rows = [f"{one.written} <{one.iri}> {one.type}" for one in found]
        rest = f", and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        raise QueryError(f"{name!r} is the name of several: {'; '.join(rows[:SHOWN])}{rest}: give the IRI of one")
    near = difflib.get_close_matches(fold(name), names.folded, n=SHOWN, cutoff=0.6)
    labels = (one.written for key in near for one in names.find(key))
    raise QueryError(f"no {kind.lower()} named {name[:60]!r} in the graph" + _list_near(dict.fromkeys(labels)))


# --- answers ----------------------------------------------------------------------------------------------------------


def run_query(
    store: Store, query: Query | str, parameters: Mapping[str, Value | Sequence[Value]] | None = None
) -> Table:
    """The answer to a query over all graphs; `QueryError` for one that reaches outside of the store."""
    if isinstance(query, Query):
        text = bind(query, parameters or {}, store)
    elif parameters:
        raise QueryError("a query without a header has no parameters: write the values into it")
    else:
        text = query
    check_safety(text, store.names.base)
    try:
        return to_table(store.query(text))
    except QueryError as error:
        raise QueryError(explain_syntax(text, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from error


def explain_syntax(text: str, message: str) -> str:
    """Where a query can't be parsed: line, column and the words there."""
    position = re.search(r"error at (\d+):(\d+)", message)
    if position is None:
        return message
    line, column = int(position[1]), int(position[2])
    rows = text.split("\n")
    words = rows[line - 1][column - 1 :].strip()[:30] if line <= len(rows) else ""
    return f"the query can't be parsed: line {line}, column {column}: " + (f"near {words!r}" if words else "ends early")


