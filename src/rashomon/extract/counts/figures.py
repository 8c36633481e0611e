"""Counts: what a number counts, of whom, and what happened to them.

The number comes from the quantity grammar with its bounds. What it measures comes from the noun it
stands on ("12 deaths"), the verb that its noun is the victim of ("killed 12 soldiers", "12 were
killed"), an adjective ("left 12 dead") or a word for totals ("the toll rose to 12"). A number whose
measure no word tells is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.extract.acts.matching import Match
from rashomon.extract.acts.measures import NOT_PERSONS, PERSON_MEASURES, measure_of
from rashomon.extract.counts.clause_harm import clause_measure
from rashomon.extract.counts.count import Count, Loose, Tokens, Told, count_of, unit_of
from rashomon.extract.counts.counted import counted_noun, governor_of, is_no_victim, number_token
from rashomon.extract.counts.flight import flight_measure, not_back, of_displacement
from rashomon.extract.counts.flight_lines import labelled, listed_measure, running_total
from rashomon.extract.counts.harm import are_persons, harm_measure
from rashomon.extract.counts.labels import Label, is_item, label_times, place_label, told_by_label
from rashomon.extract.counts.retold import existing_measure, retold_measure
from rashomon.extract.counts.said_parts import SaidPart, said_part
from rashomon.extract.counts.shares import (
    besides,
    including,
    led_in,
    listed_wholes,
    of_its_whole,
    of_them,
    with_mates,
    with_parts,
)
from rashomon.extract.counts.telling import OLDER, REACHED, is_older
from rashomon.extract.counts.wholes import FARTHEST, parts_before
from rashomon.extract.quantities.phrases import Quantity
from rashomon.extract.syntax.clauses import Clause
from rashomon.extract.syntax.phrases import actors_of
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.draft import ActorMention
from rashomon.model.figure import Figure

_SHARE = re.compile(
    r"(?:thirds?|half|halves|quarters?|fifths?|tenths?|per ?cent|%|percent)\s+of\s+[^,;.]{0,30}$", re.IGNORECASE
)
# "60 per cent of the 1.9 million displaced": the whole is a figure by itself.
_UPROOTED = re.compile(
    r"\s*(?:(?:internally|newly)\s+)?(?:displaced|idps|evacuees|refugees|people\s+(?:displaced|who\s+(?:have\s+)?fled))\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"(?:[,(]\s*(?:or|that\s+is|which\s+is|i\.e\.|representing|comprising)|\s\()\s*$", re.IGNORECASE)
# Nouns for people that leave open whether they fought.
_HARM = frozenset({"killed", "wounded", "casualties"})
# Words that point back at a count, and verbs that give one.
_POINTS_BACK = frozenset({"number", "figure", "toll", "total", "count", "tally", "estimate"})
_TELLS_COUNT = frozenset(
    "say speak talk put admit claim acknowledge concede give count own report estimate confess set mention".split()
)
_NOT = re.compile(r"(?:,|\bbut|\band)\s+not\s+$", re.IGNORECASE)
# "Of the 206, 61 were children": so far back a whole may stand that is named by its number.
_NUMBERED = 8


def find_counts(
    tagged: Tagged, matches: list[Match], before: list[Tagged], told: Told = (), topic: str = ""
) -> list[Count]:
    """Every count of the sentence whose measure words tell.

    Args:
        tagged: The sentence.
        matches: Its predicates.
        before: Earlier sentences of the report, nearest last, for "25 were carried out".
        told: Counts of earlier sentences by the sentence's start, nearest last, for "Of these, 12 …".
        topic: The one measure of which the whole report tells, "" where it tells of several.
    """
    found: list[Count] = []
    open_: list[Loose] = []
    wholes = _wholes(told)
    for quantity, first, last in tagged.quantities:
        lead = tagged.parsed.sentence.text[: quantity.start - tagged.parsed.sentence.start]
        tail = tagged.parsed.sentence.text[quantity.end - tagged.parsed.sentence.start :]
        if (_SHARE.search(lead) and not _UPROOTED.match(tail)) or _NOT.search(lead):
            continue  # "two thirds of the town's 30,000 people", "44, not 60": whole or untrue, and not what is told
        number = number_token(tagged, first, last)
        noun = counted_noun(tagged, number, first, last)
        measured, noun = _of_line(
            tagged, (first, last, noun), _of_tree(tagged, matches, (first, last, number, noun), before)
        )
        label = _labelled_by(tagged, (first, last, number, noun), measured, before)
        if label is not None:
            measured = (label.measure, label.at if label.at >= 0 else governor_of(tagged, number), "figure.label")
        if measured is None:
            measured = _by_order(tagged, (first, last, noun), found, before)
        if (
            measured is not None
            and noun is not None
            and measured[0] in PERSON_MEASURES
            and is_no_victim(tagged, noun, lead)
        ):
            continue
        parent = including(tagged, noun if noun is not None else number, found)
        if parent < 0:
            parent = of_them(tagged, quantity, first, number, found)
        if parent >= 0 and (measured is None or measured[2] == "figure.noun"):
            # what is told of the whole is told of its parts: the noun alone tells less
            measured = (found[parent].figure.measure, found[parent].at, "figure.including")
        elif parent >= 0 and measured is not None and measured[0] != found[parent].figure.measure:
            parent = -1  # "60 wounded, 12 of whom died": no part of the wounded as a count of the dead
        earlier = None
        if parent < 0 and wholes and (noun is None or tagged.lemmas[noun] not in NOT_PERSONS):
            earlier = parts_before(tagged, quantity, wholes, measured[0] if measured else "", first=not found)
        if earlier is not None and measured is None:
            measured = (earlier[0], governor_of(tagged, noun if noun is not None else number), "figure.part_before")
        if measured is None and parent < 0 and (said := _said(tagged, quantity, (first, last, noun), found, wholes)):
            measured, parent, noun = (
                (said.measure, governor_of(tagged, number), "figure.said_part"),
                said.here,
                said.kind,
            )
            earlier = (said.measure, said.before) if said.before is not None else None
        measured = measured or _other_unit(tagged, first, noun, found)
        if measured is None and noun is None:
            measured = _same_count(tagged, number, found, told, before)
        measured = _given_before(tagged, (first, last, noun), measured, found)
        measured = measured or existing_measure(tagged, last, before)
        measured = measured or _retold(tagged, (first, last, noun), found, wholes, topic)
        if measured is None:
            open_.append((quantity, (first, last, number, noun)))
            continue
        measure, at, rule = measured
        if quantity.value is None and quantity.quantifier == "vague" and measure in {"strikes", "attacks"}:
            continue
        count = count_of(tagged, quantity, (first, last, number, noun), (measure, at, rule), parent)
        found.append(_finished(tagged, count, label, before, earlier[1] if earlier is not None else None))
    found = listed_wholes(tagged, led_in(tagged, with_mates(tagged, found, open_), open_))
    found = with_parts(tagged, found, open_, wholes)
    found = [besides(count, found[:k], told) for k, count in enumerate(found)]
    return [of_its_whole(count, found) for count in found]


def _said(
    tagged: Tagged,
    quantity: Quantity,
    tokens: tuple[int, int, int | None],
    found: list[Count],
    wholes: Sequence[tuple[int, Sequence[tuple[Figure, bool]]]],
) -> SaidPart | None:
    """The whole of which "eight were schoolchildren" tells a part."""
    here = [(c.figure, c.last, c.part_of < 0 and c.part_before is None, c.part_before) for c in found]
    return said_part(tagged, quantity, tokens, here, wholes)


def _wholes(told: Told) -> list[tuple[int, list[tuple[Figure, bool]]]]:
    """Figures of earlier sentences, each with whether a later part may be one of it."""
    return [
        (start, [(c.figure, c.part_of < 0 and c.part_before is None and c.rule != OLDER) for c in counts])
        for start, counts in told[-_NUMBERED:]
    ]


def _given_before(
    tagged: Tagged, tokens: tuple[int, int, int | None], measured: tuple[str, int, str] | None, found: list[Count]
) -> tuple[str, int, str] | None:
    """ "9,400 have crossed, up from 6,100 on Tuesday": the number before it, of the same count."""
    first, last, noun = tokens
    if (measured is not None and measured[2] not in REACHED) or not is_older(tagged, first, last):
        return measured
    if noun is not None and not are_persons(tagged, noun, last):
        return measured
    if measured is not None:
        return measured[0], measured[1], OLDER
    whole = next((c for c in reversed(found) if c.part_of < 0 and c.figure.measure in PERSON_MEASURES), None)
    if whole is None:
        return None
    return whole.figure.measure, whole.at, OLDER


def _retold(
    tagged: Tagged,
    tokens: tuple[int, int, int | None],
    found: list[Count],
    wholes: Sequence[tuple[int, Sequence[tuple[Figure, bool]]]],
    topic: str,
) -> tuple[str, int, str] | None:
    """What a bare number that somebody gives counts: the same as the last whole before it."""
    here = [(c.figure.measure, c.last, c.rule) for c in found if c.part_of < 0 and c.part_before is None]
    told = [
        f.measure
        for _, told in reversed(wholes[-FARTHEST:])
        for f, whole in reversed(told)
        if whole and f.measure in PERSON_MEASURES
    ]
    # what is counted on and on is the dead, where both the dead and the hurt were told
    last = "killed" if "killed" in told else next(iter(told), topic)
    return retold_measure(tagged, tokens, here, last)


def _finished(
    tagged: Tagged, count: Count, label: Label | None, before: list[Tagged], part_before: tuple[int, int] | None
) -> Count:
    """A count with what words outside its clause tell: a label's place and days, who did it, its whole."""
    if label is not None or is_item(tagged):
        under = label_times(tagged, count.first) or (label.times if label is not None else ())
        count = msgspec.structs.replace(count, under=under, beside=place_label(tagged, count.first))
    if count.rule == "figure.ellipsis":
        count = msgspec.structs.replace(count, actors=_earlier_actors(tagged.lemmas[count.at], before))
    return msgspec.structs.replace(count, part_before=part_before)


