"""The words that a claim rests on, and those that name who says it."""

from __future__ import annotations

from typing import Any

from rashomon.extract.sources.climb import Attribution
from rashomon.extract.sources.hearsay import HEARSAY
from rashomon.extract.syntax.tagging import Tagged


def extent(tagged: Tagged, at: int, extra: tuple[int, ...]) -> tuple[int, int]:
    """First and last token that a claim rests on: its clause without clauses that stand alone."""
    doc = tagged.parsed.doc
    inside = [at]
    queue = [doc[at]]
    while queue:
        token = queue.pop()
        for child in token.children:
            alone = (
                child.dep_ in {"conj", "advcl", "parataxis"}
                and child.pos_ in {"VERB", "AUX"}
                and any(g.dep_ in {"nsubj", "nsubjpass"} for g in child.children)
            )
            if alone or _is_answer(tagged, child) or (child.dep_ in {"cc", "punct"} and token.i == at):
                continue
            inside.append(child.i)
            queue.append(child)
    inside.extend(extra)
    first, last = min(inside), max(inside)
    while last > first and doc[last].dep_ in {"cc", "punct", "mark"} and doc[last].text not in '”"’':
        last -= 1
    while first < last and doc[first].dep_ in {"cc", "punct"} and doc[first].text not in '“"‘':
        first += 1
    return first, last


def _is_answer(tagged: Tagged, token: Any) -> bool:
    """ "Blamed handlers abroad, a charge that the neighbours rejected": another's word on what is told."""
    return (
        token.dep_ == "appos"
        and tagged.lemmas[token.i] in HEARSAY
        and any(c.dep_ == "relcl" and any(g.dep_ == "nsubj" for g in c.children) for c in token.children)
    )


def spoken(tagged: Tagged, attribution: Attribution) -> frozenset[int]:
    """Tokens of sources and cues, with what stands beside a speaker's name: "X, director of the hospital, said"."""
    beside = [
        run
        for source in attribution.sources
        for _, start, end in source.actor.apposition
        if (head := tagged.tokens_of(start, end)) is not None
        and (
            run := (
                head[0],
                max(t.i for k in range(head[0], head[1] + 1) for t in tagged.parsed.doc[k].subtree),
            )
        )
    ]
    if not beside:
        return frozenset(attribution.tokens)
    return frozenset(attribution.tokens).union(*(range(first, last + 1) for first, last in beside))
