"""From claims to events: which claims tell of one happening, and what they together say of it.

Claims are taken in the order in which they became known, and each joins the one event that it fits
or opens its own. Events are filed by kind, place and week, so that a claim meets only a few. Every
merge carries its reasons, so that a person can judge it; where two events fit alike the claim stays
apart, for a split is easier to mend than a false merge.

Rule: docs/model.md#pairing; ACLED's hierarchy of sub-event types picks the code.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rashomon.model.claim import Actor, Place
from rashomon.model.event import Account, Event, Relation
from rashomon.model.time import Interval, Valid
from rashomon.reconcile.corroboration import count_origins
from rashomon.reconcile.evidence import HAPPENED, STANCE_ORDER, Item
from rashomon.reconcile.judging import NONE, Decisions, event_id
from rashomon.reconcile.pairing import belongs_to_loss, pair_claims, roles_of
from rashomon.reconcile.places import cell_of, cells_around, place_key
from rashomon.reconcile.relate import relation
from rashomon.reconcile.rules import acled_rank, family_of, load_rules

WEEKS = 4
# PLOVER codes of things said that count as happenings between parties.
SPOKEN = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "AGREE", "SUPPORT", "CONSULT", "SANCTION", "COERCE"})
PLACE_ORDER = ("exact", "near", "admin2", "admin1", "country", "unresolved")


class Happening:
    """An event in the making: its claims so far and the days that all of them allow."""

    def __init__(self, first: Item) -> None:
        """Open an event with the claim that was known first."""
        self.items: list[Item] = [first]
        self.agreed = first.window
        self.told: Interval = first.claim.valid.interval
        self.merged: list[str] = []
        self.figures: list[Item] = []
        self.disputes: list[Relation] = []

    @property
    def id(self) -> str:
        """Hash over the oldest claim."""
        return event_id(self.items[0].id)

    def add(self, item: Item, reason: str) -> None:
        """Take a claim, for a reason, and narrow the days."""
        self.items.append(item)
        self.merged.append(f"{item.id} with {self.items[0].id}: {reason}")
        self.agreed = _narrow(self.agreed, item.window)
        self.told = _narrow(self.told, item.claim.valid.interval)


def _narrow(one: Interval, two: Interval) -> Interval:
    starts = [day for day in (one.start, two.start) if day is not None]
    ends = [day for day in (one.end, two.end) if day is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    # Days told beside a day of the tense alone may not meet by a day: the earlier telling is kept.
    return one if start is not None and end is not None and start > end else Interval(start=start, end=end)


def is_event(item: Item) -> bool:
    """Whether the claim tells of a happening: events, changes of control, and words that are deeds."""
    claim = item.claim
    if claim.kind == "control":
        return claim.change != "hold"
    return claim.kind == "event" or (claim.kind == "statement" and claim.plover in SPOKEN)


def group_happenings(items: Sequence[Item], decisions: Decisions = NONE) -> list[Happening]:
    """Happenings told of by the claims, in the order in which they were first told.

    Args:
        items: Claims of happenings, ordered as they became known.
        decisions: Which claims people hold together or apart; they win over the rules.
    """
    shelf = _Shelf()
    found: list[Happening] = []
    owner: dict[str, Happening] = {}
    for item in items:
        home, reason = _judged_home(item, owner, decisions)
        if home is None:
            home, reason = _home(item, [one for one in shelf.near(item) if not _is_apart(item, one, decisions)])
        if home is None:
            home = Happening(item)
            found.append(home)
        else:
            home.add(item, reason)
        owner[item.id] = home
        shelf.put(item, home)
    return _take_in_flights(found, shelf, decisions)


def _judged_home(item: Item, owner: dict[str, Happening], decisions: Decisions) -> tuple[Happening | None, str]:
    """The event that a person put the claim with: the oldest of them, where there are several."""
    for other, reason in sorted(decisions.same_as(item.id).items()):
        if other in owner:
            return owner[other], reason
    return None, ""


def _is_apart(item: Item, happening: Happening, decisions: Decisions) -> bool:
    return decisions.differs(item.id, [old.id for old in happening.items])


def _home(item: Item, near: Iterable[Happening]) -> tuple[Happening | None, str]:
    most = load_rules().numbers.look_back
    fits: list[tuple[Happening, str]] = []
    for happening in near:
        known = happening.items if len(happening.items) <= most else [*happening.items[:2], *happening.items[-most:]]
        # The opening claim and the latest must allow it too: no chain of likenesses.
        reasons = [pair_claims(item, old, happening.agreed) for old in known]
        reason = next((text for text in reasons if text), "")
        if reason:
            fits.append((happening, reason))
    if len(fits) > 1:
        fits = _nearest(item, fits)
    return fits[0] if fits else (None, "")


def _nearest(item: Item, fits: Sequence[tuple[Happening, str]]) -> list[tuple[Happening, str]]:
    """The one of several happenings that has the claim's very days, or its very kind; none where two do."""
    days = [fit for fit in fits if fit[0].told == item.claim.valid.interval]
    kinds = [fit for fit in fits if any(old.claim.frame == item.claim.frame for old in fit[0].items)]
    both = [fit for fit in days if fit in kinds]
    return next((found for found in (both, days, kinds) if len(found) == 1), [])


