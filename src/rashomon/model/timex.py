"""Time expressions as read, before anything anchors them to a day.

What words say of when is symbolic: "last week" is one calendar week back from the day of publication,
whatever that day is. `rashomon.extract.times.expressions` reads words to these values;
`rashomon.resolve.dates.validity` turns them into days. Each value is a tagged struct, so that a reading survives the
wire.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

Unit = Literal["second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "year", "decade", "century"]
SeasonName = Literal["spring", "summer", "autumn", "winter"]
Anchor = Literal["published", "previous"]
PeriodPart = Literal["start", "early", "mid", "late", "end", "first_half", "second_half", "earlier", "later"]
PartOfDay = Literal["early", "morning", "day", "afternoon", "evening", "night", "overnight", "late", "clock"]
BoundKind = Literal["since", "from", "until", "by", "before", "after"]
DurationBound = Literal["exact", "more_than", "less_than", "about"]
Span = tuple[int, int]


class _Expr(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """Root of the symbolic values; `kind` in JSON tells which."""


class CalendarDate(_Expr, frozen=True, kw_only=True, tag="date"):
    """A date of the Gregorian calendar, as far as it is told.

    Attributes:
        year, month, day: Told parts; a missing year is found from the day of publication.
        weekday: Monday is 0. Alone, it is a bare weekday.
        shift: -1 for "last", 0 for "this", 1 for "next"; None where no such word stands.
        anchor: `previous` where it is said of a day told before ("the following Tuesday").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    anchor: Anchor = "published"


class Season(_Expr, frozen=True, kw_only=True, tag="season"):
    """A season of the northern half: three whole months.

    Attributes:
        year: As printed; for `split` ("the winter of 2013-14") the first of the two.
    """

    season: SeasonName
    year: int | None = None
    split: bool = False
    shift: int | None = None


class Years(_Expr, frozen=True, kw_only=True, tag="years"):
    """A decade or century: `count` years from 1 January of `first`."""

    first: int
    count: int


class Shift(_Expr, frozen=True, kw_only=True, tag="shift"):
    """A calendar unit so many units away: "yesterday", "last week", "two days earlier".

    Attributes:
        unit: What is counted; weeks run from Monday to Sunday.
        count: Signed; 0 is the unit that holds the anchor. None where words are vague ("years ago").
        anchor: The day of publication, or the day told before.
        counted: A number of units was told ("three weeks ago"), so the exact day is only about right.
    """

    unit: Unit
    count: int | None
    anchor: Anchor = "published"
    counted: bool = False
    back: bool = True


class Window(_Expr, frozen=True, kw_only=True, tag="window"):
    """A stretch that ends or begins at the anchor: "the past three days", "in recent weeks".

    Attributes:
        count: Number of units; None where vague.
        few: Vague words that say few ("the last few days", "a couple").
    """

    unit: Unit
    count: int | None
    few: bool = False
    ahead: bool = False
    anchor: Anchor = "published"


class Duration(_Expr, frozen=True, kw_only=True, tag="duration"):
    """A length of time. It tells when only where something has held for it (`held`).

    Attributes:
        count: Number of units, halves allowed; None where vague.
        held: "for more than a year", "for a third day".
        ordinal: The count is that of the running unit: "for a third day" began two days before.
    """

    unit: Unit
    count: float | None
    bound: DurationBound = "exact"
    few: bool = False
    held: bool = False
    ordinal: bool = False


class Holiday(_Expr, frozen=True, kw_only=True, tag="holiday"):
    """A feast or month of another calendar, by its key in the table of holidays."""

    name: str
    year: int | None = None
    shift: int | None = None


class Era(_Expr, frozen=True, kw_only=True, tag="era"):
    """A period of history with agreed days, by its key; only after a word of time ("during", "since")."""

    name: str
    first: dt.date
    last: dt.date


class PartOf(_Expr, frozen=True, kw_only=True, tag="part"):
    """A part of a longer period: "early 2014", "the end of the month", "earlier this week"."""

    part: PeriodPart
    of: TimeExpr


class NthOf(_Expr, frozen=True, kw_only=True, tag="nth"):
    """The n-th unit or units of a period, from the end where negative: "the first week of June".

    `of` is None for a quarter of no told year.
    """

    unit: Unit
    n: int
    count: int = 1
    of: TimeExpr | None = None


class Within(_Expr, frozen=True, kw_only=True, tag="within"):
    """A date whose year is told by another expression: "August of that year", "in May last year"."""

    inner: TimeExpr
    of: TimeExpr


class DayPart(_Expr, frozen=True, kw_only=True, tag="daypart"):
    """An hour or part of a day; `of` is None where no day is told with it.

    Attributes:
        clock: "05:00" where an hour is told.
        zone: "local", "GMT" … as printed, where told.
    """

    part: PartOfDay
    of: TimeExpr | None = None
    clock: str = ""
    zone: str = ""


class Bound(_Expr, frozen=True, kw_only=True, tag="bound"):
    """A time that limits another: "since Friday", "by the end of the month".

    Attributes:
        core: Where the words of `of` stand, counted from the mention's start.
    """

    bound: BoundKind
    of: TimeExpr
    core: Span


class Range(_Expr, frozen=True, kw_only=True, tag="range"):
    """From one time to another: "from 15 November to 13 December", "2003-2011"."""

    first: TimeExpr
    last: TimeExpr
    first_at: Span
    last_at: Span


class Either(_Expr, frozen=True, kw_only=True, tag="either"):
    """Two readings that the words leave open: 03/04/2015 is 3 April or 4 March."""

    one: CalendarDate
    other: CalendarDate


class Vague(_Expr, frozen=True, kw_only=True, tag="vague"):
    """Words that only point to now, before or after: "now", "recently", "soon"."""

    ref: Literal["past", "present", "future"]


class Repeated(_Expr, frozen=True, kw_only=True, tag="repeated"):
    """Time and again: "daily", "every Friday"; with `rate` in each such length: "every year", "per day"."""

    unit: Unit
    count: int = 1
    rate: bool = False
    weekday: int | None = None
    part: PartOfDay | None = None


TimeExpr = (
    CalendarDate | Season | Years | Shift | Window | Duration | Holiday | Era | PartOf | NthOf | Within | DayPart
    | Bound | Range | Either | Vague | Repeated
)  # fmt: skip


class TimeMention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that tell when, as printed, and what they say before anchoring.

    Words of place in time ("on", "in", "at") stay outside; words that change the days ("since", "by",
    "for") belong to it.

    Attributes:
        start, end, text: Code points in the report's text.
        value: The symbolic value.
    """

    start: int
    end: int
    text: str
    value: TimeExpr


def till(mention: TimeMention) -> TimeMention:
    """The same words as the last day: who had been counted on Monday had died by Monday."""
    if isinstance(mention.value, Bound):
        return mention
    span = (0, mention.end - mention.start)
    return msgspec.structs.replace(mention, value=Bound(bound="by", of=mention.value, core=span))
