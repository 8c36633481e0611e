"""Whether what stands behind "according to" or before "said" can bear words at all.

People, bodies, media, papers, counts and pictures can. "According to flight patterns" tells how somebody
knows, and a weapon before a verb of saying is a misreading: neither is a source.
"""

from __future__ import annotations

from rashomon.extract.syntax.phrases import is_nation
from rashomon.extract.syntax.tagging import PERSON_PRONOUNS, Tagged

_PEOPLE = frozenset({"official", "armed", "civilian", "source", "body"})
# What a noun of these sorts means is never a speaker, whatever its ending.
_THINGS = frozenset(
    {"weapon", "aircraft", "vehicle", "warship", "goods", "attack", "strike", "building", "home", "place"}
)
# Endings of nouns for who does, studies or comes from something: "a headteacher", "a geologist".
_AGENT = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ant", "ee", "ese", "ite", "folk", "people")


def can_speak(tagged: Tagged, i: int) -> bool:
    """Whether the phrase headed by a token can be a source.

    A name that no list knows may be anybody's; a noun must be one for people, bodies or what bears words.
    """
    return tagged.once(("speaks", i), lambda: _can_speak(tagged, i))


def _can_speak(tagged: Tagged, i: int) -> bool:
    token, lemma = tagged.parsed.doc[i], tagged.lemmas[i]
    if token.pos_ == "PRON":
        return tagged.words[i] in PERSON_PRONOUNS or tagged.words[i] in {"others", "both", "all", "who"}
    if i in tagged.actor_hit or lemma in tagged.book.speaking or i in tagged.number_tokens:
        return True
    sorts = tagged.book.sort_of(lemma)
    if sorts & _PEOPLE:
        return True
    if sorts & _THINGS or lemma in tagged.book.nouns:
        return False
    if token.pos_ == "PROPN" or token.text[:1].isupper():
        return True
    return lemma.endswith(_AGENT) or is_nation(tagged, token)
