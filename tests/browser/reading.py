"""What a page shows, read by the tests."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page

NAME = "({ label }) => typeof label === 'string' ? label : label.fr ?? Object.values(label)[0]"
FIND = f"name => graphbuild.nodes.map({NAME}).indexOf(name)"
EVENTS = "({ group }) => ['event', 'statement'].includes(group)"
WORDS = "quote => [...quote.childNodes].map(node => node.nodeName === 'MARK' ? node.firstChild.data : node.textContent)"
CENTRE = """i => {
  const box = document.getElementById("network").getBoundingClientRect();
  const { x, y } = graphbuild.network.canvasToDOM(graphbuild.network.getPosition(i));
  return [box.x + x, box.y + y];
}"""


def wait_for(page: Page, condition: str) -> None:
    """Come back when a condition holds; Playwright's own way needs `eval`, which the page's policy forbids."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


def find(page: Page, name: str) -> int:
    """Number of the first node of a name."""
    number: int = page.evaluate(FIND, name)
    assert number >= 0, name
    return number


def find_id(page: Page, *names: str) -> str:
    """IRIs of the first nodes of names, as they stand in the address."""
    return quote(" ".join(page.evaluate("i => graphbuild.nodes[i].id", find(page, name)) for name in names), safe="")


def locate(page: Page, number: int) -> tuple[float, float]:
    """Where the middle of a node is in the window."""
    x, y = page.evaluate(CENTRE, number)
    return x, y


def locate_box(page: Page, box: dict[str, float]) -> tuple[float, float]:
    """Where the middle of a box of the picture is in the window."""
    frame = page.locator("#network").bounding_box()
    assert frame
    return frame["x"] + (box["left"] + box["right"]) / 2, frame["y"] + (box["top"] + box["bottom"]) / 2


def click_node(page: Page, name: str) -> None:
    page.mouse.click(*locate(page, find(page, name)))


def read_scene(page: Page, part: str) -> list[dict[str, Any]]:
    """Boxes of the picture: labels, names (of roles) or badges."""
    boxes: list[dict[str, Any]] = page.evaluate(f"graphbuild.scene.{part}")
    return boxes


def list_overlaps(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Texts of boxes that lie over one another."""
    return [
        (a["text"], b["text"]) for a, b in combinations(boxes, 2)
        if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
    ]  # fmt: skip


def list_shown(page: Page) -> set[str]:
    """Labels of the nodes in the picture."""
    return set(page.evaluate(f"graphbuild.shown.map(i => graphbuild.nodes[i]).map({NAME})"))


def list_events(page: Page) -> list[dict[str, Any]]:
    """All events and statements of a page."""
    events: list[dict[str, Any]] = page.evaluate(f"graphbuild.nodes.filter({EVENTS})")
    return events


def read_quote(page: Page) -> str:
    """The first sentence of the panel, without the names of roles in it."""
    parts: list[str] = page.locator("#evidence blockquote").first.evaluate(WORDS)
    return "".join(parts).strip()


def read_title(page: Page) -> str:
    return page.locator("#evidence h2").inner_text()


def read_panel(page: Page) -> str:
    """The text of the panel with plain spaces."""
    return re.sub(r"[\u00a0\u202f]", " ", page.locator("#evidence").inner_text())


def read_state(page: Page) -> dict[str, Any]:
    state: dict[str, Any] = page.evaluate("graphbuild.state")
    return state
