"""Mentions of actors: names first, then noun phrases whose head is a word for actors."""

from __future__ import annotations

from graphbuild.extract.actor_lexicon import ActorLexicon
from graphbuild.extract.actor_phrases import find_phrases
from graphbuild.extract.appositions import take_in_officers, tie_appositions
from graphbuild.extract.entities import Reference
from graphbuild.extract.names import find_acronyms, find_references, find_repeats
from graphbuild.extract.peoples import find_peoples
from graphbuild.extract.persons import find_persons, find_titled
from graphbuild.extract.scanning import open_scan
from graphbuild.records import ActorMention, Document


def find_actors(document: Document, lexicon: ActorLexicon, reference: Reference) -> list[ActorMention]:
    """Mentions of actors in a document, in the order of the text."""
    scan = open_scan(document, lexicon, reference)
    find_references(scan)
    find_titled(scan)
    find_phrases(scan)
    find_peoples(scan)
    find_persons(scan)
    tie_appositions(scan)
    find_repeats(scan)
    find_acronyms(scan)
    take_in_officers(scan)
    return sorted(scan.mentions, key=lambda mention: (mention.begin, -mention.end))
