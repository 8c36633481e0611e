"""What holds of reconciling whatever the claims: order, days of knowing, copies, parts."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.ledger import MemoryLedger, views
from rashomon.model.claim import Claim
from rashomon.model.entry import Claimed, Judged, ReportRead, Withdrawn
from rashomon.model.event import Event, Situation, Toll
from rashomon.model.text import Report
from rashomon.model.time import Interval
from rashomon.reconcile.evidence import HAPPENED
from rashomon.situation import is_known, situation
from reconcile_build import Said, make_claim, make_report

DAY = dt.date(2021, 5, 10)
PEOPLE = ["", "isis", "state:IQ:mil", "state:IQ:gov", "kind:gunmen", "pmf"]
PLACES = ["", "mindat", "hakha", "?the village", "?Old Mill", "shabwah", "ataq", "yemen", "hodeidah"]
KINDS = [
    ("event", "attack", None), ("event", "airstrike", None), ("event", "flee", None), ("control", "capture", "gain"),
    ("control", "lose", "loss"), ("control", "hold", "hold"), ("control", "besiege", "besiege"),
    ("figure", "kill", None), ("figure", "kill", None), ("figure", "displace", None),
]  # fmt: skip
DEAD = [kind for kind in KINDS if kind[1] == "kill"]
DRIVEN_OUT = [kind for kind in KINDS if kind[1] == "displace"]
HOLDERS = [kind for kind in KINDS if kind[0] == "control"]
COUNTS = {
    "kill": [
        "killed 5", "killed 12", "killed >12", "killed 400", "killed 390", "killed 12 soldiers", "killed 5 of them",
        "killed +5", "killed ~12",
    ],
    "displace": [
        "displaced 4000", "displaced >10000", "displaced +700", "displaced 800 families", "displaced 4800",
        "displaced 700 civilians",
    ],
}  # fmt: skip
SOURCES = [
    (), (), ("officials",), ("local officials",), ("Relief Network",), ("isis",), ("agency:Delta Wire",),
    ("officials", "agency:Delta Wire"), ("media:Outlet 1",),
]  # fmt: skip
AGENCIES = ["", "", "agencies", "Delta Wire"]
STANCES = ["asserted", "asserted", "claimed", "alleged", "denied", "feared"]
# Paragraphs that any outlet may have from the wire: each long enough to be known again (rules.yaml: 15 words).
WIRE = tuple(" ".join(f"wire{number}word{at}" for at in range(48)) for number in range(3))
# Words in a sentence and characters in a word of all these texts, more or less.
SENTENCE = 12
Case = tuple[list[Report], list[Claim]]


class World(msgspec.Struct, frozen=True, kw_only=True):
    """The few things that the reports of one case tell of: so few that their claims meet."""

    kinds: list[tuple[str, str, str | None]]
    people: list[str]
    places: list[str]
    sources: list[tuple[str, ...]]
    days: list[dt.date]
    reaches: list[str]
    stances: list[str]
    old: list[bool]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    def some(pool: list[Any], most: int) -> list[Any]:
        return draw(st.lists(st.sampled_from(pool), min_size=1, max_size=most))

    return World(
        # Counts of one measure, changes of one place's holder, or all sorts: alone they meet more often.
        kinds=some(draw(st.sampled_from([KINDS, DEAD, DRIVEN_OUT, HOLDERS])), 4),
        people=some(PEOPLE, 3),
        places=some(PLACES, 2),
        sources=some(SOURCES, 3),
        days=[DAY + dt.timedelta(days=at) for at in some(list(range(-2, 7)), 3)],
        reaches=some(["day", "open", "week", "none"], 3),
        stances=some(STANCES, 4),
        old=draw(st.sampled_from([[False], [False], [False, False, True]])),
    )


@st.composite
def told(draw: st.DrawFn, world: World, id_: str) -> Said:
    """A claim that some report makes."""
    kind, frame, change = draw(st.sampled_from(world.kinds))
    day = draw(st.sampled_from(world.days))
    said = draw(st.sampled_from(world.reaches))
    first = day - dt.timedelta(days=6) if said == "week" else day
    return Said(
        id=id_,
        report="",
        kind=kind,
        frame=frame,
        change=change,
        who=draw(st.sampled_from(world.people)),
        whom=draw(st.sampled_from(world.people)),
        place=draw(st.sampled_from(world.places)),
        start=first.isoformat() if said in ("day", "week") else "",
        end="" if said == "none" else day.isoformat(),
        basis="stated" if said in ("day", "week") else "tense",
        stance=draw(st.sampled_from(world.stances)),
        by=draw(st.sampled_from(world.sources)),
        count=draw(st.sampled_from(COUNTS[frame])) if kind == "figure" else "",
        background=draw(st.sampled_from(world.old)),
        part=kind == "control" and draw(st.booleans()),
    )


def place_claim(said: Said, report: Report, paragraph: str, word: int) -> Claim:
    """The claim on one word of a paragraph of the report, in a sentence with its neighbours."""
    begin = report.text.index(paragraph)
    words = paragraph.split(" ")
    start = begin + len(" ".join(words[:word])) + (word > 0)
    first = begin + len(" ".join(words[: word // SENTENCE * SENTENCE]))
    claim = make_claim(said, report)
    return msgspec.structs.replace(
        claim,
        report_id=report.id,
        start=start,
        end=start + len(words[word]),
        quote=words[word],
        sentence=(first + 1, first + 1 + SENTENCE * 12),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Reports with their claims: own words and wire copy, chains, shares, areas, families, undated ones."""
    world = draw(worlds())
    wire = [draw(st.lists(told(world, ""), max_size=2)) for _ in WIRE]
    reports: list[Report] = []
    claims: list[Claim] = []
    for number in range(draw(st.integers(1, 6))):
        day = draw(st.sampled_from([*range(7), *range(7), None]))
        text = "" if day is None else (DAY + dt.timedelta(days=day)).isoformat()
        own = " ".join(f"own{number}word{at}" for at in range(48))
        copied = draw(st.lists(st.sampled_from(range(len(WIRE))), max_size=2, unique=True))
        line = f"r{number}|Outlet {number % 3}|{text}|{draw(st.sampled_from(AGENCIES))}".rstrip("|")
        report = make_report(line, "\n".join((own, *(WIRE[at] for at in copied))))
        if day is None and draw(st.booleans()):
            window = Interval(start=DAY, end=DAY + dt.timedelta(days=draw(st.integers(0, 6))))
            report = msgspec.structs.replace(report, published_window=window, published_basis="inferred")
        reports.append(report)
        claims.extend(
            place_claim(draw(told(world, f"r{number}c{at}")), report, own, draw(st.integers(0, 47)))
            for at in range(draw(st.integers(1, 4)))
        )
        for at in copied:
            for place, said in enumerate(wire[at]):
                named = msgspec.structs.replace(said, id=f"r{number}w{at}{place}")
                claims.append(place_claim(named, report, WIRE[at], place * 5))
    return reports, _with_part(draw, claims)


