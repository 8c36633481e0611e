"""Pronouns: given to an actor only where the nearest one that fits stands alone.

Grammar roles are not told here, so the first actor of a sentence stands for its subject.
"""

from __future__ import annotations

import re

from rashomon.model.draft import ActorMention
from rashomon.resolve.actors.context import Context
from rashomon.resolve.actors.names import Identity
from rashomon.resolve.actors.speech import Spoken

_PERSONAL = frozenset({"he", "she", "him", "her", "himself", "herself", "his", "hers"})
_FEMALE = frozenset({"she", "her", "herself", "hers"})
_PLURAL = frozenset({"they", "them", "themselves", "their", "theirs"})
_SINGULAR = frozenset({"it", "itself", "its"})
# One who speaks for others is a person too, though no name is told.
_OFFICE = re.compile(
    r"(?:spokes(?:man|woman|person)|\b(?:official|officer|commander|minister|governor|chief))$", re.IGNORECASE
)
_RELATIVE = frozenset({"who", "whom", "which"})
# A speech may run over some sentences before "he said"; further back a person is no longer the one in view.
_PERSON_REACH = 4


def antecedent(mention: ActorMention, context: Context) -> Identity | None:
    """Whom a pronoun means, None where it is not plain."""
    word = mention.text.lower()
    now = context.sentences.of(mention.start)
    before = [s for s in context.spoken if s.mention.end <= mention.start]
    if word in _RELATIVE:
        return before[-1].identity if before and mention.start - before[-1].mention.end <= 2 else None
    if word in _PERSONAL:
        who = _person(before, context, now)
        clash = who is not None and any(
            s.rung == "pronoun"
            and s.identity.name == who.name
            and (s.mention.text.lower() in _FEMALE) != (word in _FEMALE)
            for s in before
        )
        return None if clash else who
    if word not in _PLURAL and word not in _SINGULAR:
        return None
    fits = _is_many if word in _PLURAL else _is_one
    here = [s for s in before if context.sentences.of(s.mention.start) == now]
    inside = _distinct([s for s in here if fits(s)])
    if len(inside) == 1 and (word in _PLURAL or any(context.sentences.opens(s.mention.start) for s in here if fits(s))):
        return inside[0]
    if inside or here:
        return None
    last = [s for s in before if context.sentences.of(s.mention.start) == now - 1]
    return last[0].identity if last and fits(last[0]) and context.sentences.opens(last[0].mention.start) else None


def _person(before: list[Spoken], context: Context, now: int) -> Identity | None:
    """The last person named, if no other was named beside them."""
    people = [s for s in before if _is_person(s) and now - context.sentences.of(s.mention.start) <= _PERSON_REACH]
    if not people:
        return None
    at = context.sentences.of(people[-1].mention.start)
    here = [s for s in people if context.sentences.of(s.mention.start) == at]
    # "The group's spokesman, John Smith," is one person: the side stands for both, else the name.
    offices = [s for s in here if any(_apposed(s, other) for other in here)]
    sides = [s for s in offices if s.identity.id]
    named = sides if len(sides) == 1 and len(here) == 1 + len(offices) else [s for s in here if s not in offices]
    beside = _distinct(named or here)
    return beside[0] if len(beside) == 1 else None


def _apposed(office: Spoken, name: Spoken) -> bool:
    return any(start <= name.mention.start < end for _, start, end in office.mention.apposition)


def _distinct(spoken: list[Spoken]) -> list[Identity]:
    found = {s.identity.id or s.identity.name.lower(): s.identity for s in spoken}
    return list(found.values())


def _is_person(one: Spoken) -> bool:
    if one.rung == "person" or (one.rung == "pronoun" and one.mention.text.lower() in _PERSONAL):
        return True
    return not one.mention.plural and _OFFICE.search(one.mention.text) is not None


def _is_many(one: Spoken) -> bool:
    """Whether "they" can mean it: people, and bodies that act as many; not one person."""
    if _is_person(one) or (one.identity.id.count(":") == 1 and one.identity.id.startswith("state:")):
        return False  # "Rwanda" is an "it"
    if one.rung == "pronoun":
        return one.mention.text.lower() in _PLURAL
    return one.mention.plural or bool(one.identity.id)


def _is_one(one: Spoken) -> bool:
    """Whether "it" can mean it: a body or a group as one; not people."""
    if _is_person(one) or one.rung == "kind":
        return False
    if one.rung == "pronoun":
        return one.mention.text.lower() in _SINGULAR
    return bool(one.identity.id) or (one.mention.proper and not one.mention.plural)
