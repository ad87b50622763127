"""Triggers: the candidates that name an event, of which class, with the fillers that grammar gives to its roles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphbuild.extract.candidates import Candidate
from graphbuild.extract.frames import Frame, FrameTable
from graphbuild.extract.model import NONE, Model
from graphbuild.extract.things import Filler, Things
from graphbuild.extract.trigger_clues import list_clues
from graphbuild.records import ActorMention, Event, Participation, Token, WeaponMention

CONFIDENCE = {"grammar": 0.9, "coreference": 0.7, "inference": 0.5}


@dataclass(slots=True, eq=False)
class Trigger:
    """An event found at a candidate, with the frame that names it."""

    event: Event
    frame: Frame
    candidate: Candidate

    @property
    def token(self) -> Token:
        """The word that names the event."""
        return self.event.trigger

    @property
    def negated(self) -> bool:
        """Whether a negation denies it."""
        return self.candidate.negated


def find_triggers(candidates: Sequence[Candidate], things: Things, table: FrameTable, model: Model) -> list[Trigger]:
    """Every candidate that is likely an event, with its core roles, in the order of the text."""
    out = []
    for candidate, clues in zip(candidates, list_clues(candidates, things), strict=True):
        odds = model.weigh(clues)
        if 1 - odds[NONE] >= model.thresholds["event"]:
            out.append(to_trigger(candidate, choose_class(candidate, odds), table))
    return out


def choose_class(candidate: Candidate, odds: Mapping[str, float]) -> str:
    """The likeliest of the classes that the candidate's frames know."""
    return max(sorted({frame.type for frame in candidate.frames}), key=lambda name: odds.get(name, 0.0))


def to_trigger(candidate: Candidate, name: str, table: FrameTable) -> Trigger:
    """The event of a class that a candidate names, with what its frame says of its roles."""
    frame = choose_frame(candidate, name)
    event = Event(name, candidate.token, *candidate.find_span(frame))
    if frame.type == name:
        event.kind, event.plover = frame.kind or None, frame.plover or None
    for function, filler in candidate.fillers:
        for role in table.find_roles(frame.pattern, function, filler.kind):
            add_filler(event, role, filler)
    return Trigger(event, frame, candidate)


def choose_frame(candidate: Candidate, name: str) -> Frame:
    """The frame of a class whose needs are met, else one of the class, else one whose needs are met, else any."""
    return max(candidate.frames, key=lambda frame: (frame.type == name, candidate.meets(frame)))


def add_filler(event: Event, role: str, filler: Filler) -> None:
    """Adds a participation to an event, unless the same thing already fills the role."""
    if any(p.role == role and p.filler is filler.thing for p in event.participations):
        return
    mention, basis = filler.mention, filler.basis
    participation = Participation(role, filler.thing, filler.begin, filler.end, basis, CONFIDENCE[basis])
    if isinstance(mention, WeaponMention | ActorMention):
        participation.quantity = mention.quantity
    if isinstance(mention, WeaponMention):
        participation.origin = mention.origin
    event.participations.append(participation)
