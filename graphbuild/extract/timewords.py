"""Words for times of a language, read from its tables into patterns: months, weekdays, units, phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from graphbuild.errors import ResourceError
from graphbuild.extract.numbers import NumberWords, load_numbers
from graphbuild.lexicon import fold, longest_first, read_table, split_cell
from graphbuild.resources import find_language, find_ontology

YEAR = r"(?<!\d)(?P<{name}>(?:1[89]|20)\d\d)(?![\d%]|[.,]\d)"
DAY = r"(?<![\d.,/])(?P<{name}>1er|[12]\d|3[01]|0?[1-9])(?!\d|,\d)"
NUMBER = r"(?P<{name}>0?[1-9]|1[0-2])"
FIXED = MappingProxyType({"year": YEAR, "day": DAY, "number": NUMBER})
CLUES = ("phrase", "named", "war", "season", "month", "weekday", "unit", "year", "day")  # the rarest first
REACH = 70  # characters around a clue that a date may span
ARTICLES = "le|la|les|l'|au|aux|du|des|ce|cet|cette|en|a|fin|un|une"
PLACEHOLDER = re.compile(r"\{([a-z]+)(2?)\}")


@dataclass(frozen=True, slots=True)
class DatePattern:
    """A pattern of date_patterns.csv: what kind of date it is, what it counts from, and in which direction."""

    kind: str
    anchor: str
    sign: int
    clue: str  # the placeholder that says where in a text it is worth trying
    needs: tuple[str, ...]  # folded words of which the text must have one there
    source: str

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern, from the cache of `re`: most texts need few of them, and a command starts at once."""
        return re.compile(self.source)


@dataclass(frozen=True, slots=True)
class Found:
    """Words for a time: offsets of all of them and of the date itself, the pattern they match, its groups."""

    begin: int
    end: int
    core: tuple[int, int]
    pattern: DatePattern
    groups: dict[str, str | None]

    def number(self, name: str) -> int | None:
        """A group as an integer (`1er` is 1)."""
        value = self.groups.get(name)
        return int(value.removesuffix("er")) if value else None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A war or a named day: when it began, and the word that an article must have for the name to mean it."""

    context: str
    start: str


@dataclass(frozen=True, slots=True)
class DateWords:
    """All that is known of a language's words for time; keys are folded."""

    patterns: tuple[DatePattern, ...]
    clue: re.Pattern[str]  # any word that may be part of a date, or a number
    clues: dict[str, set[str]]  # by such a word: the placeholders it may fill
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, tuple[str, str]]
    groups: dict[str, dict[str, str]]  # unit, part, time, count, ordinal, future
    phrases: dict[str, tuple[str, str, int]]  # anchor, unit, shift
    prefixes: re.Pattern[str]
    effects: dict[str, str]
    anchors: dict[str, list[Anchor]]
    language: str


@cache
def load_date_words(language: str = "fr") -> DateWords:
    """The words for time of a language, read once."""
    months = _read_forms(language, "months.csv", ("forms", "month"))
    weekdays = {fold(row["form"]): int(row["weekday"]) for row in _rows(language, "weekdays.csv", ("form", "weekday"))}
    seasons = {fold(row["form"]): (row["begin"], row["end"])
               for row in _rows(language, "seasons.csv", ("form", "begin", "end"))}
    groups = _read_groups(language)
    phrases = {fold(form): (row["anchor"], row["unit"], int(row["shift"]))
               for row in _rows(language, "date_phrases.csv", ("forms", "anchor", "unit", "shift"))
               for form in split_cell(row["forms"])}
    effects = {fold(row["form"]): row["effect"] for row in _rows(language, "date_prefixes.csv", ("form", "effect"))}
    anchors, named = _read_anchors(language)
    parts = {"month": _alternate(months), "weekday": _alternate(weekdays), "season": _alternate(seasons),
             "phrase": _alternate(phrases), "count": _count(groups["count"], load_numbers(language)),
             "war": _alternate(set(anchors) - named), "named": _alternate(named),
             "ordinal": rf"\d+(?:[ .]\d{{3}})* ?(?:ieme|eme|e)|{_alternate(groups['ordinal'])}",
             **{group: _alternate(groups[group]) for group in ("unit", "part", "time", "hedge")}}
    clues = _index_clues({"month": months, "weekday": weekdays, "season": seasons, "phrase": phrases, "named": named,
                          "war": set(anchors) - named, "unit": groups["unit"]})
    numbered = {form: int(month) for form, month in months.items()}
    clue = re.compile(rf"(?<!\w)(?=({_branch(sorted(clues))})(?:(?<=')|(?!\w)))|(?<!\d)(\d+)")
    return DateWords(_read_patterns(language, parts), clue, clues, numbered, weekdays, seasons,
                     groups, phrases, _compile_prefixes(effects, parts["hedge"]), effects, anchors, language)


def _index_clues(forms: dict[str, Iterable[str]]) -> dict[str, set[str]]:
    """The placeholders that a form may fill, and those that its beginning may fill (`mois`, `mois dernier`)."""
    clues: dict[str, set[str]] = {}
    for clue, words in forms.items():
        for form in words:
            clues.setdefault(form, set()).add(clue)
    for form, found in clues.items():
        for length in range(1, len(form)):
            if not form[length].isalnum() and form[:length] in clues:
                found.update(clues[form[:length]])
    return clues


