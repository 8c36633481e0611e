"""Who does what to whom in a clause: arguments of a verb through passives, relatives and control.

spaCy's tree gives a verb its own children only. News hides the rest one step away: the subject of a
participle is its main clause's, that of "asked X to deploy" is X, that of "who fled" the noun before.
"""

from __future__ import annotations

from typing import Any

from rashomon.extract.syntax.tagging import Tagged
from rashomon.extract.syntax.voices import (
    RELATIVES,
    agent_of,
    is_agent_participle,
    is_passive,
    late_agent,
    own_subject,
    shared_agent,
)

DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside"}
)
SEATS = frozenset({"capital", "city", "town", "centre", "center", "headquarters", "seat", "port"})
# Participles of outcome: "ambushed a patrol, killing 15" speaks of who ambushed.
OUTCOME = frozenset({"kill", "wound", "injure", "destroy", "capture", "force", "leave", "displace", "damage"})
SPEAKERS = frozenset({"it", "they", "he", "she"})
PARTICLES = frozenset({"out", "back", "off", "away", "up", "down", "over"})
OF_OBJECT = frozenset(
    "quote cite accuse suspect blame convict charge prevent stop keep criticise criticize condemn denounce praise "
    "thank commend congratulate applaud punish arrest detain sentence jail fault rebuke slam berate investigate sue "
    "sanction fine try prosecute indict dismiss sack hail reprimand expel imprison execute".split()
)
OBJECT_CONTROL = frozenset(
    "ask urge order tell force compel allow let help cause lead instruct beg persuade convince pressure press require "
    "invite encourage enable command drive permit get want expect authorize authorise call push oblige make appeal "
    "plead warn train deploy send use recruit".split()
)
# Adjectives whose infinitive is their subject's own: "willing to talk", "likely to attack". Not "hard to defeat".
READY = frozenset(
    "willing unwilling ready able unable prepared reluctant eager keen likely unlikely set due poised determined bound "
    "free certain sure anxious happy quick slow".split()
)


class Clause:
    """A predicate with its arguments as token indices.

    Attributes:
        at: Token of the verb or event noun.
        subject, object: Heads of the deep arguments, None where not told. For a passive the
            grammatical subject is the object, and the agent the subject.
        preps: Objects of prepositions by preposition ("from" → indices).
        passive: Whether it is a passive.
        particles: "off" in "fought off".
    """

    __slots__ = ("at", "object", "particles", "passive", "preps", "subject")

    def __init__(self, tagged: Tagged, at: int) -> None:
        token = tagged.parsed.doc[at]
        self.at = at
        self.passive = is_passive(token)
        self.subject = deep_subject(tagged, token)
        self.object = deep_object(tagged, token)
        self.preps = prepositions(token)
        self.particles = tuple(
            c.text.lower()
            for c in token.children
            if (c.dep_ in {"prt", "advmod"} and len(c.text) < 6) or (c.dep_ == "prep" and c.text.lower() in PARTICLES)
        )


def deep_subject(tagged: Tagged, token: Any) -> int | None:
    """Who does it; for a passive the agent, if told."""
    if is_passive(token):
        agent = agent_of(token) or shared_agent(token) or late_agent(tagged, token)
        return int(agent.i) if agent is not None and agent.i not in tagged.time_tokens else None
    if is_agent_participle(token):
        return deep_object(tagged, token, raw=True)
    found = surface_subject(tagged, token, 0)
    return int(found) if found is not None else None


