"""Hours and parts of a day, parts of longer periods, and the core of every expression.

`core` is what bounds and ranges are made of: any time expression without "since", "from … to" and the like.
"""

from __future__ import annotations

from rashomon.extract.times.clock import clock, half_of_day
from rashomon.extract.times.dates import (
    day_and_month,
    decade,
    holiday,
    month_alone,
    numeric,
    season,
    shifted,
    weekday_and_date,
    year,
)
from rashomon.extract.times.loose import repeated, vague
from rashomon.extract.times.ranges import run_of_days
from rashomon.extract.times.relative import counted
from rashomon.extract.times.units import named_unit, today
from rashomon.extract.times.words import (
    ANY_UNIT,
    BARE_DAYPARTS,
    CLOCK_WORDS,
    DAYPARTS,
    MONTHS,
    NUMBERS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    Found,
    Tokens,
    number,
    ordinal,
)
from rashomon.model.timex import (
    CalendarDate,
    DayPart,
    NthOf,
    PartOf,
    PartOfDay,
    PeriodPart,
    Season,
    Shift,
    TimeExpr,
    Within,
)

_PARTS: dict[str, PeriodPart] = {
    "early": "early", "late": "late", "mid": "mid", "middle": "mid", "end": "end", "close": "end", "start": "start",
    "beginning": "start", "outset": "start", "onset": "start", "opening": "start", "turn": "start",
    "earlier": "earlier", "later": "later", "rest": "later", "remainder": "later",
}  # fmt: skip


def hour_of_day(s: Tokens, i: int) -> Found | None:
    """An hour or part of the day, before its day where one is told: "5am on Thursday", "before dawn"."""
    told = clock(s, i)
    if told is not None:
        hour, k = half_of_day(s, told[0], told[2])
        of, end = _on_day(s, k)
        return DayPart(part="clock", of=of, clock=hour, zone=told[1]), end
    lead = _lead(s, i)
    if lead is None:
        return None
    part, k, needs_day = lead
    of, end = _on_day(s, k)
    if of is None and needs_day:
        return None
    if of is not None and part in {"early", "late"} and s.word(end) in DAYPARTS:
        part, end = DAYPARTS[s.word(end)], end + 1  # "late Thursday evening"
    return DayPart(part=part, of=of), end


def _lead(s: Tokens, i: int) -> tuple[PartOfDay, int, bool] | None:
    """Words for a part of a day at i: the part, the place after, and whether a day must follow."""
    word = s.word(i)
    k = s.skip(i, "the")
    if s.word(k) in {"early", "small", "predawn", "pre", "late", "wee"}:
        hours = k + 1 + 2 * (s.word(k) == "pre" and s.word(k + 2) == "dawn")
        if s.word(hours) in DAYPARTS and s.word(hours + 1) == "hours":
            return DAYPARTS[s.word(hours)], hours + 2, False
        if s.word(hours) == "hours":
            return ("late" if s.word(k) == "late" else "morning"), hours + 1, False
        if s.word(k) in {"early", "late"} and s.word(k + 1) in DAYPARTS:
            return DAYPARTS[s.word(k + 1)], k + 2, s.word(i - 1) not in {"in", "the", "by", "since", "until"}
        if word in {"early", "late"}:
            return ("early" if word == "early" else "late"), i + 1, True
    if word in {"before", "after", "around", "at", "by", "until"} and s.word(i + 1) in BARE_DAYPARTS:
        part: PartOfDay = (
            "early" if word == "before" and DAYPARTS[s.word(i + 1)] == "morning" else DAYPARTS[s.word(i + 1)]
        )
        return part, i + 2, False
    if s.word(k) in BARE_DAYPARTS:
        if s.capital(k) and not s.raw[k].isupper() and s.word(k + 1) != "on":
            return None  # "Golden Dawn", "Operation Dawn"
        return DAYPARTS[s.word(k)], k + 1, False
    if s.word(k) in DAYPARTS and s.word(k) != "overnight":
        of = s.word(k + 1) in {"of", "on"}
        standing = s.word(i - 1) in {"in", "during", "by", "since", "until", "at", "throughout", "through", "on"}
        return (DAYPARTS[s.word(k)], k + 1, not standing) if of or standing else None
    return None


