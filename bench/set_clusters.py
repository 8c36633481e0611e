"""Reconciling: does the account of a small set of reports hold what a careful analyst says it must?

Clusters of three to eight short reports on stretches of many wars, by invented outlets, written by us together with
their checks before the rules were tried on them: what stands of a count, how it moved, from how many origins, which
claims stand how to one another, what is a copy, what is one event and what two, who held a place on a day as known
on a day. A third of the clusters is set aside and scores here; the rest is for development. What each kind of check
asks is in bench/clusters/README.md. *Claims missing* is the share of all checks that fail because no claim was read
from the words concerned, or none with its measure and place. The baseline folds the same claims as a spreadsheet
does: the newest number of a measure in a place and the last word on a place win, every outlet is an origin, nothing
is a copy, one kind in one place is one event.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from adapter import Outcome, digest_of, need
from cluster_checks import Accounts, Answer, Check, judge
from cluster_naive import naive
from cluster_score import TOLD_ONLY, Judged, score
from rashomon import Claim, Report, Situation, fold_situation, read_claims, read_reports

NAME = "clusters"
PUBLISHED: dict[str, tuple[str, str]] = {}
__all__ = ["NAME", "PUBLISHED", "TOLD_ONLY", "measure"]
FOLDER = Path(__file__).resolve().parent / "clusters"
SPLITS = {"test": "held", "dev": "dev"}


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """One gold cluster."""

    name: str
    folder: Path
    split: str
    checks: tuple[Check, ...]


def read_clusters(split: str, folder: Path = FOLDER) -> list[Cluster]:
    """The clusters of `held` or `dev`, by name."""
    found = []
    for path in sorted(folder.glob("*/cluster.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["split"] == split:
            checks = tuple(told["checks"])
            found.append(Cluster(name=told["id"], folder=path.parent, split=split, checks=checks))
    return found


def read(cluster: Cluster) -> tuple[list[Report], list[Claim]]:
    """Its reports and their claims."""
    reports: list[Report] = []
    claims: list[Claim] = []
    for item in read_reports([cluster.folder / "reports.csv"]):
        assert isinstance(item, Report), f"{cluster.name}: a report of ours cannot be read"
        done = read_claims(item)
        reports.append(done.report)
        claims.extend(done.claims)
    return reports, claims


def ours(reports: Sequence[Report], claims: Sequence[Claim], known: dt.date | None) -> Situation:
    """Our account as known on a day."""
    return fold_situation(reports, claims, known=known)


def answers(cluster: Cluster) -> tuple[list[Answer], list[Answer]]:
    """Ours and the baseline's, check by check."""
    reports, claims = read(cluster)
    mine, plain = (Accounts(reports, claims, fold) for fold in (ours, naive))
    return [judge(mine, check) for check in cluster.checks], [judge(plain, check) for check in cluster.checks]


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score on the clusters set aside, or on those for development; the data is our own and not under `data`."""
    del data
    need(FOLDER)
    clusters = read_clusters(SPLITS[split])[:limit]
    measures, verdicts = score(map(_judged, clusters), split)
    files = [path for cluster in clusters for path in cluster.folder.iterdir() if path.is_file()]
    return {"measures": measures, "verdicts": verdicts, "digest": digest_of(files, FOLDER)}


def _judged(cluster: Cluster) -> Judged:
    mine, plain = answers(cluster)
    return Judged(name=cluster.name, checks=cluster.checks, mine=mine, plain=plain)
