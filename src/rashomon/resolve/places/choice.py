"""Which of the places that bear a name a report means.

Every candidate gets a sum of few, readable parts (see `score`). The best one is taken only if the
report backs it, or if it is so much the better known that no reader would think of another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

from rashomon.reference.gazetteer import PlaceRow
from rashomon.resolve.places.context import Context, distance_km

# What a place counts for before the report is looked at; size comes on top for all but countries and regions.
KIND_PRIOR = {"country": 2.3, "admin1": 0.15, "region": 1.5, "admin2": -0.1, "city": 0.0}
# Times the power of ten of its people: 0.32 for a hamlet, 1.1 for a city of ten million.
SIZE_GAIN = 0.16
CAPITAL_GAIN = 0.4
ALTERNATE_COST = 0.2
COUNTRY_GAIN = 1.2
BESIDE_GAIN = 0.5
AREA_GAIN = 0.5
INSIDE_GAIN = 3.0
OUTSIDE_COST = 1.5
HOLDS_GAIN = 1.0
NEAR_GAIN = 0.9
# Towns of one report lie within a day's drive of each other more often than not.
NEAR_KM = 120.0
# Beyond so many degrees of latitude nearness is nil, and not worth the sines.
FAR_DEGREES = 6.0
KIND_GAIN = 1.0
# From so much on the report itself speaks for a place.
BACKED = 0.25
# What a word beside the name allows it to be.
KINDS_OF = {"area": ("admin1", "admin2", "region"), "town": ("city",), "country": ("country",), "nature": ("region",)}
# Without any context a place must be this much larger (in powers of ten of people) than its namesakes.
DOMINANT = 0.7
WELL_KNOWN = 100_000
# A name in another romanisation is believed only in a country much spoken of, a short drive from a settled town.
LOOSE_LAND = 0.6
LOOSE_KM = 75.0


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A place settled elsewhere in the report, and where it stands in the text."""

    row: PlaceRow
    at: int


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """One name of a report with all that bears on it.

    Attributes:
        key: Its normal form.
        at: Where it stands first.
        kind: `area`, `town`, `country` or "": what a word beside it says.
        around: Candidates of the names that stand around it, one tuple a name.
        beside: Countries named close by, ISO2 to a weight in (0, 2].
        holds: Candidates of names that stand right before it ("Albany, New York"), one tuple a name.
        candidates: Places of that name.
    """

    key: str
    at: tuple[int, ...]
    kind: str
    around: tuple[tuple[PlaceRow, ...], ...]
    candidates: tuple[PlaceRow, ...]
    beside: Mapping[str, float] = {}
    holds: tuple[tuple[PlaceRow, ...], ...] = ()


def prior(row: PlaceRow) -> float:
    """What a candidate counts for by itself."""
    base = KIND_PRIOR[row.kind]
    if row.kind in {"city", "admin1", "admin2"}:
        base += SIZE_GAIN * math.log10(max(row.population, 100)) + CAPITAL_GAIN * row.capital
    elif row.kind == "country":
        base += 0.01 * math.log10(max(row.population, 100))
    return base - (ALTERNATE_COST if row.alternate else 0.0)


def within(row: PlaceRow, area: PlaceRow) -> bool:
    """Whether a place lies in an area, a country or a region."""
    if row.pid == area.pid:
        return False
    if area.kind == "country":
        return row.country == area.country
    if row.admin1_pid == area.pid:
        return True
    if abs(row.lat - area.lat) * 111 > area.radius_km or (area.country and row.country and row.country != area.country):
        return False
    # Historic regions and areas that the packages cut otherwise have no list of their towns.
    listed = area.kind == "admin1" and row.admin1_pid
    return not listed and distance_km(row.lat, row.lon, area.lat, area.lon) <= area.radius_km


def nearness(row: PlaceRow, points: Sequence[Point], at: int) -> float:
    """In [0, 1]: how close the candidate lies to places settled elsewhere, nearer in the text counting more."""
    best = 0.0
    for point in points:
        other = point.row
        if other.pid == row.pid or other.kind in {"country", "region"}:
            continue
        scale = NEAR_KM + (other.radius_km if other.kind != "city" else 0.0)
        if abs(row.lat - other.lat) > FAR_DEGREES + other.radius_km / 111:
            continue
        km = distance_km(row.lat, row.lon, other.lat, other.lon)
        gain = math.exp(-km / scale) * (1.0 if abs(point.at - at) < 400 else 0.75)
        # A capital is named for what its government says more often than for what happens about it.
        best = max(best, gain * (0.75 if other.capital else 1.0))
    return best


def score(row: PlaceRow, name: Name, context: Context, points: Sequence[Point]) -> tuple[float, float]:
    """(whole, part that the report itself gives) for one candidate of a name."""
    gain = COUNTRY_GAIN * context.countries.get(row.country, 0.0)
    gain += BESIDE_GAIN * name.beside.get(row.country, 0.0)
    if row.kind == "country":
        gain = min(gain, 0.4)
    if row.admin1_pid in context.areas:
        gain += AREA_GAIN
    for around in name.around:
        gain += INSIDE_GAIN if any(within(row, area) for area in around) else -OUTSIDE_COST
    if row.kind in {"admin1", "country"} and any(within(town, row) for held in name.holds for town in held):
        gain += HOLDS_GAIN
    if points:
        gain += NEAR_GAIN * nearness(row, points, name.at[0])
    # "The town of" tells a town from a province, not one town from its namesake in another country.
    kind = KIND_GAIN * (row.kind in KINDS_OF[name.kind]) if name.kind else 0.0
    abroad = row.kind == "city" and bool(context.countries) and row.country not in context.countries
    return prior(row) + gain + kind, gain if abroad else gain + kind


