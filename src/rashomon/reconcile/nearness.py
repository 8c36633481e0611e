"""Events and tolls that are nearly one: what the rules held apart and a person might not.

Only neighbours are held against each other, those filed under the same kind, place and week, and of
each only the nearest is asked about: the work and the questions grow with the claims, not with pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import islice

import msgspec

from rashomon.model.event import Event, Toll
from rashomon.reconcile.events.happenings import keys_around, keys_of
from rashomon.reconcile.events.pairing import meet_roles, pair_claims
from rashomon.reconcile.evidence import Item, figure_of
from rashomon.reconcile.figures.commensurable import fit_figures
from rashomon.reconcile.figures.numbers import is_equal, point_of
from rashomon.reconcile.figures.scope import compare_scope
from rashomon.reconcile.places.comparing import compare_places
from rashomon.reconcile.rules import family_of, frames_meet, load_rules

WEEKS = 6
"""Longest window, in weeks, under which a toll is looked for week by week."""
IsJudged = Callable[[str, str], bool]
TOO_WIDE = "place or window too wide to tell one count from another"


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """Two that may be one.

    Attributes:
        older, newer: Ids of the events or tolls, in the order in which they became known.
        one, two: The claims of each that come nearest.
        why: What speaks for one and what is missing.
        ambiguity: How near the rules were to putting them together, 0 to 1.
    """

    older: str
    newer: str
    one: Item
    two: Item
    why: str
    ambiguity: float


def near_events(events: Sequence[Event], items: Mapping[str, Item], is_judged: IsJudged) -> list[Near]:
    """For each event the one told of before that it comes nearest to, where something is missing.

    Args:
        events: In any order.
        items: Their claims by id.
        is_judged: Whether a person has said of two (older, newer) what they are: those are passed over.
    """
    shelf = _Shelf()
    found = []
    for event in sorted(events, key=lambda one: _order(one.claims, items)):
        own = [
            items[name]
            for name in event.claims
            if items[name].claim.kind != "figure" and items[name].claim.change != "hold"
        ]
        ends = [own[0], *own[-1:]] if len(own) > 1 else own
        near = [
            _make(other, event.id, old, new, degree, why)
            for new in ends
            for other, old in shelf.near(keys_around(new, family_of(new.claim.frame)))
            for degree, why in [_lean_events(new, old)]
            if degree
        ]
        found += _nearest(near, is_judged)
        for item in ends:
            shelf.put(keys_of(item), event.id, item)
    return found


def near_tolls(tolls: Sequence[Toll], items: Mapping[str, Item], is_judged: IsJudged) -> list[Near]:
    """For each toll the one known before that it comes nearest to, where something is missing; see `near_events`."""
    shelf = _Shelf()
    by_id = {toll.id: toll for toll in tolls}
    found = []
    for toll in sorted((one for one in tolls if one.standing), key=lambda one: _order(one.claims, items)):
        new = items[toll.standing[-1]]
        near = [
            _make(other, toll.id, old, new, degree, why)
            for other, old in shelf.near(_toll_keys(new))
            if other not in toll.parts and toll.id not in by_id[other].parts
            for degree, why in [_lean_tolls(new, old)]
            if degree
        ]
        found += _nearest(near, is_judged)
        shelf.put(_toll_keys(new), toll.id, new)
    return found


def _make(older: str, newer: str, one: Item, two: Item, degree: str, why: str) -> Near:
    ambiguity = load_rules().review.ambiguity[degree]
    return Near(older=older, newer=newer, one=one, two=two, why=why, ambiguity=ambiguity)


def _order(claims: Sequence[str], items: Mapping[str, Item]) -> tuple[object, ...]:
    first = items[claims[0]]
    return first.day is None, first.day, first.claim.report, first.claim.start, first.id


def _nearest(near: Iterable[Near], is_judged: IsJudged) -> list[Near]:
    ranked = sorted(near, key=lambda one: (-one.ambiguity, one.older, one.one.id, one.two.id))
    return list(islice((one for one in ranked if not is_judged(one.older, one.newer)), 1))


def _lean_events(new: Item, old: Item) -> tuple[str, str]:
    """How near two claims come to telling of one happening, and what is missing; "" where the rules decide."""
    mine, other = new.claim, old.claim
    if mine.report == other.report or not frames_meet(mine.frame, other.frame) or mine.part != other.part:
        return "", ""
    if not new.window.meets(old.window) or compare_places(mine.place, other.place) != "same":
        return "", ""
    meeting = meet_roles(new.roles, old.roles, new)
    if meeting is None:
        return "", ""
    if pair_claims(new, old, old.window):
        return "fits_alike", FITS
    where = f"same place words ({mine.place.name})" if mine.place and not mine.place.id else "same place"
    if meeting:
        return "one_side", f"{where}, days that meet, {meeting}; too little for one happening"
    if mine.frame == other.frame:
        return "same_kind", f"{where}, same kind, days that meet; nothing besides speaks for one happening"
    return "same_family", f"{where}, kinds that can be one, days that meet; nothing besides speaks for one happening"


def _lean_tolls(new: Item, old: Item) -> tuple[str, str]:
    """Likewise for two counts."""
    mine, other = figure_of(new), figure_of(old)
    one, two = point_of(mine), point_of(other)
    if new.claim.report == old.claim.report or one is None or two is None:
        return "", ""
    bare = not (new.claim.place and old.claim.place)
    equal = is_equal(mine, other)
    if bare and new.window.meets(old.window) and compare_scope(mine, other) != "apart":
        return ("equal_number", "one number and days that meet; no place is told for both") if equal else ("", "")
    fit = fit_figures(new, old)
    if fit.kind == "same":
        return "fits_alike", FITS
    if fit.rule == TOO_WIDE and (max(one, two) + 2) / (min(one, two) + 2) <= load_rules().numbers.rival_ratio:
        return "too_wide", f"numbers near each other; {fit.rule}"
    return "", ""


def _toll_keys(item: Item) -> list[tuple[Hashable, ...]]:
    """By measure, place and week; and by measure, number and week, for counts whose place is not told."""
    figure, start, end = figure_of(item), item.window.start, item.window.end
    if end is None:
        return []
    last = end.toordinal() // 7
    first = max(start.toordinal() // 7 if start is not None else last, last - WEEKS)
    sort, where = (figure.measure, figure.unit), item.key
    weeks = range(first, last + 1)
    return [key for week in weeks for key in ((*sort, where, week), (*sort, point_of(figure), week))]


# Claims are taken as they become known and joined at once or not at all.
FITS = "they fit each other now; when the later one came, the earlier did not say enough yet, or another fitted as well"


class _Shelf:
    """Claims of events or tolls by what could make two of them one, those filed last at the end."""

    def __init__(self) -> None:
        self._found: dict[Hashable, dict[tuple[str, str], Item]] = defaultdict(dict)

    def near(self, keys: Iterable[Hashable]) -> list[tuple[str, Item]]:
        """The latest under each key."""
        most = load_rules().numbers.look_back
        found: dict[tuple[str, str], Item] = {}
        for key in keys:
            shelf = self._found.get(key, {})
            found |= reversed(list(islice(reversed(shelf.items()), most)))
        return [(home, item) for (home, _), item in found.items()]

    def put(self, keys: Iterable[Hashable], home: str, item: Item) -> None:
        """File a claim and where it is counted."""
        for key in keys:
            self._found[key][home, item.id] = item
