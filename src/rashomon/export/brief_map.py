"""The brief's maps: a dot a place, in the colour of who holds it and in a pattern for how surely.

Plain SVG in the page's own colours. A dot leads to its place in the list below, and from there to the sentences
that tell of it. The list also names what could not be drawn, and the names that found no room on the map.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from html import escape

from rashomon.export.brief_anchors import Anchors
from rashomon.export.brief_map_layout import (
    LETTER,
    WIDTH,
    Area,
    Dot,
    Frame,
    Label,
    clear,
    frame_spots,
    group_spots,
    label_area,
    place_dots,
    place_labels,
    round_km,
)
from rashomon.export.brief_parts import Brief, Spot, Unplaced
from rashomon.export.plain import plain
from rashomon.export.wording import count_of, join_words, phrase_day
from rashomon.reconcile.lines import shorten
from rashomon.reference.basemap import Land, Line, land_within

COLOURS = 8
"""Holders with a colour of their own, those of the most places first; the rest are told apart by name only."""
MOST_SPOTS = 300
TOLD = 12
"""Places named in the description that is read out; all are in the list."""
SIZES = {"wide": 11.0, "narrow": 20.0}
"""Type on paper and on a phone, where the drawing is half as large; the style sheet shows one of the two."""
LISTED = 30
"""Places up to which the list stands open."""
LINKED, LINK_LETTERS = 6, 90
"""Sentences that a place in the list leads to, and how much of each is shown."""
LAND_NAME_SHARE = 0.035
"""Part of the map that a country must fill to be named."""
PATTERNS = {
    "controls": "held, as reported",
    "claimed": "claimed, on one side’s word only",
    "partial": "held in part",
    "besieged": "besieged",
    "contested": "contested",
    "": "not known or not told who holds it",
}


def render_maps(brief: Brief, anchors: Anchors) -> Iterator[str]:
    """The section with the maps; nothing where no place has a point."""
    if not brief.spots:
        return
    groups, far = group_spots(brief.spots[:MOST_SPOTS])
    sides = sides_of(brief.spots)
    day = brief.known or brief.last
    yield '<section id="map"><h2>Where</h2>'
    when = f" by {phrase_day(day)}" if day is not None else ""
    yield (
        '<p class="lead">A dot is a place that the reports tell of, the larger the more happened there; its colour is '
        f"who held it as last told{when}. It leads to what is told of the place. No front lines are "
        "drawn: the reports tell of places.</p>"
    )
    first = 1
    for number, group in enumerate(groups, 1):
        yield f'<figure class="map">{draw_map(group, sides, f"map-{number}", first)}</figure>'
        first += len(group)
    shown = [spot for group in groups for spot in group]
    yield _legend(shown, sides)
    yield (
        '<p class="note">Outlines: Natural Earth. Where a border is disputed they show who holds the ground and take '
        "no side. Dots that would cover each other stand apart, where needed with a line to the place.</p>"
    )
    yield from _table(shown, anchors)
    yield from _absent(brief, far)
    yield "</section>"


def sides_of(spots: Sequence[Spot]) -> dict[str, int]:
    """A number from 1 a holder, those of the most places first; 0 beyond the colours that there are."""
    counts: dict[str, int] = {}
    for spot in spots:
        if spot.holder:
            counts[spot.holder] = counts.get(spot.holder, 0) + 1
    order = sorted(counts, key=lambda name: (-counts[name], name))
    return {name: at if at <= COLOURS else 0 for at, name in enumerate(order, 1)}


def draw_map(spots: Sequence[Spot], sides: dict[str, int], name: str, first: int = 1) -> str:
    """One map.

    Args:
        spots: Its places, the most important first.
        sides: The number of each holder's colour.
        name: Unique in the page; title and description are found by it.
        first: Number of the first place in the list that the dots lead to.
    """
    frame = frame_spots(spots)
    land = land_within(frame.box)
    bar = _bar(frame)
    dots = place_dots(spots, frame)
    parts = [*_ground(land, frame), *bar[0]]
    parts.extend(_about(dot, frame) for dot in dots if dot.spot.near)
    parts.extend(_tie(dot) for dot in dots if dot.moved)
    # The smallest last: no dot hides behind a larger one.
    larger = sorted(dots, key=lambda one: -one.size)
    rows = {spot.id: f"place-{at}" for at, spot in enumerate(spots, first)}
    parts.extend(_dot(dot, sides.get(dot.spot.holder, 0), rows[dot.spot.id]) for dot in larger)
    for kind, size in SIZES.items():
        labels = place_labels(dots, frame, size, [bar[1]])
        around = [bar[1], *(label_area(label, size) for label in labels), *(dot.area for dot in dots)]
        parts.append(f'<g class="{kind}">')
        lands = _countries(land, frame, around, size)
        parts.extend(_words(one.x, one.y, one.text, "land-name", "middle") for one in lands)
        parts.extend(_words(one.x, one.y, one.text, "place", one.anchor) for one in labels)
        parts.append(_words(16, frame.height - 22, bar[2], "scale", "start") + "</g>")
    title = f"Map of {count_of(len(spots), 'place')}: {join_words([spot.name for spot in spots], most=3)}"
    return (
        f'<svg class="place-map" viewBox="0 0 {WIDTH} {frame.height}" role="group" aria-labelledby="{name}-t {name}-d" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-t">{_plain(title)}</title>'
        f'<desc id="{name}-d">{_plain(_described(spots))}</desc>{"".join(parts)}'
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{frame.height - 1}" class="frame"/></svg>'
    )


def _plain(text: str) -> str:
    return escape(plain(text))


def _words(x: float, y: float, words: str, kind: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{_plain(words)}</text>'


def spot_words(spot: Spot) -> str:
    """A place in a line: "Goma: 12 events. M23 held Goma from 20 November 2012 on, as reported."."""
    held = f" {spot.held}" if spot.held else ""
    name = f"near {spot.name}" if spot.near else spot.name
    return f"{_capital(name)}: {count_of(spot.events, 'event')}.{held}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _described(spots: Sequence[Spot]) -> str:
    told = " ".join(spot_words(spot) for spot in spots[:TOLD])
    left = len(spots) - TOLD
    rest = f"And {count_of(left, 'more place')}: all are" if left > 0 else "All are"
    return f"{told} {rest} in the list below the map."


def _ground(land: Land, frame: Frame) -> Iterator[str]:
    rings = [_path(ring, frame, closed=True) for country in land.countries for ring in country.rings]
    yield f'<rect width="{WIDTH}" height="{frame.height}" class="water"/><path d="{"".join(rings)}" class="land"/>'
    for kind, lines in (("area", land.areas), ("coast", land.coasts), ("border", land.borders)):
        drawn = "".join(_path(line, frame) for line in lines)
        if drawn:
            yield f'<path d="{drawn}" class="{kind}"/>'


def _path(line: Line, frame: Frame, *, closed: bool = False) -> str:
    """The line in whole units from point to point; what falls on one point is one."""
    points: list[tuple[int, int]] = []
    for lon, lat in line:
        x, y = frame.at(lon, lat)
        point = (round(x), round(y))
        if not points or point != points[-1]:
            points.append(point)
    if len(points) < 2:
        return ""
    (x, y), *rest = points
    steps = "".join(f" {b[0] - a[0]} {b[1] - a[1]}" for a, b in zip(points, rest, strict=False))
    return f"M{x} {y}l{steps[1:]}{'z' if closed else ''}"


def _countries(land: Land, frame: Frame, around: Sequence[Area], size: float) -> list[Label]:
    """Names of the countries that fill enough of the map, as near to the middle of what is seen as they find room."""
    labels: list[Label] = []
    for country in land.countries:
        ring = [frame.at(lon, lat) for lon, lat in max(country.rings, key=lambda one: abs(_moments(one)[0]))]
        area, middle_x, middle_y = _moments(ring)
        if abs(area) < LAND_NAME_SHARE * WIDTH * frame.height:
            continue
        name = country.name.upper()
        wide = len(name) * size * (LETTER + 0.22)  # capitals, set apart
        taken = [*around, *(label_area(one, size) for one in labels)]
        spots = sorted(
            ((x, y) for x in range(20, WIDTH, 20) for y in range(20, frame.height, 20)),
            key=lambda at: (at[0] - middle_x) ** 2 + (at[1] - middle_y) ** 2,
        )
        for x, y in [(round(middle_x), round(middle_y)), *spots]:
            box = (x - wide / 2, y - size, x + wide / 2, y + size * 0.4)
            corners = [(edge, level) for edge in (box[0], x, box[2]) for level in (box[1], box[3])]
            framed = box[0] > 4 and box[2] < WIDTH - 4 and box[1] > 4 and box[3] < frame.height - 4
            if framed and all(_inside(corner, ring) for corner in corners) and clear(box, taken):
                labels.append(Label(x=x, y=y, text=name, anchor="middle"))
                break
    return labels


def _inside(point: tuple[float, float], ring: Sequence[tuple[float, float]]) -> bool:
    x, y = point
    inside = False
    for at, (bx, by) in enumerate(ring):
        ax, ay = ring[at - 1]
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def _moments(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Area and centre of a ring."""
    area = across = down = 0.0
    for at, (bx, by) in enumerate(points):
        ax, ay = points[at - 1]
        cross = ax * by - bx * ay
        area, across, down = area + cross, across + (ax + bx) * cross, down + (ay + by) * cross
    return (area / 2, across / (3 * area), down / (3 * area)) if area else (0.0, *points[0])


