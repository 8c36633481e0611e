"""Predicates to frames: which pattern of the codebook a verb or noun fits, and who fills its roles."""

from __future__ import annotations

from typing import Any

from rashomon.extract.acts.control_phrases import (
    fill_control_phrase,
    fill_flag,
    fill_in_control,
    fill_own_hands,
    owners_of_control,
)
from rashomon.extract.acts.fitting import ARMS, has_fighters, has_party, is_sort
from rashomon.extract.acts.matching import RESERVED, Match, give
from rashomon.extract.acts.nominal import match_noun
from rashomon.extract.syntax.clauses import OBJECT_CONTROL, Clause, prepositions
from rashomon.extract.syntax.phrases import heads_of
from rashomon.extract.syntax.tagging import Tagged

# Before a noun these tell what people are, not what happened: "displaced people", "wounded soldiers".
ATTRIBUTIVE = frozenset(
    {"displace", "wound", "injure", "kill", "arrest", "abduct", "kidnap", "detain", "capture", "uproot"}
)


PEOPLE = frozenset({"armed", "civilian", "official"})
# "A round of talks", "a wave of arrests": what is bundled is what was done.
BUNDLES = frozenset(
    "round series package wave set raft batch tranche day string spate couple rest part line last remainder bulk "
    "number".split()
)

# Roles of a phrase that tells who has a place: without it the pattern does not fit.
_PHRASES = ("control_np", "hands_np", "in_control", "flag_np", "own_hands")


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
        if _is_gerund_noun(tagged, token):
            match = match_noun(tagged, token)
        elif token.pos_ in {"VERB", "AUX"} or (token.tag_ in {"VBN", "VBG"}):
            match = _match_verb(tagged, token)
        elif token.pos_ in {"NOUN", "PROPN"} or token.tag_.startswith("NN"):
            match = match_noun(tagged, token)
        if match is not None and not (token.dep_ == "amod" and token.tag_ == "VBN" and not _harms(tagged, match)):
            found.append(match)
            taken.update(match.also)
    return [m for m in found if m.at not in {a for other in found for a in other.also}]


def _is_gerund_noun(tagged: Tagged, token: Any) -> bool:
    """ "Fighting between A and B flared": a happening that the tagger takes for a verb; no verb is between two."""
    return (
        token.tag_ == "VBG"
        and tagged.words[token.i] in tagged.book.nouns
        and any(c.dep_ == "prep" and c.text.lower() == "between" for c in token.children)
    )


def _harms(tagged: Tagged, match: Match) -> bool:
    """Whether it tells of force or of a place: "the besieged town", not "the disputed law", "the ousted governor"."""
    frame = tagged.book.frames[match.frame]
    return frame.kind != "event" or frame.plover == "ASSAULT" or bool(frame.measure)


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
    if clause.object is None and not clause.passive and tagged.lemmas[token.i] in OBJECT_CONTROL:
        clause.object = _raised_object(token)
    for pattern in patterns:
        match = Match(pattern, clause, noun=False)
        if _fits_verb(tagged, token, match):
            return match
    return None


