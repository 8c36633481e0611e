"""Whose nameless forces took a place, told by who calls it liberated."""

from __future__ import annotations

import datetime as dt

import pytest

from rashomon import Report, read_claims
from rashomon.model.text import Block


def takers(text: str) -> list[tuple[str, str]]:
    """Id and words of the takers that a report of one sentence tells."""
    report = Report(
        name="a",
        sha256="a" * 8,
        text=text,
        outlet="Sample Post",
        published=dt.date(2024, 2, 20),
        published_basis="given",
        blocks=(Block(role="body", start=0, end=len(text)),),
    )
    gains = [claim for claim in read_claims(report).claims if claim.change == "gain"]
    return [(actor.id, actor.text) for claim in gains for actor in claim.actors]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Russian defence ministry reported that units had fully liberated Krynky.", "state:RU:mil"),
        ("Sudan's army said on Sunday that forces had liberated Wad Madani.", "state:SD:mil"),
    ],
)
def test_units_without_a_name_are_of_the_side_that_calls_the_place_liberated(text: str, side: str) -> None:
    ((found, words),) = takers(text)
    assert found == side
    assert words in text


@pytest.mark.parametrize(
    "text",
    [
        "A resident said on Sunday that forces had liberated Wad Madani.",
        "The United Nations reported that units had liberated Krynky.",
    ],
)
def test_a_bystander_tells_no_side(text: str) -> None:
    assert all(not found.startswith("state:") for found, _ in takers(text))
