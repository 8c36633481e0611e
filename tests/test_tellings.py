"""Counts as many hands print them, read and held against each other: one toll, an older state, a part, two things."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from rashomon.model.claim import Claim
from rashomon.model.event import Situation
from rashomon.model.text import Report
from rashomon.pipeline import read_claims
from rashomon.situation import situation
from reconcile_build import make_report

GOLD = Path(__file__).parent / "gold" / "tellings.jsonl"


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reports as "day|outlet|text"; counts are called by the number that they print.

    Attributes:
        told: "44 supersedes 20", with every kind that would do, commas between; the newer or the part comes first.
        apart: "14 22": no relation between them; "6 3000:contradicts,supersedes" none of these kinds.
        ends: Numbers that reports print: each bound of each toll is one of them or open.
    """

    id: str
    why: str
    reports: list[str]
    told: list[str]
    apart: list[str]
    ends: list[int] = []


CASES = [msgspec.json.decode(line, type=Case) for line in GOLD.read_bytes().splitlines() if line.strip()]


def account(case: Case) -> tuple[Situation, list[Claim]]:
    reports: list[Report] = []
    for number, line in enumerate(case.reports):
        day, outlet, text = line.split("|")
        reports.append(make_report(f"r{number}.txt|{outlet}|{day}", text))
    claims = [claim for report in reports for claim in read_claims(report).claims]
    return situation(reports, claims), claims


def giving(claims: list[Claim], number: str) -> set[str]:
    """Ids of the claims that give a number; the test fails where none does: nothing could be told of it."""
    found = {
        claim.id
        for claim in claims
        if claim.figure is not None and int(number) in (claim.figure.value, claim.figure.low, claim.figure.high)
    }
    assert found, f"{number} was not read"
    return found


def between(found: Situation, one: set[str], two: set[str]) -> set[tuple[str, bool]]:
    """Kinds of relation between the two, with whether the first is the newer or the part."""
    return {
        (rel.kind, rel.a in one)
        for rel in found.relations
        if (rel.a in one and rel.b in two) or (rel.a in two and rel.b in one)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_counts_stand_to_each_other_as_an_analyst_has_them(case: Case) -> None:
    found, claims = account(case)
    for line in case.told:
        new, kinds, old = line.split(" ")
        got = between(found, giving(claims, new), giving(claims, old))
        fits = {kind for kind, order in got if order or kind in ("contradicts", "disjoint_from")}
        assert fits & set(kinds.split(",")), f"{line}: {got}"
    for line in case.apart:
        pair, _, kinds = line.partition(":")
        one, two = pair.split(" ")
        got = {kind for kind, _ in between(found, giving(claims, one), giving(claims, two))}
        assert not (got & set(kinds.split(",")) if kinds else got), f"{line}: {got}"
    for toll in found.tolls:
        assert not case.ends or {toll.low, toll.high} <= {*case.ends, None}, (toll.low, toll.high)
