"""What people may judge, found by its id, the start of its id, or its name, and told in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from rashomon.errors import UsageError
from rashomon.model.claim import Claim
from rashomon.model.entry import Verdict as Word
from rashomon.model.event import Event, Situation, Toll
from rashomon.model.text import Report
from rashomon.pipeline import Contents
from rashomon.reconcile.correcting import WORDS
from rashomon.reconcile.judging import Subjects
from rashomon.reconcile.lines import name_claim, name_event, name_toll

# Claims that a refusal names, to choose from.
SHOWN_CLAIMS = 4


class Finder:
    """What people may judge, by id, by the start of an id, and in words."""

    def __init__(self, held: Contents, account: Situation) -> None:
        """File everything that the account shows."""
        self.claims: dict[str, Claim] = {claim.id: claim for claim in held.claims}
        self.reports: dict[str, Report] = {report.id: report for report in held.reports}
        self.events = {event.id: event for event in (*account.background, *account.unhappened, *account.events)}
        self.tolls = {toll.id: toll for toll in account.tolls}
        self._subjects = Subjects(held.claims, held.moved)

    def find(self, subject: str) -> str:
        """The id in full.

        Raises:
            UsageError: Nothing goes by that, or more than one thing does.
        """
        if subject.startswith(WORDS) and subject.removeprefix(WORDS).strip():
            return subject
        if any(subject in sort for sort in self._sorts):
            return subject
        hits = {name for sort in self._sorts for name in sort if subject and name.startswith(subject)}
        hits |= {report.id for report in self.reports.values() if report.name == subject}
        if not hits and subject:  # an event or toll of before, or a claim of an older reading
            hits = {name for name in self._subjects if name.startswith(subject)}
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

        if word in ("accept", "discount") and found in (self.tolls | self.events):
            home = self.tolls[found].standing if found in self.tolls else self.events[found].claims
            asked = ", ".join(home[:SHOWN_CLAIMS])
            raise UsageError(f"{name!r} is several claims: say {word!r} of the one that you mean ({asked} …)")

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
        return "claim: " + name_claim(self.claims[claim]) if claim else "nothing that is here now"

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
