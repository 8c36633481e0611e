"""The displacement set's adapter, on made-up rows; and reporting terms."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

import set_displacement as adapter
from rashomon import read_claims
from rashomon.extract.counts.terms import reporting_term
from rashomon.model.text import Block, Report

ROWS = [
    ("About 4,500 people fled Zabadani on Monday.", "4500.0", "Forced to Flee", "People", "Zabadani"),
    ("The floods displaced 700 families in Pemba.", "700.0", "Displaced", "Households", "Pemba"),
    ("The fighting displaced 9,000 people.", "8000.0", "Displaced", "People", ""),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with three made-up rows."""
    folder = tmp_path / "displacement"
    folder.mkdir()
    with (folder / "idetect_nlp_test.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["excerpt_id", "excerpt", "Quantity", "Term", "Unit", "Location", "Country"])
        writer.writerows([f"{n}.0", *row, ""] for n, row in enumerate(ROWS))
    return tmp_path


def test_a_tuple_is_right_only_where_all_its_parts_are(data: Path) -> None:
    outcome = adapter.measure(data)
    assert outcome["verdicts"]["001"] is True
    assert outcome["verdicts"]["002"] is True
    assert outcome["verdicts"]["003"] is False
    assert outcome["verdicts"]["003:quantity"] is False
    assert outcome["verdicts"]["003:term"] is True
    joint = outcome["measures"]["joint: quantity, term, unit, place"]
    assert joint["cases"] == 3
    assert joint["ours"] == pytest.approx(2 / 3)


def test_verdicts_carry_no_text_of_the_set(data: Path) -> None:
    names = " ".join(adapter.measure(data)["verdicts"])
    assert not any(word in names for row in ROWS for word in row[0].split() if len(word) > 3)


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="idetect"):
        adapter.measure(tmp_path)


def test_an_excerpt_asked_twice_gets_two_answers_in_the_order_of_the_text() -> None:
    text = "The attack displaced 300 people in Oro. A day later 8,000 people were displaced in Bama."
    report = Report(name="x", sha256="", text=text, blocks=(Block(role="body", start=0, end=len(text)),))
    assert [answer.quantity for answer in adapter.ours(report, 2)] == [300, 8000]
    assert [answer.quantity for answer in adapter.ours(report, 1)] == [8000]


def test_no_place_is_right_only_where_gold_names_none() -> None:
    judge = adapter.judge
    gold = adapter.Answer(quantity=5, places=("Port Sudan",))
    assert judge(adapter.Answer(quantity=5, places=("Sudan",)), gold)["place"]
    assert not judge(adapter.Answer(quantity=5), gold)["place"]
    assert not judge(adapter.Answer(quantity=5, places=("Oro",)), adapter.Answer(quantity=5))["place"]
    assert judge(adapter.Answer(quantity=5, places=("Córdoba",)), adapter.Answer(places=("Cordoba",)))["place"]


@pytest.mark.parametrize(
    ("words", "number"),
    [("1,200 died and 2.5 million fled", 2_500_000), ("14 000 people", 14_000), ("40 families", 40)],
)
def test_the_baseline_takes_the_largest_number(words: str, number: int) -> None:
    assert adapter.baseline(words).quantity == number


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("More than 6,000 people have fled the town of Bama.", "Forced to flee"),
        ("About 90 families were evacuated from Oro after the shelling.", "Evacuated"),
        ("The fighting displaced 3,000 people in Ituri.", "Displaced"),
        ("The attack left 250 people homeless in Goma.", "Homeless"),
        ("Soldiers burned 60 houses in the village.", "Destroyed housing"),
        ("Shelling damaged 60 houses in the village.", "Partially destroyed housing"),
        ("Some 400 people took shelter in a church in Malakal.", "Sheltered"),
    ],
)
def test_the_reporting_term_is_the_nearest_word(text: str, term: str) -> None:
    report = Report(name="x", sha256="", text=text, blocks=(Block(role="body", start=0, end=len(text)),))
    terms = [reporting_term(claim, text) for claim in read_claims(report).claims]
    assert [found for found in terms if found] == [term]


def test_a_toll_of_dead_has_no_reporting_term() -> None:
    text = "The strike killed 12 people in Oro as others fled."
    report = Report(name="x", sha256="", text=text, blocks=(Block(role="body", start=0, end=len(text)),))
    figures = [claim for claim in read_claims(report).claims if claim.figure is not None]
    assert figures
    assert all(reporting_term(claim, text) is None for claim in figures)