def surface_subject(tagged: Tagged, token: Any, depth: int) -> int | None:
    """Grammatical subject of a verb, its own or the one that it shares."""
    if depth > 6:
        return None
    own = own_subject(token)
    if own is not None:
        if own.text.lower() in RELATIVES and token.dep_ in {"relcl", "acl"}:
            return antecedent(tagged, token.head, token)
        if token.dep_ == "relcl" and own.text.lower() in {"they", "it", "he", "she"}:
            # "freed the teachers whom they had abducted": those who freed them, not the teachers
            holder = token.head.head if token.head.dep_ == "dobj" else None
            subject = own_subject(holder) if holder is not None and holder.pos_ == "VERB" else None
            plural = subject is not None and "Plur" in subject.morph.get("Number")
            if subject is not None and subject.pos_ != "PRON" and plural == (own.text.lower() == "they"):
                return int(subject.i)
        speaker = _speaker_meant(tagged, own, token)
        return int(speaker.i) if speaker is not None else int(own.i)
    head = token.head
    if token.dep_ == "conj" or (token.dep_ == "dep" and token.tag_ == "VBD" and head.i < token.i):
        # "landed, arrested several, and left": the parser cannot place the verbs between the commas
        return surface_subject(tagged, head, depth + 1) if head.pos_ in {"VERB", "AUX"} else None
    if token.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        return _controller(tagged, head, depth)
    if token.dep_ in {"xcomp", "ccomp"} and head.text.lower() in READY and head.head.pos_ in {"VERB", "AUX"}:
        return surface_subject(tagged, head.head if head.dep_ in {"acomp", "oprd", "xcomp"} else head, depth + 1)
    if token.dep_ == "advcl" and head.pos_ in {"VERB", "AUX"}:
        if tagged.lemmas[head.i] in OBJECT_CONTROL and any(c.text == "to" for c in token.children):
            return _controller(tagged, head, depth)
        if token.tag_ == "VBG" and is_passive(head):
            # "was backed by X, carrying out strikes": the agent goes on acting
            agent = agent_of(head)
            if agent is not None:
                return int(agent.i)
            if _is_result(tagged, token) and _harms(tagged, head):
                return None  # "was shot down, killing five": what is shot down killed nobody
        said = next((c for c in head.children if c.dep_ == "ccomp" and c.i < head.i), None)
        if said is not None and tagged.lemmas[head.i] in tagged.book.speech:
            # "They advanced, residents said, pushing …": who pushes is who advanced
            return surface_subject(tagged, said, depth + 1)
        if _is_result(tagged, token) and _tells_meanwhile(tagged, head):
            # "shelled the market as people queued for bread, killing 12": the shelling killed, not the queue
            return surface_subject(tagged, head.head, depth + 1)
        return surface_subject(tagged, head, depth + 1)
    if token.dep_ in {"acl", "relcl"}:
        if token.tag_ == "VBG":
            if tagged.lemmas[token.i] in OUTCOME:
                doer = _doer_above(tagged, head, depth)
                if doer is not None:
                    return doer
            issuer = head.dep_ == "dobj" and "person" not in tagged.sorts(head.i) and head.head.pos_ == "VERB"
            return surface_subject(tagged, head.head, depth + 1) if issuer else antecedent(tagged, head, token)
        if token.dep_ == "relcl":
            return None
        return _infinitive_subject(tagged, head, depth)
    if token.dep_ == "pcomp":
        return _above(tagged, head, depth)
    if token.dep_ in {"amod", "compound"} and token.tag_ == "VBG":
        return int(head.i)
    return None


def _is_result(tagged: Tagged, token: Any) -> bool:
    """A participle of outcome without a word that ties it to its own clause: ", killing 12"."""
    plain = not any(c.dep_ in {"mark", "nsubj", "prep"} and c.i < token.i for c in token.children)
    return token.tag_ == "VBG" and tagged.lemmas[token.i] in OUTCOME and plain


def _tells_meanwhile(tagged: Tagged, verb: Any) -> bool:
    """ "While workers were loading": a clause on what went on meanwhile, under a verb that can do harm."""
    if verb.dep_ != "advcl" or verb.head.pos_ != "VERB" or verb.head.i > verb.i:
        return False
    meanwhile = any(c.dep_ in {"mark", "advmod"} and c.text.lower() in {"as", "while", "when"} for c in verb.children)
    own = own_subject(verb)
    civil = own is not None and "civilian" in tagged.sorts(own.i)
    return meanwhile and (civil or not _harms(tagged, verb)) and _harms(tagged, verb.head)


def _harms(tagged: Tagged, verb: Any) -> bool:
    patterns = tagged.book.verbs.get(tagged.lemmas[verb.i], ())
    return any(tagged.book.frames[p.frame].plover == "ASSAULT" for p in patterns)


def _speaker_meant(tagged: Tagged, pronoun: Any, verb: Any) -> Any | None:
    """Who "it", "they" or "he" is where one speaks of what they themselves do: "the ministry said it would".

    What lies ahead is the speaker's own plan; what is past is a body's own deed ("the army said it shelled"), while
    "officials said they fled" may be of anyone. What must be done is for whoever is told it.
    """
    word = pronoun.text.lower()
    if word not in SPEAKERS or is_passive(verb):
        return None
    auxes = {c.text.lower().strip("’'") for c in verb.children if c.dep_ == "aux"}
    own = bool(auxes & {"will", "would", "ll", "wo", "d"}) or verb.lemma_ == "be"
    if auxes & {"must", "should"} or not (own or word == "it"):
        return None
    at = verb
    while at.dep_ in {"conj", "xcomp"} and at.head.pos_ in {"VERB", "AUX"}:
        at = at.head
    said = at.head
    if at.dep_ != "ccomp" or tagged.lemmas[said.i] not in tagged.book.speech or is_passive(said):
        return None
    speaker = own_subject(said)
    if speaker is None or speaker.pos_ not in {"NOUN", "PROPN"}:
        return None
    if word in _spoken_of_as(tagged, speaker):
        return speaker
    # "a spokesman for the rebels said they would": those he speaks for
    behind = (c for c in speaker.children if c.dep_ == "prep" and c.text.lower() in {"for", "of"})
    spoken_for = (c for prep in behind for c in prep.children if c.dep_ == "pobj")
    return next((c for c in spoken_for if word in _spoken_of_as(tagged, c)), None)


