"""Where a knowledge graph comes from: a store, a file that `export` wrote, articles."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat

from graphbuild.errors import InputError, StoreError
from graphbuild.records import Article
from graphbuild.snapshots import publish_if_served
from graphbuild.sources import Defaults, Notice, read_sources, read_text
from graphbuild.store import Store, open_store
from graphbuild.vocabulary import cg, rdf
from graphbuild.workbench.knowledge import KnowledgeGraph
from graphbuild.workbench.rows import to_day

if TYPE_CHECKING:
    from graphbuild.pipeline import Knowledge

FILES = {".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS}
Input = str | Path | Article


def open(path: str | Path, *, queries: str | Path | None = None) -> KnowledgeGraph:
    """The knowledge graph of a store, or of a file `.trig` or `.nq` that `export` wrote.

    A store is opened for reading only, also while a build goes on, and shows what was there then; open it again to see
    what has been added. `queries` is a folder of questions of your own.
    """
    where, folder = Path(path).expanduser(), _find_folder(queries)
    if where.suffix.lower() in FILES and not where.is_dir():
        return KnowledgeGraph(load_file(where), where.name, folder)
    return KnowledgeGraph(open_store(where, create=False, read_only=True), where.name, folder)


def _find_folder(queries: str | Path | None) -> Path | None:
    """The folder of questions, if any; `InputError` when it is none."""
    folder = None if queries is None else Path(queries).expanduser()
    if folder is not None and not folder.is_dir():
        raise InputError(f"{folder}: no folder of questions: check its name")
    return folder


def load_file(path: Path) -> Store:
    """A store in memory of the graphs in a file."""
    store = open_store()
    try:
        store.inner.bulk_load(path=str(path), format=FILES[path.suffix.lower()])
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}: check its name") from error
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{path}: can't be read: {error}") from error
    articles = store.find(None, NamedNode(rdf.type), NamedNode(cg.Article))
    bases = sorted({str(quad.subject)[1:-1].rpartition("article/")[0] for quad in articles})
    if len(bases) != 1:
        told = f"articles under several base IRIs ({', '.join(bases)})" if bases else "no article of a knowledge graph"
        raise StoreError(f"{path}: {told}: give a file that `graphbuild export` wrote")
    return Store(store.inner, open_store(base=bases[0]).names, None, read_only=True)


def read(
    text: str,
    *,
    date: dt.date | str | None = None,
    title: str | None = None,
    source: str | None = None,
    id: str = "article",
) -> KnowledgeGraph:
    """The knowledge graph of one text, in memory; its `date` is the day from which "mardi" or "hier" are counted."""
    store = open_store()
    article = read_text(text, id, _make_defaults(date, title, source))
    for message in _read_into(store, [article], replace=False):
        raise InputError(message)
    store.read_only = True
    return KnowledgeGraph(store, title or id)


def build(
    inputs: Input | Iterable[Input],
    store: str | Path,
    *,
    date: dt.date | str | None = None,
    title: str | None = None,
    source: str | None = None,
    replace: bool = False,
    queries: str | Path | None = None,
) -> KnowledgeGraph:
    """The knowledge graph of a store after articles were read into it: files, folders, or `Article`s.

    It does what `graphbuild build` does: an article that can't be read is set aside with a warning that says why.
    """
    aside: list[str] = []
    given = [inputs] if isinstance(inputs, Input) else list(inputs)
    articles = _pick_articles(given, _make_defaults(date, title, source), aside)
    first = next(articles, None)
    if first is None:
        raise InputError("; ".join(aside) or "no article found there")
    opened = open_store(Path(store).expanduser())
    aside += _read_into(opened, chain([first], articles), replace=replace)
    publish_if_served(opened)
    del opened  # it is released before it is opened for reading
    for message in aside:
        warnings.warn(message, stacklevel=2)
    return open(store, queries=queries)


def _make_defaults(date: dt.date | str | None, title: str | None, source: str | None) -> Defaults:
    """What holds for the articles that don't state it."""
    return Defaults(date=to_day(date), title=title, source=source)


def _pick_articles(inputs: list[Input], defaults: Defaults, aside: list[str]) -> Iterator[Article]:
    """The articles that can be read; why others can't is added to `aside`."""
    files = [item for item in inputs if not isinstance(item, Article)]
    for found in chain((item for item in inputs if isinstance(item, Article)), read_sources(files, defaults)):
        if isinstance(found, Article):
            yield found
        elif not isinstance(found, Notice):
            aside.append(str(found))


def _read_into(store: Store, articles: Iterable[Article], *, replace: bool) -> Iterator[str]:
    """Read articles into a store; for each that can't be, a line that says why."""
    from graphbuild.pipeline import build as build_graph

    for outcome in build_graph(articles, store, load_knowledge_once(), replace=replace):
        if outcome.state == "failed":
            yield f"{outcome.article_id}: {outcome.message}"


@lru_cache(maxsize=1)
def load_knowledge_once() -> Knowledge:
    """The pipeline, word tables, places and actors; they take long to load and stay."""
    from graphbuild.pipeline import load_knowledge

    return load_knowledge()
