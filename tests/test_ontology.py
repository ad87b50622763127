"""The ontology: its style, its constants, its fit with the shapes, the checks and the word tables."""

import csv
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from graphbuild.checking import Finding, load_turtle, name_shape, read_checks, read_header, to_rdflib, validate
from graphbuild.generation import TARGET, make_vocabulary
from graphbuild.lexicon import split_cell
from graphbuild.resources import find_ontology
from graphbuild.vocabulary import PREFIXES, SCHEMES, cg, plover

BROKEN = Path(__file__).parent / "broken" / "style"
CASES = sorted(BROKEN.glob("*.ru"))
ROLES = {"agent", "recipient", "target", "weapon", "weaponHit", "place", "about"}
ACTORS = {"State", "GovernmentBody", "ArmedForce", "ArmedGroup", "Person", "MediaOutlet", "Organization", "Group"}
EVENTS = {
    "PolicyDecision", "ArmsTransfer", "ArmedAction", "ForceMovement", "Coercion", "Protest", "Diplomacy", "Commitment",
    "Request", "Statement",
}  # fmt: skip


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    """Classes, properties, vocabularies and PLOVER types."""
    return load_turtle("conflict.ttl", "plover.ttl")


def find_faults(graph: rdflib.Graph) -> list[Finding]:
    """Findings of the shapes of style."""
    return validate(graph, load_turtle("style.ttl"), rdflib.Graph())


def find_below(ontology: rdflib.Graph, name: str) -> set[str]:
    """Local names of the classes directly below a class of cg."""
    below = ontology.subjects(RDFS.subClassOf, rdflib.URIRef(cg.NAMESPACE + name))
    return {str(iri).removeprefix(cg.NAMESPACE) for iri in below}


def test_ontology_has_style(ontology):
    assert find_faults(ontology + load_turtle("weapons.ttl")) == []


def test_every_style_has_a_case():
    style = load_turtle("style.ttl")
    shapes = {name_shape(style, shape) for shape in style.subjects(RDF.type, SH.NodeShape)}
    assert {case.name.partition(".")[0] for case in CASES} == shapes
    assert len(CASES) == 24


def test_sound_ontology_has_style():
    assert find_faults(rdflib.Graph().parse(BROKEN / "sound.ttl")) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_style_finds_the_fault(case):
    store = ox.Store()
    store.load(path=str(BROKEN / "sound.ttl"), format=ox.RdfFormat.TURTLE)
    update = case.read_text(encoding="utf-8")
    store.update("".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + update)
    findings = find_faults(to_rdflib(quad.triple for quad in store))
    assert {finding.check for finding in findings} == {case.name.partition(".")[0]}
    focus = read_header(update)["focus"]
    assert focus == "none" or f"<{focus}>" in {finding.focus for finding in findings}


def test_constants_are_those_of_the_ontology():
    assert TARGET.read_text(encoding="utf-8") == make_vocabulary(), "run: python -m graphbuild.generation"


def test_classes_are_those_of_the_guide(ontology):
    assert find_below(ontology, "Actor") == ACTORS
    assert find_below(ontology, "Event") == EVENTS | {"Occurrence"}


def test_plover_has_its_sixteen_types(ontology):
    types = set(ontology.subjects(SKOS.inScheme, rdflib.URIRef(plover.NAMESPACE + "scheme")))
    assert len(types) == 16
    assert {str(t) for t in types} <= {value for value in vars(plover).values() if isinstance(value, str)}


def test_roles_are_properties_of_events(ontology):
    for role in ROLES:
        assert (rdflib.URIRef(cg.NAMESPACE + role), RDF.type, OWL.ObjectProperty) in ontology


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_scheme_terms_are_constants(scheme):
    assert {getattr(cg, name) for name in SCHEMES[scheme]} == {cg.NAMESPACE + name for name in SCHEMES[scheme]}


@pytest.mark.parametrize("name", ["shapes.ttl", *(f"checks/{check}.rq" for check in read_checks())])
def test_terms_in_checks_are_defined(name, ontology):
    text = re.sub(r"^#.*$|\"[^\"\n]*\"", "", find_ontology(name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    used = set(re.findall(r"(?<![\w#/])cg:(\w+)", text))
    assert used <= {str(term).removeprefix(cg.NAMESPACE) for term in ontology.subjects()}


@pytest.mark.parametrize("check", read_checks().items(), ids=lambda item: item[0])
def test_check_says_what_to_do(check):
    _, query = check
    header = read_header(query)
    assert header["summary"].endswith(".")
    assert header["severity"] in ("violation", "warning")


def test_shapes_say_what_to_do():
    shapes = load_turtle("shapes.ttl")
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        inner = [part for part in shapes.objects(shape, SH.property) if (part, SH.message, None) not in shapes]
        assert not inner, f"{name_shape(shapes, shape)}: a property without a message"


def read_column(table: str, column: str) -> set[str]:
    """Values in a column of a table of the ontology, empty ones left out."""
    with find_ontology(*table.split("/")).open(encoding="utf-8", newline="") as lines:
        return {value for row in csv.DictReader(lines) for value in split_cell(row[column])}


@pytest.mark.parametrize(
    ("table", "column", "terms"),
    [
        ("lexicon/fr/frames.csv", "class", EVENTS),
        ("lexicon/fr/frames.csv", "kind", SCHEMES["decisionKinds"] | SCHEMES["speechActs"]),
        ("lexicon/fr/frames.csv", "plover", {name for name in vars(plover) if name.isupper()}),
        ("lexicon/fr/modality.csv", "status", SCHEMES["statuses"]),
        ("lexicon/fr/modality.csv", "certainty", SCHEMES["certainties"]),
        *((f"entities/{path.name}", "class", ACTORS) for path in sorted(find_ontology("entities").glob("*.csv"))
          if path.read_text(encoding="utf-8").startswith("id,class")),
    ],
)  # fmt: skip
def test_tables_name_terms_of_the_ontology(table, column, terms):
    assert read_column(table, column)
    assert read_column(table, column) <= terms
