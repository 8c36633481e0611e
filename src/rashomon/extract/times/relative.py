"""Times told from another one: "last week", "three weeks ago", "the past 24 hours", "two days earlier".

"Ago", "last" and "past" count from the day of publication; "earlier", "later", "following" and
"previous" from a day that the text told before.
"""

from __future__ import annotations

from rashomon.extract.times.words import (
    ANY_UNIT,
    NUMBERS,
    PLURAL_UNITS,
    UNITS,
    VAGUE_COUNTS,
    WEEKDAYS,
    Found,
    Tokens,
    number,
)
from rashomon.model.timex import (
    Anchor,
    Duration,
    DurationBound,
    Repeated,
    Shift,
    Unit,
    Window,
)

_NEAR_UNITS = frozenset({"day", "week", "weekend", "month", "morning", "afternoon", "evening"})
_BACK = frozenset({"earlier", "before", "previously", "prior"})
_PAST = frozenset({"past", "last", "previous", "preceding", "recent"})
_AHEAD = frozenset({"next", "coming", "following"})
_AFTER_CUES = frozenset(
    [
        "for",
        "after",
        "within",
        "over",
        "in",
        "of",
        "during",
        "through",
        "despite",
        "many",
        "take",
        "took",
        "takes",
        "lasting",
        "lasted",
        "following",
        "than",
        "until",
        "before",
        "spent",
        "spend",
        "-",
        "every",
        "about",
        "nearly",
        "almost",
    ]
)
_NOT_OF_TIME = frozenset(
    [
        "and",
        "or",
        "of",
        "in",
        "on",
        "to",
        "a",
        "the",
        "per",
        "other",
        "less",
        "every",
        "times",
        "people",
        "years",
        "months",
        "weeks",
        "days",
    ]
)
_BOUNDS: dict[tuple[str, ...], DurationBound] = {
    ("more", "than"): "more_than", ("over",): "more_than", ("at", "least"): "more_than", ("well", "over"): "more_than",
    ("less", "than"): "less_than", ("under",): "less_than", ("up", "to"): "less_than", ("nearly",): "less_than",
    ("almost",): "less_than", ("about",): "about", ("around",): "about", ("roughly",): "about", ("some",): "about",
    ("approximately",): "about", ("just",): "exact", ("just", "over"): "more_than", ("just", "under"): "less_than",
    ("only",): "exact", ("the", "better", "part", "of"): "less_than",
}  # fmt: skip


_HALVES: dict[Unit, tuple[Unit, int]] = {"century": ("year", 50), "decade": ("year", 5), "year": ("month", 6)}


class Amount:
    """A number of units as read: how many, of what, and how exact."""

    __slots__ = ("bound", "count", "end", "few", "unit")

    def __init__(self, count: float | None, unit: Unit, end: int, *, few: bool, bound: DurationBound) -> None:
        """Holds what was read; `end` is the place after it."""
        self.count = count
        self.unit = unit
        self.end = end
        self.few = few
        self.bound = bound

    @property
    def whole(self) -> int | None:
        """The count in whole units of itself, None where vague."""
        return None if self.count is None else max(1, round(self.count))


def bound_words(s: Tokens, i: int) -> tuple[DurationBound, int]:
    """Words that bound an amount ("more than"), with the place after them."""
    for length in (4, 2, 1):
        bound = _BOUNDS.get(tuple(s.low[i : i + length]))
        if bound is not None:
            return bound, i + length
    return "exact", i


def _times(unit: str) -> int:
    return 2 if unit.startswith("fortnight") else 1


def _unit_after(s: Tokens, i: int) -> tuple[Unit, int] | None:
    """A unit at i, after a hyphen or not, with the place after it: "24-hour", "days"."""
    k = i + 1 if s.hyphen(i) and s.glued(i) and s.glued(i + 1) else i
    unit = ANY_UNIT.get(s.word(k))
    if unit is None or (unit == "second" and s.word(k) == "second"):
        return None
    if s.word(k + 2 if s.hyphen(k + 1) else k + 1) in {"old", "olds"}:
        return None  # an age
    return unit, k + 1


