"""Whom an act is aimed at where no party stands in a role: the owner of what is refused, hit, closed or massed at.

"Rejected X's offer" is aimed at X, "closed a newspaper" at the newspaper, "massed tanks along the border with Y"
at Y. What lies in a clause beside the act, and where it merely happens, is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rashomon.extract.acts.matching import Match
from rashomon.extract.places.whereabouts import governor
from rashomon.extract.syntax.phrases import actors_of, is_nation, words_under
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.draft import ActorMention
from rashomon.reference.roster import load_roster

# Prepositions before a place where something happens, not before whom it is aimed at.
WHERE = frozenset("in at near into across inside outside around through via".split())
# Prepositions that tie to an act whom it is aimed at.
TOWARDS = frozenset("by from of against to with at on over for toward towards about".split())
# Before these a show of force or a crowd stands at somebody's door.
AT_DOOR = frozenset("against at on outside along near off around to toward towards by".split())
# What parts two neighbours: whose it is, or with whom, tells whom a force there looks at.
BORDERS = frozenset("border frontier coast water waters shore boundary line island airspace territory".split())
# What somebody says or does to others: who stands before it is whose it is.
VOICED = frozenset(
    "demand call proposal offer request appeal plan claim threat pressure protest criticism brutality abuse bid "
    "ultimatum accusation complaint grievance initiative".split()
)
# Acts that close, seize or hit a body as a whole.
ON_BODIES = frozenset({"COERCE", "PROTEST", "ASSAULT", "SANCTION", "MOBILIZE"})

People = tuple[ActorMention, ...]


def meant(tagged: Tagged, match: Match, actors: People, recipients: People) -> People:
    """Whom an act short of force is aimed at where its object is no party: "rejected X's offer".

    The first party named in the verb's own phrase, to its right or in the subject of a passive, outside a clause
    beside it; else the first people there in a phrase that leads to them.
    """
    if any(
        h in tagged.actor_hit or is_seat(tagged, tagged.parsed.doc[h]) or tagged.sorts(h) & {"armed", "official"}
        for h in match.recipients
    ):
        return recipients
    taken = {m.start for m in actors}
    for known in (True, False):
        for token in _reach(tagged, match):
            if not (_is_known(tagged, token) if known else _is_people(tagged, token)):
                continue
            if _is_scene(tagged, token):
                continue
            found = tuple(m for m in actors_of(tagged, _bearer(tagged, token)) if m.start not in taken)
            if found:
                return (*recipients, *found)
        if recipients:
            break
    return recipients


def _reach(tagged: Tagged, match: Match) -> Iterator[Any]:
    """Words of a verb's own phrase in which whom it is aimed at may be named."""
    doc = tagged.parsed.doc
    tops = [doc[match.at]]
    if match.clause.passive and match.clause.object is not None:
        tops.insert(0, doc[match.clause.object])
    for top in tops:
        for token in sorted(top.subtree, key=lambda t: t.i):
            if (token.i <= match.at and top.i == match.at) or token.i in tagged.time_tokens:
                continue
            if not any(_stands_alone(a) or a.text.lower() == "according" for a in token.ancestors if a.i > match.at):
                yield token


def _stands_alone(verb: Any) -> bool:
    """A clause beside the act, or what a noun under it tells of others: "denied reports that X had …"."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    if verb.dep_ == "acl":
        return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    return verb.pos_ == "VERB" and verb.dep_ in {"conj", "advcl", "parataxis", "relcl"}


def _is_scene(tagged: Tagged, token: Any) -> bool:
    """ "In Mexico City": where it happens, though a country's name stands in it."""
    if token.i not in tagged.place_hit:
        return False
    last = tagged.parsed.doc[tagged.place_hit[token.i][1]]
    return last.dep_ in {"pobj", "conj"} and governor(last) in WHERE


def _is_known(tagged: Tagged, token: Any) -> bool:
    if token.i in tagged.actor_hit or is_nation(tagged, token):
        return True
    spoken_to = token.dep_ == "pobj" and governor(token) in TOWARDS and is_seat(tagged, token)
    return spoken_to or owns(tagged, token)


def _is_people(tagged: Tagged, token: Any) -> bool:
    led = token.dep_ == "pobj" and token.head.text.lower() in TOWARDS
    told = tagged.book.sort_of(tagged.lemmas[token.i]) & {"armed", "civilian", "official"}
    return led and token.i not in tagged.place_hit and bool(told)


def _bearer(tagged: Tagged, token: Any) -> int:
    """The people whose nation a word tells: "Albanian teachers" are the teachers."""
    if token.head.i > token.i and is_nation(tagged, token) and "person" in tagged.sorts(token.head.i):
        return int(token.head.i)
    return int(token.i)


def owns(tagged: Tagged, token: Any) -> bool:
    """ "The opposition's call", "Kyiv's letter", "student demands": whose it is."""
    if token.dep_ == "compound" and tagged.lemmas[token.head.i] in VOICED and token.i not in tagged.place_hit:
        return bool(tagged.book.sort_of(tagged.lemmas[token.i]) & {"armed", "civilian", "official"})
    return (
        token.dep_ == "poss" and token.pos_ != "PRON" and (is_seat(tagged, token) or "person" in tagged.sorts(token.i))
    )


