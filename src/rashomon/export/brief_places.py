"""Where the account takes place: what can be put on a map, and what cannot.

A dot says "here": only a named place gets one. An area or a country would put it where nothing happened, so
these are listed, and so is every name that no gazetteer knows. Nobody is moved to a default point.
"""

from __future__ import annotations

from collections import Counter

from rashomon.export.brief_control import basis_words, control_words, holder_name
from rashomon.export.brief_parts import Spot, Unplaced
from rashomon.export.clauses import weight_of
from rashomon.export.evidence import Evidence
from rashomon.export.names import name_place
from rashomon.export.wording import phrase_day, sentence_case, unique
from rashomon.model.claim import Place
from rashomon.model.event import ControlSpan, Event
from rashomon.reconcile import control_on

_POINTS = frozenset({"exact", "near"})
"""Precisions that bear a dot."""


def find_spots(evidence: Evidence) -> tuple[Spot, ...]:
    """Every place with a point at which something happened or of which a report tells who holds it.

    What happened near a town counts with the town, if the town itself is told of as well; else the spot says "near".

    Returns:
        The most told of first, then by name and id.
    """
    places: dict[str, Place] = {}
    for claim in evidence.situation.claims:
        place = claim.place
        if place is None or not place.id or place.lat is None or place.lon is None or place.precision not in _POINTS:
            continue
        if place.id not in places or (places[place.id].precision, place.precision) == ("near", "exact"):
            places[place.id] = place
    events: dict[str, list[Event]] = {}
    for event in _told(evidence):
        if event.place is not None and event.place.id in places and event.place.precision in _POINTS:
            events.setdefault(event.place.id, []).append(event)
    spans: dict[str, list[ControlSpan]] = {}
    for span in evidence.situation.control:
        if span.place_id in places and span.claims:
            spans.setdefault(span.place_id, []).append(span)
    found = [
        _spot(place, events.get(key, []), spans.get(key, []), evidence)
        for key, place in places.items()
        if key in events or key in spans
    ]
    return tuple(sorted(found, key=lambda one: (-one.events, not one.status, one.name, one.id)))


def _told(evidence: Evidence) -> list[Event]:
    """Events that the brief tells of: not denied ones, nor the talk of spokesmen far from it all."""
    return [one for one in evidence.situation.events if weight_of(one.frame) and one.stance != "denied"]


def _spot(place: Place, events: list[Event], spans: list[ControlSpan], evidence: Evidence) -> Spot:
    assert place.lat is not None
    assert place.lon is not None
    day = evidence.last_day
    span = control_on(spans, place.id, day) if day is not None else None
    # A span without claims is no report's word: nobody told who held the place on that day.
    known = span if span is not None and span.claims else None
    last = known.last_told if known is not None else None
    told = f" As last told on {phrase_day(last)}." if last is not None and day is not None and last < day else ""
    return Spot(
        id=place.id,
        name=name_place(place),
        lat=place.lat,
        lon=place.lon,
        near=place.precision == "near",
        radius_km=place.radius_km or 0.0,
        events=len(events),
        holder=holder_name(known) if known is not None else "",
        status=known.status if known is not None else "unknown" if spans else "",
        held=sentence_case(f"{control_words(known)}, {basis_words(known)}") + told if known is not None else "",
        claims=unique([*(known.claims if known is not None else ()), *(one for each in events for one in each.claims)]),
    )


def find_unplaced(evidence: Evidence) -> tuple[tuple[Unplaced, ...], tuple[Unplaced, ...]]:
    """Areas and countries; then the names that could not be located, and the events without a place under ""."""
    areas: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for event in _told(evidence):
        place = event.place
        if place is not None and place.id and place.precision not in _POINTS:
            areas[name_place(place)] += 1
        elif place is None or not place.id or place.lat is None or place.lon is None:
            lost[name_place(place)] += 1
    return _listed(areas), _listed(lost)


def _listed(counts: Counter[str]) -> tuple[Unplaced, ...]:
    order = sorted(counts.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
    return tuple(Unplaced(name=name, events=number) for name, number in order)