def amount(s: Tokens, i: int) -> Amount | None:
    """A number of units: "three days", "more than a year", "24-hour", "several weeks", "half an hour"."""
    bound, k = bound_words(s, i)
    if s.word(k - 1) == "some" and s.word(k) in PLURAL_UNITS and k > i:
        return Amount(None, PLURAL_UNITS[s.word(k)], k + 1, few=True, bound="exact")
    word = s.word(k)
    few = False
    count: float | None
    if word in {"a", "an"} and s.word(k + 1) in {"couple", "few", "half", "handful", "further"}:
        k += 1
        word = s.word(k)
    if word in {"half", "quarter"} and s.word(s.skip(k + 1, "of")) in {"a", "an"}:
        found = _unit_after(s, s.skip(k + 1, "of") + 1)
        return Amount(0.5 if word == "half" else 0.25, found[0], found[1], few=False, bound=bound) if found else None
    if word == "half" and s.hyphen(k + 1) and s.word(k + 2) in {"hour", "century", "decade"}:
        return Amount(0.5, UNITS[s.word(k + 2)], k + 3, few=False, bound=bound)
    if word in {"couple", "few", "handful"}:
        k, count, few = s.skip(k + 1, "of"), (2 if word == "couple" else None), True
    elif word in VAGUE_COUNTS or (word == "dozens" and s.word(k + 1) == "of"):
        k, count = s.skip(k + 1, "of"), None
        if s.word(k) not in PLURAL_UNITS:
            return None
    elif word in {"a", "an"} and s.word(k + 1) not in NUMBERS:
        k = s.skip(k + 1, "full", "whole", "single", "mere", "solid")
        count = None if s.word(k) in PLURAL_UNITS else 1
    else:
        counted = number(s, k)
        if counted is None:
            return None
        count, k = counted
        if s.word(k) == "and" and s.word(k + 1) == "a" and s.word(k + 2) == "half":
            count, k = count + 0.5, k + 3
        elif s.hyphen(k) and tuple(s.low[k + 1 : k + 6 : 2]) == ("and", "a", "half"):
            count, k = count + 0.5, k + 6
        if count >= 2 and s.word(k + 1) in PLURAL_UNITS and s.raw[k].islower() and s.word(k) not in _NOT_OF_TIME:
            k += 1  # "two bloody weeks"
    found = _unit_after(s, k)
    if found is None:
        return None
    scale = 2 if "fortnight" in s.low[k : found[1]] else 1
    end = found[1]
    if s.word(end) == "and" and s.word(end + 1) == "a" and s.word(end + 2) == "half" and count:
        count, end = count + 0.5, end + 3
    elif s.word(end) == "or" and s.word(end + 1) == "so":
        end, bound = end + 2, "about"
    return Amount(count * scale if count else count, found[0], end, few=few, bound=bound)


def counted(s: Tokens, i: int) -> Found | None:
    """Amounts of time and what they count from: "three weeks ago", "two days later", "24 hours"."""
    start = s.skip(i, "the", "these")
    if s.word(start) == "this" and s.word(start + 1) in _PAST:
        start += 1
    if s.word(start) == "following" and start == i:
        return None  # "following a 16-hour effort": a preposition
    if s.word(start) in _PAST | _AHEAD:
        return _window(s, i, start)
    if start > i and s.word(start) in PLURAL_UNITS and s.word(start + 1) in {"ahead", "since", "that"}:
        return _ahead_or_since(s, start)
    if start > i:
        return _year_ago(s, start) or _first_after_the(s, start)
    if s.word(i) == "all" and s.word(i + 1) in {"day", "week", "month", "year"}:
        return None if s.hyphen(i + 2) else (Duration(unit=UNITS[s.word(i + 1)], count=1), i + 2)
    read = amount(s, i)
    if read is None:
        return _bare_plural(s, i)
    return _counted_from(s, i, read)


def _first_after_the(s: Tokens, i: int) -> Found | None:
    """Such as "the three days", "the 24-hour": a length, only with a number."""
    read = amount(s, i) if not s.capital(i) else None  # "the Six-Day War"
    if read is None or s.word(i) in {"a", "an"} or bound_words(s, i)[1] > i:
        return None
    return Duration(unit=read.unit, count=read.count, few=read.few), read.end


def _year_ago(s: Tokens, i: int) -> Found | None:
    """Such as "the year-ago period", "the year-earlier quarter": accounts compare with them."""
    if s.word(i) != "year" or not s.hyphen(i + 1) or s.word(i + 2) not in {"ago", "earlier"}:
        return None
    unit: Unit = "quarter" if s.word(i + 3) == "quarter" else "year"
    named = s.word(i + 3) in {"quarter", "period"}
    return Shift(unit=unit, count=-4 if unit == "quarter" else -1), i + (4 if named else 3)


def _ahead_or_since(s: Tokens, k: int) -> Found | None:
    unit = PLURAL_UNITS[s.word(k)]
    if s.word(k + 1) == "ahead":
        return Window(unit=unit, count=None, ahead=True), k + 2
    after = s.word(k + 2)
    if s.word(k + 1) == "that":
        return (Window(unit=unit, count=None, ahead=True, anchor="previous"), k + 3) if after == "followed" else None
    if s.word(k + 1) == "since" and (not after or not after[:1].isalnum()):
        return Window(unit=unit, count=None), k + 2
    return None


