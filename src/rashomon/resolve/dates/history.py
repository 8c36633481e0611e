"""What a report tells of long ago: it stays out of the current timeline, as background."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.text import Report
from rashomon.model.time import Valid

# "A year and three weeks after it had left": how long before the sentence's own day the clause's is.
_BACK = re.compile(
    r"\b(?P<how_long>(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|\d{1,3})\s+"
    r"(?P<unit>week|month|year|decade)s?(?:\s+and\s+(?:a\s+half|\w+\s+\w+))?\s+(?:after|since))\s[^,;.:]{0,60}$",
    re.IGNORECASE,
)
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_UNIT_DAYS = {"week": 7, "month": 30, "year": 365, "decade": 3652}

_AFTER_YEAR = re.compile(r"\b(?P<year>(?:1[89]|20)\d\d)\b[^.;]{0,30}\bafter\b[^.;,]{0,60}$")
# History: what ended more than a year before publication stays out of the current timeline.
HISTORY_DAYS = 365


def long_ago(report: Report) -> dt.date | None:
    """The day before which everything is history to the report; None where nobody knows when that was."""
    day = report.published or (report.published_window.end if report.published_window else None)
    return day - dt.timedelta(days=HISTORY_DAYS) if day is not None else None


def ended_long_ago(valid: Valid, report: Report) -> bool:
    """Whether the days that words tell are history to the report."""
    old = long_ago(report)
    return old is not None and valid.basis == "stated" and valid.end is not None and valid.end < old


def counted_back(valid: Valid, report: Report, sentence: tuple[int, int], verb: int) -> Valid:
    """The days of a clause that the sentence counts from: "nine years after rebels overran it, the town …".

    Args:
        valid: As the clause's own words have it; days long ago that it tells stay.
        report: Whose text it is.
        sentence: Where its sentence stands.
        verb: Where the clause's verb stands.
    """
    if report.published is None:
        return valid
    words = report.text[sentence[0] : verb]
    found = _BACK.search(words) if "after " in words or "since " in words else None
    if found is None:
        return valid
    unit = _UNIT_DAYS[found["unit"].lower()]
    count = _COUNTS.get(found["count"].lower()) or int(found["count"])
    if count * unit >= report.published.toordinal() - unit:
        return valid
    middle = report.published - dt.timedelta(days=count * unit)
    start, end = middle - dt.timedelta(days=unit), middle + dt.timedelta(days=min(unit // 2, 31))
    if end >= report.published or (valid.end is not None and valid.end < end):
        return valid
    told = found["how_long"]
    return Valid(start=start, end=end, edtf=f"{start}~/{end}~", text=told, basis="stated")


def stands_before_a_past_year(report: Report, sentence: tuple[int, int], verb: int, tense: str) -> bool:
    """Whether it had happened, no day told, before something of a year long past: "taken in 2021 after X had"."""
    if tense != "pluperfect" or report.published is None:
        return False
    led = _AFTER_YEAR.search(report.text[sentence[0] : verb])
    return led is not None and int(led["year"]) < report.published.year - 1


def while_it_lasted(valid: Valid) -> Valid:
    """A past holding "from 2003" is borne out for 2003; when it ended the words do not say."""
    if valid.start is None or valid.end is None or " to " in valid.text or "until" in valid.text:
        return valid
    if not valid.text.lower().startswith(("from", "since", "after")):
        return valid
    whole_year = valid.start.month == valid.start.day == 1
    end = min(dt.date(valid.start.year, 12, 31) if whole_year else valid.start, valid.end)
    return msgspec.structs.replace(
        valid, end=end, edtf=str(valid.start.year) if whole_year else valid.start.isoformat()
    )


def with_history(claims: Sequence[Claim]) -> list[Claim]:
    """Undated claims of a sentence whose dated ones are all history are history too."""
    dated: dict[tuple[int, int], set[bool]] = {}
    for claim in claims:
        if claim.valid.basis == "stated":
            dated.setdefault(claim.sentence, set()).add(claim.background)
    return [
        msgspec.structs.replace(claim, background=True)
        if claim.valid.basis in {"tense", "none"} and dated.get(claim.sentence) == {True}
        else claim
        for claim in claims
    ]
