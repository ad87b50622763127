"""What a page, or a program, is told of a thing of the graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from graphbuild.errors import StoreError
from graphbuild.listing import list_marks
from graphbuild.service.answering import Job, Reply, write_triples
from graphbuild.service.facts import Facts, read_offsets
from graphbuild.service.marking import Span, cut_text
from graphbuild.service.negotiation import GRAPHS, Wish
from graphbuild.service.ontology import to_iri
from graphbuild.service.problems import Problem
from graphbuild.service.settings import Limits
from graphbuild.service.telling import describe_article, name_class, refer, tell, tell_claim, tell_line
from graphbuild.store import Store
from graphbuild.triples import TYPE
from graphbuild.vocabulary import cg, dcterms, gaf, geo, nif, rdf, rdfs, schema, skos

MOST_EVENTS = 100  # on a page
MOST_READ = 20_000  # events that are put in order
MOST_LINKS = 60
MOST_VALUES = 30  # of a property
MOST_EVIDENCE = 6  # things whose evidence is asked for at once
ROLES = (cg.agent, cg.recipient, cg.target, cg.weapon, cg.weaponHit, cg.place, cg.about)
BELONGING = (cg.country, cg.partOf, cg.within, cg.stateOf, skos.broader)
PARTS = (cg.participation, cg.evidence, geo.hasGeometry)  # whose values belong to a description


def write_evidence(job: Job, store: Store, limits: Limits) -> Reply:  # noqa: ARG001  every task is called alike
    """The evidence of things, as JSON; a `Problem` where the store knows none of them."""
    facts = Facts(store, job.language)
    given = list(dict.fromkeys(job.values.get("iri", [])))
    told = [known for iri in given[:MOST_EVIDENCE] if (known := tell(facts, iri))]
    if not told:
        raise Problem(404, f"the graph says nothing of {given[0][:200] if given else 'nothing'}", parameter="iri")
    others = [refer(facts, iri) for iri in given[MOST_EVIDENCE:MOST_LINKS] if facts.find_class(iri)[0]]
    return _to_json({"evidence": told, "others": others})


def write_thing(job: Job, store: Store, limits: Limits) -> Reply:  # noqa: ARG001  every task is called alike
    """What a page shows of the first of the IRIs that the graph knows, as JSON."""
    facts = Facts(store, job.language)
    iri = _find_known(facts, job)
    told = tell(facts, iri) or {"iri": iri, "label": facts.name(iri), "class": "", "class_name": "", "kind": "other",
                                "sentences": []}  # fmt: skip
    told |= {"properties": list(_list_properties(facts, iri)), "links": sorted(_list_links(facts, iri))}
    told |= {"definition": facts.ontology.define(iri, facts.language)}
    if told["kind"] == "article":
        return _to_json(told | _tell_article(facts, iri, job))
    if told["kind"] not in ("event", "claim"):
        told |= _list_events(facts, iri, facts.ontology.tops.get(iri) == cg.Event)
        told |= {"claims_made": _cap([tell_claim(facts, one) | {"about": tell_line(facts, facts.value(one, cg.about))}
                                      for one in islice(facts.list_subjects(cg.source, iri), MOST_EVENTS)]),
                 "belong": _list_belonging(facts, iri)}  # fmt: skip
    return _to_json(told)


def write_description(job: Job, store: Store, limits: Limits) -> Reply:
    """The triples of the first of the IRIs that the graph knows, in the format asked for."""
    facts = Facts(store, job.language)
    iri = _find_known(facts, job)
    format, media_type = Wish(job.accept, job.format).choose(GRAPHS)
    triples = set(islice(_describe(facts, iri), limits.triples))
    said = f"after {limits.triples} triples" if len(triples) == limits.triples else ""
    return Reply(200, media_type, write_triples(triples, format), said)


def _find_known(facts: Facts, job: Job) -> str:
    """The first of the IRIs of a job of which something is said; a `Problem` that says that there is none."""
    given = job.values.get("iri", [])
    for iri in given:
        if next(_list_own(facts, iri), None):
            return iri
    raise Problem(404, f"the graph says nothing of {given[0][:500] if given else 'nothing'}", parameter="iri")


def _to_json(value: Any) -> Reply:
    """A reply in JSON."""
    return Reply(200, "application/json", json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


# --- triples ----------------------------------------------------------------------------------------------------------


def _list_own(facts: Facts, iri: str) -> Iterator[Triple]:
    """The triples that a thing is the subject of, in the graph and in the ontology."""
    for quad in (*facts.find(iri), *facts.ontology.find(iri)):
        yield quad.triple


def _describe(facts: Facts, iri: str) -> Iterator[Triple]:
    """The description of a thing: its triples, and of an event its roles, claims, sentences and all their words."""
    own = list(_list_own(facts, iri))
    yield from (triple for triple in own if triple.predicate != NamedNode(nif.isString))
    parts = [to_iri(triple.object) for triple in own if triple.predicate.value in PARTS]
    if facts.find_class(iri)[1] == "event":
        claims = [one for one in facts.list_subjects(cg.about, iri) if facts.find_class(one)[1] == "claim"]
        told = (iri, *claims)
        parts += [*claims, *(mention for one in told for mention in facts.list_values(one, gaf.denotedBy))]
        parts += [mention for part in facts.list_values(iri, cg.participation)
                  for mention in facts.list_values(part, cg.mention)]  # fmt: skip
    for part in dict.fromkeys(part for part in parts if part):
        yield from _list_own(facts, part)


def _list_properties(facts: Facts, iri: str) -> Iterator[dict[str, Any]]:
    """All that is said of a thing, by property."""
    values: dict[str, list[Any]] = {}
    for triple in sorted(set(_list_own(facts, iri)), key=str):
        values.setdefault(triple.predicate.value, []).append(triple.object)
    for property, terms in sorted(values.items()):
        if property != nif.isString:
            shown = [_show_value(facts, term) for term in terms[:MOST_VALUES]]
            yield {"iri": property, "name": facts.ontology.name(property, facts.language), "values": shown,
                   "left": len(terms) - len(shown)}  # fmt: skip


def _show_value(facts: Facts, term: Any) -> dict[str, str]:
    """A value as a page shows it."""
    if isinstance(term, NamedNode):
        return {"iri": term.value, "label": facts.name(term.value), "kind": facts.find_class(term.value)[1] or "other"}
    language = term.language if isinstance(term, Literal) else None
    return {"text": str(getattr(term, "value", term))[:2000], "language": language or ""}


def _list_links(facts: Facts, iri: str) -> Iterator[str]:
    """Addresses of pages of others about the same thing."""
    same = (*facts.list_values(iri, schema.sameAs), *facts.list_values(iri, dcterms.source))
    yield from (one for one in same if one.startswith("https://") and not set(one) & set(" \"'<>\\\n\t"))


# --- what belongs to a thing ------------------------------------------------------------------------------------------


def _list_events(facts: Facts, iri: str, instances: bool) -> dict[str, Any]:
    """The events that a thing takes part in, or those of a class: the newest first."""
    found: dict[str, list[str]] = {}
    node = NamedNode(iri)
    for role in [rdf.type] if instances else ROLES:
        for quad in islice(facts.store.find(None, NamedNode(role), node), MOST_READ):
            found.setdefault(to_iri(quad.subject), []).append(role)
    claimed = {cg.about}  # also by claims, which are no events
    events = [one for one, roles in found.items() if set(roles) != claimed or facts.find_class(one)[1] == "event"]
    dated = sorted(events, key=lambda one: (facts.value(one, cg.latest), one), reverse=True)
    lines = [tell_line(facts, one) | {"roles": [] if instances else [name_class(facts, role) for role in found[one]]}
             for one in dated[:MOST_EVENTS]]  # fmt: skip
    return {"events": lines, "events_all": len(events)}


def _list_belonging(facts: Facts, iri: str) -> dict[str, Any]:
    """What is part of a thing, below it, or its own; of a class its individuals."""
    node = NamedNode(iri)
    found = {to_iri(quad.subject) for property in (*BELONGING, rdfs.subClassOf)
             for quad in islice(facts.store.find(None, NamedNode(property), node), MOST_READ)}  # fmt: skip
    if facts.ontology.tops.get(iri) not in (None, cg.Event):
        found |= {to_iri(quad.subject) for quad in islice(facts.store.find(None, TYPE, node), MOST_READ)}
    found |= {to_iri(quad.subject) for property in (TYPE, NamedNode(rdfs.subClassOf))
              for quad in facts.ontology.store.quads_for_pattern(None, property, node)}  # fmt: skip
    named = [refer(facts, one) for one in found if one]
    return _cap(sorted(named, key=lambda one: (one["label"].casefold(), one["iri"])))


def _cap(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The first of many, and how many are left."""
    return {"shown": found[:MOST_LINKS], "left": max(0, len(found) - MOST_LINKS)}


