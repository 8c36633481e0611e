"""Who did it to whom, in one order whatever the verb: of a loss the gainer is the doer and the loser the target.

Rule: docs/model.md#pairing.
"""

from __future__ import annotations

import msgspec

from rashomon.model.claim import Actor, Claim
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.sides import parties_of, sides_of


class Roles(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The parties of a claim.

    Attributes:
        actors, recipients: As the claim names them.
        doers, targets: Their sides, and the words of those whose side nobody knows.
        doer_sides, target_sides: The known sides only.
    """

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    doers: frozenset[str]
    targets: frozenset[str]
    doer_sides: frozenset[str]
    target_sides: frozenset[str]


NOBODY: frozenset[str] = frozenset()


def told_roles(claim: Claim, year: int | None) -> Roles:
    """The parties as the sentence has them: subject and object.

    Args:
        claim: A claim.
        year: In which groups stood on the sides that are asked for.
    """
    return Roles(
        actors=claim.actors,
        recipients=claim.recipients,
        doers=parties_of(claim.actors, year),
        targets=parties_of(claim.recipients, year),
        doer_sides=sides_of(claim.actors, year),
        target_sides=sides_of(claim.recipients, year),
    )


def meant_roles(claim: Claim, told: Roles) -> Roles:
    """The parties in the order of what happened: those of a loss are turned round where the loser is the actor."""
    if claim.change == "gain" and not told.doer_sides and _announces(claim):
        # "The spokesman announced the liberation of the town": who took it is another question.
        return msgspec.structs.replace(told, actors=(), doers=NOBODY)
    if claim.change != "loss":
        return told
    rules = load_rules()
    own = claim.frame in rules.recipient_is_own and bool(claim.actors)
    if own or told.doer_sides & told.target_sides:
        # "Withdrew their fighters", "withdrew a number of planes": what is withdrawn gains nothing.
        return Roles(
            actors=(),
            recipients=claim.actors,
            doers=NOBODY,
            targets=told.doers,
            doer_sides=NOBODY,
            target_sides=told.doer_sides,
        )
    if not claim.actors or claim.frame in rules.recipient_loses:
        return told
    # "The army lost it to the rebels", "withdrew from it": the actor loses the place.
    return Roles(
        actors=claim.recipients,
        recipients=claim.actors,
        doers=told.targets,
        targets=told.doers,
        doer_sides=told.target_sides,
        target_sides=told.doer_sides,
    )


def _announces(claim: Claim) -> bool:
    """Whether who is told as the taker is no more than the person who tells of it."""
    tellers = {source.name for source in claim.by if source.kind != "outlet"}
    return bool(claim.actors) and all(actor.name in tellers and not actor.id for actor in claim.actors)