def _spoken_of_as(tagged: Tagged, noun: Any) -> frozenset[str]:
    """The pronouns that can take a noun's place."""
    if "Plur" in noun.morph.get("Number") or any(c.dep_ == "conj" for c in noun.children):
        return frozenset({"they"})
    sorts = tagged.book.sort_of(tagged.lemmas[noun.i])
    if "body" in sorts or noun.i in tagged.place_hit:
        return frozenset({"it", "they"} if "body" in sorts else {"it"})
    if noun.i in tagged.actor_hit and not sorts:
        return frozenset({"it", "they"})
    return (
        frozenset({"he", "she"}) if noun.pos_ == "PROPN" or sorts & {"official", "armed", "civilian"} else frozenset()
    )


# Verbs that lay a deed to somebody's charge.
_CHARGING = frozenset({"blame", "accuse", "suspect", "charge"})


def _doer_above(tagged: Tagged, noun: Any, depth: int) -> int | None:
    """Subject of the verb of which a noun is, or lies in, the object."""
    at = noun
    for _ in range(4):
        if at.dep_ in {"dobj", "pobj", "prep", "conj"} and at.head is not at:
            at = at.head
            if at.pos_ == "VERB" and tagged.lemmas[at.i] in _CHARGING:
                return int(noun.i)  # "blamed X for the ambush, killing 12": the ambush did
            if at.pos_ == "VERB":
                return surface_subject(tagged, at, depth + 1) if not is_passive(at) else None
        else:
            return None
    return None


def _controller(tagged: Tagged, head: Any, depth: int) -> int | None:
    """Subject of an infinitive under a verb: its object ("asked X to"), else its subject."""
    if tagged.lemmas[head.i] in OBJECT_CONTROL:
        found = next((c for c in head.children if c.dep_ in {"dobj", "nsubjpass", "dative"}), None)
        if found is not None:
            return int(found.i)
        prep = next((c for c in head.children if c.dep_ == "prep" and c.text.lower() in {"with", "on", "to"}), None)
        inner = next((c for c in prep.children if c.dep_ == "pobj"), None) if prep is not None else None
        if inner is not None:
            return int(inner.i)
    return surface_subject(tagged, head, depth + 1)


