"""What a report tells of long ago: it stays out of the current timeline, as background."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.text import Report
from rashomon.model.time import Valid

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
