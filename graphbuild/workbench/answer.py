"""The answer to a question: rows of Python values, with the sentences behind them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.answers import Table
from graphbuild.errors import QueryError
from graphbuild.querying import Query
from graphbuild.vocabulary import PREFIXES
from graphbuild.workbench.evidence import Denoted, list_evidence
from graphbuild.workbench.rows import Rows, to_python

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from graphbuild.explorer import Explorer
    from graphbuild.workbench.knowledge import KnowledgeGraph

EVIDENCE = {
    "row": "number of the row",
    "type": "class of what stands behind it",
    "words": "the words that tell it",
    "source": "who says so, of a claim or statement",
    "status": "of an event: actual, intended, denied, requested; of a claim: asserts, denies, doubts",
    "certainty": "how sure the text is of it",
    "date": "when, as fine as the text allows",
    "sentence": "the sentence that tells it",
    "article": "identifier of the article",
    "iri": "its name in the graph",
}


class Answer(Rows):
    """The rows that answer a question, each a dict of Python values; `answer[0]` is the first.

    The answer to ASK is true or false by itself: `if kg.query("ASK { … }")`.
    """

    def __init__(self, graph: KnowledgeGraph, sparql: str, table: Table, query: Query | None, given: dict[str, Any]):
        """An answer over a graph: `sparql` as it was asked, with the `given` values of a `query` that has a header."""
        values = [[to_python(term) for term in row] for row in table.rows]
        meanings = {name: text for name, text in query.columns.items() if name in table.columns} if query else {}
        super().__init__(table.columns, values, title=query.summary if query else "", meanings=meanings)
        self.sparql = sparql
        self.table = table
        self._graph, self._query, self._given = graph, query, given

    def __bool__(self) -> bool:
        return bool(self.values) if self.table.boolean is None else self.table.boolean

    def _name(self) -> str:
        return f"Answer to {self._query.name}" if self._query else "Answer"

    @property
    def attributes(self) -> dict[str, Any]:
        """What a DataFrame is told of its origin, in `attrs`."""
        asked = {"query": self._query.name, "parameters": self._given} if self._query else {}
        return super().attributes | asked | {"sparql": self.sparql, "digest": self._graph.digest}

    # --- what is behind it ---

    def evidence(self, row: int | None = None) -> Rows:
        """The events and claims behind a row (numbered as in the DataFrame), with their sentences; all rows' when None.

        Where a row rests on no event, the sentences that name what it is about.
        """
        chosen = range(len(self)) if row is None else [range(len(self))[row]]
        found = list_evidence(self._graph.store, {number: self._behind[number] for number in chosen})
        return Rows(tuple(EVIDENCE), found, title="What stands behind the answer", meanings=EVIDENCE)

    @cached_property
    def _behind(self) -> list[list[str]]:
        """IRIs of what each row rests on."""
        from graphbuild.explorer.questions import find_nodes

        store = self._graph.store
        return [list(nodes) for nodes in find_nodes(store, Denoted(store), self.sparql, self.table)]

    def to_networkx(self) -> nx.MultiDiGraph:
        """What the rows are about, and all that takes part in their events, as a networkx graph."""
        from graphbuild.explorer import select_rows

        return select_rows(self._graph.store, self._graph.whole_network, self._query or self.sparql, self._given)

    def explore(self, *, title: str | None = None, language: str | None = None) -> Explorer:
        """The explorer of what the rows are about."""
        from graphbuild.explorer import draw_explorer

        return draw_explorer(self.to_networkx(), title=title or self.title or None, language=language)

    # --- as files ---

    def to_csv(self, path: str | Path | None = None) -> str:
        """The answer as CSV, written into a file too when one is named."""
        return write(self.table.to_csv(), path)

    def to_tsv(self, path: str | Path | None = None) -> str:
        """The answer as TSV with terms as in Turtle, written into a file too when one is named."""
        return write(self.table.to_tsv(), path)

    def to_json(self, path: str | Path | None = None) -> str:
        """The answer as SPARQL's JSON, written into a file too when one is named."""
        return write(self.table.to_json(), path)

    def to_turtle(self, path: str | Path | None = None) -> str:
        """The graph that answers CONSTRUCT or DESCRIBE as Turtle, written into a file too when one is named."""
        return write(self.table.to_turtle(), path)

    def to_rdflib(self) -> rdflib.Graph:
        """The graph that answers CONSTRUCT or DESCRIBE, for rdflib."""
        import rdflib

        if self.table.triples is None:
            raise QueryError("only the answer to CONSTRUCT or DESCRIBE is a graph: take rows, or to_pandas()")
        graph = rdflib.Graph()
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        return graph.parse(data="".join(f"{triple} .\n" for triple in self.table.triples), format="nt11")


def write(text: str, path: str | Path | None) -> str:
    """The text, after it was written into the file."""
    if path is not None:
        Path(path).write_text(text, encoding="utf-8", newline="")
    return text
