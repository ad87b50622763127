"""What the graph says of one article, in the order of its text: marked words, and events as one line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from graphbuild.records import Article
from graphbuild.store import Store
from graphbuild.vocabulary import cg, gaf, nif, rdfs, skos

ROLES = ("agent", "recipient", "target", "weapon", "weaponHit", "place")
SINGLE = ("Weapon", "Place", "Claim")  # classes that stand for themselves; others are events or actors
LABELS = (rdfs.label, skos.prefLabel)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words of an article that denote something: offsets, kind (actor, weapon, place, event), class, IRI."""

    begin: int
    end: int
    kind: str
    type: str
    iri: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as one line: the words that tell it, when, in which state of affairs, and who in which role."""

    begin: int
    type: str
    trigger: str
    date: str
    status: str
    roles: dict[str, list[str]] = field(default_factory=dict)


def list_marks(store: Store, article_id: str) -> list[Mark]:
    """Words of an article that denote actors, weapons, places and events, in the order of the text."""
    query = f"""SELECT DISTINCT ?begin ?end ?thing ?class ?status WHERE {{
      ?mention <{nif.referenceContext}> {store.names.article(Article(article_id, ""))} ;
        <{nif.beginIndex}> ?begin ; <{nif.endIndex}> ?end .
      ?thing <{gaf.denotedBy}> ?mention ; a ?class . OPTIONAL {{ ?thing <{cg.status}> ?status }} }}"""
    marks = set()
    for row in store.query(query):
        name = row["class"].value.removeprefix(cg.NAMESPACE)
        if name not in ("Claim", "Occurrence") and row["class"].value.startswith(cg.NAMESPACE):
            kind = name.lower() if name in SINGLE else "event" if row["status"] else "actor"
            marks.add(Mark(int(row["begin"].value), int(row["end"].value), kind, name, row["thing"].value))
    return sorted(marks)


def list_events(store: Store, article_id: str, language: str = "fr") -> list[EventLine]:
    """The events of an article in the order of the text."""
    text = store.text(article_id)
    first: dict[str, Mark] = {}
    for mark in list_marks(store, article_id):
        if mark.kind == "event":
            first.setdefault(mark.iri, mark)
    return [_to_line(store, mark, text, language) for mark in first.values()]


def _to_line(store: Store, mark: Mark, text: str, language: str) -> EventLine:
    """The line of one event."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for quad in store.find(NamedNode(mark.iri)):
        name = quad.predicate.value.removeprefix(cg.NAMESPACE)
        if name in ROLES and isinstance(quad.object, NamedNode):
            values[name].append(find_label(store, quad.object, language))
        elif name in ("date", "status") and isinstance(quad.object, NamedNode | Literal):
            values[name].append(quad.object.value.removeprefix(cg.NAMESPACE))
    roles = {role: sorted(values[role]) for role in ROLES if values[role]}
    date, status = ("".join(values[name]) for name in ("date", "status"))
    return EventLine(mark.begin, mark.type, text[mark.begin : mark.end], date, status, roles)


def find_label(store: Store, thing: NamedNode, language: str = "fr") -> str:
    """The name of a thing in a language, else in any; the end of its IRI where it has none."""
    names = sorted(_list_names(store, thing), key=lambda name: (name.language != language, name.value))
    return names[0].value if names else thing.value.rpartition("/")[2]


def _list_names(store: Store, thing: NamedNode) -> Iterator[Literal]:
    """Labels of a thing in all languages."""
    for predicate in LABELS:
        for quad in store.find(thing, NamedNode(predicate)):
            if isinstance(quad.object, Literal):
                yield quad.object
