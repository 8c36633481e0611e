"""Figures: one row each, with every claim that was considered, how they relate, and how the figure moved."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping

from rashomon.export.brief_tolls import toll_title
from rashomon.export.names import speaker_of
from rashomon.export.wording import phrase_days, sentence_case
from rashomon.model.claim import Claim
from rashomon.model.event import Situation, Toll
from rashomon.web.shapes import FiguresView, Mark, Moved, TollRow, Voice


def figures_view(
    situation: Situation,
    claims: Mapping[str, Claim],
    *,
    wanted: Callable[[Toll], bool] = lambda _: True,
    offset: int = 0,
    limit: int = 100,
) -> FiguresView:
    """Figures that are wanted, the weightiest first: contested ones, many voices, large numbers."""
    found = sorted((toll for toll in situation.tolls if wanted(toll)), key=weight_of)
    return FiguresView(
        known=situation.known,
        total=len(found),
        measures=tuple(sorted({toll.measure for toll in situation.tolls})),
        rows=tuple(toll_row(toll, claims) for toll in found[offset : offset + limit]),
    )


def weight_of(toll: Toll) -> tuple[float, str]:
    """Order of rows: what an editor must look at first."""
    number = max(filter(None, (toll.low, toll.high, toll.value)), default=0)
    weight = math.log10(number + 1) + len(toll.origins) + 0.5 * len(toll.outlets) + 2 * (toll.status == "contested")
    return -weight, toll.id


def toll_row(toll: Toll, claims: Mapping[str, Claim]) -> TollRow:
    """A figure as a row."""
    accepted = set(toll.standing) if toll.status == "accepted" else set()
    considered = [claims[one] for one in dict.fromkeys((*toll.claims, *toll.discounted)) if one in claims]
    return TollRow(
        id=toll.id,
        title=sentence_case(toll_title(toll)),
        measure=toll.measure,
        place=toll.place,
        place_id=toll.place_id,
        low=toll.low,
        high=toll.high,
        value=toll.value,
        quantifier=toll.quantifier,
        unit=toll.unit,
        population=toll.population,
        flow=toll.flow,
        start=toll.window.start,
        end=toll.window.end,
        when=phrase_days(toll.window.start, toll.window.end),
        status=toll.status,
        grade=toll.grade,
        origins=tuple(
            Voice(
                name=one.name,
                kind=one.kind,
                outlets=one.outlets,
                independent=one.independent,
                interest=one.interest,
                claims=len(one.claims),
            )
            for one in toll.origins
        ),
        outlets=toll.outlets,
        conservative=toll.conservative,
        representative=toll.representative,
        informative=toll.informative,
        marks=tuple(_mark(claim, toll, accepted) for claim in considered if claim.figure is not None),
        relations=toll.relations,
        history=tuple(
            Moved(
                known=step.known,
                low=step.low,
                high=step.high,
                value=step.value,
                claim=step.claim,
                source=step.source,
            )
            for step in toll.history
        ),
        parts=toll.parts,
    )


def _mark(claim: Claim, toll: Toll, accepted: set[str]) -> Mark:
    figure = claim.figure
    assert figure is not None, "only figure claims are marked"
    as_of: dt.date | None = figure.as_of
    return Mark(
        claim=claim.id,
        known=claim.published,
        as_of=as_of,
        low=figure.low,
        high=figure.high,
        value=figure.value,
        quantifier=figure.quantifier,
        text=figure.text,
        source=speaker_of(claim),
        outlet=claim.outlet or claim.report,
        stance=claim.stance,
        standing=claim.id in toll.standing,
        discounted=claim.id in toll.discounted,
        accepted=claim.id in accepted,
    )
