"""Map and timeline: events, places and holders at (happened, known by)."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.export.clauses import event_clause
from rashomon.export.evidence import quoted
from rashomon.export.names import name_actor, name_actors, name_place
from rashomon.export.wording import phrase_days, sentence_case, unique
from rashomon.model.claim import Claim, Place
from rashomon.model.event import Account, ControlSpan, Event, Situation
from rashomon.reconcile import control_on
from rashomon.web.shapes import Cited, ControlView, EventRow, EventView, Held, SituationView, Spot, Stretch, StripView

# Rows in one answer: what a screen can show before it has to be narrowed.
MOST = 12_000
QUOTE = 160


class Places:
    """Places of an answer, each once for every exactness; rows name them by number.

    "In Kunduz" and "near Kunduz" are two spots with one id: what lies about a town is not shown as lying in it.
    """

    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self._numbers: dict[tuple[str, str, float | None], int] = {}

    def number(self, place: Place | None) -> int | None:
        """The place's number, None where it is not told or nobody knows where it lies."""
        if place is None or not place.id or place.lat is None:
            return None
        key = (place.id, place.precision, place.radius_km)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.spots)
            self.spots.append(spot_of(place))
        return found


def spot_of(place: Place) -> Spot:
    """A place as the API gives it."""
    return Spot(
        id=place.id,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        precision=place.precision,
        radius_km=place.radius_km,
    )


def event_title(event: Event, claims: Mapping[str, Claim]) -> str:
    """What happened in our words; where slots for a sentence are missing, the kind of event, its parties, its place."""
    own = [claims[one] for one in event.claims if one in claims]
    clause = event_clause(event, own)
    if clause is not None:
        return sentence_case(clause.told)
    kind = event.frame.replace("_", " ")
    parties = " → ".join(filter(None, (name_actors(event.actors), name_actors(event.recipients))))
    where = name_place(event.place)
    told = f"{kind}: {parties}" if parties else kind
    return sentence_case(f"{told}, {where}" if where else told)


def event_row(event: Event, claims: Mapping[str, Claim], places: Places, *, background: bool = False) -> EventRow:
    """An event as a row."""
    first = claims[event.claims[0]]
    valid = event.valid
    return EventRow(
        id=event.id,
        frame=event.frame,
        title=event_title(event, claims),
        plover=event.plover,
        acled=event.acled,
        sub_event=event.sub_event,
        start=valid.start,
        end=valid.end,
        when=phrase_days(valid.start, valid.end) or "day not told",
        place=places.number(event.place),
        actors=unique(name_actor(one) for one in event.actors),
        recipients=unique(name_actor(one) for one in event.recipients),
        stance=event.stance,
        origins=sum(one.independent for one in event.origins) or len(event.origins),
        outlets=len({account.outlet for account in event.accounts}),
        reports=len(event.accounts),
        disputed=bool(event.disputes),
        background=background,
        claim=first.id,
        quote=quoted(first.quote, QUOTE),
    )


class Rows:
    """Rows of events as made before: wording an event takes a tenth of a millisecond, ten thousand of them a second.

    A day of knowing changes few events, and only those are worded anew.
    """

    def __init__(self) -> None:
        self._made: dict[str, tuple[Event, EventRow]] = {}

    def row(self, event: Event, claims: Mapping[str, Claim], places: Places) -> EventRow:
        """The event's row; its place is numbered among `places`."""
        made = self._made.get(event.id)
        if made is None or (made[0] is not event and made[0] != event):
            made = self._made[event.id] = (event, event_row(event, claims, Places()))
        return msgspec.structs.replace(made[1], place=places.number(event.place))


