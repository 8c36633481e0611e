"""Where things go on the brief's maps: which places share one, how degrees become units, which names find room."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from rashomon.export.brief_parts import Spot
from rashomon.reference.basemap import Box

WIDTH = 640
LOWEST, HIGHEST = 300, 520
"""Least and greatest height of a map, in units."""
MARGIN = 56
"""Units between the outermost dot and the frame, so that its name has room."""
MOST_MAPS = 3
FAR_KM = 600.0
"""Places farther than this from every other never share a map."""
APART = 6
"""Nor do those that lie so many times farther off than neighbours usually do: the rest would shrink to a blot."""
NEAR_KM = 60.0
"""Below this nothing is far off."""
LONE_EVENTS = 5
"""Events from which on a far-off group gets a map of its own where nobody tells who holds it: a capital in which
people only talk is listed instead."""
LEAST_KM, LONE_KM = 100.0, 240.0
"""Least width shown (closer, the outlines are too rough), and that round a single place."""
KM_A_DEGREE = 111.2
LETTER = 0.66
"""Width of a letter as a share of the type's size, on the wide side."""
LONGEST_LABEL = 26
OVERLAP = 0.92
"""Share of both radii that two dots keep between their middles."""
PUSHES = 60
"""Rounds of pushing dots apart; a crowd that needs more stays crowded."""


def distance_km(one: Spot, other: Spot) -> float:
    """Great-circle distance."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    turn = math.radians(other.lon - one.lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def group_spots(spots: Sequence[Spot]) -> tuple[tuple[tuple[Spot, ...], ...], tuple[Spot, ...]]:
    """Which places share a map.

    The places are joined by the shortest net of lines between them, and the net is cut where a line is far
    longer than is usual in it.

    Returns:
        At most `MOST_MAPS` groups, the most told of first, and the places that are on none.
    """
    edges = _shortest_net(spots)
    usual = sorted(length for length, _, _ in edges if length <= FAR_KM)
    middle = usual[(len(usual) - 1) // 2] if usual else 0.0
    limit = min(FAR_KM, max(NEAR_KM, APART * middle))
    group = list(range(len(spots)))
    for length, one, other in edges:
        if length <= limit:
            old, new = group[other], group[one]
            group = [new if each == old else each for each in group]
    found: dict[int, list[Spot]] = {}
    for at, spot in zip(group, spots, strict=True):
        found.setdefault(at, []).append(spot)
    ranked = sorted(found.values(), key=lambda own: -sum(spot.events for spot in own))
    worthy = [own for own in ranked if any(spot.status for spot in own) or sum(s.events for s in own) >= LONE_EVENTS]
    shown = (worthy or ranked)[:MOST_MAPS]
    kept = {spot.id for own in shown for spot in own}
    return tuple(map(tuple, shown)), tuple(spot for spot in spots if spot.id not in kept)


def _shortest_net(spots: Sequence[Spot]) -> list[tuple[float, int, int]]:
    """Prim's tree as (km, spot, spot)."""
    if not spots:
        return []
    nearest = {at: (distance_km(spots[0], spots[at]), 0) for at in range(1, len(spots))}
    edges = []
    while nearest:
        at = min(nearest, key=lambda each: (nearest[each][0], each))
        length, before = nearest.pop(at)
        edges.append((length, before, at))
        for other, (known, _) in nearest.items():
            here = distance_km(spots[at], spots[other])
            if here < known:
                nearest[other] = (here, at)
    return edges


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """A map's extent. Equirectangular: a degree of longitude shrinks by the cosine of the middle latitude."""

    lon: float
    lat: float
    units: float
    shrink: float
    height: int

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Units from the upper left corner."""
        return WIDTH / 2 + (lon - self.lon) * self.shrink * self.units, self.height / 2 - (lat - self.lat) * self.units

    def spot_at(self, spot: Spot) -> tuple[float, float]:
        """The same for a place, on the near side of the date line."""
        return self.at(self.lon + (spot.lon - self.lon + 180) % 360 - 180, spot.lat)

    @property
    def km(self) -> float:
        """Kilometres in a unit."""
        return KM_A_DEGREE / self.units

    @property
    def box(self) -> Box:
        """The degrees shown, and a little more: no cut edge is drawn."""
        wide, high = (WIDTH / 2 + 4) / (self.units * self.shrink), (self.height / 2 + 4) / self.units
        return Box(west=self.lon - wide, east=self.lon + wide, south=self.lat - high, north=self.lat + high)


def frame_spots(spots: Sequence[Spot]) -> Frame:
    """The extent that shows all the places with a margin."""
    first = spots[0].lon
    lons = [first + (spot.lon - first + 180) % 360 - 180 for spot in spots]
    lats = [spot.lat for spot in spots]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    shrink = max(math.cos(math.radians(lat)), 0.05)
    wide, high = (max(lons) - min(lons)) * shrink, max(lats) - min(lats)
    least = (LONE_KM if len(spots) == 1 else LEAST_KM) / KM_A_DEGREE
    inner = WIDTH - 2 * MARGIN
    units = inner / max(wide, least)
    height = min(max(high * units + 2 * MARGIN, LOWEST), HIGHEST)
    units = min(units, (height - 2 * MARGIN) / high) if high else units
    return Frame(lon=lon, lat=lat, units=units, shrink=shrink, height=round(height))


def radius_of(spot: Spot) -> float:
    """Half the width of a dot: its area grows with the number of events."""
    return min(6.0 + 1.3 * math.sqrt(spot.events), 15.0)


Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Dot(msgspec.Struct, kw_only=True):
    """A place's dot: where it is drawn, and where the place is."""

    spot: Spot
    size: float
    x: float
    y: float
    home: tuple[float, float]

    @property
    def area(self) -> Area:
        """Its box."""
        return (self.x - self.size, self.y - self.size, self.x + self.size, self.y + self.size)

    @property
    def moved(self) -> bool:
        """Whether it no longer covers its place, so that a line must tie them."""
        return math.dist((self.x, self.y), self.home) > self.size


