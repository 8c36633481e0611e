"""The append-only, bitemporal store of reports, claims and judgements.

    ledger = open_ledger("war.ledger")
    receipt = ledger.append([ReportRead(report=report), Claimed(report_id=..., generation=..., claims=claims)])
    claims(ledger, known=date(2015, 5, 20))     # as published by that day
    claims(ledger, recorded=last_friday)        # as this ledger stood then

`Ledger` is the port; `open_ledger` gives one in memory, in an SQLite file or in PostgreSQL; views are plain
functions.
"""

from __future__ import annotations

from pathlib import Path

from rashomon.errors import LedgerError
from rashomon.ledger.address import is_server, shown
from rashomon.ledger.base import Clock, Damage, Ledger, Readable, Receipt, Recorded, Where, utc_now
from rashomon.ledger.chain import entry_id, kind_of
from rashomon.ledger.memory import MemoryLedger
from rashomon.ledger.sqlite import SqliteLedger
from rashomon.ledger.views import (
    Act,
    acts,
    claims,
    find_report,
    judgements,
    readings_of_place,
    rejected,
    reports,
    withdrawals,
    withdrawn_reports,
)

__all__ = [
    "Act",
    "Damage",
    "Ledger",
    "MemoryLedger",
    "Readable",
    "Receipt",
    "Recorded",
    "SqliteLedger",
    "Where",
    "acts",
    "claims",
    "entry_id",
    "find_report",
    "judgements",
    "kind_of",
    "open_ledger",
    "readings_of_place",
    "rejected",
    "reports",
    "utc_now",
    "withdrawals",
    "withdrawn_reports",
]


def open_ledger(target: str | Path, *, create: bool = True, clock: Clock = utc_now, wait_s: float = 5.0) -> Ledger:
    """The ledger at a path or URL, or a fresh one in memory for ":memory:".

    Args:
        target: Path of an SQLite file, postgresql://user@host/database (with `?schema=name` where it is
            not in schema `rashomon`), or ":memory:".
        create: Whether a missing ledger is made; off for commands that only ask.
        clock: Where `recorded` times come from; must give times with a zone.
        wait_s: How long to wait for another process that writes.

    Raises:
        LedgerError: It is missing (with `create` off), is no ledger, is damaged, or a newer version
            wrote it; the server cannot be reached. The message names the ledger.
    """
    if str(target) == ":memory:":
        return MemoryLedger(clock)
    if is_server(target):
        try:
            from rashomon.ledger.postgres import PostgresLedger
        except ModuleNotFoundError as missing:
            raise LedgerError(f"{shown(target)}: needs psycopg; install rashomon[postgres]") from missing
        return PostgresLedger(str(target), clock=clock, wait_s=wait_s, create=create)
    return SqliteLedger(Path(target), clock=clock, wait_s=wait_s, create=create)
