"""The account as known on a day: the fold of all claims published by then.

A report counts from the day on which it was published. One without a day counts from the last day
that its own text allows, and where nothing allows any, only in the account that asks for everything.
So a later report never changes an answer for an earlier day of knowing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rashomon.model.claim import Claim
from rashomon.model.event import Situation
from rashomon.model.text import Rejected, Report
from rashomon.reconcile import control_on, reconcile

__all__ = ["control_on", "is_known", "situation"]


def situation(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    *,
    known: dt.date | None = None,
    rejected: Sequence[Rejected] = (),
) -> Situation:
    """What the reports together say, as known on a day.

    Args:
        reports: All reports there are, in any order.
        claims: All their claims, in any order.
        known: Only what was published on or before this day counts; None: everything.
        rejected: Reports that could not be read; carried along.

    Returns:
        Events, figures, control and relations of the reports that count.
    """
    if known is None:
        return reconcile(reports, claims, rejected=rejected)
    names = {report.name for report in reports}
    counting = [report for report in reports if is_known(report, known)]
    kept = {report.name for report in counting}
    counted = [
        claim
        for claim in claims
        if claim.report in kept
        or (claim.report not in names and claim.published is not None and claim.published <= known)
    ]
    return reconcile(counting, counted, known=known, rejected=rejected)


def is_known(report: Report, known: dt.date) -> bool:
    """Whether the report was surely out on that day."""
    if report.published is not None:
        return report.published <= known
    window = report.published_window
    return window is not None and window.end is not None and window.end <= known
