"""The weapon taxonomy: one tree, every name one meaning, every weapon a category."""

import json
import os
import re
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild.errors import ResourceError
from graphbuild.extract.weapon_table import SCHEME, SKOS, find_key, load_weapons
from graphbuild.resources import find_ontology

CG = "https://w3id.org/conflictgraph/ns#"
CATEGORIES = """anti-personnel mine, anti-tank mine, ballistic missile, cruise missile, missile, rocket, artillery,
ammunition, cluster munition, drone, aircraft, helicopter, tank, armoured vehicle, air-defence system, small arms,
grenade, explosive, car bomb, bomb, naval vessel, chemical weapon, nuclear weapon, bladed weapon, incendiary, weapon"""
REGISTERED = {
    "tank": "I", "infantry-fighting-vehicle": "II", "armoured-personnel-carrier": "II", "howitzer": "III",
    "self-propelled-gun": "III", "fighter": "IV", "bomber": "IV", "attack-helicopter": "V", "frigate": "VI",
    "submarine": "VI", "ballistic-missile": "VII", "cruise-missile": "VII", "man-portable-air-defence-system": "VII",
    "assault-rifle": "VIII", "machine-gun": "VIII",
}
GOLD = Path(os.environ.get("GRAPHBUILD_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
TABLE = load_weapons()


def read_concepts():
    concepts = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=find_ontology("weapons.ttl"), format=ox.RdfFormat.TURTLE):
        if triple.subject.value.startswith(SCHEME) and triple.subject.value != SCHEME:
            concepts[triple.subject.value][triple.predicate.value].append(triple.object)
    return concepts


CONCEPTS = read_concepts()


def test_categories_are_the_only_notations():
    found = [value.value for properties in CONCEPTS.values() for value in properties[SKOS + "notation"]]
    assert sorted(found) == sorted(" ".join(CATEGORIES.split()).split(", "))


def test_there_are_many_named_systems():
    named = [c for c in TABLE.concepts.values() if not c.label.islower() and c.iri not in TABLE.notations]
    assert len(named) >= 250


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_concept_has_one_preferred_label(language):
    for iri, properties in CONCEPTS.items():
        assert [v.language for v in properties[SKOS + "prefLabel"]].count(language) == 1, iri


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_name_means_one_concept(language):
    owners = defaultdict(set)
    for iri, properties in CONCEPTS.items():
        for label in properties[SKOS + "prefLabel"] + properties[SKOS + "altLabel"]:
            if label.language == language:
                owners[find_key(label.value)].add(iri)
    assert {key: iris for key, iris in owners.items() if len(iris) > 1} == {}


def test_labels_are_trimmed():
    labels = [v.value for p in CONCEPTS.values() for v in p[SKOS + "prefLabel"] + p[SKOS + "altLabel"]]
    assert [label for label in labels if label != " ".join(label.split()) or not label] == []


def test_ambiguous_labels_are_labels():
    for iri, properties in CONCEPTS.items():
        labels = {v.value for v in properties[SKOS + "prefLabel"] + properties[SKOS + "altLabel"]}
        assert {v.value for v in properties[CG + "ambiguousLabel"]} <= labels, iri


def test_links_lead_somewhere():
    ontology = ox.parse(path=find_ontology("conflict.ttl"), format=ox.RdfFormat.TURTLE)
    defined = {t.subject.value for t in ontology} | set(CONCEPTS)
    for iri, properties in CONCEPTS.items():
        for link in properties[SKOS + "broader"] + properties[CG + "unRegisterCategory"]:
            assert link.value in defined, iri


def test_a_concept_is_on_top_or_below_one_other():
    for iri, properties in CONCEPTS.items():
        assert len(properties[SKOS + "broader"]) + len(properties[SKOS + "topConceptOf"]) == 1, iri
        assert [v.value for v in properties[SKOS + "inScheme"]] == [SCHEME], iri
        assert iri not in TABLE.concepts[iri].above, iri


def test_top_concepts_are_categories():
    tops = {iri for iri, properties in CONCEPTS.items() if properties[SKOS + "topConceptOf"]}
    assert tops <= set(TABLE.notations)


@pytest.mark.parametrize(("kind", "register"), REGISTERED.items())
def test_register_category_goes_down_the_tree(kind, register):
    below = [iri for iri in CONCEPTS if TABLE.is_below(iri, SCHEME + kind)]
    assert below
    for iri in below:
        assert [v.value for v in CONCEPTS[iri][CG + "unRegisterCategory"]] == [f"{CG}register{register}"], iri


def test_origins_are_country_codes():
    codes = Counter(v.value for properties in CONCEPTS.values() for v in properties[CG + "originCode"])
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert {"FR", "US", "RU", "CN", "IR", "TR", "IL", "KP"} <= set(codes)


def test_concepts_stand_in_alphabetical_order():
    text = find_ontology("weapons.ttl").read_text(encoding="utf-8")
    blocks = re.findall(r"^weapon:(\S+) a ", text, re.MULTILINE)
    assert blocks == sorted(blocks) and len(blocks) == len(CONCEPTS)


@pytest.mark.parametrize(("name", "category"), [
    ("F-16", "aircraft"), ("F16", "aircraft"), ("Mirage 2000", "aircraft"), ("T-72", "tank"), ("Leopard 2", "tank"),
    ("Bradley", "armoured vehicle"), ("Caesar", "artillery"), ("HIMARS", "rocket"), ("ATACMS", "ballistic missile"),
    ("Storm Shadow", "cruise missile"), ("SCALP", "cruise missile"), ("Taurus", "cruise missile"),
    ("Kinjal", "ballistic missile"), ("Kh-101", "cruise missile"), ("Shahed", "drone"), ("Guéran-2", "drone"),
    ("Orechnik", "ballistic missile"), ("SAMP/T", "air-defence system"), ("Dôme de fer", "air-defence system"),
    ("Pantsir", "air-defence system"), ("Smertch", "rocket"), ("TOS-1", "rocket"), ("kalachnikovs", "small arms"),
    ("RPG-7", "rocket"), ("NLAW", "missile"), ("PFM-1", "anti-personnel mine"), ("Claymore", "anti-personnel mine"),
    ("TM-62", "anti-tank mine"), ("GBU-39", "bomb"), ("FAB-500", "bomb"), ("DPICM", "cluster munition"),
    ("Novitchok", "chemical weapon"), ("phosphore blanc", "incendiary"), ("TNT", "explosive"),
    ("machettes", "bladed weapon"), ("mines anti-personnel", "anti-personnel mine"), ("obus de 155 mm", "artillery"),
    ("voitures piégées", "car bomb"),
    ("sous-marins", "naval vessel"), ("ogives nucléaires", "nuclear weapon"), ("drones navals", "drone"),
])
def test_name_leads_to_category(name, category):
    assert TABLE.find_notation(TABLE.names[find_key(name)].concept) == category


def test_malformed_turtle_is_a_resource_error(tmp_path):
    (tmp_path / "weapons.ttl").write_text("weapon:tank a ", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"weapons\.ttl"):
        load_weapons(tmp_path / "weapons.ttl")


def test_concept_without_category_is_a_resource_error(tmp_path):
    text = f'<{SCHEME}x> <{SKOS}prefLabel> "x"@fr .'
    (tmp_path / "weapons.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match="no category"):
        load_weapons(tmp_path / "weapons.ttl")


def find_categories(phrase):
    """Categories of the longest names in a phrase."""
    words = phrase.replace("’", "'").replace("'", "' ").split()
    for length in range(len(words), 0, -1):
        keys = [find_key(" ".join(words[i : i + length])) for i in range(len(words) - length + 1)]
        found = {TABLE.find_notation(TABLE.names[key].concept) for key in keys if key in TABLE.names}
        if found:
            return found
    return set()


@pytest.mark.gold
@pytest.mark.skipif(not (GOLD / "train").is_dir(), reason="the annotated articles are not beside the checkout")
def test_annotated_weapons_find_their_category():
    paths = sorted((GOLD / "train").glob("*.json"))
    weapons = [w for path in paths for w in json.loads(path.read_text(encoding="utf-8"))["weapons"]]
    missed = [w["name"] for w in weapons
              if not any(w["category"] in find_categories(phrase) for phrase in [w["name"], *w["mentions"]])]
    assert weapons and len(missed) <= 0.05 * len(weapons), missed
