"""Reading a ledger anew by newer rules: new answers, the old ones kept, nothing twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from cli_run import rashomon
from rashomon.engine import read_all
from rashomon.ledger import open_ledger
from rashomon.model.entry import Claimed, ReportRead
from rashomon.model.text import Block, Interval, Rejected, Report
from rashomon.pipeline import GENERATION, Intake, Read, count_outdated, ledger_contents, read_claims, reread
from rashomon.situation import situation

OLD = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
TEXT = "Rebels seized the town of {} on Tuesday, killing {} soldiers, an army spokesman said.\n"


def report(name: str, place: str, dead: int, published: dt.date | None = dt.date(2012, 11, 21)) -> Report:
    text = TEXT.format(place, dead)
    return Report(
        name=name, outlet="The Gazette", published=published, published_basis="given" if published else "unknown",
        sha256=name.ljust(64, "0"), text=text, blocks=(Block(role="body", start=0, end=len(text)),),
    )  # fmt: skip


REPORTS = [report("a.txt", "Sake", 12), report("b.txt", "Rutshuru", 9), report("c.txt", "Goma", 3)]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Three reports whose counts older rules misread: a hundred too many."""
    path = tmp_path / "war.ledger"
    with_old_clock = open_ledger(path, clock=lambda: OLD)
    for one in REPORTS:
        wrong = tuple(
            msgspec.structs.replace(c, figure=msgspec.structs.replace(c.figure, low=999, high=999, value=999))
            for c in read_claims(one).claims
            if c.figure
        )
        assert wrong
        with_old_clock.append([ReportRead(report=one), Claimed(report_id=one.id, generation="0", claims=wrong)])
    with_old_clock.close()
    return path


def read(reports: Iterator[Report]) -> Iterator[Read | Rejected]:
    return read_all(reports, workers=1)


def counts(path: Path, **asked: object) -> set[int | None]:
    held = ledger_contents(path, **asked)  # type: ignore[arg-type]
    return {toll.value for toll in situation(held.reports, held.claims).tolls}


def test_rereading_gives_new_answers_and_keeps_the_old_ones(ledger: Path) -> None:
    assert counts(ledger) == {999}
    assert count_outdated(ledger) == 3
    assert len(list(reread(ledger, read))) == 3
    assert counts(ledger) == {12, 9, 3}
    assert counts(ledger, recorded=OLD) == {999}
    assert counts(ledger, generation="0") == {999}
    assert counts(ledger, generation=GENERATION) == {12, 9, 3}


def test_rereading_twice_adds_nothing(ledger: Path) -> None:
    list(reread(ledger, read))
    before = list(open_ledger(ledger).entries())
    assert list(reread(ledger, read)) == []
    assert list(open_ledger(ledger).entries()) == before


def test_broken_off_it_goes_on_where_it_stopped(ledger: Path) -> None:
    first = [item.report.name for item in islice(reread(ledger, read), 2) if isinstance(item, Read)]
    assert count_outdated(ledger) == 1
    rest = [item.report.name for item in reread(ledger, read) if isinstance(item, Read)]
    assert sorted(first + rest) == ["a.txt", "b.txt", "c.txt"]


def test_a_report_at_which_the_rules_fail_keeps_its_reading(ledger: Path) -> None:
    def failing(reports: Iterator[Report]) -> Iterator[Read | Rejected]:
        for one in reports:
            yield Rejected(name=one.name, why="a fault") if one.name == "b.txt" else read_claims(one)

    assert [item.name for item in reread(ledger, failing) if isinstance(item, Rejected)] == ["b.txt"]
    assert counts(ledger) == {12, 999, 3}
    assert ledger_contents(ledger).rejected == ()
    assert count_outdated(ledger) == 1


def test_a_day_that_older_rules_inferred_is_inferred_anew(tmp_path: Path) -> None:
    path = tmp_path / "war.ledger"
    wrong = msgspec.structs.replace(
        report("a.txt", "Sake", 12, None), published=dt.date(1999, 1, 1), published_basis="inferred",
        published_window=Interval(start=dt.date(1999, 1, 1), end=dt.date(1999, 1, 1)),
    )  # fmt: skip
    open_ledger(path).append([ReportRead(report=wrong), Claimed(report_id=wrong.id, generation="0")])
    with Intake(path) as intake:
        (given,) = intake.outdated()
    assert (given.published, given.published_basis, given.published_window) == (None, "unknown", None)
    list(reread(path, read))
    assert ledger_contents(path).reports[0].published is None


def test_the_command_says_what_it_did(ledger: Path, tmp_path: Path) -> None:
    done = rashomon("reread", "--ledger", ledger, "--workers", 1)
    assert (done.code, done.err) == (0, "")
    assert "3 reports read again with" in done.out
    assert "0 reports read again" in rashomon("reread", "--ledger", ledger).out
    missing = rashomon("reread", "--ledger", tmp_path / "none.ledger")
    assert (missing.code, "no such ledger" in missing.err) == (2, True)
