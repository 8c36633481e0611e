"""Reports side by side: an analyst reads agree, differ and only as they would say it themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from cli_run import rashomon
from rashomon.comparison import Point, compare
from rashomon.model.claim import Claim
from rashomon.situation import situation
from reconcile_build import Said, make_claim, make_report

REPORTS = ("a|The Dispatch|2031-05-18", "b|Radio North|2031-05-18", "c|The Dispatch|2031-05-21")


def points(claims: Sequence[dict[str, object]], names: Sequence[str] = ("a", "b"), text: str = "") -> tuple[Point, ...]:
    """Compare reports whose claims are given in short."""
    reports = {line.split("|")[0]: make_report(line, text) for line in REPORTS}
    made: list[Claim] = []
    for number, one in enumerate(claims):
        said = msgspec.convert({"id": f"c{number}", **one}, Said)
        made.append(make_claim(said, reports[said.report], at=number * 100))
    return compare(situation(list(reports.values()), made), names)


def verdicts(found: Sequence[Point]) -> list[tuple[str, int]]:
    """Verdict and number of claims of each matter."""
    return [(point.verdict, len(point.claims)) for point in found]


TAKEN = {
    "frame": "capture",
    "kind": "control",
    "who": "red",
    "place": "ataq",
    "start": "2031-05-17",
    "end": "2031-05-17",
}
KILLED = {"kind": "figure", "frame": "kill", "place": "ataq", "start": "2031-05-17", "end": "2031-05-17"}


def test_one_event_told_by_two_is_agreed_on_and_the_rule_names_no_ids() -> None:
    """Both tell of one capture: one matter with the words why, for people to read."""
    found = points([{"report": "a", **TAKEN}, {"report": "b", **TAKEN}])
    assert verdicts(found) == [("agree", 2)]
    assert "same place" in found[0].rule
    assert "c0" not in found[0].rule
    assert "c1" not in found[0].rule


def test_what_one_alone_tells_is_only_its_own() -> None:
    """Silence is no denial."""
    found = points([{"report": "a", **TAKEN}])
    assert verdicts(found) == [("only", 1)]
    assert found[0].rule == ""


def test_numbers_of_one_count_that_cannot_both_be_true_differ() -> None:
    """12 and 30 killed at one place on one day: never "told alike"."""
    found = points([{"report": "a", "count": "killed 12", **KILLED}, {"report": "b", "count": "killed 30", **KILLED}])
    assert [point.verdict for point in found] == ["differ"]
    assert found[0].rule


def test_a_floor_that_the_other_number_keeps_agrees() -> None:
    """ "More than ten" and 12 may be one truth."""
    found = points([{"report": "a", "count": "killed >10", **KILLED}, {"report": "b", "count": "killed 12", **KILLED}])
    assert "differ" not in [point.verdict for point in found]


def test_counts_kept_apart_are_set_side_by_side() -> None:
    """Displaced at one place, 100,000 in one and 140,000 in a later report: a person must see both at once."""
    here = {"kind": "figure", "frame": "displace", "place": "ataq"}
    found = points(
        [
            {"report": "a", "count": "displaced ~100000", "by": ("agency:First",), **here},
            {"report": "c", "count": "displaced >140000", "by": ("agency:Second",), **here},
        ],
        names=("a", "c"),
    )
    assert verdicts(found) == [("differ", 2)]


def test_a_third_report_with_another_number_stands_beside_two_that_agree() -> None:
    """Two give one number, a third another that the account keeps apart: the three are one matter."""
    here = {"kind": "figure", "frame": "displace", "place": "ataq"}
    found = points(
        [
            {"report": "a", "count": "displaced 1000", "by": ("agency:First",), **here},
            {"report": "b", "count": "displaced 1000", "by": ("agency:First",), **here},
            {"report": "c", "count": "displaced 9000", "by": ("agency:Second",), **here},
        ],
        names=("a", "b", "c"),
    )
    assert verdicts(found) == [("differ", 3)]


def test_counts_at_two_places_are_two_matters() -> None:
    """The dead of one town do not contradict the dead of another."""
    found = points(
        [
            {"report": "a", "count": "killed 12", **KILLED},
            {"report": "b", "count": "killed 30", **KILLED, "place": "lahij"},
        ]
    )
    assert verdicts(found) == [("only", 1), ("only", 1)]


def test_soldiers_and_civilians_are_not_rival_counts() -> None:
    """Numbers of other people are no difference."""
    found = points(
        [
            {"report": "a", "count": "killed 12 soldiers", **KILLED},
            {"report": "b", "count": "killed 30 civilians", **KILLED},
        ]
    )
    assert [point.verdict for point in found] == ["only", "only"]


def test_the_same_words_in_two_reports_are_one_matter_without_place_or_day() -> None:
    """A sentence that both print is told alike, though nothing says when it was."""
    same = {"frame": "appeal", "quote": "the council asked both sides to stop"}
    found = points([{"report": "a", **same}, {"report": "b", **same}])
    assert verdicts(found) == [("agree", 2)]
    assert found[0].rule == "told in the same words"


def test_same_words_twice_in_one_report_leave_it_open_which_is_meant() -> None:
    """Two candidates left: nothing is joined."""
    same = {"frame": "appeal", "quote": "the council asked both sides to stop"}
    found = points([{"report": "a", **same}, {"report": "a", **same}, {"report": "b", **same}])
    assert [point.verdict for point in found] == ["only"] * 3


def test_same_words_under_another_stance_are_not_agreement() -> None:
    """What one tells and the other has denied is not agreed on."""
    same = {"frame": "attack", "quote": "the guards fired on the crowd"}
    found = points([{"report": "a", **same}, {"report": "b", "stance": "denied", **same}])
    assert "agree" not in [point.verdict for point in found]


@pytest.mark.parametrize("names", [("a", "b"), ("a", "b", "c")])
def test_every_claim_is_in_one_matter_only(names: Sequence[str]) -> None:
    """A click on a stretch finds one matter."""
    found = points(
        [
            {"report": "a", **TAKEN},
            {"report": "b", **TAKEN, "who": "blue"},
            {"report": "a", "count": "killed 12", **KILLED},
            {"report": "b", "count": "killed 30", **KILLED},
            {"report": "c", "count": "killed 31", **KILLED},
            {"report": "b", "frame": "kill", "place": "ataq", "start": "2031-05-17", "end": "2031-05-17"},
        ],
        names=names,
    )
    told = [one for point in found for one in point.claims]
    assert len(told) == len(set(told))
    assert [point.verdict for point in found] == sorted(
        (point.verdict for point in found), key=["differ", "agree", "only"].index
    )


def test_the_command_prints_what_the_function_finds(tmp_path: Path) -> None:
    """Two reports of two outlets, their names by the end; a name that fits none is told."""
    (tmp_path / "a.txt").write_text("Raid\n\nThe army said 12 people were killed in Mekelle on 9 May 2021.\n")
    (tmp_path / "b.txt").write_text("Raid\n\nThe Red Cross said 40 people were killed in Mekelle on 9 May 2021.\n")
    chosen = ("--report", "a.txt", "--report", "b.txt")
    done = rashomon("compare", tmp_path, *chosen, "--format", "json")
    assert done.code == 0, done.err
    rows = json.loads(done.out)
    assert rows[0]["verdict"] == "differ"
    assert rows[0]["rule"]
    assert {claim["report"][-5:] for claim in rows[0]["claims"]} == {"a.txt", "b.txt"}
    assert "differ" in rashomon("compare", tmp_path, *chosen).out
    lost = rashomon("compare", tmp_path, "--report", "a.txt", "--report", "nowhere.txt")
    assert lost.code == 2
    assert "nowhere.txt" in lost.err
