"""The event that the claims of a happening make, and which claims tell of happenings at all.

Rule: docs/model.md#pairing; ACLED's hierarchy of sub-event types picks the code.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rashomon.model.claim import Actor, Claim, Place
from rashomon.model.event import Account, Event, Relation
from rashomon.model.time import Interval, Valid
from rashomon.reconcile.events.happenings import Happening
from rashomon.reconcile.evidence import STANCE_ORDER, Item, words_of
from rashomon.reconcile.rules import acled_rank, family_of, load_rules
from rashomon.reconcile.voices.corroboration import count_origins, join_voices

# PLOVER codes of things said that count as happenings between parties.
SPOKEN = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "AGREE", "SUPPORT", "CONSULT", "SANCTION", "COERCE"})
# Words of a stretch of days in which many things happened; "in March" is one day that is told loosely.
_PERIOD = re.compile(
    r"\b(?:between|from|since|over|during|throughout|until)\b|\b(?:past|last|previous)\s+(?:\w+\s+)?(?:days|weeks|months|years)\b",
    re.IGNORECASE,
)
PLACE_ORDER = ("exact", "near", "admin2", "admin1", "country", "unresolved")


def is_event(item: Item) -> bool:
    """Whether the claim tells of a happening: events, changes of control, and words that are deeds."""
    claim = item.claim
    if claim.kind == "control":
        return claim.change != "hold"
    if _is_talk(claim) or sums_up(item):
        return False
    return claim.kind == "event" or (claim.kind == "statement" and claim.plover in SPOKEN)


def _is_talk(claim: Claim) -> bool:
    """Whether only what others say is turned down ("rejected the charge", "declined to comment")."""
    return claim.plover == "REJECT" and not load_rules().talk.isdisjoint(words_of(claim.quote))


def sums_up(item: Item) -> bool:
    """Whether it tells in sum of force over weeks ("between April and June"): many happenings."""
    if not item.told or family_of(item.claim.frame) != "force":
        return False
    length = item.interval.days()
    most = load_rules().numbers.summary_days
    return length is not None and length > most and _PERIOD.search(item.claim.valid.text) is not None


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
        actors=_distinct(actor for item in _core(items) for actor in item.roles.actors),
        recipients=_distinct(actor for item in _core(items) for actor in item.roles.recipients),
        place=_place(items),
        valid=_valid(happening),
        stance=min((item.claim.stance for item in items), key=STANCE_ORDER.index),
        origins=count_origins(items, join_voices(items)),
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
        return not item.told, item.interval.days() or 10**6

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
