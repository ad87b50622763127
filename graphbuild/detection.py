"""In which language a text is written, as far as its commonest words and its letters tell."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.lexicon import read_table, split_cell
from graphbuild.resources import PACKAGE

COLUMNS = ("language", "name", "script", "words")
SAMPLE = 20_000  # characters looked at: a language shows well before
FEWEST_LETTERS = 20  # below, the script is not decided
FEWEST_WORDS = 6  # below, nothing is decided
FEW_WORDS = 20  # below, a language has to be twice as clear
FEWEST_COMMON = 3  # common words that a language must have in a text
LEAST_SHARE = 0.12  # of the words of a text that must be common words of its language
LEAD = 1.3  # how many times as many as in the language expected
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Profile:
    """A language: code, English name, script (as the names of its letters begin) and commonest words."""

    language: str
    name: str
    script: str
    words: frozenset[str]


def load_profiles() -> list[Profile]:
    """The languages that are told apart."""
    rows = read_table(PACKAGE / "languages" / "stopwords.csv", COLUMNS)
    return [Profile(r["language"], r["name"], r["script"], frozenset(split_cell(r["words"]))) for r in rows]


def find_other_language(text: str, expected: str, profiles: Sequence[Profile]) -> Profile | None:
    """The language of a text that is clearly not in the one expected; None when it is, or when nothing is certain."""
    words = _WORD.findall(text[:SAMPLE].casefold())
    home = next((profile for profile in profiles if profile.language == expected), None)
    if home is None:
        return None
    script = _find_script(words)
    if script is not None and script != home.script:
        rivals = [profile for profile in profiles if profile.script == script]
        unknown = Profile("und", f"{script.capitalize()} script", script, frozenset())
        return max(rivals, key=lambda profile: _count(words, profile), default=unknown)
    if len(words) < FEWEST_WORDS:
        return None
    best = max(profiles, key=lambda profile: _count(words, profile))
    lead = LEAD if len(words) >= FEW_WORDS else 2 * LEAD
    found = _count(words, best)
    clear = found > max(LEAST_SHARE * len(words), lead * _count(words, home)) and found >= FEWEST_COMMON
    return best if clear else None


def _count(words: Sequence[str], profile: Profile) -> int:
    """How many of the words are common ones of the language."""
    return sum(word in profile.words for word in words)


def _find_script(words: Sequence[str]) -> str | None:
    """The script of more than half of the letters; Japanese is known by its syllables among Chinese signs."""
    letters = Counter(unicodedata.name(char, "?").split()[0] for word in words for char in word)
    kana = letters.pop("KATAKANA", 0) + letters["HIRAGANA"]
    if kana > 0.1 * letters["CJK"]:
        letters["HIRAGANA"] = kana + letters.pop("CJK", 0)
    if not letters:
        return None
    script, number = letters.most_common(1)[0]
    return script if number > letters.total() / 2 and letters.total() >= FEWEST_LETTERS else None
