"""What claims bear out of who holds a place: takings, holdings, sieges, and who held it before.

Rule: docs/model.md#control.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Literal

import msgspec

from rashomon.model.claim import Actor, Source
from rashomon.reconcile.events.happenings import Happening
from rashomon.reconcile.evidence import HAPPENED, Item
from rashomon.reconcile.places.comparing import is_area
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.sides import names_somebody, parties_of, plain_name, speaks_for
from rashomon.reconcile.voices.origins import source_of

DAY = dt.timedelta(days=1)
Sort = Literal["taking", "holding", "contest", "siege", "before", "entry", "flight"]


# Forces that are in a place, and not on the way to it.
_ENTERS = re.compile(r"\b(?:enter\w*|into|inside|deploy\w*|return\w*|arriv\w*|mov(?:e[sd]?|ing) in)\b", re.IGNORECASE)
# A holding whose days no words set: it was so at some time up to the report.
LOOSE = frozenset({"tense", "none", "event"})


class Bearing(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """What one report or several bear out of one place: who held it, on which days, surely.

    Attributes:
        sort: `taking` (a change on its last possible day), `holding`, `contest`, `siege`, or `before`
            (who held it till it was taken; weaker than all others); `entry` and `flight` of a side bear nothing out
            but together.
        parties: Sides and words of the holder, to compare; empty where nobody is named.
        lost_by: Sides and words of who held the place before a taking, where told.
        keeps: Whether it goes on being so until told otherwise.
        denial: It is only denied that the holder has left: no report says who is there.
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
    denial: bool = False


