"""Claims that no verb tells: `selon X`, `d'après X`, `aux dires de X`, with the numbers that each source gives."""

from collections.abc import Iterator, Sequence

from graphbuild.extract.numbers import read_number
from graphbuild.extract.openers import CUTS, Opener, find_openers, index_phrases
from graphbuild.extract.things import Filler, Things
from graphbuild.extract.triggers import Trigger
from graphbuild.records import Actor, Claim, Document, Event, Token

REACH = 12  # words after the phrase within which the source is named
OUTSIDE = frozenset({"Statement"})  # what another says is no news that a source vouches for


def find_attributions(document: Document, triggers: dict[int, Trigger], things: Things) -> Iterator[Claim]:
    """Claims of sources that a phrase names, about the deed of the clause beside it."""
    phrases = index_phrases(things.grammar, ("according",))
    for sentence in document.sentences:
        for opener in find_openers(sentence, phrases):
            yield from _read_attribution(opener, triggers, things)


def _read_attribution(opener: Opener, triggers: dict[int, Trigger], things: Things) -> Iterator[Claim]:
    sources = _find_sources(opener, things)
    event = _find_told(opener, triggers) if sources else None
    for filler in sources if event is not None else ():
        if isinstance(filler.thing, Actor) and event is not None:
            claim = to_claim(filler.thing, event, "asserts", filler.begin, filler.end, None)
            number = _find_number(opener)
            if number is not None and claim.killed is not None:
                claim.killed = number
            yield claim


def _find_sources(opener: Opener, things: Things) -> list[Filler]:
    """The actors named first after the phrase, coordinated ones too, or the person that a title there introduces."""
    for position, token in enumerate(opener.after[:REACH]):
        if token.text == ",":
            return _find_person(opener.after[position + 1 :], things)
        if token.text in CUTS or token.upos not in ("NOUN", "PROPN", "PRON"):
            if token.text in CUTS:
                return []
            continue
        fillers = [f for f in things.at(token) if f.kind == "actor"]
        if fillers:
            return list({id(f.thing): f for filler in fillers for f in things.listed_with(filler)}.values())
        if position and not things.grammar.has("account", token.lemma) and not _is_title(opener.after, position):
            return []
    return []


def _is_title(words: Sequence[Token], position: int) -> bool:
    """Whether a person's name follows a noun behind a comma: `le maire de Nikopol, X,`."""
    commas = [at for at in range(position, min(position + REACH, len(words))) if words[at].text == ","]
    return len(commas) > 1 and words[commas[0] + 1].upos == "PROPN"


def _find_person(words: Sequence[Token], things: Things) -> list[Filler]:
    """The person whose bare name stands between commas."""
    if not words or words[0].upos != "PROPN":
        return []
    fillers = [f for f in things.at(words[0]) if isinstance(f.thing, Actor) and f.thing.type == "Person"]
    return fillers if any(token.text == "," for token in words[1:6]) else []


def _find_told(opener: Opener, triggers: dict[int, Trigger]) -> Event | None:
    """The deed that a source vouches for: above the phrase, else before it, else after it where it opens a sentence."""
    first = opener.words[0]
    for node in (first, *first.ancestors()):
        if node.index in triggers and node is not first:
            event = triggers[node.index].event
            return None if event.type in OUTSIDE else event
    words = first.sentence.tokens
    before = [token for token in words if token.index < first.index]
    return _pick(list(reversed(before)), triggers) or _pick(opener.after, triggers)


def _pick(tokens: Sequence[Token], triggers: dict[int, Trigger]) -> Event | None:
    events = (triggers[token.index].event for token in tokens if token.index in triggers)
    return next((event for event in events if event.type not in OUTSIDE), None)


def _find_number(opener: Opener) -> int | None:
    """The number that stands right before the phrase: `trente morts selon A et douze selon B`."""
    words = opener.words[0].sentence.tokens
    at = opener.words[0].index - words[0].index
    before = words[at - 1] if at else None
    return read_number([before]) if before is not None and before.upos == "NUM" else None


def to_claim(source: Actor, event: Event, stance: str, begin: int, end: int, statement: Event | None) -> Claim:
    """A claim with the numbers and the certainty that the event has."""
    numbers = {"killed": event.killed, "injured": event.injured}
    return Claim(source, event, stance, event.certainty, begin, end, statement, **numbers)
