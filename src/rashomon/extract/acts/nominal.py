"""Nominal events: "the capture of", "an attack on", "clashes between"."""

from __future__ import annotations

from typing import Any

from rashomon.extract.acts.fitting import is_sort
from rashomon.extract.acts.matching import RESERVED, ROLE_VALUES, Match, give
from rashomon.extract.syntax.clauses import Clause, prepositions
from rashomon.extract.syntax.tagging import Tagged

# Verbs that lend their subject to the event noun that they govern: "agreed to a ceasefire".
LENDING = frozenset(
    "agree sign announce declare accept observe violate break reach launch stage conduct mount claim carry order "
    "begin resume end halt suspend admit deny complete achieve accomplish finish effect".split()
)


# "Rag" is what the parser's own lexicon makes of "raged".
OCCURRING = frozenset(
    "erupt break occur happen continue rage resume flare intensify begin start follow rock hit unfold last escalate "
    "report take place spread reach engulf subside resound crackle rag".split()
)

# What an attack does to what it hits: it is told by the verb whose subject it is ("the strike tore through a market").
EFFECTS = frozenset(
    "tear rip rock shake hit strike blast jolt convulse shatter devastate wreck gut flatten sweep level turn reduce "
    "obliterate pulverise pulverize incinerate engulf crush demolish rain slam slice plough plow smash crash pound "
    "batter hammer pummel cut punch scythe bring knock target catch surprise damage".split()
)
# Verbs that tell of an attack by no more than that it happened, or how.
HAPPENING = OCCURRING | EFFECTS
# Stretches and rounds that are full of it: "six days of combat".
STRETCHES = frozenset("day week month hour night year round wave series spate burst bout spell campaign".split())

# Letters of an acronym at most; what is longer and in capitals is shouted ("UPDATED").
ACRONYM = 6


def _lent(tagged: Tagged, token: Any) -> list[int]:
    """Who does what an event noun tells, where the verb over it says so: "claimed responsibility for the bombing"."""
    over = token
    for _ in range(3):
        if over.dep_ == "dobj" or (over.dep_ == "pobj" and over.head.text.lower() in {"to", "for"}):
            up = over.head if over.dep_ == "dobj" else over.head.head
            if up.pos_ == "VERB":
                if tagged.lemmas[up.i] not in LENDING:
                    return []
                subject = Clause(tagged, up.i).subject
                denied = any(c.dep_ == "neg" for c in up.children)
                return [subject] if subject is not None and not denied and not _is_nobody(tagged, subject) else []
            if tagged.lemmas[up.i] not in {"responsibility", "credit", "blame"}:
                return []
            over = up
        else:
            return []
    return []


def _is_nobody(tagged: Tagged, i: int) -> bool:
    """ "No group claimed …", "no one has …"."""
    token = tagged.parsed.doc[i]
    return tagged.words[i] in {"nobody", "none"} or any(c.text.lower() in {"no", "neither"} for c in token.children)


def match_noun(tagged: Tagged, token: Any) -> Match | None:
    """The frame that a noun tells of, None where it tells of none."""
    patterns = tagged.book.nouns.get(tagged.lemmas[token.i])
    if not patterns or token.dep_ in {"compound", "nmod"}:
        return None
    clause = _noun_clause(tagged, token)
    for pattern in patterns:
        match = Match(pattern, clause, noun=True)
        if _fits_noun(tagged, token, match):
            return match
    return None


def _is_label(tagged: Tagged, match: Match, child: Any) -> bool:
    """ "The Rolando bombing": a name of nobody known is what the attack is called, not who made it.

    An acronym may be a group that the roster does not know ("an XYZ raid").
    """
    if child.dep_ == "poss" or child.i in tagged.actor_hit or tagged.book.frames[match.frame].plover != "ASSAULT":
        return False
    plain = tagged.book.sort_of(tagged.lemmas[child.i]) & {"armed", "official"}
    return not plain and not (child.text.isupper() and len(child.text) <= ACRONYM)


