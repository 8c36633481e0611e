"""What holds of reconciling whatever the claims: order, days of knowing, copies, parts."""

from __future__ import annotations

import datetime as dt
import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model.claim import Claim
from rashomon.model.event import Situation
from rashomon.model.text import Report
from rashomon.situation import situation
from reconcile_build import Said, make_claim, make_report

DAY = dt.date(2021, 5, 10)
PEOPLE = ["", "isis", "state:IQ:mil", "state:IQ:gov", "kind:gunmen", "pmf"]
PLACES = ["", "mindat", "hakha", "?the village", "shabwah", "yemen", "hodeidah"]
KINDS = [
    ("event", "attack", None), ("event", "airstrike", None), ("event", "flee", None), ("control", "capture", "gain"),
    ("control", "lose", "loss"), ("control", "hold", "hold"), ("control", "besiege", "besiege"),
    ("figure", "kill", None), ("figure", "displace", None),
]  # fmt: skip
COUNTS = {
    "kill": ["killed 5", "killed 12", "killed >12", "killed 400", "killed 12 soldiers"],
    "displace": ["displaced 4000", "displaced >10000", "displaced +700", "displaced 800 families", "displaced 4800"],
}
SOURCES = [(), ("officials",), ("local officials",), ("Relief Network",), ("isis",)]


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Report], list[Claim]]:
    reports = []
    for number in range(draw(st.integers(1, 5))):
        day = draw(st.one_of(st.none(), st.integers(0, 6)))
        text = "" if day is None else (DAY + dt.timedelta(days=day)).isoformat()
        agencies = draw(st.sampled_from(["", "agencies"]))
        reports.append(make_report(f"r{number}|Outlet {number % 3}|{text}|{agencies}".rstrip("|")))
    claims = []
    for number in range(draw(st.integers(1, 14))):
        kind, frame, change = draw(st.sampled_from(KINDS))
        day = DAY + dt.timedelta(days=draw(st.integers(-2, 6)))
        told = draw(st.sampled_from(["day", "open", "none"]))
        said = Said(
            id=f"c{number}",
            report="",
            kind=kind,
            frame=frame,
            change=change,
            who=draw(st.sampled_from(PEOPLE)),
            whom=draw(st.sampled_from(PEOPLE)),
            place=draw(st.sampled_from(PLACES)),
            start=day.isoformat() if told == "day" else "",
            end="" if told == "none" else day.isoformat(),
            basis="stated" if told == "day" else "tense",
            stance=draw(st.sampled_from(["asserted", "asserted", "claimed", "denied", "feared"])),
            by=draw(st.sampled_from(SOURCES)),
            count=draw(st.sampled_from(COUNTS[frame])) if kind == "figure" else "",
            background=draw(st.sampled_from([False, False, False, True])),
            part=kind == "control" and draw(st.booleans()),
        )
        claims.append(make_claim(said, draw(st.sampled_from(reports)), number * 100))
    return reports, claims


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(0, 2**32))
def test_order_of_arrival_changes_nothing(case: tuple[list[Report], list[Claim]], seed: int) -> None:
    reports, claims = case
    mixed = random.Random(seed)  # noqa: S311
    there = situation(mixed.sample(reports, len(reports)), mixed.sample(claims, len(claims)))
    assert msgspec.json.encode(there) == msgspec.json.encode(situation(reports, claims))


@settings(max_examples=60, deadline=None)
@given(cases())
def test_a_later_report_changes_no_earlier_answer(case: tuple[list[Report], list[Claim]]) -> None:
    reports, claims = case
    for days in range(7):
        known = DAY + dt.timedelta(days=days)
        early = [report for report in reports if report.published is not None and report.published <= known]
        names = {report.name for report in early}
        before = situation(early, [claim for claim in claims if claim.report in names], known=known)
        assert situation(reports, claims, known=known) == before


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_history_of_a_count_is_what_was_known(case: tuple[list[Report], list[Claim]]) -> None:
    """Each step of a toll says what the situation of that day says: nothing is rearranged afterwards."""
    reports, claims = case
    for toll in situation(reports, claims).tolls:
        for step in toll.history:
            if step.known is None:
                continue
            then = [old for old in situation(reports, claims, known=step.known).tolls if old.id == toll.id]
            assert [(old.low, old.high, old.value) for old in then] == [(step.low, step.high, step.value)]


@settings(max_examples=80, deadline=None)
@given(cases())
def test_counts_keep_their_bounds_and_claims(case: tuple[list[Report], list[Claim]]) -> None:
    found = situation(*case)
    counted = [claim for toll in found.tolls for claim in toll.claims]
    assert len(counted) == len(set(counted)), "a claim is counted once"
    printed = {claim.id: claim.figure for claim in found.claims if claim.figure is not None}
    for toll in found.tolls:
        assert toll.low is None or toll.high is None or toll.low <= toll.high
        assert set(toll.standing) <= set(toll.claims)
        assert toll.standing
        numbers = {n for id_ in toll.claims for n in (printed[id_].low, printed[id_].high, printed[id_].value)}
        told = {toll.low, toll.high, toll.value, toll.conservative, toll.representative, toll.informative}
        assert told <= numbers | {None}, "no number that no report printed: nothing is ever added up"
        assert toll.id not in toll.parts
    check_events(found)


def check_events(found: Situation) -> None:
    for events in (found.events, found.unhappened, found.background):
        for event in events:
            assert event.claims
            assert len(set(event.claims)) == len(event.claims)
            assert {claim for account in event.accounts for claim in account.claims} == set(event.claims)
    stances = {claim.id: (claim.stance, claim.background) for claim in found.claims}
    for event in found.events:
        own = [claim for claim in event.claims if stances[claim][0] not in ("feared", "denied")]
        assert own, "what only is feared or denied is no event"
    for span in found.control:
        assert span.start is None or span.end is None or span.start <= span.end
        assert all(stances[claim][0] in ("asserted", "claimed") for claim in span.claims)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_spans_of_control_never_overlap(case: tuple[list[Report], list[Claim]]) -> None:
    spans: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for span in situation(*case).control:
        assert span.start is not None
        spans.setdefault(span.place_id or span.place, []).append((span.start, span.end or dt.date.max))
    for days in spans.values():
        for one, two in zip(sorted(days), sorted(days)[1:], strict=False):
            assert one[1] < two[0]


@settings(max_examples=50, deadline=None)
@given(cases(), st.integers(0, 13))
def test_a_copied_report_adds_no_origin(case: tuple[list[Report], list[Claim]], which: int) -> None:
    """Whoever prints a claim again under the same source adds an outlet, never a voice."""
    reports, claims = case
    claim = claims[which % len(claims)]
    first = next(report for report in reports if report.name == claim.report)
    if not any(link.kind != "outlet" for link in claim.by):
        return
    copy = make_report(f"z|Reprint|{first.published or ''}".rstrip("|"))
    by = (*claim.by[:-1], msgspec.structs.replace(claim.by[-1], name="Reprint"))
    again = msgspec.structs.replace(claim, id="copy", report="z", outlet="Reprint", by=by)
    before, after = situation(reports, claims), situation([*reports, copy], [*claims, again])

    def origins(found: Situation, id_: str) -> list[int]:
        return [len(toll.origins) for toll in found.tolls if id_ in toll.standing and claim.id in toll.standing]

    assert origins(after, "copy") in ([], origins(before, claim.id))
