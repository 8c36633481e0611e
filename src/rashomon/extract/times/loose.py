"""What tells time only loosely: running days, rates, and words that point to now, before or after."""

from __future__ import annotations

from rashomon.extract.times.relative import amount
from rashomon.extract.times.units import DAY_PARTS
from rashomon.extract.times.words import UNITS, WEEKDAY_PLURALS, WEEKDAYS, Found, Tokens, ordinal
from rashomon.model.timex import Duration, Repeated, Unit, Vague


def nth_day(s: Tokens, i: int) -> Found | None:
    """Such as "a third day", "a fifth straight week" after "for": held since then."""
    if s.word(i) not in {"a", "an", "the", "its", "their"}:
        return None
    nth = ordinal(s, i + 1)
    if nth is None or nth[0] < 1:
        return None
    k = s.skip(nth[1], "straight", "consecutive", "successive", "full", "running")
    unit = UNITS.get(s.word(k))
    if unit is None or unit in {"second", "minute", "weekend", "quarter", "century"}:
        return None
    return Duration(unit=unit, count=nth[0], held=True, ordinal=True), k + 1


def vague(s: Tokens, i: int) -> Found | None:
    """Such as "now", "recently", "soon", "these days", "the future"."""
    word = s.word(i)
    if word == "now":
        return (
            None
            if s.word(i + 1) in {"that", "-"} or s.hyphen(i - 1) or s.hyphen(i + 1)
            else (Vague(ref="present"), i + 1)
        )
    if word in {"currently", "nowadays", "presently"}:
        return Vague(ref="present"), i + 1
    if word in {"recently", "lately"}:
        return Vague(ref="past"), i + 1
    two, three = tuple(s.low[i : i + 2]), tuple(s.low[i : i + 3])
    if two in {("these", "days"), ("at", "present")} or three == ("at", "the", "moment"):
        return Vague(ref="present"), i + (3 if three[:2] == ("at", "the") else 2)
    if three == ("the", "time", "being"):
        return Vague(ref="present"), i + 3
    if word == "date" and s.word(i - 1) == "to" and not s.word(i + 1).isalpha():
        return Vague(ref="present"), i + 1  # "the deadliest attack to date"
    if word == "the" and s.word(i - 1) in {"in", "of", "from", "for"}:
        k = s.skip(i + 1, "near", "distant", "recent", "foreseeable")
        if s.word(k) in {"past", "future"} and not s.word(k + 1).isalpha():
            return Vague(ref="past" if s.word(k) == "past" else "future"), k + 1
    return None


_SETS: dict[str, tuple[Unit, int]] = {
    "daily": ("day", 1), "weekly": ("week", 1), "monthly": ("month", 1), "yearly": ("year", 1), "annually": ("year", 1),
    "annual": ("year", 1), "hourly": ("hour", 1), "quarterly": ("quarter", 1), "fortnightly": ("week", 2),
    "nightly": ("day", 1),
}  # fmt: skip


def repeated(s: Tokens, i: int) -> Found | None:
    """Time and again: "daily", "every two weeks", "each Friday", "per month", "Sundays"."""
    word = s.word(i)
    if word in _SETS and s.capital(i) and s.capital(i + 1) and not s.raw[i].isupper():
        return None  # a paper: "Daily Telegraph"
    if word in _SETS:
        return Repeated(unit=_SETS[word][0], count=_SETS[word][1]), i + 1
    if word in WEEKDAY_PLURALS and s.capital(i):
        return Repeated(unit="week", weekday=WEEKDAY_PLURALS[word]), i + 1
    if word not in {"every", "each", "per"}:
        return None
    k = s.skip(i + 1, "other", "single")
    every = 2 if s.word(i + 1) == "other" else 1
    if s.word(k) in WEEKDAYS and s.capital(k):
        return Repeated(unit="week", count=every, weekday=WEEKDAYS[s.word(k)]), k + 1
    if s.word(k) in DAY_PARTS:
        return Repeated(unit="day", count=every, part=DAY_PARTS[s.word(k)]), k + 1
    if s.word(k) in UNITS and s.word(k) not in {"second", "quarter"}:
        return Repeated(unit=UNITS[s.word(k)], count=every * (2 if s.word(k) == "fortnight" else 1), rate=True), k + 1
    read = amount(s, k)
    if read is not None and read.whole and read.bound == "exact" and s.word(k) not in {"a", "an"}:
        return Repeated(unit=read.unit, count=read.whole), read.end
    return None
