"""Which words of a sentence may name a place where something happens: known names, unknown ones, and nominals.

A name that acts, speaks or only tells whose something is ("Iraqi", "the Istanbul office") is no place.
"""

from __future__ import annotations

import functools
from typing import Any

from rashomon.extract.places.unlisted import has_grounds, is_reached, is_set_in, is_turned_on
from rashomon.extract.places.whereabouts import VAGUE_PLACES, governor, town_around
from rashomon.extract.syntax.tagging import Tagged, is_name
from rashomon.reference.codebook import Codebook
from rashomon.reference.roster import load_roster

# Only under these is a country where something happens; else it acts or is spoken of.
_PLACING = frozenset(
    "in at near from to into across inside outside around through along within toward towards throughout over".split()
)


# Houses that stand for who works in them.
_OFFICES = frozenset("ministry headquarters parliament office embassy mission council palace court station".split())
# "The toll will not stay there": no place at all.
_STILL = frozenset("stay remain be stop end rest go get stand lie hang start begin".split())
# Lands that act more often than things happen in them.
_PARTY_LANDS = frozenset({"state", "country", "nation", "republic", "kingdom"})
# Ways of getting to a place on one's own feet.
_GOES = frozenset("go get come travel walk return move advance drive march retreat withdraw flee fly ride".split())
# Prepositions behind which an unknown capitalised name is a place.
_BESIDE_NAMES = frozenset({"in", "near", "outside", "at", "around"})
# Streets and frontiers that have the name of a place somewhere else: "Cochabamba street", "the Durand line".
_CALLED_WAYS = frozenset("street avenue boulevard lane line".split())
# Names that are no place though "at" or "in" stands before them: feasts, and "School No. 6".
_NO_PLACE = frozenset("year christmas easter ramadan eid passover ashura no number".split())
# Acts of speech: a day beside them is the day of speaking, not of what is spoken of.
_TALK = frozenset({"downplay", "say", "appeal", "accuse", "promise", "threaten", "reject", "order", "investigate"})


def place_heads(tagged: Tagged) -> list[int]:
    """Heads of every phrase of the sentence that may name a place."""
    return tagged.once("places", lambda: _place_heads(tagged))


def _place_heads(tagged: Tagged) -> list[int]:
    doc = tagged.parsed.doc
    heads: list[int] = []
    seen: set[tuple[int, int]] = set()
    for token in doc:
        i = token.i
        if i in tagged.place_hit:
            run = tagged.place_hit[i]
            if i != run[1] or run in seen:
                continue
            seen.add(run)
            if (
                run[0] == 0
                and len(token.text) > 3
                and token.text.isupper()
                and not tagged.parsed.sentence.text.isupper()
            ):
                continue  # a dateline that lost its dash: "AMMAN Nearly 50 air strikes …"
            if run[1] + 1 < len(doc) and doc[run[1] + 1].text == "-":
                continue  # "Britain-based", "US-led": a property of someone
            if _is_of_another(tagged, token, run):
                continue
            head = token.head
            loose = token.dep_ in {"compound", "amod", "nmod"} and not tagged.book.sort_of(tagged.lemmas[head.i]) & {
                "place",
                "site",
            }
            if i in tagged.actor_hit and (loose or governor(token) not in _PLACING) and not _throughout(token):
                continue  # a country or a group that acts or is spoken of
            if token.dep_ == "nsubj" and tagged.lemmas[head.i] in talk_lemmas(tagged.book):
                continue
            if head.text.lower() != "between" or not load_roster().demonym(tagged.words[i]):
                heads.append(i)  # not "between Chadian and Libyan troops"
        elif token.pos_ == "NOUN" and tagged.book.sort_of(tagged.lemmas[i]) & {"place", "site"}:
            if token.dep_ == "nsubj" and tagged.lemmas[i] in _OFFICES:
                continue  # "the ministry spoke of": who acts, and no place
            if tagged.lemmas[i] in _PARTY_LANDS and token.dep_ == "pobj" and governor(token) not in _PLACING:
                continue  # "fighters for the state": a party
            armed_thing = token.dep_ == "pobj" and token.head.text.lower() in {"by", "with"}
            if token.dep_ == "nsubj" and tagged.lemmas[token.head.i] in talk_lemmas(tagged.book):
                continue  # "the ministry spoke of 98 dead"
            if (
                token.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass", "conj", "poss"}
                and _points(tagged, token)
                and not armed_thing
            ):
                heads.append(i)
        elif tagged.words[i] == "here" and _is_writers(tagged, token):
            heads.append(i)
        elif tagged.words[i] == "there" and token.dep_ == "advmod" and tagged.lemmas[token.head.i] not in _STILL:
            heads.append(i)
        elif is_name(token) and (
            (
                token.dep_ == "pobj"
                and (
                    token.head.text.lower() in _BESIDE_NAMES
                    or _is_gone_to(tagged, token)
                    or _out_of(token)
                    or is_turned_on(tagged, token)
                    or has_grounds(tagged, token)
                    or _left(tagged, token)
                    or (governor(token.head.head) in _PLACING and is_set_in(tagged, token))
                )
            )
            or is_reached(tagged, token)
        ):
            prep = token.head
            beside = prep.text.lower() == "at" and prep.i == prep.head.i + 1
            sorts = tagged.sorts(prep.head.i) if beside else frozenset()
            if sorts & {"official", "armed", "source"} and "site" not in sorts:
                continue  # "officials at UNICEF", "a source at the Police Command"; "the garrison at X" is there
            if tagged.words[i] in _NO_PLACE or any(c.text.lower() in {"a", "an"} for c in token.children):
                continue  # "at New Year", "School No. 6", "at a Mass"
            if i not in tagged.actor_hit and i not in tagged.time_tokens and tagged.lemmas[i] not in tagged.book.nouns:
                heads.append(i)
    return heads


