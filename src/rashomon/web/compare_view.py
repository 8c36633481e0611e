"""Reports side by side, as the API gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.comparison import Point
from rashomon.export.brief_tolls import toll_title
from rashomon.export.clauses import claim_clause, event_clause
from rashomon.export.names import name_actors, name_source, origin_of
from rashomon.export.wording import sentence_case
from rashomon.model.claim import Claim
from rashomon.model.event import Situation
from rashomon.model.text import Report
from rashomon.web.reports_view import claim_title, lit_of, report_view
from rashomon.web.shapes import CompareView, Matter, Side
from rashomon.web.situation_view import event_title


def compare_view(
    reports: Sequence[Report],
    points: Sequence[Point],
    situation: Situation,
    claims: Mapping[str, Claim],
    by_report: Mapping[str, Sequence[Claim]],
) -> CompareView:
    """The reports' texts and the matters that they tell of."""
    names = [report.name for report in reports]
    return CompareView(
        reports=tuple(report_view(report, by_report.get(report.id, ()), situation.copies) for report in reports),
        matters=tuple(_matter(point, names, claims) for point in points),
        copies=tuple(group for group in situation.copies if len(set(group) & set(names)) > 1),
    )


def _matter(point: Point, names: Sequence[str], claims: Mapping[str, Claim]) -> Matter:
    own = [claims[one] for one in point.claims]
    return Matter(
        id=point.id,
        verdict=point.verdict,
        title=_title(point, own, claims),
        rule=point.rule,
        sides=tuple(
            Side(report=name, claims=tuple(lit_of(claim) for claim in own if claim.report == name)) for name in names
        ),
    )


def _title(point: Point, own: Sequence[Claim], claims: Mapping[str, Claim]) -> str:
    if point.span is not None:
        return f"Who holds {point.span.place}"
    if point.toll is not None:
        return sentence_case(toll_title(point.toll))
    if point.event is not None and event_clause(point.event, own) is not None:
        return event_title(point.event, claims)
    return _kind_and_party(own[0])


def _kind_and_party(claim: Claim) -> str:
    """Where no sentence can be made: what kind of thing it is and whose, "Appeal: the charity"."""
    if claim.figure is not None or claim_clause(claim) is not None:
        return claim_title(claim)
    if claim.kind == "statement":
        origin = origin_of(claim)
        return f"Said by {name_source(origin)}" if origin is not None else "Said, by whom is not told"
    kind, who = sentence_case(claim.frame.replace("_", " ")).rstrip("."), name_actors(claim.actors)
    return f"{kind}: {who}" if who else kind
