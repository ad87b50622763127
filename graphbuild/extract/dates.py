"""Dates: the words for a time in a text -> calendar dates as precise as the words are."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from graphbuild.extract import calendar, counted_dates, fixed_dates
from graphbuild.extract.calendar import Period
from graphbuild.extract.timeline import Reading, Timeline, move_on
from graphbuild.extract.timewords import (
    CLUES,
    REACH,
    YEAR,
    DatePattern,
    DateWords,
    Found,
    fold_letters,
    load_date_words,
)
from graphbuild.lexicon import fold
from graphbuild.records import DateMention, Document, Mention, Token

CLOSED = re.compile(r"[\s:,)]*(?:\([^)]*\))?\s*")  # what may follow a dateline that has its line to itself
PLACE = re.compile(r"[\s(]*|(?:[^\W\d]+[ '-]?){1,4}(?:, (?:le )?| ?[-–—] )")  # what may precede it
DASH = re.compile(r"\s*(?:\([^)]{1,40}\))?[\s.)]*(?:[-–—]\s|/|:\s)|\s*\([^)]{2,30}\)\s")  # what ends it within a line
NUMBERS: Mapping[int, tuple[str, ...]] = MappingProxyType({1: ("day",), 2: ("day",), 4: ("year",)})  # by its digits
REACHED = 8  # tokens after `two days after` within which the event stands
Reader = Callable[[Found, Timeline], Reading | None]
READERS: Mapping[str, Reader] = MappingProxyType({
    "day": fixed_dates.read_day, "date": fixed_dates.read_bare_day, "span": fixed_dates.read_span,
    "between": fixed_dates.read_between, "night": fixed_dates.read_night, "month": fixed_dates.read_month,
    "months": fixed_dates.read_months, "season": fixed_dates.read_season, "year": fixed_dates.read_year,
    "yearof": fixed_dates.read_year, "years": fixed_dates.read_years, "weekday": counted_dates.read_weekday,
    "weekspan": counted_dates.read_weekspan, "weeknight": counted_dates.read_weeknight,
    "phrase": counted_dates.read_phrase, "count": counted_dates.read_count, "recent": counted_dates.read_recent,
    "nth": counted_dates.read_nth, "warday": counted_dates.read_warday, "named": counted_dates.read_named,
})
DATELINE = 160  # characters from the start within which a dateline stands


def find_dates(document: Document, dateline: dt.date | None = None) -> list[DateMention]:
    """Dates of the text in order; relative ones count from the article's date, or else from its dateline."""
    words = load_date_words(document.article.language)
    text = fold_letters(document.article.text)
    line = _match_dateline(text, words)
    article = document.article.date or dateline or (line[1] if line else None)
    hidden = line[0].end if line and _hides(line[0], text, words) else 0
    timeline = Timeline(article, words, text, dated=None if article else _find_heading(text, words))
    starts = [token.begin for token in document.tokens]
    mentions = []
    for found in _scan(text, words):
        if found.begin < hidden:
            continue
        if mention := _read(found, timeline, document, starts):
            mentions.append(mention)
    return mentions


def _find_heading(text: str, words: DateWords) -> Period | None:
    """The year in the heading of a chronicle (`Géorgie, été 2008`), before the first day it tells of."""
    head = text[:3 * DATELINE]
    days = (match.start() for pattern in words.patterns if pattern.kind == "day"
            for match in pattern.regex.finditer(head))
    year = re.search(YEAR.format(name="year"), head[:min(days, default=0)])
    return calendar.to_year(int(year.group("year"))) if year else None


def find_dateline(document: Document) -> dt.date | None:
    """The date that a text bears at its head (`KIEV, 3 mars 2024 (agence) -`); None for a chronicle of several."""
    words = load_date_words(document.article.language)
    line = _match_dateline(fold_letters(document.article.text), words)
    return line[1] if line else None


