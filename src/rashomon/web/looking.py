"""The account as somebody saw it who looked on a day, or at a time: what `rashomon changes` compares with, too."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

import msgspec

from rashomon.errors import UsageError
from rashomon.model.event import Situation
from rashomon.pipeline import Contents, contents_looked_at
from rashomon.situation import History, situation


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


def look(
    ledger: Path | None, now: Contents, told: History, since: dt.date | dt.datetime, known: dt.date | None
) -> Look:
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
