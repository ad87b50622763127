"""Sentences of our own, phenomenon by phenomenon, with the facts that must and must not be read in them.

`python -m tests.sentences` prints how many pass, `--failed` what the others lack, and `--freeze` keeps the failures as
the known ones and writes the table into the README of the tests.

A row of `sentences.csv` has a text, its date (`none` for an undated text, else that of DATE) and facts separated by
`; `, each `Kind words name=value ...`:

- `Kind` is a class of events or `Event` for any, `Actor` (its class may follow), `Weapon`, `Place` or `Claim`;
- the words stand in a trigger, in the name of an actor, weapon or place, or in the name of a claim's source;
- a value is words of a filler or span, or all of a plain value (NAMES); without one there must be nothing;
- `a|b` is either; `!` before a fact: nothing is like that; a number before it: so many things are.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphbuild.evaluate import TYPES
from graphbuild.extract.weapon_table import WeaponTable
from graphbuild.lexicon import fold, read_table
from graphbuild.pipeline import Knowledge, load_knowledge, read_article
from graphbuild.records import Actor, Article, Claim, Event, Place, Reading, Thing, Weapon
from tests.paths import TESTS

DATE = dt.date(2024, 11, 20)  # of a text, where its row has none
README = TESTS / "README.md"
SENTENCES = TESTS / "sentences.csv"
FAILED = TESTS / "golden" / "sentences_failed.csv"
BEGIN, END = "<!-- python -m tests.sentences -->\n", "<!-- end -->\n"
FACT = re.compile(r"(?P<count>!|\d+ )?(?P<kind>[\w|]+)(?P<words>(?: (?![\w]+=)\S+)*)(?P<values>(?: \w+=.*)?)")
VALUE = re.compile(r"(\w+)=(.*?)(?=\s+\w+=|$)")

ROLES = ("agent", "recipient", "target", "weapon", "weaponHit", "place", "about")
SPANS = ("condition", "purpose", "mention")
PLAIN = ("status", "certainty", "killed", "injured", "kind", "quotation")
DATES = ("date", "earliest", "latest", "until", "ongoing")
NAMES = {  # what can be asked of each kind of thing; what is words is found among others, the rest is a whole value
    "Event": {*ROLES, *SPANS, *PLAIN, *DATES},
    "Actor": {"type", "country", "position", "mention"},
    "Weapon": {"category", "quantity", "origin", "mention"},
    "Place": {"country", "precision", "mention"},
    "Claim": {"about", "stance", "certainty", "killed", "injured"},
}
WORDS = frozenset((*ROLES, *SPANS, "position"))

Key = tuple[str, str]


@dataclass(frozen=True)
class Fact:
    """An expectation: how many things (None: some) are of one of the kinds, bear the words and have the values."""

    text: str
    count: int | None
    kinds: frozenset[str]
    words: str
    values: tuple[tuple[str, str], ...]

    @property
    def is_absence(self) -> bool:
        """Whether it says that something must not be read."""
        return self.count == 0 or not all(value for _, value in self.values)


@dataclass(frozen=True)
class Case:
    """A sentence, or a few, with what is to be read in it."""

    phenomenon: str
    text: str
    facts: tuple[Fact, ...]
    date: dt.date | None

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self.phenomenon, self.text

    @property
    def must_not_fire(self) -> bool:
        """Whether something must not be read in it."""
        return any(fact.is_absence for fact in self.facts)

    def __str__(self) -> str:
        return f"{self.phenomenon}: {self.text[:60]}"


@dataclass(frozen=True)
class Found:
    """A thing that was read: what it is, the names it goes by, and its values by name."""

    kind: str
    names: list[str]
    values: dict[str, list[str]]

    def __str__(self) -> str:
        told = " ".join(f"{name}={'|'.join(values)}" for name, values in self.values.items() if values)
        return f"{self.kind} {'|'.join(dict.fromkeys(self.names))} {told}"


# --- what is expected -------------------------------------------------------------------------------------------------


def list_cases() -> list[Case]:
    """All sentences in the order of their file."""
    return [to_case(row) for row in read_table(SENTENCES, ("phenomenon", "text", "expected", "date"))]


def to_case(row: dict[str, str]) -> Case:
    """A row of the file."""
    dates = {"": DATE, "none": None}
    date = dates[row["date"]] if row["date"] in dates else dt.date.fromisoformat(row["date"])
    return Case(row["phenomenon"], row["text"], tuple(map(to_fact, row["expected"].split("; "))), date)


def to_fact(text: str) -> Fact:
    """A fact as written."""
    match = FACT.fullmatch(text)
    assert match, f"not a fact: {text!r}"
    kinds, words, values = match["kind"].split("|"), match["words"].split(), VALUE.findall(match["values"])
    if kinds == ["Actor"] and words and words[0] in TYPES["actor"]:
        values.insert(0, ("type", words.pop(0)))
    count = {None: None, "!": 0}[match["count"]] if match["count"] in (None, "!") else int(match["count"])
    return Fact(text, count, frozenset(kinds), " ".join(words), tuple(values))


def list_known() -> set[Key]:
    """Sentences that are known to fail."""
    return {(row["phenomenon"], row["text"]) for row in read_table(FAILED, ("phenomenon", "text"))}


# --- what was read ----------------------------------------------------------------------------------------------------


def read_case(case: Case, knowledge: Knowledge) -> Reading:
    """The reading of a sentence."""
    return read_article(Article("test", case.text, date=case.date), knowledge)


def list_found(reading: Reading, weapons: WeaponTable) -> list[Found]:
    """All that was read, described."""
    return [
        *(describe_actor(reading, actor) for actor in reading.actors),
        *(describe_weapon(reading, weapon, weapons) for weapon in reading.weapons),
        *(describe_place(reading, place) for place in reading.places),
        *(describe_event(reading, event) for event in reading.events),
        *(describe_claim(reading, claim) for claim in reading.claims),
    ]


def describe_actor(reading: Reading, actor: Actor) -> Found:
    """An actor."""
    positions = cut(reading, [m.position for m in actor.mentions if m.position] + actor.positions)
    values = {"type": [actor.type], "country": to_list(actor.country), "position": positions}
    return Found("Actor", list_names(reading, actor), values | {"mention": list_words(reading, actor)})


def describe_weapon(reading: Reading, weapon: Weapon, weapons: WeaponTable) -> Found:
    """A weapon, with the guide's word for its category."""
    values = {
        "category": [weapons.find_notation(weapon.concept or weapon.broader)],
        "quantity": [str(m.quantity) for m in weapon.mentions if m.quantity is not None],
        "origin": [m.origin for m in weapon.mentions if m.origin],
        "mention": list_words(reading, weapon),
    }
    return Found("Weapon", list_names(reading, weapon), values)


