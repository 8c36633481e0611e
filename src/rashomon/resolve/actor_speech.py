"""What the rungs of `rashomon.resolve.actors` hand to one another: mentions with identities, sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from rashomon.model.draft import ActorMention
from rashomon.resolve.actor_names import Identity
from rashomon.resolve.actor_words import Phrase

_END = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bCol)(?<!\bLt)(?<!\bMaj)(?<!\bSt)(?<!\bSgt)[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])|\n+"
)


class Spoken(NamedTuple):
    """One mention with what was made of it.

    Attributes:
        rung: What decided: name, person, tie, institution, reference, pronoun, kind, ambiguous, words.
    """

    mention: ActorMention
    phrase: Phrase
    head: str
    identity: Identity
    rung: str


class Sentences:
    """Where the sentences of a text begin; enough to tell which stand side by side."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in _END.finditer(text))]

    def of(self, place: int) -> int:
        """Index of the sentence that a code point lies in."""
        return bisect_right(self._starts, place) - 1

    def start(self, index: int) -> int:
        """First code point of a sentence."""
        return self._starts[index]