def place_dots(spots: Sequence[Spot], frame: Frame) -> list[Dot]:
    """Dots at their places; those that would cover each other are pushed apart, and know where they belong.

    Of a city and its suburbs only the topmost could be seen otherwise. Each pair is pushed along the line
    between its places, the larger dot less.
    """
    dots = []
    for spot in spots:
        x, y = frame.spot_at(spot)
        dots.append(Dot(spot=spot, size=radius_of(spot), x=x, y=y, home=(x, y)))
    for _ in range(PUSHES):
        pushed = False
        for at, one in enumerate(dots):
            for other in dots[:at]:
                need = OVERLAP * (one.size + other.size)
                if abs(one.x - other.x) < need and abs(one.y - other.y) < need:
                    pushed = _push(one, other, need) or pushed
        if not pushed:
            break
    for dot in dots:
        dot.x = min(max(dot.x, dot.size + 2), WIDTH - dot.size - 2)
        dot.y = min(max(dot.y, dot.size + 2), frame.height - dot.size - 2)
    return dots


def _push(one: Dot, other: Dot, need: float) -> bool:
    """Sets two dots `need` units apart; False where they were."""
    across, down = one.x - other.x, one.y - other.y
    apart = math.hypot(across, down)
    if apart >= need - 0.1:
        return False
    # Two names for one point: one goes to the right.
    across, down = (across / apart, down / apart) if apart > 0.01 else (1.0, 0.0)
    share = other.size / (one.size + other.size)
    one.x, one.y = one.x + across * (need - apart) * share, one.y + down * (need - apart) * share
    other.x -= across * (need - apart) * (1 - share)
    other.y -= down * (need - apart) * (1 - share)
    return True


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A name with room: where it starts, ends or has its middle."""

    x: float
    y: float
    text: str
    anchor: str


def place_labels(dots: Sequence[Dot], frame: Frame, size: float, taken: Sequence[Area] = ()) -> list[Label]:
    """Names that fit beside their dots without touching a dot, the frame or each other; the first come first.

    Args:
        dots: The most important first.
        frame: The map.
        size: Height of the type, in units.
        taken: Boxes to keep clear of.
    """
    blocked: list[Area] = [*taken, *(dot.area for dot in dots)]
    labels = []
    for dot in dots:
        x, y, name = dot.x, dot.y, label_of(dot.spot)
        wide, gap = len(name) * size * LETTER, dot.size + 4
        for anchor, left, base in (
            ("start", x + gap, y + size * 0.35),
            ("end", x - gap - wide, y + size * 0.35),
            ("middle", x - wide / 2, y - gap - 2),
            ("middle", x - wide / 2, y + gap + size * 0.8),
            ("start", x + gap * 0.75, y - gap * 0.75),
            ("start", x + gap * 0.75, y + gap * 0.75 + size * 0.7),
            ("end", x - gap * 0.75 - wide, y - gap * 0.75),
            ("end", x - gap * 0.75 - wide, y + gap * 0.75 + size * 0.7),
        ):
            area = (left, base - size * 0.85, left + wide, base + size * 0.25)
            inside = area[0] >= 4 and area[1] >= 4 and area[2] <= WIDTH - 4 and area[3] <= frame.height - 4
            if inside and clear(area, blocked):
                blocked.append(area)
                at = {"start": left, "middle": left + wide / 2, "end": left + wide}[anchor]
                labels.append(Label(x=at, y=base, text=name, anchor=anchor))
                break
    return labels


def label_of(spot: Spot) -> str:
    """A place's name as it stands on the map."""
    name = f"near {spot.name}" if spot.near else spot.name
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "…"


def label_area(label: Label, size: float) -> Area:
    """The box of a label."""
    wide = len(label.text) * size * LETTER
    left = {"start": label.x, "middle": label.x - wide / 2, "end": label.x - wide}[label.anchor]
    return (left, label.y - size * 0.85, left + wide, label.y + size * 0.25)


def clear(area: Area, others: Sequence[Area]) -> bool:
    """Whether a box touches none of the others."""
    return not any(_meet(area, other) for other in others)


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def round_km(most: float) -> int:
    """The greatest of 1, 2, 5, 10, 20, 50, … km that is not above `most`; at least 1."""
    scale = 10 ** math.floor(math.log10(max(most, 1.0)))
    return max(1, int(max(step * scale for step in (1, 2, 5) if step * scale <= max(most, 1.0))))