def describe_place(reading: Reading, place: Place) -> Found:
    """A place."""
    values = {
        "country": [m.country for m in place.mentions if m.country],
        "precision": [m.precision for m in place.mentions],
        "mention": list_words(reading, place),
    }
    return Found("Place", list_names(reading, place), values)


def describe_event(reading: Reading, event: Event) -> Found:
    """An event; its names are its triggers."""
    triggers = cut(reading, [(event.begin, event.end), *event.mentions])
    values = {
        **{role: [name for f in event.fillers(role) for name in list_names(reading, f)] for role in ROLES},
        **{name: to_list(getattr(event, name)) for name in PLAIN},
        **{name: to_list(getattr(event.date, name if name != "date" else "value", None)) for name in DATES},
        "condition": cut(reading, event.conditions),
        "purpose": cut(reading, event.purposes),
        "mention": triggers,
    }
    return Found(event.type, triggers, values)


def describe_claim(reading: Reading, claim: Claim) -> Found:
    """A claim; its names are those of its source."""
    values = {name: to_list(getattr(claim, name)) for name in ("stance", "certainty", "killed", "injured")}
    return Found("Claim", list_names(reading, claim.source), values | {"about": list_names(reading, claim.about)})


def list_names(reading: Reading, thing: Thing | Event) -> list[str]:
    """Names that something goes by."""
    if isinstance(thing, Event):
        return cut(reading, [(thing.begin, thing.end), *thing.mentions])
    aliases = thing.aliases if isinstance(thing, Actor) else []
    return [thing.label, *aliases, *(m.name for m in thing.mentions), *list_words(reading, thing)]


def list_words(reading: Reading, thing: Thing) -> list[str]:
    """Words of the text that stand for something."""
    return cut(reading, [(m.begin, m.end) for m in thing.mentions])


