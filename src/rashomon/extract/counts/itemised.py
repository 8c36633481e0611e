"""Parts told as a list behind their whole: ", eight civilians and five soldiers", "By hamlets: Soras 29, Huaya 8 …".

No word says that such numbers are parts. Two things do: a first item that is marked ("70 of them men, 17 women, 15
children"), or arithmetic: two kinds of people, or three bare numbers, that make up the whole to the last one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.extract.acts.measures import PERSON_MEASURES
from rashomon.extract.places.placing import place_heads
from rashomon.extract.quantities.phrases import Quantity
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.figure import Figure

_JOIN = re.compile(r"[^.;]{0,80}?(?:,|\band|&|;)\s+(?:another\s+)?(?:[^,.;\d]{0,40}\s)?$", re.IGNORECASE)
_MEN = frozenset({"man", "woman", "adult", "minor", "male", "female", "civilian", "other"})
_OWN = re.compile(
    r"\s+(?:of\s+(?:them|whom|these|those)\s+|others\s+)?(?:were\s+|was\s+)?(?:in|at|near|on|outside|from)\s"
)
_STRETCH = re.compile(r"[^,.;:]*")
_CAPITALS = re.compile(r"(?:^|[,;:]|\band)\s*(?P<name>(?:(?:in|at)\s+)?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3})[\s:–-]*$")


class Item(NamedTuple):
    """A number of the sentence.

    Attributes:
        quantity: With its bounds.
        first, last: Tokens of the phrase.
        noun: Head of what is counted, None for a bare number.
        told: Index of its count, -1 where nothing told its measure.
    """

    quantity: Quantity
    first: int
    last: int
    noun: int | None
    told: int


class Counted(NamedTuple):
    """What is known of a count: its figure, the token that told its measure, the whole it is part of (-1: none)."""

    figure: Figure
    at: int
    part_of: int


def listed_parts(tagged: Tagged, items: Sequence[Item], counts: Sequence[Counted]) -> dict[int, int]:
    """Items that are parts, with the index of the count of which each is a part."""
    found: dict[int, int] = {}
    for k, whole in enumerate(items):
        if whole.told < 0:
            continue
        count = counts[whole.told]
        figure = count.figure
        if count.part_of >= 0 or figure.measure not in PERSON_MEASURES or figure.unit != "persons":
            continue
        chain = _chain(tagged, items, counts, k)
        if not chain:
            continue
        marked = items[chain[0]].told >= 0 and counts[items[chain[0]].told].part_of == whole.told
        told = [items[j].quantity.value for j in chain]
        whole_sum = figure.value is not None and None not in told and sum(n or 0 for n in told) == figure.value
        kinds = all(_is_kind(tagged, items[j].noun) for j in chain)
        if marked:
            left = figure.high if figure.high is not None else (figure.value if figure.quantifier == "exact" else None)
            for j in chain:
                number = items[j].quantity.value
                if not _is_kind(tagged, items[j].noun) or number is None or (left is not None and number > left):
                    break
                left = None if left is None else left - number
                found[j] = whole.told
        elif whole_sum and len(chain) >= (2 if kinds else 3):
            found.update(dict.fromkeys(chain, whole.told))
    return found


def sums_to(
    items: Sequence[Item], wholes: Sequence[tuple[int, Sequence[tuple[Figure, bool]]]]
) -> tuple[int, int] | None:
    """Start of an earlier sentence and index of its whole that all bare numbers of this one make up together."""
    numbers = [item.quantity.value for item in items]
    if len(items) < 3 or None in numbers or any(item.told >= 0 for item in items):
        return None
    total = sum(number or 0 for number in numbers)
    for start, figures in reversed(wholes):
        for index in range(len(figures) - 1, -1, -1):
            figure, whole = figures[index]
            if whole and figure.value == total and figure.measure in PERSON_MEASURES and figure.unit == "persons":
                return start, index
    return None


def own_stretch(tagged: Tagged, first: int, last: int, floor: int) -> tuple[int, int] | None:
    """Tokens of the place that a part alone has: "of whom 13 in one mosque of X", "X 29, Y 8"; None if none is told.

    Args:
        tagged: The sentence.
        first: First token of the number's phrase.
        last: Its last token.
        floor: The last token before which nothing is the part's own.
    """
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    end = tagged.parsed.spans[last][1] - offset
    stretch = _STRETCH.match(text, end)
    if stretch is not None and _OWN.match(text, end):
        inside = tagged.tokens_of(end + offset + 1, stretch.end() + offset)
        if inside is not None and any(inside[0] <= i <= inside[1] for i in place_heads(tagged)):
            return inside
    start = tagged.parsed.spans[floor][0] - offset if floor >= 0 else 0
    named = _CAPITALS.search(text[start : tagged.parsed.spans[first][0] - offset])
    if named is None:
        return None
    return tagged.tokens_of(start + named.start("name") + offset, start + named.end("name") + offset)


def _chain(tagged: Tagged, items: Sequence[Item], counts: Sequence[Counted], k: int) -> list[int]:
    """Items that follow a whole in one list, none of which is told of for itself."""
    whole = counts[items[k].told]
    chain: list[int] = []
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    for j in range(k + 1, len(items)):
        item = items[j]
        if item.told >= 0:
            own = counts[item.told]
            mine = own.part_of == items[k].told
            same = own.part_of < 0 and own.at == whole.at and own.figure.measure == whole.figure.measure
            if not (mine or same) or own.figure.additional:
                break
        elif item.noun is not None and not _is_kind(tagged, item.noun):
            break
        before = items[j - 1]
        held = max(before.last, before.noun or 0)
        lead = text[tagged.parsed.spans[held][1] - offset : tagged.parsed.spans[item.first][0] - offset]
        if j > k + 1 and _JOIN.fullmatch(lead) is None:
            break
        if j == k + 1 and not re.search(r"[,:;(–-]\s*(?:[^,.;\d]{0,40}\s)?$|\bof\s+(?:whom|them)\s*$", lead):
            break
        chain.append(j)
    return chain


def _is_kind(tagged: Tagged, noun: int | None) -> bool:
    """Whether a noun names a sort of people."""
    if noun is None:
        return False
    lemma = tagged.lemmas[noun]
    if lemma in {"them", "whom", "these", "those"} or tagged.words[noun] in {"them", "whom", "these", "those"}:
        return True
    return lemma in _MEN or bool(tagged.book.sort_of(lemma) & {"civilian", "armed"})
