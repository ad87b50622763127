"""What is known beyond any article: reference actors, weapon concepts and countries as triples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graphbuild.errors import ResourceError
from graphbuild.extract.entities import Entity, Reference
from graphbuild.gazetteer import Entry
from graphbuild.triples import (
    ALT_LABEL,
    BROADER,
    CONCEPT,
    COUNTRY,
    LABEL,
    NOTATION,
    PART_OF,
    PREF_LABEL,
    SAME_AS,
    STATE_OF,
    TYPE,
    WITHIN,
    Names,
    Object,
    term,
    to_decimal,
)
from graphbuild.vocabulary import geo, wgs

LANGUAGES = ("fr", "en")  # of the names in the tables
WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"
# Links that lead from a thing to others which a reader needs in order to understand it.
LINKS = (COUNTRY, PART_OF, BROADER, WITHIN, STATE_OF)
# What of weapons.ttl a graph needs; the rest serves the reading of texts.
WEAPON_PROPERTIES = frozenset({TYPE, PREF_LABEL, ALT_LABEL, BROADER, NOTATION, SAME_AS, term("unRegisterCategory")})

Description = frozenset[Triple]


class Countries(Protocol):
    """What is asked of the gazetteer."""

    def find_country(self, code: str) -> Entry | None:
        """The country with an ISO 3166-1 alpha-2 code."""

    def list_countries(self, language: str) -> dict[str, str]:
        """Names of countries in a language by ISO code."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Descriptions of reference actors, weapons and countries by IRI."""

    names: Names
    descriptions: dict[NamedNode, Description]

    def __contains__(self, iri: object) -> bool:
        """Whether the tables describe the thing."""
        return iri in self.descriptions

    def collect(self, iris: Iterable[NamedNode]) -> dict[NamedNode, Description]:
        """Descriptions of the things that the tables know, and of all that these lead to."""
        found: dict[NamedNode, Description] = {}
        waiting = list(iris)
        while waiting:
            iri = waiting.pop()
            if iri in found or iri not in self.descriptions:
                continue
            found[iri] = self.descriptions[iri]
            waiting.extend(t.object for t in found[iri] if t.predicate in LINKS and isinstance(t.object, NamedNode))
        return found

    def find_state(self, code: str | None) -> NamedNode | None:
        """The State with an ISO 3166-1 alpha-2 code, where the tables have it."""
        iri = self.names.node(f"actor/state/{code}")
        return iri if code and iri in self else None

    def find_country(self, code: str | None) -> NamedNode | None:
        """The country, as a place, with an ISO code, where the gazetteer has it."""
        state = self.find_state(code)
        places = (t.object for t in self.descriptions.get(state, ()) if t.predicate == STATE_OF) if state else ()
        return next((place for place in places if isinstance(place, NamedNode)), None)


def load_catalogue(entities: Reference, weapons: Path, gazetteer: Countries, names: Names) -> Catalogue:
    """Descriptions of all reference actors, of the concepts of weapons.ttl, and of the countries of states."""
    labels = {language: gazetteer.list_countries(language) for language in LANGUAGES}
    descriptions = describe_weapons(weapons)
    for entity in entities.entities.values():
        state = entity.type == "State"
        country = gazetteer.find_country(entity.country) if state and entity.country else None
        triples = _describe_actor(entity, entities, names)
        if country:
            place = name_place(country.geonames, names)
            tagged = {tag: table[country.country] for tag, table in labels.items() if country.country in table}
            descriptions[place] = describe_country(country, tagged, names)
            triples.add(Triple(names.node(entity.path), STATE_OF, place))
        descriptions[names.node(entity.path)] = frozenset(triples)
    return Catalogue(names, descriptions)


