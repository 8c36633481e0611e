"""A ledger in one SQLite file: many readers, one writer at a time, every acknowledged batch on disk."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from rashomon.errors import LedgerError
from rashomon.ledger.base import Clock, Damage, Receipt, Recorded, Where, as_utc, generation_of, report_of, utc_now
from rashomon.ledger.chain import GENESIS, Sealed, batch_digest, decode, seal, text_time, time_text
from rashomon.ledger.sqlite_check import find_damage
from rashomon.ledger.sqlite_file import Head, connect, explain, read_head, write_head
from rashomon.ledger.sqlite_index import INSERT, claim_rows
from rashomon.model.entry import Entry, EntryKind

_SELECT = "SELECT e.sequence, e.batch, b.recorded, e.id, e.payload FROM entry e JOIN batch b ON b.number = e.batch"
_CLAIM_SIDES = (
    ("c.kind = ?", "claim_kind"),
    ("c.place = ?", "place_id"),
    ("c.name = ?", "place_name"),
    ("c.published <= ?", "published_by"),
    ("(c.valid_end IS NULL OR c.valid_end >= ?)", "valid_from"),
    ("(c.valid_start IS NULL OR c.valid_start <= ?)", "valid_to"),
)


class SqliteLedger:
    """See `rashomon.ledger.base.Ledger`.

    Args:
        path: The file; made where it is missing and `create` is on.
        clock: Where `recorded` times come from.
        wait_s: How long to wait for another writer before giving up.
        create: Whether a missing file is made.

    Raises:
        LedgerError: The file is no ledger, is damaged, or a newer version wrote it.
    """

    def __init__(self, path: Path, *, clock: Clock = utc_now, wait_s: float = 5.0, create: bool = True) -> None:
        """Opens the file; see the class for what may be wrong with it."""
        self.path = path
        self._clock = clock
        self._wait_s = wait_s
        self._lock = threading.Lock()  # one batch at a time also among the threads of one process
        self._writer = connect(path, wait_s=wait_s, create=create)

    def append(self, entries: Sequence[Entry]) -> Receipt:
        """See `Ledger.append`."""
        with self._lock, self._explained():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                receipt = self._append(entries)
                self._writer.execute("COMMIT")
            except BaseException:  # also Ctrl-C: half a batch is never kept
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            if receipt.added:
                self._write_head(receipt)
            return receipt

    def _append(self, entries: Sequence[Entry]) -> Receipt:
        last = self._writer.execute(
            "SELECT number, recorded, digest FROM batch ORDER BY number DESC LIMIT 1"
        ).fetchone()
        batch, recorded, digest = last or (0, "", GENESIS)
        self._check_head(batch)
        new = seal(entries, self._kind)
        if new:
            batch, recorded = batch + 1, max(time_text(as_utc(self._clock())), recorded)
            first = self._writer.execute("SELECT coalesce(max(sequence), 0) + 1 FROM entry").fetchone()[0]
            parts = [(at, part.id, part.digest) for at, part in enumerate(new, first)]
            digest = batch_digest(digest, batch, recorded, parts)
            self._writer.execute("INSERT INTO batch VALUES (?, ?, ?, ?, ?)", (batch, recorded, first, len(new), digest))
            self._insert(batch, first, new)
        return Receipt(
            batch=batch,
            recorded=text_time(recorded) if recorded else None,
            digest=digest.hex(),
            added=len(new),
            repeated=len(entries) - len(new),
        )

    def _insert(self, batch: int, first: int, new: list[Sealed]) -> None:
        self._writer.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    at,
                    batch,
                    part.id,
                    part.kind,
                    report_of(part.entry),
                    generation_of(part.entry),
                    part.digest,
                    part.payload,
                )
                for at, part in enumerate(new, first)
            ),
        )
        rows = (row for at, part in enumerate(new, first) for row in claim_rows(at, part.entry))
        self._writer.executemany(INSERT, rows)

    def _kind(self, name: str) -> EntryKind | None:
        found = self._writer.execute("SELECT kind FROM entry WHERE id = ?", (name,)).fetchone()
        return found[0] if found else None

    def _check_head(self, batch: int) -> None:
        """Never builds on a ledger that has lost what was promised: the gap would be papered over."""
        head = read_head(self.path)
        if head is not None and head.batch > batch:
            raise LedgerError(
                f"{self.path}: batches {batch + 1} to {head.batch} were taken and are gone; restore a copy "
                f"that has them, or remove {self.path.name}.head to go on without them"
            )

    def _write_head(self, receipt: Receipt) -> None:
        try:
            head = read_head(self.path)
            if head is not None and head.batch >= receipt.batch:
                return  # another process has taken a later batch meanwhile
            write_head(self.path, Head(batch=receipt.batch, digest=receipt.digest))
        except OSError as error:
            raise LedgerError(
                f"{self.path}: batch {receipt.batch} is held, but its witness cannot be written: {error.strerror}"
            ) from error

    def entries(
        self, since: int = 0, recorded_by: dt.datetime | None = None, where: Where | None = None
    ) -> Iterator[Recorded]:
        """See `Ledger.entries`. Each call reads through a connection of its own."""
        query, values = _query(since, recorded_by, where or Where())
        return self._read(query, values)

    def _read(self, query: str, values: list[str | int]) -> Iterator[Recorded]:
        with self._explained(), contextlib.closing(connect(self.path, wait_s=self._wait_s, create=False)) as reader:
            for sequence, batch, recorded, name, payload in reader.execute(query, values):
                try:
                    entry = decode(payload)
                except LedgerError as error:
                    raise LedgerError(f"{self.path}: entry {sequence} of batch {batch} is damaged: {error}") from error
                yield Recorded(sequence=sequence, batch=batch, recorded=text_time(recorded), id=name, entry=entry)

    def holds(self, report_id: str, generation: str) -> bool:
        """See `Ledger.holds`."""
        query = "SELECT 1 FROM entry WHERE kind = 'claimed' AND report = ? AND generation = ? LIMIT 1"
        with self._lock, self._explained():
            return self._writer.execute(query, (report_id, generation)).fetchone() is not None

    def verify(self) -> tuple[Damage, ...]:
        """See `Ledger.verify`. Also compares with the witness beside the file and with the claims' index."""
        with contextlib.closing(connect(self.path, wait_s=self._wait_s, create=False)) as reader:
            return tuple(find_damage(reader, self.path, claim_rows))

    def close(self) -> None:
        """See `Ledger.close`."""
        with self._lock:
            self._writer.close()

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LedgerError(f"{self.path}: {explain(error, self._wait_s)}") from error


