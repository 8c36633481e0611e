"""A ledger in PostgreSQL, for teams that write from several machines. Needs the extra `rashomon[postgres]`."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import psycopg
from psycopg import sql

from rashomon.errors import LedgerError
from rashomon.ledger.base import (
    Clock,
    Damage,
    Receipt,
    Recorded,
    Where,
    as_utc,
    generation_of,
    place_name,
    report_of,
    utc_now,
)
from rashomon.ledger.chain import GENESIS, Sealed, batch_digest, decode, entry_id, seal, time_text
from rashomon.ledger.postgres_check import find_damage
from rashomon.ledger.postgres_server import Server
from rashomon.model.entry import Claimed, Entry, EntryKind, Undone

_CHUNK = 500  # entries that a reader fetches at once
_SELECT = """SELECT e.sequence, e.batch, b.recorded, e.id, e.payload
FROM {schema}.entry e JOIN {schema}.batch b ON b.number = e.batch"""
_CLAIM_SIDES = (
    ("c.kind = %s", "claim_kind"),
    ("c.place = %s", "place_id"),
    ("c.name = %s", "place_name"),
    ("c.published <= %s", "published_by"),
    ("(c.valid_end IS NULL OR c.valid_end >= %s)", "valid_from"),
    ("(c.valid_start IS NULL OR c.valid_start <= %s)", "valid_to"),
)


class PostgresLedger:
    """See `rashomon.ledger.base.Ledger`.

    One writer at a time, among all machines, by an advisory lock that ends with the batch; readers
    never wait for it.

    Args:
        url: postgresql://user:password@host:port/database, with `?schema=name` for another schema
            than `rashomon`: one database can hold several ledgers.
        clock: Where `recorded` times come from.
        wait_s: How long to wait for another writer, and for the server to answer, before giving up.
        create: Whether a missing ledger is made.

    Raises:
        LedgerError: The server cannot be reached or lets nobody in, there is no ledger and `create` is
            off, the schema holds something else, or a newer version wrote it. Passwords are never told.
    """

    def __init__(self, url: str, *, clock: Clock = utc_now, wait_s: float = 5.0, create: bool = True) -> None:
        """Connects; see the class for what may go wrong."""
        self._server = Server(url, wait_s)
        self._clock = clock
        self._lock = threading.Lock()  # a connection carries one batch at a time
        self._idle: list[psycopg.Connection[Any]] = []
        self._writer = self._server.open_ledger(create=create)

    @property
    def name(self) -> str:
        """The ledger as messages name it."""
        return self._server.name

    def append(self, entries: Sequence[Entry]) -> Receipt:
        """See `Ledger.append`."""
        with self._lock, self._server.explained():
            if self._writer.closed:
                self._writer = self._server.connect()  # the server was restarted meanwhile
            with self._writer.transaction():  # rolls back on anything, also on Ctrl-C
                self._server.lock(self._writer)
                return self._append(entries)

    def _append(self, entries: Sequence[Entry]) -> Receipt:
        last = self._ask("SELECT number, recorded, digest FROM {schema}.batch ORDER BY number DESC LIMIT 1").fetchone()
        batch, recorded, digest = last or (0, None, GENESIS)
        new = seal(entries, self._kinds(entries).get)
        if new:
            now = as_utc(self._clock())
            batch, recorded = batch + 1, max(now, as_utc(recorded)) if recorded else now
            first = self._ask("SELECT coalesce(max(sequence), 0) + 1 FROM {schema}.entry").fetchall()[0][0]
            parts = [(at, part.id, part.digest) for at, part in enumerate(new, first)]
            digest = batch_digest(digest, batch, time_text(recorded), parts)
            self._ask(
                "INSERT INTO {schema}.batch VALUES (%s, %s, %s, %s, %s)", (batch, recorded, first, len(new), digest)
            )
            self._insert(batch, first, new)
        return Receipt(
            batch=batch,
            recorded=as_utc(recorded) if recorded else None,
            digest=digest.hex(),
            added=len(new),
            repeated=len(entries) - len(new),
        )

    def _kinds(self, entries: Sequence[Entry]) -> dict[str, EntryKind]:
        """What the ledger holds of a batch already, asked at once: the server may be far."""
        names = [entry_id(entry) for entry in entries] + [one.entry for one in entries if isinstance(one, Undone)]
        found = self._ask("SELECT id, kind FROM {schema}.entry WHERE id = ANY(%s)", (names,))
        return dict(found)

    def _insert(self, batch: int, first: int, new: list[Sealed]) -> None:
        numbered = list(enumerate(new, first))
        with (
            self._writer.cursor() as cursor,
            cursor.copy(self._server.sql("COPY {schema}.entry FROM STDIN (FORMAT BINARY)")) as copy,
        ):
            copy.set_types(["int8", "int8", "text", "text", "text", "text", "bytea", "bytea"])
            for at, one in numbered:
                about, generation = report_of(one.entry), generation_of(one.entry)
                copy.write_row((at, batch, one.id, one.kind, about, generation, one.digest, one.payload))
        with (
            self._writer.cursor() as cursor,
            cursor.copy(self._server.sql("COPY {schema}.claim FROM STDIN (FORMAT BINARY)")) as copy,
        ):
            copy.set_types(["int8", "int4", "text", "text", "date", "text", "text", "date", "date"])
            for at, one in numbered:
                for row in claim_rows(at, one.entry):
                    copy.write_row(row)

    def _ask(self, query: str, values: Sequence[object] = ()) -> psycopg.Cursor[Any]:
        return self._writer.execute(self._server.sql(query), values)

    def entries(
        self, since: int = 0, recorded_by: dt.datetime | None = None, where: Where | None = None
    ) -> Iterator[Recorded]:
        """See `Ledger.entries`. Read in chunks from one snapshot, through a connection of its own."""
        query, values = _query(since, recorded_by, where or Where())
        return self._read(self._server.sql(query), values)

    def _read(self, query: sql.Composed, values: list[object]) -> Iterator[Recorded]:
        with self._server.explained(), self._reader() as reader, reader.cursor(name="entries") as cursor:
            cursor.itersize = _CHUNK
            for sequence, batch, recorded, name, payload in cursor.execute(query, values):
                try:
                    entry = decode(payload)
                except LedgerError as error:
                    raise LedgerError(f"{self.name}: entry {sequence} of batch {batch} is damaged: {error}") from error
                yield Recorded(sequence=sequence, batch=batch, recorded=as_utc(recorded), id=name, entry=entry)

    @contextlib.contextmanager
    def _reader(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection in a transaction that sees one state; it is used again by the next reader."""
        try:
            reader = self._idle.pop()
        except IndexError:
            reader = self._server.connect_reader()
        try:
            with reader.transaction():
                yield reader
        except psycopg.OperationalError:
            reader.close()
            raise
        finally:
            if not reader.closed:
                self._idle.append(reader)

    def holds(self, report_id: str, generation: str) -> bool:
        """See `Ledger.holds`."""
        query = "SELECT 1 FROM {schema}.entry WHERE kind = 'claimed' AND report = %s AND generation = %s LIMIT 1"
        with self._server.explained(), self._reader() as reader:
            return reader.execute(self._server.sql(query), (report_id, generation)).fetchone() is not None

    def verify(self) -> tuple[Damage, ...]:
        """See `Ledger.verify`. Also compares the claims' index."""
        with self._server.explained(), self._reader() as reader:
            return tuple(find_damage(reader, self._server.sql, claim_rows))

    def close(self) -> None:
        """See `Ledger.close`."""
        with self._lock:
            for connection in (self._writer, *self._idle):
                connection.close()
            self._idle.clear()


