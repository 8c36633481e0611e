"""Who says it: sources of a report, and the voices that several reports come down to.

A case in `gold/sources.jsonl` is a handful of short reports with what they must yield: under `says` the first link
that is not the outlet for the counts of a number in one report ("" where only the outlet is left), under `origins`
how many voices stand behind that number.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from rashomon import Claim, Report, fold_situation, read_claims
from rashomon.model.text import Block

GOLD = Path(__file__).parent / "gold" / "sources.jsonl"


class Printed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One report of a case."""

    outlet: str
    published: dt.date
    text: str


class Says(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose a number in a report is; any of the names."""

    report: int
    number: int
    source: tuple[str, ...]


class Voices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many origins a number has in the account."""

    number: int
    count: int


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reports and what they must yield."""

    id: str
    why: str
    reports: tuple[Printed, ...]
    says: tuple[Says, ...] = ()
    origins: tuple[Voices, ...] = ()


CASES = [msgspec.json.decode(line, type=Case) for line in GOLD.read_bytes().splitlines()]


def report_of(printed: Printed, at: int) -> Report:
    """A paragraph a block."""
    blocks, start = [], 0
    for paragraph in printed.text.split("\n\n"):
        blocks.append(Block(role="body", start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    return Report(
        name=f"r{at}", sha256=str(at), text=printed.text, blocks=tuple(blocks), outlet=printed.outlet,
        published=printed.published,
    )  # fmt: skip


def source_of(claim: Claim) -> str:
    """The first link that is not the outlet, "" without one."""
    return next((link.name for link in claim.by if link.kind != "outlet" and link.name != claim.outlet), "")


def gives(claim: Claim, number: int) -> bool:
    """Whether a claim's figure bears the number as printed."""
    figure = claim.figure
    return figure is not None and number in {figure.low, figure.high, figure.value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_sources(case: Case) -> None:
    reports = [report_of(printed, at) for at, printed in enumerate(case.reports)]
    claims = [read_claims(report).claims for report in reports]
    for asked in case.says:
        found = {source_of(claim) for claim in claims[asked.report] if gives(claim, asked.number)}
        assert found, f"no count of {asked.number}"
        assert found <= set(asked.source), asked
    tolls = fold_situation(reports, [claim for told in claims for claim in told]).tolls
    for voices in case.origins:
        counted = [toll for toll in tolls if voices.number in {toll.low, toll.high, toll.value}]
        assert [len(toll.origins) for toll in counted] == [voices.count], [toll.origins for toll in counted]