def _with_part(draw: st.DrawFn, claims: list[Claim]) -> list[Claim]:
    """Now and then one count is told to be part of another of its report."""
    pairs = [
        (at, other.id)
        for at, one in enumerate(claims)
        for other in claims
        if one.figure and other.figure and one.id != other.id and one.report == other.report
        and one.figure.measure == other.figure.measure
    ]  # fmt: skip
    if not pairs or not draw(st.booleans()):
        return claims
    at, whole = draw(st.sampled_from(pairs))
    figure = claims[at].figure
    assert figure is not None
    part = msgspec.structs.replace(claims[at], figure=msgspec.structs.replace(figure, subset_of=whole))
    return [*claims[:at], part, *claims[at + 1 :]]


@st.composite
def judged_cases(draw: st.DrawFn) -> tuple[list[Report], list[Claim], list[Judged]]:
    """Cases with up to three judgements of people."""
    reports, claims = draw(cases())
    names = [claim.id for claim in claims]
    verdicts = ["same", "different", "unsure", "accept", "discount"] if len(names) > 1 else []
    judgements = [
        Judged(
            verdict=draw(st.sampled_from(verdicts)),
            subjects=tuple(draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True))),
            reason="read both",
            author="Ada",
            made=dt.datetime(2022, 1, 1, minute=minute, tzinfo=dt.UTC),
        )
        for minute in range(draw(st.integers(0, 3)) if verdicts else 0)
    ]
    return reports, claims, judgements


