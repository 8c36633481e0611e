"""Which claims of some reports can bear on the counts and the holder of one place.

A report tells of many places, and what it says of a far one is never held against what it says of this
one. What may be is kept: what is told of the place, of places near it, in its first-order area or of areas
around it, of no place, of a place of the same name; the rest of those sentences; shares of those counts;
the same words elsewhere; and what people judged.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rashomon.model.claim import Claim, Place
from rashomon.reconcile.places.comparing import distance_km, is_area, name_key
from rashomon.reconcile.rules import load_rules


def bearing_on(claims: Sequence[Claim], ids: Collection[str], name: str, judged: Collection[str]) -> list[Claim]:
    """The claims that can bear on a place, in their order; all of them where it is an area or has no claim.

    Args:
        claims: Of reports that tell of the place, whole.
        ids: Gazetteer ids that the place may have.
        name: Its name, for places that the gazetteer does not know.
        judged: Ids of claims that people judged.
    """
    here = [claim.place for claim in claims if claim.place is not None and _is_meant(claim.place, ids, name)]
    if not here or any(is_area(place) for place in here):
        return list(claims)
    ground = _Ground(here)
    kept = {claim.id for claim in claims if claim.id in judged or ground.touches(claim.place)}
    sentences = {(claim.report, claim.sentence) for claim in claims if claim.id in kept}
    words = {claim.quote.casefold() for claim in claims if claim.id in kept}
    shares = {claim.figure.subset_of for claim in claims if claim.figure is not None and claim.id in kept}
    return [
        claim
        for claim in claims
        if claim.id in kept
        or claim.id in shares
        or (claim.figure is not None and claim.figure.subset_of in kept)
        or claim.quote.casefold() in words
        or (claim.sentence != (0, 0) and (claim.report, claim.sentence) in sentences)
    ]


def _is_meant(place: Place, ids: Collection[str], name: str) -> bool:
    return place.id in ids or place.name.casefold() == name.casefold()


class _Ground:
    """A place with what lies near and around it. Whether a place touches it is worked out once for each."""

    def __init__(self, here: Sequence[Place]) -> None:
        self._here = {(place.id, place.lat, place.lon): place for place in here}.values()
        self._names = {name_key(words) for place in here for words in (place.name, place.text)}
        self._countries = {place.country for place in here if place.country}
        self._areas = {(place.country, place.admin1) for place in here if place.admin1}
        self._known: dict[tuple[str, str, str, float | None], bool] = {}

    def touches(self, place: Place | None) -> bool:
        if place is None:
            return True
        key = place.id, place.name, place.text, place.lat
        if key not in self._known:
            self._known[key] = self._touches(place)
        return self._known[key]

    def _touches(self, place: Place) -> bool:
        if name_key(place.name) in self._names or name_key(place.text) in self._names:
            return True
        if is_area(place) or not self._areas:
            return place.country in self._countries or not place.country or not self._countries
        return (place.country, place.admin1) in self._areas or any(self._is_near(place, one) for one in self._here)

    def _is_near(self, place: Place, here: Place) -> bool:
        """Whether it is near enough to be told for the place, or for one that is."""
        apart = distance_km(place, here)
        return apart is not None and apart <= 2 * load_rules().numbers.place_km
