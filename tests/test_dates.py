"""Which days time words mean, seen from a day of publication."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.times.expressions import find_times
from rashomon.model.text import Block, Report
from rashomon.model.time import Interval, Tense
from rashomon.model.timex import CalendarDate, TimeMention
from rashomon.resolve.dates.calendar import easter, hebrew, islamic, orthodox_easter
from rashomon.resolve.dates.timex3 import timex3_values
from rashomon.resolve.dates.validity import anchor, edtf, infer_published, valid_of


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    text: str
    words: str
    published: dt.date | None = None
    window: tuple[dt.date, dt.date] | None = None
    previous: tuple[dt.date, dt.date] | None = None
    tense: Tense
    start: dt.date | None
    end: dt.date | None
    why: str


_LINES = (Path(__file__).parent / "gold" / "dates.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [msgspec.json.decode(line, type=Case) for line in _LINES]
PUBLISHED = dt.date(2031, 5, 20)  # a Tuesday


def _interval(days: tuple[dt.date, dt.date] | None) -> Interval | None:
    return None if days is None else Interval(start=days[0], end=days[1])


def _report(published: dt.date | None = PUBLISHED, window: Interval | None = None) -> Report:
    block = Block(role="body", start=0, end=1)
    return Report(name="a", sha256="0", text="x", blocks=(block,), published=published, published_window=window)


def _one(text: str) -> TimeMention:
    (mention,) = find_times(text)
    return mention


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_gold_days(case: Case) -> None:
    mention = next(m for m in find_times(case.text) if m.text == case.words)
    found = anchor(
        mention,
        published=case.published,
        window=_interval(case.window),
        tense=case.tense,
        previous=_interval(case.previous),
    )
    assert (found.start, found.end) == (case.start, case.end), case.why


@pytest.mark.parametrize(
    ("tense", "start", "end", "basis", "written"),
    [
        ("past", None, PUBLISHED, "tense", "../2031-05-20"),
        ("pluperfect", None, PUBLISHED, "tense", "../2031-05-20"),
        ("present", PUBLISHED, PUBLISHED, "published", "2031-05-20"),
        ("future", PUBLISHED, None, "tense", "2031-05-20/.."),
        ("unknown", None, None, "none", ""),
    ],
)
def test_without_words_the_tense_says_what_it_can(
    tense: Tense, start: dt.date | None, end: dt.date | None, basis: str, written: str
) -> None:
    valid = valid_of([], report=_report(), tense=tense)
    assert (valid.start, valid.end, valid.basis, valid.edtf) == (start, end, basis, written)


@pytest.mark.parametrize(
    ("text", "tense", "written"),
    [
        ("on Sunday", "past", "2031-05-18"),
        ("in April 2031", "past", "2031-04"),
        ("in 2029", "past", "2029"),
        ("since Friday", "past", "2031-05-16/2031-05-20"),
        ("for more than a year", "present", "2030-05-20~/2031-05-20"),
        ("for a year", "present", "2030-05-20/2031-05-20"),
        ("in recent days", "past", "2031-05-10~/2031-05-20"),
        ("until Friday", "past", "../2031-05-16"),
    ],
)
def test_stated_days_are_written_in_edtf(text: str, tense: Tense, written: str) -> None:
    valid = valid_of([_one(text)], report=_report(), tense=tense)
    assert (valid.edtf, valid.basis) == (written, "stated")
    assert valid.text in text


def test_lengths_and_rates_date_no_claim() -> None:
    times = [*find_times("after nine months of siege"), *find_times("40 shells a day")]
    assert valid_of(times, report=_report(), tense="past").basis == "tense"


def test_a_length_in_the_past_does_not_say_when_it_ended() -> None:
    assert valid_of([_one("He was held for 18 months")], report=_report(), tense="past").start is None
    running = valid_of([_one("Clashes went on for a third day")], report=_report(), tense="past")
    assert (running.start, running.end) == (dt.date(2031, 5, 18), PUBLISHED)


def test_a_day_is_taken_before_an_hour_without_one() -> None:
    times = [*find_times("at 5am"), *find_times("on Sunday")]
    assert valid_of(times, report=_report(), tense="past").start == dt.date(2031, 5, 18)


def test_a_day_beyond_publication_stands_as_printed() -> None:
    found = anchor(_one("on 2 June 2031"), published=PUBLISHED, tense="past")
    assert found.start == dt.date(2031, 6, 2)


def test_an_undated_report_is_dated_by_its_head() -> None:
    assert infer_published(find_times("Wed 05 Apr 2017 Raids kill three on Monday")) == Interval(
        start=dt.date(2017, 4, 5), end=dt.date(2017, 4, 5)
    )


def test_an_undated_report_is_dated_by_its_dateline() -> None:
    text = "KASSALA, Sudan, 20 April 2031 (Agency) - Shells fell on Sunday."
    day = dt.date(2031, 4, 20)
    assert infer_published(find_times(text), text) == Interval(start=day, end=day)
    told = "On 20 April 2031 the army (Third Division) left."
    assert infer_published(find_times(told), told) == Interval(start=day)


def test_an_undated_report_is_no_older_than_the_last_day_it_names() -> None:
    times = find_times("It fell on 3 March 2029 and was retaken on 9 June 2029; talks are due by 1 May 2033.")
    assert infer_published(times) == Interval(start=dt.date(2029, 6, 9))


def test_nothing_told_bounds_nothing() -> None:
    assert infer_published(find_times("Shells hit the market on Sunday.")) is None


def test_moving_feasts_fall_on_their_known_days() -> None:
    assert easter(2024) == dt.date(2024, 3, 31)
    assert orthodox_easter(2024) == dt.date(2024, 5, 5)
    assert hebrew(5784, 7, 10) == dt.date(2023, 9, 25)
    assert hebrew(5784, 1, 15) == dt.date(2024, 4, 23)
    assert islamic(1445, 9, 1) == dt.date(2024, 3, 11)


def test_timex3_splits_a_range_in_two() -> None:
    text = "It lasted from 15 November to 13 December."
    pieces = timex3_values(_one(text), dt.date(2031, 1, 20), tense="past")
    assert [(text[a:b], kind, value) for a, b, kind, value in pieces] == [
        ("15 November", "DATE", "2030-11-15"),
        ("13 December", "DATE", "2030-12-13"),
    ]


_days = st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9999, 12, 31))
_usual = st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2060, 12, 31))
_phrases = st.sampled_from([
    "on Sunday", "in May", "on 19 May", "last week", "this week", "the weekend", "in recent weeks", "since Friday",
    "until June", "by Friday", "three weeks ago", "years ago", "two days later", "the following day",
    "in the 1980s", "this summer", "last winter", "the winter of 2014", "during Ramadan", "on Christmas Day",
    "the first week of June", "the end of the year", "earlier this month", "later that year", "for a fifth day",
    "for decades", "overnight", "Tuesday night", "from Monday to Friday", "from late 2012 until early 2014",
    "between 3 and 7 January", "03/04/2029", "29 February", "Tuesday the 6th", "in the fourth quarter",
    "next month", "the last three months of 2014", "in August of that year", "before 2003", "after Friday",
    "recently", "a century ago", "over the next 100 years",
])  # fmt: skip
_tenses = st.sampled_from(["past", "pluperfect", "present", "future", "unknown"])
_previous = st.one_of(st.none(), _days.map(lambda day: Interval(start=day, end=day)), st.just(Interval()))
# what a tense decides; "next month" or a full date says itself where it lies
_DIRECTED = st.sampled_from([
    "on Sunday", "in May", "on 19 May", "this week", "last week", "the weekend", "in recent weeks", "since Friday",
    "overnight", "this summer", "during Ramadan", "Tuesday night", "29 February", "Tuesday the 6th",
    "from Monday to Friday", "on 03 June", "in the fourth quarter", "this month", "in the past day",
    "on Christmas Day", "between 3 and 7 January", "in the spring",
])  # fmt: skip


@given(_phrases, st.one_of(st.none(), _days), _tenses, _previous, st.one_of(st.none(), st.tuples(_days, _days)))
def test_days_never_run_backwards_and_nothing_crashes(
    text: str,
    published: dt.date | None,
    tense: Tense,
    previous: Interval | None,
    bounds: tuple[dt.date, dt.date] | None,
) -> None:
    window = Interval(start=min(bounds), end=max(bounds)) if bounds else None
    for mention in find_times(text):
        found = anchor(mention, published=published, window=window, tense=tense, previous=previous)
        assert found.start is None or found.end is None or found.start <= found.end
        assert bool(edtf(found)) == found.known


@given(_DIRECTED, _usual)
def test_what_has_been_never_begins_after_publication(text: str, published: dt.date) -> None:
    for mention in find_times(text):
        found = anchor(mention, published=published, tense="past")
        assert found.start is None or found.start <= published
        assert found.end is None or found.end <= published


@given(_usual, st.integers(min_value=0, max_value=6))
def test_a_weekday_is_within_a_week_on_the_side_of_its_tense(published: dt.date, weekday: int) -> None:
    mention = TimeMention(start=0, end=1, text="x", value=CalendarDate(weekday=weekday))
    back = anchor(mention, published=published, tense="past").start
    ahead = anchor(mention, published=published, tense="future").start
    assert back is not None
    assert ahead is not None
    assert 0 <= (published - back).days < 7
    assert 0 <= (ahead - published).days < 7
    assert back.weekday() == ahead.weekday() == weekday
