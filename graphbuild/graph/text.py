"""The graph of one article while it is written: its sentences, mentions, and whatever rests on them."""

from __future__ import annotations

from bisect import bisect_right

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graphbuild.catalogue import Catalogue
from graphbuild.records import Actor, Document, Event, Place, Weapon
from graphbuild.triples import DENOTED_BY, TYPE, Names, Object, to_integer
from graphbuild.vocabulary import nif

Node = Actor | Weapon | Place | Event

BEGIN = NamedNode(nif.beginIndex)
END = NamedNode(nif.endIndex)
ANCHOR = NamedNode(nif.anchorOf)
CONTEXT = NamedNode(nif.referenceContext)
IN_SENTENCE = NamedNode(nif.sentence)


class Sheet:
    """Triples gathered for one article: its own, those told of shared things, and the shared things referred to."""

    def __init__(self, document: Document, catalogue: Catalogue) -> None:
        """A sheet without triples."""
        self.document = document
        self.catalogue = catalogue
        self.names: Names = catalogue.names
        self.path = document.article.path
        self.article = self.names.article(document.article)
        self.graph = self.names.article_graph(document.article)
        self.language = document.article.language
        self.own: set[Quad] = set()
        self.told: set[Triple] = set()
        self.referred: set[NamedNode] = set()
        self.nodes: dict[Node, NamedNode] = {}
        self._begins = [sentence.begin for sentence in document.sentences]
        self._anchors: dict[tuple[str, int, int], NamedNode] = {}  # pieces of the text that are written already

    def add(self, subject: NamedNode, predicate: NamedNode, *values: Object) -> None:
        """Write values into the article's own graph."""
        for value in values:
            self.own.add(Quad(subject, predicate, value, self.graph))

    def write(self, triples: set[Triple], *, shared: bool) -> None:
        """Write triples about a thing: told to the reference graph when it is shared, else the article's own."""
        if shared:
            self.told |= triples
        else:
            self.own.update(Quad(t.subject, t.predicate, t.object, self.graph) for t in triples)

    def refer(self, iri: NamedNode | None) -> NamedNode | None:
        """The IRI of a thing that the tables describe, noted as referred to; None for any other."""
        if iri is None or iri not in self.catalogue:
            return None
        self.referred.add(iri)
        return iri

    def tag(self, text: str) -> Literal:
        """Text in the article's language."""
        return Literal(text, language=self.language)

    def denote(self, thing: NamedNode, *spans: tuple[int, int]) -> None:
        """Tie a thing to the mentions that denote it."""
        self.add(thing, DENOTED_BY, *(self.mention(begin, end) for begin, end in spans))

    def mention(self, begin: int, end: int) -> NamedNode:
        """The phrase at these offsets, in its sentence."""
        known = self._anchors.get(("Phrase", begin, end))
        if known is not None:
            return known
        node = self._anchor("Phrase", begin, end)
        sentence = self.sentence(begin)
        if sentence is not None:
            self.add(node, IN_SENTENCE, sentence)
        return node

    def sentence(self, offset: int) -> NamedNode | None:
        """The sentence in which an offset lies; None between sentences."""
        index = bisect_right(self._begins, offset) - 1
        if index < 0 or offset >= self.document.sentences[index].end:
            return None
        sentence = self.document.sentences[index]
        return self._anchor("Sentence", sentence.begin, sentence.end)

    def string(self, begin: int, end: int) -> NamedNode:
        """Words at these offsets that name nothing."""
        return self._anchor("String", begin, end)

    def _anchor(self, kind: str, begin: int, end: int) -> NamedNode:
        """A piece of the text, written once: its class, offsets, words and article."""
        known = self._anchors.get((kind, begin, end))
        if known is not None:
            return known
        node = self._anchors[kind, begin, end] = NamedNode(f"{self.article.value}#char={begin},{end}")
        self.add(node, TYPE, NamedNode(nif.NAMESPACE + kind))
        self.add(node, BEGIN, to_integer(begin))
        self.add(node, END, to_integer(end))
        self.add(node, ANCHOR, Literal(self.document.slice(begin, end)))
        self.add(node, CONTEXT, self.article)
        return node