def _labelled_by(
    tagged: Tagged,
    tokens: Tokens,
    measured: tuple[str, int, str] | None,
    before: list[Tagged],
) -> Label | None:
    """The label or heading that tells a number's measure, where its own words leave it open.

    "Wounded: 133 flown to the coast": what is done with the wounded or the dead does not displace them.
    """
    first, last, _, noun = tokens
    if measured is not None and measured[0] != "displaced":
        return None
    label = told_by_label(tagged, first, last, before)
    if label is None or (measured is not None and label.measure not in _HARM):
        return None
    return label if are_persons(tagged, noun, last) else None


def _of_tree(tagged: Tagged, matches: list[Match], tokens: Tokens, before: list[Tagged]) -> tuple[str, int, str] | None:
    """What the tree tells of a number, but for those affected by displacement and those who cannot go back."""
    first, last, number, noun = tokens
    measured = measure_of(tagged, matches, number, noun, before)
    if measured is not None and measured[0] == "affected" and of_displacement(tagged, first):
        return "displaced", measured[1], "figure.affecting"
    if measured is not None and measured[0] == "returned" and not_back(tagged, max(last, noun or last)):
        return "displaced", noun if noun is not None else number, "figure.not_back"
    return measured


def _of_line(
    tagged: Tagged, tokens: tuple[int, int, int | None], measured: tuple[str, int, str] | None
) -> tuple[tuple[str, int, str] | None, int | None]:
    """What a list or a table's line tells of a number where the tree tells something else or nothing; with the noun."""
    first, last, noun = tokens
    listed = listed_measure(tagged, last)
    if listed is not None and (measured is None or measured[0] != listed[0] or noun != listed[2]):
        return (listed[0], listed[1], "figure.listed"), listed[2]
    if measured is None and (cell := labelled(tagged, first, last)) is not None:
        return (cell[0], cell[1], "figure.label"), cell[2]
    return measured, noun


