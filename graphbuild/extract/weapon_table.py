"""Weapons that are known: concepts of the taxonomy, their names, and the words that decide between senses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from graphbuild.errors import ResourceError
from graphbuild.lexicon import fold, read_table, split_cell
from graphbuild.resources import find_ontology

SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEME = "https://w3id.org/conflictgraph/weapon/"
AMBIGUOUS = "https://w3id.org/conflictgraph/ns#ambiguousLabel"
LABELS = (SKOS + "prefLabel", SKOS + "altLabel")
WORD = re.compile(r"[^\W_]+")
SHORT = 3  # a bare designation of so few letters and digits (`A10`, `M4`) is often something else


@dataclass(frozen=True, slots=True)
class WeaponConcept:
    """A concept: its label, its nearest category (IRI), and the concepts above it, nearest first."""

    iri: str
    label: str
    category: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeaponName:
    """A name of a concept; a designation has a capital, or a digit first, and is sought as written."""

    text: str
    concept: str
    designation: bool
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class WeaponWords:
    """Words of a language around weapons, as keys, by what they do (rules of `weapon_words.csv`)."""

    plain: dict[str, frozenset[str]]  # rule -> forms
    listed: dict[str, dict[str, frozenset[str]]]  # rule -> form -> words that it is tested with
    complement_beginnings: frozenset[str]

    def has(self, rule: str, key: str) -> bool:
        """Whether a rule names a form."""
        return key in self.plain.get(rule, ())

    def find(self, rule: str, key: str) -> frozenset[str]:
        """Words that a rule lists for a form, none where it has none."""
        return self.listed.get(rule, {}).get(key, frozenset())


@dataclass(frozen=True, slots=True)
class WeaponTable:
    """What `find_weapons` looks up: concepts, names by key, beginnings of keys, and words of the language."""

    concepts: dict[str, WeaponConcept]
    notations: dict[str, str]  # category IRI -> category of the guide
    names: dict[str, WeaponName]
    beginnings: frozenset[str]
    words: WeaponWords

    def is_below(self, concept: str, other: str) -> bool:
        """Whether `concept` is `other` or stands below it."""
        return concept == other or other in self.concepts[concept].above

    def find_notation(self, concept: str) -> str:
        """The guide's category of a concept."""
        return self.notations[self.concepts[concept].category]


@lru_cache(maxsize=1 << 16)
def find_key(text: str) -> str:
    """Letters and digits of a text, folded, its words in the singular: `F-16s` and `F 16` -> `f16`."""
    return "".join(map(_cut_plural, WORD.findall(fold(text))))


def _cut_plural(word: str) -> str:
    """A folded French word without the mark of its plural; words that end so in the singular lose it too."""
    if word.endswith("aux"):
        return word[:-1] if word.endswith("eaux") else word[:-2] + "l"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def load_weapons(path: Path | None = None, language: str = "fr") -> WeaponTable:
    """The weapons of `ontology/weapons.ttl` under their names in one language; `ResourceError` when it is malformed."""
    path = path or find_ontology("weapons.ttl")
    values = _read_values(path)
    notations = {s: v[0] for s, p in values.items() if (v := p.get(SKOS + "notation"))}
    broader = {s: p.get(SKOS + "broader", []) for s, p in values.items()}
    concepts = {}
    for iri, properties in values.items():
        above = _climb(iri, broader)
        category = next((c for c in (iri, *above) if c in notations), None)
        label = next(iter(properties.get(f"{SKOS}prefLabel@{language}", ())), None)
        if category is None or label is None:
            raise ResourceError(f"{path}: {iri} has no category or no label in {language!r}")
        concepts[iri] = WeaponConcept(iri, label, category, above)
    names = _index_names(values, language)
    return WeaponTable(concepts, notations, names, _find_beginnings(names), _read_words(language))


def _read_values(path: Path) -> dict[str, dict[str, list[str]]]:
    """Values of each weapon concept by property, labels by property and language, in the order of the file."""
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            subject, target = triple.subject, triple.object
            if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(SCHEME) or subject.value == SCHEME:
                continue
            key = triple.predicate.value
            if isinstance(target, ox.Literal) and target.language:
                key += "@" + target.language
            if isinstance(target, ox.NamedNode | ox.Literal):
                values[subject.value][key].append(target.value)
    except (OSError, SyntaxError) as error:
        raise ResourceError(f"{path}: {error}") from error
    return values


def _climb(iri: str, broader: dict[str, list[str]]) -> tuple[str, ...]:
    """All concepts above one, breadth first."""
    seen = list(broader.get(iri, []))
    for concept in seen:
        seen += [b for b in broader.get(concept, []) if b not in seen and b != iri]
    return tuple(seen)


def _index_names(values: dict[str, dict[str, list[str]]], language: str) -> dict[str, WeaponName]:
    """Names by key; of two concepts with one name the first in the file has it."""
    names: dict[str, WeaponName] = {}
    for iri, properties in values.items():
        doubtful = set(properties.get(AMBIGUOUS, ()))
        for label in (label for p in LABELS for label in properties.get(f"{p}@{language}", ())):
            designation = not label.islower() or label[0].isdigit()
            short = designation and "-" not in label and len(find_key(label)) <= SHORT
            names.setdefault(find_key(label), WeaponName(label, iri, designation, label in doubtful or short))
    return names


def _find_beginnings(keys: Iterable[str]) -> frozenset[str]:
    """Every beginning of every key, the keys included: how far a longest match may go on."""
    return frozenset(key[:length] for key in keys for length in range(1, len(key) + 1))


def _read_words(language: str) -> WeaponWords:
    """The word table of a language."""
    rows = read_table(find_ontology("lexicon", language, "weapon_words.csv"), ("form", "rule", "words"))
    plain: dict[str, set[str]] = defaultdict(set)
    listed: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for row in rows:
        key = find_key(row["form"])
        plain[row["rule"]].add(key)
        words = split_cell(row["words"])
        listed[row["rule"]][key] = frozenset(words if row["rule"] == "anaphor" else map(find_key, words))
    beginnings = _find_beginnings(plain["complement"] | plain["cluster"])
    return WeaponWords({rule: frozenset(forms) for rule, forms in plain.items()}, dict(listed), beginnings)
