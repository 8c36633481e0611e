"""Where the parser hangs words on the wrong verb, and the words leave no doubt."""

from __future__ import annotations

from typing import Any

# Participles of outcome: they speak of the nearest act, not of who tells of it.
OUTCOMES = frozenset("killing wounding injuring destroying damaging leaving displacing burning".split())
# Verbs of bringing an act to its end, and how every form of them begins.
ENDS = frozenset("complete finish accomplish achieve conclude".split())
_ENDS_BEGIN = ("complet", "finish", "accomplish", "achiev", "conclud")
# Verbs that charge somebody with an act: "accused the army of having shelled the market, killing 17".
CHARGES = frozenset("accuse accuses accused accusing suspected blamed blames convicted charged".split())

# Happenings whose noun is a participle in form.
GERUNDS = frozenset("shelling bombing fighting strafing looting firing mortaring".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# "On Monday night", "on Friday prayers": of the day indeed.
_OF_DAY = frozenset("night evening morning afternoon noon midday dawn dusk prayers mass midnight".split())
# What is said or asked, by whoever speaks in the same sentence.
_SPOKE = frozenset(
    "demanded called urged accused blamed warned vowed appealed denied rejected condemned asked promised threatened "
    "offered said added".split()
)
# What nothing is done to.
_BY_ITSELF = frozenset(
    "pounced ploughed plowed swarmed lunged rampaged swooped descended slammed crashed crackled exploded erupted "
    "roared streaked surged marched poured streamed rained screamed whistled".split()
)
# What is told of the second number of two, its auxiliary left out.
_HARMED = frozenset("killed wounded injured hurt displaced captured detained arrested abducted executed".split())
_AMID = frozenset({"in", "by", "during", "under", "amid", "after", "from"})


def mend(doc: Any) -> None:
    """Put right, in place, what hangs wrong: acts charged, outcomes, nouns and verbs taken for participles."""
    _finite(doc)
    words = [(token, token.text.lower()) for token in doc]
    for token, word in words:
        if word in GERUNDS and token.tag_ == "VBG" and token.i > 1:
            _name_happening(token)
        elif word in WEEKDAYS and token.dep_ == "compound":
            _part_day(token)
        elif word in _SPOKE and token.dep_ == "conj" and token.tag_ == "VBD":
            _own_saying(token)
        elif word in _HARMED and token.dep_ == "acl" and token.head.dep_ == "conj":
            _second_harm(token)
        elif word == "when" and token.i > 1:
            _hang_when(token)
    for verb in [token for token, word in words if word in CHARGES and token.pos_ == "VERB"]:
        act = _charged_act(verb)
        if act is None:
            _outcome_of_deed(verb)
            continue
        if act.head.head.i != verb.i:
            act.head.head = verb  # "accused the force of having dropped": no force of dropping
        for token in [child for child in verb.children if child.i > act.i]:
            if token.dep_ == "advcl" and token.text.lower() in OUTCOMES:
                token.head = act
    ends = [token for token, word in words if word.startswith(_ENDS_BEGIN)]
    for verb in [token for token in ends if token.lemma_.lower() in ENDS and token.pos_ == "VERB"]:
        _take_object(verb)


def _take_object(verb: Any) -> None:
    """ "Completed the liberation of X, its last defenders having been driven out": the liberation is completed."""
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "advcl"} and c.i > verb.i), None)
    if clause is None or any(c.dep_ == "dobj" for c in verb.children):
        return
    noun = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    absolute = any(c.dep_ == "aux" and c.tag_ == "VBG" for c in clause.children)
    if noun is not None and absolute and noun.left_edge.i == verb.i + 1:
        noun.head, noun.dep_ = verb, "dobj"