class Holding(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """A claim that somebody holds a place: what of it does not hang on what else is told.

    Attributes:
        names: Name and gazetteer id of the place.
        day: When it became known.
        bearing: What it bears out where nobody else took the place.
        start: First day told.
        loose: Whether no words set its days.
        doers: Sides and words of who holds it.
    """

    names: tuple[str, str]
    day: dt.date | None
    bearing: Bearing
    start: dt.date | None
    loose: bool
    doers: frozenset[str]


def _last_day(item: Item) -> dt.date | None:
    return item.claim.valid.end or item.window.end or item.day


def bearings_of_taking(happening: Happening) -> list[Bearing]:
    """What a change of holder, a siege or a fight over a place bears out; nothing where no day is known.

    A taking is certain on the last day on which it may have been. Who lost the place held it from the
    day before the first such day to the day before the last, where the first is told. What a report
    recalls from another time says nothing of the days after.
    """
    items = happening.changes
    first = items[0].claim
    end = happening.told.end or _last_day(items[0])
    if end is None:
        return []
    told = happening.told.start
    ids = tuple(item.id for item in items)
    against = tuple(rel.a for rel in happening.disputes)
    roles = [item.roles for item in items]
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
    driven_out = first.frame in load_rules().recipient_loses and not is_area(first.place)
    if first.change == "loss" and items[0].claim.actors and not _gains(items) and not driven_out:
        gainers = ()
    claimed, basis = _basis(items, gainers, losers)
    if gainers and any(_is_open(one, items, gainers, end) for one in happening.deniers.values()):
        claimed, basis = True, "claimed_by_self"
    made = _bearing("taking", gainers, end, end, since or end.isoformat())
    taken = msgspec.structs.replace(made, claims=ids, against=against, part=first.part, claimed=claimed, basis=basis)
    keeps = not all(item.claim.background for item in items)
    taken = msgspec.structs.replace(taken, lost_by=parties_of(losers, end.year), keeps=keeps)
    if not losers or first.part or claimed or told is None:
        # "Drove them out", no day told: the days before the report are not days on which they held it.
        return [taken]
    before = _bearing("before", losers, told - DAY, end - DAY, "")
    return [msgspec.structs.replace(before, claims=ids, basis="inferred", keeps=False), taken]


def without_recalls(bearings: Sequence[Bearing]) -> list[Bearing]:
    """Leave out takings by nobody named within days of one by somebody: they recall it."""
    reach = DAY * load_rules().numbers.reach_days
    named = sorted({one.start for one in bearings if one.sort == "taking" and one.parties})

    def recalls(one: Bearing) -> bool:
        after = bisect_left(named, one.start - reach)
        return after < len(named) and named[after] <= one.start + reach

    return [one for one in bearings if one.sort != "taking" or one.parties or one.lost_by or not recalls(one)]


def _gains(items: Sequence[Item]) -> bool:
    """Whether anyone is said to have gained the place: who drives others out need not hold it after."""
    if any(item.claim.change == "gain" for item in items):
        return True
    return any(item.claim.change == "loss" and item.roles.actors != item.claim.actors for item in items)


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
        if all(speaker is not None and _is_own_word(speaker, gainers, items[0].year) for speaker in speakers):
            return True, "claimed_by_self"
        if all(speaker is not None and speaks_for(speaker, losers, items[0].year) for speaker in speakers):
            return False, "claimed_by_rival"
    return False, "reported"


def _is_open(denial: Item, items: Sequence[Item], gainers: Sequence[Actor], end: dt.date) -> bool:
    """Whether what the taker claims and another side denies is still open: no report of another day bears it out.

    A denial moves no line. But where the taker's own word was met by a denial, what others print on that very
    day cannot weigh the two yet.
    """
    speaker = source_of(denial.claim)
    if denial.day is None or speaker is None or speaks_for(speaker, gainers, denial.year):
        return False
    if abs((denial.day - end).days) > load_rules().numbers.incident_days:
        return False
    own = [item for item in items if _tells_of_itself(item, gainers)] or [item for item in items if _is_word(item)]
    return bool(own) and all(item.day == denial.day or item.claim.background for item in items if item not in own)


def _is_word(item: Item) -> bool:
    """Whether it rests on the word of one body or official, whoever that speaks for; what witnesses saw is more."""
    speaker = source_of(item.claim)
    return speaker is not None and item.claim.stance == "claimed" and speaker.kind not in {"witness", "media", "agency"}


def _tells_of_itself(item: Item, gainers: Sequence[Actor]) -> bool:
    speaker = source_of(item.claim)
    return speaker is not None and _is_own_word(speaker, gainers, item.year)


def _is_own_word(speaker: Source, gainers: Sequence[Actor], year: int | None) -> bool:
    """Whether the one who gains says it; officials of no told country count for a state that gains."""
    if speaks_for(speaker, gainers, year):
        return True
    if speaker.id and gainers and all(_is_unit(actor) for actor in gainers):
        return True  # a command tells of "the Third Corps": its own, or it would say whose
    states = any(actor.id.startswith("state:") for actor in gainers)
    return states and not speaker.id and speaker.kind in ("official", "military")


def holding_of(item: Item) -> Holding | None:
    """What a claim that somebody holds a place bears out by itself; None where no day is known."""
    claim, place = item.claim, item.claim.place
    end = _last_day(item)
    if end is None or place is None:
        return None
    start = claim.valid.start
    claimed, basis = _basis([item], claim.actors, ())
    speaker = source_of(claim)
    if claimed and speaker is not None and speaker.kind == "official" and not speaker.id:
        claimed, basis = False, "reported"  # a mayor's or an agent's word of who is there is no communiqué
    made = _bearing("holding", claim.actors, min(start or end, end), end, claim.valid.text)
    surely = msgspec.structs.replace(
        made,
        claims=(item.id,),
        part=claim.part,
        claimed=claimed,
        basis=basis,
        keeps=not claim.background and (item.day is None or claim.valid.end is None or claim.valid.end >= item.day),
        denial=any(step.rule == "control.not_left" for step in claim.trace),
    )
    return Holding(
        names=(place.name, place.id),
        day=item.day,
        bearing=surely,
        start=start,
        loose=claim.valid.basis in LOOSE,
        doers=item.doers,
    )


def bearings_of_holding(holding: Holding, changes: Sequence[Bearing]) -> list[Bearing]:
    """The days on which a holding is borne out, cut where another side took the place.

    Args:
        holding: The claim that somebody holds it.
        changes: As `order_changes` gives them.
    """
    surely, start = holding.bearing, holding.start
    change = _last_change(holding, changes)
    if change is not None and holding.loose:
        recent = (surely.end - change.start).days <= load_rules().numbers.reach_days
        if not recent or (change.lost_by and not change.lost_by & holding.doers):
            # Told without days, and another side has the place since: it was at some earlier time.
            return []
        end = change.start - DAY
        surely = msgspec.structs.replace(surely, start=min(start or end, end), end=end, keeps=False)
    elif change is not None and start is not None:
        # Told for a later day than the other side's taking: from then on at least.
        start = change.start + DAY
        surely = msgspec.structs.replace(surely, start=min(start, surely.end))
    if start is not None or surely.part:
        return [surely]
    last = surely.end - DAY
    back = surely.end - DAY * load_rules().numbers.hold_back_days
    before = msgspec.structs.replace(surely, sort="before", start=back, end=last, basis="inferred", keeps=False)
    return [before, surely]


def is_sign(item: Item) -> bool:
    """Whether the claim tells that forces came into a place or ran from it."""
    rules = load_rules()
    frame = item.claim.frame in rules.entries or item.claim.frame in rules.belongs_to_loss
    return frame and item.claim.stance in HAPPENED and bool(item.doers or item.targets)


def sign_of(item: Item) -> Holding | None:
    """What an entry of a place or a flight from it is a sign of; None for any other claim."""
    claim, place, end = item.claim, item.claim.place, _last_day(item)
    fled = claim.frame in load_rules().belongs_to_loss
    entered = claim.frame in load_rules().entries and _ENTERS.search(claim.quote) is not None
    armed = [actor for actor in claim.actors or claim.recipients if actor.sector != "CVL"]
    if not (fled or entered) or not armed or place is None or end is None or claim.background or claim.part:
        return None
    sort: Sort = "flight" if fled else "entry"
    made = _bearing(sort, armed, end, end, claim.valid.text)
    if not made.parties:
        return None
    made = msgspec.structs.replace(made, claims=(item.id,), basis="inferred")
    return Holding(
        names=(place.name, place.id),
        day=item.day,
        bearing=made,
        start=claim.valid.start,
        loose=claim.valid.basis in LOOSE,
        doers=made.parties,
    )


def _is_unit(actor: Actor) -> bool:
    nameless = not actor.id or actor.id.startswith("kind:")
    return nameless and not load_rules().units.isdisjoint(plain_name(actor.name).split())


def bearings_of_signs(signs: Iterable[Bearing], bearings: Iterable[Bearing]) -> list[Bearing]:
    """Takings by who entered a place on the days on which another side left it.

    Args:
        signs: Entries and flights.
        bearings: What else is known: losses to nobody named are flights too.
    """
    told = list(signs)
    known = sorted((one for one in bearings if one.parties), key=_last_of)
    left = [one for one in told if one.sort == "flight"]
    left += [one for one in bearings if one.sort == "taking" and one.lost_by and not one.parties and not one.part]
    left.sort(key=lambda one: (one.end, one.claims))
    reach = DAY * load_rules().numbers.incident_days
    most = load_rules().numbers.look_back
    found = []
    for entry in (one for one in told if one.sort == "entry"):
        if any(one.parties & entry.parties for one in _around(known, entry.end, reach, most)):
            continue  # what the reports say of its holding is more than a sign
        near = _around(left, entry.end, reach, most)
        who = next((one for one in near if not _leavers(one) & entry.parties), None)
        if who is not None:
            day = max(entry.end, who.end)
            claims = tuple(dict.fromkeys((*entry.claims, *who.claims)))
            found.append(
                msgspec.structs.replace(
                    entry, sort="taking", start=day, end=day, lost_by=_leavers(who), claims=claims, since=entry.since
                )
            )
    return found


def _around(ordered: Sequence[Bearing], day: dt.date, reach: dt.timedelta, most: int) -> Sequence[Bearing]:
    """Those that end within reach of a day, the first few."""
    first = bisect_left(ordered, day - reach, key=_last_of)
    return [one for one in ordered[first : first + most] if one.end <= day + reach]


def _leavers(one: Bearing) -> frozenset[str]:
    return one.lost_by if one.sort == "taking" else one.parties


def _last_of(one: Bearing) -> dt.date:
    return one.end


def order_changes(bearings: Iterable[Bearing]) -> list[Bearing]:
    """The takings that can end another side's holding, by day."""
    takings = (one for one in bearings if one.sort == "taking" and not one.part and not one.claimed)
    return sorted(takings, key=lambda taking: (taking.start, taking.claims))


def _last_change(holding: Holding, changes: Sequence[Bearing]) -> Bearing | None:
    """The last taking by another side within the days that a holding is told for."""
    start = holding.start
    before = (bisect_right if holding.loose else bisect_left)(changes, holding.bearing.end, key=_first_day)
    for at in range(before - 1, -1, -1):
        taking = changes[at]
        if start is not None and taking.start <= start:
            return None
        if not taking.parties and taking.lost_by and not taking.lost_by & holding.doers:
            continue  # "They pulled out of it": who left took it from nobody else
        if not taking.parties & holding.doers:
            return taking
    return None


_first_day = attrgetter("start")


def are_allied(one: Bearing, two: Bearing) -> bool:
    """Whether both holders share a side, or the same words."""
    return bool(one.parties & two.parties)


def is_known(one: Bearing) -> bool:
    """Whether the roster knows a side of the holder's: "rebels" is nobody's opposite."""
    return _knows_one(one.parties)


@lru_cache(maxsize=4096)
def _knows_one(parties: frozenset[str]) -> bool:
    return any(not party.startswith("words:") for party in parties)
