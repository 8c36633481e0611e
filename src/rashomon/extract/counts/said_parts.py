"""Parts that a predicate tells: "Eight were schoolchildren and three were nurses", after "A rocket killed 23 people".

A bare number that is said to be a kind of people counts some of the last whole before it, in its own sentence or in
the nearest earlier one that has a whole. Such a sentence goes on with numbers that share its verb ("… and five
soldiers"). Where the nearest sentence counts both the dead and the hurt, nothing tells whose part it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.extract.acts.measures import PERSON_MEASURES
from rashomon.extract.counts.wholes import FARTHEST, Earlier
from rashomon.extract.quantities.phrases import Quantity
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.figure import Figure

# Before the first number of a clause, and between one and the next.
_OPENS = re.compile(r"(?:^|[;:,–—-]|\band|\bwhile|\bbut)[\s\"“‘'•*-]*(?:(?:and|while|but|about|some|at\s+least)\s+)*$")
_BE = re.compile(
    r"(?:\s+(?:of\s+(?:them|these|those)|others|more))?\s+(?:were|was|are|is)\s+(?:also\s+)?(?:an?\s+|the\s+|all\s+)?",
    re.IGNORECASE,
)
_ON = re.compile(r"(?:,|;|\band\b|&|\s)+$")
_KINDS = frozenset(
    "man woman child boy girl minor infant baby toddler adult teenager adolescent female male patient parent mother "
    "father pupil schoolchild schoolboy schoolgirl student nurse doctor medic teacher civilian soldier policeman"
    " foreigner resident villager".split()
)
_FAR = 5


class SaidPart(NamedTuple):
    """A part, by what it is said to be.

    Attributes:
        measure: That of the whole.
        kind: Token of the noun that tells what the part are.
        here: Index of the whole in its own sentence, -1 where it stands earlier.
        before: Start of the earlier sentence of the whole and its index there, None where it stands in this one.
    """

    measure: str
    kind: int
    here: int
    before: tuple[int, int] | None


def said_part(
    tagged: Tagged,
    quantity: Quantity,
    tokens: tuple[int, int, int | None],
    here: Sequence[tuple[Figure, int, bool, tuple[int, int] | None]],
    earlier: Earlier,
) -> SaidPart | None:
    """The whole of which a number is part that a predicate makes a kind of people.

    Args:
        tagged: The sentence.
        quantity: The number.
        tokens: First and last token of its phrase, and the counted noun, if any.
        here: Counts before it in the sentence: figure, last token, whether it is a whole, and its whole before.
        earlier: Figures of the sentences before.
    """
    first, last, noun = tokens
    if quantity.value is None:
        return None
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    start, end = tagged.parsed.spans[first][0] - offset, tagged.parsed.spans[last][1] - offset
    if here and here[-1][2] is False and here[-1][3] is not None and noun is not None and _is_kind(tagged, noun):
        # "fifteen were civilians and five soldiers": what the part before it is part of
        between = text[tagged.parsed.spans[here[-1][1]][1] - offset : start]
        if _ON.fullmatch(between):
            return SaidPart(here[-1][0].measure, noun, -1, here[-1][3])
    be = _BE.match(text, end)
    if be is None or _OPENS.search(text[:start]) is None:
        return None
    kind = _said_kind(tagged, be.end() + offset)
    if kind is None:
        return None
    inside = [k for k, (_, _, whole, _) in enumerate(here) if whole]
    if inside:
        figure = here[inside[-1]][0]
        alone = len({here[k][0].measure for k in inside} & PERSON_MEASURES) == 1
        return SaidPart(figure.measure, kind, inside[-1], None) if alone and _fits(quantity, figure) else None
    if here and here[-1][3] is not None:
        return SaidPart(here[-1][0].measure, kind, -1, here[-1][3])
    for begin, figures in reversed(earlier[-FARTHEST:]):
        wholes = [k for k, (figure, whole) in enumerate(figures) if whole and figure.measure in PERSON_MEASURES]
        if not wholes:
            continue
        if len({figures[k][0].measure for k in wholes}) > 1 or len(wholes) > 1:
            return None
        figure = figures[wholes[0]][0]
        return SaidPart(figure.measure, kind, -1, (begin, wholes[0])) if _fits(quantity, figure) else None
    return None


def _said_kind(tagged: Tagged, start: int) -> int | None:
    """The noun for a kind of people in the words from there on, before a stop or another verb."""
    doc = tagged.parsed.doc
    begin = next((i for i, (at, _) in enumerate(tagged.parsed.spans) if at >= start), len(doc))
    for i in range(begin, min(len(doc), begin + _FAR)):
        if i in tagged.number_tokens or doc[i].pos_ in {"VERB", "AUX", "PUNCT", "ADP", "SCONJ"}:
            return None
        if _is_kind(tagged, i) and (i + 1 >= len(doc) or doc[i + 1].pos_ not in {"NOUN", "PROPN"}):
            return i
    return None


def _is_kind(tagged: Tagged, i: int) -> bool:
    lemma = tagged.lemmas[i]
    return lemma in _KINDS or bool(tagged.book.sort_of(lemma) & {"civilian", "armed", "official"})


def _fits(quantity: Quantity, whole: Figure) -> bool:
    """A part is no larger than its whole."""
    return whole.high is None or (quantity.low or 0) <= whole.high
