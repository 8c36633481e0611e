"""What a ledger says at two times: `known` (published by that day) and `recorded` (taken by that moment).

Nothing here is stored. The order of every answer depends on what entries say, not on when they came, so
that two ledgers with the same entries give the same account.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import msgspec

from rashomon.ledger.base import Readable, Recorded, Where
from rashomon.model.claim import Claim
from rashomon.model.entry import Claimed, Judged, ReportRead, ReportRejected, Undone, Withdrawn
from rashomon.model.text import Rejected, Report

_FAR = dt.date.max  # undated reports stand last


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a person decided.

    Attributes:
        held: The entry: a `Judged`, a `Withdrawn` or an `Undone`.
        undone_by: The undoing that takes it back, None while it stands.
    """

    held: Recorded
    undone_by: Recorded | None = None


def claims(
    ledger: Readable, known: dt.date | None = None, recorded: dt.datetime | None = None, where: Where | None = None
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


def readings_of_place(
    ledger: Readable, ids: Collection[str], name: str, recorded: dt.datetime | None = None
) -> tuple[Claimed, ...]:
    """Last readings that make a claim of a place, whole, of reports that are not withdrawn.

    Args:
        ledger: Where to look.
        ids: Gazetteer ids that the place may have.
        name: Its name, for places that the gazetteer does not know.
        recorded: As in `claims`.
    """
    out = withdrawn_reports(ledger, recorded)
    found: dict[str, Claimed] = {}
    for where in (Where(place_name=name), *(Where(place_id=one) for one in sorted(ids))):
        asked = msgspec.structs.replace(where, kinds=("claimed",), latest=True)
        for held in ledger.entries(recorded_by=recorded, where=asked):
            if isinstance(held.entry, Claimed) and held.entry.report_id not in out:
                found[held.entry.report_id] = held.entry
    return tuple(found[one] for one in sorted(found))


def reports(
    ledger: Readable,
    known: dt.date | None = None,
    recorded: dt.datetime | None = None,
    ids: tuple[str, ...] | None = None,
) -> tuple[Report, ...]:
    """The reports that count at the two times, as last read, by day of publication and name; undated last.

    Args:
        ledger: Where to look.
        known: As in `claims`.
        recorded: As in `claims`.
        ids: Only these.
    """
    out = withdrawn_reports(ledger, recorded)
    asked = Where(kinds=("report_read",), latest=True, report_ids=ids)
    found = [
        held.entry.report
        for held in ledger.entries(recorded_by=recorded, where=asked)
        if isinstance(held.entry, ReportRead) and held.entry.report.id not in out
    ]
    if known is not None:
        found = [report for report in found if report.published is not None and report.published <= known]
    return tuple(sorted(found, key=lambda report: (report.published or _FAR, report.name, report.id)))


def find_report(ledger: Readable, sha256: str, recorded: dt.datetime | None = None) -> Report | None:
    """The report with this digest as last read, withdrawn or not; None where the ledger has none."""
    asked = Where(kinds=("report_read",), report_id=sha256, latest=True)
    found = [held.entry for held in ledger.entries(recorded_by=recorded, where=asked)]
    return found[-1].report if found and isinstance(found[-1], ReportRead) else None


def rejected(ledger: Readable, recorded: dt.datetime | None = None) -> tuple[Rejected, ...]:
    """Reports that could not be read and have not been read since, by name, with the last reason."""
    found: dict[str, ReportRejected] = {}
    for held in ledger.entries(recorded_by=recorded, where=Where(kinds=("report_rejected",))):
        if isinstance(held.entry, ReportRejected):
            found[held.entry.rejected.name] = held.entry
    if not found:
        return ()
    reread = {report.sha256 for report in reports(ledger, recorded=recorded)}
    kept = [entry.rejected for entry in found.values() if entry.sha256 not in reread]
    return tuple(sorted(kept, key=lambda one: one.name))


def judgements(ledger: Readable, recorded: dt.datetime | None = None) -> tuple[Recorded, ...]:
    """People's judgements that stand, in the order in which they were made; each `.entry` is a `Judged`."""
    return tuple(held for held in _standing(ledger, recorded) if isinstance(held.entry, Judged))


def withdrawals(ledger: Readable, recorded: dt.datetime | None = None) -> tuple[Recorded, ...]:
    """Withdrawals that stand, in the order in which they were made; each `.entry` is a `Withdrawn`."""
    return tuple(held for held in _standing(ledger, recorded) if isinstance(held.entry, Withdrawn))


def withdrawn_reports(ledger: Readable, recorded: dt.datetime | None = None) -> frozenset[str]:
    """Digests of the reports that count no longer."""
    standing = (held.entry for held in _standing(ledger, recorded))
    return frozenset(entry.report_id for entry in standing if isinstance(entry, Withdrawn))


def acts(ledger: Readable, recorded: dt.datetime | None = None) -> tuple[Act, ...]:
    """All that people decided, taken back or not, as it was made. An undoing can itself be undone."""
    found = list(ledger.entries(recorded_by=recorded, where=Where(kinds=("judged", "withdrawn", "undone"))))
    undone: dict[str, Recorded] = {}
    for held in reversed(found):  # an undoing comes after what it undoes, so the last word is read first
        if isinstance(held.entry, Undone) and held.id not in undone:
            undone[held.entry.entry] = held
    made = [Act(held=held, undone_by=undone.get(held.id)) for held in found]
    return tuple(sorted(made, key=lambda act: _act_order(act.held)))


def _standing(ledger: Readable, recorded: dt.datetime | None) -> list[Recorded]:
    return [act.held for act in acts(ledger, recorded) if act.undone_by is None]


def _act_order(held: Recorded) -> tuple[dt.datetime, str]:
    assert isinstance(held.entry, Judged | Withdrawn | Undone)
    return held.entry.made, held.id


def _claim_order(claim: Claim) -> tuple[dt.date, str, str, int, int, str]:
    return claim.published or _FAR, claim.report, claim.report_id, claim.start, claim.end, claim.id


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days) if days else None
