"""Evidence: the sentence with its words marked, who says it, how sure it is, and the query that yields it."""

import pytest

from graphbuild.querying import run_query
from tests.browser.reading import click_node, find_id, read_panel, read_quote, read_title
from tests.explorer_stores import fill
from tests.readings import make_reading

pytestmark = pytest.mark.browser


def open_node(visit, name, store="small"):
    page = visit(store)
    page.goto(f"{page.url.partition('#')[0]}#i={find_id(page, name)}")
    assert read_title(page) == name
    return page


def read_marks(page) -> list[tuple[str, str]]:
    """Words marked in the first sentence, with the class that colours them."""
    marks = page.locator("#evidence blockquote").first.locator("mark")
    return marks.evaluate_all("marks => marks.map(mark => [mark.firstChild.data, mark.className])")


def test_trigger_and_roles_are_marked(visit):
    page = open_node(visit, "autorisé")
    assert read_marks(page) == [["Paul Ravel", "agent"], ["autorisé", "trigger"], ["livraison", "about"]]
    read_colours = "marks => marks.map(mark => getComputedStyle(mark).borderBottomColor)"
    assert len(set(page.locator("#evidence mark").evaluate_all(read_colours))) == 3


def test_words_are_marked_after_letters_of_two_units(visit):
    page = open_node(visit, "promis", "plain")
    assert ["promis", "trigger"] in read_marks(page)


def test_sentences_around_come_on_demand(visit):
    page = open_node(visit, "autorisé")
    around = page.get_by_role("button", name="Phrases voisines").first
    assert "Selon l'agence" not in page.locator("blockquote").first.inner_text()
    around.click()
    assert "Selon l'agence" in page.locator("blockquote").first.inner_text()
    around.click()
    assert "Selon l'agence" not in page.locator("blockquote").first.inner_text()


def test_article_date_and_source_stand_beside(visit):
    page = open_node(visit, "autorisé")
    assert page.locator("#evidence cite").first.inner_text() == "Livraison, example.org, 6 mars 2024"


@pytest.mark.parametrize(
    "name, words",
    [
        ("frappe", "Affirmation, non fait établi selon Presse du Nord (nie"),
        ("frappe", "nié : n’a pas eu lieu"),
        ("livraison", "Non établi — prévu ou promis, pas encore réalisé ; sans réserve"),
        ("tués", "donné comme réel ; possible seulement"),
        ("autorisé", "donné comme réel ; sans réserve"),
        ("autorisé", "à condition que Kiev ne les tire pas sur Odessa"),
        ("autorisé", "décision politique · autoriser · 5 mars 2024"),
        ("Presse du Nord", "Ce qu’il affirme ou nie"),
        ("Paul Ravel", "personne · France"),
        ("Paul Ravel", "Aussi appelé : Ravel"),
        ("missile Hache", "arme — 1 événement"),
    ],
)
def test_panel_says_who_says_it_and_how_sure_it_is(visit, name, words):
    assert words in read_panel(open_node(visit, name))


def test_place_leads_to_geonames(visit):
    page = open_node(visit, "Odessa")
    link = page.get_by_role("link", name="GeoNames")
    assert link.get_attribute("href").startswith("https://www.geonames.org/698740")
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_citation_is_copied(visit):
    page = open_node(visit, "autorisé")
    page.evaluate("navigator.clipboard.writeText = async text => { window.heard = text; }")
    page.get_by_role("button", name="Copier la citation").first.click()
    heard = page.evaluate("heard").replace("\u00a0", " ")
    assert heard.startswith("« Le ministre Paul Ravel a autorisé")
    assert heard.endswith("» — example.org, Livraison, 6 mars 2024, https://example.org/1")
    assert page.locator("#live").inner_text().strip() == "Copié"


@pytest.mark.parametrize(
    "names",
    [("autorisé",), ("Paul Ravel",), ("Paul Ravel", "autorisé"), ("démenti", "frappe"), ("livraison", "Ukraine")],
)
def test_sparql_yields_what_is_shown(visit, names):
    page = visit("small")
    page.goto(f"{page.url.partition('#')[0]}#i={find_id(page, *names)}")
    page.locator("#evidence summary", has_text="SPARQL").click()
    query = page.locator("#evidence pre").inner_text()
    table = run_query(fill(make_reading()), query)
    assert table.rows
    if names != ("Paul Ravel",):  # whose query tells all that the graph says of him
        assert read_quote(page) in {getattr(cell, "value", None) for row in table.rows for cell in row}


def test_list_of_events_leads_on_and_back(visit):
    page = visit("small")
    click_node(page, "Paul Ravel")
    page.locator("#evidence li .node").first.click()
    assert read_title(page) == "autorisé"
    page.locator("#back").click()
    assert read_title(page) == "Paul Ravel"
    page.go_back()
    assert read_title(page) == "De quoi il s’agit"
