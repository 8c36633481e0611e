"""What every ledger promises: one body of tests, run on each backend by tests/test_ledger.py."""

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import LedgerError, UsageError
from rashomon.ledger import (
    Ledger,
    Where,
    claims,
    entry_id,
    find_report,
    judgements,
    rejected,
    reports,
    withdrawals,
    withdrawn_reports,
)
from rashomon.model.claim import Claim, Place
from rashomon.model.draft import Kind
from rashomon.model.entry import Claimed, Entry, Judged, ReportRead, ReportRejected, Undone, Withdrawn
from rashomon.model.text import Rejected, Report
from rashomon.model.time import Valid

START = dt.datetime(2021, 3, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


class Clock:
    """Tells an hour more each time that it is asked."""

    def __init__(self) -> None:
        self.now = START - HOUR

    def __call__(self) -> dt.datetime:
        self.now += HOUR
        return self.now


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def make_report(name: str, published: dt.date | None = None, outlet: str = "Valley Post") -> Report:
    text = f"Ten people died in {name}."
    return Report(name=f"{name}.txt", outlet=outlet, published=published, sha256=sha(name), text=text, blocks=())


def make_claim(
    report: Report, start: int = 0, kind: Kind = "figure", place: str = "", valid: Valid | None = None
) -> Claim:
    return Claim(
        id=sha(f"{report.id}{start}{kind}")[:16],
        report=report.name,
        report_sha256=report.sha256,
        report_id=report.id,
        outlet=report.outlet or "",
        published=report.published,
        published_basis="given",
        start=start,
        end=start + 3,
        quote=report.text[start : start + 3],
        kind=kind,
        frame="kill",
        place=Place(id=place, name=place, text="x", start=0, end=1) if place else None,
        valid=valid or Valid(),
    )


def reading(report: Report, *found: Claim, generation: str = "rules 1") -> list[Entry]:
    return [ReportRead(report=report), Claimed(report_id=report.id, generation=generation, claims=found)]


def simple(name: str, published: dt.date | None = None, generation: str = "rules 1") -> list[Entry]:
    report = make_report(name, published)
    return reading(report, make_claim(report), make_claim(report, 4, "event"), generation=generation)


def withdraw(name: str, at: dt.datetime = START) -> Withdrawn:
    return Withdrawn(report_id=make_report(name).id, reason="retracted by its outlet", author="R. Adler", made=at)


def judge(*subjects: str, at: dt.datetime = START) -> Judged:
    return Judged(verdict="same", subjects=subjects, reason="one raid", author="R. Adler", made=at)


def undo(entry: Entry, at: dt.datetime = START) -> Undone:
    return Undone(entry=entry_id(entry), reason="a slip", author="R. Adler", made=at)


DAYS = st.one_of(st.none(), st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 9)))
NAMES = st.sampled_from(["Alba", "Brem", "Cora", "Dorn", "Elst"])
BATCHES = st.lists(st.tuples(NAMES, st.booleans()), max_size=6)


# One body, several backends: Hypothesis warns of that, and it is what we want.
CHECKED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.differing_executors])


