"""What a notebook shows: HTML in which everything from a graph is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import NamedNode

from graphbuild.answers import show_term
from graphbuild.workbench.article import MarkedArticle, cut
from graphbuild.workbench.rows import Rows, Value, count

SHOWN = 20  # rows of a table that is not shown whole
MOST = 40  # rows of one that is
PAGES = Path(__file__).with_name("pages")
KINDS = ("actor", "weapon", "place", "event")
SHORT = 16  # characters that stand on one line
LONG = 80  # characters that get a wide column


class Cell(NamedTuple):
    """What a cell shows, and the address that it leads to, if any."""

    text: str
    link: str = ""

    @property
    def style(self) -> str:
        """How it is broken into lines: short values not at all, addresses anywhere, sentences late."""
        if len(self.text) <= SHORT:
            return "white-space:nowrap"
        if self.link:
            return "overflow-wrap:anywhere;min-width:9em"
        return "white-space:pre-line;" + ("min-width:22em" if len(self.text) > LONG else "min-width:8em")


def show_rows(rows: Rows) -> str:
    """The rows as a table; of many the first, with how many more there are."""
    first = rows.values if len(rows) <= MOST else rows.values[:SHOWN]
    shown = [[_to_cell(value) for value in row] for row in first]
    more = len(rows) - len(shown)
    return _render("rows.html", rows=rows, shown=shown, told=count(len(rows), "row") if rows.values else "No rows",
                   more=f"{more:,} more: to_pandas() has them all" if more else "")  # fmt: skip


def _to_cell(value: Value) -> Cell:
    """A value as a cell: IRIs with their prefixes, addresses of the web as links."""
    if value is None:
        return Cell("")
    text = str(value)
    if text.startswith(("https://", "http://")) and not set(text) & set(" <>\"'\n\t"):
        return Cell(show_term(NamedNode(text)), text)
    return Cell(text)


def show_article(article: MarkedArticle) -> str:
    """The text with its words marked by kind."""
    from graphbuild.explorer.rendering import read_groups

    groups = read_groups()
    return _render("article.html", article=article, pieces=list(cut(article.text, article.marks)),
                   groups={kind: groups[kind] for kind in KINDS})  # fmt: skip


def _render(name: str, **values: Any) -> str:
    """A piece of HTML."""
    pages = Environment(loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                        lstrip_blocks=True)  # fmt: skip
    return pages.get_template(name).render(values)
