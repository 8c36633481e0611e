"""What a person is asked: a matter left open, the words on its sides, and the answers on offer."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

QuestionKind = Literal[
    "contested_toll", "attribution_conflict", "one_origin", "near_events", "near_tolls", "unresolved_actor",
    "unresolved_place", "undated_report", "contested_control", "unmet",
]  # fmt: skip


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a question, in a report's own words.

    Attributes:
        claim: Its id.
        home: Id of the event or the toll that it is counted in; its own where it is in none.
        before, quote, after: The claim's words within their sentence.
        by: Who says it, from origin to relay.
    """

    claim: str
    home: str
    report: str
    outlet: str
    published: dt.date | None
    by: tuple[str, ...]
    before: str
    quote: str
    after: str


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that can be kept as it stands.

    Attributes:
        word: The verdict, or `undo`: then the one subject is the entry to take back.
        subjects, field, value: As in `Judged`.
        label: What it means, for a list to choose from.
    """

    word: str
    subjects: tuple[str, ...]
    field: str = ""
    value: str = ""
    label: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to be judged.

    Attributes:
        id: The same as long as the same is asked of the same subjects.
        subjects: Ids of what it is about: claims, events, tolls, a report, or a judgement's entry.
        title: What is asked.
        why: Why the rules did not decide it.
        words: The quotes on all sides.
        impact: How many people it concerns, as a logarithm; never below 0.
        ambiguity: How open it is, 0 to 1.
        offers: Answers, those of one verdict in the order of `words`.
    """

    id: str
    kind: QuestionKind
    subjects: tuple[str, ...]
    title: str
    why: str
    words: tuple[Words, ...]
    impact: float
    ambiguity: float
    offers: tuple[Offer, ...]

    @property
    def rank(self) -> float:
        """Impact times ambiguity."""
        return self.impact * self.ambiguity
