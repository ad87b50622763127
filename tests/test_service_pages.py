"""Pages on the wire: who gets HTML, what never reaches a query, hostile words, policies, tags, languages, files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graphbuild.querying import load_queries
from graphbuild.service.addresses import list_iris, to_address
from graphbuild.service.guard import NOTHING, PAGE, write_policy
from graphbuild.service.marking import Span, cut_text
from graphbuild.service.sheets import find_view
from graphbuild.vocabulary import cg
from tests.explorer_stores import PAYLOADS
from tests.service_client import Answer, Server, serve
from tests.service_stores import BASE, ODD, write_store

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})
DELIVERY = BASE + "article/a2/event/12"
RAVEL = BASE + "actor/person/luc-ravel"
HOSTILE_ID = "".join(PAYLOADS[:5])


class Page(HTMLParser):
    """Tags that are open, links, scripts, words, and the language and title of a page."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.words = self.language = self.title = ""
        self.feed(answer.body.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        self.open += [] if tag in VOID else [tag]
        self.scripts += [""] * (tag == "script")
        self.language = values["lang"] if tag == "html" else self.language

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["script"]:
            self.scripts[-1] += data
        elif self.open[-1:] == ["title"]:
            self.title += data
        else:
            self.words += data

    def find(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """Attributes of the tags that have these."""
        return [values for name, values in self.tags if name == tag and attributes.items() <= values.items()]

    @property
    def links(self) -> list[str]:
        """Addresses within the server that the page leads to."""
        return [values["href"] for values in self.find("a") if values.get("href", "#").startswith("/")]

    @property
    def sheet(self) -> dict[str, Any]:
        """The sheet of the answer in the page."""
        at = [number for number, values in enumerate(self.find("script")) if values.get("id") == "sheet"]
        return json.loads(self.scripts[at[0]])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store and a folder of questions."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "queries").mkdir()
    write_store(folder / "store")
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """A server of that store."""
    with serve(folder / "store", folder / "log", "--workers", "2", "--queries", str(folder / "queries")) as server:
        yield server


def visit(server: Server, path: str, status: int = 200, **headers: str) -> Page:
    """A page as a browser gets it."""
    answer = server.get(path, accept=BROWSER, **headers)
    assert (answer.status, answer.type) == (status, "text/html"), answer
    return Page(answer)


def about(iri: str, **more: str) -> str:
    """The address of a thing by its IRI."""
    return "/about?" + urlencode({"iri": iri, **more})


# --- who gets what ----------------------------------------------------------------------------------------------------

RESULTS = "application/sparql-results+json"
QUESTION = "/questions/who_armed_whom"
PERSON = "/id/actor/person/luc-ravel"


@pytest.mark.parametrize(
    ("path", "accept", "type"),
    [
        (QUESTION, BROWSER, "text/html"),
        (QUESTION, "text/html", "text/html"),
        (QUESTION, "text/html;q=0.4, text/csv;q=0.5", "text/csv"),
        (QUESTION, "text/html;q=0", "application/problem+json"),
        (QUESTION, "*/*", RESULTS),
        (QUESTION, "", RESULTS),
        (QUESTION, "text/*", "text/xml"),
        (QUESTION, "text/html;q=0.5, */*;q=0.5", RESULTS),
        (f"{QUESTION}.csv", BROWSER, "text/csv"),
        (f"{QUESTION}.json", BROWSER, RESULTS),
        (PERSON, BROWSER, "text/html"),
        (PERSON, "*/*", "text/turtle"),
        (PERSON, "", "text/turtle"),
        (PERSON, "application/n-triples", "application/n-triples"),
        (PERSON, "application/ld+json", "application/ld+json"),
        (PERSON, "application/rdf+xml", "application/rdf+xml"),
        (PERSON + "?format=nt", BROWSER, "application/n-triples"),
        (PERSON, "image/png", "application/problem+json"),
        (about(BASE + "actor/state/UA"), BROWSER, "text/html"),
        (about(cg.ArmsTransfer), "text/turtle", "text/turtle"),
        ("/evidence?" + urlencode({"iri": BASE + "actor/state/UA"}), BROWSER, "text/html"),
        ("/evidence?" + urlencode({"iri": BASE + "actor/state/UA"}), "", "application/json"),
        ("/nothing", BROWSER, "text/html"),
        ("/nothing", "*/*", "application/problem+json"),
        ("/sparql?query=ASK", BROWSER, "application/problem+json"),
        (f"{QUESTION}.xls", BROWSER, "application/problem+json"),
    ],
)
def test_negotiation(server: Server, path: str, accept: str, type: str) -> None:
    headers = {"accept": accept} if accept else {}
    answer = server.get(path, **headers)
    assert answer.type == type, answer
    if type == "text/html":
        assert {part.strip() for part in answer.headers.get("vary", "").split(",")} == {"Accept", "Accept-Language"}


@pytest.mark.parametrize("suffix", ["", ".csv", ".json", ".tsv", ".xml"])
def test_parameters_of_the_page_never_reach_the_query(server: Server, suffix: str) -> None:
    plain = server.get(f"{QUESTION}{suffix}?recipient=Ukraine", accept="text/csv")
    more = server.get(f"{QUESTION}{suffix}?recipient=Ukraine&_view=map&_lang=en&_what=%22%7D&_=", accept="text/csv")
    assert plain.status == more.status == 200 and plain.body == more.body


# --- questions --------------------------------------------------------------------------------------------------------


def test_first_page_leads_to_every_question(server: Server, folder: Path) -> None:
    bad = folder / "queries" / "bad.rq"
    bad.write_text("SELECT * {}", encoding="utf-8")
    odd = folder / "queries" / "odd ?#.rq"
    odd.write_text("#+ summary: s\n#+ question_fr: q\n#+ columns:\n#+   n: n\nSELECT ?n { }", encoding="utf-8")
    page = visit(server, "/")
    bad.unlink()
    asked = visit(server, "/questions/odd%20%3F%23?_lang=en")
    odd.unlink()
    assert [form["action"] for form in asked.find("form")] == ["/questions/odd%20%3F%23"]
    assert "/questions/odd%20%3F%23.csv" in asked.links
    assert page.language == "fr" and page.title == "Questions · graphbuild"
    assert {f"/questions/{name}" for name in load_queries()} <= set(page.links)
    assert "/questions/odd%20%3F%23" in page.links and "bad.rq" in page.words and "add it" in page.words
    assert f"curl '{server.root}questions/who_armed_whom.csv?recipient=Ukraine'" in page.words
    assert "6 articles" in page.words


def test_every_link_leads_somewhere(server: Server) -> None:
    waiting, statuses = ["/", f"{QUESTION}?recipient=Ukraine", "/articles"], {}
    while waiting:
        path = waiting.pop().partition("#")[0]
        if path in statuses:
            continue
        answer = server.get(path, accept=BROWSER)
        statuses[path] = answer.status
        if answer.type == "text/html" and not path.startswith(("/questions/", "/editor")):
            links = [link for link in Page(answer).links if "_lang=" not in link]
            waiting += [link for link in links if not (link.startswith("/questions/") and "?" in link)]
    assert {path: status for path, status in statuses.items() if status not in (200, 303)} == {}
    assert len(statuses) > 200


def test_page_of_a_question_without_an_answer_says_why(folder: Path) -> None:
    (folder / "slow").mkdir()
    header = "#+ summary: s\n#+ question_fr: q\n#+ columns:\n#+   n: n\n"
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    (folder / "slow" / "slow.rq").write_text(header + slow, encoding="utf-8")
    options = ("--workers", "1", "--deadline", "1", "--queries", str(folder / "slow"))
    with serve(folder / "store", folder / "slow.log", *options) as server:
        page = visit(server, "/questions/slow", 503)
        assert "ended after 1 s" in page.words and page.title == "q · graphbuild"
        assert server.get("/questions/slow", accept=BROWSER).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", sorted(load_queries()))
def test_every_question_shows_itself_and_its_example(server: Server, name: str) -> None:
    query = load_queries()[name]
    page = visit(server, f"/questions/{name}")
    assert page.title == f"{query.question_fr} · graphbuild" and page.sheet["columns"] == list(query.columns)
    for parameter in query.parameters:
        assert page.find("input", name=parameter.name) or page.find("select", name=parameter.name)
    values = {parameter.name: parameter.example for parameter in query.parameters}
    answer = server.get(f"/questions/{name}?{urlencode(values)}", accept=BROWSER)
    wrong = {field["name"] for field in Page(answer).find("input") if "aria-invalid" in field}
    assert wrong <= {parameter.name for parameter in query.parameters if parameter.type.startswith("entity:")}
    assert answer.status == (400 if wrong else 200)


def test_row_has_what_is_behind_it(server: Server) -> None:
    sheet = visit(server, f"{QUESTION}?recipient=Ukraine").sheet
    rows = {row["cells"][0] and row["cells"][0]["value"]: row for row in sheet["rows"]}
    assert rows["Luc Ravel"]["behind"][0] == DELIVERY
    assert rows["Luc Ravel"]["behind"][1:3] == [BASE + "actor/person/luc-ravel", BASE + "actor/state/UA"]
    thing = sheet["things"][DELIVERY]
    assert (thing["kind"], thing["class"], thing["trigger"], thing["article"]) == (
        "event", "ArmsTransfer", "livré", "a2")  # fmt: skip
    assert thing["sentence"] == "Luc Ravel a livré des missiles Hache à l'Ukraine."
    assert sheet["shown"] == len(sheet["rows"]) and sheet["more"] is False and sheet["view"] == ""


def test_place_in_a_sheet_says_where_it_lies(server: Server) -> None:
    query = "#defaultView:Map\nSELECT ?event { ?event cg:place ?place }"
    page = visit(server, "/editor?" + urlencode({"query": query}))
    event = page.sheet["rows"][0]["behind"][0]
    (place,) = page.sheet["things"][event]["places"]
    known = page.sheet["things"][place]
    assert (known["kind"], known["lat"], known["long"], known["precision"]) == ("place", 46.47747, 30.73262, "exact")
    assert page.sheet["view"] == "map"


@pytest.mark.parametrize(
    ("query", "behind"),
    [
        ("SELECT ?label { ?e a cg:ArmsTransfer ; cg:agent ?a . ?a rdfs:label ?label }", [DELIVERY, RAVEL]),
        ("SELECT ?label { ?e a cg:ArmsTransfer ; cg:agent ?a . ?a rdfs:label ?label } LIMIT 1", [DELIVERY, RAVEL]),
        ("SELECT (COUNT(?a) AS ?n) { ?e a cg:ArmsTransfer ; cg:agent ?a }", [DELIVERY, RAVEL]),
        ("SELECT (MIN(STR(?e)) AS ?first) { ?e a cg:ArmsTransfer ; cg:agent ?a }", [DELIVERY, RAVEL]),
        (f"SELECT ?label FROM <{BASE}graph/a1> {{ ?e rdfs:label ?label . FILTER(?label = 'Luc Ravel'@fr) }}", None),
        ("SELECT ?x { VALUES ?x { 'x' } }", []),
    ],
)
def test_things_behind_a_row_of_a_query(server: Server, query: str, behind: list[str] | None) -> None:
    sheet = visit(server, "/editor?" + urlencode({"query": query})).sheet
    assert [row["behind"] for row in sheet["rows"]] == ([] if behind is None else [behind])


@pytest.mark.parametrize(
    ("line", "view"),
    [("#defaultView:Map", "map"), ("  # defaultview : graph", "network"), ("#defaultView:Table", ""), ("?x", "")],
)
def test_view_of_a_query(line: str, view: str) -> None:
    assert find_view(f"SELECT * {{}}\n{line}\n") == view


def test_page_holds_the_first_rows_and_says_that_there_are_more(server: Server, folder: Path) -> None:
    header = "#+ summary: s\n#+ question_fr: q\n#+ columns:\n#+   s: s\n#+   t: t\n"
    query = folder / "queries" / "many.rq"
    query.write_text(header + "SELECT ?s ?t { ?s ?p ?o . ?t ?q ?r }", encoding="utf-8")
    page = visit(server, "/questions/many")
    assert (page.sheet["shown"], page.sheet["more"]) == (500, True) and "/questions/many.csv" in page.links
    query.write_text(header + f"SELECT ?s ?t {{ BIND('{'x' * 30000}' AS ?s) BIND(1 AS ?t) }}", encoding="utf-8")
    sheet = visit(server, "/questions/many").sheet
    assert sheet["cut"] and len(sheet["rows"][0]["cells"][0]["value"]) == 20_001
    query.write_text(header + "ASK { ?s ?p ?o }", encoding="utf-8")
    assert visit(server, "/questions/many").sheet["boolean"] is True
    query.write_text(header + "CONSTRUCT WHERE { ?s a cg:Article }", encoding="utf-8")
    sheet = visit(server, "/questions/many").sheet
    assert sheet["columns"] == ["subject", "predicate", "object"] and "a cg:Article" in sheet["turtle"]
    assert server.get("/questions/many.ttl").type == "text/turtle"
    query.unlink()


def test_error_stands_at_its_field_and_values_remain(server: Server) -> None:
    page = visit(server, f"{QUESTION}?recipient=Ukrane&from=hier&supplier=Luc+Ravel&supplier=x&nope=1", 400)
    fields = {(field["name"], field["value"]): field for field in page.find("input") if "aria-describedby" in field}
    wrong = {key for key, field in fields.items() if field.get("aria-invalid") == "true"}
    assert wrong == {("recipient", "Ukrane"), ("from", "hier"), ("supplier", "x")}
    assert "error-recipient" in fields["recipient", "Ukrane"]["aria-describedby"]
    assert page.find("div", id="error-recipient") and "Rien ne s’appelle « Ukrane »" in page.words
    assert "it has supplier, weapon" in page.words and ("supplier", "Luc Ravel") in fields


def test_ambiguous_name_lists_its_candidates_as_links(server: Server) -> None:
    path = f"{QUESTION}?recipient=Ukraine&supplier=ravel"
    page = visit(server, path, 400)
    chosen = {field["data-choose"]: field["href"] for field in page.find("a") if "data-choose" in field}
    assert set(chosen) == {BASE + "actor/person/luc-ravel", BASE + "actor/person/paul-ravel"}
    page = visit(server, chosen[BASE + "actor/person/luc-ravel"])
    assert [row["behind"][0] for row in page.sheet["rows"]] == [DELIVERY] and "Luc Ravel" in page.words
    errors = server.get(path).json["errors"]
    assert [candidate["label"] for candidate in errors[0]["candidates"]] == ["Ravel", "Ravel"]


def test_links_of_an_answer_carry_its_values(server: Server) -> None:
    page = visit(server, f"{QUESTION}?recipient=Ukraine&recipient=France&_lang=en")
    given = "?recipient=Ukraine&recipient=France"
    for suffix in ("csv", "json", "tsv"):
        assert f"{QUESTION}.{suffix}{given}" in page.links
    assert f"{QUESTION}{given}&_view=map&_lang=en" in page.links
    (editor,) = [link for link in page.links if link.startswith("/editor?query=")]
    assert quote("VALUES ?recipientIri { <", safe="").replace("%20", "+") in editor and page.language == "en"


def test_articles_are_found_by_their_words(server: Server) -> None:
    assert len({link for link in visit(server, "/articles").links if link.startswith(("/id/", "/about"))}) == 6
    found = visit(server, "/articles?" + urlencode({"q": "LIVRAISON"}))
    assert {"/id/article/a1", "/id/article/a%2Fb%3Fc%23d"} <= set(found.links) and "/id/article/a2" not in found.links
    assert "Aucun article n’a" in visit(server, "/articles?" + urlencode({"q": '")) } #'})).words


@pytest.mark.parametrize("view", ["table", "map", "timeline", "network", "<b>"])
def test_view_is_chosen_in_the_address(server: Server, view: str) -> None:
    page = visit(server, f"{QUESTION}?recipient=Ukraine&" + urlencode({"_view": view}))
    (current,) = [link["href"] for link in page.find("a", **{"aria-current": "page"})]
    assert current.endswith("_view=table" if view == "<b>" else f"_view={view}")
    assert len(page.find("table", **{"class": "rows"})) == (view in ("table", "<b>"))
    assert [frame["src"] for frame in page.find("iframe")] == [f"{QUESTION}/network?recipient=Ukraine"] * (
        view == "network"
    )


# --- hostile words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/articles",
        "/questions/events_with_sentences",
        f"{QUESTION}?{urlencode({'recipient': PAYLOADS[1], PAYLOADS[0]: PAYLOADS[4]})}",
        "/id/article/" + quote(HOSTILE_ID, safe=""),
        "/evidence?" + urlencode({"iri": f"{BASE}article/{quote(HOSTILE_ID, safe='')}/actor/0"}),
        about(f"{BASE}article/{quote(HOSTILE_ID, safe='')}/actor/1"),
        about("javascript:alert(1)"),
        about(PAYLOADS[1]),
        "/" + quote(PAYLOADS[1], safe=""),
        "/?" + urlencode({"_lang": PAYLOADS[0], PAYLOADS[1]: PAYLOADS[0]}),
        "/editor?" + urlencode({"query": PAYLOADS[1]}),
    ],
)
def test_hostile_words_are_words(server: Server, path: str) -> None:
    page = Page(server.get(path, accept=BROWSER))
    assert not page.find("img") and all("onerror" not in values for _, values in page.tags)
    assert not [values for _, values in page.tags if values.get("href", "").lower().startswith("javascript:")]
    scripts = page.find("script")
    assert all(values.get("src", "/assets/").startswith("/assets/") for values in scripts)
    assert all("src" in values or values["type"] == "application/json" for values in scripts)
    assert all("</" not in text and "<!--" not in text for text in page.scripts)


