"""Sources: origins and outlets, what each said. Counted and quoted, never rated."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from rashomon.export.names import origin_of
from rashomon.model.claim import Claim
from rashomon.model.event import Situation
from rashomon.web.shapes import SaidView, SourcesView, Speaker
from rashomon.web.situation_view import cite

MOST = 10_000
"""Rows of a list: two hundred bytes each, and the page keeps only those in sight."""
OUTLET = "outlet"
Named = tuple[str, str]


def sources_view(situation: Situation, words: str = "", most: int = MOST) -> SourcesView:
    """Those who say most first.

    Args:
        situation: The account.
        words: Only those whose name has these words in it, or an outlet's through which they came.
        most: Rows of each list.
    """
    origins, outlets = _spoken(situation)
    spoke, printed = _wanted(origins, words), _wanted(outlets, words)
    return SourcesView(
        origins=tuple(_speaker(*one, claims) for one, claims in spoke[:most]),
        outlets=tuple(_speaker(*one, claims) for one, claims in printed[:most]),
        all_origins=len(spoke),
        all_outlets=len(printed),
    )


def said_view(situation: Situation, name: str, kind: str, most: int) -> SaidView:
    """What one of them said: an outlet where `kind` is "outlet", else an origin."""
    claims = [claim for claim in situation.claims if _speaks(claim, name, kind)]
    newest = sorted(claims, key=lambda claim: (claim.published or dt.date.min, claim.id), reverse=True)
    # Several claims may rest on the same words: those are shown once.
    said = {(claim.report_id, claim.start, claim.end): claim for claim in newest}
    return SaidView(total=len(said), claims=tuple(cite(claim) for claim in list(said.values())[:most]))


def _speaks(claim: Claim, name: str, kind: str) -> bool:
    if kind == OUTLET:
        return _outlet(claim) == name
    origin = origin_of(claim)
    return origin is not None and (origin.name, origin.kind) == (name, kind)


def _outlet(claim: Claim) -> str:
    return claim.outlet or claim.report


def _spoken(situation: Situation) -> tuple[dict[Named, list[Claim]], dict[Named, list[Claim]]]:
    origins: dict[Named, list[Claim]] = defaultdict(list)
    outlets: dict[Named, list[Claim]] = defaultdict(list)
    for claim in situation.claims:
        origin = origin_of(claim)
        if origin is not None:
            origins[origin.name, origin.kind].append(claim)
        outlets[_outlet(claim), OUTLET].append(claim)
    return origins, outlets


def _wanted(found: dict[Named, list[Claim]], words: str) -> list[tuple[Named, list[Claim]]]:
    asked = words.casefold().strip()
    kept = [
        (one, claims)
        for one, claims in found.items()
        if asked in one[0].casefold() or any(asked in claim.outlet.casefold() for claim in claims)
    ]
    return sorted(kept, key=lambda one: (-len(one[1]), one[0]))


def _speaker(name: str, kind: str, claims: list[Claim]) -> Speaker:
    days = [claim.published for claim in claims if claim.published is not None]
    return Speaker(
        name=name,
        kind=kind,
        claims=len(claims),
        reports=len({claim.report for claim in claims}),
        outlets=tuple(sorted({_outlet(claim) for claim in claims})),
        first=min(days, default=None),
        last=max(days, default=None),
        measures=tuple(sorted({claim.figure.measure for claim in claims if claim.figure is not None})),
    )
