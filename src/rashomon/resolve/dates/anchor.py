"""Puts days behind symbolic time values, for one known day of publication.

Split from `rashomon.resolve.dates.validity`, which handles an unknown day of publication and what a claim's
`valid` is. Every function takes a `Frame`, the circumstances, and answers with an interval or None
where the words allow no day.
"""

from __future__ import annotations

import datetime as dt

from rashomon.model.time import Interval
from rashomon.model.timex import (
    Bound,
    CalendarDate,
    DayPart,
    Duration,
    Either,
    Era,
    Holiday,
    NthOf,
    PartOf,
    PeriodPart,
    Range,
    Season,
    Shift,
    TimeExpr,
    Unit,
    Vague,
    Window,
    Within,
    Years,
)
from rashomon.resolve.dates.calendar import (
    DAY,
    month_end,
    season_of,
    shift_days,
    shift_months,
    shift_units,
    unit_of,
    whole,
)
from rashomon.resolve.dates.yearly import Frame, calendar_days, holiday_days, pick, season_days

# How far vague words reach at most, in the unit's own count: "recent days" is up to 10 days, "recent weeks"
# up to 8 weeks. Loosest sensible meaning: a window too wide hides a conflict, one too narrow invents it.
VAGUE: dict[Unit, int] = {
    "second": 60, "minute": 60, "hour": 24, "day": 10, "weekend": 4, "week": 8, "month": 12, "quarter": 4, "year": 10,
    "decade": 5, "century": 3,
}  # fmt: skip
FEW: dict[Unit, int] = VAGUE | {"day": 5, "week": 5, "month": 6, "year": 6, "decade": 3}


def days_of(value: TimeExpr, frame: Frame) -> Interval | None:
    """The days in which the event lies, both included; None where the words allow none."""
    match value:
        case CalendarDate():
            return calendar_days(value, frame)
        case Season():
            return season_days(value, frame)
        case Years():
            end = min(9999, value.first - value.first % 10 + value.count - 1)
            return Interval(start=dt.date(max(1, value.first), 1, 1), end=dt.date(end, 12, 31))
        case Shift():
            return _shift(value, frame)
        case Window():
            return _window(value, frame)
        case Duration():
            return _duration(value, frame)
        case Holiday():
            return holiday_days(value, frame)
        case Era():
            return Interval(start=value.first, end=value.last)
        case PartOf():
            return _part(value, frame)
        case NthOf():
            return _nth(value, frame)
        case Within():
            return _within(value, frame)
        case DayPart():
            return _daypart(value, frame)
        case Bound():
            return _bound(value, frame)
        case Range():
            return _range(value, frame)
        case Either():
            return _either(value, frame)
        case Vague():
            return _vague(value, frame)
        case _:
            return None


def _base(anchor: str, frame: Frame) -> Interval | None:
    """The day or days that a relative expression counts from."""
    if anchor == "previous":
        return frame.previous
    return None if frame.today is None else Interval(start=frame.today, end=frame.today)


def _shift(value: Shift, frame: Frame) -> Interval | None:
    base = _base(value.anchor, frame)
    if base is None and value.counted and value.back and value.unit in {"year", "decade"}:
        base = _base("published", frame)  # "three years before": no day is told that it could count from but now
    if base is None or (base.start or base.end) is None:
        return None
    start, end = base.start or base.end, base.end or base.start
    if start is None or end is None:
        return None
    if value.counted:
        return _counted(value, start, end)
    count = value.count or 0
    if value.unit == "weekend" and value.anchor == "published":
        return _weekend(count, frame, start)
    first = unit_of(shift_units(start, value.unit, count), value.unit)
    last = unit_of(shift_units(end, value.unit, count), value.unit)
    if value.unit in {"month", "quarter", "year", "decade", "century"} and count:
        first = unit_of(shift_units(start.replace(day=1), value.unit, count), value.unit)
        last = unit_of(shift_units(end.replace(day=1), value.unit, count), value.unit)
    return Interval(start=first.start, end=last.end)


def _weekend(count: int, frame: Frame, today: dt.date) -> Interval:
    """Such as "the weekend": the last one that has begun, in the future tense the next one that has not ended."""
    this = unit_of(today, "weekend")
    if count == 0 and frame.tense != "future" and this.start is not None and this.start > today:
        count = -1
    return unit_of(shift_days(today, 7 * count), "weekend")


