"""Exported files: what they carry, the same bytes every time, readable by other programs."""

import datetime as dt
import io
import json
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from graphbuild.errors import GraphbuildError
from graphbuild.export import FORMATS, export_store, select_quads, to_network
from graphbuild.graph import to_quads
from graphbuild.records import Article, Reading
from graphbuild.store import open_store
from tests.readings import RUN, Reader, make_catalogue, make_quads, make_reading

GOLDEN = Path(__file__).parent / "golden"
RDF = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
BASE = "https://w3id.org/conflictgraph/id/"


@pytest.fixture(scope="module")
def store():
    store = open_store()
    store.add(make_quads())
    return store


def test_formats_are_these():
    assert list(FORMATS) == ["trig", "nquads", "jsonld", "graphml", "gexf"]


@pytest.mark.parametrize("name", FORMATS)
def test_same_articles_give_same_bytes(store, name):
    other = open_store()
    other.add(make_quads(make_reading("b")))
    other.add(make_quads())
    other.withdraw("b")
    assert export_store(other, name) == export_store(store, name)
    assert dt.date.today().isoformat().encode() not in export_store(store, name)


@pytest.mark.parametrize("texts", [True, False])
@pytest.mark.parametrize("name", RDF)
def test_rdf_says_what_the_store_says(store, name, texts):
    read = rdflib.Dataset()
    read.parse(data=export_store(store, name, texts=texts).decode(), format=RDF[name], publicID=BASE)
    expected = rdflib.Dataset()
    expected.parse(data=ox.serialize(select_quads(store, texts=texts), format=ox.RdfFormat.N_QUADS), format="nquads")
    graphs = {str(graph.identifier): graph for graph in read.graphs() if len(graph)}
    assert sorted(graphs) == sorted(BASE + "graph/" + name for name in ["a1", "reference"] + ["texts"] * texts)
    assert all(isomorphic(graph, expected.graph(rdflib.URIRef(iri))) for iri, graph in graphs.items())


def test_export_reads_as_golden_lines(store):
    lines = (GOLDEN / "article.nq").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.endswith(("graph/provenance> .\n", "graph/texts> .\n"))]
    assert export_store(store, "nquads").decode() == "".join(kept)


def test_trig_is_fit_to_read(store):
    text = export_store(store, "trig").decode()
    assert "@prefix cg: <https://w3id.org/conflictgraph/ns#> ." in text
    assert "<actor/state/UA> a cg:State ;" in text
    assert "owl:" not in text


def test_jsonld_names_nodes_below_the_base(store):
    data = json.loads(export_store(store, "jsonld"))
    assert data["@context"]["@base"] == BASE
    reference = next(graph for graph in data["@graph"] if graph["@id"] == "graph/reference")
    state = next(node for node in reference["@graph"] if node["@id"] == "actor/state/FR")
    assert state["@type"] == ["cg:State"]
    assert {"@value": "France", "@language": "fr"} in state["rdfs:label"]


def test_unknown_format_lists_those_there_are(store):
    with pytest.raises(GraphbuildError, match="trig, nquads, jsonld, graphml, gexf"):
        export_store(store, "xls")


@pytest.mark.parametrize(
    ("path", "label", "kind"),
    [
        ("actor/state/UA", "Ukraine", "State"),
        ("article/a1/event/25", "autorisé", "PolicyDecision"),
        ("article/a1/weapon/1", "missile Hache", "Weapon"),
        ("place/geonames/698740", "Odessa", "Place"),
    ],
)
def test_network_has_what_articles_name(store, path, label, kind):
    node = to_network(store).nodes[BASE + path]
    assert (node["label"], node["type"]) == (label, kind)


def test_network_has_roles_as_edges(store):
    network = to_network(store)
    edges = {(data["role"], network.nodes[target]["label"]) for _, target, data in network.edges(data=True)}
    assert edges == {("recipient", "Ukraine"), ("weapon", "missile Hache"), ("agent", "Paul Ravel"), ("agent", "armée"),
                     ("about", "livraison"), ("about", "frappe"), ("place", "Odessa")}  # fmt: skip
    decision = network.nodes[BASE + "article/a1/event/25"]
    assert (decision["date"], decision["status"], decision["article"]) == ("2024-03-05", "actual", BASE + "article/a1")


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_network_files_can_be_read(store, name, read):
    network = read(io.BytesIO(export_store(store, name)))
    assert network.number_of_nodes() == to_network(store).number_of_nodes() == 11
    assert network.number_of_edges() == 7


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_network_files_hold_any_words(name, read):
    reader = Reader(Article("a", 'Le <b>\x01"&\'</b> tire.'))
    store = open_store()
    reading = Reading(reader.document, [], [], [], [reader.event("ArmedAction", '<b>\x01"&\'</b>')], [])
    store.add(make_quads(reading))
    network = read(io.BytesIO(export_store(store, name)))
    assert [label for _, label in network.nodes(data="label")] == ['<b>\N{REPLACEMENT CHARACTER}"&\'</b>']


@pytest.mark.parametrize("name", FORMATS)
def test_text_of_a_hostile_article_is_kept_as_it_is(name):
    store = open_store()
    article = Article("</script>&\"'\n é", 'Un "texte" \\ é \u2028 <a>&amp;.', title='<b>"\\')
    reading = make_reading()
    reading.document.article = article
    empty = Reading(reading.document, [], [], [], [], [])
    empty.document.sentences.clear()
    store.add(to_quads(empty, RUN, make_catalogue()))
    assert store.text(article.id) == article.text
    if name in RDF:
        read = rdflib.Dataset(default_union=True)
        read.parse(data=export_store(store, name, texts=True).decode(), format=RDF[name], publicID=BASE)
        assert article.text in {str(value) for value in read.objects()}
