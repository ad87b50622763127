"""What is meant by a question: the name of one that is known, a file, or SPARQL as it stands."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from graphbuild.errors import QueryError
from graphbuild.querying import Query, read_query
from graphbuild.vocabulary import PREFIXES

_DECLARED = re.compile(r"\bprefix\s+(\w*):", re.IGNORECASE)


def find_question(text: str, queries: Mapping[str, Query]) -> Query | str:
    """The query of this name or in this file; the text itself, with its prefixes, when it is SPARQL."""
    if any(char.isspace() or char == "{" for char in text.strip()):
        return add_prefixes(text)
    if text.endswith(".rq"):
        return read_question(Path(text))
    if text not in queries:
        near = ", ".join(difflib.get_close_matches(text, queries, cutoff=0.4))
        raise QueryError(f"no question {text!r}" + (f": near: {near}" if near else f": there are {', '.join(queries)}"))
    return queries[text]


def read_question(path: Path) -> Query | str:
    """The query of a file: with parameters where it has a header, as it is where it has none."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}: check the file") from error
    headed = any(line.startswith("#+ ") for line in text.split("\n"))
    return read_query(path) if headed else add_prefixes(text)


def add_prefixes(text: str) -> str:
    """SPARQL with the prefixes of the graph that it doesn't declare itself, on its first line."""
    declared = {name.casefold() for name in _DECLARED.findall(text)}
    missing = (name for name in PREFIXES if f"{name}:" in text and name.casefold() not in declared)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in missing) + text
