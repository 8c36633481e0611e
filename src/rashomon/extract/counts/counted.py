"""Of which words a number speaks: its own token, the noun that it counts, and the verb above both."""

from __future__ import annotations

from typing import Any

from rashomon.extract.counts.flight_words import HOUSES
from rashomon.extract.syntax.phrases import is_nation
from rashomon.extract.syntax.tagging import Tagged


def number_token(tagged: Tagged, first: int, last: int) -> int:
    """The number's own token: the last numeral or vague word of the quantity phrase."""
    doc = tagged.parsed.doc
    for i in range(last, first - 1, -1):
        if doc[i].pos_ in {"NUM", "NOUN"} or doc[i].like_num:
            return i
    return last


def counted_noun(tagged: Tagged, number: int, first: int, last: int) -> int | None:
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


def is_thing(tagged: Tagged, noun: int) -> bool:
    """Rifles, posts, cattle: no persons, whatever was done to them."""
    if tagged.lemmas[noun] in HOUSES:
        return False  # "the evacuation of 50 homes": those who live there left
    sorts = tagged.book.sort_of(tagged.lemmas[noun])
    things = {"weapon", "goods", "vehicle", "aircraft", "building", "site", "place"}
    return bool(sorts & things) and not sorts & {"armed", "civilian", "official"}


def is_no_victim(tagged: Tagged, noun: int, lead: str) -> bool:
    """A thing; or the one family of "six people from one family", who are nobody but the six."""
    return is_thing(tagged, noun) or (tagged.words[noun] == "family" and lead.endswith("from "))


def is_family(tagged: Tagged, noun: int) -> bool:
    """Whether families or households are counted, and not persons."""
    return tagged.lemmas[noun] in tagged.book.families


def governor_of(tagged: Tagged, i: int) -> int:
    """The verb over a word, else the sentence's root."""
    at = tagged.parsed.doc[i]
    while at.dep_ != "ROOT" and at.pos_ not in {"VERB", "AUX"}:
        at = at.head
    return int(at.i)
