"""Finds time expressions in English news and reads them, without knowing what day it is.

The text is cut into tokens; at each token at which an expression can begin, the longest one that the
grammar knows is taken. Its value stays symbolic: `rashomon.resolve.dates.validity` puts days behind it.

    >>> find_times("Shelling resumed on Tuesday night.")[0].text
    'Tuesday night'
"""

from __future__ import annotations

import datetime as dt

from rashomon.extract.times.loose import nth_day
from rashomon.extract.times.parts import STARTERS, core, period
from rashomon.extract.times.ranges import run_of_days, run_of_weekdays, run_of_years, span
from rashomon.extract.times.relative import amount, counted
from rashomon.extract.times.words import Found, Tokens, digits
from rashomon.model.timex import (
    Bound,
    BoundKind,
    CalendarDate,
    DayPart,
    Duration,
    Era,
    Range,
    Repeated,
    Shift,
    TimeExpr,
    TimeMention,
    Vague,
    Window,
)
from rashomon.reference.holidays import era_names, eras, holiday_names

_BOUNDS: dict[str, BoundKind] = {
    "since": "since", "from": "from", "until": "until", "till": "until", "by": "by", "before": "before",
    "after": "after", "through": "until",
}  # fmt: skip
# Where no year is told; no leap year, so that a stretch is never a day too long.
_COMMON_YEAR = 2001
_ERA_CUES = frozenset({"during", "since", "before", "after", "in", "until", "throughout", "following"})
_FEASTS = frozenset(holiday_names())
# Days of a stretch that is told by its last one: "the week to 9 June".
_STRETCHES = {"week": 7, "fortnight": 14}
_OPENERS = frozenset(_BOUNDS) | _ERA_CUES | {"for", "between"} | _STRETCHES.keys()


def find_times(text: str, offset: int = 0) -> tuple[TimeMention, ...]:
    """The time expressions of one sentence or paragraph, in order, none overlapping another.

    Args:
        text: English text.
        offset: Added to every span: where the text begins in the report.

    Returns:
        Mentions whose `text` is exactly what stands under their span. Lengths ("three days"), rates
        ("daily") and pointers ("now") are there too; their values say what they are.
    """
    s = Tokens(text)
    found: list[TimeMention] = []
    i, n = 0, len(s)
    while i < n:
        word = s.low[i]
        taken = None
        if word in _OPENERS:
            taken = _opened(s, i)
        if taken is None and (word in STARTERS or word in _FEASTS or word[0].isdigit() or word[0] in "'’"):
            at = _start(s, i)
            taken = (at, *read) if at < n and (read := _ranged(s, at)) is not None else None
        if taken is None:
            i += 1
            continue
        begin, value, end = taken
        start, stop = s.starts[begin], s.ends[end - 1]
        found.append(TimeMention(start=start + offset, end=stop + offset, text=text[start:stop], value=value))
        i = end
    return tuple(found)


def _start(s: Tokens, i: int) -> int:
    """Where the expression's own words begin: "at", "by" and the like stay outside."""
    return i + 1 if s.low[i] == "at" and s.word(i + 1) not in {"least", "present", "the"} else i


def _ranged(s: Tokens, i: int) -> Found | None:
    """A range in figures or weekdays, else any single expression."""
    joined = run_of_years(s, i) or run_of_days(s, i) or run_of_weekdays(s, i)
    single = core(s, i)
    if joined is not None and (single is None or joined[1] >= single[1]):
        return joined
    if single is not None and (wider := _to(s, i, i, single)) is not None:
        return wider
    return single


def _absolute(value: TimeExpr) -> bool:
    return isinstance(value, CalendarDate) and value.weekday is None


def _to(s: Tokens, origin: int, i: int, first: Found) -> Found | None:
    """Such as "15 November to 13 December" once the first date is read."""
    value, end = first
    if not _absolute(value) or not (s.word(end) in {"to", "through", "until"} or s.hyphen(end)):
        return None
    last = period(s, end + 1)
    if last is None or not _absolute(last[0]):
        return None
    return _range(s, origin, (i, value, end), (end + 1, *last))


def _range(s: Tokens, origin: int, first: tuple[int, TimeExpr, int], last: tuple[int, TimeExpr, int]) -> Found:
    """A range of two readings; the first takes the year and month that only the second tells."""
    one, two = first[1], last[1]
    if isinstance(one, CalendarDate) and isinstance(two, CalendarDate) and one.year is None and one.month:
        earlier = two.month is not None and one.month <= two.month
        told = two.year if earlier or two.year is None else two.year - 1
        one = CalendarDate(year=told, month=one.month, day=one.day, weekday=one.weekday)
    return Range(
        first=one,
        last=two,
        first_at=span(s, first[0], first[2], origin),
        last_at=span(s, last[0], last[2], origin),
    ), last[2]


def _opened(s: Tokens, i: int) -> tuple[int, TimeExpr, int] | None:
    """An expression whose first word changes what the rest says; begins at the returned token."""
    word = s.low[i]
    if word in {"from", "between"}:
        both = _from_to(s, i, "and" if word == "between" else "to")
        if both is not None:
            return (i, *both)
    if word in _ERA_CUES and (era := _era(s, i + 1)) is not None:
        kind = _BOUNDS.get(word)
        if kind is None:
            return (i + 1, *era)
        return i, Bound(bound=kind, of=era[0], core=span(s, i + 1, era[1], i)), era[1]
    if word == "for":
        return _held(s, i)
    if word in _BOUNDS:
        return _bounded(s, i, _BOUNDS[word])
    return _run_up(s, i) if word in _STRETCHES else None


