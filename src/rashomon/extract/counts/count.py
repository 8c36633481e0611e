"""A count as it is found: its figure, who is counted, and which tokens tell it.

Made from a quantity, the tokens of its phrase and the word that told its measure. Who is counted comes from the noun
("soldiers" are combatants, "residents" civilians, "people" nobody known), the unit from the noun and the measure.
Whether a count is a running total, a state or what befell in a window comes from the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

import msgspec

from rashomon.extract.acts.measures import TOTAL_NOUNS
from rashomon.extract.counts.counted import is_family
from rashomon.extract.counts.flight_words import HOUSES
from rashomon.extract.counts.telling import OLDER
from rashomon.extract.quantities.phrases import Quantity
from rashomon.extract.syntax.phrases import actors_of
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.draft import ActorMention
from rashomon.model.figure import Figure, Flow, Measure, Population, Unit
from rashomon.model.timex import TimeMention


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A figure found in a sentence, in words.

    Attributes:
        figure: With bounds, measure, unit and population.
        at: Token of the predicate that gives the measure (the number's own head where none does).
        first, last: Tokens of the phrase, number and noun.
        people: Who is counted, as mentions.
        rule: What told the measure.
        part_of: Index in the same list of the count that this is part of, -1 if none.
        beside: Tokens of its own place and day, where it shares the rest with the count before it.
        under: Days that a heading above tells.
        part_before: Start of an earlier sentence and index of its count that this is part of, None if none.
        frame: Frame of the measure.
    """

    figure: Figure
    at: int
    first: int
    last: int
    people: tuple[ActorMention, ...]
    rule: str
    frame: str
    part_of: int = -1
    beside: tuple[int, int] | None = None
    under: tuple[TimeMention, ...] = ()
    part_before: tuple[int, int] | None = None
    actors: tuple[ActorMention, ...] = ()


Told = Sequence[tuple[int, Sequence[Count]]]
# First and last token of a quantity phrase, its number, and the head of what is counted (None for a bare number).
Tokens = tuple[int, int, int, int | None]
# A number whose measure nothing has told yet.
Loose = tuple[Quantity, Tokens]
FRAME_OF: dict[str, str] = {
    "killed": "kill",
    "wounded": "wound",
    "casualties": "casualties",
    "missing": "abduct",
    "captured": "take_prisoner",
    "detained": "arrest",
    "abducted": "abduct",
    "displaced": "displace",
    "returned": "return",
    "affected": "displace",
    "strikes": "airstrike",
    "attacks": "attack",
    "buildings": "destroy",
    "vehicles": "destroy",
    "fighters": "mass",
}
ANYONE = frozenset(
    "people person other man men boy thousands hundreds dozens scores victim hostage prisoner detainee captive "
    "survivor casualty fatality death injury body corpse wounded dead inhabitant individual suspect inmate convict "
    "member tribesman tribesmen national foreigner youth volunteer crew crewman crewmen player relative brother "
    "sister follower sympathiser sympathizer population clan tribe community minority politician".split()
)
_APART = re.compile(
    r"[^,;.:]{0,40}?,?\s+\(?(?:which\s+(?:is|are)\s+|who\s+are\s+|these\s+are\s+)?not\s+(?:yet\s+)?(?:included|counted|contained|comprised)\b",
    re.IGNORECASE,
)
# Where people are, or how many were so on a day: no movement of that day.
_HOSTS = re.compile(
    r"\b(?:hosts?|hosting|(?:is|are)\s+hosted|shelters|sheltering|houses|housing|accommodat(?:es?|ing)|(?:home|host|refuge)\s+to"
    r"|hold(?:s|ing))\s[^.;:]{0,40}$"
)
_AS_OF = re.compile(
    r"\bas\s+(?:of|at)\s+(?=[\d“\"']|the\s+\w+\s+of|[A-Z]|yesterday|today|mid|late|early)", re.IGNORECASE
)


