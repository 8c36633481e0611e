"""Claims without a day that look back: which happening they are of, and that nothing known before changes by them."""

from __future__ import annotations

import datetime as dt

import pytest

from rashomon import fold_situation, read_claims
from rashomon.model.event import Situation, Toll
from rashomon.model.text import Report
from reconcile_build import make_report

RAID = make_report("a|Plains Daily|2011-03-07", "Raiders killed 34 people in Kirumbe on Saturday, the chief said.")
LIST = make_report("b|Rights Ledger|2011-10-18", "By our list 81 people were killed in Kirumbe.")
SAME = make_report("c|City Post|2011-10-18", "By the list of the widows 81 people were killed in Kirumbe.")
NEWS = make_report("d|Plains Daily|2011-10-15", "Raiders shot a herder in Kirumbe on Friday, the chief said.")
MORE = make_report("e|Plains Daily|2011-06-20", "Raiders killed 12 people in Kirumbe on Sunday, the chief said.")


def account(*reports: Report, known: dt.date | None = None) -> Situation:
    """The account of these reports."""
    return fold_situation(reports, [claim for one in reports for claim in read_claims(one).claims], known=known)


def toll_of(found: Situation, number: int) -> Toll:
    """The one toll of the dead that had the number at some time."""
    tolls = [toll for toll in found.tolls if toll.measure == "killed" and number in {s.value for s in toll.history}]
    assert len(tolls) == 1
    return tolls[0]


def test_a_list_is_of_the_one_raid_known_there() -> None:
    assert [step.value for step in toll_of(account(RAID, LIST), 81).history] == [34, 81]


@pytest.mark.parametrize("other", [NEWS, MORE], ids=["news-of-that-week", "another-raid"])
def test_where_another_raid_may_be_meant_it_stays_apart(other: Report) -> None:
    found = account(RAID, LIST, other)
    assert toll_of(found, 81).id != toll_of(found, 34).id


def test_two_of_one_day_are_of_it_in_any_order() -> None:
    for reports in ((RAID, LIST, SAME), (SAME, LIST, RAID)):
        found = account(*reports)
        assert toll_of(found, 81).id == toll_of(found, 34).id


def test_what_was_known_before_stays_as_it_was() -> None:
    before = dt.date(2011, 10, 17)
    assert account(RAID, LIST, known=before).tolls == account(RAID).tolls
