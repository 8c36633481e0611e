"""What has come into a ledger file since some state of it that may bear on one place: asked by its indexes alone."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from rashomon.errors import LedgerError
from rashomon.ledger.sqlite_file import connect, explain


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A state of a ledger: its last batch, and that one's chained hash in hex. 0 and "" while it is empty."""

    batch: int
    digest: str


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What has come in.

    Attributes:
        state: The ledger as it stands.
        follows: Whether it stands on the state asked about: else it is another ledger, or one that lost its end.
        told: Whether reports that tell of the place, or told of it, came, were read anew, withdrawn or taken back in.
        judged: Whether somebody judged anything or took a judgement back.
    """

    state: State
    follows: bool
    told: bool = False
    judged: bool = False


_OF_PLACE = """
  EXISTS (SELECT 1 FROM entry o JOIN claim c ON c.entry = o.sequence WHERE o.kind = 'claimed' AND o.report = {report}
  AND (c.name = :name OR c.place IN (SELECT value FROM json_each(:ids))))
"""
_TOLD = f"""
  SELECT 1 FROM entry n WHERE n.sequence >= :first AND n.kind IN ('claimed', 'report_read', 'withdrawn')
  AND {_OF_PLACE.format(report="n.report")} LIMIT 1
"""  # noqa: S608 - our own words; every value is bound
_UNDONE = f"""
  SELECT 1 FROM entry n JOIN entry w ON w.id = json_extract(CAST(n.payload AS TEXT), '$.entry')
  WHERE n.sequence >= :first AND n.kind = 'undone' AND {_OF_PLACE.format(report="w.report")} LIMIT 1
"""  # noqa: S608 - our own words; every value is bound
_JUDGED = "SELECT 1 FROM entry WHERE sequence >= :first AND kind IN ('judged', 'undone') LIMIT 1"
_PLACES = """
  SELECT c.name, count(DISTINCT c.entry) AS reports FROM claim c WHERE c.name IS NOT NULL
  GROUP BY c.name HAVING reports >= ? ORDER BY reports DESC, c.name
"""


def news_of_place(path: Path, since: State | None, name: str, ids: Collection[str]) -> News:
    """What has come in since a state.

    Args:
        path: The ledger.
        since: The state; None only asks for that of now.
        name: The place's name, in any case.
        ids: Gazetteer ids that it may have.

    Raises:
        LedgerError: It is missing, damaged or no ledger.

    Cost: grows with what has come in since, not with the ledger.
    """
    with _reading(path) as reader:
        reader.execute("BEGIN")
        last = reader.execute("SELECT number, digest FROM batch ORDER BY number DESC LIMIT 1").fetchone()
        state = State(batch=last[0], digest=bytes(last[1]).hex()) if last else State(batch=0, digest="")
        if since is None or state == since:
            return News(state=state, follows=state == since)
        asked = reader.execute("SELECT digest, first + size FROM batch WHERE number = ?", (since.batch,)).fetchone()
        if asked is None or bytes(asked[0]).hex() != since.digest:
            return News(state=state, follows=False)
        values = {"first": asked[1], "name": name.casefold(), "ids": json.dumps(sorted(ids))}

        def any_of(*questions: str) -> bool:
            return any(reader.execute(question, values).fetchone() is not None for question in questions)

        return News(state=state, follows=True, told=any_of(_TOLD, _UNDONE), judged=any_of(_JUDGED))


def places_told(path: Path, least: int) -> list[tuple[str, int]]:
    """Names of the places of which at least so many readings of reports tell, without regard to case, most told first.

    Raises:
        LedgerError: It is missing, damaged or no ledger.
    """
    with _reading(path) as reader:
        return [(name, count) for name, count in reader.execute(_PLACES, (least,))]


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with contextlib.closing(connect(path, wait_s=5.0, create=False)) as reader:
            yield reader
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: {explain(error, 5.0)}") from error