# --- policies, tags, languages, files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", PAGE),
        (QUESTION, PAGE),
        ("/nothing", PAGE),
        (PERSON, PAGE),
        (f"{QUESTION}.csv", NOTHING),
        ("/assets/page.js", NOTHING),
    ],
)
def test_policy_by_kind_of_response(server: Server, path: str, policy: dict[str, str]) -> None:
    said = server.get(path, accept=BROWSER).headers
    assert said["content-security-policy"] == write_policy(policy) and said["x-content-type-options"] == "nosniff"
    assert "unsafe" not in write_policy(PAGE) and PAGE["default-src"] == "'none'"


@pytest.mark.parametrize("path", ["/", "/articles", QUESTION, PERSON, "/evidence?iri=" + quote(DELIVERY, safe="")])
def test_page_is_not_sent_twice(server: Server, path: str) -> None:
    first = server.get(path, accept=BROWSER)
    assert len(first.headers["graphbuild-snapshot"]) == 16
    again = server.get(path, accept=BROWSER, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    other = server.get(path, accept=BROWSER, If_None_Match=first.headers["etag"], Accept_Language="en")
    assert other.status == 200 and other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("path", "header", "language"),
    [
        ("/", "", "fr"),
        ("/", "en-GB,en;q=0.9", "en"),
        ("/", "de, en;q=0.5, fr;q=0.4", "en"),
        ("/", "de", "fr"),
        ("/", "en;q=0, fr;q=0.1", "fr"),
        ("/?_lang=en", "fr", "en"),
        ("/?_lang=xx", "en", "en"),
    ],
)
def test_language(server: Server, path: str, header: str, language: str) -> None:
    headers = {"Accept_Language": header} if header else {}
    page = visit(server, path, **headers)
    assert page.language == language
    kept = [link for link in page.links if link.startswith("/questions/")]
    assert all(("_lang=en" in link) == (path == "/?_lang=en") for link in kept if not link.endswith(".json"))