def _bar(frame: Frame) -> tuple[list[str], Area, str]:
    """The scale bar: what draws it, the room that it takes, and its words."""
    km = round_km(WIDTH / 4 * frame.km)
    left, foot, wide = 16, frame.height - 14, km / frame.km
    words = f"{km:,} km"
    room = (left - 6.0, foot - 32.0, left + max(wide, len(words) * SIZES["narrow"] * LETTER) + 6, foot + 8.0)
    return [f'<path d="M{left} {foot - 5}v5h{wide:.1f}v-5" class="bar-line"/>'], room, words


def _about(dot: Dot, frame: Frame) -> str:
    """How far off the true point may lie, where only "near" is told."""
    size = dot.spot.radius_km / frame.km
    (x, y) = dot.home
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" class="about"/>' if size > dot.size else ""


def _tie(dot: Dot) -> str:
    """From a dot that had to move to the place itself."""
    (x, y) = dot.home
    return f'<path d="M{dot.x:.1f} {dot.y:.1f}L{x:.1f} {y:.1f}" class="tie"/>{_ring(x, y, 1.6, "home")}'


def _dot(dot: Dot, side: int, row: str) -> str:
    rim = _ring(dot.x, dot.y, dot.size + 1.2, "rim")
    drawn = _PATTERN.get(dot.spot.status, _grey)(dot.x, dot.y, dot.size)
    words = _plain(spot_words(dot.spot))
    return (
        f'<a href="#{row}" aria-label="{words}"><g class="dot side-{side}"><title>{words}</title>{rim}{drawn}</g></a>'
    )


