"""What the ontology says of its terms: their names and definitions, and what kind of thing a class stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from graphbuild.resources import find_ontology
from graphbuild.triples import TYPE
from graphbuild.vocabulary import cg, nif, owl, rdfs, skos

FILES = ("conflict.ttl", "plover.ttl")
KINDS = {cg.Event: "event", cg.Actor: "actor", cg.Weapon: "weapon", cg.Place: "place", cg.Claim: "claim",
         cg.Article: "article", nif.Phrase: "mention", nif.Sentence: "mention", nif.String: "mention"}  # fmt: skip
BESIDE = frozenset({cg.Occurrence, skos.Concept})  # classes that stand beside the one that says what a thing is


@dataclass(frozen=True, slots=True)
class Ontology:
    """The ontology's triples, with the topmost class of ours above each class."""

    store: ox.Store
    tops: dict[str, str]

    def find(self, iri: str) -> Iterator[Quad]:
        """The triples with a term as subject; none for what is no IRI."""
        node = to_node(iri)
        return self.store.quads_for_pattern(node, None, None) if node else iter(())

    def name(self, iri: str, language: str) -> str:
        """What a term is called; nothing where the ontology has no such term."""
        return self._say(iri, (rdfs.label, skos.prefLabel), language)

    def define(self, iri: str, language: str) -> str:
        """What a term means; nothing where that is not said."""
        return self._say(iri, (skos.definition,), language)

    def choose_class(self, classes: Iterable[str]) -> str:
        """The class that says what a thing is."""
        found = sorted(classes, key=lambda iri: (iri in BESIDE, iri not in self.tops, iri))
        return found[0] if found else ""

    def find_kind(self, iri: str) -> str:
        """The kind of the things of a class: event, claim, actor, weapon, place, article, mention or other."""
        return KINDS.get(self.tops.get(iri, iri), "other")

    def list_alike(self, name: str) -> list[str]:
        """Local names of terms that may stand where one stands: classes below the same, individuals of its class."""
        iri = cg.NAMESPACE + name
        if iri in self.tops:
            alike = [other for other, top in self.tops.items() if top == self.tops[iri] and other != top]
        else:
            classes = [to_iri(quad.object) for quad in self.find(iri) if quad.predicate == TYPE]
            own = [NamedNode(known) for known in classes if known.startswith(cg.NAMESPACE)]
            alike = [to_iri(q.subject) for known in own for q in self.store.quads_for_pattern(None, TYPE, known)]
        names = {other.removeprefix(cg.NAMESPACE) for other in alike if other.startswith(cg.NAMESPACE)}
        return sorted(names - {"Occurrence"})

    def _say(self, iri: str, properties: Iterable[str], language: str) -> str:
        """The words that a property has for a term, in a language, else in any."""
        triples = list(self.find(iri))
        for property in properties:
            found = [quad.object for quad in triples if quad.predicate.value == property]
            words = sorted((term.language != language, term.value) for term in found if isinstance(term, Literal))
            if words:
                return words[0][1]
        return ""


@cache
def read_ontology() -> Ontology:
    """The ontology that comes along."""
    store = ox.Store()
    for name in FILES:
        store.bulk_load(path=str(find_ontology(name)), format=ox.RdfFormat.TURTLE)
    above: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, NamedNode(rdfs.subClassOf), None):
        if to_iri(quad.object).startswith(cg.NAMESPACE):
            above[to_iri(quad.subject)] = to_iri(quad.object)
    classes = [to_iri(quad.subject) for quad in store.quads_for_pattern(None, TYPE, NamedNode(owl.Class))]
    return Ontology(store, {iri: _climb(iri, above) for iri in classes})


def to_node(iri: str) -> NamedNode | None:
    """The node of an IRI; None for what is none."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def to_iri(term: object) -> str:
    """The characters of an IRI; nothing for another term."""
    return term.value if isinstance(term, NamedNode) else ""


def _climb(iri: str, above: dict[str, str]) -> str:
    """The topmost class above one."""
    while iri in above:
        iri = above[iri]
    return iri
