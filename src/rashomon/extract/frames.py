"""Predicates to frames: which pattern of the codebook a verb or noun fits, and who fills its roles."""

from __future__ import annotations

from typing import Any

from rashomon.extract.clauses import Clause, prepositions
from rashomon.extract.phrases import heads_of, is_piece
from rashomon.extract.tagging import Tagged
from rashomon.reference.codebook import Pattern

# Before a noun these tell what people are, not what happened: "displaced people", "wounded soldiers".
ATTRIBUTIVE = frozenset(
    {"displace", "wound", "injure", "kill", "arrest", "abduct", "kidnap", "detain", "capture", "uproot"}
)
# Verbs that lend their subject to the event noun that they govern: "agreed to a ceasefire".
LENDING = frozenset(
    "agree sign announce declare accept observe violate break reach launch stage conduct mount claim carry order "
    "begin resume end halt suspend admit deny".split()
)
OCCURRING = frozenset(
    "erupt break occur happen continue rage resume flare intensify begin start follow rock hit unfold last escalate "
    "report take place".split()
)
ROLE_VALUES = frozenset(
    {"actor", "recipient", "place", "from_place", "to_place", "content", "both", "in_place", "recipient_place"}
)
_RESERVED = frozenset({
    "particle", "particle_opt", "noun", "obj", "subj", "comp", "pass", "with_opt", "tried", "to_verb", "held",
    "needs_place", "loser", "subj_role", "adj", "poss_self", "obj_event", "person", "person_noun", "xcomp", "obj_place",
    "org_of", "dative", "signed", "no_obj", "no_particle", "not_prep", "obj_if",
    "fighters", "not_pass", "needs_prep", "to_noun", "held_as", "count",
})  # fmt: skip


class Match:
    """A predicate that fits a pattern.

    Attributes:
        frame: Name of the frame; kind: of the frame.
        at: Token of the predicate; noun: whether it is a noun.
        clause: Its arguments.
        actors, recipients, places: Heads of what fills the roles (token indices); `places` are those
            that the pattern itself names, nearer ones are found by the tree later.
        rules: The pattern's constraints.
        part: The place is held only in part.
        also: Further tokens that belong to the predicate (light verb's noun).
    """

    __slots__ = ("actors", "also", "at", "clause", "frame", "kind", "noun", "part", "places", "recipients", "rules")

    def __init__(self, pattern: Pattern, clause: Clause, *, noun: bool) -> None:
        self.frame = pattern.frame
        self.kind = pattern.kind
        self.rules: dict[str, Any] = pattern.rules
        self.at = clause.at
        self.noun = noun
        self.clause = clause
        self.actors: list[int] = []
        self.recipients: list[int] = []
        self.places: list[int] = []
        self.also: list[int] = []
        self.part = False


def find_matches(tagged: Tagged) -> list[Match]:
    """Every predicate of the sentence that the codebook knows, in order; one frame a token."""
    found: list[Match] = []
    taken: set[int] = set()
    for token in tagged.parsed.doc:
        if token.i in taken or token.i in tagged.time_tokens or token.i in tagged.actor_hit or _compounded(token):
            continue
        if token.dep_ == "amod" and token.tag_ == "VBN" and tagged.lemmas[token.i] in ATTRIBUTIVE:
            continue
        match = None
        if token.pos_ in {"VERB", "AUX"} or (token.tag_ in {"VBN", "VBG"}):
            match = _match_verb(tagged, token)
        elif token.pos_ in {"NOUN", "PROPN"} or token.tag_.startswith("NN"):
            match = _match_noun(tagged, token)
        if match is not None:
            found.append(match)
            taken.update(match.also)
    return [m for m in found if m.at not in {a for other in found for a in other.also}]


def _compounded(token: Any) -> bool:
    """The second half of "government-sanctioned", "US-led": a tie, no happening."""
    return (
        token.i >= 2
        and token.doc[token.i - 1].text == "-"
        and token.dep_ in {"amod", "acl"}
        and token.tag_ in {"VBN", "VBD"}
    )


