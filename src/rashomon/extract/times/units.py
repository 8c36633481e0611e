"""Single days and calendar units told from another one: "yesterday", "last week", "the following day".

"Last", "this" and "next" count from the day of publication; "following", "previous", "same" and "that"
from a day that the text told before.
"""

from __future__ import annotations

from rashomon.extract.times.words import UNITS, Found, Tokens
from rashomon.model.timex import Anchor, DayPart, PartOfDay, Shift, Window

_TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1}
DAY_PARTS: dict[str, PartOfDay] = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night", "dawn": "morning",
}  # fmt: skip


def today(s: Tokens, i: int) -> Found | None:
    """Days told from the day of publication: "today", "tonight", "the day before yesterday", "last night"."""
    word = s.word(i)
    if word in _TODAY:
        if s.capital(i) and s.capital(i - 1) and s.raw[i - 1].isalpha() and i > 0:
            return None  # a name: "USA Today"
        return Shift(unit="day", count=_TODAY[word]), i + 1
    if word == "tonight":
        return DayPart(part="night", of=Shift(unit="day", count=0)), i + 1
    if word == "overnight":
        return DayPart(part="overnight"), i + 1
    if tuple(s.low[i : i + 3]) == ("the", "day", "before") and s.word(i + 3) == "yesterday":
        return Shift(unit="day", count=-2), i + 4
    if tuple(s.low[i : i + 3]) == ("the", "day", "after") and s.word(i + 3) == "tomorrow":
        return Shift(unit="day", count=2), i + 4
    if word in {"this", "last"} and s.word(i + 1) in {"morning", "afternoon", "evening", "night"}:
        part = DAY_PARTS[s.word(i + 1)]
        return DayPart(part=part, of=Shift(unit="day", count=0 if word == "this" else -1)), i + 2
    return None


def named_unit(s: Tokens, i: int) -> Found | None:
    """One calendar unit: "last week", "this year", "the following day", "the month", "that night"."""
    start = s.skip(i, "the")
    word = s.word(start)
    the = start > i
    if word == "this" and s.word(start + 1) in {"past", "last", "coming"}:
        inner = _windowed(s, start + 1, the=True)
        return inner or _plain_unit(s, start + 1, -1 if s.word(start + 1) != "coming" else 1, "published")
    if (word in {"past", "last"} and the) or word == "past":
        window = _windowed(s, start, the=the)
        if window:
            return window
    if word in {"last", "past"}:
        return _plain_unit(s, start + 1, -1, "published")
    if word in {"this", "current"}:
        return _plain_unit(s, start + 1, 0, "published")
    if word in {"next", "coming"}:
        return _plain_unit(s, start + 1, 1, "previous" if the and word == "next" else "published")
    if word in {"following", "ensuing"} and the:
        return _plain_unit(s, start + 1, 1, "previous")
    if word in {"previous", "preceding"}:
        return _plain_unit(s, start + 1, -1, "previous")
    if word in {"same", "that"} and (the or word == "that"):
        return _plain_unit(s, s.skip(start + 1, "same", "very"), 0, "previous")
    if the:
        return _the_unit(s, start)
    return None


def _windowed(s: Tokens, i: int, *, the: bool) -> Found | None:
    """Such as "the past week": the seven days before publication; "the last year" likewise."""
    unit = UNITS.get(s.word(i + 1))
    if unit is None or unit in {"weekend", "second", "quarter"} or s.word(i + 1) == "night":
        return None
    if s.word(i) == "last" and (not the or s.word(i + 2) == "of"):
        return None
    return Window(unit=unit, count=(2 if s.word(i + 1) == "fortnight" else 1)), i + 2


def _plain_unit(s: Tokens, i: int, count: int, anchor: Anchor) -> Found | None:
    word = s.word(i)
    if word in DAY_PARTS:
        return DayPart(part=DAY_PARTS[word], of=Shift(unit="day", count=count, anchor=anchor)), i + 1
    unit = UNITS.get(word)
    if unit is None or unit in {"second", "minute", "hour"}:
        return None
    return Shift(unit=unit, count=count * (2 if word == "fortnight" else 1), anchor=anchor), i + 1


def _the_unit(s: Tokens, i: int) -> Found | None:
    """Such as "the day before", "the week after", "the weekend"."""
    word = s.word(i)
    unit = UNITS.get(word)
    if unit is None or unit in {"second", "minute", "hour", "decade", "century", "quarter"}:
        return None
    after = s.word(i + 1)
    if after in {"before", "after"} and (not s.word(i + 2)[:1].isalnum() or s.word(i + 2) in {"when", "and"}):
        return Shift(unit=unit, count=-1 if after == "before" else 1, anchor="previous", counted=True), i + 2
    if word == "weekend":
        return Shift(unit="weekend", count=0), i + 1
    return None
