"""One toll as it grows: which claims stand, the range that they leave, how it moved, what to quote.

A `Tally` takes claims in the order in which they became known and never takes one back, so its state
after the claims of a day is the answer as known on that day.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from rashomon.model.event import Relation, Step, Toll
from rashomon.model.figure import Figure, Quantifier
from rashomon.model.time import Valid
from rashomon.reconcile.commensurable import is_equal, is_shorthand, point_of
from rashomon.reconcile.corroboration import count_origins, join_voices, one_voice, outlets_of
from rashomon.reconcile.evidence import STANCE_ORDER, Item, figure_of
from rashomon.reconcile.relate import relate_counts, relate_equal, relation, within_rounding
from rashomon.reconcile.rules import load_rules

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
}  # fmt: skip


class Tally:
    """A toll in the making."""

    def __init__(self, first: Item) -> None:
        """Open a toll with the claim that was known first."""
        self.items: list[Item] = [first]
        self.standing: list[Item] = [first]
        self.relations: list[Relation] = []
        self.history: list[Step] = [_step(first, self.standing)]
        self.parts: list[Tally] = []

    @property
    def id(self) -> str:
        """Hash over the oldest claim."""
        return hashlib.sha256(f"toll\x1f{self.items[0].id}".encode()).hexdigest()[:16]

    @property
    def first(self) -> Item:
        """The claim that opened it."""
        return self.items[0]

    @property
    def lead(self) -> Item:
        """The claim that stands and was known last."""
        return self.standing[-1]

    def add(self, item: Item) -> None:
        """Take a claim that counts the same thing; relate it to what stands; move the history."""
        twin = self._twin(item)
        shorthand = next((old for old in self.standing if is_shorthand(item, old)), None)
        if twin is None and shorthand is not None:
            self._take_shorthand(item, shorthand)
        elif twin is not None:
            self.relations.extend(relate_equal(item, twin))
            # A number that a later count has replaced stays replaced when it is printed again.
            if any(twin.id == old.id for old in self.standing):
                self.standing.append(item)
            self._relate_rivals(item, twin)
        else:
            self._relate_new(item)
        self.items.append(item)
        step = _step(item, self.standing)
        last = self.history[-1]
        if (step.low, step.high, step.value) != (last.low, last.high, last.value):
            if last.known == step.known:
                self.history.pop()
            self.history.append(step)

    def _take_shorthand(self, item: Item, old: Item) -> None:
        """One report's number in two wordings: the one that says more about its bounds stands."""
        self.relations.append(relation("echo", item, old, "same number twice in one report, in other words"))
        if figure_of(old).quantifier == "exact":
            self.standing = [one for one in self.standing if one.id != old.id] + [item]

    def _twin(self, item: Item) -> Item | None:
        """The nearest earlier claim with the same number, of the same origin if there is one."""
        figure = item.claim.figure
        recent = self.items[-load_rules().numbers.look_back :] + self.standing[:1] + self.items[:1]
        twins = [old for old in recent if figure and old.claim.figure and is_equal(figure, old.claim.figure)]
        own = [old for old in twins if one_voice(item, old)]
        found = own or twins
        return found[0] if found else None

    def _relate_new(self, item: Item) -> None:
        own = {old.id for old in self.standing if one_voice(item, old)}
        rivals = {
            end
            for rel in self.relations
            if rel.kind == "contradicts"
            for end, other in ((rel.a, rel.b), (rel.b, rel.a))
            if other in own
        }
        kept: list[Item] = []
        yields = False
        for old in self.standing[-load_rules().numbers.look_back :]:
            verdict = relate_counts(item, old, rivals=old.id in rivals)
            self.relations.extend(verdict.relations)
            if verdict.outcome != "replaces":
                kept.append(old)
            yields = yields or verdict.outcome == "yields"
        self.standing = kept if yields and kept else [*kept, item]

    def _relate_rivals(self, item: Item, twin: Item) -> None:
        """A number that contradicts another goes on contradicting it under a new name."""
        if all(twin.id != old.id for old in self.standing) or one_voice(item, twin):
            return
        for old in self.standing[: load_rules().numbers.look_back]:
            if old.id != item.id and not is_equal(figure_of(old), figure_of(item)):
                found = relate_counts(item, old, rivals=True).relations
                self.relations.extend(rel for rel in found if rel.kind == "contradicts")


