"""When a claim holds: anchors time words to days and says so in EDTF.

Words count from the day of publication; the tense of the clause decides which way a bare weekday or
month points. Where that day is unknown, only full dates give days, unless the text itself bounds the
day: then every relative expression widens over those bounds. Conventions and the numbers behind vague
words stand in docs/decisions/dates.md.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from rashomon.model.text import Report
from rashomon.model.time import Interval, Tense, Valid, ValidBasis
from rashomon.model.timex import (
    Bound,
    CalendarDate,
    DayPart,
    Duration,
    Either,
    PartOf,
    Range,
    Repeated,
    Shift,
    TimeExpr,
    TimeMention,
    Vague,
    Window,
)
from rashomon.resolve.dates.anchor import days_of
from rashomon.resolve.dates.calendar import unit_of
from rashomon.resolve.dates.yearly import Frame

# Rule of the step that tells for which day a count is given.
GIVEN_ON = "date.given_on"
_NOWHERE = Interval()
# what follows the date of a dateline: an agency in brackets, a dash, or both
_DATELINE = re.compile(r"\s*(?:\([A-Z][\w ./&-]{1,30}\)\s*(?:[-–—:]|\s)|[-–—]{1,2}\s)")
_HEADER_CHARS = 160  # a line with the date stands before the first sentence is over


def anchor(
    mention: TimeMention,
    *,
    published: dt.date | None,
    window: Interval | None = None,
    tense: Tense = "unknown",
    previous: Interval | None = None,
) -> Interval:
    """The days in which what the mention dates lies, both included.

    Args:
        mention: What `find_times` read.
        published: Day of publication; None where unknown.
        window: Where it is unknown: the days between which it must lie; relative words widen over it.
        tense: Of the clause. Past and unknown: a bare weekday or month is the last one (publication
            day included); future: the next one. Words that point ahead themselves ("next week", a
            full date) stand whatever the tense.
        previous: The day or days told before, for "the following day".

    Returns:
        An interval that never runs backwards; an open side is None, both where the words give no day.

    Rule: weeks run from Monday to Sunday (ISO 8601); docs/decisions/dates.md.
    """
    frame = Frame(today=published, tense=tense, previous=previous)
    if published is not None:
        return _held_back(mention.value, days_of(mention.value, frame) or _NOWHERE, frame)
    fixed = days_of(mention.value, frame)
    if fixed is not None or window is None:
        return fixed or _NOWHERE
    return _widened(mention.value, frame, window)


def _held_back(value: TimeExpr, found: Interval, frame: Frame) -> Interval:
    """What has been cannot lie after publication: cuts an interval that begins before it."""
    today = frame.today
    if not frame.past or today is None or found.start is None or found.start > today:
        return found
    if found.end is None or found.end <= today or (isinstance(value, Window) and value.ahead):
        return found
    return Interval(start=found.start, end=today)


def _widened(value: TimeExpr, frame: Frame, window: Interval) -> Interval:
    """All days that the words can mean while publication lies in the window."""
    low = high = None
    if window.start is not None:
        at = frame.at(window.start)
        found = _held_back(value, days_of(value, at) or _NOWHERE, at)
        low = found.start
    if window.end is not None:
        at = frame.at(window.end)
        found = _held_back(value, days_of(value, at) or _NOWHERE, at)
        high = found.end
    return _NOWHERE if low is not None and high is not None and low > high else Interval(start=low, end=high)


def valid_of(times: Sequence[TimeMention], *, report: Report, tense: Tense, previous: Interval | None = None) -> Valid:
    """When a claim holds, from the time words that bear on it or, without any, from its tense.

    Args:
        times: Mentions that bear on the claim, best first. Lengths, rates and pointers to now give no
            day and are passed over.
        report: Gives the day of publication, or the days between which it lies.
        tense: Of the clause.
        previous: The day or days told before it.

    Returns:
        With words, their days and basis `stated`. Without: past is some day up to publication,
        present the day of publication, future some day from then on; nothing where the tense is
        unknown.
    """
    window = report.published_window if report.published is None else None
    hour: TimeMention | None = None
    for mention in times:
        if not _dates(mention.value, tense):
            continue
        if isinstance(mention.value, DayPart) and mention.value.of is None and mention.value.part != "overnight":
            hour = hour or mention
            continue
        found = anchor(mention, published=report.published, window=window, tense=tense, previous=previous)
        if found.known:
            return _stated(mention, found)
    if hour is not None:
        found = anchor(hour, published=report.published, window=window, tense=tense, previous=previous)
        if found.known:
            return _stated(hour, found)
    return _by_tense(report, tense, window)


def given_day(times: Sequence[TimeMention], report: Report) -> tuple[TimeMention, dt.date] | None:
    """The day for which a count is given, with its words; None where no words give one up to publication.

    Args:
        times: Words on the verb that gives the count, best first.
        report: Gives the day of publication; "the previous Friday" counts from it too.
    """
    published = report.published
    before = Interval(start=published, end=published) if published is not None else None
    for mention in times:
        found = anchor(mention, published=published, tense="past", previous=before)
        value = mention.value.of if isinstance(mention.value, Bound) else mention.value
        night = isinstance(value, DayPart) and value.part in {"night", "evening"}  # "by Tuesday night": Tuesday
        day = found.start if night and found.start is not None else found.end
        if day is not None and (published is None or day <= published):
            return mention, day
    return None


def _dates(value: TimeExpr, tense: Tense) -> bool:
    """Whether a value can date a claim.

    "He was held for a year" does not say that the year ended at publication, "is held for a second day"
    and "a third day of clashes" do.
    """
    if isinstance(value, Repeated):
        return False
    if isinstance(value, Vague):
        return value.ref == "past"
    if isinstance(value, Duration):
        return value.held and (value.ordinal or tense in {"present", "unknown"})
    return True


def _stated(mention: TimeMention, found: Interval) -> Valid:
    value = mention.value
    loose = isinstance(value, Window) and (value.count is None or value.few)
    held = isinstance(value, Duration) and (value.count is None or value.bound != "exact")
    ahead = isinstance(value, Window) and value.ahead
    about = isinstance(value, Shift) and value.counted and value.unit not in {"day", "hour", "minute", "second"}
    text = edtf(
        found,
        about_start=(loose and not ahead) or held or about,
        about_end=(loose and ahead) or about,
        whole_units=isinstance(value, CalendarDate | Shift),
    )
    return Valid(start=found.start, end=found.end, edtf=text, text=mention.text, basis="stated")


def _by_tense(report: Report, tense: Tense, window: Interval | None) -> Valid:
    first = report.published or (window.start if window else None)
    last = report.published or (window.end if window else None)
    if tense in {"past", "pluperfect"}:
        found = Interval(end=last)
    elif tense == "future":
        found = Interval(start=first)
    elif tense == "present":
        found = Interval(start=first, end=last)
    else:
        return Valid()
    if not found.known:
        return Valid()
    basis: ValidBasis = "published" if tense == "present" else "tense"
    return Valid(start=found.start, end=found.end, edtf=edtf(found), basis=basis)


def edtf(interval: Interval, *, about_start: bool = False, about_end: bool = False, whole_units: bool = False) -> str:
    """The interval in EDTF (ISO 8601-2, level 1): "2031-05-17", "2031-05-11/2031-05-17", "../2031-05-20".

    Args:
        interval: Days, both included.
        about_start: Mark the first day as approximate ("2030-05-20~/2031-05-20").
        about_end: Mark the last day likewise.
        whole_units: Write a whole month or year as such ("2031-05").

    Returns:
        "" where both sides are open.
    """
    start, end = interval.start, interval.end
    if start is None and end is None:
        return ""
    if start is not None and end is not None:
        if start == end:
            return f"{start.isoformat()}{'~' if about_start or about_end else ''}"
        if whole_units and not (about_start or about_end):
            if unit_of(start, "month") == interval:
                return start.isoformat()[:7]
            if unit_of(start, "year") == interval:
                return start.isoformat()[:4]
    left = ".." if start is None else f"{start.isoformat()}{'~' if about_start else ''}"
    right = ".." if end is None else f"{end.isoformat()}{'~' if about_end else ''}"
    return f"{left}/{right}"


def infer_published(text_times: Sequence[TimeMention], text: str = "") -> Interval | None:
    """The days between which a report without a date can have been published, as its text tells.

    A full date at the head of the text, with its weekday or an hour ("Wed 05 Apr 2017"), is taken for
    the day itself. Otherwise the latest full date told bounds it from below only: a report can be
    printed long after the last day that it names.

    Args:
        text_times: Every mention of the report, in the order of its text.
        text: The text in which they stand; with it, a full date in a dateline ("20 April 2031
            (Agency) -") is taken for the day too.

    Returns:
        An interval whose end is open unless the head told the day; None where nothing bounds it.
    """
    for mention in text_times:
        if mention.start > _HEADER_CHARS:
            break
        day = _header_day(mention.value)
        if day is None and text and _DATELINE.match(text, mention.end):
            day = _full(mention.value)
        if day is not None:
            return Interval(start=day, end=day)
    days = [day for mention in text_times if (day := _told_day(mention.value)) is not None]
    return Interval(start=max(days)) if days else None


def _header_day(value: TimeExpr) -> dt.date | None:
    date, hour = value, False
    if isinstance(value, DayPart) and value.of is not None:
        date, hour = value.of, value.part == "clock"
    if not isinstance(date, CalendarDate) or (date.weekday is None and not hour):
        return None
    return _full(date)


def _full(value: TimeExpr) -> dt.date | None:
    """The day of a date told in full, whose weekday (where told) is right."""
    if not isinstance(value, CalendarDate) or value.year is None or value.month is None or value.day is None:
        return None
    found = days_of(value, Frame(today=None))
    day = found.start if found else None
    return day if day is not None and value.weekday in {None, day.weekday()} else None


def _told_day(value: TimeExpr) -> dt.date | None:
    """A day that lies before publication if the text tells what has been."""
    match value:
        case Bound(bound="since" | "from" | "after"):
            return _full(value.of)
        case DayPart() if value.of is not None:
            return _full(value.of)
        case Range():
            return _full(value.first)
        case Either() | PartOf() | Bound():
            return None
        case _:
            return _full(value)
