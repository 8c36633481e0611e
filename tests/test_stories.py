"""Short reports of many wars, read and folded whole: what is one happening, what is none, and who holds a place.

Gold cases with their reasons in gold/stories.jsonl, in the checks of bench/clusters; open ones are listed beside them.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rashomon import fold_situation, read_claims
from rashomon.model.text import Block, Report

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

from cluster_checks import Accounts, judge

GOLD = Path(__file__).parent / "gold"


class Story(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    why: str
    reports: list[tuple[str, str, dt.date, str]]
    checks: list[dict[str, Any]]


STORIES = [msgspec.json.decode(line, type=Story) for line in (GOLD / "stories.jsonl").read_bytes().splitlines()]
OPEN = dict(
    line.split(": ", 1) for line in (GOLD / "stories-open.txt").read_text(encoding="utf-8").splitlines() if line
)


def report_of(name: str, outlet: str, day: dt.date, text: str) -> Report:
    blocks = (Block(role="body", start=0, end=len(text)),)
    return Report(
        name=name, outlet=outlet, published=day, published_basis="given", sha256=name * 8, text=text, blocks=blocks
    )


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_an_account_holds_what_a_careful_reader_takes_from_the_reports(
    story: Story, request: pytest.FixtureRequest
) -> None:
    if story.id in OPEN:
        request.applymarker(pytest.mark.xfail(reason=OPEN[story.id], strict=True))
    read = [read_claims(report_of(*told)) for told in story.reports]
    accounts = Accounts(
        [one.report for one in read],
        [claim for one in read for claim in one.claims],
        lambda reports, claims, known: fold_situation(reports, claims, known=known),
    )
    for check in story.checks:
        answer = judge(accounts, check)
        assert answer.right, f"{check}: {answer.told}"


def test_open_stories_are_stories() -> None:
    assert set(OPEN) <= {story.id for story in STORIES}
