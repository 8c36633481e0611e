"""One ledger asked often: the account of a place is worked out once, for all days, and kept while the ledger stays.

    asking = Asking(Path("war.ledger"))
    asking.place("Goma").at(date(2012, 11, 20)).tolls

Only the first question about a place folds; another day is a look-up. What is kept is thrown away as soon as
anything is added to the ledger.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rashomon.pipeline import ledger_revision, place_contents
from rashomon.situation import History, history

# Places kept at once. One with 300 reports takes some 10 MB, one that is a tenth of a million claims a gigabyte.
KEPT = 16


class Asking:
    """Questions to a ledger file about single places.

    Args:
        path: The ledger.
        kept: How many places are kept, those asked last.

    Raises:
        LedgerError: By `place`, where the ledger is missing, damaged or none.
    """

    def __init__(self, path: Path, kept: int = KEPT) -> None:
        self._path = path
        self._folded = lru_cache(maxsize=kept)(self._fold)
        self._revision = ""

    def place(self, name: str) -> History | None:
        """What is told of a place, as known on every day; None where only the whole ledger answers.

        Args:
            name: In any spelling that the gazetteer has, or as the reports have it. See
                `rashomon.pipeline.place_contents` for what the answer leaves out.
        """
        revision = ledger_revision(self._path)
        if revision != self._revision:
            self._folded.cache_clear()
            self._revision = revision
        return self._folded(name)

    def _fold(self, name: str) -> History | None:
        held = place_contents(self._path, name)
        if held is None:
            return None
        return history(
            held.reports, held.claims, rejected=held.rejected, judgements=held.judgements, moved=held.moved
        )  # fmt: skip
