"""Whether an argument is of the sort that a pattern wants: a place, fighters, goods."""

from __future__ import annotations

from rashomon.extract.acts.matching import Match
from rashomon.extract.places.whereabouts import is_piece
from rashomon.extract.syntax.clauses import prepositions
from rashomon.extract.syntax.phrases import heads_of
from rashomon.extract.syntax.tagging import Tagged
from rashomon.reference.roster import load_roster

ARMS = frozenset({"armed", "weapon", "aircraft"})


PARTIES = ARMS | {"civilian", "vehicle", "site", "named_place", "attack", "building"}


# Words for people that say whose they are before them: "UNITA men", "members of the ELN".
_OF_GROUPS = frozenset({"man", "men", "member", "element", "follower", "operative", "squad", "party", "group", "band"})


def has_fighters(tagged: Tagged, match: Match, wanted: frozenset[str] = PARTIES) -> bool:
    """Whether anyone in the clause can fight or be a target of war: what keeps sport and debates out.

    A clause that names nobody at all passes ("the town was shelled"); one whose only parties are
    officials, artists or teams does not.
    """
    subject = match.clause.subject
    heads = [h for h in (match.clause.subject, match.clause.object) if h is not None]
    heads += [h for prep in ("with", "against", "on", "at", "by") for h in match.clause.preps.get(prep, ())]
    heads = [h for h in heads if h not in tagged.time_tokens]
    if not heads:
        return True
    for head in heads:
        for inner in heads_of(tagged, head):
            sorts = tagged.sorts(inner)
            first, last = tagged.phrase(inner)
            if head == subject:
                sorts = sorts - {"named_place", "site"}
                if not sorts & wanted and not any(k in tagged.actor_hit for k in range(first, last + 1)):
                    continue
            if sorts & wanted or any(k in tagged.actor_hit or k in tagged.place_hit for k in range(first, last + 1)):
                return True
    return False


def has_party(tagged: Tagged, match: Match, want: str) -> bool:
    """Whether who can act in politics takes part: what keeps trade, sport and private life out.

    Args:
        tagged: The sentence.
        match: The predicate with its clause.
        want: `any`: anywhere; `subj`: as subject, or as who suffers it in a passive without a doer; `known`: as a
            subject that we know by name or office; `both`: that, and another such.
    """
    clause = match.clause
    others = [h for h in (clause.object, *(h for heads in clause.preps.values() for h in heads)) if h is not None]
    if clause.object is not None:
        others += [h for heads in prepositions(tagged.parsed.doc[clause.object]).values() for h in heads]
    doer = clause.object if clause.passive and clause.subject is None else clause.subject
    acts = doer is not None and _is_party(tagged, doer, known=want in {"known", "both"})
    if want in {"subj", "known"}:
        return acts
    if want == "any":
        return acts or any(_is_party(tagged, head) for head in others)
    return acts and any(_is_party(tagged, head, known=True) for head in others)


def _is_party(tagged: Tagged, head: int, *, known: bool = False) -> bool:
    """A state, a body, an office, fighters; unless `known` is asked, also a bare name or pronoun."""
    for inner in heads_of(tagged, head):
        if inner in tagged.time_tokens:
            continue
        if tagged.book.sort_of(tagged.lemmas[inner]) & {"official", "armed"}:
            return True
        first, last = tagged.phrase(inner)
        if any(k in tagged.actor_hit or k in tagged.place_hit for k in range(first, last + 1)):
            return True
        if any(load_roster().demonym(tagged.words[k]) for k in range(first, inner)):
            return True
        sorts = tagged.sorts(inner)
        if not known and ("name" in sorts or (tagged.parsed.doc[inner].pos_ == "PRON" and "person" in sorts)):
            return True
    return False


def is_sort(tagged: Tagged, i: int, wanted: str | list[str], match: Match) -> bool:
    """Whether the phrase headed by i can be (one of) what the pattern wants; parts of a place are the place."""
    return any(_is_one(tagged, i, want, match) for want in ([wanted] if isinstance(wanted, str) else wanted))


