"""Times that come round again: months, days of a month, weekdays, seasons, feasts.

Words leave the year or week open; the day of publication, the tense and words like "last" tell which
occurrence is meant.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from rashomon.model.time import Interval, Tense
from rashomon.model.timex import CalendarDate, Holiday, Season
from rashomon.resolve.dates.calendar import holiday_in, season_of, shift_days, whole

# a bare month or day of the month is the next one only if that is this near and the last one is long past
NEAR_AHEAD_DAYS = 60


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances in which words are read.

    Attributes:
        today: Day of publication, None where unknown.
        tense: Of the clause.
        previous: The day or days told before, for "the following day".
    """

    today: dt.date | None
    tense: Tense = "unknown"
    previous: Interval | None = None

    @property
    def past(self) -> bool:
        """Whether the clause tells of what has been."""
        return self.tense in {"past", "pluperfect"}

    def at(self, today: dt.date | None, tense: Tense | None = None) -> Frame:
        """The same with another day, and another tense where given."""
        return Frame(today=today, tense=tense or self.tense, previous=self.previous)


def pick(candidates: list[Interval], frame: Frame) -> Interval | None:
    """Which of several yearly occurrences is meant: the last one, or in the future tense the next."""
    today = frame.today
    if today is None:
        return None
    begun = [c for c in candidates if c.start is not None and c.start <= today]
    ahead = [c for c in candidates if c.end is not None and c.end >= today]
    last, coming = (begun[-1] if begun else None), (ahead[0] if ahead else None)
    if frame.tense == "future":
        return coming or last
    if frame.past or coming is None or coming.start is None:
        return last or (None if frame.past else coming)
    if last is None or last.end is None:
        return coming
    near = (coming.start - today).days <= NEAR_AHEAD_DAYS
    return coming if near and (today - last.end).days > 365 - 3 * NEAR_AHEAD_DAYS else last


def calendar_days(value: CalendarDate, frame: Frame) -> Interval | None:
    """Days of a Gregorian date; None where nothing tells its year or week."""
    if value.year is not None:
        return whole(value.year, value.month, value.day)
    if value.anchor == "previous":
        return _from_previous(value, frame)
    today = frame.today
    if today is None:
        return None
    if value.month is None:
        if value.day is not None:
            return _numbered_weekday(value, frame, today)
        return None if value.weekday is None else _weekday(value.weekday, value.shift, frame, today)
    years = range(max(1, today.year - 8), min(9999, today.year + 8) + 1)
    found = [days for year in years if (days := whole(year, value.month, value.day)) is not None]
    if value.shift is not None:
        return _shifted(found, value.shift, today)
    if value.weekday is not None:
        matching = [c for c in found if c.start is not None and c.start.weekday() == value.weekday]
        near = [c for c in matching if c.start is not None and abs((c.start - today).days) <= 2 * 365]
        found = near or found
    return pick(found, frame)


def _shifted(candidates: list[Interval], shift: int, today: dt.date) -> Interval | None:
    """Such as "last", "this" or "next" of yearly occurrences."""
    if shift < 0:
        ended = [c for c in candidates if c.end is not None and c.end < today]
        return ended[-1] if ended else None
    if shift > 0:
        ahead = [c for c in candidates if c.start is not None and c.start > today]
        return ahead[0] if ahead else None
    return next((c for c in candidates if c.start is not None and c.start.year == today.year), None)


def _numbered_weekday(value: CalendarDate, frame: Frame, today: dt.date) -> Interval | None:
    """Such as "Tuesday the 6th": the nearest such day on the side that the tense tells."""
    step = 1 if frame.tense == "future" else -1
    day = today
    for _ in range(400):
        if day.day == value.day and (value.weekday is None or day.weekday() == value.weekday):
            return Interval(start=day, end=day)
        day = shift_days(day, step)
    return None


def _weekday(weekday: int, shift: int | None, frame: Frame, today: dt.date) -> Interval:
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if shift is not None and shift < 0:
        day = shift_days(today, -(back or 7))
    elif shift is not None and shift > 0:
        day = shift_days(today, ahead or 7)
    elif frame.tense == "future" or (shift == 0 and not frame.past):
        day = shift_days(today, ahead)
    else:
        day = shift_days(today, -back)
    return Interval(start=day, end=day)


def _from_previous(value: CalendarDate, frame: Frame) -> Interval | None:
    """Such as "the following Tuesday", "on the Tuesday": counted from the day told before."""
    base = frame.previous
    if base is not None and value.shift is None and value.weekday is not None:
        return _of_that_week(value.weekday, base)
    if base is None or value.shift is None:
        return None
    edge = base.end if value.shift > 0 else base.start
    if edge is None:
        return None
    if value.weekday is not None:
        return _weekday(value.weekday, value.shift, frame, edge)
    if value.month is None:
        return None
    years = range(max(1, edge.year - 2), min(9999, edge.year + 2) + 1)
    return _shifted([days for year in years if (days := whole(year, value.month))], value.shift, edge)


def _of_that_week(weekday: int, base: Interval) -> Interval | None:
    """Such as "on the Sunday": that day on or after the day told before; within a longer stretch it stays open."""
    if base.start is None or base.end is None:
        return None
    if (base.end - base.start).days > 1:
        return base if (base.end - base.start).days <= 31 else None
    day = shift_days(base.start, (weekday - base.start.weekday()) % 7)
    return Interval(start=day, end=day)


def season_days(value: Season, frame: Frame) -> Interval | None:
    """Days of a season; "winter of 2014" may begin or end that year."""
    if value.year is not None:
        if value.season == "winter" and not value.split:
            # "the winter of 2014" may begin or end that year
            both = season_of("winter", value.year - 1), season_of("winter", value.year)
            return Interval(start=both[0].start, end=both[1].end)
        return season_of(value.season, value.year)
    today = frame.today
    if today is None:
        return None
    found = [season_of(value.season, year) for year in range(max(1, today.year - 3), min(9998, today.year + 3))]
    if value.shift is None or value.shift == 0:
        return pick(found, frame if value.shift is None or frame.past else frame.at(today, "future"))
    if value.shift < 0:
        before = [c for c in found if c.start is not None and c.start.year < today.year and c.end and c.end < today]
        return before[-1] if before else None
    return _shifted(found, 1, today)


def holiday_days(value: Holiday, frame: Frame) -> Interval | None:
    """Days of a feast; without a hint the occurrence nearest to publication."""
    if value.year is not None:
        found = list(holiday_in(value.name, value.year))
        return Interval(start=found[0].start, end=found[-1].end) if found else None
    today = frame.today
    if today is None:
        return None
    years = range(max(1, today.year - 2), min(9999, today.year + 2) + 1)
    candidates = [days for year in years for days in holiday_in(value.name, year)]
    if value.shift:
        return _shifted(candidates, value.shift, today)
    if not frame.past and frame.tense != "future":

        def far(days: Interval) -> int:
            assert days.start is not None
            assert days.end is not None
            return max((days.start - today).days, (today - days.end).days, 0)

        return min(candidates, key=far, default=None)
    return pick(candidates, frame)
