"""The course of a toll: what each day of knowing added to it, so that the toll as known on any day can be made.

A toll that is told again on a thousand days has a thousand versions, each longer than the one before. They
are not kept but made when asked for, from what never changes once told (claims, relations, steps, each in
the order in which they came) and, for each day, how much of it there was. So the work and the room for a
toll grow with its claims and not with claims times days.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Sequence

import msgspec

from rashomon.model.claim import Place
from rashomon.model.event import Relation, Step, Toll
from rashomon.reconcile.evidence import Item
from rashomon.reconcile.figures.tolls import Standing, Tally, make_discounted, make_toll, places_of
from rashomon.reconcile.judging import Decisions


class Mark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How far a toll was at the end of a day of knowing.

    Attributes:
        day: The day; the last that there is for what has none.
        stays: How many claims of those that stood before go on standing, from the oldest.
        stood: Claims that stand after them, by their number in the toll.
        claims, within, across, history, parts, discounted: How many of each there were.
    """

    day: dt.date
    stays: int
    stood: tuple[int, ...]
    claims: int
    within: int
    across: int
    history: int
    parts: int
    discounted: int


class Course(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A toll on every day of knowing, as it is kept on disk.

    Attributes:
        struck: Whether a person struck out all its claims.
        places: As `places_of` gives them.
        claims: Ids, oldest first.
        items: Where each claim is found among those kept.
        within, across, history, parts, discounted: As in `Standing`, all that there ever were.
        marks: By day.
    """

    struck: bool
    places: tuple[tuple[int, Place], ...]
    claims: tuple[str, ...]
    items: tuple[int, ...]
    within: tuple[Relation, ...]
    across: tuple[Relation, ...]
    history: tuple[Step, ...]
    parts: tuple[str, ...]
    discounted: tuple[str, ...]
    marks: tuple[Mark, ...]

    def at(self, known: dt.date, item: Callable[[int], Item], decisions: Decisions) -> Toll | None:
        """The toll as known on a day; None where nothing was.

        Args:
            known: The day.
            item: Gives a kept claim by its number.
            decisions: What people decided.
        """
        at = bisect_right(self.marks, known, key=lambda mark: mark.day)
        if not at:
            return None
        mark = self.marks[at - 1]
        claims = self.claims[: mark.claims]
        vouched = [number for number, claim in enumerate(claims) if claim in decisions.accepted]
        found = Standing(
            claims=claims,
            place=next((place for number, place in reversed(self.places) if number < mark.claims), None),
            items=[item(self.items[number]) for number in stood_at(self.marks[:at])],
            vouched=[item(self.items[number]) for number in vouched],
            within=self.within[: mark.within],
            across=self.across[: mark.across],
            history=self.history[: mark.history],
            parts=self.parts[: mark.parts],
            discounted=self.discounted[: mark.discounted],
        )
        return make_discounted(found, decisions) if self.struck else make_toll(found, decisions)


def stood_at(marks: Sequence[Mark]) -> list[int]:
    """Numbers of the claims that stand after the last of the days."""
    standing: list[int] = []
    for mark in marks:
        del standing[mark.stays :]
        standing.extend(mark.stood)
    return standing


class Following:
    """A toll followed from day to day while claims come.

    Args:
        tally: The toll.
        struck: As in `Course`.
    """

    def __init__(self, tally: Tally, *, struck: bool = False) -> None:
        self.tally = tally
        self.struck = struck
        self._marks: list[Mark] = []
        self._numbers: dict[str, int] = {}
        self._stood: list[Item] = []
        self._made: dict[int, Toll] = {}
        self._course: Course | None = None

    @property
    def places(self) -> tuple[tuple[int, Place], ...]:
        """The places by which it goes on some day: see `places_of`."""
        return places_of(self.tally.items)

    def note(self, day: dt.date) -> None:
        """Keep how far the toll is at the end of a day."""
        tally = self.tally
        for item in tally.items[len(self._numbers) :]:
            self._numbers[item.id] = len(self._numbers)
        stays = _shared(self._stood, tally.standing)
        self._marks.append(
            Mark(
                day=day,
                stays=stays,
                stood=tuple(self._numbers[item.id] for item in tally.standing[stays:]),
                claims=len(tally.items),
                within=len(tally.relations),
                across=len(tally.across),
                history=len(tally.history),
                parts=len(tally.parts),
                discounted=len(tally.discounted),
            )
        )
        self._stood = list(tally.standing)

    def at(self, known: dt.date, decisions: Decisions) -> Toll | None:
        """The toll as known on a day, made once for all days on which it stands so; None where nothing was."""
        version = bisect_right(self._marks, known, key=lambda mark: mark.day)
        if version and version not in self._made:
            if self._course is None:
                self._course = self.course(range(len(self.tally.items)))
            found = self._course.at(known, self.tally.items.__getitem__, decisions)
            assert found is not None, "there is a mark"
            self._made[version] = found
        return self._made.get(version)

    def course(self, items: Sequence[int]) -> Course:
        """All of it, to be kept.

        Args:
            items: Under which number each claim is kept.
        """
        tally = self.tally
        return Course(
            struck=self.struck,
            places=self.places,
            claims=tuple(item.id for item in tally.items),
            items=tuple(items),
            within=tuple(tally.relations),
            across=tuple(tally.across),
            history=tuple(tally.history),
            parts=tuple(part.id for part in tally.parts),
            discounted=tuple(item.id for item in tally.discounted),
            marks=tuple(self._marks),
        )


def _shared(one: Sequence[Item], two: Sequence[Item]) -> int:
    """How many claims both begin with."""
    for number, (first, second) in enumerate(zip(one, two, strict=False)):
        if first is not second:
            return number
    return min(len(one), len(two))
