"""Whose nameless forces took a place: "units had liberated the town", says a ministry of one side.

"Liberated" is a word of whoever took the place, so units that the speaker leaves without a name are of
the side that the speaker speaks for.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.model.claim import Actor, Source
from rashomon.reference.roster import load_roster
from rashomon.resolve.actors.words import lemma, vocabulary

_OWN = ("liberat", "cleans", "mopp")


def with_own_side(actors: tuple[Actor, ...], by: Sequence[Source], verb: str) -> tuple[Actor, ...]:
    """The takers of a place; those left nameless by a speaker of one side are that side's, in their own words.

    Args:
        actors: Who took it, as far as known.
        by: The chain of sources, origin first.
        verb: The word that tells of the taking, as printed.
    """
    if len(actors) != 1 or actors[0].id or not verb.lower().startswith(_OWN) or not by:
        return actors
    words = actors[0].name.lower().split()
    book = vocabulary()
    if len(words) != 1 or not (book.institutions.get(lemma(words[0])) == "mil" or lemma(words[0]) in book.formations):
        return actors
    side = by[0].body or by[0].id
    if side.startswith("state:") and side.count(":") > 1:
        side = f"{side.rsplit(':', 1)[0]}:mil"
    entry = load_roster().get(side) if side and not side.startswith("kind:") else None
    if entry is None or not (entry.armed_group or side.endswith(":mil")):
        return actors
    return (msgspec.structs.replace(actors[0], id=entry.id, name=entry.name, sector=entry.sector),)
