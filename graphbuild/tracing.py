"""Rows of an answer traced to what their query found on the way to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?\S+", re.IGNORECASE)
_LIMIT = re.compile(r"\bLIMIT\b[^}]*$", re.IGNORECASE)
_SELECT = re.compile(r"\bSELECT\b[^{}]*?(?:\bWHERE\s*)?\{", re.IGNORECASE)


def drop_header(text: str) -> str:
    """A query without the header that describes it."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("#+")).strip() + "\n"


def has_limit(text: str) -> bool:
    """Whether a query asks for so many rows only."""
    return bool(_LIMIT.search(_COMMENT.sub("", text)))


def ask_all(text: str) -> str | None:
    """The query that selects all variables where another selects some of them; None where that can't be asked.

    >>> ask_all("SELECT ?name WHERE { ?event cg:agent/rdfs:label ?name } LIMIT 3")
    'SELECT * WHERE { ?event cg:agent/rdfs:label ?name }'
    """
    bare = _COMMENT.sub("", text)
    begin = _SELECT.search(bare)
    if begin is None or "}" not in bare:
        return None
    selected = " ".join(["SELECT *", *_FROM.findall(begin[0]), "WHERE {"])
    whole = bare[: begin.start()] + selected + bare[begin.end() :]
    return whole[: whole.rindex("}") + 1]


def match_rows(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], names: Sequence[str], solutions: Iterable[Iterable[Any]]
) -> Iterator[tuple[list[int], tuple[Any, ...]]]:
    """For each solution, with values for `names`, the numbers of the rows that came of it, and its values.

    >>> list(match_rows(["b"], [["x"], ["y"], ["x"]], ["a", "b"], [(1, "x"), (2, "z")]))
    [([0, 2], (1, 'x')), ([], (2, 'z'))]
    """
    common = [(columns.index(name), names.index(name)) for name in columns if name in names]
    numbers: dict[tuple[Any, ...], list[int]] = {}
    for number, row in enumerate(rows):
        numbers.setdefault(tuple(row[place] for place, _ in common), []).append(number)
    for solution in solutions:
        values = tuple(solution)
        yield numbers.get(tuple(values[place] for _, place in common), []), values