ClaimRow = tuple[int, int, str, str, dt.date | None, str | None, str | None, dt.date | None, dt.date | None]


def claim_rows(sequence: int, entry: Entry) -> Iterator[ClaimRow]:
    """What the index holds of each claim in an entry."""
    if isinstance(entry, Claimed):
        for position, claim in enumerate(entry.claims):
            place = claim.place.id or None if claim.place else None
            valid = claim.valid
            yield (
                sequence,
                position,
                claim.id,
                claim.kind,
                claim.published,
                place,
                place_name(claim),
                valid.start,
                valid.end,
            )


def _query(since: int, recorded_by: dt.datetime | None, where: Where) -> tuple[str, list[object]]:
    """The question in SQL. Every value is bound, none is written into the text."""
    sides: list[str] = ["e.sequence > %s"]
    values: list[object] = [since]
    upto = "(SELECT coalesce(max(number), 0) FROM {schema}.batch WHERE recorded <= %s)"
    if recorded_by is not None:
        sides.append(f"e.batch <= {upto}")
        values.append(as_utc(recorded_by))
    if where.kinds:
        sides.append("e.kind = ANY(%s)")
        values.append(list(where.kinds))
    if where.report_id is not None:
        sides.append("e.report = %s")
        values.append(where.report_id)
    if where.report_ids is not None:
        sides.append("e.report = ANY(%s)")
        values.append(list(where.report_ids))
    if where.generation is not None:
        sides.append("e.generation = %s")
        values.append(where.generation)
    if where.latest:
        later = (
            "SELECT 1 FROM {schema}.entry l WHERE l.kind = e.kind AND l.report = e.report AND l.sequence > e.sequence"
        )
        if where.generation is not None:
            later += " AND l.generation = e.generation"
        if recorded_by is not None:
            later += f" AND l.batch <= {upto}"
            values.append(as_utc(recorded_by))
        sides.append(f"NOT EXISTS ({later})")
    if where.asks_of_claims:
        where = msgspec.structs.replace(where, place_name=where.place_name.casefold() if where.place_name else None)
        asked = [(side, getattr(where, name)) for side, name in _CLAIM_SIDES if getattr(where, name) is not None]
        claims = f"SELECT c.entry FROM {{schema}}.claim c WHERE {' AND '.join(side for side, _ in asked)}"  # noqa: S608 - our own words; every value is bound
        sides.append(f"e.sequence IN ({claims})")
        values.extend(value for _, value in asked)
    return f"{_SELECT} WHERE {' AND '.join(sides)} ORDER BY e.sequence", values
