"""The editor in a browser: completion with definitions, running, errors at their line, examples, the address; axe."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.reading import wait_for
from tests.browser.service import list_faults
from tests.explorer_stores import PAYLOADS
from tests.service_stores import BASE

CG = "PREFIX cg: <https://w3id.org/conflictgraph/ns#>\n"
QUERY = "SELECT ?event WHERE { ?event a cg:ArmsTransfer }"


@pytest.fixture
def edit(surf):
    """A function that opens the editor with a query and waits until it knows the terms."""

    def open_editor(query: str = "", **options) -> Page:
        page = surf("/editor" + (f"?{urlencode({'query': query})}" if query else ""), **options)
        wait_for(page, "document.documentElement.dataset.terms === 'known'")
        return page

    return open_editor


def write(page: Page, text: str) -> None:
    """Type a text into the empty editor."""
    page.evaluate("graphbuildEditor.setValue('')")
    page.locator(".CodeMirror").click()
    page.keyboard.type(text)


def read_text(page: Page) -> str:
    text: str = page.evaluate("graphbuildEditor.getValue()")
    return text


def list_hints(page: Page) -> list[str]:
    """What the candidates would put in, the first of them with its definition."""
    expect(page.locator(".CodeMirror-hints")).to_be_visible()
    page.wait_for_timeout(150)
    return page.locator(".hintName").all_inner_texts()


def test_class_is_completed_with_its_definition(edit):
    page = edit()
    write(page, "SELECT * { ?event a cg:Arms")
    assert list_hints(page) == ["cg:ArmsTransfer"]
    expect(page.locator(".hintText")).to_have_text(
        "Des armes sont fournies, livrées, données ou vendues. « Berlin a livré dix chars. »"
    )
    page.keyboard.press("Enter")
    page.keyboard.type(" ; cg:rec")
    assert list_hints(page)[0] == "cg:recipient"
    expect(page.locator(".hintText").first).to_contain_text("À qui l'on donne")
    page.keyboard.press("Enter")
    assert read_text(page) == CG + "SELECT * { ?event a cg:ArmsTransfer ; cg:recipient"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("SELECT * { ?e a cg:", ["cg:Actor"]),
        ("SELECT * { ?e cg:", ["cg:about", "cg:agent"]),
        ("SELECT * { ?e cg:decisionKind cg:auth", ["cg:authorise"]),
        ("SELECT * { ?e cg:status cg:", ["cg:actual", "cg:denied", "cg:intended", "cg:requested"]),
        ("SELECT * { ?e cg:agent/cg:cou", ["cg:country"]),
        ("SELECT * { ?e cg:arme", ["cg:weapon"]),  # by its French label
        ("PREFIX c: <https://w3id.org/conflictgraph/ns#>\nSELECT * { ?e a c:Arms", ["c:ArmsTransfer"]),
        ("#d", ["#defaultView:Map", "#defaultView:Timeline", "#defaultView:Network", "#defaultView:Table"]),
        ("SELECT * { ?e cg:recipient Ukr", ["Ukraine"]),
        ('SELECT * { ?e cg:recipient "Luc Ra', ["Luc Ravel"]),
        ("SELECT * { ?e cg:weapon <missile", ["missile", "missile Hache"]),
    ],
)
def test_what_fits_comes_first(edit, typed, first):
    page = edit()
    write(page, typed)
    assert list_hints(page)[: len(first)] == first


@pytest.mark.parametrize(
    "typed", ["SELECT ?a { ?a ?b ?c FILTER(?a", "SELECT * { ?s ex:", "PREFIX cg:", "SELECT * { ?s a <http://exa"]
)
def test_nothing_is_offered_unasked(edit, typed):
    page = edit()
    write(page, typed)
    page.wait_for_timeout(300)
    expect(page.locator(".CodeMirror-hints")).to_have_count(0)
    assert read_text(page).startswith(typed)


def test_ctrl_space_offers_variables_and_words(edit):
    page = edit()
    write(page, "SELECT ?event { ?e")
    page.keyboard.press("Control+Space")
    assert list_hints(page) == ["?event"]
    page.keyboard.press("Enter")
    page.keyboard.type(" a ")
    page.keyboard.press("Control+Space")
    assert list_hints(page)[:2] == ["cg:Actor", "cg:ArmedAction"]
    page.keyboard.press("Escape")
    page.keyboard.type("cg:Event . OPT")
    page.keyboard.press("Control+Space")
    assert "OPTIONAL" in list_hints(page)


def test_name_in_quotes_becomes_its_iri(edit):
    page = edit()
    write(page, 'SELECT * { ?e cg:recipient "Ukr" }')
    page.evaluate("graphbuildEditor.getDoc().setCursor({ line: 1, ch: 31 })")
    page.keyboard.press("Control+Space")
    assert list_hints(page)[0] == "Ukraine"
    page.keyboard.press("Enter")
    assert read_text(page) == f"{CG}SELECT * {{ ?e cg:recipient <{BASE}actor/state/UA> }}"


def test_query_is_run_from_the_keyboard_and_back_brings_the_one_before(edit):
    page = edit(QUERY)
    expect(page.locator("table.rows tbody tr")).to_have_count(5)
    write(page, "SELECT ?event WHERE { ?event a cg:PolicyDecision }")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**cg%3APolicyDecision**")
    expect(page.locator("table.rows tbody tr")).to_have_count(4)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.go_back()
    page.wait_for_url("**cg%3AArmsTransfer**")
    expect(page.locator("table.rows tbody tr")).to_have_count(5)
    wait_for(page, "document.documentElement.dataset.terms === 'known'")
    assert read_text(page) == QUERY


def test_tab_leaves_the_editor(edit):
    page = edit(QUERY)
    page.locator(".CodeMirror").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Exécuter"


def test_error_of_the_server_stands_at_its_line(edit):
    page = edit("SELECT * {\n  ?s ?p ?o .\n  ?s ?? ?o\n}")
    expect(page.locator(".faultLine")).to_have_count(1)
    assert page.evaluate("graphbuildEditor.getDoc().getCursor().line") == 2
    expect(page.get_by_role("alert")).to_contain_text("Ligne 3, colonne 11")
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    page.keyboard.type(" ")
    expect(page.locator(".faultLine")).to_have_count(0)


def test_line_that_cannot_be_read_is_marked_while_typing(edit):
    page = edit()
    write(page, "SELECT * {\n?s ?p ?o .\n?s ! }")
    expect(page.locator("#check")).to_contain_text("Ligne 3 : cela ne peut être lu")
    expect(page.locator(".faultMark")).to_have_count(1)
    write(page, "SELECT * { ?s ?p ?o")
    expect(page.locator("#check")).to_have_text("La requête n’est pas finie.")
    write(page, "SELECT * { ?s cg:agent ?o }")
    expect(page.locator("#check")).to_have_text("")
    expect(page.locator(".faultMark")).to_have_count(0)


def test_query_that_is_too_long_is_not_sent(edit):
    page = edit()
    page.evaluate("graphbuildEditor.setValue('ASK {} #' + 'é'.repeat(40000))")
    page.get_by_role("button", name="Exécuter").click()
    expect(page.locator("#check")).to_contain_text("65 536")
    assert page.url.endswith("/editor")


def test_line_in_the_query_chooses_the_view(edit):
    page = edit("#defaultView:map\n" + QUERY)
    expect(page.locator(".tabs [aria-current]")).to_have_text("Carte")
    page.get_by_role("link", name="Tableau").click()
    expect(page.locator("table.rows tbody tr")).to_have_count(5)
    wait_for(page, "document.documentElement.dataset.terms === 'known'")
    page.locator(".CodeMirror").click()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "_view=table" in page.url
    wait_for(page, "document.documentElement.dataset.terms === 'known'")
    page.evaluate("graphbuildEditor.setValue('#defaultView:Timeline\\n' + graphbuildEditor.getValue().split('\\n')[1])")
    page.get_by_role("button", name="Exécuter").click()
    expect(page.locator(".tabs [aria-current]")).to_have_text("Chronologie")


def test_example_fills_the_editor(edit):
    page = edit()
    page.get_by_text("Exemples").click()
    page.get_by_role("link", name="Les actions armées sur une carte").click()
    wait_for(page, "document.documentElement.dataset.terms === 'known'")
    assert read_text(page).startswith("#defaultView:Map\n")
    page.get_by_role("button", name="Exécuter").click()
    expect(page.locator(".tabs [aria-current]")).to_have_text("Carte")


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_query_stays_text(edit, text):
    page = edit(f"# {text}\nSELECT ?s {{ ?s ?p {'?o'} }} LIMIT 1")
    assert read_text(page).startswith(f"# {text}\n")
    assert page.locator("img").count() == 0


def test_editor_works_without_a_script(surf):
    page = surf("/editor", java_script_enabled=False)
    page.get_by_label("Requête SPARQL").fill(QUERY)
    page.get_by_role("button", name="Exécuter").click()
    expect(page.locator("table.rows tbody tr")).to_have_count(5)
    expect(page.get_by_label("Requête SPARQL")).to_have_value(QUERY)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("state", ["answer", "candidates", "error", "examples"])
def test_axe_finds_no_serious_fault(edit, state, size, scheme):
    queries = {"answer": QUERY, "error": "SELECT * {\n  ?s ?? ?o }"}
    page = edit(queries.get(state, ""), size=size, color_scheme=scheme, bypass_csp=True)
    if state == "candidates":
        write(page, "# comment\nSELECT * { ?event a cg:ArmsTransfer ; cg:killed 3 ; rdfs:label 'x' ; cg:")
        list_hints(page)
    if state == "examples":
        page.get_by_text("Exemples").click()
        page.get_by_text("Préfixes").click()
    assert list_faults(page) == []