def _window(s: Tokens, i: int, k: int) -> Found | None:
    """Such as "the past three days", "in recent weeks", "the coming days", "the next 48 hours"."""
    word = s.word(k)
    ahead = word in _AHEAD
    anchor: Anchor = "previous" if word in {"previous", "preceding", "following"} else "published"
    bare = word in {"last", "next"} and k == i and not s.word(k + 1)[:1].isdigit()
    if bare and s.word(k + 1) not in NUMBERS and s.word(k + 1) not in {"few", "several", "couple"}:
        return None
    unit = PLURAL_UNITS.get(s.word(k + 1))
    if unit is not None and word not in {"last", "next"}:
        return Window(unit=unit, count=None, ahead=ahead, anchor=anchor), k + 2
    end = s.skip(k + 1, "a")
    few = s.word(end) in {"few", "couple"}
    if few or s.word(end) in VAGUE_COUNTS:
        end = s.skip(end + 1, "of")
        unit = PLURAL_UNITS.get(s.word(end))
        count = 2 if s.word(end - 1) == "couple" or s.word(end - 2) == "couple" else None
        return (Window(unit=unit, count=count, few=few, ahead=ahead, anchor=anchor), end + 1) if unit else None
    read = amount(s, end)
    if read is None or s.word(end) in {"a", "an"} or read.whole is None:
        return None
    return Window(unit=read.unit, count=read.whole, ahead=ahead, anchor=anchor), read.end


def _counted_from(s: Tokens, i: int, read: Amount) -> Found | None:
    after, k = s.word(read.end), read.end
    if read.count == 0.5 and read.unit in _HALVES and after in {"ago", "earlier", "later"}:
        unit, count = _HALVES[read.unit]
        read = Amount(count, unit, read.end, few=read.few, bound=read.bound)
    if after == "ago":
        return Shift(unit=read.unit, count=_back(read), counted=True), _to_the_day(s, k + 1, read.unit)
    if after in {"earlier", "later", "afterwards", "afterward"}:
        back = after == "earlier"
        return Shift(unit=read.unit, count=_signed(read, back=back), anchor="previous", counted=True, back=back), k + 1
    if after == "previously" or (after in {"before", "after"} and not s.word(k + 1)[:1].isalnum()):
        back = after != "after"
        return Shift(unit=read.unit, count=_signed(read, back=back), anchor="previous", counted=True, back=back), k + 1
    if after in {"'", "’"} and s.word(k + 1) == "time":
        return Shift(unit=read.unit, count=read.whole, counted=True, back=False), k + 2
    if after == "hence":
        return Shift(unit=read.unit, count=read.whole, counted=True, back=False), k + 1
    if after == "from" and s.word(k + 1) in {"now", "today"}:
        return Shift(unit=read.unit, count=read.whole, counted=True, back=False), k + 2
    if s.word(i) in {"a", "an"} and s.word(i + 1) in UNITS and read.end == i + 2 and not _lasting(s, i):
        if (rate := _rate(s, i, read)) is not None:
            return rate
        if read.unit not in {"week", "month", "year", "decade", "century"} or s.word(i + 1) == "fortnight":
            return None
    return Duration(unit=read.unit, count=read.count, bound=read.bound, few=read.few), k


def _to_the_day(s: Tokens, i: int, unit: Unit) -> int:
    """The place after "today", "this week", "on Sunday" behind "ten years ago": no day of now."""
    if unit not in {"month", "year", "decade", "century"}:
        return i
    if s.word(i) in {"today", "yesterday", "tomorrow"}:
        return i + 1
    if s.word(i) in {"this", "last", "next"} and s.word(i + 1) in _NEAR_UNITS:
        return i + 2
    if s.word(i) == "on" and s.word(i + 1) in WEEKDAYS:
        return i + 2
    return i


def _lasting(s: Tokens, i: int) -> bool:
    """Whether "a day", "a year" at i is a length and not a rate."""
    return s.word(i - 1) in _AFTER_CUES or s.word(i + 2) in {"of", "after", "before", "long", "-"}


def _rate(s: Tokens, i: int, read: Amount) -> Found | None:
    """Such as "40 barrels a day": again and again; "a night" and "a second" say nothing."""
    before = s.word(i - 1)
    counted_before = (
        s.word(i - 2)[:1].isdigit()
        or before[:1].isdigit()
        or s.counted(i - 1)
        or before in {"times", "once", "twice", "million"}
    )
    if counted_before and read.unit in {"day", "week", "month", "year", "hour"} and s.word(i + 1) != "night":
        return Repeated(unit=read.unit, rate=True), read.end
    return None


def _back(read: Amount) -> int | None:
    return None if read.whole is None else -read.whole


def _signed(read: Amount, *, back: bool) -> int | None:
    return _back(read) if back else read.whole


def _bare_plural(s: Tokens, i: int) -> Found | None:
    """Such as "months of fighting", "days later", "years ago", "for weeks"."""
    unit = PLURAL_UNITS.get(s.word(i))
    if unit is None or s.word(i) in {"seconds", "mins", "secs"}:
        return None
    after = s.word(i + 1)
    read = Amount(None, unit, i + 1, few=False, bound="exact")
    if after in {"ago", "earlier", "later", "afterwards"}:
        return _counted_from(s, i, read)
    if after in {"before", "after"} and not s.word(i + 2)[:1].isalnum():
        return _counted_from(s, i, read)
    if after in {"before", "after"}:
        return Duration(unit=unit, count=None), i + 1
    if s.word(i) not in {"nights", "quarters"} and (s.word(i - 1) in _AFTER_CUES - {"-"} or after == "of"):
        return Duration(unit=unit, count=None), i + 1
    return None
