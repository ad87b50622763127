"""Sentences of our own, phenomenon by phenomenon, with what must and what must not be read in them.

`expected` lists facts separated by `; `: `Class trigger role=filler ...` for an event, `Claim source trigger stance`,
and `!Class` for a class of which no event may be found. A role without a filler must be empty.
"""

import re

import pytest

from graphbuild.lexicon import fold, read_table
from graphbuild.records import Event
from tests.paths import TESTS

CASES = read_table(TESTS / "sentences.csv", ("phenomenon", "text", "expected"))
PAIR = re.compile(r"(\w+)=(.*?)(?=\s+\w+=|$)")
SPANS = {"condition": "conditions", "purpose": "purposes"}


def find_event(reading, kind, trigger):
    """The event of a class that a word names, as its trigger or as a further mention."""
    text = reading.article.text
    for event in reading.events:
        spans = [(event.begin, event.end), *event.mentions]
        if event.type == kind and any(trigger in text[begin:end] for begin, end in spans):
            return event
    return None


def list_values(reading, event, name):
    """What an event has for a name: labels of fillers, words of spans, or a plain value."""
    text = reading.article.text
    if name in SPANS:
        return [text[begin:end] for begin, end in getattr(event, SPANS[name])]
    if name in ("status", "certainty", "killed", "injured"):
        value = getattr(event, name)
        return [] if value is None else [str(value)]
    if name == "date":
        return [event.date.value] if event.date else []
    return [text[f.begin : f.end] if isinstance(f, Event) else f.label for f in event.fillers(name)]


def check_fact(reading, fact):
    """Asserts one expected fact."""
    if fact.startswith("!"):
        assert [event for event in reading.events if event.type == fact[1:]] == []
        return
    head = fact.split("=")[0].rsplit(" ", 1)[0] if "=" in fact else fact
    kind, *words = head.split()
    if kind == "Claim":
        *source, trigger, stance = words
        claims = [(c.source.label, reading.article.text[c.about.begin : c.about.end], c.stance) for c in reading.claims]
        assert (" ".join(source), trigger, stance) in claims
        return
    event = find_event(reading, kind, " ".join(words))
    assert event is not None, [(e.type, reading.article.text[e.begin : e.end]) for e in reading.events]
    for name, wanted in PAIR.findall(fact.removeprefix(head)):
        values = list_values(reading, event, name)
        found = any(fold(wanted) in fold(value) for value in values) if wanted else not values
        assert found, f"{name}: {wanted!r} is not in {values}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_sentence_is_read_rightly(case, read):
    reading = read(case["text"])
    for fact in case["expected"].split("; "):
        check_fact(reading, fact)


def test_every_phenomenon_has_cases():
    assert len(CASES) >= 50
    assert len({case["phenomenon"] for case in CASES}) >= 15
    assert any("!" in case["expected"] for case in CASES)
