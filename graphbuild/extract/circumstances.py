"""Circumstances of events: places, weapons, dates and casualties, hung on the nearest trigger."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.extract.grammar import Grammar, base, is_infinitive, is_verbal
from graphbuild.extract.numbers import read_number
from graphbuild.extract.things import Filler, Things
from graphbuild.extract.triggers import Trigger, add_filler
from graphbuild.lexicon import read_table
from graphbuild.records import Actor, DateMention, Document, Token, Weapon
from graphbuild.resources import find_ontology

BARRIERS = frozenset({"ccomp", "parataxis", "advcl", "acl"})  # a circumstance stays inside its clause
BINDING = frozenset({"PolicyDecision", "Commitment", "Request"})
ARMED = BINDING | {"ArmedAction", "ArmsTransfer", "ForceMovement", "Coercion"}
DEEDS = ARMED | {"Diplomacy", "Protest"}


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


def attach_things(triggers: dict[int, Trigger], things: Things) -> None:
    """Adds places and weapons that are no arguments to the event whose clause they stand in."""
    for fillers in things.heads.values():
        for filler in fillers:
            if filler.mention is None or isinstance(filler.thing, Actor):
                continue
            head = filler.mention.head
            weapon = isinstance(filler.thing, Weapon)
            trigger = find_nearest(head, triggers, things)
            if trigger is None or head.index == trigger.token.index:
                continue
            if weapon and trigger.event.type in ARMED and not trigger.event.fillers("weaponHit"):
                add_filler(trigger.event, "weapon", filler)
            elif not weapon and _is_scene(filler, trigger):
                add_filler(trigger.event, "place", filler)


def _is_scene(filler: Filler, trigger: Trigger) -> bool:
    """Whether a place can be where an event happens: not the object or subject of its verb."""
    head = filler.mention.head if filler.mention else trigger.token
    direct = head.head is trigger.token
    return not (direct and base(head.deprel) in ("nsubj", "obj", "iobj"))


def find_nearest(token: Token, triggers: dict[int, Trigger], things: Things) -> Trigger | None:
    """The event in whose clause a token stands: the first trigger above it, or an event noun beside it."""
    node = token
    while node.head is not None:
        if base(node.deprel) in BARRIERS and node is not token and is_verbal(node):
            return None
        head = node.head
        if head.index in triggers:
            return triggers[head.index]
        if _is_actor(head, things) and base(node.deprel) in ("nmod", "acl", "appos", "amod", "flat"):
            return None
        if is_verbal(head):
            beside = _find_beside(head, triggers)
            if beside is not None:
                return beside
        node = head
    return None


def _is_actor(token: Token, things: Things) -> bool:
    return any(isinstance(filler.thing, Actor) for filler in things.heads.get(token.index, ()))


def _find_beside(verb: Token, triggers: dict[int, Trigger]) -> Trigger | None:
    """An event noun that is subject or object of a verb, or an event verb that is its complement."""
    for relation in ("nsubj", "obj", "xcomp", "obl"):
        for child in verb.children:
            if base(child.deprel) == relation and child.index in triggers:
                return triggers[child.index]
    return None


def attach_dates(dates: list[DateMention], triggers: dict[int, Trigger], things: Things) -> None:
    """Gives every event the date that stands in its clause, the nearest one where there are several."""
    for date in dates:
        trigger = triggers.get(date.head.index) or find_nearest(date.head, triggers, things)
        if trigger is None:
            continue
        event = trigger.event
        if event.date is None or _distance(date, trigger) < _distance(event.date, trigger):
            event.date = date
    for trigger in triggers.values():
        if trigger.event.date is None:
            trigger.event.date = _inherit_date(trigger, triggers)


def _distance(date: DateMention, trigger: Trigger) -> int:
    return abs(date.head.index - trigger.token.index)


def _inherit_date(trigger: Trigger, triggers: dict[int, Trigger]) -> DateMention | None:
    """The date of the deed that this one is coordinated with or accompanies (`a frappé lundi X, tuant Y`)."""
    token = trigger.token
    head = token.head
    if head is None or head.index not in triggers or trigger.event.type not in DEEDS:
        return None
    above = triggers[head.index].event
    linked = base(token.deprel) in ("conj", "advcl", "parataxis") and not _is_purpose(token)
    return above.date if linked and above.type in DEEDS else None


def _is_purpose(token: Token) -> bool:
    return is_infinitive(token)


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
