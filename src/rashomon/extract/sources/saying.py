"""A verb of saying over a claim: its subject is the source, unless the subject is whose count or whom it cites."""

from __future__ import annotations

from typing import Any

from rashomon.extract.sources.climb import Climb, add_source
from rashomon.extract.sources.hearsay import is_anonymous
from rashomon.extract.sources.tallies import counters
from rashomon.extract.syntax.clauses import surface_subject
from rashomon.extract.syntax.phrases import heads_of
from rashomon.extract.syntax.tagging import Tagged
from rashomon.extract.syntax.voices import is_passive

# Verbs whose object is who was told.
_TELLS = frozenset({"tell", "inform", "brief", "assure", "notify", "advise"})
NO_SPEAKER = frozenset({"there", "that", "this", "which", "what"})


def speak(climb: Climb, verb: Any, stance: str) -> None:
    """A verb of saying over the claim: its subject is the source."""
    tagged = climb.tagged
    negated = any(c.dep_ == "neg" for c in verb.children)
    if stance == "denied" and negated:
        stance = "claimed"
    climb.add_stance("doubted" if negated and stance == "claimed" else stance, "stance.verb", verb.text)
    if climb.said_at < 0:
        climb.said_at = verb.i
    climb.tokens.append(verb.i)
    passive = is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl")  # "the number, given by X as 70"
    subject = surface_subject(tagged, verb, 0) if not passive else None
    told = _told(tagged, verb)
    if passive and subject is None:
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        inner = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
        subject = inner.i if inner is not None else None
    if subject is None or tagged.words[subject] in NO_SPEAKER:
        return
    if is_anonymous(tagged, subject):
        climb.add_stance("doubted", "stance.anonymous_post", tagged.parsed.doc[subject].text)
    owners = counters(tagged, subject)
    if owners:
        climb.add_stance("claimed", "stance.counted_by", tagged.parsed.doc[subject].text)
        for head in owners:
            add_source(climb, head, verb.text, told)
        return
    cited = _cited(tagged, verb, subject)
    for head in cited:
        add_source(climb, head, verb.text, "")
    for head in heads_of(tagged, subject):
        add_source(climb, head, verb.text, told)


def _told(tagged: Tagged, verb: Any) -> str:
    """To whom it was said, where that is an outlet or agency: "told AFP"."""
    for child in verb.children:
        target = child
        if child.dep_ == "prep" and child.text.lower() in {"to", "with"}:
            target = next((c for c in child.children if c.dep_ == "pobj"), None)
        elif child.dep_ not in {"dobj", "dative", "iobj"} or tagged.lemmas[verb.i] not in _TELLS:
            continue  # "blamed the ELN": whom they speak of
        if target is not None and target.pos_ == "PROPN":
            first, last = tagged.phrase(target.i)
            start, end = tagged.span_of(first, last)
            offset = tagged.parsed.sentence.start
            return tagged.parsed.sentence.text[start - offset : end - offset]
    return ""


def _cited(tagged: Tagged, verb: Any, subject: int) -> list[int]:
    """ "AFP reported, citing police": the police, who stand before AFP in the chain."""
    found: list[int] = []
    for node in (verb, tagged.parsed.doc[subject]):
        for child in node.children:
            if tagged.lemmas[child.i] in {"cite", "quote"} and child.tag_ == "VBG":
                found.extend(h for c in child.children if c.dep_ == "dobj" for h in heads_of(tagged, c.i))
    return found
