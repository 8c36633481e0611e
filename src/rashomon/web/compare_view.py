"""Reports side by side, as the API gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.comparison import Point
from rashomon.export.matters import matter_title
from rashomon.model.claim import Claim
from rashomon.model.event import Situation
from rashomon.model.text import Report
from rashomon.web.report_shapes import CompareView, Matter, Side
from rashomon.web.reports_view import lit_of, report_view


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
        title=matter_title(point, claims),
        rule=point.rule,
        sides=tuple(
            Side(report=name, claims=tuple(lit_of(claim) for claim in own if claim.report == name)) for name in names
        ),
    )
