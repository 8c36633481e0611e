"""A ledger too large to fold at each decision: questions are answered meanwhile, decisions kept at once."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import msgspec
import pytest

from rashomon import kept as kept_module
from rashomon.errors import LedgerError
from rashomon.kept import Meanwhile, account_path
from rashomon.pipeline import Intake, read_claims, read_reports
from rashomon.situation import History, history
from rashomon.web import session as module
from rashomon.web.session import Session

TEXT = "Shells killed 12 people in Kunduz on Monday, officials said.\n"


def keep(ledger: Path, folder: Path, name: str, text: str) -> None:
    report = folder / name
    report.write_text(text, encoding="utf-8")
    with Intake(ledger) as intake:
        for item in read_reports([report], outlet="The Paper"):
            intake.keep(read_claims(item))  # type: ignore[arg-type]


def test_what_takes_long_to_fold_is_folded_beside_the_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", -1.0)
    ledger = tmp_path / "war.ledger"
    keep(ledger, tmp_path, "one.txt", TEXT)
    session = Session.of_ledger(ledger)
    before = session.shown()
    keep(ledger, tmp_path, "two.txt", TEXT.replace("12", "14"))
    assert session.shown() is before, "nobody waits"
    for _ in range(200):
        if len(session.shown().reports) == 2:
            break
        time.sleep(0.05)
    assert len(session.shown().reports) == 2


def opened(ledger: Path) -> tuple[Session, bool]:
    """A session over the ledger, and whether it found an account of it."""
    session = Session.of_ledger(ledger)
    return session, isinstance(session.shown().history, Meanwhile)


def test_an_account_that_was_kept_is_the_one_that_folding_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", -1.0)
    ledger = tmp_path / "war.ledger"
    keep(ledger, tmp_path, "one.txt", TEXT)
    keep(ledger, tmp_path, "two.txt", TEXT.replace("12", "14"))
    folded, kept = opened(ledger)
    assert not kept
    again, kept = opened(ledger)
    assert kept
    days = [None, *(one.day for one in folded.shown().days)]
    for day in days:
        assert msgspec.json.encode(again.situation(day)) == msgspec.json.encode(folded.situation(day))
    assert again.shown().claims == folded.shown().claims


def test_an_account_of_another_state_or_with_a_changed_byte_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", -1.0)
    ledger = tmp_path / "war.ledger"
    keep(ledger, tmp_path, "one.txt", TEXT)
    opened(ledger)
    whole = account_path(ledger).read_bytes()
    for spoiled in (b"", whole[:40], whole[:-1], whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:]):
        account_path(ledger).write_bytes(spoiled)
        assert not opened(ledger)[1]
        assert account_path(ledger).read_bytes() == whole, "and kept anew"
    keep(ledger, tmp_path, "two.txt", TEXT.replace("12", "14"))
    session, kept = opened(ledger)
    assert not kept
    assert len(session.shown().reports) == 2
    monkeypatch.setattr(kept_module, "_rules", lambda: "other rules")
    assert not opened(ledger)[1]


def test_what_is_soon_folded_is_not_kept(tmp_path: Path) -> None:
    ledger = tmp_path / "war.ledger"
    keep(ledger, tmp_path, "one.txt", TEXT)
    opened(ledger)
    assert not account_path(ledger).exists()


def test_who_asks_for_an_earlier_day_is_told_why_there_is_none() -> None:
    def fail() -> History:
        raise LedgerError("the ledger is gone")

    now = history([], []).at(None)
    told = Meanwhile(now, fail)
    told.begin()
    assert told.at(None) is now
    with pytest.raises(LedgerError, match="gone"):
        told.at(dt.date(2021, 5, 8))
