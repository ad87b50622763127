"""Where a knowledge graph comes from: a store, a file that `export` wrote, articles."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat

from graphbuild.errors import InputError, StoreError
from graphbuild.records import Article
from graphbuild.snapshots import publish_if_served
from graphbuild.sources import Defaults, Notice, parse_date, read_sources, read_text
from graphbuild.store import Store, open_store
from graphbuild.vocabulary import cg, rdf
from graphbuild.workbench.knowledge import KnowledgeGraph

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
    """The folder of questions; `InputError` when it is none."""
    if queries is None or Path(queries).expanduser().is_dir():
        return queries and Path(queries).expanduser()  # type: ignore[return-value]
    raise InputError(f"{queries}: no folder of questions: check its name")


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
    path, given = Path(store).expanduser(), [inputs] if isinstance(inputs, Input) else list(inputs)
    files = [item for item in given if not isinstance(item, Article)]
    found = [*read_sources(files, _make_defaults(date, title, source)), *(a for a in given if isinstance(a, Article))]
    articles = [item for item in found if isinstance(item, Article)]
    aside = [str(item) for item in found if not isinstance(item, Article | Notice)]
    if not articles:
        raise InputError("; ".join(aside) or "no article found there")
    opened = open_store(path)
    for message in [*aside, *_read_into(opened, articles, replace=replace)]:
        warnings.warn(message, stacklevel=2)
    publish_if_served(opened)
    del opened  # it is released before it is opened for reading
    return open(path, queries=queries)


def _make_defaults(date: dt.date | str | None, title: str | None, source: str | None) -> Defaults:
    """What holds for the articles that don't state it."""
    day = parse_date(date) if isinstance(date, str) else date.date() if isinstance(date, dt.datetime) else date
    return Defaults(date=day, title=title, source=source)


def _read_into(store: Store, articles: list[Article], *, replace: bool) -> Iterator[str]:
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
