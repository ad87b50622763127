"""Exports: what each file holds."""

import csv
import io
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest

from graphbuild.vocabulary import cg, gaf, rdf, rdfs
from tests.browser.reading import find, find_id, list_shown
from tests.explorer_stores import PAYLOADS, fill, make_hostile
from tests.readings import make_reading

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"


def export(page, kind: str) -> bytes:
    """The file that a button of the menu saves."""
    page.locator("#exports summary").click()
    with page.expect_download() as saved:
        page.locator(f"[data-export={kind}]").click()
    assert saved.value.suggested_filename.endswith(kind)
    return saved.value.path().read_bytes()


def test_png_is_twice_as_sharp_and_not_blank(visit):
    page = visit("small")
    data = export(page, "png")
    assert data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 20_000
    width = page.evaluate("document.getElementById('network').clientWidth")
    assert int.from_bytes(data[16:20]) == 2 * width


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_svg_holds_every_label_and_nothing_that_runs(visit, name):
    page = visit(name)
    root = ET.fromstring(export(page, "svg"))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {"svg", "title", "path", "text"}
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on") or "href" in key]
    texts = " ".join(element.text or "" for element in root.iter(SVG + "text"))
    for box in page.evaluate("graphbuild.scene.labels"):
        assert all(word in texts for word in box["text"].split())


def test_csv_is_what_is_visible(visit):
    page = visit("small", "t=PolicyDecision")
    rows = list(csv.DictReader(io.StringIO(export(page, "csv").decode("utf-8-sig"))))
    assert [row["Événement"] for row in rows] == ["autorisé"]
    assert rows[0]["Qui"] == "Paul Ravel" and rows[0]["Date"] == "2024-03-05" and rows[0]["À propos de"] == "livraison"
    assert rows[0]["Phrase"].startswith("Le ministre Paul Ravel a autorisé")
    assert rows[0]["IRI"] == page.evaluate("i => graphbuild.nodes[i].id", find(page, "autorisé"))


def test_csv_of_a_projection(visit):
    page = visit("mines", "v=decisions&w=table")
    rows = list(csv.DictReader(io.StringIO(export(page, "csv").decode("utf-8-sig"))))
    assert len(rows) == page.locator("#rows tr").count()
    assert ("Joe Biden", "mine antipersonnel") in {(row["De"], row["Vers"]) for row in rows}


def test_csv_runs_no_formula(visit):
    page = visit("small")
    page.evaluate("graphbuild.nodes[0].label = '=HYPERLINK(\"x\")'")
    text = page.evaluate("graphbuild.writeCsv()").lstrip("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert '\'=HYPERLINK("x")' in " ".join(cells) and not [cell for cell in cells if cell[:1] in ("=", "+", "@")]


def test_turtle_says_nothing_that_the_graph_does_not(visit):
    page, store = visit("small"), fill(make_reading())
    triples = list(ox.parse(export(page, "ttl"), format=ox.RdfFormat.TURTLE))
    known = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in store.inner}
    said = {
        (str(triple.subject), str(triple.predicate), str(triple.object))
        for triple in triples
        if isinstance(triple.subject, ox.NamedNode) and triple.predicate.value != rdfs.label  # events have none there
    }
    assert len(said) > 25
    assert said - known == set()
    denoted = {str(triple.subject) for triple in triples if triple.predicate.value == gaf.denotedBy}
    assert len(denoted) == page.evaluate("graphbuild.shown.length")  # each with its words
    assert sum(triple.predicate.value == rdf.type and triple.object.value == cg.Claim for triple in triples) == 1


def test_turtle_is_of_what_is_visible(visit):
    page = visit("small")
    page.goto(f"{page.url.partition('#')[0]}#n={find_id(page, 'Paul Ravel')}&d=1")
    triples = ox.parse(export(page, "ttl"), format=ox.RdfFormat.TURTLE)
    labels = {triple.object.value for triple in triples if triple.predicate.value == rdfs.label}
    assert labels == list_shown(page) == {"Paul Ravel", "autorisé"}


def test_hostile_turtle_can_be_read(visit):
    triples = list(ox.parse(export(visit("hostile"), "ttl"), format=ox.RdfFormat.TURTLE))
    labels = {triple.object.value for triple in triples if triple.predicate.value == rdfs.label}
    assert set(PAYLOADS) <= labels
    assert {str(quad.subject) for quad in fill(make_hostile()).inner} >= {
        str(triple.subject) for triple in triples if isinstance(triple.subject, ox.NamedNode)
    }


def test_link_is_copied(visit):
    page = visit("small", "v=actors")
    page.evaluate("navigator.clipboard.writeText = async text => { window.heard = text; }")
    page.locator("#exports summary").click()
    page.locator("[data-export=link]").click()
    assert page.evaluate("heard").endswith("#v=actors")
