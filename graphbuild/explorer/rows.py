"""The events of a first view as rows of a table, for readers without a script."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graphbuild.explorer.payload import Json

ORDER = ("agent", "recipient", "target", "weapon", "weaponHit", "place", "about")


def list_rows(data: Json, language: str) -> list[Json]:
    """The events of the first view in the order of the texts, with their roles, sources and sentences."""
    return Rows(data, language).make_all()


class Rows:
    """Makes rows of a page's data."""

    def __init__(self, data: Json, language: str) -> None:
        """Rows of a page in a language."""
        self.data, self.language, self.terms = data, language, data["terms"][language]
        self.roles: defaultdict[int, list[Json]] = defaultdict(list)
        for edge in data["edges"]:
            if edge["role"] in ORDER:
                self.roles[edge["s"]].append(edge)
        self.claims: defaultdict[int, list[Json]] = defaultdict(list)
        for claim in data["claims"]:
            self.claims[claim["event"]].append(claim)

    def make_all(self) -> list[Json]:
        """All rows."""
        first = self.data["views"]["full"]["first"]
        events = [number for number in first if "article" in self.data["nodes"][number]]
        return [self.make(number) for number in sorted(events, key=lambda number: self.data["nodes"][number]["spans"])]

    def make(self, number: int) -> Json:
        """One row."""
        node = self.data["nodes"][number]
        article, _, sentence = self.data["sentences"][node["spans"][0][0]]
        roles = sorted(self.roles[number], key=lambda edge: ORDER.index(edge["role"]))
        told = [f"{self.term(edge['role'])} : {self.name(edge['t'])}" for edge in roles]
        sources = [f"{self.name(claim['source'])} ({self.term(claim['stance'])})" for claim in self.claims[number]]
        return {
            "id": node["id"], "label": self.word(node["label"]), "type": self.term(node["type"]),
            "roles": " ; ".join(told), "date": node.get("date", ""), "status": self.term(node.get("status", "")),
            "claimed": bool(node.get("claimed")), "sources": " ; ".join(sources),
            "article": self.data["articles"][article]["title"], "sentence": sentence,
        }  # fmt: skip

    def term(self, name: str) -> str:
        """The label of a term."""
        return str(self.terms.get(name, name))

    def name(self, number: int) -> str:
        """The label of a node."""
        return self.word(self.data["nodes"][number]["label"])

    def word(self, label: Any) -> str:
        """A label in the language of the page, else in any."""
        return label if isinstance(label, str) else str(label.get(self.language) or next(iter(label.values())))
