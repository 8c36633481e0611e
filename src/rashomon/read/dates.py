"""Days of publication as people, feeds and tables write them.

A day is read only where it can mean nothing else. Slashed days ("4/5/2017") are read by the column
that they stand in: if any of its dates can only be month first, all are; if nothing settles it, the
table is refused, because a wrong day is worse than none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

Order = Literal["month_first", "day_first"]

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:?\d{2}.*)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?$")
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+\d{1,2}:\d{2}.*)?$")
_DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TAIL = r"(?:[\s,T]+(?:at\s+)?\d{1,2}[:.]\d{2}.*)?$"
_DAY_MONTH = re.compile(
    rf"{_DAY_NAME}(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+([a-z]+)\.?,?[\s-]+(\d{{4}}){_TAIL}", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"{_DAY_NAME}([a-z]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TAIL}", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_day(words: str, order: Order | None = None) -> dt.date | None:
    """The day that some words name, or None where they name none or could name two.

    Args:
        words: "2017-05-04", "2017-05-04T10:00Z", "20170504", "4 May 2017", "Thu, May 4, 2017", or
            a slashed date if `order` says how to read it. Hours and zones are left aside: the day
            is the one printed.
        order: How slashed dates are written here; None if not known.
    """
    words = words.strip()
    if match := _ISO.match(words) or _COMPACT.match(words):
        return _day(match[1], match[2], match[3])
    if match := _DAY_MONTH.match(words):
        return _named(match[3], match[2], match[1])
    if match := _MONTH_DAY.match(words):
        return _named(match[3], match[1], match[2])
    if match := _SLASHED.match(words):
        first, second, year = match.groups()
        if first == second or order == "day_first" or int(first) > 12:
            return _day(year, second, first)
        if order == "month_first" or int(second) > 12:
            return _day(year, first, second)
    return None


def is_slashed(words: str) -> bool:
    """Whether a date is written with its day and month in an order that must be known."""
    return _SLASHED.match(words.strip()) is not None


def order_of(dates: Iterable[str]) -> Order | Literal["open", "mixed"]:
    """How the slashed dates of one column are written.

    Returns:
        `open` if each of them could be read both ways, `mixed` if some only fit one way and some
        only the other.
    """
    day_first = month_first = False
    for words in dates:
        if match := _SLASHED.match(words.strip()):
            day_first |= int(match[1]) > 12
            month_first |= int(match[2]) > 12
    if day_first and month_first:
        return "mixed"
    if day_first:
        return "day_first"
    return "month_first" if month_first else "open"


def _named(year: str, month: str, day: str) -> dt.date | None:
    short = month[:3].lower()
    if short not in _MONTHS:
        return None
    return _day(year, str(_MONTHS.index(short) + 1), day)


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
