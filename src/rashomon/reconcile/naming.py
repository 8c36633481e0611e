"""Places that one report leaves open and others name: the same words mean the same place, if just one is known.

A report alone may not tell which of several places of a name it means. Where all reports known by then that
use the name mean one place, it is that one; where two do, it stays open. Later reports change nothing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from rashomon.model.claim import Claim, Place
from rashomon.model.draft import Decision
from rashomon.reconcile.sides import plain_name

POINTS = frozenset({"exact", "near", "admin1", "admin2"})


def settle_names(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims with open names of places settled by other reports.

    Args:
        claims: As they became known.
    """
    meant: dict[str, dict[str, Place]] = defaultdict(dict)
    for claim in claims:
        place = claim.place
        if place is None or not place.name[:1].isupper():
            yield claim
            continue
        if place.id:
            if place.precision in POINTS:
                for name in {plain_name(place.name), plain_name(place.text)}:
                    meant[name].setdefault(place.id, place)
            yield claim
            continue
        found = meant.get(plain_name(place.name), {})
        yield _settled(claim, place, next(iter(found.values()))) if len(found) == 1 else claim


def _settled(claim: Claim, place: Place, known: Place) -> Claim:
    named = msgspec.structs.replace(known, text=place.text, start=place.start, end=place.end)
    step = Decision(field="place", value=known.name, rule="place.as_other_reports_mean_it", words=place.text)
    return msgspec.structs.replace(claim, place=named, trace=(*claim.trace, step))
