"""A report dated anew: what counts from its day is read from the new one, as if it had been dated so at first."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.judgement import Desk, Verdict
from rashomon.ledger import MemoryLedger
from rashomon.model.claim import Claim
from rashomon.model.entry import Claimed, Judged, ReportRead
from rashomon.model.text import Report
from rashomon.pipeline import GENERATION, read_claims
from rashomon.situation import redate, situation
from reconcile_build import make_report

DAY = dt.date(2031, 5, 21)
TEXT = """Six killed in Mindat

Six people were killed in Mindat on Monday when shells hit a market, the hospital said.
Yesterday soldiers took the bridge at Hakha. The following day rebels shelled Thantlang.
The toll in Hakha rose on Sunday to nine, up from seven by Friday, the army said on Tuesday.
At least 40 people have been wounded in Falam since the siege began last week.
The army will return to Tedim next month, a spokesman said on Tuesday.
Rebels have held Matupi since March. In 2029 four people were killed there.
"""


def at(day: dt.date) -> Report:
    return make_report(f"a.txt|Harbour Post|{day.isoformat()}", TEXT)


def days(claims: tuple[Claim, ...] | list[Claim]) -> dict[str, str]:
    return {claim.valid.text: claim.valid.edtf for claim in claims if claim.valid.text}


OLDER = read_claims(at(DAY))


def moved(day: dt.date) -> tuple[Report, list[Claim]]:
    newer = msgspec.structs.replace(OLDER.report, published=day, published_basis="given")
    return newer, redate(OLDER.report, newer, OLDER.claims)


def test_words_that_count_from_the_day_of_publication_are_read_anew() -> None:
    _, found = moved(DAY - dt.timedelta(days=7))
    was, now = days(OLDER.claims), days(found)
    assert {words: (was[words], now[words]) for words in ("Monday", "Yesterday", "The following day", "2029")} == {
        "Monday": ("2031-05-19", "2031-05-12"),
        "Yesterday": ("2031-05-20", "2031-05-13"),
        "The following day": ("2031-05-21", "2031-05-14"),
        "2029": ("2029", "2029"),
    }


def test_what_was_history_is_none_for_a_report_of_its_year() -> None:
    was = {claim.valid.text: claim.background for claim in OLDER.claims}
    _, found = moved(dt.date(2029, 12, 1))
    now = {claim.valid.text: claim.background for claim in found}
    assert (was["2029"], now["2029"]) == (True, False)


def test_a_day_that_a_person_set_stays() -> None:
    first, *rest = (claim for claim in OLDER.claims if claim.valid.text == "Monday")
    valid = msgspec.structs.replace(first.valid, start=dt.date(2031, 1, 1), end=dt.date(2031, 1, 1), edtf="2031-01-01")
    corrected = msgspec.structs.replace(first, valid=valid)
    newer = msgspec.structs.replace(OLDER.report, published=dt.date(2031, 5, 14))
    kept, *others = redate(OLDER.report, newer, [corrected, *rest])
    assert kept.valid == valid
    assert all(one.valid.start == dt.date(2031, 5, 12) for one in others)


@settings(max_examples=12, deadline=None)
@given(st.integers(-500, 500))
def test_a_report_dated_anew_reads_as_if_it_had_been_dated_so(shift: int) -> None:
    newer, found = moved(DAY + dt.timedelta(days=shift))
    read = {claim.id: claim for claim in read_claims(newer).claims}
    for claim in found:
        other = read[claim.id]
        assert (claim.valid, claim.figure, claim.background) == (other.valid, other.figure, other.background)


@settings(max_examples=12, deadline=None)
@given(st.integers(-500, 500))
def test_the_old_day_gives_the_old_days_back(shift: int) -> None:
    newer, found = moved(DAY + dt.timedelta(days=shift))
    assert redate(newer, OLDER.report, found) == list(OLDER.claims)


def test_of_two_days_the_last_counts_as_if_the_first_had_not_been_told() -> None:
    def told(*days: str) -> list[str]:
        judgements = [
            Judged(
                verdict="correct", subjects=(OLDER.report.id,), field="published", value=day, reason="a copy",
                author="Ada", made=dt.datetime(2032, 1, 1, minute, tzinfo=dt.UTC),
            )
            for minute, day in enumerate(days)
        ]  # fmt: skip
        found = situation([OLDER.report], OLDER.claims, judgements=judgements)
        return [claim.valid.edtf for claim in found.claims]

    assert told("", "2031-05-14") == told("2031-05-14")


@pytest.mark.parametrize("day", ["2031-05-14", ""])
def test_a_judged_day_moves_the_claims_and_undoing_puts_them_back(day: str) -> None:
    ledger = MemoryLedger()
    own = Claimed(report_id=OLDER.report.id, generation=GENERATION, claims=OLDER.claims)
    ledger.append([ReportRead(report=OLDER.report), own])
    desk = Desk(ledger)
    before = desk.situation
    judged = Verdict(
        word="correct", subjects=("a.txt",), field="published", value=day, reason="an archive copy", author="Ada"
    )
    done = desk.judge(judged)
    (taken,) = (claim for claim in desk.situation.claims if claim.frame == "capture")
    assert taken.valid.edtf == ("2031-05-13" if day else ""), "yesterday"
    desk.undo(done.id, reason="the copy was dated wrongly", author="Ada")
    assert msgspec.structs.replace(desk.situation, judgements=()) == before


def test_the_day_on_which_a_toll_rose_moves_with_the_report() -> None:
    def given() -> dict[int | None, str]:
        return {one.figure.value: str(one.figure.as_of) for one in found if one.figure is not None}

    found = list(OLDER.claims)
    assert (given()[9], given()[7]) == ("2031-05-18", "2031-05-16")
    _, found = moved(DAY - dt.timedelta(days=7))
    assert (given()[9], given()[7]) == ("2031-05-11", "2031-05-09")
