"""Names of the actors, weapons and places of a store: looked up whole, and completed while they are typed."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graphbuild.lexicon import fold
from graphbuild.store import Store
from graphbuild.vocabulary import cg, rdfs, skos

CLASSES = {
    "Actor": (cg.State, cg.GovernmentBody, cg.ArmedForce, cg.ArmedGroup, cg.Person, cg.MediaOutlet, cg.Organization,
              cg.Group),
    "Weapon": (cg.Weapon,),
    "Place": (cg.Place,),
}  # fmt: skip
PREFERRED = (rdfs.label, skos.prefLabel)
LANGUAGES = ("fr", "en")  # in which a thing is shown, before any other
MOST_WORDS = 12  # of a name at which it can be found
FEW = 2000  # names that are put in order each time; of more the best are sought
_WORD = re.compile(r"\w+")
_AFTER = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, and the thing that bears it."""

    written: str
    folded: str
    iri: str
    type: str
    language: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing whose name begins as was typed: its label, its class, and the name that was found."""

    iri: str
    label: str
    type: str
    match: str


class Index:
    """The names of the things of one kind."""

    def __init__(self, names: Iterable[Name], uses: Mapping[str, int]) -> None:
        """The index of names; `uses` says how often things stand in events."""
        self._names = sorted(names, key=lambda name: (name.written, name.iri, name.language))
        self._uses = uses
        self._bearers: defaultdict[str, dict[str, Name]] = defaultdict(dict)
        for name in self._names:
            self._bearers[name.folded].setdefault(name.iri, name)

    def find(self, text: str) -> list[Name]:
        """One name for each thing that is called so, whatever the case and the accents."""
        return sorted(
            self._bearers.get(fold(text), {}).values(), key=lambda name: (-self._uses.get(name.iri, 0), name.iri)
        )

    @property
    def folded(self) -> Iterable[str]:
        """All names without case and accents."""
        return self._bearers.keys()

    def complete(self, text: str, limit: int) -> list[Candidate]:
        """The things of which a name, or a word in it, begins as the text does; the best first, each once.

        What is called so comes first, then names that begin so, then words in names, then words in other names that a
        thing bears; among equals what stands in more events.
        """
        found: dict[str, Candidate] = {}
        for name in self._list_matches(fold(text)):
            if len(found) == limit:
                break
            if name.iri not in found:
                found[name.iri] = Candidate(name.iri, self._labels[name.iri], name.type, name.written)
        return list(found.values())

    def _list_matches(self, sought: str) -> Iterator[Name]:
        """Names that begin so, or in which a word does, the best first."""
        yield from self.find(sought)
        begins, names, ranks, order = self._words
        low, high = bisect_left(begins, sought), bisect_left(begins, sought + _AFTER)
        few = sorted(range(low, high), key=ranks.__getitem__) if high - low <= FEW else None
        for place in few if few is not None else order:
            if low <= place < high:
                yield self._names[names[place]]

    @cached_property
    def _words(self) -> tuple[list[str], array[int], array[int], array[int]]:
        """Names from each of their words on, in order of the alphabet: the name of each, its rank, and all by rank."""
        numbered = enumerate(self._names)
        rows = sorted((name.folded[begin:], number, begin > 0)
                      for number, name in numbered for begin in _list_beginnings(name.folded))  # fmt: skip

        def rank(place: int) -> tuple[bool, bool, int, int, str, int]:
            _, number, inside = rows[place]
            name = self._names[number]
            uses = self._uses.get(name.iri, 0)
            return not name.preferred, inside, -uses, len(name.folded), name.folded, number

        order = array("L", sorted(range(len(rows)), key=rank))
        ranks = array("L", bytes(order.itemsize * len(rows)))
        for number, place in enumerate(order):
            ranks[place] = number
        return [row[0] for row in rows], array("L", (row[1] for row in rows)), ranks, order

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The label under which each thing is shown."""
        best: dict[str, tuple[bool, int, str]] = {}
        for name in self._names:
            place = LANGUAGES.index(name.language) if name.language in LANGUAGES else len(LANGUAGES)
            key = (not name.preferred, place, name.written)
            best[name.iri] = min(best.get(name.iri, key), key)
        return {iri: label for iri, (_, _, label) in best.items()}


def _list_beginnings(folded: str) -> list[int]:
    """Where a name can be found: at its beginning, and at each of its first words."""
    words = (match.start() for match, _ in zip(_WORD.finditer(folded), range(MOST_WORDS), strict=False))
    return list(dict.fromkeys((0, *words)))


def index_names(store: Store, kind: str) -> Index:
    """The names of the actors, weapons or places of a store."""
    return store.remember(("names", kind), lambda: Index(_read_names(store, kind), _count_uses(store)))


def _read_names(store: Store, kind: str) -> set[Name]:
    """All names of the things of a kind."""
    classes = " ".join(f"<{iri}>" for iri in CLASSES[kind])
    query = f"""SELECT ?thing ?class ?property ?name WHERE {{ VALUES ?class {{ {classes} }} ?thing a ?class .
      VALUES ?property {{ <{rdfs.label}> <{skos.prefLabel}> <{skos.altLabel}> }} ?thing ?property ?name }}"""
    return {
        Name(row["name"].value, fold(row["name"].value), row["thing"].value,
             row["class"].value.removeprefix(cg.NAMESPACE), row["name"].language or "",
             row["property"].value in PREFERRED)
        for row in store.query(query)
    }  # fmt: skip


def _count_uses(store: Store) -> dict[str, int]:
    """How often each thing stands in an event."""

    def count() -> dict[str, int]:
        query = f"SELECT ?thing (COUNT(*) AS ?uses) WHERE {{ ?part <{cg.filler}> ?thing }} GROUP BY ?thing"
        return {row["thing"].value: int(row["uses"].value) for row in store.query(query)}

    return store.remember("uses", count)