@pytest.mark.parametrize(
    "path",
    ["../rendering.py", "..%2Frendering.py", "%2e%2e/rendering.py", "/etc/passwd", "page.css%00", "..", "", "vendor"],
)
def test_no_file_outside_the_assets_is_sent(server: Server, path: str) -> None:
    assert server.get(f"/assets/{path}").status == 404


def test_files_have_their_type_and_stay_as_long_as_their_version(server: Server) -> None:
    page = visit(server, QUESTION)
    files = [values["src"] for values in page.find("script") if "src" in values]
    files += [values["href"] for values in page.find("link", rel="stylesheet")]
    assert len(files) >= 4
    for file in files:
        answer = server.get(file)
        assert answer.status == 200 and answer.type in ("text/javascript", "text/css")
        assert "immutable" in answer.headers["cache-control"]
        assert server.get(file.partition("?")[0]).headers["cache-control"] == "no-cache"


# --- things -----------------------------------------------------------------------------------------------------------


def test_event_is_told_with_its_evidence(server: Server) -> None:
    page = visit(server, to_address(DELIVERY, BASE))
    assert page.title.startswith("livré") and "Donné comme réel, sans réserve" in page.words
    marks = [values["class"] for values in page.find("mark")]
    assert marks == ["actor", "trigger", "weapon", "actor"]
    assert "L’article lui-même le dit." in page.words and "dans les mots « Luc Ravel »" in page.words
    assert "/id/actor/person/luc-ravel" in page.links


