"""Counts of people who had to leave and of houses ruined, by the order of the words alone.

The parser loses the subject of "Over 2,000 were evacuated", takes "25 missing, 628,000 relocated" for one
phrase and finds no verb in "Floods: 3,400 people evacuated". So a count that the tree gives no measure is read
here from the words beside it: to the right up to the next count or the next verb of another kind ("2,000 people
living near the river had moved to safer ground"), to the left only straight before the number ("forcing 400
people to leave", "the evacuation of 400 people"). Where other verbs or counts stand between, nothing is read.
Source of the words: the reporting terms of IDMC's Helix.
"""

from __future__ import annotations

import re

from rashomon.extract.acts.measures import NOT_PERSONS
from rashomon.extract.counts.flight_words import (
    ABROAD,
    AFFECTING,
    AND_ALL,
    ASIDE,
    AWAY,
    BESIDE,
    BREAKS,
    CAMP,
    CELL,
    CLOSED,
    CUT,
    EMPTIED,
    FARTHEST,
    FLIGHT_TOLD,
    FLOW,
    GENERIC,
    HEADING,
    HOME_AGAIN,
    HOMELESS,
    HOUSES,
    LEFT_HOME,
    LEFT_PLACE,
    MAKES,
    MOVE_ON,
    MOVES,
    NUMBER_AFTER,
    NUMBER_OF,
    NUMBERING,
    OF_REFUGE,
    OF_RESIDENTS,
    PART,
    PASSED,
    RENDERS,
    RUINED,
    RUINS,
    SAID_OF,
    STATES,
    TAKES,
)
from rashomon.extract.syntax.tagging import Tagged
from rashomon.reference.roster import load_roster

Measured = tuple[str, int, str]


def flight_measure(
    tagged: Tagged, first: int, last: int, noun: int | None, *, houses_before: bool, told: str = ""
) -> Measured | None:
    """Measure, token and rule of a count whose measure the tree does not tell.

    Args:
        tagged: The sentence.
        first: First token of the quantity phrase.
        last: Its last token.
        noun: Head of what is counted, None for a bare number.
        houses_before: A count of houses stands earlier in the sentence, for "and 350 destroyed".
        told: The sentence before in the paragraph, "" if none.
    """
    if noun is not None and noun > last and _is_movement(tagged, last, noun):
        return "displaced", noun, "figure.flight_noun"
    if noun is not None and tagged.words[noun] in SAID_OF:
        noun = noun - 1 if noun > last + 1 else None  # "42,000 flee": the tagger takes the verb for what is counted
    text, offset = flat(tagged.parsed.sentence.text), tagged.parsed.sentence.start
    if NUMBER_AFTER.match(text, tagged.parsed.spans[last][1] - offset):
        return "displaced", last, "figure.total"
    if OF_RESIDENTS.match(text, tagged.parsed.spans[last][1] - offset):
        return "displaced", last, "figure.of_residents"
    counted = _sort(tagged, noun, last)
    if not counted:
        return None
    end = max(last, noun if noun is not None else last)
    more = AND_ALL.match(text, tagged.parsed.spans[end][1] - offset)
    if more is not None:
        end = max(i for i, (start, _) in enumerate(tagged.parsed.spans) if start - offset < more.end())
    before = text[max(0, tagged.parsed.spans[first][0] - offset - 160) : tagged.parsed.spans[first][0] - offset]
    behind = text[tagged.parsed.spans[end][1] - offset :]
    if counted == "others":
        counted = "houses" if houses_before else "people"
    if counted == "houses" or (counted == "bare" and houses_before):
        if counted == "houses" and EMPTIED.search(before):
            return "displaced", max(0, first - 1), "figure.flight_before"
        at = words_after(tagged, end, RUINED, first)
        if at is not None:
            return "buildings", at, "figure.ruin_after"
        if counted == "houses" and RUINS.search(before):
            return "buildings", max(0, first - 1), "figure.ruin_before"
        if counted == "houses":
            at = words_after(tagged, end, EMPTIED, first)
            return ("displaced", at, "figure.flight_after") if at is not None else None
    if PART.search(before):
        return None  # "most of the 4,000 inhabitants fled": not all of them
    between = next((k for k in range(last + 1, end) if tagged.words[k] in STATES), None)
    if between is not None:
        return "displaced", between, "figure.flight_between"
    at = words_after(tagged, end, LEFT_HOME, first)
    if at is None and (noun is None or tagged.lemmas[noun] in GENERIC):
        at = words_after(tagged, end, LEFT_PLACE, first)
    if at is None and _goes_abroad(tagged, noun):
        at = words_after(tagged, end, ABROAD, first)
    if at is not None:
        return "displaced", at, "figure.flight_after"
    if (
        MOVES.search(before)
        or NUMBER_OF.search(before)
        or BESIDE.search(before)
        or CAMP.search(before)
        or (noun is not None and tagged.lemmas[noun] in GENERIC and FLOW.search(before))
        or HEADING.search(before)
        or (counted == "bare" and CELL.search(before) and CLOSED.match(behind))
        or NUMBERING.search(before)
        or (MAKES.search(before) and AWAY.match(behind))
        or (RENDERS.search(before) and HOMELESS.match(behind))
    ):
        return "displaced", max(0, first - 1), "figure.flight_before"
    if _counts_movers(tagged, before, behind, noun, told):
        return "displaced", max(0, first - 1), "figure.flight_told_beside"
    return None