def _on_day(s: Tokens, i: int) -> tuple[TimeExpr | None, int]:
    """The day that an hour or part of it goes on to, if any."""
    k = s.skip(i, "on", "of", ",", "in", "late", "early")
    k = s.skip(k, "on", "of") if k > i else k
    if s.word(k) == "in" or (s.word(i) == "in" and k == i + 1):
        return None, i
    found = day(s, k)
    return found if found is not None else (None, i)


def day(s: Tokens, i: int) -> Found | None:
    """One day or a run of days by date: "Thursday", "9-10 June", "yesterday", "the following day"."""
    found = today(s, i) or run_of_days(s, i) or weekday_and_date(s, i) or day_and_month(s, i) or numeric(s, i)
    if found is not None:
        return None if isinstance(found[0], DayPart) else found
    edge = _edge_weekday(s, i)
    if edge is not None:
        return edge
    unit = named_unit(s, i)
    return unit if unit and isinstance(unit[0], Shift) and unit[0].unit == "day" else None


def _edge_weekday(s: Tokens, i: int) -> Found | None:
    """A weekday, month, season or feast after "last", "this", "next", "the following"."""
    k = s.skip(i, "the")
    word = s.word(k)
    shift = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1, "following": 1, "previous": -1}.get(word)
    if shift is None:
        return None
    k2 = k + 1
    if word == "this" and s.word(k2) in {"past", "coming"}:
        shift, k2 = (-1 if s.word(k2) == "past" else 1), k2 + 1
    found = weekday_and_date(s, k2) or season(s, k2) or month_alone(s, k2) or holiday(s, k2)
    if found is None:
        return None
    value = shifted(found[0], shift)
    if value is None:
        return found if word == "this" or s.word(k2) in WEEKDAYS else None
    if isinstance(value, CalendarDate) and word in {"following", "previous"}:
        value = CalendarDate(month=value.month, weekday=value.weekday, shift=shift, anchor="previous")
    return value, found[1]


def part_of_period(s: Tokens, i: int) -> Found | None:
    """A part of a period: "early 2014", "mid-June", "the end of the month", "the first week of May"."""
    k = s.skip(i, "the")
    k = s.skip(k, "very")
    if nth := _nth_of(s, i, k):
        return nth
    if s.word(k) in UNITS and s.word(k + 1) in {"'", "’"} and s.word(k + 2) == "s" and s.word(k + 3) == "end":
        return PartOf(part="end", of=Shift(unit=UNITS[s.word(k)], count=0)), k + 4
    if s.word(k) == "year" and s.hyphen(k + 1) and s.word(k + 2) == "end":
        return PartOf(part="end", of=Shift(unit="year", count=0)), k + 3
    part = _PARTS.get(s.word(k))
    end = k + 1
    if s.word(k) in {"first", "second", "latter", "last", "1st", "2nd"} and s.word(k + 1) == "half":
        part, end = ("first_half" if s.word(k)[0] in "f1" else "second_half"), k + 2
    if part is None:
        return None
    if s.hyphen(end) and part in {"mid", "early", "late"}:
        end += 1
    if part in {"earlier", "later"} or (part in {"early", "late"} and s.word(end) == "in"):
        end = s.skip(end, "in", "on")
    elif s.word(end) in {"of", "to"} and part not in {"early", "late"}:
        end += 1
    elif s.word(k) not in {"early", "late", "mid"}:
        return None
    of = period(s, end)
    if of is None:
        return None
    value = of[0]
    if _is_day(value):
        if part in {"earlier", "later"}:
            return of  # "earlier Friday" names no hour
        return (
            (DayPart(part="early" if part == "early" else "late", of=value), of[1])
            if part in {"early", "late"}
            else None
        )
    return PartOf(part=part, of=value), of[1]


def _is_day(value: TimeExpr) -> bool:
    if isinstance(value, CalendarDate):
        return value.day is not None or value.weekday is not None
    return isinstance(value, DayPart) or (isinstance(value, Shift) and value.unit == "day")


