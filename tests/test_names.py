"""Names looked up and completed: in which order, whatever the case and the accents, and soon enough."""

import random
import time
from collections import Counter

import pytest

from graphbuild.lexicon import fold
from graphbuild.names import Index, Name, index_names
from graphbuild.vocabulary import cg
from tests.benchmarks.synthetic import make_store

NUMBER = 100_000
SYLLABLES = ("bor", "dal", "ev", "ka", "lo", "mir", "na", "ost", "pe", "ra", "sol", "tur", "vo", "zem")


def name(iri: str, written: str, *, language: str = "fr", preferred: bool = True) -> Name:
    """A name of a person."""
    return Name(written, fold(written), iri, "Person", language, preferred)


NAMES = [
    name("fr", "France"), name("fr", "France", language="en"), name("fr", "Hexagone", preferred=False),
    name("us", "United States", language="en"), name("us", "États-Unis"),
    name("uk", "Royaume-Uni"), name("uk", "United Kingdom", language="en"), name("uk", "Angleterre", preferred=False),
    name("afp", "Agence France-Presse"), name("afp", "AFP", preferred=False),
    name("mac", "Emmanuel Macron"), name("us-army", "Armée des États-Unis"), name("un", "Uni"),
    name("ami", "Comité"), name("ami", "Amis de la France", preferred=False),
]  # fmt: skip
USES = {"uk": 5, "us": 3}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("france", ["fr France", "afp Agence France-Presse", "ami Amis de la France"]),
        ("FRAN", ["fr France", "afp Agence France-Presse", "ami Amis de la France"]),
        ("presse", ["afp Agence France-Presse"]),
        ("etats", ["us États-Unis", "us-army Armée des États-Unis"]),
        ("Étàts-un", ["us États-Unis", "us-army Armée des États-Unis"]),
        ("uni", ["un Uni", "uk United Kingdom", "us United States", "us-army Armée des États-Unis"]),
        ("  emmanuel   mac", ["mac Emmanuel Macron"]),
        ("macron", ["mac Emmanuel Macron"]),
        ("an", ["uk Angleterre"]),
        ("rance", []),
        ("\x00", []),
    ],
)
def test_best_name_comes_first(text: str, found: list[str]) -> None:
    candidates = Index(NAMES, USES).complete(text, 10)
    assert [f"{one.iri} {one.match}" for one in candidates] == found


def test_nothing_typed_gives_what_is_used_most() -> None:
    assert [(one.iri, one.label) for one in Index(NAMES, USES).complete("", 2)] == [
        ("uk", "Royaume-Uni"),
        ("us", "États-Unis"),
    ]


def test_label_is_french_then_english_then_any() -> None:
    names = [name("a", "Ab", language=""), name("a", "Ac", language="en"), name("a", "Ad", language="de")]
    assert Index(names, {}).complete("ad", 1)[0].label == "Ac"
    assert Index([*names, name("a", "Ae")], {}).complete("ad", 1)[0].label == "Ae"
    assert Index([name("a", "Ab", preferred=False)], {}).complete("ab", 1)[0].label == "Ab"


def test_names_are_read_once_for_each_state_of_a_store() -> None:
    store = make_store(100)
    before = index_names(store, "Place")
    assert index_names(store, "Place") is before and before.complete("", 100)
    for article in store.articles():
        store.withdraw(article.id)
    assert index_names(store, "Place").complete("", 100) == []


def test_what_stands_in_more_events_comes_first() -> None:
    store = make_store(100)
    asked = f"SELECT ?place WHERE {{ ?part <{cg.filler}> ?place . ?place a <{cg.Place}> }}"
    uses = Counter(row["place"].value for row in store.query(asked))
    found = [uses[one.iri] for one in index_names(store, "Place").complete("", 100)]
    assert found == sorted(found, reverse=True) and found[0] > found[-1]


@pytest.fixture(scope="module")
def many() -> Index:
    """An index of invented names of which no two things have one in common."""
    dice = random.Random(1)
    words = ["".join(dice.choices(SYLLABLES, k=dice.choice((2, 3)))).capitalize() for _ in range(5000)]
    written = (" ".join(dice.choices(words, k=dice.choice((1, 2, 2, 3)))) for _ in range(NUMBER))
    index = Index([name(str(number // 2), one, preferred=number % 2 == 0) for number, one in enumerate(written)], {})
    index.complete("", 1)
    return index


@pytest.mark.parametrize("text", ["", "b", "bo", "bordal", "Bordal z", "zz", "x" * 200])
def test_hundred_thousand_names_are_soon_enough(many: Index, text: str) -> None:
    def measure() -> float:
        began = time.perf_counter()
        many.complete(text, 100)
        return time.perf_counter() - began

    assert min(measure() for _ in range(5)) < 0.020
