"""A ledger with its account, open for decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from rashomon.errors import UsageError
from rashomon.judgement.effect import SHOWN_ID, Change, compare_accounts
from rashomon.judgement.finder import Finder, how_many, name_report
from rashomon.ledger import Act, Ledger, Readable, Recorded, Where, acts, entry_id, find_report, kind_of, utc_now
from rashomon.model.claim import Claim
from rashomon.model.entry import Entry, Judged, Undone, Withdrawn
from rashomon.model.entry import Verdict as Word
from rashomon.model.event import Situation
from rashomon.model.text import Report
from rashomon.pipeline import Contents, contents_of
from rashomon.reconcile.correcting import (
    check_correction,
    correct_claim,
    correct_report,
    name_mentions,
    value_field,
)
from rashomon.reconcile.judging import (
    COUNTED,
    PAIRED,
    SEEN,
    Judgeable,
    Subjects,
    seen_reports,
    touches,
)
from rashomon.reconcile.lines import shorten
from rashomon.reconcile.questions import Offer, Question
from rashomon.reconcile.review import review
from rashomon.situation import redate, situation, under_judgements


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement as a person gives it: ids may be shortened, places and actors may go by name."""

    word: Word
    subjects: tuple[str, ...]
    reason: str
    author: str
    field: str = ""
    value: str = ""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A decision and what it changed.

    Attributes:
        id: Id of its entry; with `kept` False, the one that it would have had.
        entry: What was decided.
        kept: Whether the ledger holds it (a dry run keeps nothing).
        changes: In the account, figures first.
    """

    id: str
    entry: Judged | Withdrawn | Undone
    kept: bool
    changes: tuple[Change, ...]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as a list shows it.

    Attributes:
        id: Id of its entry.
        made, author, reason: When, by whom and why.
        verdict: The judgement's word, or `withdraw` or `undo`.
        subjects: Ids of what it is about: claims, events, tolls, reports; of an undoing the entry undone.
        about: The subjects in words.
        field, value: Of a correction or a naming; of an event or a figure judged as a whole its sort and id.
        stands: Whether it counts.
        undone_by: Id of the entry that took it back, "" while it stands.
        unmet: Whether it stands but meets no claim any more, or does not fit it: to be judged anew.
    """

    id: str
    made: dt.datetime
    author: str
    verdict: str
    subjects: tuple[str, ...]
    about: tuple[str, ...]
    field: str
    value: str
    reason: str
    stands: bool
    undone_by: str
    unmet: bool