def standing_period(s: Tokens, i: int) -> Found | None:
    """A date or period that dates by itself."""
    found = (
        day(s, i)
        or decade(s, i)
        or season(s, i)
        or month_alone(s, i)
        or _quarter(s, i)
        or named_unit(s, i)
        or holiday(s, i)
    )
    if found is not None:
        return _within(s, found)
    standing = year(s, i)
    return (CalendarDate(year=standing[0]), standing[1]) if standing is not None else None


def _within(s: Tokens, found: Found) -> Found:
    """The found date with its year where words tell it: "August of that year", "in May last year"."""
    value, end = found
    if not isinstance(value, CalendarDate | Season) or value.year is not None or value.shift is not None:
        return found
    if isinstance(value, CalendarDate) and not value.month:
        return found
    k = s.skip(end, "of", ",", "in")
    k = s.skip(k, "the") if k > end else k
    if s.word(k) not in {"this", "last", "next", "that", "same", "following", "previous"} or s.word(k + 1) != "year":
        return found
    of = named_unit(s, k - 1 if s.word(k - 1) == "the" else k)
    if of is None or not isinstance(of[0], Shift) or of[0].unit != "year":
        return found
    return Within(inner=value, of=of[0]), of[1]


def period(s: Tokens, i: int) -> Found | None:
    """A period that can have a beginning and an end, "the month" included."""
    found = standing_period(s, i)
    if found is not None:
        return found
    if (
        s.word(i) == "the"
        and not s.hyphen(i + 2)
        and s.word(i + 1) in {"day", "week", "month", "year", "weekend", "decade", "century"}
    ):
        return Shift(unit=UNITS[s.word(i + 1)], count=0), i + 2
    return None


def _nth_of(s: Tokens, i: int, k: int) -> Found | None:
    """Such as "the first week of June", "the first three months of 2014", "the last days of Ramadan"."""
    nth = ordinal(s, k)
    if nth is None or (k == i and s.word(i - 1) not in {"in", "during", "since", "on", "for", "by", "of"}):
        return None
    told = number(s, nth[1])
    count, end = (int(told[0]), told[1]) if told else (1, nth[1])
    few = s.word(end) in {"few", "couple"}
    end = s.skip(end, "few") if few else end
    unit = ANY_UNIT.get(s.word(end))
    if unit is None or s.word(end + 1) not in {"of", "in"} or count > 60 or unit in {"second", "minute"}:
        return None
    of = period(s, end + 2)
    if of is None or _is_day(of[0]):
        return None
    if s.word(end) != UNITS.get(s.word(end), "") and told is None:  # "the first days of May"
        return PartOf(part="end" if nth[0] < 0 else "start", of=of[0]), of[1]
    return NthOf(unit=unit, n=nth[0], count=max(1, count), of=of[0]), of[1]


def _quarter(s: Tokens, i: int) -> Found | None:
    """Such as "the first quarter", "the third quarter of 2013", "Q2 2014"."""
    k = s.skip(i, "the")
    if s.raw[k : k + 1] == ["Q"] and s.glued(k + 1) and s.word(k + 1) in {"1", "2", "3", "4"}:
        nth, end = (int(s.word(k + 1)), k + 2), k + 1
    else:
        spelt = ordinal(s, k)
        if spelt is None:
            return None
        nth, end = spelt, s.skip(spelt[1], "fiscal", "-")
        if s.word(end) != "quarter":
            return None
    if not 1 <= nth[0] <= 4:
        return None
    after = s.skip(end + 1, "of", "in")
    told = year(s, after) if after > end + 1 or s.word(after)[:1].isdigit() else None
    if told is not None:
        return NthOf(unit="quarter", n=nth[0], of=CalendarDate(year=told[0])), told[1]
    yearly = named_unit(s, after) if after > end + 1 else None
    if yearly and isinstance(yearly[0], Shift) and yearly[0].unit == "year":
        return NthOf(unit="quarter", n=nth[0], of=yearly[0]), yearly[1]
    if s.word(i - 1) in {"a", "an"} and not s.hyphen(end - 1):
        return None  # "a third quarter", but "a third-quarter loss"
    return NthOf(unit="quarter", n=nth[0]), end + 1


