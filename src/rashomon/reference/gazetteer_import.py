"""Widen the gazetteer by a dump of GeoNames that the user has fetched.

The package's own places stay, with their ids and usual English names; populated places of the dump
that they lack are added. The full dump has some five million; a country's file works as well.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import marisa_trie
import msgspec

from rashomon.errors import InputError
from rashomon.reference.gazetteer import DATA, KINDS, Gazetteer
from rashomon.reference.gazetteer_keys import ALTERNATE, FAMOUS, LOOSE, loose_key
from rashomon.reference.gazetteer_names import (
    FAMOUS_PEOPLE,
    ROMANISED,
    canonical_city,
    keys_of,
    latin,
    town_radius,
)

COLUMNS = 19


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import came to: places added, places already held, lines without a populated place."""

    added: int
    held: int
    other: int


def import_geonames(dump: Path, out: Path, base: Path | None = None) -> Imported:
    """Write a wider gazetteer into a folder.

    Args:
        dump: A GeoNames dump as published: UTF-8, tab-separated, 19 columns ("allCountries.txt", "SD.txt").
        out: Folder for the two files; made if missing. Set RASHOMON_GAZETTEER to it to use them.
        base: Folder of the gazetteer to start from; the package's own if None.

    Raises:
        InputError: The dump cannot be read or is no such table.
        ReferenceDataError: The gazetteer to start from was not built.
    """
    start = base or DATA
    Gazetteer.open(start)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(start / "gazetteer.sqlite", out / "gazetteer.sqlite")
    old = marisa_trie.RecordTrie("<I")
    old.load(str(start / "names.marisa"))
    store = sqlite3.connect(out / "gazetteer.sqlite")
    try:
        writer = _Writer(store)
        # Spooled through a table: the names of a full dump would not fit into memory twice.
        store.execute("CREATE TEMP TABLE name (key TEXT, code INTEGER)")
        for _, cells in _lines(dump):
            writer.learn(cells)
        for number, cells in _lines(dump):
            names = writer.place(cells, f"{dump}:{number}")
            store.executemany("INSERT INTO name VALUES (?,?)", names)

        def pairs() -> Iterator[tuple[str, tuple[int]]]:
            for key, (code,) in old.iteritems():
                yield key, (code,)
            for key, code in store.execute("SELECT key, code FROM name"):
                yield key, (code,)

        marisa_trie.RecordTrie("<I", pairs()).save(str(out / "names.marisa"))
        store.commit()
    finally:
        store.close()
    return Imported(added=writer.added, held=writer.held, other=writer.other)


def _lines(dump: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with dump.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                cells = line.rstrip("\n").split("\t")
                if len(cells) != COLUMNS:
                    raise InputError(f"{dump}:{number}", f"{len(cells)} columns where a GeoNames dump has {COLUMNS}")
                yield number, cells
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(dump), f"cannot be read ({error})") from error


class _Writer:
    """Adds places to the table and gives their names for the trie."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self.store = store
        self.added = self.held = self.other = 0
        self.known = {id_ for (id_,) in store.execute("SELECT id FROM place")}
        self.pid = int(store.execute("SELECT max(pid) FROM place").fetchone()[0])
        # The dump gives an area as a code of its own; towns already held tell which row it is.
        self.areas: dict[tuple[str, str], int] = {}

    def learn(self, cells: list[str]) -> None:
        """Note which row stands for an area's code, from a town that is held already."""
        id_, country, area = f"geonames:{cells[0]}", cells[8], cells[10]
        if area and (country, area) not in self.areas and id_ in self.known and cells[6] == "P":
            row = self.store.execute("SELECT admin1 FROM place WHERE id = ?", (id_,)).fetchone()
            self.areas[country, area] = row[0]

    def place(self, cells: list[str], where: str) -> list[tuple[str, int]]:
        """Add one line's place; its names with their codes, none if nothing was added."""
        number, name, ascii_name, alternates, lat, lon, kind, _, country, _, area = cells[:11]
        if kind != "P":
            self.other += 1
            return []
        id_ = f"geonames:{number}"
        if id_ in self.known:
            self.held += 1
            return []
        try:
            people, north, east = int(cells[14] or 0), round(float(lat) * 1e5), round(float(lon) * 1e5)
        except ValueError as error:
            raise InputError(where, f"no number where a GeoNames dump has one ({error})") from error
        self.pid += 1
        self.added += 1
        self.known.add(id_)
        self.store.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (self.pid, id_, canonical_city(name, country), north, east, country, self.areas.get((country, area), 0), 0,
             people, KINDS.index("city"), round(town_radius(people))),
        )  # fmt: skip
        aliases = [ascii_name, *(alias for alias in alternates.split(",") if latin(alias))]
        famous = FAMOUS if people >= FAMOUS_PEOPLE else 0
        codes: dict[str, int] = {}
        for key, alternate in keys_of(canonical_city(name, country), [name, *aliases], country, "city"):
            codes.setdefault(key, (self.pid << 2) + (ALTERNATE if alternate else famous))
        if country in ROMANISED:
            codes.update({LOOSE + loose_key(key): (self.pid << 2) + ALTERNATE for key in tuple(codes)})
        return list(codes.items())