def _match_verb(tagged: Tagged, token: Any) -> Match | None:
    patterns = tagged.book.verbs.get(tagged.lemmas[token.i])
    if not patterns or token.dep_ in {"aux", "auxpass"}:
        return None
    clause = Clause(tagged, token.i)
    for pattern in patterns:
        match = Match(pattern, clause, noun=False)
        if _fits_verb(tagged, token, match):
            return match
    return None


def _fits_verb(tagged: Tagged, token: Any, match: Match) -> bool:
    rules, clause = match.rules, match.clause
    particle = rules.get("particle")
    if particle and not set([particle] if isinstance(particle, str) else particle) & set(clause.particles):
        return False
    if rules.get("pass") and not clause.passive:
        return False
    if "obj_if" in rules and clause.object is not None and clause.object not in tagged.time_tokens:
        fits = any(_is_sort(tagged, clause.object, want, match) for want in rules["obj_if"])
        if not fits and not (rules.get("fighters") and _has_fighters(tagged, match, ARMS)):
            return False
    if rules.get("fighters") and not _has_fighters(tagged, match):
        return False
    if rules.get("not_pass") and clause.passive:
        return False
    if "needs_prep" in rules and not any(prep in clause.preps for prep in rules["needs_prep"]):
        return False
    if "to_noun" in rules and not any(tagged.lemmas[k] in rules["to_noun"] for k in clause.preps.get("to", ())):
        return False
    if "held_as" in rules and not any(
        c.text.lower() in rules["held_as"] for c in token.subtree if 0 < c.i - token.i < 10
    ):
        return False
    if rules.get("no_particle") and any(c.dep_ == "prt" for c in token.children):
        return False
    if any(prep in clause.preps for prep in rules.get("not_prep", ())):
        return False
    if rules.get("no_obj") and clause.object is not None and not clause.passive:
        return False
    if rules.get("noun") and not _light_noun(tagged, match):
        return False
    if "adj" in rules and not _has_adjective(tagged, token, rules["adj"], match):
        return False
    if rules.get("xcomp") and not any(
        c.dep_ in {"xcomp", "advcl"} and tagged.lemmas[c.i] in rules["xcomp"] for c in token.children
    ):
        return False
    if rules.get("comp") and not any(c.dep_ in {"xcomp", "advcl"} and _infinitive(c) for c in token.children):
        return False
    if not _fits_object(tagged, match) or not _fits_subject(tagged, match):
        return False
    return _fill_verb(tagged, match)


ARMS = frozenset({"armed", "weapon", "aircraft"})
PARTIES = ARMS | {"civilian", "vehicle", "site", "named_place", "attack", "building"}


def _has_fighters(tagged: Tagged, match: Match, wanted: frozenset[str] = PARTIES) -> bool:
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
                return [subject] if subject is not None else []
            if tagged.lemmas[up.i] not in {"responsibility", "credit", "blame"}:
                return []
            over = up
        else:
            return []
    return []


def _infinitive(token: Any) -> bool:
    return any(c.text.lower() == "to" and c.dep_ == "aux" for c in token.children)


def _light_noun(tagged: Tagged, match: Match) -> bool:
    """The object of a light verb: "launched an attack", "took control"; its preps count as the verb's."""
    obj = match.clause.object
    if obj is None:
        return False
    lemma = tagged.lemmas[obj]
    wanted = match.rules["noun"]
    if lemma not in wanted:
        return False
    with_opt = match.rules.get("with_opt")
    if with_opt:
        near = {c.text.lower() for c in tagged.parsed.doc[obj].children} | {lemma}
        if not (near & set(with_opt) or lemma in {"airstrike", "sortie"} or any("air" in w for w in near)):
            return False
    if match.rules.get("person"):
        return True
    for name, heads in prepositions(tagged.parsed.doc[obj]).items():
        match.clause.preps.setdefault(name, []).extend(heads)
    match.also.append(obj)
    return True


def _has_adjective(tagged: Tagged, token: Any, wanted: list[str], match: Match) -> bool:
    for child in token.subtree:
        if child.text.lower() in wanted and child.i - token.i < 10:
            match.also.append(child.i)
            return True
    return False


