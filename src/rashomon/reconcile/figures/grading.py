"""How well a toll is borne out: one word, with the rule that gave it.

A person's word first, then dispute, then who confirms. A count that the side said to have done it bears
out is worth more than any number of voices from the other side; two independent origins are worth more
than five outlets with one.

Rule: docs/model.md#status; Every Casualty Standards; Airwars and ACLED on counts by parties to a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec

from rashomon.model.claim import Actor
from rashomon.model.event import Interest, Relation
from rashomon.model.figure import Figure
from rashomon.reconcile.evidence import Item, figure_of
from rashomon.reconcile.figures.numbers import point_of
from rashomon.reconcile.figures.relate import within_rounding
from rashomon.reconcile.judging import Decisions
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.sides import speaks_for
from rashomon.reconcile.voices.corroboration import join_voices
from rashomon.reconcile.voices.origins import source_of


class Fronts(msgspec.Struct, frozen=True, kw_only=True):
    """Who is said to have done it to whom, in all claims of one count: each party once."""

    doers: tuple[Actor, ...]
    targets: tuple[Actor, ...]


def fronts_of(items: Sequence[Item]) -> Fronts:
    """The parties that the claims of one count name."""
    return Fronts(
        doers=_each_once(actor for item in items for actor in item.claim.actors),
        targets=_each_once(actor for item in items for actor in item.claim.recipients),
    )


def _each_once(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple({(actor.id, actor.name): actor for actor in actors}.values())


def grade_toll(
    standing: Sequence[Item], relations: Sequence[Relation], decisions: Decisions, fronts: Fronts
) -> tuple[str, str]:
    """Status of a toll and the rule in words.

    Args:
        standing: The claims on which the range rests, oldest first.
        relations: Between claims of the toll.
        decisions: What people accepted.
        fronts: The parties of the standing claims.
    """
    vouched = [item for item in standing if item.id in decisions.accepted]
    if vouched:
        return "accepted", decisions.reasons[vouched[0].id]
    ids = {item.id for item in standing}
    kinds = {rel.kind for rel in relations if rel.a in ids and rel.b in ids}
    if "contradicts" in kinds:
        return "contested", "standing claims contradict each other"
    firm = [item for item in standing if item.claim.stance != "alleged"]
    voices = join_voices(firm)
    # Who prints another's number without a source bears nothing out.
    echoes = {rel.a for rel in relations if rel.kind == "echo"}
    independent = [item for item in firm if voices[item.id].independent and (item.voice.named or item.id not in echoes)]
    keys = {voices[item.id].key for item in independent}
    if len(keys) == 1:
        return "single_origin", f"one independent origin: {voices[independent[0].id].name}"
    borne_out = [
        (one, two)
        for one, two in combinations(independent[: load_rules().numbers.look_back], 2)
        if voices[one.id].key != voices[two.id].key and _bears_out(figure_of(one), figure_of(two))
    ]
    if not borne_out or "attribution_conflict" in kinds:
        if "attribution_conflict" in kinds:
            return "unconfirmed", "one number under two named sources: misattributed or of one origin"
        return "unconfirmed", "no two independent origins give this number" if keys else "no independent origin"
    accused = [item for pair in borne_out for item in pair if interest_of(item, fronts) == "accused"]
    if accused:
        return "confirmed", f"the side said to have done it gives the number too: {voices[accused[0].id].name}"
    one, two = borne_out[0]
    return "corroborated", f"two independent origins: {voices[one.id].name}, {voices[two.id].name}"


def interest_of(item: Item, fronts: Fronts) -> str:
    """What the source has to do with those counted, where the texts tell.

    Args:
        item: A figure claim.
        fronts: The parties that claims of the same toll name, this one among them.

    Returns:
        `own`: its own side's losses. `accused`: the side that is said to have done it counts the others'.
        `third`: neither side. "": no source besides the outlet, or no parties told.
    """
    source = source_of(item.claim)
    if source is None or source.kind in ("agency", "media", "outlet"):
        return ""
    doers, targets = fronts.doers, fronts.targets
    if not doers and not targets:
        return ""
    if speaks_for(source, targets, item.year):
        return "own"
    if speaks_for(source, doers, item.year):
        return "accused"
    known = source.kind in ("organisation", "witness") or bool(source.id)
    return "third" if known and doers and targets else ""


def shown_interest(item: Item, fronts: Fronts) -> Interest:
    """The interest as the account names it: who did it counts a rival's losses."""
    found = interest_of(item, fronts)
    if found == "accused":
        return "rival"
    return "own" if found == "own" else "third" if found == "third" else ""


def _bears_out(one: Figure, two: Figure) -> bool:
    """Whether two counts are one number: "at least 130,000" allows 140,000 and does not confirm it."""
    return point_of(one) is not None and (point_of(one) == point_of(two) or within_rounding(one, two))