def _counted(value: Shift, start: dt.date, end: dt.date) -> Interval:
    """Such as "three weeks ago": about so far away, give or take half a unit; days are meant exactly.

    Half a unit is three days for weeks, half a month for months, half a year for years and more.
    """
    if value.count is None:
        far = VAGUE[value.unit] if value.unit not in {"year", "decade", "century"} else None
        return _somewhere(value, start, end, far)
    first, last = shift_units(start, value.unit, value.count), shift_units(end, value.unit, value.count)
    if value.unit in {"second", "minute", "hour"}:
        first, last = (start, max(last, end)) if value.count > 0 else (min(first, start), end)
        return Interval(start=first, end=last)
    slack = {"week": 3, "month": 15, "quarter": 45, "year": 182, "decade": 182, "century": 1826}.get(value.unit, 0)
    first, last = shift_days(first, -slack), shift_days(last, slack)
    return Interval(start=first, end=min(last, end)) if value.count < 0 else Interval(start=max(first, start), end=last)


def _somewhere(value: Shift, start: dt.date, end: dt.date, far: int | None) -> Interval:
    """Such as "days earlier", "years ago": more than one unit off, no further than vague words reach."""
    near = 0 if value.unit in {"second", "minute", "hour"} else 1
    if value.back:
        first = None if far is None else shift_units(start, value.unit, -far)
        return Interval(start=first, end=shift_units(end, value.unit, -near) if near else end)
    last = None if far is None else shift_units(end, value.unit, far)
    return Interval(start=shift_units(start, value.unit, near) if near else start, end=last)


def _window(value: Window, frame: Frame) -> Interval | None:
    base = _base(value.anchor, frame)
    if value.ahead and value.anchor == "published" and frame.past and frame.previous is not None:
        base = frame.previous  # told in the past tense, "the next three days" follow the day told before
    count = value.count if value.count is not None else (FEW if value.few else VAGUE)[value.unit]
    if base is None:
        return None
    if value.ahead:
        return None if base.end is None else Interval(start=base.end, end=shift_units(base.end, value.unit, count))
    return None if base.start is None else Interval(start=shift_units(base.start, value.unit, -count), end=base.start)


def _duration(value: Duration, frame: Frame) -> Interval | None:
    """A length that has held until publication."""
    today = frame.today
    if today is None:
        return None
    count = value.count if value.count is not None else (FEW if value.few else VAGUE)[value.unit]
    count -= 1 if value.ordinal else 0
    return Interval(start=shift_units(today, value.unit, -count) if count else today, end=today)


def _part(value: PartOf, frame: Frame) -> Interval | None:
    # in the past tense the whole period may lie ahead in part: "at the end of May" said in mid-May
    period = days_of(value.of, frame)
    if period is None or period.start is None or period.end is None:
        return None
    today = frame.today
    mark = today
    if isinstance(value.of, Shift) and value.of.anchor == "previous" and frame.previous is not None:
        mark = frame.previous.end or today
    if value.part == "earlier":
        inside = mark is not None and period.start <= mark <= period.end
        return Interval(start=period.start, end=mark if inside else period.end)
    if value.part == "later":
        inside = mark is not None and period.start <= mark <= period.end
        return Interval(start=mark if inside else period.start, end=period.end)
    return portion(value.part, period.start, period.end)


# Of months: first and last days that a part takes; "early" is the first ten days, "start" the first seven.
_OF_MONTH: dict[PeriodPart, tuple[int, int]] = {
    "start": (1, 7), "early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (25, 31), "first_half": (1, 15),
    "second_half": (16, 31),
}  # fmt: skip
# Of longer periods, in twelfths.
_TWELFTHS: dict[PeriodPart, tuple[int, int]] = {
    "start": (0, 2), "early": (0, 4), "mid": (4, 8), "late": (8, 12), "end": (10, 12), "first_half": (0, 6),
    "second_half": (6, 12),
}  # fmt: skip


