"""What the graph says of a thing, in the words of a page: name, class and kind, and what an event tells in short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from graphbuild.service.ontology import read_ontology, to_iri, to_node
from graphbuild.store import Store
from graphbuild.vocabulary import cg, dcterms, gaf, nif, rdf, rdfs, skos, wgs

_MENTION = re.compile(r"#char=(\d+),(\d+)$")
_DATES = ("date", "earliest", "latest")


class Facts:
    """Reads things of a store; names are in one language where they are known in it."""

    def __init__(self, store: Store, language: str) -> None:
        """A reader of a store."""
        self.store = store
        self.language = language or "fr"
        self.ontology = read_ontology()
        self._kinds: dict[str, tuple[str, str]] = {}

    # --- triples ---

    def find(self, iri: str, property: str = "") -> Iterator[Quad]:
        """The triples with a thing as subject; none for what is no IRI."""
        node = to_node(iri)
        return self.store.find(node, NamedNode(property) if property else None) if node else iter(())

    def list_values(self, iri: str, property: str) -> list[str]:
        """The values of a property, in order."""
        return sorted(getattr(quad.object, "value", "") for quad in self.find(iri, property))

    def value(self, iri: str, property: str) -> str:
        """The first value of a property; nothing where there is none."""
        return next(iter(self.list_values(iri, property)), "")

    def list_subjects(self, property: str, iri: str) -> list[str]:
        """The things that have another as value of a property, in order."""
        node = to_node(iri)
        found = self.store.find(None, NamedNode(property), node) if node else ()
        return sorted({to_iri(quad.subject) for quad in found})

    # --- things ---

    def find_class(self, iri: str) -> tuple[str, str]:
        """The class of a thing and its kind; nothing where the store doesn't know it."""
        known = self._kinds.get(iri)
        if known is None:
            name = self.ontology.choose_class(self.list_values(iri, rdf.type))
            known = self._kinds[iri] = (name, self.ontology.find_kind(name)) if name else ("", "")
        return known

    def name(self, iri: str) -> str:
        """The name of a thing: its label, the words that tell an event, the title of an article; else its IRI's end."""
        names = [quad.object for property in (rdfs.label, skos.prefLabel) for quad in self.find(iri, property)]
        named = sorted((term.language != self.language, term.value) for term in names if isinstance(term, Literal))
        if named:
            return named[0][1]
        return (self.ontology.name(iri, self.language) or self.value(iri, dcterms.title) or self.find_trigger(iri)
                or self.value(iri, nif.anchorOf) or re.split(r"[/#]", iri.rstrip("/#"))[-1])  # fmt: skip

    def find_trigger(self, iri: str) -> str:
        """The first words that denote a thing."""
        mentions = sorted(self.list_values(iri, gaf.denotedBy), key=read_offsets)
        return self.value(mentions[0], nif.anchorOf) if mentions else ""

    def find_sentence(self, iri: str) -> str:
        """The sentence that tells an event first, or that has the words of a claim."""
        found = self.list_values(iri, cg.evidence)
        found = found or [self.value(mention, nif.sentence) for mention in self.list_values(iri, gaf.denotedBy)]
        return min((sentence for sentence in found if sentence), key=read_offsets, default="")

    def find_article(self, iri: str) -> str:
        """The id of the article that words stand in."""
        return self.value(self.value(iri, nif.referenceContext), dcterms.identifier)

    def summarise(self, iri: str) -> dict[str, Any] | None:
        """What a page needs to show a thing; None for one that the store doesn't know."""
        name, kind = self.find_class(iri)
        if not name:
            return None
        known = {"label": self.name(iri), "class": shorten(name), "kind": kind}
        more = {"event": self._sum_event, "claim": self._sum_event, "place": self._sum_place}.get(kind)
        return known | {key: value for key, value in (more(iri) if more else {}).items() if value}

    def _sum_event(self, iri: str) -> dict[str, Any]:
        """What an event or a claim tells in short."""
        sentence = self.find_sentence(iri)
        dates = {name: self.value(iri, cg.NAMESPACE + name) for name in _DATES}
        told = {"trigger": self.find_trigger(iri), "sentence": self.value(sentence, nif.anchorOf) if sentence else "",
                "article": self.find_article(sentence) if sentence else ""}  # fmt: skip
        return told | dates | {"places": self.list_values(iri, cg.place)}

    def _sum_place(self, iri: str) -> dict[str, Any]:
        """Where a place lies."""
        lat, long = self.value(iri, wgs.lat), self.value(iri, wgs.long)
        at = {"lat": float(lat), "long": float(long)} if lat and long else {}
        return at | {"precision": shorten(self.value(iri, cg.precision))}


def read_offsets(iri: str) -> tuple[int, int]:
    """Begin and end of the words that an IRI of a mention names."""
    found = _MENTION.search(iri)
    return (int(found[1]), int(found[2])) if found else (-1, -1)


def shorten(iri: str) -> str:
    """The local name of a term of the ontology."""
    return iri.removeprefix(cg.NAMESPACE).removeprefix(nif.NAMESPACE)
