"""Arithmetic of days, weeks, months and years: a date as precise as its words are."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

DAY = dt.timedelta(days=1)
UNITS = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of the time within which something happened."""

    earliest: dt.date
    latest: dt.date

    @property
    def value(self) -> str | None:
        """The finest of day (`2024-11-19`), month (`2024-11`) and year (`2024`) that holds it, None beyond a year."""
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        if self.earliest.year != self.latest.year:
            return None
        return self.earliest.isoformat()[: 7 if self.earliest.month == self.latest.month else 4]

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.earliest == self.latest

    def join(self, other: Period) -> Period:
        """The shortest period that holds both."""
        return Period(min(self.earliest, other.earliest), max(self.latest, other.latest))


def to_day(year: int, month: int, day: int) -> Period | None:
    """A day, None when the calendar has no such day."""
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return Period(date, date)


def to_month(year: int, month: int) -> Period:
    """A whole month."""
    return Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def to_year(year: int) -> Period:
    """A whole year."""
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31))


def to_week(date: dt.date) -> Period:
    """The week of a day, Monday to Sunday."""
    monday = date - DAY * date.weekday()
    return Period(monday, monday + DAY * 6)


def to_weekend(date: dt.date) -> Period:
    """Saturday and Sunday: those of the day's week; on a Monday, the ones just past."""
    saturday = date + DAY * (5 - date.weekday())
    if date.weekday() == 0:
        saturday -= DAY * 7
    return Period(saturday, saturday + DAY)


def widen(date: dt.date, unit: str) -> Period:
    """The day, week, weekend, month or year that holds a day."""
    if unit == "month":
        return to_month(date.year, date.month)
    if unit == "year":
        return to_year(date.year)
    if unit in ("week", "weekend"):
        return to_week(date) if unit == "week" else to_weekend(date)
    return Period(date, date)


def take_part(period: Period, part: str) -> Period:
    """Its `begin`, `middle` or `end`: about a third of the days of a month, a third of the months of a year."""
    if period.is_day:
        return period
    if (period.latest - period.earliest).days > 31:
        year = period.earliest.year
        first, last = {"begin": (1, 4), "middle": (5, 8), "end": (9, 12)}[part]
        return to_month(year, first).join(to_month(year, last))
    first, last = {"begin": (0, 9), "middle": (10, 19), "end": (20, 31)}[part]
    return Period(period.earliest + DAY * first, min(period.earliest + DAY * last, period.latest))


def add(date: dt.date, unit: str, count: int) -> dt.date:
    """The day so many units later (earlier when negative); the last of the month where it has no such day."""
    if unit == "hour":
        return date + DAY * round(count / 24)
    if unit in ("day", "week", "weekend"):
        return date + DAY * (count if unit == "day" else 7 * count)
    months = date.year * 12 + date.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def shift(period: Period, unit: str, count: int) -> Period:
    """The period so many units later, no more precise than the unit: `three months later` is a month."""
    earliest, latest = add(period.earliest, unit, count), add(period.latest, unit, count)
    if unit in ("month", "year"):
        return widen(earliest, unit).join(widen(latest, unit))
    return Period(earliest, latest)


def shift_vaguely(date: dt.date, unit: str, sign: int) -> Period:
    """The time that `a few units later` (or earlier) may mean: two to ten hours or days, two to eight others."""
    least, most = (2, 10) if unit in ("hour", "day") else (2, 8)
    one, other = add(date, unit, sign * least), add(date, unit, sign * most)
    near, far = widen(one, unit), widen(other, unit)
    return near.join(far)


def find_weekday(anchor: dt.date, weekday: int, sign: int) -> dt.date:
    """The day of that weekday (Monday 0) nearest to the anchor: up to it (-1), from it on (1), either (0)."""
    back = (anchor.weekday() - weekday) % 7
    if sign < 0 or (sign == 0 and back <= 3):
        return anchor - DAY * back
    return anchor + DAY * ((7 - back) % 7)


def find_day(anchor: dt.date, month: int, day: int, sign: int) -> Period | None:
    """The day of that month in the year that suits an anchor: the last one (-1), the next (1), the nearest (0)."""
    days = [found for year in range(anchor.year - 1, anchor.year + 2) if (found := to_day(year, month, day))]
    return _choose(days, anchor, sign)


def find_month(anchor: dt.date, month: int, sign: int) -> Period:
    """That month in the year that suits an anchor: the last one (-1), the next (1), the nearest (0)."""
    found = _choose([to_month(year, month) for year in range(anchor.year - 1, anchor.year + 2)], anchor, sign)
    return found or to_month(anchor.year, month)


def _choose(periods: list[Period], anchor: dt.date, sign: int) -> Period | None:
    """The period nearest to the anchor on the side that `sign` says."""
    if sign < 0:
        periods = [period for period in periods if period.earliest <= anchor]
    elif sign > 0:
        periods = [period for period in periods if period.latest >= anchor]
    return min(periods, key=lambda period: abs((period.earliest - anchor).days), default=None)


def find_season(anchor: dt.date, begin: tuple[int, ...], end: tuple[int, ...], sign: int) -> Period | None:
    """The season that holds the anchor, or the last one before it, or the next."""
    first = find_day(anchor, begin[0], begin[1], sign)
    if first is None:
        return None
    year = first.earliest.year + (begin > end)
    return Period(first.earliest, dt.date(year, end[0], end[1]))


def find_around(article: dt.date, unit: str, count: int, future: bool) -> Period:
    """The unit so many units from the article's; of the current one, what is past of it or still to come."""
    period = widen(add(article, unit, count), unit)
    if count or unit == "weekend":
        return period
    return Period(article, period.latest) if future else Period(period.earliest, article)
