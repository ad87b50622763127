"""Events of a document: triggers with their roles, circumstances, modality, and what they are about."""

from collections.abc import Mapping
from dataclasses import dataclass

from graphbuild.extract.candidates import find_candidates
from graphbuild.extract.casualties import Casualties, attach_casualties, load_casualties
from graphbuild.extract.circumstances import attach_dates, attach_things
from graphbuild.extract.frames import FrameTable, load_frames
from graphbuild.extract.modality import Cues, load_cues, read_modality
from graphbuild.extract.model import Model, load_model
from graphbuild.extract.roles import decide_roles
from graphbuild.extract.statements import attribute, find_claims, find_speakers, inherit_roles, link_complements
from graphbuild.extract.terms import attach_conditions, attach_terms
from graphbuild.extract.things import Things
from graphbuild.extract.triggers import Trigger, find_triggers
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


MODELS = ("trigger", "actor", "weapon", "place", "date", "event")  # what fills roles is decided kind by kind


def load_models(language: str = "fr") -> dict[str, Model]:
    """The trained models of a language: which words are events, and what fills their roles."""
    return {name: load_model(language, name) for name in MODELS}


def find_events(
    document: Document, things: Things, dates: list[DateMention], lexicon: EventLexicon, models: Mapping[str, Model]
) -> tuple[list[Event], list[Claim]]:
    """Events of a document in the order of the text, and the claims that sources make of them."""
    candidates = find_candidates(document, things, lexicon.frames)
    found = find_triggers(candidates, things, lexicon.frames, models["trigger"])
    triggers = propose_roles(document, things, dates, found, lexicon)
    decide_roles(document, list(triggers.values()), things, dates, models)
    claims = find_claims(document, triggers, things)
    attribute(claims)
    return [trigger.event for trigger in triggers.values()], claims


def propose_roles(
    document: Document, things: Things, dates: list[DateMention], found: list[Trigger], lexicon: EventLexicon
) -> dict[int, Trigger]:
    """Triggers by the index of their word, with what grammar says of their roles and circumstances."""
    triggers = {trigger.token.index: trigger for trigger in found}
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
    return triggers