def _take_in_flights(found: list[Happening], shelf: _Shelf, decisions: Decisions) -> list[Happening]:
    """Flights of a losing side, put with the loss of the place where just one loss fits."""
    taken: set[int] = set()
    for happening in found:
        first = happening.items[0]
        if first.claim.frame not in load_rules().belongs_to_loss:
            continue
        fits = [
            (capture, reason)
            for capture in shelf.losses(first)
            for reason in [belongs_to_loss(first, capture.items[0], capture.agreed)]
            if reason and not _is_apart(first, capture, decisions)
        ]
        if len(fits) == 1:
            capture, reason = fits[0]
            capture.add(first, reason)
            for item in happening.items[1:]:
                capture.add(item, reason)
            taken.add(id(happening))
    return [happening for happening in found if id(happening) not in taken]


class _Shelf:
    """Happenings by kind, place and week."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, int], dict[int, Happening]] = defaultdict(dict)

    def near(self, item: Item) -> list[Happening]:
        """Happenings that the claim may tell of, latest last."""
        return self._look(family_of(item.claim.frame), item)

    def losses(self, item: Item) -> list[Happening]:
        """Changes of holder at the claim's place and in its weeks."""
        return self._look("control", item)

    def _look(self, family: str, item: Item) -> list[Happening]:
        found: dict[int, Happening] = {}
        most = load_rules().numbers.look_back * 2
        for where in _wheres(item, around=True):
            weeks = _weeks(item)
            # Words that recall a taking may stand some days from it: look a week to each side.
            slack = int(family == "control")
            for week in range(weeks.start - slack, weeks.stop + slack):
                shelf = self._found.get((family, where, week), {})
                for number in list(shelf)[-most:]:
                    found[number] = shelf[number]
        return sorted(found.values(), key=lambda happening: happening.items[0].id)

    def put(self, item: Item, happening: Happening) -> None:
        """File the happening under the claim's kind, places and weeks."""
        for where in _wheres(item, around=False):
            for week in _weeks(item):
                shelf = self._found[(family_of(item.claim.frame), where, week)]
                shelf.pop(id(happening), None)
                shelf[id(happening)] = happening


def _wheres(item: Item, *, around: bool) -> list[str]:
    place = item.claim.place
    key = place_key(place)
    if place is None:
        parties = sorted(item.doer_sides)
        return [f"party:{party}" for party in parties] or ["report:" + item.claim.report]
    cell = cell_of(place)
    if cell is None:
        return [key]
    return [key, *(f"cell:{at}" for at in (cells_around(cell) if around else [cell]))]


