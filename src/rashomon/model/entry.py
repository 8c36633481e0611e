"""What a ledger holds: reports as read, claims as extracted, and what people decided about them.

An entry says one thing once and is never edited. A newer reading of a report does not change the older
entry, it comes after it; a judgement is taken back by a further entry that undoes it. Everything else
(which claims count today, or counted on some day) is a fold over entries.

    ReportRead       a report as it was kept           Judged     a person's judgement, with the reason
    ReportRejected   a report that could not be read   Withdrawn  a report that shall count no longer
    Claimed          all claims of one reading of it   Undone     takes a judgement or withdrawal back
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from rashomon.errors import ModelError
from rashomon.model.claim import Claim
from rashomon.model.text import Rejected, Report

Verdict = Literal["same", "different", "unsure", "accept", "discount", "correct", "name"]


class ReportRead(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag="report_read"):
    """A report as it was kept. A later entry with the same `report.id` replaces what is known of it."""

    report: Report


class ReportRejected(msgspec.Struct, frozen=True, kw_only=True, tag="report_rejected"):
    """A report that could not be read, and why.

    Attributes:
        rejected: Its name and the reason.
        sha256: Digest of its bytes, "" where not even those could be had.
    """

    rejected: Rejected
    sha256: str = ""


class Claimed(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag="claimed"):
    """All claims of one reading of one report, none included: that it was read is worth knowing.

    The last reading of a report speaks for it; claims of an older one that it no longer makes are gone.

    Attributes:
        report_id: The report.
        generation: Name and version of rules and models that read it; another generation reads anew.
        claims: In the order of the text.
    """

    report_id: str
    generation: str
    claims: tuple[Claim, ...] = ()

    def __post_init__(self) -> None:
        for claim in self.claims:
            if claim.report_id != self.report_id:
                raise ModelError(f"claim {claim.id} is of report {claim.report_id}, not {self.report_id}")


class Judged(msgspec.Struct, frozen=True, kw_only=True, tag="judged"):
    """What a person decided.

    Attributes:
        verdict: `same`, `different`, `unsure`: of two or more claims or events. `accept`, `discount`:
            whether claims count. `correct`: `field` of a claim is `value`. `name`: the words of a
            mention mean the actor or place `value`.
        subjects: Ids of the claims, events or mentions judged. Of an event or a figure accepted or
            discounted as a whole: the claims that it had then, so that a later one is not judged unseen.
        field: For `correct` and `name`: dotted name of the field ("place", "figure.value"). For verdicts on
            two: "seen", or "" where nobody noted it. For `accept` and `discount`: "event" or "figure" where
            a whole one was meant, else "".
        value: For `correct` and `name`: what it should be, as text. With "seen": which reports stood behind
            the two when they were judged, so that a new one raises the question again. With "event" and
            "figure": its id.
        reason: Why; never empty, because a reader has to be able to weigh it.
        author: Who decided, as they wish to be named.
        made: When they decided, with a zone. Tells two equal judgements apart.
    """

    verdict: Verdict
    subjects: tuple[str, ...]
    field: str = ""
    value: str = ""
    reason: str
    author: str
    made: dt.datetime

    def __post_init__(self) -> None:
        _check_act(self.reason, self.made)
        least = 2 if self.verdict in {"same", "different", "unsure"} else 1
        if len(set(self.subjects)) < least:
            raise ModelError(f"a judgement of {self.verdict!r} needs at least {least} different subjects")
        if self.verdict == "correct" and not self.field:
            raise ModelError("a correction names the field that it corrects")


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True, tag="withdrawn"):
    """A report that shall count no longer: retracted by its outlet, wrongly dated, given in error."""

    report_id: str
    reason: str
    author: str
    made: dt.datetime

    def __post_init__(self) -> None:
        _check_act(self.reason, self.made)


class Undone(msgspec.Struct, frozen=True, kw_only=True, tag="undone"):
    """Takes back a judgement, a withdrawal or an earlier undoing, named by the id of its entry."""

    entry: str
    reason: str
    author: str
    made: dt.datetime

    def __post_init__(self) -> None:
        _check_act(self.reason, self.made)


Entry = ReportRead | ReportRejected | Claimed | Judged | Withdrawn | Undone
EntryKind = Literal["report_read", "report_rejected", "claimed", "judged", "withdrawn", "undone"]


def _check_act(reason: str, made: dt.datetime) -> None:
    if not reason.strip():
        raise ModelError("a decision needs a reason")
    if made.tzinfo is None:
        raise ModelError(f"a time needs a zone: {made.isoformat()}")
