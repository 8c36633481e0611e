"""Counts: what a number counts, of whom, and what happened to them.

The number comes from the quantity grammar with its bounds. What it measures comes from the noun it
stands on ("12 deaths"), the verb that its noun is the victim of ("killed 12 soldiers", "12 were
killed"), an adjective ("left 12 dead") or a word for totals ("the toll rose to 12"). A number whose
measure no word tells is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

import msgspec

from rashomon.extract.clauses import Clause
from rashomon.extract.flight import flight_measure, not_back, of_displacement
from rashomon.extract.flight_lines import labelled, listed_measure, running_total
from rashomon.extract.flight_words import HOUSES
from rashomon.extract.harm import are_persons, harm_measure
from rashomon.extract.itemised import Counted, Item, listed_parts, own_stretch, sums_to
from rashomon.extract.labels import Label, is_item, label_times, place_label, told_by_label
from rashomon.extract.matching import Match
from rashomon.extract.measures import NOT_PERSONS, PERSON_MEASURES, TOTAL_NOUNS, measure_of
from rashomon.extract.phrases import actors_of, is_nation
from rashomon.extract.quantities import Quantity
from rashomon.extract.retold import existing_measure, retold_measure
from rashomon.extract.tagging import Tagged
from rashomon.extract.telling import OLDER, REACHED, is_older
from rashomon.extract.wholes import FARTHEST, parts_before
from rashomon.model.draft import ActorMention
from rashomon.model.figure import Figure, Flow, Measure, Population, Unit
from rashomon.model.timex import TimeMention

_SHARE = re.compile(
    r"(?:thirds?|half|halves|quarters?|fifths?|tenths?|per ?cent|%|percent)\s+of\s+[^,;.]{0,30}$", re.IGNORECASE
)
# "60 per cent of the 1.9 million displaced": the whole is a figure by itself.
_UPROOTED = re.compile(
    r"\s*(?:(?:internally|newly)\s+)?(?:displaced|idps|evacuees|refugees|people\s+(?:displaced|who\s+(?:have\s+)?fled))\b",
    re.IGNORECASE,
)
# What stands before a count that only says the last one in other units.
_BESIDE = re.compile(r"\s*[,(–-]\s*(?:or|that is|which is|about|some|around|roughly|nearly|an estimated)?\s*")
_AGAIN = re.compile(r"(?:[,(]\s*(?:or|that\s+is|which\s+is|i\.e\.|representing|comprising)|\s\()\s*$", re.IGNORECASE)
# Nouns for people that leave open whether they fought.
_HARM = frozenset({"killed", "wounded", "casualties"})
ANYONE = frozenset(
    "people person other man men boy thousands hundreds dozens scores victim hostage prisoner detainee captive "
    "survivor casualty fatality death injury body corpse wounded dead inhabitant individual suspect inmate convict "
    "member tribesman tribesmen national foreigner youth volunteer crew crewman crewmen player relative brother "
    "sister follower sympathiser sympathizer population clan tribe community minority politician".split()
)


_JOINS = re.compile(r"(?:,|;|\band|\bwhile)\s+(?:another\s+|a\s+further\s+)?$", re.IGNORECASE)
_OWN_PLACE = re.compile(
    r"\s+(?:others\s+|more\s+)?(?:in|at|near|on|outside)\s+(?P<where>(?:the\s+)?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*)"
)
# Words that point back at a count, and verbs that give one.
_POINTS_BACK = frozenset({"number", "figure", "toll", "total", "count", "tally", "estimate"})
_TELLS_COUNT = frozenset(
    "say speak talk put admit claim acknowledge concede give count own report estimate confess set mention".split()
)
_APART = re.compile(
    r"[^,;.:]{0,40}?,?\s+\(?(?:which\s+(?:is|are)\s+|who\s+are\s+|these\s+are\s+)?not\s+(?:yet\s+)?(?:included|counted|contained|comprised)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:,|\bbut|\band)\s+not\s+$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|those|these|which)\b", re.IGNORECASE)
_AMONG_THE = re.compile(
    r"\b(?:was|were|are|is)\s+(?:also\s+)?among\s+(?:the|those|some)\s+$"
    r"|\b(?:out\s+of|(?:out\s+)?of\s+a\s+total\s+of)\s+(?:the\s+|a\s+total\s+of\s+)?$",
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


# "Of the 206, 61 were children": so far back a whole may stand that is named by its number.
_NUMBERED = 8
_LED_IN = re.compile(
    r"\W*(?:with|including|counting|together\s+with|along\s+with)\s+(?:the\s+|those\s+|these\s+|its\s+|last\s+|some\s+|about\s+)*",
    re.IGNORECASE,
)


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
    open_: list[tuple[Quantity, tuple[int, int, int, int | None]]] = []
    wholes = _wholes(told)
    for quantity, first, last in tagged.quantities:
        lead = tagged.parsed.sentence.text[: quantity.start - tagged.parsed.sentence.start]
        tail = tagged.parsed.sentence.text[quantity.end - tagged.parsed.sentence.start :]
        if (_SHARE.search(lead) and not _UPROOTED.match(tail)) or _NOT.search(lead):
            continue  # "two thirds of the town's 30,000 people", "44, not 60": whole or untrue, and not what is told
        number = _number_token(tagged, first, last)
        noun = _counted(tagged, number, first, last)
        measured, noun = _of_line(
            tagged, (first, last, noun), _of_tree(tagged, matches, (first, last, number, noun), before)
        )
        label = _labelled_by(tagged, (first, last, number, noun), measured, before)
        if label is not None:
            measured = (label.measure, label.at if label.at >= 0 else _governor_of(tagged, number), "figure.label")
        if measured is None:
            measured = _by_order(tagged, (first, last, noun), found, before)
        if (
            measured is not None
            and noun is not None
            and measured[0] in PERSON_MEASURES
            and _is_no_victim(tagged, noun, lead)
        ):
            continue
        parent = _including(tagged, noun if noun is not None else number, found)
        if parent < 0:
            parent = _of_them(tagged, quantity, first, number, found)
        if parent >= 0 and (measured is None or measured[2] == "figure.noun"):
            # what is told of the whole is told of its parts: the noun alone tells less
            measured = (found[parent].figure.measure, found[parent].at, "figure.including")
        elif parent >= 0 and measured is not None and measured[0] != found[parent].figure.measure:
            parent = -1  # "60 wounded, 12 of whom died": no part of the wounded as a count of the dead
        earlier = None
        if parent < 0 and wholes and (noun is None or tagged.lemmas[noun] not in NOT_PERSONS):
            earlier = parts_before(tagged, quantity, wholes, measured[0] if measured else "", first=not found)
        if earlier is not None and measured is None:
            measured = (earlier[0], _governor_of(tagged, noun if noun is not None else number), "figure.part_before")
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
        count = _count(tagged, quantity, (first, last, number, noun), (measure, at, rule), parent)
        found.append(_finished(tagged, count, label, before, earlier[1] if earlier is not None else None))
    found = _listed_wholes(tagged, _led_in(tagged, _with_mates(tagged, found, open_), open_))
    found = _with_parts(tagged, found, open_, wholes)
    found = [_besides(count, found[:k], told) for k, count in enumerate(found)]
    return [_of_its_whole(count, found) for count in found]


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


def _with_parts(
    tagged: Tagged,
    found: list[Count],
    left: list[tuple[Quantity, tuple[int, int, int, int | None]]],
    wholes: Sequence[tuple[int, Sequence[tuple[Figure, bool]]]],
) -> list[Count]:
    """Mark the parts that a list tells, give them their measure, and each part its own place."""
    if len(tagged.quantities) > 1 and (found or wholes):
        taken = {count.first for count in found}
        loose = {tokens[0]: (quantity, tokens) for quantity, tokens in left if tokens[0] not in taken}
        at_first = {count.first: k for k, count in enumerate(found)}
        items = [
            Item(quantity, first, last, _counted(tagged, _number_token(tagged, first, last), first, last), k)
            for quantity, first, last in tagged.quantities
            if (k := at_first.get(min(first, _number_token(tagged, first, last)), -1)) >= 0 or first in loose
        ]
        parts = listed_parts(tagged, items, [Counted(c.figure, c.at, c.part_of) for c in found])
        made: list[Count] = []
        for j, parent in parts.items():
            item = items[j]
            if item.told >= 0:
                found[item.told] = msgspec.structs.replace(found[item.told], part_of=parent)
            else:
                told = (found[parent].figure.measure, found[parent].at, "figure.listed_part")
                made.append(_count(tagged, *loose[item.first], told, parent))
        earlier = sums_to(items, wholes[-FARTHEST:]) if not found else None
        if earlier is not None:
            measure = next(told[earlier[1]][0].measure for start, told in wholes if start == earlier[0])
            for item in items:
                count = _count(tagged, *loose[item.first], (measure, item.first, "figure.itemised"), -1)
                made.append(msgspec.structs.replace(count, part_before=earlier))
        found = _merged(found, made)
    return [_placed(tagged, found, k) for k in range(len(found))]


def _placed(tagged: Tagged, found: list[Count], k: int) -> Count:
    """A part with the tokens of the place that it alone has."""
    count = found[k]
    if count.beside is not None or (count.part_of < 0 and count.part_before is None):
        return count
    floor = max((c.last for c in found if c.last < count.first), default=-1)
    own = own_stretch(tagged, count.first, count.last, floor)
    return msgspec.structs.replace(count, beside=own) if own is not None else count


def _of_its_whole(count: Count, found: list[Count]) -> Count:
    """ "17 rebels, of whom 11 in X": a part whose own words tell nobody counts whom its whole counts."""
    if count.part_of < 0 or count.figure.population != "unknown" or count.figure.population_text:
        return count
    whole = found[count.part_of].figure
    figure = msgspec.structs.replace(count.figure, population=whole.population, population_text=whole.population_text)
    return msgspec.structs.replace(count, figure=figure)


def _led_in(
    tagged: Tagged, found: list[Count], left: list[tuple[Quantity, tuple[int, int, int, int | None]]]
) -> list[Count]:
    """ "With the 4,000 fighters who came out last, 34,000 people have left": a part that stands before its whole."""
    if not left or not found or not _LED_IN.match(tagged.parsed.sentence.text):
        return found
    quantity, tokens = left[0]
    whole = next((k for k, count in enumerate(found) if count.part_of < 0 and count.first > tokens[1]), None)
    lead = _LED_IN.match(tagged.parsed.sentence.text)
    if whole is None or lead is None or quantity.start - tagged.parsed.sentence.start > lead.end() + 1:
        return found
    figure = found[whole].figure
    persons = tokens[3] is None or are_persons(tagged, tokens[3], tokens[1])
    if not persons or figure.unit != "persons" or (quantity.low or 0) > (figure.high or figure.value or 0):
        return found
    part = _count(tagged, quantity, tokens, (figure.measure, found[whole].at, "figure.led_in"), -1)
    merged = _merged(found, [part])
    at = next(k for k, count in enumerate(merged) if count.first == found[whole].first)
    return [msgspec.structs.replace(count, part_of=at) if count is part else count for count in merged]


def _besides(count: Count, before: list[Count], told: Told) -> Count:
    """ "Killed 90. Another 60 were wounded": besides the dead, and on top of no other count of the wounded."""
    if not count.figure.additional or count.figure.measure in {"killed", "casualties"} or count.part_of >= 0:
        return count
    earlier = [*(one for _, counts in told[-FARTHEST:] for one in counts), *before]
    if count.figure.measure in {one.figure.measure for one in earlier}:
        return count
    if not earlier or earlier[-1].figure.measure not in {"killed", "casualties", "wounded", "captured"}:
        return count
    return msgspec.structs.replace(count, figure=msgspec.structs.replace(count.figure, additional=False))


def _of_them(tagged: Tagged, quantity: Quantity, first: int, number: int, found: list[Count]) -> int:
    """Index of the count whose part "twelve of them" is, -1 if none."""
    behind = _OF_THEM.match(tagged.parsed.sentence.text, quantity.end - tagged.parsed.sentence.start)
    if behind is None or _speaks(tagged, number):
        return -1
    parent = next((k for k in range(len(found) - 1, -1, -1) if found[k].part_of < 0), -1)
    if parent >= 0 and tagged.number_tokens & set(range(found[parent].last + 1, first)):
        return -1  # "four were killed, said two residents, one of whom …": of the residents
    return parent


def _speaks(tagged: Tagged, number: int) -> bool:
    """ "…, one of them told a colleague": who speaks is no part of the dead."""
    token = tagged.parsed.doc[number]
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and tagged.lemmas[token.head.i] in tagged.book.speech


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
    tokens: tuple[int, int, int, int | None],
    measured: tuple[str, int, str] | None,
    before: list[Tagged],
) -> Label | None:
    """The label or heading that tells a number's measure, where its own words leave it open.

    "Wounded: 133 flown to the coast": what is done with the wounded or the dead does not displace them.
    """
    first, last, _, noun = tokens
    if measured is not None and measured[0] != "displaced":
        return None
    label = told_by_label(tagged, first, before)
    if label is None or (measured is not None and label.measure not in _HARM):
        return None
    return label if are_persons(tagged, noun, last) else None


def _of_tree(
    tagged: Tagged, matches: list[Match], tokens: tuple[int, int, int, int | None], before: list[Tagged]
) -> tuple[str, int, str] | None:
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


def _with_mates(
    tagged: Tagged, found: list[Count], left: list[tuple[Quantity, tuple[int, int, int, int | None]]]
) -> list[Count]:
    """ "Nine women and 14 children were among the dead": what is told behind the last is told of them all."""
    more: list[Count] = []
    for quantity, (first, last, number, noun) in left:
        head = noun if noun is not None else number
        mate = next(
            (
                count
                for count in found
                if count.first > last
                and count.rule == "figure.harm_after"
                and any(t.dep_ == "conj" and t.head.i == head for t in tagged.parsed.doc[count.first : count.last + 1])
            ),
            None,
        )
        mate = mate or _told_twice(tagged, last, noun, found)
        if mate is not None:
            told = (mate.figure.measure, mate.at, mate.rule)
            more.append(_count(tagged, quantity, (first, last, number, noun), told, mate.part_of))
            continue
        again = _elsewhere(tagged, quantity, (first, last, number, noun), found)
        if again is not None:
            more.append(again)
    return _merged(found, more)


def _merged(found: list[Count], more: list[Count]) -> list[Count]:
    """Counts in the order of the words; those that are parts go on pointing at their wholes."""
    if not more:
        return found
    merged = sorted([*found, *more], key=lambda count: count.first)
    at = {id(count): k for k, count in enumerate(merged)}
    return [
        msgspec.structs.replace(count, part_of=at[id(found[count.part_of])]) if count.part_of >= 0 else count
        for count in merged
    ]


def _told_twice(tagged: Tagged, last: int, noun: int | None, found: list[Count]) -> Count | None:
    """ "Since November 2,100 families, about 12,600 people, have been displaced": the same in another unit."""
    if noun is None:
        return None
    after = next((count for count in found if count.first > max(last, noun)), None)
    if after is None or {after.figure.unit, _unit(tagged, after.figure.measure, noun)} != {"families", "persons"}:
        return None
    start = tagged.parsed.spans[max(last, noun)][1] - tagged.parsed.sentence.start
    end = tagged.parsed.spans[after.first][0] - tagged.parsed.sentence.start
    return after if _BESIDE.fullmatch(tagged.parsed.sentence.text, start, end) else None


def _elsewhere(
    tagged: Tagged, quantity: Quantity, tokens: tuple[int, int, int, int | None], found: list[Count]
) -> Count | None:
    """ "Twelve people were killed in Zliten and seven in Misrata": the count before it, of another place or day."""
    first, last, _, noun = tokens
    before = next((count for count in reversed(found) if count.last < first), None)
    if before is None or noun is not None or before.part_of >= 0:
        return None
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    lead = text[tagged.parsed.spans[before.last][1] - offset : tagged.parsed.spans[first][0] - offset]
    own = _OWN_PLACE.match(text, tagged.parsed.spans[last][1] - offset)
    if own is None or not _JOINS.search(lead):
        return None
    inside = tagged.tokens_of(own.start("where") + offset, own.end() + offset)
    if inside is None:
        return None
    made = _count(tagged, quantity, tokens, (before.figure.measure, before.at, "figure.likewise"), -1)
    return msgspec.structs.replace(made, beside=inside)


def _listed_wholes(tagged: Tagged, found: list[Count]) -> list[Count]:
    """ "Nine women were among the 51 dead": the whole stands behind its parts."""
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    for j in range(1, len(found)):
        lead = text[: tagged.parsed.spans[found[j].first][0] - offset]
        if not _AMONG_THE.search(lead):
            continue
        for k in range(j):
            smaller = (found[k].figure.low or 0) <= (found[j].figure.high or found[j].figure.value or 0)
            if found[k].part_of < 0 and found[k].figure.measure == found[j].figure.measure and smaller:
                found[k] = msgspec.structs.replace(found[k], part_of=j)
    return found


def _governor_of(tagged: Tagged, i: int) -> int:
    at = tagged.parsed.doc[i]
    while at.dep_ != "ROOT" and at.pos_ not in {"VERB", "AUX"}:
        at = at.head
    return int(at.i)


def _by_order(
    tagged: Tagged, tokens: tuple[int, int, int | None], found: list[Count], before: list[Tagged]
) -> tuple[str, int, str] | None:
    """What the words beside a number tell of it where the tree tells nothing."""
    first, last, noun = tokens
    measures = [(count.figure.measure, count.at) for count in found]
    total = running_total(tagged, first, measures)
    if total is not None:
        return total
    harm = harm_measure(tagged, first, last, noun)
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
    units = {last.figure.unit, _unit(tagged, last.figure.measure, noun)}
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


def _is_thing(tagged: Tagged, noun: int) -> bool:
    """Rifles, posts, cattle: no persons, whatever was done to them."""
    if tagged.lemmas[noun] in HOUSES:
        return False  # "the evacuation of 50 homes": those who live there left
    sorts = tagged.book.sort_of(tagged.lemmas[noun])
    things = {"weapon", "goods", "vehicle", "aircraft", "building", "site", "place"}
    return bool(sorts & things) and not sorts & {"armed", "civilian", "official"}


def _number_token(tagged: Tagged, first: int, last: int) -> int:
    """The number's own token: the last numeral or vague word of the quantity phrase."""
    doc = tagged.parsed.doc
    for i in range(last, first - 1, -1):
        if doc[i].pos_ in {"NUM", "NOUN"} or doc[i].like_num:
            return i
    return last