def _match_dateline(text: str, words: DateWords) -> tuple[Found, dt.date] | None:
    """The words of the dateline and their date."""
    full = [pattern for pattern in words.patterns if pattern.kind == "day"]
    heads = []
    for match in re.finditer(r"^.+$", text, re.MULTILINE):
        for pattern in full:
            day = pattern.regex.search(text, match.start(), min(match.end(), match.start() + DATELINE))
            if day and _is_head(text, match, day, words):
                heads.append((_to_found(day, pattern), match.start()))
                break
    dated = [(found, begin) for found, begin in heads if found.groups.get("year")]
    if len(heads) != 1 or not dated or dated[0][1] > 2 * DATELINE:
        return None
    reading = _read_period(dated[0][0], Timeline(None, words, text))
    return (dated[0][0], reading.period.earliest) if reading else None


def _is_head(text: str, line: re.Match[str], day: re.Match[str], words: DateWords) -> bool:
    """Whether a date stands at the head of its line: all of it, or before a dash, after a place at most."""
    before, after = text[line.start():day.start()], text[day.end():line.end()]
    if CLOSED.fullmatch(after):
        return PLACE.fullmatch(before) is not None or _has_cue(before, words, "heading", "session")
    return DASH.match(after) is not None and len(before) <= 60 and not re.search(r"[.;!?]\s", before)


def _has_cue(before: str, words: DateWords, *groups: str) -> bool:
    """Whether a word of one of the groups stands in what precedes a date on its line."""
    return any(re.search(rf"(?<!\w){cue}(?!\w)", before) for group in groups for cue in words.groups[group])


def _hides(line: Found, text: str, words: DateWords) -> bool:
    """Whether the date of a dateline is only that of the text: that of a sitting is also when things were done."""
    begin = text.rfind("\n", 0, line.begin) + 1
    return not _has_cue(text[begin:line.begin], words, "session")


# --- scanning ---------------------------------------------------------------------------------------------------------


def _scan(text: str, words: DateWords) -> Iterator[Found]:
    """Words for times from left to right; of those that overlap, the longest."""
    windows = _find_windows(text, words)
    found = [_to_found(match, pattern) for pattern in words.patterns for begin, end in windows[pattern.clue]
             if not pattern.needs or any(text.find(need, begin, end) >= 0 for need in pattern.needs)
             for match in pattern.regex.finditer(text, begin, end)]
    found.sort(key=lambda item: (item.begin - item.end, item.begin))
    taken: list[Found] = []
    for item in found:
        if all(item.end <= other.begin or other.end <= item.begin for other in taken):
            taken.append(item)
    yield from sorted(taken, key=lambda item: item.begin)


def _find_windows(text: str, words: DateWords) -> dict[str, list[tuple[int, int]]]:
    """The stretches of text around the words that may fill a placeholder, by placeholder, each once."""
    windows: dict[str, list[tuple[int, int]]] = {clue: [] for clue in CLUES}
    for match in words.clue.finditer(text):
        begin, end = match.span(match.lastindex or 0)
        for clue in words.clues.get(text[begin:end]) or NUMBERS.get(end - begin, ()):
            found = windows[clue]
            if found and begin - REACH <= found[-1][1]:
                found[-1] = (found[-1][0], end + REACH)
            else:
                found.append((max(begin - REACH, 0), end + REACH))
    return windows


def _to_found(match: re.Match[str], pattern: DatePattern) -> Found:
    """The match with its offsets and groups."""
    groups = match.groupdict()
    core = match.span("core") if groups.pop("core", None) is not None else match.span()
    return Found(match.start(), match.end(), core, pattern, groups)


def _read(found: Found, timeline: Timeline, document: Document, starts: list[int]) -> DateMention | None:
    """The mention, None when nothing fixes its date; the timeline moves on to it."""
    begin, end = found.core
    first = max(bisect_right(starts, begin) - 1, 0)
    last = max(bisect_left(starts, end), first + 1)
    tokens = document.tokens[first:last]
    if not tokens or (found.pattern.kind in ("year", "yearof") and not _is_year(tokens[-1], document)):
        return None
    if "\n" in timeline.text[timeline.stated or 0:begin]:
        timeline.stated = None
    head = _find_head(tokens)
    if found.pattern.anchor == "event":
        head = _find_dated(tokens[-1], head)
    effect = _find_effect(found, timeline)
    timeline.future = _looks_ahead(head, timeline.words) or (effect == "from" and any(
        _is_future(token, timeline.words) for token in head.sentence.tokens if token.upos in ("VERB", "AUX")))
    timeline.since = effect == "ongoing"
    timeline.sentence = head.sentence.begin
    reading = _read_period(found, timeline)
    if reading is None or effect == "bound":
        return None
    if effect not in ("until", "ongoing"):
        move_on(timeline, found, reading)
    return _to_mention(Mention(begin, end, first, last, head), reading, effect)


