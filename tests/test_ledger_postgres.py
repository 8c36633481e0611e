"""A ledger in PostgreSQL: the contract on a real server, then what only a server can suffer."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli_run import rashomon
from contract.ledger_contract import Clock, LedgerContract, judge, simple
from postgres import URL, empty_url, needs_server, new_url
from rashomon.errors import LedgerError, UsageError
from rashomon.ledger import Ledger, claims, open_ledger, reports
from rashomon.ledger.address import is_server, shown
from test_ledger import WRITER


def test_a_url_is_told_from_a_file_and_shown_without_its_password() -> None:
    assert is_server("postgresql://ada:pw@db/war")
    assert not is_server("postgresql.ledger")
    assert shown("postgresql://ada:p%40w@db:5/war?schema=a&password=pw") == "postgresql://ada@db:5/war?schema=a"
    assert shown("postgres://db/war") == "postgres://db/war"
    assert shown("war.ledger") == "war.ledger"


def test_without_the_driver_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rashomon.ledger.postgres", None)
    with pytest.raises(LedgerError, match=r"postgresql://db/war: needs psycopg; install rashomon\[postgres\]"):
        open_ledger("postgresql://ada:pw@db/war".replace("ada:pw@", ""))


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match="cannot be reached") as raised:
        open_ledger(f"postgresql://ada:secret@/war?host={tmp_path}")
    assert "secret" not in str(raised.value)
    with pytest.raises(UsageError, match="small letters"):
        open_ledger("postgresql://db/war?schema=A;B")


@needs_server
class TestPostgres(LedgerContract):
    @contextlib.contextmanager
    def fresh(self, clock: Clock | None = None) -> Iterator[Ledger]:
        with contextlib.closing(open_ledger(empty_url(), clock=clock or Clock())) as ledger:
            yield ledger


@pytest.fixture
def url() -> Iterator[str]:
    with new_url() as url:
        yield url


@contextlib.contextmanager
def raw_sql(url: str) -> Iterator[Any]:
    """A connection past the ledger, in its schema."""
    import psycopg

    with psycopg.connect(URL, autocommit=True) as raw:
        raw.execute(f"SET search_path = {url.rpartition('=')[2]}")
        yield raw


def filled(url: str, *names: str) -> None:
    with contextlib.closing(open_ledger(url, clock=Clock())) as ledger:
        for name in names:
            ledger.append(simple(name, dt.date(2020, 1, 1)))


@needs_server
def test_it_gives_the_same_receipts_as_memory(url: str) -> None:
    ledgers = [open_ledger(target, clock=Clock()) for target in (":memory:", url)]
    receipts = [[ledger.append(simple(name)) for name in ("Alba", "Brem")] for ledger in ledgers]
    assert receipts[0] == receipts[1]
    assert list(ledgers[0].entries()) == list(ledgers[1].entries())
    ledgers[1].close()


@needs_server
def test_it_is_made_only_when_asked_and_is_there_again(url: str) -> None:
    with pytest.raises(LedgerError, match="there is no ledger in schema"):
        open_ledger(url, create=False)
    filled(url, "Alba", "Brem")
    with contextlib.closing(open_ledger(url, create=False)) as ledger:
        assert [one.name for one in reports(ledger)] == ["Alba.txt", "Brem.txt"]
        assert ledger.append(simple("Alba", dt.date(2020, 1, 1))).added == 0


@needs_server
def test_what_is_no_ledger_or_newer_is_refused_and_left_alone(url: str) -> None:
    with raw_sql(url) as raw:
        raw.execute(f"CREATE SCHEMA {url.rpartition('=')[2]}")
        raw.execute("CREATE TABLE cats (name text)")
        with pytest.raises(LedgerError, match="holds tables but no ledger"):
            open_ledger(url)
        raw.execute("DROP TABLE cats")
        filled(url, "Alba")
        raw.execute("UPDATE about SET version = 99")
        with pytest.raises(LedgerError, match=r"a newer Rashomon wrote it \(version 99"):
            open_ledger(url)


@needs_server
def test_a_wrong_password_or_database_is_said_so(url: str) -> None:
    with raw_sql(url) as raw:
        role = f"ada_{os.getpid()}"
        raw.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'right'")
        try:
            with pytest.raises(LedgerError, match="refuses the user or the password") as raised:
                open_ledger(url.replace("postgres-test@", f"{role}:wrong@"))
            assert "wrong" not in str(raised.value)
            with pytest.raises(LedgerError, match="may not do that"):
                open_ledger(url.replace("postgres-test@", f"{role}:right@"))
        finally:
            raw.execute(f"DROP ROLE {role}")
    with pytest.raises(LedgerError, match="no such database"):
        open_ledger(url.replace("/postgres?", "/nowhere?"))


@needs_server
@pytest.mark.parametrize(
    "statement",
    ["UPDATE entry SET kind = 'x'", "DELETE FROM entry", "UPDATE batch SET size = 0", "TRUNCATE batch CASCADE"],
)
def test_entries_cannot_be_edited_through_sql(url: str, statement: str) -> None:
    filled(url, "Alba")
    import psycopg

    with raw_sql(url) as raw, pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        raw.execute(statement)


@needs_server
@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (("UPDATE entry SET payload = payload || ' ' WHERE sequence = 3",), "bytes have changed"),
        (("UPDATE entry SET payload = payload || ' ', digest = sha256(payload || ' ') WHERE sequence = 3",), "chained"),
        (("DELETE FROM claim WHERE entry > 2 AND entry < 5", "DELETE FROM entry WHERE batch = 2",
          "DELETE FROM batch WHERE number = 2"), "batches 2 to 2 are missing"),
        (("UPDATE claim SET published = '2001-01-01' WHERE entry = 2",), "the index of its claims"),
    ],
)  # fmt: skip
def test_damage_is_found(url: str, statements: tuple[str, ...], told: str) -> None:
    filled(url, "Alba", "Brem", "Cora")
    with raw_sql(url) as raw:
        raw.execute("ALTER TABLE entry DISABLE TRIGGER USER; ALTER TABLE batch DISABLE TRIGGER USER")
        for statement in statements:
            raw.execute(statement)
    with contextlib.closing(open_ledger(url)) as ledger:
        assert told in " ".join(one.what for one in ledger.verify())


@needs_server
def test_a_second_writer_waits_and_then_says_why_it_cannot(url: str) -> None:
    filled(url, "Alba")
    with contextlib.closing(open_ledger(url, wait_s=0.1)) as ledger, raw_sql(url) as other:
        with other.transaction():
            other.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (0x5241534D, url.rpartition("=")[2]))
            with pytest.raises(LedgerError, match="another process has been writing"):
                ledger.append(simple("Brem"))
            assert len(reports(ledger)) == 1  # reading goes on meanwhile
        assert ledger.append(simple("Brem")).added == 2


@needs_server
def test_a_reader_keeps_the_state_in_which_it_began(url: str) -> None:
    filled(url, "Alba", "Brem")
    with contextlib.closing(open_ledger(url)) as reader, contextlib.closing(open_ledger(url)) as writer:
        held = reader.entries()
        first = next(held)
        writer.append(simple("Cora"))
        assert [first.sequence, *(one.sequence for one in held)] == [1, 2, 3, 4]
        assert len(list(reader.entries())) == 6


@needs_server
def test_a_server_that_drops_the_line_costs_one_batch_and_no_more(url: str) -> None:
    from rashomon.ledger.postgres import PostgresLedger

    with contextlib.closing(open_ledger(url, clock=Clock())) as ledger, raw_sql(url) as raw:
        ledger.append(simple("Alba"))
        list(ledger.entries())
        assert isinstance(ledger, PostgresLedger)
        # Its own lines and no others: another process of the tests may be asking the same server.
        lines = [line.info.backend_pid for line in (ledger._writer, *ledger._idle)]
        raw.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s::int[]) AS pid", (lines,))
        with pytest.raises(LedgerError, match="postgresql://"):
            ledger.append(simple("Brem"))
        with contextlib.suppress(LedgerError):
            list(ledger.entries())
        assert ledger.append(simple("Brem")).added == 2
        assert len(list(ledger.entries())) == 4
        assert ledger.verify() == ()


@needs_server
def test_two_processes_write_one_chain(url: str) -> None:
    open_ledger(url).close()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    code = WRITER.replace("10_000", "15").replace("Town{number}", "{sys.argv[2]}{number}")
    writers = [
        subprocess.Popen([sys.executable, "-c", code, url, name], stdout=subprocess.DEVNULL, env=environment)
        for name in ("East", "West")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    with contextlib.closing(open_ledger(url)) as ledger:
        assert (len(reports(ledger)), ledger.append([]).batch) == (30, 30)
        assert ledger.verify() == ()
        ledger.append([judge("a", "b")])


@needs_server
def test_commands_take_a_url(url: str, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("Rebels seized the town of Sake on Tuesday, an army spokesman said.\n", encoding="utf-8")
    done = rashomon("read", report, "--ledger", url, "--published", "2012-11-21", "--outlet", "The Gazette")
    assert done.code == 0, done.err
    assert "1 reports added" in done.out
    again = rashomon("claims", "--ledger", url, "--format", "jsonl")
    assert again.code == 0, again.err
    with contextlib.closing(open_ledger(url)) as ledger:
        assert len(again.out.splitlines()) == len(claims(ledger)) > 0
