"""How counts of one sentence belong together: parts and wholes, one count in two units, a count told again elsewhere.

"Including ten children", "twelve of them", "with the 4,000 who came last", "were among the 51 dead" are parts of a
whole beside them; "Twelve in Zliten and seven in Misrata" shares its measure, and has a place of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.extract.counts.count import Count, Loose, Tokens, Told, count_of, in_order, unit_of
from rashomon.extract.counts.counted import counted_noun, number_token
from rashomon.extract.counts.harm import are_persons
from rashomon.extract.counts.itemised import Counted, Item, listed_parts, own_stretch, sums_to
from rashomon.extract.counts.wholes import FARTHEST
from rashomon.extract.quantities.phrases import Quantity
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.figure import Figure

# What stands before a count that only says the last one in other units.
_BESIDE = re.compile(r"\s*[,(–-]\s*(?:or|that is|which is|about|some|around|roughly|nearly|an estimated)?\s*")
_JOINS = re.compile(r"(?:,|;|\band|\bwhile)\s+(?:another\s+|a\s+further\s+)?$", re.IGNORECASE)
_OWN_PLACE = re.compile(
    r"\s+(?:others\s+|more\s+)?(?:in|at|near|on|outside)\s+(?P<where>(?:the\s+)?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*)"
)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|those|these|which)\b", re.IGNORECASE)
_AMONG_THE = re.compile(
    r"\b(?:was|were|are|is)\s+(?:also\s+)?among\s+(?:the|those|some)\s+$"
    r"|\b(?:out\s+of|(?:out\s+)?of\s+a\s+total\s+of)\s+(?:the\s+|a\s+total\s+of\s+)?$",
    re.IGNORECASE,
)
# "And among them are 500,000 children".
_AMONG_ARE = re.compile(
    r"\bamong\s+(?:them|these|those|whom)\s+(?:also\s+)?(?:are|were|is|was)\s+(?:also\s+)?(?:[\w,.-]+\s+){0,4}$",
    re.IGNORECASE,
)
_LED_IN = re.compile(
    r"\W*(?:with|including|counting|together\s+with|along\s+with)\s+(?:the\s+|those\s+|these\s+|its\s+|last\s+|some\s+|about\s+)*",
    re.IGNORECASE,
)


def including(tagged: Tagged, bearer: int, found: list[Count]) -> int:
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
    marked = marked or _AMONG_ARE.search(_before(tagged, bearer)) is not None
    if not marked:
        token = doc[bearer]  # "among them 410 soldiers and 207 members of their families"
        mate = token.head if token.dep_ == "conj" else None
        return next((c.part_of for c in found if mate is not None and c.first <= mate.i <= c.last), -1)
    earlier = [k for k, count in enumerate(found) if count.first < bearer and count.part_of < 0]
    return earlier[-1] if earlier else -1


def _before(tagged: Tagged, i: int) -> str:
    start = tagged.parsed.spans[i][0] - tagged.parsed.sentence.start
    return tagged.parsed.sentence.text[max(0, start - 80) : start]


def of_them(tagged: Tagged, quantity: Quantity, first: int, number: int, found: list[Count]) -> int:
    """Index of the count whose part "twelve of them" is, -1 if none."""
    behind = _OF_THEM.match(tagged.parsed.sentence.text, quantity.end - tagged.parsed.sentence.start)
    if behind is None or _speaks(tagged, number):
        return -1
    parent = next((k for k in range(len(found) - 1, -1, -1) if found[k].part_of < 0), -1)
    most = found[parent].figure.high if parent >= 0 else None
    if most is not None and (quantity.low or 0) > most:
        return -1  # "272 were slain; of the survivors, 14,000 of them": of others
    if parent >= 0 and tagged.number_tokens & set(range(found[parent].last + 1, first)):
        return -1  # "four were killed, said two residents, one of whom …": of the residents
    return parent


def _speaks(tagged: Tagged, number: int) -> bool:
    """ "…, one of them told a colleague": who speaks is no part of the dead."""
    token = tagged.parsed.doc[number]
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and tagged.lemmas[token.head.i] in tagged.book.speech


def with_mates(tagged: Tagged, found: list[Count], left: list[Loose]) -> list[Count]:
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
            more.append(count_of(tagged, quantity, (first, last, number, noun), told, mate.part_of))
            continue
        again = _elsewhere(tagged, quantity, (first, last, number, noun), found)
        if again is not None:
            more.append(again)
    return in_order(found, more)


def _told_twice(tagged: Tagged, last: int, noun: int | None, found: list[Count]) -> Count | None:
    """ "Since November 2,100 families, about 12,600 people, have been displaced": the same in another unit."""
    if noun is None:
        return None
    after = next((count for count in found if count.first > max(last, noun)), None)
    if after is None or {after.figure.unit, unit_of(tagged, after.figure.measure, noun)} != {"families", "persons"}:
        return None
    start = tagged.parsed.spans[max(last, noun)][1] - tagged.parsed.sentence.start
    end = tagged.parsed.spans[after.first][0] - tagged.parsed.sentence.start
    return after if _BESIDE.fullmatch(tagged.parsed.sentence.text, start, end) else None


def _elsewhere(tagged: Tagged, quantity: Quantity, tokens: Tokens, found: list[Count]) -> Count | None:
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
    made = count_of(tagged, quantity, tokens, (before.figure.measure, before.at, "figure.likewise"), -1)
    return msgspec.structs.replace(made, beside=inside)


def led_in(tagged: Tagged, found: list[Count], left: list[Loose]) -> list[Count]:
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
    part = count_of(tagged, quantity, tokens, (figure.measure, found[whole].at, "figure.led_in"), -1)
    merged = in_order(found, [part])
    at = next(k for k, count in enumerate(merged) if count.first == found[whole].first)
    return [msgspec.structs.replace(count, part_of=at) if count is part else count for count in merged]


def listed_wholes(tagged: Tagged, found: list[Count]) -> list[Count]:
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


def with_parts(
    tagged: Tagged,
    found: list[Count],
    left: list[Loose],
    wholes: Sequence[tuple[int, Sequence[tuple[Figure, bool]]]],
) -> list[Count]:
    """Mark the parts that a list tells, give them their measure, and each part its own place."""
    if len(tagged.quantities) > 1 and (found or wholes):
        taken = {count.first for count in found}
        loose = {tokens[0]: (quantity, tokens) for quantity, tokens in left if tokens[0] not in taken}
        at_first = {count.first: k for k, count in enumerate(found)}
        items = [
            Item(quantity, first, last, counted_noun(tagged, number_token(tagged, first, last), first, last), k)
            for quantity, first, last in tagged.quantities
            if (k := at_first.get(min(first, number_token(tagged, first, last)), -1)) >= 0 or first in loose
        ]
        parts = listed_parts(tagged, items, [Counted(c.figure, c.at, c.part_of) for c in found])
        made: list[Count] = []
        for j, parent in parts.items():
            item = items[j]
            if item.told >= 0:
                found[item.told] = msgspec.structs.replace(found[item.told], part_of=parent)
            else:
                told = (found[parent].figure.measure, found[parent].at, "figure.listed_part")
                made.append(count_of(tagged, *loose[item.first], told, parent))
        earlier = sums_to(items, wholes[-FARTHEST:]) if not found else None
        if earlier is not None:
            measure = next(told[earlier[1]][0].measure for start, told in wholes if start == earlier[0])
            for item in items:
                count = count_of(tagged, *loose[item.first], (measure, item.first, "figure.itemised"), -1)
                made.append(msgspec.structs.replace(count, part_before=earlier))
        found = in_order(found, made)
    return [_placed(tagged, found, k) for k in range(len(found))]


def _placed(tagged: Tagged, found: list[Count], k: int) -> Count:
    """A part with the tokens of the place that it alone has."""
    count = found[k]
    if count.beside is not None or (count.part_of < 0 and count.part_before is None):
        return count
    floor = max((c.last for c in found if c.last < count.first), default=-1)
    own = own_stretch(tagged, count.first, count.last, floor)
    return msgspec.structs.replace(count, beside=own) if own is not None else count


def of_its_whole(count: Count, found: list[Count]) -> Count:
    """ "17 rebels, of whom 11 in X": a part whose own words tell nobody counts whom its whole counts."""
    if count.part_of < 0 or count.figure.population != "unknown" or count.figure.population_text:
        return count
    whole = found[count.part_of].figure
    figure = msgspec.structs.replace(count.figure, population=whole.population, population_text=whole.population_text)
    return msgspec.structs.replace(count, figure=figure)


def besides(count: Count, before: list[Count], told: Told) -> Count:
    """ "Killed 90. Another 60 were wounded": besides the dead, and on top of no other count of the wounded."""
    if not count.figure.additional or count.figure.measure in {"killed", "casualties"} or count.part_of >= 0:
        return count
    earlier = [*(one for _, counts in told[-FARTHEST:] for one in counts), *before]
    if count.figure.measure in {one.figure.measure for one in earlier}:
        return count
    if not earlier or earlier[-1].figure.measure not in {"killed", "casualties", "wounded", "captured"}:
        return count
    return msgspec.structs.replace(count, figure=msgspec.structs.replace(count.figure, additional=False))
