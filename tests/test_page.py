"""The page of a store without a browser: whole, closed to the outside, the same each time, quick."""

import base64
import hashlib
import json
import re
import time
from html.parser import HTMLParser

import pytest

from graphbuild.graph import to_quads
from graphbuild.page import FIRST, lay_out, read_groups, read_terms, render_page
from graphbuild.records import Article, Claim, Reading
from graphbuild.store import Store, open_store
from tests.readings import RUN, Reader, make_catalogue, make_reading

PAYLOADS = (
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "javascript:alert(1)",
    "<!--<script>", "<a href=javascript:alert(1)>href</a>", "{{ 7*7 }}", "\u2028'\"&amp;",
)  # fmt: skip


def make_hostile() -> Reading:
    """An article whose id, title, source, names and sentence are markup."""
    text = " puis ".join(PAYLOADS) + " ont frappé Kiev. 𝒜 selon Zélie Zelensky la frappe tue."
    about = {"title": PAYLOADS[1], "source": PAYLOADS[2]}
    read = Reader(Article("".join(PAYLOADS[:5]), text, **about))
    actors = [read.actor(f"{read.path}/actor/{n}", "Group", words, words) for n, words in enumerate(PAYLOADS)]
    speaker = read.actor("actor/person/zelie-zelensky", "Person", "Zélie Zelensky", "Zélie Zelensky")
    roles = [read.role("agent", actor, words) for actor, words in zip(actors, PAYLOADS, strict=True)]
    attack = read.event("ArmedAction", "frappé", participations=roles)
    killing = read.event("ArmedAction", PAYLOADS[0], certainty="possible")
    claim = Claim(speaker, attack, "asserts", "certain", *read.span("selon"), killed=2)
    return Reading(read.document, [*actors, speaker], [], [], [attack, killing], [claim])


def fill(*readings: Reading) -> Store:
    """A store of readings."""
    store, catalogue = open_store(), make_catalogue()
    for reading in readings:
        store.add(to_quads(reading, RUN, catalogue))
    return store


