"""Names of places: where known names and those of the gazetteer stand, and which of them mean a place there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from graphbuild.extract.place_lexicon import WORD, Known, PlaceLexicon
from graphbuild.extract.timewords import fold_letters
from graphbuild.gazetteer import Entry, Gazetteer
from graphbuild.lexicon import fold
from graphbuild.records import Document, Token

LONGEST_NAME = 6  # words
NESTED = 4  # names that may stand in one another
BEFORE = 40  # characters before a name in which its preposition is looked for
ARABIC = frozenset({"al", "el", "an", "as", "ash", "ad", "ar", "at", "az", "es", "ez"})
INNER = frozenset({"da", "do", "dos", "del", "di", "e"})
FUNCTION = frozenset({"ADP", "DET", "ADV", "PRON", "CCONJ", "SCONJ", "VERB", "AUX", "NUM", "INTJ"})


class Word(NamedTuple):
    """A run of letters or digits: offsets, text, folded text, index of its token."""

    begin: int
    end: int
    text: str
    key: str
    token: int


@dataclass(slots=True)
class Candidate:
    """Words that may name a place: what the table knows of them, what the gazetteer has under that name."""

    first: int  # in Scene.words
    last: int  # exclusive
    known: Known | None
    entries: list[Entry]
    preposition: str = ""  # folded; empty when none stands before the name
    kind: str = ""  # of the preposition: locative, near, of, passage


@dataclass(slots=True)
class Scene:
    """A document as the search for places sees it."""

    document: Document
    lexicon: PlaceLexicon
    gazetteer: Gazetteer
    folded: str
    words: list[Word]
    blocked: list[tuple[int, int]]  # offsets of names in which no place is sought
    countries: dict[str, int] = field(default_factory=dict)  # named in the text, with how often

    def token(self, candidate: Candidate) -> Token:
        """The syntactic head of a name: its first token, or the one that the others hang on."""
        tokens = self.document.tokens[self.words[candidate.first].token:self.words[candidate.last - 1].token + 1]
        inside = {token.index for token in tokens}
        return next((token for token in tokens if token.head is None or token.head.index not in inside), tokens[0])

    def span(self, candidate: Candidate) -> tuple[int, int]:
        """Offsets of the name."""
        return self.words[candidate.first].begin, self.words[candidate.last - 1].end

    def gap(self, index: int) -> str:
        """What stands between a word and the next."""
        return self.document.slice(self.words[index].end, self.words[index + 1].begin)


def open_scene(document: Document, gazetteer: Gazetteer, lexicon: PlaceLexicon,
               blocked: list[tuple[int, int]]) -> Scene:
    """The document cut into words, and the countries it names or whose adjectives it uses."""
    text = document.article.text
    words = list(_cut_words(document))
    scene = Scene(document, lexicon, gazetteer, fold_letters(text), words, sorted(blocked))
    for word in words:
        if country := lexicon.demonyms.get(word.key):
            scene.countries[country] = scene.countries.get(country, 0) + 1
    return scene


def _cut_words(document: Document) -> Iterator[Word]:
    """The words of a document in order, each with the last token that begins no later."""
    begins = [*(token.begin for token in document.tokens[1:]), len(document.article.text)]
    at = 0
    for match in WORD.finditer(document.article.text):
        begin, end = match.span()
        text = match.group()
        while begins[at] <= begin:
            at += 1
        yield Word(begin, end, text, fold_word(text), at)


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """The word folded; most words of an article have been met before."""
    return fold(word)


# --- candidates -------------------------------------------------------------------------------------------------------


def find_candidates(scene: Scene) -> list[Candidate]:
    """Everything that might name a place, from left to right, the longest at each word."""
    candidates = []
    at = 0
    forms = scene.lexicon.forms
    words = enumerate(scene.words)
    starts = [at for at, word in words if word.text[0].isupper() or word.key in forms or word.key in ARABIC]
    for start in starts:
        if start < at:
            continue
        candidate = _match_known(scene, start) or _match_run(scene, start)
        if candidate is None:
            continue
        candidate.preposition, candidate.kind = find_preposition(scene, scene.words[candidate.first].begin)
        if candidate.kind == "bound" and not _is_bound(scene, candidate):
            candidate.preposition = candidate.kind = ""
        if not _is_blocked(scene, candidate):
            candidates.append(candidate)
        if candidate.known and candidate.known.country:
            scene.countries[candidate.known.country] = scene.countries.get(candidate.known.country, 0) + 1
        at = candidate.last
    return candidates


def _is_bound(scene: Scene, candidate: Candidate) -> bool:
    """Whether somebody leaves for the place: `partir pour la Syrie`, not `voter pour la Syrie`."""
    token = scene.token(candidate)
    return token.head is not None and fold_word(token.head.lemma) in scene.lexicon.motions


def _is_blocked(scene: Scene, candidate: Candidate) -> bool:
    """Whether a name lies in words that mean something else."""
    begin, end = scene.span(candidate)
    at = bisect_left(scene.blocked, (end, 0))
    return any(begin < last for _, last in scene.blocked[max(0, at - NESTED) : at])


def _match_known(scene: Scene, at: int) -> Candidate | None:
    """The longest name of the table that begins at a word; not when it is part of a longer name in capitals."""
    words = scene.words
    for form in scene.lexicon.forms.get(words[at].key, ()):
        last = at + len(form.words)
        if last > len(words) or (last > at + 1 and words[at + 1].key != form.words[1]):
            continue  # most forms fail at their second word
        if any(words[at + n].key != key for n, key in enumerate(form.words)):
            continue
        if not all(scene.words[at + n].text[0].isupper() for n, capital in enumerate(form.capitals) if capital):
            continue
        if all(len(scene.gap(n)) == 1 and scene.gap(n) != "\n" for n in range(at, last - 1)) and not _goes_on(
                scene, at, last):
            return Candidate(at, last, form.known, [])
    return None


def _goes_on(scene: Scene, at: int, last: int) -> bool:
    """Whether a name is only part of one: a capital follows (`Washington Post`), or a first name stands before."""
    if scene.words[at].text.isupper() and len(scene.words[at].text) > 1:
        return False
    after = scene.words[last] if last < len(scene.words) else None
    if after and scene.gap(last - 1) == " " and after.text[0].isupper() and not (
            _begins_known(scene, last) or after.key in scene.lexicon.first_names):
        return True
    before = scene.words[at - 1] if at else None
    return bool(before and scene.gap(at - 1) in (" ", "-") and before.text[0].isupper()
                and before.key in scene.lexicon.first_names)


def _begins_known(scene: Scene, at: int) -> bool:
    """Whether a known name or a number begins at a word."""
    return scene.words[at].text[0].isdigit() or scene.words[at].key in scene.lexicon.forms


def _match_run(scene: Scene, at: int) -> Candidate | None:
    """A run of capitalised words, with what the gazetteer has under that name."""
    word = scene.words[at]
    if not _opens_name(scene, at):
        return None
    last = at + 1
    while last < len(scene.words) and last - at < LONGEST_NAME and _joins(scene, last):
        last += 1
    while last > at + 1 and not scene.words[last - 1].text[0].isupper() and scene.gap(last - 2) != "-":
        last -= 1
    if word.key in ARABIC and last == at + 1:
        return None
    begin, end = word.begin, scene.words[last - 1].end
    return Candidate(at, last, None, scene.gazetteer.find(scene.document.slice(begin, end)))


def _opens_name(scene: Scene, at: int) -> bool:
    """Whether a name can begin at a word: a capital, and no function word at the head of a sentence."""
    word = scene.words[at]
    if word.key in ARABIC and at + 1 < len(scene.words) and scene.gap(at) in ("-", " "):
        return scene.words[at + 1].text[0].isupper() and not (word.text[0].isupper() and scene.gap(at) == " ")
    if not word.text[0].isupper() or len(word.text) < 2:
        return False
    token = scene.document.tokens[word.token]
    first = token.sentence.tokens[0] is token
    return token.upos not in FUNCTION or (not first and token.upos in ("VERB", "NUM", "ADV"))


def _joins(scene: Scene, at: int) -> bool:
    """Whether a word goes on with the name before it."""
    gap, word = scene.gap(at - 1), scene.words[at]
    if gap in ("-", "‑"):
        return True
    if word.text[0].isupper():
        before = scene.words[at - 1].text
        if before.isupper() and len(before) > 3 and not word.text.isupper() and _opens_line(scene, at - 1):
            return False  # "GAO Un convoi attaqué"
        return gap == " " or (gap in "'’" and len(scene.words[at - 1].text) < 3)
    ahead = at + 1 < len(scene.words) and scene.words[at + 1].text[0].isupper()
    if gap == " " and word.key in ARABIC and ahead:
        return scene.gap(at) in ("-", " ")
    return gap == " " and word.key in INNER and ahead and scene.gap(at) == " "


def _opens_line(scene: Scene, at: int) -> bool:
    """Whether a word is the first of its line."""
    return at == 0 or "\n" in scene.gap(at - 1)


def find_preposition(scene: Scene, begin: int) -> tuple[str, str]:
    """The folded preposition right before an offset, articles skipped, and its kind; empty when there is none."""
    match = scene.lexicon.prepositions.search(scene.folded[max(0, begin - BEFORE):begin])
    if match is None:
        return "", ""
    found = match.group(1)
    kinds = scene.lexicon.kinds
    return found, kinds.get(found) or kinds[re.sub(r"(?:du|des|d'|de la|de l')$", "de", found)]
