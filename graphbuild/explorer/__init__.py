"""The explorer: the network of a store, its projections, and the page that shows them."""

from graphbuild.explorer.projections import project
from graphbuild.explorer.reading import read_network
from graphbuild.explorer.rendering import render_page

__all__ = ["project", "read_network", "render_page"]
