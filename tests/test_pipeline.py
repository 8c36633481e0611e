"""Reports into a ledger and out again: nothing twice, nothing lost, the same answers as from the paths."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from rashomon.engine import read_all
from rashomon.errors import LedgerError
from rashomon.model.claim import Claim
from rashomon.model.text import Rejected, Report
from rashomon.pipeline import (
    Contents,
    Intake,
    Read,
    claims_of,
    count_inputs,
    ledger_contents,
    read_claims,
    read_reports,
)
from rashomon.situation import situation

TOWN = "Rebels seized the town of {place} on Tuesday, killing {dead} soldiers, an army spokesman said.\n"


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """Four reports: one by two outlets with the same bytes, one that holds nothing."""
    folder = tmp_path / "reports"
    folder.mkdir()
    wire = TOWN.format(place="Sake", dead=12)
    (folder / "a.txt").write_text(wire, encoding="utf-8")
    (folder / "b.txt").write_text(wire, encoding="utf-8")
    (folder / "c.txt").write_text(TOWN.format(place="Rutshuru", dead="at least nine"), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    rows = ["a.txt,The Gazette,2012-11-21", "b.txt,Northern Post,2012-11-22", "c.txt,The Gazette,2012-11-24"]
    rows.append("empty.txt,The Gazette,2012-11-24")
    path = folder / "reports.csv"
    path.write_text("file,publisher,published\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def take_in(ledger: Path, manifest: Path, stop_after: int | None = None) -> int:
    """Read into the ledger, broken off after some; how many were skipped as known."""
    with Intake(ledger) as intake:
        for count, item in enumerate(read_all(intake.unread(read_reports([manifest])), workers=1), start=1):
            intake.keep(item)
            if count == stop_after:
                break
        return intake.skipped


def keys(claims: Iterable[Claim]) -> list[str]:
    return sorted(claim.id for claim in claims)


def read_now(manifest: Path) -> tuple[list[Report], list[Claim], list[Rejected]]:
    items = list(read_all(read_reports([manifest]), workers=1))
    read = [item for item in items if isinstance(item, Read)]
    rejected = [item for item in items if isinstance(item, Rejected)]
    return [item.report for item in read], [claim for item in read for claim in item.claims], rejected


def test_reading_twice_adds_nothing(tmp_path: Path, manifest: Path) -> None:
    ledger = tmp_path / "war.ledger"
    assert take_in(ledger, manifest) == 0
    before = ledger_contents(ledger)
    assert take_in(ledger, manifest) == 3
    assert ledger_contents(ledger) == before


@pytest.mark.parametrize("stop_after", [1, 2, 3])
def test_a_reading_that_is_broken_off_goes_on_where_it_stopped(tmp_path: Path, manifest: Path, stop_after: int) -> None:
    whole, broken = tmp_path / "whole.ledger", tmp_path / "broken.ledger"
    take_in(whole, manifest)
    take_in(broken, manifest, stop_after=stop_after)
    held = len(ledger_contents(broken).reports)
    assert held < 3 or stop_after == 3
    assert take_in(broken, manifest) == held
    assert said(ledger_contents(broken)) == said(ledger_contents(whole))


def said(contents: Contents) -> tuple[list[str], list[str], tuple[Rejected, ...]]:
    return sorted(report.id for report in contents.reports), keys(contents.claims), contents.rejected


@pytest.mark.parametrize("known", [None, dt.date(2012, 11, 21), dt.date(2012, 11, 22)], ids=str)
def test_a_ledger_answers_as_the_paths_do(tmp_path: Path, manifest: Path, known: dt.date | None) -> None:
    ledger = tmp_path / "war.ledger"
    take_in(ledger, manifest)
    held = ledger_contents(ledger)
    reports, claims, rejected = read_now(manifest)
    from_ledger = situation(held.reports, held.claims, known=known, rejected=held.rejected)
    from_paths = situation(reports, claims, known=known, rejected=rejected)
    assert from_ledger == from_paths
    assert from_paths.tolls or from_paths.events


def test_two_outlets_with_identical_bytes_are_two_reports_and_one_voice(manifest: Path) -> None:
    reports, claims, _ = read_now(manifest)
    twins = [report for report in reports if report.text == reports[0].text]
    assert len(twins) == 2
    assert twins[0].sha256 == twins[1].sha256
    assert twins[0].id != twins[1].id
    assert len({claim.id for claim in claims}) == len(claims)
    (toll,) = [toll for toll in situation(reports, claims).tolls if toll.value == 12]
    assert (len(toll.outlets), len(toll.origins)) == (2, 1)


def test_a_moved_file_is_the_same_report(tmp_path: Path, manifest: Path) -> None:
    ledger = tmp_path / "war.ledger"
    take_in(ledger, manifest)
    moved = tmp_path / "elsewhere"
    shutil.move(manifest.parent, moved)
    assert take_in(ledger, moved / "reports.csv") == 3


def test_what_could_not_be_read_is_kept_with_its_reason(tmp_path: Path, manifest: Path) -> None:
    ledger = tmp_path / "war.ledger"
    take_in(ledger, manifest)
    (torn,) = ledger_contents(ledger).rejected
    assert torn.name.endswith("empty.txt")
    assert torn.why


def test_quotes_stand_in_the_text_that_the_ledger_kept(tmp_path: Path, manifest: Path) -> None:
    ledger = tmp_path / "war.ledger"
    take_in(ledger, manifest)
    held = ledger_contents(ledger)
    texts = {report.id: report.text for report in held.reports}
    assert held.claims
    for claim in held.claims:
        assert texts[claim.report_id][claim.start : claim.end] == claim.quote


@pytest.mark.parametrize("spoil", ["missing", "no ledger", "folder"])
def test_a_ledger_that_is_none_is_refused_by_name(tmp_path: Path, spoil: str) -> None:
    ledger = tmp_path / "war.ledger"
    if spoil == "no ledger":
        ledger.write_text("a shopping list\n" * 500, encoding="utf-8")
    elif spoil == "folder":
        ledger.mkdir()
    with pytest.raises(LedgerError, match=r"war\.ledger"):
        ledger_contents(ledger)


def test_reading_is_lazy(manifest: Path) -> None:
    """The first report is there before the last is looked at."""
    source = read_reports([manifest])
    assert isinstance(next(source), Report)
    (manifest.parent / "c.txt").unlink()
    rest = list(source)
    assert next(item.name for item in rest if isinstance(item, Rejected)).endswith("c.txt")


@pytest.mark.parametrize("ask", [claims_of, lambda report: read_claims(report).claims], ids=["claims_of", "read"])
def test_both_doors_give_the_same_claims(manifest: Path, ask: Callable[[Report], tuple[Claim, ...]]) -> None:
    report = next(item for item in read_reports([manifest]) if isinstance(item, Report))
    assert keys(ask(report)) == keys(read_claims(report).claims)
    assert ask(report)


def test_inputs_are_counted_before_they_are_read(manifest: Path) -> None:
    assert count_inputs([str(manifest)]) == 4
