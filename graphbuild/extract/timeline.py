"""Where a text stands in time while it is read: its own date, the dates told before, and which year they suggest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from graphbuild.extract.calendar import Period
from graphbuild.extract.timewords import DateWords, Found

NEAR_FUTURE = 60  # days ahead that a date without a year may lie when no verb is in the future
FAR_BACK = 120  # days that a date without a year may go back from the one before it, in a text without a date


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
    since: bool = False  # `depuis` stands before the date at hand
    sentence: int = 0  # offset of the sentence of the date at hand
    told: int = -1  # offset of the last date in the text


@dataclass(frozen=True, slots=True)
class Reading:
    """What words for a time mean; `day` is the value where it is not that of the whole period."""

    period: Period
    basis: str
    day: dt.date | None = None
    until: dt.date | None = None


def move_on(timeline: Timeline, found: Found, reading: Reading) -> None:
    """Make what was read the date that later words count from."""
    period = Period(reading.day, reading.day) if reading.day else reading.period
    if found.pattern.kind in ("warday", "named", "nth") or found.pattern.anchor == "event":
        return
    timeline.focus, timeline.told = period, found.core[0]
    if len(period.value or "") >= 7 or (found.pattern.kind == "season" and found.groups.get("year")):
        timeline.dated = period
        timeline.stated = found.core[0] if found.groups.get("year") else timeline.stated
    if period.is_day:
        timeline.day = period


def choose_year(timeline: Timeline, find: Callable[[dt.date, int], Period | None]) -> Reading | None:
    """A date without a year: next to the last one with a year in its paragraph, or else to the article's date."""
    if timeline.dated and (timeline.article is None or _tells_of_another_year(timeline)):
        anchor = timeline.dated.earliest
        if timeline.since and (before := find(anchor, -1)):
            return Reading(before, "anchored")
        near, later = find(anchor, -1), find(anchor, 1)
        back = (anchor - near.earliest).days if near else 999
        period = near if back <= FAR_BACK and timeline.dated.value != str(anchor.year) else later or near
        return Reading(period, "anchored") if period else None
    if timeline.article is None:
        return None
    past, ahead = find(timeline.article, -1), find(timeline.article, 1)
    if timeline.since and past:
        return Reading(past, "relative")
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


def count_from(found: Found, timeline: Timeline, find: Callable[[dt.date], Period]) -> Reading | None:
    """A period found from the article's date or the last date in the text, whichever the pattern counts from."""
    if found.pattern.anchor == "focus" and timeline.focus:
        return Reading(find(timeline.focus.earliest), "anchored")
    return Reading(find(timeline.article), "relative") if timeline.article else None


def find_last(unit: str, timeline: Timeline) -> Period | None:
    """The last date in the text that is fine enough to count such units from."""
    return {"year": timeline.focus, "month": timeline.dated}.get(unit, timeline.day)


def find_now(timeline: Timeline, sign: int = 0) -> Period | None:
    """The article's date, where none was told before; nothing told as past is later than it (`a month later`)."""
    if timeline.article is None or (sign > 0 and not timeline.future):
        return None
    return Period(timeline.article, timeline.article)
