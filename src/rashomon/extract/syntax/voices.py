"""Active or passive, and by whom: "was taken by X", "fell at the hands of X"."""

from __future__ import annotations

from typing import Any

from rashomon.extract.syntax.tagging import Tagged

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
BARE_PASSIVE = frozenset(
    "killed wounded injured arrested detained abducted kidnapped displaced beheaded executed recaptured "
    "besieged annihilated liquidated eliminated neutralised neutralized martyred massacred slain".split()
)
INTRANSITIVE = frozenset({"flee", "retreat", "advance", "surrender", "desert", "clash", "protest", "die", "march"})
# Verbs of going, whose participle after a subject is a past tense that the tagger mistook: "8,000 people crossed".
GOING = INTRANSITIVE | frozenset(
    "cross arrive return escape pour stream stay remain gather come go land rampage swoop descend pounce swarm "
    "lunge".split()
)


def is_passive(token: Any) -> bool:
    """Whether a verb stands in the passive, bare participles ("the town seized by …") included."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children):
        return True
    if _shares_passive(token):
        return True
    if token.text.lower() in BARE_PASSIVE and token.i + 1 < len(token.doc) and token.nbor().text == ":":
        return True  # "enemies annihilated: 642"
    if token.tag_ == "VBD" and token.text.lower() in BARE_PASSIVE:
        # "three soldiers killed": these verbs want an object, so without one the subject is it
        return not any(
            c.dep_ in {"dobj", "aux", "ccomp"} or (c.dep_ == "nsubj" and c.text.lower() in RELATIVES)
            for c in token.children
        )
    if token.tag_ != "VBN":
        return False
    if token.lemma_.lower() in GOING and any(c.dep_ == "nsubj" for c in token.children):
        return False
    if any(c.dep_ == "nsubj" for c in token.children) and not any(c.dep_ in {"aux", "dobj"} for c in token.children):
        # "dozens wounded": a headline's or a list's passive without its auxiliary
        return True
    if token.dep_ in {"acl", "amod", "advcl"} and not any(c.dep_ == "aux" for c in token.children):
        # with an auxiliary it is a clause: "the statement that one of them had fired"
        return True
    if token.dep_ == "conj" and token.head.tag_ == "VBN" and not own_subject(token):
        return is_passive(token.head)
    return not any(c.dep_ in {"aux", "nsubj"} for c in token.children) and any(
        c.dep_ == "agent" for c in token.children
    )


def _shares_passive(token: Any) -> bool:
    """ "Mayor abducted and killed", "men abducted and later shot dead": the second verb is as passive as the first."""
    if token.dep_ != "conj" or token.tag_ not in {"VBN", "VBD"} or token.head.text.lower() not in BARE_PASSIVE:
        return False
    alone = not any(c.dep_ in {"dobj", "aux", "nsubj", "nsubjpass", "ccomp"} for c in token.children)
    dead = token.tag_ == "VBN" or any(c.dep_ in {"oprd", "acomp"} for c in token.children)
    return alone and dead and is_passive(token.head)


def own_subject(token: Any) -> Any | None:
    """The subject that hangs on the verb itself, None where it has none."""
    own = next((c for c in token.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS and c.dep_ != "expl"), None)
    if own is None:
        # the parser at times hangs the subject on the auxiliary: "the capital was overrun"
        own = next(
            (
                g
                for c in token.children
                if c.dep_ in {"aux", "auxpass"}
                for g in c.children
                if g.dep_ in SUBJECTS | PASSIVE_SUBJECTS
            ),
            None,
        )
    return own


def agent_of(token: Any) -> Any | None:
    """Who did it, after "by" or "at the hands of"; None where untold."""
    by = next((c for c in token.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.text.lower() == "by")), None)
    if by is None:
        return _at_hands(token)
    inner = next((c for c in by.children if c.dep_ in {"pobj", "pcomp"}), None)
    if inner is not None and inner.dep_ == "pcomp":
        # "left by fleeing soldiers": the parser takes the participle for the head
        return next((c for c in inner.children if c.dep_ in {"dobj", "nsubj"}), None)
    return inner


def shared_agent(token: Any) -> Any | None:
    """ "Abducted and murdered by gunmen": the agent behind the last of several passives is that of all."""
    mates = [c for c in token.children if c.dep_ == "conj" and c.tag_ == "VBN" and own_subject(c) is None]
    return next((agent for c in mates if (agent := agent_of(c) or shared_agent(c)) is not None), None)


def late_agent(tagged: Tagged, token: Any) -> Any | None:
    """ "Charged with treason by a court": the parser hangs the agent on the charge."""
    if not any(c.dep_ == "nsubjpass" for c in token.children):
        return None
    for prep in (c for c in token.children if c.dep_ == "prep" and c.text.lower() in {"with", "of", "for", "to"}):
        for by in (c for pobj in prep.children for c in pobj.children if c.dep_ == "prep" and c.text.lower() == "by"):
            found = next((c for c in by.children if c.dep_ == "pobj"), None)
            if found is not None and tagged.book.sort_of(tagged.lemmas[found.i]) & {"armed", "official"}:
                return found
    return None


def _at_hands(token: Any) -> Any | None:
    """ "killed at the hands of the militia": an agent without "by"."""
    for prep in (c for c in token.children if c.dep_ == "prep" and c.text.lower() == "at"):
        hands = next((c for c in prep.children if c.dep_ == "pobj" and c.text.lower() in {"hands", "hand"}), None)
        of = next((c for c in hands.children if c.text.lower() == "of"), None) if hands is not None else None
        if of is not None:
            return next((c for c in of.children if c.dep_ == "pobj"), None)
    return None


def is_agent_participle(token: Any) -> bool:
    """ "left by fleeing soldiers": the parser makes the soldiers the object of their own flight."""
    if token.dep_ != "pcomp" or token.tag_ != "VBG":
        return False
    return bool(token.head.dep_ == "agent" or token.lemma_.lower() in INTRANSITIVE)
