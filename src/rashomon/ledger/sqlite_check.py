"""Reads a whole SQLite ledger again and says where it is not as it was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from rashomon.errors import LedgerError
from rashomon.ledger.base import Damage
from rashomon.ledger.chain import GENESIS, batch_digest
from rashomon.ledger.entry_check import Rows, check_entry
from rashomon.ledger.sqlite_file import Head, head_path, read_head
from rashomon.ledger.sqlite_index import COLUMNS


def find_damage(reader: sqlite3.Connection, path: Path, claim_rows: Rows) -> Iterator[Damage]:
    """Every difference between the ledger and its chained hashes, its witness and its own index.

    Args:
        reader: A connection; one consistent state is read.
        path: The ledger's file, for the witness beside it.
        claim_rows: What the index should hold of an entry, by sequence number.
    """
    try:
        head = read_head(path)  # before the state is taken: a writer may go on meanwhile
    except LedgerError as error:
        yield Damage(batch=0, entry=None, what=str(error))
        return
    try:
        reader.execute("BEGIN")
        for (line,) in reader.execute("PRAGMA integrity_check(20)"):
            if line != "ok":
                yield Damage(batch=0, entry=None, what=f"SQLite: {line}")
        digests = yield from _check_batches(reader, claim_rows)
        yield from _check_strays(reader)
    except sqlite3.Error as error:
        yield Damage(batch=0, entry=None, what=f"the file cannot be read to its end: {error}")
        return
    yield from _check_head(head, head_path(path).name, digests)


def _check_batches(reader: sqlite3.Connection, claim_rows: Rows) -> Generator[Damage, None, dict[int, str]]:
    """Yields damage; returns the stored digest of each batch by number."""
    previous, expected, next_entry, digests = GENESIS, 1, 1, {}
    batches = reader.execute("SELECT number, recorded, first, size, digest FROM batch ORDER BY number").fetchall()
    for number, recorded, first, size, digest in batches:
        if number != expected:
            yield Damage(batch=number, entry=None, what=f"batches {expected} to {number - 1} are missing")
        rows = reader.execute(
            "SELECT sequence, id, digest, payload FROM entry WHERE batch = ? ORDER BY sequence", (number,)
        ).fetchall()
        if first != next_entry or [row[0] for row in rows] != list(range(first, first + size)):
            yield Damage(
                batch=number, entry=None, what=f"entries are missing: {size} were taken, {len(rows)} are there"
            )
        for sequence, _, entry_digest, payload in rows:
            yield from check_entry(number, sequence, (entry_digest, payload), _index_of(reader, sequence), claim_rows)
        if batch_digest(previous, number, recorded, [row[:3] for row in rows]) != digest:
            yield Damage(batch=number, entry=None, what="does not follow from the batch before it by its chained hash")
        previous, expected, next_entry, digests[number] = digest, number + 1, first + size, digest.hex()
    return digests


def _index_of(reader: sqlite3.Connection, sequence: int) -> list[tuple[Any, ...]]:
    query = f"SELECT {COLUMNS} FROM claim WHERE entry = ? ORDER BY position"  # noqa: S608 - our own words
    return reader.execute(query, (sequence,)).fetchall()


def _check_strays(reader: sqlite3.Connection) -> Iterator[Damage]:
    strays = "SELECT batch, sequence FROM entry WHERE batch NOT IN (SELECT number FROM batch) LIMIT 20"
    for batch, sequence in reader.execute(strays):
        yield Damage(batch=batch, entry=sequence, what="the entry belongs to no batch")
    for (sequence,) in reader.execute(
        "SELECT DISTINCT entry FROM claim WHERE entry NOT IN (SELECT sequence FROM entry)"
    ):
        yield Damage(batch=0, entry=sequence, what="the index names an entry that is not there")


def _check_head(head: Head | None, name: str, digests: dict[int, str]) -> Iterator[Damage]:
    last = max(digests, default=0)
    if head is None:
        if digests:
            yield Damage(batch=last, entry=None, what=f"{name} is missing: nothing bears witness to what was last")
    elif head.batch > last:
        yield Damage(batch=head.batch, entry=None, what=f"batches {last + 1} to {head.batch} were taken and are gone")
    elif digests.get(head.batch) != head.digest:
        yield Damage(batch=head.batch, entry=None, what=f"is not the batch that {name} bears witness to")
