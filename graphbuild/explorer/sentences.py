"""All sentences of the articles of a store, also those in which nothing was found, and where in them words stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from graphbuild.errors import StoreError
from graphbuild.explorer.columns import Columns
from graphbuild.store import Store
from graphbuild.vocabulary import nif, rdf

# Between sentences that the graph has, others end at a line's end, or at a stop before what may open one.
END = re.compile(r"\n+|(?<=[.!?…])[»”\")\]]*\s+(?=[^\W\da-zà-ÿ]|[«“\"—–-])")
Span = tuple[int, int, int]  # index of a sentence, begin and end in it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: id of its article, offset in the text, words."""

    article: str
    begin: int
    text: str


class Sentences:
    """The sentences of all articles, those of one in a row."""

    def __init__(self, store: Store, columns: Columns) -> None:
        """The sentences of a store; `columns` are those of the same store."""
        self.all: list[Sentence] = []
        self._columns = columns
        self._located: dict[str, Span] = {}
        self._begins: dict[str, tuple[int, list[int]]] = {}  # by IRI of the article: index of its first, offsets
        known = self._list_known()
        for article in store.articles():
            iri = columns.articles[article.id]
            found = list(_split(_read_text(store, article.id), known[iri]))
            self._begins[iri] = len(self.all), [begin for begin, _ in found]
            self.all += [Sentence(article.id, begin, text) for begin, text in found]

    def _list_known(self) -> defaultdict[str, list[tuple[int, str]]]:
        """Offset and words of the sentences that the graph has, by IRI of the article."""
        column, found = self._columns, defaultdict(list)
        for node, classes in column[rdf.type].items():
            if any(kind.value == nif.Sentence for kind in classes):
                begin, words = int(column.value(node, nif.beginIndex)), column.value(node, nif.anchorOf)
                found[column.value(node, nif.referenceContext)].append((begin, words))
        return found

    def locate(self, mention: str) -> Span:
        """Where the words of a mention stand."""
        known = self._located.get(mention)
        if known is None:
            column = self._columns
            begin, end = (int(column.value(mention, property)) for property in (nif.beginIndex, nif.endIndex))
            first, begins = self._begins[column.value(mention, nif.referenceContext)]
            place = max(0, bisect_right(begins, begin) - 1)
            known = self._located[mention] = first + place, begin - begins[place], end - begins[place]
        return known


def _read_text(store: Store, article: str) -> str:
    """The text of an article; nothing where the store keeps none."""
    try:
        return store.text(article)
    except StoreError:
        return ""


def _split(text: str, known: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Offset and words of all sentences: those known, and what stands between them cut at stops."""
    end = 0
    for begin, words in sorted(known):
        yield from _cut(text, end, begin)
        yield begin, words
        end = begin + len(words)
    yield from _cut(text, end, len(text))


def _cut(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """The sentences between two offsets."""
    stops = [begin, *(match.end() for match in END.finditer(text, begin, end)), end]
    for start, stop in pairwise(stops):
        words = text[start:stop].strip()
        if words:
            yield text.index(words, start), words
