"""Who does what to whom in a clause: arguments of a verb through passives, relatives and control.

spaCy's tree gives a verb its own children only. News hides the rest one step away: the subject of a
participle is its main clause's, that of "asked X to deploy" is X, that of "who fled" the noun before.
"""

from __future__ import annotations

from typing import Any

from rashomon.extract.tagging import Tagged
from rashomon.extract.times_words import MONTHS, WEEKDAYS

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside"}
)
SEATS = frozenset({"capital", "city", "town", "centre", "center", "headquarters", "seat", "port"})
BARE_PASSIVE = frozenset(
    "killed wounded injured arrested detained abducted kidnapped displaced beheaded executed recaptured "
    "besieged annihilated liquidated eliminated neutralised neutralized martyred massacred slain".split()
)
# Verbs whose infinitive is done when they are: "forced to leave", "managed to escape".
DONE = frozenset(
    "force compel manage begin start continue cause allow help drive make oblige come go be remain one".split()
)
INTRANSITIVE = frozenset({"flee", "retreat", "advance", "surrender", "desert", "clash", "protest", "die", "march"})
# Verbs of going, whose participle after a subject is a past tense that the tagger mistook: "8,000 people crossed".
GOING = INTRANSITIVE | {
    "cross",
    "arrive",
    "return",
    "escape",
    "pour",
    "stream",
    "stay",
    "remain",
    "gather",
    "come",
    "go",
    "land",
}
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
    if token.dep_ == "conj" and token.head.tag_ == "VBN" and not _own_subject(token):
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


def _own_subject(token: Any) -> Any | None:
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


def _agent(token: Any) -> Any | None:
    by = next((c for c in token.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.text.lower() == "by")), None)
    if by is None:
        return _at_hands(token)
    inner = next((c for c in by.children if c.dep_ in {"pobj", "pcomp"}), None)
    if inner is not None and inner.dep_ == "pcomp":
        # "left by fleeing soldiers": the parser takes the participle for the head
        return next((c for c in inner.children if c.dep_ in {"dobj", "nsubj"}), None)
    return inner


def _shared_agent(token: Any) -> Any | None:
    """ "Abducted and murdered by gunmen": the agent behind the last of several passives is that of all."""
    mates = [c for c in token.children if c.dep_ == "conj" and c.tag_ == "VBN" and _own_subject(c) is None]
    return next((agent for c in mates if (agent := _agent(c) or _shared_agent(c)) is not None), None)


def _late_agent(tagged: Tagged, token: Any) -> Any | None:
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


def deep_subject(tagged: Tagged, token: Any) -> int | None:
    """Who does it; for a passive the agent, if told."""
    if is_passive(token):
        agent = _agent(token) or _shared_agent(token) or _late_agent(tagged, token)
        return int(agent.i) if agent is not None and agent.i not in tagged.time_tokens else None
    if _agent_participle(token):
        return deep_object(tagged, token, raw=True)
    found = surface_subject(tagged, token, 0)
    return int(found) if found is not None else None


def _agent_participle(token: Any) -> bool:
    """ "left by fleeing soldiers": the parser makes the soldiers the object of their own flight."""
    if token.dep_ != "pcomp" or token.tag_ != "VBG":
        return False
    return bool(token.head.dep_ == "agent" or token.lemma_.lower() in INTRANSITIVE)


def surface_subject(tagged: Tagged, token: Any, depth: int) -> int | None:
    """Grammatical subject of a verb, its own or the one that it shares."""
    if depth > 6:
        return None
    own = _own_subject(token)
    if own is not None:
        if own.text.lower() in RELATIVES and token.dep_ in {"relcl", "acl"}:
            return antecedent(tagged, token.head, token)
        if token.dep_ == "relcl" and own.text.lower() in {"they", "it", "he", "she"}:
            # "freed the teachers whom they had abducted": those who freed them, not the teachers
            holder = token.head.head if token.head.dep_ == "dobj" else None
            subject = _own_subject(holder) if holder is not None and holder.pos_ == "VERB" else None
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
            agent = _agent(head)
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
    own = _own_subject(verb)
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
    speaker = _own_subject(said)
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
    by = _agent(noun)
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


