"""Who stands on whose side: enough of it to tell that two reports mean one party.

A state's army, police and government are one side ("state:IQ:mil" and "state:IQ:gov" stand under
"state:IQ"). Other groups stand for themselves and for what the roster says they were part of in that
year. Words that fit no entry, and kinds ("gunmen"), say nothing of a side: they neither join nor part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from rashomon.model.claim import Actor, Source
from rashomon.reconcile.rules import load_rules
from rashomon.reference.roster import load_roster

_MEN = (
    r"(?:forces|troops|fighters|soldiers|rebels|men|militiamen|militias?|gunmen|guerrillas|supporters|loyalists|units)"
)
_TIED = r"(?:loyal|faithful|allied|answerable|subordinate|answering|led|commanded|headed|under|backing|supporting)"
# "Forces loyal to Alassane Ouattara", "Ouattara's men" and "pro-Ouattara fighters" are one leader's men.
_LEADERS = re.compile(
    rf"(?:.*\s)?{_MEN} {_TIED}\b.* (?P<of>\S+)|(?:.*\s)?(?P<owner>\S+?)['’]s? {_MEN}|pro-(?P<pro>\S+) {_MEN}",
    re.IGNORECASE,
)


@cache
def side_of(actor_id: str, year: int | None = None) -> frozenset[str]:
    """Every side that a roster id stands on: itself (a state for its parts) and what it is part of.

    Args:
        actor_id: A roster id; "" and kinds give the empty set.
        year: The year that is asked about; without one, whatever it ever was part of.
    """
    if not actor_id or actor_id.startswith("kind:"):
        return frozenset()
    return frozenset(_state_or_self(one) for one in (actor_id, *load_roster().parents(actor_id, year)))


def _state_or_self(actor_id: str) -> str:
    parts = actor_id.split(":")
    return ":".join(parts[:2]) if parts[0] == "state" else actor_id


def same_side(one: str, two: str, year: int | None = None) -> bool:
    """Whether two roster ids stand on one side; False where either says nothing of one."""
    return bool(side_of(one, year) & side_of(two, year))


def sides_of(actors: Iterable[Actor], year: int | None = None) -> frozenset[str]:
    """The sides of all actors that the roster knows."""
    return frozenset(side for actor in actors for side in side_of(actor.id, year))


def parties_of(actors: Iterable[Actor], year: int | None = None) -> frozenset[str]:
    """Sides of known actors and the plain words of the others, to compare two lists."""
    found: set[str] = set()
    for actor in actors:
        if names_somebody(actor):
            found |= side_of(actor.id, year) or {"words:" + _party_words(actor.name)}
    return frozenset(found)


@cache
def _party_words(name: str) -> str:
    """A party's words to compare by: a leader's men are his whichever way they are called."""
    tied = _LEADERS.fullmatch(name)
    leader = next(filter(None, tied.groups()), "") if tied is not None else ""
    return f"men of {plain_name(leader)}" if leader else plain_name(name)


def names_somebody(actor: Actor) -> bool:
    """Whether the actor is more than a pronoun that nothing was found for."""
    return bool(actor.id) or plain_name(actor.name) not in (load_rules().pronouns | {""})


def speaks_for(source: Source, actors: Iterable[Actor], year: int | None = None) -> bool:
    """Whether the source is one of the actors or on the side of one."""
    name = plain_name(source.name)
    return any(
        same_side(source.id, actor.id, year) or (bool(name) and name == plain_name(actor.name)) for actor in actors
    )


@cache
def plain_name(name: str) -> str:
    """A name to compare by: case folded, white space single, without marks, article or possessive."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    words = bare.casefold().replace("’s", "").replace("'s", "").split()
    while words and words[0] in {"the", "a", "an", "some", "its", "their"}:
        words = words[1:]
    return " ".join(words)