def _describe_actor(entity: Entity, entities: Reference, names: Names) -> set[Triple]:
    """Triples that describe a reference actor."""
    iri = names.node(entity.path)
    labels = {Literal(entity.name, language="fr")} if entity.name else set()
    labels |= {Literal(entity.name_en, language="en")} if entity.name_en else set()
    aliases = {Literal(alias, language="fr") for alias in entity.aliases} - labels
    triples = {Triple(iri, TYPE, term(entity.type))}
    triples |= {Triple(iri, LABEL, label) for label in labels} | {Triple(iri, ALT_LABEL, alias) for alias in aliases}
    state = entities.find_state(entity.country)
    if state and state.path != entity.path:
        triples.add(Triple(iri, COUNTRY, names.node(state.path)))
    if entity.type == "State" and entity.country:
        triples.add(Triple(iri, term("isoCode"), Literal(entity.country)))
    if entity.part_of in entities.entities:
        triples.add(Triple(iri, PART_OF, names.node(str(entity.part_of))))
    if entity.wikidata:
        triples.add(Triple(iri, SAME_AS, NamedNode(WIKIDATA + entity.wikidata)))
    return triples


def name_place(geonames: int | None, names: Names) -> NamedNode:
    """The IRI of a place that GeoNames knows."""
    return names.node(f"place/geonames/{geonames}")


def describe_country(entry: Entry, labels: dict[str, str], names: Names) -> Description:
    """Triples that describe a country as a place; its label is GeoNames' where no language has a name."""
    iri = name_place(entry.geonames, names)
    tagged = [Literal(label, language=tag) for tag, label in labels.items()] or [Literal(entry.name, language="en")]
    triples = {Triple(iri, LABEL, label) for label in tagged}
    triples |= {Triple(iri, TYPE, term("Place")), Triple(iri, term("isoCode"), Literal(entry.country))}
    triples |= {Triple(iri, term("precision"), term("countryWide"))}
    return frozenset(triples | describe_position(iri, entry.geonames, entry.latitude, entry.longitude))


def describe_position(
    iri: NamedNode, geonames: int | None, latitude: float | None, longitude: float | None
) -> set[Triple]:
    """Triples that say where a place lies: its GeoNames entry, coordinates, GeoSPARQL point."""
    triples = {Triple(iri, SAME_AS, NamedNode(f"{GEONAMES}{geonames}/"))} if geonames else set()
    if latitude is None or longitude is None:
        return triples
    lat, long = to_decimal(latitude), to_decimal(longitude)
    point = NamedNode(iri.value + "#point")
    literal = Literal(f"POINT({long.value} {lat.value})", datatype=NamedNode(geo.wktLiteral))
    pairs: list[tuple[NamedNode, str, Object]] = [
        (iri, wgs.lat, lat),
        (iri, wgs.long, long),
        (iri, geo.hasGeometry, point),
        (point, TYPE.value, NamedNode(geo.Geometry)),
        (point, geo.asWKT, literal),
    ]
    return triples | {Triple(subject, NamedNode(predicate), value) for subject, predicate, value in pairs}


def describe_weapons(path: Path) -> dict[NamedNode, Description]:
    """Descriptions of the concepts of weapons.ttl, their preferred labels also as plain labels."""
    grouped: dict[NamedNode, set[Triple]] = {}
    for quad in _parse_turtle(path):
        if isinstance(quad.subject, NamedNode) and quad.predicate in WEAPON_PROPERTIES:
            grouped.setdefault(quad.subject, set()).add(quad.triple)
    described = {}
    for iri, triples in grouped.items():
        if Triple(iri, TYPE, CONCEPT) in triples:
            labels = {Triple(iri, LABEL, t.object) for t in triples if t.predicate == PREF_LABEL}
            described[iri] = frozenset(triples | labels | {Triple(iri, TYPE, term("Weapon"))})
    return described


def _parse_turtle(path: Path) -> Iterable[Quad]:
    """Triples of a Turtle file of the ontology."""
    try:
        return list(parse(path=path, format=RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise ResourceError(f"{path}: {error}: install graphbuild again") from error
