"""What words for a time mean, counted from the article's date or from dates told before: one reader for each kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from graphbuild.extract import calendar
from graphbuild.extract.calendar import Period
from graphbuild.extract.numbers import parse_number
from graphbuild.extract.timewords import Anchor, DatePattern, DateWords, Found

NEAR_FUTURE = 60  # days ahead that a date without a year may lie when no verb is in the future
FAR_BACK = 120  # days that a date without a year may go back from the one before it, in a text without a date
APPROXIMATE = 0.3  # how far off `about ten days` may be


@dataclass(slots=True)
class Timeline:
    """What dates are counted from while a text is read from its beginning."""

    article: dt.date | None
    words: DateWords
    text: str  # folded
    focus: Period | None = None  # the last date in the text
    dated: Period | None = None  # the last that is known to the month at least
    day: Period | None = None  # the last that is known to the day
    stated: int | None = None  # offset of the last day or month with its year, while its paragraph lasts
    future: bool = False  # the verb of the date at hand looks ahead


@dataclass(frozen=True, slots=True)
class Reading:
    """What words for a time mean; `day` is the value where it is not that of the whole period."""

    period: Period
    basis: str
    day: dt.date | None = None
    until: dt.date | None = None


Reader = Callable[[Found, Timeline], Reading | None]


def read_date(found: Found, timeline: Timeline) -> Reading | None:
    """What the words mean, None when nothing fixes their date."""
    try:
        return READERS[found.pattern.kind](found, timeline)
    except (ValueError, OverflowError):  # before the year 1 or after 9999: the calendar has no such day
        return None


def move_on(timeline: Timeline, found: Found, reading: Reading) -> None:
    """Make what was read the date that later words count from."""
    period = Period(reading.day, reading.day) if reading.day else reading.period
    if found.pattern.kind in ("warday", "named"):
        return
    timeline.focus = period
    if len(period.value or "") >= 7 or (found.pattern.kind == "season" and found.groups.get("year")):
        timeline.dated = period
        timeline.stated = found.core[0] if found.groups.get("year") else timeline.stated
    if period.is_day:
        timeline.day = period


def _read_day(found: Found, timeline: Timeline) -> Reading | None:
    """A day of a month; without its year, in the year that fits best."""
    return _to_day_reading(found, timeline, "")


def _to_day_reading(found: Found, timeline: Timeline, suffix: str) -> Reading | None:
    """The day that the groups `day`, `month`, `year` (with a suffix) tell."""
    day, month = found.number("day" + suffix), _month(found, timeline, suffix)
    year = found.number("year" + suffix)
    if day is None or month is None:
        return None
    if year is not None:
        period = calendar.to_day(year, month, day)
        return Reading(period, "explicit") if period else None
    return _choose(timeline, lambda anchor, sign: calendar.find_day(anchor, month, day, sign))


def _month(found: Found, timeline: Timeline, suffix: str = "") -> int | None:
    """The month that the groups tell, by name or number; the second one of a range stands for a missing first."""
    name = found.groups.get("month" + suffix) or found.groups.get("month2")
    return timeline.words.months[name] if name else found.number("number")


def _choose(timeline: Timeline, find: Callable[[dt.date, int], Period | None]) -> Reading | None:
    """A date without a year: next to the last one with a year in its paragraph, or else to the article's date."""
    if timeline.dated and (timeline.article is None or _tells_of_another_year(timeline)):
        anchor = timeline.dated.earliest
        near, later = find(anchor, -1), find(anchor, 1)
        back = (anchor - near.earliest).days if near else 999
        period = near if back <= FAR_BACK and timeline.dated.value != str(anchor.year) else later or near
        return Reading(period, "anchored") if period else None
    if timeline.article is None:
        return None
    past, ahead = find(timeline.article, -1), find(timeline.article, 1)
    soon = ahead is not None and (ahead.earliest - timeline.article).days <= NEAR_FUTURE
    period = ahead if timeline.future or past is None else past
    if soon and past and (timeline.article - past.latest).days > 366 - 2 * NEAR_FUTURE:
        period = ahead
    return Reading(period, "relative") if period else None


def _tells_of_another_year(timeline: Timeline) -> bool:
    """Whether the paragraph has stated a date of another year than the article's."""
    if timeline.stated is None or timeline.dated is None or timeline.article is None:
        return False
    return timeline.dated.earliest.year != timeline.article.year


