"""The server under a PostgreSQL ledger: connections, tables, the writers' lock, and errors in plain words."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import errors, sql

from rashomon.errors import LedgerError, UsageError
from rashomon.ledger.address import shown

DEFAULT_SCHEMA = "rashomon"
SCHEMA_VERSION = 1
_LOCK = 0x5241534D  # "RASM": with the schema's hash, the key of the writers' lock
_TABLES = """
CREATE TABLE {schema}.about (version integer NOT NULL);
CREATE TABLE {schema}.batch (
  number bigint PRIMARY KEY, recorded timestamptz NOT NULL, first bigint NOT NULL, size integer NOT NULL,
  digest bytea NOT NULL
);
CREATE TABLE {schema}.entry (
  sequence bigint PRIMARY KEY, batch bigint NOT NULL REFERENCES {schema}.batch (number),
  id text COLLATE "C" NOT NULL UNIQUE, kind text COLLATE "C" NOT NULL, report text COLLATE "C" NOT NULL,
  generation text COLLATE "C" NOT NULL, digest bytea NOT NULL, payload bytea NOT NULL
);
CREATE TABLE {schema}.claim (
  entry bigint NOT NULL REFERENCES {schema}.entry (sequence), position integer NOT NULL, id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL, published date, place text COLLATE "C", name text COLLATE "C",
  valid_start date, valid_end date, PRIMARY KEY (entry, position)
);
CREATE INDEX entry_by_kind_and_report ON {schema}.entry (kind, report, sequence);
CREATE INDEX entry_by_batch ON {schema}.entry (batch);
CREATE INDEX batch_by_time ON {schema}.batch (recorded);
CREATE INDEX claim_by_place ON {schema}.claim (place, kind, valid_start, valid_end) WHERE place IS NOT NULL;
CREATE INDEX claim_by_name ON {schema}.claim (name) WHERE name IS NOT NULL;
CREATE INDEX claim_by_kind_and_day ON {schema}.claim (kind, published);
CREATE INDEX claim_by_day ON {schema}.claim (published);
CREATE INDEX claim_by_interval ON {schema}.claim (valid_start, valid_end);
CREATE FUNCTION {schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'a ledger is append-only'; END $$;
CREATE TRIGGER batch_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.batch EXECUTE FUNCTION {schema}.refuse();
CREATE TRIGGER entry_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.entry EXECUTE FUNCTION {schema}.refuse();
"""
# What brings tables of version N to N + 1; tables are made by the first and then brought up to date.
_MIGRATIONS = (_TABLES,)


class Server:
    """Where the ledger is and how to get in.

    Raises:
        UsageError: The URL or the schema's name is none.
    """

    def __init__(self, url: str, wait_s: float) -> None:
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query))
        schema = asked.pop("schema", DEFAULT_SCHEMA)
        if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", schema):
            raise UsageError(f"{shown(url)}: a schema's name is of small letters, digits and _")
        self.name = shown(url)
        self.schema = schema
        self._url = urlunsplit(parts._replace(query=urlencode(asked)))
        self._wait_s = wait_s

    def sql(self, query: str) -> sql.Composed:
        """A statement of ours with the schema's name in it; values are bound, never written in."""
        return sql.SQL(query).format(schema=sql.Identifier(self.schema))

    def connect(self) -> psycopg.Connection[Any]:
        """A connection that commits only when the log is on disk.

        Raises:
            LedgerError: The server cannot be reached or refuses.
        """
        wait = max(2, round(self._wait_s))
        with self.explained():
            connection: psycopg.Connection[Any] = psycopg.connect(
                self._url, autocommit=True, connect_timeout=wait, application_name="rashomon"
            )
            # Set and not asked for: a server's default may be laxer.
            for setting in ("SET synchronous_commit = on", "SET client_encoding = 'UTF8'", "SET TimeZone = 'UTC'"):
                connection.execute(setting)
            connection.execute(
                "SELECT set_config('lock_timeout', %s, false)", (f"{max(1, round(self._wait_s * 1000))}ms",)
            )
        return connection

    def connect_reader(self) -> psycopg.Connection[Any]:
        """A connection whose transactions each see one state and change nothing."""
        reader = self.connect()
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        reader.read_only = True
        return reader

    def open_ledger(self, *, create: bool) -> psycopg.Connection[Any]:
        """A connection to the ledger, its tables made or brought up to date.

        Raises:
            LedgerError: See `PostgresLedger`.
        """
        connection = self.connect()
        try:
            with self.explained():
                self._prepare(connection, create=create)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: psycopg.Connection[Any], *, create: bool) -> None:
        version = self._version(connection)
        if version is None and not create:
            raise LedgerError(f"{self.name}: there is no ledger in schema {self.schema}")
        if version is None or version < SCHEMA_VERSION:
            with connection.transaction():
                self._migrate(connection)

    def _migrate(self, connection: psycopg.Connection[Any]) -> None:
        self.lock(connection)
        version = self._version(connection) or 0  # another process may have been quicker
        if version == 0:
            connection.execute(self.sql("CREATE SCHEMA IF NOT EXISTS {schema}"))
        for script in _MIGRATIONS[version:]:
            connection.execute(self.sql(script))
        connection.execute(self.sql("DELETE FROM {schema}.about"))
        connection.execute(self.sql("INSERT INTO {schema}.about VALUES (%s)"), (SCHEMA_VERSION,))

    def _version(self, connection: psycopg.Connection[Any]) -> int | None:
        """Version of the tables; None where there are none."""
        tables = {
            name
            for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", (self.schema,))
        }
        if not tables:
            return None
        if not {"about", "batch", "entry", "claim"} <= tables:
            raise LedgerError(f"{self.name}: schema {self.schema} holds tables but no ledger")
        found = connection.execute(self.sql("SELECT version FROM {schema}.about")).fetchone()
        version = int(found[0]) if found else 0
        if version > SCHEMA_VERSION:
            raise LedgerError(
                f"{self.name}: a newer Rashomon wrote it (version {version}; this one reads {SCHEMA_VERSION})"
            )
        return version

    def lock(self, connection: psycopg.Connection[Any]) -> None:
        """Waits for other writers, until the transaction ends."""
        connection.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (_LOCK, self.schema))

    @contextlib.contextmanager
    def explained(self) -> Iterator[None]:
        """Turns what the driver raises into a `LedgerError` that names the ledger."""
        try:
            yield
        except psycopg.Error as error:
            raise LedgerError(f"{self.name}: {_explain(error, self._wait_s)}") from error


def _explain(error: psycopg.Error, wait_s: float) -> str:
    """What an error means for whoever keeps the ledger."""
    text = str(error).strip()
    if isinstance(error, errors.LockNotAvailable):
        return f"another process has been writing to it for more than {wait_s:g} seconds; try again when it is done"
    if isinstance(error, errors.InsufficientPrivilege):
        return f"the user may not do that: {text}"
    if "password authentication failed" in text or "no password supplied" in text:
        return "the server refuses the user or the password"
    if "does not exist" in text and "database" in text and isinstance(error, psycopg.OperationalError):
        return "there is no such database on the server; make it first (createdb)"
    if isinstance(error, psycopg.OperationalError):
        return f"the server cannot be reached: {text.splitlines()[-1].strip() if text else 'no reason told'}"
    return text
