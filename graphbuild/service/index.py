"""The first page: the questions with links to their answers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment

from graphbuild.querying import Query
from graphbuild.snapshots import Snapshot

TEMPLATE = Path(__file__).with_name("index.html")


def render_index(queries: Iterable[Query], snapshot: Snapshot) -> str:
    """The page in HTML."""
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        TEMPLATE.read_text(encoding="utf-8")
    )
    return template.render(queries=queries, snapshot=snapshot)
