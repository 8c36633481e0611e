"""Whose men they are, printed behind the noun: "forces loyal to Alassane Ouattara", "fighters of the Lagos Brigade".

A noun for people in arms says little of who they are; what is tied to it does. Behind words of
following a leader's name stays with them ("rebels led by Laurent Kabila"): they are no state's army
though the country has one. Behind "of" an armed body that no roster lists is who they are.
"""

from __future__ import annotations

import re

from rashomon.model.draft import ActorMention
from rashomon.reference.roster_text import fold
from rashomon.resolve.actors.names import Identity
from rashomon.resolve.actors.words import Phrase, Vocabulary, is_number

_LED = (
    r"(?:who (?:are|were) |that (?:are|were) )?"
    r"(?:(?:loyal|faithful|allied|answerable|subordinate|answering) (?:to|with)"
    r"|(?:led|commanded|headed) by|under the (?:command|orders|leadership) of|under|backing|supporting)"
)
_PARTICLE = r"(?:al|el|bin|ibn|abu|ould|ag|de|del|da|dos|la|van|von|der|di|y)"
_NAME = rf"[A-ZÀ-Þ][\w’'.-]*(?:[ -](?:{_PARTICLE}[ -])*[A-ZÀ-Þ][\w’'-]*)*"
_LEADER = re.compile(
    rf"\s+{_LED}\s+(?P<whom>(?:the )?(?:(?:[a-z]+-)?[a-z]+ ){{0,3}}?(?:(?:Gen|Col|Maj|Lt|Brig|Capt|Dr|Mr)\. )*{_NAME}"
    r")(?: (?:government|administration|authorities|regime|leadership|junta|council|army|command)\b)?"
)
_BODY = re.compile(
    rf"\s+(?:of|from|belonging to)\s+(?:the\s+)?"
    rf"(?P<body>(?P<kind>(?:(?:\d+(?:st|nd|rd|th)|{_NAME})\s?)+)(?:(?<=\s)(?:of|for) (?:the )?{_NAME}\s?){{0,3}})"
)


def following(mention: ActorMention, phrase: Phrase, head: str, text: str, book: Vocabulary) -> Identity | None:
    """Who a mention of people in arms means by the words behind it; None where these tie it to nobody.

    Args:
        mention: Where it stands.
        phrase: Its noun phrase, cut.
        head: Lemma of its head noun.
        text: The report's.
        book: The word lists.
    """
    if mention.pronoun or mention.proper or not phrase.core or head not in book.followers:
        return None
    at = mention.start + phrase.length
    led = _LEADER.match(text, at)
    if led is not None and _is_somebody(led["whom"], book):
        own = [word for word in phrase.core if not is_number(word)]
        if fold(own[0]) == fold(phrase.core[-1]):
            own[0] = own[0].lower()  # a capital that only opens the sentence
        return Identity("", " ".join((*own, *text[at : led.end()].split())), "")
    of = _BODY.match(text, at) if head in book.nominals else None
    if of is None:
        return None
    body = " ".join(of["body"].split())
    return Identity("", body, "") if fold(of["kind"].split()[-1]) in book.fighting_bodies else None


def _is_somebody(words: str, book: Vocabulary) -> bool:
    """Whether a leader is named with his titles alone: "the ousted president X", not "the mayor overran X"."""
    titles = {part for title in book.titles for part in title.split()} | book.title_modifiers | {"the"}
    return all(word[:1].isupper() or word in titles or word in book.name_particles for word in words.split())
