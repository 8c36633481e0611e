"""Reports that look back on what happened years ago tell no news of it."""

import datetime as dt

import pytest

from rashomon import Claim, Report, read_claims
from rashomon.model.text import Block
from rashomon.model.time import Interval
from rashomon.resolve.dates.look_back import days_looked_back_on, looks_back

DAY = dt.date(2019, 5, 14)


def report_of(*paragraphs: str) -> Report:
    """A report of these paragraphs, printed on a Tuesday."""
    text, blocks, at = "\n\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        blocks.append(Block(role="body", start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    return Report(name="case", sha256="", text=text, blocks=tuple(blocks), outlet="Sample Post", published=DAY)


def told(report: Report, words: str) -> list[Claim]:
    """Its claims whose quote holds the words."""
    return [claim for claim in read_claims(report).claims if words in claim.quote]


@pytest.mark.parametrize(
    ("opening", "back"),
    [
        ("It is a year since the planes came.", True),
        ("Ten years on, the widows still gather at the mill.", True),
        ("Three years ago today, gunmen came to the school.", True),
        ("Candles were lit on the anniversary of the battle.", True),
        ("Shells fell on the market on Monday.", False),
        ("The army, which lost the town two years ago, attacked on Monday.", False),
    ],
)
def test_an_opening_tells_that_a_report_looks_back(opening: str, *, back: bool) -> None:
    assert looks_back(report_of(opening)) is back


def test_the_week_looked_back_on_is_so_many_years_before_publication() -> None:
    found = days_looked_back_on(report_of("It is two years since the planes came."))
    assert found == Interval(start=dt.date(2017, 5, 7), end=dt.date(2017, 5, 21))


def test_what_is_told_of_then_is_background() -> None:
    report = report_of(
        "Ten years on, the widows still gather at the mill.", "Soldiers killed 40 men in Kutum and left."
    )
    found = told(report, "killed 40 men")
    assert found
    assert all(claim.background for claim in found)


def test_what_is_told_of_now_stays_news() -> None:
    report = report_of("Ten years on, the widows still gather.", "On Monday police arrested 12 people in Kutum.")
    found = told(report, "arrested 12 people")
    assert found
    assert not any(claim.background for claim in found)


def test_what_somebody_says_now_stays_news() -> None:
    report = report_of("Ten years on, the widows still gather.", "The commission said 243 people had died in Kutum.")
    found = [claim for claim in told(report, "243 people") if claim.figure is not None]
    assert found
    assert not any(claim.background for claim in found)


def days_of(words: str, text: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of the claim whose quote holds the words."""
    claim = told(report_of(text), words)[0]
    return claim.valid.start, claim.valid.end


def test_so_long_after_counts_from_the_main_clause() -> None:
    text = "Troops entered Kidal on Monday, two days after rebels had left the town of Tessalit."
    assert days_of("rebels had left", text) == (dt.date(2019, 5, 11), dt.date(2019, 5, 11))


def test_a_day_earlier_counts_from_the_day_beside_it() -> None:
    text = "Rebels who seized Hama a day earlier shelled Homs on Friday."
    assert days_of("seized Hama", text) == (dt.date(2019, 5, 9), dt.date(2019, 5, 9))


def test_years_before_without_another_day_count_from_now() -> None:
    claims = told(report_of("At Kutum, three years before, gunmen had killed at least 132 people."), "132 people")
    assert claims
    assert all(claim.background for claim in claims)
