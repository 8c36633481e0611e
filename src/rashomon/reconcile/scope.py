"""Who is counted: the same people, some of them, or others.

Rule: docs/model.md#figures.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from rashomon.model.figure import Figure
from rashomon.reconcile.counts import is_equal
from rashomon.reconcile.evidence import Item, figure_of, words_of
from rashomon.reconcile.rules import family_of, frames_meet, load_rules

Scope = Literal["same", "narrower", "wider", "apart"]
ARMED = frozenset({"soldiers", "police", "fighters"})
_INCLUDING = re.compile(r"\b(?:including|among|of whom|of them|mostly|many of)\b|,")


@cache
def who_of(words: str, population: str) -> str:
    """The group of people that is counted, "people" where the words leave it open.

    Args:
        words: `Figure.population_text`; what follows "including" is a part and does not count.
        population: `Figure.population`, used where no word is known.
    """
    found = ""
    for word in words_of(_INCLUDING.split(words)[0]):
        for group, members in load_rules().who.items():
            if word in members and (group != "people" or not found):
                found = group
    if found and not (found == "people" and population in ("civilians", "combatants")):
        return found
    return population if population in ("civilians", "combatants") else "people"


def compare_scope(one: Figure, two: Figure) -> Scope:
    """How the people counted in `one` stand to those in `two`."""
    first = who_of(one.population_text, one.population)
    second = who_of(two.population_text, two.population)
    if first == second:
        return "same"
    if _is_within(first, second):
        return "narrower"
    return "wider" if _is_within(second, first) else "apart"


def _is_within(inner: str, outer: str) -> bool:
    if outer == "people":
        return True
    if outer == "combatants":
        return inner in ARMED
    return outer in load_rules().within.get(inner, frozenset())


def parties_differ(new: Item, old: Item) -> bool:
    """Whether the parties told speak against one count: other victims, another hand, another kind of attack."""
    if new.target_sides and old.target_sides and not new.target_sides & old.target_sides:
        return True
    if new.doer_sides and old.doer_sides and not new.doer_sides & old.doer_sides:
        equal = new.short and old.short and is_equal(figure_of(new), figure_of(old))
        if not equal:
            return True
    one, two = new.claim.frame, old.claim.frame
    return one != two and family_of(one) == family_of(two) == "force" and not frames_meet(one, two)
