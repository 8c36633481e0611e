"""Where and when of a predicate: the place and time words that stand nearest to it in the tree.

Distance counts predicates crossed, not words: in "killed in battles to take the town" the town is two
predicates off and still the best; a date on the verb of saying belongs to the saying.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from rashomon.extract.acts.measures import TOTAL_NOUNS
from rashomon.extract.places.desks import (
    is_desk,
    is_goal,
    is_of_listeners,
    is_of_saying,
    is_of_source,
    is_origin,
    path_of,
)
from rashomon.extract.places.placing import moves, place_heads, talk_lemmas
from rashomon.extract.places.whereabouts import place_at
from rashomon.extract.syntax.phrases import heads_of
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.draft import PlaceMention
from rashomon.model.timex import Bound, CalendarDate, Duration, Shift, TimeMention

_FAR = 6
_SAYING_COST = 3
# How far the words of a day may stand from what they date.
_NEAR = 2.5
_APART = 3
_ORDER = frozenset({"after", "before", "since", "until", "following", "because", "although", "though", "if", "unless"})
# Nouns for a stretch or a point of time that a clause tells: "by the time that they entered X".
_WHILES = frozenset("time day night hour moment week month date morning evening year".split())
# What stands between a place and the wider one that it is set in.
_SET_IN = re.compile(
    r"(?:\s+(?:village|town|city|camp|district|hamlet|township|base|settlement))?(?:,\s+(?:in\s+)?|\s+in\s+)(?:the\s+)?(?:[a-z]+\s+of\s+)?"
)
# "A raid in which", "the fighting during which".
_AT_WHICH = frozenset({"in", "at", "during", "on"})
# With these a stretch of days begins.
_BEGINNINGS = frozenset("begin start erupt break launch open resume take fall lay".split())


def places_near(
    tagged: Tagged,
    at: int,
    named: list[int],
    predicates: frozenset[int],
    spoken: frozenset[int] = frozenset(),
    *,
    leaving: bool = False,
) -> tuple[PlaceMention, ...]:
    """Place mentions that bear on the predicate at token `at`, best first.

    Args:
        tagged: The sentence.
        at: Token of the predicate.
        named: Heads that the frame itself puts in its place role; they come first.
        predicates: Tokens of all predicates of the sentence, the borders that distance counts.
        spoken: Tokens of sources and cues: where someone fears or speaks is not where it happens.
        leaving: People leave: where they come from is where it happens.
    """
    found: list[PlaceMention] = []
    for i in named:
        for head in heads_of(tagged, i):
            mention = place_at(tagged, head)
            if mention is not None:
                found.append(mention)
    ranked: list[tuple[float, int, PlaceMention]] = []
    for i in place_heads(tagged):
        if (
            i in spoken
            or (spoken and is_of_source(tagged, i, at, spoken))
            or is_of_listeners(tagged, i, at)
            or is_of_saying(tagged, i, at)
            or (is_origin(tagged, i) and not moves(tagged, at))
            or (is_goal(tagged, i, at) and not moves(tagged, at))
            or (is_desk(tagged, i) and tagged.lemmas[at] not in tagged.book.speech)
        ):
            continue
        cost = _cost(tagged, i, at, predicates)
        if cost is None:
            continue
        mention = place_at(tagged, i)
        if mention is None or any(m.start < mention.end and mention.start < m.end for m in found):
            continue
        if mention.nominal:
            cost += 0.5
        if mention.relation in {"to", "from"} and not (leaving and mention.relation == "from"):
            cost += 2.5  # where one comes from or goes to is not where it happens
        ranked.append((cost, abs(i - at), mention))
    ranked.sort(key=lambda row: row[:2])
    _narrow_first(tagged, ranked)
    for cost, _, mention in ranked:
        if cost <= _FAR and not any(m.start < mention.end and mention.start < m.end for m in found):
            found.append(mention)
    return tuple(found[:4])


def _narrow_first(tagged: Tagged, ranked: list[tuple[float, int, PlaceMention]]) -> None:
    """Put "X" before "Y" in "X, in Y", "X village, Y": a wider place nearer to the predicate is no nearer in sense."""
    for at in range(len(ranked) - 1):
        wide, narrow = ranked[at][2], ranked[at + 1][2]
        text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
        if narrow.end < wide.start and not narrow.nominal:
            if _SET_IN.fullmatch(text, narrow.end - offset, wide.start - offset):
                ranked[at], ranked[at + 1] = ranked[at + 1], ranked[at]


# Verbs that put a count right, on a later day than that of which it tells.
REVISES = frozenset({"revise", "correct", "update", "adjust", "amend", "lower", "reduce", "downgrade"})
# Words that set a clause on another day than the one before it.
_LATER = frozenset("then later afterwards afterward subsequently thereafter eventually finally earlier".split())


def times_near(tagged: Tagged, at: int, predicates: frozenset[int], said_at: int) -> tuple[TimeMention, ...]:
    """Time mentions that bear on the predicate, best first; those on its verb of saying do not."""
    away = _so_long_after(tagged, at)
    if away is not None:
        shifted, main = away
        return (shifted, *times_near(tagged, main, predicates, said_at)[:2])
    ranked: list[tuple[float, int, TimeMention]] = []
    host = _shares_subject(tagged.parsed.doc[at])
    for mention, first, last in tagged.times:
        head = _top(tagged, first, last)
        if _measures(tagged, head, first):
            if (beginning := _since_event(tagged, head, at, mention)) is not None:
                ranked.append((1.0, abs(head - at), beginning))
            continue
        if _of_revision(tagged, head):
            continue
        cost = _cost(tagged, head, at, predicates, said_at, timed=True)
        if host is not None and (cost is None or cost > _NEAR) and _in_subject(tagged.parsed.doc[head], host):
            cost = _cost(tagged, head, host.i, predicates, said_at, timed=True)
        if cost is not None and cost <= _NEAR:
            ranked.append((cost, abs(head - at), mention))
        elif (beginning := _since(tagged, head, at, mention)) is not None:
            ranked.append((1.0, abs(head - at), beginning))
    ranked.sort(key=lambda row: row[:2])
    return tuple(mention for _, _, mention in ranked[:3])


def _shares_subject(token: Any) -> Any | None:
    """The verb whose subject another has as well: "killed six and wounded nine", "killed six, wounding nine"."""
    host = token
    while host.dep_ in {"conj", "advcl"} and host.head.pos_ == "VERB":
        if any(c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in host.children):
            return None
        if host.dep_ == "advcl" and host.tag_ != "VBG":
            return None
        host = host.head
    return host if host.i != token.i else None


def _in_subject(token: Any, verb: Any) -> bool:
    """Whether a word stands in a verb's subject: "Friday's ambush killed six"."""
    while token.head.i not in {token.i, verb.i}:
        token = token.head
    return token.head.i == verb.i and token.dep_ in {"nsubj", "nsubjpass"}