def _is_of_another(tagged: Tagged, token: Any, run: tuple[int, int]) -> bool:
    """Whether a place's name only tells which: of an army, of a finer place, of a house in a town."""
    i, head = token.i, token.head
    if token.dep_ in {"compound", "amod", "nmod", "poss"} and head.i > i:
        sorts = tagged.sorts(head.i)
        if sorts & {"armed", "official"} and not sorts & {"place"} and token.dep_ != "poss":
            return True
        if head.i in tagged.actor_hit:
            return True
    if token.dep_ == "poss" and any(k in tagged.place_hit for k in range(run[1] + 1, head.i + 1)):
        return True  # "China's Hainan Province", "Yemen's Saada province": the finer name is the place
    if token.dep_ in {"amod", "compound", "nmod"} and _tells_of(tagged, head):
        return True  # "the Somali capital", "the Malian village of X": a town, not the country
    if token.dep_ in {"compound", "nmod"} and head.i == i + 1 and tagged.lemmas[head.i] in _CALLED_WAYS:
        return True
    # "the Santa Cruz cemetery in X": the name of a house of X
    return token.dep_ in {"compound", "nmod"} and town_around(tagged, head.i) is not None


def _is_writers(tagged: Tagged, token: Any) -> bool:
    """ "A blast here", "outside the station here": where the dispatch was written, and nobody's own words."""
    if token.dep_ != "advmod" or tagged.parsed.sentence.quoted:
        return False
    head = token.head
    if head.pos_ == "VERB":
        return tagged.lemmas[head.i] in tagged.book.verbs and tagged.lemmas[head.i] not in talk_lemmas(tagged.book)
    return bool(tagged.sorts(head.i) & {"place", "site"}) or tagged.lemmas[head.i] in tagged.book.nouns


def _is_gone_to(tagged: Tagged, token: Any) -> bool:
    """ "Went on to X", "marched into X"."""
    return token.head.text.lower() in {"to", "into"} and tagged.lemmas[token.head.head.i] in _GOES


def _out_of(token: Any) -> bool:
    """ "Brought out of X"."""
    prep = token.head
    return bool(prep.text.lower() == "of" and prep.i and token.doc[prep.i - 1].text.lower() == "out")


def _left(tagged: Tagged, token: Any) -> bool:
    """ "Evacuated from X", "those displaced from X"."""
    verb = token.head.head
    return bool(token.head.text.lower() == "from" and verb.pos_ == "VERB" and moves(tagged, verb.i))


def _tells_of(tagged: Tagged, head: Any) -> bool:
    """Whether a noun is a town that an adjective only sets in its country."""
    lemma = tagged.lemmas[head.i]
    return lemma == "capital" or (
        lemma in {"town", "city", "village"} and any(c.dep_ == "prep" and c.text.lower() == "of" for c in head.children)
    )


def _throughout(token: Any) -> bool:
    """ "In all of Yemen", "across much of Sudan": the country is where it happens."""
    share = token.head.head if token.dep_ == "pobj" and token.head.text.lower() == "of" else None
    return (
        share is not None
        and share.text.lower() in {"all", "much", "most", "parts", "part", "rest", "whole"}
        and share.dep_ == "pobj"
        and share.head.text.lower() in _PLACING
    )


def _points(tagged: Tagged, token: Any) -> bool:
    """Whether a nominal points at one place: "the city", "a base near …"; never "the two cities", "territory"."""
    if tagged.lemmas[token.i] in VAGUE_PLACES or "Plur" in token.morph.get("Number"):
        return False
    return any(c.dep_ in {"det", "poss", "amod", "compound"} for c in token.children)


def moves(tagged: Tagged, at: int) -> bool:
    """Whether the predicate tells of people who leave or come, so that where they are from bears on it."""
    lemma = tagged.lemmas[at]
    frames = {p.frame for p in (*tagged.book.verbs.get(lemma, ()), *tagged.book.nouns.get(lemma, ()))}
    return any(tagged.book.frames[f].measure in {"displaced", "returned"} for f in frames)


@functools.cache
def talk_lemmas(book: Codebook) -> frozenset[str]:
    """Verbs of saying and of speech acts."""
    return frozenset(book.speech) | {lemma for lemma, patterns in book.verbs.items() if patterns[0].frame in _TALK}
