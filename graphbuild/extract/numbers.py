"""Numbers: digits and number words -> integers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from graphbuild.lexicon import fold, longest_first, read_table
from graphbuild.records import Token
from graphbuild.resources import find_language

DIGITS = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+(?:,\d+)?(?![\d.,])")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words of a language: folded form -> value, by kind."""

    units: dict[str, int]
    multipliers: dict[str, int]
    collectives: dict[str, int]
    joiners: frozenset[str]
    hedges: re.Pattern[str]


@cache
def load_numbers(language: str = "fr") -> NumberWords:
    """The number words of a language, read once."""
    tables: dict[str, dict[str, int]] = {"unit": {}, "multiplier": {}, "collective": {}, "joiner": {}, "hedge": {}}
    for row in read_table(find_language(language, "numbers.csv"), ("form", "value", "kind")):
        tables[row["kind"]][fold(row["form"]).replace("-", " ")] = int(row["value"] or 0)
    forms = longest_first(tables["hedge"])
    hedges = "|".join(re.escape(form) + ("" if form.endswith("'") else r"\b") for form in forms)
    return NumberWords(tables["unit"], tables["multiplier"], tables["collective"], frozenset(tables["joiner"]),
                       re.compile(rf"(?:(?:{hedges})\s*)+"))


def read_number(tokens: Sequence[Token], language: str = "fr") -> int | None:
    """The number that the tokens say together, None when they say none or an indefinite one."""
    return parse_number(" ".join(token.text for token in tokens), language)


def parse_number(text: str, language: str = "fr") -> int | None:
    """The number that a text says as a whole: `au moins 12` is 12, `une vingtaine` 20, `des dizaines` None."""
    words = load_numbers(language)
    folded = fold(text).replace("-", " ")
    if hedge := words.hedges.match(folded):
        folded = folded[hedge.end():]
    if digits := DIGITS.match(folded):
        return _read_digits(digits.group(), folded[digits.end():].split(), words)
    return _read_words(folded.replace("'", "' ").split(), words)


def _read_digits(digits: str, rest: list[str], words: NumberWords) -> int | None:
    """Digits times the multiplier words after them; None when other words follow or a fraction remains."""
    value = Decimal(re.sub(r"[ .]", "", digits).replace(",", "."))
    for word in rest:
        factor = words.multipliers.get(word) or words.collectives.get(word)
        if factor is None:
            return None
        value *= factor
    return int(value) if value == value.to_integral_value() else None


def _read_words(parts: list[str], words: NumberWords) -> int | None:
    """Number words read from left to right; None at the first word that is none of them."""
    total, current, seen = 0, 0, False
    if " ".join(parts[-2:]) in words.collectives:  # "une demi-douzaine"
        parts = [*parts[:-2], " ".join(parts[-2:])]
    for part in parts:
        if part in words.units:
            value = words.units[part]
            current = current + 76 if value == 20 and current % 100 == 4 else current + value
        elif part in words.collectives and current:
            current *= words.collectives[part]
        elif words.multipliers.get(part) == 100:
            current = max(current, 1) * 100
        elif part in words.multipliers:
            total, current = total + max(current, 1) * words.multipliers[part], 0
        elif part not in words.joiners or not seen:
            return None
        seen = True
    return total + current if seen else None