def _so_long_after(tagged: Tagged, at: int) -> tuple[TimeMention, int] | None:
    """ "Two days after a shell had killed 37": as long before what the main clause tells; its token as well."""
    doc = tagged.parsed.doc
    token = doc[at]
    for _ in range(5):
        link = next((c for c in token.children if c.dep_ in {"mark", "prep"} and c.i < token.i), None)
        if token.text.lower() in {"after", "before"} and token.dep_ == "prep":
            link = token
        elif link is None or link.text.lower() not in {"after", "before"} or token.dep_ not in {"advcl", "pcomp"}:
            link = None
        if link is not None:
            break
        if token.dep_ == "ROOT" or token.dep_ in {"ccomp", "advcl", "xcomp"}:
            return None
        token = token.head
    else:
        return None
    main = link.head if link.i == token.i else token.head
    while main.pos_ not in {"VERB", "AUX"} and main.dep_ != "ROOT":
        main = main.head
    if main.i == at or main.pos_ not in {"VERB", "AUX"}:
        return None
    for mention, _, last in tagged.times:
        value = mention.value
        if last == link.i - 1 and isinstance(value, Duration) and (value.count is None or value.count % 1 == 0):
            back = link.text.lower() == "after"
            count = None if value.count is None else int(-value.count if back else value.count)
            return msgspec.structs.replace(
                mention, value=Shift(unit=value.unit, count=count, anchor="previous", counted=True, back=back)
            ), int(main.i)
    return None


def _since(tagged: Tagged, i: int, at: int, mention: TimeMention) -> TimeMention | None:
    """ "Since the siege began on 3 August": from that day on, for what the clause hangs on."""
    if isinstance(mention.value, Bound):
        return None
    doc = tagged.parsed.doc
    clause = next((doc[k] for k in path_of(doc[i])[1:] if doc[k].pos_ in {"VERB", "AUX"}), None)
    if clause is None or tagged.lemmas[clause.i] not in _BEGINNINGS:
        return None
    if clause.dep_ == "relcl" and _goes_on_since(doc[at]) and clause.head.dep_ == "nsubj" and clause.head.head.i == at:
        return _from(tagged, mention.start, mention)  # "the offensive, which began on 24 March, has killed 300"
    if clause.dep_ != "advcl" or clause.head.i != at:
        return None
    mark = next((c for c in clause.children if c.dep_ == "mark" and c.text.lower() == "since"), None)
    if mark is None:
        return None
    return _from(tagged, tagged.parsed.spans[mark.i][0], mention)


