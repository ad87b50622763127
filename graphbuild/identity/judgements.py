"""Judgements about identity: which paths denote the same actor and which don't, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graphbuild.errors import ResourceError
from graphbuild.lexicon import Row, read_table
from graphbuild.records import Actor

COLUMNS = ("left", "relation", "right", "reason")


@dataclass(frozen=True, slots=True)
class Judgements:
    """Decisions of a person, which override identity: `same` maps a path to the one kept, `different` are pairs."""

    same: dict[str, str] = field(default_factory=dict)
    different: tuple[tuple[str, str], ...] = ()

    def apply(self, actors: Sequence[Actor], article: str) -> list[Actor]:
        """The actors of an article (its path) under the paths that the judgements give; the same ones are merged."""
        found: dict[str, Actor] = {}
        for actor in actors:
            self._rename(actor, article)
            kept = found.setdefault(actor.path, actor)
            if kept is not actor:
                _merge(kept, actor)
        return list(found.values())

    def _rename(self, actor: Actor, article: str) -> None:
        for own, other in self.different:
            if actor.path == other and own.startswith(f"{article}/"):
                actor.path, actor.shared = own, False
        kept = self.same.get(actor.path)
        if kept is not None:
            actor.path, actor.shared = kept, kept.startswith("actor/")


def _merge(kept: Actor, other: Actor) -> None:
    """Adds to an actor what is known of another that is the same."""
    kept.mentions = sorted([*kept.mentions, *other.mentions], key=lambda mention: mention.begin)
    kept.aliases = [a for a in dict.fromkeys([*kept.aliases, other.label, *other.aliases]) if a != kept.label]
    kept.positions = list(dict.fromkeys([*kept.positions, *other.positions]))
    kept.country, kept.part_of = kept.country or other.country, kept.part_of or other.part_of


def load_judgements(path: Path) -> Judgements:
    """The judgements of a CSV file; `ResourceError` when a relation is unknown, a reason missing, or two contradict."""
    same: dict[str, str] = {}
    different: list[tuple[str, str]] = []
    for row in read_table(path, COLUMNS):
        _check(path, row)
        left, right = row["left"], row["right"]
        if row["relation"] == "same":
            same[right] = left
        else:
            different += [(left, right), (right, left)]
    same = {right: _follow(same, left) for right, left in same.items()}
    for right, left in same.items():
        if (left, right) in different or left == right:
            raise ResourceError(f"{path}: {left} and {right} are judged the same and not the same: keep one row")
    return Judgements(same, tuple(different))


def _follow(same: dict[str, str], path: str) -> str:
    """The path that is kept at the end of a chain; a path of a circle is kept itself."""
    seen = {path}
    while path in same and same[path] not in seen:
        path = same[path]
        seen.add(path)
    return path


def _check(path: Path, row: Row) -> None:
    if row["relation"] not in ("same", "not same"):
        raise ResourceError(f"{path}: relation {row['relation']!r}: write `same` or `not same`")
    if not all(row.values()):
        raise ResourceError(f"{path}: {row['left']} {row['relation']} {row['right']}: a path or the reason is missing")
