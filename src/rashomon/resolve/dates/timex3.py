"""Renders symbolic times as TIMEX3, the notation of TempEval: for measuring and for exchange.

TIMEX3 says less than our intervals do (a vague window is "PAST_REF"), so nothing is read back from it.
"""

from __future__ import annotations

import datetime as dt

from rashomon.model.time import Interval, Tense
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
    Range,
    Repeated,
    Season,
    Shift,
    TimeExpr,
    TimeMention,
    Unit,
    Vague,
    Window,
    Within,
    Years,
)
from rashomon.resolve.dates.anchor import bounded_frame, days_of
from rashomon.resolve.dates.calendar import shift_units
from rashomon.resolve.dates.yearly import Frame

Timex3 = tuple[int, int, str, str]

_LETTERS: dict[Unit, str] = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "weekend": "WE", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
_PARTS = {"morning": "MO", "early": "", "day": "MI", "afternoon": "AF", "evening": "EV", "night": "NI",
          "overnight": "NI", "late": ""}  # fmt: skip
_EACH: dict[Unit, str] = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX",
                          "year": "XXXX"}  # fmt: skip
_REFS = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}


def timex3_values(
    mention: TimeMention, published: dt.date, *, tense: Tense = "unknown", previous: Interval | None = None
) -> list[Timex3]:
    """A mention as TIMEX3: (start, end, type, value) for each time that it names.

    A range names two; words like "since" stay outside. "at the time" and named periods have none.

    Args:
        mention: What `find_times` read.
        published: Day of publication.
        tense: Of the clause.
        previous: The day or days told before.
    """
    frame = Frame(today=published, tense=tense, previous=previous)
    value, base = mention.value, mention.start
    if isinstance(value, Bound):
        start, end = base + value.core[0], base + value.core[1]
        inner = TimeMention(start=start, end=end, text=mention.text[value.core[0] : value.core[1]], value=value.of)
        if mention.text.endswith(" then"):
            return []
        return timex3_values(inner, published, tense=bounded_frame(value, frame).tense, previous=previous)
    if isinstance(value, DayPart) and value.clock and value.of is not None and (at := mention.text.find(" on ")) > 0:
        hour, day = timex3_value(value, frame), timex3_value(value.of, frame)
        pieces = ((base, base + at, hour), (base + at + 4, mention.end, day))
        return [(a, b, *read) for a, b, read in pieces if read is not None]
    if isinstance(value, Range):
        return _both(value, base, frame)
    start = base + 4 if isinstance(value, Duration) and value.held and mention.text[:4].lower() == "for " else base
    read = timex3_value(value, frame)
    return [(start, mention.end, *read)] if read is not None else []


def _both(value: Range, base: int, frame: Frame) -> list[Timex3]:
    last = days_of(value.last, frame)
    edge = last.end if last is not None and last.end is not None else frame.today
    out = []
    for inner, at, where in (
        (value.first, value.first_at, frame.at(edge, "past")),
        (value.last, value.last_at, frame),
    ):
        read = timex3_value(inner, where)
        if read is not None:
            out.append((base + at[0], base + at[1], *read))
    return out


def timex3_value(value: TimeExpr, frame: Frame) -> tuple[str, str] | None:
    """Type (DATE, TIME, DURATION, SET) and value of one symbolic time; None where TIMEX3 has no word for it."""
    match value:
        case Duration():
            return "DURATION", _period(value.unit, value.count)
        case Window():
            return _window(value)
        case Repeated():
            if value.weekday is not None:
                return "SET", f"XXXX-WXX-{value.weekday + 1}"
            if value.rate or value.count > 1 or value.unit not in _EACH:
                return "SET", _period(value.unit, value.count)
            part = f"T{_PARTS[value.part]}" if value.part else ""
            return "SET", _EACH[value.unit] + part
        case Vague():
            return "DATE", _REFS[value.ref]
        case Years():
            digits = 3 if value.count == 10 else 2
            return "DATE", f"{value.first:04d}"[:digits]
        case PartOf():
            read = timex3_value(value.of, frame)
            half = {"first_half": "-H1", "second_half": "-H2"}.get(value.part, "")
            return (read[0], read[1] + half) if read is not None and len(read[1]) == 4 else read
        case DayPart():
            return _daypart(value, frame)
        case Shift():
            return _shift(value, frame)
        case Within():
            days = days_of(value, frame)
            if days is None or days.start is None:
                return None
            if isinstance(value.inner, Season):
                return "DATE", f"{days.start.year}-{_SEASONS[value.inner.season]}"
            return "DATE", _unit_value(
                days.start, "day" if isinstance(value.inner, CalendarDate) and value.inner.day else "month"
            )
        case NthOf():
            return _nth(value, frame)
        case Season():
            days = days_of(value, frame)
            year = value.year or (days.start.year if days and days.start else None)
            return "DATE", f"{year or 'XXXX'}-{_SEASONS[value.season]}"
        case Era() | Either():
            return None
        case Holiday():
            days = days_of(value, frame)
            return ("DATE", _unit_value(days.start, "day")) if days and days.start else None
        case CalendarDate():
            return _calendar(value, frame)
        case _:
            return None


