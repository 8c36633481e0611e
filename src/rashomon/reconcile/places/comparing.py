"""How two places stand to each other: one place, one inside the other, or apart.

Only what is resolved can be near. A proper name that fits no entry ("Barsa", "the camp of Kibe") is one place
wherever it is printed alike, for that is how an analyst reads it: accents, hyphens, articles and the freedoms of
romanisation do not tell two places apart, nor does the sort beside the name; countries do. Common words ("a school")
are another place in each report, and the callers ask for more evidence then. An area's news is never a town's:
containment is told, not used to merge.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Literal

from rashomon.model.claim import Place
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.sides import plain_name
from rashomon.reference.gazetteer_keys import loose_key, without_article
from rashomon.reference.gazetteer_keys import place_key as exact_key

PlaceRelation = Literal["same", "inside", "around", "apart", "unknown"]
POINTS = frozenset({"exact", "near"})
AREAS = frozenset({"admin2", "admin1", "country"})
# What is left of a name without the freedoms of romanisation tells only where it is this long: "Sake" is not "Saki".
TELLING_LETTERS = 6


def place_key(place: Place | None) -> str:
    """Under what a claim is filed: gazetteer id, else the words, else ""."""
    if place is None:
        return ""
    return place.id or "words:" + name_key(place.name)


@cache
def name_key(name: str) -> str:
    """What two spellings of one name have in common: no marks, hyphens, articles, and no sort of place beside it.

    Common words keep their own form: "the camp" is "camp".
    """
    if not _is_proper(name):
        return plain_name(name)
    words = without_article(exact_key(plain_name(name))).split()
    beside = load_rules().beside_names
    while len(words) > 1 and words[-1] in beside:
        words.pop()
    while len(words) > 1 and (words[0] in beside or (words[0] == "of" and len(words) > 1)):
        words.pop(0)
    key = " ".join(words)
    loose = loose_key(key)
    return loose if key.isascii() and len(loose) >= TELLING_LETTERS else key


@cache
def _is_proper(name: str) -> bool:
    """Whether one of the words is a name: printed with a capital, and no common noun, number or bearing."""
    common = load_rules().common_places | load_rules().pronouns
    words = (word.strip("'’.,") for word in name.replace("-", " ").split())
    return any(word[:1].isupper() and not {word.casefold(), word.casefold().rstrip("s")} & common for word in words)


def is_resolved(place: Place | None) -> bool:
    """Whether the gazetteer knows it."""
    return place is not None and bool(place.id)


def is_named(place: Place | None) -> bool:
    """Whether the gazetteer knows it or its words are a proper name: then it is one place in every report."""
    return place is not None and (bool(place.id) or _is_proper(place.name))


def are_abroad(one: Place | None, two: Place | None) -> bool:
    """Whether two places are told in different countries, or in different first-order areas of one."""
    if one is None or two is None or not one.country or not two.country:
        return False
    return one.country != two.country or bool(one.admin1 and two.admin1 and one.admin1 != two.admin1)


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
    `unknown`: either is not told or not resolved, unless they bear one name (see `name_key`).
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
        return "same" if _bear_one_name(one, two) else "unknown"
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


def _bear_one_name(one: Place, two: Place) -> bool:
    """Whether a name that no list has is the other's: in one country, and no area's where the other is a town's."""
    if (one.id and not is_point(one)) or (two.id and not is_point(two)) or are_abroad(one, two):
        return False
    return name_key(one.name) == name_key(two.name) and (not (one.id or two.id) or _is_proper(one.name))


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
