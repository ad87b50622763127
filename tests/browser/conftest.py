"""Pages of several stores, opened in Debian's Chromium with every outside name unresolvable."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graphbuild.explorer import read_network, render_page
from graphbuild.pipeline import Knowledge, build
from graphbuild.records import Article, Reading
from graphbuild.resources import find_folder
from graphbuild.sources import read_sources
from graphbuild.store import Store, open_store
from tests.browser.reading import wait_for
from tests.browser.service import served, surf
from tests.explorer_stores import PAYLOADS, fill, make_hostile
from tests.readings import Reader, make_reading

__all__ = ["served", "surf"]  # fixtures that stand elsewhere
CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
WIDE, NARROW = (1280, 800), (390, 844)
Open = Callable[..., Page]


def make_promise() -> Reading:
    """An article with an accented name and letters outside the basic plane."""
    read = Reader(Article("promesse", "𝒜𝒜 Volodymyr Zélensky a promis une riposte."))
    actor = read.actor("actor/person/volodymyr-zelensky", "Person", "Volodymyr Zélensky", "Volodymyr Zélensky")
    promise = read.event("Commitment", "promis", participations=[read.role("agent", actor, "Volodymyr Zélensky")])
    return Reading(read.document, [actor], [], [], [promise], [])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without it the tests are skipped, but fail where CI runs them."""
    if not CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{CHROMIUM} isn't installed")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)


@pytest.fixture(scope="session")
def write_page(tmp_path_factory, knowledge) -> Callable[[str], Path]:
    """A function that writes the page of a store by its name here."""
    folder = tmp_path_factory.mktemp("pages")
    stores = {
        "small": lambda: fill(make_reading()),
        "plain": lambda: fill(make_promise(), *(make_reading(f"a{number}") for number in range(8))),
        "mines": lambda: build_mines(knowledge),
        "hostile": lambda: fill(make_hostile()),
        "empty": open_store,
    }

    @cache
    def write(name: str) -> Path:
        path = folder / f"{name}.html"
        path.write_text(render_page(read_network(stores[name]()), PAYLOADS[1]), encoding="utf-8")
        return path

    return write


def build_mines(knowledge: Knowledge) -> Store:
    """A store of the article on mines that comes along."""
    store = open_store()
    sources = read_sources([find_folder("articles") / "mines-antipersonnel.md"])
    outcomes = list(build((article for article in sources if isinstance(article, Article)), store, knowledge))
    assert len(outcomes) == 1
    return store


@pytest.fixture
def visit(browser, write_page) -> Iterator[Open]:
    """A function that opens a page; afterwards it has asked for its file only, and nothing was logged or alerted."""
    heard: list[str] = []

    def open_page(name: str, address: str = "", size: tuple[int, int] = WIDE, **options: Any) -> Page:
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="fr-FR", **options)
        page.set_default_timeout(10_000)
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: (heard.append("alert"), dialog.dismiss()))
        path = write_page(name).as_uri()
        page.on(
            "request", lambda request: None if request.url.startswith((path, "blob:")) else heard.append(request.url)
        )
        page.goto(f"{path}#{address}")
        if options.get("java_script_enabled", True):
            wait_for(page, "Boolean(window.graphbuild?.scene)")
        return page

    yield open_page
    for context in browser.contexts:
        context.close()
    assert heard == []
