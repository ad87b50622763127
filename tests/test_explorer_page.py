"""The page of a network without a browser: whole, closed to the outside, the same each time, not too large."""

import base64
import hashlib
import re

import networkx as nx
import pytest

from graphbuild.errors import GraphbuildError
from graphbuild.explorer import draw_network, explore, read_network, render_page
from graphbuild.explorer.rendering import read_groups, read_texts
from graphbuild.explorer.terms import read_terms
from graphbuild.records import Article, Reading
from tests.benchmarks.synthetic import make_store
from tests.explorer_stores import PAYLOADS, PageParser, fill, make_hostile, name
from tests.readings import Reader, make_reading

MINIMUM, PER_NODE = 3_000_000, 1_000  # bytes that a file may have


def parse(*readings: Reading, title: str = "Titre", language: str = "fr") -> PageParser:
    return PageParser(render_page(read_network(fill(*readings)), title, language))


@pytest.fixture(scope="module", params=[make_reading, make_hostile])
def page(request) -> PageParser:
    return parse(request.param(), title=PAYLOADS[1])


@pytest.fixture(scope="module")
def plain() -> PageParser:
    return parse(make_reading())


# --- the document -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_is_one_document_in_its_language(language):
    page = parse(make_reading(), title=PAYLOADS[1], language=language)
    assert ("html", {"lang": language}) in page.tags
    assert {page.count(tag) for tag in ("h1", "title", "style")} == {1}
    assert PAYLOADS[1] in page.text  # the title
    assert page.data["meta"]["lang"] == language


def test_other_languages_are_refused():
    with pytest.raises(GraphbuildError, match="no page in 'de': choose one of fr, en"):
        render_page(nx.MultiDiGraph(), language="de")


def test_nothing_is_fetched(page):
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert not attributes & {"src", "action", "srcset", "poster", "background"}
    assert not [name for name in attributes if name.startswith("on")]
    addresses = [attrs["href"] for _, attrs in page.tags if "href" in attrs]
    assert [address for address in addresses if not re.match(r"#|https://", address or "")] == []
    assert "link" not in {tag for tag, _ in page.tags}
    assert not re.search(r"url\(|@import", "".join(page.styles))
    assert "sourceMappingURL" not in page.scripts[1]


def test_only_the_two_scripts_and_the_style_are_let_in(page):
    policy = next(attrs["content"] for _, attrs in page.tags if "http-equiv" in attrs)
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert (
        parts.pop("default-src")
        == parts.pop("base-uri")
        == parts.pop("form-action")
        == parts.pop("img-src")
        == "'none'"
    )
    assert parts == {"script-src": " ".join(map(digest, page.scripts[1:])), "style-src": digest(page.styles[0])}
    assert len(page.scripts) == 3
    assert "alert(1)" not in "".join(page.scripts[1:])


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("words", PAYLOADS)
def test_payload_is_data(words):
    page = parse(make_hostile())
    assert page.node(words)["label"] == words
    assert not set(page.scripts[0]) & set("<\u2028\u2029")
    assert words in page.text  # in a row for readers without a script


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org/a", None),
        ("javascript:alert(1)", None),
        ("https://example.org/\"onclick=x", None),
        ("Journal", None),
    ],
)  # fmt: skip
def test_only_safe_addresses_are_links(source, link):
    read = Reader(Article("a", "Kiev est prise.", source=source))
    page = parse(Reading(read.document, [], [], [], [read.event("ArmedAction", "prise")], []))
    assert page.data["articles"][0].get("link") == link


def test_links_of_things_are_pages_for_readers(plain):
    assert plain.node("Odessa")["links"] == [["GeoNames", "https://www.geonames.org/698740"]]


def test_texts_are_there_in_both_languages():
    texts = read_texts()
    assert texts["fr"].keys() == texts["en"].keys() and len(texts["fr"]) > 10
    assert [key for language in texts for key, words in texts[language].items() if not words] == []


def test_every_group_has_its_looks():
    groups = read_groups()
    assert groups.keys() == {"actor", "weapon", "place", "event", "statement"}
    assert (
        len({group["colour"] for group in groups.values()}) == len({group["shape"] for group in groups.values()}) == 5
    )
    assert all(isinstance(group["size"], int) for group in groups.values())


# --- the data ---------------------------------------------------------------------------------------------------------


def test_same_store_gives_same_bytes():
    readings = [make_reading("a"), make_reading("b"), make_hostile()]
    pages = {render_page(read_network(fill(*order))) for order in (readings, readings[::-1], readings)}
    assert len(pages) == 1