def _fits_object(tagged: Tagged, match: Match) -> bool:
    want = match.rules.get("obj")
    obj = match.clause.object
    if want is None:
        return True
    if obj is None:
        return False
    if want == "any":
        return True
    if want == "self":
        return tagged.words[obj] in {"himself", "herself", "themselves", "itself"}
    return _is_sort(tagged, obj, want, match)


def _is_sort(tagged: Tagged, i: int, want: str, match: Match) -> bool:
    """Whether the phrase headed by i can be what the pattern wants; parts of a place are the place."""
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
                return True
            if tagged.words[head] in {"it", "which", "that"}:
                return True
        elif want == "person":
            if sorts & {"armed", "civilian", "official"} or ("name" in sorts):
                return True
            if "named_place" in sorts and head in tagged.actor_hit:
                return True
        elif want == "armed":
            if sorts & {"armed", "weapon", "vehicle", "aircraft"} and "number" not in sorts:
                return True
        elif want == "civilian":
            if sorts & {"civilian", "number"} and not ("armed" in sorts and tagged.parsed.doc[head].pos_ != "PRON"):
                return True
        elif want == "force":
            # who or what comes at one: fighters, or an attack by them
            if (sorts & {"armed", "attack", "aircraft"} and "number" not in sorts) or tagged.lemmas[
                head
            ] in tagged.book.nouns:
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


def _run(tagged: Tagged, i: int) -> tuple[int, int]:
    first, last = tagged.phrase(i)
    return first, last + 1


def _fits_subject(tagged: Tagged, match: Match) -> bool:
    want = match.rules.get("subj")
    if want is None:
        return True
    subject = match.clause.subject if not match.clause.passive or want != "place" else match.clause.object
    if subject is None:
        return False
    return _is_sort(tagged, subject, want, match)


def _fill_verb(tagged: Tagged, match: Match) -> bool:
    """Put the arguments into roles; False where a control frame is left without a place to control."""
    rules, clause = match.rules, match.clause
    obj_is_place = rules.get("obj") == "place"
    if clause.subject is not None:
        role = rules.get("subj_role") or ("place" if rules.get("subj") == "place" else "actor")
        _give(match, role, clause.subject)
    if clause.object is not None and clause.object not in match.also:
        if obj_is_place:
            match.places.append(clause.object)
        elif rules.get("obj_place") and _is_sort(tagged, clause.object, "place", match):
            match.places.append(clause.object)
        elif rules.get("obj") != "self":
            match.recipients.append(clause.object)
    if clause.object is not None and not tagged.sorts(clause.object) & {"person", "place"}:
        # "launched a mortar toward X": the phrase hangs on the thing thrown
        for prep, heads in prepositions(tagged.parsed.doc[clause.object]).items():
            if prep != "of" and prep not in clause.preps:
                clause.preps[prep] = heads
    for prep, role in rules.items():
        if prep in _RESERVED or not isinstance(role, str):
            continue
        for head in clause.preps.get(prep, []):
            if head in tagged.time_tokens:
                continue
            if role == "in_control":
                return _fill_in_control(tagged, match, head)
            if role in {"control_np", "hands_np"}:
                return _fill_control_phrase(tagged, match, head, role)
            _give(match, role, head)
    if any(v in ("control_np", "hands_np", "in_control") for v in rules.values()):
        return False
    if match.kind == "control" and match.rules.get("change") != "contest":
        return bool(match.places)
    return True


def _give(match: Match, role: str, head: int) -> None:
    if role in {"actor", "both"}:
        match.actors.append(head)
    elif role == "recipient":
        match.recipients.append(head)
    elif role in {"place", "from_place", "to_place", "in_place"}:
        match.places.append(head)
    elif role == "recipient_place":
        match.recipients.append(head)
        match.places.append(head)


