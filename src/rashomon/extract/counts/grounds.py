"""Where, when and of what a count is: places and days of a total, of what is put at a number, of a list's line."""

from __future__ import annotations

import re
from typing import Any

from rashomon.extract.acts.matching import Match
from rashomon.extract.acts.measures import LISTS, PUTS, TOTAL_NOUNS
from rashomon.extract.counts.count import Count
from rashomon.extract.counts.telling import REACHED, Given, Number
from rashomon.extract.places.placing import place_heads
from rashomon.extract.sources.climb import Attribution
from rashomon.extract.sources.modality import MAY_HAVE
from rashomon.extract.syntax.phrases import words_under
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.draft import PlaceMention
from rashomon.model.timex import TimeMention

_NEAR_HEADS = 5
_NEAR_WORDS = 25  # a giver farther off than this stands in another clause
_STRETCH_OF_TOTAL = re.compile(r"\s+the\s+(?:total\s+)?(?:number|total|count|tally)\s+of\s[^.;]*", re.IGNORECASE)


def is_of_telling(count: Count, telling: Given) -> bool:
    """A toll rises, stands or is given on a day: nobody died on that day for it."""
    return bool(telling.days) and count.rule in REACHED and count.figure.measure != "displaced"


def whole_of(count: Count) -> str:
    """The whole of a part, by its place among the counts of its sentence."""
    if count.part_of >= 0:
        return f"#{count.part_of}"
    return f"#{count.part_before[1]}@{count.part_before[0]}" if count.part_before is not None else ""


def as_number(count: Count) -> Number:
    """A count as the words around it see it."""
    return Number(count.rule, count.at, count.first, count.last)


def by_name(tagged: Tagged, count: Count) -> tuple[PlaceMention, ...]:
    """The name beside a number of a list ("Soras 29, Huaya 8"), known or not."""
    if count.beside is None:
        return ()
    first, last = count.beside
    while first < last and not tagged.parsed.doc[first].text[:1].isupper():
        first += 1
    start, end = tagged.span_of(first, last)
    words = words_under(tagged, start, end)
    return (PlaceMention(start=start, end=end, text=words),) if words[:1].isupper() else ()


def is_estimate(attribution: Attribution) -> bool:
    """ "Between 200 and 300 may have died, the envoy said": the number is the envoy's claim."""
    told = {step.value for step in attribution.trace if step.field == "stance" and step.rule != MAY_HAVE}
    return attribution.stance == "suspected" and bool(attribution.sources) and told <= {"claimed"}


def what_is_put(tagged: Tagged, count: Count) -> range:
    """Tokens of what is put at a number: "put its losses in the battle for X at 359 killed"; none where nothing is."""
    token = tagged.parsed.doc[count.first]
    for _ in range(_NEAR_HEADS):
        if token.dep_ == "ROOT":
            break
        token = token.head
        if tagged.lemmas[token.i] in PUTS and token.pos_ == "VERB":
            ats = [
                c.i for c in token.children if c.dep_ == "prep" and c.text.lower() in {"at", "as"} and c.i < count.first
            ]
            things = [c.i for c in token.children if c.dep_ == "dobj" and c.i > token.i]
            return range(things[0], ats[-1]) if things and ats else range(0)
    return range(0)


def missing_from(tagged: Tagged, count: Count) -> list[int]:
    """ "8,000 people from X are missing": where they were from is where they went missing."""
    last = count.last
    behind = tagged.words[last + 1 : last + 2]
    inside = range(last + 2, min(last + 6, len(tagged.words)))
    return [i for i in place_heads(tagged) if i in inside][:1] if behind == ["from"] else []


def _total_noun(tagged: Tagged, count: Count) -> Any:
    """The noun that is a total: subject or object of the verb, at times under its auxiliary alone; None without one."""
    verb = tagged.parsed.doc[count.at]
    children = [c for one in (verb, *(c for c in verb.children if c.dep_ == "aux")) for c in one.children]
    subject = next((c for c in children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    totals = (c for c in children if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and tagged.lemmas[c.i] in TOTAL_NOUNS)
    return next(totals, subject)


def places_of_total(tagged: Tagged, count: Count) -> list[int]:
    """ "The number of people displaced from X has reached 14,800": where those are from whom the total counts."""
    total = _total_noun(tagged, count)
    if total is None or tagged.lemmas[total.i] not in TOTAL_NOUNS | LISTS:
        return []
    inside = {t.i for t in total.subtree}
    return [i for i in place_heads(tagged) if i in inside]


def tells_of(tagged: Tagged, match: Match, measure: str) -> bool:
    """Whether a predicate tells the measure: "400 returned and 500 were displaced" is no return of the 500."""
    return tagged.book.frames[match.frame].measure in {"", None, measure} or measure not in {"displaced", "casualties"}


def times_of_total(tagged: Tagged, count: Count) -> tuple[TimeMention, ...]:
    """ "The number of people killed in the 14 May raid now stands at 30": the day of what the total counts."""
    if count.at < count.first and tagged.lemmas[count.at] == "to":
        # "increased on Monday to 272 the number of those killed last week": behind the number
        sentence, start = tagged.parsed.sentence, tagged.parsed.spans[count.last][1]
        behind = _STRETCH_OF_TOTAL.match(sentence.text, start - sentence.start)
        stop = sentence.start + (behind.end() if behind is not None else 0)
        return tuple(mention for mention, _, _ in tagged.times if start <= mention.start < stop)[:1]
    total = _total_noun(tagged, count)
    inside = {t.i for t in total.subtree} if total is not None else set()
    # "the number, 340 in April, was cut to 122": April is the older number's
    older = {t.i for i in tagged.number_tokens & inside if i < count.first for t in tagged.parsed.doc[i].subtree}
    return tuple(mention for mention, first, _ in tagged.times if first in inside - older)[:1]


def is_their_own(tagged: Tagged, place: PlaceMention, count: Count) -> bool:
    """ "The dead include nine nurses of the X hospital": where they belong, and not where they died."""
    run = tagged.tokens_of(place.start, place.end)
    if run is None:
        return False
    doc = tagged.parsed.doc
    over = next((t.head for t in doc[run[0] : run[1] + 1] if not run[0] <= t.head.i <= run[1]), doc[run[1]])
    if over.text.lower() in {"of", "from"} and count.first <= over.head.i <= count.last:
        return True
    while over.dep_ != "ROOT" and over.pos_ not in {"VERB", "AUX"}:
        over = over.head
    return over.dep_ in {"relcl", "ccomp"} and over.i != count.at  # "…, said those whom X questioned in Y"


def giver(tagged: Tagged, count: Count) -> int:
    """Where the words that give a bare number begin: "the mayor's list has seven", "last figure, 93"."""
    led = tagged.parsed.doc[count.at].head
    return min(int(led.left_edge.i), count.first) if count.first - led.left_edge.i < _NEAR_WORDS else count.first
