"""Gold cases of reconciling: hand-made claims of many wars, what they add up to, and why."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from rashomon.model.event import Event, Situation, Toll
from rashomon.reconcile.rules import family_of, load_rules
from rashomon.reference.codebook import load_codebook
from rashomon.situation import control_on, situation
from reconcile_build import Said, make_claim, make_report

GOLD = Path(__file__).parent / "gold" / "reconcile.jsonl"


class TollWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    claims: list[str]
    low: int | msgspec.UnsetType | None = msgspec.UNSET
    high: int | msgspec.UnsetType | None = msgspec.UNSET
    status: str = ""
    standing: list[str] = []
    origins: int = 0
    outlets: int = 0
    history: list[str] = []
    parts: list[str] = []


class Wanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    events: list[list[str]] | None = None
    unhappened: list[list[str]] | None = None
    background: list[list[str]] | None = None
    valid: list[str] = []
    accounts: list[int] = []
    frames: list[str] = []
    disputes: list[str] = []
    tolls: list[TollWanted] | None = None
    relations: list[str] | None = None
    control: list[str] = []


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    why: str
    reports: list[str]
    claims: list[Said]
    expect: Wanted
    known: dt.date | None = None


CASES = [msgspec.json.decode(line, type=Case) for line in GOLD.read_bytes().splitlines() if line.strip()]


def fold(case: Case) -> Situation:
    reports = {line.split("|")[0]: make_report(line) for line in case.reports}
    claims = [make_claim(said, reports[said.report], 100 * at) for at, said in enumerate(case.claims)]
    return situation(list(reports.values()), claims, known=case.known)


def grouped(events: tuple[Event, ...]) -> list[list[str]]:
    return sorted(sorted(event.claims) for event in events)


def in_short(toll: Toll) -> list[str]:
    def side(count: int | None) -> str:
        return "" if count is None else str(count)

    return [f"{step.known} {side(step.low)}..{side(step.high)}" for step in toll.history]


def check_toll(toll: Toll, wanted: TollWanted, claims_of: dict[str, str]) -> None:
    assert wanted.low is msgspec.UNSET or toll.low == wanted.low
    assert wanted.high is msgspec.UNSET or toll.high == wanted.high
    assert not wanted.status or toll.status == wanted.status
    assert not wanted.standing or sorted(toll.standing) == wanted.standing
    assert not wanted.origins or len(toll.origins) == wanted.origins
    assert not wanted.outlets or len(toll.outlets) == wanted.outlets
    assert not wanted.history or in_short(toll) == wanted.history
    assert [claims_of[part] for part in toll.parts] == wanted.parts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_claims_add_up_as_a_recorder_would_have_it(case: Case) -> None:
    found, want = fold(case), case.expect
    if want.events is not None:
        assert grouped(found.events) == sorted(want.events)
    if want.unhappened is not None:
        assert grouped(found.unhappened) == sorted(want.unhappened)
    if want.background is not None:
        assert grouped(found.background) == sorted(want.background)
    for at, days in enumerate(want.valid):
        assert f"{found.events[at].valid.start}..{found.events[at].valid.end}" == days
    for at, count in enumerate(want.accounts):
        assert len(found.events[at].accounts) == count
    for at, frame in enumerate(want.frames):
        assert found.events[at].frame == frame
    disputes = [f"{one.a} {one.kind} {one.b}" for event in found.events for one in event.disputes]
    assert sorted(disputes) == sorted(want.disputes)


@pytest.mark.parametrize("case", [case for case in CASES if case.expect.tolls is not None], ids=lambda case: case.id)
def test_counts_are_kept_together_and_apart(case: Case) -> None:
    found, want = fold(case), case.expect
    tolls = {tuple(sorted(toll.claims)): toll for toll in found.tolls}
    assert sorted(tolls) == sorted(tuple(sorted(toll.claims)) for toll in want.tolls or [])
    names = {toll.id: min(toll.claims) for toll in found.tolls}
    for wanted in want.tolls or []:
        check_toll(tolls[tuple(sorted(wanted.claims))], wanted, names)
    if want.relations is not None:
        # How words drift is told beside the relation that ties two claims; its own case looks at it.
        told = [f"{one.a} {one.kind} {one.b}" for one in found.relations]
        assert sorted(told) == sorted(want.relations)


@pytest.mark.parametrize("case", [case for case in CASES if case.expect.control], ids=lambda case: case.id)
def test_who_holds_what_on_which_day(case: Case) -> None:
    found = fold(case)
    for line in case.expect.control:
        place, day, holder, status = line.split(" ")
        span = control_on(found.control, place, dt.date.fromisoformat(day))
        assert (span.holder or "-", span.status) == (holder, status), line


def test_every_frame_of_the_rules_is_one_of_the_codebook() -> None:
    """A frame renamed there would silently stop being reconciled here."""
    frames = load_codebook().frames
    rules = load_rules()
    named = {frame for family in rules.families.values() for frame in (*family.any, *family.frames)}
    named |= (
        rules.same_change
        | rules.placeless
        | rules.mutual
        | rules.belongs_to_loss
        | rules.recipient_loses
        | rules.recipient_is_own
    )
    assert named <= set(frames)
    changes = {name for name, frame in frames.items() if frame.kind == "control"} - {"hold"}
    assert changes <= {frame for frame in named if family_of(frame) == "control"}
