"""The stages in order: reports in, claims out, into the ledger where one is given.

The one place that reads and appends. Stages are functions from values to values and never see the
ledger, so `rashomon.engine` can run them in other processes unchanged. Heavy libraries are imported
by the stages when the first report comes, never by importing this module.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.entry import Claimed, Judged
from rashomon.model.text import Rejected, Report

if TYPE_CHECKING:
    from rashomon.ledger import Readable, Where

# Version of the rules that read claims; a new one re-reads kept reports into a new generation.
GENERATION = "1"


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One report with its claims."""

    report: Report
    claims: tuple[Claim, ...]


def read_reports(
    paths: Sequence[str | Path],
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
    within: Path | None = None,
) -> Iterator[Report | Rejected]:
    """Reports under the paths, lazily and in a stable order; what cannot be read comes as `Rejected`.

    With `within`, no manifest leads to a file outside that folder.
    """
    from rashomon.read import read_paths

    yield from read_paths(paths, published=published, outlet=outlet, within=within)


def read_claims(report: Report) -> Read:
    """Read one report: extract, date where undated, resolve."""
    from rashomon.extract import extract
    from rashomon.resolve import date_report, resolve

    reading = date_report(extract(report))
    return Read(report=reading.report, claims=resolve(reading))


def claims_of(report: Report) -> tuple[Claim, ...]:
    """The claims of one report, in the order of its text."""
    return read_claims(report).claims


def count_inputs(paths: Sequence[str]) -> int | None:
    """How many reports the paths hold, None where only reading would tell."""
    from rashomon.read import count_inputs as count

    return count(paths)


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a ledger holds now."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]
    judgements: tuple[Judged, ...] = ()
    moved: dict[str, str] = {}


def ledger_contents(
    target: str | Path, *, recorded: dt.datetime | None = None, generation: str | None = None
) -> Contents:
    """Everything that counts in a ledger: last readings of reports not withdrawn, judgements that stand.

    Args:
        target: The ledger: a file or a postgresql:// URL.
        recorded: As the ledger stood at this time (with a zone); None: as it stands.
        generation: Claims as this generation of rules read them; None: as each report was last read.

    Raises:
        LedgerError: It is missing, damaged or no ledger.
    """
    from rashomon.ledger import open_ledger

    opened = open_ledger(target, create=False)
    try:
        return contents_of(opened, recorded=recorded, generation=generation)
    finally:
        opened.close()


def contents_looked_at(
    target: str | Path, since: dt.date | dt.datetime, *, recorded: dt.datetime | None = None
) -> Contents | None:
    """What a ledger held for somebody who looked then; what came in later was learnt late, however old it is.

    Args:
        target: The ledger: a file or a postgresql:// URL.
        since: A time (with a zone), or a day: its end in UTC.
        recorded: Not later than this, as the question asks of now; None: as it stands.

    Returns:
        None for a day on which the ledger held no report yet: nobody can have looked, and days of
        publication alone decide.

    Raises:
        LedgerError: It is missing, damaged or no ledger.
    """
    if isinstance(since, dt.datetime):
        return ledger_contents(target, recorded=since)
    end = dt.datetime.combine(since, dt.time.max, dt.UTC)
    found = ledger_contents(target, recorded=min(end, recorded or end))
    return found if found.reports else None


def ledger_revision(path: Path) -> str:
    """A word that changes whenever something is added to a ledger file; cheap enough to ask for each request."""
    found = []
    for name in (path, path.with_name(path.name + "-wal")):
        try:
            status = name.stat()
        except FileNotFoundError:
            continue
        found.append(f"{status.st_mtime_ns:x}-{status.st_size:x}")
    return ".".join(found)


def ledger_digest(path: Path) -> str:
    """Chained hash of the last batch of a ledger file: what everything that it holds is known by.

    Raises:
        LedgerError: It is missing, damaged or no ledger.
    """
    from rashomon.ledger.sqlite_file import last_digest

    return last_digest(path)


def contents_of(opened: Readable, *, recorded: dt.datetime | None = None, generation: str | None = None) -> Contents:
    """What `ledger_contents` gives, of a ledger that is open and stays so."""
    from rashomon import ledger as store

    reports = store.reports(opened, recorded=recorded)
    claims = store.claims(opened, recorded=recorded, where=store.Where(generation=generation))
    judged = tuple(held.entry for held in store.judgements(opened, recorded=recorded) if isinstance(held.entry, Judged))
    return Contents(
        reports=reports,
        claims=claims,
        rejected=store.rejected(opened, recorded=recorded),
        judgements=judged,
        moved=_moved(opened, judged, reports, claims, store.Where(kinds=("claimed",))),
    )


class PlaceReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a ledger holds of one place.

    Attributes:
        contents: See `place_contents`; None where only the whole ledger answers.
        subjects: Ids by which a judgement can name anything of it.
        acts: Word for the judgements that bear on it; see `place_acts`.
        reports: How many tell of it.
    """

    contents: Contents | None
    reports: int
    subjects: frozenset[str]
    acts: str


def place_contents(target: str | Path, place: str, *, recorded: dt.datetime | None = None) -> Contents | None:
    """What a ledger holds of one place: every report that makes a claim of it, with the claims that can bear on it.

    The counts and the holders of the place that follow from it are those that follow from the whole
    ledger, save what ties them to reports that do not tell of the place: relations to counts of wider
    areas in such reports, and copies of paragraphs by them.

    Args:
        target: The ledger: a file or a postgresql:// URL.
        place: Its name in any spelling that the gazetteer has, or as the reports have it.
        recorded: As the ledger stood at this time (with a zone); None: as it stands.

    Returns:
        None where people's judgements join claims of this place with others or move claims to it: then only
        the whole ledger answers.

    Raises:
        LedgerError: It is missing, damaged or no ledger.
    """
    return place_reading(target, place, recorded=recorded).contents


def place_reading(target: str | Path, place: str, *, recorded: dt.datetime | None = None) -> PlaceReading:
    """What `place_contents` gives, with what tells later whether a judgement bears on it."""
    from rashomon import ledger as store
    from rashomon.reconcile.judging import subjects_of
    from rashomon.reconcile.narrowing import bearing_on
    from rashomon.reference.gazetteer import open_gazetteer

    opened = store.open_ledger(target, create=False)
    try:
        judged = _judged(opened, recorded)
        ids = {row.id for row in open_gazetteer().find(place)}
        readings = store.readings_of_place(opened, ids, place, recorded)
        about = tuple(reading.report_id for reading in readings)
        older = store.Where(kinds=("claimed",), report_ids=about)
        mine = dict.fromkeys(about, "")
        read = (held.entry for held in opened.entries(where=older))
        mine |= subjects_of(claim for entry in read if isinstance(entry, Claimed) for claim in entry.claims)
        met = tuple(one for one in judged if _meets(one, mine))
        subjects = frozenset(mine)
        acts = _acts_word(judged, subjects, ids)
        if any(_moves_to(one, ids) for one in judged) or any(not mine.keys() >= _named(one) for one in met):
            return PlaceReading(contents=None, reports=len(about), subjects=subjects, acts=acts)
        reports = store.reports(opened, recorded=recorded, ids=about)
        claims = tuple(claim for reading in readings for claim in reading.claims)
        moved = _moved(opened, met, reports, claims, older)
        asked = {mine[name] for one in met for name in _named(one)} | set(moved.values())
        contents = Contents(
            reports=reports,
            claims=tuple(bearing_on(claims, ids, place, asked)),
            rejected=store.rejected(opened, recorded=recorded),
            judgements=met,
            moved=moved,
        )
        return PlaceReading(contents=contents, reports=len(about), subjects=subjects, acts=acts)
    finally:
        opened.close()


def ledger_rejected(target: str | Path) -> tuple[Rejected, ...]:
    """Reports that a ledger was given and that could not be read, nor have been since.

    Raises:
        LedgerError: It is missing, damaged or no ledger.
    """
    from rashomon import ledger as store

    opened = store.open_ledger(target, create=False)
    try:
        return store.rejected(opened)
    finally:
        opened.close()


def place_acts(target: str | Path, ids: Collection[str], subjects: Container[str]) -> str:
    """A word for the judgements that bear on a place: another one whenever they are others.

    Args:
        target: The ledger.
        ids: Gazetteer ids that the place may have.
        subjects: As in `PlaceReading`.
    """
    from rashomon import ledger as store

    opened = store.open_ledger(target, create=False)
    try:
        return _acts_word(_judged(opened, None), subjects, ids)
    finally:
        opened.close()


def _judged(opened: Readable, recorded: dt.datetime | None) -> list[Judged]:
    """Judgements that stand."""
    from rashomon import ledger as store

    return [held.entry for held in store.judgements(opened, recorded=recorded) if isinstance(held.entry, Judged)]


def _named(judged: Judged) -> set[str]:
    """What a judgement names by id; words it names wherever they stand."""
    from rashomon.reconcile.correcting import WORDS

    return {name for name in judged.subjects if not name.startswith(WORDS)}


def _meets(judged: Judged, subjects: Container[str]) -> bool:
    """Whether a judgement can bear on claims of some reports: it names one of them, or words."""
    named = _named(judged)
    return len(named) < len(judged.subjects) or any(name in subjects for name in named)


def _moves_to(judged: Judged, ids: Collection[str]) -> bool:
    """Whether a judgement says of claims, wherever they are told, that they are of the place."""
    return judged.field.partition(".")[0] == "place" and judged.value in ids


def _acts_word(judged: Sequence[Judged], subjects: Container[str], ids: Collection[str]) -> str:
    met = sorted(
        msgspec.json.encode(one, order="deterministic")
        for one in judged
        if _moves_to(one, ids) or _meets(one, subjects)
    )
    return hashlib.sha256(b"\x1f".join(met)).hexdigest()


def _moved(
    opened: Readable,
    judgements: Sequence[Judged],
    reports: Sequence[Report],
    claims: Sequence[Claim],
    readings: Where,
) -> dict[str, str]:
    """Claims of older readings on which somebody has judged, to the claims that took their place."""
    from rashomon.reconcile.judging import event_id, toll_id, unknown_subjects
    from rashomon.reconcile.succession import find_successors

    wanted = unknown_subjects(judgements, reports, claims) if judgements else frozenset()
    if not wanted:
        return {}
    old = {
        claim.id: claim
        for held in opened.entries(where=readings)
        if isinstance(held.entry, Claimed)
        for claim in held.entry.claims
        if wanted & {claim.id, event_id(claim.id), toll_id(claim.id)}
    }
    return find_successors(old.values(), claims)


class Intake:
    """Reports on their way into a ledger; a context manager that closes it.

    Args:
        target: The ledger: a file or a postgresql:// URL.
        create: Whether a missing one is made.

    Attributes:
        skipped: Reports that the ledger held already, read by this generation of rules.
    """

    def __init__(self, target: str | Path, *, create: bool = True) -> None:
        from rashomon.ledger import open_ledger

        self._ledger = open_ledger(target, create=create)
        self.skipped = 0

    def __enter__(self) -> Self:
        """The intake itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the ledger; what was kept stays."""
        self._ledger.close()

    def unread(self, reports: Iterator[Report | Rejected]) -> Iterator[Report | Rejected]:
        """Those that the ledger does not hold yet: reading goes on where it was broken off."""
        for item in reports:
            if isinstance(item, Report) and self._ledger.holds(item.id, GENERATION):
                self.skipped += 1
            else:
                yield item

    def outdated(self) -> Iterator[Report]:
        """Kept reports that this generation of rules has not read, as they were given: for reading again.

        A day that an older reading inferred is left out, so that the newer rules infer it themselves.
        """
        from rashomon.ledger import Where
        from rashomon.model.entry import ReportRead

        for held in self._ledger.entries(where=Where(kinds=("report_read",), latest=True)):
            if isinstance(held.entry, ReportRead) and not self._ledger.holds(held.entry.report.id, GENERATION):
                yield _as_given(held.entry.report)

    def keep(self, item: Read | Rejected) -> None:
        """Append one result as one batch; when this returns it is on disk."""
        from rashomon.model.entry import ReportRead, ReportRejected

        if isinstance(item, Rejected):
            self._ledger.append([ReportRejected(rejected=item)])
            return
        claimed = Claimed(report_id=item.report.id, generation=GENERATION, claims=item.claims)
        self._ledger.append([ReportRead(report=item.report), claimed])


def reread(
    target: str | Path, read: Callable[[Iterator[Report]], Iterator[Read | Rejected]]
) -> Iterator[Read | Rejected]:
    """Read the kept reports of a ledger anew, from their kept texts, into a new generation.

    Reports that this generation of rules has read are left alone, so doing it twice adds nothing, and
    broken off it goes on where it stopped. A report at which the newer rules fail keeps its older
    reading and is tried again the next time. Older readings stay, for `recorded` and by generation.

    Args:
        target: The ledger: a file or a postgresql:// URL.
        read: Reads reports, as `rashomon.engine.read_all` does on several cores.

    Yields:
        Each result once it is kept; what failed, with the reason.

    Raises:
        LedgerError: It is missing, damaged or no ledger.
    """
    with Intake(target, create=False) as intake:
        for item in read(intake.outdated()):
            if isinstance(item, Read):
                intake.keep(item)
            yield item


def count_outdated(target: str | Path) -> int:
    """How many reports `reread` would read.

    Raises:
        LedgerError: It is missing, damaged or no ledger.
    """
    with Intake(target, create=False) as intake:
        return sum(1 for _ in intake.outdated())


def _as_given(report: Report) -> Report:
    if report.published_basis != "inferred":
        return report
    return msgspec.structs.replace(report, published=None, published_basis="unknown", published_window=None)