def _infinitive_subject(tagged: Tagged, noun: Any, depth: int) -> int | None:
    """Subject of "its battle to control", "volunteers to fight": the owner, or the noun if it can act."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        # "expressed its readiness to talk": whose readiness is who expresses it, where one does
        above = _above(tagged, noun.head, depth) if owner.pos_ == "PRON" and noun.dep_ in {"dobj", "pobj"} else None
        return above if above is not None else int(owner.i)
    if tagged.sorts(noun.i) & {"armed", "civilian", "official"}:
        return int(noun.i)
    by = agent_of(noun)
    if by is not None:
        return int(by.i)
    if noun.dep_ in {"dobj", "pobj", "attr"}:
        return _above(tagged, noun.head, depth)
    return None


def _above(tagged: Tagged, token: Any, depth: int) -> int | None:
    """Subject of the next verb up the tree: "was responsible for pushing", "by taking territory"."""
    at = token
    for _ in range(5):
        if at.pos_ in {"VERB", "AUX"}:
            if tagged.lemmas[at.i] in OF_OBJECT:
                # "accused X of looting": the looting is X's
                blamed = next((c for c in at.children if c.dep_ in {"dobj", "nsubjpass"}), None)
                if blamed is not None:
                    return int(blamed.i)
            return surface_subject(tagged, at, depth + 1) if not is_passive(at) else None
        if at.dep_ == "ROOT":
            return None
        at = at.head
    return None


def antecedent(tagged: Tagged, noun: Any, verb: Any = None) -> int:
    """What a relative clause's noun stands for; "one of the towns that …" is what "one" is said of.

    After "A and B, which has …" a singular verb speaks of B alone, wherever the parser hangs it.
    """
    if verb is not None and _singular(verb):
        mates = [c for c in noun.children if c.dep_ == "conj" and c.i < verb.i]
        if mates:
            return int(mates[-1].i)
    at = noun
    if at.dep_ == "pobj" and at.head.text.lower() == "to" and at.text.lower().replace("-", "") in DIRECTIONS:
        at = at.head.head  # "a suburb to the north-east, which …"
    if at.dep_ == "appos" and at.pos_ == "NOUN" and at.head.pos_ == "PROPN" and at.head.i in tagged.place_hit:
        return int(at.head.i)  # "Ardamata, a suburb to the north-east, which …"
    title = at.head.head if at.dep_ == "pobj" and at.head.text.lower() == "of" else None
    if title is not None and title.dep_ == "appos" and title.lemma_ in SEATS and title.head.pos_ == "PROPN":
        # "X, capital of Y, which …": X, of which the aside tells what it is
        return int(title.head.i)
    if at.dep_ == "pobj" and at.head.text.lower() in {"of", "from"} and at.head.head.text.lower() in DIRECTIONS:
        # "the airport, 8 km south of the city, which …": the measure is said in passing
        aside = at.head.head
        while aside.dep_ in {"advmod", "npadvmod", "amod", "appos", "prep", "nmod"} and aside.head.pos_ not in {
            "VERB",
            "AUX",
        }:
            aside = aside.head
        if aside.pos_ in {"NOUN", "PROPN"} and aside.text.lower() not in DIRECTIONS:
            return int(aside.i)
        if aside.head.pos_ in {"VERB", "AUX"}:
            before = [
                t for t in tagged.parsed.doc[: aside.i] if t.dep_ in {"pobj", "dobj"} and t.pos_ in {"NOUN", "PROPN"}
            ]
            if before:
                return int(before[-1].i)
    for _ in range(4):
        if at.dep_ == "pobj" and at.head.text.lower() in {"of", "among"}:
            up = at.head.head
            if up.dep_ == "attr" or (up.pos_ == "AUX" and at.head.text.lower() == "among"):
                verb = up.head if up.dep_ == "attr" else up
                subject = surface_subject(tagged, verb, 1)
                return subject if subject is not None and at.head.text.lower() == "of" else int(noun.i)
            at = up
        else:
            break
    return int(noun.i)


def _singular(verb: Any) -> bool:
    forms = {verb.text.lower()} | {c.text.lower() for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return bool(forms & {"has", "is", "was"})


def deep_object(tagged: Tagged, token: Any, *, raw: bool = False) -> int | None:
    """To whom it is done; for a passive the grammatical subject."""
    if not raw and is_agent_participle(token):
        return None
    if is_passive(token):
        own = own_subject(token)
        if own is not None:
            if own.text.lower() in RELATIVES and token.dep_ in {"relcl", "acl"}:
                return antecedent(tagged, token.head, token)
            return int(own.i)
        if token.dep_ in {"acl", "relcl", "amod"}:
            return antecedent(tagged, token.head, token)
        if token.dep_ == "conj" and token.head.pos_ == "VERB":
            return deep_object(tagged, token.head)
        if token.dep_ in {"xcomp", "advcl"} and token.head.pos_ in {"VERB", "AUX"}:
            return (
                surface_subject(tagged, token.head, 1)
                if not is_passive(token.head)
                else deep_object(tagged, token.head)
            )
        return None
    found = next((c for c in token.children if c.dep_ in {"dobj", "obj"}), None)
    if found is None and token.dep_ == "relcl" and own_subject(token) is not None:
        own = own_subject(token)
        if own is not None and own.text.lower() not in RELATIVES and not prepositions(token):
            return antecedent(tagged, token.head)
    if found is not None and found.text.lower() in RELATIVES and token.dep_ == "relcl":
        return antecedent(tagged, token.head)
    return int(found.i) if found is not None else None


_CAUSAL = frozenset({"according", "due", "owing", "prior", "thanks", "subsequent"})


def prepositions(token: Any) -> dict[str, list[int]]:
    """Objects of the prepositions that hang on a token, "away from" and "out of" seen through."""
    found: dict[str, list[int]] = {}
    nodes = [c for c in token.children if c.dep_ in {"prep", "dative", "agent"}]
    nodes += [p for c in token.children if c.dep_ in {"advmod", "prt"} for p in c.children if p.dep_ == "prep"]
    through = (c for c in nodes if c.dep_ == "prep" and c.text.lower() not in _CAUSAL)  # "according to" gives to nobody
    nodes += [p for c in list(through) for p in c.children if p.dep_ == "prep"]
    for prep in nodes:
        for child in prep.children:
            if child.dep_ in {"pobj", "pcomp"}:
                found.setdefault(prep.text.lower(), []).append(int(child.i))
    return found
