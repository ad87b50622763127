"""Triggers: the candidates that name an event, of which class, with the fillers that grammar gives to its roles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from graphbuild.extract.candidates import Candidate
from graphbuild.extract.frames import Frame, FrameTable
from graphbuild.extract.model import NONE, Model
from graphbuild.extract.things import Filler, Things
from graphbuild.extract.trigger_clues import list_clues
from graphbuild.records import ActorMention, Event, Participation, Token, WeaponMention

DEEDS = frozenset({"ArmsTransfer", "ArmedAction", "ForceMovement", "Coercion", "Protest", "Diplomacy"})
STEPS = 2  # up the tree to the other word of a deed
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
    """Every candidate that is likely an event, with its core roles, in the order of the text.

    Two words of one deed (`lancer une attaque`, `la frappe a tué`) share its probability: the likelier names the event,
    the other is a further mention.
    """
    odds = [model.weigh(clues) for clues in list_clues(candidates, things)]
    names = [choose_class(candidate, chances) for candidate, chances in zip(candidates, odds, strict=True)]
    doubts = [chances[NONE] for chances in odds]
    least = model.thresholds["event"]
    chosen = {i for i, doubt in enumerate(doubts) if 1 - doubt >= least}
    pairs = list(_pair(candidates, names))
    for one, other in pairs:
        if not chosen & {one, other} and 1 - doubts[one] * doubts[other] >= least:
            chosen.add(min(one, other, key=lambda i: doubts[i]))
    found = {i: to_trigger(candidates[i], names[i], table) for i in sorted(chosen)}
    for one, other in pairs:
        if (one in found) != (other in found) and names[one] in DEEDS:
            kept, left = (one, other) if one in found else (other, one)
            found[kept].event.mentions.append(candidates[left].find_span(choose_frame(candidates[left], names[left])))
    for at, candidate in enumerate(candidates):
        taken = _find_taken_up(at, names, found) if at not in found and _points_back(candidate) else None
        if taken is not None:
            taken.event.mentions.append(candidate.find_span(choose_frame(candidate, names[at])))
    return list(found.values())


def _points_back(candidate: Candidate) -> bool:
    """Whether a noun takes up a deed told before: `cette attaque`."""
    return candidate.token.upos == "NOUN" and any(c.feats.get("PronType") == "Dem" for c in candidate.token.children)


def _find_taken_up(at: int, names: Sequence[str], found: Mapping[int, Trigger]) -> Trigger | None:
    """The last event of the same class before a candidate."""
    return next((found[i] for i in range(at - 1, -1, -1) if i in found and names[i] == names[at]), None)


def _pair(candidates: Sequence[Candidate], names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Candidates of one class that stand above each other in the tree, each with the nearest above it."""
    places = {candidate.token.index: i for i, candidate in enumerate(candidates)}
    for one, candidate in enumerate(candidates):
        above = (places[node.index] for node in islice(candidate.token.ancestors(), STEPS) if node.index in places)
        other = next(above, None)
        if other is not None and names[one] == names[other]:
            yield one, other


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
