"""Whose count it is: "a tally kept by X", "X's figures", "the mayor gave 93", "the toll was revised by Y".

What is counted or written stands for who counted or wrote it.
"""

from __future__ import annotations

from typing import Any

from rashomon.extract.sources.climb import Climb, add_source
from rashomon.extract.syntax.clauses import deep_object, deep_subject, surface_subject
from rashomon.extract.syntax.phrases import heads_of
from rashomon.extract.syntax.tagging import Tagged
from rashomon.extract.syntax.voices import is_passive

TALLIES = frozenset(
    "count tally toll figure estimate number data record list total survey database statement report statistic account "
    "reckoning register roll log bulletin communique dispatch assessment tabulation".split()
)
# "Officials revised the toll down to 71", "gave a toll of 36 dead": whose count it is.
AMENDS = frozenset("revise lower raise cut reduce increase update correct adjust amend give issue publish".split())
# Verbs that tell where a count is from.
_COMES = frozenset({"come", "stem", "originate", "derive", "date"})
_GIVEN = frozenset(
    "supply provide give compile draw issue release publish keep collect gather quote cite put circulate".split()
)
# Verbs of which a bare number is the object: who does it gives the number.
_GIVERS = frozenset(
    "give cite count list name claim report announce acknowledge concede admit maintain insist stick stand have hold "
    "show".split()
)


def given_number(climb: Climb, number: Any) -> None:
    """ "The mayor gave 93", "the army's count is now 20", "the service's last figure, 93": whose number it is."""
    tagged = climb.tagged
    at = number
    for _ in range(5):
        if at.dep_ == "ROOT" or at.pos_ in {"VERB", "AUX"} or (at is not number and tagged.lemmas[at.i] in TALLIES):
            break
        at = at.head
    owners = counters(tagged, at.i)
    if not owners and at.dep_ == "dobj" and tagged.lemmas[at.i] in TALLIES:
        at = at.head  # "the minister gave a figure of 40"
    if not owners and tagged.lemmas[at.i] not in TALLIES:
        subject = surface_subject(tagged, at, 0) if at.pos_ in {"VERB", "AUX"} else None
        if subject is None or subject == number.i:
            return
        owners = counters(tagged, subject)
        speaks = tagged.sorts(subject) & {"person", "official", "armed", "source", "name"}
        if not owners and speaks and tagged.lemmas[at.i] in _GIVERS:
            owners = [h for h in heads_of(tagged, subject) if "number" not in tagged.sorts(h)]
    if owners:
        climb.add_stance("claimed", "stance.number_given", at.text)
        climb.tokens.append(at.i)
        for head in owners:
            add_source(climb, head, at.text, "")


def amended(climb: Climb, verb: Any) -> None:
    """ "The ministry lowered its count to 94", "the toll was revised to 71 by officials": whose count it is."""
    tagged = climb.tagged
    count = deep_object(tagged, verb)
    doer = deep_subject(tagged, verb)
    if count is None or tagged.lemmas[count] not in TALLIES or doer is None:
        return
    if tagged.sorts(doer) & {"official", "armed", "source", "name"} and "number" not in tagged.sorts(doer):
        climb.add_stance("claimed", "stance.amended", verb.text)
        for head in heads_of(tagged, doer):
            add_source(climb, head, verb.text, "")


def own_count(climb: Climb, verb: Any) -> None:
    """ "The bishop's count is 600", "a tally by elders has reached 114", "the figure comes from the bishop"."""
    tagged = climb.tagged
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or tagged.lemmas[subject.i] not in TALLIES or tagged.words[subject.i] == "number":
        return
    whose = counters(tagged, subject.i)
    if tagged.lemmas[subject.i] in {"total", "toll", "data", "survey", "database"}:
        whose = [i for i in whose if i not in tagged.place_hit]  # "Libya's total" is of Libya, and not its own
    if tagged.lemmas[verb.i] in _COMES or (is_passive(verb) and tagged.lemmas[verb.i] in _GIVEN):
        preps = [c for c in verb.children if c.dep_ in {"prep", "agent"} and c.text.lower() in {"from", "by", "with"}]
        heads = [h for prep in preps for c in prep.children if c.dep_ == "pobj" for h in heads_of(tagged, c.i)]
        whose += [h for h in heads if tagged.sorts(h) & {"person", "source"} and h not in tagged.time_tokens]
    if whose:
        climb.add_stance("claimed", "stance.counted_by", subject.text)
        for head in whose:
            add_source(climb, head, subject.text, "")


def counters(tagged: Tagged, i: int) -> list[int]:
    """Whose count or account a noun names: "a tally kept by X", "figures from X", "X's count"; empty if untold."""
    token = tagged.parsed.doc[i]
    if tagged.lemmas[i] not in TALLIES:
        return []
    found = [c.i for c in token.children if c.dep_ == "poss" and c.pos_ != "PRON"]
    preps = [c for c in token.children if c.dep_ in {"prep", "agent"}]
    preps += [p for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN" for p in c.children]
    for prep in preps:
        word = prep.text.lower()
        if word in {"by", "from"} or (word == "of" and _is_reckoning(tagged, i, prep)):
            found.extend(c.i for c in prep.children if c.dep_ == "pobj")
    return [
        head
        for at in found
        for head in heads_of(tagged, at)
        if tagged.sorts(head) & {"person", "source", "thing"}
        and "number" not in tagged.sorts(head)
        and not _is_happening(tagged, head)
    ]


def _is_happening(tagged: Tagged, head: int) -> bool:
    """ "The toll from the shelling", "the count from last week's raid": what is counted, and nobody's count."""
    return tagged.lemmas[head] in tagged.book.nouns and not tagged.sorts(head) & {"person", "source"}


def _is_reckoning(tagged: Tagged, i: int, prep: Any) -> bool:
    """ "By the count of the diocese": not "the count of the dead"."""
    governor = tagged.parsed.doc[i].head
    counted = tagged.book.toll_nouns.keys() | {"wounded", "injured", "displaced", "killed"}
    whose = [c for c in prep.children if c.dep_ == "pobj" and tagged.lemmas[c.i] not in counted]
    led = governor.dep_ == "prep" and governor.text.lower() in {"by", "to"}
    return led and tagged.lemmas[i] in {"count", "tally", "reckoning", "estimate"} and bool(whose)
