"""Where graphs are kept: a folder (or memory) with the graphs of articles and those that articles share.

Every article is added, replaced or withdrawn in one transaction: an interrupted build leaves no half article.
What the store holds is a function of the articles in it, not of the order in which they came.
"""

from __future__ import annotations

import difflib
import json
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import oxrdflib
import pyoxigraph as ox
import rdflib
from pyoxigraph import NamedNode, Quad

from graphbuild.changes import Change
from graphbuild.errors import ArticleConflict, QueryError, StoreError
from graphbuild.records import Article
from graphbuild.tokens import names_dataset
from graphbuild.triples import (
    DEFAULT_BASE,
    GENERATED_BY,
    IS_STRING,
    SHA256,
    ArticleQuads,
    Names,
    Run,
    describe_article,
    to_nquads,
    to_value,
)
from graphbuild.vocabulary import cg, dcterms, rdf

FORMAT = 1  # of the store; a new number means that older stores have to be built again
MARKER = "graphbuild.json"
DATA = "data"
BUFFERED = 100_000  # quads written before they are flushed to disk: RocksDB keeps about a kilobyte in memory for each
ATTEMPTS = 10  # to open what a writer is just changing
PAUSE = 0.1  # seconds between them
ARTICLE_FIELDS = {
    "id": dcterms.identifier,
    "title": dcterms.title,
    "date": dcterms.issued,
    "language": dcterms.language,
    "source": dcterms.source,
    "sha256": cg.sha256,
}

_T = TypeVar("_T")
Outcome = Literal["added", "unchanged", "replaced"]
State = Literal["new", "unchanged", "outdated", "conflict"]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """What the store says of an article."""

    id: str
    language: str
    sha256: str
    title: str | None = None
    date: str | None = None
    source: str | None = None


