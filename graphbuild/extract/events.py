"""Events of a document: triggers with their roles, circumstances, modality, and what they are about."""

from dataclasses import dataclass

from graphbuild.extract.circumstances import (
    Casualties,
    attach_casualties,
    attach_dates,
    attach_things,
    load_casualties,
)
from graphbuild.extract.frames import FrameTable, load_frames
from graphbuild.extract.modality import Cues, load_cues, read_modality
from graphbuild.extract.statements import attribute, find_claims, find_speakers, inherit_roles, link_complements
from graphbuild.extract.terms import attach_conditions, attach_terms
from graphbuild.extract.things import Things
from graphbuild.extract.triggers import find_triggers
from graphbuild.records import Claim, DateMention, Document, Event, Token


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """The word tables that events are read with."""

    frames: FrameTable
    cues: Cues
    casualties: Casualties

    def is_casualty(self, token: Token) -> bool:
        """Whether a word tells of dead or injured."""
        return (token.lemma.lower(), token.upos) in self.casualties


def load_event_lexicon(language: str = "fr") -> EventLexicon:
    """Frames, cues and casualty words of a language."""
    return EventLexicon(load_frames(language), load_cues(language), load_casualties(language))


def find_events(
    document: Document, things: Things, dates: list[DateMention], lexicon: EventLexicon
) -> tuple[list[Event], list[Claim]]:
    """Events of a document in the order of the text, and the claims that sources make of them."""
    triggers = {trigger.token.index: trigger for trigger in find_triggers(document, things, lexicon.frames)}
    find_speakers(triggers, things)
    for trigger in triggers.values():
        read_modality(trigger, triggers, things, lexicon.cues)
    link_complements(triggers, things)
    attach_things(triggers, things)
    attach_dates(dates, triggers, things)
    attach_casualties(document, triggers, things, lexicon.casualties)
    attach_conditions(document, triggers, things)
    inherit_roles(triggers)
    attach_terms(triggers, things)
    claims = find_claims(document, triggers, things)
    attribute(claims)
    return [trigger.event for trigger in triggers.values()], claims
