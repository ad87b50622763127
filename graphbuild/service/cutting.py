"""Answers of bounded length: what is longer is cut after a whole row."""

from __future__ import annotations

import re
from collections.abc import Callable

from graphbuild.errors import GraphbuildError
from graphbuild.service.negotiation import CSV, JSON, TSV, XML, Format

_LAST_ROWS = 1 << 20  # bytes in which the end of a row is looked for first
_JSON_ROW = re.compile(rb'\}\},(?=\{"[^"]+":\{"type":)')  # no literal holds this: its quotation marks are escaped


class Full(GraphbuildError):
    """An answer has reached its limit."""


class Buffer:
    """A file in memory that takes so many bytes."""

    def __init__(self, most: int) -> None:
        """A buffer for at most so many bytes."""
        self.most = most
        self.parts: list[bytes] = []
        self.length = 0

    def write(self, part: bytes) -> int:
        """Take in bytes; `Full` where there is no room."""
        self.parts.append(part)
        self.length += len(part)
        if self.length > self.most:
            raise Full("the answer is longer than allowed")
        return len(part)

    def flush(self) -> None:
        """Nothing: all is in memory."""

    def read(self) -> bytes:
        """All that was written."""
        return b"".join(self.parts)


def cut(data: bytes, format: Format) -> bytes:
    """The beginning of an answer that was written in part, ended as its format wants."""
    return _CUTTERS[format](data)


def _cut_csv(data: bytes) -> bytes:
    """Whole records: a line ends one where the quotation marks before it are even."""
    end = len(data)
    while (end := data.rfind(b"\n", 0, end)) > 0:
        if data.count(b'"', 0, end) % 2 == 0:
            break
    return data[: end + 1]


def _cut_tsv(data: bytes) -> bytes:
    """Whole lines: line ends in values are escaped."""
    return data[: data.rfind(b"\n") + 1]


def _cut_xml(data: bytes) -> bytes:
    """Whole results."""
    end = data.rfind(b"</result>") + len(b"</result>")
    begin = data.find(b"<results>") + len(b"<results>")
    return data[: max(end, begin)] + b"</results></sparql>"


def _cut_json(data: bytes) -> bytes:
    """Whole bindings, and a member that says that there were more."""
    begin = data.find(b'"bindings":[') + len(b'"bindings":[')
    ends = [match.end() - 1 for match in _JSON_ROW.finditer(data, max(begin, len(data) - _LAST_ROWS))]
    end = ends[-1] if ends else max((m.end() - 1 for m in _JSON_ROW.finditer(data, begin)), default=begin)
    return data[:end] + b']},"cut":true}'


_CUTTERS: dict[Format, Callable[[bytes], bytes]] = {CSV: _cut_csv, TSV: _cut_tsv, XML: _cut_xml, JSON: _cut_json}
