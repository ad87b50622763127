"""Quotations: words between quotation marks, over several sentences too, given to the statement that reports them."""

from collections.abc import Iterator, Sequence

from graphbuild.extract.circumstances import DEEDS
from graphbuild.extract.grammar import is_verbal
from graphbuild.extract.triggers import CONFIDENCE, Trigger
from graphbuild.records import Document, Event, Participation, Token

OPENING, CLOSING = "«“", "»”"
PLAIN = '"'  # opens and closes
LEAST = 4  # words of a quotation that is told, not only named so
NEAR = 7  # words after a quotation within which the verb that reports it stands
LEAD_IN = 25  # words before its colon

Span = tuple[int, int]  # of tokens, the marks left out


def link_quotations(document: Document, triggers: dict[int, Trigger]) -> None:
    """Sets what statements quote as their content, and makes them bear on the deeds told there."""
    tokens = document.tokens
    for begin, end in find_quotations(tokens):
        speech = _find_speech(tokens, begin, end, triggers)
        if speech is not None:
            _link(speech.event, tokens[begin:end], triggers)


def find_quotations(tokens: Sequence[Token]) -> Iterator[Span]:
    """Token spans between quotation marks that hold a clause; what is left open in its paragraph is none."""
    start: int | None = None
    for token in tokens:
        if start is not None and tokens[start].sentence.paragraph != token.sentence.paragraph:
            start = None
        if start is None:
            start = token.index if token.text in OPENING or token.text == PLAIN else None
        elif token.text in CLOSING or token.text == PLAIN:
            inside = tokens[start + 1 : token.index]
            if len(inside) >= LEAST and any(is_verbal(t) for t in inside):
                yield start + 1, token.index
            start = None


def _find_speech(tokens: Sequence[Token], begin: int, end: int, triggers: dict[int, Trigger]) -> Trigger | None:
    """The statement that reports a quotation: behind it, before its colon, or inserted in it."""
    paragraph = tokens[begin].sentence.paragraph
    after = [t for t in tokens[end + 1 : end + 1 + NEAR] if t.sentence.paragraph == paragraph]
    if after and after[0].text in ",.!?":
        after = after[1:] if after[0].text == "," else []
    found = _find_first(after, triggers)
    if found is not None:
        return found
    if begin >= 2 and tokens[begin - 2].text == ":":
        before = [t for t in tokens[max(0, begin - LEAD_IN) : begin - 2] if t.sentence.paragraph == paragraph]
        return _find_first(list(reversed(before)), triggers)
    return None


def _find_first(tokens: Sequence[Token], triggers: dict[int, Trigger]) -> Trigger | None:
    found = (triggers[token.index] for token in tokens if token.index in triggers)
    return next((trigger for trigger in found if trigger.event.type == "Statement"), None)


def _link(statement: Event, words: Sequence[Token], triggers: dict[int, Trigger]) -> None:
    statement.content, statement.quotation = (words[0].begin, words[-1].end), "direct"
    told = [triggers[t.index].event for t in words if t.index in triggers and triggers[t.index].event.type in DEEDS]
    if not told:
        return
    known = [p for p in statement.participations if p.role == "about" and p.basis == "grammar"]
    statement.participations = [p for p in statement.participations if p.role != "about" or p in known]
    for event in told if not known else ():
        weight = CONFIDENCE["grammar"]
        statement.participations.append(Participation("about", event, event.begin, event.end, "grammar", weight))
