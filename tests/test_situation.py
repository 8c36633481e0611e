"""The account as known on a day: which reports count, copies, origins, and questions of control."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from rashomon.model.text import Block, Interval, Rejected, Report
from rashomon.pipeline import read_claims
from rashomon.situation import control_on, is_known, situation
from reconcile_build import Said, make_claim, make_report

WIRE = (
    "Shells fell on the livestock market shortly after the morning prayer, witnesses said, and the small clinic "
    "beside the bridge ran out of bandages within the hour.\n"
    "The attack killed 27 people and set two dozen stalls alight before soldiers closed the road that leads north "
    "to the airfield, where flights had been halted since the weekend.\n"
    "Neither the army nor the paramilitary force that rings the city on three sides answered calls, and the "
    "telephone network failed again in the afternoon as it had on each of the four days before."
)
OTHER = (
    "A ferry sank on the lake in heavy wind on the same day, and rescuers from three villages pulled survivors "
    "from the water with ropes and fishing nets until the light had gone.\n"
    "Traders in the capital said that the price of millet had doubled since the rains failed, and that lorries "
    "from the south now pay at eleven checkpoints where last year there were four of them."
)


def report_of(line: str, text: str) -> Report:
    return make_report(line, text)


def count_in(report: Report, id_: str, words: str = "killed 27 people") -> object:
    said = Said(
        id=id_, report=report.name, kind="figure", frame="kill", place="el-fasher", start="2024-05-11",
        end="2024-05-11", count="killed 27", quote=words,
    )  # fmt: skip
    return make_claim(said, report, report.text.index(words))


def test_one_wire_text_in_two_outlets_is_one_voice() -> None:
    first = report_of("a|Nile Courier|2024-05-12", WIRE)
    second = report_of("b|Desert Post|2024-05-14", "From our own correspondents.\n" + WIRE)
    found = situation([first, second], [count_in(first, "a1"), count_in(second, "b1")])
    assert found.copies == (("a", "b"),)
    (toll,) = found.tolls
    assert (toll.status, len(toll.origins), toll.outlets) == ("single_origin", 1, ("Nile Courier", "Desert Post"))
    assert [relation.kind for relation in toll.relations] == ["echo"]


def test_the_wire_is_named_where_one_agency_is_credited() -> None:
    first = report_of("a|Nile Courier|2024-05-12", WIRE)
    second = report_of("b|Desert Post|2024-05-12|Sahara Wire", WIRE)
    found = situation([first, second], [count_in(first, "a1"), count_in(second, "b1")])
    assert [origin.name for origin in found.tolls[0].origins] == ["Sahara Wire"]


def test_one_shared_paragraph_makes_one_voice_of_its_claims_but_no_copied_report() -> None:
    shared = WIRE.split("\n")[1]
    first = report_of("a|Nile Courier|2024-05-12", WIRE)
    second = report_of("b|Desert Post|2024-05-14", OTHER + "\n" + shared)
    found = situation([first, second], [count_in(first, "a1"), count_in(second, "b1")])
    assert found.copies == ()
    assert len(found.tolls[0].origins) == 1


def test_two_texts_on_one_attack_are_two_voices() -> None:
    first = report_of("a|Nile Courier|2024-05-12", WIRE)
    second = report_of("b|Desert Post|2024-05-14", OTHER + "\nThe shelling of the market killed 27 people.")
    found = situation([first, second], [count_in(first, "a1"), count_in(second, "b1")])
    assert found.copies == ()
    assert (len(found.tolls[0].origins), found.tolls[0].status) == (2, "corroborated")


def test_a_report_without_a_day_counts_from_the_last_day_that_its_text_allows() -> None:
    window = Interval(start=dt.date(2024, 5, 10), end=dt.date(2024, 5, 13))
    report = Report(name="w", outlet="Leaflet", published_window=window, sha256="w", text="", blocks=())
    assert not is_known(report, dt.date(2024, 5, 12))
    assert is_known(report, dt.date(2024, 5, 13))
    assert not is_known(make_report("x|Leaflet|"), dt.date(2030, 1, 1))


def test_rejected_reports_are_told_of() -> None:
    rejected = Rejected(name="torn.html", why="no text in it")
    assert situation([], [], rejected=[rejected]).rejected == (rejected,)


def test_nothing_read_is_an_empty_account_not_an_error() -> None:
    found = situation([], [], known=dt.date(2024, 1, 1))
    assert (found.events, found.tolls, found.control, found.relations) == ((), (), (), ())
    assert control_on(found.control, "Nowhere", dt.date(2024, 1, 1)).status == "unknown"


def held(place: str, who: str, day: str, id_: str) -> tuple[Report, object]:
    report = make_report(f"r{id_}|Outlet|{day}")
    said = Said(
        id=id_,
        report=report.name,
        kind="control",
        frame="capture",
        change="gain",
        who=who,
        place=place,
        start=day,
        end=day,
    )
    return report, make_claim(said, report)


@pytest.mark.parametrize("asked", ["gao", "GAO", "place:gao"])
def test_a_place_is_asked_for_by_name_or_id(asked: str) -> None:
    report, claim = held("gao", "mnla", "2012-03-31", "g")
    found = situation([report], [claim])
    assert control_on(found.control, asked, dt.date(2012, 4, 2)).holder == "mnla"


def test_an_answer_tells_how_old_its_word_is() -> None:
    taken, again, lost = (held("gao", who, day, f"g{at}") for at, (who, day) in enumerate(TAKINGS))
    hold = msgspec.structs.replace(again[1], frame="hold", change="hold")
    spans = situation([taken[0], again[0], lost[0]], [taken[1], hold, lost[1]]).control
    first, last = (control_on(spans, "gao", dt.date.fromisoformat(day)) for day in ("2012-05-01", "2019-01-01"))
    assert (first.holder, first.last_told) == ("mnla", dt.date(2012, 4, 20))
    assert (last.holder, last.last_told) == ("ansar-dine", dt.date(2012, 6, 28))


TAKINGS = (("mnla", "2012-03-31"), ("mnla", "2012-04-20"), ("ansar-dine", "2012-06-28"))


def test_days_drifting_along_relays_are_shown() -> None:
    """One origin's count, printed for "recent days" and then for "recent weeks"."""
    claims, reports = [], []
    for name, day, words in (("a", "2013-06-05", "in recent days"), ("b", "2013-06-07", "in recent weeks")):
        report = make_report(f"{name}|Outlet {name}|{day}")
        said = Said(
            id=f"{name}1", report=name, kind="figure", frame="kill", place="qusayr", end=day, text=words,
            by=("local officials",), count="killed 400 people",
        )  # fmt: skip
        reports.append(report)
        claims.append(make_claim(said, report))
    (toll,) = situation(reports, claims).tolls
    assert {relation.kind for relation in toll.relations} == {"echo", "window_drift"}
    assert len(toll.outlets) == 2
    assert [origin.name for origin in toll.origins] == ["local officials"]
    assert toll.window.text == "in recent days"


def test_a_rounded_number_told_again_is_an_echo_and_no_wider_range() -> None:
    first = make_report(
        "a|Wire|2011-04-23", "The Libyan government spoke of 300 people killed in Misrata on Friday, 22 April 2011."
    )
    second = make_report(
        "b|State Agency|2011-04-24", "Some 300 people were killed in Misrata on Friday, 22 April 2011."
    )
    reports, claims = [], []
    for report in (first, second):
        whole = msgspec.structs.replace(report, blocks=(Block(role="body", start=0, end=len(report.text)),))
        read = read_claims(whole)
        reports.append(read.report)
        claims += read.claims
    told = [toll for toll in situation(reports, claims).tolls if toll.measure == "killed"]
    assert [(toll.low, toll.high) for toll in told] == [(300, 300)]
    assert "echo" in {rel.kind for rel in told[0].relations}