def _by_order(
    tagged: Tagged, tokens: tuple[int, int, int | None], found: list[Count], before: list[Tagged]
) -> tuple[str, int, str] | None:
    """What the words beside a number tell of it where the tree tells nothing."""
    first, last, noun = tokens
    measures = [(count.figure.measure, count.at) for count in found]
    total = running_total(tagged, first, measures)
    if total is not None:
        return total
    harm = harm_measure(tagged, first, last, noun) or clause_measure(tagged, first, last, noun)
    if harm is not None:
        return harm
    same = bool(before) and before[-1].parsed.sentence.paragraph == tagged.parsed.sentence.paragraph
    return flight_measure(
        tagged,
        first,
        last,
        noun,
        houses_before=any(measure == "buildings" for measure, _ in measures),
        told=before[-1].parsed.sentence.text if same else "",
    )


def _other_unit(tagged: Tagged, first: int, noun: int | None, found: list[Count]) -> tuple[str, int, str] | None:
    """ "5,200 families, or 31,200 people", "20,000 families, which is about 121,000 people": one count told twice."""
    if noun is None or not found:
        return None
    last = found[-1]
    start = tagged.parsed.spans[first][0] - tagged.parsed.sentence.start
    units = {last.figure.unit, unit_of(tagged, last.figure.measure, noun)}
    if units != {"families", "persons"} or not _AGAIN.search(tagged.parsed.sentence.text[:start]):
        return None
    return last.figure.measure, last.at, "figure.other_unit"


