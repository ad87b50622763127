"""Dates that count from another: weekdays, `the day before`, `two years ago`, `the third day of`, days of a war."""

from __future__ import annotations

import datetime as dt
import re

from graphbuild.extract import calendar
from graphbuild.extract.calendar import Period
from graphbuild.extract.numbers import parse_number
from graphbuild.extract.timeline import Reading, Timeline, find_last, find_now
from graphbuild.extract.timewords import Anchor, DatePattern, Found

EXACT_WEEKS = 1  # up to so many weeks are told to the day: `a week later`, hardly `three weeks later`
APPROXIMATE = 0.3  # how far off `about ten days` may be


def read_weekday(found: Found, timeline: Timeline) -> Reading | None:
    """A weekday: the last one up to the anchor, the next one when the verb or a word looks ahead."""
    weekday = timeline.words.weekdays[found.groups["weekday"] or ""]
    return _to_weekday_reading(weekday, found.pattern, timeline)


def _to_weekday_reading(weekday: int, pattern: DatePattern, timeline: Timeline) -> Reading | None:
    """The day of that weekday which the pattern and the timeline tell."""
    anchored = pattern.anchor == "focus" or timeline.article is None
    anchor = (timeline.day.latest if timeline.day else None) if anchored else timeline.article
    if anchor is None:
        return None
    sign = pattern.sign or (0 if anchored else 1 if timeline.future else -1)
    if pattern.sign:
        anchor += calendar.DAY * pattern.sign
    day = calendar.find_weekday(anchor, weekday, sign)
    return Reading(Period(day, day), "anchored" if anchored else "relative")


def read_weekspan(found: Found, timeline: Timeline) -> Reading | None:
    """From a weekday to another."""
    words = timeline.words.weekdays
    first, last = words[found.groups["weekday"] or ""], words[found.groups["weekday2"] or ""]
    end = _to_weekday_reading(last, found.pattern, timeline)
    if end is None:
        return None
    begin = calendar.find_weekday(end.period.earliest, first, -1)
    return Reading(Period(begin, begin), end.basis, until=end.period.latest)


def read_weeknight(found: Found, timeline: Timeline) -> Reading | None:
    """A night between two weekdays: the value is the second."""
    span = read_weekspan(found, timeline)
    if span is None or span.until is None:
        return span
    return Reading(Period(span.period.earliest, span.until), span.basis, day=span.until)


def read_phrase(found: Found, timeline: Timeline) -> Reading | None:
    """A phrase of date_phrases.csv: `hier`, `la semaine dernière`, `la veille`."""
    anchor, unit, count = timeline.words.phrases[found.groups["phrase"] or ""]
    if anchor == "article":
        if timeline.article is None:
            return None
        return Reading(calendar.find_around(timeline.article, unit, count, timeline.future), "relative")
    last = find_last(unit, timeline)
    focus = last or find_now(timeline, count)
    if focus is None:
        return None
    basis = "anchored" if last else "relative"
    if unit == "week":
        return Reading(calendar.widen(calendar.add(focus.earliest, unit, count), unit), basis)
    return Reading(calendar.shift(focus, unit, count), basis)


def read_count(found: Found, timeline: Timeline) -> Reading | None:
    """So many units before or after an anchor; `a few` and round numbers give wider bounds."""
    unit = timeline.words.groups["unit"][found.groups["unit"] or ""]
    anchor, basis = _find_anchor(found, unit, timeline)
    if anchor is None or unit == "none":
        return None
    sign, words = found.pattern.sign, found.groups["count"] or ""
    if words in timeline.words.groups["count"]:
        return Reading(calendar.shift_vaguely(anchor.latest, unit, sign), basis)
    number = parse_number(words, timeline.words.language)
    if number is None:
        return None
    exact = unit == "week" and anchor.is_day and number <= EXACT_WEEKS and " d" not in words
    day = calendar.add(anchor.earliest, unit, sign * number) if exact else None
    return Reading(_shift(anchor, unit, sign * number, words), basis, day=day)


def _shift(anchor: Period, unit: str, count: int, words: str) -> Period:
    """The anchor so many units later, with the days that a round number or a count of weeks leaves open."""
    period = calendar.shift(anchor, unit, count)
    if " d" in words:
        slack = max(1, round(abs(count) * APPROXIMATE))
        return calendar.shift(anchor, unit, count - slack).join(calendar.shift(anchor, unit, count + slack))
    if unit != "week" or not period.is_day:
        return period
    month = calendar.widen(period.earliest, "month")
    near = Period(period.earliest - calendar.DAY * 3, period.latest + calendar.DAY * 3)
    return Period(max(near.earliest, month.earliest), min(near.latest, month.latest))


def _find_anchor(found: Found, unit: str, timeline: Timeline) -> tuple[Period | None, str]:
    """What a number of units counts from, and the basis of such a date."""
    if found.pattern.anchor == "war":
        return _find_war(found.groups["war"] or "", timeline), "anchored"
    if found.pattern.anchor == "event":  # `two days after the raid`: the date of its clause has been told
        return (find_last(unit, timeline) if timeline.told >= timeline.sentence else None), "anchored"
    if found.pattern.anchor == "focus" and (last := find_last(unit, timeline)):
        return last, "anchored"
    return find_now(timeline, found.pattern.sign if found.pattern.anchor == "focus" else 0), "relative"


def _find_war(form: str, timeline: Timeline) -> Period | None:
    """First day of a war or a named day; a bare name needs its country in the text."""
    anchor = next((a for a in timeline.words.anchors.get(form, ()) if _fits(a, timeline.text)), None)
    start = dt.date.fromisoformat(anchor.start) if anchor else None
    return Period(start, start) if start else None


def _fits(anchor: Anchor, text: str) -> bool:
    """Whether the text has the word that the anchor's name needs beside it."""
    return not anchor.context or anchor.context in text


def read_recent(found: Found, timeline: Timeline) -> Reading | None:
    """The last so many units before the article."""
    reading = read_count(found, timeline)
    if reading is None or timeline.article is None:
        return None
    return Reading(Period(reading.period.earliest, timeline.article), reading.basis)


def read_nth(found: Found, timeline: Timeline) -> Reading | None:
    """The first day (week, month, year) of what is in its nth one: from the date in the sentence, or the article's."""
    unit = timeline.words.groups["unit"][found.groups["unit"] or ""]
    number = _read_ordinal(found.groups["ordinal"] or "", timeline)
    told = find_last(unit, timeline) if timeline.told >= timeline.sentence else None
    anchor = told or find_now(timeline)
    if anchor is None or unit in ("none", "hour"):
        return None
    return Reading(calendar.shift(anchor, unit, 1 - number), "anchored" if told else "relative")


def _read_ordinal(ordinal: str, timeline: Timeline) -> int:
    """The number of an ordinal in digits or in words."""
    digits = re.match(r"[\d .]*\d", ordinal)
    return int(re.sub(r"\D", "", digits.group()) if digits else timeline.words.groups["ordinal"][ordinal])


def read_warday(found: Found, timeline: Timeline) -> Reading | None:
    """The nth day of a war, or its beginning."""
    start = _find_war(found.groups["war"] or "", timeline)
    ordinal = found.groups.get("ordinal")
    if start is None:
        return None
    if ordinal is None:
        return Reading(start, "anchored")
    return Reading(calendar.shift(start, "day", _read_ordinal(ordinal, timeline) - 1), "anchored")


def read_named(found: Found, timeline: Timeline) -> Reading | None:
    """A day with a name of its own."""
    period = _find_war(found.groups["named"] or "", timeline)
    return Reading(period, "anchored") if period else None
