"""Sources: origins and outlets, what each said. Counted and quoted, never rated."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import islice

from rashomon.export.names import origin_of
from rashomon.model.claim import Claim
from rashomon.model.event import Situation
from rashomon.web.shapes import SourcesView, Speaker
from rashomon.web.situation_view import cite

LATEST = 5


def sources_view(situation: Situation, words: str = "", most: int = 400) -> SourcesView:
    """Those who say most first.

    Args:
        situation: The account.
        words: Only those whose name has these words in it, or an outlet's through which they came.
        most: Rows of each list.
    """
    origins: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    outlets: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in situation.claims:
        origin = origin_of(claim)
        if origin is not None:
            origins[origin.name, origin.kind].append(claim)
        outlets[claim.outlet or claim.report, "outlet"].append(claim)
    spoke, printed = _wanted(origins, words), _wanted(outlets, words)
    return SourcesView(
        origins=tuple(_speaker(*one, claims) for one, claims in spoke[:most]),
        outlets=tuple(_speaker(*one, claims) for one, claims in printed[:most]),
        all_origins=len(spoke),
        all_outlets=len(printed),
    )


def _wanted(found: dict[tuple[str, str], list[Claim]], words: str) -> list[tuple[tuple[str, str], list[Claim]]]:
    asked = words.casefold().strip()
    kept = [
        (one, claims)
        for one, claims in found.items()
        if asked in one[0].casefold() or any(asked in claim.outlet.casefold() for claim in claims)
    ]
    return sorted(kept, key=lambda one: (-len(one[1]), one[0]))


def _speaker(name: str, kind: str, claims: list[Claim]) -> Speaker:
    days = [claim.published for claim in claims if claim.published is not None]
    newest = sorted(claims, key=lambda claim: (claim.published or dt.date.min, claim.id), reverse=True)
    # Several claims may rest on the same words: those are shown once.
    latest = {(claim.report_id, claim.start, claim.end): claim for claim in newest}
    return Speaker(
        name=name,
        kind=kind,
        claims=len(claims),
        reports=len({claim.report for claim in claims}),
        outlets=tuple(sorted({claim.outlet or claim.report for claim in claims})),
        first=min(days, default=None),
        last=max(days, default=None),
        measures=tuple(sorted({claim.figure.measure for claim in claims if claim.figure is not None})),
        latest=tuple(cite(claim) for claim in islice(latest.values(), LATEST)),
    )
