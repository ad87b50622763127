"""Trained models: log-linear weights of clues, which say how likely each class of a thing is."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass

from graphbuild.errors import ResourceError
from graphbuild.resources import find_language

NONE = "none"  # the class of what is nothing


UNIT = 1000  # weights are whole thousandths: sums are exact, whatever the order of the clues


@dataclass(frozen=True, slots=True)
class Model:
    """A multinomial logistic regression over binary clues."""

    classes: tuple[str, ...]
    intercepts: tuple[int, ...]
    weights: dict[str, tuple[int, ...]]  # of a clue, one for each class
    thresholds: dict[str, float]  # probability from which on something is taken for what the name says

    def weigh(self, clues: Iterable[str]) -> dict[str, float]:
        """Probability of each class given the clues; clues without weights tell nothing."""
        rows = filter(None, map(self.weights.get, set(clues)))
        sums = list(map(sum, zip(self.intercepts, *rows, strict=True)))
        top = max(sums)
        powers = [math.exp((value - top) / UNIT) for value in sums]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


def load_model(language: str, name: str) -> Model:
    """A model of a language; `ResourceError` when its file is missing or not a model."""
    path = find_language(language, "models", f"{name}.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        weights = {clue: tuple(values) for clue, values in data["weights"].items()}
        return Model(tuple(data["classes"]), tuple(data["intercepts"]), weights, data["thresholds"])
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ResourceError(f"{path}: not a trained model ({type(error).__name__}: {error}): install graphbuild again") from error
