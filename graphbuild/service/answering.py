"""What a worker answers: a query judged, evaluated over a store and written in the format asked for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode, RdfFormat, Triple

from graphbuild.errors import QueryError
from graphbuild.lexicon import fold
from graphbuild.names import index_names
from graphbuild.querying import SHOWN, Query, bind, explain_syntax, parse_query
from graphbuild.service.cutting import Buffer, Full, cut
from graphbuild.service.negotiation import BOOLEANS, GRAPHS, ROWS, Format, Wish
from graphbuild.service.problems import Problem
from graphbuild.service.settings import Limits
from graphbuild.store import Store
from graphbuild.tokens import check_safety, names_dataset
from graphbuild.vocabulary import PREFIXES

_PLACE = re.compile(r"line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked: a query, a question with the values of its parameters, or another task with values."""

    text: str
    accept: str = ""
    format: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    question: str = ""  # its name, where the text has a header
    values: dict[str, list[str]] = field(default_factory=dict)
    task: str = "answer"  # a name in the table of `tasks`
    language: str = ""  # of names in an answer that is shown on a page

    def to_dict(self) -> dict[str, Any]:
        """The job as JSON has it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker gives back; `cut` says what was left out, `settled` whether it would be the same again."""

    status: int
    media_type: str
    body: bytes
    cut: str = ""
    settled: bool = True


def answer(job: Job, store: Store, limits: Limits) -> Reply:
    """The answer to a query or a question; a `Problem` where there is none."""
    found = evaluate(job, store)[1]
    wish = Wish(job.accept, job.format)
    if isinstance(found, ox.QueryTriples):
        return _write_graph(found, wish, limits)
    format, media_type = wish.choose(ROWS if isinstance(found, ox.QuerySolutions) else BOOLEANS)
    return _write_rows(found, format, media_type, limits)


def evaluate(job: Job, store: Store) -> tuple[str, Any]:
    """The text that a job asks, with its values, and what the engine finds."""
    text = _bind(parse_query(job.question, job.text), job, store) if job.question else job.text
    graphs = {**_to_graphs("default-graph-uri", job.default_graphs, store),
              **_to_graphs("named-graph-uri", job.named_graphs, store)}  # fmt: skip
    return text, ask(text, graphs, store)


def _bind(query: Query, job: Job, store: Store) -> str:
    """The query of a question with its values; a `Problem` with all values that are no good."""
    try:
        return bind(query, job.values, store)
    except QueryError:
        errors = list(_list_errors(query, job, store))
        detail = "; ".join(error["detail"] for error in errors)
        raise Problem(400, detail, errors=errors) from None


def _list_errors(query: Query, job: Job, store: Store) -> Iterator[dict[str, Any]]:
    """What is wrong with each value, and the things that it may name."""
    for name, values in job.values.items():
        for value in values:
            try:
                bind(query, {name: value}, store)
            except QueryError as error:
                detail = str(error).removeprefix(f"{query.name}: ")
                error_of_value = {"parameter": name, "value": value, "detail": detail}
                yield error_of_value | _list_candidates(query, name, value, store)


def _list_candidates(query: Query, name: str, value: str, store: Store) -> dict[str, Any]:
    """The several things that a value names, or the things of names near it."""
    type = next((parameter.type for parameter in query.parameters if parameter.name == name), "")
    kind = type.partition("entity:")[2]
    if not kind:
        return {}
    names = index_names(store, kind)
    found = names.find(value)
    near = [] if found else difflib.get_close_matches(fold(value), names.folded, n=SHOWN, cutoff=0.6)
    several = found or [one for key in near for one in names.find(key)]
    listed = [{"iri": one.iri, "label": one.written, "class": one.type} for one in several[:SHOWN]]
    return {"candidates" if found else "near": listed} if listed else {}


def _to_graphs(parameter: str, iris: tuple[str, ...], store: Store) -> dict[str, list[NamedNode]]:
    """The graphs that the protocol names; a `Problem` for one that is not of the store."""
    for iri in iris:
        if not iri.startswith(store.names.base):
            detail = f"{iri[:80]!r} is no graph of the store: those are below {store.names.base}"
            raise Problem(400, detail, parameter=parameter)
    try:
        return {parameter: [NamedNode(iri) for iri in iris]}
    except ValueError:
        raise Problem(400, f"{parameter} is no IRI", parameter=parameter) from None


def ask(text: str, graphs: dict[str, list[NamedNode]], store: Store) -> Any:
    """What the engine finds; graphs of the protocol stand before those of the text."""
    default, named = graphs["default-graph-uri"], graphs["named-graph-uri"]
    options: dict[str, Any] = {"default_graph": default, "named_graphs": named}
    if not default and not named:
        options = {"use_default_graph_as_union": not names_dataset(text)}
    try:
        check_safety(text, store.names.base)
        return store.inner.query(text, prefixes=PREFIXES, **options)
    except QueryError as error:
        raise Problem(400, str(error)) from None
    except SyntaxError as error:
        raise _locate(explain_syntax(text, f"the query can't be parsed: {error}")) from None


def _locate(message: str) -> Problem:
    """The problem of a query that can't be parsed, with the place in the query."""
    place = _PLACE.search(message)
    where: dict[str, Any] = {"line": int(place[1]), "column": int(place[2])} if place else {}
    return Problem(400, message, parameter="query", **where)


def _write_rows(found: Any, format: Format, media_type: str, limits: Limits) -> Reply:
    """Rows, or a yes or no, in a format."""
    buffer = Buffer(limits.answer)
    try:
        found.serialize(buffer, format=format.engine)
    except Full:
        whole = cut(buffer.read()[: limits.answer], format)
        return Reply(200, media_type, whole, f"after {limits.answer} bytes")
    return Reply(200, media_type, buffer.read())


def _write_graph(found: Any, wish: Wish, limits: Limits) -> Reply:
    """A graph in a format, its triples in order."""
    format, media_type = wish.choose(GRAPHS)
    triples: set[Triple] = set()
    for triple in found:
        if len(triples) == limits.triples and triple not in triples:
            said = f"after {limits.triples} triples"
            break
        triples.add(triple)
    else:
        said = ""
    return Reply(200, media_type, write_triples(triples, format), said)


def write_triples(triples: set[Triple], format: Format) -> bytes:
    """Triples in a format, with the prefixes that they use."""
    assert isinstance(format.engine, RdfFormat)
    ordered = sorted(triples, key=str)
    plain = ox.serialize(ordered, format=RdfFormat.N_TRIPLES) or b""
    used = {name: space for name, space in PREFIXES.items() if f"<{space}".encode() in plain}
    return ox.serialize(ordered, format=format.engine, prefixes=used) or b""