def of_object(tagged: Tagged, match: Match, actors: People) -> People:
    """Whose the thing is that was hit, taken or closed ("a Hezbollah base", "a Greek tanker"), or a body itself."""
    taken = {m.start for m in actors}
    top = match.clause.object
    if top is not None and "named_place" not in tagged.sorts(top):
        found = _owner(tagged, top, taken)
        if found:
            return found
        if tagged.book.frames[match.frame].plover in ON_BODIES and "body" in tagged.book.sort_of(tagged.lemmas[top]):
            return (_thing_at(tagged, top),)
    return at_door(tagged, match, actors)


def at_door(tagged: Tagged, match: Match, actors: People) -> People:
    """Before whom a force or a crowd stands: "along the border with X", "outside the X embassy"."""
    taken = {m.start for m in actors}
    for prep, heads in match.clause.preps.items():
        for head in heads:
            if prep in AT_DOOR or tagged.lemmas[head] in BORDERS:
                found = _at_door(tagged, head, taken)
                if found:
                    return found
    return ()


def _owner(tagged: Tagged, top: int, taken: set[int]) -> People:
    for token in sorted(tagged.parsed.doc[top].subtree, key=lambda t: t.i):
        near = token.head.i == top or (token.head.dep_ == "prep" and token.head.head.i == top)
        if not near or token.i in tagged.time_tokens or (token.i in tagged.place_hit and token.dep_ == "pobj"):
            continue
        behind = token.dep_ == "pobj" and token.head.text.lower() in {"of", "belonging"}
        known = token.i in tagged.actor_hit and token.dep_ in {"compound", "poss", "nmod", "amod"}
        whose = behind and bool(tagged.sorts(token.i) & {"armed", "civilian", "official"})
        if known or whose or owns(tagged, token) or is_nation(tagged, token):
            found = tuple(m for m in actors_of(tagged, token.i) if m.start not in taken)
            if found:
                return found
    return ()


def _at_door(tagged: Tagged, head: int, taken: set[int]) -> People:
    """Who stands behind "against", "outside" or "along the border with"."""
    if head in tagged.time_tokens:
        return ()
    lemma = tagged.lemmas[head]
    if lemma in BORDERS:
        beside = {"with", "of", "off"}
        with_ = (c for c in tagged.parsed.doc[head].children if c.dep_ == "prep" and c.text.lower() in beside)
        for token in (c for prep in with_ for c in prep.children if c.dep_ == "pobj"):
            found = tuple(m for m in actors_of(tagged, token.i) if m.start not in taken)
            if found:
                return found
        return _owner(tagged, head, taken)
    if head in tagged.place_hit and head not in tagged.actor_hit:
        return ()
    if "body" in tagged.book.sort_of(lemma):
        return (_thing_at(tagged, head),)
    if "person" in tagged.sorts(head) and tagged.parsed.doc[head].pos_ != "PRON":
        return tuple(m for m in actors_of(tagged, head) if m.start not in taken)
    return _owner(tagged, head, taken)


def bodies(tagged: Tagged, match: Match) -> People:
    """A newspaper, an embassy, a church in the role of who it is done to, where nobody else is."""
    for head in match.recipients:
        if "body" in tagged.book.sort_of(tagged.lemmas[head]):
            return (_thing_at(tagged, head),)
    return ()


def _thing_at(tagged: Tagged, i: int) -> ActorMention:
    """A body as the one that an act is done to: "the independent newspaper"."""
    first, last = tagged.phrase(i)
    start, end = tagged.span_of(first, last)
    token = tagged.parsed.doc[i]
    return ActorMention(
        start=start,
        end=end,
        text=words_under(tagged, start, end),
        head=tagged.lemmas[i],
        proper=token.pos_ == "PROPN",
        definite=any(c.dep_ == "det" and c.text.lower() == "the" for c in token.children),
        plural="Plur" in token.morph.get("Number"),
    )


def under(tagged: Tagged, match: Match, actors: People) -> People:
    """ "Refused to let the envoy in", "threatened to bomb the camp": whom the clause under the verb is done to."""
    taken = {m.start for m in actors}
    doc = tagged.parsed.doc
    clause = next((c for c in doc[match.at].children if c.dep_ in {"xcomp", "ccomp"} or _is_purpose(c)), None)
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


def _is_purpose(token: Any) -> bool:
    """ "Used tear gas to disperse the crowd"."""
    return token.dep_ == "advcl" and any(c.dep_ == "aux" and c.text.lower() == "to" for c in token.children)


def provoked(tagged: Tagged, match: Match, actors: People) -> People:
    """ "Warned of reprisals if Greek ships entered": whom a threat is for is who would do what brings it about."""
    taken = {m.start for m in actors}
    for clause in (c for c in tagged.parsed.doc[match.at].subtree if c.dep_ == "advcl" and c.i > match.at):
        if not any(c.dep_ == "mark" and c.text.lower() in {"if", "unless"} for c in clause.children):
            continue
        who = next((c for c in clause.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)
        if who is not None and ("person" in tagged.sorts(who.i) or is_seat(tagged, who)):
            return tuple(m for m in actors_of(tagged, who.i) if m.start not in taken)
    return ()


def is_seat(tagged: Tagged, token: Any) -> bool:
    """Whether a token is the last of a capital's name: it stands for its government where it acts or is spoken to."""
    run = tagged.place_hit.get(token.i)
    if run is None or run[1] != token.i:
        return False
    start, end = tagged.span_of(*run)
    offset = tagged.parsed.sentence.start
    return bool(load_roster().seat(tagged.parsed.sentence.text[start - offset : end - offset]))
