"""The explorer: the network of a store, its parts and projections, and the page that shows them.

`read_network` gives a store as `networkx.MultiDiGraph`, `select` and `select_rows` a part of it, `project` a simpler
network, `draw_network` a `pyvis.network.Network`, `render_page` the page, `explore` an object that a notebook shows.
"""

from graphbuild.explorer.notebook import Explorer, draw_explorer, explore
from graphbuild.explorer.payload import draw_network
from graphbuild.explorer.projections import project
from graphbuild.explorer.questions import select_rows
from graphbuild.explorer.reading import read_network
from graphbuild.explorer.rendering import render_page
from graphbuild.explorer.selection import select

__all__ = [
    "Explorer",
    "draw_explorer",
    "draw_network",
    "explore",
    "project",
    "read_network",
    "render_page",
    "select",
    "select_rows",
]
