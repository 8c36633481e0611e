"""Offices: what a person is, as far as it tells for whom they speak ("director of the general hospital").

A report that says "the governor" and one that names him tell of one voice, and so do a ministry and its minister.
This module cuts the words of an office into its rank (all words for one who heads a house are one rank), whether it
is a junior's or a former one, and the words that tell of what ("general", "hospital"). It knows no person and no party.

    >>> read_office("director of the general hospital").of
    frozenset({'general', 'hospital'})
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

import msgspec

from rashomon.reference.roster import load_roster
from rashomon.reference.roster_text import tokens

_RANKS: dict[str, str] = {
    "spokesman": "spokesman spokeswoman spokesperson",
    "head": "head chief director boss superintendent chairman chairwoman chairperson leader manager president rector "
    "dean dg heads runs leads directs chairs headed ran led",
    "minister": "minister ministry",
    "premier": "premier pm",
    "governor": "governor prefect governs",
    "mayor": "mayor burgomaster alcalde",
    "commander": "commander commandant commands commanded",
    "ambassador": "ambassador envoy",
    "bishop": "bishop archbishop",
    "ombudsman": "ombudsman ombudswoman ombudsperson defender",
    "coordinator": "coordinator",
    "representative": "representative delegate",
    "secretary": "secretary secretary-general undersecretary",
    "prosecutor": "prosecutor",
    "commissioner": "commissioner",
    "administrator": "administrator",
    "coroner": "coroner pathologist",
}
RANK_OF = {word: rank for rank, words in _RANKS.items() for word in words.split()}
# One to a place, so that the bare word tells which.
SINGLE = frozenset({"mayor", "governor", "premier", "bishop", "ombudsman", "coroner"})
# Who stands under the office, or no longer in it.
_BESIDE = frozenset(
    "deputy vice assistant acting former ex aide adviser advisor under outgoing honorary retired".split()
)
# Words that tell nothing of what.
_EMPTY = frozenset(
    "the a an of for at in from with and to its their his her our this that who which s local senior top main own one "
    "city town region province district state area".split()
)
_PREPOSITIONS = frozenset("of for at in with from to on".split())
# The "general" of a secretary is no body's.
_GENERAL = re.compile(r"\b(director|secretary|inspector)[- ]general\b", re.IGNORECASE)
_PREMIER = re.compile(r"\bprime minister\b", re.IGNORECASE)


class Office(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An office in its parts.

    Attributes:
        rank: The sort of office, one word for all of a sort.
        beside: Words that set its bearer apart from the office's own: "deputy", "former".
        of: Folded words that tell of what; peoples and countries as "@SY".
        names: Those of them that are printed as names.
    """

    rank: str
    beside: frozenset[str]
    of: frozenset[str]
    names: frozenset[str]


@cache
def read_office(phrase: str) -> Office | None:
    """The office that a phrase tells, None where its head is none.

    Args:
        phrase: A noun phrase with what hangs on it, without the person's name.
    """
    words = tokens(_GENERAL.sub(r"\1", _PREMIER.sub("premier", phrase)))
    at = next((i for i, word in enumerate(words) if word.key in _PREPOSITIONS), len(words)) - 1
    if words and words[-1].key in RANK_OF and words[-1].key != "ministry":
        at = len(words) - 1  # "Ministry of Health spokesman"
    while at >= 0 and words[at].key not in RANK_OF:
        at -= 1
    if at < 0:
        return None
    of: set[str] = set()
    names: set[str] = set()
    for token in chain(words[:at], words[at + 1 :]):
        if token.key in _EMPTY or token.key in _BESIDE:
            continue
        country = load_roster().demonym(token.text) if token.text[:1].isupper() else ""
        key = f"@{country}" if country else _singular(token.key)
        of.add(key)
        if key[0] == "@" or token.text[:1].isupper():
            names.add(key)
    beside = frozenset(token.key for token in words[:at] if token.key in _BESIDE)
    return Office(rank=RANK_OF[words[at].key], beside=beside, of=frozenset(of), names=frozenset(names))


def same_office(one: Office, two: Office) -> bool:
    """Whether two tellings of an office can be of one: told alike, or the one in more words than the other.

    "The head of the hospital in Kunduz" and "director of the provincial hospital": the town here, the sort of house
    there, and nothing that stands against it. The mayors of two towns are two.
    """
    if one.rank != two.rank or one.beside != two.beside:
        return False
    if not one.of & two.of:
        return one.rank in SINGLE and not (one.of and two.of)
    mine, other = one.of - two.of, two.of - one.of
    if not mine or not other:
        return True
    return (mine <= one.names and not other & two.names) or (other <= two.names and not mine & one.names)


def speaks_for_body(office: Office, body: frozenset[str]) -> bool:
    """Whether the bearer speaks for the house of these words: a minister for the ministry, a director for the hospital.

    Args:
        office: The bearer's.
        body: Folded words of the house's name, as `Office.of` has them.
    """
    if office.beside:
        return False
    house = office.of | {"ministry"} if office.rank == "minister" else office.of
    lands, others = ({word for word in words if word[0] == "@"} for words in (house, body))
    return bool(body - others) and house - lands == body - others and (not lands or not others or lands == others)


@cache
def words_of_house(name: str) -> frozenset[str]:
    """The words of a house's name as `Office.of` has them."""
    found = set()
    for token in tokens(name):
        country = load_roster().demonym(token.text) if token.text[:1].isupper() else ""
        if token.key not in _EMPTY:
            found.add(f"@{country}" if country else _singular(token.key))
    return frozenset(found)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
