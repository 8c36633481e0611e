"""What people may judge, found by its id, the start of its id, or its name, and told in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from rashomon.errors import UsageError
from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.entry import Verdict as Word
from rashomon.model.event import Event, Situation, Toll
from rashomon.model.text import Report
from rashomon.pipeline import Contents
from rashomon.reconcile.correcting import WORDS
from rashomon.reconcile.judging import WHOLES, Subjects, event_id, toll_id
from rashomon.reconcile.lines import name_claim, name_event, name_toll

# Stances of which an event that is accepted is not borne out.
UNTRUE = frozenset({"denied", "doubted"})


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """An event or a figure as it was judged: the claims of which it is said."""

    sort: str
    claims: tuple[str, ...]


class Finder:
    """What people may judge, by id, by the start of an id, and in words."""

    def __init__(self, held: Contents, account: Situation) -> None:
        """File everything that the account shows."""
        self.claims: dict[str, Claim] = {claim.id: claim for claim in held.claims}
        self.reports: dict[str, Report] = {report.id: report for report in held.reports}
        self.events = {event.id: event for event in (*account.background, *account.unhappened, *account.events)}
        self.tolls = {toll.id: toll for toll in account.tolls}
        self._subjects = Subjects(held.claims, held.moved)
        whole = [one for one in held.judgements if one.field in WHOLES]
        self._struck = {one.value: one for one in whole if one.verdict == "discount"}

    def find(self, subject: str) -> str:
        """The id in full.

        Raises:
            UsageError: Nothing goes by that, or more than one thing does.
        """
        if subject.startswith(WORDS) and subject.removeprefix(WORDS).strip():
            return subject
        if any(subject in sort for sort in self._sorts):
            return subject
        if subject in self._struck:
            return subject
        hits = {name for sort in self._sorts for name in sort if subject and name.startswith(subject)}
        hits |= {report.id for report in self.reports.values() if report.name == subject}
        if not hits and subject:  # an event or toll of before, or a claim of an older reading
            hits = {name for name in (*self._subjects, *self._struck) if name.startswith(subject)}
        if len(hits) != 1:
            told = "".join(f"\n  {name[:16]}  {self.tell(name)}" for name in sorted(hits)[:6])
            raise UsageError(f"{how_many(len(hits), 'claim, event, figure or report')} {subject!r}{told}")
        return hits.pop()

    def report(self, subject: str) -> str:
        """Id of the one report that goes by an id, the start of one, or a name; "" where none does.

        Raises:
            UsageError: More than one does.
        """
        hits = [one.id for one in self.reports.values() if subject and subject in (one.id, one.name)]
        hits = hits or [name for name in self.reports if subject and name.startswith(subject)]
        if len(hits) > 1:
            raise UsageError(f"{how_many(len(hits), 'report')} {subject!r}")
        return hits[0] if hits else ""

    def check_sort(self, word: Word, name: str, found: str) -> None:
        """Refuse a subject of which the verdict cannot be said.

        Raises:
            UsageError: It is words, or a report, where claims are judged.
        """
        if found.startswith(WORDS) and word != "name":
            raise UsageError(f"{name!r}: only `name` can be said of words")
        if found in self.reports and word != "correct":
            more = "; `rashomon withdraw` lets a report count no longer" if word == "discount" else ""
            raise UsageError(f"{name!r} is a report: only `correct` can be said of it{more}")

    def whole(self, word: Word, subject: str) -> Whole | None:
        """What accepting or discounting an event or a figure as a whole is said of; None for one claim.

        Whoever discounts an event says that it did not happen, so nothing that it holds counts, its numbers
        included. Whoever accepts it says that it did, and nothing of its numbers. Accepting a figure vouches
        for the claims on which it rests now, not for those that they have replaced.

        Args:
            word: The verdict.
            subject: An id in full, as `find` gives it.

        Raises:
            UsageError: It was an event or a figure once and is none now.
        """
        if subject in self.tolls:
            toll = self.tolls[subject]
            if word == "accept" and toll.standing:
                return Whole(sort="figure", claims=toll.standing)
            return Whole(sort="figure", claims=tuple(dict.fromkeys((*toll.claims, *toll.discounted))))
        if subject in self.events:
            return self._whole_event(word, self.events[subject].claims)
        if subject in self._struck:
            judged = self._struck[subject]
            claims = tuple(filter(None, map(self.claim_of, judged.subjects)))
            return self._whole_event(word, claims) if judged.field == "event" else Whole(sort="figure", claims=claims)
        claim = self.claim_of(subject)
        if claim and subject in (event_id(claim), toll_id(claim)):
            home = self._homes.get(claim)
            now = f", that is in {home.id[:16]} now" if home is not None else ""
            raise UsageError(f"{subject!r} is no event or figure any more; say {word!r} of claim {claim}{now}")
        return None

    def _whole_event(self, word: Word, claims: tuple[str, ...]) -> Whole:
        bearing = [
            name for name in claims if self.claims[name].figure is None and self.claims[name].stance not in UNTRUE
        ]
        return Whole(sort="event", claims=tuple(bearing) if word == "accept" and bearing else claims)

    def claim_of(self, subject: str) -> str:
        """The claim that the subject stands for, "" for reports and words."""
        return self._subjects.claim(subject)

    def reports_behind(self, subjects: Iterable[str]) -> set[str]:
        """Reports of all claims of the tolls and events that the subjects are, or that they are part of."""
        found: set[str] = set()
        for subject in subjects:
            claim = self.claim_of(subject)
            home = self.tolls.get(subject) or self.events.get(subject) or self._homes.get(claim)
            found |= {self.claims[name].report_id for name in (home.claims if home else (claim,)) if name}
        return found

    def tell(self, subject: str) -> str:
        """The subject in one line."""
        if subject in self.tolls:
            return "figure: " + name_toll(self.tolls[subject])
        if subject in self.events:
            return "event: " + name_event(self.events[subject])
        if subject in self.reports:
            return "report: " + name_report(self.reports[subject])
        if subject.startswith(WORDS):
            return f"the words “{subject.removeprefix(WORDS)}”"
        claim = self.claim_of(subject)
        if not claim:
            return "nothing that is here now"
        sort = "event that began with: " if subject == event_id(claim) else "claim: "
        return sort + name_claim(self.claims[claim])

    def tell_judged(self, judged: Judged) -> tuple[str, ...]:
        """The subjects of a judgement, a line each; an event or a figure judged as a whole in one."""
        if judged.field not in WHOLES:
            return tuple(self.tell(name) for name in judged.subjects)
        return (f"the whole {self.tell(judged.value)}, with the {len(judged.subjects)} claims that it had then",)

    @property
    def _sorts(self) -> tuple[Mapping[str, object], ...]:
        return self.claims, self.events, self.tolls, self.reports

    @cached_property
    def _homes(self) -> dict[str, Event | Toll]:
        """Where each claim is counted: a figure in its toll, what happened in its event."""
        found: dict[str, Event | Toll] = {}
        for event in self.events.values():
            found |= dict.fromkeys(event.claims, event)
        for toll in self.tolls.values():
            found |= dict.fromkeys(toll.claims, toll)
        return found


def name_report(report: Report) -> str:
    """The report by name, outlet and day."""
    return f"{report.name} ({report.outlet or 'outlet not told'}, {report.published or 'no date'})"


def how_many(count: int, noun: str) -> str:
    """The opening of a refusal: that nothing, or too much, begins with what was given."""
    return f"no {noun} begins with" if not count else f"more than one {noun} begins with"
