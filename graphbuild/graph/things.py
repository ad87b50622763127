"""Actors, weapons and places of an article as triples."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Triple

from graphbuild.catalogue import describe_position
from graphbuild.graph.text import Sheet
from graphbuild.lexicon import slug
from graphbuild.records import Actor, Mention, Place, Weapon
from graphbuild.triples import (
    ALT_LABEL,
    BROADER,
    CONCEPT,
    COUNTRY,
    LABEL,
    PART_OF,
    PRECISION,
    PREF_LABEL,
    TYPE,
    WITHIN,
    term,
)

PRECISIONS = {"region": "regionWide", "country": "countryWide"}


def add_actor(sheet: Sheet, actor: Actor) -> None:
    """Write an actor: its mentions and offices, and what it is where no table says so."""
    iri = sheet.nodes[actor]
    sheet.denote(iri, *_spans(actor.mentions))
    sheet.add(iri, term("position"), *(sheet.mention(begin, end) for begin, end in actor.positions))
    if not sheet.refer(iri):
        sheet.write(_describe_actor(sheet, actor, iri), shared=actor.shared)


def _describe_actor(sheet: Sheet, actor: Actor, iri: NamedNode) -> set[Triple]:
    """Class, names, country and whole of an actor that no table describes."""
    triples = {Triple(iri, TYPE, term(actor.type)), Triple(iri, LABEL, sheet.tag(actor.label))}
    triples |= {Triple(iri, ALT_LABEL, sheet.tag(alias)) for alias in actor.aliases if alias != actor.label}
    state = sheet.refer(sheet.catalogue.find_state(actor.country))
    if state is not None and state != iri:
        triples.add(Triple(iri, COUNTRY, state))
    whole = _find_whole(sheet, actor)
    if whole is not None and whole != iri:
        triples.add(Triple(iri, PART_OF, whole))
    return triples


def _find_whole(sheet: Sheet, actor: Actor) -> NamedNode | None:
    """The actor that this one is a part of, if a table or the article describes it.

    What is shared can't be a part of what belongs to one article.
    """
    if actor.part_of is None:
        return None
    whole = sheet.names.node(actor.part_of)
    actors = [(other, iri) for other, iri in sheet.nodes.items() if isinstance(other, Actor)]
    described = any(iri == whole and (other.shared or not actor.shared) for other, iri in actors)
    return whole if sheet.refer(whole) or described else None


def add_weapon(sheet: Sheet, weapon: Weapon) -> None:
    """Write a weapon: its mentions, and a concept of the article's own where weapons.ttl has none."""
    iri = sheet.nodes[weapon]
    sheet.denote(iri, *_spans(weapon.mentions))
    if sheet.refer(iri):
        return
    label = sheet.tag(weapon.label)
    triples = {Triple(iri, TYPE, term("Weapon")), Triple(iri, TYPE, CONCEPT)}
    triples |= {Triple(iri, LABEL, label), Triple(iri, PREF_LABEL, label)}
    broader = sheet.refer(NamedNode(weapon.broader))
    sheet.write(triples | ({Triple(iri, BROADER, broader)} if broader else set()), shared=False)


def add_place(sheet: Sheet, place: Place) -> None:
    """Write a place: its mentions, and where it lies where no table says so."""
    iri = sheet.nodes[place]
    sheet.denote(iri, *_spans(place.mentions))
    if not sheet.refer(iri):
        shared = not place.path.startswith("article/")
        sheet.write(_describe_place(sheet, place, iri, shared=shared), shared=shared)


def _describe_place(sheet: Sheet, place: Place, iri: NamedNode, *, shared: bool) -> set[Triple]:
    """Class, name, position and surroundings of a place.

    Near a town is where an event is; the town itself, shared with other articles, is where it is.
    """
    best = place.best
    precision = "exact" if shared and best.precision == "near" else best.precision
    triples = {Triple(iri, TYPE, term("Place")), Triple(iri, LABEL, sheet.tag(place.label))}
    triples.add(Triple(iri, PRECISION, term(PRECISIONS.get(precision, precision))))
    triples |= describe_position(iri, best.geonames, best.latitude, best.longitude)
    return triples | {Triple(iri, WITHIN, whole) for whole in _surround(sheet, place) if whole != iri}


def _surround(sheet: Sheet, place: Place) -> list[NamedNode]:
    """First-order division and country of a place."""
    best = place.best
    country = sheet.refer(sheet.catalogue.find_country(best.country))
    if country is None:
        return []
    if best.admin1 is None:
        return [country]
    division = sheet.names.node(f"place/{best.country}/{slug(best.admin1)}")
    label = Triple(division, LABEL, Literal(best.admin1))  # a name of ISO 3166-2, in no particular language
    precision = Triple(division, PRECISION, term("regionWide"))
    sheet.told |= {Triple(division, TYPE, term("Place")), label, precision, Triple(division, WITHIN, country)}
    return [division, country]


def _spans(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Offsets of mentions."""
    return [(mention.begin, mention.end) for mention in mentions]