class Store:
    """The graphs of all articles that were added."""

    inner: ox.Store  # for what pyoxigraph does better than anything here

    def __init__(self, inner: ox.Store, names: Names, path: Path | None, *, read_only: bool = False) -> None:
        """A store over an open Oxigraph; `open_store` opens one."""
        self.inner = inner
        self.names = names
        self.path = path
        self.read_only = read_only
        self.buffered = 0  # quads written since the last flush
        self._remembered: dict[Hashable, Any] = {}

    # --- articles ---

    def find_state(self, article: Article, run: Run) -> State:
        """What a build has to do about an article.

        `outdated`: the same text, but read by another run, or with another date, title or source; it is built again.
        """
        graph, iri = self.names.article_graph(article), self.names.article(article)
        stored = set(self.inner.quads_for_pattern(iri, None, None, graph))
        if not stored:
            return "new"
        if Quad(iri, SHA256, ox.Literal(article.sha256), graph) not in stored:
            return "conflict"
        made_by = Quad(graph, GENERATED_BY, self.names.node(run.path), self.names.provenance)
        return "unchanged" if stored == describe_article(article, self.names) and made_by in self.inner else "outdated"

    def add(self, article: ArticleQuads, *, replace: bool = False) -> Outcome:
        """Take in the quads of an article; `ArticleConflict` when its id is there with another text, unless `replace`.

        The same text read by another run replaces what was there.
        """
        self._check_writable()
        if not article.iri.value.startswith(self.names.base):
            raise StoreError(f"{article.iri.value} isn't below the base IRI of this store, {self.names.base}: use that")
        old = self._find_own(article.iri, article.graph)
        if old == article.own:
            return "unchanged"
        if old and not replace and _find_digest(old) != _find_digest(article.own):
            raise ArticleConflict(f"article {article.id!r} is stored with another text: replace it, or give another id")
        self._apply(Change(self.inner, self.names, old, article))
        return "replaced" if old else "added"

    def withdraw(self, article_id: str) -> None:
        """Drop an article and what no other refers to; `StoreError` with similar ids when there is none of that id."""
        self._check_writable()
        article = Article(article_id, "")
        graph = self.names.article_graph(article)
        old = self._find_own(self.names.article(article), graph)
        if not old:
            raise StoreError(self._explain_unknown(article_id))
        self._apply(Change(self.inner, self.names, old, None), dropped=graph)

    def articles(self) -> list[StoredArticle]:
        """The articles in the store, sorted by id."""
        fields = {predicate: name for name, predicate in ARTICLE_FIELDS.items()}
        found = []
        for quad in self.inner.quads_for_pattern(None, NamedNode(rdf.type), NamedNode(cg.Article), None):
            known = self.inner.quads_for_pattern(quad.subject, None, None, quad.graph_name)
            values = {fields[q.predicate.value]: to_value(q.object) for q in known if q.predicate.value in fields}
            found.append(StoredArticle(**values))
        return sorted(found, key=lambda article: article.id)

    def text(self, article_id: str) -> str:
        """The text of an article; `StoreError` with similar ids when there is none of that id."""
        iri = self.names.article(Article(article_id, ""))
        quad = next(self.inner.quads_for_pattern(iri, IS_STRING, None, self.names.texts), None)
        if quad is None:
            raise StoreError(self._explain_missing(article_id))
        return to_value(quad.object)

    # --- reading ---

    def query(self, text: str, **options: Any) -> Any:
        """Answer of a SPARQL query over the union of all graphs, or over those that it names with FROM.

        `options` are those of pyoxigraph's `Store.query`.
        """
        try:
            return self.inner.query(text, use_default_graph_as_union=not names_dataset(text), **options)
        except SyntaxError as error:
            raise QueryError(f"the query can't be parsed: {error}") from error

    def dataset(self) -> rdflib.Dataset:
        """The store as an rdflib dataset whose default graph is the union of all; nothing is copied."""
        return rdflib.Dataset(store=Engine(store=self.inner), default_union=True)

    def find(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        value: NamedNode | ox.Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Quads of a pattern; None stands for anything."""
        return self.inner.quads_for_pattern(subject, predicate, value, graph)

    def remember(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What is worked out of the whole store: once for each state of it.

        A change that is made in `inner` itself isn't noticed.
        """
        if key not in self._remembered:
            self._remembered[key] = make()
        found: _T = self._remembered[key]
        return found

    def to_nquads(self) -> bytes:
        """All quads as sorted N-Quads."""
        return to_nquads(self.inner)

    def backup(self, path: Path) -> None:
        """Make a copy of the store in a new folder, at once: a snapshot for readers while this one is written."""
        if self.path is None:
            raise StoreError("a store in memory can't be copied to a folder")
        if path.exists():
            raise StoreError(f"{path}: there is something already")
        path.mkdir(parents=True)
        self.inner.backup(str(path / DATA))
        _write_marker(path, self.names.base)

    # --- writing ---

    def _check_writable(self) -> None:
        if self.read_only:
            raise StoreError(f"{self.path}: opened for reading only")

    def _explain_missing(self, article_id: str) -> str:
        """A line that says why there is no text of an article."""
        if any(article.id == article_id for article in self.articles()):
            return f"the text of article {article_id!r} isn't kept here: a file has texts when exported with --texts"
        return self._explain_unknown(article_id)

    def _explain_unknown(self, article_id: str) -> str:
        """A line that says which ids are near an unknown one."""
        near = difflib.get_close_matches(article_id, [article.id for article in self.articles()], cutoff=0.5)
        return f"no article {article_id!r} in the store" + (f"; near: {', '.join(near)}" if near else "")

    def _find_own(self, iri: NamedNode, graph: NamedNode) -> frozenset[Quad]:
        """All quads that are there because of one article alone."""
        find, provenance = self.inner.quads_for_pattern, self.names.provenance
        own = set(find(None, None, None, graph)) | set(find(iri, None, None, self.names.texts))
        return frozenset(own | set(find(graph, None, None, provenance)) | set(find(None, None, iri, provenance)))

    def _apply(self, change: Change, *, dropped: NamedNode | None = None) -> None:
        """Write a change in one transaction."""
        self._remembered.clear()
        removed = [quad for quad in change.removed - change.added if quad.graph_name != dropped]
        try:
            if not removed and dropped is None:
                self.inner.extend(change.added)
            else:
                steps = [f"DROP SILENT GRAPH {dropped}"] if dropped else []
                steps.append(f"DELETE DATA {{ {_write_block(removed)} }}")
                steps.append(f"INSERT DATA {{ {_write_block(change.added)} }}")
                self.inner.update(" ;\n".join(steps))
            self._flush(len(removed) + len(change.added))
        except OSError as error:
            raise StoreError(f"{self.path}: can't be written: {error}") from error

    def _flush(self, written: int) -> None:
        """Count quads written; flush when there are many, so that memory does not grow with the number of articles."""
        self.buffered += written
        if self.path is not None and self.buffered >= BUFFERED:
            self.inner.flush()
            self.buffered = 0


class Engine(oxrdflib.OxigraphStore):
    """Oxigraph for rdflib; a query that names its graphs with FROM is answered from those alone."""

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Make a graph that isn't there; `Dataset.graph` asks for it also of those that are, and of a store to read."""
        if next(self.triples((None, None, None), graph), None) is None:
            super().add_graph(graph)

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **options: Any) -> Any:
        """The answer of a query over the union of all graphs, or over those that it names."""
        named = queryGraph == "__UNION__" and isinstance(query, str) and names_dataset(query)
        return super().query(query, initNs, initBindings, "" if named else queryGraph, **options)


