"""Judging in a real ledger: what is refused, what changes, what comes back, and what outlives a newer reading."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli_run import Ran, rashomon
from judging_build import CLAIMS, REPORTS, TEXT, fill, told
from rashomon.errors import UsageError
from rashomon.judgement import Desk, Verdict
from rashomon.ledger import Ledger, MemoryLedger, open_ledger
from rashomon.model.claim import Claim
from rashomon.model.event import Situation
from rashomon.model.text import Report
from rashomon.reconcile.judging import event_id, toll_id
from reconcile_build import Said, make_claim, make_report
from test_reconcile_properties import cases

A1, A2, B1, B2, C1 = (claim.id for claim in CLAIMS)
BECAUSE = {"reason": "read both", "author": "Ada"}


@pytest.fixture(params=["memory", "sqlite"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(":memory:" if request.param == "memory" else tmp_path / "war.ledger")
    fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "war.ledger"
    opened = open_ledger(made)
    fill(opened)
    opened.close()
    return made


def say(word: Any, *subjects: str, field: str = "", value: str = "") -> Verdict:
    return Verdict(word=word, subjects=subjects, field=field, value=value, **BECAUSE)


def account(ledger: Ledger) -> Situation:
    return msgspec.structs.replace(Desk(ledger).situation, judgements=())


# -- the desk ---------------------------------------------------------------------------------------------------------


def test_what_is_judged_counts_at_once_and_after_opening_again(ledger: Ledger) -> None:
    desk = Desk(ledger)
    assert {toll.status for toll in desk.situation.tolls} >= {"contested"}
    done = desk.judge(say("discount", "bbbb000000000004"))
    assert done.kept
    assert [change.what for change in done.changes] == ["figure"]
    assert "12 to 14, contested" in done.changes[0].before
    assert ": 12, single origin" in done.changes[0].after
    assert desk.situation == Desk(ledger).situation


def test_two_that_become_one_are_told_with_each_other(ledger: Ledger) -> None:
    done = Desk(ledger).judge(say("same", toll_id(A2), toll_id(C1)))
    gone = next(change for change in done.changes if change.id == toll_id(C1))
    assert gone.after.startswith("with " + toll_id(A2)[:8])


def test_a_dry_run_tells_the_same_and_keeps_nothing(ledger: Ledger) -> None:
    desk = Desk(ledger)
    before = desk.situation
    tried = desk.judge(say("discount", B2), dry_run=True)
    assert not tried.kept
    assert (desk.listed(), desk.situation) == ((), before)
    assert tried.changes == desk.judge(say("discount", B2)).changes


@pytest.mark.parametrize(
    ("verdict", "told_of"),
    [
        (say("discount", "ffff"), "no claim, event, figure or report begins with 'ffff'"),
        (say("discount", "aaaa"), "more than one"),
        (say("discount", ""), "no claim"),
        (say("discount", toll_id(A2), C1), "say 'discount' of it alone"),
        (say("accept", event_id(B1)), "is no event or figure any more"),
        (say("discount", REPORTS[0].id), "rashomon withdraw"),
        (say("same", A1, event_id(A1)), "rest on one claim"),
        (say("same", A1, "words:the militia"), "only `name`"),
        (say("correct", A1, field="figure.killers", value="3"), "no field 'figure.killers'"),
        (say("correct", A1, field="figure.value", value="3"), "that can be corrected"),
        (say("correct", A2, field="figure.value", value="many"), "cannot be 'many'"),
        (say("correct", A2), "needs --field and --value"),
        (say("correct", REPORTS[0].id, field="published", value="Sunday"), "is no day"),
        (say("correct", REPORTS[0].id, field="stance", value="denied"), "only published and outlet"),
        (say("name", A1, field="actors.0", value="nobody-at-all"), "no actor"),
        (say("name", "words:the flying circus", value="islamic-state"), "no mention there is worded so"),
        (say("accept", A1, field="stance"), "are for `correct` and `name`"),
    ],
    ids=lambda case: f"{case.word} {case.field} {case.value}" if isinstance(case, Verdict) else "",
)
def test_what_nothing_can_take_is_refused_and_not_kept(ledger: Ledger, verdict: Verdict, told_of: str) -> None:
    with pytest.raises(UsageError, match=told_of.replace(".", r"\.")):
        Desk(ledger).judge(verdict)
    assert not Desk(ledger).listed()


def test_a_whole_figure_is_struck_out_and_told_as_one(ledger: Ledger) -> None:
    desk = Desk(ledger)
    plain = account(ledger)
    done = desk.judge(say("discount", toll_id(A2)[:9]))
    toll = next(toll for toll in desk.situation.tolls if toll.id == toll_id(A2))
    assert (toll.status, toll.value, toll.standing) == ("discounted", None, ())
    assert (toll.claims, toll.discounted) == ((A2, B2), (A2, B2))
    assert toll.grade == "judged by Ada with the whole figure: read both"
    assert not {rel.kind for rel in desk.situation.relations if {rel.a, rel.b} == {A2, B2}}
    (row,) = desk.listed()
    assert (row.subjects, row.field, row.value) == ((A2, B2), "figure", toll_id(A2))
    assert row.about[0].startswith("the whole figure: killed in mindat, 2021-05-09: struck out")
    assert row.about[0].endswith("with the 2 claims that it had then")
    assert desk.situation == Desk(ledger).situation
    desk.undo(done.id, **BECAUSE)
    assert account(ledger) == plain


def test_a_whole_event_that_did_not_happen_has_no_numbers_either(ledger: Ledger) -> None:
    desk = Desk(ledger)
    (event,) = desk.situation.events
    assert event.claims[:2] == (A1, B1)
    done = desk.judge(say("discount", event.id))
    assert not desk.situation.events
    assert done.entry.subjects == event.claims  # type: ignore[union-attr]
    (row,) = desk.listed()
    assert row.about[0].startswith("the whole event that began with: ")
    desk.judge(say("accept", event.id))
    (again,) = desk.situation.events
    assert again.claims == (A1, B1), "who takes it back in other words names the event that is not there now"


def test_an_accepted_event_happened_and_its_numbers_stay_as_they_were() -> None:
    ledger = MemoryLedger()
    hedged = told("aaaa000000000001", 0, frame="airstrike", who="isis", stance="suspected")
    fill(ledger, claims=[hedged, CLAIMS[1]])
    desk = Desk(ledger)
    tolls = desk.situation.tolls
    (feared,) = desk.situation.unhappened
    desk.judge(say("accept", feared.id))
    assert [one.claims[0] for one in desk.situation.events] == [A1]
    assert desk.situation.tolls == tolls


def test_an_accepted_figure_rests_on_what_stood_and_not_on_what_that_replaced() -> None:
    ledger = MemoryLedger()
    later = make_report("d.txt|Harbour Post|2021-05-11", "Seven bodies were found. " * 40)
    newer = make_claim(
        Said(id="dddd000000000002", report="", kind="figure", frame="kill", count="killed 7", place="mindat",
             start="2021-05-09", end="2021-05-09", quote=later.text[:24]), later, 0,
    )  # fmt: skip
    fill(ledger, [*REPORTS, later], [CLAIMS[1], msgspec.structs.replace(newer, report_id=later.id)])
    desk = Desk(ledger)
    (toll,) = desk.situation.tolls
    assert toll.standing != toll.claims
    done = desk.judge(say("accept", toll.id))
    (after,) = desk.situation.tolls
    assert (after.status, after.value, after.standing) == ("accepted", 7, toll.standing)
    assert done.entry.subjects == toll.standing  # type: ignore[union-attr]


def test_a_whole_event_struck_out_outlives_a_newer_reading_but_not_a_new_report(ledger: Ledger) -> None:
    desk = Desk(ledger)
    (event,) = desk.situation.events
    desk.judge(say("discount", event.id))
    anew = [
        msgspec.structs.replace(one, id=f"{one.id[:-2]}9{one.id[-1]}", end=one.end + 9, quote=f"{one.quote} all told")
        for one in CLAIMS[:4]
    ]
    fill(ledger, claims=[*anew, CLAIMS[4]], generation="2")
    assert not Desk(ledger).situation.events
    other = make_report("d.txt|Valley Star|2021-05-10", TEXT)
    seen = make_claim(
        Said(id="dddd000000000001", report="", frame="airstrike", who="isis", place="mindat", start="2021-05-09",
             end="2021-05-09", quote=other.text[:40]), other, 0,
    )  # fmt: skip
    fill(ledger, [other], [msgspec.structs.replace(seen, report_id=other.id)], generation="2")
    (back,) = Desk(ledger).situation.events
    assert back.claims == (seen.id,), "what a person has not seen is not judged"


def test_the_last_judgement_counts_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = MemoryLedger()
    fill(ledger)
    for year, word in ((2030, "discount"), (2029, "accept")):
        monkeypatch.setattr("rashomon.judgement.desk.utc_now", lambda year=year: dt.datetime(year, 1, 1, tzinfo=dt.UTC))
        Desk(ledger).judge(say(word, B2))
    assert {toll.status for toll in Desk(ledger).situation.tolls} >= {"accepted"}


def test_an_undoing_can_be_undone(ledger: Ledger) -> None:
    desk = Desk(ledger)
    plain = account(ledger)
    done = desk.judge(say("discount", B2))
    judged = account(ledger)
    undoing = desk.undo(done.id[:10], **BECAUSE)
    assert account(ledger) == plain
    with pytest.raises(UsageError, match="is undone already"):
        desk.undo(done.id, **BECAUSE)
    desk.undo(undoing.id, **BECAUSE)
    assert account(ledger) == judged
    rows = {row.id: row for row in desk.listed()}
    assert [rows[done.id].stands, rows[undoing.id].stands] == [True, False]


def test_a_withdrawn_report_counts_no_longer_and_comes_back(ledger: Ledger) -> None:
    desk = Desk(ledger)
    plain = account(ledger)
    tried = desk.withdraw("b.txt", dry_run=True, **BECAUSE)
    assert account(ledger) == plain
    done = desk.withdraw(REPORTS[1].id[:12], **BECAUSE)
    assert done.changes == tried.changes != ()
    assert [report.name for report in desk.situation.reports] == ["a.txt", "c.txt"]
    with pytest.raises(UsageError, match="withdrawn already"):
        desk.withdraw("b.txt", **BECAUSE)
    desk.undo(done.id, **BECAUSE)
    assert account(ledger) == plain


def test_a_judgement_outlives_a_newer_reading_that_words_its_claim_anew(ledger: Ledger) -> None:
    Desk(ledger).judge(say("discount", B2))
    older = CLAIMS[3]
    newer = msgspec.structs.replace(older, id="dddd000000000004", end=older.end + 9, quote=older.quote + " all told")
    fill(ledger, claims=[*CLAIMS[:3], newer, CLAIMS[4]], generation="2")
    desk = Desk(ledger)
    toll = next(toll for toll in desk.situation.tolls if A2 in toll.claims)
    assert (toll.value, toll.discounted) == (12, (newer.id,))
    assert [row.unmet for row in desk.listed()] == [False]


def test_a_judgement_whose_claim_is_gone_is_unmet(ledger: Ledger) -> None:
    Desk(ledger).judge(say("discount", B2))
    fill(ledger, claims=[*CLAIMS[:3], CLAIMS[4]], generation="2")
    (row,) = Desk(ledger).listed()
    assert (row.stands, row.unmet, row.about) == (True, True, ("nothing that is here now",))


def test_an_undated_report_gets_its_day(ledger: Ledger) -> None:
    desk = Desk(ledger)
    desk.judge(say("correct", "c.txt", field="published", value="2021-05-12"))
    assert {report.name: report.published for report in desk.situation.reports}["c.txt"] == dt.date(2021, 5, 12)


def test_the_one_open_party_is_the_one_that_is_named() -> None:
    ledger = MemoryLedger()
    unnamed = msgspec.structs.replace(CLAIMS[0].actors[0], id="", name="the militia", text="the militia")
    claim = msgspec.structs.replace(told("aaaa000000000001", 0, whom="isis"), actors=(unnamed,))
    fill(ledger, claims=[claim])
    done = Desk(ledger).judge(say("name", claim.id, value="M23"))
    assert (done.entry.field, done.entry.value) == ("actors.0", "m23")  # type: ignore[union-attr]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases(), st.data(), st.sampled_from(["memory", "sqlite"]))
def test_undoing_gives_back_the_very_account_of_before(
    tmp_path_factory: pytest.TempPathFactory,
    case: tuple[list[Report], list[Claim]],
    data: st.DataObject,
    where: str,
) -> None:
    reports, claims = case
    ids = {report.name: report.id for report in reports}
    claims = [msgspec.structs.replace(claim, report_id=ids[claim.report]) for claim in claims]
    target = ":memory:" if where == "memory" else tmp_path_factory.mktemp("undo") / "war.ledger"
    ledger = open_ledger(target)
    try:
        fill(ledger, reports, claims)
        before = account(ledger)
        word = data.draw(st.sampled_from(["same", "different", "unsure", "accept", "discount"]))
        least = 2 if word in ("same", "different", "unsure") else 1
        names = [claim.id for claim in claims]
        desk = Desk(ledger)
        wholes = [one.id for one in (*desk.situation.events, *desk.situation.unhappened, *desk.situation.tolls)]
        if len(names) < least:
            return
        if wholes and least == 1 and data.draw(st.booleans()):
            picked = [data.draw(st.sampled_from(wholes))]
        else:
            picked = data.draw(st.lists(st.sampled_from(names), min_size=least, max_size=3, unique=True))
        done = desk.judge(say(word, *picked))
        assert desk.situation == Desk(ledger).situation
        desk.undo(done.id, **BECAUSE)
        assert account(ledger) == before
        assert msgspec.structs.replace(desk.situation, judgements=()) == before
    finally:
        ledger.close()


# -- the commands -----------------------------------------------------------------------------------------------------


@pytest.fixture
def run(path: Path) -> Callable[..., Ran]:
    return lambda *arguments: rashomon(*arguments, "--ledger", path)


def test_a_judgement_goes_all_the_way(run: Callable[..., Ran]) -> None:
    done = run("judge", "discount", "bbbb000000000004", "--reason", "misread", "--author", "Ada")
    assert (done.code, done.err) == (0, "")
    assert "- killed in mindat, 2021-05-09: 12 to 14, contested" in done.out
    assert "+ killed in mindat, 2021-05-09: 12, single origin" in done.out
    rows = json.loads(run("judgements", "--format", "json").out)
    (row,) = rows
    assert f"rashomon undo {row['id'][:8]} --ledger" in done.out
    assert (row["author"], row["verdict"], row["reason"], row["stands"]) == ("Ada", "discount", "misread", True)
    assert row["about"][0].endswith("(Hill Times)")
    shown = run("explain", "bbbb000000000004").out
    assert f"{row['id'][:8]}  discount, Ada" in shown
    assert "judged by people" not in run("explain", A1).out
    undone = run("undo", row["id"][:6], "--reason", "it was right")
    assert undone.code == 0
    assert "+ killed in mindat, 2021-05-09: 12 to 14, contested" in undone.out
    text = run("judgements").out
    assert "undone by" in text
    assert len(text.splitlines()) == 2


def test_a_corrected_claim_is_explained_as_corrected(run: Callable[..., Ran]) -> None:
    run("judge", "correct", A2, "--field", "figure.value", "--value", "21", "--reason", "misread", "--author", "Ada")
    shown = run("explain", A2).out
    assert "judged by Ada: misread" in shown
    assert "correct figure.value = 21, Ada" in shown


def test_withdraw_takes_the_name_as_it_is_shown(run: Callable[..., Ran]) -> None:
    tried = run("withdraw", "b.txt", "--reason", "retracted", "--dry-run")
    assert "dry run: nothing was kept" in tried.out
    assert run("withdraw", "b.txt", "--reason", "retracted").code == 0
    assert "b.txt (Hill Times, 2021-05-10)" in run("judgements").out
    assert "bbbb" not in run("claims").out


@pytest.mark.parametrize(
    ("arguments", "told_of"),
    [
        (["judge", "discount", "aaaa000000000001"], "--reason"),
        (["judge", "discount", "aaaa000000000001", "--reason", " "], "needs a reason"),
        (["judge", "perhaps", "aaaa000000000001", "--reason", "x"], "perhaps"),
        (["judge", "same", "aaaa000000000001", "--reason", "x"], "at least 2"),
        (["undo", "0123", "--reason", "x"], "no decision begins with '0123'"),
        (["withdraw", "z.txt", "--reason", "x"], "no report 'z.txt'"),
    ],
)
def test_a_decision_that_cannot_be_made_is_status_2(
    run: Callable[..., Ran], arguments: list[str], told_of: str
) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert told_of in done.err
    assert run("judgements", "--format", "json").out == "[]\n"


def test_the_author_is_who_is_named_first(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "machine")
    monkeypatch.delenv("RASHOMON_AUTHOR", raising=False)
    run("judge", "accept", A2, "--reason", "x")
    monkeypatch.setenv("RASHOMON_AUTHOR", "Grace")
    run("judge", "accept", A2, "--reason", "x")
    run("judge", "accept", A2, "--reason", "x", "--author", "Ada")
    rows = json.loads(run("judgements", "--format", "json").out)
    assert [row["author"] for row in rows] == ["machine", "Grace", "Ada"]
