"""Which claims tell of one happening: each joins the one event that it fits, or opens its own.

Claims are taken in the order in which they became known. Events are filed by kind, place and week, so
that a claim meets only a few. Every merge carries its reasons, so that a person can judge it; where two
events fit alike the claim stays apart, for a split is easier to mend than a false merge.

A `Grouping` only ever adds: what it holds after the claims of a day is the answer as known on that day.

Rule: docs/model.md#pairing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import islice
from typing import TypeAlias

import msgspec

from rashomon.model.event import Relation
from rashomon.model.time import Interval
from rashomon.reconcile.events.pairing import (
    belongs_to_loss,
    follows_taking,
    is_same_spot,
    taken_by_force,
    weigh_claims,
)
from rashomon.reconcile.evidence import Item
from rashomon.reconcile.judging import NONE, Decisions, event_id
from rashomon.reconcile.places.comparing import cell_of, cells_around
from rashomon.reconcile.relations import relation
from rashomon.reconcile.rules import family_of, load_rules

WEEKS = 4
# Family, place or quarter-degree cell or what stands in for them, week.
Key = tuple[str, Hashable, int]
# An event that a claim fits, why, and how well.
Fit: TypeAlias = "tuple[Happening, str, int]"


class Happening:
    """An event in the making: its claims so far and the days that all of them allow.

    Attributes:
        number: Its place in the order in which events were first told of.
        items: Claims of it, oldest first.
        by_id: The same by id.
        changes: Those of them that tell who holds a place.
        figures: Counts told in the sentences of those claims, and holdings that follow from a taking.
        flights: Happenings that are part of this one: the loser's flight from a place that it lost.
        part_of: The loss that this flight belongs to.
        disputes: Denials of it; `deniers` are the claims that deny, by id.
    """

    def __init__(self, first: Item, number: int = 0) -> None:
        """Open an event with the claim that was known first."""
        self.number = number
        self.items: list[Item] = [first]
        self.by_id = {first.id: first}
        self.changes: list[Item] = []
        self.agreed = first.window
        self.told: Interval = first.interval
        self.merged: list[str] = []
        self.figures: list[Item] = []
        self.keys: dict[Key, None] = {}
        self.flights: dict[int, tuple[Happening, str]] = {}
        self.part_of: Happening | None = None
        self.denials: dict[str, Relation] = {}
        self.deniers: dict[str, Item] = {}
        self._printed: list[tuple[int, Item]] = []
        self._copies: dict[str, list[tuple[int, Item]]] = defaultdict(list)
        self._awaited: set[str] = set()
        self._file(first)

    @property
    def id(self) -> str:
        """Hash over the oldest claim."""
        return event_id(self.items[0].id)

    @property
    def disputes(self) -> list[Relation]:
        """Denials of it, in a fixed order."""
        return [self.denials[name] for name in sorted(self.denials)]

    def add(self, item: Item, reason: str) -> None:
        """Take a claim, for a reason, and narrow the days."""
        self.items.append(item)
        self.by_id[item.id] = item
        self.merged.append(f"{item.id} with {self.items[0].id}: {reason}")
        self._file(item)
        if item.original in self.by_id:
            return  # who prints it again knows no more of its days
        self.agreed = _narrow(self.agreed, item.window)
        self.told = _narrow(self.told, item.interval)

    def told_to(self, item: Item, most: int) -> list[Item]:
        """Claims to hold another against: the two oldest and the latest, all where they are no more than `most`.

        The day on which another report prints one again tells nothing, so such claims are passed over.
        """
        again = self._copies.get(item.claim.report, [])
        if len(self._printed) + len(again) <= most:
            return [old for _, old in sorted([*self._printed, *again], key=_turn)]
        oldest = sorted([*self._printed[:2], *again[:2]], key=_turn)[:2]
        latest = sorted([*self._printed[-most:], *again[-most:]], key=_turn)[-most:]
        return [old for _, old in (*oldest, *latest)]

    def _file(self, item: Item) -> None:
        """Put a claim with those that others are held against, or with what its report prints again."""
        turn = len(self.items) - 1, item
        if item.claim.kind == "control":
            self.changes.append(item)
        if item.id in self._awaited:
            # What was printed again before it came: from now on that is a copy.
            self._printed, self._copies = [], defaultdict(list)
            for number, old in enumerate(self.items[:-1]):
                self._sort(number, old)
        self._sort(*turn)

    def _sort(self, number: int, item: Item) -> None:
        if item.original in self.by_id:
            self._copies[item.claim.report].append((number, item))
        else:
            self._printed.append((number, item))
            if item.original:
                self._awaited.add(item.original)

    def stage(self) -> Stage:
        """How far it is now."""
        return Stage(
            items=len(self.items),
            figures=len(self.figures),
            agreed=self.agreed,
            told=self.told,
            flights=tuple(
                (flight, reason, len(flight.items), len(flight.figures))
                for _, (flight, reason) in sorted(self.flights.items())
            ),
            denials=tuple(self.disputes),
            apart=self.part_of is None,
        )

    def at(self, stage: Stage) -> Happening:
        """As it was at a stage, with the flights that belonged to it then, as one; to be read, not added to."""
        found = Happening(self.items[0], self.number)
        found.items, found.merged = self.items[: stage.items], self.merged[: stage.items - 1]
        found.figures, found.agreed, found.told = self.figures[: stage.figures], stage.agreed, stage.told
        found.denials = {one.a: one for one in stage.denials}
        if stage.flights:
            found.by_id = {item.id: item for item in found.items}
        for flight, reason, items, figures in stage.flights:
            for item in flight.items[:items]:
                found.add(item, reason)
            found.figures.extend(flight.figures[:figures])
        return found

    def whole(self) -> Happening:
        """With the flights that belong to it, as one."""
        if not self.flights:
            return self
        found = Happening(self.items[0], self.number)
        found.items, found.merged, found.by_id = list(self.items), list(self.merged), dict(self.by_id)
        found.agreed, found.told = self.agreed, self.told
        found.figures, found.denials = list(self.figures), dict(self.denials)
        found.deniers = dict(self.deniers)
        for number in sorted(self.flights):
            flight, reason = self.flights[number]
            for item in flight.items:
                found.add(item, reason)
            found.figures.extend(flight.figures)
        return found


class Stage(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """How far an event was at the end of a day of knowing.

    Attributes:
        items, figures: How many claims it had, and counts told beside them.
        agreed, told: The days that they allowed.
        flights: Flights that belonged to it, each with the reason and with how many claims and counts.
        denials: Of the event, in their order.
        apart: Whether it stood for itself: it is no part of another.
    """

    items: int
    figures: int
    agreed: Interval
    told: Interval
    flights: tuple[tuple[Happening, str, int, int], ...]
    denials: tuple[Relation, ...]
    apart: bool


def _turn(filed: tuple[int, Item]) -> int:
    return filed[0]


def _narrow(one: Interval, two: Interval) -> Interval:
    starts = [day for day in (one.start, two.start) if day is not None]
    ends = [day for day in (one.end, two.end) if day is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    # Days told beside a day of the tense alone may not meet by a day: the earlier telling is kept.
    return one if start is not None and end is not None and start > end else Interval(start=start, end=end)


class Grouping:
    """Events of one sort (happened, feared, past), as claims come.

    Args:
        decisions: Which claims people hold together or apart; they win over the rules.
    """

    def __init__(self, decisions: Decisions = NONE) -> None:
        self._decisions = decisions
        self._shelf = _Shelf()
        self._owner: dict[str, Happening] = {}
        self._told: dict[tuple[str, tuple[int, int]], list[Item]] = defaultdict(list)
        self._flights: dict[Key, dict[int, Happening]] = defaultdict(dict)
        self._denials: dict[Key, dict[str, Item]] = defaultdict(dict)
        self._denied: dict[str, Happening] = {}
        self.found: list[Happening] = []

    def recall(self, item: Item) -> Happening | None:
        """Put a look back with the event that it tells of again; None where that is not known."""
        home, reason = self._judged(item)
        if home is None:
            home, reason = self._fitting(item)
        if home is not None:
            home.add(item, f"looked back on: {reason}")
            self._owner[item.id] = home
        return home

    def take(self, items: Sequence[Item]) -> dict[int, Happening]:
        """Take the claims of a day, oldest first; gives the events touched, by number."""
        touched: dict[int, Happening] = {}
        for item in items:
            home, reason = self._judged(item)
            if home is None:
                home, reason = self._fitting(item)
            if home is None:
                home, reason = self._beside(item)
            if home is None:
                home = Happening(item, len(self.found))
                self.found.append(home)
                if item.claim.frame in load_rules().belongs_to_loss:
                    for key in keys_around(item, "control"):
                        self._flights[key][home.number] = home
            else:
                home.add(item, reason)
            self._owner[item.id] = home
            self._shelf.put(item, home)
            if item.claim.sentence != (0, 0):
                self._told[item.claim.report, item.claim.sentence].append(item)
            touched[home.number] = home
        return touched | self._settle_flights(touched)

    def deny(self, items: Sequence[Item], touched: dict[int, Happening]) -> dict[int, Happening]:
        """Tell of each event that someone denies it: a dispute, whatever anyone thinks of the denial.

        Args:
            items: Denials of a day; each is kept, for the event may be told of later.
            touched: Events that the day's other claims touched.

        Returns:
            Events of which denials came or went.
        """
        asked = {item.id: item for item in items}
        for item in items:
            for key in keys_around(item, family_of(item.claim.frame)):
                self._denials[key][item.id] = item
        for happening in touched.values():
            for key in happening.keys:
                asked |= self._denials.get(key, {})
        changed: dict[int, Happening] = {}
        for name in sorted(asked):
            item = asked[name]
            near = [one for one in self._shelf.near(item) if one.part_of is None]
            home, reason = choose_home(item, near)
            before = self._denied.pop(name, None)
            if before is not None and before is not home:
                del before.denials[name]
                del before.deniers[name]
                changed[before.number] = before
            if home is not None:
                self._denied[name] = home
                found = relation("contradicts", item, home.items[0], f"denied: {reason}")
                home.deniers[name] = item
                if home.denials.get(name) != found:
                    home.denials[name] = found
                    changed[home.number] = home
        return changed

    def home_of(self, item: Item) -> Happening:
        """The event that a claim taken earlier belongs to."""
        return self._owner[item.id]

    def _beside(self, item: Item) -> tuple[Happening | None, str]:
        """The taking of a place, or the force, that the claim's own sentence tells it with."""
        for old in self._told.get((item.claim.report, item.claim.sentence), ()):
            reason = taken_by_force(item, old)
            if reason and not self._is_apart(item, self._owner[old.id]):
                return self._owner[old.id], reason
        return None, ""

    def taking_of(self, holding: Item) -> Happening | None:
        """The last taking of the place by who holds it; None where another side took it since, or none is known."""
        near = [one for one in self._shelf.losses(holding) if follows_taking(holding, one.items, one.agreed)]
        last = max(near, key=lambda one: (one.agreed.end or dt.date.min, one.number), default=None)
        gained = last is not None and any(item.roles.doer_sides & holding.doer_sides for item in last.items)
        return last if gained and last is not None and not self._is_apart(holding, last) else None

    def event_of(self, count: Item) -> Happening | None:
        """The event that a count of harm tells of whose own sentence tells of none."""
        home, _ = self._fitting(count)
        return home

    def knows(self, item: Item) -> bool:
        """Whether one event so far is what the claim tells of."""
        return self._fitting(item)[0] is not None

    def _fitting(self, item: Item) -> tuple[Happening | None, str]:
        home, reason = self._copied(item)
        if home is not None:
            return home, reason
        return choose_home(item, [one for one in self._shelf.near(item) if not self._is_apart(item, one)])

    def _judged(self, item: Item) -> tuple[Happening | None, str]:
        """The event that a person put the claim with: the oldest of them, where there are several."""
        for other, reason in sorted(self._decisions.same_as(item.id).items()):
            if other in self._owner:
                return self._owner[other], reason
        return None, ""

    def _copied(self, item: Item) -> tuple[Happening | None, str]:
        """The event of the claim that this one prints again."""
        home = self._owner.get(item.original)
        if home is None or self._is_apart(item, home):
            return None, ""
        return (home, "copied words") if item.follows(home.by_id[item.original]) else (None, "")

    def holds_original(self, item: Item) -> bool:
        """Whether the claim prints again one that was taken here."""
        return self._copied(item)[0] is not None

    def _is_apart(self, item: Item, happening: Happening) -> bool:
        return self._decisions.differs(item.id, happening.by_id)

    def _settle_flights(self, touched: dict[int, Happening]) -> dict[int, Happening]:
        """Put flights of a losing side with the loss of the place where just one loss fits."""
        asked = {
            number: one for number, one in touched.items() if one.items[0].claim.frame in load_rules().belongs_to_loss
        }
        for happening in touched.values():
            for key in happening.keys:
                asked |= self._flights.get(key, {})
        changed: dict[int, Happening] = {}
        for number, flight in sorted(asked.items()):
            first = flight.items[0]
            fits = [
                (capture, reason)
                for capture in self._shelf.losses(first)
                for reason in [belongs_to_loss(first, capture.items[0], capture.agreed)]
                if reason and not self._is_apart(first, capture)
            ]
            before = flight.part_of
            flight.part_of = fits[0][0] if len(fits) == 1 else None
            if before is not None and before is not flight.part_of:
                del before.flights[number]
                changed[before.number] = before
            if flight.part_of is not None:
                flight.part_of.flights[number] = (flight, fits[0][1])
                changed[flight.part_of.number] = flight.part_of
            if before is not flight.part_of:
                changed[number] = flight
        return changed


