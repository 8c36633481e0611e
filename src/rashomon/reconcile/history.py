"""The account on every day of knowing, from one pass over the claims.

As the fold only adds, what the claims of a day touch is all that is new on that day. The history keeps how far
each event, toll and place was on the days that touched it and makes what is asked for, once, so that the
account as known on any day is a look-up and not another fold. It is the same account, to the byte, as
folding the claims known by then.
"""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Sequence
from functools import lru_cache

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.event import ControlSpan, Event, Relation, Situation
from rashomon.model.text import Rejected, Report
from rashomon.reconcile.control.bearings import Holding
from rashomon.reconcile.control.intervals import Ground
from rashomon.reconcile.events.accounts import make_event
from rashomon.reconcile.events.happenings import Happening, Stage
from rashomon.reconcile.evidence import Item, known_day
from rashomon.reconcile.figures.course import Following
from rashomon.reconcile.fold import DISPUTES, Fold, Parts, Taking, assemble, by_day, order_claims, order_reports, ready
from rashomon.reconcile.judging import NONE, Decisions
from rashomon.reconcile.place_course import Change, Held, Names, PlaceCourse
from rashomon.reconcile.relations import distinct

# Accounts of whole days kept for the next question; each holds little beyond references.
KEPT = 32


class _Happened:
    """Events of one sort, made when a day is asked for, once for all days on which one stands so."""

    def __init__(self, disputes: dict[str, list[tuple[dt.date, Relation]]]) -> None:
        self._disputes = disputes
        self._followed: dict[Hashable, tuple[Happening, list[dt.date], list[Stage]]] = {}
        self._made: dict[tuple[Hashable, int], Event] = {}

    def note(self, key: Hashable, day: dt.date, happening: Happening) -> None:
        """Keep how far an event is at the end of a day."""
        _, days, stages = self._followed.setdefault(key, (happening, [], []))
        days.append(day)
        stages.append(happening.stage())

    def at(self, known: dt.date) -> list[Event]:
        """The events as known on a day."""
        found = []
        for key, (happening, days, stages) in self._followed.items():
            at = bisect_right(days, known) - 1
            if at >= 0 and stages[at].apart:
                if (key, at) not in self._made:
                    self._made[key, at] = self._make(happening.at(stages[at]), days[at])
                found.append(self._made[key, at])
        return found

    def _make(self, happening: Happening, day: dt.date) -> Event:
        told = [pair for item in happening.figures for pair in self._disputes.get(item.id, ())]
        return make_event(happening, distinct(one for since, one in told if since <= day))


