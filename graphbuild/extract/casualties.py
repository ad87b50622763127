"""Casualties: how many are told killed and injured, and of which event."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.extract.circumstances import find_nearest
from graphbuild.extract.grammar import Grammar, base
from graphbuild.extract.numbers import read_number
from graphbuild.extract.things import Things
from graphbuild.extract.triggers import Trigger
from graphbuild.lexicon import read_table
from graphbuild.records import Document, Token
from graphbuild.resources import find_ontology


@dataclass(frozen=True, slots=True)
class Casualty:
    """A word that tells of dead or injured, and where their number stands: self, subj, obj, de, noun."""

    partner: str
    kind: str
    counted: str


Casualties = dict[tuple[str, str], list[Casualty]]


def load_casualties(language: str = "fr") -> Casualties:
    """Casualty words by (lemma, UPOS)."""
    out: Casualties = {}
    for row in read_table(find_ontology("lexicon", language, "casualties.csv"), ("lemma", "upos", "kind", "counted")):
        lemma, _, partner = row["lemma"].partition("+")
        out.setdefault((lemma, row["upos"]), []).append(Casualty(partner, row["kind"], row["counted"]))
    return out


def attach_casualties(
    document: Document, triggers: dict[int, Trigger], things: Things, casualties: Casualties
) -> None:
    """Sets the numbers of killed and injured on the armed action that they are told of."""
    latest: Trigger | None = None
    for token in document.tokens:
        if token.index in triggers and triggers[token.index].event.type in ("ArmedAction", "Coercion"):
            latest = triggers[token.index]
        for casualty in casualties.get((token.lemma.lower(), token.upos), ()):
            number = _count(token, casualty, things)
            if number is None:
                continue
            trigger = triggers.get(token.index) or find_nearest(token, triggers, things)
            if trigger is None or trigger.event.type not in ("ArmedAction", "Coercion"):
                trigger = latest
            if trigger is not None and getattr(trigger.event, casualty.kind) is None:
                setattr(trigger.event, casualty.kind, number)
            break


def _count(token: Token, casualty: Casualty, things: Things) -> int | None:
    """How many are told dead or injured by a word, None where no number stands there."""
    if casualty.partner and not any(c.lemma.lower() == casualty.partner for c in token.children):
        return None
    if casualty.counted == "self":
        return read_quantity(token, things.grammar)
    if casualty.counted == "noun":
        return read_quantity(token.head, things.grammar) if token.head is not None else None
    for argument in things.grammar.find_arguments(token):
        if argument.function == casualty.counted and not argument.shared:
            people = not any(filler.kind == "weapon" for filler in things.heads.get(argument.token.index, ()))
            return read_quantity(argument.token, things.grammar) if people else None
    return None


def read_quantity(token: Token, grammar: Grammar) -> int | None:
    """The number before a noun: numerals, `une vingtaine de`; 1 for `un`, None for none."""
    if token.upos == "NUM":
        return read_number([token])
    numerals = sorted(_find_numerals(token), key=lambda t: t.index)
    if numerals:
        return read_number(numerals)
    single = any(c.deprel == "det" and grammar.has("single", c.lemma) for c in token.children)
    return 1 if single and token.feats.get("Number") == "Sing" else None


def _find_numerals(token: Token) -> Iterator[Token]:
    for child in token.children:
        if base(child.deprel) == "nummod":
            yield from child.subtree()
