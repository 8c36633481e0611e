"""The port: what every ledger does, and the values that pass through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import msgspec

from rashomon.errors import UsageError
from rashomon.model.claim import Claim
from rashomon.model.draft import Kind
from rashomon.model.entry import Claimed, Entry, EntryKind, ReportRead, ReportRejected, Withdrawn

Clock = Callable[[], dt.datetime]


class Recorded(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An entry as the ledger holds it.

    Attributes:
        sequence: Its number, from 1, without gaps.
        batch: Number of the batch that brought it, from 1, without gaps.
        recorded: When the ledger took it (UTC); never before that of an earlier batch.
        id: Hash of what it says (32 hex digits): an entry that says the same is the same entry.
        entry: What it says.
    """

    sequence: int
    batch: int
    recorded: dt.datetime
    id: str
    entry: Entry


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """That a batch is held for good: it survives a crash of the program and of the machine.

    Attributes:
        batch: Number of the last batch after this call; unchanged where nothing was new. 0: none yet.
        recorded: When that batch was taken; None while there is none.
        digest: Its chained hash. Whoever writes it down can later show that nothing before it changed.
        added: How many entries were new.
        repeated: How many the ledger already held.
    """

    batch: int
    recorded: dt.datetime | None
    digest: str
    added: int
    repeated: int


class Damage(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it was written.

    Attributes:
        batch: The batch in which it shows; 0 for the file as a whole.
        entry: Sequence number of the entry, None where it is not one entry's.
        what: What is wrong, in one sentence.
    """

    batch: int
    entry: int | None
    what: str


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries to give; a side left None asks for nothing.

    The last six pick `claimed` entries with at least one claim that fits them all together.

    Attributes:
        kinds: Kinds of entries; empty for all.
        report_id: Entries about this report.
        report_ids: Entries about any of these reports.
        latest: Only the last entry of its kind about its report, as of the time asked for; of the
            generation asked for, where one is.
        generation: Readings by this generation of rules.
        published_by: Published on or before this day; undated claims do not fit.
        claim_kind: Kind of claim.
        place_id: Gazetteer id of its place.
        place_name: Name of its place, in any case.
        valid_from, valid_to: The claim's interval may hold a day between the two, both included.
    """

    kinds: tuple[EntryKind, ...] = ()
    report_id: str | None = None
    report_ids: tuple[str, ...] | None = None
    latest: bool = False
    generation: str | None = None
    published_by: dt.date | None = None
    claim_kind: Kind | None = None
    place_id: str | None = None
    place_name: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    @property
    def asks_of_claims(self) -> bool:
        """Whether it asks anything of single claims."""
        asked = (
            self.published_by, self.claim_kind, self.place_id, self.place_name, self.valid_from, self.valid_to,
        )  # fmt: skip
        return any(side is not None for side in asked)

    def fits(self, claim: Claim) -> bool:
        """Whether the claim is one that was asked for."""
        if self.published_by is not None and (claim.published is None or claim.published > self.published_by):
            return False
        if self.claim_kind is not None and claim.kind != self.claim_kind:
            return False
        if self.place_id is not None and (claim.place is None or claim.place.id != self.place_id):
            return False
        if self.place_name is not None and place_name(claim) != self.place_name.casefold():
            return False
        early, late = claim.valid.start, claim.valid.end
        if self.valid_from is not None and late is not None and late < self.valid_from:
            return False
        return self.valid_to is None or early is None or early <= self.valid_to


class Readable(Protocol):
    """What the views ask of a ledger."""

    def entries(
        self, since: int = 0, recorded_by: dt.datetime | None = None, where: Where | None = None
    ) -> Iterator[Recorded]:
        """Entries in the order in which they were taken, from one consistent state.

        Args:
            since: Only those with a higher sequence number.
            recorded_by: Only those taken at or before this time (with a zone).
            where: Only those that fit.

        Raises:
            LedgerError: The store is damaged.
            UsageError: The time has no zone.
        """
        ...


class Ledger(Readable, Protocol):
    """An append-only store of entries. Views over it are functions in `rashomon.ledger.views`."""

    def append(self, entries: Sequence[Entry]) -> Receipt:
        """Takes a batch: all of it or nothing.

        Entries that the ledger holds already are passed over, so that a batch can be sent again after
        a crash. When this returns, the batch is on disk.

        Raises:
            LedgerError: Another writer is at it for too long, the store is damaged, or an `Undone`
                names an entry that the ledger does not hold.
        """
        ...

    def holds(self, report_id: str, generation: str) -> bool:
        """Whether this report has been read by this generation of rules: then it can be skipped."""
        ...

    def verify(self) -> tuple[Damage, ...]:
        """Reads everything again and compares it with the chained hashes; empty where all is well."""
        ...

    def close(self) -> None:
        """Lets go of the store. Nothing is lost without it."""
        ...


def utc_now() -> dt.datetime:
    """The time of day, UTC."""
    return dt.datetime.now(dt.UTC)


def as_utc(time: dt.datetime) -> dt.datetime:
    """The same moment in UTC.

    Raises:
        UsageError: It has no zone.
    """
    if time.tzinfo is None:
        raise UsageError(f"a time needs a zone: {time.isoformat()}")
    return time.astimezone(dt.UTC)


def place_name(claim: Claim) -> str | None:
    """The name of the claim's place as the index holds it: without regard to case."""
    return claim.place.name.casefold() or None if claim.place is not None else None


def generation_of(entry: Entry) -> str:
    """The generation of rules that read the claims, "" where the entry is no reading."""
    return entry.generation if isinstance(entry, Claimed) else ""


def report_of(entry: Entry) -> str:
    """Digest of the report that an entry is about, "" for judgements and what undoes them."""
    if isinstance(entry, ReportRead):
        return entry.report.id
    if isinstance(entry, ReportRejected):
        return entry.sha256
    if isinstance(entry, Claimed | Withdrawn):
        return entry.report_id
    return ""
