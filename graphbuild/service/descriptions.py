"""What the service says of itself (SPARQL 1.1 Service Description) and of its graph (VoID)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphbuild.service.files import read_sparql
from graphbuild.service.negotiation import GRAPHS, ROWS
from graphbuild.snapshots import Snapshot
from graphbuild.triples import TYPE, to_integer
from graphbuild.vocabulary import PREFIXES, dcterms, rdfs

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
MOST_GRAPHS = 300  # that are named; there is one for each article
GRAPHS_THERE = f"{read_sparql('graphs')} LIMIT {MOST_GRAPHS + 1}"
CLASSES = read_sparql("classes")


def describe_service(endpoint: str, dataset: str, graphs: Sequence[str]) -> set[Triple]:
    """The service at an endpoint, with the graphs that a query can name; a comment where there are more of them."""
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
    for number, iri in enumerate(graphs[:MOST_GRAPHS]):
        named = BlankNode(f"graph{number}")
        said += [(default, _sd("namedGraph"), named), (named, TYPE, _sd("NamedGraph")),
                 (named, _sd("name"), NamedNode(iri))]  # fmt: skip
    if len(graphs) > MOST_GRAPHS:
        comment = Literal(f"the first {MOST_GRAPHS} graphs are named here, there are more", language="en")
        said.append((default, NamedNode(rdfs.comment), comment))
    return {Triple(*terms) for terms in said}


def describe_dataset(
    dataset: str, endpoint: str, snapshot: Snapshot, base: str, classes: dict[str, int]
) -> set[Triple]:
    """The graph of a snapshot: how many triples, how many things of each class, the vocabularies of the classes."""
    used = [space for space in PREFIXES.values() if any(iri.startswith(space) for iri in classes)]
    graph = NamedNode(dataset)
    said: list[tuple[Any, NamedNode, Any]] = [
        (graph, TYPE, _void("Dataset")),
        (graph, _void("sparqlEndpoint"), NamedNode(endpoint)),
        (graph, _void("triples"), to_integer(snapshot.quads)),
        (graph, NamedNode(dcterms.identifier), Literal(snapshot.id)),
        (graph, _void("uriSpace"), Literal(base)),
        *((graph, _void("vocabulary"), NamedNode(space)) for space in used),
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


def read_graphs(answer: bytes) -> list[str]:
    """The graphs there are, from the answer to `GRAPHS_THERE` in JSON."""
    return [row["graph"]["value"] for row in json.loads(answer)["results"]["bindings"] if row["graph"]["type"] == "uri"]


def _sd(name: str) -> NamedNode:
    """A term of the vocabulary of service descriptions."""
    return NamedNode(SD + name)


def _void(name: str) -> NamedNode:
    """A term of VoID."""
    return NamedNode(VOID + name)
