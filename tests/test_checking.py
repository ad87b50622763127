"""Checks: a sound graph has no finding, and every fault is found, by the queries and by the shapes."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild.checking import Finding, check_articles, check_graph, check_store, read_checks, read_header, to_rdflib
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


def test_finding_names_its_article(store):
    break_store(store, BROKEN / "repeated-value.ru")
    (by_query,) = check_store(store)
    (by_shape,) = check_articles(store)
    assert (by_query.article, by_query.value) == ("essai", "cg:polarity")
    assert (by_shape.article, by_shape.severity) == ("essai", "violation")


def test_finding_of_a_shared_thing_names_no_article(store):
    break_store(store, BROKEN / "wrong-point.ru")
    assert [finding.article for finding in check_store(store)] == [None]


def test_graph_check_needs_no_store(store):
    assert check_graph(to_rdflib(quad.triple for quad in store)) == []
    break_store(store, BROKEN / "false-occurrence.ru")
    (finding,) = check_graph(to_rdflib(quad.triple for quad in store))
    assert (finding.check, finding.value) == ("Occurrence", "cg:possible")


def test_finding_is_one_line():
    finding = Finding("circle", "<https://example.org/a>", "Cut the circle.", "cg:within", article="essai")
    assert str(finding) == "essai: <https://example.org/a>: Cut the circle. (cg:within)"


def test_leftover_is_a_warning(store):
    break_store(store, BROKEN / "missing-mention.ru")
    assert {finding.severity for check in (check_store, check_articles) for finding in check(store)} == {"warning"}
