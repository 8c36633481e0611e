"""What is shown: a ledger, or reports read once, with every version of the account kept at hand.

The fold over all claims is made once a revision of the ledger, in one pass for all days of knowing;
requests only look things up. A newer revision is noticed on the next request and folded then.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from rashomon.asking import Asking, names_of
from rashomon.errors import UsageError
from rashomon.judgement import Decisions, Desk, Listed, Question, questions_of
from rashomon.kept import Account, Meanwhile, account_of, read_account, restore, write_account
from rashomon.ledger import open_ledger
from rashomon.model.claim import Claim
from rashomon.model.event import Event, Situation, Toll
from rashomon.model.text import Report
from rashomon.pipeline import Contents, ledger_contents, ledger_digest, ledger_revision
from rashomon.reconcile.place_course import PlaceAccount, account_of_place
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.reference.roster import load_roster
from rashomon.situation import History, Told, history
from rashomon.web.looking import Look, look
from rashomon.web.shapes import DayCount, Named
from rashomon.web.situation_view import Rows, situation_view

CANDIDATES = 12
# Seconds of folding that a person waits for after a decision.
PATIENCE_S = 10.0
Load = Callable[[], Contents]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One revision of what is shown, ready to be asked.

    Attributes:
        claims: Under people's judgements, by id.
        by_report: Claims by id of their report.
    """

    revision: str
    contents: Contents
    history: Told
    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]
    by_report: Mapping[str, Sequence[Claim]]
    days: tuple[DayCount, ...]


class Session:
    """What the server shows.

    Args:
        title: Shown as the name of it all.
        ledger: File that can be added to; None for reports that were only read.
        load: Gives reports, claims and judgements.
        author: Who judges; "" lets the page ask.
        tiles: Address of map tiles, "" for none.
    """

    def __init__(
        self, title: str, load: Load, *, ledger: Path | None = None, author: str = "", tiles: str = ""
    ) -> None:
        self.title = title
        self.ledger = ledger
        self.author = author
        self.tiles = tiles
        self._load = load
        self._lock = threading.Lock()
        self._shown: Shown | None = None
        self._folding: threading.Thread | None = None
        self._asking = Asking(ledger) if ledger is not None else None
        self._refreshing: threading.Thread | None = None
        self._took_s = 0.0
        self._decisions: tuple[str, Decisions] | None = None
        self.rows = Rows()

    @classmethod
    def of_ledger(cls, path: Path, *, author: str = "", tiles: str = "") -> Session:
        """A session over a ledger file."""
        return cls(path.name, lambda: ledger_contents(path), ledger=path, author=author, tiles=tiles)

    @property
    def revision(self) -> str:
        """Changes whenever the ledger does."""
        return ledger_revision(self.ledger) if self.ledger is not None else "read once"

    @property
    def is_slow(self) -> bool:
        """Whether folding takes so long that nobody should wait for it at each decision."""
        return self._took_s > PATIENCE_S

    def shown(self) -> Shown:
        """The account as the ledger stands.

        Where the ledger has changed it is folded anew: at once, or, where that takes long, beside the
        questions, which get the account of before until the new one is there.
        """
        with self._lock:
            revision = self.revision
            if self._shown is not None and self._shown.revision == revision:
                return self._shown
            if self._shown is None or not self.is_slow:
                self._put(*self._fold(revision))
            elif self._folding is None or not self._folding.is_alive():
                self._folding = threading.Thread(target=self._fold_beside, args=(revision,), daemon=True)
                self._folding.start()
            assert self._shown is not None, "folded above"
            return self._shown

    def _fold(self, revision: str) -> tuple[Shown, Rows]:
        began = time.monotonic()
        before = ledger_digest(self.ledger) if self.ledger is not None else ""
        contents, rows = self._load(), Rows()
        account = read_account(self.ledger, before) if self.ledger is not None and self._shown is None else None
        told = resume(contents, account) if account is not None else fold(contents)
        made = show(contents, told, revision)
        situation_view(told.at(None), made.claims, rows=rows)
        if isinstance(told, Meanwhile):
            # Only the account of what takes long to fold was kept.
            self._took_s = math.inf
            told.begin()
            return made, rows
        self._took_s = time.monotonic() - began
        if self.ledger is not None and self.is_slow and ledger_digest(self.ledger) == before:
            write_account(self.ledger, before, account_of(told.at(None)))
        return made, rows

    def _fold_beside(self, revision: str) -> None:
        made = self._fold(revision)
        with self._lock:
            self._put(*made)

    def _put(self, made: Shown, rows: Rows) -> None:
        self._shown, self.rows = made, rows
        self._looks = lru_cache(maxsize=4)(
            lambda since, known: look(self.ledger, made.contents, made.history, since, known)
        )
        self._index = lru_cache(maxsize=16)(lambda known: Index(made.history.at(known)))

    def names(self) -> frozenset[str]:
        """Names of the reports shown."""
        return frozenset(report.name for report in self.shown().reports.values())

    def judged(self, claim: str) -> tuple[Listed, ...]:
        """Decisions that bear on a claim, standing or undone, in the order in which they were made."""
        return self._decided().on(claim) if self.ledger is not None else ()

    def decisions(self) -> tuple[Listed, ...]:
        """All decisions of people that the ledger holds, the last one first."""
        return self._decided().listed[::-1] if self.ledger is not None else ()

    def _decided(self) -> Decisions:
        revision = self.revision
        if self._decisions is None or self._decisions[0] != revision:
            with self.desk() as desk:
                self._decisions = revision, Decisions(desk)
        return self._decisions[1]

    def questions(self) -> tuple[Question, ...]:
        """What a person should look at next."""
        return questions_of(self.shown().contents, self.situation(None))

    @contextlib.contextmanager
    def desk(self) -> Iterator[Desk]:
        """A desk over the ledger, with the account at hand.

        Raises:
            UsageError: There is no ledger to keep a decision in.
        """
        if self.ledger is None:
            raise UsageError("decisions are kept in a ledger: rashomon serve --ledger FILE")
        shown = self.shown()
        opened = open_ledger(self.ledger, create=False)
        try:
            yield Desk.with_account(opened, shown.contents, self.situation(None))
        finally:
            opened.close()

    def named(self, kind: str, words: str) -> list[Named]:
        """Places or actors that words may mean."""
        if kind == "place":
            rows = open_gazetteer().find(words)[:CANDIDATES]
            return [
                Named(id=one.id, name=one.name, note=", ".join(filter(None, (one.kind, one.admin1, one.country))))
                for one in rows
            ]
        ids = sorted(load_roster().named(words))
        entries = [entry for one in ids if (entry := load_roster().get(one)) is not None]
        return [Named(id=one.id, name=one.name, note=one.kind) for one in entries[:CANDIDATES]]

    def situation(self, known: dt.date | None) -> Situation:
        """The account as known on a day."""
        return self.shown().history.at(known)

    def place(self, name: str, known: dt.date | None, on: dt.date | None) -> tuple[PlaceAccount, bool]:
        """The account of one place, and whether everything that came in is in it.

        From what is kept of the place, without waiting for the account of all places; where something has come
        in since, that of before, while the places kept are folded anew beside the questions.
        """
        if self._asking is not None:
            told, current = self._asking.latest(name)
            before = told.at(known, on) if told is not None else None  # read first: the folding writes over it
            if not current:
                self._refresh()
            if before is not None:
                return before, current
        return place_of(self.situation(known), name, known, on), True

    def _refresh(self) -> None:
        with self._lock:
            if self._asking is not None and (self._refreshing is None or not self._refreshing.is_alive()):
                self._refreshing = threading.Thread(target=self._asking.refresh, daemon=True)
                self._refreshing.start()

    def looked_at(self, since: dt.date | dt.datetime, known: dt.date | None) -> Look:
        """The account as somebody saw it on a day or at a time; see `look`."""
        self.shown()
        return self._looks(since, known)

    def index(self, known: dt.date | None) -> Index:
        """The account as known on a day, with its parts to look up."""
        self.shown()
        return self._index(known)