def test_evidence_says_who_says_so(server: Server) -> None:
    query = "SELECT ?event { ?claim a cg:Claim ; cg:about ?event ; cg:source/rdfs:label 'Presse du Nord'@fr }"
    event = server.query(query).rows[0]["event"]
    told = server.get("/evidence?" + urlencode({"iri": event})).json["evidence"][0]
    assert [(claim["source"]["label"], claim["stance"], claim["words"]) for claim in told["claims"]] == [
        ("Presse du Nord", "denies", ["Selon"])]  # fmt: skip
    assert told["sure"] == {"status": "denied", "certainty": "certain", "polarity": "negative"}
    assert [line["label"] for line in told["told"]] == ["démenti"]
    marked = {(part["text"], part["kind"]) for part in told["sentences"][0]["parts"] if "kind" in part}
    assert {("frappe", "trigger"), ("Selon", "claim")} <= marked


def test_description_is_that_of_the_thing(server: Server) -> None:
    answer = server.get(to_address(DELIVERY, BASE), accept="application/n-triples")
    triples = {quad.triple for quad in parse(answer.body, format=RdfFormat.N_TRIPLES)}
    subjects = {triple.subject for triple in triples}
    assert NamedNode(DELIVERY) in subjects and all(isinstance(subject, NamedNode) for subject in subjects)
    assert {Literal("Luc Ravel"), Literal("livré")} <= {triple.object for triple in triples}
    assert f'<{DELIVERY}>; rel="describes"' in answer.headers["link"]


