"""All of it: from the claims of many reports to one account, day of knowing by day of knowing.

Claims are taken in the order in which they became known and never taken back, so the state after the
claims of a day is the account as known on that day. `reconcile` gives the account at the end,
`rashomon.reconcile.history` keeps what every day changed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.event import ControlSpan, Event, Relation, Situation, Toll
from rashomon.model.text import Rejected, Report
from rashomon.reconcile.control.bearings import Holding, holding_of, is_sign, sign_of
from rashomon.reconcile.control.intervals import Ground, ground_of, is_holding, place_held, trace_place
from rashomon.reconcile.events.accounts import is_event, make_event, sums_up
from rashomon.reconcile.events.happenings import Grouping, Happening
from rashomon.reconcile.evidence import HAPPENED, Item, known_day, make_items
from rashomon.reconcile.figures.joining import Counting
from rashomon.reconcile.figures.states import set_beside
from rashomon.reconcile.figures.tolls import Tally
from rashomon.reconcile.judging import NONE, Decisions
from rashomon.reconcile.looking_back import look_back
from rashomon.reconcile.loose_places import name_places
from rashomon.reconcile.place_course import span_order, toll_order
from rashomon.reconcile.relations import distinct
from rashomon.reconcile.rules import family_of
from rashomon.reconcile.voices.copies import Copies, find_copies

DISPUTES = frozenset({"contradicts", "attribution_conflict"})
FIRM = frozenset({"asserted", "reported", "claimed", "alleged"})
# A change of control: whether it is past, and its number.
Taking = tuple[bool, int]


def reconcile(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    *,
    known: dt.date | None = None,
    rejected: Sequence[Rejected] = (),
    decisions: Decisions = NONE,
) -> Situation:
    """One account of what the claims tell: events, figures, control, copies and relations.

    A pure function of the set of its arguments: the order in which reports and claims arrive changes
    nothing. All reports given count; `rashomon.situation.situation` leaves out those of later days.

    Args:
        reports: The reports that count, with their texts (for copies) and agencies.
        claims: Their claims. One whose report is not among them counts by its own day.
        known: The day as known on which these are; only carried along.
        rejected: Reports that could not be read; only carried along.
        decisions: What people decided on these claims; it wins over the rules.

    Returns:
        The situation; its lists are ordered by time and place, so that equal input gives equal output.

    Cost: near linear in claims and in words of text.
    """
    ordered = order_reports(reports)
    copies, items = ready(ordered, claims)
    fold = Fold(decisions)
    for _, group in by_day(items):
        fold.take(group)
    return assemble(
        Parts(
            events=[fold.event(one) for one in fold.happened.found if one.part_of is None],
            unhappened=[fold.event(one) for stance in fold.unhappened.values() for one in stance.found],
            background=[fold.event(one) for one in fold.past.found if one.part_of is None],
            tolls=[
                *(fold.counts.toll(tally) for tally in fold.counts.tallies),
                *(fold.counts.struck_out(tally) for tally in fold.counts.struck),
            ],
            control=[span for key in fold.places for span in fold.spans(key)],
            relations=fold.relations,
        ),
        reports=ordered,
        rejected=rejected,
        claims=order_claims(item.claim for item in items),
        copies=copies.groups(),
        known=known,
    )


def order_reports(reports: Iterable[Report]) -> list[Report]:
    """Each report once, by the day from which it was out, and name; undated ones last."""
    found = {report.name: report for report in reports}.values()
    return sorted(found, key=lambda report: (known_day(report) or dt.date.max, report.name))


def order_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by report and position."""
    return sorted(claims, key=lambda claim: (claim.report, claim.start, claim.end, claim.id))


def ready(reports: Sequence[Report], claims: Sequence[Claim]) -> tuple[Copies, list[Item]]:
    """Copies among the reports, and the claims ready to be taken, in the order in which they became known."""
    copies = find_copies(reports)
    texts = {claim.id: text for claim in claims if (text := copies.text_of(claim)) is not None}
    days = {report.name: known_day(report) for report in reports}
    agencies = {report.name: report.agencies for report in reports}
    printed = {report.name: report.text for report in reports}
    return copies, name_places(
        look_back(set_beside(make_items(claims, days, texts, agencies, printed)), printed), printed
    )


def by_day(items: Sequence[Item]) -> Iterator[tuple[dt.date | None, list[Item]]]:
    """Claims by the day from which they were known; those without one last, under None."""
    for day, group in groupby(items, key=lambda item: item.day):
        yield day, list(group)


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """What the claims of a day changed.

    Attributes:
        takings: Changes of control by place: whether past, and number.
        holdings: What claims that somebody holds a place bear out, with the place's key.
    """

    happened: dict[int, Happening]
    unhappened: dict[tuple[str, int], Happening]
    past: dict[int, Happening]
    tallies: dict[int, Tally]
    struck: dict[int, Tally]
    takings: tuple[tuple[str, Taking], ...]
    holdings: tuple[tuple[str, Holding], ...]
    relations: tuple[Relation, ...]


