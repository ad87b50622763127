"""Dates that the calendar fixes: days, months, seasons and years, with the year that suits where none is told."""

from __future__ import annotations

import datetime as dt

from graphbuild.extract import calendar
from graphbuild.extract.calendar import Period
from graphbuild.extract.timeline import Reading, Timeline, choose_year, count_from, find_now
from graphbuild.extract.timewords import Found

LATE = 15  # days from which an earlier day of the month is one of the next month


def read_day(found: Found, timeline: Timeline) -> Reading | None:
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
    if found.pattern.anchor and timeline.article:
        period = calendar.find_day(timeline.article, month, day, found.pattern.sign)
        return Reading(period, "relative") if period else None
    return choose_year(timeline, lambda anchor, sign: calendar.find_day(anchor, month, day, sign))


def read_bare_day(found: Found, timeline: Timeline) -> Reading | None:
    """A day without its month (`le 9`): in the month of the last date, or in the next when that is long past."""
    day = found.number("day")
    anchor = timeline.dated or find_now(timeline)
    if day is None or anchor is None:
        return None
    begin = anchor.earliest
    ahead = timeline.dated is not None and begin.day - day > LATE
    period = calendar.to_day(*_split(calendar.add(begin.replace(day=1), "month", int(ahead))), day)
    if period and timeline.dated is None and period.earliest > begin and not timeline.future:
        period = calendar.to_day(*_split(calendar.add(begin.replace(day=1), "month", -1)), day)
    return Reading(period, "anchored" if timeline.dated else "relative") if period else None


def _split(date: dt.date) -> tuple[int, int]:
    """Year and month of a day."""
    return date.year, date.month


def _month(found: Found, timeline: Timeline, suffix: str = "") -> int | None:
    """The month that the groups tell, by name or number; the second one of a range stands for a missing first."""
    name = found.groups.get("month" + suffix) or found.groups.get("month2")
    return timeline.words.months[name] if name else found.number("number")


def read_span(found: Found, timeline: Timeline) -> Reading | None:
    """From a day to another: the value is the first, `until` the last."""
    if found.number("year") is None and found.number("year2"):
        found.groups["year"] = found.groups["year2"]
    last = _to_day_reading(found, timeline, "2")
    first = _to_day_reading(found, timeline, "")
    if first is None or last is None or last.period.latest < first.period.earliest:
        return first
    return Reading(first.period, first.basis, until=last.period.latest)


def read_between(found: Found, timeline: Timeline) -> Reading | None:
    """Some time between two days."""
    span = read_span(found, timeline)
    return Reading(Period(span.period.earliest, span.until), span.basis) if span and span.until else span


def read_night(found: Found, timeline: Timeline) -> Reading | None:
    """A night by the days it lies between: the value is the second."""
    span = read_span(found, timeline)
    if span is None or span.until is None:
        return span
    return Reading(Period(span.period.earliest, span.until), span.basis, day=span.until)


def read_month(found: Found, timeline: Timeline) -> Reading | None:
    """A month or a part of it."""
    month, year = _month(found, timeline), found.number("year")
    if month is None:
        return None
    if year is not None:
        reading: Reading | None = Reading(calendar.to_month(year, month), "explicit")
    elif found.pattern.anchor:
        reading = count_from(found, timeline, lambda date: calendar.find_month(date, month, found.pattern.sign))
    else:
        reading = choose_year(timeline, lambda anchor, sign: calendar.find_month(anchor, month, sign))
    return _take_part(reading, found, timeline)


def _take_part(reading: Reading | None, found: Found, timeline: Timeline) -> Reading | None:
    """The beginning, middle or end of what was read, where the words say so; the value remains that of the whole."""
    part = timeline.words.groups["part"].get(found.groups.get("part") or "")
    return Reading(calendar.take_part(reading.period, part), reading.basis) if reading and part else reading


def read_months(found: Found, timeline: Timeline) -> Reading | None:
    """From a month to another."""
    first, last = _month(found, timeline), _month(found, timeline, "2")
    year = found.number("year2") or found.number("year")
    if first is None or last is None:
        return None
    if year is None:
        end = choose_year(timeline, lambda anchor, sign: calendar.find_month(anchor, last, sign))
    else:
        end = Reading(calendar.to_month(year, last), "explicit")
    if end is None:
        return None
    begin_year = found.number("year") or (end.period.earliest.year - (first > last))
    return Reading(calendar.to_month(begin_year, first), end.basis, until=end.period.latest)


def read_season(found: Found, timeline: Timeline) -> Reading | None:
    """A season; a winter with its year may be the one at the beginning of it or the one at its end."""
    begin, end = (tuple(map(int, bound.split("-"))) for bound in timeline.words.seasons[found.groups["season"] or ""])
    year = found.number("year")
    if year is not None and begin > end:
        return Reading(calendar.to_year(year), "explicit")
    if year is not None:
        return Reading(Period(dt.date(year, *begin), dt.date(year, *end)), "explicit")
    return choose_year(timeline, lambda anchor, sign: calendar.find_season(anchor, begin, end, sign))


def read_year(found: Found, timeline: Timeline) -> Reading | None:
    """A year or a part of it."""
    year = found.number("year")
    return _take_part(Reading(calendar.to_year(year), "explicit"), found, timeline) if year else None


def read_years(found: Found, _: Timeline) -> Reading | None:
    """From a year to another."""
    year, last = found.number("year"), found.number("year2")
    if year is None or last is None or last <= year:
        return None
    return Reading(calendar.to_year(year), "explicit", until=dt.date(last, 12, 31))
