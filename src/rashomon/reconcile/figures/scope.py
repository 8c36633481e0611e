"""Who is counted: the same people, some of them, or others.

Rule: docs/model.md#figures.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from rashomon.model.figure import Figure
from rashomon.reconcile.evidence import Item, figure_of, words_of
from rashomon.reconcile.figures.numbers import is_equal
from rashomon.reconcile.rules import family_of, frames_meet, load_rules
from rashomon.reconcile.sides import side_of
from rashomon.reconcile.voices.origins import source_of
from rashomon.reference.roster import load_roster

Scope = Literal["same", "narrower", "wider", "apart"]
ARMED = frozenset({"soldiers", "police", "fighters"})
REBELS = "rebels"
# "Put Kenyan dead at 45": the count's own words may leave the nation out.
_DEAD = re.compile(r"\b([A-Z][a-z]+) (?:dead|deaths|losses|casualties)\b")
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
    if not found and population != "civilians" and (name := _name_in(words)):
        return "fighters" if population == "combatants" else f"named:{name}"
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


def scope_of(new: Item, old: Item) -> Scope:
    """How those counted in one report stand to those in another.

    "200 people" and "85 civilians" of one village are two counts of its dead where neither report tells of a fight or
    of armed dead there: civilians are then all who died.
    """
    scope = compare_scope(figure_of(new), figure_of(old))
    if scope in ("same", "apart") or new.claim.report == old.claim.report or new.fights or old.fights:
        return scope
    counted = {who_of(figure_of(item).population_text, figure_of(item).population) for item in (new, old)}
    return "same" if counted == {"people", "civilians"} else scope


def _is_within(inner: str, outer: str) -> bool:
    if outer == "people":
        return True
    if outer == "combatants":
        return inner in ARMED
    return outer in load_rules().within.get(inner, frozenset())


def _name_in(words: str) -> str:
    """The name by which a people or a group is counted: "500 Maoists", no "Indians", who may be anybody."""
    last = (words.split() or [""])[-1]
    named = last[:1].isupper() and last.isalpha() and not last.isupper()
    return last.casefold() if named and not load_roster().demonym(last) else ""


def parties_differ(new: Item, old: Item) -> bool:
    """Whether the parties told speak against one count: other victims, another hand, another kind of attack."""
    if not _sides_meet(counted_side(new), counted_side(old)):
        return True
    if _counts_its_own(new, old) or _counts_its_own(old, new):
        return True
    if new.doer_sides and old.doer_sides and not new.doer_sides & old.doer_sides:
        equal = new.short and old.short and is_equal(figure_of(new), figure_of(old))
        if not equal:
            return True
    one, two = new.claim.frame, old.claim.frame
    return one != two and family_of(one) == family_of(two) == "force" and not frames_meet(one, two)


def _counts_its_own(one: Item, other: Item) -> bool:
    """Whether a state counts its own people, no soldiers, and another voice does not say whose dead it counts."""
    figure = figure_of(one)
    if one.voice.key == other.voice.key or not other.voice.named or counted_side(other):
        return False
    armed = who_of(figure.population_text, figure.population) in ARMED | {"combatants"}
    own = frozenset(side for side in counted_side(one) if side.startswith("state:"))
    return not armed and bool(own & voice_side(one)) and not is_equal(figure, figure_of(other))


def _sides_meet(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether dead of the one side may be those of the other; rebels may be of any group that is no state's."""
    if not one or not two or one & two:
        return True
    return any(
        REBELS in here and any(_may_be_rebels(side) for side in there) for here, there in ((one, two), (two, one))
    )


@cache
def _may_be_rebels(side: str) -> bool:
    """Whether a side may be whom a report calls rebels: no state, no body of states, no mission."""
    entry = load_roster().get(side)
    return not side.startswith("state:") and (entry is None or entry.kind not in ("igo", "mission", "ngo", "media"))


def counted_side(item: Item) -> frozenset[str]:
    """Whose dead they are, as far as the words tell: a party's, a nation's, rebels', the speaker's own."""
    if item.target_sides:
        return item.target_sides
    figure = figure_of(item)
    told = _nations_in(figure.text, figure.population_text, item.claim.quote if not figure.population_text else "")
    if told or not item.own:
        return told
    return voice_side(item)


@cache
def _nations_in(text: str, who: str, quote: str) -> frozenset[str]:
    """The nations and the rebels that the words count: "Kenyan dead", "320 rebels"."""
    if _are_rebels(who):
        return frozenset({REBELS})
    before = _DEAD.search(quote)
    words = [*text.split(), *who.split(), *([before[1]] if before is not None else [])]
    demonym = load_roster().demonym
    nations = [demonym(word.strip(",.;:")) for word in words if word[:1].isupper()]
    return frozenset(f"state:{code}" for code in nations if code)


def _are_rebels(words: str) -> bool:
    rebels = load_rules().rebels
    return any(word in rebels or word.removesuffix("s") in rebels for word in words_of(words))


def voice_side(item: Item) -> frozenset[str]:
    """The side for which the source of a count speaks; empty where nothing tells."""
    source = source_of(item.claim)
    if source is None:
        return frozenset()
    known = side_of(source.id, item.year)
    return known or (frozenset({REBELS}) if _are_rebels(source.name) else frozenset())
