"""What the words of an act make of it: a raid and no gain, a refusal, a bare mention, a hold in part."""

from __future__ import annotations

import re

from rashomon.extract.acts.matching import Match
from rashomon.extract.acts.nearby import times_near
from rashomon.extract.acts.nominal import stretched, told_by
from rashomon.extract.places.whereabouts import BUILDINGS
from rashomon.extract.syntax.phrases import heads_of
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.draft import ActorMention, PlaceMention

# Adverbs by which a place is held in part.
MOSTLY = frozenset("largely mostly mainly partly partially almost nearly virtually practically".split())
# Ways into a building that tell of a raid, where they would tell of a town that it is taken.
BY_FORCE = frozenset("storm burst pour stream sweep march".split())
# "Took about 70 per cent of it", "holds the town, save for two suburbs".
_SHARE = re.compile(
    r"\b(?:save|except|apart|aside)\s+(?:for|from)\b|\bwith\s+the\s+exception\s+of\b|\b(?!100\b)\d{1,2}(?:\.\d)?\s?(?:%|per\s?cent)\s+of\b",
    re.IGNORECASE,
)


def is_raid(tagged: Tagged, match: Match) -> bool:
    """ "Stormed a hotel in the city": an attack on those inside, and no gain of ground."""
    tops = [head for i in match.places for head in heads_of(tagged, i)]
    roofed = bool(tops) and all(tagged.lemmas[head] in BUILDINGS for head in tops)
    return roofed and not match.noun and tagged.lemmas[match.at] in BY_FORCE


def declines(tagged: Tagged, match: Match) -> bool:
    """ "Will not meet the envoys": what somebody says that they won't do, they turn down."""
    if match.noun or match.clause.passive:
        return False
    children = list(tagged.parsed.doc[match.at].children)
    ahead = any(c.dep_ == "aux" and c.text.lower() in {"will", "would", "wo", "'ll", "’ll"} for c in children)
    return ahead and any(c.dep_ == "neg" or c.text.lower() in {"longer", "never"} for c in children)


def lacks_will(tagged: Tagged, match: Match) -> bool:
    """ "Has no intention of withdrawing": the negation makes the refusal, it does not deny it."""
    nouns = (tagged.parsed.doc[i] for i in match.also if match.frame == "refuse")
    return any(c.text.lower() == "no" for noun in nouns for c in noun.children)


def is_bare(tagged: Tagged, match: Match) -> bool:
    """An infinitive or participle without anyone to do it: "battles to take the town", "help fighting X"."""
    token = tagged.parsed.doc[match.at]
    subject_counts = match.clause.subject is not None and match.rules.get("subj_role") in {"recipient", "nobody"}
    loose = token.tag_ == "VB" or (token.tag_ == "VBG" and token.dep_ in {"acl", "pcomp"})
    return (
        loose
        and match.clause.subject is None
        and not subject_counts
        and match.rules.get("subj") not in {"place", "weapon", "aircraft"}
    )


def _is_fragment(tagged: Tagged, match: Match) -> bool:
    """A line that tells by nouns alone."""
    doc = tagged.parsed.doc
    return not any(t.pos_ in {"VERB", "AUX"} for t in doc) and stretched(tagged, doc[match.at]).i in tagged.once(
        "roots", lambda: frozenset(t.i for t in doc if t.dep_ in {"ROOT", "appos", "conj", "dep"})
    )


def _happens(tagged: Tagged, match: Match) -> bool:
    """ "Clashes erupted in X", "an air strike tore through a market in X": an attack as subject of what it did."""
    assault = tagged.book.frames[match.frame].plover == "ASSAULT"
    return assault and told_by(tagged, tagged.parsed.doc[match.at]) is not None


def _is_claimed(tagged: Tagged, match: Match) -> bool:
    """ "Claimed responsibility for the ambush": that somebody did it is what the sentence tells."""
    prep = tagged.parsed.doc[match.at].head
    return bool(prep.dep_ == "prep" and tagged.lemmas[prep.head.i] == "responsibility")


def _has_words(tagged: Tagged, match: Match) -> bool:
    """Whether words of its own hang on a named event."""
    token = tagged.parsed.doc[match.at]
    return any(c.dep_ == "prep" for c in token.children)


def mostly(tagged: Tagged, match: Match) -> bool:
    """ "Is largely under X's control", "holds nearly all of": not the whole of it."""
    token = tagged.parsed.doc[match.at]
    hosts = (token, *(tagged.parsed.doc[i] for i in (*match.also, *match.places)))
    parsed = tagged.parsed
    begin = parsed.spans[match.at][0] - parsed.sentence.start
    if _SHARE.search(parsed.sentence.text, begin, begin + 80):
        return True
    near = [child for host in hosts for child in host.children if child.dep_ not in {"appos", "relcl"}]
    near = [child for child in near if child.text.lower() != "without"]  # "fell almost without a shot"
    return any(c.text.lower() in MOSTLY for child in near for c in (child, *child.lefts))


def is_means(tagged: Tagged, match: Match, matches: list[Match]) -> bool:
    """ "killed in the shelling of X", "the air strike killed nine": the means of a harm that is told."""
    doc = tagged.parsed.doc
    token = stretched(tagged, doc[match.at])
    above = (
        token.head.head
        if token.dep_ == "pobj" and token.head.text.lower() in {"in", "by", "during", "after"}
        else token.head
    )
    if token.dep_ not in {"nsubj", "pobj"}:
        return False
    harm = next((m for m in matches if m.at == above.i and not m.noun), None)
    return harm is not None and bool(tagged.book.frames[harm.frame].measure)


def _has_time(tagged: Tagged, match: Match, predicates: frozenset[int]) -> bool:
    return bool(times_near(tagged, match.at, predicates, -1))


def tells(
    tagged: Tagged,
    match: Match,
    actors: tuple[ActorMention, ...],
    recipients: tuple[ActorMention, ...],
    places: tuple[PlaceMention, ...],
    matches: list[Match],
    predicates: frozenset[int],
) -> bool:
    """Whether a nominal event says more than that something was mentioned before."""
    if actors and _is_claimed(tagged, match):
        return True
    if _happens(tagged, match) and any(not p.nominal for p in places):
        return True
    if match.places:
        return bool(actors) or tagged.book.frames[match.frame].plover == "ASSAULT" or match.kind == "control"
    if is_means(tagged, match, matches) or (match.frame == "suicide_bomb" and places):
        return True
    if match.recipients and _has_words(tagged, match) and _has_time(tagged, match, predicates):
        return True  # "the hijacking on Wednesday of an airliner"
    own_place = any(p for p in places[:1] if not p.nominal) and _has_words(tagged, match)
    if own_place and _is_fragment(tagged, match) and tagged.book.frames[match.frame].plover == "ASSAULT":
        return True  # "Navy: clashes in Trat", a line of a log without a verb
    return (
        bool(actors or recipients)
        and (own_place or bool(actors and recipients) or _has_time(tagged, match, predicates))
    ) or (own_place and _has_time(tagged, match, predicates))
