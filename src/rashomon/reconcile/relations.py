"""Relations as they are told: two claims, the kind, the rule that decided and the words on both sides."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.model.event import Relation, RelationKind
from rashomon.reconcile.evidence import Item


def relation(kind: RelationKind, new: Item, old: Item, rule: str) -> Relation:
    """A relation with both figures' words, new first."""
    words = " / ".join(_words(item) for item in (new, old))
    return Relation(a=new.id, b=old.id, kind=kind, rule=rule, words=words)


def distinct(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Each relation once, as it was first told, ordered by its claims."""
    found: dict[tuple[str, str, str], Relation] = {}
    for one in relations:
        found.setdefault((one.a, one.b, one.kind), one)
    return tuple(sorted(found.values(), key=lambda one: (one.a, one.b, one.kind)))


def _words(item: Item) -> str:
    figure = item.claim.figure
    return (figure.text if figure is not None else "") or item.claim.quote
