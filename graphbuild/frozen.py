"""Frozen runs: the counts of an evaluation kept in a file, so that the next one can tell what moved."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.evaluate import Evaluation
from graphbuild.lexicon import read_table

COLUMNS = ("article", "fact", "right", "gold", "given")
TOTAL = "all"  # stands for the articles together


@dataclass(frozen=True, slots=True)
class Count:
    """How many facts were found rightly, how many there are, how many were given."""

    right: int
    gold: int
    given: int

    def __str__(self) -> str:
        return f"{self.right} of {self.gold}, {self.given} given"


@dataclass(frozen=True, slots=True)
class Move:
    """A count of one article, or of all together, that is no longer what it was; None where it was not counted."""

    article: str
    fact: str
    before: Count | None
    after: Count | None


Run = Mapping[tuple[str, str], Count]


def to_run(result: Evaluation) -> Run:
    """The counts of an evaluation by article and fact."""
    parts = {TOTAL: result.scores, **dict(sorted(result.articles.items()))}
    return {
        (article, name): Count(score.right, score.gold, score.given)
        for article, scores in parts.items()
        for name, score in scores.items()
    }


def write_run(result: Evaluation) -> str:
    """An evaluation as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for (article, fact), count in to_run(result).items():
        writer.writerow((article, fact, count.right, count.gold, count.given))
    return out.getvalue()


def read_run(path: Path) -> Run:
    """A frozen run; `InputError` when the file is missing or holds none."""
    if not path.is_file():
        raise InputError(f"{path}: no frozen run there: write one with --freeze")
    try:
        return {
            (row["article"], row["fact"]): Count(int(row["right"]), int(row["gold"]), int(row["given"]))
            for row in read_table(path, COLUMNS)
        }
    except ValueError as error:
        raise InputError(f"{path}: not a frozen run: {error}") from error


def list_moves(before: Run, result: Evaluation) -> Iterator[Move]:
    """What is counted otherwise than in a frozen run, the articles together first."""
    after = to_run(result)
    for article, fact in dict.fromkeys((*after, *before)):
        one, other = before.get((article, fact)), after.get((article, fact))
        if one != other:
            yield Move(article, fact, one, other)