# --- articles ---------------------------------------------------------------------------------------------------------


def _tell_article(facts: Facts, iri: str, job: Job) -> dict[str, Any]:
    """An article with its text, marked, and its events in the order of the text."""
    article = describe_article(facts, iri)
    try:
        text = facts.store.text(article["id"])
    except StoreError:
        text = ""
    marks = list_marks(facts.store, article["id"])
    spans = [Span(mark.begin, mark.end, mark.kind, name_class(facts, cg.NAMESPACE + mark.type), mark.iri)
             for mark in marks]  # fmt: skip
    begin, end = read_offsets("#char=" + job.values.get("char", [""])[0])
    chosen = {"begin": begin, "end": end, "words": text[begin:end]} if 0 <= begin < end <= len(text) else {}
    events = dict.fromkeys(mark.iri for mark in marks if mark.kind == "event")
    return {
        "article": article,
        "parts": _split(cut_text(text, spans), chosen),
        "chosen": chosen,
        "events": [tell_line(facts, event) for event in events],
        "counts": {kind: sum(mark.kind == kind for mark in marks) for kind in ("event", "actor", "weapon", "place")},
    }


def _split(parts: Iterable[dict[str, Any]], chosen: dict[str, Any]) -> list[dict[str, Any]]:
    """Parts of a text, cut where the chosen words begin and end."""
    found, begin = [], 0
    cuts = {chosen["begin"], chosen["end"]} if chosen else set()
    for part in parts:
        end = begin + len(part["text"])
        places = sorted({begin, end, *(cut for cut in cuts if begin < cut < end)})
        for start, stop in pairwise(places):
            inside = bool(chosen) and chosen["begin"] <= start < chosen["end"]
            found.append(part | {"text": part["text"][start - begin : stop - begin], "begin": start, "chosen": inside})
        begin = end
    return found