def cut(reading: Reading, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Words of the text between offsets."""
    return [reading.document.slice(begin, end) for begin, end in spans]


def to_list(value: object) -> list[str]:
    """A plain value as a list of none or one."""
    return [] if value is None else [str(value)]


# --- the one against the other ----------------------------------------------------------------------------------------


def list_missing(found: Sequence[Found], facts: Iterable[Fact]) -> list[str]:
    """What is wrong, one line for each fact that does not hold."""
    return [f"{fact.text}   <-   {told}" for fact in facts if (told := check_fact(found, fact)) is not None]


def check_fact(found: Sequence[Found], fact: Fact) -> str | None:
    """None when the fact holds, else what was found instead."""
    akin = [thing for thing in found if is_kind(thing, fact.kinds)]
    named = [thing for thing in akin if not fact.words or is_among(fact.words, thing.names)]
    fitting = [thing for thing in named if not any(list_wrong(thing, fact))]
    if len(fitting) == fact.count or (fact.count is None and fitting):
        return None
    if fact.count is None and named:
        nearest = min(named, key=lambda thing: len(list(list_wrong(thing, fact))))
        return ", ".join(list_wrong(nearest, fact))
    return "; ".join(map(str, fitting if fact.count is not None else akin)) or "none"


def is_kind(thing: Found, kinds: Collection[str]) -> bool:
    """Whether a thing is of one of the kinds."""
    return thing.kind in kinds or ("Event" in kinds and thing.kind not in NAMES)


def list_wrong(thing: Found, fact: Fact) -> Iterator[str]:
    """Values that a thing does not have as the fact wants them."""
    for name, wanted in fact.values:
        values = thing.values[name]
        if not has_value(name, values, wanted):
            yield f"{name} is {'|'.join(dict.fromkeys(values)) or 'nothing'}"


def has_value(name: str, values: Sequence[str], wanted: str) -> bool:
    """Whether one of the values is as wanted; none may be there when nothing is wanted."""
    if not wanted:
        return not values
    return is_among(wanted, values) if name in WORDS else not {*wanted.split("|")}.isdisjoint(values)


def is_among(words: str, others: Iterable[str]) -> bool:
    """Whether one of the alternatives stands, word for word up to a plural, in one of the others."""
    wanted = "|".join(re.escape(fold(part)) for part in words.split("|"))
    pattern = re.compile(rf"(?<!\w)(?:{wanted})[sx]?(?!\w)")
    return any(pattern.search(fold(other)) for other in others)


# --- table and command ------------------------------------------------------------------------------------------------


def to_table(cases: Sequence[Case], failed: Collection[Key]) -> str:
    """How many sentences pass by phenomenon, as a Markdown table."""
    rows = [("phenomenon", "sentences", "must not fire", "passed"), ("---", "--:", "--:", "--:")]
    for phenomenon in dict.fromkeys(case.phenomenon for case in cases):
        rows.append(to_row([case for case in cases if case.phenomenon == phenomenon], failed, phenomenon))
    rows.append(to_row(cases, failed, "**all**"))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def to_row(cases: Sequence[Case], failed: Collection[Key], name: str) -> tuple[str, str, str, str]:
    """A row of the table."""
    passed = sum(case.key not in failed for case in cases)
    return name, str(len(cases)), str(sum(case.must_not_fire for case in cases)), str(passed)


def read_shown() -> str:
    """The table that the README shows."""
    return README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


def freeze(cases: Sequence[Case], failed: Collection[Key], folder: Path = TESTS) -> None:
    """Keep the failures as the known ones and the table in the README of a folder of tests."""
    with (folder / FAILED.relative_to(TESTS)).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("phenomenon", "text"))
        writer.writerows(case.key for case in cases if case.key in failed)
    readme = folder / README.name
    before, begin, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    assert begin, f"{readme}: no {BEGIN!r}"
    readme.write_text(before + begin + to_table(cases, failed) + END + rest.partition(END)[2], encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.sentences", description="How many sentences pass.")
    parser.add_argument("--failed", action="store_true", help="what each failing sentence lacks")
    parser.add_argument("--freeze", action="store_true", help="keep these failures as the known ones")
    options = parser.parse_args()
    knowledge, cases = load_knowledge(), list_cases()
    missing = {
        case.key: list_missing(list_found(read_case(case, knowledge), knowledge.weapons), case.facts) for case in cases
    }
    failed = {key: wrong for key, wrong in missing.items() if wrong}
    for (phenomenon, text), wrong in failed.items() if options.failed else ():
        print(f"{phenomenon}: {text}", *wrong, sep="\n    ")
    print(to_table(cases, failed), end="")
    if options.freeze:
        freeze(cases, failed)


if __name__ == "__main__":
    main()
