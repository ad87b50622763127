"""Segmentation: a text to passages, words, and what is certain of its sentences, before a parser sees it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from spacy.language import Language

from graphbuild.lexicon import read_table
from graphbuild.resources import find_language

LONGEST_PASSAGE = 3000  # characters that are parsed at once
LONG_RUN = re.compile(r"\S{200}")  # no word is as long; a tokeniser's time grows with the square of it
# Same length on both sides, so that offsets hold: what the parser reads is never what a token says.
SAME_LENGTH = (
    (re.compile(r"[\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"), " "),
    (re.compile("[\ud800-\udfff]"), "\ufffd"),
    (re.compile("[’ʼ]"), "'"),
    (re.compile("[‐‑]"), "-"),
)
GROUPED_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,]?\d)")
INITIAL = re.compile(r"[^\W\d_]\.")
FULL_STOP = re.compile(r"(?:[.!?…؟۔。]+[\"»”)\]]*)\s+")
STOPS = frozenset((".", "!", "?", "…", "؟", "۔", "。"))
CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}


class Passage(NamedTuple):
    """A piece of text that is parsed at once: a paragraph, or a part of a very long one."""

    begin: int
    text: str
    paragraph: int


class Word(NamedTuple):
    """A token before the parser has seen it: offset in its passage and its characters as the parser reads them."""

    begin: int
    text: str


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations of a language with their stops, as written in a sentence and at its start."""

    unending: frozenset[str]  # the sentence goes on after them
    ending: frozenset[str]  # they may end it


def read_abbreviations(language: str) -> Abbreviations:
    """The abbreviations of a language; none for a language without the table."""
    path = find_language(language, "abbreviations.csv")
    rows = read_table(path, ("form", "ends")) if path.is_file() else []
    unending, ending = ([row["form"] for row in rows if row["ends"] == ends] for ends in ("no", "yes"))
    return Abbreviations(_add_capitals(unending), _add_capitals(ending))


def _add_capitals(forms: list[str]) -> frozenset[str]:
    """The forms, also with a capital (`MM.` isn't `mm.`, but `gén.` may be `Gén.`)."""
    return frozenset(forms) | {form[:1].upper() + form[1:] for form in forms}


# --- passages and words ----------------------------------------------------------------------------------------------


def split_passages(text: str) -> Iterator[Passage]:
    """The paragraphs of a text, very long ones in parts that end at a full stop, a space, or anywhere."""
    begin, paragraph = 0, 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            offset = 0
            while offset < len(line):
                end = _find_cut(line, offset)
                yield Passage(begin + offset, line[offset:end], paragraph)
                offset = end
            paragraph += 1
        begin += len(line)


def _find_cut(line: str, begin: int) -> int:
    """Where the part of a paragraph that starts at `begin` ends."""
    if len(line) - begin <= LONGEST_PASSAGE:
        return len(line)
    limit = begin + LONGEST_PASSAGE
    stops = [match.end() for match in FULL_STOP.finditer(line, begin, limit)]
    space = line.rfind(" ", begin + 1, limit) + 1
    return (stops and stops[-1]) or space or limit


def plain_text(text: str) -> str:
    """The text as the parser reads it, of the same length: no control or unusual space characters, one apostrophe."""
    for pattern, plain in SAME_LENGTH:
        text = pattern.sub(plain, text)
    return text


def cut_words(nlp: Language, text: str) -> list[Word]:
    """Tokens of a text without white space, a number written in groups (`10 000`) as one."""
    cuts = [0, *(match.end() for match in LONG_RUN.finditer(text)), len(text)]
    parts = [(begin, nlp.make_doc(text[begin:end])) for begin, end in pairwise(cuts)]
    words = [Word(begin + token.idx, token.text) for begin, part in parts for token in part if not token.is_space]
    groups = [match.span() for match in GROUPED_NUMBER.finditer(text)]
    return _join_groups(words, groups, text) if groups else words


def _join_groups(words: list[Word], groups: list[tuple[int, int]], text: str) -> list[Word]:
    """The words with those of a grouped number as one, where the number begins and ends with a word."""
    begins = {word.begin for word in words}
    ends = {word.begin + len(word.text) for word in words}
    joined = {begin: end for begin, end in groups if begin in begins and end in ends}
    inside = {offset for begin, end in joined.items() for offset in range(begin + 1, end)}
    return [
        Word(word.begin, text[word.begin : joined.get(word.begin, word.begin + len(word.text))])
        for word in words
        if word.begin not in inside
    ]


# --- where sentences start -------------------------------------------------------------------------------------------


def find_starts(abbreviations: Abbreviations, words: Sequence[Word]) -> list[bool | int | None]:
    """For each word whether a sentence starts with it: yes, no, or None where the parser is to tell."""
    inside = _find_continued_quotations(words)
    starts: list[bool | int | None] = [True]
    for i in range(1, len(words)):
        starts.append(False if i in inside or not _can_open(words, i) else _judge_stop(abbreviations, words, i))
    return starts


def _can_open(words: Sequence[Word], i: int) -> bool:
    """Whether a sentence could open with this word: a capital, a digit, a caseless letter, or a mark that opens one."""
    first = words[i].text[0]
    if first.isalnum():
        return not first.islower()
    opens = first in "«“„([\"'¿¡" or words[i].text in ("-", "–", "—")
    return opens and i + 1 < len(words) and words[i + 1].text[0].isalnum() and not words[i + 1].text[0].islower()


def _judge_stop(abbreviations: Abbreviations, words: Sequence[Word], i: int) -> bool | None:
    """Whether what stands before a possible first word ends a sentence."""
    before = i - 1
    while before > 0 and words[before].text in ("»", "”", '"', ")", "]"):
        before -= 1
    stop = words[before]
    if set(stop.text) <= STOPS:
        if before and stop.begin == words[before - 1].begin + len(words[before - 1].text):
            stop = Word(words[before - 1].begin, words[before - 1].text + stop.text)
    elif not (stop.text.endswith(".") or not stop.text[-1].isalnum()):
        return False
    return _judge_form(abbreviations, stop.text, words[i].text)


def _judge_form(abbreviations: Abbreviations, form: str, following: str) -> bool | None:
    """Whether a word with its stop (`hier.`, `gén.`, `J.`, `...`) ends a sentence before the following word."""
    if form in abbreviations.unending or INITIAL.fullmatch(form):
        return False
    if form in abbreviations.ending or form.endswith(("..", "…")):
        return None
    if form[-1] in STOPS:
        return True if following[0].isalpha() else None
    return False if form[-1] in ",;:«“„([-–—/&" else None


def _find_continued_quotations(words: Sequence[Word]) -> set[int]:
    """Positions inside a quotation whose sentence goes on after it, as with a reporting clause (`», a dit X`)."""
    inside: set[int] = set()
    for opening, closing in _pair_quotation_marks(words):
        after = closing + 1
        if after < len(words) and words[after].text == ",":
            after += 1
        if after < len(words) and words[after].text[0].islower():
            inside.update(range(opening + 1, after + 1))
    return inside


def _pair_quotation_marks(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Positions of opening and closing marks that belong together; a mark without its fellow is left alone."""
    opened: list[int] = []
    for i, word in enumerate(words):
        if opened and word.text == CLOSING[words[opened[-1]].text]:
            yield opened.pop(), i
        elif word.text in CLOSING:
            opened.append(i)
