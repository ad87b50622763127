"""What is known of places in a language: their names, the nouns and prepositions that tell a place, demonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graphbuild.gazetteer import Gazetteer
from graphbuild.lexicon import fold, longest_first, read_table, split_cell
from graphbuild.resources import find_ontology

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A place that the language's own table or its list of countries names."""

    label: str
    kind: str  # country, city, region, water, site
    country: str | None
    lookup: str | None = None  # its name in GeoNames
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A name of a known place as words: folded, and whether each must begin with a capital."""

    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class PlaceNoun:
    """A noun for a place: its kind, and when it is one without a name (always, prep, never, anaphor)."""

    lemma: str
    kind: str
    bare: str


@dataclass(frozen=True, slots=True)
class PlaceLexicon:
    """All word tables that finding places needs; keys are folded."""

    forms: dict[str, list[Form]]  # by first word, the longest first
    nouns: dict[str, list[tuple[tuple[str, ...], PlaceNoun]]]  # by first word, the longest first
    prepositions: re.Pattern[str]
    kinds: dict[str, str]  # of prepositions
    titles: frozenset[str]  # nouns after which `de X` is part of a title: accord, traité
    motions: frozenset[str]  # verbs after which `de X` is where something comes from
    cues: dict[str, frozenset[str]]  # site, site_object, site_subject, giving, speech
    demonyms: dict[str, str]
    first_names: frozenset[str]


def load_place_lexicon(gazetteer: Gazetteer, language: str = "fr") -> PlaceLexicon:
    """The tables of a language, with the names of countries in it."""
    cues = _read_rows(language, "place_cues.csv", ("form", "kind"))
    kinds = {fold(row["form"]): row["kind"] for row in cues if row["kind"] not in ("title", "motion")}
    return PlaceLexicon(
        forms=_index_forms(_list_forms(gazetteer, language)),
        nouns=_index_nouns(_read_rows(language, "place_nouns.csv", ("lemma", "kind", "bare"))),
        prepositions=_compile_prepositions(kinds),
        kinds=kinds,
        titles=frozenset(fold(row["form"]) for row in cues if row["kind"] == "title"),
        motions=frozenset(fold(row["form"]) for row in cues if row["kind"] == "motion"),
        cues=_group_cues(_read_rows(language, "role_cues.csv", ("lemma", "cue"))),
        demonyms={fold(row["form"]): row["country"]
                  for row in _read_rows(language, "demonyms.csv", ("form", "country"))},
        first_names=frozenset(fold(row["name"])
                              for row in _read_rows(language, "first_names.csv", ("name", "gender"))),
    )


def _read_rows(language: str, name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a lexicon table of the language."""
    return read_table(find_ontology("lexicon", language, name), columns)


def _list_forms(gazetteer: Gazetteer, language: str) -> Iterable[Form]:
    """All names of known places: those of the table, then those of countries that it doesn't name."""
    seen = set()
    columns = ("forms", "kind", "country", "lookup", "latitude", "longitude")
    for row in _read_rows(language, "places.csv", columns):
        forms = split_cell(row["forms"])
        known = Known(forms[0], row["kind"], row["country"] or None, row["lookup"] or None,
                      *(float(row[axis]) if row[axis] else None for axis in ("latitude", "longitude")))
        for form in forms:
            seen.add(fold(form))
            yield _to_form(form, known)
    for code, name in gazetteer.list_countries(language).items():
        if fold(name) not in seen:
            yield _to_form(name, Known(name, "country", code))


def _to_form(name: str, known: Known) -> Form:
    """A name cut into words."""
    words = [match.group() for match in WORD.finditer(name)]
    return Form(tuple(map(fold, words)), tuple(word[0].isupper() for word in words), known)


def _index_forms(forms: Iterable[Form]) -> dict[str, list[Form]]:
    """Forms by their first word, the longest first."""
    index: dict[str, list[Form]] = {}
    for form in forms:
        index.setdefault(form.words[0], []).append(form)
    for group in index.values():
        group.sort(key=lambda form: -len(form.words))
    return index


def _index_nouns(rows: list[dict[str, str]]) -> dict[str, list[tuple[tuple[str, ...], PlaceNoun]]]:
    """Nouns by their first word, the longest first."""
    index: dict[str, list[tuple[tuple[str, ...], PlaceNoun]]] = {}
    for row in rows:
        words = to_words(row["lemma"])
        index.setdefault(words[0], []).append((words, PlaceNoun(row["lemma"], row["kind"], row["bare"])))
    for group in index.values():
        group.sort(key=lambda item: -len(item[0]))
    return index


@lru_cache(maxsize=100_000)
def to_words(text: str) -> tuple[str, ...]:
    """Words of a text in small letters, accents kept: `côte` is no `côté`."""
    return tuple(match.group().lower() for match in WORD.finditer(text))


def _compile_prepositions(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for a preposition, and an article after it, at the end of what precedes a name."""
    any_de = r"(?:de(?: la)?|du|des|d'|de l')"
    ends = "|".join(re.escape(form.removesuffix("de")) + any_de if form.endswith(" de") else re.escape(form)
                    for form in longest_first(forms))
    return re.compile(rf"(?<![\w'])({ends})(?:(?<=')| +|$)(?:(?:les?|la|ses|ces?|cette|leurs?|s[ao]n?)(?: |$)|l')? *$")


def _group_cues(rows: list[dict[str, str]]) -> dict[str, frozenset[str]]:
    """Lemmas by cue."""
    cues: dict[str, set[str]] = {}
    for row in rows:
        lemma = row["lemma"].lower()
        cues.setdefault(row["cue"], set()).add(lemma if row["cue"] == "site" else fold(lemma))  # a côte is no côté
    return {cue: frozenset(lemmas) for cue, lemmas in cues.items()}