@settings(max_examples=60, deadline=None)
@given(judged_cases(), st.integers(0, 2**32))
def test_order_of_arrival_changes_nothing(case: tuple[list[Report], list[Claim], list[Judged]], seed: int) -> None:
    reports, claims, judgements = case
    mixed = random.Random(seed)  # noqa: S311
    shuffled = situation(
        mixed.sample(reports, len(reports)),
        mixed.sample(claims, len(claims)),
        judgements=mixed.sample(judgements, len(judgements)),
    )
    there = msgspec.structs.replace(shuffled, judgements=tuple(judgements))
    assert msgspec.json.encode(there) == msgspec.json.encode(situation(reports, claims, judgements=judgements))


@settings(max_examples=60, deadline=None)
@given(judged_cases())
def test_a_later_report_changes_no_earlier_answer(case: tuple[list[Report], list[Claim], list[Judged]]) -> None:
    reports, claims, judgements = case
    for days in range(7):
        known = DAY + dt.timedelta(days=days)
        early = [report for report in reports if is_known(report, known)]
        names = {report.name for report in early}
        held = [claim for claim in claims if claim.report in names]
        before = situation(early, held, known=known, judgements=judgements)
        after = situation(reports, claims, known=known, judgements=judgements)
        # A judgement that meets no claim yet is told of only where its claims are not there.
        assert msgspec.structs.replace(after, unmet=()) == msgspec.structs.replace(before, unmet=())


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
        assert all(stances[claim][0] in HAPPENED for claim in span.claims)


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


@settings(max_examples=150, deadline=None)
@given(cases(), st.integers(0, 4), st.integers(0, 3))
def test_a_copied_report_adds_no_origin(case: Case, which: int, later: int) -> None:
    """Whoever prints a report again adds an outlet, never a voice, and confirms nothing."""
    reports, claims = case
    first = reports[which % len(reports)]
    day = first.published + dt.timedelta(days=later) if first.published is not None else None
    reprint = msgspec.structs.replace(first, name="z", outlet="Reprint", published=day)
    again = [_reprint(claim, reprint) for claim in claims if claim.report == first.name]
    before, after = situation(reports, claims), situation([*reports, reprint], [*claims, *again])
    counted = {claim: toll for toll in after.tolls for claim in toll.claims}
    for toll in before.tolls:
        now = [counted[claim] for claim in toll.claims]
        assert max(_voices(one) for one in now) <= _voices(toll)
        if toll.status == "single_origin":
            assert not {one.status for one in now} & {"corroborated", "confirmed"}
    told = {claim: event for event in after.events for claim in event.claims}
    for event in before.events:
        assert max(_voices(told[claim]) for claim in event.claims if claim in told) <= _voices(event)


def _reprint(claim: Claim, report: Report) -> Claim:
    """The claim as the copy makes it: same words, same source, another outlet at the end of the chain."""
    by = (*claim.by[:-1], msgspec.structs.replace(claim.by[-1], name=report.outlet or ""))
    figure = claim.figure
    if figure is not None and figure.subset_of:
        figure = msgspec.structs.replace(figure, subset_of=f"z{figure.subset_of}")
    return msgspec.structs.replace(
        claim, id=f"z{claim.id}", report=report.name, report_id=report.id, outlet=report.outlet or "",
        published=report.published, by=by, figure=figure,
    )  # fmt: skip


def _voices(one: Toll | Event) -> int:
    return sum(origin.independent for origin in one.origins)


