"""Reference actors: the tables under `ontology/entities/` as one lookup by path, by name and by country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from graphbuild.lexicon import Row, fold, longest_first, read_table, split_cell
from graphbuild.records import Document
from graphbuild.resources import find_ontology

COLUMNS = ("id", "class", "name_fr", "name_en", "aliases", "country", "part_of", "wikidata")
TABLES = ("states", "persons", "bodies", "forces", "groups", "organizations", "outlets")
ARTICLES = frozenset({"le", "la", "les", "l"})
PIECE = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entity:
    """A reference actor: one row of its table."""

    path: str
    type: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    country: str | None
    part_of: str | None
    wikidata: str | None


class Piece(NamedTuple):
    """A run of letters and digits of the text: what names are compared by, however the parser cuts them."""

    text: str
    key: str
    begin: int
    end: int
    token: int


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of a reference actor; `seat` when it names a city or building the power sits in."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    path: str
    seat: bool


@dataclass(slots=True)
class Reference:
    """Reference actors by path, their forms, and countries by demonym."""

    entities: dict[str, Entity]
    demonyms: dict[str, str]  # form in lower case, with and without accents -> country
    forms: dict[tuple[str, ...], Form] = field(default_factory=dict)  # by their keys
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)  # first key -> numbers of keys, longest first
    states: dict[str, str] = field(default_factory=dict)  # country -> path
    offices: dict[str, dict[str, str]] = field(default_factory=dict)  # first word -> folded title -> office
    genders: dict[str, str] = field(default_factory=dict)  # folded first name -> Masc, Fem

    def find_forms(self, pieces: Sequence[Piece], at: int) -> Iterator[Form]:
        """Forms that begin at a piece of the text, longest first."""
        for length in self.lengths.get(pieces[at].key, ()):
            window = pieces[at : at + length]
            form = self.forms.get(tuple(piece.key for piece in window))
            if form is not None and all(map(_has_case, form.words, window)):
                yield form

    def find_state(self, country: str | None) -> Entity | None:
        """The state of an ISO 3166-1 alpha-2 code."""
        path = self.states.get(country or "")
        return self.entities[path] if path else None

    def find_office(self, title: str) -> str:
        """The office that a title means (`head-of-state`), its own words where it is known under no other title."""
        key = fold(title)
        word = _find_first_word(key)
        known = self.offices.get(word, {})
        return next((office for form, office in known.items() if key.startswith(form)), key.partition(" ")[0])

    def find_body(self, country: str | None, sense: str) -> Entity | None:
        """The force or body of a country that a sense such as `army` or `government` means."""
        if not country or not sense:
            return None
        code = country.lower()
        return self.entities.get(f"actor/force/{code}-{sense}") or self.entities.get(f"actor/body/{code}-{sense}")


def load_reference(folder: Path | None = None, language: str = "fr") -> Reference:
    """Reference actors read from the tables of a folder (those of the ontology when none is given)."""
    lexicon = find_ontology("lexicon", language)
    folder = folder or find_ontology("entities")
    rows = [row for table in TABLES for row in read_table(folder / f"{table}.csv", COLUMNS)]
    table = read_table(lexicon / "demonyms.csv", ("form", "country"))
    countries = {key: row["country"] for row in table for key in (row["form"].lower(), fold_word(row["form"]))}
    reference = Reference({row["id"]: _to_entity(row) for row in rows}, countries)
    for row in rows:
        if row["class"] == "State" and row["country"]:
            reference.states.setdefault(row["country"], row["id"])
    seats = [(row["form"], row["id"]) for row in read_table(folder / "seats.csv", ("form", "id"))]
    titles = read_table(lexicon / "titles.csv", ("form", "lemma", "kind", "gender", "office"))
    offices = {fold_word(row["form"]): row["office"] or fold_word(row["lemma"]) for row in titles}
    for form in longest_first(offices):
        reference.offices.setdefault(_find_first_word(form), {})[form] = offices[form]
    names = read_table(lexicon / "first_names.csv", ("name", "gender"))
    reference.genders = {fold_word(row["name"]): row["gender"] for row in names}
    reference.forms = _index(reference.entities.values(), [seat for seat in seats if seat[1] in reference.entities])
    reference.lengths = _measure(reference.forms)
    return reference


def _find_first_word(title: str) -> str:
    """The first run of letters of a folded title."""
    match = PIECE.search(title)
    return match.group() if match else ""


def _to_entity(row: Row) -> Entity:
    aliases = tuple(split_cell(row["aliases"]))
    blank = [row[column] or None for column in ("country", "part_of", "wikidata")]
    return Entity(row["id"], row["class"], row["name_fr"], row["name_en"], aliases, *blank)


def _index(entities: Iterable[Entity], seats: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], Form]:
    """Forms by their keys; a form of two actors stays with the first that has it."""
    found: dict[tuple[str, ...], Form] = {}
    for form in (_to_form(name, e.path, False) for e in entities for name in (e.name, *e.aliases)):
        found.setdefault(form.keys, form)
    for form in (_to_form(name, path, True) for name, path in seats):
        found.setdefault(form.keys, form)
    found.pop((), None)
    return found


def _measure(forms: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """How many keys the forms have that begin with a key."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for keys in forms:
        lengths[keys[0]].add(len(keys))
    return {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()}


def _to_form(name: str, path: str, seat: bool) -> Form:
    words = PIECE.findall(name)
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return Form(tuple(words), tuple(map(fold_word, words)), path, seat)


def _has_case(word: str, piece: Piece) -> bool:
    """Whether a piece of text has a capital where the name has one; a short acronym is all capitals."""
    if word.isupper() and 1 < len(word) < 4:
        return piece.text.isupper()
    return not word[0].isupper() or not piece.text[0].islower()


def cut_pieces(document: Document) -> list[Piece]:
    """The letters and digits of a document in runs, each with the token it lies in."""
    pieces = []
    for token in document.tokens:
        if token.text.isalnum():
            pieces.append(Piece(token.text, fold_word(token.text), token.begin, token.end, token.index))
        else:
            for match in PIECE.finditer(token.text):
                word, begin = match.group(), token.begin + match.start()
                pieces.append(Piece(word, fold_word(word), begin, begin + len(word), token.index))
    return pieces


@lru_cache(maxsize=1 << 15)
def fold_word(word: str) -> str:
    """A word as `fold` gives it; kept, because words come again and again."""
    return word.lower() if word.isascii() else fold(word)