class Fold:
    """The account in the making.

    Args:
        decisions: What people decided; it wins over the rules.

    Attributes:
        happened, past, unhappened: Events; the last by stance, for a fear and a plan of one thing are two.
        counts: Tolls.
        places: For each place that somebody is said to hold, its changes of control and holdings.
        relations: Between claims, each once, in the order in which they were found.
    """

    def __init__(self, decisions: Decisions = NONE) -> None:
        self._decisions = decisions
        self.happened = Grouping(decisions)
        self.past = Grouping(decisions)
        self.unhappened: dict[str, Grouping] = {}
        self.counts = Counting(decisions)
        self.places: dict[str, None] = {}
        self.relations: dict[tuple[str, str, str], Relation] = {}
        self._disputes: dict[str, list[Relation]] = defaultdict(list)
        self._home: dict[str, Happening] = {}
        self._takings: dict[str, dict[Taking, Happening]] = defaultdict(dict)
        self._holdings: dict[str, list[Holding]] = defaultdict(list)

    def take(self, items: Sequence[Item]) -> Touched:
        """Take the claims of one day, oldest first."""
        counting = [item for item in items if item.id not in self._decisions.discounted]
        happened, unhappened, past = self._split(counting)
        touched = self.happened.take(happened)
        touched |= self._attach_figures(happened, counting)
        touched |= self._attach_holdings(counting)
        touched |= self.happened.deny([item for item in counting if item.claim.stance == "denied"], touched)
        looks_back = self._recalls(past)
        touched |= {one.number: one for home in looks_back.values() for one in (home, home.part_of) if one is not None}
        recalled = self.past.take([item for item in past if item.id not in looks_back])
        hedged: dict[tuple[str, int], Happening] = {}
        for item in unhappened:
            stance = item.claim.stance
            grouping = self.unhappened.setdefault(stance, Grouping(self._decisions))
            hedged |= {(stance, number): one for number, one in grouping.take([item]).items()}
        counted = self.counts.take(items)
        for relation in counted.relations:
            if self.relations.setdefault((relation.a, relation.b, relation.kind), relation) is relation:
                touched |= self._note_dispute(relation)
        return Touched(
            happened=touched,
            unhappened=hedged,
            past=recalled,
            tallies=counted.tallies,
            struck=counted.struck,
            takings=self._file_takings(touched, recalled),
            holdings=self._file_holdings(counting),
            relations=tuple(counted.relations),
        )

    def event(self, happening: Happening) -> Event:
        """The event of a happening as it stands."""
        whole = happening.whole()
        disputes = [one for item in whole.figures for one in self._disputes.get(item.id, ())]
        return make_event(whole, distinct(disputes))

    def spans(self, place: str) -> list[ControlSpan]:
        """Who holds the place on which days."""
        grounds = [self.ground(place, taking) for taking in sorted(self._takings[place])]
        return trace_place([ground for ground in grounds if ground is not None], self._holdings[place])

    def ground(self, place: str, taking: Taking) -> Ground | None:
        """What a change of control bears out as it stands; None for a recalled one that is not firm."""
        happening = self._takings[place][taking]
        return ground_of(happening.whole()) if not taking[0] or _is_firm_change(happening) else None

    def _split(self, items: Sequence[Item]) -> tuple[list[Item], list[Item], list[Item]]:
        """Claims of happenings by what they are: happened, not (yet) happened, background.

        What a person accepted happened, however the report hedged.
        """
        happened: list[Item] = []
        unhappened: list[Item] = []
        past: list[Item] = []
        for item in items:
            if item.id in self._decisions.accepted and is_event(item):
                happened.append(item)
            elif item.claim.kind == "relation" and (item.claim.background or item.claim.stance not in HAPPENED):
                continue
            elif item.claim.background:
                # A late report of what is already in the account is no history: it bears that out.
                (happened if self._is_told(item) else past).append(item)
            elif item.claim.stance not in HAPPENED:
                unhappened.append(item)
            elif is_event(item):
                happened.append(item)
        return happened, unhappened, past

    def _recalls(self, past: Sequence[Item]) -> dict[str, Happening]:
        """For each look back of a day that tells again of an event of the account: the event, by claim."""
        found: dict[str, Happening] = {}
        history: set[str] = set()
        for item in past:
            home = self._recall(item) if item.original not in history else None
            if home is None:
                history.add(item.id)  # and so is whatever prints it again
            else:
                found[item.id] = home
        return found

    def _recall(self, item: Item) -> Happening | None:
        """The event that a dated look back tells of again; what only denies or fears it tells of nothing."""
        tells = (item.told or item.recalls) and item.claim.stance in HAPPENED and not self.past.holds_original(item)
        return self.happened.recall(item) if tells else None

    def _is_told(self, item: Item) -> bool:
        """Whether what a report recalls is an event that the account has from reports of its own days."""
        happened = item.claim.kind == "event" and item.claim.stance in HAPPENED
        return happened and item.told and not self.past.holds_original(item) and self.happened.knows(item)

    def _attach_figures(self, happened: Sequence[Item], items: Sequence[Item]) -> dict[int, Happening]:
        """Put each count with the one event that its sentence tells of; of harm alone, with the one that it fits."""
        told: dict[tuple[str, tuple[int, int]], dict[int, Happening]] = defaultdict(dict)
        for item in happened:
            home = self.happened.home_of(item)
            home = home.part_of or home
            told[item.claim.report, item.claim.sentence][home.number] = home
        touched = {}
        for item in items:
            if item.claim.kind != "figure" or item.claim.sentence == (0, 0) or sums_up(item):
                continue
            homes = list(told.get((item.claim.report, item.claim.sentence), {}).values())
            if len(homes) > 1:
                homes = [one for one in homes if any(old.claim.frame == item.claim.frame for old in one.items)]
            if not homes and item.claim.stance in HAPPENED and not item.claim.background:
                found = self.happened.event_of(item) if family_of(item.claim.frame) == "force" else None
                homes = [found.part_of or found] if found is not None else []
            if len(homes) == 1:
                homes[0].figures.append(item)
                self._home[item.id] = homes[0]
                touched[homes[0].number] = homes[0]
        return touched

    def _attach_holdings(self, items: Sequence[Item]) -> dict[int, Happening]:
        """Put who is said to hold a place just after taking it with the taking: both tell of one change of hands."""
        touched = {}
        for item in items:
            if is_holding(item) and not item.claim.background and not item.claim.part and place_held(item):
                home = self.happened.taking_of(item)
                if home is not None:
                    home.figures.append(item)
                    touched[home.number] = home
        return touched

    def _note_dispute(self, relation: Relation) -> dict[int, Happening]:
        if relation.kind not in DISPUTES:
            return {}
        touched = {}
        for end in (relation.a, relation.b):
            self._disputes[end].append(relation)
            if end in self._home:
                home = self._home[end]
                touched[home.number] = home
                if home.part_of is not None:
                    touched[home.part_of.number] = home.part_of
        return touched

    def _file_takings(
        self, touched: dict[int, Happening], recalled: dict[int, Happening]
    ) -> tuple[tuple[str, Taking], ...]:
        """File changes of holder under their place."""
        found = []
        for past, group in ((False, touched), (True, recalled)):
            for number, happening in group.items():
                place = next(filter(None, map(place_held, happening.changes)), "")
                if place:
                    self._takings[place][past, number] = happening
                    self.places[place] = None
                    found.append((place, (past, number)))
        return tuple(found)

    def _file_holdings(self, items: Sequence[Item]) -> tuple[tuple[str, Holding], ...]:
        """File claims that somebody holds a place under it, and what may be a sign of it."""
        told = (
            (place_held(item), holding_of(item) if is_holding(item) else sign_of(item))
            for item in items
            if is_holding(item) or is_sign(item)
        )
        found = tuple((place, holding) for place, holding in told if place and holding is not None)
        for place, holding in found:
            self._holdings[place].append(holding)
            self.places[place] = None
        return found