def _read_span(found: Found, timeline: Timeline) -> Reading | None:
    """From a day to another: the value is the first, `until` the last."""
    if found.number("year") is None and found.number("year2"):
        found.groups["year"] = found.groups["year2"]
    last = _to_day_reading(found, timeline, "2")
    first = _to_day_reading(found, timeline, "")
    if first is None or last is None or last.period.latest < first.period.earliest:
        return first
    return Reading(first.period, first.basis, until=last.period.latest)


def _read_between(found: Found, timeline: Timeline) -> Reading | None:
    """Some time between two days."""
    span = _read_span(found, timeline)
    return Reading(Period(span.period.earliest, span.until), span.basis) if span and span.until else span


def _read_night(found: Found, timeline: Timeline) -> Reading | None:
    """A night by the days it lies between: the value is the second."""
    span = _read_span(found, timeline)
    if span is None or span.until is None:
        return span
    return Reading(Period(span.period.earliest, span.until), span.basis, day=span.until)


def _read_month(found: Found, timeline: Timeline) -> Reading | None:
    """A month or a part of it."""
    month, year = _month(found, timeline), found.number("year")
    if month is None:
        return None
    if year is not None:
        reading: Reading | None = Reading(calendar.to_month(year, month), "explicit")
    elif found.pattern.anchor:
        reading = _from_anchor(found, timeline, lambda date: calendar.find_month(date, month, found.pattern.sign))
    else:
        reading = _choose(timeline, lambda anchor, sign: calendar.find_month(anchor, month, sign))
    return _take_part(reading, found, timeline)


def _take_part(reading: Reading | None, found: Found, timeline: Timeline) -> Reading | None:
    """The beginning, middle or end of what was read, where the words say so; the value remains that of the whole."""
    part = timeline.words.groups["part"].get(found.groups.get("part") or "")
    return Reading(calendar.take_part(reading.period, part), reading.basis) if reading and part else reading


def _from_anchor(found: Found, timeline: Timeline, find: Callable[[dt.date], Period]) -> Reading | None:
    """A period found from the article's date or the last date in the text, whichever the pattern counts from."""
    if found.pattern.anchor == "focus" and timeline.focus:
        return Reading(find(timeline.focus.earliest), "anchored")
    return Reading(find(timeline.article), "relative") if timeline.article else None


def _read_months(found: Found, timeline: Timeline) -> Reading | None:
    """From a month to another."""
    first, last = _month(found, timeline), _month(found, timeline, "2")
    year = found.number("year2") or found.number("year")
    if first is None or last is None:
        return None
    if year is None:
        end = _choose(timeline, lambda anchor, sign: calendar.find_month(anchor, last, sign))
    else:
        end = Reading(calendar.to_month(year, last), "explicit")
    if end is None:
        return None
    begin_year = found.number("year") or (end.period.earliest.year - (first > last))
    return Reading(calendar.to_month(begin_year, first), end.basis, until=end.period.latest)


def _read_season(found: Found, timeline: Timeline) -> Reading | None:
    """A season; a winter with its year may be the one at the beginning of it or the one at its end."""
    begin, end = (tuple(map(int, bound.split("-"))) for bound in timeline.words.seasons[found.groups["season"] or ""])
    year = found.number("year")
    if year is not None and begin > end:
        return Reading(calendar.to_year(year), "explicit")
    if year is not None:
        return Reading(Period(dt.date(year, *begin), dt.date(year, *end)), "explicit")
    return _choose(timeline, lambda anchor, sign: calendar.find_season(anchor, begin, end, sign))


def _read_year(found: Found, timeline: Timeline) -> Reading | None:
    """A year or a part of it."""
    year = found.number("year")
    return _take_part(Reading(calendar.to_year(year), "explicit"), found, timeline) if year else None


def _read_years(found: Found, _: Timeline) -> Reading | None:
    """From a year to another."""
    year, last = found.number("year"), found.number("year2")
    if year is None or last is None or last <= year:
        return None
    return Reading(calendar.to_year(year), "explicit", until=dt.date(last, 12, 31))


def _read_weekday(found: Found, timeline: Timeline) -> Reading | None:
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


def _read_weekspan(found: Found, timeline: Timeline) -> Reading | None:
    """From a weekday to another."""
    words = timeline.words.weekdays
    first, last = words[found.groups["weekday"] or ""], words[found.groups["weekday2"] or ""]
    end = _to_weekday_reading(last, found.pattern, timeline)
    if end is None:
        return None
    begin = calendar.find_weekday(end.period.earliest, first, -1)
    return Reading(Period(begin, begin), end.basis, until=end.period.latest)