def place_of(found: Situation, name: str, known: dt.date | None, on: dt.date | None) -> PlaceAccount:
    """What an account of all places tells of one."""
    return account_of_place(names_of(name), known, on, found.tolls, found.control)


class Index:
    """An account with its claims, events and tolls by id."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.claims = {claim.id: claim for claim in situation.claims}
        self.events: dict[str, Event] = {
            event.id: event for event in (*situation.background, *situation.unhappened, *situation.events)
        }
        self.tolls: dict[str, Toll] = {toll.id: toll for toll in situation.tolls}
        self.reports = {report.id: report for report in situation.reports}

    def report(self, name: str) -> Report:
        """A report by id or name.

        Raises:
            UsageError: There is none as known on that day.
        """
        found = self.reports.get(name) or next((one for one in self.reports.values() if one.name == name), None)
        if found is None:
            raise UsageError(f"no report {name!r}, or not yet known on that day")
        return found


def fold(contents: Contents) -> History:
    """Fold what a ledger holds, for every day of knowing at once."""
    return history(
        contents.reports,
        contents.claims,
        rejected=contents.rejected,
        judgements=contents.judgements,
        moved=contents.moved,
    )


def resume(contents: Contents, account: Account) -> Meanwhile:
    """What a ledger holds with the account of it that was kept."""
    now = restore(
        account,
        contents.reports,
        contents.claims,
        rejected=contents.rejected,
        judgements=contents.judgements,
        moved=contents.moved,
    )
    return Meanwhile(now, lambda: fold(contents))


def show(contents: Contents, told: Told, revision: str) -> Shown:
    """What a ledger holds, ready to be asked."""
    everything = told.at(None)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in everything.claims:
        by_report[claim.report_id].append(claim)
    counted = Counter(report.published for report in everything.reports if report.published is not None)
    return Shown(
        revision=revision,
        contents=contents,
        history=told,
        reports={report.id: report for report in everything.reports},
        claims={claim.id: claim for claim in everything.claims},
        by_report=by_report,
        days=tuple(DayCount(day=day, reports=counted[day]) for day in sorted(counted)),
    )