def _same_count(
    tagged: Tagged, number: int, found: list[Count], told: Told, before: list[Tagged]
) -> tuple[str, int, str] | None:
    """ "… 40 died, it said; the army admits seven", "the group put the number at 90": a rival count of the same.

    A bare number that somebody says, admits or puts the number at has the measure of the last count of persons in the
    sentence; of the sentence before, only where "the number", "the toll" or the like points back at it.
    """
    token = tagged.parsed.doc[number]
    prep = token.head if token.dep_ == "pobj" else None
    verb = prep.head if prep is not None else token.head
    while prep is not None and verb.pos_ in {"NOUN", "PROPN"} and verb.dep_ in {"dobj", "pobj", "prep", "nsubjpass"}:
        verb = verb.head  # "put the number in X at 40": the parser hangs "at" on the place
    lemma = tagged.lemmas[verb.i]
    if verb.pos_ != "VERB":
        return None
    points = any(c.dep_ in {"dobj", "nsubjpass", "nsubj"} and tagged.lemmas[c.i] in _POINTS_BACK for c in verb.children)
    given = prep is not None and prep.text.lower() in {"of", "at", "to", "as"} and lemma in _TELLS_COUNT
    if not (given or points or (token.dep_ == "dobj" and lemma in _TELLS_COUNT)):
        return None
    here = [count for count in found if count.figure.measure in PERSON_MEASURES and count.part_of < 0]
    if here:
        return here[-1].figure.measure, int(verb.i), "figure.same_again"
    # A semicolon cuts a sentence in two for the parser alone.
    joined = bool(before) and before[-1].parsed.sentence.text.endswith(";")
    if not (points or joined) or not told:
        return None
    wholes = [count for count in told[-1][1] if count.figure.measure in PERSON_MEASURES and count.part_of < 0]
    measures = {count.figure.measure for count in wholes}
    return (measures.pop(), int(verb.i), "figure.same_again") if len(measures) == 1 else None


def _earlier_actors(lemma: str, before: list[Tagged]) -> tuple[ActorMention, ...]:
    """Who did it, in the sentence that a bare number points back to."""
    for earlier in reversed(before[-2:]):
        for token in earlier.parsed.doc:
            if earlier.lemmas[token.i] == lemma and token.pos_ == "VERB":
                subject = Clause(earlier, token.i).subject
                if subject is not None:
                    return actors_of(earlier, subject)
    return ()
