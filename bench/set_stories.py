"""Reconciling: does the account of two or three reports hold what a careful analyst takes from them?

Some two hundred stretches of many wars since 1980, each in two or three short reports as wires, local papers,
bulletins, live logs and rights reports print them, written by us together with their checks by authors who had not
seen the rules. Half of them is set aside and scores here. The checks are those of the clusters
(bench/clusters/README.md), and so are the baseline and *claims missing*; with many wars in few words each, it asks more
of reading and less of the fold.
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from adapter import Outcome, digest_of, need
from cluster_checks import Accounts, Answer, Check, judge
from cluster_naive import naive
from cluster_score import TOLD_ONLY, Judged, score
from rashomon import Claim, Report, read_claims, read_reports
from set_clusters import ours

NAME = "stories"
PUBLISHED: dict[str, tuple[str, str]] = {}
__all__ = ["NAME", "PUBLISHED", "TOLD_ONLY", "measure"]
FOLDER = Path(__file__).resolve().parent / "stories"
SPLITS = {"test": "held", "dev": "dev"}


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch of a war.

    Attributes:
        id, why: Its name and what it is for.
        reports: Letter, outlet, day of publication and text of each.
        checks: As in a cluster.
    """

    id: str
    why: str
    reports: tuple[tuple[str, str, str, str], ...]
    checks: tuple[Check, ...]


def read_stories(split: str) -> list[Story]:
    """The stories of `held` or `dev`."""
    lines = (FOLDER / f"{split}.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Story) for line in lines]


def read(story: Story) -> tuple[list[Report], list[Claim]]:
    """Its reports, by way of files as a user has them, and their claims."""
    reports: list[Report] = []
    claims: list[Claim] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "reports.csv").open("w", encoding="utf-8", newline="") as manifest:
            rows = csv.writer(manifest)
            rows.writerow(["file", "publisher", "published"])
            for letter, outlet, day, text in story.reports:
                (folder / f"{letter}.txt").write_text(f"{text}\n", encoding="utf-8")
                rows.writerow([f"{letter}.txt", outlet, day])
        for item in read_reports([folder / "reports.csv"]):
            assert isinstance(item, Report), f"{story.id}: a report of ours cannot be read"
            done = read_claims(item)
            reports.append(done.report)
            claims.extend(done.claims)
    return reports, claims


def answers(story: Story) -> tuple[list[Answer], list[Answer]]:
    """Ours and the baseline's, check by check."""
    reports, claims = read(story)
    mine, plain = (Accounts(reports, claims, fold) for fold in (ours, naive))
    checks = [_pointed(check) for check in story.checks]
    return [judge(mine, check) for check in checks], [judge(plain, check) for check in checks]


def _pointed(value: Any, key: str = "") -> Any:
    """A check with files where the story has letters."""
    if isinstance(value, dict):
        return {name: _pointed(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_pointed(inner, key) for inner in value]
    return f"{value}.txt" if key in {"report", "without"} else value


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score on the half set aside, or on that for development; the data is our own and not under `data`."""
    del data
    need(FOLDER)
    measures, verdicts = score(map(_judged, read_stories(SPLITS[split])[:limit]), split)
    digest = digest_of([FOLDER / f"{SPLITS[split]}.jsonl"], FOLDER)
    return {"measures": measures, "verdicts": verdicts, "digest": digest}


def _judged(story: Story) -> Judged:
    mine, plain = answers(story)
    return Judged(name=story.id, checks=story.checks, mine=mine, plain=plain)
