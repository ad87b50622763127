"""The graph of one article: a reading as quads of the article's own graph and of those that articles share."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from graphbuild.catalogue import Catalogue
from graphbuild.graph.events import add_claims, add_event, name_events
from graphbuild.graph.text import Sheet
from graphbuild.graph.things import add_actor, add_place, add_weapon
from graphbuild.records import Reading
from graphbuild.triples import (
    IS_STRING,
    ArticleQuads,
    Names,
    Run,
    describe_article,
    describe_run,
    link_article,
)


def to_quads(reading: Reading, run: Run, catalogue: Catalogue) -> ArticleQuads:
    """The quads of one article: a function of what was read, of the run and of the tables, and of nothing else."""
    sheet = Sheet(reading.document, catalogue)
    _name_things(sheet, reading)
    for actor in reading.actors:
        add_actor(sheet, actor)
    for weapon in reading.weapons:
        add_weapon(sheet, weapon)
    for place in reading.places:
        add_place(sheet, place)
    for event in reading.events:
        add_event(sheet, event)
    add_claims(sheet, reading.claims)
    return _gather(sheet, reading, run, catalogue.names)


def _name_things(sheet: Sheet, reading: Reading) -> None:
    """Give everything in the article its IRI."""
    sheet.nodes |= {actor: sheet.names.node(actor.path) for actor in reading.actors}
    sheet.nodes |= {place: sheet.names.node(place.path) for place in reading.places}
    for weapon in reading.weapons:
        sheet.nodes[weapon] = NamedNode(weapon.concept) if weapon.concept else sheet.names.node(str(weapon.path))
    name_events(sheet, reading.events)


def _gather(sheet: Sheet, reading: Reading, run: Run, names: Names) -> ArticleQuads:
    """The quads of a written sheet, with article, text and provenance."""
    article = reading.article
    known = sheet.catalogue.collect(sheet.referred)
    text = Quad(sheet.article, IS_STRING, Literal(article.text), names.texts)
    links = link_article(article, run, known, sheet.told, names)
    return ArticleQuads(
        id=article.id,
        iri=sheet.article,
        graph=sheet.graph,
        own=frozenset(sheet.own | describe_article(article, names) | links | {text}),
        run=frozenset(describe_run(run, names)),
        known=known,
        told=frozenset(sheet.told),
    )
