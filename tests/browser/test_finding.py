"""Finding: search, filters, time line, paths, table, language, and the address that holds it all."""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.browser.reading import (
    EVENTS,
    click_node,
    find_id,
    list_events,
    list_shown,
    read_panel,
    read_state,
    read_title,
    wait_for,
)

pytestmark = pytest.mark.browser
PARTS = ("#search", "#tabs", "#filterButton", "#exports summary", "#network", "#timeline", "#panel", "#zoom", "#legend")


def search(page, words):
    page.locator("#search").fill(words)
    page.locator("#search").press("Enter")


# --- search ---


@pytest.mark.parametrize("words", ["zelensky", "ZÉLENSKY", "volodymyr zelensky "])
def test_search_folds_accents(visit, words):
    page = visit("plain")
    search(page, words)
    assert read_title(page) == "Volodymyr Zélensky"
    assert list_shown(page) == {"Volodymyr Zélensky", "promis"}


def test_search_knows_other_names(visit):
    page = visit("plain")
    page.locator("#search").fill("kiev")
    assert page.locator("[role=option]").all_inner_texts()[0].startswith("Ukraine (Kiev)")
    page.locator("#search").press("Enter")
    assert read_title(page) == "Ukraine"


def test_search_is_a_combobox(visit):
    page = visit("plain")
    field = page.locator("#search")
    field.fill("a")
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    field.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    option = page.locator(f"#{active}")
    assert option.get_attribute("aria-selected") == "true"
    label = option.locator("span").first.inner_text().partition(" (")[0]
    field.press("Enter")
    assert read_title(page) == label
    assert page.locator("#options").is_hidden()


def test_search_lists_several_and_owns_up_to_none(visit):
    page = visit("plain")
    search(page, "armée")  # one of each article
    assert "8 noms contiennent" in read_panel(page) or read_title(page) == "armée"
    search(page, "<b>rien")
    assert "Rien ne s’appelle « <b>rien »" in read_panel(page)


# --- filters ---


def test_filter_by_class_of_event(visit):
    page = visit("small")
    page.get_by_role("button", name="Filtres").click()
    page.get_by_role("checkbox", name="décision politique").check()
    assert list_shown(page) == {"autorisé", "Paul Ravel"}
    assert read_state(page)["t"] == ["PolicyDecision"]
    assert page.evaluate("document.activeElement.checked")  # the focus stays
    page.get_by_role("button", name="Tout effacer").click()
    assert len(list_shown(page)) > 5


@pytest.mark.parametrize(
    "address, there, gone",
    [
        ("s=intended", "livraison", "autorisé"),
        ("y=Person", "autorisé", "frappe"),
        ("c=missile", "livraison", "autorisé"),
        ("k=France", "autorisé", "frappe"),
        ("t=ArmedAction,Statement", "frappe", "autorisé"),
    ],
)
def test_filters_from_the_address(visit, address, there, gone):
    shown = list_shown(visit("small", address))
    assert there in shown and gone not in shown


def test_filter_counts_what_is_left(visit):
    page = visit("mines")
    page.get_by_role("button", name="Filtres").click()
    line = page.locator("#facets label", has_text="décision politique")
    count = int(line.locator(".soft").inner_text())
    line.locator("input").check()
    page.get_by_role("button", name="Tableau").click()
    assert f"{count} lignes" in page.locator("#caption").inner_text().replace("\u00a0", " ")


def test_legend_hides_a_type(visit):
    page = visit("small")
    place = page.locator("#legend").get_by_role("button", name="lieu")
    assert "Odessa" in list_shown(page)
    place.click()
    assert "Odessa" not in list_shown(page) and place.get_attribute("aria-pressed") == "false"
    place.click()
    assert "Odessa" in list_shown(page)


# --- time ---


def test_time_line_is_dragged(visit):
    page = visit("mines")
    total = page.evaluate("graphbuild.data.nodes.filter(node => node.date).length")
    box = page.locator("#toSlider").bounding_box()
    page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    last = read_state(page)["b"]
    assert "2022-" < last < "2024-11"
    dates = page.evaluate(f"graphbuild.shown.map(i => graphbuild.nodes[i]).filter({EVENTS}).map(node => node.from)")
    assert 0 < len(dates) < total and max(dates) <= last
    assert page.locator("#bars .out").count() > 0
    page.go_back()
    assert read_state(page)["b"] == ""


def test_time_line_by_keyboard_and_typed(visit):
    page = visit("mines")
    slider = page.locator("#fromSlider")
    slider.focus()
    slider.press("ArrowRight")
    assert read_state(page)["a"] != ""
    assert slider.get_attribute("aria-valuetext")
    page.locator("#fromDay").fill("2023-07-01")
    page.locator("#toDay").fill("2023-07-31")
    assert {"livré", "bombe à sous-munitions"} <= list_shown(page)
    assert "mine antipersonnel" not in list_shown(page)