def _counted(tagged: Tagged, number: int, first: int, last: int) -> int | None:
    """Head of the noun that is counted, None for a bare number."""
    doc = tagged.parsed.doc
    token = doc[number]
    behind = doc[last + 1] if last + 1 < len(doc) else None
    if behind is not None and behind.text in {'"', "”"} and last + 2 < len(doc) and doc[last + 2].text == "of":
        return None  # "the “more than 90” of the civil defence"
    if behind is not None and behind.pos_ == "DET":
        return None  # "increased to 272 the number of …": what follows begins anew
    of = next((c for c in token.children if c.dep_ == "prep" and c.text.lower() == "of" and c.i > last), None)
    if of is not None:
        inner = next((c for c in of.children if c.dep_ == "pobj"), None)
        if inner is not None:
            return int(inner.i)
    at = token
    for _ in range(4):
        if (
            at.dep_ in {"nummod", "quantmod", "compound", "amod", "npadvmod", "advmod", "nmod", "det", "predet"}
            and at.head.i > last
        ):
            at = at.head
            if at.i + 1 == at.head.i and at.head.pos_ == "NOUN" and is_nation(tagged, at):
                continue  # "Twelve Azerbaijani soldiers": the parser counts the people's name
            if at.pos_ in {"NOUN", "PROPN"} and at.i not in tagged.number_tokens and at.i not in tagged.time_tokens:
                # "642, among them two colonels": the noun is the next number's
                return None if tagged.number_tokens & set(range(last + 1, at.i)) else int(at.i)
        elif at.head.i in range(first, last + 1) and at.head is not at:
            at = at.head
        else:
            break
    after = last + 1
    while after < len(doc) and doc[after].pos_ in {"ADJ", "PROPN"} and after - last < 4:
        after += 1
    if after in tagged.time_tokens:
        return None  # "down from 250 last week"
    if after < len(doc) and doc[after].pos_ == "NOUN" and after - last <= 3 and not _breaks(doc, last, after):
        return after
    return None


