"""Days that a report tells once and means again: "the blast of 14 May … the wounded number 60".

Force, harm or a count of harm without a day of its own is of the day that its paragraph has told so far of force
or harm in that place, if that was one day; else of the only such day in the whole report, if the report opens with it.
A sentence that tells a day of its own is left as it is. Two days left means none. The day rests on no words of
the claim's own, so its basis is `event`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.draft import Decision
from rashomon.model.text import Report
from rashomon.model.time import Valid
from rashomon.resolve.place_focus import FIRM, paragraphs_of, stand_together

HARM = frozenset({"killed", "wounded", "casualties", "missing"})
# An incident's days: more is a period, of which a count need not be.
SHORT = 2


def with_days(claims: Sequence[Claim], report: Report) -> list[Claim]:
    """The claims, with days of counts of harm that the report leaves to its reader filled in.

    Args:
        claims: Of one report, with their places, in any order.
        report: The report, with its blocks.
    """
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


def _tells_a_day(claim: Claim) -> bool:
    """Whether the claim tells the day of force or harm."""
    force = claim.plover == "ASSAULT" or (claim.figure is not None and claim.figure.measure in HARM)
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
