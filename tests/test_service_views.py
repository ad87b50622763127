"""The editor and the views as they are served: vendored files, terms, hostile queries, networks and their bounds."""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import NamedNode

from graphbuild.explorer import read_network
from graphbuild.explorer.parts import MENTIONS, copy_part
from graphbuild.explorer.questions import select_behind
from graphbuild.lexicon import read_table
from graphbuild.querying import load_queries, run_query
from graphbuild.resources import PACKAGE
from graphbuild.service.answering import Job
from graphbuild.service.editing import EXAMPLES
from graphbuild.service.networks import write_network
from graphbuild.service.settings import MOST_EVENTS, MOST_QUERY, Limits
from graphbuild.service.sheets import find_view
from graphbuild.service.terms import list_terms
from graphbuild.vocabulary import PREFIXES, SCHEMES, gaf
from tests.benchmarks.synthetic import make_store
from tests.explorer_stores import PAYLOADS, PageParser, fill
from tests.readings import make_reading
from tests.service_client import Server, serve
from tests.service_stores import write_store

VENDOR = PACKAGE / "service" / "assets" / "vendor"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
EVENTS = "SELECT ?event { ?event cg:evidence ?sentence }"
FRAMED = "frame-ancestors 'self'"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a store."""
    folder = tmp_path_factory.mktemp("views")
    with serve(write_store(folder / "store"), folder / "log", "--workers", "2") as server:
        yield server


# --- files ---


def test_vendored_files_are_those_that_are_listed() -> None:
    rows = read_table(VENDOR / "vendor.csv", ("name", "version", "package", "file", "sha256", "licence"))
    listed = {f"{row['name']}/{row['file']}": row["sha256"] for row in rows}
    files = [path for path in VENDOR.rglob("*") if path.is_file() and path != VENDOR / "vendor.csv"]
    found = {path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert found == listed
    assert {row["name"] for row in rows} == {row["name"] for row in rows if row["file"] == "LICENSE"}


def test_examples_have_answers() -> None:
    examples, store = load_queries(EXAMPLES), fill(make_reading())
    assert len(examples) == 6
    assert {name for name, query in examples.items() if query.question_fr == ""} == set()
    failed = [name for name, query in examples.items() if run_query(store, query).columns == ()]
    assert failed == []
    assert [find_view(query.text) for query in examples.values()] == ["", "", "map", "timeline", "network", ""]


# --- terms ---


def test_terms_have_what_the_editor_shows(server: Server) -> None:
    answer = server.get("/terms.json")
    terms = {term["name"]: term for term in answer.json["terms"]}
    assert answer.json["prefixes"] == PREFIXES
    assert terms["cg:recipient"]["kind"] == "property"
    assert terms["cg:target"]["range"] == ["cg:Actor", "cg:Place"]
    assert terms["cg:ArmsTransfer"]["definition"]["en"] == "Weapons are supplied, delivered, given or sold."
    assert terms["cg:authorise"]["of"] == ["cg:DecisionKind"]
    assert terms["cg:decisionKind"]["range"] == ["cg:DecisionKind"]
    assert terms["plover:AID"]["of"] == ["plover:EventType"]
    assert terms["nif:anchorOf"]["label"] == {"fr": "mots", "en": "words"}
    assert terms["weapon:shell"]["label"] == {"fr": "obus", "en": "shell"}


def test_every_term_is_named_and_defined_in_both_languages() -> None:
    names = {term["name"] for term in list_terms()}
    own = {f"cg:{name}" for names in SCHEMES.values() for name in names}
    assert len(names) == len(list_terms()) > 1300
    assert own - names == set()
    bare = [term["name"] for term in list_terms() if set(term["label"]) != {"fr", "en"}
            or (not term["name"].startswith("weapon:") and set(term["definition"]) != {"fr", "en"})]  # fmt: skip
    assert bare == []


def test_countries_have_names(server: Server) -> None:
    countries = server.get("/countries.json").json
    assert countries["276"] == {"fr": "Allemagne", "en": "Germany"}
    assert len(countries) > 200


# --- the editor ---


def read_area(body: str) -> str:
    """What a browser finds in the text area: it drops the first line end."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", body, re.DOTALL)
    assert found
    return html.unescape(found[1])


@pytest.mark.parametrize("text", [*PAYLOADS, "</textarea><script>alert(1)</script>", "\nSELECT", "é 𝒜 # ?"])
def test_text_of_a_query_stays_text(server: Server, text: str) -> None:
    answer = server.get("/editor?" + urlencode({"query": f"# {text}\nASK {{}}"}), Accept=BROWSER)
    body = answer.body.decode()
    assert read_area(body) == f"# {text}\nASK {{}}"
    assert "<script>alert" not in body
    assert "<img src=x" not in body
    assert PageParser(body).count("img") == 0


def test_place_of_an_error_is_told(server: Server) -> None:
    answer = server.get(
        "/editor?" + urlencode({"query": "SELECT * {\n  ?s ?? ?o\n}"}), Accept=BROWSER, Accept_Language="en"
    )
    area = next(values for tag, values in PageParser(answer.body.decode()).tags if tag == "textarea")
    assert answer.status == 400
    assert (area["data-line"], area["data-column"]) == ("2", "11")
    assert "Line 2, column 11:" in answer.body.decode()


def test_refused_query_is_told(server: Server) -> None:
    answer = server.get("/editor?" + urlencode({"query": "DROP ALL"}), Accept=BROWSER)
    assert answer.status == 400
    assert "updates are refused" in answer.body.decode()


