"""Arithmetic of days: calendar units, seasons, feasts of other calendars.

Weeks are those of ISO 8601, Monday to Sunday. Seasons are the meteorological ones of the northern half.
The Islamic calendar is the tabular civil one; where a feast hangs on sightings of the moon, its rule
carries a slack of a day to either side. Sums for Easter, the Hebrew and the Islamic calendar follow
Reingold and Dershowitz, "Calendrical Calculations".
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import math

from rashomon.model.time import Interval
from rashomon.model.timex import SeasonName, Unit
from rashomon.reference.holidays import HolidayRule, holiday_rules

DAY = dt.timedelta(days=1)
_MONTHS_IN: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_SEASON_START: dict[SeasonName, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_ISLAMIC_EPOCH = 227015  # proleptic Gregorian ordinal of 1 Muharram of the year 1
_HEBREW_EPOCH = -1373427


def shift_days(day: dt.date, days: int) -> dt.date:
    """The day so many days on, held within the calendar that `datetime` knows."""
    ordinal = day.toordinal() + days
    return dt.date.fromordinal(min(max(ordinal, dt.date.min.toordinal()), dt.date.max.toordinal()))


def shift_months(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or that month's last day where it is shorter."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_units(day: dt.date, unit: Unit, count: float) -> dt.date:
    """The day so many units away; hours and less count as the days they fill, rounded up."""
    if unit in _MONTHS_IN:
        months = count * _MONTHS_IN[unit]
        whole = math.floor(months)
        return shift_days(shift_months(day, whole), round((months - whole) * 30))
    seconds = {"second": 1, "minute": 60, "hour": 3600}.get(unit)
    if seconds is not None:
        days = math.ceil(abs(count) * seconds / 86400)
        return shift_days(day, days if count > 0 else -days)
    return shift_days(day, round(count * (7 if unit in {"week", "weekend"} else 1)))


def unit_of(day: dt.date, unit: Unit) -> Interval:
    """The calendar unit that holds the day; for a weekend, that of the day's ISO week."""
    if unit == "week":
        start = shift_days(day, -day.weekday())
        return Interval(start=start, end=shift_days(start, 6))
    if unit == "weekend":
        start = shift_days(day, 5 - day.weekday())
        return Interval(start=start, end=shift_days(start, 1))
    if unit in _MONTHS_IN:
        length = _MONTHS_IN[unit]
        if unit in {"decade", "century"}:
            years = length // 12
            first = max(1, day.year - day.year % years)
            return Interval(
                start=dt.date(first, 1, 1), end=dt.date(min(9999, day.year - day.year % years + years - 1), 12, 31)
            )
        start = dt.date(day.year, (day.month - 1) // length * length + 1, 1)
        return Interval(start=start, end=month_end(start, length))
    return Interval(start=day, end=day)


def month_end(first: dt.date, months: int = 1) -> dt.date:
    """The last day of so many months beginning with that of `first`."""
    last = shift_months(first.replace(day=1), months - 1)
    return last.replace(day=calendar.monthrange(last.year, last.month)[1])


def whole(year: int, month: int | None = None, day: int | None = None) -> Interval | None:
    """The year, month or day as an interval; None where the calendar has no such day."""
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return Interval(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))
    if day is None:
        first = dt.date(year, month, 1)
        return Interval(start=first, end=month_end(first))
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return Interval(start=dt.date(year, month, day), end=dt.date(year, month, day))


def season_of(season: SeasonName, year: int) -> Interval:
    """The season that begins in the year: spring from March, summer June, autumn September, winter December."""
    start = dt.date(min(max(year, 1), 9998), _SEASON_START[season], 1)
    return Interval(start=start, end=month_end(start, 3))


def holiday_in(name: str, year: int) -> tuple[Interval, ...]:
    """Where a feast falls in a Gregorian year, slack included: none, one or (moon years are short) two.

    A feast belongs to the year in which its first day falls.
    """
    rule = holiday_rules().get(name)
    if rule is None or not 1 < year < 9000:
        return ()
    return _holiday_in(rule, year)


@functools.lru_cache(maxsize=4096)
def _holiday_in(rule: HolidayRule, year: int) -> tuple[Interval, ...]:
    found = []
    for first, days in _firsts(rule, year):
        if first.year == year:
            # a whole month is given its longest length already
            end = shift_days(first, days - 1 + (rule.slack if rule.days else 0))
            found.append(Interval(start=shift_days(first, -rule.slack), end=end))
    return tuple(found)


def _firsts(rule: HolidayRule, year: int) -> list[tuple[dt.date, int]]:
    """First days around a year, with how many days each lasts."""
    if rule.calendar == "gregorian":
        return [(dt.date(year, rule.month, rule.day), rule.days)]
    if rule.calendar == "easter":
        return [(shift_days(easter(year), rule.day), rule.days)]
    if rule.calendar == "orthodox_easter":
        return [(shift_days(orthodox_easter(year), rule.day), rule.days)]
    if rule.calendar == "listed":
        return [(day, rule.days) for day in rule.listed]
    if rule.calendar == "hebrew":
        spring = year + 3760 + (rule.month >= 7)
        return [(hebrew(spring, rule.month, rule.day), rule.days)]
    moon = (year - 622) * 33 // 32
    return [(islamic(guess, rule.month, rule.day), rule.days or 30) for guess in range(max(1, moon - 1), moon + 4)]


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (Gregorian reckoning)."""
    century = year // 100 + 1
    moon = (14 + 11 * (year % 19) - 3 * century // 4 + (5 + 8 * century) // 25) % 30
    if moon == 0 or (moon == 1 and year % 19 > 10):
        moon += 1
    full = dt.date(year, 4, 19).toordinal() - moon
    return dt.date.fromordinal(full + 7 - full % 7)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the eastern churches (Julian reckoning), as a Gregorian day."""
    moon = (14 + 11 * (year % 19)) % 30
    drift = year // 100 - year // 400 - 2
    full = dt.date(year, 4, 19).toordinal() + drift - moon
    return dt.date.fromordinal(full + 7 - full % 7)


def islamic(year: int, month: int, day: int) -> dt.date:
    """A day of the tabular Islamic calendar as a Gregorian day."""
    ordinal = _ISLAMIC_EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return dt.date.fromordinal(ordinal)


def hebrew(year: int, month: int, day: int) -> dt.date:
    """A day of the Hebrew calendar as a Gregorian day; months are counted from Nisan, 7 is Tishri."""
    new_year = _hebrew_new_year(year)
    leap = (7 * year + 1) % 19 < 7
    length = _hebrew_new_year(year + 1) - new_year
    sizes = {7: 30, 8: 30 if length % 10 == 5 else 29, 9: 29 if length % 10 == 3 else 30, 10: 29, 11: 30}
    sizes |= {12: 30, 13: 29} if leap else {12: 29}
    sizes |= {1: 30, 2: 29, 3: 30, 4: 29, 5: 30, 6: 29}
    order = [7, 8, 9, 10, 11, 12, *([13] if leap else []), 1, 2, 3, 4, 5, 6]
    before = sum(sizes[m] for m in order[: order.index(month)])
    return dt.date.fromordinal(new_year + before + day - 1)


def _hebrew_new_year(year: int) -> int:
    """Gregorian ordinal of 1 Tishri."""

    def elapsed(y: int) -> int:
        months = (235 * y - 234) // 19
        parts = 12084 + 13753 * months
        days = 29 * months + parts // 25920
        return days + 1 if 3 * (days + 1) % 7 < 3 else days

    this, before, after = elapsed(year), elapsed(year - 1), elapsed(year + 1)
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay
