"""Names that no list has, told as places by what is done to them: reached, stormed, fought for, whose ground it is."""

from __future__ import annotations

from typing import Any

from rashomon.extract.syntax.tagging import Tagged, is_name
from rashomon.reference.roster import load_roster

# Nouns of attack that are turned on a place, if no list has its name as somebody's.
_TURNED_ON = frozenset({"attack", "assault", "raid", "offensive", "siege", "march", "strike", "airstrike", "advance"})
# "The battle for X".
_FOUGHT_FOR = frozenset({"battle", "fight", "fighting", "struggle", "combat"})
# Happenings that are called by where they were.
_CALLED_AFTER = frozenset({"battle", "massacre"})
# Grounds of a town or a village: "the market of X", "the rice fields of X".
_GROUNDS = frozenset(
    "market marketplace bazaar playground square street field cornfield paddy farmland orchard forest plain hill "
    "hillside slope valley ruin rubble bridge barracks barrack airport airfield airbase port harbour harbor dock beach "
    "shore station mine quarry oilfield dam refinery checkpoint cemetery graveyard fort fortress garrison".split()
)
# The same with "of".
_SUFFERED = frozenset(
    {
        "shelling",
        "bombing",
        "bombardment",
        "siege",
        "encirclement",
        "pounding",
        "storming",
        "sack",
        "sacking",
        "burning",
    }
)
# One gets to a place, and to nobody.
_REACHED = frozenset({"enter", "reach", "approach", "flee", "bypass"})
# What is done to places alone.
_OVERRUN = frozenset("overrun besiege conquer recapture retake reconquer annex encircle reoccupy".split())
# What is done to a place as well as to people.
_STRUCK = frozenset("attack raid storm strike hit shell bomb bombard pound invade assault burn torch loot".split())


def is_reached(tagged: Tagged, token: Any) -> bool:
    """ "Rebels entered X", "attacked X, a town in Y", "raided X, in Y": a name that no list has, and yet a place."""
    if token.dep_ not in {"dobj", "nsubjpass"} or token.i in tagged.actor_hit or token.i in tagged.place_hit:
        return False
    verb = tagged.lemmas[token.head.i]
    return verb in _OVERRUN or verb in _REACHED or (verb in _STRUCK and is_set_in(tagged, token))


def may_be_place(tagged: Tagged, token: Any) -> bool:
    """Whether an attacked name may be a place: only what is said later of "the town" can tell."""
    if not is_name(token) or token.i in tagged.actor_hit or token.i in tagged.place_hit:
        return False
    if token.dep_ == "conj":
        return may_be_place(tagged, token.head)
    struck = token.dep_ in {"dobj", "nsubjpass"} and tagged.lemmas[token.head.i] in _STRUCK
    return struck and not any(c.dep_ == "appos" for c in token.children)


def is_set_in(tagged: Tagged, token: Any) -> bool:
    """Whether the words behind a name set it somewhere: "X, a town in Y", "X, in Y"."""
    if any(
        c.dep_ == "appos" and tagged.book.sort_of(tagged.lemmas[c.i]) & {"place", "site"} and c.pos_ == "NOUN"
        for c in token.children
    ):
        return True
    words, i = tagged.words, token.i + 1
    if i + 1 >= len(words) or words[i] != ",":
        return False
    if i + 1 in tagged.place_hit:
        return True
    return words[i + 1] in {"in", "near", "outside"} and any(
        k in tagged.place_hit for k in range(i + 2, min(i + 5, len(words)))
    )


def is_turned_on(tagged: Tagged, token: Any) -> bool:
    """ "The attack on X", "the battle for X": a name of nobody known behind such a noun is a place."""
    prep = token.head.text.lower()
    if token.dep_ != "pobj" or prep not in {"on", "of", "for"} or token.i in tagged.actor_hit:
        return False
    over = token.head.head.i
    if prep == "for":
        return tagged.lemmas[over] in _FOUGHT_FOR
    if prep == "on":
        return tagged.lemmas[over] in _TURNED_ON
    if tagged.words[over] in _CALLED_AFTER:  # "the massacre of Kurds": whom it hit
        return token.tag_ == "NNP" and not load_roster().demonym(token.text)
    return tagged.words[over] in _SUFFERED


def has_grounds(tagged: Tagged, token: Any) -> bool:
    """ "The cattle market of X", "the rice fields of X": whose ground it is that something happened on."""
    if token.dep_ != "pobj" or token.head.text.lower() != "of" or token.i in tagged.actor_hit or not is_name(token):
        return False
    ground = token.head.head
    if tagged.lemmas[ground.i] not in _GROUNDS or token.tag_ != "NNP":
        return False
    return ground.dep_ in {"dobj", "nsubjpass"} or (ground.dep_ == "pobj" and ground.head.text.lower() != "of")
