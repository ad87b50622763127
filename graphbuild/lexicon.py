"""Word tables: CSV files with a checked header, read once and passed in."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from graphbuild.errors import ResourceError

Row = dict[str, str]


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """Rows of a UTF-8 CSV file as dicts of stripped strings; `ResourceError` unless its header is exactly `columns`."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            if tuple(reader.fieldnames or ()) != tuple(columns):
                raise ResourceError(f"{path}: header is {reader.fieldnames}, expected {list(columns)}")
            return [_check_row(path, reader.line_num, row) for row in reader]
    except OSError as error:
        raise ResourceError(f"{path}: {error.strerror}: install graphbuild again") from error


def _check_row(path: Path, line: int, row: dict[str, str | None]) -> Row:
    """The row without surrounding spaces; `ResourceError` when it has more or fewer fields than the header."""
    if None in row or None in row.values():
        raise ResourceError(f"{path}:{line}: not as many fields as the header")
    return {key: (value or "").strip() for key, value in row.items()}


def split_cell(cell: str) -> list[str]:
    """Alternatives of a cell, separated by `|`, stripped, empty ones dropped."""
    return [part.strip() for part in cell.split("|") if part.strip()]


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Text for comparison: case, accents and typographic variants (apostrophes, hyphens, spaces, ligatures) removed."""
    if text.isascii():
        return " ".join(text.casefold().split())
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae")
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = text.replace("’", "'").replace("ʼ", "'")
    for dash in "‐‑‒–—":
        text = text.replace(dash, "-")
    return " ".join(text.split())


def slug(text: str) -> str:
    """Folded text as a path segment: letters and digits, every other run as one hyphen."""
    return "-".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def longest_first(names: Iterable[str]) -> list[str]:
    """Names sorted by falling length, then alphabetically: the order in which a longest match is sought."""
    return sorted(names, key=lambda name: (-len(name), name))