def test_actor_lists_its_events_newest_first(server: Server) -> None:
    page = visit(server, "/id/actor/state/UA")
    assert "livraison" in page.words and "5 événements" in page.words
    page = visit(server, about(cg.ArmsTransfer))
    assert page.title.startswith("transfert d'armes") and to_address(DELIVERY, BASE) in page.links


@pytest.mark.parametrize("id", [*ODD, HOSTILE_ID, "a1"])
def test_article_of_any_id_has_a_page(server: Server, id: str) -> None:
    iri = BASE + "article/" + quote(id, safe="")
    address = to_address(iri, BASE)
    page = visit(server, address)
    assert id in page.words and page.find("a", **{"class": "mark event"}) != []
    mention = server.query(f"SELECT ?m {{ ?m nif:referenceContext <{iri}> ; a nif:Phrase }} ORDER BY ?m").rows[0]["m"]
    answer = server.get(about(mention), accept=BROWSER)
    assert answer.status == 303 and re.search(r"[?&]char=\d+,\d+#char-\d+$", answer.headers["location"])
    shown = visit(server, answer.headers["location"].partition("#")[0])
    assert len(shown.find("span", **{"class": "anchor"})) == 1
    assert [v for _, v in shown.tags if "chosen" in v.get("class", "").split()]
    assert server.get(address, accept="text/turtle").status == 200


