"""Standing ties between actors: who backs, commands, belongs to or is also known as whom."""

from __future__ import annotations

from typing import Any

import msgspec

from rashomon.extract.places.whereabouts import VAGUE_PLACES, is_piece, place_at
from rashomon.extract.syntax.phrases import actor_at, heads_of, words_under
from rashomon.extract.syntax.tagging import Tagged, is_name
from rashomon.model.draft import ActorMention, Change, PlaceMention

COMPOUND_TIES = {
    "backed": "backs",
    "supported": "backs",
    "funded": "backs",
    "sponsored": "backs",
    "armed": "backs",
    "trained": "backs",
    "allied": "backs",
    "aligned": "backs",
    "led": "commands",
    "commanded": "commands",
    "sanctioned": "backs",
}
BELONGING = frozenset(
    {"wing", "affiliate", "branch", "offshoot", "faction", "splinter", "arm", "subgroup", "division", "unit"}
)


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """A tie read off grammar: `left` backs, commands, is part of or is the same as `right`."""

    relation: str
    left: tuple[ActorMention, ...]
    right: tuple[ActorMention, ...]
    at: int
    first: int
    last: int
    rule: str


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """A place that is called someone's: "the rebel-held town of X"; or that a line says is held or contested."""

    holders: tuple[ActorMention, ...]
    place: PlaceMention | None
    part: bool
    at: int
    first: int
    last: int
    change: Change = "hold"


CONTROL = frozenset({"control", "occupation", "rule", "authority", "administration", "command", "grip"})
HELD = frozenset({"held", "controlled", "occupied"})


def find_holdings(tagged: Tagged) -> list[Holding]:
    """Every "X-held place" of the sentence whose place is one, and told by name or pointed at."""
    doc = tagged.parsed.doc
    found: list[Holding] = []
    for token in doc:
        if tagged.words[token.i] == "under" and token.dep_ == "prep" and (held := _under_control(tagged, token)):
            found.append(held)
        if token.text.lower() not in HELD or token.i < 2 or doc[token.i - 1].text != "-":
            continue
        owner = doc[token.i - 2]
        noun = token.head
        if (
            noun.pos_ not in {"NOUN", "PROPN"}
            or "Plur" in noun.morph.get("Number")
            or tagged.lemmas[noun.i] in VAGUE_PLACES
        ):
            continue
        holder, place = actor_at(tagged, owner.i), place_at(tagged, noun.i)
        if holder is None or place is None or place.start <= tagged.parsed.spans[owner.i][0] < place.end:
            continue
        first, last = tagged.actor_hit.get(owner.i, (owner.i, owner.i))  # "the Islamic State-held city"
        start, end = tagged.span_of(first, max(last, owner.i))
        holder = ActorMention(
            start=start,
            end=end,
            text=words_under(tagged, start, end),
            head=tagged.lemmas[owner.i],
            proper=holder.proper,
            plural=True,
            definite=True,
        )
        spans = [tagged.phrase(noun.i), (owner.i, noun.i)]
        inner = [k for k in range(len(doc)) if tagged.parsed.spans[k][0] <= place.end - 1 < tagged.parsed.spans[k][1]]
        found.append(
            Holding(
                holders=(holder,),
                place=place,
                part=is_piece(tagged, noun.i),
                at=token.i,
                first=min(a for a, _ in spans),
                last=max([noun.i, *inner]),
            )
        )
    return found


def _under_control(tagged: Tagged, prep: Any) -> Holding | None:
    """ "Mweso, a town under its control since May", "the port, under the militia's rule": told in passing."""
    noun = prep.head
    control = next((c for c in prep.children if c.dep_ == "pobj" and tagged.lemmas[c.i] in CONTROL), None)
    if control is None or noun.pos_ not in {"NOUN", "PROPN"} or tagged.lemmas[noun.i] in VAGUE_PLACES:
        return None
    owners = [c.i for c in control.children if c.dep_ in {"poss", "compound", "nmod"}]
    owners += [c.i for c in control.children if c.dep_ == "amod" and c.i in tagged.actor_hit]
    owners += [p.i for c in control.children if c.text.lower() in {"of", "by"} for p in c.children if p.dep_ == "pobj"]
    named = noun.head if noun.dep_ == "appos" and noun.head.pos_ in {"NOUN", "PROPN"} else noun
    place = place_at(tagged, named.i)
    if place is None and is_name(named) and named.i not in tagged.actor_hit:
        start, end = tagged.span_of(*tagged.phrase(named.i)) if named is noun else tagged.parsed.spans[named.i]
        place = PlaceMention(start=start, end=end, text=words_under(tagged, start, end))
    place = place or place_at(tagged, noun.i)
    holders = tuple(m for i in owners if (m := actor_at(tagged, i)) is not None)
    if place is None or not holders or "Plur" in noun.morph.get("Number"):
        return None
    span = [named.i, *(t.i for t in prep.subtree)]
    return Holding(
        holders=holders, place=place, part=is_piece(tagged, noun.i), at=prep.i, first=min(span), last=max(span)
    )


