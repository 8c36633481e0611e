"""Days and intervals.

News dates are days, seldom hours, so the unit is the day and an interval holds both its days, as in
the JSON that users read. An open side is None: the text does not say. An interval is what is *known*
of when something held: "last week" said on 20 May 2015 is 2015-05-11..2015-05-17.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from rashomon.errors import ModelError

Tense = Literal["past", "pluperfect", "present", "future", "unknown"]


class Interval(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of days, both included; None on a side that is not known.

    Two open sides are allowed only with words that say so (a `Valid` with a text); an interval
    never runs backwards.
    """

    start: dt.date | None = None
    end: dt.date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ModelError(f"an interval never runs backwards: {self.start}..{self.end}")

    @property
    def known(self) -> bool:
        """Whether at least one side is known."""
        return self.start is not None or self.end is not None

    def meets(self, other: Interval, slack_days: int = 0) -> bool:
        """Whether a day can lie in both, give or take `slack_days`; an open side meets everything."""
        if slack_days:
            slack = dt.timedelta(days=slack_days)
            before = self.end is not None and other.start is not None and self.end + slack < other.start
            after = other.end is not None and self.start is not None and other.end + slack < self.start
            return not (before or after)
        if self.end is not None and other.start is not None and self.end < other.start:
            return False
        return other.end is None or self.start is None or other.end >= self.start

    def holds(self, day: dt.date) -> bool:
        """Whether the day may lie inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def covers(self, other: Interval) -> bool:
        """Whether every day that the other may hold lies inside."""
        left = self.start is None or (other.start is not None and self.start <= other.start)
        right = self.end is None or (other.end is not None and other.end <= self.end)
        return left and right

    def days(self) -> int | None:
        """Number of days, None where a side is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1


ValidBasis = Literal["stated", "tense", "published", "event", "none"]


class Valid(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """When a claim holds, with the words that say so.

    Attributes:
        start: First day, None where the text does not say.
        end: Last day, None where the text does not say.
        edtf: The same in EDTF ("2015-05-17", "2015-05-11/2015-05-17", "../2015-05-20"); "" if unknown.
        text: The time words as printed; "" where none were.
        basis: `stated` by words, by `tense` alone (past: some day up to publication), by the
            `published` day (present tense), by an `event` that the text ties it to, or `none`.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    edtf: str = ""
    text: str = ""
    basis: ValidBasis = "none"

    @property
    def interval(self) -> Interval:
        """The two days as an interval."""
        return Interval(start=self.start, end=self.end)
