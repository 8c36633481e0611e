"""Figures: one row each, with every claim that was considered, how they relate, and how the figure moved."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from rashomon.export.brief_tolls import toll_title
from rashomon.export.names import speaker_of
from rashomon.export.wording import phrase_days, phrase_range, sentence_case
from rashomon.model.claim import Claim
from rashomon.model.event import Situation, Toll
from rashomon.web.shapes import FiguresView, Mark, Moved, Titled, TollRow, Voice

PLACES = 500
"""Places offered to choose from; any other can be typed."""


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
    places = Counter(toll.place for toll in situation.tolls if toll.place)
    related = Related(situation.tolls)
    return FiguresView(
        known=situation.known,
        total=len(found),
        measures=tuple(sorted({toll.measure for toll in situation.tolls})),
        places=tuple(name for name, _ in sorted(places.items(), key=lambda one: (-one[1], one[0]))[:PLACES]),
        statuses=tuple(sorted({toll.status for toll in situation.tolls})),
        rows=tuple(toll_row(toll, claims, related) for toll in found[offset : offset + limit]),
    )


def weight_of(toll: Toll) -> tuple[bool, float, str]:
    """Order of rows: what an editor must look at first."""
    weight = math.log10(largest(toll) + 1) + len(toll.origins) + 0.5 * len(toll.outlets)
    return toll.status != "contested", -weight, toll.id


def largest(toll: Toll) -> int:
    """The largest number that the figure may be quoted by, 0 where it has none."""
    return max(filter(None, (toll.low, toll.high, toll.value)), default=0)


def title_of(toll: Toll) -> str:
    """Name of a figure: what was counted, and where."""
    return sentence_case(toll_title(toll)).rstrip(".")


class Related:
    """Figures by id, and of which others each is part."""

    def __init__(self, tolls: Iterable[Toll]) -> None:
        self._tolls = {toll.id: toll for toll in tolls}
        self._wholes: dict[str, list[str]] = defaultdict(list)
        for toll in self._tolls.values():
            for part in toll.parts:
                self._wholes[part].append(toll.id)

    def parts(self, toll: Toll) -> tuple[Titled, ...]:
        """Figures that are part of this one."""
        return self._named(toll.parts)

    def wholes(self, toll: Toll) -> tuple[Titled, ...]:
        """Figures of which this is part."""
        return self._named(self._wholes[toll.id])

    def _named(self, ids: Iterable[str]) -> tuple[Titled, ...]:
        tolls = [self._tolls[one] for one in ids if one in self._tolls]
        return tuple(titled_toll(toll) for toll in tolls)


def titled_toll(toll: Toll) -> Titled:
    """A figure by its name with its number and window, to tell it from others of that name."""
    number = phrase_range(toll.low, toll.high)
    days = phrase_days(toll.window.start, toll.window.end)
    title = ", ".join(filter(None, (title_of(toll), number, days)))
    return Titled(id=toll.id, title=title, claims=len({*toll.claims, *toll.discounted}))


def toll_row(toll: Toll, claims: Mapping[str, Claim], related: Related) -> TollRow:
    """A figure as a row."""
    accepted = set(toll.standing) if toll.status == "accepted" else set()
    considered = [claims[one] for one in dict.fromkeys((*toll.claims, *toll.discounted)) if one in claims]
    return TollRow(
        id=toll.id,
        title=title_of(toll),
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
        told=" ".join(toll.window.text.split()),
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
        parts=related.parts(toll),
        whole=related.wholes(toll),
    )


def _mark(claim: Claim, toll: Toll, accepted: set[str]) -> Mark:
    figure = claim.figure
    assert figure is not None, "only figure claims are marked"
    return Mark(
        claim=claim.id,
        known=claim.published,
        as_of=figure.as_of,
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
