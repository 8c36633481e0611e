"""What the predicate's own words make of it: modals, adverbs, negation, conditions."""

from __future__ import annotations

from typing import Any

from rashomon.extract.acts.nominal import told_by
from rashomon.extract.sources.climb import Climb

# Rule of a stance that an estimate of the past has: whoever gives the number claims it.
MAY_HAVE = "stance.may_have"
# What a count does not do is its ceiling.
_BOUNDS = frozenset({"exceed", "surpass", "top", "pass"})
# Nouns for a place that changes hands.
_TURNS = frozenset({"capture", "fall", "loss", "seizure", "recapture", "takeover", "liberation"})


def own_words(climb: Climb, token: Any) -> None:
    """Modals, adverbs, negation and conditions on the predicate itself."""
    book = climb.tagged.book
    if token.dep_ == "nsubj" and climb.tagged.lemmas[token.i] in _TURNS:
        _own_words_of_verb(climb, token.head)
    elif token.pos_ == "NOUN" and (verb := told_by(climb.tagged, token)) is not None:
        _own_words_of_verb(climb, verb, negated=True)
    for child in token.children:
        word = child.text.lower()
        if child.dep_ == "aux" and word in {"may", "might"} and _is_over(token):
            climb.add_stance("suspected", MAY_HAVE, child.text)
        elif child.dep_ == "aux" and word in book.modals and not _habitual(token, word) and not _is_and_will(token):
            climb.add_stance(book.modals[word], "stance.modal", child.text)
        elif child.dep_ == "advmod" and word in book.stance_adverbs:
            climb.add_stance(book.stance_adverbs[word], "stance.adverb", child.text)
        elif child.dep_ == "neg" and token.lemma_ in _BOUNDS:
            continue  # "has not exceeded 150" bounds the count
        elif child.dep_ == "neg" or (child.dep_ == "preconj" and word == "neither"):
            climb.add_stance("denied", "stance.negation", child.text)
        elif (
            child.dep_ == "advmod"
            and word in {"longer", "anymore"}
            and any(g.text.lower() == "no" for g in (*child.children, *token.children))
        ):
            climb.add_stance("denied", "stance.no_longer", child.text)
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj"} and _is_nobody(child):
            climb.add_stance("denied", "stance.nobody", child.text)
        elif child.dep_ == "mark" and word in book.conditions:
            climb.add_stance("hypothetical", "stance.condition", child.text)
        elif child.dep_ == "amod" and word in book.stance_adjectives and token.pos_ in {"NOUN", "PROPN"}:
            climb.add_stance(book.stance_adjectives[word], "stance.adjective", child.text)


def _is_and_will(token: Any) -> bool:
    """ "Is and shall remain in our hands": it is so now."""
    head = token.head
    return bool(token.dep_ == "conj" and head.lemma_ in {"be", "remain", "stay"} and head.tag_ in {"VBZ", "VBP"})


def _is_over(token: Any) -> bool:
    """ "May have died": held likely of what is past, and no condition."""
    return token.tag_ == "VBN" and any(c.dep_ == "aux" and c.text.lower() == "have" for c in token.children)


def _own_words_of_verb(climb: Climb, verb: Any, *, negated: bool = False) -> None:
    """ "Its capture would cut the road", "a raid might hit X": what hangs on a condition has not come about."""
    for child in verb.children:
        if child.dep_ == "aux" and child.text.lower() in {"would", "could", "might"}:
            climb.add_stance("hypothetical", "stance.modal_above", child.text)
        elif negated and child.dep_ == "neg":
            climb.add_stance("denied", "stance.negation_above", child.text)


def _is_nobody(token: Any) -> bool:
    """ "nobody was killed", "no soldiers died", "neither side", "none of them"."""
    word = token.text.lower()
    return word in {"nobody", "none", "neither"} or any(
        c.dep_ in {"det", "neg", "preconj"} and c.text.lower() in {"no", "neither"} for c in token.children
    )


def _habitual(token: Any, word: str) -> bool:
    """ "could hear", "would say": no doubt is cast."""
    return word in {"could", "can"} and token.lemma_ in {"hear", "see", "feel"}


def modal_above(climb: Climb, head: Any, *, adverbs_only: bool = False) -> None:
    """What the words of a governing verb make of the predicate below it."""
    book = climb.tagged.book
    if climb.barrier and not adverbs_only:
        return
    for child in head.children:
        word = child.text.lower()
        if child.dep_ == "advmod" and word in book.stance_adverbs:
            climb.add_stance(book.stance_adverbs[word], "stance.adverb", child.text)
        elif adverbs_only:
            continue
        elif child.dep_ == "aux" and word in book.modals:
            climb.add_stance(book.modals[word], "stance.modal_above", child.text)
        elif child.dep_ == "neg":
            climb.add_stance("denied", "stance.negation_above", child.text)
