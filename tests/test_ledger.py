"""Ledgers: the contract on both backends, then what only a file can suffer: crashes, damage, other writers."""

import contextlib
import datetime as dt
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from contract.ledger_contract import Clock, LedgerContract, judge, make_report, reading, simple
from rashomon.errors import LedgerError, ModelError
from rashomon.ledger import Ledger, MemoryLedger, SqliteLedger, claims, open_ledger, reports
from rashomon.model.entry import Claimed, Judged, Withdrawn


class TestMemory(LedgerContract):
    def fresh(self, clock: Clock | None = None) -> contextlib.AbstractContextManager[Ledger]:
        return contextlib.closing(MemoryLedger(clock or Clock()))


class TestSqlite(LedgerContract):
    @contextlib.contextmanager
    def fresh(self, clock: Clock | None = None) -> Iterator[Ledger]:
        with tempfile.TemporaryDirectory() as folder:
            ledger = SqliteLedger(Path(folder) / "war.ledger", clock=clock or Clock())
            yield ledger
            ledger.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.ledger"


def filled(path: Path, *names: str) -> None:
    ledger = open_ledger(path, clock=Clock())
    for name in names:
        ledger.append(simple(name, dt.date(2020, 1, 1)))
    ledger.close()


def test_memory_is_asked_for_by_name() -> None:
    assert isinstance(open_ledger(":memory:"), MemoryLedger)


def test_both_backends_give_the_same_entries_and_digests(path: Path) -> None:
    ledgers = [open_ledger(target, clock=Clock()) for target in (":memory:", path)]
    receipts = [[ledger.append(simple(name)) for name in ("Alba", "Brem")] for ledger in ledgers]
    assert receipts[0] == receipts[1]
    assert list(ledgers[0].entries()) == list(ledgers[1].entries())


def test_a_file_is_there_again_after_closing(path: Path) -> None:
    filled(path, "Alba", "Brem")
    ledger = open_ledger(path)
    assert [one.name for one in reports(ledger)] == ["Alba.txt", "Brem.txt"]
    assert ledger.append(simple("Alba", dt.date(2020, 1, 1))).added == 0
    assert ledger.verify() == ()


def test_changed_bytes_are_found_and_named(path: Path) -> None:
    filled(path, "Alba", "Brem", "Cora")
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TRIGGER entry_is_kept")
        raw.execute("UPDATE entry SET payload = CAST(replace(payload, 'Ten', 'Two') AS BLOB) WHERE sequence = 3")
        raw.commit()
    damage = open_ledger(path).verify()
    assert [(one.batch, one.entry) for one in damage] == [(2, 3)]
    assert "changed" in damage[0].what


def test_bytes_and_digest_changed_together_break_the_chain(path: Path) -> None:
    filled(path, "Alba", "Brem", "Cora")
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.create_function("sha", 1, lambda data: __import__("hashlib").sha256(data).digest())
        raw.execute("DROP TRIGGER entry_is_kept")
        raw.execute("UPDATE entry SET payload = CAST(replace(payload, 'Ten', 'Two') AS BLOB) WHERE sequence = 3")
        raw.execute("UPDATE entry SET digest = sha(payload)")
        raw.commit()
    assert [(one.batch, one.entry) for one in open_ledger(path).verify()] == [(2, None)]


def test_a_batch_cut_out_of_the_middle_is_missed(path: Path) -> None:
    filled(path, "Alba", "Brem", "Cora")
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.executescript("DROP TRIGGER entry_stays; DROP TRIGGER batch_stays;")
        raw.executescript("DELETE FROM claim WHERE entry IN (3, 4); DELETE FROM entry WHERE batch = 2;")
        raw.execute("DELETE FROM batch WHERE number = 2")
        raw.commit()
    found = " ".join(one.what for one in open_ledger(path).verify())
    assert "batches 2 to 2 are missing" in found
    assert "chained hash" in found


def test_an_index_that_lies_is_found(path: Path) -> None:
    filled(path, "Alba")
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE claim SET published = '2001-01-01'")
        raw.commit()
    assert ["index" in one.what for one in open_ledger(path).verify()] == [True]


