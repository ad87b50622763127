"""An article that shows its text in a notebook, with what was found in it marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphbuild.listing import Mark
from graphbuild.workbench.rows import count


@dataclass(frozen=True, repr=False)
class MarkedArticle:
    """A text with the words that denote actors, weapons, places and events."""

    id: str
    title: str
    text: str
    marks: list[Mark]

    def __repr__(self) -> str:
        kinds = Counter(mark.kind for mark in self.marks)
        told = ", ".join(count(number, f"{kind} mark") for kind, number in sorted(kinds.items()))
        return f"<Article {self.id!r}: {told or 'nothing found in it'}>"

    def _repr_html_(self) -> str:
        from graphbuild.workbench.display import show_article

        return show_article(self)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text with the marks over it, the narrowest first."""

    text: str
    marks: list[Mark]


def cut(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The text in pieces, over each of which the same marks lie."""
    bounds = {0, len(text), *(mark.begin for mark in marks), *(mark.end for mark in marks)}
    for begin, end in pairwise(sorted(bounds)):
        over = [mark for mark in marks if mark.begin <= begin and end <= mark.end]
        yield Piece(text[begin:end], sorted(over, key=lambda mark: (mark.end - mark.begin, mark)))
