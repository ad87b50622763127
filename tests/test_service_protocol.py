"""The protocol against a running server; every check names the section of the specification that it tests."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, TURTLE, XML, SPARQLWrapper

from graphbuild.querying import load_queries
from graphbuild.store import open_store
from tests.service_client import FORM, QUERY, Answer, Server, serve

BASE = "http://example.org/data/"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
DATA = [f"{BASE}{number}" for number in range(3)]  # graphs, each with a label of itself
ASK = "ASK { ?s ?p ?o }"
SELECT = "SELECT ?label WHERE { ?s rdfs:label ?label } ORDER BY ?label"
GRAPH = "CONSTRUCT WHERE { ?s ?p ?o }"
RESULTS = "application/sparql-results+"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True)
class Check:
    """A request, and what has to be answered."""

    section: str
    status: int
    type: str = ""  # media type of the answer
    method: str = "GET"
    path: str = "/sparql"
    parameters: tuple[tuple[str, str], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    holds: Callable[[Answer], bool] = bool

    def __str__(self) -> str:
        return self.section


def get(section: str, status: int, type: str, *parameters: tuple[str, str], accept: str = "", **more: object) -> Check:
    """A check of a GET."""
    headers = {"Accept": accept} if accept else {}
    return Check(section, status, type, parameters=parameters, headers=headers, **more)  # type: ignore[arg-type]


def post(section: str, status: int, type: str, media_type: str | None, body: bytes | str, **more: object) -> Check:
    """A check of a POST."""
    headers = {"Content-Type": media_type} if media_type else {}
    data = body.encode() if isinstance(body, str) else body
    return Check(section, status, type, "POST", headers=headers, body=data, **more)  # type: ignore[arg-type]


def form(*pairs: tuple[str, str]) -> str:
    """A form as it is sent."""
    return urlencode(pairs)


def finds(*labels: str) -> Callable[[Answer], bool]:
    """Whether an answer has these labels."""
    return lambda answer: [row["label"] for row in answer.rows] == list(labels)


def says(yes: bool) -> Callable[[Answer], bool]:
    """Whether an answer is this yes or no."""
    return lambda answer: answer.json["boolean"] is yes


def tells(**members: object) -> Callable[[Answer], bool]:
    """Whether problem details have these members, and tell more than the status."""
    return lambda answer: (members.items() <= answer.json.items() and len(answer.json["detail"]) > 10
                           and answer.json["status"] == answer.status)  # fmt: skip


def reads(format: RdfFormat) -> Callable[[Answer], bool]:
    """Whether an answer is a graph in this format."""
    return lambda answer: len(list(parse(answer.body, format=format))) == len(DATA)


def default(number: int) -> tuple[str, str]:
    return ("default-graph-uri", DATA[number])


def named(number: int) -> tuple[str, str]:
    return ("named-graph-uri", DATA[number])


PROBLEM = "application/problem+json"
PROTOCOL, RFC = "SPARQL 1.1 Protocol, 2.1", "RFC 9110, "
IN_GRAPHS = "SELECT ?label WHERE { GRAPH ?g { ?s rdfs:label ?label } } ORDER BY ?label"
FROM = f"SELECT ?label FROM <{DATA[0]}> WHERE {{ ?s rdfs:label ?label }}"
CHECKS = [
    get(
        PROTOCOL + ".1 encoded characters",
        200,
        RESULTS + "json",
        ("query", "ASK { FILTER('é+ &' = 'é+ &') }"),
        holds=says(True),
    ),
    get(
        PROTOCOL + ".1 bad_multiple_queries",
        400,
        PROBLEM,
        ("query", ASK),
        ("query", ASK),
        holds=tells(parameter="query"),
    ),
    get(PROTOCOL + ".1 empty query", 400, PROBLEM, ("query", ""), holds=tells()),
    get(PROTOCOL + ".1 dataset without query", 400, PROBLEM, default(0), holds=tells(parameter="query")),
    post(PROTOCOL + ".2 charset of the form", 200, RESULTS + "json", FORM + "; charset=UTF-8", form(("query", ASK))),
    post(PROTOCOL + ".2 bad_multiple_queries", 400, PROBLEM, FORM, form(("query", ASK), ("query", ASK)), holds=tells()),
    post(PROTOCOL + ".2 form without query", 400, PROBLEM, FORM, form(("x", "y")), holds=tells(parameter="query")),
    post(
        PROTOCOL + ".2 percent signs decoded once",
        200,
        RESULTS + "json",
        FORM,
        form(("query", "ASK { FILTER('%41' = 'A') }")),
        holds=says(False),
    ),
    post(PROTOCOL + ".2 form that is not UTF-8", 400, PROBLEM, FORM, b"query=%ff%fe", holds=tells()),
    post(PROTOCOL + ".3 other charset", 415, PROBLEM, QUERY + "; charset=UTF-16", ASK.encode("utf-16"), holds=tells()),
    post(
        PROTOCOL + ".3 query in body and address", 400, PROBLEM, QUERY, ASK, parameters=(("query", ASK),), holds=tells()
    ),
    get(PROTOCOL + ".4 no dataset: the union", 200, RESULTS + "json", ("query", SELECT), holds=finds("0", "1", "2")),
    get(
        PROTOCOL + ".4 query_dataset_default_graph",
        200,
        RESULTS + "json",
        ("query", SELECT),
        default(1),
        holds=finds("1"),
    ),
    post(
        PROTOCOL + ".4 dataset in the address",
        200,
        RESULTS + "json",
        QUERY,
        SELECT,
        parameters=(default(2),),
        holds=finds("2"),
    ),
    get(
        PROTOCOL + ".4 query_dataset_full",
        200,
        RESULTS + "json",
        ("query", IN_GRAPHS),
        default(2),
        named(0),
        holds=finds("0"),
    ),
    get(
        PROTOCOL + ".4 named graphs alone: no default graph",
        200,
        RESULTS + "json",
        ("query", SELECT),
        named(0),
        holds=finds(),
    ),
    get(
        PROTOCOL + ".4 default graphs alone: no named graph",
        200,
        RESULTS + "json",
        ("query", IN_GRAPHS),
        default(0),
        holds=finds(),
    ),
    get(PROTOCOL + ".4 query_multiple_dataset", 200, RESULTS + "json", ("query", FROM), default(2), holds=finds("2")),
    get("SPARQL 1.1 Query, 13.2.1 FROM", 200, RESULTS + "json", ("query", FROM), holds=finds("0")),
    get(
        "SPARQL 1.1 Query, 13.2.2 FROM NAMED",
        200,
        RESULTS + "json",
        ("query", IN_GRAPHS.replace("WHERE", f"FROM NAMED <{DATA[1]}> WHERE")),
        holds=finds("1"),
    ),
    get(
        PROTOCOL + ".4 graph of others",
        400,
        PROBLEM,
        ("query", ASK),
        ("default-graph-uri", "http://example.com/x"),
        holds=tells(parameter="default-graph-uri"),
    ),
    get(PROTOCOL + ".5 query_content_type_ask", 200, RESULTS + "xml", ("query", ASK), accept=RESULTS + "xml"),
    get(
        PROTOCOL + ".5 query_content_type_select",
        200,
        RESULTS + "xml",
        ("query", SELECT),
        accept=RESULTS + "xml",
        holds=lambda a: len(ElementTree.fromstring(a.body).findall(".//{*}result")) == 3,
    ),
    get(
        PROTOCOL + ".5 query_content_type_construct",
        200,
        "application/rdf+xml",
        ("query", GRAPH),
        accept="application/rdf+xml",
        holds=reads(RdfFormat.RDF_XML),
    ),
    get(
        "SPARQL 1.1 CSV and TSV, 3",
        200,
        "text/csv",
        ("query", SELECT),
        accept="text/csv",
        holds=lambda a: a.body == b"label\r\n0\r\n1\r\n2\r\n",
    ),
    get(
        "SPARQL 1.1 CSV and TSV, 4",
        200,
        "text/tab-separated-values",
        ("query", SELECT),
        accept="text/tab-separated-values",
        holds=lambda a: a.body == b'?label\n"0"\n"1"\n"2"\n',
    ),
    get(
        "SPARQL 1.1 CSV and TSV, 1: no booleans",
        406,
        PROBLEM,
        ("query", ASK),
        accept="text/csv",
        holds=tells(header="Accept"),
    ),
    get(
        PROTOCOL + ".5 Turtle",
        200,
        "text/turtle",
        ("query", GRAPH),
        accept="text/turtle",
        holds=reads(RdfFormat.TURTLE),
    ),
    get(
        PROTOCOL + ".5 N-Triples",
        200,
        "application/n-triples",
        ("query", GRAPH),
        accept="application/n-triples",
        holds=reads(RdfFormat.N_TRIPLES),
    ),
    get(
        PROTOCOL + ".5 JSON-LD",
        200,
        "application/ld+json",
        ("query", GRAPH),
        accept="application/ld+json",
        holds=reads(RdfFormat.JSON_LD),
    ),
    get(
        PROTOCOL + ".5 TriG",
        200,
        "application/trig",
        ("query", GRAPH),
        accept="application/trig",
        holds=reads(RdfFormat.TRIG),
    ),
    get(
        RFC + "12.5.1 weights",
        200,
        "text/csv",
        ("query", SELECT),
        accept=f"{RESULTS}json;q=0.2, text/csv;q=0.7, */*;q=0.1",
    ),
    get(
        RFC + "12.5.1 the most specific range",
        200,
        "text/csv",
        ("query", SELECT),
        accept="application/*;q=0.1, text/xml;q=0, text/*;q=0.5",
    ),
    get(
        RFC + "12.5.1 weight of nothing",
        200,
        RESULTS + "xml",
        ("query", SELECT),
        accept=f"{RESULTS}json;q=0, application/json;q=0, */*",
    ),
    get(RFC + "12.5.1 case and spaces", 200, "text/csv", ("query", SELECT), accept=" TEXT/CSV ; Q=1.0 "),
    get(RFC + "12.5.1 what a browser sends", 200, "application/xml", ("query", SELECT), accept=BROWSER),
    get(
        RFC + "12.5.1 the type asked for is said", 200, "application/json", ("query", SELECT), accept="application/json"
    ),
    get(RFC + "12.5.5 Vary", 200, "", ("query", ASK), holds=lambda a: "accept" in a.headers["vary"].lower()),
    get(
        RFC + "15.5.7 not acceptable", 406, PROBLEM, ("query", SELECT), accept="image/png", holds=tells(header="Accept")
    ),
    get(
        RFC + "15.5.7 a graph is no table",
        406,
        PROBLEM,
        ("query", GRAPH),
        accept="text/csv",
        holds=tells(header="Accept"),
    ),
    get("format before Accept", 200, "text/csv", ("query", SELECT), ("format", "csv"), accept=RESULTS + "json"),
    get("format of a graph", 200, "application/rdf+xml", ("query", GRAPH), ("format", "xml")),
    get("format by media type", 200, "application/n-triples", ("query", GRAPH), ("format", "application/n-triples")),
    get("format there is none of", 406, PROBLEM, ("query", SELECT), ("format", "xls"), holds=tells(parameter="format")),
    get(
        PROTOCOL + ".7 bad_query_syntax",
        400,
        PROBLEM,
        ("query", "ASK {\n ?s ?p }"),
        holds=tells(line=2, column=9, parameter="query"),
    ),
    get(
        "SPARQL 1.1 Protocol, 2.2 update in the address",
        400,
        PROBLEM,
        ("update", "CLEAR ALL"),
        holds=tells(parameter="update"),
    ),
    post(
        "SPARQL 1.1 Protocol, 2.2.1 update in a form",
        400,
        PROBLEM,
        FORM,
        form(("update", "CLEAR ALL")),
        holds=tells(parameter="update"),
    ),
    post(
        "SPARQL 1.1 Protocol, 2.2.2 update as the body",
        415,
        PROBLEM,
        "application/sparql-update",
        "CLEAR ALL",
        holds=tells(),
    ),
    Check(
        RFC + "9.3.7 OPTIONS",
        204,
        "",
        "OPTIONS",
        holds=lambda a: a.headers["allow"] == "GET, HEAD, POST, OPTIONS" and QUERY in a.headers["accept-post"],
    ),
    Check(
        RFC + "9.3.2 HEAD",
        200,
        RESULTS + "json",
        "HEAD",
        parameters=(("query", SELECT),),
        holds=lambda a: a.body == b"" and int(a.headers["content-length"]) > 100,
    ),
    Check(RFC + "15.5.5 not found", 404, PROBLEM, path="/nothing", holds=tells()),
    post(
        RFC + "15.5.14 content too large",
        413,
        PROBLEM,
        QUERY,
        "#" * 300_000 + "\n" + ASK,
        holds=tells(header="Content-Length"),
    ),
    post(
        RFC + "15.5.14 query too large", 413, PROBLEM, QUERY, "#" * 70_000 + "\n" + ASK, holds=tells(parameter="query")
    ),
    get(
        RFC + "15.5.15 address too long",
        414,
        PROBLEM,
        ("query", "#" * 70_000 + "\n" + ASK),
        holds=tells(parameter="query"),
    ),
    get(
        "SPARQL 1.1 Service Description, 2",
        200,
        "text/turtle",
        holds=lambda a: b"SPARQL11Query" in a.body and b"UnionDefaultGraph" in a.body,
    ),
    get("SPARQL 1.1 Service Description, 2: negotiated", 200, "application/ld+json", accept="application/ld+json"),
    get("SPARQL 1.1 Service Description, 2: not acceptable", 406, PROBLEM, accept="image/png"),
    Check(
        "RFC 8615, 3: /.well-known/void",
        200,
        "text/turtle",
        path="/.well-known/void",
        holds=lambda a: b"sparqlEndpoint" in a.body and b"triples> 3" in a.body,
    ),
    Check(
        "RFC 9457, 3: members",
        404,
        PROBLEM,
        path="/x",
        holds=lambda a: {"type", "title", "status", "detail"} <= set(a.json),
    ),
    Check(RFC + "7.2 Host", 400, PROBLEM, headers={"Host": "evil.example"}, holds=tells(header="Host")),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three graphs, and a folder of questions."""
    folder = tmp_path_factory.mktemp("protocol")
    store = open_store(folder / "store", base=BASE)
    for number, iri in enumerate(DATA):
        store.inner.add(Quad(NamedNode(iri), LABEL, Literal(str(number)), NamedNode(iri)))
    (folder / "queries").mkdir()
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """A server of that store."""
    with serve(folder / "store", folder / "log", "--queries", str(folder / "queries")) as server:
        yield server


