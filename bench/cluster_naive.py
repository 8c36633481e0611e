"""The account that a spreadsheet makes: the newest number of a measure in a place wins, and the last word on a place.

Every outlet is an origin of its own, nothing is a copy, and what has one kind and one place is one event. It folds
the same claims as we do, so the difference is the reconciler's alone.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from rashomon import Claim, Report, Situation
from rashomon.model.event import ControlSpan, Event, Origin, Relation, Step, Toll
from rashomon.model.time import Valid


def naive(reports: Sequence[Report], claims: Sequence[Claim], known: dt.date | None) -> Situation:
    """The naive account as known on a day; None: everything."""
    counting = [r for r in reports if known is None or (r.published is not None and r.published <= known)]
    names = {report.name for report in counting}
    kept = sorted(
        (c for c in claims if c.report in names), key=lambda c: (c.published or dt.date.min, c.report, c.start)
    )
    tolls = [_toll(group) for group in _grouped((c for c in kept if c.figure is not None), _counted)]
    happened = [c for c in kept if c.kind in {"event", "control"}]
    return Situation(
        known=known,
        reports=tuple(counting),
        claims=tuple(kept),
        events=tuple(_event(group) for group in _grouped(happened, lambda c: (c.frame, _place(c)))),
        tolls=tuple(tolls),
        control=tuple(span for group in _grouped(kept, _place) if (span := _control(group)) is not None),
        relations=tuple(relation for toll in tolls for relation in toll.relations),
    )


def _grouped(claims: Iterable[Claim], key: Callable[[Claim], Hashable]) -> list[list[Claim]]:
    groups: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[key(claim)].append(claim)
    return list(groups.values())


def _place(claim: Claim) -> str:
    return "" if claim.place is None else claim.place.id or claim.place.name


def _counted(claim: Claim) -> Hashable:
    assert claim.figure is not None, "only counts are counted"
    return claim.figure.measure, claim.figure.unit, _place(claim)


def _event(group: Sequence[Claim]) -> Event:
    first = group[0]
    return Event(
        id=first.id,
        frame=first.frame,
        sub_event=first.sub_event,
        place=first.place,
        valid=first.valid,
        claims=tuple(claim.id for claim in group),
    )


def _toll(group: Sequence[Claim]) -> Toll:
    last = group[-1]
    assert last.figure is not None, "only counts are counted"
    outlets = tuple(dict.fromkeys(claim.outlet for claim in group))
    return Toll(
        id=last.id,
        measure=last.figure.measure,
        place=last.place.name if last.place else "",
        place_id=last.place.id if last.place else "",
        low=last.figure.low,
        high=last.figure.high,
        value=last.figure.value,
        quantifier=last.figure.quantifier,
        unit=last.figure.unit,
        window=Valid(),
        status="corroborated" if len(outlets) > 1 else "single_origin",
        origins=tuple(
            Origin(
                name=outlet, kind="outlet", outlets=(outlet,), claims=tuple(c.id for c in group if c.outlet == outlet)
            )
            for outlet in outlets
        ),
        outlets=outlets,
        claims=tuple(claim.id for claim in group),
        standing=(last.id,),
        relations=tuple(
            Relation(a=new.id, b=old.id, kind="supersedes", rule="the newest wins")
            for i, new in enumerate(group)
            for old in group[:i]
        ),
        history=tuple(
            Step(
                known=claim.published,
                low=claim.figure.low,
                high=claim.figure.high,
                value=claim.figure.value,
                quantifier=claim.figure.quantifier,
                claim=claim.id,
                source=claim.outlet,
            )
            for claim in group
            if claim.figure is not None
        ),
    )


def _control(group: Sequence[Claim]) -> ControlSpan | None:
    """Whoever the last claim on a place names holds it, on every day."""
    told = [c for c in group if c.change in {"gain", "hold"} and c.actors and c.place is not None]
    if not told:
        return None
    last = told[-1]
    return ControlSpan(
        place=last.place.name if last.place else "",
        place_id=last.place.id if last.place else "",
        holder=last.actors[0].name,
        status="controls",
        basis="reported",
        start=None,
        end=None,
        claims=(last.id,),
    )
