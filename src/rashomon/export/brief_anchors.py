"""Names for the sentences of a brief, so that a place on its map leads to what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.export.brief_parts import Brief, Sentence

UNTOLD = frozenset({"missing", "sources", "rejected"})
"""Sections that tell of the reports, not of what happened."""


class Anchors:
    """Each sentence of a brief by a name of its own in the page."""

    def __init__(self, brief: Brief) -> None:
        told = [
            (section.id, sentence)
            for section in brief.sections
            for group in section.groups
            for sentence in group.sentences
        ]
        # Two sentences may read alike: it is the one in its place that is named.
        self._names = {id(sentence): f"s-{at}" for at, (_, sentence) in enumerate(told, 1)}
        self._told = [sentence for section, sentence in told if section not in UNTOLD]

    def of(self, sentence: Sentence) -> str:
        """The sentence's name in the page."""
        return self._names[id(sentence)]

    def resting_on(self, claims: Iterable[str]) -> Iterator[Sentence]:
        """The sentences that rest on any of these claims, those in full view first."""
        wanted = set(claims)
        found = [one for one in self._told if not wanted.isdisjoint(one.claims)]
        yield from sorted(found, key=lambda one: one.minor)
