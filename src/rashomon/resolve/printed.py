"""Names in the letters of print, where a report was read in mended ones.

A text that has lost its apostrophes is read with a mark in place of each possessive's "s" (see
`Reading.wording`). What stays unresolved keeps its words for a name, and those are the printed ones.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from rashomon.model.claim import Actor, Place
from rashomon.model.draft import OWNS
from rashomon.reference.roster import load_roster

Named = TypeVar("Named", Actor, Place)


def as_printed(found: Named) -> Named:
    """The same actor or place, its name as printed where it is the report's own words."""
    if OWNS not in found.name:
        return found
    if isinstance(found, Place):
        listed = bool(found.id)
    else:
        entry = load_roster().get(found.id)
        listed = entry is not None and entry.name == found.name
    return found if listed else msgspec.structs.replace(found, name=found.name.replace(OWNS, "s"))
