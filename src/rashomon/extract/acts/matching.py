"""A predicate matched to a frame, and the filling of its roles."""

from __future__ import annotations

from typing import Any

from rashomon.extract.syntax.clauses import Clause
from rashomon.reference.codebook import Pattern

ROLE_VALUES = frozenset(
    {"actor", "recipient", "place", "from_place", "to_place", "content", "both", "in_place", "recipient_place"}
)


RESERVED = frozenset({
    "particle", "noun", "obj", "subj", "comp", "pass", "with_opt",
    "needs_place", "subj_role", "adj", "xcomp", "obj_place", "no_obj", "no_particle", "not_prep", "obj_if",
    "fighters", "not_pass", "needs_prep", "to_noun", "held_as", "count",
        "not_subj", "subj_words", "party", "subj_noun", "not_xcomp", "with_not", "of_noun", "that", "that_needed",
        "prep_noun", "not_prep_noun", "no_comp", "no_agent", "not_bare", "not_comp", "subj_not", "not_obj",
        "prep_party", "not_armed", "no_that",
        "obj_role", "one",
})  # fmt: skip


class Match:
    """A predicate that fits a pattern.

    Attributes:
        frame: Name of the frame; kind: of the frame.
        at: Token of the predicate; noun: whether it is a noun.
        clause: Its arguments.
        actors, recipients, places: Heads of what fills the roles (token indices); `places` are those
            that the pattern itself names, nearer ones are found by the tree later.
        rules: The pattern's constraints.
        part: The place is held only in part.
        also: Further tokens that belong to the predicate (light verb's noun).
    """

    __slots__ = ("actors", "also", "at", "clause", "frame", "kind", "noun", "part", "places", "recipients", "rules")

    def __init__(self, pattern: Pattern, clause: Clause, *, noun: bool) -> None:
        self.frame = pattern.frame
        self.kind = pattern.kind
        self.rules: dict[str, Any] = pattern.rules
        self.at = clause.at
        self.noun = noun
        self.clause = clause
        self.actors: list[int] = []
        self.recipients: list[int] = []
        self.places: list[int] = []
        self.also: list[int] = []
        self.part = False


def give(match: Match, role: str, head: int) -> None:
    """Put a head into a role; a role that is none ("nobody") takes nothing."""
    if role in {"actor", "both"}:
        match.actors.append(head)
    elif role == "recipient":
        match.recipients.append(head)
    elif role in {"place", "from_place", "to_place", "in_place"}:
        match.places.append(head)
    elif role == "recipient_place":
        match.recipients.append(head)
        match.places.append(head)