def _goes_abroad(tagged: Tagged, noun: int | None) -> bool:
    """ "11,000 Nigerians have reached Chad since the attack": people in general or of a country, and why they went."""
    if noun is None or not OF_REFUGE.search(tagged.parsed.sentence.text):
        return False
    token = tagged.parsed.doc[noun]
    nation = token.pos_ == "PROPN" and noun not in tagged.actor_hit and noun not in tagged.place_hit
    return nation or tagged.lemmas[noun] in GENERIC or bool(load_roster().demonym(token.text))


def _is_movement(tagged: Tagged, last: int, noun: int) -> bool:
    """ "1.1 million new displacements", "32,600 arrivals" where people are said to be on the move."""
    lemma = tagged.lemmas[noun]
    if lemma == "displacement":
        return True
    told = "new" in tagged.words[last + 1 : noun] or FLIGHT_TOLD.search(tagged.parsed.sentence.text) is not None
    return lemma == "arrival" and told


def _counts_movers(tagged: Tagged, before: str, behind: str, noun: int | None, told: str) -> bool:
    """ "The exodus continues, with another 1,200 civilians allowed out": people who move, where flight is told beside.

    Only people in general, only under a verb of moving, staying or registering, and only in or behind a sentence
    with a word of flight: what befell others there ("200 people attended the camp's opening") is not read.
    """
    generic = noun is None or tagged.lemmas[noun] in GENERIC
    if not generic or not (FLIGHT_TOLD.search(flat(tagged.parsed.sentence.text)) or FLIGHT_TOLD.search(told)):
        return False
    return MOVE_ON.match(behind) is not None or (
        noun is not None and TAKES.search(before) is not None and not behind.lstrip().startswith("with ")
    )


def flat(text: str) -> str:
    """The text with words that a line's end cut in two made whole, blanks behind them, so that nothing shifts."""
    if "-" not in text or "\n" not in text:
        return text
    return CUT.sub(lambda cut: (cut.group(1) + cut.group(2)).ljust(cut.end() - cut.start()), text)


def not_back(tagged: Tagged, end: int) -> bool:
    """ "26,000 people still cannot return": they are displaced, and no returns.

    Args:
        tagged: The sentence.
        end: Last token of the counted.
    """
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    return HOME_AGAIN.match(text, tagged.parsed.spans[end][1] - offset) is not None


def of_displacement(tagged: Tagged, first: int) -> bool:
    """ "Displacement was recorded in 12 districts, affecting 196,000 people": what affected them was that they left."""
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    return AFFECTING.search(text[: tagged.parsed.spans[first][0] - offset]) is not None


def _sort(tagged: Tagged, noun: int | None, last: int) -> str:
    """people, houses or bare; "" for what neither flees nor burns."""
    doc = tagged.parsed.doc
    if noun is not None and tagged.words[noun] in {"which", "whom", "them", "these", "those"}:
        return "bare"  # "of whom 43,000 are in camps", "85,000 of them"
    if noun is None:
        before = doc[last - 1] if last else None
        if (
            before is not None
            and before.pos_ == "PROPN"
            and tagged.words[last].isdigit()
            and len(tagged.words[last]) < 4
        ):
            return ""  # "Mobile Group 100": the number is a name's
        follows = doc[last + 1] if last + 1 < len(doc) else None
        if follows is not None and follows.pos_ in {"NOUN", "PROPN"} and tagged.words[last + 1] not in SAID_OF:
            return ""
        return "" if tagged.words[last] in {"both", "one", "all"} else "bare"
    lemma = tagged.lemmas[noun]
    if lemma in HOUSES:
        return "houses"
    if lemma == "other":
        return "others"
    sorts = tagged.book.sort_of(lemma)
    if "armed" in sorts or lemma in NOT_PERSONS or lemma in {"passenger", "tourist"}:
        return ""
    if "civilian" in sorts:
        return "people"
    beside = all(doc[k].pos_ == "ADJ" for k in range(last + 1, noun))
    named = doc[noun].pos_ == "PROPN" and 0 < noun - last <= 2 and beside and noun not in tagged.actor_hit
    return "people" if named or noun in tagged.number_tokens else ""


