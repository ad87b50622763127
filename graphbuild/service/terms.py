"""The terms that a query may be written with: classes, properties and individuals, with what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, RdfFormat

from graphbuild.lexicon import read_table
from graphbuild.resources import PACKAGE, find_ontology
from graphbuild.vocabulary import PREFIXES, cg, owl, rdf, rdfs, skos

FILES = ("conflict.ttl", "plover.ttl", "weapons.ttl")
LANGUAGES = ("fr", "en")
COLUMNS = ("name", "kind", *(f"{part}_{language}" for part in ("label", "definition") for language in LANGUAGES))
KINDS = {owl.Class: "class", owl.ObjectProperty: "property", owl.DatatypeProperty: "property", skos.Concept: "concept"}
_END = rdf.NAMESPACE + "nil"  # of a list

Term = dict[str, Any]


@cache
def list_terms() -> list[Term]:
    """The terms of the ontology, and those of other vocabularies that the graph uses, in the order of their names."""
    ontology = ox.Store()
    for name in FILES:
        ontology.bulk_load(path=str(find_ontology(name)), format=RdfFormat.TURTLE)
    own = {term["name"]: term for term in _read_ontology(ontology)}
    others = [_to_term(row) for row in read_table(PACKAGE / "service" / "terms.csv", COLUMNS)]
    return sorted([*own.values(), *others], key=lambda term: str(term["name"]))


def _read_ontology(ontology: ox.Store) -> Iterator[Term]:
    """The terms that the ontology defines."""
    for type, kind in KINDS.items():
        for quad in ontology.quads_for_pattern(None, NamedNode(rdf.type), NamedNode(type)):
            if isinstance(quad.subject, NamedNode) and (name := abbreviate(quad.subject.value)):
                yield {"name": name, "kind": kind} | _describe(ontology, quad.subject)


def _describe(ontology: ox.Store, node: NamedNode) -> Term:
    """What the ontology says of a term: labels, definition, example, what stands before and after a property."""
    labels = _say(ontology, node, rdfs.label) or _say(ontology, node, skos.prefLabel)
    told: Term = {"label": labels, "definition": _say(ontology, node, skos.definition)}
    told["example"] = _say(ontology, node, skos.example)
    told["of"] = [name for name in _name(ontology, node, rdf.type) if not name.startswith(("owl:", "skos:"))]
    for name, property in (("domain", rdfs.domain), ("range", rdfs.range), ("above", rdfs.subClassOf)):
        told[name] = _name(ontology, node, property)
    return {key: value for key, value in told.items() if value}


def _say(ontology: ox.Store, node: NamedNode, property: str) -> dict[str, str]:
    """The words of a property by language."""
    found = (quad.object for quad in ontology.quads_for_pattern(node, NamedNode(property), None))
    return {term.language: term.value for term in found if isinstance(term, Literal) and term.language in LANGUAGES}


def _name(ontology: ox.Store, node: NamedNode, property: str) -> list[str]:
    """The terms that a property leads to, those of a union one by one."""
    found = [quad.object for quad in ontology.quads_for_pattern(node, NamedNode(property), None)]
    return sorted(filter(None, (abbreviate(term.value) for term in _open_unions(ontology, found))))


def _open_unions(ontology: ox.Store, terms: Iterable[Any]) -> Iterator[NamedNode]:
    """Named classes, in the place of a union its members."""
    for term in terms:
        if isinstance(term, NamedNode):
            yield from () if term.value == _END else (term,)
            continue
        for property in (owl.NAMESPACE + "unionOf", rdf.NAMESPACE + "first", rdf.NAMESPACE + "rest"):
            inner = ontology.quads_for_pattern(term, NamedNode(property), None)
            yield from _open_unions(ontology, [quad.object for quad in inner])


def abbreviate(iri: str) -> str:
    """An IRI with its prefix; nothing where it has none."""
    near = max((space for space in PREFIXES.values() if iri.startswith(space)), key=len, default="")
    local = iri.removeprefix(near)
    if not near or not local or set(local) & set("/#?"):
        return ""
    return next(name for name, space in PREFIXES.items() if space == near) + ":" + local


def _to_term(row: dict[str, str]) -> Term:
    """A term of another vocabulary."""
    told = {part: {language: row[f"{part}_{language}"] for language in LANGUAGES} for part in ("label", "definition")}
    return {"name": row["name"], "kind": row["kind"], **told}


def describe_terms() -> Term:
    """What an editor needs: prefixes with their namespaces, and terms."""
    return {"prefixes": PREFIXES, "namespace": cg.NAMESPACE, "terms": list_terms()}