def _breaks(doc: Any, last: int, after: int) -> bool:
    return any(doc[k].pos_ in {"PUNCT", "VERB", "AUX", "ADP", "CCONJ"} for k in range(last + 1, after))


def _earlier_actors(lemma: str, before: list[Tagged]) -> tuple[ActorMention, ...]:
    """Who did it, in the sentence that a bare number points back to."""
    for earlier in reversed(before[-2:]):
        for token in earlier.parsed.doc:
            if earlier.lemmas[token.i] == lemma and token.pos_ == "VERB":
                subject = Clause(earlier, token.i).subject
                if subject is not None:
                    return actors_of(earlier, subject)
    return ()


def _including(tagged: Tagged, bearer: int, found: list[Count]) -> int:
    """Index of the count of which this one is a part ("including 10 children", "among them"), -1 if none."""
    doc = tagged.parsed.doc
    at = doc[bearer]
    marked = False
    for _ in range(5):
        if at.dep_ == "ROOT":
            break
        if at.dep_ in {"pobj", "dobj", "conj", "appos", "nsubj", "pcomp"} and at.head.text.lower() in {
            "including",
            "include",
            "included",
            "among",
        }:
            marked = True
        at = at.head
    left = []
    for k in range(bearer - 1, max(-1, bearer - 6), -1):
        if doc[k].pos_ in {"VERB", "AUX"} and doc[k].text.lower() != "including":
            break
        left.append(doc[k].text.lower())
    marked = marked or "including" in left or ("among" in left and "them" in left)
    marked = marked or {"of", "whom"} <= set(left)  # "79 wounded, of whom 56 are children"
    if not marked:
        token = doc[bearer]  # "among them 410 soldiers and 207 members of their families"
        mate = token.head if token.dep_ == "conj" else None
        return next((c.part_of for c in found if mate is not None and c.first <= mate.i <= c.last), -1)
    earlier = [k for k, count in enumerate(found) if count.first < bearer and count.part_of < 0]
    return earlier[-1] if earlier else -1


