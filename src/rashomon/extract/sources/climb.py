"""The way up from a predicate: the sources and stances met on it, and what they come to.

The weakest stance met is the claim's: a fear about a plan is a fear.
"""

from __future__ import annotations

from typing import cast

import msgspec

from rashomon.extract.sources.speakers import can_speak
from rashomon.extract.syntax.phrases import actor_at
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.draft import ActorMention, Decision, SourceKind, SourceMention, Stance
from rashomon.reference.codebook import load_codebook

# Weakest wins. Asserted is what the outlet prints as its own.
WEIGHT: dict[str, int] = {
    "asserted": 0,
    "claimed": 1,
    "reported": 2,
    "predicted": 3,
    "promised": 4,
    "planned": 5,
    "called_for": 6,
    "alleged": 7,
    "suspected": 8,
    "feared": 9,
    "doubted": 10,
    "denied": 11,
    "hypothetical": 12,
}


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """What the way up from a predicate tells.

    Attributes:
        sources: Chain, origin first, without the outlet.
        stance: Weakest stance met.
        tokens: Tokens of sources and cues (they belong to the quote).
        trace: Each step with its rule.
        said_at: Token of the verb of saying, -1 if none.
        closing: The source stands in the sentence's closing attribution.
        negated: A plan, plea or pledge not to: nothing is told to have happened either way.
    """

    sources: tuple[SourceMention, ...] = ()
    stance: Stance = "asserted"
    tokens: tuple[int, ...] = ()
    trace: tuple[Decision, ...] = ()
    said_at: int = -1
    negated: bool = False
    closing: bool = False


class Climb:
    """Working state of one climb."""

    def __init__(self, tagged: Tagged) -> None:
        self.tagged = tagged
        self.sources: list[SourceMention] = []
        self.stances: list[tuple[str, str, str]] = []
        self.tokens: list[int] = []
        self.said_at = -1
        self.preps: set[str] = set()
        self.barrier = False
        self.given = False
        self.closing = False

    def add_stance(self, stance: str, rule: str, word: str) -> None:
        """Note a stance met, with the rule and the word that tell it."""
        self.stances.append((stance, rule, word))

    def result(self) -> Attribution:
        """What the stances and sources met come to."""
        if self.said_at >= 0:
            # "said that it would": the past of "will", not a condition
            self.stances = [("predicted" if w.lower() == "would" else s, r, w) for s, r, w in self.stances]
        if any(s == "feared" for s, _, _ in self.stances):
            self.stances = [row for row in self.stances if row[1] not in {"stance.modal", "stance.modal_above"}]
        if any(s == "predicted" for s, _, _ in self.stances):
            # what one believes will happen is a prediction
            self.stances = [row for row in self.stances if row[0] != "suspected" or row[1] != "stance.verb"]
        names = [s for s, _, _ in self.stances]
        stance = max(names, key=lambda name: WEIGHT[name], default="asserted")
        negated = "denied" in names and bool({"planned", "called_for", "promised", "predicted"} & set(names))
        trace = tuple(Decision(field="stance", value=s, rule=r, words=w) for s, r, w in self.stances)
        trace += tuple(
            Decision(field="by", value=s.actor.text, rule="attribution.speaker", words=s.cue) for s in self.sources
        )
        return Attribution(
            sources=tuple(self.sources),
            stance=cast("Stance", stance),
            tokens=tuple(self.tokens),
            trace=trace,
            said_at=self.said_at,
            negated=negated,
            closing=self.closing,
        )


def add_source(climb: Climb, head: int, cue: str, told: str) -> None:
    """Note who is named as a source by `cue`, once, where they are such as can speak."""
    tagged = climb.tagged
    if tagged.words[head] in {"we", "i", "you", "one"}:
        return
    mention = (actor_at(tagged, head) or _thing(tagged, head)) if can_speak(tagged, head) else None
    if mention is None or any(s.actor.start == mention.start for s in climb.sources):
        return
    climb.sources.append(SourceMention(actor=mention, kind=source_kind(tagged, head), cue=cue, told=told))
    climb.tokens.extend(range(tagged.phrase(head)[0], tagged.phrase(head)[1] + 1))


def _thing(tagged: Tagged, head: int) -> ActorMention | None:
    """Footage, a report, "the regional command": sources by what they do, whatever their word is."""
    if tagged.parsed.doc[head].pos_ not in {"NOUN", "PROPN"} or head in tagged.number_tokens | tagged.time_tokens:
        return None
    first, last = tagged.phrase(head)
    start, end = tagged.span_of(first, last)
    offset = tagged.parsed.sentence.start
    return ActorMention(
        start=start, end=end, text=tagged.parsed.sentence.text[start - offset : end - offset], head=tagged.lemmas[head]
    )


def source_kind(tagged: Tagged, head: int) -> SourceKind:
    """What sort of source a phrase names, from its words alone."""
    first, last = tagged.phrase(head)
    by_words = kind_of_words([tagged.lemmas[i] for i in range(first, last + 1)])
    if by_words != "unnamed":
        return by_words
    if head in tagged.actor_hit:
        return "group"
    return "person" if tagged.parsed.doc[head].pos_ == "PROPN" else "unnamed"


def kind_of_words(phrase: list[str]) -> SourceKind:
    """The kind that a word of the phrase tells, in the order of the lexicon; "unnamed" where none does."""
    words = {
        part for word in phrase for part in (word, word.rstrip("."), *word.split("-"))
    }  # "commander-in-chief", "gen."
    for kind, heads in load_codebook().source_kinds.items():
        if words & heads:
            return cast("SourceKind", kind)
    return "unnamed"