def words_after(tagged: Tagged, end: int, wanted: re.Pattern[str], first: int | None = None) -> int | None:
    """Token where the wanted words begin behind the counted, None where another verb or count comes first.

    Args:
        tagged: The sentence.
        end: Last token of the counted.
        wanted: What is looked for.
        first: First token of the counted: with it "the rest, 300 people, are …" is read over its commas.
    """
    doc, spans = tagged.parsed.doc, tagged.parsed.spans
    text, offset = flat(tagged.parsed.sentence.text), tagged.parsed.sentence.start
    # "the rest, about 3,300 people, are with relatives"
    aside = first is not None and text[: spans[first][0] - offset].rstrip().endswith(",")
    i, depth = end + 1, 0
    while i < min(len(doc), end + 1 + FARTHEST):
        word = tagged.words[i]
        if word in {"(", ")"}:
            depth += 1 if word == "(" else -1
            i += 1
            continue
        if depth > 0:
            i += 1
            continue
        if depth < 0 or word in BREAKS:
            return None
        found = wanted.match(text, spans[i][0] - offset)
        if found is not None:
            return None if _takes_object(tagged, found.end() + offset) else i
        if word == ",":
            after = tagged.words[i + 1] if i + 1 < len(doc) else ""
            if i == end + 1 and aside:
                i += 1
                continue
            if after not in ASIDE:
                return None
            close = next((k for k in range(i + 2, min(len(doc), i + 12)) if tagged.words[k] == ","), None)
            if close is None:
                return None
            i = close + 1
            continue
        if _stops(tagged, i, end):
            return None
        i += 1
    return None


def _takes_object(tagged: Tagged, end: int) -> bool:
    """Whether whom it befell follows: "two columns displaced 1,140 households" moved the households."""
    doc = tagged.parsed.doc
    i = next((k for k, (start, _) in enumerate(tagged.parsed.spans) if start >= end), len(doc))
    for k in range(i, min(len(doc), i + 3)):
        if k in tagged.number_tokens and k not in tagged.time_tokens:
            return True
        if "civilian" in tagged.book.sort_of(tagged.lemmas[k]):
            return True
        if doc[k].pos_ not in {"DET", "ADJ", "ADV"} or k in tagged.time_tokens:
            return False
    return False


def _stops(tagged: Tagged, i: int, end: int) -> bool:
    """Whether the words behind the counted have come to another count or another verb."""
    token = tagged.parsed.doc[i]
    word, lemma = tagged.words[i], tagged.lemmas[i]
    if i in tagged.number_tokens and i not in tagged.time_tokens and is_crowd(tagged, i):
        return True
    if word in {
        "not",
        "n't",
        "never",
        "no",
        "unable",
        "as",
        "while",
        "but",
        "because",
        "if",
        "unless",
        "whose",
        "where",
        "when",
    }:
        return True
    if word in {"and", "or"}:
        return i == end + 1 or tagged.parsed.doc[i + 1 : i + 2].text.lower() in {"the", "a", "an"}
    if token.pos_ == "AUX" or lemma in PASSED:
        return False
    return token.tag_ in {"VBD", "VBP", "VBZ", "VB", "VBN"} and token.pos_ == "VERB" and token.dep_ != "acl"


def is_crowd(tagged: Tagged, i: int) -> bool:
    """Whether a number counts people or houses, or stands bare; "12 districts" does not compete."""
    doc = tagged.parsed.doc
    for k in range(i + 1, min(len(doc), i + 4)):
        if doc[k].pos_ in {"NOUN", "PROPN"} and k not in tagged.number_tokens:
            sorts = tagged.book.sort_of(tagged.lemmas[k])
            return "civilian" in sorts or tagged.lemmas[k] in HOUSES
        if doc[k].pos_ in {"PUNCT", "VERB", "ADP", "CCONJ"}:
            return True
    return True