def portion(part: PeriodPart, start: dt.date, end: dt.date) -> Interval:
    """The days of a period's part: of a month by tens of days, of anything else by twelfths."""
    if start.day == 1 and end == month_end(start):
        first, last = _OF_MONTH[part]
        return Interval(start=start.replace(day=first), end=end.replace(day=min(last, end.day)))
    if start.day == 1 and end == month_end(start, 12):
        a, b = _TWELFTHS[part]
        return Interval(start=shift_months(start, a), end=shift_days(shift_months(start, b), -1))
    days = (end - start).days + 1
    a, b = _TWELFTHS[part]
    first_day = shift_days(start, days * a // 12)
    return Interval(start=first_day, end=max(first_day, shift_days(start, -(-days * b // 12) - 1)))


def _within(value: Within, frame: Frame) -> Interval | None:
    """The date in the year that the other expression tells."""
    year = days_of(value.of, frame)
    if year is None or year.start is None or year.start.year != (year.end or year.start).year:
        return None
    if isinstance(value.inner, CalendarDate):
        return whole(year.start.year, value.inner.month, value.inner.day)
    return season_of(value.inner.season, year.start.year) if isinstance(value.inner, Season) else None


def _nth(value: NthOf, frame: Frame) -> Interval | None:
    if value.of is None:
        if frame.today is None:
            return None
        years = (frame.today.year - 1, frame.today.year, frame.today.year + 1)
        return pick([q for year in years if (q := whole(year, 3 * value.n)) and (q := _quarter_of(q))], frame)
    period = days_of(value.of, frame)
    if period is None or period.start is None or period.end is None:
        return None
    slack = 1 if isinstance(value.of, Holiday) else 0  # the sighting that moves the month moves its days
    length = value.count
    if value.n > 0:
        start = shift_units(period.start, value.unit, (value.n - 1) * length)
        end = shift_days(shift_units(period.start, value.unit, value.n * length), -1 + 2 * slack)
    else:
        after = shift_days(period.end, 1)
        start = shift_days(shift_units(after, value.unit, value.n * length), -2 * slack)
        end = shift_days(shift_units(after, value.unit, (value.n + 1) * length), -1)
    if not period.start <= start <= period.end:
        return period
    return Interval(start=start, end=max(start, min(end, period.end)))


def _quarter_of(month: Interval) -> Interval | None:
    return None if month.start is None else unit_of(month.start, "quarter")


def _daypart(value: DayPart, frame: Frame) -> Interval | None:
    if value.of is None:
        base = frame.previous if value.part != "overnight" and frame.previous is not None else None
        if base is not None and base.start is not None and base.start == base.end:
            return base
        today = frame.today
        if today is None:
            return None
        ahead = frame.tense == "future"
        # an hour without its day: the day of publication or, where it has been, the night before
        return (
            Interval(start=today, end=shift_days(today, 1))
            if ahead
            else Interval(start=shift_days(today, -1), end=today)
        )
    days = days_of(value.of, frame)
    if days is None or days.start is None or days.end is None or days.start != days.end:
        return days
    if value.part in {"night", "overnight"}:
        return Interval(start=days.start, end=shift_days(days.end, 1))  # a night ends on the next day
    return days


def bounded_frame(value: Bound, frame: Frame) -> Frame:
    """In which direction a limit points: "since" back; "by" and "until" ahead unless told in the past."""
    if value.bound in {"since", "from"}:
        return frame if frame.tense == "future" else frame.at(frame.today, "past")
    if value.bound in {"by", "until", "before"} and not frame.past:
        return frame.at(frame.today, "future")
    return frame


def _bound(value: Bound, frame: Frame) -> Interval | None:
    of = days_of(value.of, bounded_frame(value, frame))
    if of is None:
        return None
    today = frame.today
    ahead = not frame.past and today is not None
    if value.bound in {"since", "from"}:
        end = (
            today
            if frame.tense != "future" and today is not None and of.start is not None and of.start <= today
            else None
        )
        return Interval(start=of.start, end=end)
    if value.bound in {"by", "until"}:
        start = today if ahead and today is not None and of.end is not None and of.end >= today else None
        return Interval(start=start, end=of.end)
    if value.bound == "before":
        end = None if of.start is None or of.start == dt.date.min else of.start - DAY
        start = today if frame.tense == "future" and today is not None and end is not None and end >= today else None
        return Interval(start=start, end=end)
    start = None if of.end is None or of.end == dt.date.max else of.end + DAY
    over = not frame.past or today is None or start is None or start > today
    return Interval(start=start, end=None if over else today)


def _range(value: Range, frame: Frame) -> Interval | None:
    last = days_of(value.last, frame)
    if last is None:
        return None
    edge = last.end or last.start
    free = isinstance(value.first, CalendarDate) and value.first.year is None
    first = days_of(value.first, frame.at(edge, "past") if free and edge is not None else frame)
    if first is None:
        return None
    if first.start is not None and last.end is not None and first.start > last.end:
        return None
    return Interval(start=first.start, end=last.end)


def _either(value: Either, frame: Frame) -> Interval | None:
    found = [days for reading in (value.one, value.other) if (days := days_of(reading, frame)) is not None]
    if frame.past and frame.today is not None:
        possible = [days for days in found if days.start is not None and days.start <= frame.today]
        found = possible or found
    starts = [days.start for days in found if days.start is not None]
    ends = [days.end for days in found if days.end is not None]
    return Interval(start=min(starts), end=max(ends)) if starts and ends else None


def _vague(value: Vague, frame: Frame) -> Interval | None:
    if frame.today is None:
        return None
    if value.ref == "present":
        return Interval(start=frame.today, end=frame.today)
    return Interval(end=frame.today) if value.ref == "past" else Interval(start=frame.today)
