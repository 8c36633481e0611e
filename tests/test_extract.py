"""What one sentence or short passage yields: gold cases with their reasons, and what holds for any text.

A case tells, as a careful human coder would, which claims a text bears and which it must not bear. Only the
keys that a case gives are compared, so a case binds what it is about and no more. Cases that the extractor
does not get right yet are listed in `gold/extract-open.txt`; a mended one must be taken off that list.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import UNSET, UnsetType

from rashomon.extract import extract
from rashomon.model.draft import Change, Draft, Kind, Reading, Stance
from rashomon.model.figure import Figure, Flow, Measure, Population, Quantifier, Unit
from rashomon.model.text import Block, BlockRole, Report
from rashomon.reference.codebook import load_codebook

GOLD = Path(__file__).parent / "gold"


class WantedFigure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keys of a figure that must agree; a null bound is an open one."""

    measure: Measure
    low: int | UnsetType | None = UNSET
    high: int | UnsetType | None = UNSET
    quantifier: Quantifier | UnsetType = UNSET
    unit: Unit | UnsetType = UNSET
    flow: Flow | UnsetType = UNSET
    population: Population | UnsetType = UNSET
    text: str | UnsetType = UNSET
    additional: bool | UnsetType = UNSET

    def fits(self, figure: Figure | None) -> bool:
        if figure is None or figure.measure != self.measure:
            return False
        if self.text is not UNSET and not within(self.text, [figure.text]):
            return False
        told = ((key, getattr(self, key)) for key in self.__struct_fields__ if key != "text")
        return all(wanted is UNSET or getattr(figure, key) == wanted for key, wanted in told)