def choose_home(item: Item, near: Iterable[Happening]) -> tuple[Happening | None, str]:
    """The one event that the claim fits best, with the reason; None where it fits none, or two alike.

    What lacks a single point fits the only event that comes near.
    """
    most, enough = load_rules().numbers.look_back, load_rules().points.enough
    found: list[Fit] = []
    for happening in near:
        known = happening.told_to(item, most)
        weighed = [weigh_claims(item, old, happening.agreed) for old in known]
        points, reason = max(weighed, key=_points)
        # The opening claim must allow it too: no chain of likenesses.
        if reason and (points < enough or _is_allowed(item, weighed[0])):
            found.append((happening, reason, points))
    best = max((points for _, _, points in found), default=0)
    fits = [fit for fit in found if fit[2] == best]
    if best < enough:
        only = best == enough - 1 and len(found) == 1
        return (fits[0][0], f"{fits[0][1]}; the only one that comes near") if only else (None, "")
    if len(fits) > 1:
        fits = list(_nearest(item, fits) or _first_told(fits))
    return fits[0][:2] if fits else (None, "")


def _points(weighed: tuple[int, str]) -> int:
    return weighed[0]


def _is_allowed(item: Item, opening: tuple[int, str]) -> bool:
    """Whether what opened an event of force leaves room for the claim: no rival did it, no other number died."""
    points, reason = opening
    return family_of(item.claim.frame) != "force" or bool(reason and points > load_rules().points.enough // 2)


def _first_told(fits: Sequence[Fit]) -> Sequence[Fit]:
    """The event told first of several that fit each other: they came apart only while little was known of them."""
    first, *others = sorted(fits, key=lambda fit: fit[0].number)
    enough = load_rules().points.enough
    one = first[0].items[0]
    fit = all(weigh_claims(other.items[0], one, first[0].agreed)[0] >= enough - 1 for other, _, _ in others)
    return [first] if fit else []


def _nearest(item: Item, fits: Sequence[Fit]) -> Sequence[Fit]:
    """The one of several happenings that has the claim's very days, kind or spot; none where two do."""
    days = [fit for fit in fits if fit[0].told == item.interval]
    kinds = [fit for fit in fits if any(old.claim.frame == item.claim.frame for old in fit[0].items)]
    both = [fit for fit in days if fit in kinds]
    spots = [fit for fit in fits if any(is_same_spot(item, old) for old in fit[0].items)]
    return next((found for found in (both, days, kinds, spots) if len(found) == 1), [])


class _Shelf:
    """Happenings by kind, place and week."""

    def __init__(self) -> None:
        self._found: dict[Key, dict[int, Happening]] = defaultdict(dict)

    def near(self, item: Item) -> list[Happening]:
        """Happenings that the claim may tell of."""
        return self._look(family_of(item.claim.frame), item)

    def losses(self, item: Item) -> list[Happening]:
        """Changes of holder at the claim's place and in its weeks."""
        return self._look("control", item)

    def _look(self, family: str, item: Item) -> list[Happening]:
        found: dict[int, Happening] = {}
        most = load_rules().numbers.look_back * 2
        for key in keys_around(item, family):
            shelf = self._found.get(key)
            if shelf is not None:
                found |= islice(reversed(shelf.items()), most)
        return sorted(found.values(), key=lambda happening: happening.items[0].id)

    def put(self, item: Item, happening: Happening) -> None:
        """File the happening under the claim's kind, places and weeks."""
        for key in keys_of(item):
            shelf = self._found[key]
            shelf.pop(happening.number, None)
            shelf[happening.number] = happening
            happening.keys[key] = None


def keys_of(item: Item) -> list[Key]:
    """Under what a happening is filed that the claim tells of: its kind, places and weeks."""
    family, weeks = family_of(item.claim.frame), _weeks(item)
    return [(family, where, week) for where in _wheres(item, around=False) for week in weeks]


def keys_around(item: Item, family: str) -> list[Key]:
    """Where happenings of the family are filed that the claim may tell of."""
    weeks = _weeks(item)
    # Words that recall a taking may stand some days from it: look a week to each side.
    slack = int(family == "control")
    weeks = range(weeks.start - slack, weeks.stop + slack)
    return [(family, where, week) for where in _wheres(item, around=True) for week in weeks]


def _wheres(item: Item, *, around: bool) -> list[Hashable]:
    place = item.claim.place
    if place is None:
        parties = sorted(item.doer_sides)
        return [f"party:{party}" for party in parties] or ["report:" + item.claim.report]
    cell = cell_of(place)
    if cell is None:
        return [item.key]
    return [item.key, *cells_around(cell)] if around else [item.key, cell]


def _weeks(item: Item) -> range:
    start, end = item.window.start, item.window.end
    if end is None or start is None:
        return range(1)
    last = end.toordinal() // 7
    return range(max(start.toordinal() // 7, last - WEEKS), last + 1)
