"""What the rungs of `rashomon.resolve.actors.identities` hand to one another: mentions with identities, sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from rashomon.model.draft import ActorMention
from rashomon.resolve.actors.names import Identity
from rashomon.resolve.actors.words import Phrase

_END = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bCol)(?<!\bLt)(?<!\bMaj)(?<!\bSt)(?<!\bSgt)[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])|\n+"
)
# "GOMA, Nov 20 (AP) – " stands before the sentence that it dates.
_DATELINE = 80
_DASHES = (" – ", " — ", " - ", " -- ")
_POSSESSED = re.compile(r"(?:its|their)\s", re.IGNORECASE)
_OPENING = re.compile(r"[^\w]*(?:the|an?|its|this)?\s*(?:so-called\s*)?", re.IGNORECASE)


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
        """Split a text once."""
        starts = [0]
        for match in _END.finditer(text):
            if any(c.isalpha() for c in text[starts[-1] : match.start()]):  # a lone mark between lines is no sentence
                starts.append(match.end())
        self._starts = starts
        self._text = text

    @property
    def last(self) -> int:
        """One past the text's last code point."""
        return len(self._text)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def of(self, place: int) -> int:
        """Index of the sentence that a code point lies in."""
        return bisect_right(self._starts, place) - 1

    def opens(self, place: int) -> bool:
        """Whether what stands at a code point opens its sentence, article and quotation mark aside."""
        before = self._text[self._starts[self.of(place)] : place]
        return _OPENING.fullmatch(before) is not None or (len(before) < _DATELINE and before.endswith(_DASHES))

    def possessed(self, place: int) -> bool:
        """Whether "its" or "their" stands before a code point, or is the word there."""
        before = self._text[max(0, place - 8) : place]
        return before.lower().endswith((" its ", " their ")) or _POSSESSED.match(self._text, place) is not None

    def span(self, index: int) -> tuple[int, int]:
        """First and last code point of a sentence, the last one past its end."""
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._text)
        return self._starts[index], end

    def start(self, index: int) -> int:
        """First code point of a sentence."""
        return self._starts[index]