def count_of(
    tagged: Tagged,
    quantity: Quantity,
    tokens: Tokens,
    measured: tuple[str, int, str],
    parent: int,
) -> Count:
    """The count of a quantity, by the measure, token and rule that told what it counts, and the index of its whole."""
    first, last, number, noun = tokens
    measure, at, rule = measured
    if noun is not None and tagged.words[noun] in {"them", "these", "those"} and rule.startswith("figure.victim_of"):
        noun = None  # "72 of them were killed": a count of its own, and no share of the dead
    end = max(last, noun if noun is not None else last)
    start_char, end_char = tagged.span_of(min(first, number), end)
    who = noun
    if noun is None and rule in {"figure.total", "figure.label"}:
        who = _counted_by_total(tagged, at) if rule == "figure.total" else _counted_by_label(tagged, at)
    token = tagged.parsed.doc[number]
    if who is None and first > 0 and tagged.words[first - 1] == ":" and token.dep_ == "appos" and token.head.i < first:
        who = int(token.head.i)  # "Civilians killed by the raiders: 45"
    population, words = _population(tagged, who)
    behind = tagged.parsed.sentence.text[quantity.end - tagged.parsed.sentence.start :]
    apart = " not " in behind and _APART.match(behind) is not None
    at = number if apart else at  # "12, not included above" denies nothing
    figure = Figure(
        measure=cast("Measure", measure),
        low=quantity.low,
        high=quantity.high,
        value=quantity.value,
        quantifier=quantity.quantifier,
        unit=unit_of(tagged, measure, noun),
        population=population,
        population_text=words,
        flow=_flow(tagged, measure, at, rule, quantity),
        additional=quantity.additional or apart,
        text=tagged.parsed.sentence.text[
            start_char - tagged.parsed.sentence.start : end_char - tagged.parsed.sentence.start
        ],
    )
    people = actors_of(tagged, noun) if noun is not None else ()
    return Count(
        figure=figure,
        at=at,
        first=min(first, number),
        last=end,
        people=people,
        rule=rule,
        frame=FRAME_OF[measure],
        part_of=parent,
    )


def _counted_by_total(tagged: Tagged, at: int) -> int | None:
    """ "The number of rebels killed in X has risen to 427": who the total counts."""
    verb = tagged.parsed.doc[at]
    total = next((c for c in verb.children if tagged.lemmas[c.i] in TOTAL_NOUNS), None)
    of = next((c for c in total.children if c.text.lower() == "of"), None) if total is not None else None
    return next((int(c.i) for c in of.children if c.dep_ == "pobj"), None) if of is not None else None


def _counted_by_label(tagged: Tagged, at: int) -> int | None:
    """ "Enemies annihilated: 642": who stands before the label's word."""
    token = tagged.parsed.doc[at]
    named = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}]
    named += [token.head] if token.dep_ in {"acl", "amod"} else []
    beside = (tagged.parsed.doc[k] for k in range(at - 1, max(-1, at - 3), -1))
    return next((int(c.i) for c in (*named, *beside) if tagged.sorts(c.i) & {"person", "armed"}), None)


def unit_of(tagged: Tagged, measure: str, noun: int | None) -> Unit:
    """In what is counted: families, persons, objects or events."""
    if noun is not None and is_family(tagged, noun):
        return "families"
    if measure in {"strikes", "attacks"}:
        return "events"
    if noun is not None and tagged.lemmas[noun] in HOUSES:
        return "objects"
    return "objects" if measure in {"buildings", "vehicles"} else "persons"


