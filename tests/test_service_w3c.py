"""The tests of the W3C for the SPARQL 1.1 Protocol and Service Description, under their names, against our own data.

The graphs `data1` to `data3` each say of themselves that they are documents. The suite asks for a boolean, for rows,
for a graph, or for a refusal (4xx). Of its update part, what has to be refused is refused; what has to change the data
isn't applicable: the service answers queries, and says so with 400 or 415.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graphbuild.store import open_store
from graphbuild.vocabulary import rdf
from tests.service_client import FORM, QUERY, Answer, Server, serve

BASE = "http://example.org/data/"
DOCUMENT = "http://xmlns.com/foaf/0.1/Document"
DATA = [f"{BASE}data{number}.rdf" for number in range(4)]  # the first graph isn't there
UPDATE = "application/sparql-update"
BOOLEAN = ("application/sparql-results+xml", "application/sparql-results+json")
TABULAR = (*BOOLEAN, "text/csv", "text/tab-separated-values")
RDF = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json", "application/trig")
SD = "http://www.w3.org/ns/sparql-service-description#"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """A request of the suite; `types` are the media types of an answer, none where it has to be refused."""

    name: str
    types: tuple[str, ...] = ()
    method: str = "GET"
    address: Pairs = ()
    content_type: str = ""
    body: str | bytes = b""

    def __str__(self) -> str:
        return self.name

    def ask(self, server: Server) -> Answer:
        """The answer of a server."""
        path = "/sparql" + ("?" + urlencode(self.address) if self.address else "")
        body = self.body.encode() if isinstance(self.body, str) else self.body
        headers = {"Content-Type": self.content_type} if self.content_type else {}
        return server.ask(self.method, path, headers, body or None)


def default(*numbers: int) -> Pairs:
    return tuple(("default-graph-uri", DATA[number]) for number in numbers)


def named(*numbers: int) -> Pairs:
    return tuple(("named-graph-uri", DATA[number]) for number in numbers)


def says(*numbers: int) -> str:
    """Patterns of the default graph, one for each document."""
    return " ".join(f"<{DATA[number]}> a ?type ." for number in numbers)


IN_GRAPHS = f"GRAPH ?g1 {{ {says(1)} }} GRAPH ?g2 {{ {says(2)} }}"
BOTH, APART = f"ASK {{ {says(1, 2)} }}", f"ASK {{ {IN_GRAPHS} }}"
FULL = f"ASK {{ {says(3)} {IN_GRAPHS} }}"
MULTIPLE = f"ASK FROM <{DATA[3]}> {{ {IN_GRAPHS} }}"
QUERIES = [
    Case("query_post_form", BOOLEAN, "POST", default(0), FORM, urlencode({"query": "ASK {}"})),
    Case("query_dataset_default_graphs_get", BOOLEAN, "GET", (("query", BOTH), *default(1, 2))),
    Case("query_dataset_default_graphs_post", BOOLEAN, "POST", default(1, 2), QUERY, BOTH),
    Case("query_dataset_named_graphs_post", BOOLEAN, "POST", named(1, 2), QUERY, APART),
    Case("query_dataset_named_graphs_get", BOOLEAN, "GET", (("query", APART), *named(1, 2))),
    Case("query_dataset_full", BOOLEAN, "POST", (*default(3), *named(1, 2)), QUERY, FULL),
    # The suite writes the second graph into the value of the first by an `&` too much encoded: two are meant.
    Case("query_multiple_dataset", BOOLEAN, "POST", named(1, 2), QUERY, MULTIPLE),
    Case("query_get", BOOLEAN, "GET", (("query", "ASK {}"), *default(0))),
    Case("query_content_type_select", TABULAR, "POST", default(0), QUERY, "SELECT (1 AS ?value) {}"),
    Case("query_content_type_ask", BOOLEAN, "POST", default(0), QUERY, "ASK {}"),
    Case("query_content_type_describe", RDF, "POST", default(0), QUERY, "DESCRIBE <http://example.org/>"),
    # The suite has relative IRIs; without a base they name nothing, and this service has none for queries.
    Case("query_content_type_construct", RDF, "POST", default(0), QUERY, "CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}"),
    Case("query_post_direct", BOOLEAN, "POST", (), QUERY, "ASK {}"),
]
REFUSED = [
    Case("bad_query_method", (), "PUT", (("query", "ASK {}"), *default(0)), FORM),
    Case("bad_multiple_queries", (), "GET", (("query", "ASK {}"), ("query", "SELECT * {}"))),
    Case("bad_query_wrong_media_type", (), "POST", (), "text/plain", "ASK {}"),
    Case("bad_query_missing_form_type", (), "POST", (), "", urlencode({"query": "ASK {}"})),
    Case("bad_query_missing_direct_type", (), "POST", (), "", "ASK {}"),
    Case("bad_query_non_utf8", (), "POST", (), f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
    Case("bad_query_syntax", (), "GET", (("query", "ASK {"),)),
    Case("bad_update_get", (), "GET", (("update", "CLEAR ALL"),)),
    Case("bad_multiple_updates", (), "POST", (), FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    Case("bad_update_wrong_media_type", (), "POST", (), "text/plain", "CLEAR NAMED"),
    Case("bad_update_missing_form_type", (), "POST", (), "", "update=CLEAR%20NAMED"),
    Case("bad_update_non_utf8", (), "POST", (), f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16")),
    Case("bad_update_syntax", (), "POST", (), FORM, "update=CLEAR%20XYZ"),
    Case("bad_update_dataset_conflict", (), "POST", (("using-graph-uri", DATA[1]),), UPDATE, "CLEAR ALL"),
]
NOT_APPLICABLE = [
    Case("update_dataset_default_graph", (), "POST", (("using-graph-uri", DATA[1]),), UPDATE, "CLEAR ALL"),
    Case("update_dataset_default_graphs", (), "POST", (("using-graph-uri", DATA[1]),) * 2, UPDATE, "CLEAR ALL"),
    Case("update_dataset_named_graphs", (), "POST", (("using-named-graph-uri", DATA[1]),), UPDATE, "CLEAR ALL"),
    Case("update_dataset_full", (), "POST", (("using-named-graph-uri", DATA[1]),) * 2, UPDATE, "CLEAR ALL"),
    Case("update_post_form", (), "POST", (), FORM, urlencode({"update": "CLEAR ALL"})),
    Case("update_post_direct", (), "POST", (), UPDATE, "CLEAR ALL"),
    Case("update_base_uri", (), "POST", (), UPDATE, "CLEAR GRAPH <urn:x>"),
]
TESTS = 34  # of the suite


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the documents."""
    folder = tmp_path_factory.mktemp("w3c")
    store = open_store(folder / "store", base=BASE)
    for iri in DATA[1:]:
        store.inner.add(Quad(NamedNode(iri), NamedNode(rdf.type), NamedNode(DOCUMENT), NamedNode(iri)))
    del store
    with serve(folder / "store", folder / "log") as server:
        yield server


