"""Bare numbers that somebody gives of what was counted before: "the mayor's list has seven", "it had spoken of fifty".

Such a number has no noun and no verb of harm. What it counts is what the last whole count before it counted, in its
own sentence or in the two before. Where none stands there, it is what the whole report tells of, if that is one
thing alone: a page on one strike that says "died" and "massacre" and nothing of the hurt, the held or the displaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.extract.acts.measures import PERSON_MEASURES
from rashomon.extract.syntax.tagging import Tagged

Retold = tuple[str, int, str]

_FILL = (
    r"(?:[\s,]+(?:now|still|only|already|just|again|first|then|later|as|at|it|the|its|their|his|her|as\s+being)){0,3}"
)
_OPEN = r"[\s,]*[\"“‘'(]*$"
_SPEAKS = r"(?:speaks?|spoke|spoken|speaking|talks?|talked|talking|told|tells|knows?|knew)(?:\s+\w+ly)?\s+of"
_GIVES = (
    r"(?:gives?|gave|given|cit(?:es?|ed)|conced(?:es?|ed)|admit(?:s|ted)?(?:\s+to)?|acknowledge[sd]?|counts?|counted"
    r"|claim(?:s|ed)?|named|reported|reports?|announced?|maintain(?:s|ed)?|insist(?:s|ed)?\s+on|(?:stuck|sticks?|stands?|stood)\s+(?:to|with|by)"
    r"|(?:was|were|been)\s+(?:told|given|shown)|heard|(?:had|has|have)\s+(?:got|come|counted)\s+(?:up\s+)?to|\w+['’]s"
    r"|(?:puts?|had|has|set|sets)\s+it\s+at|corrected\s+(?:it|this|that)\s+to)"
)
_TALLY = r"(?:counts?|figures?|lists?|tall(?:y|ies)|totals?|tolls?|number|estimates?|reckoning|registers?|versions?)"
_HAS = (
    r"(?:\s+of\s+the\s+(?:dead|killed|victims|deaths))?(?:\s+(?:now|then|still|already|today))?(?:\s*,|\s+(?:of|is|was|has|had|holds?|held|stands?\s+at|stood\s+at|shows?|showed"
    r"|contains?|contained|gives?|gave|reads|runs?\s+to|ran\s+to|comes?\s+to|came\s+to|remains|names))"
)
_LED = re.compile(
    rf"\b(?:(?P<tally>{_TALLY}{_HAS})|{_SPEAKS}|{_GIVES}|the)(?P<fill>{_FILL}){_OPEN}",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[^.;:\d]{0,40}\b(?:and|then|later|now|to|but)\b[^.;:\d]{0,40}$", re.IGNORECASE)
_ENDS = re.compile(
    r"[\s]*[\"”’')]*\s*(?:$|[.,;)\"”]|(?:in|on|by|at|for|from|of\s+(?:the|its|their|his|her)|to|which|and|but|while|as|when|since|after"
    r"|earlier|later|yesterday|today|dates?|is|was|seems?|came|comes|includes?|covers?|covered|omitted|omits|left)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“]$")
# A number that is named by what it was: "the 67", "the number of 131".
_PERSONS = frozenset({"person", "people", "dead", "civilian", "victim"})
_TOPICS = {
    "killed": r"killed|dead|died|deaths?|massacre[sd]?|murdered|executed|fatalities|lost\s+their\s+lives|bodies",
    "wounded": r"wounded|injured|injuries|hurt",
    "displaced": r"displaced|fled|evacuated|refugees|homeless|uprooted",
    "detained": r"arrested|detained|detainees|prisoners|captured|hostages|abducted|kidnapped|missing",
}
_TOLL = re.compile(r"\b(?:tolls?|the\s+dead|deaths|fatalities)\b", re.IGNORECASE)
_TOPIC = {measure: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for measure, words in _TOPICS.items()}


def existing_measure(tagged: Tagged, last: int, before: Sequence[Tagged]) -> Retold | None:
    """ "X buries its dead. There are 121 of them": what "them" were called in the sentence before.

    Args:
        tagged: The sentence.
        last: Last token of the quantity phrase.
        before: Earlier sentences, nearest last.
    """
    if not before or last < 2 or tagged.words[last + 1 : last + 3] not in (["of", "them"], ["in", "all"]):
        return None
    at = next((i for i in range(last - 1, max(-1, last - 6), -1) if tagged.words[i] == "there"), -1)
    if at < 0 or not any(tagged.lemmas[i] == "be" for i in range(at + 1, last)):
        return None
    earlier, book = before[-1], tagged.book
    for i in range(len(earlier.words) - 1, -1, -1):
        measure = book.toll_nouns.get(earlier.lemmas[i]) or book.toll_adjectives.get(earlier.words[i], "")
        if measure in PERSON_MEASURES:
            return measure, at + 1, "figure.existing"
    return None


def topic_of(text: str) -> str:
    """The one measure of which a whole report tells, "" where it tells of several or none."""
    told = [measure for measure, words in _TOPIC.items() if words.search(text)]
    return told[0] if told == ["killed"] else ""


def retold_measure(
    tagged: Tagged, tokens: tuple[int, int, int | None], measures: Sequence[tuple[str, int, str]], earlier: str
) -> Retold | None:
    """Measure, token and rule of a number that somebody gives again.

    Args:
        tagged: The sentence.
        tokens: First and last token of the quantity phrase, and the counted noun, if any.
        measures: Measure, last token and rule of the whole counts before it in the sentence.
        earlier: Measure of the last whole count of the sentences before, else what the report tells of; "" if none.
    """
    first, last, noun = tokens
    if noun is not None and tagged.lemmas[noun] not in _PERSONS and tagged.words[noun] not in {"it", "that"}:
        return None
    if tagged.words[last] in {"both", "one", "all", "none", "number", "few", "couple"}:
        return None
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    start, end = tagged.parsed.spans[first][0] - offset, tagged.parsed.spans[last][1] - offset
    known = next((row for row in reversed(measures) if row[0] in PERSON_MEASURES), None)
    measure = known[0] if known is not None else earlier
    if not measure and _TOLL.search(text, 0, start):
        measure = "killed"  # "declined to name a toll, since the government's 338 was too low"
    if measure not in PERSON_MEASURES or _ENDS.match(text, end) is None:
        return None
    before = text[:start]
    if known is not None and known[2] in {"figure.retold", "figure.same_again"}:
        since = text[tagged.parsed.spans[known[1]][1] - offset : start]
        if _NEXT.fullmatch(since.rstrip(" \"“‘'(") + " " if since else ""):
            return measure, first, "figure.retold"
    led = _LED.search(before[-110:])
    if led is None:
        return None
    bare_article = led.group("tally") is None and led.group().lower().lstrip().startswith("the")
    if bare_article and not _QUOTED.search(before.rstrip()):
        return None
    return measure, first, "figure.retold"