class Bearing(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that bears on a claim, with the id of its entry."""

    id: str
    judged: Judged


def bearing_on(
    claim: Claim, claims: Sequence[Claim], judgements: Sequence[Judged], moved: Mapping[str, str]
) -> tuple[Bearing, ...]:
    """The judgements that bear on a claim as it was read, in the order given.

    Args:
        claim: One of the claims.
        claims: All of them.
        judgements: Those that stand.
        moved: As in `rashomon.situation.situation`.
    """
    subjects = Subjects(claims, moved)
    return tuple(Bearing(id=entry_id(one), judged=one) for one in judgements if touches(one, claim, subjects))


class Desk:
    """A ledger with its account, open for decisions.

    The account is read when first asked for and kept up to date with every decision made here;
    `refresh` takes in what others have appended meanwhile.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Nothing is read yet; the ledger stays the caller's to close."""
        self.ledger = ledger
        self._contents: Contents | None = None
        self._situation: Situation | None = None

    @classmethod
    def with_account(cls, ledger: Ledger, contents: Contents, account: Situation) -> Desk:
        """A desk that has read the ledger's contents and folded them already."""
        found = cls(ledger)
        found._contents, found._situation = contents, account
        return found

    @property
    def contents(self) -> Contents:
        """What counts in the ledger."""
        if self._contents is None:
            self._contents = contents_of(self.ledger)
        return self._contents

    @property
    def situation(self) -> Situation:
        """The account of it all."""
        if self._situation is None:
            self._situation = fold_contents(self.contents)
        return self._situation

    def refresh(self) -> None:
        """Read the ledger again when next asked."""
        self._contents = self._situation = None

    def judge(self, verdict: Verdict, *, dry_run: bool = False) -> Done:
        """Keep a judgement.

        Args:
            verdict: What a person says.
            dry_run: Only tell what it would change.

        Raises:
            UsageError: A subject fits nothing or more than one thing, or no claim can take the
                field or the value. Nothing is kept then.
            ModelError: The reason is empty, or one subject is too few.
        """
        finder = Finder(self.contents, self.situation)
        judged = self._checked(verdict, finder)
        held = msgspec.structs.replace(self.contents, judgements=(*self.contents.judgements, judged))
        return self._keep(judged, held, dry_run=dry_run)

    def withdraw(self, report: str, *, reason: str, author: str, dry_run: bool = False) -> Done:
        """Let a report (its id, the start of it, or its name) count no longer.

        Raises:
            UsageError: No report goes by that, or several do, or it is withdrawn already.
        """
        finder = Finder(self.contents, self.situation)
        found = finder.report(report)
        if not found:
            gone = [one for one in self._withdrawn() if report and (one.id.startswith(report) or one.name == report)]
            if gone:
                raise UsageError(f"{gone[0].name} is withdrawn already; `rashomon judgements` lists what can be undone")
            raise UsageError(f"no report {report!r}; give its id, the start of it, or its name as it is shown")
        return self._decide(Withdrawn(report_id=found, reason=reason, author=author, made=self._now()), dry_run=dry_run)

    def undo(self, entry: str, *, reason: str, author: str, dry_run: bool = False) -> Done:
        """Take back a judgement, a withdrawal or an undoing, named by its id or the start of it.

        Raises:
            UsageError: No decision goes by that, or several do, or it is undone already.
        """
        return self._decide(self._undoing(entry, reason, author), dry_run=dry_run)

    def questions(self) -> tuple[Question, ...]:
        """What should be looked at next, most important first."""
        return questions_of(self.contents, self.situation)

    def note(self, offer: Offer, *, reason: str, author: str) -> str:
        """Keep an answer that a question offers and give the id of its entry, without folding the account anew.

        The account stays the one of before until `settle` is given the new one: a screen can go on
        meanwhile.

        Raises:
            UsageError: As for `judge` and `undo`.
        """
        entry: Judged | Undone
        if offer.word == "undo":
            entry = self._undoing(offer.subjects[0], reason, author)
            held = contents_of(_Imagined(self.ledger, entry))
        else:
            word = msgspec.convert(offer.word, Word)
            said = Verdict(
                word=word, subjects=offer.subjects, field=offer.field, value=offer.value, reason=reason, author=author
            )
            entry = self._checked(said, Finder(self.contents, self.situation))
            held = msgspec.structs.replace(self.contents, judgements=(*self.contents.judgements, entry))
        self.ledger.append([entry])
        self._contents = held
        return entry_id(entry)

    def settle(self, held: Contents, account: Situation) -> bool:
        """Take the account folded from the contents; False, and nothing done, where these have moved on."""
        if held is not self._contents:
            return False
        self._situation = account
        return True

    def listed(self) -> tuple[Listed, ...]:
        """Every decision in the ledger in the order in which it was made, taken back or not."""
        known = acts(self.ledger)
        finder = Finder(self.contents, self.situation)
        entries = {act.held.id: act.held.entry for act in known}
        return tuple(self._row(act, finder, entries) for act in known)

    def _row(self, act: Act, finder: Finder, entries: Mapping[str, Entry]) -> Listed:
        entry = act.held.entry
        assert isinstance(entry, Judged | Withdrawn | Undone)
        field = value = ""
        if isinstance(entry, Judged):
            subjects, verdict = entry.subjects, str(entry.verdict)
            about = finder.tell_judged(entry)
            if entry.field != SEEN:
                field, value = entry.field, entry.value
        elif isinstance(entry, Withdrawn):
            subjects, verdict = (entry.report_id,), "withdraw"
            kept = find_report(self.ledger, entry.report_id)
            about = (name_report(kept) if kept else "a report that is not here",)
        else:
            subjects, verdict = (entry.entry,), "undo"
            about = (_name_act(entries[entry.entry]),)
        return Listed(
            id=act.held.id,
            made=entry.made,
            author=entry.author,
            verdict=verdict,
            subjects=subjects,
            about=about,
            field=field,
            value=value,
            reason=entry.reason,
            stands=act.undone_by is None,
            undone_by=act.undone_by.id if act.undone_by is not None else "",
            unmet=act.undone_by is None and entry in self.situation.unmet,
        )

    def _undoing(self, entry: str, reason: str, author: str) -> Undone:
        found = [act for act in acts(self.ledger) if entry and act.held.id.startswith(entry)]
        if len(found) != 1:
            raise UsageError(f"{how_many(len(found), 'decision')} {entry!r}; `rashomon judgements` lists them")
        if found[0].undone_by is not None:
            by = found[0].undone_by.id[:SHOWN_ID]
            raise UsageError(f"{entry} is undone already, by {by}; undo that to bring it back")
        return Undone(entry=found[0].held.id, reason=reason, author=author, made=self._now())

    def _checked(self, verdict: Verdict, finder: Finder) -> Judged:
        """The judgement with whole ids, if something here can take it."""
        subjects = tuple(finder.find(name) for name in verdict.subjects)
        for name, found in zip(verdict.subjects, subjects, strict=True):
            finder.check_sort(verdict.word, name, found)
        field, value = verdict.field, verdict.value
        met = tuple(dict.fromkeys(filter(None, map(finder.claim_of, subjects))))
        if verdict.word in ("correct", "name"):
            own = [finder.claims[name] for name in met]
            field, value = value_field(verdict.word, field, value, own)
        elif verdict.word in COUNTED and not (field or value):
            subjects, field, value = _as_whole(verdict.word, subjects, finder)
        elif (field or value) and not (field == SEEN and verdict.word in PAIRED):
            raise UsageError(f"--field and --value are for `correct` and `name`, not for {verdict.word!r}")
        if verdict.word in PAIRED:
            if len(met) < 2 <= len(set(subjects)):
                raise UsageError(f"all of these rest on one claim, {met[0]}: give two different things")
            field, value = SEEN, value or seen_reports(finder.reports_behind(subjects))
        judged = Judged(
            verdict=verdict.word,
            subjects=subjects,
            field=field,
            value=value,
            reason=verdict.reason,
            author=verdict.author,
            made=self._now(),
        )
        self._check_fit(judged, met, finder)
        return judged

    def _check_fit(self, judged: Judged, met: Sequence[str], finder: Finder) -> None:
        """Refuse what would be among the unmet at once."""
        if judged.verdict not in ("correct", "name"):
            return
        check_correction(judged)
        if judged.verdict == "name":
            if not name_mentions(judged, met, judgeable(self.contents).claims):
                raise UsageError("no mention there is worded so, or all that are mean that already")
            return
        for name in judged.subjects:
            if name in finder.reports:
                correct_report(judged, finder.reports[name], (), redate)
        for name in met:
            correct_claim(judged, finder.claims[name])

    def _decide(self, entry: Withdrawn | Undone, *, dry_run: bool) -> Done:
        return self._keep(entry, contents_of(_Imagined(self.ledger, entry)), dry_run=dry_run)

    def _keep(self, entry: Judged | Withdrawn | Undone, held: Contents, *, dry_run: bool) -> Done:
        before, after = self.situation, fold_contents(held)
        changes = compare_accounts(before, after)
        if not dry_run:
            self.ledger.append([entry])
            self._contents, self._situation = held, after
        return Done(id=entry_id(entry), entry=entry, kept=not dry_run, changes=changes)

    def _withdrawn(self) -> list[Report]:
        standing = [act.held.entry for act in acts(self.ledger) if act.undone_by is None]
        ids = [entry.report_id for entry in standing if isinstance(entry, Withdrawn)]
        return [report for name in ids if (report := find_report(self.ledger, name)) is not None]

    def _now(self) -> dt.datetime:
        """The time, and later than every decision here: the last one counts, whatever a clock says."""
        made = [
            act.held.entry.made for act in acts(self.ledger) if isinstance(act.held.entry, Judged | Withdrawn | Undone)
        ]
        now = utc_now()
        return max([now, *(one + dt.timedelta(microseconds=1) for one in made)])


def _as_whole(word: Word, subjects: tuple[str, ...], finder: Finder) -> tuple[tuple[str, ...], str, str]:
    """Subjects, field and value of a verdict on whether claims count, an event or a figure told as such."""
    wholes = {name: whole for name in subjects if (whole := finder.whole(word, name)) is not None}
    if not wholes:
        return subjects, "", ""
    if len(subjects) > 1:
        raise UsageError(f"{next(iter(wholes))!r} is an event or a figure: say {word!r} of it alone")
    ((name, whole),) = wholes.items()
    return whole.claims, whole.sort, name


class _Imagined:
    """A ledger as it would read with one more decision."""

    def __init__(self, ledger: Readable, entry: Withdrawn | Undone) -> None:
        self._ledger = ledger
        self._entry = entry

    def entries(
        self, since: int = 0, recorded_by: dt.datetime | None = None, where: Where | None = None
    ) -> Iterator[Recorded]:
        """See `Readable.entries`; the decision comes last."""
        yield from self._ledger.entries(since, recorded_by, where)
        if where is None or not where.kinds or kind_of(self._entry) in where.kinds:
            made = self._entry.made
            yield Recorded(sequence=0, batch=0, recorded=made, id=entry_id(self._entry), entry=self._entry)


def _name_act(entry: Entry) -> str:
    if isinstance(entry, Undone):
        return f"the undoing of {entry.entry[:SHOWN_ID]} by {entry.author}"
    if isinstance(entry, Withdrawn):
        return f"the withdrawal of report {entry.report_id[:SHOWN_ID]} by {entry.author}: {shorten(entry.reason)}"
    assert isinstance(entry, Judged)
    return f"{entry.verdict!r} by {entry.author}: {shorten(entry.reason)}"


def judgeable(held: Contents) -> Judgeable:
    """Reports and claims as corrected, with the decisions that count."""
    return under_judgements(held.reports, held.claims, held.judgements, held.moved)


def questions_of(held: Contents, account: Situation) -> tuple[Question, ...]:
    """What the account of these contents leaves open, most important first."""
    return review(account, judgeable(held).decisions, entry_id)


def fold_contents(held: Contents) -> Situation:
    """The account of what a ledger holds."""
    return situation(
        held.reports, held.claims, rejected=held.rejected, judgements=held.judgements, moved=held.moved
    )  # fmt: skip