def test_every_test_of_the_suite_is_here_once() -> None:
    assert len({case.name for case in (*QUERIES, *REFUSED, *NOT_APPLICABLE)}) == TESTS


@pytest.mark.parametrize("case", QUERIES, ids=str)
def test_query_is_answered(server: Server, case: Case) -> None:
    answer = case.ask(server)
    assert answer.status == 200 and answer.type in case.types, answer
    if case.types == BOOLEAN:
        assert answer.json["boolean"] is True


@pytest.mark.parametrize("case", [*REFUSED, *NOT_APPLICABLE], ids=str)
def test_request_is_refused_and_nothing_is_changed(server: Server, case: Case) -> None:
    answer = case.ask(server)
    assert 400 <= answer.status < 500 and answer.type == "application/problem+json"
    assert len(server.query("SELECT * { ?s ?p ?o }").rows) == len(DATA) - 1


# --- Service Description ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def description(server: Server) -> list[Quad]:
    """What the service says of itself."""
    answer = server.get("/sparql", accept="text/turtle")
    assert (answer.status, answer.type) == (200, "text/turtle")
    return list(parse(answer.body, format=RdfFormat.TURTLE))


def test_returns_rdf(server: Server) -> None:
    answer = server.get("/sparql")
    assert answer.status == 200 and answer.type in RDF and list(parse(answer.body, format=RdfFormat.TURTLE))


def test_has_endpoint_triple(server: Server, description: list[Quad]) -> None:
    endpoint = NamedNode(server.root + "sparql")
    found = {quad.object for quad in description if quad.predicate.value == SD + "endpoint"}
    assert found == {endpoint}


PROPERTIES = {  # of which class subject and object are, by the vocabulary; IRIs where it says nothing of the object
    "endpoint": ("Service", ""),
    "supportedLanguage": ("Service", ""),
    "feature": ("Service", ""),
    "resultFormat": ("Service", ""),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", ""),
    "graph": ("NamedGraph", "Graph"),
}


def test_conforms_to_schema(description: list[Quad]) -> None:
    classes = {(quad.subject, quad.object) for quad in description if quad.predicate.value == rdf.type}
    checked = 0
    for quad in description:
        if not quad.predicate.value.startswith(SD):
            continue
        subject, object = PROPERTIES[quad.predicate.value.removeprefix(SD)]
        assert any((quad.subject, NamedNode(SD + name)) in classes for name in subject.split()), quad
        assert (quad.object, NamedNode(SD + object)) in classes if object else isinstance(quad.object, NamedNode), quad
        checked += 1
    assert checked >= 10


def test_names_its_graphs(description: list[Quad]) -> None:
    assert {quad.object.value for quad in description if quad.predicate.value == SD + "name"} == set(DATA[1:])