def _noun_clause(tagged: Tagged, token: Any) -> Clause:
    clause = Clause(tagged, token.i)
    clause.subject, clause.object, clause.passive = None, None, False
    for of in clause.preps.get("of", []):
        # "the shelling of the town by gunners": the doer hangs on the town
        for name, heads in prepositions(tagged.parsed.doc[of]).items():
            if name == "by":
                clause.preps.setdefault("by", heads)
    for day in [k for heads in clause.preps.values() for k in heads if k in tagged.time_tokens]:
        # "the killing on Sunday of two priests": the parser hangs the rest on the day
        for name, heads in prepositions(tagged.parsed.doc[day]).items():
            clause.preps.setdefault(name, heads)
    for by in clause.preps.get("by", []):
        # "demonstrations by students against the law": the parser hangs the rest on the students
        for name, heads in prepositions(tagged.parsed.doc[by]).items():
            clause.preps.setdefault(name, heads)
    top = stretched(tagged, token)
    if top.i != token.i:
        for name, heads in prepositions(top).items():
            if name != "of":
                clause.preps.setdefault(name, heads)
    head = told_by(tagged, token)
    if head is not None:
        # "clashes erupted between A and B": the phrases hang on the verb that only says that it happened
        for name, heads in prepositions(head).items():
            clause.preps.setdefault(name, heads)
    return clause


def told_by(tagged: Tagged, token: Any) -> Any | None:
    """The verb by which a noun happens: "clashes erupted", "two days of shelling wrecked the port"; or None."""
    top = stretched(tagged, token)
    if top.dep_ in {"nsubj", "nsubjpass"} and tagged.lemmas[top.head.i] in HAPPENING:
        return top.head
    return None


def stretched(tagged: Tagged, token: Any) -> Any:
    """The stretch of which a happening is told to fill it, or the happening itself."""
    prep = token.head
    of = token.dep_ == "pobj" and prep.text.lower() == "of"
    return prep.head if of and tagged.lemmas[prep.head.i] in STRETCHES else token


def _fits_noun(tagged: Tagged, token: Any, match: Match) -> bool:
    rules, clause = match.rules, match.clause
    doc = tagged.parsed.doc
    before = {t.text.lower() for t in token.lefts} | {g.text.lower() for t in token.lefts for g in t.subtree}
    if rules.get("with") and isinstance(rules["with"], list) and not before & set(rules["with"]):
        return False
    if "of_noun" in rules and not any(tagged.lemmas[k] in rules["of_noun"] for k in clause.preps.get("of", ())):
        return False
    for prep, role in rules.items():
        if prep in RESERVED or not isinstance(role, str) or role not in ROLE_VALUES:
            continue
        for head in clause.preps.get(prep, []):
            give(match, role, head)
            if role == "both":
                match.recipients.extend(c.i for c in doc[head].children if c.dep_ == "conj")
    match.actors.extend(_lent(tagged, token))
    for child in token.children:
        if child.dep_ in {"poss", "compound", "nmod", "amod"} and child.i not in tagged.time_tokens:
            sorts = tagged.sorts(child.i)
            armed = "armed" in tagged.book.sort_of(tagged.lemmas[child.i])
            if child.dep_ == "amod" and child.i not in tagged.actor_hit and child.pos_ != "PROPN" and not armed:
                continue
            if child.i in tagged.place_hit and child.i not in tagged.actor_hit:
                match.places.append(child.i)
            elif _is_label(tagged, match, child):
                continue
            elif sorts & {"armed", "official", "name"} and (child.dep_ != "amod" or armed):
                match.actors.append(child.i)
            elif child.i in tagged.actor_hit:
                match.actors.append(child.i)
    if match.kind == "control" or rules.get("needs_place"):
        match.places = [p for p in match.places if is_sort(tagged, p, "place", match)]
        return bool(match.places)
    return True
