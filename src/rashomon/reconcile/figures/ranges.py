"""What to quote of a toll: the range that its standing claims leave, and three named numbers.

Rule: docs/model.md#figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rashomon.model.figure import Figure, Quantifier
from rashomon.reconcile.evidence import STANCE_ORDER, Item, figure_of
from rashomon.reconcile.figures.numbers import point_of
from rashomon.reconcile.voices.origins import Voice

# Who knows best, first; only used to break a tie of the representative number.
KIND_ORDER = (
    "organisation",
    "official",
    "military",
    "witness",
    "agency",
    "person",
    "group",
    "media",
    "outlet",
    "unnamed",
)
PRECISION: dict[Quantifier, int] = {
    "exact": 0, "about": 1, "between": 2, "at_least": 3, "more_than": 3, "at_most": 4, "less_than": 4, "vague": 5,
}  # fmt: skip  # fmt: skip


def bounds_of(standing: Sequence[Item]) -> tuple[int | None, int | None]:
    """Range that the claims leave: what all allow where they agree, else from the lowest to the highest.

    A side that no claim closes is None. "Nearly 30" is read as 25 to 30, but only the 30 is printed: a bound that a
    reading made never narrows what printed ones leave, and claims that only touch at such a bound do not agree.
    Where claims differ, a side is open that a claim which differs from another leaves open.
    """
    figures = [figure_of(item) for item in standing if point_of(figure_of(item)) is not None]
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    if not lows or not highs:
        return max(lows, default=None), min(highs, default=None)
    told_lows = [low for figure in figures for low in _printed(figure, figure.low)]
    told_highs = [high for figure in figures for high in _printed(figure, figure.high)]
    least, most = max(lows), min(highs)
    if least < most or (least == most and least in told_lows and most in told_highs):
        return max(told_lows or lows), min(told_highs or highs)
    open_below = any(one.low is None and one.high is not None and one.high < max(lows) for one in figures)
    open_above = any(one.high is None and one.low is not None and one.low > min(highs) for one in figures)
    return None if open_below else min(lows), None if open_above else max(highs)


def _printed(figure: Figure, bound: int | None) -> tuple[int, ...]:
    """A bound that the words print, or the next ("more than 200": 201 and up); nothing where a reading made it."""
    return (bound,) if bound is not None and (figure.quantifier != "about" or bound == figure.value) else ()


def value_of(standing: Sequence[Item]) -> int | None:
    """The one number that all claims print; None where they print several."""
    printed = {figure_of(item).value for item in standing} - {None}
    return printed.pop() if len(printed) == 1 else None


def conservative(standing: Sequence[Item]) -> int | None:
    """The lowest count that a standing claim gives (ACLED: the most conservative estimate); None if none."""
    lows = [low for low in (figure_of(item).low for item in standing) if low is not None]
    return min(lows, default=None)


def representative(standing: Sequence[Item], voices: Mapping[str, Voice]) -> int | None:
    """The number that most origins give, each with one vote: its last; `voices` as of `join_voices`.

    A tie goes to the number of the better placed sort of source, then to the firmer stance; None
    where that does not decide either (the "indeterminate" of van Baalen and Höglund's eventreport).
    """
    votes = {voices[item.id].key: item for item in standing if point_of(figure_of(item)) is not None}
    counted = Counter(point_of(figure_of(item)) for item in votes.values())
    if not counted:
        return None
    most = max(counted.values())
    ranked = sorted(
        (KIND_ORDER.index(voices[item.id].kind), STANCE_ORDER.index(item.claim.stance), point_of(figure_of(item)) or 0)
        for item in votes.values()
        if counted[point_of(figure_of(item))] == most
    )
    best = [number for kind, stance, number in ranked if (kind, stance) == ranked[0][:2]]
    return best[0] if len(set(best)) == 1 else None


def informative(standing: Sequence[Item]) -> int | None:
    """The number of the claim whose words bind it most; None where two such give two numbers."""
    numbered = [item for item in standing if point_of(figure_of(item)) is not None]
    if not numbered:
        return None
    sharpest = min(PRECISION[figure_of(item).quantifier] for item in numbered)
    found = {point_of(figure_of(item)) for item in numbered if PRECISION[figure_of(item).quantifier] == sharpest}
    return found.pop() if len(found) == 1 else None