def _number(count: float | None) -> str:
    return "X" if count is None else f"{count:g}"


def _period(unit: Unit, count: float | None) -> str:
    if unit in {"second", "minute", "hour"}:
        if unit == "hour" and count is not None and count < 1:
            return f"PT{count * 60:g}M"
        return f"PT{_number(count)}{_LETTERS[unit]}"
    return f"P{_number(count)}{_LETTERS[unit]}"


def _window(value: Window) -> tuple[str, str]:
    if value.count is None and not value.few and not value.ahead:
        return "DATE", "PAST_REF"
    return "DURATION", _period(value.unit, value.count)


def _unit_value(day: dt.date, unit: Unit) -> str:
    if unit in {"week", "weekend"}:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return day.isoformat()[:7]
    if unit == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    if unit in {"year", "decade", "century"}:
        return day.isoformat()[: {"year": 4, "decade": 3, "century": 2}[unit]]
    return day.isoformat()


def _calendar(value: CalendarDate, frame: Frame) -> tuple[str, str]:
    days = days_of(value, frame)
    if days is None or days.start is None:
        if value.weekday is not None and value.month is None:
            return "DATE", f"XXXX-WXX-{value.weekday + 1}"
        month = f"-{value.month:02d}" if value.month else ""
        return "DATE", f"{value.year or 'XXXX'}{month}" + (f"-{value.day:02d}" if value.day else "")
    unit: Unit = "day" if value.day or value.weekday is not None else "month" if value.month else "year"
    return "DATE", _unit_value(days.start, unit)


def _shift(value: Shift, frame: Frame) -> tuple[str, str] | None:
    if value.count is None:
        return "DATE", "PAST_REF" if value.back else "FUTURE_REF"
    if value.unit in {"second", "minute", "hour"}:
        return "TIME", "PAST_REF" if value.back else "FUTURE_REF"
    if value.counted:
        base = frame.today
        if value.anchor == "previous":
            # with no day told before, "a year earlier" compares with now
            base = frame.previous.start if frame.previous is not None else frame.today
        if base is None:
            return "DATE", "PAST_REF" if value.back else "FUTURE_REF"
        return "DATE", _unit_value(shift_units(base, value.unit, value.count), value.unit)
    days = days_of(value, frame)
    if days is None or days.start is None:
        # "that year", "the following day" with none told before: annotators count from publication
        days = days_of(Shift(unit=value.unit, count=value.count), frame)
    if days is None or days.start is None:
        return None
    return "DATE", _unit_value(days.start, value.unit)


def _daypart(value: DayPart, frame: Frame) -> tuple[str, str] | None:
    of = value.of if not isinstance(value.of, Range) else value.of.first
    inner = timex3_value(of, frame) if of is not None else None
    day = inner[1] if inner is not None else "XXXX-XX-XX"
    if of is None:
        # an hour without its day is of the day told last, else of the day of publication
        told = frame.previous.start if frame.previous is not None and frame.previous.days() == 1 else frame.today
        day = told.isoformat() if told is not None else day
    if value.part == "clock":
        return "TIME", f"{day}T{value.clock}"
    if not _PARTS[value.part]:
        return ("DATE", day) if inner is not None else ("TIME", day)
    return "TIME", f"{day}T{_PARTS[value.part]}"


def _nth(value: NthOf, frame: Frame) -> tuple[str, str] | None:
    days = days_of(value, frame)
    if value.count > 1 or (value.n < 0 and value.unit != "day"):
        return "DURATION", _period(value.unit, value.count)
    if days is None or days.start is None:
        return None
    return "DATE", _unit_value(days.start, value.unit)
