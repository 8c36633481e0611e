"""With whom an act of words or a deal is done: the partner whom grammar leaves out of the verb's object.

"A and B signed" says that A signed with B; "rejected X's offer" is aimed at X; a capital that is warned
is its government. A place where people meet is none of them.
"""

from __future__ import annotations

import msgspec

from rashomon.extract.acts.aims import WHERE, People, at_door, bodies, is_seat, meant, of_object, owns, provoked, under
from rashomon.extract.acts.matching import Match
from rashomon.extract.places.whereabouts import governor
from rashomon.extract.syntax.phrases import actor_at, actors_of, heads_of, is_nation
from rashomon.extract.syntax.tagging import Tagged
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
# What two have with each other: who make or break it together are each other's partners.
BONDS = frozenset(
    "relation relations tie ties friendship alliance embassy ambassador talk talks prisoner captive".split()
)
# What speaks for who puts it out.
PAPERS = frozenset("statement communique letter message declaration note report decree resolution appeal tweet".split())


def partners(tagged: Tagged, match: Match, actors: People, recipients: People) -> tuple[People, People]:
    """Actors and recipients of a match, with the partner of an act of words or a deal filled in."""
    frame = tagged.book.frames[match.frame]
    if frame.kind != "event":
        return actors, recipients
    if not match.noun and not actors and frame.plover != "ASSAULT":
        actors = _issuer(tagged, match)
    if match.clause.object is not None and tagged.words[match.clause.object] in {"other", "another"}:
        if _each_other(tagged, match.clause.object):
            return actors, actors[1:]
    actors = _nations(tagged, actors)
    if not recipients and len(actors) > 1 and _together(tagged, match):
        return actors, actors[1:]
    if not match.noun:
        recipients = _found(tagged, match, actors, recipients)
    if not actors and len(recipients) > 1 and _between(tagged, match):
        return recipients, recipients[1:]
    if {r.start for r in recipients} == {a.start for a in actors}:
        return actors, ()  # "an attack carried out by the army": who did it is not whom it hit
    return actors, recipients


def _found(tagged: Tagged, match: Match, actors: People, recipients: People) -> People:
    """Recipients of a verb's act, looked for beyond its roles where those name nobody."""
    frame = tagged.book.frames[match.frame]
    if frame.plover in WORDS or match.frame == "break_off":
        recipients = meant(tagged, match, actors, recipients)
    elif not recipients and frame.plover in BODILY:
        recipients = of_object(tagged, match, actors)
    if not recipients and frame.plover == "THREATEN":
        recipients = under(tagged, match, actors) or provoked(tagged, match, actors)
    recipients = recipients or under(tagged, match, actors) or bodies(tagged, match)
    if frame.plover == "MOBILIZE":
        door = at_door(tagged, match, actors)
        recipients += tuple(m for m in door if all(m.start != r.start for r in recipients))
    return recipients


def _together(tagged: Tagged, match: Match) -> bool:
    """Whether several do to each other what is told: "talks between", "A and B signed"."""
    if match.noun:
        return "between" in match.clause.preps
    joint = tagged.book.frames[match.frame].plover in JOINT or tagged.lemmas[match.at] in RECIPROCAL
    joint = joint or any(tagged.lemmas[i] in BONDS for i in match.also)
    return (joint or "between" in match.clause.preps) and not _others(tagged, match)


def _issuer(tagged: Tagged, match: Match) -> People:
    """ "The ministry's statement urged", "a communique by the government accused": whose paper or deed speaks."""
    subject = match.clause.subject
    if subject is None and match.clause.passive:
        # "the union's appeal was put to the court": whose appeal it is
        subject = next(iter(match.also), None)
    if subject is None or subject in tagged.place_hit or subject in tagged.time_tokens:
        return ()
    token = tagged.parsed.doc[subject]
    if tagged.lemmas[subject] not in PAPERS and subject not in match.also:
        whose = (c for c in token.children if c.i < subject and (is_nation(tagged, c) or owns(tagged, c)))
        return tuple(m for c in whose for m in actors_of(tagged, c.i))
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
    named = obj is not None and obj not in match.also and "person" in tagged.sorts(obj)
    return named or "with" in match.clause.preps


def _between(tagged: Tagged, match: Match) -> bool:
    """ "Talks between A and B": both hold them."""
    heads = {h for top in match.clause.preps.get("between", ()) for h in heads_of(tagged, top)}
    return bool(heads) and {h for top in match.recipients for h in heads_of(tagged, top)} <= heads


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
                hosted = match.frame == "visit" and head in match.places
                if not (words and is_seat(tagged, doc[head]) and (hosted or governor(doc[head]) not in WHERE)):
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