def _of_revision(tagged: Tagged, i: int) -> bool:
    """ "The toll was revised down to 31 on Thursday": the day of the revision, and of no death."""
    verb = tagged.parsed.doc[i].head
    while verb.head.i != verb.i and (verb.dep_ == "prep" or verb.pos_ == "ADP"):
        verb = verb.head
    if verb.pos_ != "VERB" or tagged.lemmas[verb.i] not in REVISES:
        return False
    return any(tagged.lemmas[c.i] in TOTAL_NOUNS for c in verb.children if c.dep_ in {"dobj", "nsubj", "nsubjpass"})


def _since_event(tagged: Tagged, i: int, at: int, mention: TimeMention) -> TimeMention | None:
    """ "Killed since the invasion of February 2022": from then on, for what has gone on since."""
    if not isinstance(mention.value, CalendarDate) or not _goes_on_since(tagged.parsed.doc[at]):
        return None
    since = next(
        (t for t in (tagged.parsed.doc[k] for k in path_of(tagged.parsed.doc[i])) if t.text.lower() == "since"), None
    )
    if since is None or since.head.i != at or not any(c.dep_ == "pobj" for c in since.children):
        return None
    return _from(tagged, tagged.parsed.spans[since.i][0], mention)


def _goes_on_since(verb: Any) -> bool:
    """ "Has killed", "have been killed": what has gone on until now."""
    return any(c.dep_ == "aux" and c.text.lower() in {"has", "have", "’ve", "'ve"} for c in verb.children)


def _from(tagged: Tagged, start: int, mention: TimeMention) -> TimeMention:
    """From the day of a mention on, with the words from `start` to its end."""
    offset = tagged.parsed.sentence.start
    return TimeMention(
        start=start,
        end=mention.end,
        text=tagged.parsed.sentence.text[start - offset : mention.end - offset],
        value=Bound(bound="since", of=mention.value, core=(mention.start - start, mention.end - start)),
    )


def _measures(tagged: Tagged, i: int, first: int) -> bool:
    """ "The worst attack since 2014", "the greatest reverse since the coup of 2021": with what it is compared."""
    for k in path_of(tagged.parsed.doc[i]):
        token = tagged.parsed.doc[k]
        if token.dep_ == "prep" and token.text.lower() == "since":
            noun = token.head
            if k < first and k not in tagged.time_tokens:
                return True  # "displaced since the loss of the town four weeks ago": when the town was lost
            return noun.pos_ in {"NOUN", "PROPN"} and any(
                c.tag_ == "JJS" or c.text.lower() in {"first", "most", "only", "worst", "best"} for c in noun.lefts
            )
        if token.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _top(tagged: Tagged, first: int, last: int) -> int:
    """The token of a run that hangs outside of it."""
    doc = tagged.parsed.doc
    for i in range(first, last + 1):
        if not first <= doc[i].head.i <= last or doc[i].dep_ == "ROOT":
            return i
    return last


def _cost(
    tagged: Tagged, i: int, at: int, predicates: frozenset[int], said_at: int = -1, *, timed: bool = False
) -> float | None:
    """How many predicates lie between token i and the predicate, None where they do not meet."""
    doc = tagged.parsed.doc
    up_i = path_of(doc[i])
    up_at = path_of(doc[at])
    meet = next((k for k in up_i if k in set(up_at)), None)
    if meet is None:
        return None
    cost = 0.0
    saying = talk_lemmas(tagged.book)
    if timed:
        cost += sum(
            _APART
            for k in up_i[: up_i.index(meet)]
            if k != at
            and _stands_apart(doc[k])
            and not _goes_on(doc[k], predicates)
            and not _told_together(tagged, doc[k], doc[at])
            and not _of_cause(doc[k], at)
        )
        cost += sum(_APART for k in up_at[: up_at.index(meet)] if _before_or_after(doc[k]))
    for k in up_i[: up_i.index(meet) + 1]:
        if k in (i, at):
            continue
        if k in predicates or (doc[k].pos_ in {"VERB", "AUX"} and k != meet):
            cost += 1
        if tagged.lemmas[k] in saying and doc[k].pos_ == "VERB" and k != at and k in up_at[1:]:
            cost += _SAYING_COST
    if not timed:
        cost += sum(_APART for k in up_i[: up_i.index(meet)] if k != at and (_beside(doc[k]) or _dates(tagged, doc[k])))
    if not timed and any(doc[k].dep_ == "relcl" and not _says_where(doc[k]) for k in up_at[: up_at.index(meet)]):
        cost += _FAR  # "the militia, which has killed dozens, attacked a mine": the mine is not where it killed
    for k in up_at[: up_at.index(meet)]:
        if k != at and (k in predicates or doc[k].pos_ in {"VERB", "AUX"}):
            cost += 0.6 if timed and _in_series(doc[at], doc[k]) else 1.2
        if k != at and doc[k].dep_ == "conj":
            cost += 0.5
    if meet != at and meet in up_at and meet not in (i,):
        cost += 0.6
    if said_at >= 0 and meet == said_at and at != said_at:
        cost += _SAYING_COST
    return cost


