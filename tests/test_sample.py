"""The sample reports: complete, marked as invented, and as varied as the guide says."""

import csv
import html
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "sample"
MARK = "This report was produced as a sample for Rashomon; its outlet is invented."


def rows() -> list[dict[str, str]]:
    with (SAMPLE / "reports.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_manifest_and_folders_name_the_same_files() -> None:
    named = {row["file"] for row in rows()}
    there = {path.relative_to(SAMPLE).as_posix() for path in SAMPLE.glob("*/*") if path.is_file()}
    assert named == there


def test_manifest_has_the_columns_that_the_guide_documents() -> None:
    assert list(rows()[0]) == ["file", "publisher", "published", "url", "title"]
    assert len(rows()) >= 16


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row["file"]))
def test_every_report_says_that_its_outlet_is_invented(row: dict[str, str]) -> None:
    text = html.unescape((SAMPLE / row["file"]).read_text(encoding="utf-8"))
    assert MARK in text
    assert row["publisher"].endswith("(sample)")
    if row["file"].endswith(".txt"):
        assert text.rstrip("\n").split("\n")[-1] == MARK
        assert text.rstrip("\n").split("\n")[-2] == "", "the mark stands alone, so that it reads as boilerplate"


def test_three_outlets_carry_one_wire_text() -> None:
    texts = [(SAMPLE / row["file"]).read_text(encoding="utf-8") for row in rows() if "goma-wire" in row["file"]]
    assert len(texts) == 3
    shared = set.intersection(*[set(text.split("\n")) for text in texts])
    assert sum(len(line.split()) for line in shared) > 50


def test_some_reports_bring_no_date_in_the_manifest() -> None:
    assert {Path(row["file"]).suffix for row in rows() if not row["published"]} == {".html", ".xml", ".txt"}
