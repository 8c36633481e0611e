"""Who stands on whose side: enough of it to tell that two reports mean one party.

A state's army, police and government are one side, by their ids ("state:IQ:mil" and "state:IQ:gov"
stand under "state:IQ"). Other groups stand for themselves and for what the roster says they are part
of. Words that fit no entry of the roster say nothing of a side: "militants" neither joins nor parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module

from rashomon.model.claim import Actor, Source


@cache
def _roster_parents() -> Callable[[str], Iterable[str]]:
    # The roster is reference data built apart: without it a side is read off the id alone.
    try:
        roster = import_module("rashomon.reference.roster").load_roster()
    except (ImportError, AttributeError):
        return lambda _id: ()
    parents: Callable[[str], Iterable[str]] = roster.parents
    return parents


@cache
def side_of(actor_id: str) -> frozenset[str]:
    """Every side that a roster id stands on: itself (a state for its parts) and what it is part of.

    Args:
        actor_id: A roster id; "" gives the empty set.
    """
    if not actor_id:
        return frozenset()
    parts = actor_id.split(":")
    own = ":".join(parts[:2]) if parts[0] == "state" and len(parts) >= 2 else actor_id
    sides = {own}
    for parent in _roster_parents()(actor_id):
        name = parent if isinstance(parent, str) else getattr(parent, "id", "")
        pieces = name.split(":")
        if name:
            sides.add(":".join(pieces[:2]) if pieces[0] == "state" else name)
    return frozenset(sides)


def same_side(one: str, two: str) -> bool:
    """Whether two roster ids stand on one side; False where either is ""."""
    return bool(side_of(one) & side_of(two))


def sides_of(actors: Iterable[Actor]) -> frozenset[str]:
    """The sides of all actors that the roster knows."""
    return frozenset(side for actor in actors for side in side_of(actor.id))


def parties_of(actors: Iterable[Actor]) -> frozenset[str]:
    """Sides of known actors and the plain words of the others, to compare two lists."""
    return frozenset(
        side
        for actor in actors
        for side in (side_of(actor.id) or {"words:" + plain_name(actor.name)})
        if side != "words:"
    )


def speaks_for(source: Source, actors: Iterable[Actor]) -> bool:
    """Whether the source is one of the actors or on the side of one."""
    name = plain_name(source.name)
    return any(same_side(source.id, actor.id) or (bool(name) and name == plain_name(actor.name)) for actor in actors)


@cache
def plain_name(name: str) -> str:
    """A name to compare by: case folded, white space single, without article or possessive."""
    words = name.casefold().replace("’s", "").replace("'s", "").split()
    while words and words[0] in {"the", "a", "an", "some", "its", "their"}:
        words = words[1:]
    return " ".join(words)
