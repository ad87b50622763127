"""A part of a large store as a store of its own: some events with all that a network tells of them.

`read_network` reads all of a store; of a large one only what a page is about is copied, and that is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pyoxigraph import NamedNode, Quad

from graphbuild.explorer.columns import pause_collector
from graphbuild.store import Store, open_store
from graphbuild.triples import IS_STRING
from graphbuild.vocabulary import cg, gaf, nif, plover, rdf, skos

MENTIONS = 3  # of a thing that is copied without an event: it may have thousands
VOCABULARIES = (cg.NAMESPACE, nif.NAMESPACE, plover.NAMESPACE, skos.NAMESPACE)  # whose terms lead nowhere
_ABOUT, _FILLER, _PART = NamedNode(cg.about), NamedNode(cg.filler), NamedNode(cg.participation)
_DENOTED_BY, _EVIDENCE, _TYPE = NamedNode(gaf.denotedBy), NamedNode(cg.evidence), NamedNode(rdf.type)


@pause_collector()
def copy_part(store: Store, events: Iterable[str], things: Iterable[str] = ()) -> Store:
    """A store in memory with these events, what they are about, what speaks of them, and these actors and the like.

    All that fills a role comes with it, the words of both, and the texts.
    """
    copier = Copier(store)
    for event in events:
        copier.copy_event(NamedNode(event))
    for thing in things:
        copier.copy_thing(NamedNode(thing))
    part = open_store(base=store.names.base)
    part.inner.extend(copier.quads)
    return part


class Copier:
    """Collects quads: from node to node within the graph of an article, then within the reference graph."""

    def __init__(self, store: Store) -> None:
        """A copier of parts of a store."""
        self._store = store
        self._reference, self._texts = store.names.reference, store.names.texts
        self._articles = store.names.base + "article/"
        self._seen: set[tuple[NamedNode, NamedNode]] = set()  # nodes with their graphs
        self._events: set[NamedNode] = set()  # that were copied with what fills their roles
        self.quads: set[Quad] = set()

    def copy_event(self, event: NamedNode) -> None:
        """Take in an event, and the events and claims next to it."""
        graph = next((quad.graph_name for quad in self._store.find(event, _EVIDENCE)), None)
        if not isinstance(graph, NamedNode):
            return
        self._expand(event, graph)
        near = [quad.object for quad in self._store.find(event, _ABOUT, None, graph)]
        near += [quad.subject for quad in self._store.find(None, _ABOUT, event, graph)]
        for filled in self._store.find(None, _FILLER, event, graph):
            if isinstance(filled.subject, NamedNode):
                near += [quad.subject for quad in self._store.find(None, _PART, filled.subject, graph)]
        for node in near:
            if isinstance(node, NamedNode):
                self._expand(node, graph)

    def copy_thing(self, thing: NamedNode) -> None:
        """Take in an actor, a weapon or a place with some of its mentions."""
        for quad in islice(self._store.find(thing, _DENOTED_BY), MENTIONS):
            self.quads.add(quad)
            if isinstance(quad.object, NamedNode) and isinstance(quad.graph_name, NamedNode):
                self._follow(quad.object, quad.graph_name)
        self._follow(thing, self._reference)
        for quad in self._store.find(thing, _TYPE):
            self.quads.add(quad)

    def _expand(self, event: NamedNode, graph: NamedNode) -> None:
        """Take in an event, or a claim, with all that it leads to; other events are not followed."""
        if event not in self._events:
            self._events.add(event)
            self._follow(event, graph, through=True)

    def _follow(self, start: NamedNode, graph: NamedNode, *, through: bool = False) -> None:
        """Take in what a graph says of a node, and of what that leads to."""
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if (node, graph) in self._seen:
                continue
            found = list(self._store.find(node, None, None, graph))
            if node != start and through and any(quad.predicate == _EVIDENCE for quad in found):
                continue
            self._seen.add((node, graph))
            self.quads.update(found)
            objects = [quad.object for quad in found if isinstance(quad.object, NamedNode)]
            waiting += [value for value in objects if not value.value.startswith(VOCABULARIES)]
            self._add_shared(node, graph)

    def _add_shared(self, node: NamedNode, graph: NamedNode) -> None:
        """Take in what the graphs that articles share say of a node: the text of an article, or what a thing is."""
        if not node.value.startswith(self._articles):
            if graph != self._reference:
                self._follow(node, self._reference)
        elif "/" not in node.value.removeprefix(self._articles) and "#" not in node.value:
            self.quads.update(self._store.find(node, IS_STRING, None, self._texts))
