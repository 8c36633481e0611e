"""Ranges: "from 15 November to 13 December", "between 3 and 7 January", "9-10 June", "2003-2011"."""

from __future__ import annotations

from rashomon.extract.times.dates import month, weekday, year, year_after
from rashomon.extract.times.words import Found, Tokens, digits, ordinal
from rashomon.model.timex import CalendarDate, Range, Span

_LINKS = frozenset({"to", "until", "till", "through", "and"})


def span(s: Tokens, i: int, end: int, origin: int) -> Span:
    """Where tokens i to end stand, counted from where token `origin` begins."""
    base = s.starts[origin]
    return s.starts[i] - base, s.ends[end - 1] - base


def _day_number(s: Tokens, i: int) -> tuple[int, int] | None:
    word = s.word(i)
    value = digits(word) if len(word) <= 2 else None
    if value is not None:
        return (value, i + 1) if 1 <= value <= 31 else None
    found = ordinal(s, i) if word[:1].isdigit() else None
    return found if found and 1 <= found[0] <= 31 else None


def _linked(s: Tokens, i: int, *, words: bool) -> int | None:
    """The place after a dash or linking word at i, None where there is none."""
    if s.hyphen(i):
        return i + 1
    return i + 1 if words and s.word(i) in _LINKS else None


def run_of_days(s: Tokens, i: int, *, words: bool = False) -> Found | None:
    """Days of one month: "9-10 June 2014", "June 9-10", and with `words` "3 to 7 January"."""
    named = month(s, i)
    start = s.skip(named[1], "the") if named else s.skip(i, "the")
    first = _day_number(s, start)
    if first is None:
        return None
    after = _linked(s, first[1], words=words or (named is None and s.word(first[1]) == "and"))
    if after is None:
        return None
    last = _day_number(s, s.skip(after, "the"))
    if last is None or last[0] <= first[0]:
        return None
    if named is None:
        tail = month(s, s.skip(last[1], "of"))
        if tail is None:
            return None
        told, end = year_after(s, tail[1])
        number = tail[0]
    else:
        told, end = year_after(s, last[1])
        number = named[0]
    if s.counted(end) and named is not None and told is None:
        return None
    return Range(
        first=CalendarDate(year=told, month=number, day=first[0]),
        last=CalendarDate(year=told, month=number, day=last[0]),
        first_at=span(s, i if named else start, first[1], i),
        last_at=span(s, s.skip(after, "the"), end, i),
    ), end


def run_of_years(s: Tokens, i: int, *, words: bool = False) -> Found | None:
    """Years: "2003-2011", "2012-13", "1980 to 1988"."""
    first = year(s, i) if not s.hyphen(i + 1) else _bare_year(s, i)
    if first is None:
        return None
    after = _linked(s, first[1], words=words)
    if after is None:
        return None
    last = digits(s.word(after))
    if last is not None and len(s.word(after)) == 2 and s.glued(after):
        last += first[0] - first[0] % 100
    elif last is None or len(s.word(after)) != 4:
        return None
    if not first[0] < last <= min(2100, first[0] + 150):
        return None
    return Range(
        first=CalendarDate(year=first[0]),
        last=CalendarDate(year=last),
        first_at=span(s, i, first[1], i),
        last_at=span(s, after, after + 1, i),
    ), after + 1


def _bare_year(s: Tokens, i: int) -> tuple[int, int] | None:
    value = digits(s.word(i))
    ok = value is not None and len(s.word(i)) == 4 and 1500 <= value <= 2060 and not s.counted(i + 3)
    return (value, i + 1) if ok and value is not None else None


def run_of_weekdays(s: Tokens, i: int) -> Found | None:
    """Weekdays: "Monday to Friday", "Saturday-Sunday"."""
    first = weekday(s, i)
    after = _linked(s, first[1], words=True) if first else None
    last = weekday(s, after) if after is not None and s.word(after - 1) != "and" else None
    if first is None or last is None:
        return None
    return Range(
        first=CalendarDate(weekday=first[0]),
        last=CalendarDate(weekday=last[0]),
        first_at=span(s, i, first[1], i),
        last_at=span(s, last[1] - 1, last[1], i),
    ), last[1]