def _run_up(s: Tokens, i: int) -> tuple[int, TimeExpr, int] | None:
    """Such as "the week to 9 June", "the fortnight ending on 3 May 2024": so many days up to and with that day."""
    k = s.skip(i + 1, "up", "that")
    led = s.word(i - 1) in {"the", "a", "last", "past"}
    if not led or s.word(k) not in {"to", "ending", "ended", "until", "through"}:
        return None
    k = s.skip(k + 1, "on")
    read = core(s, k)
    if read is None or not isinstance(read[0], CalendarDate) or read[0].month is None or read[0].day is None:
        return None
    day, end = read[0], read[1]
    try:
        last = dt.date(day.year or _COMMON_YEAR, day.month or 1, day.day or 1)
    except ValueError:
        return None
    first = last - dt.timedelta(days=_STRETCHES[s.low[i]] - 1)
    year = None if day.year is None else first.year
    begin = i - 1
    value = Range(
        first=CalendarDate(year=year, month=first.month, day=first.day),
        last=day,
        first_at=span(s, begin, i + 1, begin),
        last_at=span(s, k, end, begin),
    )
    return begin, value, end


def _era(s: Tokens, i: int) -> Found | None:
    k = s.skip(i, "the")
    for run in era_names().get(s.word(k), ()):
        end = k + len(run.tokens)
        if tuple(s.low[k:end]) == run.tokens and s.capital(k):
            rule = eras()[run.key]
            return Era(name=rule.key, first=rule.first, last=rule.last), end
    return None


def _from_to(s: Tokens, i: int, link: str) -> Found | None:
    """Such as "from X to Y", "between X and Y"."""
    joined = run_of_days(s, i + 1, words=True) or run_of_years(s, i + 1, words=True) or run_of_weekdays(s, i + 1)
    if joined is not None and isinstance(joined[0], Range):
        run, end = joined[0], joined[1]
        shift = s.starts[i + 1] - s.starts[i]
        first_at = (run.first_at[0] + shift, run.first_at[1] + shift)
        last_at = (run.last_at[0] + shift, run.last_at[1] + shift)
        return Range(first=run.first, last=run.last, first_at=first_at, last_at=last_at), end
    first = core(s, i + 1) or _loose_year(s, i + 1)
    if first is None or isinstance(first[0], Duration | Repeated | Vague):
        return None
    k = s.skip(first[1], ",")
    if s.word(k) != link and not (link == "to" and s.word(k) in {"until", "till", "through"}):
        return None
    last = core(s, k + 1) or _loose_year(s, k + 1)
    if last is None or isinstance(last[0], Duration | Repeated):
        return None
    return _range(s, i, (i + 1, *first), (k + 1, *last))


def _loose_year(s: Tokens, i: int) -> Found | None:
    value = digits(s.word(i))
    if value is None or len(s.word(i)) != 4 or not 1500 <= value <= 2060:
        return None
    return CalendarDate(year=value), i + 1


def _held(s: Tokens, i: int) -> tuple[int, TimeExpr, int] | None:
    """Such as "for more than a year", "for a third day", "for the past week": it has held since then."""
    nth = nth_day(s, i + 1)
    if nth is not None:
        return (i, *nth)
    window = counted(s, i + 1)
    if window is not None and isinstance(window[0], Window):
        return i + 1, window[0], window[1]
    read = amount(s, i + 1)
    if read is not None and s.word(read.end) not in {"ago", "earlier", "later", "before", "after", "from"}:
        k = read.end + (s.word(read.end) == "now")
        return i, Duration(unit=read.unit, count=read.count, bound=read.bound, few=read.few, held=True), k
    if window is not None and isinstance(window[0], Duration):
        value = window[0]
        return i, Duration(unit=value.unit, count=value.count, bound=value.bound, few=value.few, held=True), window[1]
    return None


def _bounded(s: Tokens, i: int, kind: BoundKind) -> tuple[int, TimeExpr, int] | None:
    """Such as "since Friday", "by the end of the month"; "since then" points to the day told before."""
    if kind == "since" and s.word(i + 1) == "then":
        then = Shift(unit="day", count=0, anchor="previous")
        return i, Bound(bound=kind, of=then, core=span(s, i + 1, i + 2, i)), i + 2
    k = s.skip(i + 1, "around", "about", "at", "as", "on", "in")
    k = s.skip(k, "early", "late") if s.word(k - 1) == "as" and s.word(k + 1) == "as" else k
    k = s.skip(k, "as") if s.word(k - 1) in {"early", "late"} else k
    if kind == "by" and s.word(k) in {"night", "day"}:
        return None
    inner = _ranged(s, k) if k < len(s) else None
    if inner is None:
        return None
    value, end = inner
    if isinstance(value, Duration | Repeated | Window):
        return None
    if isinstance(value, Vague) and kind not in {"until", "by"}:
        return None
    if kind == "from" and s.word(end) == "to":
        return None  # "from 2000 to a few hundred"
    if kind == "from" and isinstance(value, Shift) and value.counted:
        return k, value, end  # "up from a year earlier" compares, it bounds nothing
    owned = s.word(end) in {"'", "’"} and s.word(end + 1) == "s"
    if kind in {"before", "after", "by", "from"} and owned:
        return k, value, end  # "after Tuesday's raid", "the toll from Tuesday's raid": the raid was then
    if kind == "by" and s.word(k) == "the" and isinstance(value, CalendarDate) and s.word(end)[:1].isalpha():
        return k, value, end  # "killed by the 15 November shelling"
    if isinstance(value, DayPart) and kind in {"before", "after", "by"}:
        return k, value, end
    if isinstance(value, Range) and kind in {"by", "after", "before"}:
        return k, value, end
    return i, Bound(bound=kind, of=value, core=span(s, k, end, i)), end
