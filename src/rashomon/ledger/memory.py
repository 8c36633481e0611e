"""A ledger in memory, for one run: what `brief` uses when nobody asked to keep anything."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Iterator, Sequence

import msgspec

from rashomon.ledger.base import Clock, Damage, Receipt, Recorded, Where, as_utc, generation_of, report_of, utc_now
from rashomon.ledger.chain import GENESIS, batch_digest, encode, kind_of, seal, time_text
from rashomon.model.entry import Claimed, Entry, EntryKind


class _Batch(msgspec.Struct, frozen=True, kw_only=True):
    recorded: dt.datetime
    digest: bytes
    entries: tuple[Recorded, ...]
    digests: tuple[bytes, ...]


class MemoryLedger:
    """Keeps entries in lists; the same promises as on disk, save that it ends with the process."""

    def __init__(self, clock: Clock = utc_now) -> None:
        """Starts without entries; `clock` gives the `recorded` times."""
        self._clock = clock
        self._lock = threading.Lock()
        self._batches: list[_Batch] = []
        self._entries: list[Recorded] = []
        self._kinds: dict[str, EntryKind] = {}
        self._read: set[tuple[str, str]] = set()

    def append(self, entries: Sequence[Entry]) -> Receipt:
        """See `Ledger.append`."""
        with self._lock:
            new = seal(entries, self._kinds.get)
            if new:
                last = self._batches[-1] if self._batches else None
                now = as_utc(self._clock())
                recorded = max(now, last.recorded) if last else now
                number, first = len(self._batches) + 1, len(self._entries) + 1
                taken = tuple(
                    Recorded(sequence=at, batch=number, recorded=recorded, id=part.id, entry=part.entry)
                    for at, part in enumerate(new, first)
                )
                parts = [(at, part.id, part.digest) for at, part in enumerate(new, first)]
                digest = batch_digest(last.digest if last else GENESIS, number, time_text(recorded), parts)
                digests = tuple(part.digest for part in new)
                self._batches.append(_Batch(recorded=recorded, digest=digest, entries=taken, digests=digests))
                self._entries.extend(taken)
                self._kinds.update((part.id, part.kind) for part in new)
                self._read.update(
                    (part.entry.report_id, part.entry.generation) for part in new if isinstance(part.entry, Claimed)
                )
            return self._receipt(len(new), len(entries) - len(new))

    def _receipt(self, added: int, repeated: int) -> Receipt:
        last = self._batches[-1] if self._batches else None
        return Receipt(
            batch=len(self._batches),
            recorded=last.recorded if last else None,
            digest=(last.digest if last else GENESIS).hex(),
            added=added,
            repeated=repeated,
        )

    def entries(
        self, since: int = 0, recorded_by: dt.datetime | None = None, where: Where | None = None
    ) -> Iterator[Recorded]:
        """See `Ledger.entries`."""
        upto = as_utc(recorded_by) if recorded_by is not None else None
        with self._lock:
            held = [found for found in self._entries if upto is None or found.recorded <= upto]
        asked = where or Where()
        last = {
            (kind_of(found.entry), report_of(found.entry)): found.sequence
            for found in held
            if asked.latest and _is_of(found.entry, asked.generation)
        }
        chosen = (found for found in held[max(since, 0) :] if _fits(found.entry, asked))
        return (
            found
            for found in chosen
            if not asked.latest or last[kind_of(found.entry), report_of(found.entry)] == found.sequence
        )

    def holds(self, report_id: str, generation: str) -> bool:
        """See `Ledger.holds`."""
        return (report_id, generation) in self._read

    def verify(self) -> tuple[Damage, ...]:
        """See `Ledger.verify`."""
        found, previous = [], GENESIS
        for number, batch in enumerate(self._batches, 1):
            for held, digest in zip(batch.entries, batch.digests, strict=True):
                if hashlib.sha256(encode(held.entry)).digest() != digest:
                    found.append(Damage(batch=number, entry=held.sequence, what="the entry's bytes have changed"))
            parts = [
                (held.sequence, held.id, digest) for held, digest in zip(batch.entries, batch.digests, strict=True)
            ]
            if batch_digest(previous, number, time_text(batch.recorded), parts) != batch.digest:
                found.append(Damage(batch=number, entry=None, what="the batch does not match its digest"))
            previous = batch.digest
        return tuple(found)

    def close(self) -> None:
        """See `Ledger.close`; the entries stay readable."""


def _is_of(entry: Entry, generation: str | None) -> bool:
    return generation is None or generation_of(entry) == generation


def _fits(entry: Entry, where: Where) -> bool:
    if where.kinds and kind_of(entry) not in where.kinds:
        return False
    if where.report_id is not None and report_of(entry) != where.report_id:
        return False
    if where.report_ids is not None and report_of(entry) not in where.report_ids:
        return False
    if not _is_of(entry, where.generation):
        return False
    if not where.asks_of_claims:
        return True
    return isinstance(entry, Claimed) and any(where.fits(claim) for claim in entry.claims)