class _Holders:
    """What bears on the holder of one place; traced when a day is asked for, as most days never are."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self._holdings: list[Holding] = []
        self._days: list[dt.date] = []
        self._traced: tuple[int, list[ControlSpan]] = (0, [])

    def put(self, taking: Taking, day: dt.date, ground: Ground | None) -> None:
        """Keep what a change of holder bears out from a day on."""
        self._changes.append(Change(past=taking[0], number=taking[1], day=day, ground=ground))
        self._days.append(day)

    def hold(self, holding: Holding, day: dt.date) -> None:
        """Keep what a claim that somebody holds the place bears out."""
        self._holdings.append(holding)
        self._days.append(day)

    def at(self, known: dt.date) -> list[ControlSpan]:
        """Spans of control as known on a day."""
        told = bisect_right(self._days, known)
        if self._traced[0] != told:
            self._traced = told, self.kept().by(known).spans()
        return self._traced[1]

    def kept(self) -> Held:
        """All of it."""
        return Held(changes=tuple(self._changes), holdings=tuple(self._holdings))

    def is_of(self, names: Names) -> bool:
        """Whether it is of the place that goes by these names."""
        grounds = (one.ground.names for one in self._changes if one.ground is not None)
        told = itertools.chain(grounds, (one.names for one in self._holdings))
        return any(names.mean(name, place_id) for name, place_id in told)


class History:
    """Every version of the account.

    Args:
        reports: All reports, in any order.
        claims: All their claims.
        rejected: Reports that could not be read; carried along.
        decisions: What people decided; it wins over the rules and holds for every day.
        judgements, unmet: As in `Situation`; carried along.

    Attributes:
        days: Days on which something became known, in order.

    Cost: one fold; events, tolls and holders are made for the days that are asked for.
    """

    def __init__(
        self,
        reports: Sequence[Report],
        claims: Sequence[Claim],
        *,
        rejected: Sequence[Rejected] = (),
        decisions: Decisions = NONE,
        judgements: Sequence[Judged] = (),
        unmet: Sequence[Judged] = (),
    ) -> None:
        self._judgements, self._unmet = tuple(judgements), tuple(unmet)
        self._reports = order_reports(reports)
        self._rejected = tuple(rejected)
        self._copies, items = ready(self._reports, claims)
        days = {item.id: item.day or dt.date.max for item in items}
        self._claims = [(days[claim.id], claim) for claim in order_claims(item.claim for item in items)]
        self._disputes: dict[str, list[tuple[dt.date, Relation]]] = defaultdict(list)
        self._events = _Happened(self._disputes)
        self._unhappened = _Happened(self._disputes)
        self._background = _Happened(self._disputes)
        self._decisions = decisions
        self._tolls: dict[tuple[bool, int], Following] = {}
        self._control: dict[str, _Holders] = defaultdict(_Holders)
        self._relations: list[tuple[dt.date, Relation]] = []
        found = set()
        fold = Fold(decisions)
        for day, group in by_day(items):
            self._keep(fold, day or dt.date.max, group)
            found.add(day)
        self.days = tuple(sorted(day for day in found if day is not None))
        self._cached = lru_cache(maxsize=KEPT)(self._assemble)

    def _keep(self, fold: Fold, day: dt.date, group: list[Item]) -> None:
        touched = fold.take(group)
        for happened, kept in ((touched.happened, self._events), (touched.past, self._background)):
            for number, one in happened.items():
                kept.note(number, day, one)
        for key, one in touched.unhappened.items():
            self._unhappened.note(key, day, one)
        for struck, tallies in ((False, touched.tallies), (True, touched.struck)):
            for number, tally in tallies.items():
                self._tolls.setdefault((struck, number), Following(tally, struck=struck)).note(day)
        for place, taking in touched.takings:
            self._control[place].put(taking, day, fold.ground(place, taking))
        for place, holding in touched.holdings:
            self._control[place].hold(holding, day)
        for relation in touched.relations:
            self._relations.append((day, relation))
            # Told again in the same words it is no other dispute: only the first counts.
            if relation.kind in DISPUTES and fold.relations[relation.a, relation.b, relation.kind] is relation:
                for end in (relation.a, relation.b):
                    self._disputes[end].append((day, relation))

    def at(self, known: dt.date | None = None) -> Situation:
        """The account as known on a day; None: everything, also what has no day."""
        return self._cached(known)

    def of_place(self, names: Names) -> PlaceCourse:
        """What is told of one place on every day, to be kept."""
        items: list[Item] = []
        tolls = []
        for one in self._tolls.values():
            if any(names.mean(place.name, place.id) for _, place in one.places):
                tolls.append(one.course(range(len(items), len(items) + len(one.tally.items))))
                items.extend(one.tally.items)
        ids = {item.id for item in items}
        return PlaceCourse(
            names=names,
            decisions=Decisions(
                accepted=self._decisions.accepted & ids,
                reasons={claim: why for claim, why in self._decisions.reasons.items() if claim in ids},
            ),
            items=tuple(items),
            tolls=tuple(tolls),
            held=tuple(one.kept() for one in self._control.values() if one.is_of(names)),
        )

    def _assemble(self, known: dt.date | None) -> Situation:
        last = known or dt.date.max
        relations: dict[tuple[str, str, str], Relation] = {}
        for day, one in self._relations:
            if day <= last:
                relations.setdefault((one.a, one.b, one.kind), one)
        found = assemble(
            Parts(
                events=self._events.at(last),
                unhappened=self._unhappened.at(last),
                background=self._background.at(last),
                tolls=[toll for one in self._tolls.values() if (toll := one.at(last, self._decisions)) is not None],
                control=[span for holders in self._control.values() for span in holders.at(last)],
                relations=relations,
            ),
            reports=[one for one in self._reports if known is None or (known_day(one) or dt.date.max) <= known],
            rejected=self._rejected,
            claims=[claim for day, claim in self._claims if day <= last],
            copies=self._copies.groups(known),
            known=known,
        )
        return msgspec.structs.replace(found, judgements=self._judgements, unmet=self._unmet)