def bounds_of(standing: Sequence[Item]) -> tuple[int | None, int | None]:
    """Range that the claims leave: what all allow where they agree, else from the lowest to the highest.

    A side that no claim closes is None; where they differ, a side that any claim leaves open is open.
    """
    figures = [figure_of(item) for item in standing if point_of(figure_of(item)) is not None]
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    if not lows or not highs or max(lows) <= min(highs):
        return max(lows, default=None), min(highs, default=None)
    low = min(lows) if len(lows) == len(figures) else None
    return low, max(highs) if len(highs) == len(figures) else None


def _step(item: Item, standing: Sequence[Item]) -> Step:
    low, high = bounds_of(standing)
    figure = figure_of(standing[-1])
    voices = join_voices(standing)
    return Step(
        known=item.day,
        low=low,
        high=high,
        value=_value(standing),
        quantifier=figure.quantifier,
        claim=standing[-1].id,
        source=voices[standing[-1].id].name,
        text=figure.text,
    )


def _value(standing: Sequence[Item]) -> int | None:
    printed = {figure_of(item).value for item in standing} - {None}
    return printed.pop() if len(printed) == 1 else None


def make_toll(tally: Tally) -> Toll:
    """The toll as it stands after all its claims."""
    standing = tally.standing
    place = next((item.claim.place for item in tally.items if item.claim.place is not None), None)
    figure = figure_of(tally.lead)
    low, high = bounds_of(standing)
    named = [figure_of(item).population for item in standing if figure_of(item).population != "unknown"]
    return Toll(
        id=tally.id,
        measure=figure.measure,
        place=place.name if place is not None else "",
        place_id=place.id if place is not None else "",
        low=low,
        high=high,
        value=_value(standing),
        quantifier=figure.quantifier,
        unit=figure.unit,
        population=named[0] if named else "unknown",
        flow=figure.flow,
        window=_window(standing),
        status=_status(tally),
        origins=count_origins(standing),
        outlets=outlets_of(standing),
        claims=tuple(item.id for item in tally.items),
        standing=tuple(item.id for item in standing),
        relations=tuple(tally.relations),
        history=tuple(tally.history),
        conservative=conservative(standing),
        representative=representative(standing),
        informative=informative(standing),
        parts=tuple(sorted({part.id for part in tally.parts})),
    )


def _window(standing: Sequence[Item]) -> Valid:
    """The most explicit window among the claims; the earliest report's where several are as explicit."""

    def rank(item: Item) -> tuple[bool, int]:
        return not item.told, item.claim.valid.interval.days() or 10**6

    return min(standing, key=rank).claim.valid


def _status(tally: Tally) -> str:
    """`contested`, `corroborated`, `single_origin` or `unconfirmed`; docs/model.md#status."""
    ids = {item.id for item in tally.standing}
    kinds = {rel.kind for rel in tally.relations if rel.a in ids and rel.b in ids}
    if "contradicts" in kinds:
        return "contested"
    firm = [item for item in tally.standing if item.claim.stance != "alleged"]
    voices = join_voices(firm)
    independent = [item for item in firm if voices[item.id].independent]
    keys = {voices[item.id].key for item in independent}
    if len(keys) == 1:
        return "single_origin"
    borne_out = any(
        voices[one.id].key != voices[two.id].key and _bears_out(figure_of(one), figure_of(two))
        for one, two in combinations(independent[: load_rules().numbers.look_back], 2)
    )
    return "corroborated" if borne_out and "attribution_conflict" not in kinds else "unconfirmed"


def _bears_out(one: Figure, two: Figure) -> bool:
    """Whether two counts are one number: "at least 130,000" allows 140,000 and does not confirm it."""
    return point_of(one) is not None and (point_of(one) == point_of(two) or within_rounding(one, two))


def conservative(standing: Sequence[Item]) -> int | None:
    """The lowest count that a standing claim gives (ACLED: the most conservative estimate); None if none."""
    lows = [low for low in (figure_of(item).low for item in standing) if low is not None]
    return min(lows, default=None)


def representative(standing: Sequence[Item]) -> int | None:
    """The number that most origins give, each with one vote: its last.

    A tie goes to the number of the better placed sort of source, then to the firmer stance; None
    where that does not decide either (the "indeterminate" of van Baalen and Höglund's eventreport).
    """
    voices = join_voices(standing)
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
