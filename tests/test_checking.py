"""Checks: a sound graph has no finding, and every fault is found, by the queries and by the shapes."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild.checking import check_articles, check_store, read_checks, read_header
from graphbuild.vocabulary import PREFIXES

BROKEN = Path(__file__).parent / "broken"
BASE = "https://w3id.org/conflictgraph/id/"
CASES = sorted(BROKEN.glob("*.ru"))
BY_PYTHON = {"unknown-term", "wrong-term", "other-words", "changed-text"}


@pytest.fixture
def store() -> ox.Store:
    """A graph without any fault."""
    store = ox.Store()
    store.load(path=str(BROKEN / "sound.trig"), format=ox.RdfFormat.TRIG)
    return store


def name_check(case: Path) -> str:
    """The check that must find a case: what stands before the first dot of its name."""
    return case.name.partition(".")[0]


def break_store(store: ox.Store, case: Path) -> dict[str, str]:
    """Puts the fault of a case into the store; gives its header."""
    update = case.read_text(encoding="utf-8")
    prefixes = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    store.update(f"BASE <{BASE}>\n{prefixes}{update}")
    return read_header(update)


def test_every_check_has_a_case():
    assert {name_check(case) for case in CASES} == set(read_checks()) | BY_PYTHON
    assert len(CASES) == 68


def test_sound_graph_has_no_finding(store):
    assert list(check_store(store)) == []
    assert list(check_articles(store)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_store_check_finds_the_fault(store, case):
    header = break_store(store, case)
    findings = list(check_store(store))
    assert (name_check(case), f"<{BASE}{header['focus']}>") in {(finding.check, finding.focus) for finding in findings}
    assert {finding.check for finding in findings} == {name_check(case), header.get("also", name_check(case))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_shape_finds_the_fault(store, case):
    header = break_store(store, case)
    found = {(finding.check, finding.focus) for finding in check_articles(store)}
    if header["shape"] == "none":
        assert not found
    else:
        assert (header["shape"], f"<{BASE}{header['focus']}>") in found
