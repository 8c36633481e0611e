"""The index of claims in an SQLite ledger: what questions find them by. It can be made anew from the entries."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from rashomon.ledger.base import place_name
from rashomon.ledger.chain import decode
from rashomon.model.entry import Claimed, Entry

TABLES = """
CREATE TABLE claim (
  entry INTEGER NOT NULL REFERENCES entry (sequence), position INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
  published TEXT, place TEXT, name TEXT, valid_start TEXT, valid_end TEXT, PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_by_place ON claim (place, valid_start, valid_end) WHERE place IS NOT NULL;
CREATE INDEX claim_by_name ON claim (name) WHERE name IS NOT NULL;
CREATE INDEX claim_by_kind_and_day ON claim (kind, published);
CREATE INDEX claim_by_day ON claim (published);
CREATE INDEX claim_by_interval ON claim (valid_start, valid_end);
"""
COLUMNS = "entry, position, id, kind, published, place, name, valid_start, valid_end"
INSERT = f"INSERT INTO claim ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own words
ClaimRow = tuple[int, int, str, str, str | None, str | None, str | None, str | None, str | None]


def claim_rows(sequence: int, entry: Entry) -> Iterator[ClaimRow]:
    """What the index holds of each claim in an entry."""
    if isinstance(entry, Claimed):
        for position, claim in enumerate(entry.claims):
            place = claim.place.id or None if claim.place else None
            days = (claim.published, claim.valid.start, claim.valid.end)
            published, start, end = (day.isoformat() if day else None for day in days)
            yield sequence, position, claim.id, claim.kind, published, place, place_name(claim), start, end


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index anew, inside the caller's transaction.

    Raises:
        LedgerError: An entry does not parse.
    """
    connection.execute("DROP TABLE IF EXISTS claim")
    for statement in TABLES.split(";\n"):
        connection.execute(statement)
    readings = connection.execute("SELECT sequence, payload FROM entry WHERE kind = 'claimed' ORDER BY sequence")
    connection.executemany(
        INSERT, (row for sequence, payload in readings for row in claim_rows(sequence, decode(payload)))
    )
