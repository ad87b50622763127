"""Every sentence of `sentences.csv` is read as expected, but for the known failures, which still fail."""

from collections import Counter
from shutil import copytree

import pytest

from graphbuild.evaluate import TYPES
from tests import sentences
from tests.paths import TESTS

CASES = sentences.list_cases()
KNOWN = sentences.list_known()


@pytest.fixture(scope="session")
def find(knowledge):
    """A function from a case to what was read in it."""
    return lambda case: sentences.list_found(sentences.read_case(case, knowledge), knowledge.weapons)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_sentence_is_read_as_expected(case, find):
    missing = sentences.list_missing(find(case), case.facts)
    if case.key in KNOWN:
        assert missing, "is read rightly by now: `python -m tests.sentences --freeze`"
    else:
        assert missing == []


def test_there_are_enough_sentences_of_every_phenomenon():
    sizes = Counter(case.phenomenon for case in CASES)
    absences = Counter(case.phenomenon for case in CASES if case.must_not_fire)
    assert len(CASES) >= 400
    assert len(sizes) == 42
    assert min(sizes.values()) >= 6
    assert min(absences[phenomenon] for phenomenon in sizes) >= 2


def test_every_sentence_stands_once_and_known_failures_are_sentences():
    keys = [case.key for case in CASES]
    assert len(keys) == len(set(keys))
    assert set(keys) >= KNOWN


def test_facts_ask_for_values_that_there_are():
    facts = [fact for case in CASES for fact in case.facts]
    asked = {(kind, name) for fact in facts for kind in fact.kinds for name, _ in fact.values}
    assert [pair for pair in asked if pair[1] not in sentences.NAMES.get(pair[0], sentences.NAMES["Event"])] == []


def test_facts_speak_of_kinds_that_there_are():
    kinds = {kind for case in CASES for fact in case.facts for kind in fact.kinds}
    assert kinds - set(sentences.NAMES) == TYPES["event"]


def test_readme_shows_the_table():
    assert sentences.read_shown() == sentences.to_table(CASES, KNOWN)


def test_freezing_writes_known_failures_and_table(tmp_path):
    folder = copytree(TESTS, tmp_path / "tests", ignore=lambda _, names: {"answers", "data", "__pycache__"} & {*names})
    sentences.freeze(CASES, {CASES[0].key}, folder)
    assert (folder / "golden" / "sentences_failed.csv").read_text(encoding="utf-8").count(CASES[0].text) == 1
    assert sentences.to_table(CASES, {CASES[0].key}) in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("fact", "holds"),
    [
        ("ArmedAction bombardé agent=armée russe target=Kharkiv killed=", True),
        ("ArmedAction bombardé agent=armée", True),
        ("ArmedAction bombardé agent=arm", False),
        ("ArmedAction bombardé agent=Ukraine|armée russe", True),
        ("ArmedAction|Coercion bombardé", True),
        ("Event bombardé", True),
        ("ForceMovement bombardé", False),
        ("ArmedAction bombardé target=", False),
        ("ArmedAction bombardé killed=3", False),
        ("!ArmedAction", False),
        ("!ArmedAction target=Odessa", True),
        ("1 ArmedAction", True),
        ("2 ArmedAction", False),
        ("Actor ArmedForce armée russe country=RU", True),
        ("Actor Person armée russe", False),
        ("!Actor Person", True),
        ("Place Kharkiv country=UA", True),
        ("Place Kharkiv country=U", False),
        ("!Weapon", True),
        ("Claim ministère about=bombardé stance=asserts", True),
        ("Claim armée about=bombardé", False),
    ],
)
def test_fact_holds(fact, holds, find):
    case = sentences.to_case(
        {"phenomenon": "", "text": "L'armée russe a bombardé Kharkiv, selon le ministère ukrainien de la Défense.",
         "expected": fact, "date": ""}
    )  # fmt: skip
    assert (sentences.list_missing(find(case), case.facts) == []) is holds


@pytest.mark.parametrize(
    ("expected", "absence"),
    [("Event", False), ("Event killed=", True), ("!Actor", True), ("Actor; !Place x", True), ("1 Actor", False)],
)
def test_absence_is_told_from_the_facts(expected, absence):
    case = sentences.to_case({"phenomenon": "", "text": "", "expected": expected, "date": ""})
    assert case.must_not_fire is absence