class NeverFigure(WantedFigure, frozen=True, forbid_unknown_fields=True):
    """Like a wanted figure, of any measure where none is told."""

    measure: Measure | UnsetType = UNSET  # type: ignore[assignment]

    def fits(self, figure: Figure | None) -> bool:
        if figure is None:
            return False
        measure = figure.measure if self.measure is UNSET else self.measure
        told = {key: getattr(self, key) for key in self.__struct_fields__ if key != "measure"}
        return WantedFigure(measure=measure, **told).fits(figure)


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a draft must look like. Strings are substrings, letter case aside; lists of codes are choices.

    `actors`, `recipients`, `parties` (either of the two) and `by` must each hold every substring given; an
    empty list wants none. `place` is found in the first place (any substring of a list), null wants none.
    """

    kind: Kind | UnsetType = UNSET
    frame: str | list[str] | UnsetType = UNSET
    change: Change | UnsetType = UNSET
    relation: str | UnsetType = UNSET
    actors: list[str] | UnsetType = UNSET
    recipients: list[str] | UnsetType = UNSET
    parties: list[str] | UnsetType = UNSET
    place: str | list[str] | UnsetType | None = UNSET
    time: str | UnsetType | None = UNSET
    stance: Stance | list[Stance] | UnsetType = UNSET
    by: list[str] | UnsetType = UNSET
    figure: WantedFigure | UnsetType = UNSET
    part: bool | UnsetType = UNSET

    def fits(self, draft: Draft) -> bool:
        people = {
            "actors": [a.text for a in draft.actors],
            "recipients": [a.text for a in draft.recipients],
            "parties": [a.text for a in (*draft.actors, *draft.recipients)],
            "by": [words for s in draft.by for words in (s.actor.text, s.told, *(a[0] for a in s.actor.apposition))],
        }
        return (
            all(one_of(getattr(self, key), getattr(draft, key)) for key in ("kind", "frame", "stance"))
            and all(getattr(self, key) in {UNSET, getattr(draft, key)} for key in ("change", "relation", "part"))
            and all(everyone(getattr(self, key), texts) for key, texts in people.items())
            and somewhere(self.place, [p.text for p in draft.places[:1]])
            and somewhere(self.time, [t.text for t in draft.times[:1]])
            and (self.figure is UNSET or self.figure.fits(draft.figure))
        )


class NeverPattern(Pattern, frozen=True, forbid_unknown_fields=True):
    """What no draft may look like; nobody being there is no match for a name that must not be."""

    figure: NeverFigure | UnsetType = UNSET


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    text: str
    why: str
    published: dt.date | None = None
    headline: bool = False
    want: tuple[Pattern, ...] = ()
    never: tuple[NeverPattern, ...] = ()
    nothing: bool = False


def within(part: str, texts: Iterable[str]) -> bool:
    return any(part.casefold() in text.casefold() for text in texts)


def one_of(wanted: str | list[str] | UnsetType, found: str) -> bool:
    return wanted is UNSET or (found in wanted if isinstance(wanted, list) else found == wanted)


def everyone(wanted: list[str] | UnsetType, found: list[str]) -> bool:
    if wanted is UNSET:
        return True
    return all(within(part, found) for part in wanted) if wanted else not found


def somewhere(wanted: str | list[str] | UnsetType | None, found: list[str]) -> bool:
    if wanted is UNSET:
        return True
    if wanted is None:
        return not found
    return any(within(part, found) for part in ([wanted] if isinstance(wanted, str) else wanted))


def report_of(text: str, *, headline: bool = False, published: dt.date | None = None) -> Report:
    """A report with one block for each line that is not blank."""
    role: BlockRole = "headline" if headline else "body"
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(role=role, start=at, end=at + len(line)))
        at += len(line) + 1
    return Report(name="case.txt", sha256="0" * 64, text=text, blocks=tuple(blocks), published=published)


def load_cases() -> dict[str, Case]:
    lines = (GOLD / "extract.jsonl").read_bytes().splitlines()
    cases = [msgspec.json.decode(line, type=Case) for line in lines]
    assert len({case.id for case in cases}) == len(cases), "two cases share an id"
    return {case.id: case for case in cases}


def load_open() -> dict[str, str]:
    """Ids of cases that fail at present, each with the reason."""
    lines = (GOLD / "extract-open.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(":", 1) for line in lines if line.strip() and not line.startswith("#"))
    return {name.strip(): why.strip() for name, why in rows}


CASES = load_cases()
OPEN = load_open()


@cache
def reading_of(case_id: str) -> Reading:
    case = CASES[case_id]
    return extract(report_of(case.text, headline=case.headline, published=case.published))


def faults(case: Case, drafts: tuple[Draft, ...]) -> list[str]:
    """What is amiss with the drafts of a case, in words."""
    found = [f"wanted {shown(want)}" for want in case.want if not any(want.fits(d) for d in drafts)]
    found += [f"never {shown(never)}" for never in case.never if any(never.fits(d) for d in drafts)]
    if case.nothing:
        found += [f"nothing, but {d.kind} {d.frame}" for d in drafts if d.kind != "statement"]
    return found


def shown(pattern: Pattern) -> str:
    return str({key: value for key, value in msgspec.to_builtins(pattern).items() if value is not UNSET})


def params() -> list[object]:
    return [
        pytest.param(case, id=name, marks=pytest.mark.xfail(strict=True, reason=OPEN[name]) if name in OPEN else ())
        for name, case in CASES.items()
    ]


def test_open_cases_are_cases() -> None:
    assert OPEN.keys() <= CASES.keys()
    assert all(OPEN.values()), "every open case tells why"


@pytest.mark.parametrize("case", params())
def test_gold(case: Case) -> None:
    assert not faults(case, reading_of(case.id).drafts), case.why


def assert_spans_stand_in_the_text(reading: Reading) -> None:
    text = reading.report.text
    for draft in reading.drafts:
        assert 0 <= draft.start < draft.end <= len(text)
        assert draft.sentence[0] <= draft.trigger < draft.sentence[1]
        actors = (*draft.actors, *draft.recipients, *(source.actor for source in draft.by))
        spans = [(m.start, m.end, m.text) for m in actors]
        spans += [(start, end, words) for m in actors for words, start, end in m.apposition]
        spans += [(m.start, m.end, m.text) for m in draft.places] + [(m.start, m.end, m.text) for m in draft.times]
        assert all(text[start:end] == words for start, end, words in spans)
        if draft.figure is not None and draft.figure.text:
            assert draft.figure.text in text
    found = [(m.start, m.end, m.text) for m in reading.actors] + [(m.start, m.end, m.text) for m in reading.places]
    found += [(m.start, m.end, m.text) for m in reading.times]
    assert all(text[start:end] == words for start, end, words in found)
    for start, end in reading.sentences:
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize("name", CASES)
def test_every_span_stands_in_the_text(name: str) -> None:
    assert_spans_stand_in_the_text(reading_of(name))


def test_reading_twice_gives_the_same() -> None:
    text = "\n\n".join(case.text for case in list(CASES.values())[::12])
    assert extract(report_of(text)) == extract(report_of(text))


def test_a_paragraph_before_it_shifts_spans_and_nothing_else() -> None:
    text = CASES["att-afp-citing"].text
    plain, shifted = extract(report_of(text)).drafts, extract(report_of("Roads were quiet.\n\n" + text)).drafts
    assert [(d.kind, d.frame, d.start + 19, d.stance) for d in plain] == [
        (d.kind, d.frame, d.start, d.stance) for d in shifted
    ]


WORDS = (
    "the a of by from in on at near said told according to killed 12 at least dozens rebels army police who which had "
    "been will not if reportedly AFP Goma U.N. 3,000 including families village Monday and or -held -backed known as"
)
MARKS = (
    "“",
    "”",
    '"',
    "'",
    ",",
    ".",
    ";",
    ":",
    "–",
    "(",
    ")",
    "\n",
    "\n\n",
    "İ",
    "ß",
    "𝔊",
    "é",
    "\u200b",
    "\u00a0",
    "\u2028",
)


@given(st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_without_a_crash(data: st.DataObject) -> None:
    words = st.sampled_from([*WORDS.split(), *MARKS, *sorted(load_codebook().forms)])
    text = data.draw(st.one_of(st.text(max_size=80), st.lists(words, max_size=30).map(" ".join)))
    assert_spans_stand_in_the_text(extract(report_of(text)))
