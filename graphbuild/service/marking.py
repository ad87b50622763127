"""Words of a text with what they denote: a text cut into parts, each plain or marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text that denote something: offsets, kind, what a reader is told of them, and the thing's IRI."""

    begin: int
    end: int
    kind: str
    title: str
    iri: str = ""
    article: str = ""  # IRI of the text, where words of several texts come together


def cut_text(text: str, spans: Iterable[Span], offset: int = 0) -> list[dict[str, Any]]:
    """Parts of a text that begins at an offset; where spans overlap the shortest one marks the words."""
    end = offset + len(text)
    inside = [span for span in spans if span.begin < end and span.end > offset and span.begin < span.end]
    inside.sort(key=lambda span: (span.begin - span.end, span.kind != "trigger"))  # the longest first
    marked: list[Span | None] = [None] * len(text)
    for span in inside:
        begin, stop = max(span.begin, offset) - offset, min(span.end, end) - offset
        marked[begin:stop] = [span] * (stop - begin)
    parts: list[dict[str, Any]] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or marked[place] is not marked[start]:
            parts.append(_to_part(text[start:place], marked[start], offset + start))
            start = place
    return parts


def _to_part(words: str, span: Span | None, begin: int) -> dict[str, Any]:
    """A part of a text."""
    if span is None:
        return {"text": words}
    return {"text": words, "kind": span.kind, "title": span.title, "iri": span.iri, "begin": begin}