def choose(name: Name, context: Context, points: Sequence[Point], *, strict: bool = True) -> PlaceRow | None:
    """The place that a name stands for, or None where the report does not tell.

    Args:
        name: The name with its candidates.
        context: Countries and areas that the report speaks of.
        points: Places settled for other names.
        strict: False for a first guess that only feeds the context.
    """
    if not name.candidates:
        return None
    ranked = sorted(
        ((*score(row, name, context, points), row) for row in towns_over_areas(name)),
        key=lambda item: (-item[0], item[2].pid),
    )
    if not ranked:
        return None
    whole, gain, best = ranked[0]
    if not strict or best.kind == "country":
        return best
    if gain < BACKED and not stands_alone(best, [row for *_, row in ranked[1:]], context):
        return None
    rival = next((item for item in ranked[1:] if apart(item[2], best)), None)
    if rival is not None and whole - rival[0] < 0.02:
        return None
    return best


def is_backed(row: PlaceRow, name: Name, context: Context, points: Sequence[Point]) -> bool:
    """Whether anything in the report but the name, and the place's size, speaks for a place that was chosen."""
    return row.kind == "country" or score(row, name, context, points)[1] >= BACKED


def match_loosely(
    rows: Sequence[PlaceRow], name: Name, lands: Mapping[str, float], near: Sequence[PlaceRow]
) -> PlaceRow | None:
    """A place that bears the name in another romanisation, if the report already speaks of that corner.

    Args:
        rows: Places whose name differs only in how it was put into Latin letters.
        name: The name, with what stands around it; it has no exact candidates.
        lands: Weights of the countries that the report speaks of.
        near: Towns settled by their exact names.

    Returns:
        The one place that lies in a country much spoken of and either close to a settled town or in
        the area printed beside the name; None if there is none or a second one elsewhere.
    """
    fits = [
        row
        for row in rows
        if lands.get(row.country, 0.0) >= LOOSE_LAND
        and (
            any(within(row, area) for around in name.around for area in around if area.kind != "country")
            or any(distance_km(row.lat, row.lon, town.lat, town.lon) <= LOOSE_KM for town in near)
        )
        and (not name.kind or (name.kind == "town") == (row.kind == "city"))
    ]
    if not fits or any(apart(row, fits[0]) for row in fits):
        return None
    return min(fits, key=lambda row: (row.kind != "city", -row.population, row.pid))


def stands_alone(best: PlaceRow, rivals: Sequence[PlaceRow], context: Context) -> bool:
    """Whether a reader would think of this place without any context, or against it."""
    if context.countries and best.country not in context.countries and best.kind == "city":
        # The report is set elsewhere: a small place abroad is likelier a namesake of one that we lack.
        return best.population >= WELL_KNOWN and not best.alternate
    far = [row for row in rivals if apart(row, best)]
    if not far:
        return True
    if context.countries and best.country not in context.countries and best.kind in {"admin1", "admin2"}:
        return False  # an area abroad, with namesakes elsewhere: none of them is meant as plainly as that
    size = math.log10(max(best.population, 1000 if best.kind == "city" else 1_000_000))
    return all(
        size - math.log10(max(row.population, 1000 if row.kind == "city" else 1_000_000)) >= DOMINANT for row in far
    )


def apart(one: PlaceRow, other: PlaceRow) -> bool:
    """Whether two rows are different places: not a town and the area named after it."""
    return distance_km(one.lat, one.lon, other.lat, other.lon) > max(one.radius_km, other.radius_km, 10.0)


def _without_nicknames(rows: Sequence[PlaceRow]) -> list[PlaceRow]:
    """Candidates without small places that only some list calls so, where a well-known city bears the name itself."""
    known = max((row.population for row in rows if row.kind == "city" and not row.alternate), default=0)
    return [row for row in rows if known < WELL_KNOWN or not row.alternate or row.population * 10 >= known]


def towns_over_areas(name: Name) -> list[PlaceRow]:
    """Candidates without areas that share their name with a town inside them ("Idlib", "Kassala").

    A bare name means the town; "Idlib province" means the area, and then the town goes.
    """
    rows = _without_nicknames(name.candidates)
    lands = {row.country for row in rows if row.kind == "country"}
    if lands and not name.kind:
        # "Mexico", "Luxembourg": the country, not what lies in it under the same name.
        rows = [row for row in rows if row.kind == "country" or row.country not in lands]
    if name.kind == "nature":
        # "The Nile river" is no town called Nile.
        return [row for row in rows if row.kind == "region"]
    if name.kind in {"area", "country"}:
        return [row for row in rows if row.kind in KINDS_OF[name.kind]] or rows
    towns = [row for row in rows if row.kind == "city" and row.population > 0]
    if name.kind == "town":
        return [row for row in rows if row.kind == "city"] or rows
    return [
        row
        for row in rows
        if row.kind not in {"admin1", "admin2"}
        or not any(within(town, row) and town.country == row.country and eminent(town, row) for town in towns)
    ]


def eminent(town: PlaceRow, area: PlaceRow) -> bool:
    """Whether a town is what its area was named after, not some hamlet that bears the area's name too."""
    return area.kind == "admin2" or not town.alternate or (area.alternate and town.population >= 20_000)