def test_there_are_checks_enough() -> None:
    assert len(CHECKS) >= 40 and len({check.section for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=str)
def test_protocol(server: Server, check: Check) -> None:
    path = check.path + ("?" + urlencode(check.parameters) if check.parameters else "")
    answer = server.ask(check.method, path, check.headers, check.body)
    assert answer.status == check.status, answer
    assert check.type in ("", answer.type), answer
    assert check.holds(answer), answer


def test_problem_of_an_unknown_type_lists_those_there_are(server: Server) -> None:
    detail = server.get("/sparql?" + urlencode({"query": SELECT}), accept="image/png").json["detail"]
    assert "text/csv (format=csv)" in detail


# --- where an answer comes from (RFC 9110, 8.8.3 and 13.1.2) ----------------------------------------------------------


def test_answer_says_snapshot_and_query_and_is_not_sent_twice(server: Server) -> None:
    path = "/sparql?" + urlencode({"query": SELECT})
    first = server.get(path)
    assert len(first.headers["graphbuild-snapshot"]) == len(first.headers["graphbuild-query"]) == 16
    again = server.get(path, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"") and again.headers["etag"] == first.headers["etag"]
    assert server.get(path, accept="text/csv", If_None_Match=first.headers["etag"]).status == 200
    other = server.get("/sparql?" + urlencode({"query": ASK}))
    assert other.headers["etag"] != first.headers["etag"]
    assert other.headers["graphbuild-query"] != first.headers["graphbuild-query"]


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?now) {}", "SELECT (rand () AS ?x) {}", "ASK {"])
def test_answer_that_may_be_another_next_time_has_no_tag(server: Server, query: str) -> None:
    answer = server.get("/sparql?" + urlencode({"query": query}))
    assert "etag" not in answer.headers and answer.headers["cache-control"] == "no-store"


# --- questions --------------------------------------------------------------------------------------------------------

QUESTION = """#+ summary: Which labels?
#+ question_fr: Quels noms ?
#+ parameters:
#+   - name: label
#+     type: string
#+     description: a label
#+     example: a
#+   - name: since
#+     type: date
#+     description: a day
#+     example: 2024-01-01
#+ columns:
#+   label: the label
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label WHERE { VALUES ?label { UNDEF } VALUES ?since { UNDEF } ?s rdfs:label ?label } ORDER BY ?label
"""


def test_every_question_is_listed_and_answered(server: Server) -> None:
    listed = {question["name"]: question for question in server.get("/questions.json").json["questions"]}
    assert set(load_queries()) <= set(listed)
    for name, query in load_queries().items():
        answer = server.get(f"/questions/{name}.csv")
        assert (answer.status, answer.type) == (200, "text/csv")
        assert next(csv.reader(io.StringIO(answer.body.decode()))) == list(query.columns)
        assert [p["name"] for p in listed[name]["parameters"]] == [p.name for p in query.parameters]
        assert server.get(f"/questions/{name}.rq").body.decode() == query.text
        assert server.get(f"/questions/{name}.json").json["head"]["vars"] == list(query.columns)


def test_new_question_appears_changes_and_goes_without_a_restart(server: Server, folder: Path) -> None:
    path = folder / "queries" / "labels.rq"
    assert server.get("/questions/labels.json").status == 404
    path.write_text(QUESTION, encoding="utf-8")
    assert [row["label"] for row in server.get("/questions/labels.json").rows] == ["0", "1", "2"]
    assert server.get("/questions/labels.csv?label=1&label=2&since=").body == b"label\r\n1\r\n2\r\n"
    assert server.get("/questions/labels", accept="text/csv").type == "text/csv"
    path.write_text(QUESTION.replace("summary", "sumary"), encoding="utf-8")
    assert "labels" in server.get("/questions.json").json["faults"]
    broken = server.get("/questions/labels.csv")
    assert broken.status == 404 and "sumary" in broken.json["detail"]
    path.unlink()
    assert server.get("/questions.json").json["faults"] == {}


def test_every_bad_value_is_told_at_once(server: Server, folder: Path) -> None:
    (folder / "queries" / "labels.rq").write_text(QUESTION, encoding="utf-8")
    answer = server.get("/questions/labels.csv?since=yesterday&colour=red")
    assert (answer.status, answer.type) == (400, PROBLEM)
    told = {error["parameter"]: error["detail"] for error in answer.json["errors"]}
    assert "give a day like 2024-11-20" in told["since"] and "it has label, since" in told["colour"]
    hostile = quote('"} INSERT { ?s ?p "')
    assert server.get(f"/questions/labels.csv?label={hostile}").body == b"label\r\n"


def test_question_outside_the_folder_is_not_read(server: Server) -> None:
    for name in ("../strikes", "..%2Fstrikes", "%2e%2e/strikes", "strikes%00"):
        assert server.get(f"/questions/{name}.rq").status == 404


# --- clients as they are ----------------------------------------------------------------------------------------------


def test_sparqlwrapper_reads_every_format(server: Server) -> None:
    client = SPARQLWrapper(server.root + "sparql")
    for method in ("GET", "POST"):
        client.setMethod(method)
        client.setQuery(SELECT)
        client.setReturnFormat(JSON)
        assert [row["label"]["value"] for row in client.queryAndConvert()["results"]["bindings"]] == ["0", "1", "2"]
        client.setReturnFormat(CSV)
        assert client.queryAndConvert() == b"label\r\n0\r\n1\r\n2\r\n"
        client.setReturnFormat(XML)
        assert len(client.queryAndConvert().getElementsByTagName("result")) == 3
        client.setQuery(GRAPH)
        assert len(client.queryAndConvert()) == 3
        for format in (TURTLE, N3):
            client.setReturnFormat(format)
            assert b"rdfs:label" in client.queryAndConvert()
        client.setQuery(ASK)
        client.setReturnFormat(JSON)
        assert client.queryAndConvert()["boolean"] is True


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_it(server: Server, method: str, format: str) -> None:
    store = SPARQLStore(server.root + "sparql", method=method, returnFormat=format)  # type: ignore[arg-type]
    found = rdflib.Graph(store).query(SELECT)
    assert [str(row[0]) for row in found] == ["0", "1", "2"]  # type: ignore[index]


def test_rdflib_finds_patterns_and_graphs(server: Server) -> None:
    dataset = rdflib.Graph(SPARQLStore(server.root + "sparql"))
    label = dataset.value(rdflib.URIRef(DATA[1]), rdflib.RDFS.label)
    assert str(label) == "1" and len(list(dataset.triples((None, rdflib.RDFS.label, None)))) == 3


def test_urllib_and_curl_read_it(server: Server) -> None:
    address = server.root + "sparql?" + urlencode({"query": SELECT, "format": "csv"})
    with urllib.request.urlopen(address) as response:
        assert response.read() == b"label\r\n0\r\n1\r\n2\r\n"
    command = ["curl", "--silent", "--fail", server.root + "sparql", "-H", "Accept: text/csv", "--data-urlencode"]
    assert subprocess.run([*command, f"query={SELECT}"], capture_output=True, check=True).stdout.endswith(b"2\r\n")
    head = subprocess.run(["curl", "--silent", "--head", address], capture_output=True, check=True, text=True).stdout
    assert "text/csv" in head and "graphbuild-snapshot" in head


def test_answers_are_json_that_any_reader_reads(server: Server) -> None:
    assert json.loads(server.query(SELECT).body)["head"]["vars"] == ["label"]
