"""Who stands behind a weapon or an attack that kills: "a mine laid by X killed", "died in a raid by X".

The clause's own grammar gives a thing as the doer there. Whose thing it is stands beside it: its owner
("Russian shells"), its agent ("an attack by X"), or who fired, laid or launched it. Where two sides
fought nobody is singled out: those killed in clashes were killed by either.
"""

from __future__ import annotations

from typing import Any

from rashomon.extract.acts.matching import Match
from rashomon.extract.syntax.clauses import Clause
from rashomon.extract.syntax.phrases import actors_of, is_nation
from rashomon.extract.syntax.tagging import Tagged

MEANS = frozenset({"weapon", "aircraft", "strike", "attack"})
# Acts that two sides do to each other: no one of them is the doer of what they lead to.
MUTUAL = frozenset({"clash", "ceasefire"})
# Participles and verbs that tie a weapon or an attack to who used it.
USED = frozenset(
    "fire launch carry conduct plant mount stage drop lay throw detonate lob shoot commit perpetrate execute claim "
    "wage order hurl set unleash operate fly send wear drive".split()
)
THROUGH = frozenset({"in", "by", "during", "with", "from", "under"})


def find_doers(tagged: Tagged, matches: list[Match]) -> None:
    """Give each act of force that nobody is said to do the one behind its means."""
    predicates = {m.at: m for m in matches}
    struck = {m.clause.subject for m in matches if m.rules.get("subj_role") == "recipient" and not m.clause.passive}
    for match in matches:
        frame = tagged.book.frames[match.frame]
        if frame.plover != "ASSAULT" or frame.kind != "event" or match.frame in MUTUAL:
            continue
        if match.clause.subject in struck and tagged.parsed.doc[match.at].tag_ == "VBG":
            match.actors = []  # "their car hit a mine, killing two": what the mine struck killed nobody
            continue
        if match.rules.get("subj_role") == "actor" or any(actors_of(tagged, i) for i in match.actors):
            continue
        if match.noun:
            match.actors.extend(_behind(tagged, match.at))
            continue
        if match.rules.get("subj_role") != "recipient" and _by_own_hand(tagged, match):
            continue
        for i in _means(tagged, match, predicates):
            found = _behind(tagged, i) or _known(tagged, predicates.get(i))
            if found:
                match.actors.extend(found)
                break


def _by_own_hand(tagged: Tagged, match: Match) -> bool:
    """Whether somebody is named as doing it, though as no party we know ("the flood killed")."""
    subject = match.clause.subject
    return subject is not None and not _is_means(tagged, subject)


def _known(tagged: Tagged, match: Match | None) -> list[int]:
    """Who does it by the noun's own frame; a mere name before it ("the Aleppo bombing") tells no one."""
    if match is None or not match.noun:
        return []
    sure = [i for i in match.actors if i in tagged.actor_hit or tagged.sorts(i) & {"armed", "official"}]
    return _people(tagged, [i for i in sure if i > match.at or _owns(tagged, tagged.parsed.doc[i])])


def _means(tagged: Tagged, match: Match, predicates: dict[int, Match]) -> list[int]:
    """What a harm is done with: its subject or agent, or what it happens in."""
    heads = [match.clause.subject] if match.clause.subject is not None else []
    heads += [h for prep in match.clause.preps if prep in THROUGH for h in match.clause.preps[prep]]
    return [
        h
        for h in dict.fromkeys(heads)
        if _is_means(tagged, h) and not (h in predicates and predicates[h].frame in MUTUAL)
    ]


def _is_means(tagged: Tagged, i: int) -> bool:
    lemma = tagged.lemmas[i]
    patterns = tagged.book.nouns.get(lemma, ())
    frames = {p.frame for p in patterns}
    violent = any(tagged.book.frames[f].plover == "ASSAULT" for f in frames) and not frames & MUTUAL
    return i not in tagged.actor_hit and (violent or bool(tagged.book.sort_of(lemma) & MEANS))


def _behind(tagged: Tagged, i: int) -> list[int]:
    """Whose weapon or attack it is: agent, user or owner, the nearest tie first."""
    token = tagged.parsed.doc[i]
    for by in (c for c in token.children if c.dep_ in {"prep", "agent"} and c.text.lower() == "by"):
        found = _people(tagged, [c.i for c in by.children if c.dep_ == "pobj"])
        if found:
            return found
    for verb in _users(tagged, token):
        subject = Clause(tagged, verb.i).subject
        if subject is not None and subject != i:
            found = _people(tagged, [subject])
            if found:
                return found
    owners = [c for c in token.children if c.dep_ in {"poss", "compound", "nmod", "amod"} and c.i < i]
    owners += [d for c in owners for d in c.children if d.dep_ == "conj"]
    kept = sorted(c.i for c in owners if c.i < i and _owns(tagged, c))
    # "Assad regime air strikes": two words side by side are one party
    return [k for k in kept if k + 1 not in kept]


def _users(tagged: Tagged, token: Any) -> list[Any]:
    """Verbs that say who used it: "fired by X", "which X launched", "the attack was claimed by X"."""
    found = [c for c in token.children if c.dep_ in {"acl", "relcl"} and tagged.lemmas[c.i] in USED]
    if token.dep_ == "nsubjpass" and tagged.lemmas[token.head.i] in USED:
        found.append(token.head)
    return found


def _people(tagged: Tagged, heads: list[int]) -> list[int]:
    return [h for h in heads if h not in tagged.time_tokens and actors_of(tagged, h)]


def _owns(tagged: Tagged, child: Any) -> bool:
    """Whether a modifier tells whose it is: a known party that is no place, a nation, fighters, a government."""
    if child.i in tagged.time_tokens or (child.i in tagged.place_hit and child.i not in tagged.actor_hit):
        return False
    if any(t.is_punct and t.text not in {"-", "’", "'"} for t in child.doc[child.i : child.head.i]):
        return False
    if is_nation(tagged, child):
        return True
    if child.i in tagged.place_hit and child.dep_ != "poss":
        return bool(child.text.isupper())  # "Syria air strikes" are strikes in Syria, "US air strikes" are not
    if child.dep_ == "amod":
        return child.i in tagged.actor_hit
    plain = tagged.book.sort_of(tagged.lemmas[child.i])
    return bool(child.i in tagged.actor_hit or plain & {"armed", "official"}) and not plain & MEANS
