"""Runs the tutorial. `python -m tests.tutorial` writes its outputs again, to be read before they are kept."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from tests.paths import TESTS

TUTORIAL = TESTS.parent / "tutorial.ipynb"
LIMIT = 60  # seconds for all cells
NOWHERE = "http://127.0.0.1:9"  # a proxy that isn't there: nothing is fetched
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def read_tutorial() -> NotebookNode:
    """The tutorial as it is kept."""
    return nbformat.read(TUTORIAL, as_version=4)


def run_tutorial(folder: Path) -> NotebookNode:
    """The tutorial with the outputs of a run in an empty folder, without what differs from run to run."""
    notebook = read_tutorial()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with isolate(folder):
        NotebookClient(
            notebook, timeout=LIMIT, record_timing=False, coalesce_streams=True,
            resources={"metadata": {"path": str(folder)}},
        ).execute()  # fmt: skip
    return normalise(notebook)


@contextmanager
def isolate(folder: Path) -> Iterator[None]:
    """An environment in which this checkout is imported, no settings of the user hold and nothing is fetched."""
    before = dict(os.environ)
    os.environ |= {"PYTHONPATH": str(TESTS.parent), "IPYTHONDIR": str(folder / "ipython"), "TMPDIR": str(folder),
                   "http_proxy": NOWHERE, "https_proxy": NOWHERE, "no_proxy": ""}  # fmt: skip
    try:
        yield
    finally:
        os.environ.clear()
        os.environ |= before


def normalise(notebook: NotebookNode) -> NotebookNode:
    """The notebook as it is kept: cells numbered, explorers as their one line instead of a page of a megabyte."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id, cell.metadata = f"cell-{number:02}", nbformat.from_dict({})
        for output in cell.get("outputs", []):
            if "<iframe" in output.get("data", {}).get("text/html", ""):
                del output.data["text/html"]
    return notebook


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        nbformat.write(run_tutorial(Path(name)), TUTORIAL)