def _raised_object(token: Any) -> int | None:
    """Whom "let them enter", "want them to leave" are about: the parser makes them the subject of what follows."""
    for child in token.children:
        if child.dep_ == "ccomp" and child.tag_ in {"VB", "VBP"} and child.i > token.i:
            if any(c.dep_ == "aux" and c.text.lower() != "to" for c in child.children):
                continue
            who = next((c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            if who is not None and not any(c.dep_ == "mark" for c in child.children):
                return int(who.i)
    return None


def _told_of(token: Any) -> int | None:
    """Subject of the clause that a verb governs: whom "demanded that they leave" is about."""
    clause = next((c for c in token.children if c.dep_ == "ccomp" and c.i > token.i), None)
    if clause is None:
        return None
    who = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return int(who.i) if who is not None else None


def _fits_verb(tagged: Tagged, token: Any, match: Match) -> bool:
    rules, clause = match.rules, match.clause
    particle = rules.get("particle")
    if particle and not set([particle] if isinstance(particle, str) else particle) & set(clause.particles):
        return False
    if rules.get("pass") and not clause.passive:
        return False
    if "obj_if" in rules and clause.object is not None and clause.object not in tagged.time_tokens:
        fits = any(is_sort(tagged, clause.object, want, match) for want in rules["obj_if"])
        if not fits and not (rules.get("fighters") and has_fighters(tagged, match, ARMS)):
            return False
    if "not_subj" in rules and clause.subject is not None:
        named = {tagged.lemmas[h] for h in heads_of(tagged, clause.subject)}
        if named & set(rules["not_subj"]):
            return False
    if rules.get("not_armed") and clause.subject is not None:
        sorts = tagged.sorts(clause.subject)
        if sorts & {"armed", "aircraft"} and not sorts & {"civilian", "official"}:
            return False  # a strike by an air force is no walk-out
    if "subj_words" in rules and not _subject_says(tagged, match, rules["subj_words"]):
        return False
    if rules.get("fighters") and not has_fighters(tagged, match):
        return False
    if rules.get("not_pass") and clause.passive:
        return False
    if "needs_prep" in rules and not any(prep in clause.preps for prep in rules["needs_prep"]):
        return False
    if "to_noun" in rules and not any(tagged.lemmas[k] in rules["to_noun"] for k in clause.preps.get("to", ())):
        return False
    if "prep_noun" in rules and not _named_in_phrase(tagged, match):
        return False
    barred = set(rules.get("not_prep_noun", ()))
    if barred and any(tagged.lemmas[k] in barred for heads in clause.preps.values() for k in heads):
        return False
    if rules.get("not_bare") and clause.passive and clause.subject is None and token.dep_ in {"acl", "amod", "advcl"}:
        return False
    if rules.get("no_agent") and clause.subject is not None:
        return False
    if rules.get("not_comp") and any(c.dep_ in {"xcomp", "ccomp", "advcl"} and c.i > token.i for c in token.children):
        return False
    if "not_obj" in rules and clause.object is not None and tagged.lemmas[clause.object] in rules["not_obj"]:
        return False
    if "prep_party" in rules:
        told = [k for prep in rules["prep_party"] for k in clause.preps.get(prep, ())]
        if not any(tagged.sorts(k) & {"official", "armed"} or k in tagged.actor_hit for k in told):
            return False
    if "subj_not" in rules and clause.subject is not None:
        sorts = tagged.sorts(clause.subject)
        if rules["subj_not"] in sorts and "armed" not in sorts and not _of_fighters(tagged, clause.subject):
            return False
    if "held_as" in rules and not any(
        c.text.lower() in rules["held_as"] for c in token.subtree if 0 < c.i - token.i < 10
    ):
        return False
    if rules.get("no_that") and any(c.dep_ == "ccomp" and c.i > token.i for c in token.children):
        return False
    if rules.get("no_comp") and any(c.dep_ in {"acomp", "oprd"} for c in token.children):
        return False
    if rules.get("no_particle") and any(c.dep_ == "prt" for c in token.children):
        return False
    if any(prep in clause.preps for prep in rules.get("not_prep", ())):
        return False
    if rules.get("no_obj") and clause.object is not None and not clause.passive:
        return False
    if rules.get("noun") and not _light_noun(tagged, match):
        return False
    if "adj" in rules and not _has_adjective(token, rules["adj"], match):
        return False
    if rules.get("xcomp") and not _governs(tagged, token, rules["xcomp"]):
        return False
    if rules.get("not_xcomp") and _governs(tagged, token, rules["not_xcomp"]):
        return False
    hosts = [token, *(tagged.parsed.doc[i] for i in match.also)]
    if rules.get("comp") and not any(
        c.dep_ in {"xcomp", "advcl", "ccomp"} and _infinitive(c) for host in hosts for c in host.children
    ):
        return False
    if rules.get("that_needed") and _told_of(token) is None:
        return False
    if "subj_noun" in rules and not _event_subject(tagged, match):
        return False
    if "party" in rules and not has_party(tagged, match, rules["party"]):
        return False
    if not _fits_object(tagged, match) or not _fits_subject(tagged, match):
        return False
    return _fill_verb(tagged, match)


def _of_fighters(tagged: Tagged, i: int) -> bool:
    """ "Gang members", "army recruits": people who fight by the word before them."""
    before = (c for c in tagged.parsed.doc[i].children if c.dep_ in {"compound", "amod", "nmod"})
    return any("armed" in tagged.book.sort_of(tagged.lemmas[c.i]) for c in before)


def _named_in_phrase(tagged: Tagged, match: Match) -> bool:
    """Whether a phrase of the verb names one of the nouns ("in talks"); what hangs on the noun counts as the verb's."""
    wanted, preps = match.rules["prep_noun"], match.clause.preps
    for prep in match.rules.get("needs_prep", ("in", "at")):
        for head in preps.get(prep, ()):
            if tagged.lemmas[head] in wanted:
                for name, heads in prepositions(tagged.parsed.doc[head]).items():
                    preps.setdefault(name, heads)
                return True
    return False


def _subject_says(tagged: Tagged, match: Match, words: list[str]) -> bool:
    """Whether the subject is told by one of the words: "a mortar bomb", "the shell"."""
    if match.clause.subject is None:
        return False
    first, last = tagged.phrase(match.clause.subject)
    return any(tagged.lemmas[i] in words for i in range(first, last + 1))


def _governs(tagged: Tagged, token: Any, verbs: list[str]) -> bool:
    """Whether one of these verbs stands under a verb: "allowed them to return"."""
    return any(c.dep_ in {"xcomp", "advcl", "ccomp"} and tagged.lemmas[c.i] in verbs for c in token.children)


def _event_subject(tagged: Tagged, match: Match) -> bool:
    """ "Talks between A and B collapsed": the subject is what happened, its phrases tell who took part."""
    subject = match.clause.subject
    if subject is None or tagged.lemmas[subject] not in match.rules["subj_noun"]:
        return False
    for name, heads in prepositions(tagged.parsed.doc[subject]).items():
        match.clause.preps.setdefault(name, heads)
    if match.rules.get("one"):
        match.also.append(subject)  # "an explosion rocked the town": one happening, told by noun and verb together
    return True


def _measured(tagged: Tagged, head: int) -> bool:
    """ "positions 20 km from the city": a distance, not where one leaves from."""
    prep = tagged.parsed.doc[head].head
    before = tagged.words[prep.i - 1] if prep.i else ""
    return before in {"km", "kilometres", "kilometers", "miles", "metres", "meters", "mile", "kilometre", "kilometer"}


def _infinitive(token: Any) -> bool:
    return any(c.text.lower() == "to" and c.dep_ == "aux" for c in token.children)


def _light_noun(tagged: Tagged, match: Match) -> bool:
    """The object of a light verb: "launched an attack", "took control"; its preps count as the verb's."""
    obj = match.clause.object
    if obj is None:
        return False
    wanted = match.rules["noun"]
    if match.clause.passive and tagged.lemmas[obj] not in wanted:
        # "was granted recognition": who got it is the subject
        obj = next((c.i for c in tagged.parsed.doc[match.at].children if c.dep_ == "dobj"), obj)
    lemma = tagged.lemmas[obj]
    if lemma not in wanted and lemma in BUNDLES:
        obj = next((k for k in prepositions(tagged.parsed.doc[obj]).get("of", ()) if tagged.lemmas[k] in wanted), obj)
        lemma = tagged.lemmas[obj]
    if lemma not in wanted:
        return False
    if "with_not" in match.rules and set(match.rules["with_not"]) & {
        c.text.lower() for c in tagged.parsed.doc[obj].children
    }:
        return False
    with_opt = match.rules.get("with_opt")
    if with_opt:
        near = {c.text.lower() for left in tagged.parsed.doc[obj].lefts for c in left.subtree} | {lemma}
        if not (near & set(with_opt) or lemma in {"airstrike", "sortie"} or any("air" in w for w in near)):
            return False
    for name, heads in prepositions(tagged.parsed.doc[obj]).items():
        match.clause.preps.setdefault(name, []).extend(heads)
    match.also.append(obj)
    return True


def _has_adjective(token: Any, wanted: list[str], match: Match) -> bool:
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
    return is_sort(tagged, obj, want, match)


def _fits_subject(tagged: Tagged, match: Match) -> bool:
    want = match.rules.get("subj")
    if want is None:
        return True
    subject = match.clause.subject if not match.clause.passive or want != "place" else match.clause.object
    if subject is None:
        return False
    return is_sort(tagged, subject, want, match)


def _fill_verb(tagged: Tagged, match: Match) -> bool:
    """Put the arguments into roles; False where a control frame is left without a place to control."""
    rules, clause = match.rules, match.clause
    obj_is_place = rules.get("obj") == "place"
    if clause.subject is not None:
        role = rules.get("subj_role") or ("place" if rules.get("subj") == "place" else "actor")
        give(match, role, clause.subject)
    if clause.object is not None and clause.object not in match.also:
        if obj_is_place:
            match.places.append(clause.object)
        elif rules.get("obj_place") and is_sort(tagged, clause.object, "place", match):
            match.places.append(clause.object)
        elif rules.get("obj") != "self":
            give(match, rules.get("obj_role", "recipient"), clause.object)
    for child in tagged.parsed.doc[match.at].children:
        if child.dep_ == "dative" and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            match.recipients.append(child.i)  # "gave the inspectors access"
    for i in match.also if tagged.lemmas[match.at] not in {"exchange", "swap", "trade"} else ():
        if tagged.parsed.doc[i].dep_ in {"dobj", "nsubjpass"} and tagged.book.sort_of(tagged.lemmas[i]) & PEOPLE:
            match.recipients.append(i)  # "recalled its ambassador", "freed the hostages"
    if clause.object is not None and not tagged.sorts(clause.object) & {"person", "place"}:
        # "launched a mortar toward X": the phrase hangs on the thing thrown
        for prep, heads in prepositions(tagged.parsed.doc[clause.object]).items():
            if prep != "of" and prep not in clause.preps:
                clause.preps[prep] = heads
    if rules.get("that"):
        about = _told_of(tagged.parsed.doc[match.at])
        if about is not None:
            give(match, rules["that"], about)
    for prep, role in rules.items():
        if prep in RESERVED or not isinstance(role, str):
            continue
        for head in clause.preps.get(prep, []):
            if head in tagged.time_tokens or (prep == "from" and _measured(tagged, head)):
                continue
            if role == "flag_np":
                return fill_flag(tagged, match, head)
            if role == "in_control":
                if fill_in_control(tagged, match, head):
                    return True
                continue  # "In the north the rebels are in control of X"
            if role == "own_hands":
                return fill_own_hands(tagged, match, head)
            if role in {"control_np", "hands_np"}:
                if fill_control_phrase(tagged, match, head, role):
                    return True
                continue
            give(match, role, head)
    if any(v in _PHRASES for v in rules.values()):
        return False
    if clause.passive and not match.actors and rules.get("noun") == ["control"]:
        match.actors.extend(i for noun in match.also for i in owners_of_control(tagged, noun))
    if match.kind == "control" and match.rules.get("change") != "contest":
        return bool(match.places)
    return True
