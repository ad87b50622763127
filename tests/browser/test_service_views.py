"""The views of an answer in a browser: places on the map, events on the time line, the network in its frame; axe."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.service import list_faults
from tests.explorer_stores import PAYLOADS

EVENTS = "SELECT ?event WHERE { ?event cg:evidence ?sentence } ORDER BY ?event"
EMPTY = "SELECT ?class WHERE { ?x a ?class } LIMIT 3"
POINTS = """SELECT ?name ?n ?point WHERE { VALUES (?name ?n ?point) {
  ("Paris" 3 "POINT(2.35 48.85)"^^geo:wktLiteral) ("Paris" 4 "POINT(2.35 48.85)"^^geo:wktLiteral)
  ("Lima" 1 "Point ( -77.03 -12.04 )"^^geo:wktLiteral)
  ("nulle part" 1 "POLYGON((0 0, 1 1, 1 0, 0 0))"^^geo:wktLiteral) } }"""
COLUMNS = """SELECT ?where ?lat ?long WHERE { VALUES (?where ?lat ?long) {
  ("Oslo" 59.91 10.75) ("Nord" 91 10) ("vide" UNDEF 10) } }"""
DATES = """SELECT ?what ?when WHERE { VALUES (?what ?when) {
  ("jour" "2024-03-05"^^xsd:date) ("mois" "2024-02"^^xsd:gYearMonth) ("année" "2023"^^xsd:gYear)
  ("moment" "2024-03-05T10:00:00Z"^^xsd:dateTime) ("jamais" "hier") } }"""


@pytest.fixture
def view(surf):
    """A function that opens a view of a query in the editor."""

    def open_view(name: str, query: str, **options) -> Page:
        return surf("/editor?" + urlencode({"query": query, "_view": name}), **options)

    return open_view


# --- map ---


def test_map_shows_places_behind_rows_over_outlines(view):
    page = view("map", EVENTS)
    expect(page.locator(".circle")).to_have_count(1)
    expect(page.locator(".circle")).to_have_text("4")
    expect(page.locator(".circle.p-exact")).to_have_count(1)
    expect(page.locator(".countryName", has_text="Ukraine")).to_have_count(1)
    assert page.locator("path.land").count() > 200
    expect(page.locator(".unplaced")).to_contain_text("lignes sans lieu")
    assert page.locator(".viewLegend").get_by_text("lieu exact").is_visible()


def test_circle_leads_to_the_evidence(view):
    page = view("map", EVENTS)
    page.locator(".circle").click()
    popup = page.locator(".leaflet-popup")
    expect(popup.locator("h3")).to_contain_text("Odessa")
    expect(popup.locator(".told")).to_have_count(4)
    popup.locator(".told").first.click()
    expect(page.locator("#panel")).to_contain_text("frappe")
    popup.get_by_label("Fermer").click()
    expect(popup).to_have_count(0)


def test_places_are_a_list_for_the_keyboard(view):
    page = view("map", EVENTS)
    places = page.get_by_role("list", name="Lieux")
    expect(places.locator("summary")).to_have_text(["Odessa4"])
    places.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(places.locator(".told")).to_have_count(4)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("frappe")


def test_points_of_cells_are_shown_with_their_number(view):
    page = view("map", POINTS)
    expect(page.locator(".places summary")).to_have_text(["Paris7", "Lima1"])
    expect(page.locator(".viewLegend")).to_contain_text("Le nombre est « n ».")
    expect(page.locator(".unplaced")).to_have_text("1 ligne sans lieu")
    expect(page.locator(".circle")).to_have_text(["7", "1"])


def test_columns_of_degrees_are_points(view):
    page = view("map", COLUMNS)
    expect(page.locator(".places summary")).to_have_text(["Oslo1"])
    expect(page.locator(".unplaced")).to_have_text("2 lignes sans lieu")


@pytest.mark.parametrize(("name", "words"), [("map", "cg:place"), ("timeline", "?event")])
def test_view_of_nothing_says_what_to_do(view, name, words):
    page = view(name, EMPTY)
    expect(page.locator("#view .empty")).to_contain_text(
        "Aucune ligne" if name == "map" else "Rien derrière les lignes"
    )
    expect(page.locator("#view .empty")).to_contain_text(words)


# --- time line ---


def test_time_line_shows_dated_events(view):
    page = view("timeline", EVENTS)
    items = page.locator(".item")
    expect(items).to_have_count(4)
    expect(items.first).to_have_attribute("aria-label", "5 mars 2024, décision politique : autorisé")
    expect(page.locator(".unplaced")).to_contain_text("lignes sans date")
    items.first.hover()
    expect(page.locator(".detail")).to_contain_text("Paul Ravel a autorisé")
    items.first.click()
    expect(page.locator("#panel")).to_contain_text("autorisé")


def test_time_line_is_worked_by_keyboard(view):
    page = view("timeline", EVENTS)
    page.locator(".item[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.number") == "1"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.dataset.number") == "3"
    page.keyboard.press("+")
    assert page.evaluate("document.activeElement.dataset.number") == "3"
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("autorisé")


def test_dates_of_cells_are_as_long_as_they_are_uncertain(view):
    page = view("timeline", DATES)
    names = page.locator(".item").evaluate_all("items => items.map(item => item.getAttribute('aria-label'))")
    assert names == ["2023 : année", "février 2024 : mois", "5 mars 2024 : jour", "5 mars 2024 : moment"]
    widths = page.locator("rect.bar").evaluate_all("bars => bars.map(bar => Math.round(bar.getAttribute('width')))")
    assert page.locator("circle.bar").count() == 2
    assert 10 < widths[0] / widths[1] < 15  # a year and a month
    expect(page.locator(".unplaced")).to_have_text("1 ligne sans date")


def test_nothing_lies_over_another_on_the_time_line(view):
    rows = " ".join(f'("chose {n}" "2024-{n % 12 + 1:02}-{n % 28 + 1:02}"^^xsd:date)' for n in range(400))
    page = view("timeline", f"SELECT ?what ?when WHERE {{ VALUES (?what ?when) {{ {rows} }} }}")
    expect(page.locator(".item")).to_have_count(400)
    boxes = page.locator(".item .hit").evaluate_all(
        "all => all.map(one => ['x', 'y', 'width'].map(name => Number(one.getAttribute(name))))"
    )
    lanes: dict[float, list[tuple[float, float]]] = {}
    for x, y, width in boxes:
        lanes.setdefault(y, []).append((x, x + width))
    spans = [sorted(lane) for lane in lanes.values()]
    assert [(a, b) for lane in spans for a, b in pairwise(lane) if a[1] > b[0]] == []


def test_class_is_hidden_and_time_is_zoomed(view):
    page = view("timeline", DATES)
    before = page.locator(".strip .window").get_attribute("width")
    page.get_by_role("button", name="Agrandir").click()
    assert float(page.locator(".strip .window").get_attribute("width")) < float(before)
    page.get_by_role("button", name="Tout").click()
    assert page.locator(".strip .window").get_attribute("width") == before
    page = view("timeline", EVENTS)
    page.get_by_role("button", name="décision politique 4").click()
    expect(page.locator(".item")).to_have_count(0)


# --- network ---


def test_network_stands_in_a_frame_with_its_evidence(view):
    page = view("network", EVENTS)
    frame = page.frame_locator("iframe.network")
    expect(frame.get_by_role("tab", name="Événements")).to_be_visible()
    expect(frame.locator("#evidence table tbody tr").first).to_be_visible()
    frame.locator("#evidence table tbody button").first.click()
    expect(frame.locator("#evidence blockquote").first).to_be_visible()
    assert page.frames[1].evaluate("graphbuild.shown.length") > 3


def test_frame_says_why_there_is_no_network(view):
    page = view("network", "SELECT (1 AS ?one) {}")
    expect(page.frame_locator("iframe.network").locator("main")).to_contain_text("Aucune ligne ne nomme")


# --- all ---


@pytest.mark.parametrize("name", ["map", "timeline", "network"])
def test_hostile_words_stay_words(view, name):
    hostile = " ".join(f"({quoted(text)} 'POINT(2 48)'^^geo:wktLiteral '2024-03-05'^^xsd:date)" for text in PAYLOADS)
    query = EVENTS if name == "network" else f"SELECT * {{ VALUES (?what ?where ?when) {{ {hostile} }} }}"
    page = view(name, query)
    if name == "map":
        page.locator(".circle").click()
        expect(page.locator(".leaflet-popup .toldRows li")).to_have_count(len(PAYLOADS))
    elif name == "timeline":
        expect(page.locator(".item")).to_have_count(len(PAYLOADS))
        page.locator(".item").first.hover()
    else:
        expect(page.frame_locator("iframe.network").locator("#evidence table tbody tr").first).to_be_visible()
    assert page.locator("#view img[src=x], .leaflet-popup img").count() == 0


def quoted(text: str) -> str:
    """A text as a literal of SPARQL."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def test_tabs_are_links_that_keep_the_query(surf):
    page = surf("/questions/places_with_events")
    page.get_by_role("link", name="Carte").click()
    expect(page.locator(".tabs [aria-current]")).to_have_text("Carte")
    page.get_by_role("link", name="Réseau").click()
    expect(page.locator("iframe.network")).to_be_visible()
    page.go_back()
    expect(page.locator(".tabs [aria-current]")).to_have_text("Carte")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("name", ["map", "timeline", "network"])
def test_axe_finds_no_serious_fault(view, name, size, scheme):
    page = view(name, EVENTS, size=size, color_scheme=scheme, bypass_csp=True)
    if name == "map":
        page.locator(".circle").click()
        page.locator(".places summary").click()
        expect(page.locator("path.land").first).to_be_attached()
        page.wait_for_timeout(400)  # the popup fades in
    elif name == "timeline":
        page.locator(".item").first.focus()
        expect(page.locator(".kinds")).to_contain_text("décision politique")
    else:
        expect(page.frame_locator("iframe.network").locator("#evidence table tbody tr").first).to_be_visible()
    assert list_faults(page) == []