class LedgerContract:
    """Subclasses say how to open a fresh ledger."""

    def fresh(self, clock: Clock | None = None) -> AbstractContextManager[Ledger]:
        raise NotImplementedError

    @pytest.fixture
    def ledger(self) -> Iterator[Ledger]:
        with self.fresh() as ledger:
            yield ledger

    def test_an_empty_ledger_answers(self, ledger: Ledger) -> None:
        assert (claims(ledger), reports(ledger), judgements(ledger), rejected(ledger)) == ((), (), (), ())
        assert ledger.verify() == ()
        receipt = ledger.append([])
        assert (receipt.batch, receipt.recorded, receipt.added) == (0, None, 0)

    def test_what_goes_in_comes_out_unchanged_and_in_order(self, ledger: Ledger) -> None:
        batch = [*simple("Alba", dt.date(2020, 1, 1)), judge("a", "b"), withdraw("Brem")]
        ledger.append(batch)
        ledger.append([ReportRejected(rejected=Rejected(name="x.pdf", why="no text"), sha256=sha("x"))])
        held = list(ledger.entries())
        assert [one.entry for one in held[:4]] == batch
        assert [one.sequence for one in held] == [1, 2, 3, 4, 5]
        assert [one.batch for one in held] == [1, 1, 1, 1, 2]
        assert [one.sequence for one in ledger.entries(since=3)] == [4, 5]
        assert [one.id for one in held] == [entry_id(one.entry) for one in held]

    def test_each_batch_has_a_number_a_time_and_a_new_digest(self, ledger: Ledger) -> None:
        receipts = [ledger.append(simple(name)) for name in ("Alba", "Brem", "Cora")]
        assert [one.batch for one in receipts] == [1, 2, 3]
        assert [one.recorded for one in receipts] == [START, START + HOUR, START + 2 * HOUR]
        assert len({one.digest for one in receipts}) == 3

    def test_appending_twice_adds_nothing(self, ledger: Ledger) -> None:
        first = ledger.append(simple("Alba"))
        again = ledger.append(simple("Alba"))
        assert (again.added, again.repeated) == (0, 2)
        assert (again.batch, again.digest, again.recorded) == (first.batch, first.digest, first.recorded)

    def test_a_report_from_another_folder_says_nothing_new(self, ledger: Ledger) -> None:
        ledger.append(simple("Alba"))
        moved = Report(
            name="copy/Alba.txt", outlet="Valley Post", sha256=sha("Alba"), text=make_report("Alba").text, blocks=()
        )
        receipt = ledger.append(reading(moved, make_claim(moved), make_claim(moved, 4, "event")))
        assert receipt.added == 0

    def test_one_entry_twice_in_a_batch_is_taken_once(self, ledger: Ledger) -> None:
        assert ledger.append([judge("a", "b"), judge("a", "b")]).added == 1

    def test_time_never_runs_backwards_in_a_ledger(self) -> None:
        clock = Clock()
        with self.fresh(clock) as ledger:
            ledger.append(simple("Alba"))
            clock.now -= 10 * HOUR
            ledger.append(simple("Brem"))
            held = list(ledger.entries())
            assert all(one.recorded <= other.recorded for one, other in pairwise(held))

    def test_known_counts_what_was_published_by_that_day(self, ledger: Ledger) -> None:
        for name, day in (("Cora", None), ("Brem", dt.date(2020, 1, 5)), ("Alba", dt.date(2020, 1, 2))):
            ledger.append(simple(name, day))
        assert [one.name for one in reports(ledger)] == ["Alba.txt", "Brem.txt", "Cora.txt"]
        assert [one.name for one in reports(ledger, known=dt.date(2020, 1, 5))] == ["Alba.txt", "Brem.txt"]
        assert [one.report for one in claims(ledger, known=dt.date(2020, 1, 4))] == ["Alba.txt"] * 2
        assert claims(ledger, known=dt.date(2020, 1, 1)) == ()

    def test_recorded_shows_the_ledger_as_it_stood(self, ledger: Ledger) -> None:
        ledger.append(simple("Alba"))
        ledger.append(simple("Brem"))
        ledger.append([withdraw("Alba")])
        assert {one.report for one in claims(ledger, recorded=START)} == {"Alba.txt"}
        assert {one.report for one in claims(ledger, recorded=START + HOUR)} == {"Alba.txt", "Brem.txt"}
        assert {one.report for one in claims(ledger)} == {"Brem.txt"}
        assert claims(ledger, recorded=START - HOUR) == ()
        berlin = dt.timezone(dt.timedelta(hours=1))
        assert claims(ledger, recorded=START.astimezone(berlin)) == claims(ledger, recorded=START)

    def test_a_time_without_a_zone_is_refused(self, ledger: Ledger) -> None:
        with pytest.raises(UsageError, match="zone"):
            ledger.entries(recorded_by=dt.datetime(2021, 3, 1))  # noqa: DTZ001 - the point of the test

    def test_one_wire_text_in_two_outlets_is_two_reports(self, ledger: Ledger) -> None:
        for outlet in ("Valley Post", "Harbour Courier"):
            report = make_report("Alba", outlet=outlet)
            ledger.append(reading(report, make_claim(report)))
        assert {report.outlet for report in reports(ledger)} == {"Valley Post", "Harbour Courier"}

    def test_a_withdrawal_can_be_undone_and_that_too(self, ledger: Ledger) -> None:
        ledger.append(simple("Alba"))
        out, back = withdraw("Alba"), undo(withdraw("Alba"))
        ledger.append([out])
        assert withdrawn_reports(ledger) == {make_report("Alba").id}
        assert reports(ledger) == ()
        assert find_report(ledger, make_report("Alba").id) == make_report("Alba")
        ledger.append([back])
        assert withdrawals(ledger) == ()
        assert len(claims(ledger)) == 2
        ledger.append([undo(back)])
        assert claims(ledger) == ()

    def test_judgements_stand_until_undone(self, ledger: Ledger) -> None:
        late, early = judge("a", "b", at=START + HOUR), judge("c", "d")
        ledger.append([late, early])
        assert [one.entry for one in judgements(ledger)] == [early, late]
        ledger.append([undo(late)])
        assert [one.entry for one in judgements(ledger)] == [early]
        assert [one.entry for one in judgements(ledger, recorded=START)] == [early, late]

    def test_the_same_judgement_made_again_later_stands(self, ledger: Ledger) -> None:
        ledger.append([judge("a", "b"), undo(judge("a", "b")), judge("a", "b", at=START + HOUR)])
        assert len(judgements(ledger)) == 1

    def test_only_decisions_that_are_held_can_be_undone(self, ledger: Ledger) -> None:
        report = simple("Alba")
        ledger.append(report)
        with pytest.raises(LedgerError, match="holds no entry"):
            ledger.append([*simple("Brem"), undo(judge("a", "b"))])
        with pytest.raises(LedgerError, match="only what a person decided"):
            ledger.append([undo(report[0])])
        assert [one.name for one in reports(ledger)] == ["Alba.txt"]  # a refused batch leaves nothing

    def test_the_last_reading_of_a_report_speaks_for_it(self, ledger: Ledger) -> None:
        ledger.append(simple("Alba"))
        report = make_report("Alba")
        ledger.append(reading(report, make_claim(report, 9), generation="rules 2"))
        assert [one.start for one in claims(ledger)] == [9]
        assert [one.start for one in claims(ledger, recorded=START)] == [0, 4]
        assert len(reports(ledger)) == 1

    def test_a_generation_can_be_asked_for(self, ledger: Ledger) -> None:
        report, other = make_report("Alba"), make_report("Brem")
        ledger.append(reading(report, make_claim(report)))
        ledger.append(reading(report, make_claim(report, 4), generation="rules 2"))
        ledger.append(reading(report, make_claim(report, 9), generation="rules 1"))
        ledger.append(reading(other, make_claim(other), generation="rules 2"))

        def starts(generation: str | None, recorded: dt.datetime | None = None) -> list[tuple[str, int]]:
            found = claims(ledger, recorded=recorded, where=Where(generation=generation))
            return [(one.report[:4], one.start) for one in found]

        assert starts(None) == [("Alba", 9), ("Brem", 0)]
        assert starts("rules 1") == [("Alba", 9)]
        assert starts("rules 2") == [("Alba", 4), ("Brem", 0)]
        assert starts("rules 1", recorded=START) == [("Alba", 0)]
        assert starts("rules 3") == []

    def test_better_particulars_replace_older_ones(self, ledger: Ledger) -> None:
        ledger.append(simple("Alba"))
        ledger.append(simple("Alba", dt.date(2020, 1, 1)))
        assert [one.published for one in reports(ledger)] == [dt.date(2020, 1, 1)]
        assert {one.published for one in claims(ledger)} == {dt.date(2020, 1, 1)}

    def test_holds_tells_what_need_not_be_read_again(self, ledger: Ledger) -> None:
        report = make_report("Alba")
        assert not ledger.holds(report.id, "rules 1")
        ledger.append(reading(report))  # no claims found is a reading too
        assert ledger.holds(report.id, "rules 1")
        assert not ledger.holds(report.id, "rules 2")

    def test_rejected_reports_are_listed_until_they_are_read(self, ledger: Ledger) -> None:
        for why in ("no text", "no text layer"):
            ledger.append([ReportRejected(rejected=Rejected(name="a.pdf", why=why), sha256=sha("Alba"))])
        assert [one.why for one in rejected(ledger)] == ["no text layer"]
        ledger.append(simple("Alba"))
        assert rejected(ledger) == ()

    def test_where_finds_claims_by_place_kind_and_days(self, ledger: Ledger) -> None:
        alba, brem = make_report("Alba", dt.date(2020, 1, 2)), make_report("Brem", dt.date(2020, 1, 3))
        may = Valid(start=dt.date(2019, 5, 1), end=dt.date(2019, 5, 31))
        here = make_claim(alba, 0, "control", "geonames:1", may)
        there = make_claim(alba, 4, "figure", "geonames:2")
        open_ended = make_claim(brem, 0, "control", "geonames:1", Valid(start=dt.date(2019, 6, 1)))
        ledger.append(reading(alba, here, there))
        ledger.append(reading(brem, open_ended))

        def ask(where: Where) -> list[Claim]:
            return list(claims(ledger, where=where))

        assert ask(Where(place_id="geonames:1")) == [here, open_ended]
        assert ask(Where(claim_kind="figure")) == [there]
        assert ask(Where(place_id="geonames:1", valid_from=dt.date(2020, 1, 1))) == [open_ended]
        assert ask(Where(valid_to=dt.date(2019, 5, 9))) == [here, there]
        assert ask(Where(report_id=brem.id)) == [open_ended]
        assert ask(Where(published_by=dt.date(2020, 1, 2), place_id="geonames:1")) == [here]
        assert ask(Where(place_id="geonames:3")) == []
        assert ask(Where(place_name="GEONAMES:1")) == [here, open_ended]
        assert [one.sequence for one in ledger.entries(where=Where(report_ids=(brem.id, "none")))] == [3, 4]
        assert list(ledger.entries(where=Where(report_ids=()))) == []
        assert [one.sequence for one in ledger.entries(where=Where(kinds=("claimed",)))] == [2, 4]

    def test_where_never_brings_an_older_reading_back(self, ledger: Ledger) -> None:
        report = make_report("Alba")
        ledger.append(reading(report, make_claim(report, place="geonames:1")))
        ledger.append(reading(report, make_claim(report, 4), generation="rules 2"))
        assert claims(ledger, where=Where(place_id="geonames:1")) == ()
        assert len(claims(ledger, recorded=START, where=Where(place_id="geonames:1"))) == 1

    def test_a_sound_ledger_verifies(self, ledger: Ledger) -> None:
        for name in ("Alba", "Brem"):
            ledger.append([*simple(name), withdraw(name)])
        assert ledger.verify() == ()

    @CHECKED
    @given(BATCHES)
    def test_as_of_never_sees_what_came_later(self, batches: list[tuple[str, bool]]) -> None:
        with self.fresh() as ledger:
            seen = []
            for name, out in batches:
                receipt = ledger.append([withdraw(name)] if out else simple(name))
                seen.append((receipt.recorded or START - HOUR, claims(ledger), len(list(ledger.entries()))))
            for moment, then, entries in seen:
                assert claims(ledger, recorded=moment) == then
                assert len(list(ledger.entries(recorded_by=moment))) == entries

    @CHECKED
    @given(st.dictionaries(NAMES, DAYS), st.randoms(), DAYS)
    def test_the_order_of_arrival_does_not_matter(
        self, days: dict[str, dt.date | None], chance: random.Random, known: dt.date | None
    ) -> None:
        batches: list[list[Entry]] = [simple(name, day) for name, day in days.items()]
        batches += [[withdraw(name)] for name in list(days)[:1]] + ([[judge(*days)]] if len(days) > 1 else [])
        shuffled = list(batches)
        chance.shuffle(shuffled)
        answers = []
        for order in (batches, shuffled):
            with self.fresh() as ledger:
                for batch in order:
                    ledger.append(batch)
                acts = [one.entry for one in judgements(ledger)]
                answers.append((claims(ledger, known), reports(ledger, known), acts))
        assert answers[0] == answers[1]

    @CHECKED
    @given(BATCHES)
    def test_sending_everything_again_adds_nothing(self, batches: list[tuple[str, bool]]) -> None:
        sent = [[withdraw(name)] if out else simple(name) for name, out in batches]
        with self.fresh() as ledger:
            for batch in sent:
                ledger.append(batch)
            before = list(ledger.entries())
            assert all(ledger.append(batch).added == 0 for batch in sent)
            assert list(ledger.entries()) == before
            assert ledger.verify() == ()
