"""Who stands on whose side, as far as words alone tell it."""

from __future__ import annotations

import pytest

from rashomon.model.claim import Actor
from rashomon.reconcile.sides import parties_of


def named(name: str) -> frozenset[str]:
    return parties_of([Actor(id="", name=name, text=name, start=0, end=len(name), sector="")])


@pytest.mark.parametrize(
    "words",
    ["Ouattara's men", "pro-Ouattara fighters", "rebels led by the warlord Ouattara", "troops under General Ouattara"],
)
def test_a_leaders_men_are_his_whatever_they_are_called(words: str) -> None:
    assert named(words) == named("forces loyal to Alassane Ouattara")


@pytest.mark.parametrize("words", ["Gbagbo's men", "security forces", "Ouattara", "forces", "forces of the north"])
def test_other_men_stay_apart(words: str) -> None:
    assert not named(words) & named("forces loyal to Alassane Ouattara")
