"""Fixtures: a served store, and its pages in a browser that reaches nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.service_client import Server, serve
from tests.service_stores import write_store

STATUS = "the server responded with a status of 4"  # what Chromium logs of a page with an error in it
Surf = Callable[..., Page]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a store."""
    folder = tmp_path_factory.mktemp("served")
    with serve(write_store(folder / "store"), folder / "log", "--workers", "2") as server:
        yield server


@pytest.fixture
def surf(browser: Browser, served: Server) -> Iterator[Surf]:
    """A function that opens a page of the server; afterwards nothing else was asked, and nothing logged or alerted."""
    heard: list[str] = []

    def open_page(path: str, size: tuple[int, int] = (1280, 800), **options: Any) -> Page:
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="fr-FR", **options)
        page.set_default_timeout(10_000)
        page.on("console", lambda message: None if STATUS in message.text else heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: (heard.append("alert"), dialog.dismiss()))
        allowed = (served.root, "data:", "blob:")
        page.on("request", lambda request: None if request.url.startswith(allowed) else heard.append(request.url))
        page.goto(served.root + path.removeprefix("/"))
        return page

    yield open_page
    for context in browser.contexts:
        context.close()
    assert heard == [], heard


def list_faults(page: Page) -> list[tuple[str, str]]:
    """Serious faults that axe finds in a page which was opened with `bypass_csp`; skipped where axe isn't installed."""
    named = os.environ.get("AXE_CORE")
    axe = Path(named) if named else Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{axe} isn't there: npm install axe-core@4")
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    return [(fault["id"], node["html"][:200]) for fault in serious for node in fault["nodes"]]
