"""Annotated articles (`NAME.txt` with `NAME.json` beside it): what a graph should say of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphbuild.errors import InputError
from graphbuild.records import Article
from graphbuild.sources import decode, parse_date

Span = tuple[int, int]
ROLES = ("agent", "recipient", "target", "weapon", "weaponHit", "place", "date", "about")
WORDS = ("condition", "purpose")  # verbatim slices, compared by the words they share
EXTRAS = ("status", "killed", "injured")


@dataclass(slots=True, eq=False)
class Item:
    """An actor, weapon, place or event: its type, its mentions and, for an event, what fills its roles."""

    id: str
    kind: str
    type: str
    label: str
    spans: list[Span]
    roles: dict[str, list[str]] = field(default_factory=dict)


def list_gold(folder: Path) -> list[Path]:
    """The annotations in a folder, sorted; `InputError` when there are none."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(f"{folder}: no annotated article there: a NAME.json beside a NAME.txt is expected")
    return paths


def read_gold(path: Path) -> tuple[Article, list[Item]]:
    """An article and its annotated facts: `NAME.json` and the `NAME.txt` beside it."""
    try:
        data = json.loads(path.read_bytes())
        text = decode(path.with_suffix(".txt").read_bytes())
        date = data.get("date")
        article = Article(path.stem, text, data.get("language", "fr"), parse_date(date) if date else None)
        return article, [*_list_gold_things(data, text), *(_to_gold_event(row, text) for row in data.get("events", []))]
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: not an annotated article ({type(error).__name__}: {error})") from error


def _list_gold_things(data: Mapping[str, Any], text: str) -> list[Item]:
    """Annotated actors, weapons and places with all places of their mentions."""
    things = [
        Item(row["id"], kind, row.get("type") or row.get("category") or "Place", row["name"], _find_all(row, text))
        for kind in ("actor", "weapon", "place")
        for row in data.get(kind + "s", [])
    ]
    _drop_nested(things)
    return things


def _find_all(row: Mapping[str, Any], text: str) -> list[Span]:
    """Every place in the text where a mention of the row stands."""
    return [span for mention in row["mentions"] for span in _find_slices(text, mention)]


def _find_slices(text: str, piece: str) -> Iterator[Span]:
    """Offsets of every place where the piece stands in the text."""
    begin = text.find(piece)
    while begin >= 0:
        yield begin, begin + len(piece)
        begin = text.find(piece, begin + 1)


def _drop_nested(things: Sequence[Item]) -> None:
    """Forget mentions that are only part of a longer name of another thing (Washington in Washington Post)."""
    everywhere = [(span, thing) for thing in things for span in thing.spans]
    for thing in things:
        others = [span for span, owner in everywhere if owner is not thing]
        thing.spans = [span for span in thing.spans if not any(_holds(o, span) for o in others)] or thing.spans


def _holds(outer: Span, inner: Span) -> bool:
    """Whether one span covers another and is longer."""
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer[1] - outer[0] > inner[1] - inner[0]


def _to_gold_event(row: Mapping[str, Any], text: str) -> Item:
    """An annotated event; its trigger is looked for inside the quotation that stands once in the text."""
    begin = text.find(row["quote"]) + row["quote"].find(row["trigger"])
    roles = {role: _to_list(row.get(role)) for role in ROLES + WORDS + EXTRAS}
    return Item(row["id"], "event", row["type"], row["trigger"], [(begin, begin + len(row["trigger"]))], roles)


def _to_list(value: object) -> list[str]:
    """Fillers of a role, whether it was given as a list, one value or none."""
    if value is None:
        return []
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]
