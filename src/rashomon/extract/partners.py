"""With whom an act of words or a deal is done: the partner whom grammar leaves out of the verb's object.

"A and B signed" says that A signed with B; "rejected X's offer" is aimed at X; a capital that is warned
is its government. A place where people meet is none of them.
"""

from __future__ import annotations

from typing import Any

import msgspec

from rashomon.extract.matching import Match
from rashomon.extract.phrases import actor_at, actors_of, heads_of, is_nation
from rashomon.extract.tagging import Tagged
from rashomon.extract.whereabouts import governor
from rashomon.model.draft import ActorMention, PlaceMention
from rashomon.reference.roster import load_roster

# PLOVER categories of words and deals: whom they are aimed at may stand in their object's phrase.
WORDS = frozenset(
    {"REQUEST", "REJECT", "ACCUSE", "AGREE", "CONSULT", "SUPPORT", "THREATEN", "CONCEDE", "COOPERATE", "AID"}
)
# What two do to each other where no third is named.
RECIPROCAL = frozenset(
    "meet confer negotiate talk clash sign agree conclude reach exchange trade swap hold resume skirmish".split()
)
# Categories of force and pressure: what is hit, closed or taken belongs to somebody.
BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE"})
# Categories of what nobody does alone.
JOINT = frozenset({"COOPERATE", "CONSULT"})
# What speaks for who puts it out.
PAPERS = frozenset("statement communique letter message declaration note report decree resolution appeal tweet".split())
# Prepositions before a place where something happens, not before whom it is aimed at.
WHERE = frozenset("in at near into across inside outside around through via".split())

People = tuple[ActorMention, ...]


def partners(tagged: Tagged, match: Match, actors: People, recipients: People) -> tuple[People, People]:
    """Actors and recipients of a match, with the partner of an act of words or a deal filled in."""
    frame = tagged.book.frames[match.frame]
    if frame.kind != "event":
        return actors, recipients
    if not match.noun and not actors and frame.plover in WORDS | {"SANCTION"}:
        actors = _issuer(tagged, match)
    if match.clause.object is not None and tagged.words[match.clause.object] in {"other", "another"}:
        if _each_other(tagged, match.clause.object):
            return actors, actors[1:]
    actors = _nations(tagged, actors)
    if not match.noun and (frame.plover in WORDS or match.frame == "break_off"):
        recipients = _meant(tagged, match, actors, recipients)
        recipients = recipients or _under(tagged, match, actors)
    elif not match.noun and not recipients and frame.plover in BODILY:
        recipients = _of_object(tagged, match, actors)
    joint = frame.plover in JOINT or tagged.lemmas[match.at] in RECIPROCAL
    if recipients or match.clause.passive or match.noun or not joint:
        if not actors and len(recipients) > 1 and _between(tagged, match):
            return recipients, recipients[1:]
        return actors, recipients
    if len(actors) > 1 and not _others(tagged, match):
        return actors, actors[1:]
    return actors, recipients


def _issuer(tagged: Tagged, match: Match) -> People:
    """ "The ministry's statement urged", "a communique by the government accused": whose paper speaks."""
    subject = match.clause.subject
    if subject is None or tagged.lemmas[subject] not in PAPERS:
        return ()
    token = tagged.parsed.doc[subject]
    heads = [c.i for c in token.children if c.dep_ == "poss"]
    for prep in (c for c in token.children if c.dep_ in {"prep", "agent"} and c.text.lower() in {"by", "from", "of"}):
        heads += [c.i for c in prep.children if c.dep_ == "pobj"]
    return tuple(m for h in heads for m in actors_of(tagged, h))


def _each_other(tagged: Tagged, i: int) -> bool:
    """ "each other", "one another"."""
    return i > 0 and tagged.words[i - 1] in {"each", "one"}


def _others(tagged: Tagged, match: Match) -> bool:
    """Whether the clause names who else it is with, though as no party we know ("met relatives")."""
    obj = match.clause.object
    return (obj is not None and obj not in match.also and "person" in tagged.sorts(obj)) or "with" in match.clause.preps


def _between(tagged: Tagged, match: Match) -> bool:
    """ "Talks between A and B": both hold them."""
    heads = {h for top in match.clause.preps.get("between", ()) for h in heads_of(tagged, top)}
    return bool(heads) and {h for top in match.recipients for h in heads_of(tagged, top)} <= heads


def _meant(tagged: Tagged, match: Match, actors: People, recipients: People) -> People:
    """Whom an act short of force is aimed at where its object is no party: "rejected X's offer".

    The first party named to the right of the verb, inside its own phrase and outside a clause beside it.
    """
    doc = tagged.parsed.doc
    if any(
        h in tagged.actor_hit or is_seat(tagged, doc[h]) or tagged.sorts(h) & {"armed", "official"}
        for h in match.recipients
    ):
        return recipients
    taken = {m.start for m in actors}
    for token in sorted(doc[match.at].subtree, key=lambda t: t.i):
        if token.i <= match.at or token.i in tagged.time_tokens:
            continue
        if token.i not in tagged.actor_hit and not _owns(tagged, token) and not is_nation(tagged, token):
            continue
        if token.i in tagged.place_hit and token.dep_ in {"pobj", "conj"} and governor(token) in WHERE:
            continue
        beside = (a for a in token.ancestors if a.i > match.at)
        if any(a.dep_ in {"conj", "advcl", "parataxis", "relcl"} and a.pos_ == "VERB" for a in beside):
            continue
        found = tuple(m for m in actors_of(tagged, token.i) if m.start not in taken)
        if found:
            return (*recipients, *found)
    return recipients


