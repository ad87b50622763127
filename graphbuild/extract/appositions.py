"""Appositions: a phrase for one person beside a name is that person's (`son collègue X`, `X, un fermier`)."""

from __future__ import annotations

from collections.abc import Iterator

from graphbuild.extract.scanning import Scan
from graphbuild.records import ActorMention, Token

GAP = 9  # words that may stand between the end of a phrase and the comma before the name
LONG = 0.6  # share of a mention of a person that a body in it may take
LOOSE = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM", "X"})  # what those words may be


def tie_appositions(scan: Scan) -> None:
    """Turns phrases for one unnamed person that stand beside a name into mentions of the person named."""
    persons = {m.first: m for m in scan.mentions if m.type == "Person"}
    for phrase in scan.mentions:
        if _is_single(phrase):
            person = _find_beside(scan, phrase, persons)
            if person is not None:
                _tie(scan, phrase, person)
    for phrase in scan.mentions:
        if phrase.type == "Person" and not phrase.proper and phrase.position is not None:
            _trim(scan, phrase)


def take_in_officers(scan: Scan) -> None:
    """Lets the phrase of a body that ends in an office take in the officer's name: `le bureau du président X`."""
    persons = {m.first: m for m in scan.mentions if m.type == "Person" and m.proper}
    bodies = [m for m in scan.mentions if m.type == "GovernmentBody" and m.last in persons]
    offices = set(_list_offices(scan)) if bodies else set()
    for body in bodies:
        if not offices.isdisjoint(range(body.first + 1, body.last)):
            person = persons[body.last]
            body.end, body.last = person.end, person.last


def _list_offices(scan: Scan) -> Iterator[int]:
    """Where titles begin, as indices of tokens."""
    for at in scan.heads:
        title = scan.lexicon.find_title(scan.variants, at)
        if title is not None:
            yield scan.span(at, len(title.keys))[0]


def _is_single(mention: ActorMention) -> bool:
    """Whether a mention is a common noun for one person whose name is not known yet."""
    if mention.proper or mention.quantity is not None or mention.reference is not None:
        return False
    if mention.type == "Person":
        return mention.position is not None
    return mention.type == "Group" and mention.head.feats.get("Number") != "Plur"


def _find_beside(scan: Scan, phrase: ActorMention, persons: dict[int, ActorMention]) -> ActorMention | None:
    """The person named right after a phrase, behind a comma after it, or before a comma and the phrase."""
    after = persons.get(phrase.last)
    if after is not None and after.proper and after.head.sentence is phrase.head.sentence:
        return after
    after = _find_close(scan, phrase, persons)
    if after is not None:
        return after
    comma = find_comma(scan, phrase.last, phrase.head)
    after = persons.get(comma.index + 1) if comma is not None else None
    if after is not None and after is not phrase and _closes(scan, after):
        return after
    return _find_before(scan, phrase)


def _find_close(scan: Scan, phrase: ActorMention, persons: dict[int, ActorMention]) -> ActorMention | None:
    """The person whose name follows the phrase's last complement directly (`l'envoyé de X et de Y Jean Dupont`)."""
    for index in range(phrase.last, phrase.last + GAP):
        token = scan.get(index, phrase.head)
        person = persons.get(index)
        if person is not None:
            full = person.proper and person.last - person.first > 1
            return person if full and scan.tokens[index - 1].upos in ("PROPN", "NOUN", "ADJ") else None
        if token is None or (token.upos not in LOOSE and not _joins_complement(scan, token)):
            return None
    return None


def _joins_complement(scan: Scan, token: Token) -> bool:
    """Whether a conjunction is followed by a preposition: `de X et de Y`."""
    after = scan.get(token.index + 1, token)
    return token.upos == "CCONJ" and after is not None and after.upos == "ADP"


def find_comma(scan: Scan, last: int, beside: Token) -> Token | None:
    """The comma behind a phrase and whatever complements it has; None when something else comes first."""
    for index in range(last, last + GAP):
        token = scan.get(index, beside)
        if token is None or token.text == ",":
            return token
        if token.upos not in LOOSE:
            return None
    return None


def _closes(scan: Scan, person: ActorMention) -> bool:
    """Whether a name behind a comma is followed by what ends an apposition, not by the rest of a list."""
    after = scan.get(person.last, person.head)
    if after is None or after.upos in ("VERB", "AUX"):
        return True
    if not person.proper:
        return after.text != "et"
    return after.upos in ("PUNCT", "PRON", "ADV", "ADP") and person.last - person.first > 1


def _find_before(scan: Scan, phrase: ActorMention) -> ActorMention | None:
    """The person named before a comma and an indefinite phrase: `X, un fermier`."""
    comma, name = scan.get(phrase.first - 1, phrase.head), scan.get(phrase.first - 2, phrase.head)
    if comma is None or name is None or comma.text != ",":
        return None
    owner, after = scan.owners[name.index], scan.get(phrase.last, phrase.head)
    if owner is None or owner.type != "Person" or not owner.proper or owner.last != comma.index:
        return None
    return owner if after is None or after.upos != "CCONJ" else None


def _tie(scan: Scan, phrase: ActorMention, person: ActorMention) -> None:
    """Makes a phrase a mention of a person, and its words the person's office."""
    noun = next((t for t in scan.tokens[phrase.first : phrase.last] if t.upos != "DET"), phrase.head)
    phrase.type, phrase.name = "Person", person.name
    phrase.position = phrase.position or (noun.begin, phrase.end)
    person.position = person.position or phrase.position
    person.country = person.country or phrase.country


def _trim(scan: Scan, phrase: ActorMention) -> None:
    """Leaves a long complement that is an actor of its own out of a person's mention; the office keeps it."""
    if scan.document.slice(*phrase.position or (0, 0)) == phrase.name:  # nobody is named for it
        return
    for inner in {id(o): o for o in scan.owners[phrase.first : phrase.last] if o is not None}.values():
        within = phrase.head.begin < inner.begin and inner.end <= phrase.end and inner is not phrase
        if within and inner.type != "Person" and inner.end - inner.begin >= LONG * (phrase.end - phrase.begin):
            cut = inner.first
            while cut > phrase.first + 1 and scan.tokens[cut - 1].upos in ("ADP", "DET"):
                cut -= 1
            phrase.last, phrase.end = cut, scan.tokens[cut - 1].end
