"""What is told of one place on every day of knowing: its counts and its holders, in the form in which it is kept.

`History.of_place` gives it from a fold; `PlaceCourse.at` makes the answer for one day from it. Whoever keeps it
elsewhere (see `rashomon.kept_places`) reads only the parts that a question needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from rashomon.model.event import ControlSpan, Toll
from rashomon.reconcile.control.bearings import Holding
from rashomon.reconcile.control.intervals import Ground, trace_place
from rashomon.reconcile.evidence import Item
from rashomon.reconcile.figures.course import Course
from rashomon.reconcile.judging import NONE, Decisions


class PlaceAccount(msgspec.Struct, frozen=True, kw_only=True):
    """What reports tell of one place.

    Attributes:
        known: As known on this day; None: everything.
        on: Only counts that may be of this day; None: of all days.
        tolls: Its counts, in the order of `Situation.tolls`.
        control: Who held it on which days, in the order of `Situation.control`; `control_on` finds one day's.
    """

    known: dt.date | None
    on: dt.date | None
    tolls: tuple[Toll, ...]
    control: tuple[ControlSpan, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """A change of holder as it stood from a day on; no ground where it bears nothing out any more."""

    past: bool
    number: int
    day: dt.date
    ground: Ground | None


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What bears on the holder of one place: by day of knowing."""

    changes: tuple[Change, ...] = ()
    holdings: tuple[Holding, ...] = ()

    def by(self, known: dt.date) -> Held:
        """What of it was known on a day."""
        return Held(
            changes=tuple(one for one in self.changes if one.day <= known),
            holdings=tuple(one for one in self.holdings if (one.day or dt.date.max) <= known),
        )

    def spans(self) -> list[ControlSpan]:
        """Spans of control, of everything that is here."""
        last = {(one.past, one.number): one.ground for one in self.changes}
        grounds = [ground for _, ground in sorted(last.items(), key=lambda pair: pair[0]) if ground is not None]
        return trace_place(grounds, self.holdings)


class PlaceCourse(msgspec.Struct, frozen=True, kw_only=True):
    """All of it.

    Attributes:
        names: The place's name without regard to case, and its ids.
        decisions: What people decided, as far as counts of the place ask for it.
        items: Claims that its counts rest on.
        tolls: Counts that are, on some day, of the place.
        held: For each key under which the place's holders are filed.
    """

    names: Names
    decisions: Decisions = NONE
    items: tuple[Item, ...] = ()
    tolls: tuple[Course, ...] = ()
    held: tuple[Held, ...] = ()

    def at(self, known: dt.date | None = None, on: dt.date | None = None) -> PlaceAccount:
        """The account of the place.

        Args:
            known: As known on this day; None: everything.
            on: As in `PlaceAccount`.
        """
        last = known or dt.date.max
        made = (course.at(last, self.items.__getitem__, self.decisions) for course in self.tolls)
        spans = (span for one in self.held for span in one.by(last).spans())
        return account_of_place(self.names, known, on, made, spans)


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """What a place goes by.

    Attributes:
        name: As asked, without regard to case.
        ids: Gazetteer ids that it may have.
    """

    name: str
    ids: frozenset[str]

    def mean(self, name: str, place_id: str) -> bool:
        """Whether a place of this name and id is the one."""
        return name.casefold() == self.name or place_id in self.ids


def account_of_place(
    names: Names,
    known: dt.date | None,
    on: dt.date | None,
    tolls: Iterable[Toll | None],
    spans: Iterable[ControlSpan],
) -> PlaceAccount:
    """The account of a place, from counts and stretches of control as known by the day, of it and of others."""
    found = [toll for toll in tolls if toll is not None and names.mean(toll.place, toll.place_id)]
    held = [span for span in spans if names.mean(span.place, span.place_id)]
    if on is not None:
        found = [toll for toll in found if toll.window.interval.holds(on)]
    return PlaceAccount(
        known=known, on=on, tolls=tuple(sorted(found, key=toll_order)), control=tuple(sorted(held, key=span_order))
    )


def toll_order(toll: Toll) -> tuple[str, str, dt.date, str]:
    """How counts are ordered in an account."""
    return toll.place, toll.measure, toll.window.end or dt.date.max, toll.id


def span_order(span: ControlSpan) -> tuple[str, str, dt.date]:
    """How stretches of control are ordered in an account."""
    return span.place, span.place_id, span.start or dt.date.min
