"""A ledger too large to fold at each decision: questions are answered meanwhile, decisions kept at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rashomon.pipeline import Intake, read_claims, read_reports
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