def test_numbers_point_to_what_is_there(page):
    data = page.data
    nodes, sentences = (range(len(data[name])) for name in ("nodes", "sentences"))
    assert {end for edge in data["edges"] for end in (edge["s"], edge["t"])} <= set(nodes)
    assert {number for claim in data["claims"] for number in (claim["source"], claim["event"])} <= set(nodes)
    spans = [span for kind in ("nodes", "edges", "claims") for item in data[kind] for span in item.get("spans", ())]
    assert spans and all(0 <= begin < end <= len(data["sentences"][number][2]) for number, begin, end in spans)
    assert {article for article, _, _ in data["sentences"]} <= set(range(len(data["articles"])))
    assert {number for number, _, _ in spans} <= set(sentences)
    for view in data["views"].values():
        assert set(view["first"]) == set(map(int, view["near"])) <= set(map(int, view["positions"])) <= set(nodes)
        assert {number for link in view.get("links", []) for number in [link["s"], link["t"], *link["events"]]} <= set(
            nodes
        )


def test_every_node_has_its_words(page):
    assert [node["label"] for node in page.data["nodes"] if not node.get("spans")] == []


@pytest.mark.parametrize("label, words", [("Ukraine", ["Ukraine", "Kiev"]), ("frappe", ["frappe"])])
def test_spans_are_the_words(plain, label, words):
    sentences = plain.data["sentences"]
    assert [sentences[number][2][begin:end] for number, begin, end in plain.node(label)["spans"]] == words


def test_sentences_are_all_those_of_the_article_in_order():
    text = "Rien ne bouge. Goma est prise ! « Enfin », dit-on.\nLe soir, M. Kagame se tait. Puis plus rien"
    read = Reader(Article("a", text))
    page = parse(Reading(read.document, [], [], [], [read.event("ArmedAction", "prise")], []))
    sentences = page.data["sentences"]
    assert all(text[begin : begin + len(words)] == words for _, begin, words in sentences)
    assert "".join(words for _, _, words in sentences).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert sentences[0][2] == "Rien ne bouge." and sentences[-1][2] == "Puis plus rien"


@pytest.mark.parametrize(
    "label, known",
    [("autorisé", {"group": "event", "type": "PolicyDecision", "act": "authorise", "status": "actual", "article": 0,
                   "date": "2024-03-05", "from": "2024-03-05", "to": "2024-03-05"}),
     ("livraison", {"status": "intended", "claimed": 1}),
     ("démenti", {"group": "statement", "act": "deny"}),
     ("frappe", {"status": "denied", "claimed": 1}),
     ("tués", {"certainty": "possible", "claimed": 1}),
     ("Paul Ravel", {"group": "actor", "country": "France", "alt": ["Ravel"]}),
     ("Odessa", {"group": "place", "at": [46.47747, 30.73262]}),
     ("missile Hache", {"group": "weapon", "category": "missile"})],
)  # fmt: skip
def test_node_has_what_is_told_of_it(plain, label, known):
    node = plain.node(label)
    assert {name: node.get(name) for name in known} == known
    assert "claimed" in known or "claimed" not in node


@pytest.mark.parametrize(
    "label, fact",
    [("autorisé", ["decisionKind", "authorise", 1]), ("démenti", ["content", "la frappe"]),
     ("autorisé", ["condition", "à condition que Kiev ne les tire pas sur Odessa"]),
     ("Paul Ravel", ["position", "ministre"]), ("armée", ["partOf", "Ukraine"]), ("tués", ["killed", "3"])],
)  # fmt: skip
def test_facts_tell_words_from_terms(plain, label, fact):
    assert fact in plain.node(label)["facts"]


def test_words_of_the_text_are_no_terms():
    read = Reader(Article("a", "La place est prise."))
    page = parse(Reading(read.document, [], [], [], [read.event("ArmedAction", "place")], []))
    assert page.node("place")["label"] == "place"
    assert "lieu" not in page.text.partition("place")[2][:40]


def test_terms_have_words_in_both_languages(plain):
    terms = plain.data["terms"]
    used = {node["type"] for node in plain.data["nodes"]} | {
        node["act"] for node in plain.data["nodes"] if "act" in node
    }
    used |= {edge["role"] for edge in plain.data["edges"]} | {claim["stance"] for claim in plain.data["claims"]}
    assert [term for term in used if term not in terms["fr"] or term not in terms["en"]] == []