def _write_block(quads: Iterable[Quad]) -> str:
    """Quads in the syntax of SPARQL Update."""
    return "\n".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads)


def _find_digest(quads: Iterable[Quad]) -> str | None:
    """The SHA-256 of the text among the quads of an article."""
    return next((to_value(quad.object) for quad in quads if quad.predicate == SHA256), None)


# --- opening ----------------------------------------------------------------------------------------------------------


def open_store(
    path: Path | None = None, *, create: bool = True, read_only: bool = False, base: str | None = None
) -> Store:
    """The store in a folder, in memory when None; `base` is the base IRI of a new one and has to be that of an old one.

    A folder that isn't there is made when `create`. Opened `read_only` beside a writer it shows what was there then.
    """
    if path is None:
        return Store(ox.Store(), Names(base or DEFAULT_BASE), None)
    try:
        base = _prepare(path, create=create and not read_only, base=base)
        data = str(path / DATA)
        inner = _open_to_read(data) if read_only else ox.Store(data)
    except OSError as error:
        raise StoreError(_explain(path, error)) from error
    except RuntimeError as error:  # so the engine tells that a writer has just merged the files it was to read
        raise StoreError(f"{path}: can't be opened just now: {error}: try again") from error
    return Store(inner, Names(base), path, read_only=read_only)


def _open_to_read(data: str) -> ox.Store:
    """The database, tried again for a moment: a writer that merges its files takes some away meanwhile."""
    for _ in range(ATTEMPTS):
        with suppress(RuntimeError):
            return ox.Store.read_only(data)
        time.sleep(PAUSE)
    return ox.Store.read_only(data)


def _prepare(path: Path, *, create: bool, base: str | None) -> str:
    """The base IRI of the store in a folder, which is made where allowed; `StoreError` when it is no store of ours."""
    marker = path / MARKER
    if not marker.is_file():
        if path.is_file() or (path.is_dir() and any(path.iterdir())):
            raise StoreError(f"{path}: not a store: give a new or empty folder, or one that `graphbuild build` made")
        if not create:
            raise StoreError(f"{path}: there is no store: make one with `graphbuild build`")
        path.mkdir(parents=True, exist_ok=True)
        _write_marker(path, base or DEFAULT_BASE)
    stored = _read_marker(marker)
    if base is not None and base != stored:
        raise StoreError(f"{path}: its base IRI is {stored}, not {base}: use that one, or build into another folder")
    return stored


def _write_marker(path: Path, base: str) -> None:
    """Note format and base IRI beside the data."""
    (path / MARKER).write_text(json.dumps({"format": FORMAT, "base": base}) + "\n", encoding="utf-8")


def read_base(path: Path) -> str:
    """The base IRI of the store in a folder."""
    return _read_marker(path / MARKER)


def _read_marker(marker: Path) -> str:
    """The base IRI noted beside the data; `StoreError` when another version of the format is noted."""
    try:
        noted = json.loads(marker.read_text(encoding="utf-8"))
        version, base = noted["format"], str(noted["base"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{marker.parent}: not a store: {MARKER} can't be read") from error
    if version != FORMAT:
        raise StoreError(f"{marker.parent}: a store of format {version}, this graphbuild has {FORMAT}: build it again")
    return base


def _explain(path: Path, error: OSError) -> str:
    """One line for what keeps a store from being opened."""
    text = str(error).lower()
    if "lock" in text:
        return f"{path}: in use by another process: wait until it ends, or open it for reading only"
    if isinstance(error, PermissionError) or "permission denied" in text:
        return f"{path}: no permission: choose another folder, or ask its owner"
    return f"{path}: the store can't be opened: {error.strerror or error}"
