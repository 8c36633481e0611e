"""Where somebody speaks, sits or comes from: places of a sentence that are not where things happened.

"A spokesman told reporters in Geneva", "the Leeds-based monitor", "the Monitor, whose director lives in Leeds":
the words tell of the source, and what it reports happened elsewhere.
"""

from __future__ import annotations

from typing import Any

from rashomon.extract.syntax.tagging import Tagged

# Who is told, and where they are told it: "reporters in Geneva", "a news conference in Bogota".
_LISTENERS = frozenset("reporter journalist correspondent conference briefing newsmen audience".split())
# What a body has where it sits.
_HOUSES = frozenset("office bureau headquarters headquarter secretariat newsroom desk studio exile".split())
_SITS = frozenset({"base", "headquarter", "exile"})
# Ways of getting the hurt, the dead and the held somewhere else.
_CARRIES = frozenset(
    "take bring carry ferry airlift fly move evacuate transfer rush transport drive convey ship truck bus bind send "
    "admit".split()
)
_UP = 6


def is_desk(tagged: Tagged, i: int) -> bool:
    """Whether a place only tells where a body sits or where it spoke to the press.

    Args:
        tagged: The sentence.
        i: Last token of the place's name.
    """
    return tagged.once(("desk", i), lambda: _is_desk(tagged, i))


def _is_desk(tagged: Tagged, i: int) -> bool:
    token = tagged.parsed.doc[i]
    for _ in range(_UP):
        host = token.head
        if host.i == token.i:
            return False
        if token.dep_ in {"compound", "amod", "nmod", "poss"} and host.i > token.i:
            if tagged.lemmas[host.i] in _HOUSES:
                return _speaks(tagged, host)  # "the Istanbul office said"
        elif token.dep_ == "prep" or token.pos_ == "ADP":
            lemma = tagged.lemmas[host.i]
            if host.pos_ in {"VERB", "ADJ", "AUX"} and lemma in _SITS and host.dep_ != "ROOT":
                return True  # "based in Leeds"
            if lemma in _LISTENERS and host.dep_ in {"dobj", "dative", "pobj", "obj"}:
                return True
            if lemma in _HOUSES:
                return _speaks(tagged, host)
            if lemma in tagged.book.speech and any(
                c.dep_ in {"dobj", "dative"} and tagged.lemmas[c.i] in _LISTENERS for c in host.children
            ):
                return True
        elif token.dep_ not in {"pobj", "pcomp", "appos", "conj"}:
            return False
        token = host
    return False


def _speaks(tagged: Tagged, house: Any) -> bool:
    """Whether an office is what somebody speaks from, or what speaks: no bomb fell on it."""
    if house.dep_ == "nsubj":
        return tagged.lemmas[house.head.i] in tagged.book.speech
    prep = house.head
    if house.dep_ != "pobj":
        return False
    if prep.text.lower() == "to":
        return bool(prep.head.text.lower() == "according")
    own = any(c.dep_ == "poss" for c in house.children)
    lemma = tagged.lemmas[prep.head.i]
    return prep.text.lower() in {"from", "in", "at"} and own and (lemma in tagged.book.speech or lemma in _PUTS)


# "From its office in London the group put out a statement."
_PUTS = frozenset({"put", "issue", "send", "release", "publish", "broadcast", "claim"})


def is_of_source(tagged: Tagged, i: int, at: int, spoken: frozenset[int]) -> bool:
    """Whether a place hangs on who says it: "the Observatory, whose director lives in Leeds", "the mayor of X".

    Where a doctor, a witness or a resident is, it happened more often than not.

    Args:
        tagged: The sentence.
        i: Head of the place.
        at: The predicate that is to be placed.
        spoken: Tokens of sources and cues.
    """
    doc = tagged.parsed.doc
    above = set(path_of(doc[at]))
    for k in path_of(doc[i])[1:]:
        if k in above:
            return False
        if k in spoken and doc[k].dep_ in {"nsubj", "pobj", "poss", "nsubjpass"}:
            direct = doc[i].head.head.i == k
            if "official" in tagged.sorts(k):
                return not direct or doc[i].head.dep_ == "prep"
            return not direct and not tagged.sorts(k) & {"civilian", "source"}
    return False


def is_of_listeners(tagged: Tagged, i: int, at: int) -> bool:
    """ "Told a news conference in Bogota that 23 had died": where it was told, and no place of the dead."""
    above = set(path_of(tagged.parsed.doc[at])[1:])
    for k in path_of(tagged.parsed.doc[i]):
        token = tagged.parsed.doc[k]
        if token.head.i in above and token.dep_ in {"dobj", "dative"}:
            return tagged.lemmas[token.head.i] in tagged.book.speech
        if k in above:
            return False
    return False


def is_of_saying(tagged: Tagged, i: int, at: int) -> bool:
    """Whether a place is where something was said of what the predicate at `at` tells."""
    return tagged.parsed.doc[i].head.head.i != at and is_spoken_in(tagged, i)


def is_spoken_in(tagged: Tagged, i: int) -> bool:
    """ "The ministry said in Colombo that 300 had died": where it was said, for "that" comes behind it."""
    prep = tagged.parsed.doc[i].head
    verb = prep.head
    if prep.dep_ != "prep" or tagged.lemmas[verb.i] not in tagged.book.speech:
        return False
    marks = (c for told in verb.children if told.dep_ == "ccomp" for c in told.children if c.dep_ == "mark")
    return any(mark.text.lower() == "that" and mark.i > i for mark in marks)


def is_origin(tagged: Tagged, i: int) -> bool:
    """ "Two nurses, from Luxembourg, were hurt": where people are from is not where it happened."""
    token = tagged.parsed.doc[i]
    while token.dep_ == "conj":
        token = token.head
    prep = token.head
    if token.dep_ != "pobj" or prep.text.lower() != "from" or prep.head.pos_ not in {"NOUN", "PROPN"}:
        return False
    return bool(tagged.sorts(prep.head.i) & {"civilian", "official", "armed"})


def is_goal(tagged: Tagged, i: int, at: int = -1) -> bool:
    """ "The hurt were flown to X", "driven to a camp in X": where people were carried is not where it happened.

    Args:
        tagged: The sentence.
        i: Head of the place.
        at: The predicate that is to be placed: a carrying is where it goes.
    """
    token = tagged.parsed.doc[i]
    for _ in range(_UP):
        prep = token.head
        if token.dep_ != "pobj" or prep.dep_ == "ROOT":
            return False
        host = prep.head
        if prep.text.lower() in {"to", "for"}:
            # "bombed a lorry carrying grain to X": what was on its way, and no one hurt
            return host.i != at and host.tag_ in {"VBN", "VBD"} and tagged.lemmas[host.i] in _CARRIES
        if host.pos_ not in {"NOUN", "PROPN"} or prep.text.lower() not in {"in", "at", "of", "near"}:
            return False
        token = host
    return False


def path_of(token: Any) -> list[int]:
    """The token and those above it, as far as forty."""
    path = [token.i]
    while token.dep_ != "ROOT" and len(path) < 40:
        token = token.head
        path.append(token.i)
    return path
