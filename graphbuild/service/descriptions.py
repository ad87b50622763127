"""What the service says of itself (SPARQL 1.1 Service Description) and of its graph (VoID)."""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphbuild.service.negotiation import GRAPHS, ROWS
from graphbuild.snapshots import Snapshot
from graphbuild.triples import TYPE, to_integer
from graphbuild.vocabulary import dcterms

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
CLASSES = "SELECT ?class (COUNT(*) AS ?entities) WHERE { ?entity a ?class } GROUP BY ?class ORDER BY ?class"


def describe_service(endpoint: str, dataset: str) -> set[Triple]:
    """The service at an endpoint."""
    service, default, graph = NamedNode(endpoint), BlankNode("dataset"), BlankNode("graph")
    formats = {format.iri for format in (*ROWS, *GRAPHS)}
    said: list[tuple[Any, NamedNode, Any]] = [
        (service, TYPE, _sd("Service")),
        (service, _sd("endpoint"), service),
        (service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        (service, _sd("feature"), _sd("UnionDefaultGraph")),
        (service, _sd("defaultDataset"), default),
        (default, TYPE, _sd("Dataset")),
        (default, _sd("defaultGraph"), graph),
        (graph, TYPE, _sd("Graph")),
        (NamedNode(dataset), _void("sparqlEndpoint"), service),
        *((service, _sd("resultFormat"), NamedNode(format)) for format in formats),
    ]
    return {Triple(*terms) for terms in said}


def describe_dataset(dataset: str, endpoint: str, snapshot: Snapshot, classes: dict[str, int]) -> set[Triple]:
    """The graph of a snapshot: how many triples, and how many things of each class."""
    graph = NamedNode(dataset)
    said: list[tuple[Any, NamedNode, Any]] = [
        (graph, TYPE, _void("Dataset")),
        (graph, _void("sparqlEndpoint"), NamedNode(endpoint)),
        (graph, _void("triples"), to_integer(snapshot.quads)),
        (graph, NamedNode(dcterms.identifier), Literal(snapshot.id)),
    ]
    for number, (iri, entities) in enumerate(classes.items()):
        part = BlankNode(f"class{number}")
        said.append((graph, _void("classPartition"), part))
        said.append((part, _void("class"), NamedNode(iri)))
        said.append((part, _void("entities"), to_integer(entities)))
    return {Triple(*terms) for terms in said}


def read_classes(answer: bytes) -> dict[str, int]:
    """How many things each class has, from the answer to `CLASSES` in JSON."""
    rows = json.loads(answer)["results"]["bindings"]
    return {row["class"]["value"]: int(row["entities"]["value"]) for row in rows if row["class"]["type"] == "uri"}


def _sd(name: str) -> NamedNode:
    """A term of the vocabulary of service descriptions."""
    return NamedNode(SD + name)


def _void(name: str) -> NamedNode:
    """A term of VoID."""
    return NamedNode(VOID + name)
