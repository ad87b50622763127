"""Stores that several tests of the explorer show: hostile texts, a promise, what a page holds."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

from graphbuild.graph import to_quads
from graphbuild.records import Article, Claim, Reading
from graphbuild.store import Store, open_store
from tests.readings import RUN, Reader, make_catalogue

PAYLOADS = (
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "javascript:alert(1)",
    "<!--<script>", "<a href=javascript:alert(1)>href</a>", "{{ 7*7 }}", "\u2028'\"&amp;",
)  # fmt: skip


def make_hostile() -> Reading:
    """An article whose id, title, source, names and sentence are markup."""
    text = " puis ".join(PAYLOADS) + " ont frappé Kiev. 𝒜 selon Zélie Zelensky la frappe tue."
    about = {"title": PAYLOADS[1], "source": PAYLOADS[2]}
    read = Reader(Article("".join(PAYLOADS[:5]), text, **about))
    actors = [read.actor(f"{read.path}/actor/{n}", "Group", words, words) for n, words in enumerate(PAYLOADS)]
    speaker = read.actor("actor/person/zelie-zelensky", "Person", "Zélie Zelensky", "Zélie Zelensky")
    roles = [read.role("agent", actor, words) for actor, words in zip(actors, PAYLOADS, strict=True)]
    attack = read.event("ArmedAction", "frappé", participations=roles)
    killing = read.event("ArmedAction", PAYLOADS[0], certainty="possible")
    claim = Claim(speaker, attack, "asserts", "certain", *read.span("selon"), killed=2)
    return Reading(read.document, [*actors, speaker], [], [], [attack, killing], [claim])


def fill(*readings: Reading) -> Store:
    """A store of readings."""
    store, catalogue = open_store(), make_catalogue()
    for reading in readings:
        store.add(to_quads(reading, RUN, catalogue))
    return store


class PageParser(HTMLParser):
    """Tags, attributes and the text of scripts and styles of a page, with the data in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.text = ""
        self.feed(text)
        self.data: dict[str, Any] = json.loads(self.scripts[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.scripts += [""] * (tag == "script")
        self.styles += [""] * (tag == "style")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] += data
        elif self.cdata_elem == "style":
            self.styles[-1] += data
        else:
            self.text += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)

    def find(self, label: str) -> int:
        """Number of the first node of a label."""
        return next(number for number, node in enumerate(self.data["nodes"]) if name(node["label"]) == label)

    def node(self, label: str) -> dict[str, Any]:
        """The first node of a label."""
        return self.data["nodes"][self.find(label)]


def name(label: str | dict[str, str]) -> str:
    """A label in French, else in any language."""
    return label if isinstance(label, str) else label.get("fr") or next(iter(label.values()))