def _query(since: int, recorded_by: dt.datetime | None, where: Where) -> tuple[str, list[str | int]]:
    """The question in SQL. Every value is bound, none is written into the text."""
    sides, values = ["e.sequence > ?"], [since]  # type: tuple[list[str], list[str | int]]
    upto = "(SELECT coalesce(max(number), 0) FROM batch WHERE recorded <= ?)"
    if recorded_by is not None:
        sides.append(f"e.batch <= {upto}")
        values.append(time_text(as_utc(recorded_by)))
    if where.kinds:
        # The plus keeps SQLite from walking all entries of a kind where the claims' index leads to a few.
        kind = "+e.kind" if where.asks_of_claims else "e.kind"
        sides.append(f"{kind} IN ({', '.join('?' * len(where.kinds))})")
        values.extend(where.kinds)
    if where.report_id is not None:
        sides.append("e.report = ?")
        values.append(where.report_id)
    if where.report_ids is not None:
        sides.append("e.report IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(where.report_ids))
    if where.generation is not None:
        sides.append("e.generation = ?")
        values.append(where.generation)
    if where.latest:
        later = "SELECT 1 FROM entry l WHERE l.kind = e.kind AND l.report = e.report AND l.sequence > e.sequence"
        if where.generation is not None:
            later += " AND l.generation = e.generation"
        if recorded_by is not None:
            later += f" AND l.batch <= {upto}"
            values.append(time_text(as_utc(recorded_by)))
        sides.append(f"NOT EXISTS ({later})")
    if where.asks_of_claims:
        where = msgspec.structs.replace(where, place_name=where.place_name.casefold() if where.place_name else None)
        asked = [(side, getattr(where, name)) for side, name in _CLAIM_SIDES if getattr(where, name) is not None]
        sides.append(f"e.sequence IN (SELECT c.entry FROM claim c WHERE {' AND '.join(side for side, _ in asked)})")  # noqa: S608 - our own words; every value is bound
        values.extend(value.isoformat() if isinstance(value, dt.date) else value for _, value in asked)
    return " ".join((_SELECT, "WHERE", " AND ".join(sides), "ORDER BY e.sequence")), values