def _rows(language: str, name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a table of the language."""
    return read_table(find_language(language, name), columns)


def _read_forms(language: str, name: str, columns: tuple[str, str]) -> dict[str, str]:
    """Folded forms of a two-column table with their value."""
    forms, value = columns
    return {fold(form): row[value] for row in _rows(language, name, columns) for form in split_cell(row[forms])}


def _read_groups(language: str) -> dict[str, dict[str, str]]:
    """The smaller groups of words of date_words.csv."""
    groups: dict[str, dict[str, str]] = {}
    for row in _rows(language, "date_words.csv", ("forms", "group", "value")):
        groups.setdefault(row["group"], {}).update(dict.fromkeys(map(fold, split_cell(row["forms"])), row["value"]))
    return groups


def _read_anchors(language: str) -> tuple[dict[str, list[Anchor]], set[str]]:
    """Wars and named days by folded form, and which of the forms are named days."""
    anchors: dict[str, list[Anchor]] = {}
    named = set()
    path = find_ontology("lexicon", language, "anchors.csv")
    for row in read_table(path, ("forms", "group", "context", "start")):
        for form in map(fold, split_cell(row["forms"])):
            anchors.setdefault(form, []).append(Anchor(fold(row["context"]), row["start"]))
            if row["group"] == "named":
                named.add(form)
    return anchors, named


def _alternate(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, longest first, as whole words."""
    return rf"(?<!\w){_branch(sorted(set(forms)))}(?:(?<=')|(?!\w))"


def _branch(forms: list[str]) -> str:
    """A pattern for sorted forms that tries what they begin alike with once: sooner compiled and sooner sought."""
    ends, groups = "" in forms, {letter: [f[1:] for f in forms if f[:1] == letter] for letter in {f[:1] for f in forms}}
    groups.pop("", None)
    branches = [_escape(letter) + _branch(rests) for letter, rests in sorted(groups.items())]
    if not branches:
        return ""
    whole = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{whole}?" if ends else whole


def _escape(letter: str) -> str:
    return letter if letter == " " else re.escape(letter)


def _count(vague: Iterable[str], words: NumberWords) -> str:
    """A pattern for a number in digits or words, a round one (`une dizaine de`) or a vague one (`quelques`)."""
    word = "|".join(longest_first({*words.units, *words.multipliers}))
    rounds = "|".join(longest_first(words.collectives))
    written = rf"(?:\w+ )?(?:{rounds}) (?:de|d'(?=\w))|(?:{word})(?:[ -](?:et )?(?:{word}))*"
    return rf"(?<![\w,.])(?:\d+|{written}|{_alternate(vague)})"


def _compile_prefixes(effects: Iterable[str], hedge: str) -> re.Pattern[str]:
    """A pattern for a preposition of time that ends what precedes a date, with articles or `more than` in between."""
    forms = "|".join(re.escape(form) for form in longest_first(effects)).replace(r"\ ", " ")
    return re.compile(rf"(?<!\w)({forms})(?:(?:^| |(?<='))(?:{ARTICLES}))*(?:(?:^| |(?<=')){hedge})? ?$")


def _read_patterns(language: str, parts: dict[str, str]) -> tuple[DatePattern, ...]:
    """Patterns of the language, their placeholders filled in."""
    return tuple(
        DatePattern(row["kind"], row["anchor"], int(row["sign"]), _find_clue(row["pattern"]),
                    tuple(map(fold_letters, split_cell(row["needs"]))), _fill(row["pattern"], parts))
        for row in _rows(language, "date_patterns.csv", ("kind", "anchor", "sign", "needs", "pattern")))


def _find_clue(pattern: str) -> str:
    """The rarest of the placeholders in a pattern; `ResourceError` when it has none of them."""
    for clue in CLUES:
        if f"{{{clue}" in pattern:
            return clue
    raise ResourceError(f"date_patterns.csv: pattern {pattern!r} has none of {', '.join(CLUES)}")


def _fill(pattern: str, parts: dict[str, str]) -> str:
    """The pattern with groups for its placeholders, `«...»` as the group `core`, in folded letters."""

    def expand(match: re.Match[str]) -> str:
        name, key = "".join(match.groups()), match.group(1)
        return FIXED[key].format(name=name) if key in FIXED else f"(?P<{name}>{parts[key]})"

    marked = fold_letters(pattern).replace("«", "(?P<core>").replace("»", ")")
    return r"(?<!\w)" + PLACEHOLDER.sub(expand, marked)


def fold_letters(text: str) -> str:
    """The text in small letters without accents, of the same length: offsets in it are offsets in the text."""
    return text.translate({ord(char): _fold_letter(char) for char in set(text)})


@cache
def _fold_letter(char: str) -> str:
    """One character for one character."""
    if char.isspace() and char != "\n":
        return " "
    folded = fold(char)
    return folded if len(folded) == 1 else char