def situation_view(
    situation: Situation,
    claims: Mapping[str, Claim],
    *,
    rows: Rows | None = None,
    on: dt.date | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> SituationView:
    """Everything that the first screen shows.

    Args:
        situation: The account as known on the day asked for.
        claims: Its claims by id.
        rows: Rows made before under the same judgements, to be used again.
        on: Day for which control is told; None: the last day known.
        first: Only events that may lie on this day or later; None: all.
        last: Only events that may lie on this day or earlier; None: all.
    """
    places, rows = Places(), rows or Rows()
    day = on or last or situation.known or last_day(situation)
    shown = [event for event in situation.events if within(event, first, last)]
    hedged = [event for event in situation.unhappened if within(event, first, last)]
    return SituationView(
        known=situation.known,
        on=day,
        first=first,
        last=last,
        events=tuple(rows.row(event, claims, places) for event in shown[-MOST:]),
        unhappened=tuple(rows.row(event, claims, places) for event in hedged[-MOST:]),
        held=tuple(held_on(situation, claims, places, day)),
        places=tuple(places.spots),
        more=max(0, len(shown) - MOST),
        reports=len(situation.reports),
        claims=len(situation.claims),
    )


def strip_view(situation: Situation) -> StripView:
    """When all events happened, those of the same days together; those without any day are left out."""
    counted = Counter((event.valid.start, event.valid.end) for event in situation.events)
    return StripView(
        stretches=tuple(
            Stretch(start=start, end=end, events=events)
            for (start, end), events in counted.items()
            if start is not None or end is not None
        )
    )


def control_view(situation: Situation, claims: Mapping[str, Claim], on: dt.date | None) -> ControlView:
    """Who holds what on a day, without the events: all that changes while the day is moved."""
    places = Places()
    day = on or situation.known or last_day(situation)
    held = tuple(held_on(situation, claims, places, day))
    return ControlView(known=situation.known, on=day, places=tuple(places.spots), held=held)


def holders_of(situation: Situation) -> tuple[str, ...]:
    """Everybody who holds a place on any day, the most frequent first, then by name."""
    places: dict[str, set[str]] = {}
    for span in situation.control:
        if span.holder:
            places.setdefault(span.holder, set()).add(span.place_id or span.place)
    return tuple(sorted(places, key=lambda holder: (-len(places[holder]), holder)))


def within(event: Event, first: dt.date | None, last: dt.date | None) -> bool:
    """Whether the event may lie in these days."""
    start, end = event.valid.start, event.valid.end
    if first is not None and end is not None and end < first:
        return False
    return not (last is not None and start is not None and start > last)


def last_day(situation: Situation) -> dt.date | None:
    """The last day on which a report of the account was published."""
    return max((report.published for report in situation.reports if report.published), default=None)


def held_on(situation: Situation, claims: Mapping[str, Claim], places: Places, day: dt.date | None) -> Iterable[Held]:
    """Who holds each place on the day; places of which nothing is known then are left out."""
    if day is None:
        return
    spans: dict[tuple[str, str], list[ControlSpan]] = {}
    for span in situation.control:
        spans.setdefault((span.place, span.place_id), []).append(span)
    for (name, place_id), own in spans.items():
        span = control_on(own, place_id or name, day)
        if span.status == "unknown" and not span.claims:
            continue
        number = places.number(place_of(own, claims))
        if number is None:
            continue
        told = [claims[one] for one in span.claims if one in claims]
        days = [claim.valid.end or claim.published for claim in told]
        yield Held(
            place=number,
            holder=span.holder,
            holder_id=span.holder_id,
            status=span.status,
            basis=span.basis,
            since=span.since,
            start=span.start,
            last_told=max((one for one in days if one is not None and one <= day), default=None),
            claims=span.claims,
            against=span.against,
        )


def place_of(spans: Sequence[ControlSpan], claims: Mapping[str, Claim]) -> Place | None:
    """The place of spans, as the claim tells it that tells it most exactly."""
    wanted = spans[0].place_id
    named = (claims[one] for span in spans for one in (*span.claims, *span.against) if one in claims)
    told = [claim.place for claim in named if claim.place is not None and claim.place.id == wanted]
    return min(told, key=lambda place: place.radius_km if place.radius_km is not None else math.inf, default=None)


def cite(claim: Claim) -> Cited:
    """A claim, short."""
    return Cited(
        id=claim.id,
        report=claim.report,
        report_id=claim.report_id,
        outlet=claim.outlet or claim.report,
        published=claim.published,
        quote=claim.quote,
        by=tuple(source.name for source in claim.by),
        stance=claim.stance,
        kind=claim.kind,
        when=phrase_days(claim.valid.start, claim.valid.end),
    )


def event_view(event: Event, situation: Situation, claims: Mapping[str, Claim]) -> EventView:
    """One event with every account of it."""
    places = Places()
    own = set(event.claims)
    accounts: tuple[Account, ...] = event.accounts
    return EventView(
        row=event_row(event, claims, places),
        place=spot_of(event.place) if event.place is not None else None,
        actors=unique(name_actor(one) for one in event.actors),
        recipients=unique(name_actor(one) for one in event.recipients),
        origins=event.origins,
        accounts=accounts,
        claims=tuple(cite(claims[one]) for one in event.claims if one in claims),
        merged=event.merged,
        disputes=event.disputes,
        tolls=tuple(toll.id for toll in situation.tolls if own & set(toll.claims)),
    )