def _count(
    tagged: Tagged,
    quantity: Quantity,
    tokens: tuple[int, int, int, int | None],
    measured: tuple[str, int, str],
    parent: int,
) -> Count:
    first, last, number, noun = tokens
    measure, at, rule = measured
    if noun is not None and tagged.words[noun] in {"them", "these", "those"} and rule.startswith("figure.victim_of"):
        noun = None  # "72 of them were killed": a count of its own, and no share of the dead
    end = max(last, noun if noun is not None else last)
    start_char, end_char = tagged.span_of(min(first, number), end)
    who = noun
    if noun is None and rule in {"figure.total", "figure.label"}:
        who = _counted_by_total(tagged, at) if rule == "figure.total" else _counted_by_label(tagged, at)
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
        unit=_unit(tagged, measure, noun),
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
    return next((int(c.i) for c in named if "person" in tagged.sorts(c.i)), None)


def _is_no_victim(tagged: Tagged, noun: int, lead: str) -> bool:
    """A thing; or the one family of "six people from one family", who are nobody but the six."""
    return _is_thing(tagged, noun) or (tagged.words[noun] == "family" and lead.endswith("from "))


def _is_family(tagged: Tagged, noun: int) -> bool:
    return tagged.lemmas[noun] in tagged.book.families


def _unit(tagged: Tagged, measure: str, noun: int | None) -> Unit:
    if noun is not None and _is_family(tagged, noun):
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