@settings(max_examples=80, deadline=None)
@given(judged_cases())
def test_no_part_is_counted_in_its_whole(case: tuple[list[Report], list[Claim], list[Judged]]) -> None:
    """Parts stand beside their whole: never among the claims it rests on, and no whole is part of its part."""
    reports, claims, judgements = case
    tolls = {toll.id: toll for toll in situation(reports, claims, judgements=judgements).tolls}
    for toll in tolls.values():
        for part in toll.parts:
            assert part in tolls
            assert not set(tolls[part].claims) & set(toll.standing)
        below, todo = set(), list(toll.parts)
        while todo:
            part = todo.pop()
            if part not in below:
                below.add(part)
                todo.extend(tolls[part].parts)
        assert toll.id not in below, "no whole is part of its part"


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(0, 4))
def test_a_report_that_comes_late_changes_the_past_from_its_day_on(case: Case, which: int) -> None:
    reports, claims = case
    late = reports[which % len(reports)]
    others = [report for report in reports if report.name != late.name]
    held = [claim for claim in claims if claim.report != late.name]
    for days in range(-1, 7):
        known = DAY + dt.timedelta(days=days)
        if not is_known(late, known):
            assert situation(reports, claims, known=known) == situation(others, held, known=known)
    clock = Ticking()
    ledger = MemoryLedger(clock)
    keep(ledger, others, held)
    read = clock.now
    keep(ledger, [late], [claim for claim in claims if claim.report == late.name])
    assert recorded(ledger, read) == situation(others, held)
    assert recorded(ledger, clock.now) == situation(reports, claims), "the order of reading leaves no trace"


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(0, 4))
def test_a_withdrawn_report_is_as_if_never_read(case: Case, which: int) -> None:
    reports, claims = case
    gone = reports[which % len(reports)]
    clock = Ticking()
    ledger = MemoryLedger(clock)
    keep(ledger, reports, claims)
    read = clock.now
    ledger.append([Withdrawn(report_id=gone.id, reason="retracted", author="Ada", made=clock.now)])
    others = [report for report in reports if report.id != gone.id]
    assert recorded(ledger, clock.now) == situation(others, [claim for claim in claims if claim.report_id != gone.id])
    assert recorded(ledger, read) == situation(reports, claims)


class Ticking:
    """A clock that goes on a minute whenever it is looked at."""

    def __init__(self) -> None:
        self.now = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(minutes=1)
        return self.now


def keep(ledger: MemoryLedger, reports: list[Report], claims: list[Claim]) -> None:
    for report in reports:
        own = tuple(claim for claim in claims if claim.report == report.name)
        ledger.append([ReportRead(report=report), Claimed(report_id=report.id, generation="1", claims=own)])


def recorded(ledger: MemoryLedger, moment: dt.datetime) -> Situation:
    return situation(views.reports(ledger, recorded=moment), views.claims(ledger, recorded=moment))


@settings(max_examples=80, deadline=None)
@given(cases(), st.data())
def test_merging_and_splitting_undo_each_other(case: Case, data: st.DataObject) -> None:
    reports, claims = case
    if len(claims) < 2:
        return
    pair = tuple(data.draw(st.lists(st.sampled_from([one.id for one in claims]), min_size=2, max_size=2, unique=True)))
    join, split = (
        Judged(
            verdict=verdict,
            subjects=pair,
            reason="read both",
            author="Ada",
            made=dt.datetime(2022, 1, day, tzinfo=dt.UTC),
        )
        for day, verdict in ((1, "same"), (2, "different"))
    )
    rejoin = msgspec.structs.replace(join, made=dt.datetime(2022, 1, 3, tzinfo=dt.UTC))
    for verdicts, alone in (
        ((join, split), (split,)),
        ((split, rejoin), (rejoin,)),
        ((join, split, rejoin), (rejoin,)),
    ):
        both = situation(reports, claims, judgements=verdicts)
        assert msgspec.structs.replace(both, judgements=()) == msgspec.structs.replace(
            situation(reports, claims, judgements=alone), judgements=()
        )
    apart, together = situation(reports, claims, judgements=[split]), situation(reports, claims, judgements=[rejoin])
    figures = {claim.id for claim in claims if claim.kind == "figure"}
    # A figure is in an event because of its sentence, whatever is judged of it.
    for kind in ("events", "tolls"):
        ids = set(pair) - figures if kind == "events" else set(pair)
        if len(ids) < 2:
            continue
        assert not any(ids <= set(one.claims) for one in getattr(apart, kind))
        homes = [ids & set(one.claims) for one in getattr(together, kind) if ids & set(one.claims)]
        assert homes in ([], [ids]) or len(set().union(*homes)) < 2
