"""A store read by the column: values of a property by subject, the quickest way to all of a graph."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from graphbuild.store import Store
from graphbuild.vocabulary import cg, dcterms, rdf

Term = NamedNode | Literal


class Columns:
    """Values of properties, each property read once; those of one subject in an order that the graph alone decides."""

    def __init__(self, store: Store) -> None:
        """The columns of a store."""
        self._store = store
        self._read: dict[str, dict[str, list[Term]]] = {}

    def __getitem__(self, property: str) -> dict[str, list[Term]]:
        """Values of a property by subject."""
        known = self._read.get(property)
        if known is None:
            column: dict[str, list[Term]] = {}
            for quad in self._store.find(None, NamedNode(property)):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                    column.setdefault(quad.subject.value, []).append(quad.object)
            for values in column.values():
                if len(values) > 1:
                    values.sort(key=str)
            known = self._read[property] = column
        return known

    def values(self, subject: str, property: str) -> list[str]:
        """Values of a property of a thing."""
        terms = self[property].get(subject)
        return [term.value for term in terms] if terms else []

    def value(self, subject: str, property: str) -> str:
        """The first value of a property of a thing; nothing where it has none."""
        terms = (self._read.get(property) or self[property]).get(subject)
        return terms[0].value if terms else ""

    @cached_property
    def articles(self) -> dict[str, str]:
        """IRIs of articles by id."""
        typed = self[rdf.type].items()
        iris = [iri for iri, classes in typed if any(kind.value == cg.Article for kind in classes)]
        return {self.value(iri, dcterms.identifier): iri for iri in iris}


@contextmanager
def pause_collector() -> Iterator[None]:
    """Within, the collector is off: it would go through all that is read, and throw away none."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