def _population(tagged: Tagged, noun: int | None) -> tuple[Population, str]:
    """Who is counted, and the words that tell it; "people, including civilians" are mixed."""
    if noun is None:
        return "unknown", ""
    if tagged.words[noun] in {"them", "whom", "these", "those"} and noun + 1 < len(tagged.words):
        # "61 of them civilians": the noun behind tells who the part are
        told = next((k for k in range(noun + 1, min(noun + 4, len(tagged.words))) if _is_kind(tagged, k)), None)
        noun = told if told is not None else noun
    first, last = tagged.phrase(noun)
    # "cost Wagner 84 men": what stands before the number does not tell who they were
    first = max((k + 1 for k in tagged.number_tokens if first < k < noun), default=first)
    words = {tagged.lemmas[i] for i in range(first, last + 1)}
    if tagged.lemmas[noun] in {"member", "element"}:
        # "members of the security forces": what they belong to tells who they are
        of = next((c for c in tagged.parsed.doc[noun].children if c.text.lower() == "of"), None)
        inner = next((int(c.i) for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        last = max(last, tagged.phrase(inner)[1]) if inner is not None else last
    start, end = tagged.span_of(first, last)
    offset = tagged.parsed.sentence.start
    text = tagged.parsed.sentence.text
    own = text[start - offset : end - offset]
    tail = text[end - offset : end - offset + 60]
    if (
        tail.lstrip(" ,")
        .lower()
        .startswith(("including civilians", "some of them civilians", "civilians among", "many of them civilians"))
    ):
        stop = tail.lower().index("civilians") + len("civilians")
        return "mixed", own + tail[:stop]
    mates = {tagged.lemmas[noun]} | {
        tagged.lemmas[c.i]
        for c in tagged.parsed.doc[noun].children
        if c.dep_ == "conj" and not any(g.dep_ == "nummod" for g in c.children)
    }
    fighters = bool((words | mates) & tagged.book.combatants)
    civilians = bool((words | mates) & tagged.book.civilians)
    if fighters and civilians:
        return "mixed", own
    if fighters:
        return "combatants", own
    lemma = tagged.lemmas[noun]
    civil = civilians or ("civilian" in tagged.book.sort_of(lemma) and lemma not in ANYONE)
    return ("civilians", own) if civil else ("unknown", own)


def _is_kind(tagged: Tagged, i: int) -> bool:
    lemma = tagged.lemmas[i]
    return lemma in tagged.book.combatants or lemma in tagged.book.civilians


def _flow(tagged: Tagged, measure: str, at: int, rule: str, quantity: Quantity) -> Flow:
    """Running totals and states told apart from counts in a window."""
    before = tagged.parsed.sentence.text[: quantity.start - tagged.parsed.sentence.start][-60:].lower()
    if (
        quantity.total
        or rule in {"figure.total", "figure.reached", OLDER}
        or re.search(r"\b(?:bring|rais|tak)\w+\b[^.]*\bto\s*$", before)
    ):
        return "cumulative"
    token = tagged.parsed.doc[at]
    clause = {t.i for t in token.subtree}
    if any(m.text.lower().startswith("since") and first in clause for m, first, _ in tagged.times):
        return "cumulative"
    if measure in {"displaced", "fighters", "detained", "missing"} and tagged.lemmas[at] in {
        "live",
        "remain",
        "stay",
        "shelter",
        "number",
    }:
        return "stock"
    if measure in {"displaced", "fighters", "detained", "missing"} and token.pos_ in {"AUX", "NOUN"}:
        return "stock"
    if measure == "displaced" and (_HOSTS.search(before) or _AS_OF.search(tagged.parsed.sentence.text)):
        return "stock"
    if measure == "displaced" and any(c.text.lower() in {"have", "has"} for c in token.children if c.dep_ == "aux"):
        return "cumulative"
    return "flow"


def in_order(found: list[Count], more: list[Count]) -> list[Count]:
    """Counts in the order of the words; those that are parts go on pointing at their wholes."""
    if not more:
        return found
    merged = sorted([*found, *more], key=lambda count: count.first)
    at = {id(count): k for k, count in enumerate(merged)}
    return [
        msgspec.structs.replace(count, part_of=at[id(found[count.part_of])]) if count.part_of >= 0 else count
        for count in merged
    ]
