"""Whether one stored entry is as it was written: the same question to every store that keeps an index of claims."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rashomon.errors import LedgerError
from rashomon.ledger.base import Damage
from rashomon.ledger.chain import decode
from rashomon.model.entry import Entry

# What the index should hold of an entry, by sequence number.
Rows = Callable[[int, Entry], Iterable[tuple[Any, ...]]]


def check_entry(
    batch: int, sequence: int, stored: tuple[bytes, bytes], index: Sequence[tuple[Any, ...]], claim_rows: Rows
) -> Iterator[Damage]:
    """What is wrong with an entry; nothing where all is well.

    Args:
        batch: Number of its batch.
        sequence: Its own number.
        stored: Its digest and its bytes.
        index: The rows that the index of claims holds of it, by position.
        claim_rows: The rows that it should hold.
    """
    digest, payload = stored
    if hashlib.sha256(payload).digest() != digest:
        yield Damage(batch=batch, entry=sequence, what="the entry's bytes have changed")
        return
    try:
        expected = list(claim_rows(sequence, decode(payload)))
    except LedgerError as error:
        yield Damage(batch=batch, entry=sequence, what=str(error))
        return
    if list(index) != expected:
        yield Damage(batch=batch, entry=sequence, what="the index of its claims does not match them")
