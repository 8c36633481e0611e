"""What a ledger tells of single places, kept beside it on disk: the next question reads and does not fold.

Beside FILE stands FILE.places, an SQLite file with, for each place that was asked for or kept, the course of its
counts and of its holders over all days of knowing. It is never the truth: each place is sealed with the state of
the ledger and with the rules that it was made of, and who reads it holds it against both. Deleting it costs the
folding and nothing else. A place is written in one transaction: whole, or not at all.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import sqlite3
import threading
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from rashomon.kept import rules_stamp
from rashomon.model.event import Toll
from rashomon.reconcile.control.bearings import Holding
from rashomon.reconcile.evidence import Item
from rashomon.reconcile.figures.course import Course
from rashomon.reconcile.judging import Decisions
from rashomon.reconcile.place_course import Change, Held, Names, PlaceAccount, PlaceCourse, account_of_place

APPLICATION_ID = 0x5241504C  # "RAPL"
WAIT_S = 10.0
_CHECK = 8  # bytes of hash before each body
_CLAIMS = 1 << 32  # of one place at most: claim n of place p has the row p * _CLAIMS + n
_TABLES = """
CREATE TABLE made (seal TEXT NOT NULL) STRICT;
CREATE TABLE place (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, batch INTEGER NOT NULL, digest TEXT NOT NULL,
  acts TEXT NOT NULL, whole INTEGER NOT NULL, subjects BLOB NOT NULL, decisions BLOB NOT NULL
) STRICT;
CREATE TABLE item (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE toll (
  id INTEGER PRIMARY KEY, place INTEGER NOT NULL, told INTEGER NOT NULL, done INTEGER NOT NULL, first INTEGER NOT NULL,
  last INTEGER NOT NULL, body BLOB NOT NULL, made BLOB NOT NULL
) STRICT;
CREATE INDEX toll_of_place ON toll (place, told, first, last);
CREATE TABLE held (
  id INTEGER PRIMARY KEY, place INTEGER NOT NULL, told INTEGER NOT NULL, key INTEGER NOT NULL, holding INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX held_of_place ON held (place, told);
"""
_items = msgspec.msgpack.Decoder(Item)
_courses = msgspec.msgpack.Decoder(Course)
_tolls = msgspec.msgpack.Decoder(Toll)
_changes = msgspec.msgpack.Decoder(Change)
_holdings = msgspec.msgpack.Decoder(Holding)
_decisions = msgspec.msgpack.Decoder(tuple[frozenset[str], dict[str, str]])


class Subjects:
    """Ids that a judgement can name and that are of one place: a set in eight bytes an id.

    Two ids may share their eight bytes; then a judgement on the one is looked at for nothing, which is harmless.
    """

    def __init__(self, ids: Iterable[str] = (), raw: bytes = b"") -> None:
        self._held = array("Q", raw)
        if not raw:
            self._held = array("Q", sorted({_short(one) for one in ids}))

    def __contains__(self, subject: object) -> bool:
        """Whether the id is, as far as can be told, among them."""
        short = _short(str(subject))
        at = bisect_left(self._held, short)
        return at < len(self._held) and self._held[at] == short

    def raw(self) -> bytes:
        """The bytes to keep."""
        return self._held.tobytes()


def _short(subject: str) -> int:
    return int.from_bytes(hashlib.blake2b(subject.encode(), digest_size=8).digest(), "little")


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """Of which state of the ledger the account of a place is.

    Attributes:
        batch, digest: The ledger's last batch, and its chained hash.
        acts: A word for the judgements that bear on the place.
        whole: Whether they make the whole ledger answer: then nothing of the place is kept.
        subjects: What a judgement can name of the place.
    """

    batch: int
    digest: str
    acts: str
    whole: bool
    subjects: Subjects


class SpoiledPlaceError(Exception):
    """What is kept of a place is not as it was written, or was kept anew meanwhile: it has to be asked for again."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of one place.

    Attributes:
        id: In the file.
        names: What it goes by.
        sealed: Of which state of the ledger it is.
        decisions: As in `PlaceCourse`.
    """

    id: int
    names: Names
    sealed: Sealed
    decisions: Decisions


class KeptPlaces:
    """The file beside a ledger.

    Args:
        ledger: The ledger.
    """

    def __init__(self, ledger: Path) -> None:
        self.path = places_path(ledger)
        self._lock = threading.Lock()
        self._open: sqlite3.Connection | None = None

    def find(self, names: Names) -> Kept | None:
        """What is kept of a place, of whatever state of the ledger; None for nothing, or nothing of these rules."""
        with contextlib.suppress(SpoiledPlaceError), self._reading() as reader:
            row = reader.execute(
                "SELECT id, batch, digest, acts, whole, subjects, decisions FROM place WHERE name = ?", (names.name,)
            ).fetchone()
            if row is not None:
                number, batch, digest, acts, whole, subjects, decisions = row
                accepted, reasons = _decisions.decode(_unsealed(decisions))
                sealed = Sealed(
                    batch=batch, digest=digest, acts=acts, whole=bool(whole), subjects=Subjects(raw=_unsealed(subjects))
                )
                return Kept(
                    id=number, names=names, sealed=sealed, decisions=Decisions(accepted=accepted, reasons=reasons)
                )
        return None

    def at(self, kept: Kept, known: dt.date | None = None, on: dt.date | None = None) -> PlaceAccount:
        """The account of a place that `find` gave; see `PlaceCourse.at`.

        Raises:
            SpoiledPlaceError: See there.
        """
        last = known or dt.date.max
        with self._reading() as reader:
            if reader.execute("SELECT 1 FROM place WHERE id = ?", (kept.id,)).fetchone() is None:
                raise SpoiledPlaceError
            tolls = _tolls_by(reader, kept, last, on)
            spans = [span for held in _held_by(reader, kept.id, last) for span in held.spans()]
            return account_of_place(kept.names, known, on, tolls, spans)

    def write(self, names: Names, sealed: Sealed, course: PlaceCourse | None) -> bool:
        """Keep a place in the stead of what was kept of it; False where nothing can be written."""
        with self._writing() as writer:
            if writer is None:
                return False
            old = writer.execute("SELECT id FROM place WHERE name = ?", (names.name,)).fetchone()
            if old is not None:
                _forget(writer, old[0])
            decisions = course.decisions if course is not None else Decisions()
            told = msgspec.msgpack.encode((decisions.accepted, decisions.reasons))
            number = writer.execute(
                """INSERT INTO place (name, batch, digest, acts, whole, subjects, decisions)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                (
                    names.name, sealed.batch, sealed.digest, sealed.acts, sealed.whole,
                    _sealed(sealed.subjects.raw()), _sealed(told),
                ),
            ).lastrowid  # fmt: skip
            if course is not None and number is not None:
                _fill(writer, number, course)
        return True

    def advance(self, names: Names, batch: int, digest: str) -> None:
        """Note that what is kept of a place holds for a later state of the ledger as well."""
        with self._writing() as writer:
            if writer is not None:
                writer.execute("UPDATE place SET batch = ?, digest = ? WHERE name = ?", (batch, digest, names.name))

    def names(self) -> tuple[str, ...]:
        """Names of the places that are kept, without regard to case."""
        with contextlib.suppress(SpoiledPlaceError), self._reading() as reader:
            return tuple(name for (name,) in reader.execute("SELECT name FROM place ORDER BY id"))
        return ()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._drop()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the file.

        Raises:
            SpoiledPlaceError: It is not there, not ours, of other rules, or what is read is not as it was written.
        """
        with self._lock:
            if self._open is None and self.path.exists():
                self._open = _connect(self.path)
            if self._open is None:
                raise SpoiledPlaceError
            try:
                self._open.execute("BEGIN")
                if not _is_current(self._open):
                    raise SpoiledPlaceError
                yield self._open
            except (sqlite3.Error, msgspec.MsgspecError, LookupError) as error:
                self._drop()
                raise SpoiledPlaceError from error
            finally:
                if self._open is not None:
                    self._open.execute("COMMIT")

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection | None]:
        """A transaction on the file, which is made anew where it is of other rules; None where it cannot be written."""
        with self._lock:
            self._open = self._open or _connect(self.path)
            begun = self._open is not None and _begin(self._open)
            try:
                yield self._open if begun else None
                if begun and self._open is not None:
                    self._open.execute("COMMIT")
            except sqlite3.Error as error:
                self._drop()  # a full disk: what is not kept is folded again
                if type(error) is sqlite3.DatabaseError:  # malformed: nothing in it can be trusted
                    self.path.unlink(missing_ok=True)
            except BaseException:  # also Ctrl-C: half a place is never kept
                self._drop()
                raise

    def _drop(self) -> None:
        if self._open is not None:
            with contextlib.suppress(sqlite3.Error):
                self._open.close()
            self._open = None


def places_path(ledger: Path) -> Path:
    """Where the accounts of single places of the ledger at a path are kept."""
    return ledger.with_name(ledger.name + ".places")


def _tolls_by(reader: sqlite3.Connection, kept: Kept, known: dt.date, on: dt.date | None) -> list[Toll | None]:
    """The counts of a place as known on a day: as they were made for good where they are so by then, else made."""
    day = known.toordinal()
    question = "SELECT done <= ?, CASE WHEN done <= ? THEN made ELSE body END FROM toll WHERE place = ? AND told <= ?"
    values = [day, day, kept.id, day]
    if on is not None:
        question += " AND first <= ? AND last >= ?"
        values += [on.toordinal(), on.toordinal()]

    def item(number: int) -> Item:
        row = reader.execute("SELECT body FROM item WHERE id = ?", (kept.id * _CLAIMS + number,)).fetchone()
        if row is None:
            raise SpoiledPlaceError
        return _items.decode(_unsealed(row[0]))

    rows = reader.execute(question + " ORDER BY id", values).fetchall()
    return [
        _tolls.decode(_unsealed(body)) if done else _courses.decode(_unsealed(body)).at(known, item, kept.decisions)
        for done, body in rows
    ]


def _held_by(reader: sqlite3.Connection, place: int, known: dt.date) -> list[Held]:
    found: dict[int, tuple[list[Change], list[Holding]]] = defaultdict(lambda: ([], []))
    rows = reader.execute(
        "SELECT key, holding, body FROM held WHERE place = ? AND told <= ? ORDER BY id", (place, known.toordinal())
    )
    for key, holding, body in rows:
        if holding:
            found[key][1].append(_holdings.decode(_unsealed(body)))
        else:
            found[key][0].append(_changes.decode(_unsealed(body)))
    return [Held(changes=tuple(changes), holdings=tuple(holdings)) for changes, holdings in found.values()]


def _forget(writer: sqlite3.Connection, place: int) -> None:
    writer.execute("DELETE FROM item WHERE id BETWEEN ? AND ?", (place * _CLAIMS, (place + 1) * _CLAIMS - 1))
    for table, column in (("toll", "place"), ("held", "place"), ("place", "id")):
        writer.execute(f"DELETE FROM {table} WHERE {column} = ?", (place,))  # noqa: S608 - our own words


def _fill(writer: sqlite3.Connection, place: int, course: PlaceCourse) -> None:
    encode = msgspec.msgpack.encode
    writer.executemany(
        "INSERT INTO item VALUES (?, ?)",
        ((place * _CLAIMS + number, _sealed(encode(item))) for number, item in enumerate(course.items)),
    )
    writer.executemany(
        "INSERT INTO toll (place, told, done, first, last, body, made) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                place, one.marks[0].day.toordinal(), one.marks[-1].day.toordinal(),
                *_days([course.items[at] for at in one.items]), _sealed(encode(one)),
                _sealed(encode(one.at(dt.date.max, course.items.__getitem__, course.decisions))),
            )
            for one in course.tolls
        ),
    )  # fmt: skip
    for key, held in enumerate(course.held):
        rows = [(one.day, 0, encode(one)) for one in held.changes]
        rows += [(one.day or dt.date.max, 1, encode(one)) for one in held.holdings]
        writer.executemany(
            "INSERT INTO held (place, told, key, holding, body) VALUES (?, ?, ?, ?, ?)",
            ((place, day.toordinal(), key, sort, _sealed(body)) for day, sort, body in rows),
        )


def _days(items: Sequence[Item]) -> tuple[int, int]:
    """First and last day that any of the claims may count."""
    starts = [item.claim.valid.start or dt.date.min for item in items]
    ends = [item.claim.valid.end or dt.date.max for item in items]
    return min(starts).toordinal(), max(ends).toordinal()


def _sealed(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECK).digest() + body


def _unsealed(raw: bytes) -> bytes:
    body = raw[_CHECK:]
    if hashlib.blake2b(body, digest_size=_CHECK).digest() != raw[:_CHECK]:
        raise SpoiledPlaceError
    return body


def _connect(path: Path) -> sqlite3.Connection | None:
    """The file opened; None where it is not ours and not empty: nobody's file is written over."""
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None, check_same_thread=False)
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if application == APPLICATION_ID or not (application or tables):
            return connection
    except sqlite3.Error:
        pass
    if connection is not None:
        connection.close()
    return None


def _is_current(connection: sqlite3.Connection) -> bool:
    there = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'made'").fetchone()
    return there is not None and connection.execute("SELECT seal FROM made").fetchone() == (rules_stamp(),)


def _begin(connection: sqlite3.Connection) -> bool:
    """Begin to write, in tables of these rules; False where that cannot be."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        if not _is_current(connection):
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            ).fetchall():
                connection.execute(f"DROP TABLE {name}")
            for statement in _TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("INSERT INTO made VALUES (?)", (rules_stamp(),))
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        return False
    return True
