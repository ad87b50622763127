"""Pages of a server in a browser: a question asked by keyboard, its evidence, its address; without a script; axe."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from graphbuild.vocabulary import cg
from tests.browser.conftest import NARROW, WIDE
from tests.browser.service import list_faults
from tests.explorer_stores import PAYLOADS
from tests.service_stores import BASE

QUESTION = "/questions/who_armed_whom"
DELIVERY = "/id/article/a2/event/12"
HOSTILE = "/id/article/" + quote("".join(PAYLOADS[:5]), safe="")


def test_question_is_asked_by_keyboard(surf):
    page = surf(QUESTION)
    field = page.get_by_role("combobox", name="supplier")
    field.focus()
    page.keyboard.type("luc")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Luc Ravel personne"])
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator(f"[id='{chosen}'][aria-selected=true]").count() == 1
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Luc Ravel")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{QUESTION}?supplier=Luc+Ravel")
    expect(page.locator("table.rows tbody tr")).to_have_count(1)
    expect(page.get_by_role("combobox", name="supplier")).to_have_value("Luc Ravel")


def test_name_that_several_bear_is_taken_as_its_iri(surf):
    page = surf(QUESTION)
    field = page.get_by_role("combobox", name="supplier")
    field.press_sequentially("ravel")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("option").filter(has_text="Luc").click()
    expect(field).to_have_value(BASE + "actor/person/luc-ravel")
    field.press("Enter")
    expect(page.locator(".named.actor")).to_have_text("Luc Ravel")


def test_error_stands_at_its_field(surf):
    page = surf(f"{QUESTION}?recipient=Ukraine&supplier=ravel&from=hier")
    field = page.get_by_role("combobox", name="supplier")
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby").split()
    assert "Ravel" in page.locator(f"[id='{described[1]}']").inner_text()
    expect(page.locator("#from")).to_have_value("hier")
    page.locator("#error-supplier a[data-choose$=luc-ravel]").click()
    expect(page.get_by_role("combobox", name="supplier")).to_have_value(BASE + "actor/person/luc-ravel")
    expect(page.locator("#from")).to_have_value("hier")


def test_evidence_stands_beside_its_row(surf):
    page = surf(f"{QUESTION}?supplier=Luc+Ravel")
    button = page.get_by_role("button", name="Preuves de la ligne 1")
    button.focus()
    page.keyboard.press("Space")
    panel = page.get_by_role("complementary")
    expect(panel.locator("mark")).to_have_text(["Luc Ravel", "livré", "missiles Hache", "Ukraine"])
    expect(panel).to_contain_text("Donné comme réel, sans réserve")
    expect(panel).to_contain_text("L’article lui-même le dit.")
    expect(panel).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    panel.get_by_role("link", name="La page de livré").click()
    page.wait_for_url(f"**{DELIVERY}")
    page.go_back()
    expect(page.locator("table.rows tbody tr")).to_have_count(1)


def test_evidence_of_words_in_a_text(surf):
    page = surf(HOSTILE)
    page.locator("a.mark.event", has_text="frappé").click()
    expect(page.get_by_role("complementary").locator("blockquote").first).to_contain_text(PAYLOADS[0])
    assert page.locator("img").count() == 0


def test_words_of_a_mention_are_shown_in_their_article(surf):
    page = surf("/about?" + urlencode({"iri": BASE + "article/a2#char=12,17"}))
    assert page.url.endswith("/id/article/a2?char=12,17#char-12")
    expect(page.locator(".chosen")).to_have_text("livré")
    expect(page.locator(".chosen")).to_be_in_viewport()


def test_bookmark_gives_the_same_and_back_goes_back(surf):
    page = surf(QUESTION)
    page.locator("#recipient").fill("Ukraine")
    page.get_by_role("button", name="Répondre").click()
    page.wait_for_url("**?recipient=Ukraine")
    rows = page.locator("table.rows tbody").inner_text()
    page.get_by_role("link", name="en", exact=True).click()
    page.wait_for_url("**_lang=en")
    assert page.locator("#recipient").input_value() == "Ukraine"
    assert page.locator("h1").inner_text() == "Who supplied which weapon to whom?"
    page.go_back()
    assert page.locator("h1").inner_text().startswith("Qui a fourni")
    page.go_back()
    expect(page.locator("#recipient")).to_have_value("")
    again = surf(f"{QUESTION}?recipient=Ukraine")
    assert again.locator("table.rows tbody").inner_text() == rows
    assert again.locator("#recipient").input_value() == "Ukraine"


def test_several_values_of_a_parameter(surf):
    page = surf(f"{QUESTION}?recipient=Ukraine")
    page.get_by_role("button", name="Une valeur de plus : recipient").click()
    added = page.get_by_role("combobox", name="recipient 2")
    expect(added).to_be_focused()
    added.press_sequentially("fra")
    expect(page.get_by_role("option")).to_have_text(["France État"])
    page.keyboard.press("Escape")
    added.fill("France")
    added.press("Enter")
    page.wait_for_url("**?recipient=Ukraine&recipient=France")
    assert page.locator("input[name=recipient]").count() == 2


def test_table_is_sorted_by_a_column(surf):
    page = surf("/questions/events_with_sentences")
    header = page.locator("th", has=page.get_by_role("button", name="type"))
    cells = page.locator(f"tbody td:nth-child({header.evaluate('cell => cell.cellIndex') + 1})")
    before = cells.all_inner_texts()
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    assert cells.all_inner_texts() == sorted(before) != before
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    assert cells.all_inner_texts() == sorted(before, reverse=True)
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") is None and cells.all_inner_texts() == before


def test_question_is_found_by_its_words(surf):
    page = surf("/")
    search = page.get_by_role("searchbox")
    search.fill("FOURNI zèle")
    expect(page.locator("#questions li:visible")).to_have_count(0)
    expect(page.locator("#none")).to_be_visible()
    search.fill("qui à fourni")
    expect(page.locator("#questions li:visible")).to_have_count(1)
    search.press("Enter")
    page.wait_for_url(f"**{QUESTION}")


def test_it_works_without_a_script(surf):
    page = surf("/", java_script_enabled=False)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("link", name="Qui a fourni").click()
    page.locator("#supplier").fill("Luc Ravel")
    page.get_by_role("button", name="Une valeur de plus : supplier").click()
    assert page.locator("input[name=supplier]").count() == 2
    page.get_by_role("button", name="Répondre").click()
    expect(page.locator("table.rows tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Preuves de la ligne 1").click()
    assert page.locator("mark").all_inner_texts() == ["Luc Ravel", "livré", "missiles Hache", "Ukraine"]
    page.get_by_role("link", name="a2").first.click()
    expect(page.locator(".prose")).to_contain_text("Elle remercie.")


PAGES = [
    "/",
    "/articles",
    f"{QUESTION}?supplier=Luc+Ravel",
    f"{QUESTION}?supplier=ravel&from=hier",
    DELIVERY,
    "/id/article/a1",
    "/id/actor/state/UA",
    "/about?" + urlencode({"iri": cg.ArmsTransfer}),
    "/nothing",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_serious_fault(surf, path, size, scheme):
    page = surf(path, size=size, color_scheme=scheme, bypass_csp=True)
    if path == PAGES[2]:
        page.locator(".proof").first.click()
        expect(page.locator("#panel mark").first).to_be_visible()
    assert list_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