def _owns(tagged: Tagged, token: Any) -> bool:
    """ "The opposition's call", "Kyiv's letter": whose it is."""
    return (
        token.dep_ == "poss" and token.pos_ != "PRON" and (is_seat(tagged, token) or "person" in tagged.sorts(token.i))
    )


def _of_object(tagged: Tagged, match: Match, actors: People) -> People:
    """ "A Hezbollah base", "a Greek tanker", "the homes of squatters": whose the thing is that was hit or taken."""
    top = match.clause.object
    if top is None or "named_place" in tagged.sorts(top):
        return ()
    taken = {m.start for m in actors}
    for token in sorted(tagged.parsed.doc[top].subtree, key=lambda t: t.i):
        near = token.head.i == top or (token.head.dep_ == "prep" and token.head.head.i == top)
        if not near or token.i in tagged.time_tokens or (token.i in tagged.place_hit and token.dep_ == "pobj"):
            continue
        behind = token.dep_ == "pobj" and token.head.text.lower() in {"of", "belonging"}
        known = token.i in tagged.actor_hit and token.dep_ in {"compound", "poss", "nmod", "amod"}
        whose = behind and bool(tagged.sorts(token.i) & {"armed", "civilian", "official"})
        if known or whose or _owns(tagged, token) or is_nation(tagged, token):
            found = tuple(m for m in actors_of(tagged, token.i) if m.start not in taken)
            if found:
                return found
    return ()


def _under(tagged: Tagged, match: Match, actors: People) -> People:
    """ "Refused to let the envoy in", "threatened to bomb the camp": whom the clause under the verb is done to."""
    taken = {m.start for m in actors}
    clause = next((c for c in tagged.parsed.doc[match.at].children if c.dep_ in {"xcomp", "ccomp"}), None)
    while clause is not None:
        for part in clause.children:
            if part.i < match.at or part.pos_ == "PRON" or part.i in tagged.time_tokens:
                continue
            aimed = part.dep_ in {"dobj", "nsubjpass"} or (part.dep_ == "nsubj" and clause.dep_ == "ccomp")
            if aimed and ("person" in tagged.sorts(part.i) or is_seat(tagged, part)):
                found = tuple(m for m in actors_of(tagged, part.i) if m.start not in taken)
                if found:
                    return found
        clause = next((c for c in clause.children if c.dep_ in {"xcomp", "ccomp"}), None)
    return ()


def _nations(tagged: Tagged, actors: People) -> People:
    """ "Indian and Nepalese troops" are two parties under one noun: the first goes by its nation."""
    if len(actors) != 1:
        return actors
    both = actors[0]
    inside = [t for t in tagged.parsed.doc if both.start <= tagged.parsed.spans[t.i][0] < both.end]
    nations = [t for t in inside if is_nation(tagged, t)]
    if len(nations) != 2 or not any(t.text.lower() == "and" for t in inside[: nations[1].i - inside[0].i]):
        return actors
    first, second = nations
    if first.i != inside[0].i or second.i - first.i != 2:
        return actors
    start, end = tagged.span_of(first.i, first.i)
    begin = tagged.parsed.spans[second.i][0]
    offset = both.start
    alone = ActorMention(start=start, end=end, text=first.text, head=first.text, proper=True)
    rest = msgspec.structs.replace(
        both, start=begin, text=both.text[begin - offset :], modifiers=both.modifiers[len(both.modifiers) - 1 :]
    )
    return alone, rest


def aimed_at(tagged: Tagged, match: Match) -> People:
    """The parties in a match's recipient roles; a bare place is one only where a capital is spoken to."""
    doc = tagged.parsed.doc
    words = tagged.book.frames[match.frame].plover in WORDS | {"SANCTION"} and not match.noun
    found: dict[int, ActorMention] = {}
    for top in dict.fromkeys(match.recipients):
        for head in heads_of(tagged, top):
            if head not in tagged.actor_hit and "named_place" in tagged.sorts(head):
                if not (words and is_seat(tagged, doc[head]) and governor(doc[head]) not in WHERE):
                    continue
            mention = actor_at(tagged, head)
            if mention is not None:
                found.setdefault(mention.start, mention)
    return tuple(found.values())


def without_parties(
    tagged: Tagged, match: Match, places: tuple[PlaceMention, ...], people: People
) -> tuple[PlaceMention, ...]:
    """Places without the capitals that act or are spoken to: "Hanoi warned Beijing" tells of no place."""
    if tagged.lemmas[match.at] == "visit" or match.frame == "visit":
        return places
    named = {(m.start, m.end) for m in people}
    return tuple(p for p in places if p.nominal or (p.start, p.end) not in named or not load_roster().seat(p.text))


def is_seat(tagged: Tagged, token: Any) -> bool:
    """Whether a token is the last of a capital's name: it stands for its government where it acts or is spoken to."""
    run = tagged.place_hit.get(token.i)
    if run is None or run[1] != token.i:
        return False
    start, end = tagged.span_of(*run)
    offset = tagged.parsed.sentence.start
    return bool(load_roster().seat(tagged.parsed.sentence.text[start - offset : end - offset]))