class Page(HTMLParser):
    """Tags, attributes and the text of scripts and styles of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.text = ""
        self.feed(text)
        self.data = json.loads(self.scripts[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.scripts += [""] * (tag == "script")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and self.cdata_elem == "script":
            self.scripts[-1] += data
        else:
            self.text += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)

    def node(self, name: str) -> dict[str, object]:
        return next(node for node in self.data["nodes"] if node["name"] == name)


@pytest.fixture(scope="module", params=[make_reading, make_hostile])
def page(request) -> Page:
    return Page(render_page(fill(request.param()), PAYLOADS[1]))


@pytest.fixture(scope="module")
def plain() -> Page:
    return Page(render_page(fill(make_reading())))


def test_page_is_one_document_in_its_language(page):
    assert ("html", {"lang": "fr"}) in page.tags
    assert {page.count(tag) for tag in ("h1", "main", "noscript", "table", "title", "style")} == {1}
    assert page.count("script") == 3
    assert PAYLOADS[1] in page.text  # the title


def test_nothing_is_fetched(page):
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert not attributes & {"src", "href", "action", "srcset", "poster", "style", "background"}
    assert not [name for name in attributes if name.startswith("on")]
    policy = next(attrs["content"] for _, attrs in page.tags if "http-equiv" in attrs)
    assert policy.startswith("default-src 'none'; ") and "http" not in policy
    assert not re.search(r"url\(|@import", page.text)  # styles
    assert "sourceMappingURL" not in page.scripts[1]


def test_only_the_two_scripts_may_run(page):
    policy = next(attrs["content"] for _, attrs in page.tags if "http-equiv" in attrs)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in page.scripts[1:]]
    assert re.findall(r"'sha256-([^']+)'", policy) == digests
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert "alert(1)" not in "".join(page.scripts[1:])


@pytest.mark.parametrize("words", PAYLOADS)
def test_payload_is_data(words):
    html = render_page(fill(make_hostile()))
    node = Page(html).node(words)
    assert node["label"] == words or node["label"].endswith("…")
    assert "<" not in Page(html).scripts[0]
    assert words in Page(html).text  # in a cell of the table


def test_same_store_gives_same_bytes():
    readings = [make_reading("a"), make_reading("b"), make_hostile()]
    assert render_page(fill(*readings)) == render_page(fill(*reversed(readings)))


def test_every_node_has_its_words(page):
    nodes = {node["id"] for node in page.data["nodes"]}
    assert nodes and nodes <= page.data["spans"].keys()
    assert {edge["id"] for edge in page.data["edges"]} <= page.data["spans"].keys()


@pytest.mark.parametrize("name, words", [("Ukraine", ["Ukraine", "Kiev"]), ("frappe", ["frappe"])])
def test_spans_are_the_words(plain, name, words):
    spans = plain.data["spans"][plain.node(name)["id"]]
    assert [plain.data["sentences"][number][1][begin:end] for number, begin, end in spans] == words


@pytest.mark.parametrize(
    "name, group",
    [("Ukraine", "Actor"), ("missile Hache", "Weapon"), ("Odessa", "Place"),
     ("autorisé", "Event"), ("démenti", "Event"),
     ("livraison", "Reported"), ("frappe", "Reported"), ("tués", "Reported")],
)  # fmt: skip
def test_facts_and_claims_are_drawn_apart(plain, name, group):
    assert plain.node(name)["group"] == group
    assert ("shapeProperties" in plain.data["options"]["groups"][group]) == (group == "Reported")


def test_claim_is_a_dashed_edge_from_its_source():
    data = Page(render_page(fill(make_hostile()))).data
    [edge] = [edge for edge in data["edges"] if edge.get("dashes")]
    names = {node["id"]: node["name"] for node in data["nodes"]}
    assert (names[edge["from"]], edge["name"], names[edge["to"]]) == ("Zélie Zelensky", "affirme", "frappé")
    assert ["tués", "2"] in edge["facts"]


def test_statement_stands_for_its_claim(plain):
    [edge] = [edge for edge in plain.data["edges"] if edge.get("dashes")]
    assert (edge["from"], edge["to"]) == (plain.node("démenti")["id"], plain.node("frappe")["id"])
    [claim] = plain.data["claims"]
    assert (claim["source"], claim["name"]) == (plain.node("Presse du Nord")["id"], "nie")


@pytest.mark.parametrize(
    "name, fact",
    [("autorisé", ["date", "2024-03-05"]), ("autorisé", ["sorte de décision", "autoriser"]),
     ("autorisé", ["condition", "à condition que Kiev ne les tire pas sur Odessa"]),
     ("démenti", ["propos", "la frappe"]),
     ("Paul Ravel", ["fonction", "ministre"]), ("armée", ["partie de", "Ukraine"]), ("tués", ["tués", "3"])],
)  # fmt: skip
def test_facts_are_told_in_the_language(plain, name, fact):
    assert fact in plain.node(name)["facts"]


@pytest.mark.parametrize("name, other", [("Ukraine", "Kiev"), ("Paul Ravel", "Ravel")])
def test_other_names_are_searched(plain, name, other):
    assert other in plain.node(name)["names"]


def test_table_tells_every_event(plain):
    rows = [attrs["data-node"] for tag, attrs in plain.tags if "data-node" in attrs]
    assert rows == [plain.node(name)["id"] for name in ("autorisé", "livraison", "démenti", "frappe", "tués")]
    assert "agent : Paul Ravel ; porte sur : livraison" in plain.text
    assert "Presse du Nord (nie)" in plain.text


def test_words_of_the_text_are_no_terms():
    read = Reader(Article("a", "La place est prise."))
    html = render_page(fill(Reading(read.document, [], [], [], [read.event("ArmedAction", "place")], [])))
    assert ">place</button> action armée" in html


def test_classes_are_those_of_the_ontology():
    terms = read_terms("fr")
    events = {name for name, top in terms.tops.items() if top == "Event"} - {"Event", "Occurrence"}
    assert len(events) == 10 and {"Statement", "ArmsTransfer"} < events
    assert {row["group"] for row in read_groups()} - {"Reported"} <= set(terms.tops.values())


def test_empty_store_gives_a_page():
    assert Page(render_page(open_store())).data["nodes"] == []


def test_edges_to_other_nodes_dont_count():
    edges = [{"from": "a", "to": "b"}, {"from": "a", "to": "elsewhere"}]
    assert lay_out(["b", "a"], edges) == lay_out(["a", "b"], edges[:1])


def test_a_thousand_nodes_are_laid_out_in_five_seconds():
    store = fill(*(make_reading(f"a{number}") for number in range(145)))
    start = time.perf_counter()
    data = Page(render_page(store)).data
    assert time.perf_counter() - start < 5
    assert len(data["nodes"]) > 1000 and FIRST / 2 < len(data["first"]) <= FIRST