def _fill_control_phrase(tagged: Tagged, match: Match, head: int, role: str) -> bool:
    """ "under Isis control", "under the control of the army", "in the hands of rebels"."""
    doc = tagged.parsed.doc
    lemma = tagged.lemmas[head]
    wanted = {"control", "occupation", "rule", "siege", "authority"} if role == "control_np" else {"hand", "hands"}
    if lemma not in wanted:
        return False
    if lemma == "siege":
        match.frame, match.rules = "besiege", {**match.rules}
    owners = [c.i for c in doc[head].children if c.dep_ in {"compound", "poss", "nmod", "amod"} and c.pos_ != "DET"]
    for prep in (c for c in doc[head].children if c.dep_ in {"prep", "agent"} and c.text.lower() in {"of", "by"}):
        owners.extend(c.i for c in prep.children if c.dep_ == "pobj")
    subject = match.clause.subject if not match.clause.passive else match.clause.object
    match.actors = [
        i for i in owners if doc[i].text.lower() not in {"full", "complete", "partial", "firm", "total", "military"}
    ]
    match.recipients = []
    match.places = []
    if subject is None:
        return False
    if tagged.lemmas[subject] in {"pocket", "part", "area", "handful"}:
        match.part = True
        if doc[match.at].dep_ == "relcl":
            subject = doc[match.at].head.i
    match.places.append(subject)
    match.also.append(head)
    return True


def _fill_in_control(tagged: Tagged, match: Match, head: int) -> bool:
    """ "X is in control of the town", "in full control of"."""
    if tagged.lemmas[head] not in {"control", "charge", "possession"} or match.clause.subject is None:
        return False
    of = next((c for c in tagged.parsed.doc[head].children if c.dep_ == "prep" and c.text.lower() == "of"), None)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if inner is None or not _is_sort(tagged, inner.i, "place", match):
        return False
    match.actors, match.recipients, match.places = [match.clause.subject], [], [inner.i]
    match.also.append(head)
    return True


def _match_noun(tagged: Tagged, token: Any) -> Match | None:
    patterns = tagged.book.nouns.get(tagged.lemmas[token.i])
    if not patterns or token.dep_ in {"compound", "nmod"}:
        return None
    clause = _noun_clause(tagged, token)
    for pattern in patterns:
        match = Match(pattern, clause, noun=True)
        if _fits_noun(tagged, token, match):
            return match
    return None


def _noun_clause(tagged: Tagged, token: Any) -> Clause:
    clause = Clause(tagged, token.i)
    clause.subject, clause.object, clause.passive = None, None, False
    for of in clause.preps.get("of", []):
        # "the shelling of the town by gunners": the doer hangs on the town
        for name, heads in prepositions(tagged.parsed.doc[of]).items():
            if name == "by":
                clause.preps.setdefault("by", heads)
    head = token.head
    if token.dep_ in {"nsubj", "nsubjpass"} and tagged.lemmas[head.i] in OCCURRING:
        # "clashes erupted between A and B": the phrases hang on the verb that only says that it happened
        for name, heads in prepositions(head).items():
            clause.preps.setdefault(name, heads)
    return clause


def _fits_noun(tagged: Tagged, token: Any, match: Match) -> bool:
    rules, clause = match.rules, match.clause
    doc = tagged.parsed.doc
    before = {t.text.lower() for t in token.lefts} | {g.text.lower() for t in token.lefts for g in t.subtree}
    if rules.get("with") and isinstance(rules["with"], list) and not before & set(rules["with"]):
        return False
    if rules.get("to_verb"):
        verb = next(
            (
                c
                for c in token.children
                if c.dep_ in {"acl", "relcl", "xcomp"} and tagged.lemmas[c.i] in rules["to_verb"]
            ),
            None,
        )
        if verb is None:
            return False
    for prep, role in rules.items():
        if prep in _RESERVED or not isinstance(role, str) or role not in ROLE_VALUES:
            continue
        for head in clause.preps.get(prep, []):
            _give(match, role, head)
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
            elif sorts & {"armed", "official", "name"} and (child.dep_ != "amod" or armed):
                match.actors.append(child.i)
            elif child.i in tagged.actor_hit:
                match.actors.append(child.i)
    if match.kind == "control" or rules.get("needs_place"):
        match.places = [p for p in match.places if _is_sort(tagged, p, "place", match)]
        return bool(match.places)
    return True
