"""Counts in sentences: gold cases with their reasons, and what must hold for any text."""

import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.quantities.phrases import find_other_numbers, find_quantities
from rashomon.model.figure import Quantifier

GOLD = Path(__file__).parent / "gold" / "quantities.jsonl"


class Expected(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    number: str
    low: int | None
    high: int | None
    value: int | None
    quantifier: Quantifier
    noun: str
    additional: bool = False
    total: bool = False


class Case(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    text: str
    counts: list[Expected]
    others: list[tuple[str, str]]
    why: str


CASES = [msgspec.json.decode(line, type=Case) for line in GOLD.read_bytes().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_gold(case: Case) -> None:
    counts = [
        Expected(
            text=found.text,
            number=case.text[found.number_start : found.number_end],
            low=found.low,
            high=found.high,
            value=found.value,
            quantifier=found.quantifier,
            noun=(case.text[found.noun_gap :].split() or [""])[0].strip(".,;"),
            additional=found.additional,
            total=found.total,
        )
        for found in find_quantities(case.text)
    ]
    assert counts == case.counts, case.why
    assert [(found.text, found.why) for found in find_other_numbers(case.text)] == case.others, case.why


SCRAPS = (
    "more than at least up to between and from a an of the no one two twenty hundred thousand million dozen "
    "dozens half both some about in May 2014 17 40,000 8.5 m K % $ km - – , . ( ) people soldiers years old or so "
    "further another nearly several as many toll rose 3rd F-16 12:30 + / both score 1,2,3 ½ ² ١٢ ４０ 1.000.000 "
    "quarter"
)
WORDS = st.sampled_from(SCRAPS.split(" "))


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)), st.integers(0, 10_000))
def test_any_text_gives_ordered_spans_and_sane_bounds(text: str, offset: int) -> None:
    at = offset
    for found in find_quantities(text, offset):
        assert at <= found.start <= found.number_start < found.number_end <= found.end <= found.noun_gap
        assert found.noun_gap <= offset + len(text)
        assert text[found.start - offset : found.end - offset] == found.text
        assert found.low is None or found.low >= 0
        assert found.low is None or found.high is None or found.low <= found.high
        at = found.end
    for other in find_other_numbers(text, offset):
        assert text[other.start - offset : other.end - offset] == other.text
        assert other.why


@given(st.integers(0, 10**9), st.sampled_from([",", "\u00a0", "\u2009", "\u202f"]))
def test_a_number_with_separators_reads_back(number: int, separator: str) -> None:
    printed = f"{number:,}".replace(",", separator)
    (found,) = find_quantities(f"Aid reached {printed} civilians there.")
    assert (found.low, found.high, found.value, found.text) == (number, number, number, printed)


@given(st.integers(1, 10**6))
def test_bounds_follow_the_words(number: int) -> None:
    def bounds(words: str) -> tuple[int | None, int | None]:
        (found,) = find_quantities(f"They hold {words} {number:,} civilians there.")
        return found.low, found.high

    assert bounds("at least") == (number, None)
    assert bounds("more than") == (number + 1, None)
    assert bounds("up to") == (None, number)
    assert bounds("fewer than") == (None, number - 1)
    low, high = bounds("about")
    assert low is not None
    assert high is not None
    assert low <= number <= high


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spell(number: int, joint: str) -> str:
    for size, word in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            link = "" if not rest else " and " if rest < 100 else " "
            return f"{spell(number // size, joint)} {word}{link}{spell(rest, joint) if rest else ''}"
    if number < 20:
        return ONES.split(" ")[number]
    return TENS.split(" ")[number // 10 - 2] + (joint + ONES.split(" ")[number % 10] if number % 10 else "")


@given(st.integers(2, 9_999_999), st.sampled_from(["-", " "]))
def test_spelled_numbers_read_back(number: int, joint: str) -> None:
    (found,) = find_quantities(f"They counted {spell(number, joint)} refugees.")
    assert found.value == number


def test_a_page_of_text_takes_no_time() -> None:
    sentence = "On 3 May 2014 at least 25 people, 12 of them children, died near the old bridge, officials there said. "
    started = time.process_time()
    for _ in range(500):
        find_quantities(sentence)
    assert time.process_time() - started < 2  # 10,000 words; the floor is far below what is measured
