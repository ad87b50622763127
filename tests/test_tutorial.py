"""The tutorial runs as it stands, and its outputs are those that it shows."""

from __future__ import annotations

import re
import time
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.tutorial import LIMIT, normalise, read_tutorial, run_tutorial

REFRESH = "the tutorial shows other outputs: make tutorial, and read what has changed"


@pytest.fixture(scope="module")
def kept() -> NotebookNode:
    return read_tutorial()


def list_outputs(notebook: NotebookNode) -> list[list[NotebookNode]]:
    """The outputs of every cell of code."""
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


def test_every_cell_runs_and_shows_what_is_kept(kept: NotebookNode, tmp_path: Path) -> None:
    start = time.monotonic()
    run = run_tutorial(tmp_path)
    assert time.monotonic() - start < LIMIT
    assert len(list_outputs(run)) >= 15
    for number, (now, before) in enumerate(zip(list_outputs(run), list_outputs(kept), strict=True), 1):
        assert now == before, f"cell of code {number}: {REFRESH}"


def test_kept_notebook_is_as_a_refresh_writes_it(kept: NotebookNode) -> None:
    text = nbformat.writes(kept)
    assert nbformat.writes(normalise(nbformat.reads(text, as_version=4))) == text
    nbformat.validate(kept)
    counts = [cell.execution_count for cell in kept.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


def test_outputs_tell_nothing_of_a_machine_and_stay_small(kept: NotebookNode) -> None:
    text = nbformat.writes(kept)
    assert len(text) < 200_000
    assert re.findall(r"/(?:tmp|home|root|usr|var)/\S*| at 0x\w+|<iframe|<script", text) == []
    assert [output for outputs in list_outputs(kept) for output in outputs if output.output_type == "error"] == []
