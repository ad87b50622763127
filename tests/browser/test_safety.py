"""What comes from articles is shown as text, nothing of it runs; axe finds no serious fault."""

import json
import os
from pathlib import Path

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.browser.reading import find_id, read_quote, read_title, wait_for
from tests.explorer_stores import PAYLOADS

pytestmark = pytest.mark.browser
ADDRESSES = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "http://example.org/", PAYLOADS[0])
VIEWS = ("full", "actors", "decisions", "statements")


@pytest.mark.parametrize("words", PAYLOADS)
def test_payloads_are_shown_as_text(visit, words):
    page = visit("hostile")
    page.goto(f"{page.url.partition('#')[0]}#i={find_id(page, words)}")
    assert page.locator("#evidence h2").text_content() == words
    assert words in read_quote(page)
    page.mouse.move(300, 300)
    assert page.locator("img, iframe, main script, #evidence a").count() == 0


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("way", ["picture", "table"])
def test_hostile_names_everywhere(visit, view, way):
    page = visit("hostile", f"v={view}&w={way}")
    page.get_by_role("button", name="Filtres").click()
    page.locator("#search").fill("<")
    assert page.locator("[role=option]").count() > 0
    page.keyboard.press("Escape")
    for link in ("EN English", "FR français"):
        page.get_by_role("button", name=link).click()
    assert page.locator("h1").text_content() == PAYLOADS[1]
    assert page.locator("img, iframe, #app script").count() == 0


def test_hostile_answers_and_links_are_text(browser, write_page, tmp_path):
    """Sites, answers and left-over counts that no store of ours holds, put into the data of a page."""
    html = write_page("hostile").read_text(encoding="utf-8")
    begin = html.index('id="data">') + len('id="data">')
    end = html.index("</script>", begin)
    data = json.loads(html[begin:end])
    for node in data["nodes"]:
        node["links"] = [[words, address] for words in PAYLOADS for address in ADDRESSES]
    data["articles"][0]["link"] = "javascript:alert(1)"
    data["meta"]["question"] = {
        "name": PAYLOADS[0], "summary": PAYLOADS[4], "parameters": {PAYLOADS[1]: [PAYLOADS[0]]}, "sparql": PAYLOADS[1],
        "columns": list(PAYLOADS), "rows": [list(PAYLOADS)], "nodes": [[0]],
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    path = tmp_path / "links.html"
    path.write_text(html[:begin] + text + html[end:], encoding="utf-8")
    heard: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: (heard.append("alert"), dialog.dismiss()))
    page.goto(path.as_uri())
    assert read_title(page) == PAYLOADS[4]
    page.locator("#evidence td .node").click()
    assert page.locator("#evidence").get_by_text(PAYLOADS[4]).count() > 0
    assert page.locator("#evidence a, img, iframe").count() == 0
    assert heard == []


def test_policy_stops_what_gets_in(browser, write_page):
    """Even a fault that lets markup in could not run it or fetch: the policy names the page's own scripts only."""
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.on("dialog", lambda dialog: (refused.append("alert"), dialog.dismiss()))
    page.goto(write_page("small").as_uri())
    page.evaluate("""() => {
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=alert(1)><img src=https://example.org/x.png>");
      document.body.append(Object.assign(document.createElement("script"), { textContent: "alert(2)" }));
    }""")
    page.wait_for_timeout(200)
    assert len(refused) >= 2 and all("Content Security Policy" in text for text in refused)


def test_in_a_frame_without_an_origin_it_works(browser, write_page):
    """As a notebook shows it: the address can't be written there."""
    heard: list[str] = []
    page = browser.new_page()
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.set_content("<iframe sandbox='allow-scripts allow-downloads' width=1000 height=700></iframe>")
    html = write_page("small").read_text(encoding="utf-8")
    page.locator("iframe").evaluate("(frame, html) => { frame.srcdoc = html; }", html)
    frame = page.frame_locator("iframe")
    frame.get_by_role("tab", name="Acteurs").click()
    assert frame.locator("[role=tab][aria-selected=true]").inner_text() == "Acteurs"
    frame.get_by_role("button", name="EN English").click()
    assert frame.get_by_role("tab", name="Actors").is_visible()
    assert heard == []


def find_axe() -> Path:
    """Where axe-core lies: named by AXE_CORE, or in node_modules beside the tests."""
    named = os.environ.get("AXE_CORE")
    return Path(named) if named else Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("address", ["", "w=table", "v=decisions", "filters", "evidence"])
def test_axe_finds_no_serious_fault(visit, address, size, scheme):
    axe = find_axe()
    if not axe.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{axe} isn't there: npm install axe-core@4")
    start = "" if address in ("filters", "evidence") else address
    page = visit("mines", start, size=size, color_scheme=scheme, bypass_csp=True)
    if address == "filters":
        page.get_by_role("button", name="Filtres").click()
    if address == "evidence":
        page.goto(f"{page.url.partition('#')[0]}#i={find_id(page, 'autorisé')}")
        wait_for(page, "graphbuild.state.i !== ''")
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in serious] == []
