"""How a new count stands to an older one of the same toll, in the order in which the questions are asked.

Echo, then supersession, then rounding, then one number under two names, then contradiction: the first
that fits is told, with the rule in words.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.model.event import Relation, RelationKind
from rashomon.model.figure import Figure
from rashomon.reconcile.evidence import Item, figure_of
from rashomon.reconcile.figures.numbers import point_of
from rashomon.reconcile.figures.scope import who_of
from rashomon.reconcile.figures.states import days_told, later
from rashomon.reconcile.figures.tellings import are_foes
from rashomon.reconcile.relations import relation
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.voices.corroboration import one_voice

Outcome = Literal["joins", "replaces", "yields"]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What follows for the two: the new one `joins` the standing ones, `replaces` the old one, or `yields` to it."""

    outcome: Outcome
    relations: tuple[Relation, ...] = ()


def relate_equal(new: Item, old: Item) -> tuple[Relation, ...]:
    """Relations between two claims that give one number for one count."""
    found: list[Relation] = []
    mine, other = figure_of(new), figure_of(old)
    if one_voice(new, old):
        found.append(relation("echo", new, old, f"same number, traced to one origin: {old.voice.name}"))
    elif not new.voice.named and old.voice.named and new.claim.report != old.claim.report:
        rule = f"same number printed later without a source: {old.voice.name} gave it"
        found.append(relation("echo", new, old, rule))
    elif _one_number_two_names(new, old):
        rule = "same number for the same days under two named sources within a day: misattributed or of one origin"
        found.append(relation("attribution_conflict", new, old, rule))
    if found and _window_words(new) != _window_words(old):
        rule = f"same number, other days: {_window_words(new) or 'not told'} / {_window_words(old) or 'not told'}"
        found.append(relation("window_drift", new, old, rule))
    if _who(mine) != _who(other):
        who = f"{mine.population_text or 'not told'} / {other.population_text or 'not told'}"
        rule = f"same number, people named otherwise: {who}"
        found.append(relation("scope_drift", new, old, rule))
    return tuple(found)


def relate_counts(new: Item, old: Item, *, rivals: bool) -> Verdict:
    """Relation between two claims that give two numbers (or bounds) for one count.

    Args:
        new: Known on the same day as `old` or later.
        old: A claim that stands.
        rivals: An older claim of the new one's origin already contradicts `old`: neither side's next
            number does away with the other's.
    """
    mine, other = figure_of(new), figure_of(old)
    first, second = point_of(mine), point_of(other)
    if first is None:
        return Verdict(outcome="yields" if second is not None else "joins")
    if second is None:
        return Verdict(outcome="replaces")
    if first - new.attackers == second - old.attackers and new.attackers != old.attackers:
        rule = f"one count takes in who did it: {first - new.attackers} besides"
        return Verdict(outcome="joins", relations=(relation("scope_drift", new, old, rule),))
    if first == second and mine.agrees(other) and {mine.quantifier, other.quantifier} <= {"exact", "about"}:
        # "some 300" is 300 told again, where one voice or nobody but the outlet says it
        again = tuple(rel for rel in relate_equal(new, old) if rel.kind == "echo")
        if again:
            rounder = mine.quantifier == "about" and other.quantifier == "exact"
            return Verdict(outcome="yields" if rounder else "joins", relations=again)
    order = later(new, old)
    # What one side of the war says does not bring up to date what the other does.
    # Nor does a number do away with one that its own report sets beside it as another's.
    rivals = rivals or (order > 0 and not mine.agrees(other) and (second in new.rivals or are_foes(new, old)))
    if order > 0 and not rivals:
        return _relate_later(new, old)
    if order < 0:
        rule = f"counted later: {_when(old, new)}"
        kind: RelationKind = "supersedes" if second >= first else "revises_down"
        return Verdict(outcome="yields", relations=(relation(kind, old, new, rule),))
    if mine.agrees(other):
        return Verdict(outcome="joins", relations=_roughly(new, old))
    if within_rounding(mine, other):
        return Verdict(outcome="joins", relations=(relation("within_rounding", new, old, _rounding_rule(mine, other)),))
    who = "one origin, two numbers" if one_voice(new, old) else "two origins, two numbers"
    when = "two sides that go on differing" if rivals else "for the same days, and neither is later"
    return Verdict(outcome="joins", relations=(relation("contradicts", new, old, f"{who}, {when}"),))