def test_thing_that_nobody_knows(server: Server) -> None:
    for path in ("/id/article/a1/event/999999", "/id/", "/about", about("x"), about("http://example.org/nobody")):
        page = visit(server, path, 404)
        assert "Le graphe ne connaît pas cette chose" in page.words
        problem = server.get(path)
        assert (problem.status, problem.type) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (BASE + "actor/state/UA", "/id/actor/state/UA"),
        (BASE + "actor/person/é", "/id/actor/person/%C3%A9"),
        (BASE + "article/a%2Fb", "/id/article/a%2Fb"),
        (BASE + "article/a#char=1,2", "/id/article/a?char=1,2#char-1"),
        (BASE + "article/..", "/about?" + urlencode({"iri": BASE + "article/.."})),
        (BASE + "article/%2e%2E/x", "/about?" + urlencode({"iri": BASE + "article/%2e%2E/x"})),
        (BASE + "a//b", "/about?" + urlencode({"iri": BASE + "a//b"})),
        (cg.Event, "/about?" + urlencode({"iri": cg.Event})),
    ],
)
def test_address_of_an_iri_leads_back_to_it(iri: str, address: str) -> None:
    assert to_address(iri, BASE) == address
    if address.startswith("/id/") and "#" not in address:
        assert iri in list_iris(address.encode(), BASE)


def test_shortest_words_are_marked() -> None:
    spans = [Span(0, 19, "trigger", "t"), Span(13, 19, "weapon", "w")]
    parts = cut_text("livraisons d'armes.", [Span(s.begin, min(s.end, 18), s.kind, s.title) for s in spans])
    assert [(part["text"], part.get("kind")) for part in parts] == [
        ("livraisons d'", "trigger"), ("armes", "weapon"), (".", None)]  # fmt: skip
