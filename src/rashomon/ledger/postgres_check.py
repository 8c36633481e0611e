"""Reads a whole PostgreSQL ledger again and says where it is not as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import psycopg
from psycopg import sql

from rashomon.ledger.base import Damage, as_utc
from rashomon.ledger.chain import GENESIS, batch_digest, time_text
from rashomon.ledger.entry_check import Rows, check_entry

_Reader = psycopg.Connection[Any]
_CHUNK = 500


def find_damage(reader: _Reader, make: Callable[[str], sql.Composed], claim_rows: Rows) -> Iterator[Damage]:
    """Every difference between the ledger, its chained hashes and its own index.

    Args:
        reader: A connection in a transaction that sees one state.
        make: Makes a statement of ours for the ledger's schema.
        claim_rows: What the index should hold of an entry, by sequence number.
    """
    previous, expected, next_entry = GENESIS, 1, 1
    stored = _by_batch(reader, make)
    held = next(stored, None)
    batches = reader.execute(make("SELECT number, recorded, first, size, digest FROM {schema}.batch ORDER BY number"))
    index = _index(reader, make)
    for number, recorded, first, size, digest in batches.fetchall():
        if number != expected:
            yield Damage(batch=number, entry=None, what=f"batches {expected} to {number - 1} are missing")
        rows: list[tuple[int, str, bytes, bytes]] = []
        if held is not None and held[0] == number:
            rows = held[1]
            held = next(stored, None)
        if first != next_entry or [row[0] for row in rows] != list(range(first, first + size)):
            yield Damage(
                batch=number, entry=None, what=f"entries are missing: {size} were taken, {len(rows)} are there"
            )
        for sequence, _, entry_digest, payload in rows:
            found = index.pop(sequence, [])
            yield from check_entry(number, sequence, (entry_digest, payload), found, claim_rows)
        if batch_digest(previous, number, time_text(as_utc(recorded)), [row[:3] for row in rows]) != digest:
            yield Damage(batch=number, entry=None, what="does not follow from the batch before it by its chained hash")
        previous, expected, next_entry = digest, number + 1, first + size
    for sequence in index:
        yield Damage(batch=0, entry=sequence, what="the index names an entry that is not there")


def _by_batch(
    reader: _Reader, make: Callable[[str], sql.Composed]
) -> Iterator[tuple[int, list[tuple[int, str, bytes, bytes]]]]:
    """Entries by batch, streamed: a ledger may be larger than memory."""
    query = make("SELECT batch, sequence, id, digest, payload FROM {schema}.entry ORDER BY batch, sequence")
    with reader.cursor(name="verify") as cursor:
        cursor.itersize = _CHUNK
        for batch, rows in groupby(cursor.execute(query), key=lambda row: row[0]):
            yield batch, [(row[1], row[2], bytes(row[3]), bytes(row[4])) for row in rows]


def _index(reader: _Reader, make: Callable[[str], sql.Composed]) -> dict[int, list[tuple[Any, ...]]]:
    query = make(
        "SELECT entry, position, id, kind, published, place, name, valid_start, valid_end FROM {schema}.claim "
        "ORDER BY entry, position"
    )
    return {entry: list(rows) for entry, rows in groupby(reader.execute(query), key=lambda row: row[0])}
