"""Ids, bytes and chained hashes: what makes a ledger idempotent and its damage visible.

The id of an entry hashes what it says, save the name under which a report was given: the same report
read from another folder says nothing new. A batch's digest hashes the digest before it, its number,
its time and the digests of its entries' bytes, so one changed byte breaks every later digest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence

import msgspec

from rashomon.errors import LedgerError
from rashomon.model.entry import Claimed, Entry, EntryKind, ReportRead, Undone

GENESIS = bytes(32)  # stands before the first batch
_ACTS = frozenset({"judged", "withdrawn", "undone"})
_encoder = msgspec.json.Encoder(order="deterministic")
_decoder: msgspec.json.Decoder[Entry] = msgspec.json.Decoder(Entry)


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """An entry ready to be stored: its id, its bytes and their digest."""

    id: str
    kind: EntryKind
    entry: Entry
    payload: bytes
    digest: bytes


def encode(entry: Entry) -> bytes:
    """The entry's bytes: JSON with fields in a fixed order."""
    return _encoder.encode(entry)


def decode(payload: bytes) -> Entry:
    """The entry behind the bytes.

    Raises:
        LedgerError: They are not those of an entry.
    """
    try:
        return _decoder.decode(payload)
    except (msgspec.MsgspecError, ValueError) as error:  # ValueError: bytes that are no UTF-8
        raise LedgerError(f"an entry does not parse: {error}") from error


def entry_id(entry: Entry) -> str:
    """32 hex digits over what the entry says; the name of a report does not count."""
    said: Entry = entry
    if isinstance(entry, ReportRead):
        said = ReportRead(report=msgspec.structs.replace(entry.report, name=""))
    elif isinstance(entry, Claimed):
        claims = tuple(msgspec.structs.replace(claim, report="") for claim in entry.claims)
        said = msgspec.structs.replace(entry, claims=claims)
    return hashlib.sha256(encode(said)).hexdigest()[:32]


def kind_of(entry: Entry) -> EntryKind:
    """The entry's tag, as in its JSON."""
    kind: EntryKind = type(entry).__struct_config__.tag  # type: ignore[assignment]
    return kind


def seal(entries: Sequence[Entry], held: Callable[[str], EntryKind | None]) -> list[Sealed]:
    """The new entries among those given, ready to be stored.

    Args:
        entries: A batch, in order.
        held: The kind of the entry that the ledger holds under an id; None where it holds none.

    Raises:
        LedgerError: An `Undone` names an entry that is neither held nor earlier in the batch, or one
            that is no decision of a person.
    """
    new: dict[str, Sealed] = {}
    for entry in entries:
        name = entry_id(entry)
        if name in new or held(name):
            continue
        if isinstance(entry, Undone):
            undone = new[entry.entry].kind if entry.entry in new else held(entry.entry)
            if undone is None:
                raise LedgerError(f"nothing to undo: the ledger holds no entry {entry.entry!r}")
            if undone not in _ACTS:
                raise LedgerError(f"entry {entry.entry!r} is {undone}: only what a person decided can be undone")
        payload = encode(entry)
        digest = hashlib.sha256(payload).digest()
        new[name] = Sealed(id=name, kind=kind_of(entry), entry=entry, payload=payload, digest=digest)
    return list(new.values())


def batch_digest(previous: bytes, batch: int, recorded: str, parts: Iterable[tuple[int, str, bytes]]) -> bytes:
    """The digest that closes a batch.

    Args:
        previous: Digest of the batch before, `GENESIS` for the first.
        batch: Its number.
        recorded: Its time as stored.
        parts: Sequence number, id and digest of each entry, in order.
    """
    digest = hashlib.sha256(previous)
    digest.update(f"{batch}\x1f{recorded}".encode())
    for sequence, name, payload_digest in parts:
        digest.update(f"\x1e{sequence}\x1f{name}\x1f".encode())
        digest.update(payload_digest)
    return digest.digest()


def time_text(time: dt.datetime) -> str:
    """A UTC time as stored: fixed width, so that text order is time order."""
    return time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def text_time(text: str) -> dt.datetime:
    """The time behind `time_text`."""
    return dt.datetime.fromisoformat(text)
