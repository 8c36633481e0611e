"""What is otherwise between two accounts: nothing told twice, nothing known told as new."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli_run import rashomon
from rashomon.changes import changes
from rashomon.model.change import Change
from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.text import Report
from rashomon.situation import situation
from reconcile_build import Said, make_claim, make_report
from test_reconcile_properties import DAY, cases

LOOKED = dt.date(2021, 5, 11)
REPORTS = [
    make_report(f"{name}|{outlet}|2021-05-{day}")
    for name, outlet, day in (
        ("a", "Harbour Post", 10), ("b", "Hill Times", 12), ("c", "Bay News", 14), ("old", "River Sheet", "06"),
    )
]  # fmt: skip


def said(name: str, report: int, **fields: Any) -> Claim:
    base = {"place": "mindat", "start": "2021-05-09", "end": "2021-05-09"} | fields
    return make_claim(Said(id=name, report="", **base), REPORTS[report], int(name[1:]) * 100)


def dead(name: str, report: int, count: str, by: tuple[str, ...] = (), **fields: Any) -> Claim:
    return said(name, report, kind="figure", frame="kill", count=f"killed {count}", by=by, **fields)


def held(name: str, report: int, frame: str = "capture", change: str = "gain", **fields: Any) -> Claim:
    return said(name, report, kind="control", frame=frame, change=change, **fields)


def since(*claims: Claim, judgements: tuple[Judged, ...] = ()) -> list[Change]:
    """What somebody has to know who looked on the 11th; rows of reports left out."""
    reports = [one for one in REPORTS if any(claim.report == one.name for claim in claims)]
    before = situation(reports, claims, known=LOOKED)
    after = situation(reports, claims, judgements=judgements)
    return [one for one in changes(before, after) if one.subject != "report"]


def told(found: list[Change]) -> list[tuple[str, str, str, str, str]]:
    return [(one.kind, one.subject, one.field, one.before, one.after) for one in found]


def test_a_count_that_a_newer_one_replaced_names_both_and_the_claim_and_its_source() -> None:
    found = since(dead("c1", 0, "9", ("officials",)), dead("c2", 1, "22", ("officials",)))
    assert told(found) == [("superseded", "toll", "count", "9", "22")]
    (one,) = found
    assert (one.claims, one.sources, one.outlets, one.reports) == (("c2",), ("officials",), ("Hill Times",), ("b",))
    assert (one.day, one.words) == (dt.date(2021, 5, 12), ("words of c2",))
    assert one.rule.startswith("later count")


def test_a_second_origin_that_gives_the_number_changes_its_status() -> None:
    found = since(dead("c1", 0, "9", ("Health Office",)), dead("c2", 1, "9", ("Relief Network",)))
    assert told(found) == [("revised", "toll", "status", "single_origin", "corroborated")]


def test_two_numbers_for_one_day_are_a_dispute_until_one_gives_way() -> None:
    first, second = dead("c1", 0, "9", ("Health Office",)), dead("c2", 1, "5", ("Relief Network",))
    kinds = [(one.kind, one.field) for one in since(first, second)]
    assert kinds == [("disputed", "contradicts"), ("revised", "count")]
    reports = REPORTS[:2]
    before, after = situation(reports, [first, second]), situation(reports[:1], [first])
    assert ("settled", "contradicts") in [(one.kind, one.field) for one in changes(before, after)]


def test_an_event_told_more_narrowly_is_the_same_event() -> None:
    wide = said("c1", 0, frame="attack", who="isis", start="2021-05-05", end="2021-05-09")
    narrow = said("c2", 1, frame="attack", who="isis", start="2021-05-08", end="2021-05-08")
    assert ("revised", "event", "days", "2021-05-05 – 2021-05-09", "2021-05-08") in told(since(wide, narrow))
    assert not [one for one in since(wide, narrow) if one.kind == "new"]


def test_a_denial_disputes_the_event() -> None:
    found = since(said("c1", 0, who="isis"), said("c2", 1, who="isis", stance="denied", by=("isis",)))
    assert [(one.kind, one.subject) for one in found] == [("disputed", "event")]


def test_a_place_that_changed_hands_comes_first_with_who_held_it() -> None:
    first = held("c1", 0, "hold", "hold", who="state:IQ:mil", start="2021-05-08", end="2021-05-10")
    found = since(first, held("c2", 1, who="isis", start="2021-05-12", end="2021-05-12"), dead("c3", 1, "4"))
    assert [(one.kind, one.subject, one.weight) for one in found[:1]] == [("new", "control", 90)]
    assert "state:IQ:mil" in found[0].before
    assert "isis" in found[0].after


def test_a_taking_that_others_bear_out_is_no_longer_only_claimed() -> None:
    claimed = held("c1", 0, who="isis", stance="claimed", by=("isis",))
    found = [one for one in since(claimed, held("c2", 1, who="isis")) if one.subject == "control"]
    assert [(one.kind, "claimed" in one.before, "controls" in one.after) for one in found] == [("revised", True, True)]


def test_an_old_report_that_came_late_shows_as_such_and_keeps_the_count() -> None:
    """The count's oldest claim is another now; it is the same count."""
    days = {"start": "2021-05-05", "end": "2021-05-05"}
    first, late = dead("c2", 0, "9", ("Health Office",), **days), dead("c1", 3, "9", ("Relief Network",), **days)
    before = situation([REPORTS[0]], [first], known=LOOKED)
    after = situation([REPORTS[0], REPORTS[3]], [first, late])
    found = changes(before, after)
    assert [(one.kind, one.subject, one.late) for one in found] == [
        ("revised", "toll", True), ("new", "report", True),
    ]  # fmt: skip


