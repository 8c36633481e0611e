"""What a named speaker says where no predicate of the codebook carries it."""

from __future__ import annotations

from typing import Any, NamedTuple

from rashomon.extract.acts.matching import Match
from rashomon.extract.syntax.clauses import surface_subject
from rashomon.extract.syntax.tagging import Tagged


def _reports_speech(tagged: Tagged, token: Any) -> bool:
    """Whether this verb of saying itself stands in another's reported speech."""
    at = token
    while at.dep_ == "ccomp" and at.head.pos_ == "VERB":
        at = at.head
        if tagged.lemmas[at.i] in tagged.book.speech:
            return True
    return False


class Said(NamedTuple):
    """A verb of saying whose content no predicate of the codebook carries.

    Attributes:
        verb, content: The verb and the clause that it tells.
        deepest: The innermost clause of what is said.
        speaker: Token of who says it.
    """

    verb: Any
    content: Any
    deepest: Any
    speaker: int


def find_statements(tagged: Tagged, matches: list[Match], predicates: frozenset[int]) -> list[Said]:
    """What a named speaker says where no predicate of the codebook carries it."""
    book = tagged.book
    found: list[Said] = []
    for token in tagged.parsed.doc:
        if tagged.lemmas[token.i] not in book.speech or token.pos_ != "VERB" or token.i in predicates:
            continue
        contents = [c for c in token.children if c.dep_ in {"ccomp", "parataxis"} and c.pos_ in {"VERB", "AUX"}]
        content = contents[0] if contents else None
        if content is None or any(not m.noun and m.at in {t.i for t in content.subtree} for m in matches):
            continue
        inner = next((c for c in content.children if c.dep_ == "ccomp"), None)
        deepest = contents[-1]
        if len(contents) == 1 and tagged.lemmas[content.i] in book.speech and inner is not None:
            deepest = inner
        if _reports_speech(tagged, token):
            continue
        speaker = surface_subject(tagged, token, 0)
        if speaker is None or "person" not in tagged.sorts(speaker):
            continue
        found.append(Said(token, content, deepest, speaker))
    return found
