"""A knowledge graph: what an analyst asks, reads and explores."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pyoxigraph import Literal, NamedNode

from graphbuild.errors import GraphbuildError, QueryError, StoreError
from graphbuild.listing import list_marks
from graphbuild.querying import Parameter, Query, bind, run_query
from graphbuild.questions import find_question, read_question
from graphbuild.service.questions import Questions
from graphbuild.store import Store
from graphbuild.triples import GENERATED_BY
from graphbuild.vocabulary import PREFIXES, cg
from graphbuild.workbench.answer import Answer
from graphbuild.workbench.article import MarkedArticle
from graphbuild.workbench.rows import Rows, count, to_day

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from graphbuild.explorer import Explorer

QUESTIONS = {
    "name": "as which it is asked",
    "question": "what it asks",
    "question_fr": "the same in French",
    "parameters": "values that it takes, each with an example",
}


class KnowledgeGraph:
    """The graph of a store; `graphbuild.open`, `read` and `build` give one."""

    def __init__(self, store: Store, name: str, queries: Path | None = None) -> None:
        """The graph of a store, called `name`; `queries` is a folder of questions."""
        self.name = name
        self._store: Store | None = store
        self._questions = Questions(queries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._store = None
        self.__dict__.pop("whole_network", None)

    @property
    def store(self) -> Store:
        """The store, for what goes beyond this class; `StoreError` when it is closed."""
        if self._store is None:
            raise StoreError(f"{self.name} is closed: open it again")
        return self._store

    def __repr__(self) -> str:
        if self._store is None:
            return f"<KnowledgeGraph {self.name!r}: closed>"
        return (
            f"<KnowledgeGraph {self.name!r}: {count(len(self.articles), 'article')}, {len(self.store.inner):,} triples>"
        )

    @cached_property
    def digest(self) -> str:
        """An id of what the graph holds: that of the same articles, read by the same run, is the same anywhere."""
        texts = self.store.find(predicate=NamedNode(cg.sha256))
        runs: dict[object, object] = {quad.subject: quad.object for quad in self.store.find(predicate=GENERATED_BY)}
        held = sorted(f"{quad.subject} {quad.object} {runs.get(quad.graph_name, '')}" for quad in texts)
        return hashlib.sha256("\n".join(held).encode()).hexdigest()[:16]

    # --- questions ---

    @property
    def questions(self) -> Rows:
        """The questions that can be asked by name."""
        known, _ = self._questions.list()
        rows = [(q.name, q.summary, q.question_fr, show_parameters(q)) for q in known.values()]
        return Rows(tuple(QUESTIONS), rows, title="Questions", meanings=QUESTIONS)

    def query(self, question: str | Path, /, **parameters: Any) -> Answer:
        """The answer to a question: its name (see `questions`), a file `.rq`, or SPARQL.

        Values of its parameters are named: `recipient="Ukraine"`, several as a list; `from_` stands for `from`, which
        Python keeps for itself. Dates are `datetime.date` or text. The prefixes of the graph need not be declared.
        """
        found = self._find(question)
        query = found if isinstance(found, Query) else None
        values = to_values(parameters, query)
        if query is None and values:
            raise QueryError("SPARQL has no parameters: write the values into it, or give it a header")
        sparql = bind(query, values, self.store) if query else str(found)
        return Answer(self, sparql, run_query(self.store, sparql), query, values)

    def _find(self, question: str | Path) -> Query | str:
        """The question that is meant; `QueryError` with near names when there is none."""
        if isinstance(question, Path):
            return read_question(question.expanduser())
        known, faults = self._questions.list()
        if question in faults:
            raise QueryError(f"{question}: {faults[question]}")
        return find_question(question, known)

    # --- articles ---

    @property
    def articles(self) -> Rows:
        """The articles in the graph."""
        rows = [(a.id, to_day(a.date), a.title, a.source, a.language, a.sha256) for a in self.store.articles()]
        return Rows(("id", "date", "title", "source", "language", "sha256"), rows, title="Articles")

    def text(self, article: str | None = None) -> str:
        """The text of an article; of the only one when none is named."""
        return self.store.text(article or self._find_only())

    def article(self, article: str | None = None) -> MarkedArticle:
        """An article that shows its text with what was found in it marked; the only one when none is named."""
        id = article or self._find_only()
        text = self.store.text(id)
        title = next(stored.title for stored in self.store.articles() if stored.id == id)
        return MarkedArticle(id, title or id, text, list_marks(self.store, id))

    def _find_only(self) -> str:
        """The id of the only article."""
        ids = [article.id for article in self.store.articles()]
        if len(ids) != 1:
            raise StoreError(f"{self.name} has {count(len(ids), 'article')}: name one of those that `articles` lists")
        return ids[0]

    # --- other forms ---

    def export(self, path: str | Path, *, texts: bool = False) -> None:
        """Write the graph into a file `.trig`, `.nq`, `.jsonld`, `.graphml` or `.gexf`; with the texts if asked for."""
        from graphbuild.export import SUFFIXES, export_store

        name = SUFFIXES.get(Path(path).suffix.lower())
        if name is None:
            raise GraphbuildError(f"{path}: no format of this name: end it in one of {' '.join(SUFFIXES)}")
        Path(path).write_bytes(export_store(self.store, name, texts=texts))

    def dataset(self) -> rdflib.Dataset:
        """The graph as an rdflib dataset on the same store: nothing is copied, SPARQL is answered by Oxigraph."""
        dataset = self.store.dataset()
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    @cached_property
    def whole_network(self) -> nx.MultiDiGraph:
        """The network that parts are taken from; `network()` gives one to change."""
        from graphbuild.explorer import read_network

        return read_network(self.store)

    def network(self) -> nx.MultiDiGraph:
        """The graph for networkx: a node for every actor, weapon, place and event, with all that is known of it."""
        return self.whole_network.copy()

    def explore(
        self,
        *focus: str,
        depth: int | None = None,
        begin: dt.date | str | None = None,
        end: dt.date | str | None = None,
        limit: int | None = None,
        title: str | None = None,
        language: str | None = None,
    ) -> Explorer:
        """The explorer: of all, or within `depth` steps of some names, between two days, of at most `limit` nodes."""
        from graphbuild.explorer import draw_explorer, select

        steps = {} if depth is None else {"depth": depth}
        days = {"begin": to_day(begin), "end": to_day(end)}
        part = select(self.whole_network, focus=focus, limit=limit, **days, **steps)  # type: ignore[arg-type]
        return draw_explorer(part, title=title, language=language)


def to_values(parameters: Mapping[str, Any], query: Query | None) -> dict[str, Any]:
    """Values by parameter as a query takes them; None leaves a parameter open.

    >>> to_values({"from_": "2024-11-01", "recipient": None, "weapon": {"F-16"}}, None)
    {'from': '2024-11-01', 'weapon': ['F-16']}
    """
    known = {parameter.name for parameter in query.parameters} if query else set()
    named = {name if name in known else name.removesuffix("_"): value for name, value in parameters.items()}
    return {name: _to_value(value) for name, value in named.items() if value is not None}


def _to_value(value: Any) -> Any:
    """A value, or a list of them out of anything that holds several."""
    if isinstance(value, dt.date):
        return to_day(value)
    if isinstance(value, str | int | NamedNode | Literal) or not isinstance(value, Iterable):
        return value
    return [_to_value(item) for item in value]


def show_parameters(query: Query) -> str:
    """The parameters of a query as they are written in Python, with their examples."""
    return ", ".join(f"{_to_keyword(parameter)}={_show_example(parameter)}" for parameter in query.parameters)


def _to_keyword(parameter: Parameter) -> str:
    """The name of a parameter in Python."""
    return parameter.name + "_" * iskeyword(parameter.name)


def _show_example(parameter: Parameter) -> str:
    """An example as Python writes it."""
    return parameter.example if parameter.type == "integer" else repr(parameter.example)
