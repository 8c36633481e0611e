"""Sources: origins and outlets, what each said. Counted and quoted, never rated."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import Literal

from rashomon.export.names import origin_of
from rashomon.model.claim import Claim
from rashomon.model.event import Situation
from rashomon.web.report_shapes import SaidView, SourcesView, Speaker
from rashomon.web.situation_view import cite

MOST = 10_000
"""Rows of a list: two hundred bytes each, and the page keeps only those in sight."""
List = Literal["origins", "outlets"]


def sources_view(situation: Situation, words: str = "", most: int = MOST) -> SourcesView:
    """Those who say most first.

    Args:
        situation: The account.
        words: Only those whose name has these words in it, or an outlet's through which they came.
        most: Rows of each list.
    """
    origins: dict[str, list[Claim]] = defaultdict(list)
    outlets: dict[str, list[Claim]] = defaultdict(list)
    for claim in situation.claims:
        origin = origin_of(claim)
        if origin is not None:
            origins[origin.name].append(claim)
        outlets[_outlet(claim)].append(claim)
    spoke, printed = _wanted(origins, words), _wanted(outlets, words)
    return SourcesView(
        origins=tuple(_speaker(name, claims, _kinds(claims)) for name, claims in spoke[:most]),
        outlets=tuple(_speaker(name, claims, ()) for name, claims in printed[:most]),
        all_origins=len(spoke),
        all_outlets=len(printed),
    )


def said_view(situation: Situation, name: str, listed: List, most: int) -> SaidView:
    """What one of a list said, the newest first; passages that several claims rest on once."""
    claims = [claim for claim in situation.claims if _name(claim, listed) == name]
    newest = sorted(claims, key=lambda claim: (claim.published or dt.date.min, claim.id), reverse=True)
    said = {(claim.report_id, claim.start, claim.end): claim for claim in newest}
    return SaidView(total=len(said), claims=tuple(cite(claim) for claim in list(said.values())[:most]))


def _name(claim: Claim, listed: List) -> str | None:
    if listed == "outlets":
        return _outlet(claim)
    origin = origin_of(claim)
    return origin.name if origin is not None else None


def _outlet(claim: Claim) -> str:
    return claim.outlet or claim.report


def _kinds(claims: list[Claim]) -> tuple[str, ...]:
    told = Counter(origin.kind for claim in claims if (origin := origin_of(claim)) is not None)
    kinds = tuple(kind for kind, _ in told.most_common())
    return tuple(kind for kind in kinds if kind != "unnamed") or kinds  # "unnamed" is no more than no kind told


def _wanted(found: dict[str, list[Claim]], words: str) -> list[tuple[str, list[Claim]]]:
    asked = words.casefold().strip()
    kept = [
        (name, claims)
        for name, claims in found.items()
        if asked in name.casefold() or any(asked in claim.outlet.casefold() for claim in claims)
    ]
    return sorted(kept, key=lambda one: (-len(one[1]), one[0]))


def _speaker(name: str, claims: list[Claim], kinds: tuple[str, ...]) -> Speaker:
    days = [claim.published for claim in claims if claim.published is not None]
    return Speaker(
        name=name,
        kinds=kinds,
        claims=len(claims),
        reports=len({claim.report for claim in claims}),
        outlets=tuple(sorted({_outlet(claim) for claim in claims})),
        first=min(days, default=None),
        last=max(days, default=None),
        measures=tuple(sorted({claim.figure.measure for claim in claims if claim.figure is not None})),
    )
