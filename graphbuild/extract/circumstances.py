"""Circumstances of events: places, weapons and dates, hung on the nearest trigger."""

from graphbuild.extract.grammar import base, is_infinitive, is_verbal
from graphbuild.extract.things import Filler, Things
from graphbuild.extract.triggers import Trigger, add_filler
from graphbuild.records import Actor, DateMention, Token, Weapon

BARRIERS = frozenset({"ccomp", "parataxis", "advcl", "acl"})  # a circumstance stays inside its clause
BINDING = frozenset({"PolicyDecision", "Commitment", "Request"})
ARMED = BINDING | {"ArmedAction", "ArmsTransfer", "ForceMovement", "Coercion"}
DEEDS = ARMED | {"Diplomacy", "Protest"}


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
