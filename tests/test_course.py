"""A toll that is told again for years is made for the days that are asked for, and for no others."""

from __future__ import annotations

import datetime as dt

import pytest

from rashomon.model.claim import Claim
from rashomon.model.text import Report
from rashomon.reconcile import history
from rashomon.reconcile.figures import course
from rashomon.situation import history as fold
from reconcile_build import Said, make_claim, make_report

FIRST = dt.date(2021, 5, 9)


def told_daily(days: int) -> tuple[list[Report], list[Claim]]:
    """One strike and its toll, told again on each of so many days."""
    reports, claims = [], []
    for number in range(days):
        report = make_report(f"r{number}|Outlet {number % 7}|{FIRST + dt.timedelta(days=number)}")
        reports.append(report)
        days_told = {"start": str(FIRST), "end": str(FIRST), "text": "that day", "place": "ataq"}
        count = {"kind": "figure", "frame": "kill", "count": "killed 12"}
        strike = Said(id=f"e{number}", report=report.name, frame="airstrike", who="isis", at=1, **days_told)
        toll = Said(id=f"k{number}", report=report.name, at=1, **count, **days_told)
        claims += [make_claim(strike, report), make_claim(toll, report)]
    return reports, claims


def test_a_toll_is_made_once_for_each_day_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def count(module: object, name: str) -> None:
        original = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *given: made.append(name) or original(*given))

    count(course, "make_toll")
    count(history, "make_event")
    found = fold(*told_daily(60))
    assert made == []
    for _ in range(2):
        for after in (10, 30):
            known = found.at(FIRST + dt.timedelta(days=after))
            assert [len(toll.claims) for toll in known.tolls] == [after + 1]
    assert sorted(made) == ["make_event", "make_event", "make_toll", "make_toll"]


def test_what_stands_is_kept_once_however_often_it_is_told() -> None:
    found = fold(*told_daily(60))
    (followed,) = found._tolls.values()
    kept = followed.course(range(60))
    assert len(kept.marks) == 60
    assert sum(len(mark.stood) for mark in kept.marks) == 60