def _is_firm_change(happening: Happening) -> bool:
    """Whether all claims of a recalled happening tell of a change of holder, and none only feared or denied it."""
    return all(item.claim.stance in FIRM and item.claim.change != "hold" for item in happening.changes)


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """What a situation is put together from, in any order."""

    events: Sequence[Event]
    unhappened: Sequence[Event]
    background: Sequence[Event]
    tolls: Sequence[Toll]
    control: Sequence[ControlSpan]
    relations: dict[tuple[str, str, str], Relation]


def assemble(
    parts: Parts,
    *,
    reports: Sequence[Report],
    rejected: Sequence[Rejected],
    claims: Sequence[Claim],
    copies: tuple[tuple[str, ...], ...],
    known: dt.date | None,
) -> Situation:
    """The situation, every list in its order: events by time, tolls and control by place.

    Args:
        parts: What was derived.
        reports: Those that count, as `order_reports` gives them.
        rejected: Reports that could not be read.
        claims: Those that count, as `order_claims` gives them.
        copies: Groups of reports that carry one text.
        known: As of which day.
    """
    return Situation(
        known=known,
        reports=tuple(reports),
        rejected=tuple(sorted(rejected, key=lambda one: (one.name, one.why))),
        claims=tuple(claims),
        events=tuple(sorted(parts.events, key=_event_order)),
        unhappened=tuple(sorted(parts.unhappened, key=_event_order)),
        background=tuple(sorted(parts.background, key=_event_order)),
        tolls=tuple(sorted(parts.tolls, key=toll_order)),
        control=tuple(sorted(parts.control, key=span_order)),
        copies=copies,
        relations=tuple(parts.relations[key] for key in sorted(parts.relations)),
    )


def _event_order(event: Event) -> tuple[dt.date, dt.date, str]:
    last = event.valid.end or dt.date.max
    return event.valid.start or last, last, event.id
