"""Counts whose place is told loosely, and where else their reports may mean.

A count often stands without its place, or has only that of the dateline, a country, or a spot that no list has ("the
cemetery of Santa Rita"), while its report names the town in the same breath. Such a count may be held against one that
another report gives for that town. Which names of its report count is worked out here: the one in its own sentence, or
the only one that is a place of claims at all; for a spot, the town that the words set it in ("Santa Rita, Dalen").

Rule: docs/model.md#figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.model.claim import Place
from rashomon.reconcile.evidence import HAPPENED, Item
from rashomon.reconcile.places.comparing import is_area, is_named, name_key

# Names as they are printed: "Zenza do Itombe", "Bir al-Abed".
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*(?: (?:(?:do|da|de|del|el|al|of|la) )?[^\W\d_a-z][\w'’-]*)*")
# A dateline: a place, perhaps a day and an agency, then a dash or, behind capitals, a colon.
_DATELINE = re.compile(r"\W*[^\n.]{2,60}?(?:\.? \d{1,2})?(?: \([^)\n]{2,40}\))?(?: [-–—]+ |: )")
# How far behind a spot's name that of its town may stand: "cemetery in Dalen", ", Dalen".
_SET_IN = re.compile(r"(?:\.? \d+)?(?: [a-z]+)?(?:,| in| at)(?: the)?(?: (?:town|city|village|district) of)? ")


def name_places(items: Sequence[Item], printed: Mapping[str, str]) -> list[Item]:
    """The items, counts with a loose place with the names of places that they may mean.

    Args:
        items: All of them: a name counts where some claim is placed there by it.
        printed: Texts by report.
    """
    known = {name for item in items if is_spot(item.claim.place) for name in names_of(item.claim.place)}
    reading = _Reading(printed, known)
    found: list[Item] = []
    wanted: set[str] = set()
    for item in items:
        names = reading.names_meant(item) if _may_be_loose(item) else frozenset()
        wanted |= names
        found.append(msgspec.structs.replace(item, named=names, loose=True) if names else item)
    return [_placed(item, wanted) for item in found]


def _placed(item: Item, wanted: set[str]) -> Item:
    """A count at a place that a loose one may mean, with the names under which it is looked for."""
    if item.loose or item.claim.figure is None or not is_spot(item.claim.place):
        return item
    names = names_of(item.claim.place) & wanted
    return msgspec.structs.replace(item, named=names) if names else item


class _Reading:
    """Names of places in texts, worked out once a report."""

    def __init__(self, printed: Mapping[str, str], known: set[str]) -> None:
        self._printed = printed
        self._known = known
        self._told: dict[str, list[tuple[int, str]]] = {}

    def names_meant(self, item: Item) -> frozenset[str]:
        """The names of places that a count may be of; none where its own place is told well."""
        claim, text = item.claim, self._printed.get(item.claim.report, "")
        place = claim.place
        dateline = _DATELINE.match(text)
        body = dateline.end() if dateline is not None else 0
        own = names_of(place)
        start, end = claim.sentence
        # What is first told of behind the sentence ("were taken to the capital") is hardly where it was.
        if is_spot(place) and place is not None and body <= place.start < (end or place.end):
            return self._town_of(place, text, own) if not place.id else frozenset()
        if claim.report not in self._told:
            self._told[claim.report] = [(at, name) for at, name in _names_in(text) if name in self._known]
        told = [(at, name) for at, name in self._told[claim.report] if at >= body and name not in own]
        beside = frozenset(name for at, name in told if start <= at < end)
        every = frozenset(name for _, name in told)
        if not every:
            # No town but the dateline's: "TAK BAI - Six men were shot … loaded onto lorries for Pattani".
            every = frozenset(name for at, name in self._told[claim.report] if at < body and name not in own)
        return beside if len(beside) == 1 else every if len(every) == 1 else frozenset()

    def _town_of(self, place: Place, text: str, own: frozenset[str]) -> frozenset[str]:
        """The town in which the words set a spot."""
        found = _SET_IN.match(text, place.end)
        name = _NAME.match(text, found.end()) if found is not None else None
        town = name_key(name[0]) if name is not None else ""
        return frozenset({town}) if town in self._known and town not in own else frozenset()


def _may_be_loose(item: Item) -> bool:
    figure, place = item.claim.figure, item.claim.place
    if figure is None or item.claim.stance not in HAPPENED or figure.flow == "stock":
        return False
    return place is None or place.precision == "country" or not is_area(place)


def _names_in(text: str) -> Iterable[tuple[int, str]]:
    """Names in a text by where they stand, each also without its first word: "In Dalen" opens a sentence."""
    for match in _NAME.finditer(text):
        yield match.start(), name_key(match[0])
        first, space, rest = match[0].partition(" ")
        if space:
            yield match.start(), name_key(rest)
            if first.isupper():
                yield match.start(), name_key(first)  # a headline in capitals: "DALEN UPDATE"


def is_spot(place: Place | None) -> bool:
    """Whether it is a town, a village or a spot that goes by a name."""
    return is_named(place) and not is_area(place)


def names_of(place: Place | None) -> frozenset[str]:
    """The canonical name of a place and that which its report prints, as they are compared."""
    return frozenset((name_key(place.name), name_key(place.text))) if place is not None else frozenset()
