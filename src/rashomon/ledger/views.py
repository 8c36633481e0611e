"""What a ledger says at two times: `known` (published by that day) and `recorded` (taken by that moment).

Nothing here is stored. The order of every answer depends on what entries say, not on when they came, so
that two ledgers with the same entries give the same account.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from rashomon.ledger.base import Ledger, Recorded, Where
from rashomon.model.claim import Claim
from rashomon.model.entry import Claimed, Judged, ReportRead, ReportRejected, Undone, Withdrawn
from rashomon.model.text import Rejected, Report

_FAR = dt.date.max  # undated reports stand last


def claims(
    ledger: Ledger, known: dt.date | None = None, recorded: dt.datetime | None = None, where: Where | None = None
) -> tuple[Claim, ...]:
    """The claims that count: those of the last reading of each report that is not withdrawn.

    With `where.generation`: of its last reading by that generation of rules, whatever was read since.

    Args:
        ledger: Where to look.
        known: Only claims of reports published on or before this day. A report without a day cannot
            be shown to have been out by then, so it does not count; without `known` it does.
        recorded: As the ledger stood at this time (with a zone), later withdrawals unknown.
        where: Only claims that fit; its `kinds` and `latest` are set here.

    Returns:
        By day of publication, report and position; undated ones last.
    """
    asked = where or Where()
    by = _earlier(asked.published_by, known)
    asked = msgspec.structs.replace(asked, kinds=("claimed",), latest=True, published_by=by)
    out = withdrawn_reports(ledger, recorded)
    found: dict[str, Claim] = {}
    for held in ledger.entries(recorded_by=recorded, where=asked):
        if isinstance(held.entry, Claimed) and held.entry.report_id not in out:
            found |= {claim.id: claim for claim in held.entry.claims if asked.fits(claim)}
    return tuple(sorted(found.values(), key=_claim_order))


def reports(ledger: Ledger, known: dt.date | None = None, recorded: dt.datetime | None = None) -> tuple[Report, ...]:
    """The reports that count at the two times, as last read, by day of publication and name; undated last."""
    out = withdrawn_reports(ledger, recorded)
    found = [
        held.entry.report
        for held in ledger.entries(recorded_by=recorded, where=Where(kinds=("report_read",), latest=True))
        if isinstance(held.entry, ReportRead) and held.entry.report.id not in out
    ]
    if known is not None:
        found = [report for report in found if report.published is not None and report.published <= known]
    return tuple(sorted(found, key=lambda report: (report.published or _FAR, report.name, report.id)))


def find_report(ledger: Ledger, sha256: str, recorded: dt.datetime | None = None) -> Report | None:
    """The report with this digest as last read, withdrawn or not; None where the ledger has none."""
    asked = Where(kinds=("report_read",), report_id=sha256, latest=True)
    found = [held.entry for held in ledger.entries(recorded_by=recorded, where=asked)]
    return found[-1].report if found and isinstance(found[-1], ReportRead) else None


def rejected(ledger: Ledger, recorded: dt.datetime | None = None) -> tuple[Rejected, ...]:
    """Reports that could not be read and have not been read since, by name, with the last reason."""
    found: dict[str, ReportRejected] = {}
    for held in ledger.entries(recorded_by=recorded, where=Where(kinds=("report_rejected",))):
        if isinstance(held.entry, ReportRejected):
            found[held.entry.rejected.name] = held.entry
    reread = {report.sha256 for report in reports(ledger, recorded=recorded)}
    kept = [entry.rejected for entry in found.values() if entry.sha256 not in reread]
    return tuple(sorted(kept, key=lambda one: one.name))


def judgements(ledger: Ledger, recorded: dt.datetime | None = None) -> tuple[Recorded, ...]:
    """People's judgements that stand, in the order in which they were made; each `.entry` is a `Judged`."""
    standing = [held for held in _standing(ledger, recorded) if isinstance(held.entry, Judged)]
    return tuple(sorted(standing, key=_act_order))


def withdrawals(ledger: Ledger, recorded: dt.datetime | None = None) -> tuple[Recorded, ...]:
    """Withdrawals that stand, in the order in which they were made; each `.entry` is a `Withdrawn`."""
    standing = [held for held in _standing(ledger, recorded) if isinstance(held.entry, Withdrawn)]
    return tuple(sorted(standing, key=_act_order))


def withdrawn_reports(ledger: Ledger, recorded: dt.datetime | None = None) -> frozenset[str]:
    """Digests of the reports that count no longer."""
    standing = (held.entry for held in _standing(ledger, recorded))
    return frozenset(entry.report_id for entry in standing if isinstance(entry, Withdrawn))


def _standing(ledger: Ledger, recorded: dt.datetime | None) -> list[Recorded]:
    """Decisions of people that have not been undone. An undoing can itself be undone."""
    acts = list(ledger.entries(recorded_by=recorded, where=Where(kinds=("judged", "withdrawn", "undone"))))
    undone: set[str] = set()
    for held in reversed(acts):  # an undoing comes after what it undoes, so the last word is read first
        if isinstance(held.entry, Undone) and held.id not in undone:
            undone.add(held.entry.entry)
    return [held for held in acts if held.id not in undone]


def _act_order(held: Recorded) -> tuple[dt.datetime, str]:
    assert isinstance(held.entry, Judged | Withdrawn)
    return held.entry.made, held.id


def _claim_order(claim: Claim) -> tuple[dt.date, str, str, int, int, str]:
    return claim.published or _FAR, claim.report, claim.report_id, claim.start, claim.end, claim.id


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days) if days else None