def test_query_that_is_too_long(server: Server) -> None:
    answer = server.get("/editor?" + urlencode({"query": "ASK {} #" + "é" * MOST_QUERY}), Accept=BROWSER)
    assert answer.status == 414
    whole = server.get("/editor?" + urlencode({"query": "ASK {} #" + "é" * (MOST_QUERY // 2 - 4)}), Accept=BROWSER)
    assert whole.status == 200


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        ("/editor", "SELECT ?event ?sentence WHERE {"),
        ("/editor?_example=who_armed_whom", "PREFIX cg:"),
        ("/editor?_example=3_map", "#defaultView:Map\n"),
        ("/editor?_example=..%2Fx", "SELECT ?event"),
        ("/editor?query=", "SELECT ?event"),
    ],
)
def test_editor_begins_with_a_query(server: Server, path: str, begins: str) -> None:
    answer = server.get(path, Accept=BROWSER)
    assert answer.status == 200
    assert read_area(answer.body.decode()).startswith(begins)
    assert 'id="answer"' not in answer.body.decode()


def test_browser_at_the_endpoint_gets_the_editor(server: Server) -> None:
    answer = server.get("/sparql", Accept=BROWSER)
    assert (answer.status, answer.headers["location"]) == (303, "/editor")
    assert server.get("/sparql", Accept="*/*").type == "text/turtle"


# --- networks ---


@pytest.mark.parametrize(
    "path",
    [
        "/network?query=" + quote(EVENTS),
        "/questions/claims_of_one_side/network",
        "/network?_lang=en&query=" + quote(EVENTS),
    ],
)
def test_network_is_a_page_for_a_frame(server: Server, path: str) -> None:
    answer = server.get(path)
    policy = answer.headers["content-security-policy"]
    assert (answer.status, answer.type) == (200, "text/html")
    assert FRAMED in policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    data = PageParser(answer.body.decode()).data
    assert data["meta"]["counts"]["events"] > 0
    assert data["meta"]["lang"] == ("en" if "_lang=en" in path else "fr")
    again = server.get(path, If_None_Match=answer.headers["etag"])
    assert again.status == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/network?query=" + quote("SELECT ?x { ?x a cg:Protest }"), 404),
        ("/network?query=" + quote("SELECT (1 AS ?one) {}"), 404),
        ("/network?query=" + quote("ASK {}"), 404),
        ("/network?query=SELECT", 400),
        ("/network", 400),
        ("/questions/no_such/network", 404),
        ("/questions/who_armed_whom/network?from=hier", 400),
        ("/network?query=" + quote("ASK {} #" + "x" * MOST_QUERY), 414),
    ],
)
def test_frame_says_why_there_is_no_network(server: Server, path: str, status: int) -> None:
    answer = server.get(path)
    assert (answer.status, answer.type) == (status, "text/html")
    assert FRAMED in answer.headers["content-security-policy"]
    assert "Aucune ligne ne nomme" in answer.body.decode()


def test_other_pages_are_for_no_frame(server: Server) -> None:
    for path in ("/", "/editor", "/terms.json", "/editor?" + urlencode({"query": EVENTS, "_view": "network"})):
        assert "frame-ancestors 'none'" in server.get(path, Accept=BROWSER).headers["content-security-policy"]


def test_part_has_what_the_whole_has() -> None:
    store = make_store(400)
    whole = read_network(store)
    events = [node for node, values in whole.nodes(data=True) if "article" in values][:40:4]
    expected = select_behind(whole, [events], {})
    found = select_behind(read_network(copy_part(store, events)), [events], {})
    assert set(found.nodes) == set(expected.nodes)
    assert set(found.edges) == set(expected.edges)
    assert [node for node in found if found.nodes[node]["facts"] != expected.nodes[node]["facts"]] == []
    told = [found.graph["sentences"][found.nodes[event]["spans"][0][0]].text for event in events]
    assert told == [expected.graph["sentences"][expected.nodes[event]["spans"][0][0]].text for event in events]


def test_things_without_an_event_come_with_few_mentions() -> None:
    store = make_store(400)
    mentioned = (quad.subject.value for quad in store.find(None, NamedNode(gaf.denotedBy)))
    told = Counter(iri for iri in mentioned if "/id/actor/" in iri)
    actor, mentions = told.most_common(1)[0]
    assert mentions > MENTIONS
    part = copy_part(store, [], [actor])
    network = read_network(part)
    assert list(network.nodes) == [actor]
    assert len(network.nodes[actor]["spans"]) == MENTIONS


def test_network_stops_at_its_bound() -> None:
    store = make_store(900)
    job = Job("SELECT ?event { ?event cg:evidence ?sentence }", task="network", language="fr")
    data = PageParser(write_network(job, store, Limits()).body.decode()).data
    shown = {event for nodes in data["meta"]["question"]["nodes"] for event in nodes}
    assert len(shown) == MOST_EVENTS
    assert data["meta"]["left"] == {"events": 500 - MOST_EVENTS}
    assert len(data["meta"]["question"]["rows"]) == 500


def test_claims_stand_for_the_events_that_they_are_about() -> None:
    job = Job("SELECT ?claim { ?claim a cg:Claim }", task="network", language="en")
    data = PageParser(write_network(job, fill(make_reading()), Limits()).body.decode()).data
    asked = [data["nodes"][number]["label"] for nodes in data["meta"]["question"]["nodes"] for number in nodes]
    assert asked == ["frappe"]
