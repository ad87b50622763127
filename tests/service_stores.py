"""A store to be served: an article that tells all that an article can, a hostile one, and names that several bear."""

from __future__ import annotations

from pathlib import Path

from graphbuild.graph import to_quads
from graphbuild.records import Article, Reading
from graphbuild.store import open_store
from graphbuild.triples import DEFAULT_BASE
from tests.explorer_stores import make_hostile
from tests.readings import RUN, WEAPON, Reader, make_catalogue, make_reading

BASE = DEFAULT_BASE
ODD = ("..", "a/b?c#d", "é %41")  # ids of articles that a browser would read as something else


def make_namesake() -> Reading:
    """Another person who is called Ravel, and a delivery to Ukraine."""
    read = Reader(Article("a2", "Luc Ravel a livré des missiles Hache à l'Ukraine. Elle remercie."))
    other = read.actor("actor/person/luc-ravel", "Person", "Luc Ravel", "Luc Ravel", aliases=["Ravel"])
    ukraine = read.actor("actor/state/UA", "State", "Ukraine", "Ukraine")
    missile = read.weapon(None, "missile Hache", "missiles Hache", WEAPON + "missile")
    delivery = read.event("ArmsTransfer", "livré", participations=[
        read.role("agent", other, "Luc Ravel"), read.role("recipient", ukraine, "Ukraine"),
        read.role("weapon", missile, "missiles Hache")])  # fmt: skip
    return Reading(read.document, [other, ukraine], [missile], [], [delivery], [])


def write_store(path: Path) -> Path:
    """The store in a folder."""
    store, catalogue = open_store(path), make_catalogue()
    for reading in (make_reading(), make_namesake(), make_hostile(), *map(make_reading, ODD)):
        store.add(to_quads(reading, RUN, catalogue))
    return path
