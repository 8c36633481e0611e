"""The account as somebody saw it who looked on a day, or at a time: what `rashomon changes` compares with, too."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

import msgspec

from rashomon.errors import UsageError
from rashomon.ledger import Readable, open_ledger
from rashomon.model.entry import Claimed, ReportRead, ReportRejected
from rashomon.model.event import Situation
from rashomon.pipeline import Contents, contents_looked_at
from rashomon.situation import Told, is_known, situation


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """An account looked at before.

    Attributes:
        remembered: The ledger was asked how it stood then. Otherwise it was begun later, or there is none,
            and the days of publication alone decide.
    """

    situation: Situation
    remembered: bool


def since_of(words: str) -> dt.date | dt.datetime:
    """A day, or a time with its zone.

    Raises:
        UsageError: It is neither.
    """
    with contextlib.suppress(ValueError):
        if len(words) <= len("2015-05-18"):
            return dt.date.fromisoformat(words)
        found = dt.datetime.fromisoformat(words)
        if found.tzinfo is not None:
            return found
    raise UsageError(f"{words[:40]!r} is no day and no time with its zone: 2015-05-18 or 2015-05-18T12:00+00:00")


def look(ledger: Path | None, now: Contents, told: Told, since: dt.date | dt.datetime, known: dt.date | None) -> Look:
    """The account as it was seen.

    Args:
        ledger: Where it is kept; None for reports that were read once.
        now: What is there now.
        told: Its accounts by day of knowing.
        since: The day, or the time, of looking.
        known: Day of knowing that a time of looking is compared at; None: everything that was there.

    Raises:
        UsageError: A time, and no ledger that would remember.
    """
    if ledger is not None and not isinstance(since, dt.datetime) and not _bears_on(ledger, since):
        return Look(situation=told.at(since), remembered=True)
    asked = since if isinstance(since, dt.datetime) else None
    if asked is not None and ledger is None:
        raise UsageError("a time asks what a ledger has learnt since: rashomon serve --ledger FILE")
    then = contents_looked_at(ledger, since) if ledger is not None else None
    by = known if asked is not None else since
    if then is None or then == now:
        return Look(situation=told.at(by), remembered=then is not None)
    seen = situation(
        then.reports, then.claims, known=by, rejected=then.rejected, judgements=then.judgements, moved=then.moved
    )
    return Look(situation=seen, remembered=True)


def _bears_on(ledger: Path, day: dt.date) -> bool:
    """Whether anything came in after a day that bears on what had been published by then.

    Mostly nothing does: then the account of that day is at hand, where reading and folding all that was there
    takes as long as opening the ledger.
    """
    end = dt.datetime.combine(day, dt.time.max, dt.UTC)
    newer: set[str] = set()
    with contextlib.closing(open_ledger(ledger, create=False)) as opened:
        last = _last_by(opened, end)
        if last == 0:
            return True  # it was begun later
        for held in opened.entries(last):
            match held.entry:
                case ReportRead(report=report) if not is_known(report, day):
                    newer.add(report.id)
                case Claimed(report_id=name) if name in newer:
                    pass
                case ReportRejected():
                    pass
                case _:
                    return True
    return False


def _last_by(ledger: Readable, moment: dt.datetime) -> int:
    """Number of the last entry taken by a time, 0 for none: entries stand in the order of time, without gaps."""

    def is_later(sequence: int) -> bool:
        first = next(ledger.entries(sequence - 1), None)
        return first is None or first.recorded > moment

    low, high = 0, 1
    while not is_later(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_later(middle) else (middle, high)
    return low
