"""Who holds which place on which days, as far as reports bear it out.

A taking is certain from the last of the days on which it may have been; until the day before, who was
driven out held the place. A holding is certain on the days told. Who has taken or holds a place keeps it
until a report says otherwise, so an answer for a later day is "as known". Days that nothing bears on are
unknown, towns do not inherit from their province nor it from them, and what is denied, feared, planned
or doubted never moves a line.

Rule: docs/model.md#control; ISW's assessed against claimed control; SFM on what a citation evidences.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from rashomon.model.claim import Actor
from rashomon.model.event import ControlSpan, ControlStatus
from rashomon.reconcile.events import Happening
from rashomon.reconcile.evidence import HAPPENED, Item
from rashomon.reconcile.origins import source_of
from rashomon.reconcile.pairing import roles_of
from rashomon.reconcile.places import place_key
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.sides import names_somebody, parties_of, speaks_for

DAY = dt.timedelta(days=1)
Sort = Literal["taking", "holding", "contest", "siege", "before"]


class Bearing(msgspec.Struct, frozen=True, kw_only=True):
    """What one report or several bear out of one place: who held it, on which days, surely.

    Attributes:
        sort: `taking` (a change on its last possible day), `holding`, `contest`, `siege`, or `before`
            (who held it till it was taken; weaker than all others).
        parties: Sides and words of the holder, to compare; empty where nobody is named.
        lost_by: Sides and words of who held the place before a taking, where told.
        keeps: Whether it goes on being so until told otherwise.
    """

    sort: Sort
    name: str | None
    id: str
    parties: frozenset[str]
    start: dt.date
    end: dt.date
    part: bool = False
    claimed: bool = False
    basis: str = "reported"
    keeps: bool = True
    lost_by: frozenset[str] = frozenset()
    since: str = ""
    claims: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def trace_control(happenings: Sequence[Happening], items: Sequence[Item]) -> list[ControlSpan]:
    """Spans of control by place, in order of place and day.

    Args:
        happenings: Current and past changes of control, as grouped by `reconcile.events`.
        items: All claims; of these the holdings count, also those told as background.
    """
    found: dict[str, list[Bearing]] = defaultdict(list)
    names: dict[str, tuple[str, str]] = {}
    for happening in happenings:
        key = _key(happening.items[0])
        if key and happening.items[0].claim.kind == "control":
            found[key].extend(_from_happening(happening))
            names.setdefault(key, _names(happening.items[0]))
    holdings: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        claim = item.claim
        if (
            claim.kind == "control"
            and claim.change == "hold"
            and claim.actors
            and claim.stance in HAPPENED
            and _key(item)
        ):
            holdings[_key(item)].append(item)
            names.setdefault(_key(item), _names(item))
    spans: list[ControlSpan] = []
    for key in sorted(names, key=lambda key: (names[key], key)):
        found[key] = _without_recalls(found[key])
        takings = [bearing for bearing in found[key] if bearing.sort == "taking"]
        held = [bearing for item in holdings[key] for bearing in _from_holding(item, takings)]
        bearings = [*found[key], *held]
        if any(bearing.parties or bearing.lost_by for bearing in bearings):
            spans.extend(_sweep(bearings, names[key]))
    return spans


def control_on(spans: Iterable[ControlSpan], place: str, day: dt.date) -> ControlSpan:
    """Who held a place on a day; status `unknown` and no holder where no span bears on it.

    Args:
        spans: As in `Situation.control`.
        place: Gazetteer id, or the name in any case. A name that two places bear is answered as unknown:
            ask by id.
        day: The day.
    """
    wanted = place.casefold()
    near = [span for span in spans if place and (place == span.place_id or span.place.casefold() == wanted)]
    if len({span.place_id or span.place for span in near}) == 1:
        for span in near:
            if (span.start is None or span.start <= day) and (span.end is None or day <= span.end):
                return span
    name = near[0].place if near else place
    key = near[0].place_id if len({span.place_id for span in near}) == 1 else ""
    return ControlSpan(place=name, place_id=key, holder=None, status="unknown", basis="", start=None, end=None)


def _key(item: Item) -> str:
    place = item.claim.place
    # Near a town is not in it, and words without a name ("the base") are another place in each report.
    if place is None or place.precision == "near":
        return ""
    if not place.id and not place.name[:1].isupper():
        return ""
    return place_key(place)


def _names(item: Item) -> tuple[str, str]:
    place = item.claim.place
    assert place is not None, "claims of control are filed by place"
    return place.name, place.id


def _last_day(item: Item) -> dt.date | None:
    return item.claim.valid.end or item.window.end or item.day


def _from_happening(happening: Happening) -> list[Bearing]:
    items = [item for item in happening.items if item.claim.kind == "control"]
    first = items[0].claim
    end = happening.told.end or _last_day(items[0])
    if end is None:
        return []
    told = happening.told.start
    ids = tuple(item.id for item in items)
    against = tuple(rel.a for rel in happening.disputes)
    roles = [roles_of(item) for item in items]
    gainers = next((role.actors for role in roles if role.actors), ())
    losers = next((role.recipients for role in roles if role.recipients), ())
    fled = [item.claim.actors for item in happening.items if item.claim.frame in load_rules().belongs_to_loss]
    losers = losers or next((actors for actors in fled if actors), ())
    since = next((item.claim.valid.text for item in items if item.claim.valid.text), "")
    if first.change in ("contest", "besiege"):
        sort: Sort = "contest" if first.change == "contest" else "siege"
        holder = losers if sort == "siege" else ()
        made = _bearing(sort, holder, told or end, end, since)
        return [msgspec.structs.replace(made, claims=ids, against=against, part=first.part)]
    if first.change == "loss" and items[0].claim.actors and not _gains(items):
        gainers = ()
    claimed, basis = _basis(items, gainers, losers)
    made = _bearing("taking", gainers, end, end, since or end.isoformat())
    taken = msgspec.structs.replace(made, claims=ids, against=against, part=first.part, claimed=claimed, basis=basis)
    taken = msgspec.structs.replace(taken, lost_by=parties_of(losers, end.year))
    if not losers or first.part or claimed or told is None:
        # "Drove them out", no day told: the days before the report are not days on which they held it.
        return [taken]
    before = _bearing("before", losers, told - DAY, end - DAY, "")
    return [msgspec.structs.replace(before, claims=ids, basis="inferred", keeps=False), taken]


def _without_recalls(bearings: Sequence[Bearing]) -> list[Bearing]:
    """Leave out takings by nobody named within days of one by somebody: they recall it."""
    reach = load_rules().numbers.reach_days
    named = [one.start for one in bearings if one.sort == "taking" and one.parties]
    return [
        one
        for one in bearings
        if one.sort != "taking" or one.parties or all(abs((one.start - day).days) > reach for day in named)
    ]


def _gains(items: Sequence[Item]) -> bool:
    """Whether anyone is said to have gained the place: who drives others out need not hold it after."""
    if any(item.claim.change == "gain" for item in items):
        return True
    return any(item.claim.change == "loss" and roles_of(item).actors != item.claim.actors for item in items)


def _bearing(sort: Sort, holders: Sequence[Actor], start: dt.date, end: dt.date, since: str) -> Bearing:
    # Several who take a place together are named together; their sides all count as holding it.
    holders = [actor for actor in holders if names_somebody(actor)]
    names = list(dict.fromkeys(actor.name for actor in holders))
    return Bearing(
        sort=sort,
        name=" and ".join(names) or None,
        id=holders[0].id if len(names) == 1 else "",
        parties=parties_of(holders, end.year),
        start=start,
        end=end,
        since=since,
    )


def _basis(items: Sequence[Item], gainers: Sequence[Actor], losers: Sequence[Actor]) -> tuple[bool, str]:
    """Whether the taking is only claimed, and on whose word it rests."""
    speakers = [source_of(item.claim) for item in items]
    if all(item.claim.stance == "alleged" for item in items):
        return True, "reported"
    partial = [
        item.claim.stance in ("claimed", "alleged") and speaker is not None
        for item, speaker in zip(items, speakers, strict=True)
    ]
    if all(partial):
        if all(speaker is not None and speaks_for(speaker, gainers, items[0].year) for speaker in speakers):
            return True, "claimed_by_self"
        if all(speaker is not None and speaks_for(speaker, losers, items[0].year) for speaker in speakers):
            return False, "claimed_by_rival"
    return False, "reported"


def _from_holding(item: Item, takings: Sequence[Bearing]) -> list[Bearing]:
    """The days on which a holding is borne out, cut where another side took the place."""
    claim = item.claim
    end = _last_day(item)
    if end is None:
        return []
    numbers = load_rules().numbers
    parties = parties_of(claim.actors, item.year)
    start = claim.valid.start
    loose = claim.valid.basis in ("tense", "none", "event")
    changes = {
        taking.start: taking.lost_by
        for taking in takings
        if not (taking.part or taking.claimed or taking.parties & parties)
        and (taking.start < end or (taking.start == end and loose))
    }
    near = [day for day in changes if start is None or day > start]
    keeps = not claim.background and (item.day is None or claim.valid.end is None or claim.valid.end >= item.day)
    if near and loose and (end - max(near)).days <= numbers.reach_days:
        lost_by = changes[max(near)]
        if lost_by and not lost_by & parties:
            # Another side lost it then: this holding, told without days, was at some earlier time.
            return []
        end, keeps = max(near) - DAY, False
    elif near:
        # Told for a later day than the other side's taking: from then on at least.
        start = max(near) + DAY if start is not None else end
    claimed, basis = _basis([item], claim.actors, ())
    made = _bearing("holding", claim.actors, min(start or end, end), end, claim.valid.text)
    surely = msgspec.structs.replace(
        made, claims=(item.id,), part=claim.part, claimed=claimed, basis=basis, keeps=keeps
    )
    if start is not None:
        return [surely]
    back = end - DAY * numbers.hold_back_days
    before = msgspec.structs.replace(surely, sort="before", start=back, end=end - DAY, basis="inferred", keeps=False)
    return [before, surely]


def _sweep(bearings: Sequence[Bearing], names: tuple[str, str]) -> list[ControlSpan]:
    """Spans without overlap, from what bears on each stretch of days or was last known before it."""
    order = sorted(bearings, key=lambda one: (one.start, one.end, one.sort, one.claims))
    edges = sorted({one.start for one in order} | {one.end + DAY for one in order})
    spans: list[ControlSpan] = []
    active: list[Bearing] = []
    last_known = _LastKnown()
    at = 0
    for number, day in enumerate(edges):
        active = [one for one in active if one.end >= day]
        while at < len(order) and order[at].start <= day:
            active.append(order[at])
            at += 1
        full = _strongest([one for one in active if not one.part and one.sort in ("taking", "holding")])
        last_known.move(day, full, [one for one in active if one.part or one.sort in ("contest", "siege")])
        before = [one for one in active if one.sort == "before" and not one.part]
        last = edges[number + 1] - DAY if number + 1 < len(edges) else None
        span = _state(full, before, last_known, names)
        if span is not None:
            _append(spans, msgspec.structs.replace(span, start=day, end=last))
    return spans


class _LastKnown:
    """What goes on being so on days on which nothing new is told.

    `base` is who holds the whole place, `over` what is told of a part, a siege or a fight since.
    """

    def __init__(self) -> None:
        self.base: Bearing | None = None
        self.over: Bearing | None = None
        self._keeper: Bearing | None = None

    def move(self, day: dt.date, full: Sequence[Bearing], aside: Sequence[Bearing]) -> None:
        """Go on to a day with what bears on it."""
        if self.base is not None and self.base.end < day and not self.base.keeps:
            # A holding told as over gives way to who kept the place anyhow, never to another side.
            same = self._keeper is not None and self._keeper.parties & self.base.parties
            self.base = self._keeper if same else None
        if full and full[-1].sort == "holding" and not _is_known(full[-1]) and self.base is not None:
            # "The rebels held it" names nobody new.
            self.base = msgspec.structs.replace(self.base, claims=(*self.base.claims, *full[-1].claims))
        elif full:
            new = full[-1]
            if new.claimed and self.base is not None and not self.base.claimed and not _allied(new, self.base):
                new = msgspec.structs.replace(new, against=(*new.against, *self.base.claims))
            self.base, self.over = new, None
            self._keeper = new if new.keeps else self._keeper
        # What began before the place was taken ended with its taking.
        since = self.base.start if self.base is not None and self.base.sort == "taking" else None
        later = [one for one in aside if since is None or one.start > since]
        if later:
            self.over = max(later, key=lambda one: (one.start, one.end, one.claims))


def _allied(one: Bearing, two: Bearing) -> bool:
    return bool(one.parties & two.parties)


def _is_known(one: Bearing) -> bool:
    """Whether the roster knows a side of the holder's: "rebels" is nobody's opposite."""
    return any(not party.startswith("words:") for party in one.parties)


def _strongest(bearings: Sequence[Bearing]) -> list[Bearing]:
    """What counts of a day's bearings: reported before merely claimed ones; the best known holder last."""
    firm = [one for one in bearings if not one.claimed] or list(bearings)
    return sorted(firm, key=_is_known)


