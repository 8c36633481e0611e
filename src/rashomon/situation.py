"""The account as known on a day: the fold of all claims published by then.

A report counts from the day on which it was published. One without a day counts from the last day
that its own text allows, and where nothing allows any, only in the account that asks for everything.
So a later report never changes an answer for an earlier day of knowing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.event import Situation
from rashomon.model.text import Rejected, Report
from rashomon.reconcile import control_on, reconcile
from rashomon.reconcile.history import History
from rashomon.reconcile.judging import Judgeable, apply_judgements

__all__ = ["History", "Told", "control_on", "history", "is_known", "redate", "situation", "under_judgements"]


class Told(Protocol):
    """The account on every day of knowing."""

    def at(self, known: dt.date | None = None) -> Situation:
        """The account as known on a day; None: everything."""
        ...


def situation(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    *,
    known: dt.date | None = None,
    rejected: Sequence[Rejected] = (),
    judgements: Sequence[Judged] = (),
    moved: Mapping[str, str] | None = None,
) -> Situation:
    """What the reports together say, as known on a day.

    Args:
        reports: All reports there are, in any order.
        claims: All their claims, in any order.
        known: Only what was published on or before this day counts; None: everything.
        rejected: Reports that could not be read; carried along.
        judgements: What people decided, as far as it stands. They are about the texts, not of a day:
            they hold for every day of knowing.
        moved: Ids of claims of an older reading to those that took their place.

    Returns:
        Events, figures, control and relations of the reports that count.
    """
    judged = under_judgements(reports, claims, judgements, moved)
    found = _reconcile_known(judged, known, rejected)
    return msgspec.structs.replace(found, judgements=tuple(judgements), unmet=judged.unmet)


def history(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    *,
    rejected: Sequence[Rejected] = (),
    judgements: Sequence[Judged] = (),
    moved: Mapping[str, str] | None = None,
) -> History:
    """The account on every day of knowing: `history(…).at(day)` is `situation(…, known=day)`, but asked often.

    Args:
        reports: All reports there are, in any order.
        claims: All their claims, in any order.
        rejected: Reports that could not be read; carried along.
        judgements: What people decided, as far as it stands.
        moved: Ids of claims of an older reading to those that took their place.
    """
    judged = under_judgements(reports, claims, judgements, moved)
    return History(
        judged.reports, judged.claims, rejected=rejected, decisions=judged.decisions, judgements=judgements,
        unmet=judged.unmet,
    )  # fmt: skip


def under_judgements(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    judgements: Sequence[Judged],
    moved: Mapping[str, str] | None = None,
) -> Judgeable:
    """Reports and claims as people corrected them, with the decisions that the fold asks for.

    Args:
        reports: All reports that there are.
        claims: All their claims, as they were read.
        judgements: Those that stand, in any order.
        moved: Ids of claims of an older reading to those that took their place.
    """
    return apply_judgements(reports, claims, judgements, moved, redate=redate)


def redate(older: Report, newer: Report, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a report as another day of publication has them; see `rashomon.resolve.dates.redating`."""
    from rashomon.extract.times.expressions import find_times
    from rashomon.resolve.dates.redating import redate as read_again

    return read_again(older, newer, claims, find_times)


def _reconcile_known(judged: Judgeable, known: dt.date | None, rejected: Sequence[Rejected]) -> Situation:
    reports, claims = judged.reports, judged.claims
    if known is None:
        return reconcile(reports, claims, rejected=rejected, decisions=judged.decisions)
    names = {report.name for report in reports}
    counting = [report for report in reports if is_known(report, known)]
    kept = {report.name for report in counting}
    counted = [
        claim
        for claim in claims
        if claim.report in kept
        or (claim.report not in names and claim.published is not None and claim.published <= known)
    ]
    return reconcile(counting, counted, known=known, rejected=rejected, decisions=judged.decisions)


def is_known(report: Report, known: dt.date) -> bool:
    """Whether the report was surely out on that day."""
    if report.published is not None:
        return report.published <= known
    window = report.published_window
    return window is not None and window.end is not None and window.end <= known
