"""The picture: what a reader sees first, and what clicks, keys and badges do."""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.browser.reading import (
    click_node,
    find,
    find_id,
    list_overlaps,
    list_shown,
    locate,
    locate_box,
    read_panel,
    read_scene,
    read_state,
    read_title,
    wait_for,
)
from tests.explorer_stores import PAYLOADS

pytestmark = pytest.mark.browser
VIEWS = ("full", "actors", "decisions", "statements")


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("name", ["plain", "small", "hostile", "empty"])
def test_page_opens_and_fits(visit, name, size):
    page = visit(name, size=size)
    assert page.title() == PAYLOADS[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate("document.documentElement.scrollHeight") <= size[1]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("name", ["mines", "plain"])
def test_first_view_can_be_read(visit, name, size, view):
    page = visit(name, f"v={view}", size=size)
    shown = page.evaluate("graphbuild.shown.length")
    labels, names, badges = (read_scene(page, part) for part in ("labels", "names", "badges"))
    assert shown <= 60 and (shown or (name, view) == ("plain", "statements"))
    assert len(labels) == shown
    assert list_overlaps([*labels, *names, *badges]) == []
    assert all(box["size"] >= 12 for box in (*labels, *names))
    frame = page.locator("#network").bounding_box()
    assert all(box["left"] >= 0 and box["right"] <= frame["width"] for box in labels)
    assert all(box["top"] >= 0 and box["bottom"] <= frame["height"] for box in labels)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_stranger_reads_what_the_mines_article_is_about(visit, size):
    page = visit("mines", size=size)
    assert {"Joe Biden", "Ukraine", "mine antipersonnel", "autorisé"} <= list_shown(page)
    told = page.locator(".essence li").first.inner_text()
    assert "Joe Biden a autorisé mardi la livraison de mines antipersonnel à l'Ukraine" in told


def test_same_page_is_drawn_the_same(visit):
    first, second = (visit("mines").evaluate("graphbuild.network.getPositions()") for _ in range(2))
    assert first == second


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(
    "name, words", [("Paul Ravel", "Le ministre Paul Ravel"), ("démenti", "l'armée"), ("autorisé", "autorisé")]
)
def test_click_on_a_node_shows_its_sentence(visit, size, name, words):
    page = visit("small", size=size)
    click_node(page, name)
    assert read_title(page) == name
    assert words in page.locator("#evidence blockquote").first.inner_text()


def test_click_on_the_name_of_a_role_shows_what_it_rests_on(visit):
    page = visit("small")
    ends = [find(page, "Paul Ravel"), find(page, "autorisé")]
    [box] = [box for box in read_scene(page, "names") if [box["link"]["from"], box["link"]["to"]] == ends]
    page.mouse.click(*locate_box(page, box))
    assert read_title(page) == "Paul Ravel — agent → autorisé"
    assert [mark.split("\n")[0].split("\u00a0")[0] for mark in page.locator("#evidence mark").all_inner_texts()] == [
        "Paul Ravel agent", "autorisé dit l’événement"
    ]  # fmt: skip


def test_agents_come_before_what_they_do(visit):
    page = visit("small")
    links = page.evaluate("graphbuild.links.map(({ from, role, to }) => [from, role, to])")
    assert [find(page, "Paul Ravel"), "agent", find(page, "autorisé")] in links
    assert [find(page, "livraison"), "recipient", find(page, "Ukraine")] in links


@pytest.mark.parametrize("name, dashed", [("frappe", True), ("livraison", True), ("autorisé", False)])
def test_claims_are_dashed(visit, name, dashed):
    page = visit("small")
    assert bool(page.evaluate("i => graphbuild.nodes[i].claimed", find(page, name))) == dashed
    svg = page.evaluate("graphbuild.writeSvg()")
    claimed = page.evaluate("graphbuild.shown.filter(i => graphbuild.nodes[i].claimed).length")
    assert svg.count('stroke-dasharray="4 3"') == claimed
    assert 'stroke-dasharray="6 4"' in svg  # the link of the claim


def test_badge_brings_what_it_counts(visit):
    page = visit("plain", size=NARROW)
    before = page.evaluate("graphbuild.shown")
    badge = read_scene(page, "badges")[0]
    page.mouse.click(*locate_box(page, badge))
    after = page.evaluate("graphbuild.shown")
    assert set(before) < set(after)
    assert len(set(after) - set(before)) >= min(int(badge["text"]), 12)
    page.go_back()
    assert page.evaluate("graphbuild.shown") == before


def test_more_says_what_it_brings(visit):
    page = visit("plain", size=NARROW)
    before = page.evaluate("graphbuild.shown.length")
    assert "événements" in page.locator("#more").inner_text()
    page.locator("#more").click()
    assert before < page.evaluate("graphbuild.shown.length") <= before + 20


def test_double_click_shows_the_neighbourhood(visit):
    page = visit("plain")
    page.mouse.dblclick(*locate(page, find(page, "Ukraine")))
    wait_for(page, "graphbuild.state.n !== ''")
    assert read_state(page)["d"] == "2"
    assert "Autour de « Ukraine »" in page.locator("#chips").inner_text().replace("\u00a0", " ")


def test_surroundings_of_one_and_two_steps(visit):
    page = visit("small", "v=full")
    page.goto(f"{page.url.partition('#')[0]}#n={find_id(page, 'Paul Ravel')}")
    assert list_shown(page) == {"Paul Ravel", "autorisé"}
    page.get_by_role("button", name="2 pas", exact=True).click()
    assert list_shown(page) == {"Paul Ravel", "autorisé", "livraison"}
    page.get_by_role("button", name="Retirer : Autour de").click()
    assert len(list_shown(page)) > 3


def test_keyboard_walks_reads_and_opens(visit):
    page = visit("mines")
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.evaluate("document.activeElement.id") == "network":
            break
    told = [page.locator("#live").inner_text()]
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        told.append(page.locator("#live").inner_text())
    assert len(set(told)) >= 3 and all(" lien" in text for text in told)
    page.keyboard.press("Home")
    label = page.locator("#live").inner_text().partition(",")[0]
    page.keyboard.press("Enter")
    assert read_title(page) == label
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.locator("#network").focus()
    page.keyboard.press("Escape")
    assert "De quoi il s’agit" in read_panel(page)


def test_tabs_by_keyboard(visit):
    page = visit("mines")
    page.locator("#tab-full").focus()
    for view in VIEWS[1:]:
        page.keyboard.press("ArrowRight")
        assert read_state(page)["v"] == view
        assert page.locator("[role=tab][aria-selected=true]").get_attribute("data-view") == view
        assert page.evaluate("graphbuild.links.length") > 0


def test_link_of_a_projection_lists_its_events(visit):
    page = visit("mines", "v=actors")
    page.locator("#evidence .node").first.click()
    assert "événement" in page.locator("#evidence h3").first.inner_text()
    page.locator("#evidence li .node").first.click()
    assert read_state(page)["v"] == "full"
    assert page.locator("#evidence blockquote").count() > 0


def test_zoom_keeps_labels_legible_and_apart(visit):
    page = visit("plain")
    for _ in range(6):
        page.locator("#out").click()
        page.wait_for_timeout(200)
    labels = read_scene(page, "labels")
    assert list_overlaps(labels) == [] and labels
    assert {box["size"] for box in labels} == {13}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_picture_follows_the_colour_scheme(visit, scheme):
    page = visit("small", color_scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    assert ('fill="#fff"' in page.evaluate("graphbuild.writeSvg()")) == (scheme == "light")  # of the export too


@pytest.mark.parametrize("size", [(390, 40), (300, 150), (1, 1)])
def test_page_that_opens_without_room_is_drawn_when_it_has_some(visit, size):
    page = visit("mines", size=size)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    wait_for(page, "graphbuild.scene.labels.length > 5")
    inside = "graphbuild.scene.labels.every(({ left, right }) => left > -1 && right < innerWidth)"
    wait_for(page, inside)
    assert page.evaluate("graphbuild.network.getScale()") > 0.3
