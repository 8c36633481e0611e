"""Days that a report tells once and means again: "the blast of 14 May … the wounded number 60".

Force, harm or a count of harm without a day of its own is of the day that its paragraph has told so far of force
or harm in that place, if that was one day; else of the only such day in the whole report, if the report opens with it.
A sentence that tells a day of its own is left as it is. Two days left means none. The day rests on no words of
the claim's own, so its basis is `event`.

A report that comes long after tells the day of what it looks into once, wherever that stands ("the bloodshed of 13
May", "was hit on 3 October"): where it tells that one past day alone, and nothing of force or harm since, its counts
of harm are of that day if they are of one place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.draft import Decision
from rashomon.model.text import Report
from rashomon.model.time import Valid
from rashomon.model.timex import TimeMention
from rashomon.resolve.dates.validity import valid_of
from rashomon.resolve.places.focus import FIRM, paragraphs_of, stand_together

HARM = frozenset({"killed", "wounded", "casualties", "missing"})
# An incident's days: more is a period, of which a count need not be.
SHORT = 2
# A report so long after is no news of the day itself, and older days are history.
LATE, OLD = dt.timedelta(days=30), dt.timedelta(days=400)
# "3 to 19 November": the end of a period, though its words alone tell a day.
_TILL = re.compile(r"(?:\b(?:to|until|till|and)|[-–])\s*(?:the\s+)?$")


def with_days(claims: Sequence[Claim], report: Report, times: Sequence[TimeMention] = ()) -> list[Claim]:
    """The claims, with days of counts of harm that the report leaves to its reader filled in.

    Args:
        claims: Of one report, with their places, in any order.
        report: The report, with its blocks.
        times: Every mention of a day or of days in the report.
    """
    return _with_late_day(_with_told_days(claims, report), report, times)


def _with_told_days(claims: Sequence[Claim], report: Report) -> list[Claim]:
    paragraphs = paragraphs_of(report)
    # A later paragraph may tell of another day's dead: only what opens the report is what it is about.
    lead = paragraphs[min(1, len(paragraphs) - 1)][1] if paragraphs else 0
    anchors = [claim for claim in claims if _tells_a_day(claim)]
    other_days = {one.sentence for one in claims if one.valid.basis == "stated" and one.sentence != (0, 0)}
    found = []
    for claim in claims:
        told = None
        if anchors and _is_open(claim) and claim.sentence not in other_days:
            here = [one for one in anchors if _where(one) == _where(claim)]
            before = [one for one in here if one.sentence <= claim.sentence]
            near = [one for one in before if stand_together(one, claim, paragraphs)]
            opening = any(one.sentence[0] < lead for one in before)
            told = _only(near) if near else _only(here) if opening else None
        found.append(claim if told is None else _dated(claim, told))
    return found


def _with_late_day(claims: Sequence[Claim], report: Report, times: Sequence[TimeMention]) -> list[Claim]:
    """The claims, with the one past day that a late report tells given to its counts of harm without a day."""
    open_ones = [one for one in claims if _is_open(one) and one.figure is not None]
    day = _late_day(report, times) if open_ones else None
    if day is None or len({_where(one) for one in open_ones} - {""}) > 1:
        return list(claims)
    force = (
        one for one in claims if _tells_force(one) and not one.background and one.valid.basis in {"stated", "event"}
    )
    if any((one.valid.start, one.valid.end) != (day.start, day.end) for one in force):
        return list(claims)
    return [_dated(one, day) if one in open_ones else one for one in claims]


def _late_day(report: Report, times: Sequence[TimeMention]) -> Valid | None:
    """The one day or night that a report tells of the time before its last weeks; None where it tells two."""
    now = report.published
    if now is None:
        return None
    past = {}
    for mention in times:
        one = valid_of((mention,), report=report, tense="past")
        if one.start is None or one.end is None or not now - OLD <= one.end <= now - LATE:
            continue
        days = one.interval.days()
        ends = _TILL.search(report.text, max(0, mention.start - 12), mention.start) is not None
        if days is None or days > SHORT or ends:
            return None  # a period is told as well: the counts may be of it
        past[one.start, one.end] = one
    return next(iter(past.values())) if len(past) == 1 else None


def _tells_force(claim: Claim) -> bool:
    return claim.plover == "ASSAULT" or (claim.figure is not None and claim.figure.measure in HARM)


def _tells_a_day(claim: Claim) -> bool:
    """Whether the claim tells the day of force or harm."""
    force = _tells_force(claim)
    days = claim.valid.interval.days()
    told = claim.valid.basis == "stated" and days is not None and days <= SHORT
    return force and told and claim.kind in {"event", "figure"} and claim.stance in FIRM and not claim.background


def _is_open(claim: Claim) -> bool:
    figure = claim.figure
    if claim.background or claim.stance not in FIRM or claim.valid.basis not in {"tense", "published", "none"}:
        return False
    if figure is None:
        return claim.kind == "event" and claim.plover == "ASSAULT"
    return figure.measure in HARM and figure.since is None


def _where(claim: Claim) -> str:
    return (claim.place.id or claim.place.name) if claim.place is not None else ""


def _only(anchors: Sequence[Claim]) -> Valid | None:
    """The one day that is told; None where there are two."""
    days = {(one.valid.start, one.valid.end) for one in anchors}
    return anchors[0].valid if len(days) == 1 else None


def _dated(claim: Claim, told: Valid) -> Claim:
    valid = msgspec.structs.replace(told, text="", basis="event")
    step = Decision(field="valid", value=valid.edtf, rule="date.told_before", words=told.text)
    return msgspec.structs.replace(claim, valid=valid, trace=(*claim.trace, step))
