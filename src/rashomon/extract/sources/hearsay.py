"""Hearsay, lies and nobody's posts: what is told as untrue, or by no one who answers for it."""

from __future__ import annotations

from typing import Any

from rashomon.extract.sources.climb import Climb
from rashomon.extract.syntax.tagging import Tagged
from rashomon.extract.syntax.voices import is_passive

# "Denied reports that", "dismissed claims that": the content is denied.
TURNS_DOWN = frozenset("deny reject dismiss refute rebut contradict".split())
HEARSAY = frozenset(
    "report rumour rumor claim news allegation accusation charge suggestion assertion speculation story statement "
    "announcement".split()
)
UNTRUE = frozenset(
    "false untrue unfounded baseless wrong fabricated groundless mistaken incorrect bogus fictitious invented fake "
    "exaggerated lie lies fabrication invention hoax nonsense propaganda rumour rumor".split()
)
# What is passed on without a name, and by what it is known that it is.
_SHARED = frozenset({"post", "tweet", "meme", "caption", "message", "video", "clip", "thread", "graphic", "audio"})
_SPREADS = frozenset(
    "seen shared viral circulating circulated forwarded viewed media facebook telegram whatsapp tiktok twitter x "
    "instagram times users".split()
)
LIES = frozenset({"lie", "myth", "fabrication", "hoax", "slander", "falsehood", "disinformation", "fairytale"})


def is_anonymous(tagged: Tagged, i: int) -> bool:
    """ "A post seen four million times", "a message on social media": shared by many, and nobody's word."""
    if tagged.lemmas[i] not in _SHARED:
        return False
    near = {t.text.lower() for t in tagged.parsed.doc[i].subtree}
    return (
        bool(near & _SPREADS) and "by" not in near and not any(c.dep_ == "poss" for c in tagged.parsed.doc[i].children)
    )


def if_believed(tagged: Tagged, clause: Any) -> int | None:
    """ "If General X is to be believed", "if the army is right": who is taken at their word."""
    if not any(c.dep_ == "mark" and c.text.lower() == "if" for c in clause.children):
        return None
    under = {tagged.lemmas[c.i] for c in (clause, *clause.children)}
    if not under & {"believe", "trust", "credit"} and not ("be" in under and under & {"right", "correct"}):
        return None
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return int(subject.i) if subject is not None and tagged.sorts(subject.i) & {"person", "source"} else None


def by_hearsay(climb: Climb, according: Any) -> None:
    """ "The lie, according to which the governor had fled": what sort of telling it is."""
    words = climb.tagged.lemmas[: according.i]
    if set(words) & LIES:
        climb.add_stance("denied", "stance.lie", "according to which")
    elif set(words) & HEARSAY:
        climb.add_stance("reported", "stance.hearsay", "according to which")


def is_content(clause: Any) -> bool:
    """ "Reports that rebels had seized X": what the noun tells, though the parser takes it for a relative clause."""
    told = clause.head.lemma_.lower() in HEARSAY and any(c.dep_ in {"nsubj", "nsubjpass"} for c in clause.children)
    return told and any(c.dep_ == "mark" and c.text.lower() == "that" for c in clause.children)


def proved_untrue(tagged: Tagged, noun: Any) -> bool:
    """ "Rumours that X had fallen proved unfounded", "the report of a massacre was denied"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"}:
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return any(tagged.words[c.i] in {"true", "correct", "accurate"} for c in verb.children)
    if is_passive(verb) and tagged.lemmas[verb.i] in TURNS_DOWN | {"debunk", "disprove", "retract", "withdraw"}:
        return True
    return any(tagged.words[c.i] in UNTRUE for c in verb.children if c.dep_ in {"acomp", "oprd", "attr", "amod"})
