"""What a ledger learnt since somebody looked, as the server tells it and as the command line does."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from cli_run import rashomon
from rashomon.ledger import open_ledger
from rashomon.model.entry import Claimed, ReportRead
from rashomon.model.text import Block, Report
from rashomon.pipeline import Contents, claims_of
from rashomon.web import looking
from rashomon.web.app import create_app
from rashomon.web.session import Session

FIRST = ("a.txt", "Valley Courier", "2021-05-09")
LATE = ("b.txt", "Coast Mail", "2021-05-01")
NEWER = ("c.txt", "Hill Times", "2021-05-24")
TEXTS = {
    FIRST: "Shelling in Mekelle\n\nAt least 12 people were killed in Mekelle on 8 May 2021, the army said.",
    NEWER: "Flight from Axum\n\nSome 2,000 people fled Axum on 23 May 2021, the United Nations said.",
    LATE: "Bomb in Adigrat\n\nA bomb wounded 30 people in Adigrat on 30 April 2021, the hospital said.",
}


def keep(ledger: Path, key: tuple[str, str, str], day: int) -> None:
    """Read one of the texts on a day of May."""
    (name, outlet, published), text = key, TEXTS[key]
    head = text.index("\n\n")
    blocks = (Block(role="headline", start=0, end=head), Block(role="body", start=head + 2, end=len(text)))
    report = Report(
        name=name, outlet=outlet, published=dt.date.fromisoformat(published), published_basis="given",
        sha256=name * 8, text=text, blocks=blocks,
    )  # fmt: skip
    opened = open_ledger(ledger, clock=lambda: dt.datetime(2021, 5, day, 12, tzinfo=dt.UTC))
    opened.append([ReportRead(report=report), Claimed(report_id=report.id, generation="one", claims=claims_of(report))])
    opened.close()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read on 10 May: a report of 9 May. Read on 20 May: one of 1 May."""
    path = tmp_path_factory.mktemp("late") / "war.ledger"
    keep(path, FIRST, 10)
    keep(path, LATE, 20)
    return path


@pytest.fixture(scope="module")
def client(ledger: Path) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(Session.of_ledger(ledger)), base_url="http://127.0.0.1") as opened:
        yield opened


def asked(client: TestClient[Any], **query: str) -> dict[str, Any]:
    answer = client.get("/api/changes", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("since", ["2021-05-15", "2021-05-15T00:00:00+00:00"])
def test_what_was_out_and_not_read_is_learnt_late(client: TestClient[Any], ledger: Path, since: str) -> None:
    found = asked(client, since=since)
    assert found["remembered"]
    rows = [one["change"] for one in found["rows"]]
    assert rows
    assert all(one["late"] and one["outlets"] == ["Coast Mail"] for one in rows)
    printed = rashomon("changes", "--ledger", ledger, "--since", since, "--format", "json")
    assert [one["id"] for one in json.loads(printed.out)] == [one["id"] for one in rows]
    assert all(one["late"] for one in json.loads(printed.out))


def test_a_ledger_begun_later_is_compared_by_days_of_publication(client: TestClient[Any]) -> None:
    found = asked(client, since="2021-05-05")
    assert not found["remembered"]
    rows = [one["change"] for one in found["rows"]]
    assert rows
    assert not any(one["late"] for one in rows)
    assert {outlet for one in rows for outlet in one["outlets"]} == {"Valley Courier"}


def test_what_is_newer_than_the_day_costs_no_second_fold(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports of later days change nothing of what was known: the account at hand is the one that was seen."""
    grown = tmp_path / "grown.ledger"
    for path in ledger.parent.glob("war.ledger*"):
        shutil.copy(path, tmp_path / path.name.replace("war", "grown"))
    keep(grown, NEWER, 25)
    session = Session.of_ledger(grown)
    read = session.looked_at(dt.date(2021, 5, 15), None)
    assert [one.outlet for one in read.situation.reports] == ["Valley Courier"], "the one of 1 May came in on the 20th"

    def fail(*_: object) -> Contents:
        raise AssertionError("nothing has to be read")

    monkeypatch.setattr(looking, "contents_looked_at", fail)
    day = dt.date(2021, 5, 21)
    found = session.looked_at(day, None)
    assert found.remembered
    assert found.situation is session.situation(day)
    assert len(found.situation.reports) == 2


def test_who_looked_after_the_last_reading_has_nothing_to_learn(client: TestClient[Any]) -> None:
    assert asked(client, since="2021-05-20") == {
        "since": "2021-05-20", "remembered": True, "known": None, "total": 0, "rows": [],
    }  # fmt: skip


@pytest.mark.parametrize("since", ["soon", "2021-05-15T00:00:00"])
def test_what_is_no_time_is_refused_in_words(client: TestClient[Any], since: str) -> None:
    answer = client.get("/api/changes", params={"since": since})
    assert answer.status_code == 400
    assert "no day and no time" in answer.json()["detail"]
