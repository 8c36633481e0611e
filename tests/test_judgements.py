"""What people judge wins over the rules, and undoing it gives back the account of before."""

from __future__ import annotations

import datetime as dt
from itertools import count

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import UsageError
from rashomon.model.claim import Claim
from rashomon.model.entry import Judged, Verdict
from rashomon.model.event import Situation
from rashomon.model.text import Report
from rashomon.reconcile.correcting import check_correction
from rashomon.reconcile.judging import event_id, toll_id
from rashomon.reconcile.succession import find_successors
from rashomon.situation import situation
from reconcile_build import Said, make_claim, make_report
from test_reconcile_properties import cases

TICK = count()
REPORTS = [make_report("a|Harbour Post|2021-05-10"), make_report("b|Hill Times|2021-05-11")]


def judged(verdict: Verdict, *subjects: str, field: str = "", value: str = "", minute: int | None = None) -> Judged:
    made = dt.datetime(2022, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=next(TICK) if minute is None else minute)
    return Judged(
        verdict=verdict, subjects=subjects, field=field, value=value, reason="read both", author="Ada", made=made
    )


def said(name: str, report: int, **fields: object) -> Claim:
    base = {"place": "mindat", "start": "2021-05-09", "end": "2021-05-09"} | fields
    return make_claim(Said(id=name, report="", **base), REPORTS[report], int(name[1:]) * 100)


def fold(claims: list[Claim], *judgements: Judged) -> Situation:
    return situation(REPORTS, claims, judgements=judgements)


def events_of(found: Situation) -> set[frozenset[str]]:
    return {frozenset(event.claims) for event in found.events}


ATTACKS = [said("c1", 0, frame="airstrike", who="isis"), said("c2", 1, frame="attack", who="isis")]


def test_one_event_is_split_and_joined_again() -> None:
    together, apart = {frozenset({"c1", "c2"})}, {frozenset({"c1"}), frozenset({"c2"})}
    assert events_of(fold(ATTACKS)) == together
    split = judged("different", "c1", "c2")
    assert events_of(fold(ATTACKS, split)) == apart
    assert events_of(fold(ATTACKS, split, judged("same", "c1", "c2"))) == together


def test_two_events_are_joined_by_their_ids_with_the_reason() -> None:
    far = [ATTACKS[0], said("c2", 1, frame="attack", who="pmf", place="hakha")]
    assert len(fold(far).events) == 2
    found = fold(far, judged("same", event_id("c1"), event_id("c2")))
    assert events_of(found) == {frozenset({"c1", "c2"})}
    assert found.events[0].merged == ("c2 with c1: judged by Ada: read both",)


def test_a_taking_told_without_its_place_counts_where_a_person_joins_it_to_one_with_it() -> None:
    taken = {"kind": "control", "frame": "capture", "change": "gain", "who": "isis"}
    claims = [said("c1", 0, **taken | {"place": ""}), said("c2", 1, **taken)]
    assert {span.place for span in fold(claims, judged("same", "c1", "c2")).control} == {"mindat"}


DEAD = [said("c1", 0, kind="figure", frame="kill", count="killed 12"),
        said("c2", 1, kind="figure", frame="kill", count="killed 14", by=("Relief Network",))]  # fmt: skip


def test_two_counts_are_held_apart() -> None:
    assert len(fold(DEAD).tolls) == 1
    assert len(fold(DEAD, judged("different", "c1", "c2")).tolls) == 2


def test_two_counts_are_put_together_by_the_ids_of_their_tolls() -> None:
    far = [DEAD[0], said("c2", 1, kind="figure", frame="kill", count="killed 14", place="hakha")]
    assert len(fold(far).tolls) == 2
    assert len(fold(far, judged("same", toll_id("c1"), toll_id("c2"))).tolls) == 1


def test_nothing_rests_on_a_discounted_claim_but_it_is_told_of() -> None:
    found = fold(DEAD, judged("discount", "c2"))
    (toll,) = found.tolls
    assert (toll.value, toll.standing, toll.discounted) == (12, ("c1",), ("c2",))
    assert "c2" in {claim.id for claim in found.claims}


def test_a_count_that_only_a_discounted_claim_gives_has_no_number() -> None:
    (toll,) = fold(DEAD[:1], judged("discount", "c1")).tolls
    assert (toll.status, toll.low, toll.high, toll.value, toll.standing) == ("discounted", None, None, None, ())
    assert toll.grade == "judged by Ada: read both"


def test_an_accepted_count_stands_alone() -> None:
    (toll,) = fold(DEAD, judged("accept", "c1")).tolls
    assert (toll.status, toll.low, toll.high, toll.standing) == ("accepted", 12, 12, ("c1",))


def test_an_accepted_event_happened_however_it_was_hedged() -> None:
    feared = [said("c1", 0, frame="attack", who="isis", stance="suspected")]
    assert not fold(feared).events
    assert len(fold(feared, judged("accept", "c1")).events) == 1


