"""Reports held side by side: what they agree on, where they differ and why, what one alone tells.

Built on the account and not on the texts: two reports agree where their claims are of one event or one
count and nothing contradicts, they differ where a relation between their claims says so. What only one
of them tells of is told as such, for silence is no denial.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.event import Event, Relation, Situation, Toll

Verdict = Literal["agree", "differ", "only"]
# Relations that an analyst must see as a difference; the others are ways of saying one thing.
DIFFER = {
    "contradicts": "they contradict each other",
    "revises_down": "the later one gives fewer",
    "supersedes": "the later one gives a newer count",
    "attribution_conflict": "one number under two named sources",
    "window_drift": "one number for other days",
    "scope_drift": "one number for other people or another area",
}


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One matter on which the reports can be compared.

    Attributes:
        id: Of the event or toll, or of the claim where only one claim tells of it.
        verdict: `agree`, `differ` or `only`.
        rule: Why, in words; "" for `only`.
        claims: Ids of claims of the reports compared, by report and position.
        event, toll: What it is, where it is one.
    """

    id: str
    verdict: Verdict
    rule: str
    claims: tuple[str, ...]
    event: Event | None = None
    toll: Toll | None = None


def compare(situation: Situation, names: Sequence[str]) -> tuple[Point, ...]:
    """Matters that the reports tell of, differences first, then agreement, then what one alone tells.

    Args:
        situation: The account of all reports.
        names: Names of two or more of them.
    """
    claims = {claim.id: claim for claim in situation.claims if claim.report in names}
    found: list[Point] = []
    told: set[str] = set()
    for toll in situation.tolls:
        own = _own(toll.claims, claims)
        if own:
            found.append(_point(toll.id, own, claims, toll.relations, toll=toll))
            told.update(own)
    for event in (*situation.events, *situation.unhappened, *situation.background):
        own = [one for one in _own(event.claims, claims) if one not in told]
        if own:
            found.append(_point(event.id, own, claims, event.disputes, event=event))
            told.update(own)
    found += [
        Point(id=one, verdict="only", rule="", claims=(one,))
        for one in claims
        if one not in told and claims[one].kind != "relation"
    ]
    order = {"differ": 0, "agree": 1, "only": 2}
    return tuple(sorted(found, key=lambda point: (order[point.verdict], _place(claims[point.claims[0]]))))


def _own(ids: Sequence[str], claims: Mapping[str, Claim]) -> list[str]:
    return sorted((one for one in dict.fromkeys(ids) if one in claims), key=lambda one: _place(claims[one]))


def _place(claim: Claim) -> tuple[dt.date, str, int, str]:
    return claim.published or dt.date.max, claim.report, claim.start, claim.id


def _point(
    name: str,
    own: Sequence[str],
    claims: Mapping[str, Claim],
    relations: Sequence[Relation],
    *,
    event: Event | None = None,
    toll: Toll | None = None,
) -> Point:
    reports = {claims[one].report for one in own}
    if len(reports) < 2:
        return Point(id=name, verdict="only", rule="", claims=tuple(own), event=event, toll=toll)
    between = [
        one for one in relations if one.a in claims and one.b in claims and claims[one.a].report != claims[one.b].report
    ]
    differ = next((one for kind in DIFFER for one in between if one.kind == kind), None)
    if differ is not None:
        rule = f"{DIFFER[differ.kind]}: {differ.rule}"
        return Point(id=name, verdict="differ", rule=rule, claims=tuple(own), event=event, toll=toll)
    rule = next((one.rule for one in between), "") or (event.merged[0] if event is not None and event.merged else "")
    return Point(id=name, verdict="agree", rule=rule or "told alike", claims=tuple(own), event=event, toll=toll)
