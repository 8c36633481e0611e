"""Outlines of countries and the lines between their first-order areas, cut to a box.

The shapes are Natural Earth's, thinned by `tools/basemap.py` to what a map on paper can show: borders lie within
about 2 km of its own, lines of areas within 5, coasts within 9. Where states dispute a border they show who holds
the ground, as Natural Earth draws it, and take no side.

    from rashomon.reference.basemap import Box, land_within

    land = land_within(Box(west=28.0, south=-3.0, east=31.0, north=0.0))
    land.countries[0].name
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import msgspec

Line = tuple[tuple[float, float], ...]
"""Points as (longitude, latitude)."""


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the earth in degrees; one across the date line has an east above 180."""

    west: float
    south: float
    east: float
    north: float


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A country's name and what of its land lies in the box, as closed rings."""

    name: str
    rings: tuple[Line, ...]


class Land(msgspec.Struct, frozen=True, kw_only=True):
    """What lies in a box.

    Attributes:
        countries: By name; rings run along the box where the land goes on beyond it.
        borders: Lines between two countries.
        coasts: Lines between land and water.
        areas: Lines between two first-order areas of one country.
    """

    countries: tuple[Country, ...]
    borders: tuple[Line, ...]
    coasts: tuple[Line, ...]
    areas: tuple[Line, ...]


class _Country(msgspec.Struct, frozen=True):
    name: str
    rings: tuple[tuple[int, ...], ...]


class _Shapes(msgspec.Struct, frozen=True):
    step: float
    arcs: tuple[tuple[int, ...], ...]
    borders: frozenset[int]
    countries: tuple[_Country, ...]
    areas: tuple[tuple[int, ...], ...]


class _World(msgspec.Struct, frozen=True):
    arcs: tuple[Line, ...]
    countries: tuple[tuple[str, tuple[Line, ...]], ...]
    areas: tuple[Line, ...]
    borders: frozenset[int]


def land_within(box: Box) -> Land:
    """Cuts the outlines to a box."""
    world = _world()
    # The shapes end at 180 degrees: what lies beyond is looked for on the other side.
    turns = [turn for turn in (-360.0, 0.0, 360.0) if box.west < 180 + turn and box.east > turn - 180]
    countries = []
    for name, rings in world.countries:
        inside = (_cut_ring(moved, box) for turn in turns for ring in rings for moved in _near((ring,), box, turn))
        kept = tuple(ring for ring in inside if len(ring) > 2)
        if kept:
            countries.append(Country(name=name, rings=kept))
    borders = [arc for number, arc in enumerate(world.arcs) if number in world.borders]
    coasts = [arc for number, arc in enumerate(world.arcs) if number not in world.borders]
    return Land(
        countries=tuple(countries),
        borders=_cut_lines(borders, box, turns),
        coasts=_cut_lines(coasts, box, turns),
        areas=_cut_lines(world.areas, box, turns),
    )


@cache
def _world() -> _World:
    raw = resources.files("rashomon.reference").joinpath("data/basemap.json").read_bytes()
    shapes = msgspec.json.decode(raw, type=_Shapes)
    arcs = tuple(_points(arc, shapes.step) for arc in shapes.arcs)
    countries = []
    for country in shapes.countries:
        rings = []
        for ring in country.rings:
            # Each arc begins where the one before it ended.
            joined = [p for number in ring for p in (arcs[number] if number >= 0 else arcs[~number][::-1])[:-1]]
            rings.append(tuple(joined))
        countries.append((country.name, tuple(rings)))
    areas = tuple(_points(line, shapes.step) for line in shapes.areas)
    return _World(arcs, tuple(countries), areas, shapes.borders)


def _points(flat: Sequence[int], step: float) -> Line:
    x = y = 0
    points = []
    for at in range(0, len(flat), 2):
        x, y = x + flat[at], y + flat[at + 1]
        points.append((x * step, y * step))
    return tuple(points)


def _near(lines: Iterable[Line], box: Box, turn: float) -> Iterable[Line]:
    """Those whose own box meets the box, moved round the earth by `turn` degrees."""
    for line in lines:
        if not line:
            continue
        wide, high = [x + turn for x, _ in line], [y for _, y in line]
        if max(wide) >= box.west and min(wide) <= box.east and max(high) >= box.south and min(high) <= box.north:
            yield tuple(zip(wide, high, strict=True))


def _cut_lines(lines: Iterable[Line], box: Box, turns: Sequence[float]) -> tuple[Line, ...]:
    own = tuple(lines)
    return tuple(part for turn in turns for line in _near(own, box, turn) for part in _cut_line(line, box))


def _cut_ring(ring: Line, box: Box) -> Line:
    """Sutherland and Hodgman: one side of the box after the other."""
    for axis, limit, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        kept: list[tuple[float, float]] = []
        for at, point in enumerate(ring):
            before = ring[at - 1]
            inside, was = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if inside != was:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if inside:
                kept.append(point)
        ring = tuple(kept)
        if not ring:
            break
    return ring


def _cut_line(line: Line, box: Box) -> Iterable[Line]:
    """Liang and Barsky for each stretch; stretches that follow on each other stay one line."""
    part: list[tuple[float, float]] = []
    for (ax, ay), (bx, by) in pairwise(line):
        first, last = 0.0, 1.0
        for run, room in ((ax - bx, ax - box.west), (bx - ax, box.east - ax), (ay - by, ay - box.south),
                          (by - ay, box.north - ay)):  # fmt: skip
            if run == 0:
                last = last if room >= 0 else -math.inf
            elif run < 0:
                first = max(first, room / run)
            else:
                last = min(last, room / run)
        if first > last:
            continue
        start = (ax, ay) if first == 0 else (ax + first * (bx - ax), ay + first * (by - ay))
        if not part or part[-1] != start:
            if len(part) > 1:
                yield tuple(part)
            part = [start]
        # The very point, not one rounded off it, so that the next stretch is seen to follow.
        part.append((bx, by) if last == 1 else (ax + last * (bx - ax), ay + last * (by - ay)))
    if len(part) > 1:
        yield tuple(part)