def test_a_corrected_number_is_counted_and_told_in_the_trace() -> None:
    found = fold(DEAD[:1], judged("correct", "c1", field="figure.value", value="21"))
    assert (found.tolls[0].value, found.tolls[0].low, found.tolls[0].high) == (21, 21, 21)
    (claim,) = found.claims
    assert claim.trace[-1].rule == "judged by Ada: read both"


def test_a_report_dated_anew_counts_from_its_new_day() -> None:
    late = judged("correct", REPORTS[1].id, field="published", value="2021-06-01")
    claims = [msgspec.structs.replace(claim, report_id=REPORTS[number].id) for number, claim in enumerate(DEAD)]
    before = situation(REPORTS, claims, known=dt.date(2021, 5, 12))
    after = situation(REPORTS, claims, known=dt.date(2021, 5, 12), judgements=[late])
    assert len(before.claims) == 2
    assert [claim.id for claim in after.claims] == ["c1"]


def test_an_outlet_put_right_is_the_outlet_everywhere() -> None:
    claims = [msgspec.structs.replace(DEAD[0], report_id=REPORTS[0].id)]
    found = situation(REPORTS, claims, judgements=[judged("correct", REPORTS[0].id, field="outlet", value="Bay News")])
    assert found.reports[0].outlet == "Bay News"
    assert "Bay News" in found.tolls[0].outlets


def test_words_are_named_in_one_report_or_everywhere() -> None:
    claims = [
        msgspec.structs.replace(said(f"c{number}", report, who="pmf"), report_id=REPORTS[report].id)
        for number, report in ((1, 0), (2, 0), (3, 1))
    ]
    militia = msgspec.structs.replace(claims[0].actors[0], id="", name="the militia", text="the militia")
    nameless = [msgspec.structs.replace(claim, actors=(militia,)) for claim in claims]
    here = fold(nameless, judged("name", "c1", field="actors.0", value="islamic-state"))
    assert [claim.actors[0].id for claim in here.claims] == ["islamic-state", "islamic-state", ""]
    everywhere = fold(nameless, judged("name", "words:the militia", field="actor", value="islamic-state"))
    assert {claim.actors[0].id for claim in everywhere.claims} == {"islamic-state"}


def test_what_meets_no_claim_is_told_of() -> None:
    lost = judged("discount", "no-such-claim")
    assert fold(DEAD, lost).unmet == (lost,)


@pytest.mark.parametrize(
    ("field", "value"),
    [("figure.killers", "3"), ("published", "yesterday"), ("place", "nowhere:1"), ("actors.0", "nobody-at-all")],
)
def test_a_correction_that_no_claim_can_take_is_refused(field: str, value: str) -> None:
    with pytest.raises(UsageError):
        check_correction(judged("correct", "c1", field=field, value=value))


def test_a_newer_reading_of_the_same_words_takes_the_old_claims_place() -> None:
    old = said("c1", 0, kind="figure", frame="kill", count="killed 12", quote="twelve were killed")
    new = msgspec.structs.replace(old, id="n1", quote="twelve were killed on Sunday", end=old.end + 10)
    twin = msgspec.structs.replace(new, id="n2", start=new.start + 900, end=new.end + 900)
    assert find_successors([old], [new, twin]) == {"c1": "n1"}
    assert not find_successors([old], [new, msgspec.structs.replace(new, id="n3")]), "two candidates: a person looks"


@settings(max_examples=60, deadline=None)
@given(cases(), st.data())
def test_the_last_judgement_counts_as_if_the_first_had_not_been_made(
    case: tuple[list[Report], list[Claim]], data: st.DataObject
) -> None:
    reports, claims = case
    names = [claim.id for claim in claims]
    verdict = data.draw(st.sampled_from(["same", "different", "accept", "discount"]))
    picked = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    if verdict in ("same", "different") and len(picked) < 2:
        return
    decision = judged(verdict, *picked, minute=1)
    found = situation(reports, claims, judgements=[decision])
    opposite = {"same": "different", "different": "same", "accept": "discount", "discount": "accept"}[verdict]
    flipped = situation(reports, claims, judgements=[decision, judged(opposite, *picked, minute=2)])
    plain = situation(reports, claims, judgements=[judged(opposite, *picked, minute=2)])
    assert msgspec.structs.replace(flipped, judgements=()) == msgspec.structs.replace(plain, judgements=())
    homes = [event for event in found.events if set(picked) & set(event.claims)]
    if verdict == "discount":
        assert not homes, "no event rests on a claim that was struck out"
        assert not any(set(picked) & set(toll.standing) for toll in found.tolls)
    if verdict == "different":
        assert all(len(set(picked) & set(toll.claims)) <= 1 for toll in found.tolls)
