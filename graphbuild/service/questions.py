"""The questions that are served: those that come along and those of a folder, read anew when a file changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request

from graphbuild.errors import QueryError
from graphbuild.querying import Query, read_query
from graphbuild.resources import find_folder
from graphbuild.service.problems import Problem
from graphbuild.service.protocol import read_values

PAGE = "_"  # with which the parameters of a page begin


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was read: the question in it, or what is wrong with it."""

    version: tuple[int, int]
    query: Query | None
    fault: str = ""


class Questions:
    """Questions by name; one in the user's folder goes before one of the same name that comes along."""

    def __init__(self, folder: Path | None) -> None:
        """The questions that come along, and those of a folder."""
        self._folders = [find_folder("queries"), *([folder] if folder else [])]
        self._files: dict[Path, _File] = {}

    def list(self) -> tuple[dict[str, Query], dict[str, str]]:
        """The questions there are now, by name, and what is wrong with the files that can't be read."""
        queries: dict[str, Query] = {}
        faults: dict[str, str] = {}
        for name, path in sorted({path.stem: path for folder in self._folders for path in folder.glob("*.rq")}.items()):
            file = self._read(path)
            if file and file.query:
                queries[name] = file.query
            elif file:
                faults[name] = file.fault
        return queries, faults

    def find(self, name: str) -> Query:
        """The question of a name; a `Problem` that says what is wrong with its file, or that there is none."""
        queries, faults = self.list()
        if name not in queries:
            raise Problem(404, faults.get(name) or f"no question {name[:80]!r}: /questions.json lists them")
        return queries[name]

    def _read(self, path: Path) -> _File | None:
        """A file, read anew when it has changed; None when it has gone."""
        try:
            status = path.stat()
        except OSError:
            return None
        version, known = (status.st_mtime_ns, status.st_size), self._files.get(path)
        if known is None or known.version != version:
            known = self._files[path] = _parse(path, version)
        return known


def _parse(path: Path, version: tuple[int, int]) -> _File:
    """The question of a file, or its fault."""
    try:
        return _File(version, read_query(path))
    except QueryError as error:
        return _File(version, None, str(error).removeprefix(f"{path}: "))


def describe(query: Query, root: str) -> dict[str, Any]:
    """What is said of a question in the list."""
    address = f"{root}questions/{query.name}"
    return {
        "name": query.name,
        "summary": query.summary,
        "question_fr": query.question_fr,
        "parameters": [
            {"name": p.name, "type": p.type, "description": p.description, "example": p.example}
            for p in query.parameters
        ],
        "columns": query.columns,
        "csv": f"{address}.csv",
        "json": f"{address}.json",
        "sparql": f"{address}.rq",
    }


def read_given(request: Request) -> dict[str, list[str]]:
    """The values that an address gives to parameters: without empty ones, and without those of the page itself."""
    given = read_values(request.scope["query_string"], "the address")
    kept = {name: [value for value in values if value.strip()] for name, values in given.items()}
    return {name: values for name, values in kept.items() if values and not name.startswith(PAGE)}
