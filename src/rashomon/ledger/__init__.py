"""The append-only, bitemporal store of reports, claims and judgements.

    ledger = open_ledger("war.ledger")
    receipt = ledger.append([ReportRead(report=report), Claimed(report_id=..., generation=..., claims=claims)])
    claims(ledger, known=date(2015, 5, 20))     # as published by that day
    claims(ledger, recorded=last_friday)        # as this ledger stood then

`Ledger` is the port; `open_ledger` gives one in memory or in an SQLite file; views are plain functions.
"""

from __future__ import annotations

from pathlib import Path

from rashomon.ledger.base import Clock, Damage, Ledger, Receipt, Recorded, Where, utc_now
from rashomon.ledger.chain import entry_id
from rashomon.ledger.memory import MemoryLedger
from rashomon.ledger.sqlite import SqliteLedger
from rashomon.ledger.views import (
    claims,
    find_report,
    judgements,
    rejected,
    reports,
    withdrawals,
    withdrawn_reports,
)

__all__ = [
    "Damage",
    "Ledger",
    "MemoryLedger",
    "Receipt",
    "Recorded",
    "SqliteLedger",
    "Where",
    "claims",
    "entry_id",
    "find_report",
    "judgements",
    "open_ledger",
    "rejected",
    "reports",
    "withdrawals",
    "withdrawn_reports",
]


def open_ledger(target: str | Path, *, create: bool = True, clock: Clock = utc_now, wait_s: float = 5.0) -> Ledger:
    """The ledger at a path, or a fresh one in memory for ":memory:".

    Args:
        target: Path of an SQLite file, or ":memory:".
        create: Whether a missing file is made; off for commands that only ask.
        clock: Where `recorded` times come from; must give times with a zone.
        wait_s: How long to wait for another process that writes.

    Raises:
        LedgerError: The file is missing (with `create` off), is no ledger, is damaged, or a newer
            version wrote it. The message names the file.
    """
    if str(target) == ":memory:":
        return MemoryLedger(clock)
    return SqliteLedger(Path(target), clock=clock, wait_s=wait_s, create=create)