def _relate_later(new: Item, old: Item) -> Verdict:
    mine, other = figure_of(new), figure_of(old)
    first, second = point_of(mine) or 0, point_of(other) or 0
    agree = mine.agrees(other)
    days = _when(new, old)
    if first > second:
        rule = f"later count ({days}) of the same thing, higher"
        return Verdict(outcome="replaces", relations=(relation("supersedes", new, old, rule),))
    own = one_voice(new, old) or _corrects_itself(new, old) or new.recount in load_rules().revised
    if own and first < second and mine.high is None and other.high is None and new.day != old.day:
        rule = f"later count ({days}) of the same thing, whose own source promises fewer"
        return Verdict(outcome="replaces", relations=(relation("revises_down", new, old, rule),))
    if agree and (mine.high is None or (other.high is not None and (other.low is None or other.low == other.high))):
        return Verdict(outcome="joins", relations=_roughly(new, old))
    if agree:
        rule = f"later count ({days}) of the same thing, within the earlier bounds"
        return Verdict(outcome="replaces", relations=(relation("supersedes", new, old, rule),))
    if within_rounding(mine, other):
        return Verdict(outcome="joins", relations=(relation("within_rounding", new, old, _rounding_rule(mine, other)),))
    # People come back; the dead do not: another source's lower count of them is a dispute.
    counted_anew = mine.measure in load_rules().running and not _counts_those_days(new, old)
    if counted_anew or own:
        rule = f"later count ({days}) of the same thing, lower"
        return Verdict(outcome="replaces", relations=(relation("revises_down", new, old, rule),))
    rule = "another origin gives fewer for the same happening"
    return Verdict(outcome="joins", relations=(relation("contradicts", new, old, rule),))


def _roughly(new: Item, old: Item) -> tuple[Relation, ...]:
    """That "some 300" takes in the 338 that another counts, where it does."""
    one, two = figure_of(new), figure_of(old)
    if one.value == two.value or {one.quantifier, two.quantifier} != {"about", "exact"}:
        return ()
    return (relation("within_rounding", new, old, "a number told roughly, and one within its bounds"),)


def _when(newer: Item, older: Item) -> str:
    """The days that order two counts, in words."""
    one, two = days_told(newer, older)
    return "as the report has it" if one == two else f"{one} after {two}"


def _counts_those_days(new: Item, old: Item) -> bool:
    """Whether both count what came in the very same told days: a day's count is not brought up to date by another's."""
    told = new.told and old.told and new.interval.start is not None and new.interval == old.interval
    return told and figure_of(new).flow == figure_of(old).flow == "flow"


def _corrects_itself(new: Item, old: Item) -> bool:
    """Whether an outlet gives another number than it printed before: in its own words, or for what it said itself."""
    own = not new.voice.named or (bool(new.recount) and not old.voice.named)
    return own and bool(new.claim.outlet) and new.claim.outlet == old.claim.outlet


def rounding_unit(number: int) -> int:
    """The unit to which a number looks rounded: 10 to the power of its closing noughts."""
    unit = 1
    while number and number % (unit * 10) == 0:
        unit *= 10
    return unit


def within_rounding(one: Figure, two: Figure) -> bool:
    """Whether two numbers may be one, of which one is rounded."""
    first, second = point_of(one), point_of(two)
    if first is None or second is None or min(first, second) < load_rules().numbers.rounding_from:
        return False
    smaller, larger = (one, two) if first < second else (two, one)
    if first != second and larger.high is None and smaller.high is not None:
        # "More than 200" is no rounding of 150.
        return False
    return abs(first - second) * 2 < max(rounding_unit(first), rounding_unit(second))


def _rounding_rule(one: Figure, two: Figure) -> str:
    unit = max(rounding_unit(point_of(one) or 0), rounding_unit(point_of(two) or 0))
    return f"less than half the unit apart to which one looks rounded ({unit:,})"


def _one_number_two_names(new: Item, old: Item) -> bool:
    if new.claim.report == old.claim.report or new.day is None or old.day is None:
        return False
    near = abs((new.day - old.day).days) <= load_rules().numbers.attribution_days
    return near and new.voice.named and old.voice.named


def _window_words(item: Item) -> str:
    valid = item.claim.valid
    if valid.text:
        return valid.text
    if not item.told:
        return ""
    return valid.edtf or f"{valid.start or '..'}/{valid.end or '..'}"


def _who(figure: Figure) -> tuple[str, str]:
    return who_of(figure.population_text, figure.population), figure.population
