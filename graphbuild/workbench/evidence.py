"""What stands behind the rows of an answer: events and claims, with the sentences that tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from graphbuild.listing import find_label
from graphbuild.store import Store
from graphbuild.vocabulary import cg, gaf
from graphbuild.workbench.rows import Value, to_python

QUERY = Path(__file__).with_name("evidence.rq")
TERMS = ("class", "status", "certainty")


class Denoted:
    """The IRIs of all that words of an article denote."""

    def __init__(self, store: Store) -> None:
        """Those in a store."""
        self._store = store

    def __contains__(self, iri: object) -> bool:
        try:
            node = NamedNode(str(iri))
        except ValueError:
            return False
        return next(self._store.find(node, NamedNode(gaf.denotedBy)), None) is not None


def list_evidence(store: Store, behind: Mapping[int, Sequence[str]]) -> Iterator[list[Value]]:
    """For each row, by its number, the events and claims behind it in the order of the texts; else the things."""
    known = _describe(store, list(dict.fromkeys(iri for iris in behind.values() for iri in iris)))
    for number, iris in behind.items():
        told = [line for iri in iris for line in known[iri]]
        events = [line for line in told if line["status"]]
        for line in sorted(events or told, key=lambda line: (line["article"], line["begin"], line["iri"])):
            yield [number, line["type"], line["words"], line["source"], line["status"], line["certainty"], line["date"],
                   line["sentence"], line["article"], line["iri"]]  # fmt: skip


def _describe(store: Store, iris: Sequence[str]) -> defaultdict[str, list[dict[str, Any]]]:
    """For each IRI its mentions: the words, their sentence, and what is known of the event or claim."""
    values = " ".join(str(NamedNode(iri)) for iri in iris)
    query = QUERY.read_text(encoding="utf-8").replace("UNDEF", values)
    lines: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in store.query(query):
        names = {name: getattr(row[name], "value", "").removeprefix(cg.NAMESPACE) or None for name in TERMS}
        source = row["source"] and find_label(store, row["source"])
        more = {name: to_python(row[name]) for name in ("iri", "words", "begin", "date", "sentence", "article")}
        line = more | names | {"type": names["class"], "source": source}
        lines[str(line["iri"])].append(line)
    return lines
