"""Marks and events of one article, and how they are printed."""

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode

from graphbuild.cli.showing import COLOURS, COLUMNS, mark_text, to_row
from graphbuild.listing import EventLine, Mark, find_label, list_events, list_marks
from graphbuild.store import Store
from graphbuild.triples import DEFAULT_BASE, Names

GRAPH = Path(__file__).parent / "data" / "sarr.trig"


@pytest.fixture(scope="module")
def store() -> Store:
    """A store with one small article."""
    inner = pyoxigraph.Store()
    inner.load(path=GRAPH)
    return Store(inner, Names(), None)


def test_marks_are_those_of_the_article_in_order(store: Store) -> None:
    text = store.text("a")
    marks = [(text[mark.begin : mark.end], mark.kind, mark.type) for mark in list_marks(store, "a")]
    assert marks == [
        ("Sarr", "actor", "Person"),
        ("promis", "event", "Commitment"),
        ("drones", "weapon", "Weapon"),
        ("Dakar", "place", "Place"),
    ]


def test_events_are_one_line_each(store: Store) -> None:
    roles = {"agent": ["Sarr"], "target": ["Dakar (ville)"], "weapon": ["quadrirotor"]}
    assert list_events(store, "a") == [EventLine(18, "Commitment", "promis", "2024-05", "actual", roles)]


@pytest.mark.parametrize(
    ("thing", "language", "label"),
    [("dakar", "fr", "Dakar (ville)"), ("dakar", "en", "Dakar"), ("quad", "en", "quadrirotor"), ("x/y", "fr", "y")],
)
def test_label(store: Store, thing: str, language: str, label: str) -> None:
    assert find_label(store, NamedNode(DEFAULT_BASE + thing), language) == label


def test_words_get_the_colour_of_their_kind() -> None:
    shown = mark_text("Le \x1bmot.", [Mark(4, 7, "place", "Place", "x")])
    assert shown.plain == "Le \ufffdmot."
    assert [(span.start, span.end, span.style) for span in shown.spans] == [(4, 7, COLOURS["place"])]


def test_row_names_every_role() -> None:
    event = EventLine(0, "ArmedAction", "détruit", "", "actual", {"target": ["base"], "weaponHit": ["char", "drone"]})
    row = dict(zip(COLUMNS, to_row(event), strict=True))
    assert row["roles"] == "target base; weaponHit char, drone" and row["words"] == "détruit"
