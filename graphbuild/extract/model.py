"""Trained models: log-linear weights of clues, which say how likely each class of a thing is."""

import json
import math
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphbuild.errors import ResourceError
from graphbuild.resources import find_language

NONE = "none"  # the class of what is nothing


UNIT = 1000  # weights are whole thousandths: sums are exact, whatever the order of the clues
ABOVE = 1 << 62  # added to every intercept, so that no sum is negative; odds depend on differences alone


@dataclass(frozen=True, slots=True)
class Model:
    """A multinomial logistic regression over binary clues."""

    classes: tuple[str, ...]
    intercepts: tuple[int, ...]
    weights: dict[str, tuple[int, ...]]  # of a clue, one for each class
    thresholds: dict[str, float]  # probability from which on something is taken for what the name says
    packed: dict[str, int] = field(init=False, repr=False, compare=False)  # the weights of a clue as one number
    start: int = field(init=False, repr=False, compare=False)  # the intercepts, likewise

    def __post_init__(self) -> None:
        """Packs the weights of each clue into one number, so that all classes are summed at once."""
        object.__setattr__(self, "packed", {clue: _pack(row) for clue, row in self.weights.items()})
        object.__setattr__(self, "start", _pack([value + ABOVE for value in self.intercepts]))

    def weigh(self, clues: Iterable[str]) -> dict[str, float]:
        """Probability of each class given the clues; clues without weights tell nothing."""
        rows = filter(None, map(self.packed.get, set(clues)))
        sums = _unpack(sum(rows, self.start), len(self.classes))
        top = max(sums)
        powers = [math.exp((value - top) / UNIT) for value in sums]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


def _pack(row: Iterable[int]) -> int:
    """Whole numbers as one, each in 64 bits of its own: the sum of two such numbers holds the sums of theirs."""
    return sum(value << 64 * at for at, value in enumerate(row))


def _unpack(packed: int, count: int) -> tuple[int, ...]:
    """The numbers that were packed into one, none of them negative."""
    return struct.unpack(f"<{count}Q", packed.to_bytes(8 * count, "little"))


def load_model(language: str, name: str) -> Model:
    """A model of a language; `ResourceError` when its file is missing or not a model."""
    path = find_language(language, "models", f"{name}.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        weights = {clue: tuple(values) for clue, values in data["weights"].items()}
        return Model(tuple(data["classes"]), tuple(data["intercepts"]), weights, data["thresholds"])
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise ResourceError(f"{path}: not a trained model ({reason}): install graphbuild again") from error
