"""The explorer as an object: in a notebook it shows itself.

>>> from graphbuild.explorer import explore
>>> from graphbuild.store import open_store
>>> picture = explore(open_store(), title="Nothing yet")
>>> picture.network.number_of_nodes()
0
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

import networkx as nx

from graphbuild.explorer.reading import read_network
from graphbuild.explorer.rendering import find_title, render_page
from graphbuild.explorer.selection import COUNTED, DEPTH, KINDS, select
from graphbuild.explorer.terms import LANGUAGES
from graphbuild.store import Store

HEIGHT = 720  # px of a notebook's cell


@dataclass(frozen=True, repr=False)
class Explorer:
    """A network with its page."""

    network: nx.MultiDiGraph
    title: str
    language: str

    @cached_property
    def html(self) -> str:
        """The page."""
        return render_page(self.network, self.title, self.language)

    def __repr__(self) -> str:
        """One line: its title, and how much it shows."""
        groups = Counter(COUNTED[group] for _, group in self.network.nodes(data="group"))
        counts = {name: f"{groups[name]:,} {name if groups[name] > 1 else name[:-1]}" for name in KINDS}
        shown = ", ".join(text for name, text in counts.items() if groups[name])
        return f"<Explorer {self.title!r}: {shown or 'nothing'}>"

    def _repr_html_(self) -> str:
        """The page in a frame of its own, from which nothing reaches the notebook."""
        return (
            f'<iframe srcdoc="{escape(self.html)}" title="{escape(self.title)}" '
            f'sandbox="allow-scripts allow-downloads" style="width:100%;height:{HEIGHT}px;border:0"></iframe>'
        )


def explore(
    store: Store,
    *,
    title: str | None = None,
    language: str | None = None,
    focus: Sequence[str] = (),
    depth: int = DEPTH,
    begin: dt.date | None = None,
    end: dt.date | None = None,
    limit: int | None = None,
) -> Explorer:
    """The explorer of a store, or of a part of it as `select` takes it."""
    network = select(read_network(store), focus=focus, depth=depth, begin=begin, end=end, limit=limit)
    return draw_explorer(network, title=title, language=language)


def draw_explorer(network: nx.MultiDiGraph, *, title: str | None = None, language: str | None = None) -> Explorer:
    """The explorer of a network."""
    return Explorer(network, title or find_title(network), language or LANGUAGES[0])
