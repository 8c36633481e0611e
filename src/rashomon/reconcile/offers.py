"""Answers on offer for who and where a claim means: what its report and the gazetteer know by that name."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rashomon.model.claim import Actor, Claim, Place
from rashomon.reconcile.questions import Offer
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.sides import plain_name
from rashomon.reference.gazetteer import PlaceRow, open_gazetteer
from rashomon.reference.roster import load_roster


def open_mentions(claim: Claim) -> Iterator[tuple[str, str]]:
    """Fields of which nobody knows what they mean, with the words; pronouns mean someone else each time."""
    if claim.kind in ("event", "control", "figure"):
        if claim.place is None:
            yield "place", ""
        elif not claim.place.id:
            yield "place", claim.place.text
        for number, actor in enumerate(claim.actors):
            if not actor.id and plain_name(actor.text) not in load_rules().pronouns:
                yield f"actors.{number}", actor.text


class Neighbourhood:
    """Which places and actors each report names, most often named first."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._places: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._actors: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._countries: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            if claim.place is not None and claim.place.id:
                self._countries[claim.report].add(claim.place.country)
                self._places[claim.report][claim.place.id, _place_label(claim.place)] += 1
            for actor in (*claim.actors, *claim.recipients):
                if actor.id and not actor.id.startswith("kind:"):
                    self._actors[claim.report][actor.id, actor.name] += 1

    def places(self, report: str) -> dict[str, str]:
        """Ids of places with their labels."""
        return _by_count(self._places[report])

    def countries(self, report: str) -> set[str]:
        """Countries in which these places lie."""
        return self._countries[report]

    def actors(self, report: str) -> dict[str, str]:
        """Ids of actors with their names."""
        return _by_count(self._actors[report])


def _by_count(counted: Counter[tuple[str, str]]) -> dict[str, str]:
    return dict(sorted(counted, key=lambda pair: (-counted[pair], pair)))


def _place_label(place: Place | PlaceRow) -> str:
    return f"{place.name}, {place.admin1} ({place.country})" if place.admin1 else f"{place.name} ({place.country})"


def place_offers(claim: Claim, claims: tuple[str, ...], near: Neighbourhood) -> list[Offer]:
    """Places of that name in countries that the report names, places that it names, then others of that name.

    "The city" and "the airport" are no names: of those only the report's own places are offered.
    """
    text = claim.place.text if claim.place is not None else ""
    rows = open_gazetteer().find(text) if text[:1].isupper() else ()
    here = near.countries(claim.report)
    named = {row.id: _place_label(row) for row in rows if row.country in here}
    named |= near.places(claim.report)
    named |= {row.id: _place_label(row) for row in rows}
    word = "correct" if claim.place is None else "name"
    return [
        Offer(word=word, subjects=claims, field="place", value=value, label=label)
        for value, label in list(named.items())[: load_rules().review.candidates]
    ]


def actor_offers(claim: Claim, field: str, near: Neighbourhood) -> list[Offer]:
    """Whom a name that is left open may mean."""
    actor: Actor = claim.actors[int(field.partition(".")[2])]
    named = {entry.id: entry.name for entry in load_roster().candidates(actor.text)} | near.actors(claim.report)
    return [
        Offer(word="name", subjects=(claim.id,), field=field, value=value, label=label)
        for value, label in list(named.items())[: load_rules().review.candidates]
    ]


def date_offer(claim: Claim, day: dt.date) -> Offer:
    """The day that a report without a date may have, by its own text."""
    told = f"{day}: as its text allows"
    return Offer(word="correct", subjects=(claim.report_id,), field="published", value=day.isoformat(), label=told)
