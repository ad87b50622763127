"""The shipped articles as a store, and the answers to the shipped queries that are kept beside the tests.

`python -m tests.answers` writes the answers again, to be read before they are kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import QueryError
from graphbuild.gold import list_gold, read_gold
from graphbuild.pipeline import build, load_knowledge
from graphbuild.querying import Parameter, Query, Table, load_queries, run_query
from graphbuild.records import Article
from graphbuild.resources import find_folder
from graphbuild.sources import Rejection, read_sources
from graphbuild.store import Store, open_store
from tests.paths import GOLD, TESTS

ANSWERS = TESTS / "golden" / "answers"
ASKED = TESTS / "golden" / "asked.csv"
NEAR_MISSES = TESTS / "golden" / "near_misses.csv"
VALUES = TESTS / "data" / "queries" / "values.csv"


@dataclass(frozen=True)
class NearMiss:
    """Something that nearly answers a query: words of a row that would be wrong, and where it stands in the data."""

    query: str
    parameters: dict[str, str]
    absent: list[str]  # that never stand together in one row of the answer
    sentence: str  # words of the sentence that tells it
    type: str  # class of the event in that sentence
    status: str  # of that event

    def __str__(self) -> str:
        """Name of the test case."""
        return f"{self.query}-{self.sentence[:20]}"


def build_store(articles: Iterable[Article | Rejection]) -> Store:
    """A store in memory with the graphs of articles."""
    store, read = open_store(), []
    for article in articles:
        assert isinstance(article, Article), article
        read.append(article)
    failed = [outcome for outcome in build(read, store, load_knowledge()) if outcome.state == "failed"]
    assert failed == []
    return store


def build_shipped() -> Store:
    """A store of the articles that come along."""
    return build_store(read_sources([find_folder("articles")]))


def build_gold() -> Store:
    """A store of the annotated articles that measure the reading."""
    return build_store(read_gold(path)[0] for path in list_gold(GOLD))


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def list_near_misses() -> list[NearMiss]:
    """The near misses of all queries."""
    return [
        NearMiss(row["query"], split_pairs(row["parameters"]), row["absent"].split("|"), row["sentence"], row["type"],
                 row["status"])
        for row in read_rows(NEAR_MISSES)
    ]  # fmt: skip


def split_pairs(text: str) -> dict[str, str]:
    """Values by parameter out of `name=value|name=value`."""
    return dict(pair.split("=", 1) for pair in text.split("|") if pair)


def list_asked() -> dict[str, dict[str, str]]:
    """With which values each query is asked for the answer that is kept; without any where nothing is said."""
    given = {row["query"]: split_pairs(row["parameters"]) for row in read_rows(ASKED)}
    return {name: given.get(name, {}) for name in load_queries()}


def list_second_values() -> dict[tuple[str, str], str]:
    """For each parameter of each query another value than its example."""
    return {(row["query"], row["parameter"]): row["value"] for row in read_rows(VALUES)}


def to_set(table: Table) -> set[tuple[str, ...]]:
    """Rows of an answer without their order."""
    return {tuple(row) for row in table.to_rows()}


# --- writing them again -----------------------------------------------------------------------------------------------


EMPTY = {"entity": "urn:nobody", "date": "1990-01-01", "integer": "100000", "term": "recognise", "string": "none"}


def list_candidates(table: Table, parameter: Parameter) -> Iterator[str]:
    """Values that a parameter may take: what stands in the answer, in its own column first."""
    named = [name for name in table.columns if name == parameter.name]
    for name in [*named, *(name for name in table.columns if parameter.type != "date")]:
        index = table.columns.index(name)
        yield from sorted({row[index] for row in table.to_rows() if 0 < len(row[index]) < 40})[:8]
    if parameter.type == "date":
        yield from ("2023-06-30", "2024-08-01", "2025-02-10", "2040-01-01")
    elif parameter.type == "integer":
        yield from ("1000", "100", "3", "2")


def find_second(store: Store, query: Query, parameter: Parameter, whole: Table) -> str:
    """A value for which the answer is neither empty nor that for the example; where there is none, an empty one."""
    first = to_set(run_query(store, query, {parameter.name: parameter.example}))
    if not first:
        print(f"  {parameter.name}={parameter.example} finds nothing")
    for value in list_candidates(whole, parameter):
        try:
            second = to_set(run_query(store, query, {parameter.name: value}))
        except QueryError:  # a name that is none of this kind
            continue
        if second and second != first:
            return value
    if parameter.name == "from":
        return "2040-01-01"
    return EMPTY[parameter.type.partition(":")[0]]


def write_all() -> None:
    """Write answers and second values again; say what is empty."""
    store, queries = build_shipped(), load_queries()
    for path in ANSWERS.glob("*.csv"):
        path.unlink()
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("query", "parameter", "value"))
    for name, query in queries.items():
        table, whole = run_query(store, query, list_asked()[name]), run_query(store, query)
        (ANSWERS / f"{name}.csv").write_bytes(table.to_csv().replace("\r\n", "\n").encode())
        print(name, len(table.rows), "" if table.rows else "EMPTY")
        for parameter in query.parameters:
            rows.writerow((name, parameter.name, find_second(store, query, parameter, whole)))
    VALUES.write_text(out.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    write_all()
