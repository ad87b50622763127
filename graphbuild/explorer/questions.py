"""The part of a network that the rows of a query are about."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

import networkx as nx

from graphbuild.answers import Table
from graphbuild.errors import QueryError
from graphbuild.explorer.selection import mark_left, measure_distances
from graphbuild.querying import Query, Value, bind, run_query
from graphbuild.store import Store
from graphbuild.tracing import ask_all, drop_header, match_rows


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
    known = {"name": name, "summary": summary, "parameters": values, "sparql": drop_header(text) if named else text}
    return known | {"columns": list(table.columns), "rows": list(table.to_rows())}


def find_nodes(store: Store, known: Container[str], text: str, table: Table) -> list[dict[str, None]]:
    """The nodes behind each row: those it names, and those that its query found on the way to it.

    `known` says which IRIs are nodes: a network, or whatever else tells it.
    """
    behind = [_name_nodes(known, row) for row in table.rows]
    solutions = _solve(store, text)
    if solutions:
        for numbers, values in match_rows(table.columns, table.rows, solutions.columns, solutions.rows):
            named = _name_nodes(known, values) if numbers else {}
            for number in numbers:
                behind[number] |= named
    return behind


def _name_nodes(known: Container[str], row: Sequence[Any]) -> dict[str, None]:
    """The nodes that the terms of a row name."""
    names = (str(getattr(term, "value", "")) for term in row)
    return {name: None for name in names if name in known}


def _solve(store: Store, text: str) -> Table | None:
    """All variables of a query that selects some of them; None where the query can't be asked so."""
    whole = ask_all(text)
    try:
        return run_query(store, whole) if whole else None
    except QueryError:
        return None
