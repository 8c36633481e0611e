"""Who holds a place, told by a phrase: "under X's control", "in the hands of X", "X is in control of"."""

from __future__ import annotations

from rashomon.extract.acts.fitting import is_sort
from rashomon.extract.acts.matching import Match
from rashomon.extract.syntax.tagging import Tagged

# Before a control these tell how far it goes, and not whose it is.
_DEGREES = frozenset({"full", "complete", "partial", "firm", "total", "military", "sole", "effective", "joint"})
_HOLDS = frozenset({"control", "occupation", "rule", "siege", "authority", "administration", "command", "grip"})

_HANDS = frozenset({"hand", "hands", "possession"})


def fill_control_phrase(tagged: Tagged, match: Match, head: int, role: str) -> bool:
    """ "under Isis control", "under the control of the army", "in the hands of rebels"."""
    doc = tagged.parsed.doc
    lemma = tagged.lemmas[head]
    wanted = _HOLDS if role == "control_np" else _HANDS
    if lemma not in wanted:
        return False
    if lemma == "siege":
        match.frame, match.rules = "besiege", {**match.rules}
    owners = [c.i for c in doc[head].children if c.dep_ in {"compound", "poss", "nmod", "amod"} and c.pos_ != "DET"]
    for prep in (c for c in doc[head].children if c.dep_ in {"prep", "agent"} and c.text.lower() in {"of", "by"}):
        owners.extend(c.i for c in prep.children if c.dep_ == "pobj")
    subject = match.clause.subject if not match.clause.passive else match.clause.object
    match.actors = [i for i in owners if doc[i].dep_ == "pobj" or doc[i].text.lower() not in _DEGREES]
    match.recipients = []
    match.places = []
    if subject is None:
        return False
    if tagged.lemmas[subject] in {"pocket", "part", "area", "handful"}:
        match.part = True
        if doc[match.at].dep_ == "relcl":
            subject = doc[match.at].head.i
    match.places.append(subject)
    match.also.append(head)
    return True


def fill_own_hands(tagged: Tagged, match: Match, head: int) -> bool:
    """ "They had the town in their hands", "have it under their control": what the subject has is its own."""
    if tagged.lemmas[head] not in _HANDS | _HOLDS or match.clause.subject is None or match.clause.object is None:
        return False
    if not any(c.dep_ == "poss" and c.pos_ == "PRON" for c in tagged.parsed.doc[head].children):
        return False
    match.actors, match.recipients, match.places = [match.clause.subject], [], [match.clause.object]
    match.also.append(head)
    return True


def owners_of_control(tagged: Tagged, noun: int) -> list[int]:
    """ "Government control has been restored over X": whose control a noun's own words tell."""
    children = tagged.parsed.doc[noun].children
    words = [c.i for c in children if c.dep_ in {"compound", "poss", "nmod", "amod"} and c.text.lower() not in _DEGREES]
    return [i for i in words if i in tagged.actor_hit or tagged.sorts(i) & {"armed", "official"}]


def fill_in_control(tagged: Tagged, match: Match, head: int) -> bool:
    """ "X is in control of the town", "in full control of"."""
    if tagged.lemmas[head] not in {"control", "charge", "possession", "command"} or match.clause.subject is None:
        return False
    of = next((c for c in tagged.parsed.doc[head].children if c.dep_ == "prep" and c.text.lower() == "of"), None)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if of is None:
        # "In X the rebels were still in control": the place opens the sentence
        named = (k for k in match.clause.preps.get("in", ()) if k != head and k in tagged.place_hit)
        inner = next((tagged.parsed.doc[k] for k in named), None)
    if inner is None or not is_sort(tagged, inner.i, "place", match):
        return False
    match.actors, match.recipients, match.places = [match.clause.subject], [], [inner.i]
    match.also.append(head)
    return True


def fill_flag(tagged: Tagged, match: Match, head: int) -> bool:
    """ "The rebels' flag flies over the town hall": whose flag it is has the place."""
    flag = match.clause.subject
    if flag is None:
        return False
    children = tagged.parsed.doc[flag].children
    owners = [c.i for c in children if c.dep_ in {"compound", "poss", "nmod", "amod"}]
    owners += [
        p.i for c in children if c.dep_ == "prep" and c.text.lower() == "of" for p in c.children if p.dep_ == "pobj"
    ]
    match.actors = [
        i for i in owners if i in tagged.actor_hit or "armed" in tagged.sorts(i) or tagged.parsed.doc[i].pos_ == "PRON"
    ]
    if not match.actors:
        return False
    match.recipients, match.places = [], [head]
    match.also.append(flag)
    return True