def _ring(x: float, y: float, size: float, kind: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" class="{kind}"/>'


def _solid(x: float, y: float, size: float) -> str:
    return _ring(x, y, size, "full")


def _hatched(x: float, y: float, size: float) -> str:
    """A ring with three strokes from lower left to upper right."""
    strokes = []
    for off in (-0.5, 0.0, 0.5):
        half = math.sqrt(1 - off * off) * size * 0.92 * math.sqrt(0.5)
        mx, my = x + off * size * math.sqrt(0.5), y + off * size * math.sqrt(0.5)
        strokes.append(f"M{mx - half:.1f} {my + half:.1f}L{mx + half:.1f} {my - half:.1f}")
    return _ring(x, y, size - 0.8, "line") + f'<path d="{"".join(strokes)}" class="line"/>'


def _half(x: float, y: float, size: float) -> str:
    edge = size - 0.8
    left = f'<path d="M{x:.1f} {y - edge:.1f}a{edge:.1f} {edge:.1f} 0 0 0 0 {2 * edge:.1f}z" class="full"/>'
    return left + _ring(x, y, edge, "line")


def _dashed(x: float, y: float, size: float) -> str:
    return _ring(x, y, size * 0.5, "full") + _ring(x, y, size - 0.8, "line dash")


def _crossed(x: float, y: float, size: float) -> str:
    arm = size * 0.58
    rising = f"M{x - arm:.1f} {y + arm:.1f}L{x + arm:.1f} {y - arm:.1f}"
    falling = f"M{x - arm:.1f} {y - arm:.1f}L{x + arm:.1f} {y + arm:.1f}"
    return _ring(x, y, size - 0.8, "line") + f'<path d="{rising}{falling}" class="line"/>'


def _grey(x: float, y: float, size: float) -> str:
    return _ring(x, y, size * 0.8, "none")


_PATTERN: dict[str, Callable[[float, float, float], str]] = {
    "controls": _solid, "claimed": _hatched, "partial": _half, "besieged": _dashed, "contested": _crossed,
}  # fmt: skip


def _swatch(status: str, side: int | None) -> str:
    drawn = _PATTERN.get(status, _grey)(9, 9, 7)
    kind = "dot" if side is None else f"dot side-{side}"
    return (
        '<svg class="swatch" viewBox="0 0 18 18" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">'
        f'<g class="{kind}">{drawn}</g></svg>'
    )


def _legend(spots: Sequence[Spot], sides: dict[str, int]) -> str:
    own = {spot.holder for spot in spots}
    rows = [
        f"<li>{_swatch('controls', side)}<bdi>{_plain(_capital(name))}</bdi></li>"
        for name, side in sides.items()
        if name in own
    ]
    used = {spot.status if spot.status in _PATTERN else "" for spot in spots}
    # Without a colour of its own: the pattern is what this row explains.
    rows.extend(
        f"<li>{_swatch(status, None if status else 0)}{words}</li>"
        for status, words in PATTERNS.items()
        if status in used
    )
    return f'<ul class="legend" aria-label="Colours and patterns of the dots">{"".join(rows)}</ul>'


def _table(spots: Sequence[Spot], anchors: Anchors) -> Iterator[str]:
    shown = " open" if len(spots) <= LISTED else ""
    yield f'<details class="minor"{shown}><summary>The {count_of(len(spots), "place")} of the map in words</summary>'
    yield '<table class="places"><thead><tr><th scope="col">Place</th><th scope="col">Events</th>'
    yield '<th scope="col">Who holds it</th></tr></thead>'
    for at, spot in enumerate(spots, 1):
        about = "near " if spot.near else ""
        held = f"<bdi>{_plain(spot.held)}</bdi>" if spot.held else "Not told" if not spot.status else "Not known"
        yield (
            f'<tbody id="place-{at}"><tr><th scope="row">{about}<bdi>{_plain(spot.name)}</bdi></th>'
            f'<td class="count">{spot.events}</td><td>{held}</td></tr>{_told(spot, anchors)}</tbody>'
        )
    yield "</table></details>"


def _told(spot: Spot, anchors: Anchors) -> str:
    """The first sentences that tell of a place, each a way to it."""
    found = list(anchors.resting_on(spot.claims))
    links = "".join(
        f'<li><a href="#{anchors.of(one)}"><bdi>{_plain(shorten(one.text, LINK_LETTERS))}</bdi></a></li>'
        for one in found[:LINKED]
    )
    left = len(found) - LINKED
    more = f"<li>and {count_of(left, 'more sentence')}</li>" if left > 0 else ""
    return f'<tr class="told"><td colspan="3"><ul>{links}{more}</ul></td></tr>' if found else ""


def _absent(brief: Brief, far: Sequence[Spot]) -> Iterator[str]:
    """What the maps do not show."""
    more = len(brief.spots) - MOST_SPOTS
    nowhere = sum(one.events for one in brief.unplaced if not one.name)
    lines = [
        _named("Too far from the rest to be drawn", [Unplaced(name=spot.name, events=spot.events) for spot in far]),
        f"{count_of(more, 'further place')} with few events are not drawn." if more > 0 else "",
        _named("Told only as an area, so without a dot", brief.areas),
        _named("Not located", [one for one in brief.unplaced if one.name]),
        f"{count_of(nowhere, 'event')} {'is' if nowhere == 1 else 'are'} told without any place." if nowhere else "",
    ]
    shown = [line for line in lines if line]
    if shown:
        yield '<div class="absent"><h3>Not on the map</h3>'
        yield from (f'<p class="note">{line}</p>' for line in shown)
        yield "</div>"


def _named(lead: str, names: Sequence[Unplaced]) -> str:
    """ "Not located: Majengo (2 events), …", "" for none; all of them, for nothing may vanish."""
    told = ", ".join(f"<bdi>{_plain(one.name)}</bdi> ({one.events})" for one in names if one.name)
    return f"{lead} (events in brackets): {told}." if told else ""
