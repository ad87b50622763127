"""Roles: which of the things near an event fill its roles. The frames propose, the trained models decide."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from graphbuild.extract.model import NONE, Model
from graphbuild.extract.role_clues import Scene, Spot, View, list_clues, list_fillers, open_scene
from graphbuild.extract.things import Things
from graphbuild.extract.triggers import Trigger
from graphbuild.records import ActorMention, DateMention, Document, Event, Participation, Thing, WeaponMention

Found = tuple[str, Spot, float]  # role, filler, probability


def decide_roles(
    document: Document,
    triggers: Sequence[Trigger],
    things: Things,
    dates: Sequence[DateMention],
    models: Mapping[str, Model],
) -> None:
    """Sets what fills the roles of every event, its date among them, from what the models make of the proposals.

    `models` has one model for each kind of filler.
    """
    scene = open_scene(document, triggers, things, dates)
    decided = [(view, list(_find_roles(view, scene, models))) for view in scene.views]
    for view, found in decided:
        _set_roles(view.event, found, things)


def _find_roles(view: View, scene: Scene, models: Mapping[str, Model]) -> list[Found]:
    """Every role of an event with a filler that the model of its kind is sure enough of.

    Somebody speaks every statement: the likeliest actor does where none is sure.
    """
    weighed: list[Found] = []
    for spot in list_fillers(view, scene):
        odds = share_out(models[spot.kind].weigh(list_clues(view, spot, scene)))
        weighed += [(role, spot, weight) for role, weight in odds.items()]
    out = [found for found in weighed if found[2] >= models[found[1].kind].thresholds[found[0]]]
    speakers = [found for found in weighed if found[0] == "agent"] if view.event.type == "Statement" else []
    if speakers and not any(role == "agent" for role, _, _ in out):
        out.append(max(speakers, key=lambda found: found[2]))
    return out


def share_out(odds: Mapping[str, float]) -> defaultdict[str, float]:
    """Probability of each role, given those of classes that may join two (`place+target`)."""
    out: defaultdict[str, float] = defaultdict(float)
    for name, weight in odds.items():
        for role in _split(name):
            out[role] += weight
    return out


@cache
def _split(name: str) -> tuple[str, ...]:
    """The roles that a class of a model joins."""
    return tuple(role for role in name.split("+") if role != NONE)


def _set_roles(event: Event, found: Sequence[Found], things: Things) -> None:
    """Nothing; the event has the roles found and no others, each with the model's probability."""
    proposed = {(p.role, id(p.filler)): p for p in event.participations}
    dated = [(weight, spot.thing) for _, spot, weight in found if isinstance(spot.thing, DateMention)]
    event.date = max(dated, key=lambda pair: pair[0])[1] if dated else None
    event.participations = []
    for role, spot, weight in sorted(found, key=lambda item: item[1].begin):
        if not isinstance(spot.thing, DateMention):
            rule = proposed.get((role, id(spot.thing)))
            participation = rule or _infer(role, spot, spot.thing, things)
            participation.confidence = round(weight, 2)
            event.participations.append(participation)


def _infer(role: str, spot: Spot, thing: Thing | Event, things: Things) -> Participation:
    """A participation that no rule proposed."""
    out = Participation(role, thing, spot.begin, spot.end, "inference")
    for filler in things.heads.get(spot.head.index, ()):
        if filler.thing is thing and isinstance(filler.mention, WeaponMention | ActorMention):
            out.quantity = filler.mention.quantity
        if filler.thing is thing and isinstance(filler.mention, WeaponMention):
            out.origin = filler.mention.origin
    return out
