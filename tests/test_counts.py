"""Counts as claims: the day for which each is given, its whole, and whether it is an older telling of the same.

The cases are in `tests/gold/counts.jsonl`, each with why it is asked.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from rashomon import read_claims
from rashomon.model.claim import Claim
from rashomon.model.text import Block, Report

GOLD = Path(__file__).parent / "gold" / "counts.jsonl"
CASES = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def _claims(case: dict[str, Any]) -> list[Claim]:
    text = case["text"]
    published = dt.date.fromisoformat(case["published"])
    block = Block(role="body", start=0, end=len(text))
    report = Report(name="case", sha256="", text=text, blocks=(block,), outlet="Sample Post", published=published)
    return [claim for claim in read_claims(report).claims if claim.figure is not None]


def _gives(claim: Claim, number: int) -> bool:
    figure = claim.figure
    return figure is not None and number in (figure.value, figure.low, figure.high)


def _wrong(claim: Claim, want: dict[str, Any], claims: list[Claim]) -> list[str]:
    figure = claim.figure
    assert figure is not None
    whole = next((one for one in claims if one.id == figure.subset_of), None)
    found: dict[str, Any] = {
        "measure": figure.measure,
        "as_of": figure.as_of.isoformat() if figure.as_of is not None else None,
        "dated": claim.valid.basis in {"stated", "event"},
        "days": claim.valid.edtf,
        "flow": figure.flow,
        "additional": figure.additional,
        "earlier": figure.earlier,
        "hour": figure.hour,
        "place": claim.place.text if claim.place is not None else "",
        "part_of": want.get("part_of") if whole is not None and _gives(whole, want.get("part_of", -1)) else None,
    }
    return [
        f"{key}: {found[key]!r}, not {value!r}" for key, value in want.items() if key in found and found[key] != value
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_gold(case: dict[str, Any]) -> None:
    """Each wanted count is read once, with all that the case asks of it."""
    claims = _claims(case)
    for want in case["want"]:
        there = [claim for claim in claims if _gives(claim, want["number"])]
        shown = [(one.figure.measure, one.figure.text) for one in claims if one.figure is not None]
        assert len(there) == 1, f"{case['why']}: {want} among {shown}"
        assert not _wrong(there[0], want, claims), case["why"]