def _weeks(item: Item) -> range:
    start, end = item.window.start, item.window.end
    if end is None or start is None:
        return range(1)
    last = end.toordinal() // 7
    return range(max(start.toordinal() // 7, last - WEEKS), last + 1)


def attach_figures(happenings: Sequence[Happening], items: Sequence[Item]) -> None:
    """Put each figure claim with the one event of its report that its sentence tells of."""
    told: dict[tuple[str, tuple[int, int]], list[Happening]] = defaultdict(list)
    for happening in happenings:
        for item in happening.items:
            if happening not in told[(item.claim.report, item.claim.sentence)]:
                told[(item.claim.report, item.claim.sentence)].append(happening)
    for item in items:
        if item.claim.kind != "figure" or item.claim.sentence == (0, 0):
            continue
        homes = told.get((item.claim.report, item.claim.sentence), [])
        if len(homes) > 1:
            homes = [home for home in homes if any(one.claim.frame == item.claim.frame for one in home.items)]
        if len(homes) == 1:
            homes[0].figures.append(item)


def link_denials(happenings: Sequence[Happening], items: Sequence[Item]) -> None:
    """Tell of each event that someone denies it: a dispute, whatever anyone thinks of the denial."""
    shelf = _Shelf()
    for happening in happenings:
        for item in happening.items:
            shelf.put(item, happening)
    for item in items:
        if item.claim.stance != "denied":
            continue
        home, reason = _home(item, shelf.near(item))
        if home is not None:
            home.disputes.append(relation("contradicts", item, home.items[0], f"denied: {reason}"))


def make_event(happening: Happening, disputes: Iterable[Relation] = ()) -> Event:
    """The event that the claims of a happening make.

    Args:
        happening: Its claims and reasons.
        disputes: Relations of kind contradicts or attribution_conflict between figures that belong to it.
    """
    items = happening.items
    top = min(items, key=lambda item: acled_rank(item.claim.sub_event))
    every = [*items, *happening.figures]
    return Event(
        id=happening.id,
        frame=top.claim.frame,
        plover=top.claim.plover,
        mode=top.claim.mode,
        acled=top.claim.acled,
        sub_event=top.claim.sub_event,
        actors=_distinct(actor for item in _core(items) for actor in roles_of(item).actors),
        recipients=_distinct(actor for item in _core(items) for actor in roles_of(item).recipients),
        place=_place(items),
        valid=_valid(happening),
        stance=min((item.claim.stance for item in items), key=STANCE_ORDER.index),
        origins=count_origins(items),
        accounts=_accounts(every),
        claims=tuple(item.id for item in every),
        merged=tuple(happening.merged),
        disputes=(*happening.disputes, *disputes),
    )


def _core(items: Sequence[Item]) -> list[Item]:
    """Claims whose roles are those of the event: a flight that belongs to a loss has the loser as actor."""
    flights = load_rules().belongs_to_loss
    core = [item for item in items if item.claim.frame not in flights]
    return core or list(items)


def _distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for actor in actors:
        found.setdefault(actor.id or "words:" + actor.name.casefold(), actor)
    return tuple(found.values())


def _place(items: Sequence[Item]) -> Place | None:
    places = [item.claim.place for item in items if item.claim.place is not None]
    return min(places, key=lambda place: PLACE_ORDER.index(place.precision), default=None)


def _valid(happening: Happening) -> Valid:
    """The days that all accounts allow, with the words of the one that sets them most narrowly."""
    told = happening.told

    def rank(item: Item) -> tuple[bool, int]:
        return not item.told, item.claim.valid.interval.days() or 10**6

    source = min(happening.items, key=rank).claim.valid
    if source.interval == told:
        return source
    return Valid(start=told.start, end=told.end, edtf=_edtf(told), text=source.text, basis=source.basis)


def _edtf(interval: Interval) -> str:
    def side(day: dt.date | None) -> str:
        return day.isoformat() if day is not None else ".."

    if not interval.known:
        return ""
    return side(interval.start) if interval.start == interval.end else f"{side(interval.start)}/{side(interval.end)}"


def _accounts(items: Sequence[Item]) -> tuple[Account, ...]:
    by_report: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_report[item.claim.report].append(item)
    found = []
    for report, members in by_report.items():
        members.sort(key=lambda item: (item.claim.start, item.claim.end, item.id))
        chain = {(link.name, link.kind): link for item in members for link in item.claim.by}
        found.append(
            Account(
                outlet=members[0].claim.outlet,
                report=report,
                published=members[0].claim.published,
                by=tuple(chain.values()),
                stance=min((item.claim.stance for item in members), key=STANCE_ORDER.index),
                claims=tuple(item.id for item in members),
                quotes=tuple(item.claim.quote for item in members),
            )
        )
    return tuple(sorted(found, key=lambda account: (account.published or dt.date.max, account.report)))


def split_items(
    items: Sequence[Item], accepted: frozenset[str] = frozenset()
) -> tuple[list[Item], list[Item], list[Item]]:
    """Claims of happenings by what they are: happened, not (yet) happened, background.

    Those in `accepted` happened: a person vouches for them, however the report hedged.
    """
    happened, unhappened, background = [], [], []
    for item in items:
        if item.id in accepted and is_event(item):
            happened.append(item)
        elif item.claim.background:
            if item.claim.kind != "relation":
                background.append(item)
        elif item.claim.stance not in HAPPENED:
            if item.claim.kind != "relation":
                unhappened.append(item)
        elif is_event(item):
            happened.append(item)
    return happened, unhappened, background