def _read_weeknight(found: Found, timeline: Timeline) -> Reading | None:
    """A night between two weekdays: the value is the second."""
    span = _read_weekspan(found, timeline)
    if span is None or span.until is None:
        return span
    return Reading(Period(span.period.earliest, span.until), span.basis, day=span.until)


def _read_phrase(found: Found, timeline: Timeline) -> Reading | None:
    """A phrase of date_phrases.csv: `hier`, `la semaine dernière`, `la veille`."""
    anchor, unit, count = timeline.words.phrases[found.groups["phrase"] or ""]
    if anchor == "article":
        if timeline.article is None:
            return None
        return Reading(calendar.find_around(timeline.article, unit, count, timeline.future), "relative")
    last = _find_last(unit, timeline)
    focus = last or (Period(timeline.article, timeline.article) if timeline.article else None)
    if focus is None:
        return None
    basis = "anchored" if last else "relative"
    if unit == "week":
        return Reading(calendar.widen(calendar.add(focus.earliest, unit, count), unit), basis)
    return Reading(calendar.shift(focus, unit, count), basis)


def _find_last(unit: str, timeline: Timeline) -> Period | None:
    """The last date in the text that is fine enough to count such units from."""
    return {"year": timeline.focus, "month": timeline.dated}.get(unit, timeline.day)


def _read_count(found: Found, timeline: Timeline) -> Reading | None:
    """So many units before or after an anchor; `a few` and round numbers give wider bounds."""
    unit = timeline.words.groups["unit"][found.groups["unit"] or ""]
    anchor, basis = _find_anchor(found, unit, timeline)
    if anchor is None or unit == "none":
        return None
    sign, words = found.pattern.sign, found.groups["count"] or ""
    if words in timeline.words.groups["count"]:
        return Reading(calendar.shift_vaguely(anchor.latest, unit, sign), basis)
    number = parse_number(words, timeline.words.language)
    return Reading(_shift(anchor, unit, sign * number, words), basis) if number is not None else None


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
    if found.pattern.anchor == "focus" and (last := _find_last(unit, timeline)):
        return last, "anchored"
    return (Period(timeline.article, timeline.article) if timeline.article else None), "relative"


def _find_war(form: str, timeline: Timeline) -> Period | None:
    """First day of a war or a named day; a bare name needs its country in the text."""
    anchor = next((a for a in timeline.words.anchors.get(form, ()) if _fits(a, timeline.text)), None)
    start = dt.date.fromisoformat(anchor.start) if anchor else None
    return Period(start, start) if start else None


def _fits(anchor: Anchor, text: str) -> bool:
    """Whether the text has the word that the anchor's name needs beside it."""
    return not anchor.context or anchor.context in text


def _read_recent(found: Found, timeline: Timeline) -> Reading | None:
    """The last so many units before the article."""
    reading = _read_count(found, timeline)
    if reading is None or timeline.article is None:
        return None
    return Reading(Period(reading.period.earliest, timeline.article), reading.basis)


def _read_warday(found: Found, timeline: Timeline) -> Reading | None:
    """The nth day of a war, or its beginning."""
    start = _find_war(found.groups["war"] or "", timeline)
    ordinal = found.groups.get("ordinal")
    if start is None:
        return None
    if ordinal is None:
        return Reading(start, "anchored")
    digits = re.match(r"\d+", ordinal)
    number = int(digits.group() if digits else timeline.words.groups["ordinal"][ordinal])
    return Reading(calendar.shift(start, "day", number - 1), "anchored")


def _read_named(found: Found, timeline: Timeline) -> Reading | None:
    """A day with a name of its own."""
    period = _find_war(found.groups["named"] or "", timeline)
    return Reading(period, "anchored") if period else None


READERS: dict[str, Reader] = {
    "day": _read_day, "span": _read_span, "between": _read_between, "night": _read_night, "month": _read_month,
    "months": _read_months, "season": _read_season, "year": _read_year, "yearof": _read_year, "years": _read_years,
    "weekday": _read_weekday, "weekspan": _read_weekspan, "weeknight": _read_weeknight, "phrase": _read_phrase,
    "count": _read_count, "recent": _read_recent, "warday": _read_warday, "named": _read_named,
}
