"""Answers to queries: rows of terms under columns, and how they are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from graphbuild.errors import QueryError
from graphbuild.vocabulary import PREFIXES, xsd

Term = NamedNode | BlankNode | Literal | Triple
Row = tuple[Term | None, ...]
GRAPH = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of terms; a graph has the rows of its triples, a yes or no the one row of its `answer`."""

    columns: tuple[str, ...]
    rows: list[Row]
    triples: list[Triple] | None = None  # of CONSTRUCT and DESCRIBE
    boolean: bool | None = None  # of ASK

    def to_rows(self) -> Iterator[list[str]]:
        """Rows to be shown: words of literals, IRIs with their prefixes."""
        for row in self.rows:
            yield [show_term(term) for term in row]

    def to_csv(self) -> str:
        """SPARQL 1.1 Query Results CSV."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([_to_plain(term) for term in row] for row in self.rows)
        return out.getvalue()

    def to_tsv(self) -> str:
        """SPARQL 1.1 Query Results TSV: every term as in Turtle."""
        lines = ["\t".join(f"?{name}" for name in self.columns)]
        lines += ["\t".join("" if term is None else _to_turtle_term(term) for term in row) for row in self.rows]
        return "\n".join(lines) + "\n"

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON."""
        if self.boolean is not None:
            return json.dumps({"head": {}, "boolean": self.boolean}) + "\n"
        rows = [
            {name: to_object(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows
        ]
        answer = {"head": {"vars": list(self.columns)}, "results": {"bindings": rows}}
        return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"

    def to_turtle(self) -> str:
        """Turtle of a graph; `QueryError` for an answer that is none."""
        if self.triples is None:
            raise QueryError("only the answer to CONSTRUCT or DESCRIBE is a graph: choose another format")
        used = {name: space for name, space in PREFIXES.items() if any(space in str(t) for t in self.triples)}
        data: bytes | None = ox.serialize(self.triples, format=RdfFormat.TURTLE, prefixes=used)
        return (data or b"").decode()


def to_table(answer: Any) -> Table:
    """The table of an engine's answer."""
    if isinstance(answer, ox.QuerySolutions):
        columns = tuple(variable.value for variable in answer.variables)
        return Table(columns, [tuple(row[name] for name in columns) for row in answer])
    if isinstance(answer, ox.QueryTriples):
        triples = sorted(set(answer), key=str)
        return Table(GRAPH, [(t.subject, t.predicate, t.object) for t in triples], triples)
    return Table(("answer",), [(Literal(bool(answer)),)], boolean=bool(answer))


def show_term(term: Term | None) -> str:
    """A term for a reader."""
    if isinstance(term, NamedNode):
        near = max((space for space in PREFIXES.values() if term.value.startswith(space)), key=len, default=None)
        local = term.value.removeprefix(near or "")
        if near and local and not set(local) & set("/#?"):
            return next(name for name, space in PREFIXES.items() if space == near) + ":" + local
    return _to_plain(term)


def _to_plain(term: Term | None) -> str:
    """The characters of a term; nothing for none."""
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _to_turtle_term(term: Term) -> str:
    """A term as Turtle writes it, on one line."""
    return str(term).replace("\t", "\\t")


def to_object(term: Term) -> dict[str, Any]:
    """A term as SPARQL's JSON has it."""
    if isinstance(term, NamedNode | BlankNode):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: to_object(part) for name, part in parts.items()}}
    value: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        value["xml:lang"] = term.language
    elif term.datatype.value != xsd.string:
        value["datatype"] = term.datatype.value
    return value
