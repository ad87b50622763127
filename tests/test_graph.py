"""Graphs of articles: what a reading becomes, in which graph, under which names."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild.checking import check_store
from graphbuild.records import Article, Reading
from graphbuild.resources import find_ontology
from graphbuild.store import open_store
from graphbuild.triples import Names, Run, term, to_decimal, to_nquads
from graphbuild.vocabulary import PREFIXES
from tests.readings import RUN, WEAPON, Reader, make_catalogue, make_quads, make_reading

GOLDEN = Path(__file__).parent / "golden"
BASE = "https://w3id.org/conflictgraph/id/"
PREFIX_LINES = "\n".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())


@pytest.fixture(scope="module")
def store():
    store = open_store()
    store.add(make_quads())
    return store


def ask(store, pattern):
    return bool(store.query(f"BASE <{BASE}>\n{PREFIX_LINES}\nASK {{ {pattern} }}"))


def select(store, pattern):
    rows = store.query(f"BASE <{BASE}>\n{PREFIX_LINES}\nSELECT DISTINCT ?x WHERE {{ {pattern} }}")
    return sorted(row["x"].value.removeprefix(BASE) for row in rows)


def test_graph_is_the_golden_one(store):
    assert store.to_nquads().decode().splitlines() == (GOLDEN / "article.nq").read_text("utf-8").splitlines()


def test_checks_find_nothing(store):
    assert [str(finding) for finding in check_store(store.inner)] == []


def test_same_reading_gives_same_bytes():
    assert to_nquads(make_quads().own) == to_nquads(make_quads().own)


@pytest.mark.parametrize(
    "pattern",
    [
        "<article/a1> a cg:Article ; dcterms:title 'Livraison'@fr ; dcterms:issued '2024-03-06'^^xsd:date",
        "<article/a1#char=12,22> a nif:Phrase ; nif:anchorOf 'Paul Ravel' ; nif:sentence/nif:beginIndex 0",
        "<actor/person/paul-ravel> a cg:Person ; cg:position/nif:anchorOf 'ministre' ; cg:country <actor/state/FR>",
        "<actor/person/paul-ravel> rdfs:label 'Paul Ravel'@fr ; skos:altLabel 'Ravel'@fr",
        "<actor/state/UA> cg:stateOf <place/geonames/690791> ; skos:altLabel 'Kiev'@fr ; cg:isoCode 'UA'",
        "<actor/state/FR> schema:sameAs <http://www.wikidata.org/entity/Q142>",
        "<article/a1/actor/armee> cg:country <actor/state/UA> ; cg:partOf <actor/state/UA> ; rdfs:label 'armée'@fr",
        "<place/geonames/698740> cg:within <place/UA/odeska-oblast>, <place/geonames/690791> ; cg:precision cg:exact",
        "<place/geonames/698740#point> geo:asWKT 'POINT(30.73262 46.47747)'^^geo:wktLiteral",
        "<article/a1/weapon/1> a cg:Weapon, skos:Concept ; skos:broader/skos:notation 'missile'",
        "?e a cg:PolicyDecision, cg:Occurrence ; cg:decisionKind cg:authorise ; cg:about/cg:status cg:intended",
        "?e cg:date '2024-03-05'^^xsd:date ; cg:latest '2024-03-05'^^xsd:date ; cg:dateBasis cg:relative",
        "?e cg:condition ?words ; cg:conditionText [ a nif:String ; nif:anchorOf ?w ] FILTER(STR(?words) = ?w)",
        "?e cg:weapon ?w ; cg:participation [ cg:filler ?w ; cg:quantity 20 ; cg:origin <actor/state/FR> ]",
        "?p cg:confidence 0.75 ; cg:basis cg:inference ; cg:mention/nif:anchorOf 'livraison'",
        "?s a cg:Statement ; cg:speechAct cg:deny ; cg:quotation cg:indirect ; cg:content/nif:anchorOf 'la frappe'",
        "?e cg:plover plover:AID ; cg:evidence [ a nif:Sentence ]",
        "?c a cg:Claim ; cg:stance cg:denies ; cg:killed 0 ; cg:source/rdfs:label 'Presse du Nord'@fr",
        "<graph/a1> prov:wasGeneratedBy/prov:wasAssociatedWith/rdfs:label 'graphbuild 0.0'",
        "<article/a1> nif:isString ?text FILTER(STRSTARTS(?text, 'Le ministre'))",
    ],
)
def test_graph_says(store, pattern):
    assert ask(store, pattern)


def test_occurrences_are_actual_and_at_least_probable(store):
    assert select(store, "?e a cg:Occurrence ; gaf:denotedBy/nif:anchorOf ?x") == ["autorisé", "démenti"]


def test_every_term_of_the_vocabulary_is_defined(store):
    ontology = ox.parse(path=find_ontology("conflict.ttl"), format=ox.RdfFormat.TURTLE)
    defined = {quad.subject.value for quad in ontology if isinstance(quad.subject, ox.NamedNode)}
    nodes = [node for quad in store.inner for node in (quad.predicate, quad.object)]
    used = {node.value for node in nodes if isinstance(node, ox.NamedNode)}
    assert {iri for iri in used if iri.startswith(PREFIXES["cg"])} - defined == set()


@pytest.mark.parametrize(
    ("types", "names"),
    [
        (["Coercion"], ["0"]),
        (["Coercion", "Protest"], ["0-Coercion", "0-Protest"]),
        (["Protest", "Protest"], ["0-Protest", "0-Protest-2"]),
    ],
)
def test_events_that_share_a_trigger_have_their_own_names(types, names):
    read = Reader(Article("a", "Arrestations et défilés."))
    reading = Reading(read.document, [], [], [], [read.event(name, "Arrestations") for name in types], [])
    quads = make_quads(reading).own
    events = {q.subject.value.rpartition("/")[2] for q in quads if q.predicate == term("status")}
    assert sorted(events) == names


def test_known_weapon_brings_its_chain_and_no_other():
    read = Reader(Article("a", "Un Hache-2 est tombé."))
    weapon = read.weapon(WEAPON + "hatchet-2", "Hache-2", "Hache-2", WEAPON + "short-missile")
    quads = make_quads(Reading(read.document, [], [weapon], [], [], []))
    assert sorted(iri.value.removeprefix(WEAPON) for iri in quads.known) == ["hatchet-2", "missile", "short-missile"]
    assert quads.told == frozenset()


def test_whole_of_an_actor_is_described_with_it():
    read = Reader(Article("a", "La marine tire."))
    navy = read.actor("actor/body/ua-navy", "ArmedForce", "x", "marine")
    quads = make_quads(Reading(read.document, [navy], [], [], [], []))
    assert {"actor/body/ua-army", "actor/state/UA"} < {iri.value.removeprefix(BASE) for iri in quads.known}


@pytest.mark.parametrize(
    ("article_id", "graph"),
    [("a1", "graph/a1"), ("é 1/b", "graph/%C3%A9%201%2Fb"), ("reference", "graph/%72eference")],
)
def test_article_never_takes_the_name_of_a_shared_graph(article_id, graph):
    assert Names().article_graph(Article(article_id, "")).value == BASE + graph


@pytest.mark.parametrize("field", ["software", "pipeline", "weights", "tables"])
def test_run_is_named_by_what_it_consists_of(field):
    values = {"software": RUN.software, "pipeline": RUN.pipeline, "weights": RUN.weights, "tables": RUN.tables}
    assert Run(**values).path == RUN.path
    assert Run(**values | {field: "other"}).path != RUN.path


@pytest.mark.parametrize(("number", "text"), [(1.0, "1"), (0.9, "0.9"), (-3.000001, "-3.000001"), (-0.0, "0")])
def test_decimals_are_canonical(number, text):
    quad = ox.Quad(term("a"), term("b"), to_decimal(number))
    assert quad.object.value == text
    store = ox.Store()
    store.add(quad)
    assert list(store) == [quad]  # a store changes numbers that aren't canonical


def test_catalogue_knows_nothing_of_minted_actors():
    catalogue = make_catalogue()
    assert catalogue.names.node("actor/person/paul-ravel") not in catalogue
    assert catalogue.find_state("ZZ") is None
    assert catalogue.find_country("UA").value == BASE + "place/geonames/690791"
    assert make_reading().actors[0].shared
