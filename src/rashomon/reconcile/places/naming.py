"""Names of places that one report leaves open and others tell: one name means one place, if just one is known.

A report alone may not tell which of several places of a name it means. Where all reports known by then that
use the name mean one place, it is that one; where two do, it stays open. A report that says nothing of where a
name lies, so that size or chance alone chose among its namesakes, yields to one that does. A name that was first
left open and that a later report places is filed where it was opened. Later reports change nothing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from rashomon.model.claim import Claim, Place
from rashomon.model.draft import BY_NAME_ALONE, Decision
from rashomon.reconcile.places.comparing import are_abroad, is_named, is_point, name_key, place_key

POINTS = frozenset({"exact", "near", "admin1", "admin2"})


def settle_names(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims with open names of places settled by other reports.

    Args:
        claims: As they became known.
    """
    meant: dict[str, dict[str, Place]] = defaultdict(dict)
    backed: dict[str, dict[str, Place]] = defaultdict(dict)
    areas: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for claim in claims:
        place = claim.place
        if place is None or not is_named(place):
            yield claim
            continue
        names = {name_key(place.name), name_key(place.text)}
        alone = any(step.rule == BY_NAME_ALONE for step in claim.trace)
        if place.id and place.precision not in POINTS:
            yield claim
        elif place.id:
            known = [found for name in names for found in backed.get(name, {}).values()] if alone else []
            other = known[0] if len({one.id for one in known}) == 1 and known[0].id != place.id else None
            for name in names if other is None else ():
                meant[name].setdefault(place.id, place)
                if not alone:
                    backed[name].setdefault(place.id, place)
            yield claim if other is None else _settled(claim, place, other)
        else:
            name = name_key(place.name)
            found = meant.get(name, {})
            if len(found) == 1 and not are_abroad(place, next(iter(found.values()))):
                yield _settled(claim, place, next(iter(found.values())))
                continue
            if place.country and place.lat is None:
                areas[name][place.country, place.admin1] = None
            told = list(areas.get(name, ()))
            yield _set_in(claim, place, *told[0]) if len(told) == 1 and not place.country else claim


def _settled(claim: Claim, place: Place, known: Place) -> Claim:
    named = msgspec.structs.replace(known, text=place.text, start=place.start, end=place.end)
    step = Decision(field="place", value=known.name, rule="place.as_other_reports_mean_it", words=place.text)
    return msgspec.structs.replace(claim, place=named, trace=(*claim.trace, step))


def _set_in(claim: Claim, place: Place, country: str, admin1: str) -> Claim:
    """The claim with the country and area in which other reports set a name that no list has."""
    named = msgspec.structs.replace(place, country=country, admin1=admin1)
    step = Decision(field="place", value=place.name, rule="place.set_by_other_reports", words=place.text)
    return msgspec.structs.replace(claim, place=named, trace=(*claim.trace, step))


class PlaceKeys:
    """Under what claims are filed by their places, asked for in the order in which they became known."""

    def __init__(self) -> None:
        self._open: dict[str, Place] = {}
        self._of: dict[str, str] = {}

    def of(self, place: Place | None) -> str:
        """The key of a place: that of the open name which it turns out to be, else its own.

        Args:
            place: Of the next claim; None gives "".
        """
        key = place_key(place)
        if place is None:
            return key
        if not place.id:
            if is_named(place) and (key not in self._open or not self._open[key].country):
                self._open[key] = place
            return self._of.get(key, key)
        if place.id not in self._of and is_point(place):
            words = [place_key(msgspec.structs.replace(place, id="", name=name)) for name in (place.name, place.text)]
            first = next((self._open[word] for word in words if word in self._open), None)
            if first is not None and not are_abroad(first, place) and (opened := place_key(first)) not in self._of:
                self._of[opened] = opened  # the first place that takes an open name has it
                self._of[place.id] = opened
            else:
                self._of[place.id] = place.id
        return self._of.get(place.id, key)