def core(s: Tokens, i: int) -> Found | None:
    """The longest expression that begins at token i, without bounds and ranges."""
    best: Found | None = None
    for read in (
        _with_hour,
        hour_of_day,
        numeric,
        numbered_day,
        so_far,
        part_of_period,
        standing_period,
        counted,
        repeated,
        vague,
    ):
        found = read(s, i)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return best


def numbered_day(s: Tokens, i: int) -> Found | None:
    """Such as "on the 9th": a day of the month that the text is telling of."""
    if s.word(i) != "the" or s.word(i - 1) not in {"on", "by", "since", "until", "of", "from"}:
        return None
    nth = ordinal(s, i + 1)
    if nth is None or not s.word(i + 1)[:1].isdigit() or not 1 <= nth[0] <= 31 or s.word(nth[1])[:1].isalnum():
        return None
    return None if s.hyphen(nth[1]) else (CalendarDate(day=nth[0]), nth[1])


def so_far(s: Tokens, i: int) -> Found | None:
    """Such as "so far this year": the part of it that has been."""
    if s.word(i) != "so" or s.word(i + 1) != "far":
        return None
    of = named_unit(s, s.skip(i + 2, "in"))
    return (PartOf(part="earlier", of=of[0]), of[1]) if of and isinstance(of[0], Shift) and of[0].count == 0 else None


def _with_hour(s: Tokens, i: int) -> Found | None:
    """A day and what follows of its hour: "Tuesday night", "19 May at 5 a.m.", "yesterday morning"."""
    found = day(s, i) or today(s, i)
    if found is None or isinstance(found[0], DayPart):
        return found
    value, end = found
    part = DAYPARTS.get(s.word(end))
    if part is not None and isinstance(value, CalendarDate) and s.word(end + 1) == "of":
        dated = day_and_month(s, end + 2)
        if dated is not None:
            return DayPart(part=part, of=dated[0]), dated[1]
    if part is not None:
        return DayPart(part=part, of=value), end + 1
    if s.word(end) in {"before", "around", "at", "after"} and s.word(end + 1) in BARE_DAYPARTS:
        return DayPart(part=DAYPARTS[s.word(end + 1)], of=value), end + 2
    if s.word(end) in {"early", "late"} and s.word(end + 1) in DAYPARTS:
        return DayPart(part=DAYPARTS[s.word(end + 1)], of=value), end + 2
    k = s.skip(end, ",", "at", "around", "about")
    k = s.skip(k, "at", "around", "about") if k > end else k
    told = clock(s, k)
    if told is not None and s.word(k) not in CLOCK_WORDS:
        return DayPart(part="clock", of=value, clock=told[0], zone=told[1]), told[2]
    return found


# words at which an expression can begin; figures can too
STARTERS = frozenset({
    *WEEKDAYS, *MONTHS, *SEASONS, *NUMBERS, *ANY_UNIT, *_PARTS, *BARE_DAYPARTS,
    "so", "the", "a", "an", "this", "last", "next", "past", "that", "these", "coming", "following", "previous",
    "recent", "preceding", "today", "yesterday", "tomorrow", "tonight", "overnight", "now", "currently", "nowadays",
    "presently", "recently", "lately", "previously", "at", "more", "over", "nearly", "almost", "about", "around",
    "roughly", "approximately", "less", "up", "under", "well", "just", "only", "several", "many", "few", "couple",
    "dozens", "half", "some", "daily", "weekly", "monthly", "yearly", "annually", "annual", "hourly", "quarterly",
    "nightly", "fortnightly", "every", "each", "per", "current", "same", "mon", "tue", "tues", "wed", "weds", "thu",
    "thur", "thurs", "fri", "sat", "sun", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays",
    "sundays", "first", "second", "third", "fourth", "small", "predawn", "before", "after", "by", "morning",
    "evening", "afternoon", "night", "q", "all", "date",
}) - {"dozen"}  # fmt: skip
