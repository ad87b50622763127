"""The part of a network that the rows of a query are about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import networkx as nx

from graphbuild.answers import Table
from graphbuild.errors import QueryError
from graphbuild.explorer.selection import mark_left, measure_distances
from graphbuild.querying import Query, Value, bind, run_query
from graphbuild.store import Store

_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_SELECT = re.compile(r"\bSELECT\b[^{}]*?(?:\bWHERE\s*)?\{", re.IGNORECASE)


def select_rows(
    store: Store,
    network: nx.MultiDiGraph,
    query: Query | str,
    parameters: Mapping[str, Value | Sequence[Value]] | None = None,
) -> nx.MultiDiGraph:
    """What the rows of a query are about: the nodes behind each row, and all that takes part in its events."""
    text = bind(query, parameters or {}, store) if isinstance(query, Query) else query
    table = run_query(store, text)
    behind = [list(nodes) for nodes in find_nodes(store, network, text, table)]
    if not any(behind):
        raise QueryError(
            "the question has no answer here" if not table.rows else "no row of the answer names a node: ask for events"
        )
    return select_behind(network, behind, describe(query, parameters, text, table))


def select_behind(
    network: nx.MultiDiGraph, behind: Sequence[Sequence[str]], question: Mapping[str, Any]
) -> nx.MultiDiGraph:
    """The nodes behind the rows of an answer, and all that takes part in its events."""
    named = list(dict.fromkeys(node for nodes in behind for node in nodes))
    events = [node for node in named if "article" in network.nodes[node]]
    kept = network.subgraph([*named, *measure_distances(network, events, 1)])
    part = mark_left(network, kept, named)
    part.graph["question"] = dict(question) | {"nodes": [list(nodes) for nodes in behind]}
    return part


def describe(query: Query | str, parameters: Mapping[str, Any] | None, text: str, table: Table) -> dict[str, Any]:
    """What a page tells of a question: its words, values, text and answer."""
    named = isinstance(query, Query)
    summary = {"fr": query.question_fr, "en": query.summary} if isinstance(query, Query) else ""
    values = {name: [str(value) for value in given] if isinstance(given, list | tuple) else [str(given)]
              for name, given in (parameters or {}).items()}  # fmt: skip
    name = query.name if isinstance(query, Query) else ""
    known = {"name": name, "summary": summary, "parameters": values, "sparql": _drop_header(text) if named else text}
    return known | {"columns": list(table.columns), "rows": list(table.to_rows())}


def _drop_header(text: str) -> str:
    """A query without the header that describes it."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("#+")).strip() + "\n"


def find_nodes(store: Store, network: nx.MultiDiGraph, text: str, table: Table) -> Iterator[dict[str, None]]:
    """The nodes behind each row: those it names, and those that its query found on the way to it."""
    solutions = _solve(store, text)
    common = [name for name in table.columns if solutions and name in solutions.columns]
    behind: defaultdict[tuple[Any, ...], dict[str, None]] = defaultdict(dict)
    for row in solutions.rows if solutions else ():
        values = dict(zip(solutions.columns, row, strict=True)) if solutions else {}
        behind[tuple(values[name] for name in common)] |= _name_nodes(network, row)
    for row in table.rows:
        values = dict(zip(table.columns, row, strict=True))
        yield _name_nodes(network, row) | behind.get(tuple(values[name] for name in common), {})


def _name_nodes(network: nx.MultiDiGraph, row: Sequence[Any]) -> dict[str, None]:
    """The nodes that the terms of a row name."""
    names = (str(getattr(term, "value", "")) for term in row)
    return {name: None for name in names if name in network}


def _solve(store: Store, text: str) -> Table | None:
    """All variables of a query that selects some of them; None where the query can't be asked so."""
    bare = _COMMENT.sub("", text)
    if not _SELECT.search(bare):
        return None
    whole = _SELECT.sub("SELECT * WHERE {", bare, count=1)
    try:
        return run_query(store, whole[: whole.rindex("}") + 1])
    except QueryError:
        return None