def _read_period(found: Found, timeline: Timeline) -> Reading | None:
    """What the words mean, None when nothing fixes their date."""
    try:
        return READERS[found.pattern.kind](found, timeline)
    except (ValueError, OverflowError):  # before the year 1 or after 9999: the calendar has no such day
        return None


def _to_mention(words: Mention, reading: Reading, effect: str | None) -> DateMention | None:
    """The mention of a date, None when it is not even known to the year."""
    period = reading.period
    value = reading.day.isoformat() if reading.day else period.value
    if value is None:
        return None
    until = period.latest if effect == "until" else reading.until
    return DateMention(words.begin, words.end, words.first, words.last, words.head, value, period.earliest,
                       period.latest, reading.basis, until, effect == "ongoing")


def _find_effect(found: Found, timeline: Timeline) -> str | None:
    """What the preposition before the date makes of it: ongoing, from, until, bound."""
    begin = found.core[0]
    match = timeline.words.prefixes.search(timeline.text[max(0, begin - 30):begin])
    return timeline.words.effects[match.group(1)] if match else None


def _find_head(tokens: list[Token]) -> Token:
    """The token whose head is outside of the tokens."""
    inside = {token.index for token in tokens}
    return next((token for token in tokens if token.head is None or token.head.index not in inside), tokens[-1])


def _find_dated(last: Token, head: Token) -> Token:
    """What is told to have been so long before or after: the head of the words that follow (`deux jours après X`)."""
    tokens = head.sentence.tokens
    after = tokens[last.index - tokens[0].index + 1:][:REACHED]
    bound = (token.head for token in after[:1] if token.deprel in ("case", "mark") and token.head in after)
    return next(bound, None) or next((token for token in after if token.upos in ("NOUN", "VERB")), head)


def _is_year(token: Token, document: Document) -> bool:
    """Whether four digits are a year: they count no noun (`en 2000 exemplaires`), and no `de 2000` follows `plus`."""
    if token.deprel.startswith("nummod") and token.head is not None and token.head.index > token.index:
        return False
    after = document.tokens[token.index + 1 : token.index + 2]
    if after and after[0].upos == "NOUN" and after[0].head is token:
        return False
    if token.index < 2 or document.tokens[token.index - 1].lemma != "de":
        return True
    return document.tokens[token.index - 2].upos in ("NOUN", "PROPN", "ADJ", "NUM", "")


def _looks_ahead(head: Token, words: DateWords) -> bool:
    """Whether the verb that the date belongs to is in the future: by its tense, or by a word such as `prévu`."""
    verb = _find_verb(head)
    if verb is None:
        return False
    auxiliaries = verb.find_children("aux", "cop")
    perfect = verb.feats.get("Tense") == "Past" and any(token.deprel == "aux:tense" for token in auxiliaries)
    if any(_is_future(token, words) for token in (verb, *auxiliaries)):
        return not perfect
    governor = verb.head if verb.feats.get("VerbForm") == "Inf" else verb
    past = perfect or (governor is not None and governor.feats.get("Tense") in ("Past", "Imp") and governor is not verb)
    return not past and governor is not None and fold(governor.lemma) in words.groups["future"]


def _is_future(token: Token, words: DateWords) -> bool:
    """Whether a verb form is a future or a conditional, by its analysis or by an ending that only these have."""
    if token.feats.get("Tense") == "Fut" or token.feats.get("Mood") == "Cnd":
        return True
    return token.text.lower().endswith(tuple(words.groups["ending"]))


def _find_verb(head: Token) -> Token | None:
    """The verb whose time the date tells; None when it tells that of a noun (`l'épisode du 17 février`)."""
    token: Token | None = head
    while token is not None and token.upos not in ("VERB", "AUX"):
        if token is not head and token.deprel.partition(":")[0] in ("nsubj", "obj", "iobj", "nmod"):
            return None
        token = token.head
    return token
