"""The page in a browser: it opens from a file, asks for nothing else, and shows the words behind what is chosen."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graphbuild.page import render_page
from graphbuild.records import Article, Reading
from graphbuild.store import open_store
from tests.readings import Reader, make_reading
from tests.test_page import PAYLOADS, fill, make_hostile

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, NARROW = (1280, 800), (390, 844)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium that resolves no name; without it the tests are skipped, but fail where CI runs them."""
    if not CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{CHROMIUM} isn't installed")
    with sync_playwright() as playwright:
        switches = [*SWITCHES, "--host-resolver-rules=MAP * ~NOTFOUND"]
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=switches)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Pages of a store with more nodes than a first view has, of hostile texts, of nothing."""
    folder = tmp_path_factory.mktemp("pages")
    stores = {
        "plain": fill(make_promise(), *(make_reading(f"a{number}") for number in range(8))),
        "small": fill(make_reading()), "hostile": fill(make_hostile()), "empty": open_store(),
    }  # fmt: skip
    for name, store in stores.items():
        (folder / f"{name}.html").write_text(render_page(store, PAYLOADS[1]), encoding="utf-8")
    return folder


def make_promise() -> Reading:
    """An article with an accented name and letters outside the basic plane."""
    read = Reader(Article("promesse", "𝒜𝒜 Volodymyr Zélensky a promis une riposte."))
    actor = read.actor("actor/person/volodymyr-zelensky", "Person", "Volodymyr Zélensky", "Volodymyr Zélensky")
    promise = read.event("Commitment", "promis", participations=[read.role("agent", actor, "Volodymyr Zélensky")])
    return Reading(read.document, [actor], [], [], [promise], [])


@pytest.fixture
def visit(browser, folder) -> Iterator[Open]:
    """A function that opens a page; afterwards it has asked for its file only, and nothing was logged or alerted."""
    heard: list[str] = []

    def open_page(name: str, size: tuple[int, int] = WIDE, **options: Any) -> Page:
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, **options)
        page.set_default_timeout(10_000)
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: (heard.append("alert"), dialog.dismiss()))
        page.on("request", lambda request: heard.append(request.url.rpartition("/")[2]))
        page.goto((folder / f"{name}.html").as_uri())
        assert heard.pop(0) == f"{name}.html"
        return page

    yield open_page
    assert heard == []
    for context in browser.contexts:
        context.close()


def find(page: Page, name: str) -> str:
    """IRI of the first node of a name."""
    return page.evaluate("name => [...graphbuild.nodes.values()].find(node => node.name === name).id", name)


def locate(page: Page, *ids: str) -> tuple[float, float]:
    """Where the middle of nodes is in the window."""
    return tuple(page.evaluate("""ids => {
      document.getElementById("network").scrollIntoView();
      const places = Object.values(graphbuild.network.getPositions(ids));
      const mean = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
      const { x, y } = graphbuild.network.canvasToDOM({ x: mean("x"), y: mean("y") });
      const box = document.getElementById("network").getBoundingClientRect();
      return [box.x + x, box.y + y];
    }""", ids))  # fmt: skip


def count_shown(page: Page) -> int:
    return page.evaluate("Object.keys(graphbuild.network.getPositions()).length")


def read_panel(page: Page) -> str:
    return page.locator("#evidence").inner_text().replace("\u00a0", " ")


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("name", ["plain", "small", "hostile", "empty"])
def test_page_opens_and_fits(visit, name, size):
    page = visit(name, size)
    assert page.evaluate("graphbuild.ready")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.title() == PAYLOADS[1]


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(
    "name, words", [("Paul Ravel", "Le ministre Paul Ravel a autorisé"), ("démenti", "l'armée a démenti la frappe")]
)
def test_click_on_a_node_shows_its_sentence(visit, size, name, words):
    page = visit("small", size)
    page.mouse.click(*locate(page, find(page, name)))
    assert page.locator("#evidence h2").inner_text() == name
    assert words in page.locator("#evidence blockquote").first.inner_text()
    assert page.locator("#evidence mark").first.inner_text() == name


def test_click_on_an_edge_shows_its_sentence(visit):
    page = visit("small")
    page.mouse.click(*locate(page, find(page, "autorisé"), find(page, "Paul Ravel")))
    assert page.locator("#evidence h2").inner_text() == "autorisé — agent — Paul Ravel"
    assert page.locator("#evidence mark").all_inner_texts() == ["Paul Ravel", "autorisé"]
    assert "Livraison, 2024-03-06" in page.locator("#evidence cite").inner_text()


def test_words_are_marked_after_letters_of_two_units(visit):
    page = visit("plain")
    page.evaluate("id => graphbuild.explainNode(id)", find(page, "promis"))
    assert page.locator("#evidence mark").all_inner_texts() == ["promis"]


@pytest.mark.parametrize("words", ["zelensky", "ZÉLENSKY", "volodymyr zelensky "])
def test_search_finds_with_and_without_accents(visit, words):
    page = visit("plain")
    page.fill("#search", words)
    page.press("#search", "Enter")
    assert page.locator("#evidence h2").inner_text() == "Volodymyr Zélensky"
    assert count_shown(page) == 2


def test_search_knows_other_names_and_owns_up(visit):
    page = visit("plain")
    page.fill("#search", "kiev")
    page.press("#search", "Enter")
    assert page.locator("#evidence h2").inner_text() == "Ukraine"
    page.fill("#search", "<b>rien")
    page.get_by_role("button", name="Chercher").click()
    assert "« <b>rien »" in page.locator("#counts").inner_text().replace("\u00a0", " ")


def test_search_lists_several_names(visit):
    page = visit("plain")
    page.fill("#search", "armée")
    page.press("#search", "Enter")
    assert page.locator("#evidence li").count() == 8
    page.locator("#evidence li button").first.click()
    assert page.locator("#evidence h2").inner_text() == "armée"


def test_legend_hides_a_group(visit):
    page = visit("small")
    before = count_shown(page)
    page.get_by_role("checkbox", name="lieu").uncheck()
    assert count_shown(page) == before - 1
    page.get_by_role("checkbox", name="lieu").check()
    assert count_shown(page) == before


def test_everything_and_back(visit):
    page = visit("plain")
    first = count_shown(page)
    page.get_by_role("button", name="Tout montrer").click()
    assert count_shown(page) == page.evaluate("graphbuild.nodes.size") > first
    assert f"{count_shown(page)} nœuds sur {count_shown(page)}" in page.locator("#counts").inner_text()
    page.get_by_role("button", name="Vue d’ensemble").click()
    assert count_shown(page) == first


def test_surroundings_of_a_node(visit):
    page = visit("plain")
    page.evaluate("id => graphbuild.explainNode(id)", find(page, "promis"))
    page.get_by_role("button", name="Montrer ce qui l’entoure").click()
    assert count_shown(page) == 2


def test_table_leads_to_the_evidence(visit):
    page = visit("plain")
    page.locator("#table summary").click()
    assert page.locator("#table tbody tr").count() == 41
    page.get_by_role("button", name="promis").click()
    assert "a promis une riposte" in read_panel(page)


@pytest.mark.parametrize(
    "name, words",
    [("frappe", "Affirmation et non fait établi : Presse du Nord (nie)"), ("démenti", "Déclaration de armée"),
     ("livraison", "Non établi : prévu"), ("Presse du Nord", "nie : frappe"), ("Odessa", "lieu : frappe")],
)  # fmt: skip
def test_panel_says_who_says_it(visit, name, words):
    page = visit("small")
    page.evaluate("id => graphbuild.explainNode(id)", find(page, name))
    assert words in read_panel(page)


def test_claim_has_its_evidence(visit):
    page = visit("small")
    page.evaluate("id => graphbuild.explainNode(id)", find(page, "frappe"))
    page.get_by_role("button", name="preuve : nie Presse du Nord").click()
    assert page.locator("#evidence h2").inner_text() == "Presse du Nord — nie — frappe"
    assert "Affirmation d’une source" in read_panel(page)
    assert page.locator("#evidence mark").all_inner_texts() == ["Selon", "frappe"]


def test_first_view_can_be_read(visit):
    page = visit("plain")
    assert page.evaluate("graphbuild.network.getScale() * Math.min(...graphbuild.fonts)") >= 12
    shown = "Object.keys(graphbuild.network.getPositions())"
    boxes = page.evaluate(f"{shown}.map(id => graphbuild.network.getBoundingBox(id))")
    over = [
        (a, b) for i, a in enumerate(boxes) for b in boxes[:i]
        if min(a["right"], b["right"]) - max(a["left"], b["left"]) > 1
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 1
    ]  # fmt: skip
    assert len(boxes) > 30 and over == []


def test_keyboard_reaches_a_node(visit):
    page = visit("small")
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.evaluate("document.activeElement.closest('#shown') !== null"):
            break
    for key in ("Enter", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    assert page.locator("#evidence h2").inner_text() == "Paul Ravel"  # second of the list
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Montrer ce qui l’entoure"


@pytest.mark.parametrize("words", PAYLOADS)
def test_payloads_are_shown_as_text(visit, words):
    page = visit("hostile")
    page.locator("#shown summary").click()
    page.locator("#shown button").get_by_text(words, exact=True).first.click()
    assert page.locator("#evidence h2").text_content() == words
    assert words in page.locator("#evidence blockquote").first.text_content()
    page.locator("#evidence li button").nth(1).click()  # the evidence of its role
    page.locator("#evidence h2").hover()
    page.locator("#table summary").click()
    assert page.locator("#table tbody tr").count() == 2
    assert page.locator("img, a, iframe, main script").count() == 0


def test_without_javascript_the_table_can_be_read(visit):
    page = visit("small", java_script_enabled=False)
    assert page.locator("noscript p").is_visible() and not page.locator("main").is_visible()
    page.locator("#table summary").click()
    assert page.get_by_text("agent : Paul Ravel").is_visible()