def _is_one(tagged: Tagged, i: int, want: str, match: Match) -> bool:
    for head in heads_of(tagged, i)[:1]:
        sorts = tagged.sorts(head)
        if want == "place":
            if is_piece(tagged, i) or is_piece(tagged, head):
                match.part = True
            named = [k for k in range(*_run(tagged, head)) if k in tagged.place_hit]
            if tagged.parsed.doc[head].pos_ == "PRON" and tagged.words[head] not in {"it", "which", "that"}:
                continue
            if "named_place" in sorts or tagged.book.sort_of(tagged.lemmas[head]) & {"place", "site"}:
                return "weapon" not in sorts
            if named and not sorts & {"armed", "civilian", "official"}:
                return True
            if "name" in sorts and tagged.parsed.doc[head].pos_ == "PROPN":
                return not _is_of_person(tagged, head)
            if tagged.words[head] in {"it", "which", "that"}:
                return True
            if tagged.words[head] in {"everything", "all"} and _leads_to_place(tagged, head):
                match.part = True
                return True
        elif want == "person":
            if sorts & {"armed", "civilian", "official"} or ("name" in sorts):
                return True
            if "named_place" in sorts and head in tagged.actor_hit:
                return True
            if tagged.words[head] in {"himself", "herself", "themselves"}:
                return True  # "killed himself and eight worshippers"
        elif want == "armed":
            if sorts & {"armed", "weapon", "vehicle", "aircraft"} and "number" not in sorts:
                return True
            if tagged.lemmas[head] in _OF_GROUPS and _of_a_group(tagged, head):
                return True
        elif want == "civilian":
            if "name" in sorts and _is_counted(tagged, head):
                return True  # "12,000 Syrians crossed": a counted name is people
            if sorts & {"civilian", "number"} and not ("armed" in sorts and tagged.parsed.doc[head].pos_ != "PRON"):
                return True
        elif want == "crowd":
            # people by number, who are no fighters
            counted = "number" in sorts or _has_number(tagged, head)
            if counted and sorts & {"civilian", "number"} and "armed" not in sorts:
                return True
        elif want == "fighters":
            # people who fight, by whatever name: what destroyed or finished off means their death
            if tagged.lemmas[head] in tagged.book.combatants:
                return True
        elif want == "force":
            # who or what comes at one: fighters, or an attack by them
            if (sorts & {"armed", "attack", "aircraft"} and "number" not in sorts) or tagged.lemmas[
                head
            ] in tagged.book.nouns:
                return True
        elif want == "party":
            if _is_party(tagged, head, known=True):
                return True
        elif want == "official":
            if "official" in sorts or ("name" in sorts and _is_titled(tagged, head)):
                return True
        elif want == "goods_or_arms":
            if sorts & {"goods", "weapon", "vehicle", "aircraft", "armed"}:
                return True
        elif want == "standing":
            # things that can be destroyed; people and their bodies are not
            if not sorts & {"person", "civilian", "armed"} or sorts & {"building", "vehicle", "site"}:
                return True
        elif want in sorts:
            return True
    return False


def _of_a_group(tagged: Tagged, head: int) -> bool:
    """ "UNITA men", "a party of commandos": people of a known group, or a number of those who fight."""
    token = tagged.parsed.doc[head]
    if any(c.i in tagged.actor_hit and c.i < head for c in token.children if c.dep_ in {"compound", "nmod", "amod"}):
        return True
    of = (g for c in token.children if c.text.lower() == "of" for g in c.children if g.dep_ == "pobj")
    return any("armed" in tagged.sorts(g.i) for g in of)


def _leads_to_place(tagged: Tagged, head: int) -> bool:
    """ "Everything east of the avenue in X": so much of a place as the words behind it tell."""
    behind = tagged.parsed.doc[head + 1 : head + 9]
    return any(c.i in tagged.place_hit or tagged.book.sort_of(tagged.lemmas[c.i]) & {"place", "site"} for c in behind)


def _is_of_person(tagged: Tagged, head: int) -> bool:
    """ "The mayor, Juan Ibarra, whom they seized": a name beside an office, or taken up by "who", is a person's."""
    token = tagged.parsed.doc[head]
    beside = token.head if token.dep_ == "appos" else None
    if beside is not None and tagged.book.sort_of(tagged.lemmas[beside.i]) & {"official", "civilian", "armed"}:
        return True
    taken_up = any(g.text.lower() in {"who", "whom"} for c in token.children if c.dep_ == "relcl" for g in c.children)
    return taken_up or _is_titled(tagged, head)


def _is_titled(tagged: Tagged, head: int) -> bool:
    """Whether an office stands before a name: "Vice-Premier Lu Tan"."""
    first, _ = tagged.phrase(head)
    return any("official" in tagged.book.sort_of(tagged.lemmas[k]) for k in range(first, head))


def _run(tagged: Tagged, i: int) -> tuple[int, int]:
    first, last = tagged.phrase(i)
    return first, last + 1


def _has_number(tagged: Tagged, head: int) -> bool:
    return any(
        c.dep_ in {"nummod", "quantmod", "amod"} and c.i in tagged.number_tokens
        for c in tagged.parsed.doc[head].children
    )


def _is_counted(tagged: Tagged, head: int) -> bool:
    """Whether a number stands on the phrase, or it is a plural name ("Rohingya", "Syrians")."""
    token = tagged.parsed.doc[head]
    return any(c.i in tagged.number_tokens for c in token.children) or "Plur" in token.morph.get("Number")
