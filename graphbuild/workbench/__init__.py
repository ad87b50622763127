"""The graph in Python and notebooks: `open` a store or a file, or `read` a text, and ask what comes of it.

A `KnowledgeGraph` answers questions; an `Answer` has rows of Python values and goes on as a pandas DataFrame, a
networkx graph, an explorer, an rdflib graph or a file. All of them show themselves in a notebook.
"""

from graphbuild.workbench.answer import Answer
from graphbuild.workbench.knowledge import KnowledgeGraph
from graphbuild.workbench.opening import build, open, read
from graphbuild.workbench.rows import Rows

__all__ = ["Answer", "KnowledgeGraph", "Rows", "build", "open", "read"]
