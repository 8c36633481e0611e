"""The numbers of two counts, whoever is counted and whenever: equal, near each other, of what runs on."""

from __future__ import annotations

from rashomon.model.claim import Claim
from rashomon.model.figure import Figure
from rashomon.reconcile.evidence import Item, figure_of
from rashomon.reconcile.rules import load_rules

# From where on a number that is told twice for days that overlap is one count, if it is not round.
TELLING = 25


def point_of(figure: Figure) -> int | None:
    """The number to compare by: the one printed, else the bound that is told."""
    if figure.value is not None:
        return figure.value
    return figure.low if figure.low is not None else figure.high


def is_equal(one: Figure, two: Figure) -> bool:
    """Whether both give the same number with the same bounds."""
    return one.low == two.low and one.high == two.high and point_of(one) is not None


def is_one_number(one: Figure, two: Figure) -> bool:
    """Whether both give the same number, be it roughly: "some 515", "515"."""
    rough = one.value is not None and one.value == two.value and {one.quantifier, two.quantifier} <= {"exact", "about"}
    return rough or is_equal(one, two)


def is_shorthand(new: Item, old: Item) -> bool:
    """Whether one report gives one number twice, with other bounds: "140,000", "more than 140,000"."""
    mine, other = figure_of(new), figure_of(old)
    number = point_of(mine)
    same = number is not None and number == point_of(other)
    return same and new.claim.report == old.claim.report and not is_equal(mine, other)


def is_telling(item: Item) -> bool:
    """Whether a number that comes twice can hardly be chance: no round one, no small one."""
    number = point_of(figure_of(item)) or 0
    return number >= TELLING and number % 10 != 0


def is_ceiling(figure: Figure) -> bool:
    """Whether it only says how many at most: such a number is never of a part."""
    return figure.low is None and figure.high is not None


def ratio(one: Figure, two: Figure) -> float:
    """How many times one number is the other, small ones taken for nearer than they look."""
    low, high = sorted((point_of(one) or 0, point_of(two) or 0))
    # Small counts differ by much in proportion and by little in fact: 1 and 3 dead are near.
    return (high + 2) / (low + 2)


def may_be_part(inner: Item, outer: Item) -> bool:
    """Whether the one is not more than the most that the other allows."""
    part, whole = point_of(figure_of(inner)), figure_of(outer).high
    return part is None or whole is None or part <= whole


def exceeds(inner: Item, outer: Item) -> bool:
    """Whether the least of the one is more than the most of the other."""
    least, most = figure_of(inner).low, figure_of(outer).high
    return least is not None and most is not None and least > most


def is_running(claim: Claim) -> bool:
    """Whether the count goes on being true until a later one takes its place."""
    figure = claim.figure
    return figure is not None and (figure.flow in ("stock", "cumulative") or figure.measure in load_rules().running)


def both_run(new: Item, old: Item) -> bool:
    """Whether both counts run on: see `is_running`."""
    return is_running(new.claim) and is_running(old.claim)


def both_total(new: Item, old: Item) -> bool:
    """Whether both tell how many there are by then, of what runs on: the later counts, whatever days it names."""
    totals = all(figure_of(item).flow in ("stock", "cumulative") for item in (new, old))
    later = new.day is not None and old.day is not None and new.day > old.day
    return totals and later and figure_of(new).measure in load_rules().running