def _of_cause(verb: Any, at: int) -> bool:
    """ "Killed by the bomb that fell on 3 August": the day of the cause is the day of the harm."""
    cause = verb.head
    if verb.dep_ != "relcl" or cause.dep_ != "pobj" or cause.head.text.lower() not in {"by", "in"}:
        return False
    return bool(cause.head.head.i == at)


def _says_where(verb: Any) -> bool:
    """ "Xanten county, where 3,000 had to leave", "the raid on X, in which six died": it happens in the noun before."""
    return any(
        c.text.lower() == "where" or (c.text.lower() == "which" and c.head.text.lower() in _AT_WHICH)
        for c in verb.subtree
        if c.i < verb.i
    )


def _stands_apart(token: Any) -> bool:
    """A clause whose time is its own: what it says of when does not go up to the main clause."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    if token.dep_ == "advcl" and any(
        c.text.lower() in {"when", "as", "while"} and c.dep_ in {"mark", "advmod"} for c in token.children
    ):
        return False
    if _elliptic(token):
        return False
    return token.dep_ in {"relcl", "ccomp", "conj", "advcl"} or (token.dep_ == "acl" and token.tag_ in {"VBN", "VBG"})


def _goes_on(token: Any, predicates: frozenset[int]) -> bool:
    """ "Bombed a bus carrying pupils on Friday": what something was doing at the time, and no happening of its own."""
    return token.dep_ == "acl" and token.tag_ == "VBG" and token.i not in predicates


def _in_series(token: Any, head: Any) -> bool:
    """ "Killing 30 and wounding 60": two participles of one outcome, on one day."""
    joined = token.dep_ == "conj" and token.head.i == head.i and head.dep_ == "advcl"
    return bool(joined and token.tag_ == head.tag_ == "VBG")


def _told_together(tagged: Tagged, token: Any, first: Any) -> bool:
    """ "Twelve died and 30 were hurt on Monday", "they stormed the post and killed six on Monday": one day for both.

    The day stands behind the last of them. Where the later clause has its own subject, only harm done to people is
    counted on one day; a word of order ("then", "later") parts the two.
    """
    at = token
    while at.dep_ == "conj" and at.i > first.i:
        at = at.head
    if at.i != first.i or token.i == first.i or token.tag_ not in {"VBD", "VBN"}:
        return False
    if any(c.text.lower() in _LATER for c in token.children):
        return False
    alone = any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
    return not alone or (_tells_harm(tagged, token.i) and _tells_harm(tagged, first.i))


def _tells_harm(tagged: Tagged, i: int) -> bool:
    patterns = tagged.book.verbs.get(tagged.lemmas[i], ())
    return any(p.frame in {"kill", "wound", "execute"} and not p.rules.get("needs_prep") for p in patterns)


def _elliptic(token: Any) -> bool:
    """ "90 were killed and 360 wounded that day": the second shares the first one's auxiliary, and its day with it."""
    return (
        token.dep_ == "conj"
        and token.tag_ in {"VBN", "VBD"}
        and token.head.tag_ == "VBN"
        and not any(c.dep_ in {"aux", "auxpass", "dobj"} for c in token.children)
        and any(c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "NUM" for c in token.children)
    )


def _beside(token: Any) -> bool:
    """A clause with its own subject under "as", "while", "after": its place is its own."""
    return (
        token.dep_ == "advcl"
        and any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
        and any(c.text.lower() in {"as", "while", "after", "before", "although", "though"} for c in token.children)
    )


def _dates(tagged: Tagged, token: Any) -> bool:
    """ "By the time that they walked into X", "the day they left Y": a clause that only says when."""
    return token.dep_ in {"relcl", "acl"} and tagged.lemmas[token.head.i] in _WHILES


def _before_or_after(token: Any) -> bool:
    """A clause under "after", "until", "if": the main clause's time is not its own."""
    if token.dep_ == "pcomp" and token.head.text.lower() in _ORDER:
        return True
    return token.dep_ == "advcl" and any(
        c.dep_ in {"mark", "prep"} and c.text.lower() in _ORDER for c in token.children
    )
