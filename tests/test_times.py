"""What counts as a time in a sentence, where it stands, and what does not count."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.times.expressions import find_times
from rashomon.model.timex import (
    Bound,
    CalendarDate,
    DayPart,
    Duration,
    Either,
    Range,
    Repeated,
    Shift,
    TimeMention,
    Vague,
    Window,
)

_WORDS = [
    "May", "March", "Sunday", "Tues.", "5", "17", "2015", "2000", "'80s", "1980s", "3rd", "third", "the", "a", "of",
    "on", "in", "since", "until", "from", "to", "between", "and", "last", "next", "this", "past", "few", "several",
    "weeks", "days", "year", "years", "ago", "later", "earlier", "night", "morning", "dawn", "early", "late", "end",
    "half", "Ramadan", "Eid", "al-Fitr", "World", "War", "II", "5:30", "p.m.", "GMT", "12/05/2015", "2015-05-17",
    "-", ",", ".", "'", "’", "(", ")", "second", "following", "day", "before", "after", "for", "more", "than",
    "now", "every", "people", "soldiers", "killed", "Spring", "fall", "99/99/9999", "0000-00-00", "31", "February",
]  # fmt: skip
_texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))


def _read(text: str) -> list[str]:
    return [mention.text for mention in find_times(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He may march on the capital.", []),
        ("Theresa May spoke; protesters march.", []),
        ("On Bloody Sunday and Black Friday crowds gathered.", []),
        ("A second group joined the 400 others.", []),
        ("Some 2000 people fled 12 villages.", []),
        ("Resolution 2254 and Flight 1549 were named.", []),
        ("The Sun and USA Today wrote of it.", []),
        ("In May 13 soldiers were killed.", ["May"]),
        ("On May 17, 2000 people fled.", ["May 17"]),
        ("On May 17, 2015, people fled.", ["May 17, 2015"]),
        ("After the 2003 invasion, 2003 became a byword.", ["2003", "2003"]),
        ("A 12-year-old boy died.", []),
        ("The 17 February Brigade met the March 9 Movement at the Friday Mosque.", []),
        ("Black September and Operation Red Dawn were named in the Daily Herald.", []),
        ("Tariq Ramadan wrote of the Tet Offensive.", []),
        ("During Ramadan and on Christmas Day it was calm.", ["Ramadan", "Christmas Day"]),
        ("Following a 16-hour siege they left.", ["16-hour"]),
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str, words: list[str]) -> None:
    assert _read(text) == words


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("in recent weeks", "recent weeks", Window),
        ("in the past two and a half years", "the past two and a half years", Window),
        ("for almost a decade", "for almost a decade", Duration),
        ("after months of siege", "months", Duration),
        ("40 shells a day", "a day", Repeated),
        ("every Friday", "every Friday", Repeated),
        ("as of now", "now", Vague),
        ("until 5 May", "until 5 May", Bound),
        ("2003-2011", "2003-2011", Range),
        ("03/04/2029", "03/04/2029", Either),
        ("0500 GMT on 3 March", "0500 GMT on 3 March", DayPart),
        ("two days later", "two days later", Shift),
        ("on the 9th.", "the 9th", CalendarDate),
    ],
)
def test_the_value_says_what_sort_of_time_it_is(text: str, words: str, kind: type) -> None:
    (mention,) = find_times(text)
    assert mention.text == words
    assert isinstance(mention.value, kind)


def test_capitals_of_old_wire_copy_are_read() -> None:
    assert _read("ON 5 MAY 1989 THE GUERRILLAS STRUCK. MONDAY WAS CALM.") == ["5 MAY 1989", "MONDAY"]


def test_a_reading_survives_the_wire() -> None:
    for mention in find_times("From Monday to Friday, since the end of March, for a third day, on 03/04/2029."):
        assert msgspec.json.decode(msgspec.json.encode(mention), type=TimeMention) == mention


@given(_texts)
def test_every_span_holds_its_words_and_none_overlaps(text: str) -> None:
    last = 0
    for mention in find_times(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        last = mention.end


@given(_texts, st.integers(min_value=0, max_value=10_000))
def test_an_offset_only_shifts_spans(text: str, offset: int) -> None:
    plain, shifted = find_times(text), find_times(text, offset)
    assert [(m.start + offset, m.end + offset, m.value) for m in plain] == [(m.start, m.end, m.value) for m in shifted]
