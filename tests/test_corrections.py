"""A notice of correction revises what its outlet printed: the wrong number stands nowhere, from that day on."""

from __future__ import annotations

import datetime as dt

import pytest

from rashomon.model.event import Situation, Toll
from rashomon.model.text import Report
from rashomon.pipeline import read_claims
from rashomon.situation import history, situation
from reconcile_build import make_report

PRINTED = make_report("old.txt|Harbour Post|2031-05-13", "Shells killed 14 people in Mindat on Monday, police said.")
OTHERS = make_report(
    "other.txt|Hill Times|2031-05-13", "Fourteen people were killed in Mindat on Monday, a doctor said."
)
BODY = "Shells killed four people in Mindat on Monday, the hospital said."
NOTICES = [
    f"{BODY}\n\nCorrection: An earlier version of this story said that 14 people were killed; the number is 4.",
    f"{BODY}\n\nAn earlier version of this article misstated the number killed in Mindat. It is four, not 14.",
    f"CORRECTS toll to 4 from 14.\n\n{BODY}",
    "We incorrectly reported that 14 people had been killed in Mindat on Monday. The correct figure is four.",
    "Correction: Tuesday's dispatch should have read that four people were killed in Mindat, not 14.",
]
WITHDRAWN = [
    'KILL: Please withdraw the story headlined "Fourteen killed in Mindat". No substitute will be sent.',
    "ADVISORY: The Harbour Post withdraws its story of Monday that said 14 people were killed in Mindat.",
]


def fold(*reports: Report) -> Situation:
    claims = [claim for report in reports for claim in read_claims(report).claims]
    found = situation(reports, claims)
    assert history(reports, claims).at() == found
    return found


def notice(text: str, outlet: str = "Harbour Post") -> Report:
    return make_report(f"new.txt|{outlet}|2031-05-14", text)


def killed(found: Situation) -> Toll:
    (toll,) = (toll for toll in found.tolls if toll.measure == "killed")
    return toll


@pytest.mark.parametrize("text", NOTICES)
def test_the_right_number_takes_the_place_of_the_wrong_one(text: str) -> None:
    toll = killed(fold(PRINTED, notice(text)))
    assert (toll.low, toll.high, toll.value) == (4, 4, 4)
    assert [(step.known, step.value) for step in toll.history] == [
        (dt.date(2031, 5, 13), 14), (dt.date(2031, 5, 14), 4),
    ]  # fmt: skip
    assert {rel.kind for rel in toll.relations} >= {"revises_down"}
    assert not {rel.kind for rel in toll.relations} & {"contradicts", "attribution_conflict"}


@pytest.mark.parametrize("text", WITHDRAWN)
def test_a_number_taken_back_without_another_leaves_none(text: str) -> None:
    toll = killed(fold(PRINTED, notice(text)))
    assert (toll.status, toll.low, toll.high, toll.value, toll.standing) == ("withdrawn", None, None, None, ())
    assert toll.grade == "its own outlet takes the number back: Harbour Post, 2031-05-14"
    assert [(step.known, step.value) for step in toll.history] == [
        (dt.date(2031, 5, 13), 14), (dt.date(2031, 5, 14), None),
    ]  # fmt: skip


@pytest.mark.parametrize("text", WITHDRAWN)
def test_what_another_outlet_has_from_its_own_source_still_stands(text: str) -> None:
    toll = killed(fold(PRINTED, OTHERS, notice(text)))
    assert (toll.status, toll.value, toll.outlets) == ("single_origin", 14, ("Hill Times",))


def test_nobody_takes_back_what_another_printed() -> None:
    toll = killed(fold(PRINTED, notice(WITHDRAWN[0], outlet="Bay News")))
    assert toll.value == 14


def test_a_number_that_comes_after_is_a_number_again() -> None:
    later = make_report("later.txt|Bay News|2031-05-16", "Nine people were killed in Mindat on Monday, the mayor said.")
    toll = killed(fold(PRINTED, notice(WITHDRAWN[0]), later))
    assert (toll.status, toll.value) == ("single_origin", 9)


def test_the_same_words_printed_again_stay_taken_back() -> None:
    again = make_report("again.txt|Harbour Post|2031-05-16", PRINTED.text)
    assert killed(fold(PRINTED, notice(WITHDRAWN[0]), again)).status == "withdrawn"


def test_a_notice_alone_counts_nobody() -> None:
    assert not fold(notice(WITHDRAWN[0])).tolls
