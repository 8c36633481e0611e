"""How two places stand to each other: one place, one inside the other, or apart.

Only what is resolved can be near; words that fit no entry are one place with the same words, and the
callers ask for more evidence then. An area's news is never a town's: containment is told, not used
to merge.
"""

from __future__ import annotations

import math
from typing import Literal

from rashomon.model.claim import Place
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.sides import plain_name

PlaceRelation = Literal["same", "inside", "around", "apart", "unknown"]
POINTS = frozenset({"exact", "near"})
AREAS = frozenset({"admin2", "admin1", "country"})


def place_key(place: Place | None) -> str:
    """Under what a claim is filed: gazetteer id, else the words, else ""."""
    if place is None:
        return ""
    return place.id or "words:" + plain_name(place.name)


def is_resolved(place: Place | None) -> bool:
    """Whether the gazetteer knows it."""
    return place is not None and bool(place.id)


def is_point(place: Place | None) -> bool:
    """Whether it is a populated place or close by one, and resolved."""
    return place is not None and bool(place.id) and place.precision in POINTS


def is_area(place: Place | None) -> bool:
    """Whether it is a province or a country."""
    return place is not None and place.precision in AREAS


def cell_of(place: Place) -> tuple[int, int] | None:
    """The quarter-degree cell of a resolved point: with its eight neighbours all within 25 km."""
    if place.lat is None or place.lon is None or not is_point(place):
        return None
    return math.floor(place.lat * 4), math.floor(place.lon * 4)


def cells_around(cell: tuple[int, int]) -> list[tuple[int, int]]:
    """The cell and its neighbours."""
    return [(cell[0] + dy, cell[1] + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]


def distance_km(one: Place, two: Place) -> float | None:
    """Great-circle distance in km, None where either has no coordinates."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return None
    lat1, lat2 = math.radians(one.lat), math.radians(two.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(two.lon - one.lon) / 2) ** 2
    return 6371.0 * 2 * math.asin(min(1.0, math.sqrt(half)))


def compare_places(one: Place | None, two: Place | None) -> PlaceRelation:
    """How `one` stands to `two`.

    `same`: one gazetteer id, or two points of which one is only told as near and that lie within
    both radii (and never farther apart than `place_km`). `inside`: one is a place in the area two.
    `unknown`: either is not told or not resolved, unless their words are the same.
    """
    if one is None or two is None:
        return "unknown"
    if one.id and one.id == two.id:
        return "same"
    if bool(one.id) != bool(two.id) and (one.admin1 and two.admin1):
        if _lies_in(one, two):
            return "inside"
        if _lies_in(two, one):
            return "around"
    if not one.id or not two.id:
        return "same" if not one.id and not two.id and plain_name(one.name) == plain_name(two.name) else "unknown"
    if _lies_in(one, two):
        return "inside"
    if _lies_in(two, one):
        return "around"
    if is_point(one) and is_point(two) and "near" in (one.precision, two.precision):
        apart = distance_km(one, two)
        reach = min((one.radius_km or 0) + (two.radius_km or 0), load_rules().numbers.place_km)
        if apart is not None and apart <= reach:
            return "same"
    return "apart"


def _lies_in(inner: Place, outer: Place) -> bool:
    if not inner.country or inner.country != outer.country or outer.precision not in AREAS:
        return False
    if outer.precision == "country":
        return inner.precision != "country"
    return (
        outer.precision == "admin1"
        and inner.precision not in AREAS - {"admin2"}
        and inner.admin1 in (outer.admin1, outer.name)
        and inner.admin1 != ""
    )


def place_text(place: Place | None) -> str:
    """The place's name for a reason line."""
    return place.name if place is not None else "no place told"