def test_entries_cannot_be_edited_through_sql(path: Path) -> None:
    filled(path, "Alba")
    with contextlib.closing(sqlite3.connect(path)) as raw:
        for statement in (
            "UPDATE entry SET kind = 'x'",
            "DELETE FROM entry",
            "UPDATE batch SET size = 0",
            "DELETE FROM batch",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(statement)


def test_a_flipped_byte_in_the_log_loses_batches_but_not_silently(path: Path, tmp_path: Path) -> None:
    ledger = open_ledger(path, clock=Clock())
    for name in ("Alba", "Brem", "Cora", "Dorn"):
        ledger.append(simple(name))
    copy = tmp_path / "copy" / "war.ledger"
    copy.parent.mkdir()
    for suffix in ("", "-wal", ".head"):  # as after a crash: the log was never folded into the file
        shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
    log = bytearray(Path(f"{copy}-wal").read_bytes())
    log[len(log) * 2 // 3] ^= 1
    Path(f"{copy}-wal").write_bytes(log)
    hurt = open_ledger(copy)
    assert len(reports(hurt)) < 4
    assert any("were taken and are gone" in one.what for one in hurt.verify())
    with pytest.raises(LedgerError, match=r"taken and are gone.*war\.ledger\.head"):
        hurt.append(simple("Elst"))


def test_a_lost_witness_is_reported_and_hinders_nobody(path: Path) -> None:
    filled(path, "Alba")
    path.with_name("war.ledger.head").unlink()
    ledger = open_ledger(path)
    assert ["witness" in one.what for one in ledger.verify()] == [True]
    ledger.append(simple("Brem"))
    assert ledger.verify() == ()


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_a_torn_file_ends_in_a_message_that_names_it(path: Path, place: float) -> None:
    filled(path, *(f"Town{number}" for number in range(60)))
    data = bytearray(path.read_bytes())
    at = int(len(data) * place)
    data[at : at + 8192] = b"\xff" * len(data[at : at + 8192])
    path.write_bytes(data)
    found, said = (), ""
    try:
        ledger = open_ledger(path)
        found = ledger.verify()
        claims(ledger)
    except LedgerError as error:
        said = str(error)
    assert found or "war.ledger" in said
    assert not said or "war.ledger" in said


def test_a_foreign_file_is_refused(path: Path) -> None:
    path.write_text("Dear all, attached is the list.", encoding="utf-8")
    with pytest.raises(LedgerError, match=r"war\.ledger: is not a ledger"):
        open_ledger(path)


def test_a_foreign_database_is_refused_and_left_alone(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE cats (name)")
        raw.commit()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_version_is_refused(path: Path) -> None:
    filled(path, "Alba")
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerError, match=r"war\.ledger: a newer Rashomon wrote it \(version 99"):
        open_ledger(path)


def test_a_ledger_of_an_older_version_is_brought_up_to_date(path: Path) -> None:
    filled(path, "Alba", "Brem")
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.executescript("DROP INDEX claim_by_name; ALTER TABLE claim DROP COLUMN name; PRAGMA user_version = 1;")
    ledger = open_ledger(path)
    assert ledger.verify() == ()
    assert len(claims(ledger)) == 4


def test_a_missing_ledger_is_made_only_when_asked(path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        open_ledger(path, create=False)
    assert not path.exists()
    with pytest.raises(LedgerError, match="folder does not exist"):
        open_ledger(path.parent / "none" / "war.ledger")
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(path.parent)


def test_a_second_writer_waits_and_then_says_why_it_cannot(path: Path) -> None:
    filled(path, "Alba")
    ledger = open_ledger(path, wait_s=0.1)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match=r"war\.ledger: another process has been writing"):
            ledger.append(simple("Brem"))
        assert len(reports(ledger)) == 1  # reading goes on meanwhile
        other.execute("ROLLBACK")
    assert ledger.append(simple("Brem")).added == 2


def test_a_reader_keeps_the_state_in_which_it_began(path: Path) -> None:
    filled(path, "Alba", "Brem")
    reader, writer = open_ledger(path), open_ledger(path)
    held = reader.entries()
    first = next(held)
    writer.append(simple("Cora"))
    assert [first.sequence, *(one.sequence for one in held)] == [1, 2, 3, 4]
    assert len(list(reader.entries())) == 6


def test_a_failing_batch_leaves_nothing(path: Path) -> None:
    ledger = open_ledger(path)
    report = make_report("Alba")
    broken = msgspec.structs.replace(reading(report)[1], generation=object())  # cannot be encoded
    with pytest.raises(TypeError):
        ledger.append([*simple("Brem"), broken])
    assert list(ledger.entries()) == []
    assert ledger.append(simple("Brem")).batch == 1


WRITER = """
import sys
from contract.ledger_contract import simple
from rashomon.ledger import open_ledger
ledger = open_ledger(sys.argv[1])
for number in range(10_000):
    receipt = ledger.append(simple(f"Town{number}"))
    print(receipt.batch, receipt.digest, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 12, 40])
def test_what_was_acknowledged_survives_a_kill(path: Path, acknowledged: int) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.readlines()
    told = [line.split() for line in lines if line.endswith(b"\n")]
    ledger = open_ledger(path)
    assert len(reports(ledger)) >= len(told) >= acknowledged
    assert ledger.verify() == ()
    assert ledger.append([]).batch >= int(told[-1][0])
    assert ledger.append([judge("a", "b")]).added == 1


def test_two_processes_write_one_chain(path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    code = WRITER.replace("10_000", "15").replace("Town{number}", "{sys.argv[2]}{number}")
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(path), name], stdout=subprocess.DEVNULL, env=environment)
        for name in ("East", "West")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    ledger = open_ledger(path)
    assert (len(reports(ledger)), ledger.append([]).batch) == (30, 30)
    assert ledger.verify() == ()


def test_a_decision_needs_a_reason_a_zone_and_subjects() -> None:
    made = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    with pytest.raises(ModelError, match="reason"):
        Withdrawn(report_id="a", reason=" ", author="A", made=made)
    with pytest.raises(ModelError, match="zone"):
        Withdrawn(report_id="a", reason="r", author="A", made=made.replace(tzinfo=None))
    with pytest.raises(ModelError, match="2 different subjects"):
        Judged(verdict="same", subjects=("a", "a"), reason="r", author="A", made=made)
    with pytest.raises(ModelError, match="field"):
        Judged(verdict="correct", subjects=("a",), value="5", reason="r", author="A", made=made)


def test_a_reading_holds_claims_of_its_own_report_only() -> None:
    entry = simple("Alba")[1]
    assert isinstance(entry, Claimed)
    with pytest.raises(ModelError, match="is of report"):
        Claimed(report_id="other", generation="rules 1", claims=entry.claims)