def _finite(doc: Any) -> None:
    """ "A missile killed at least 52 people": no missile that was killed, for a participle takes no object.

    Nor is there one of a verb that never had any: "militants pounced on the convoy".
    """
    for noun in doc:
        if noun.dep_ != "ROOT" or noun.pos_ not in {"NOUN", "PROPN"}:
            continue
        verb = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i > noun.i), None)
        if verb is None:
            continue
        if verb.text.lower() not in _BY_ITSELF and not any(c.dep_ == "dobj" for c in verb.children):
            continue
        if any(c.dep_ in {"agent", "aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.children):
            continue
        behind = [c for c in noun.children if c.i > verb.i]
        verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
        noun.head, noun.dep_ = verb, "nsubj"
        for token in behind:
            token.head = verb


def _part_day(day: Any) -> None:
    """ "Rejected on Monday allegations that": rejected on a day, and no Monday allegations."""
    noun = day.head
    prep = noun.head
    if noun.dep_ != "pobj" or prep.text.lower() != "on" or prep.i != day.i - 1 or noun.left_edge.i < prep.i:
        return
    verb = prep.head
    if verb.pos_ != "VERB" or noun.i == day.i or any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children):
        return
    if noun.text.lower() in _OF_DAY:
        return
    noun.head, noun.dep_ = verb, "dobj"
    day.head, day.dep_ = prep, "pobj"


def _own_saying(verb: Any) -> None:
    """ "Insisted that his gunners had not fired and demanded an inquiry": he demanded it, and not the gunners."""
    told = verb.head
    over = told.head
    own = any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.children)
    had = told.tag_ == "VBN" and any(
        c.dep_ == "aux" and c.text.lower() in {"had", "has", "have"} for c in told.children
    )
    if not own and had and told.dep_ == "ccomp" and over.tag_ == "VBD":
        verb.head = over


def _second_harm(verb: Any) -> None:
    """ "Nine were killed and 12 wounded by shelling": two passives, and no twelve that were killed nine times."""
    number = verb.head
    first = number.head
    passive = first.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in first.children)
    if number.pos_ == "NUM" and passive and number.i == verb.i - 1:
        verb.head, verb.dep_ = first, "conj"
        number.head, number.dep_ = verb, "nsubjpass"


def _name_happening(token: Any) -> None:
    """ "Killed in rebel shelling of a school": no one was killed in a rebel, and the killed shelled nothing."""
    owner = token.nbor(-1)
    prep = owner.head
    alone = not any(c.dep_ in {"nsubj", "aux", "dobj", "mark"} for c in token.children)
    if owner.dep_ != "pobj" or prep.text.lower() not in _AMID or prep.i >= owner.i or not alone:
        return
    if owner.pos_ not in {"NOUN", "PROPN", "ADJ"} or token.dep_ not in {"advcl", "acl", "pcomp", "xcomp", "dep"}:
        return
    token.head, token.dep_, token.tag_, token.pos_ = prep, "pobj", "NN", "NOUN"
    token.lemma_ = token.text.lower()
    for child in list(owner.children):
        child.head = token
    owner.head, owner.dep_ = token, "compound"


def _hang_when(when: Any) -> None:
    """ "300 were killed when the army overran X, the agency concluded": it was not then that it concluded."""
    clause, before = when.head, when.nbor(-1)
    late = clause.head
    if clause.dep_ != "advcl" or late.i < clause.i or before.pos_ not in {"VERB", "AUX", "NOUN"}:
        return
    deed = next((t for t in (before, *before.ancestors) if t.pos_ == "VERB" and t.i < when.i), None)
    if deed is not None and any(t.text == "," for t in when.doc[clause.i : late.i]):
        clause.head = deed


def _outcome_of_deed(verb: Any) -> None:
    """ "Blamed the militia for the ambush, killing 12": the ambush killed them, and not who lays the blame."""
    preps = [c for host in (verb, *verb.children) for c in host.children if c.dep_ == "prep"]
    deeds = (p for c in preps if c.text.lower() in {"for", "of"} for p in c.children if p.dep_ == "pobj")
    deed = next((p for p in deeds if p.i > verb.i and p.pos_ == "NOUN"), None)
    for token in [child for child in verb.children if deed is not None and child.i > deed.i]:
        if token.dep_ == "advcl" and token.text.lower() in OUTCOMES:
            token.head, token.dep_ = deed, "acl"


def _charged_act(verb: Any) -> Any | None:
    """The gerund behind "of", whether it hangs on the verb or on who is charged."""
    blamed = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    preps = [
        c for host in (verb, *blamed) for c in host.children if c.dep_ == "prep" and c.text.lower() in {"of", "for"}
    ]
    return next((p for c in preps for p in c.children if p.dep_ == "pcomp"), None)
