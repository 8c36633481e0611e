"""How dates, numbers, names and lists are put into words.

Everything here is a function from a value to a phrase, with no knowledge of sections or formats.

    >>> phrase_days(dt.date(2015, 5, 11), dt.date(2015, 5, 17))
    'between 11 and 17 May 2015'
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from rashomon.errors import ReferenceDataError
from rashomon.model.figure import Figure

MONTHS = calendar.month_name


@cache
def brief_words() -> dict[str, Any]:
    """The compiled lexicon of the brief: `frames` and `wording`.

    Raises:
        ReferenceDataError: It is missing or is no JSON.
    """
    try:
        text = resources.files("rashomon.export").joinpath("data/brief.json").read_text(encoding="utf-8")
        words: dict[str, Any] = json.loads(text)
    except (OSError, ValueError) as error:
        raise ReferenceDataError(f"brief.json: {error}") from error
    return words


def wording(key: str) -> Any:
    """One entry of the wording lexicon."""
    return brief_words()["wording"][key]


def phrase_day(day: dt.date, *, year: bool = True) -> str:
    """17 May 2015, or 17 May."""
    return f"{day.day} {MONTHS[day.month]}{f' {day.year}' if year else ''}"


def _whole_month(start: dt.date, end: dt.date) -> bool:
    last = calendar.monthrange(start.year, start.month)[1]
    return (start.year, start.month) == (end.year, end.month) and start.day == 1 and end.day == last


def phrase_days(start: dt.date | None, end: dt.date | None) -> str:
    """An interval with its preposition, "" where neither side is known.

    "on 17 May 2015", "between 11 and 17 May 2015", "in May 2015", "by 20 May 2015", "since 17 May 2015".
    """
    if start is None or end is None:
        if end is not None:
            return f"by {phrase_day(end)}"
        return f"since {phrase_day(start)}" if start is not None else ""
    if start == end:
        return f"on {phrase_day(start)}"
    if _whole_month(start, end):
        return f"in {MONTHS[start.month]} {start.year}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"in {start.year}" if start.year == end.year else f"between {start.year} and {end.year}"
    return f"between {_left(start, end)} and {phrase_day(end)}"


def phrase_span(start: dt.date, end: dt.date) -> str:
    """Two days without preposition: "11 to 17 May 2015", "May 2015", "2015"."""
    if start != end and (_whole_month(start, end) or (start.year == end.year and (end - start).days >= 364)):
        return phrase_days(start, end).removeprefix("in ")
    return phrase_day(end) if start == end else f"{_left(start, end)} to {phrase_day(end)}"


def _left(start: dt.date, end: dt.date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return str(start.day)
    return f"{start.day} {MONTHS[start.month]}" if start.year == end.year else phrase_day(start)


def join_words(words: Sequence[str], most: int = 3) -> str:
    """A, B and C; "A, B and 4 others" beyond `most`."""
    if len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most} others"
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def count_of(number: int, one: str, many: str = "") -> str:
    """1 report, 2 reports."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order first met."""
    return tuple(dict.fromkeys(word for word in words if word))


def sentence_case(text: str) -> str:
    """With a capital first letter and a full stop."""
    text = " ".join(text.split())
    if not text:
        return text
    end = "" if text[-1] in ".!?…" or text.endswith((".”", "?”", "!”", "…”")) else "."
    return text[0].upper() + text[1:] + end


def phrase_range(low: int | None, high: int | None) -> str:
    """The range in figures: "22", "9 to 22", "22 or more", "up to 22"; "" where both sides are open."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"{low:,} or more"
    return f"up to {high:,}" if high is not None else ""


def phrase_number(figure: Figure) -> str:
    """The number as its source bounds it: "at least 15", "8,000", "8 to 12"; the words where vague."""
    if figure.value is None:
        return phrase_range(figure.low, figure.high) or vague_words(figure)
    word = wording("quantifiers")[figure.quantifier]
    return f"{word} {figure.value:,}".strip()


def vague_words(figure: Figure) -> str:
    """The printed words of a figure without bounds, in quotation marks."""
    text = " ".join(figure.text.split())
    return f"“{text}”" if text else "a number not told"


def bound_words(low: int | None, high: int | None, figures: Iterable[Figure]) -> str:
    """A range, its ends as the figures put them: "more than 140,000" rather than "140,001 or more"."""
    own = tuple(figures)
    if low is not None and high is None:
        over = {one.value for one in own if one.quantifier == "more_than" and one.low == low and one.value}
        return f"more than {over.pop():,}" if over else phrase_range(low, high)
    if low is None and high is not None:
        under = {
            one.value for one in own if one.quantifier == "less_than" and one.high == high and one.value is not None
        }
        return f"fewer than {under.pop():,}" if under else phrase_range(low, high)
    return phrase_range(low, high)


def _bare_noun(text: str) -> str:
    """Who is counted, without what befell them: "displaced people" gives "people", "bodies" nothing."""
    words = text.split()
    while words and words[0].lower() in (*wording("possessives"), *wording("counted_adjectives")):
        if len(words) == 1:
            return ""
        words = words[1:]
    return "" if not words or words[-1].lower() in wording("counted_as") else " ".join(words)


def phrase_figure(figure: Figure) -> str:
    """The number with what is counted: "at least 15 soldiers", "more than 40,000 people"."""
    number = phrase_number(figure)
    if number.startswith("“") or number == "a number not told":
        return number
    noun = counted(figure)
    return f"{number} {singular(noun) if number == '1' else noun}".strip()


def singular(noun: str) -> str:
    """One of them: "fighter", "person"."""
    before, _, last = noun.rpartition(" ")
    one = wording("singulars").get(last.lower()) or (last[:-1] if last.endswith("s") and last[-2:] != "ss" else last)
    return f"{before} {one}".strip()


def counted(figure: Figure) -> str:
    """Who or what is counted, in the source's words where they are short."""
    words = _bare_noun(figure.population_text.split(",")[0])
    if words and len(words) <= 48 and not words[0].isdigit() and figure.unit == "persons":
        return words
    if figure.measure == "strikes":
        return "air strikes"
    if figure.unit == "objects":
        return {"buildings": "buildings", "vehicles": "vehicles"}.get(figure.measure, "")
    if figure.unit == "events":
        return "attacks"
    return str(wording("units")[figure.unit])
