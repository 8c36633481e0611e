"""What two reports agree or differ on, in a few words of ours."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.comparison import Point
from rashomon.export.brief_tolls import toll_title
from rashomon.export.clauses import claim_clause, event_clause
from rashomon.export.names import name_actors, name_source, origin_of
from rashomon.export.wording import sentence_case
from rashomon.model.claim import Claim


def matter_title(point: Point, claims: Mapping[str, Claim]) -> str:
    """The matter, as a sentence ("The army took Sake.") where one can be made.

    Args:
        point: What is compared.
        claims: At least those of the point, by id.
    """
    own = [claims[one] for one in point.claims]
    if point.span is not None:
        return f"Who holds {point.span.place}"
    if point.toll is not None:
        return sentence_case(toll_title(point.toll))
    whole = [claims[one] for one in point.event.claims if one in claims] if point.event is not None else []
    clause = event_clause(point.event, whole) if point.event is not None else None
    return sentence_case(clause.told) if clause is not None else _kind_and_party(own[0])


def _kind_and_party(claim: Claim) -> str:
    """Where no sentence can be made: what kind of thing it is and whose, "Appeal: the charity"."""
    if claim.figure is not None:
        return f"{sentence_case(claim.figure.measure).rstrip('.')}: {claim.figure.text}"
    clause = claim_clause(claim)
    if clause is not None:
        return sentence_case(clause.told)
    if claim.kind == "statement":
        origin = origin_of(claim)
        return f"Said by {name_source(origin)}" if origin is not None else "Said, by whom is not told"
    kind, who = sentence_case(claim.frame.replace("_", " ")).rstrip("."), name_actors(claim.actors)
    return f"{kind}: {who}" if who else kind
