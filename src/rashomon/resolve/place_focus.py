"""Places that a report tells once and means again: "the wounded were taken …", "the toll has risen to 37".

A count or an act of violence without a place of its own is where its paragraph has been so far, if that was
one place; else where the whole report is, if it tells of one place only. Two places left means none. The
place rests on the words that named it, and the trace says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rashomon.model.claim import Claim, Place
from rashomon.model.draft import Decision
from rashomon.model.text import Report

NARROW = frozenset({"exact", "near", "admin2"})
# Codes of what happens in a place; talks, threats and appeals happen wherever the speaker is.
BODILY = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE"})
FIRM = frozenset({"asserted", "reported", "claimed", "alleged"})


def with_focus(claims: Sequence[Claim], report: Report) -> list[Claim]:
    """The claims, with places that the report leaves to its reader filled in.

    Args:
        claims: Of one report, in any order.
        report: The report, with its blocks.
    """
    paragraphs = _paragraphs(report)
    placed = sorted(filter(_is_anchor, claims), key=lambda claim: claim.sentence)
    whole = _only(claim.place for claim in placed)
    found = []
    for claim in claims:
        place, rule = None, ""
        if _is_open(claim):
            near = [one for one in placed if one.sentence < claim.sentence and _together(one, claim, paragraphs)]
            place, rule = _only(one.place for one in near), "place.paragraph"
            if place is None and not near:
                place, rule = whole, "place.only_one"
        found.append(claim if place is None else _placed(claim, place, rule))
    return found


def _is_anchor(claim: Claim) -> bool:
    """Whether the claim tells where the report is: what happened, in a place that is no wide area."""
    place = claim.place
    happened = claim.kind != "statement" and claim.stance in FIRM and not claim.background
    return happened and place is not None and bool(place.id) and place.precision in NARROW


def _is_open(claim: Claim) -> bool:
    if claim.background or claim.stance not in FIRM or claim.sentence == (0, 0):
        return False
    unplaced = claim.place is None or (not claim.place.id and claim.place.text.islower())
    return unplaced and (claim.kind == "figure" or (claim.kind == "event" and claim.plover in BODILY))


def _only(places: Iterable[Place | None]) -> Place | None:
    """The one place that is told; an exact telling of it before a near one."""
    found = [place for place in places if place is not None]
    if len({place.id for place in found}) != 1:
        return None
    return min(found, key=lambda place: (place.precision != "exact", place.start))


def _paragraphs(report: Report) -> list[tuple[int, int]]:
    """Stretches of body text between line breaks."""
    spans = []
    for block in report.blocks:
        if block.role in ("body", "standfirst"):
            at = block.start
            for line in report.text[block.start : block.end].split("\n"):
                spans.append((at, at + len(line)))
                at += len(line) + 1
    return spans


def _together(one: Claim, other: Claim, paragraphs: Sequence[tuple[int, int]]) -> bool:
    return any(start <= one.sentence[0] < end and start <= other.sentence[0] < end for start, end in paragraphs)


def _placed(claim: Claim, place: Place, rule: str) -> Claim:
    step = Decision(field="place", value=place.name, rule=rule, words=place.text)
    return msgspec.structs.replace(claim, place=place, trace=(*claim.trace, step))