def find_ties(tagged: Tagged) -> list[Tie]:
    """Every tie of the sentence."""
    found: list[Tie] = []
    for token in tagged.parsed.doc:
        if token.text.lower() in COMPOUND_TIES:
            found.extend(_compound(tagged, token))
        if tagged.lemmas[token.i] in {"know", "call", "dub"} and token.dep_ == "acl" and token.tag_ == "VBN":
            found.extend(_alias(tagged, token))
        if tagged.lemmas[token.i] in BELONGING and token.dep_ in {"appos", "attr"}:
            found.extend(_belongs(tagged, token))
    return found


def _compound(tagged: Tagged, token: Any) -> list[Tie]:
    """ "Iran-backed militias", "militias backed by Iran" is a verb and handled by its frame."""
    owner = next(
        (c for c in token.children if c.dep_ in {"npadvmod", "nmod", "compound", "nsubj"} and c.i < token.i), None
    )
    if owner is None or not (owner.i in tagged.actor_hit or tagged.sorts(owner.i) & {"official"}):
        return []
    if token.dep_ not in {"amod", "acl", "compound", "nmod"} or token.i - owner.i > 2:
        return []
    left, right = actor_at(tagged, owner.i), actor_at(tagged, token.head.i)
    if left is None or right is None:
        return []
    left = ActorMention(
        start=left.start,
        end=tagged.parsed.spans[owner.i][1],
        head=left.head,
        proper=True,
        text=tagged.parsed.sentence.text[
            left.start - tagged.parsed.sentence.start : tagged.parsed.spans[owner.i][1] - tagged.parsed.sentence.start
        ],
    )
    first, last = tagged.phrase(token.head.i)
    stop = max([last, *(t.i for c in token.head.children if c.dep_ == "acl" for t in c.subtree)])
    return [
        Tie(
            relation=COMPOUND_TIES[token.text.lower()],
            left=(left,),
            right=(right,),
            at=token.i,
            first=min(first, owner.i),
            last=stop if stop - last < 12 else last,
            rule="relation.compound",
        )
    ]


def _alias(tagged: Tagged, token: Any) -> list[Tie]:
    head = token.head
    left = actor_at(tagged, head.i)
    if left is None:
        return []
    targets = [c for c in token.children if c.dep_ in {"oprd", "dobj", "attr"}]
    targets += [
        p for c in token.children if c.dep_ == "prep" and c.text.lower() == "as" for p in c.children if p.dep_ == "pobj"
    ]
    found: list[Tie] = []
    for target in targets:
        right = tuple(m for h in heads_of(tagged, target.i) if (m := actor_at(tagged, h)) is not None)
        if right:
            first = tagged.phrase(head.i)[0]
            last = max(t.i for t in token.subtree)
            found.append(
                Tie(
                    relation="alias",
                    left=(left,),
                    right=right,
                    at=token.i,
                    first=first,
                    last=last,
                    rule="relation.known_as",
                )
            )
    return found


def _belongs(tagged: Tagged, token: Any) -> list[Tie]:
    """ "X, the armed wing of Y", "X is an affiliate of Y"."""
    subject = token.head
    if token.dep_ == "attr":
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    of = next((c for c in token.children if c.dep_ == "prep" and c.text.lower() == "of"), None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if subject is None or whole is None:
        return []
    left, right = actor_at(tagged, subject.i), actor_at(tagged, whole.i)
    if left is None or right is None or not (left.proper and right.proper):
        return []
    first, last = tagged.phrase(subject.i)[0], tagged.phrase(whole.i)[1]
    return [
        Tie(
            relation="part_of",
            left=(left,),
            right=(right,),
            at=token.i,
            first=min(first, token.i),
            last=max(last, token.i),
            rule="relation.wing_of",
        )
    ]