def _state(
    full: Sequence[Bearing], before: Sequence[Bearing], last: _LastKnown, names: tuple[str, str]
) -> ControlSpan | None:
    standing = [last.base if one is full[-1] and last.base is not None else one for one in full]
    if not standing and before:
        standing = [] if _rivals(before) else list(before)
        standing = standing if last.base is None or _allied(before[-1], last.base) else [before[-1]]
    elif not standing and last.base is not None:
        standing = [last.base]
    if last.over is not None:
        return _overlay(last.over, standing, names)
    if not standing:
        return None
    claims = tuple(dict.fromkeys(claim for one in standing for claim in one.claims))
    against = tuple(dict.fromkeys(claim for one in standing for claim in one.against if claim not in claims))
    if _rivals(standing):
        return _span(names, None, "contested", standing[0], claims, against)
    lead = standing[-1]
    status: ControlStatus = "claimed" if lead.claimed else "controls" if lead.name is not None else "unknown"
    return _span(names, lead, status, lead, claims, against)


def _rivals(standing: Sequence[Bearing]) -> bool:
    """Whether two sides are each said to hold the place."""
    known = [one for one in standing if _is_known(one)]
    return any(not _allied(one, other) for one in known for other in known)


def _overlay(over: Bearing, standing: Sequence[Bearing], names: tuple[str, str]) -> ControlSpan:
    """Part taken, fought over or besieged: told before who holds the whole."""
    rest = tuple(dict.fromkeys(claim for one in standing for claim in one.claims if claim not in over.claims))
    if over.sort == "contest":
        return _span(names, None, "contested", over, over.claims, rest)
    if over.sort == "siege":
        holder = over if over.name is not None else (standing[0] if standing and not _rivals(standing) else None)
        return _span(names, holder, "besieged", over, (*over.claims, *rest), over.against)
    return _span(names, over, "partial", over, over.claims, rest)


def _span(
    names: tuple[str, str],
    holder: Bearing | None,
    status: ControlStatus,
    on: Bearing,
    claims: tuple[str, ...],
    against: tuple[str, ...],
) -> ControlSpan:
    return ControlSpan(
        place=names[0],
        place_id=names[1],
        holder=holder.name if holder is not None else None,
        holder_id=holder.id if holder is not None else "",
        status=status,
        basis=on.basis,
        start=on.start,
        end=on.end,
        since=on.since,
        claims=claims,
        against=against,
    )


def _append(spans: list[ControlSpan], span: ControlSpan) -> None:
    """Put a span after the last, as one with it where it says the same of the next day."""
    last = spans[-1] if spans else None
    same = last is not None and (last.holder, last.holder_id, last.status, last.basis) == (
        span.holder, span.holder_id, span.status, span.basis,
    )  # fmt: skip
    if last is None or not same or last.end is None or span.start is None or last.end + DAY != span.start:
        spans.append(span)
        return
    claims = tuple(dict.fromkeys((*last.claims, *span.claims)))
    against = tuple(dict.fromkeys((*last.against, *span.against)))
    spans[-1] = msgspec.structs.replace(last, end=span.end, claims=claims, against=against)
