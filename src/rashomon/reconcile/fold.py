"""All of it: from the claims of many reports to one account, at one day of knowing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.event import Event, Relation, Situation, Toll
from rashomon.model.text import Rejected, Report
from rashomon.reconcile.control import trace_control
from rashomon.reconcile.copies import find_copies
from rashomon.reconcile.events import Happening, attach_figures, group_happenings, link_denials, make_event, split_items
from rashomon.reconcile.evidence import Item, known_day, make_items
from rashomon.reconcile.figures import reconcile_figures
from rashomon.reconcile.judging import NONE, Decisions

DISPUTES = frozenset({"contradicts", "attribution_conflict"})


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
    reports = sorted({report.name: report for report in reports}.values(), key=_report_order)
    copies = find_copies(reports)
    texts = {claim.id: text for claim in claims if (text := copies.text_of(claim)) is not None}
    days = {report.name: known_day(report) for report in reports}
    agencies = {report.name: report.agencies for report in reports}
    items = make_items(claims, days, texts, agencies)

    counting = [item for item in items if item.id not in decisions.discounted]
    happened, unhappened, background = split_items(counting, decisions.accepted)
    happenings = group_happenings(happened, decisions)
    attach_figures(happenings, counting)
    link_denials(happenings, counting)
    past = group_happenings(background, decisions)
    tolls, across = reconcile_figures(items, decisions)
    within = [relation for toll in tolls for relation in toll.relations]
    relations = _distinct([*within, *across])
    return Situation(
        known=known,
        reports=tuple(reports),
        rejected=tuple(sorted(rejected, key=lambda one: (one.name, one.why))),
        claims=tuple(item.claim for item in sorted(items, key=_claim_order)),
        events=_events(happenings, relations),
        unhappened=_events(_by_stance(unhappened), ()),
        background=_events(past, ()),
        tolls=_with_relations(tolls, across),
        control=tuple(trace_control([*happenings, *_control_only(past)], counting)),
        copies=copies.groups,
        relations=relations,
    )


def _report_order(report: Report) -> tuple[dt.date, str]:
    return known_day(report) or dt.date.max, report.name


def _claim_order(item: Item) -> tuple[str, int, int, str]:
    claim = item.claim
    return claim.report, claim.start, claim.end, claim.id


def _control_only(past: Sequence[Happening]) -> list[Happening]:
    firm = ("asserted", "reported", "claimed", "alleged")
    return [
        one
        for one in past
        if all(
            item.claim.kind == "control" and item.claim.stance in firm and item.claim.change != "hold"
            for item in one.items
        )
    ]


def _by_stance(items: Sequence[Item]) -> list[Happening]:
    """Happenings among what has not happened: a fear and a plan of the same thing are two."""
    by_stance: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_stance[item.claim.stance].append(item)
    return [happening for stance in sorted(by_stance) for happening in group_happenings(by_stance[stance])]


def _events(happenings: Sequence[Happening], relations: Sequence[Relation]) -> tuple[Event, ...]:
    disputes: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        if relation.kind in DISPUTES:
            disputes[relation.a].append(relation)
            disputes[relation.b].append(relation)
    events = []
    for happening in happenings:
        ids = [item.id for item in happening.figures]
        events.append(make_event(happening, _distinct([one for id_ in ids for one in disputes.get(id_, ())])))
    return tuple(sorted(events, key=_event_order))


def _event_order(event: Event) -> tuple[dt.date, dt.date, str]:
    last = event.valid.end or dt.date.max
    return event.valid.start or last, last, event.id


def _distinct(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    found = {(one.a, one.b, one.kind): one for one in reversed(relations)}
    return tuple(sorted(found.values(), key=lambda one: (one.a, one.b, one.kind)))


def _with_relations(tolls: Sequence[Toll], across: Sequence[Relation]) -> tuple[Toll, ...]:
    """Tolls with the relations that tie their claims to those of other tolls: parts, additions, units."""
    touching: dict[str, list[Relation]] = defaultdict(list)
    for relation in across:
        touching[relation.a].append(relation)
        touching[relation.b].append(relation)
    found = []
    for toll in tolls:
        outside = [relation for claim in toll.claims for relation in touching.get(claim, ())]
        found.append(msgspec.structs.replace(toll, relations=_distinct([*toll.relations, *outside])))
    return tuple(sorted(found, key=lambda toll: (toll.place, toll.measure, toll.window.end or dt.date.max, toll.id)))