def is_under_way(token: Any) -> bool:
    """A progressive: "was retaking", "are seizing"; what it tells is not done yet."""
    return bool(token.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in token.children))


def _singular(verb: Any) -> bool:
    forms = {verb.text.lower()} | {c.text.lower() for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return bool(forms & {"has", "is", "was"})


def deep_object(tagged: Tagged, token: Any, *, raw: bool = False) -> int | None:
    """To whom it is done; for a passive the grammatical subject."""
    if not raw and _agent_participle(token):
        return None
    if is_passive(token):
        own = _own_subject(token)
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
    if found is None and token.dep_ == "relcl" and _own_subject(token) is not None:
        own = _own_subject(token)
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


# what a timetable says in the simple present lies ahead: "the truce expires Friday", "talks resume in May"
_TIMETABLED = frozenset({
    "begin", "start", "open", "close", "end", "expire", "resume", "meet", "face", "play", "leave", "arrive", "vote",
    "reopen", "convene", "conclude", "return",
})  # fmt: skip
_DAYS = frozenset(WEEKDAYS) | frozenset(MONTHS)


def _has_day(verb: Any) -> bool:
    """Whether a weekday or month hangs on the verb, straight or by a preposition."""
    nodes = [c for child in verb.children for c in (child, *child.children)]
    return any(c.text.lower() in _DAYS and c.text[0].isupper() for c in nodes)


def tense_of(token: Any, *, stative: bool = False) -> str:
    """past, pluperfect, present, future or unknown, from the verb group; participles ask their head.

    Args:
        token: The predicate.
        stative: It tells of a state: its present perfect lasts until now.
    """
    at = token
    if stative and any(c.text.lower() in {"has", "have", "’ve", "'ve"} for c in token.children if c.dep_ == "aux"):
        return "present"  # "has been under X's control": it still is
    for _ in range(6):
        if stative and at.dep_ == "conj" and at.head.lemma_ in {"be", "remain"} and at.head.tag_ in {"VBZ", "VBP"}:
            return "present"  # "is and shall remain in the hands of"
        auxes = {c.text.lower().strip("’'") for c in at.children if c.dep_ in {"aux", "auxpass"}}
        if auxes & {"would", "could", "may", "might", "should", "must"} and auxes & {"have", "ve"}:
            return "past"  # "may have hit a mine on Sunday"
        if auxes & {"will", "shall", "ll", "wo", "would", "could", "may", "might", "should", "can", "must"}:
            return "future"
        if at.tag_ == "VB" and "to" in auxes and "have" not in auxes and at.dep_ != "ROOT":
            if at.head.lemma_ not in DONE or (at.head.lemma_ == "be" and at.head.tag_ in {"VBZ", "VBP", "VBD"}):
                return "future"  # "is to visit" as "plans to visit"
            at = at.head
            continue
        if "had" in auxes or "d" in auxes:
            return "pluperfect"
        if auxes & {"was", "were", "did"} or at.tag_ == "VBD":
            return "past"
        if auxes & {"has", "have", "ve"}:
            return "past"
        if auxes & {"is", "are", "am", "s", "re"}:
            return "past" if at.tag_ == "VBN" and "being" not in auxes else "present"
        if at.tag_ in {"VBZ", "VBP"}:
            return "future" if at.lemma_ in _TIMETABLED and _has_day(at) else "present"
        if at.tag_ == "VB" and not auxes and any(c.dep_ == "nsubj" for c in at.children):
            return "present"  # "fighters control the town": the tagger takes the finite form for the bare one
        if at.dep_ == "ROOT" or at.dep_ in {"ccomp", "relcl"}:
            return "unknown"
        at = at.head
    return "unknown"