def test_what_a_withdrawn_report_alone_told_is_no_longer_told() -> None:
    claims = [dead("c1", 0, "9"), said("c2", 1, frame="airstrike", place="hakha")]
    found = changes(situation(REPORTS[:2], claims), situation(REPORTS[:1], claims[:1]))
    assert {(one.kind, one.subject) for one in found} == {("withdrawn", "event"), ("withdrawn", "report")}


def test_what_people_decided_and_took_back_is_told_with_their_reason() -> None:
    split = Judged(
        verdict="different", subjects=("c1", "c2"), reason="two streets", author="Ada",
        made=dt.datetime(2022, 1, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    claims = [said("c1", 0, who="isis", frame="airstrike"), said("c2", 1, who="isis", frame="airstrike")]
    plain = situation(REPORTS[:2], claims)
    apart = situation(REPORTS[:2], claims, judgements=[split])
    judged = changes(plain, apart)
    assert ("judged", "judged by Ada: two streets") in [(one.kind, one.rule) for one in judged]
    assert [one.before for one in judged if one.field == "claims"] == ["part of another event"]
    undone = changes(apart, plain)
    assert [(one.kind, one.before) for one in undone if one.subject == "judgement"] == [("undone", "different")]
    assert [one.before for one in undone if one.field == "claims"] == ["2 events"]


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(-1, 6), st.integers(0, 7))
def test_nothing_known_is_told_as_new(case: tuple[list[Report], list[Claim]], first: int, more: int) -> None:
    reports, claims = case
    days = [DAY + dt.timedelta(days=first), DAY + dt.timedelta(days=first + more)]
    before, after = (situation(reports, claims, known=day) for day in days)
    assert changes(after, after) == ()
    found = changes(before, after)
    known, now = {claim.id for claim in before.claims}, {claim.id for claim in after.claims}
    assert all(set(one.claims) <= known | now for one in found)
    assert not [one for one in found if one.kind == "withdrawn"], "a later day takes nothing back"
    for one in found:
        if one.kind == "new" and one.subject in ("event", "toll"):
            assert not set(one.claims) & known
        assert one.day is None or one.day > days[0] or not set(one.claims) - known
    # Every claim that is new in an event or a count is behind some change, or bears out what was told.
    fresh = {toll.id for toll in after.tolls if not set(toll.claims) & known}
    assert fresh == {one.id for one in found if one.kind == "new" and one.subject == "toll"}


# -- the command ------------------------------------------------------------------------------------------------------

STORIES = {
    "first.txt": ("2021-05-10", "Hill Times", "Rebels killed nine soldiers in Goma on Sunday, officials said.\n"),
    "second.txt": ("2021-05-13", "Bay News", "At least 22 soldiers were killed in Goma on Sunday, officials said.\n"),
}


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    lines = ["file,publisher,published"]
    for name, (day, outlet, text) in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
        lines.append(f"{name},{outlet},{day}")
    path = folder / "reports.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def rows(*arguments: object) -> list[dict[str, Any]]:
    done = rashomon("changes", *arguments, "--format", "json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = msgspec.json.decode(done.out)
    return found


def test_the_command_says_what_moved_in_words_and_fields(manifest: Path) -> None:
    moved = [one for one in rows(manifest, "--since", "2021-05-11") if one["subject"] == "toll"]
    assert [(one["kind"], one["before"]) for one in moved] == [("superseded", "9")]
    assert moved[0]["text"].startswith("Killed in Goma on 9 May 2021: 9 → 22 – …: later count")
    assert rows(manifest, "--since", "2021-05-13") == []


@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "md"])
def test_the_command_prints_every_format(manifest: Path, form: str) -> None:
    done = rashomon("changes", manifest, "--since", "2021-05-11", "--format", form)
    assert done.code == 0
    assert "superseded" in done.out
    assert "Bay News" in done.out


def test_a_ledger_tells_what_it_has_learnt_since(manifest: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "war.ledger"
    assert rashomon("read", manifest, "--ledger", ledger).code == 0
    begun = rashomon("changes", "--ledger", ledger, "--since", "2021-05-11", "--format", "json")
    assert "begun after 2021-05-11" in begun.err
    assert msgspec.json.decode(begun.out) == rows(manifest, "--since", "2021-05-11")
    moment = dt.datetime.now(dt.UTC).isoformat()
    assert rows("--ledger", ledger, "--since", moment) == []
    story = tmp_path / "late.txt"
    story.write_text("A car bomb killed four people in Bunia on Monday, police said.\n", encoding="utf-8")
    read = ("--published", "2021-05-11", "--outlet", "River Sheet")
    assert rashomon("read", story, "--ledger", ledger, *read).code == 0
    late = rows("--ledger", ledger, "--since", moment)
    assert late
    assert all(one["late"] for one in late)
    assert all(one["outlets"] == ["River Sheet"] for one in late)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--since", "soon"), "is no day"),
        (("--since", "2021-05-11 12:00"), "is no time"),
        (("--since", "2021-05-11T12:00+00:00"), "give --ledger"),
        (("--since", "2021-05-11", "--known", "2021-05-10"), "lies before"),
        ((), "--since"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(manifest: Path, arguments: tuple[str, ...], why: str) -> None:
    done = rashomon("changes", manifest, *arguments)
    assert done.code == 2
    assert why in done.err
