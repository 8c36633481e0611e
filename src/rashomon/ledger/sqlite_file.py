"""The file under an SQLite ledger: its tables, how it is opened, and the witness beside it.

Beside FILE stands FILE.head with the number and digest of the last batch that was acknowledged. SQLite
drops everything after a damaged byte in its write-ahead log without a word; the witness is how such a
loss is noticed.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import msgspec

from rashomon.errors import LedgerError
from rashomon.ledger.sqlite_index import rebuild

APPLICATION_ID = 0x5241534D  # "RASM"
SCHEMA_VERSION = 2  # 2: the index of claims knows places by name
_MAGIC = b"SQLite format 3\x00"
_TABLES = """
CREATE TABLE batch (
  number INTEGER PRIMARY KEY, recorded TEXT NOT NULL, first INTEGER NOT NULL, size INTEGER NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE TABLE entry (
  sequence INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch (number), id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, report TEXT NOT NULL, generation TEXT NOT NULL, digest BLOB NOT NULL, payload BLOB NOT NULL
) STRICT;
CREATE INDEX entry_by_kind_and_report ON entry (kind, report, sequence);
CREATE INDEX batch_by_time ON batch (recorded);
CREATE TRIGGER batch_is_kept BEFORE UPDATE ON batch BEGIN SELECT raise(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER batch_stays BEFORE DELETE ON batch BEGIN SELECT raise(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'a ledger is append-only'); END;
"""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The last batch that was acknowledged."""

    batch: int
    digest: str


def connect(path: Path, *, wait_s: float, create: bool) -> sqlite3.Connection:
    """A connection to the ledger, its tables made where the file is new.

    Raises:
        LedgerError: There is no such file and `create` is off, it is no ledger of ours, or a newer
            version wrote it. The message names the file.
    """
    if not create and not path.exists():
        raise LedgerError(f"{path}: there is no such ledger")
    _check_magic(path)
    try:
        connection = sqlite3.connect(path, timeout=wait_s, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: cannot be opened: {error}") from error
    try:
        _prepare(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise LedgerError(f"{path}: {explain(error, wait_s)}") from error
    except LedgerError:
        connection.close()
        raise
    return connection


def last_digest(path: Path) -> str:
    """Chained hash of the last batch, in hex; "" while there is none.

    Raises:
        LedgerError: As for `connect`.
    """
    with contextlib.closing(connect(path, wait_s=5.0, create=False)) as reader:
        found = reader.execute("SELECT digest FROM batch ORDER BY number DESC LIMIT 1").fetchone()
    return bytes(found[0]).hex() if found else ""


def explain(error: sqlite3.Error, wait_s: float) -> str:
    """What an SQLite error means for whoever keeps the ledger."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return f"another process has been writing to it for more than {wait_s:g} seconds; try again when it is done"
    if isinstance(error, sqlite3.DatabaseError) and (
        "malformed" in text or "not a database" in text or "corrupt" in text
    ):
        return f"is damaged ({text}); keep a copy, then see what `verify` finds"
    if "unable to open" in text or "readonly" in text:
        return f"cannot be opened ({text}); its folder must be writable, also for reading"
    return text


def _check_magic(path: Path) -> None:
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder, not a ledger")
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise LedgerError(f"{path}: the folder does not exist") from None
        return
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error.strerror}") from error
    if start and start != _MAGIC:
        raise LedgerError(f"{path}: is not a ledger")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection, path)
    if version == 0:
        connection.execute("PRAGMA journal_mode = WAL")
    if version < SCHEMA_VERSION:
        connection.execute("BEGIN IMMEDIATE")
        version = _version(connection, path)  # another process may have been quicker
        if version == 0:
            for statement in _TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        if version < SCHEMA_VERSION:
            rebuild(connection)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = FULL")  # an acknowledged batch survives a power cut
    connection.execute("PRAGMA trusted_schema = OFF")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version; 0 for a file without tables."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    if application != APPLICATION_ID and (tables or application or version):
        raise LedgerError(f"{path}: is an SQLite database but not a ledger")
    if version > SCHEMA_VERSION:
        raise LedgerError(f"{path}: a newer Rashomon wrote it (version {version}; this one reads {SCHEMA_VERSION})")
    return version


def head_path(path: Path) -> Path:
    """Where the witness of the ledger at `path` stands."""
    return path.with_name(path.name + ".head")


def read_head(path: Path) -> Head | None:
    """The witness; None where there is none, as when only the ledger's own file was copied.

    Raises:
        LedgerError: It does not parse.
    """
    try:
        return msgspec.json.decode(head_path(path).read_bytes(), type=Head)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise LedgerError(f"{head_path(path)}: does not parse: {error}") from error


def write_head(path: Path, head: Head) -> None:
    """Writes the witness so that a crash leaves either the old or the new one."""
    target = head_path(path)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(msgspec.json.encode(head))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
