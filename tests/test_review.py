"""The queue: what is asked, in which order, and when a question is not asked again."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

import msgspec
import pytest

from judging_build import CLAIMS, REPORTS, TEXT, fill, told
from rashomon.judgement import Desk, Question, Verdict
from rashomon.ledger import Ledger, MemoryLedger
from rashomon.model.claim import Actor, Claim
from rashomon.model.text import Report
from rashomon.reconcile.judging import Decisions, event_id
from rashomon.reconcile.review import review
from rashomon.situation import situation
from reconcile_build import Said, make_claim, make_report

BECAUSE = {"reason": "read both", "author": "Ada"}


def ledger_of(claims: Sequence[Claim], reports: Sequence[Report] = REPORTS) -> Ledger:
    ledger = MemoryLedger()
    fill(ledger, reports, claims)
    return ledger


def asked(ledger: Ledger) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for one in Desk(ledger).questions():
        found.setdefault(one.kind, []).append(one)
    return found


def event(name: str, report: int, **fields: object) -> Claim:
    """An attack whose day only the tense tells: nothing shows that two such are one."""
    return told(name, report, frame="attack", **{"start": "", "basis": "tense", **fields})


def count(name: str, report: int, number: str, **fields: object) -> Claim:
    return told(name, report, kind="figure", frame="kill", count=number, **fields)


# -- what is asked ----------------------------------------------------------------------------------------------------


def test_two_numbers_that_cannot_both_be_right_are_asked_with_both_quotes() -> None:
    (question,) = asked(ledger_of(CLAIMS))["contested_toll"]
    assert [words.outlet for words in question.words] == ["Harbour Post", "Hill Times"]
    for words in question.words:
        report = next(one for one in REPORTS if one.name == words.report)
        assert words.before + words.quote + words.after in report.text
    assert {offer.word for offer in question.offers} == {"accept", "discount", "same", "different", "unsure"}


def test_the_farther_apart_two_numbers_are_the_earlier_they_are_asked() -> None:
    wide = [count("aaaa000000000001", 0, "killed 10"), count("bbbb000000000002", 1, "killed 20", by=("Relief",))]
    near = [count("aaaa000000000001", 0, "killed 19"), count("bbbb000000000002", 1, "killed 20", by=("Relief",))]
    one, other = (asked(ledger_of(claims))["contested_toll"][0] for claims in (wide, near))
    assert one.ambiguity >= other.ambiguity


def test_one_number_under_two_names_is_asked() -> None:
    claims = [
        count("aaaa000000000001", 0, "killed 400", by=("army spokesman",)),
        count("bbbb000000000002", 1, "killed 400", by=("Relief Network",)),
    ]
    assert next(one.kind for one in Desk(ledger_of(claims)).questions()) == "attribution_conflict"


def test_a_high_number_on_one_voice_is_asked_and_a_low_one_is_not() -> None:
    assert "one_origin" in asked(ledger_of([count("aaaa000000000001", 0, "killed 400")]))
    assert "one_origin" not in asked(ledger_of([count("aaaa000000000001", 0, "killed 4")]))


def test_two_events_of_one_place_kind_and_day_without_parties_are_asked() -> None:
    claims = [event("aaaa000000000001", 0), event("bbbb000000000002", 1)]
    (question,) = asked(ledger_of(claims))["near_events"]
    assert "nothing besides speaks for one happening" in question.why
    apart = [claims[0], event("bbbb000000000002", 1, place="hakha")]
    assert "near_events" not in asked(ledger_of(apart))
    later = [claims[0], event("bbbb000000000002", 1, start="2021-03-01", end="2021-03-01", basis="stated")]
    assert "near_events" not in asked(ledger_of(later))


def test_each_event_is_asked_about_once() -> None:
    reports = [make_report(f"r{n}.txt|Outlet {n}|2021-05-10", TEXT.replace("Twelve", f"{n}")) for n in range(8)]
    base = event("aaaa000000000001", 0)
    claims = [
        msgspec.structs.replace(
            base, id=f"{n:016x}", report=one.name, report_id=one.id, outlet=one.outlet or "",
            quote=one.text[base.start : base.end],
        )
        for n, one in enumerate(reports)
    ]  # fmt: skip
    assert len(asked(ledger_of(claims, reports))["near_events"]) == 7


def test_a_number_without_its_place_is_held_against_the_one_that_has_it() -> None:
    bare = make_report("b.txt|Hill Times|2021-05-10", TEXT.replace("Twelve", "Eleven").replace(" in Mindat", ""))
    reports = (REPORTS[0], bare)

    def without_place(number: str) -> Claim:
        made = count("bbbb000000000002", 1, number, place="")
        return msgspec.structs.replace(made, report_id=bare.id, quote=bare.text[made.start : made.end])

    first = count("aaaa000000000001", 0, "killed 12")
    (question,) = asked(ledger_of([first, without_place("killed 12")], reports))["near_tolls"]
    assert "no place is told for both" in question.why
    assert "near_tolls" not in asked(ledger_of([first, without_place("killed 13")], reports))


def test_words_that_nobody_knows_are_asked_with_the_candidates_of_their_report() -> None:
    unknown = Actor(name="the battalion", text="the battalion", start=0, end=1)
    claims = [
        msgspec.structs.replace(event("aaaa000000000001", 0), actors=(unknown,), sentence=(100, 190)),
        count("aaaa000000000002", 0, "killed 60", at=1),
        event("aaaa000000000003", 0, who="islamic-state", place="?hospital"),
    ]
    found = asked(ledger_of(claims))
    (question,) = found["unresolved_actor"]
    assert ("name", "actors.0", "islamic-state") in {(one.word, one.field, one.value) for one in question.offers}


def test_a_sentence_without_a_place_is_asked_about_once_and_answered_for_all_it_tells() -> None:
    claims = [
        msgspec.structs.replace(claim, place=None, sentence=(0, 60))
        for claim in (
            count("aaaa000000000001", 0, "killed 30"),
            count("aaaa000000000002", 0, "wounded 50"),
            event("aaaa000000000003", 0),
        )
    ]
    ledger = ledger_of(claims)
    (question,) = asked(ledger)["unresolved_place"]
    assert question.subjects == (*(claim.id for claim in claims), "place")
    assert question.title.endswith("(and 2 more of this sentence)")
    Desk(ledger).judge(
        Verdict(word="correct", subjects=question.subjects[:-1], field="place", value="geonames:11154016", **BECAUSE)
    )
    assert "unresolved_place" not in asked(ledger)


def test_pronouns_are_nobody_to_be_named() -> None:
    they = Actor(name="they", text="They", start=0, end=1)
    claims = [
        msgspec.structs.replace(event("aaaa000000000001", 0), actors=(they,)),
        count("aaaa000000000002", 0, "killed 60", at=1),
    ]
    assert "unresolved_actor" not in asked(ledger_of(claims))


def test_an_undated_report_is_asked_for_its_day() -> None:
    (question,) = asked(ledger_of(CLAIMS))["undated_report"]
    assert question.subjects == (REPORTS[2].id,)


def test_who_holds_a_place_is_asked_where_reports_say_otherwise() -> None:
    held = {"kind": "control", "frame": "control", "change": "hold"}
    claims = [
        told("aaaa000000000001", 0, who="islamic-state", **held),
        told("bbbb000000000002", 1, who="m23", **held),
    ]
    found = asked(ledger_of(claims)).get("contested_control", [])
    assert found
    assert {words.claim for words in found[0].words} == {"aaaa000000000001", "bbbb000000000002"}
    ledger = ledger_of(claims)
    Desk(ledger).note(next(one for one in found[0].offers if one.word == "unsure"), **BECAUSE)
    assert found[0].id not in {one.id for one in Desk(ledger).questions()}


def test_when_the_nearest_was_judged_the_next_nearest_is_asked() -> None:
    claims = [event("aaaa000000000001", 0), event("bbbb000000000002", 1), event("cccc000000000003", 2)]
    ledger = ledger_of(claims)
    newest = [one for one in asked(ledger)["near_events"] if event_id("cccc000000000003") in one.subjects]
    assert len(newest) == 1
    Desk(ledger).note(next(one for one in newest[0].offers if one.word == "different"), **BECAUSE)
    left = [one for one in asked(ledger)["near_events"] if event_id("cccc000000000003") in one.subjects]
    assert len(left) == 1
    assert left[0].subjects != newest[0].subjects


def test_a_judgement_that_meets_nothing_comes_first() -> None:
    ledger = ledger_of(CLAIMS)
    done = Desk(ledger).judge(Verdict(word="discount", subjects=("bbbb000000000004",), **BECAUSE))
    fill(ledger, claims=[*CLAIMS[:3], CLAIMS[4]], generation="2")
    (question,) = asked(ledger)["unmet"]
    assert [(one.word, one.subjects) for one in question.offers] == [("undo", (done.id,))]


# -- order, and what is not asked again -------------------------------------------------------------------------------


def test_the_most_important_is_asked_first_and_the_order_is_always_the_same() -> None:
    desk = Desk(ledger_of(CLAIMS))
    questions = desk.questions()
    assert [one.rank for one in questions] == sorted((one.rank for one in questions), reverse=True)
    assert len({one.id for one in questions}) == len(questions)
    assert Desk(ledger_of(tuple(reversed(CLAIMS)))).questions() == questions
    assert all(0 <= one.ambiguity <= 1 and one.impact >= 0 for one in questions)
    json.loads(msgspec.json.encode(questions))


@pytest.mark.parametrize("word", ["same", "different", "unsure"])
def test_what_was_judged_is_asked_again_only_when_a_report_joins(word: str) -> None:
    claims = [event("aaaa000000000001", 0), event("bbbb000000000002", 1)]
    ledger = ledger_of(claims)
    (question,) = asked(ledger)["near_events"]
    offer = next(one for one in question.offers if one.word == word)
    Desk(ledger).note(offer, **BECAUSE)
    assert "near_events" not in asked(ledger)
    fill(ledger, claims=claims, generation="2")
    assert "near_events" not in asked(ledger), "the same reports read anew are nothing new"


def test_a_contested_count_that_was_judged_comes_back_with_a_new_report() -> None:
    claims = [count("aaaa000000000001", 0, "killed 10"), count("bbbb000000000002", 1, "killed 20", by=("Relief",))]
    ledger = ledger_of(claims)
    (question,) = asked(ledger)["contested_toll"]
    Desk(ledger).note(next(one for one in question.offers if one.word == "unsure"), **BECAUSE)
    assert "contested_toll" not in asked(ledger)
    newer = make_report("d.txt|Valley Star|2021-05-10", TEXT.replace("Twelve", "Twenty"))
    joins = make_claim(
        Said(id="dddd000000000003", report="", kind="figure", frame="kill", count="killed 20", place="mindat",
             start="2021-05-09", end="2021-05-09", by=("army spokesman",), quote=newer.text[300:340]),
        newer, 300,
    )  # fmt: skip
    fill(ledger, [newer], [msgspec.structs.replace(joins, report_id=newer.id)])
    assert "contested_toll" in asked(ledger)


@pytest.mark.parametrize("kind", ["contested_toll", "undated_report"])
def test_every_answer_that_is_offered_is_taken_and_settles_the_question(kind: str) -> None:
    (question,) = asked(ledger_of(CLAIMS))[kind]
    for offer in question.offers:
        ledger = ledger_of(CLAIMS)
        Desk(ledger).note(offer, **BECAUSE)
        left = [one.id for one in asked(ledger).get(kind, [])]
        assert question.id not in left, offer


def test_a_quote_can_be_judged_with_all_that_it_is_counted_in() -> None:
    (question,) = asked(ledger_of(CLAIMS))["contested_toll"]
    home = question.words[0].home
    wholes = [one for one in question.offers if one.subjects == (home,)]
    assert [one.word for one in wholes] == ["accept", "discount"]
    assert wholes[0].label.startswith("the whole figure with its 2 claims: killed in mindat, 2021-05-09: 12 to 14")


def test_a_queue_of_many_events_is_made_in_little_time() -> None:
    """Near linear: what is twice as much takes about twice as long, never four times."""

    def seconds(days: int) -> float:
        reports = [make_report(f"r{n}.txt|Outlet {n}|2021-05-10") for n in range(4)]
        claims = [
            make_claim(
                Said(id=f"{day:08x}{n:08x}", report="", frame="attack", place=f"town{day % 50}",
                     basis="tense", end=str(1900 + day // 300) + "-05-09"),
                report, day,
            )
            for day in range(days) for n, report in enumerate(reports)
        ]  # fmt: skip
        account = situation(reports, claims)
        began = time.perf_counter()
        assert review(account, Decisions(), lambda _: "")
        return time.perf_counter() - began

    small, large = seconds(250), seconds(1000)
    assert large < 10 * small + 1
