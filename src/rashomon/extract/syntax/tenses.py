"""When a verb's clause stands, by its form: past, present, to come, or under way."""

from __future__ import annotations

from typing import Any

from rashomon.extract.times.words import MONTHS, WEEKDAYS

# Verbs whose infinitive is done when they are: "forced to leave", "managed to escape".
DONE = frozenset(
    "force compel manage begin start continue cause allow help drive make oblige come go be remain one".split()
)


def is_under_way(token: Any) -> bool:
    """A progressive: "was retaking", "are seizing"; what it tells is not done yet."""
    return bool(token.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in token.children))


# what a timetable says in the simple present lies ahead: "the truce expires Friday", "talks resume in May"
_TIMETABLED = frozenset({
    "begin", "start", "open", "close", "end", "expire", "resume", "meet", "face", "play", "leave", "arrive", "vote",
    "reopen", "convene", "conclude", "return",
})  # fmt: skip
_DAYS = frozenset(WEEKDAYS) | frozenset(MONTHS)


def _has_day(verb: Any) -> bool:
    """Whether a weekday or month hangs on the verb, straight or by a preposition."""
    nodes = [c for child in verb.children for c in (child, *child.children)]
    return any(c.text.lower() in _DAYS and c.text[0].isupper() for c in nodes)


def tense_of(token: Any, *, stative: bool = False) -> str:
    """past, pluperfect, present, future or unknown, from the verb group; participles ask their head.

    Args:
        token: The predicate.
        stative: It tells of a state: its present perfect lasts until now.
    """
    at = token
    if stative and any(c.text.lower() in {"has", "have", "’ve", "'ve"} for c in token.children if c.dep_ == "aux"):
        return "present"  # "has been under X's control": it still is
    for _ in range(6):
        if stative and at.dep_ == "conj" and at.head.lemma_ in {"be", "remain"} and at.head.tag_ in {"VBZ", "VBP"}:
            return "present"  # "is and shall remain in the hands of"
        auxes = {c.text.lower().strip("’'") for c in at.children if c.dep_ in {"aux", "auxpass"}}
        if auxes & {"would", "could", "may", "might", "should", "must"} and auxes & {"have", "ve"}:
            return "past"  # "may have hit a mine on Sunday"
        if auxes & {"will", "shall", "ll", "wo", "would", "could", "may", "might", "should", "can", "must"}:
            return "future"
        if at.tag_ == "VB" and "to" in auxes and "have" not in auxes and at.dep_ != "ROOT":
            if at.head.lemma_ not in DONE or (at.head.lemma_ == "be" and at.head.tag_ in {"VBZ", "VBP", "VBD"}):
                return "future"  # "is to visit" as "plans to visit"
            at = at.head
            continue
        if "had" in auxes or "d" in auxes:
            return "pluperfect"
        if auxes & {"was", "were", "did"} or at.tag_ == "VBD":
            return "past"
        if auxes & {"has", "have", "ve"}:
            return "past"
        if auxes & {"is", "are", "am", "s", "re"}:
            return "past" if at.tag_ == "VBN" and "being" not in auxes else "present"
        if at.tag_ in {"VBZ", "VBP"}:
            return "future" if at.lemma_ in _TIMETABLED and _has_day(at) else "present"
        if at.tag_ == "VB" and not auxes and any(c.dep_ == "nsubj" for c in at.children):
            return "present"  # "fighters control the town": the tagger takes the finite form for the bare one
        if at.dep_ == "ROOT" or at.dep_ in {"ccomp", "relcl"}:
            return "unknown"
        at = at.head
    return "unknown"