def test_claims_are_told_apart(plain):
    [claim] = plain.data["claims"]
    assert (claim["source"], claim["event"], claim["stance"]) == (
        plain.find("Presse du Nord"),
        plain.find("frappe"),
        "denies",
    )
    assert claim["statement"] == plain.find("démenti")  # which stands for the claim: no edge of its own
    drawn = [(edge["s"], edge["t"], edge["role"]) for edge in plain.data["edges"] if edge.get("claim")]
    assert drawn == [(plain.find("démenti"), plain.find("frappe"), "about")]


def test_claim_without_a_statement_is_an_edge():
    page = parse(make_hostile())
    [edge] = [edge for edge in page.data["edges"] if edge.get("claim")]
    assert (edge["s"], edge["t"], edge["role"]) == (page.find("Zélie Zelensky"), page.find("frappé"), "asserts")
    assert ["killed", "2"] in edge["facts"]


def test_rows_tell_the_events_of_the_first_view(plain):
    for words in (
        "agent : Paul Ravel ; porte sur : livraison",
        "Presse du Nord (nie)",
        "Trois soldats auraient été tués.",
    ):
        assert words in plain.text


def test_counts_and_nothing_left(plain):
    assert plain.data["meta"]["counts"] == {"articles": 1, "events": 5, "actors": 4, "weapons": 1, "places": 1}
    assert plain.data["meta"]["left"] == {} and plain.data["meta"]["question"] is None


def test_templates_of_queries_are_sparql(plain):
    store = fill(make_reading())
    iri, event = plain.node("Paul Ravel")["id"], plain.node("autorisé")["id"]
    source, claimed = plain.node("Presse du Nord")["id"], plain.node("frappe")["id"]
    values = {"node": {"iri": iri}, "event": {"iri": event}, "edge": {"source": event, "target": iri, "role": "agent"},
              "claim": {"source": source, "target": claimed}, "link": {"events": f"<{event}>"}}  # fmt: skip
    assert plain.data["sparql"].keys() == values.keys()
    for template, text in plain.data["sparql"].items():
        assert list(store.query(put(values[template], text))), template


def put(values: dict[str, str], template: str) -> str:
    return re.sub(r"\{(iri|source|target|role|events)\}", lambda slot: values[slot[1]], template)


def test_empty_store_gives_a_page():
    assert parse().data["nodes"] == []


def test_classes_are_those_of_the_ontology():
    terms = read_terms()
    events = {name for name, top in terms.tops.items() if top == "Event"} - {"Event", "Occurrence"}
    assert len(events) == 10 and {terms.group(name) for name in events} == {"event", "statement"}


# --- other forms ------------------------------------------------------------------------------------------------------


def test_pyvis_holds_the_network():
    network = read_network(fill(make_reading(), make_hostile()))
    picture = draw_network(network)
    assert {node["id"] for node in picture.nodes} == set(network)
    assert len(picture.edges) == network.number_of_edges()
    assert (
        picture.options["physics"]["enabled"] is False
        if isinstance(picture.options, dict)
        else not picture.options.physics.enabled
    )


def test_notebook_shows_the_page_in_a_frame():
    picture = explore(fill(make_hostile()), title=PAYLOADS[0])
    frame = PageFrame(picture._repr_html_())
    assert frame.attributes["srcdoc"] == picture.html
    assert frame.attributes["sandbox"] == "allow-scripts allow-downloads"
    assert frame.attributes["title"] == PAYLOADS[0]


class PageFrame(PageParser):
    """The one element of a notebook's cell."""

    def __init__(self, text: str) -> None:
        super(PageParser, self).__init__()
        self.tags, self.scripts, self.styles, self.text = [], [], [], ""
        self.feed(text)
        [(_, self.attributes)] = self.tags


# --- size -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large() -> tuple[str, int]:
    network = read_network(make_store(1000))
    return render_page(network), len(network)


def test_size_of_the_file_is_bounded(large):
    page, nodes = large
    assert nodes >= 1000
    assert len(page.encode()) <= MINIMUM + PER_NODE * nodes


def test_first_views_are_small(large):
    data = PageParser(large[0]).data
    sizes = {name: len(view["first"]) for name, view in data["views"].items()}
    assert all(20 <= size <= 30 for size in sizes.values()), sizes
    groups = {data["nodes"][number]["group"] for number in data["views"]["full"]["first"]}
    assert {"actor", "event"} <= groups
    assert {name(data["nodes"][number]["label"]) for number in data["views"]["full"]["first"]}
