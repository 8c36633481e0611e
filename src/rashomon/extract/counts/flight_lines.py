"""Counts of labels, lists and running totals: lines that tables and bulletins print without a verb.

"Houses destroyed: 77" is a label and its number, "25 missing, 628,000 relocated" a list in which each participle is
the number's before it, "bringing the total to 12,900" the sum of what the clause before it counted.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from rashomon.extract.counts.flight import Measured
from rashomon.extract.counts.flight_words import (
    HOUSES,
    OF_FLIGHT,
    RUINED,
    TOTAL_TO,
)
from rashomon.extract.syntax.tagging import Tagged

_IN_ALL = re.compile(
    r"[;,(–—]\s*(?:and\s+|or\s+)?(?:(?:for\s+)?(?:a|the)\s+)?(?:total|sum)(?:\s+of)?\s*:?\s*$", re.IGNORECASE
)


def running_total(tagged: Tagged, first: int, measures: Sequence[tuple[str, int]]) -> Measured | None:
    """ "… fled, bringing the total to 12,900": the measure that its words or the count before it tell.

    Args:
        tagged: The sentence.
        first: First token of the quantity phrase.
        measures: Measure and token of the counts before it in the sentence.
    """
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    start = tagged.parsed.spans[first][0] - offset
    if measures and _IN_ALL.search(text[max(0, start - 30) : start]):
        return measures[-1][0], max(0, first - 1), "figure.total"  # "… on top of 210,000; total 357,000"
    found = TOTAL_TO.search(text[max(0, start - 120) : start])
    if found is None:
        return None
    of = found.group("of") or ""
    if OF_FLIGHT.search(of):
        return "displaced", max(0, first - 1), "figure.total"
    words = of.split()
    if measures and (not words or words[0].lower() in {"this", "so", "since", "in", "there", "for"}):
        return measures[-1][0], max(0, first - 1), "figure.total"
    return None


def labelled(tagged: Tagged, first: int, last: int) -> tuple[str, int, int | None] | None:
    """ "Houses destroyed: 77", "Total evacuees 2,318": a line that is a label and its one number.

    Returns:
        Measure, token and the counted noun, where the line holds no word that a label of a table would not.
    """
    if len(tagged.quantities) != 1 or (first > 0 and last < len(tagged.words) - 2):
        return None
    rest = [i for i in range(len(tagged.words)) if not first <= i <= last and tagged.words[i][:1].isalnum()]
    if not 0 < len(rest) <= 8 or any(not _LABEL.fullmatch(tagged.words[i]) for i in rest):
        return None
    flight = [i for i in rest if _FLIGHT_LABEL.fullmatch(tagged.words[i])]
    ruin = [i for i in rest if RUINED.fullmatch(tagged.words[i])]
    noun = next((i for i in rest if _COUNTED_LABEL.fullmatch(tagged.words[i])), None)
    houses = noun is not None and (tagged.lemmas[noun] in HOUSES or tagged.words[noun] == "housing")
    if flight and not ruin and not houses:
        return "displaced", flight[0], noun
    if ruin and houses and not flight:
        return "buildings", ruin[0], noun
    return None


_FLIGHT_LABEL = re.compile(
    r"displaced|evacuat(?:ed|ion|ees?)|relocated|homeless|idps?|displacement|sheltered|uprooted|evicted"
)
_COUNTED_LABEL = re.compile(
    r"people|persons?|individuals?|population|residents|inhabitants|famil(?:y|ies)|households?|hhs?|houses?|homes?|housing"
    r"|dwellings?|huts"
)
_LABEL = re.compile(
    rf"{_FLIGHT_LABEL.pattern}|{RUINED.pattern}|{_COUNTED_LABEL.pattern}|total|number|no|nb|of|the|estimated|figure|internally"
    r"|completely|partially|partly|fully|totally|severely|newly|still|currently|and|or|in|camps?|shelters?|centers?|centres?"
)


def listed_measure(tagged: Tagged, last: int) -> tuple[str, int, int | None] | None:
    """ "25 missing, 628,000 relocated and 9 million affected": in a list each participle is the number's before it.

    Returns:
        Measure, token and the counted noun (None: a bare number), where the number or its noun stands
        straight before such a word and a pause, a preposition or the end follows.
    """
    doc, words = tagged.parsed.doc, tagged.words
    for noun_at in (None, last + 1):
        at = last + 1 if noun_at is None else last + 2
        if at >= len(doc) or words[at] not in _listed():
            continue
        if noun_at is not None and "civilian" not in tagged.book.sort_of(tagged.lemmas[noun_at]):
            continue
        if at + 1 < len(doc) and words[at + 1] not in _CLOSE:
            continue
        if at + 2 < len(doc) and words[at + 1] in {"and", "&", "or"} and words[at + 2] in _listed():
            continue  # "48 killed and injured" are the two together
        if words[at + 1 : at + 3] == ["at", "least"]:
            continue  # "killed 12 people, wounded at least 40": the verb of the next count
        if not any(i != at and words[i] in _listed() for i in range(len(doc))):
            continue  # alone it is no list: the tree reads it
        return _listed()[words[at]], at, noun_at
    return None


@functools.cache
def _listed() -> dict[str, str]:
    return {
        "displaced": "displaced", "evacuated": "displaced", "relocated": "displaced", "homeless": "displaced",
        "missing": "missing", "dead": "killed", "killed": "killed", "injured": "wounded", "wounded": "wounded",
    }  # fmt: skip


_CLOSE = frozenset([",", ".", ";", "and", "in", "across", "at", "after", "by", "since", "as", "&", "while"])