def test_undated_events_are_counted_apart(visit):
    page = visit("mines", "a=2023-07-01&b=2023-07-31")
    undated = sum("date" not in event and "from" not in event for event in list_events(page))
    assert f"{undated} événements sans date" in page.locator("#undatedText").inner_text().replace("\u00a0", " ")
    before = len(list_shown(page))
    page.locator("#undated").check()
    assert len(list_shown(page)) > before


# --- paths ---


def test_path_between_two_nodes(visit):
    page = visit("small")
    click_node(page, "Paul Ravel")
    page.get_by_role("button", name="Chemin vers…").click()
    assert "Paul Ravel" in page.locator("#pathStart").inner_text()
    search(page, "Ukraine")
    assert read_title(page).replace("\u00a0", " ") == "Chemin de « Paul Ravel » à « Ukraine »"
    assert page.locator(".path .node").all_inner_texts() == ["Paul Ravel", "autorisé", "livraison", "Ukraine"]
    assert list_shown(page) == {"Paul Ravel", "autorisé", "livraison", "Ukraine"}


def test_no_path_is_said(visit):
    page = visit("plain")
    page.goto(f"{page.url.partition('#')[0]}#p={find_id(page, 'Volodymyr Zélensky', 'Odessa')}")
    assert "Aucun chemin" in read_panel(page)


# --- table ---


def test_table_tells_the_same_and_sorts(visit):
    page = visit("mines", "w=table")
    assert page.locator("#rows tr").count() == len(list_events(page))
    head = page.get_by_role("columnheader", name="Événement")
    assert head.get_attribute("aria-sort") == "none"
    head.get_by_role("button").click()
    words = page.locator("#rows th").all_inner_texts()
    assert head.get_attribute("aria-sort") == "ascending" and words[0][0] == "a" and words[-1][0] > "s"
    assert page.evaluate("document.activeElement.closest('th') !== null")
    page.get_by_role("columnheader", name="Événement").get_by_role("button").click()
    assert page.locator("#rows th").first.inner_text() == words[-1]
    assert read_state(page)["r"] == "-event"


def test_row_opens_its_evidence(visit):
    page = visit("small", "w=table")
    page.locator("#rows").get_by_role("button", name="autorisé").click()
    assert read_title(page) == "autorisé"
    assert page.locator("#tableView").is_visible()


@pytest.mark.parametrize("view", ["actors", "decisions", "statements"])
def test_projections_have_tables(visit, view):
    page = visit("mines", f"v={view}&w=table")
    assert page.locator("#rows tr").count() > 0
    page.locator("#rows button").first.click()
    assert page.locator("#evidence blockquote").count() > 0


def test_without_javascript_the_first_view_is_a_table(visit):
    page = visit("small", java_script_enabled=False)
    assert page.locator("noscript p").first.is_visible() and not page.locator("#app").is_visible()
    assert page.locator("noscript tbody tr").count() == 5
    assert "agent : Paul Ravel" in page.locator("noscript tbody").inner_text()


# --- address and language ---


def test_link_shows_the_same_again(visit):
    page = visit("mines")
    page.get_by_role("tab", name="Décisions et armes").click()
    page.locator("#fromDay").fill("2022-01-01")
    page.locator("#evidence .node").first.click()
    page.get_by_role("button", name="EN English").click()
    state, title, shown = read_state(page), read_title(page), page.evaluate("graphbuild.shown")
    page.reload()
    wait_for(page, "Boolean(window.graphbuild?.scene)")
    assert (read_state(page), read_title(page), page.evaluate("graphbuild.shown")) == (state, title, shown)
    page.go_back()
    assert read_state(page)["l"] == "fr"


@pytest.mark.parametrize(
    "address",
    ["v=nothing&l=xx&d=9", "n=urn:unknown&i=urn:unknown", "p=a b&x=c&r=constructor", "a=x&b=<img>&g=actor,%",
     "t=__proto__&q=<script>", "o=constructor&c=toString&k=__proto__"],
)  # fmt: skip
def test_odd_addresses_do_no_harm(visit, address):
    assert visit("small", address).locator("#evidence h2").is_visible()


def test_language_is_switched_without_a_reload(visit):
    page = visit("mines")
    page.evaluate("window.here = true")
    page.get_by_role("button", name="EN English").click()
    assert page.evaluate("document.documentElement.lang") == "en" and page.evaluate("here")
    assert page.get_by_role("tab", name="Decisions and weapons").is_visible()
    assert "What it is about" in read_panel(page)
    wait_for(page, "graphbuild.scene.labels.some(({ text }) => text === 'anti-personnel mine')")
    assert page.locator("#search").get_attribute("placeholder").startswith("Search")


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_sheet_and_tools_are_within_the_window(visit, size):
    page = visit("mines", size=size)
    for selector in PARTS:
        box = page.locator(selector).bounding_box()
        assert box["x"] >= 0 and box["y"] >= 0 and box["y"] + box["height"] <= size[1], selector
        assert box["x"] + (0 if selector == "#tabs" else box["width"]) <= size[0] + 1, selector
    if size == NARROW:
        page.locator("#sheet").click()
        wait_for(page, "document.querySelector('#panel').getBoundingClientRect().height > 500")  # it grows there
