"""Who says it, and how sure they make it: the chain of sources and the stance of a claim.

From the predicate we climb the tree. A verb of saying above it gives its subject as the source, and
so do "according to", "citing", and a quotation's speaker. The one who reports is never the one who
did it: sources live in `by`, actors in `actors`, and nothing moves between the two.

Stance is the weakest link on the way up: a fear about a plan is a fear.
"""

from __future__ import annotations

from typing import Any

from rashomon.extract.sources.climb import Attribution, Climb, add_source, kind_of_words
from rashomon.extract.sources.hearsay import (
    HEARSAY,
    LIES,
    TURNS_DOWN,
    UNTRUE,
    by_hearsay,
    if_believed,
    is_content,
    proved_untrue,
)
from rashomon.extract.sources.modality import modal_above, own_words
from rashomon.extract.sources.saying import NO_SPEAKER, speak
from rashomon.extract.sources.speakers import can_speak
from rashomon.extract.sources.tallies import AMENDS, amended, counters, given_number, own_count
from rashomon.extract.syntax.clauses import deep_subject
from rashomon.extract.syntax.phrases import heads_of
from rashomon.extract.syntax.tagging import Tagged
from rashomon.extract.syntax.tenses import DONE
from rashomon.extract.syntax.voices import is_passive
from rashomon.model.draft import SourceMention

CLAUSAL = frozenset({"ccomp", "xcomp", "parataxis", "advcl", "acl", "relcl", "pcomp", "conj", "dep", "csubj", "oprd"})
TELLING = frozenset(
    {"as", "while", "after", "since", "because", "when", "before", "although", "though", "where", "whereas"}
)
# Verbs that give a count by a preposition.
_GIVES = {
    "speak": {"of"}, "talk": {"of"}, "tell": {"of"}, "write": {"of"}, "know": {"of"}, "admit": {"to"},
    "confess": {"to"}, "own": {"to"}, "put": {"at"}, "estimate": {"at"}, "set": {"at"}, "place": {"at"},
    "give": {"as"},
}  # fmt: skip
# With "that" and what was, these say it: "an inquiry has established that", "the court holds that", "they swear that".
_FINDS = frozenset("hold establish swear find determine determined ascertain verify conclude grant".split())
# Setting out, of which fleeing is no aim but the deed: "crossed the river to escape the shelling".
_SETS_OUT = frozenset("cross run leave walk move swim go pour travel drive head rush abandon".split())


def attribute(tagged: Tagged, at: int) -> Attribution:
    """The chain of sources and the stance of the predicate at token `at`."""
    climb = Climb(tagged)
    doc = tagged.parsed.doc
    token = doc[at]
    own_words(climb, token)
    climb.barrier = climb.given = _is_given(token)
    own_count(climb, token)
    _own_verb(climb, token)
    for _ in range(14):
        _according(climb, token)
        if token.dep_ == "ROOT":
            break
        head = token.head
        if token.i == climb.said_at and token.dep_ not in {"ccomp", "xcomp"}:
            break
        if token.dep_ == "conj" and token.tag_ in {"VBD", "VBZ", "VBP"} and head.tag_ == "VB" and head.dep_ == "xcomp":
            # "vowed to fight and called for help": a finite verb is no part of the infinitive before it
            token = head.head
            continue
        lemma = tagged.lemmas[head.i]
        told = _of_object(tagged, token, lemma)
        if told:
            speak(climb, head, told)
            token = head
            continue
        _around(climb, token, head, lemma, named=token.i == at)
        if (
            (token.dep_ == "relcl" and not is_content(token))
            or (token.dep_ == "acl" and token.tag_ in {"VBN", "VBG"})
            or _tells_apart(token)
        ):
            climb.barrier = True
        if token.dep_ in CLAUSAL and head.pos_ in {"VERB", "AUX"}:
            if _through_verb(climb, token, head):
                break
        elif token.dep_ in {"xcomp", "ccomp"} and head.pos_ == "ADJ" and lemma in tagged.book.irrealis:
            climb.add_stance(tagged.book.irrealis[lemma], "stance.irrealis", head.text)  # "is willing to"
            climb.tokens.append(head.i)
        elif climb.barrier and token.dep_ == "prep" and tagged.lemmas[head.i] == "be":
            modal_above(climb, head, adverbs_only=True)
        elif token.dep_ in {"acl", "ccomp", "relcl", "pobj", "pcomp", "prep"} and head.pos_ in {"NOUN", "PROPN"}:
            _through_noun(climb, token, head)
        token = head
    if not climb.sources and not climb.barrier and token.pos_ in {"VERB", "AUX"}:
        _according_behind(climb, token)
    _closing(climb, at)
    return climb.result()


def attribute_number(tagged: Tagged, first: int, last: int) -> Attribution | None:
    """Whose a number is by its own words: "340 by the rebels' tally", "the 85 dead acknowledged by X"; else None."""
    climb = Climb(tagged)
    for token in tagged.parsed.doc[first : last + 1]:
        for noun in (token, token.head) if token.dep_ == "nummod" else (token,):
            owned = _given_by(tagged, noun)
            if owned is not None:
                speak(climb, owned, _recorded(tagged, tagged.lemmas[owned.i]))
            if noun.pos_ != "VERB":
                _according(climb, noun)
    return climb.result() if climb.sources else None


def _own_verb(climb: Climb, token: Any) -> None:
    """What the predicate itself tells of its speaker: a verb that records, gives, amends or passes on a count."""
    tagged = climb.tagged
    lemma = tagged.lemmas[token.i]
    light = any(c.dep_ == "dobj" and tagged.lemmas[c.i] in {"life", "lives"} for c in token.children)
    light = light or (lemma == "put" and not _puts_at(token))
    if lemma in tagged.book.recording and token.pos_ == "VERB" and lemma in tagged.book.speech and not light:
        speak(climb, token, _recorded(tagged, lemma))
    elif lemma in _GIVES and token.pos_ == "VERB" and _gives_by(token, _GIVES[lemma]):
        speak(climb, token, "claimed")  # "gave the number as 10"
    elif lemma in AMENDS and token.pos_ == "VERB":
        amended(climb, token)
    elif token.i in tagged.number_tokens:
        given_number(climb, token)
    elif is_passive(token) and lemma in tagged.book.raising and token.pos_ == "VERB":
        climb.add_stance(tagged.book.raising[lemma], "stance.raising_passive", token.text)  # "are feared dead"


def _given_by(tagged: Tagged, noun: Any) -> Any | None:
    """The participle by which a count is somebody's: "the 85 dead acknowledged by the army"; None without one."""
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and tagged.lemmas[child.i] in tagged.book.recording:
            if any(c.dep_ == "agent" for c in child.children):
                return child
    return None


def _closing(climb: Climb, at: int) -> None:
    """The attribution that closes the sentence or stands in its middle, where nobody is named nearer."""
    tagged = climb.tagged
    tail = tagged.parsed.tail
    if tail is not None and not tail.covers and tagged.parsed.spans[at][0] > tail.start:
        return  # "…, officials said, hours after X had happened": the outlet's own
    silent = climb.said_at < 0 or not climb.sources  # "…, the mayor wrote, adding that": no other speaker
    if tail is not None and silent and not any(s.cue == tail.cue for s in climb.sources):
        climb.add_stance("asserted" if tail.learned else "claimed", "stance.closing_attribution", tail.cue)
        for actor in (tail.actor, tail.also):
            if actor is not None:
                kind = kind_of_words(actor.text.lower().split())
                climb.sources.append(SourceMention(actor=actor, kind=kind, cue=tail.cue, told=tail.told))
        climb.closing = True


def _is_given(token: Any) -> bool:
    """ "Whether its strikes had killed civilians": that there were strikes is taken for granted."""
    if token.dep_ != "nsubj" or token.pos_ != "NOUN" or not any(c.dep_ == "poss" for c in token.children):
        return False
    verb = token.head
    past = verb.tag_ == "VBD" or any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in verb.children)
    return past and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)


def _of_object(tagged: Tagged, token: Any, lemma: str) -> str:
    """Stance of what a verb has for its object: "recorded 17 attacks", "denied reports that X had fallen"; else ""."""
    if token.dep_ != "dobj" or token.head.pos_ != "VERB":
        return ""
    if lemma in TURNS_DOWN and tagged.lemmas[token.i] in HEARSAY:
        return "denied"
    recorded = lemma in tagged.book.recording and (lemma != "put" or _puts_at(token.head))
    return _recorded(tagged, lemma) if recorded else ""


def _gives_by(verb: Any, preps: set[str]) -> bool:
    """ "Gave the number as 10": the preposition by which a verb gives a count, with the count behind it."""
    return any(
        c.dep_ == "prep" and c.text.lower() in preps and any(g.dep_ == "pobj" and g.like_num for g in c.children)
        for c in verb.children
    )


def _puts_at(verb: Any) -> bool:
    """ "Put the dead at 40" gives a count; "put them to death", "put an end to" tell a deed."""
    if any(c.dep_ == "dobj" and c.lemma_.lower() in {"end", "stop"} for c in verb.children):
        return False
    todo = list(verb.children)
    while todo:
        token = todo.pop()
        if token.dep_ == "prep" and token.text.lower() == "at":
            return True
        if token.dep_ not in {"relcl", "ccomp", "advcl", "conj"}:
            todo.extend(token.children)
    return False


def _not_come_about(climb: Climb, noun: Any) -> None:
    """ "Ruled out a withdrawal", "called off the assault", "simulated an attack": what is named was not done."""
    book, verb = climb.tagged.book, noun.head
    passive = noun.dep_ == "nsubjpass"
    if noun.dep_ == "pobj" and verb.dep_ in {"prep", "prt"}:
        prep, verb = verb.text.lower(), verb.head
        stance = book.unreal.get(f"{climb.tagged.lemmas[verb.i]} {prep}")
    elif noun.dep_ == "dobj" or passive:
        particle = next((c.text.lower() for c in verb.children if c.dep_ == "prt"), "")
        lemma = climb.tagged.lemmas[verb.i]
        stance = book.unreal.get(f"{lemma} {particle}".strip())
    else:
        return
    if stance is not None and verb.pos_ == "VERB":
        negated = any(c.dep_ == "neg" for c in verb.children) and stance == "denied"
        if not negated:
            climb.add_stance(stance, "stance.unreal", verb.text)


def _recorded(tagged: Tagged, lemma: str) -> str:
    stance = tagged.book.speech.get(lemma, "claimed")
    return "claimed" if stance == "asserted" else stance


def _around(climb: Climb, token: Any, head: Any, lemma: str, *, named: bool) -> None:
    """What stands between a word and what governs it: a verb over a named event, hearsay, a preposition."""
    if named and token.pos_ == "NOUN":
        _not_come_about(climb, token)
    if token.dep_ == "pcomp" and head.text.lower() == "according":
        by_hearsay(climb, head)
    if token.dep_ == "prep":
        _through_prep(climb, token, head, lemma)


def _through_prep(climb: Climb, prep: Any, head: Any, lemma: str) -> None:
    """ "accused X of shelling", "prevented X from taking", "spoke of 98 dead", "put its losses at 41"."""
    book = climb.tagged.book
    climb.preps.add(prep.text.lower())
    if prep.text.lower() == "of" and head.text.lower() == "short":
        climb.add_stance("denied", "stance.short_of", "short of")  # "stopped short of entering"
    if head.pos_ not in {"VERB", "AUX"}:
        return
    # "put its losses in the battle at 41": the parser hangs "at" on the battle
    if climb.preps & _GIVES.get(lemma, set()) and any(c.dep_ == "pobj" for c in prep.children):
        speak(climb, head, "claimed")
        return
    gerund = any(c.dep_ == "pcomp" for c in prep.children)
    if not gerund:
        return
    if prep.text.lower() == "from" and lemma in book.prevented:
        climb.add_stance("hypothetical", "stance.prevented", head.text)
    elif prep.text.lower() in {"of", "for"} and lemma in book.of_gerund:
        speak(climb, head, book.speech.get(lemma, "alleged"))


def _tells_apart(token: Any) -> bool:
    """A finite clause with its own subject after "as", "while", "after": told for itself."""
    return bool(
        token.dep_ == "advcl"
        and any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
        and any(c.dep_ in {"mark", "advmod"} and c.text.lower() in TELLING for c in token.children)
    )


def _tells_what_was(clause: Any) -> bool:
    """ "Holds that 40 were killed", "swear that they saw it": a clause with its own subject, of what has been."""
    kinds = {c.dep_ for c in clause.children}
    ahead = any(
        c.dep_ == "aux" and c.text.lower() in {"will", "would", "shall", "wo", "’ll", "'ll"} for c in clause.children
    )
    marked = any(c.dep_ == "mark" and c.text.lower() == "that" for c in clause.children)
    return marked and bool(kinds & {"nsubj", "nsubjpass"}) and not ahead


def _through_verb(climb: Climb, token: Any, head: Any) -> bool:
    """One step up over a verb; True where nothing above can bear on the claim any more."""
    tagged, book = climb.tagged, climb.tagged.book
    lemma = tagged.lemmas[head.i]
    infinitive = any(c.text.lower() == "to" and c.dep_ == "aux" for c in token.children) or token.dep_ == "xcomp"
    if infinitive and token.dep_ == "ccomp" and not any(c.dep_ == "mark" for c in token.children):
        infinitive = lemma not in book.speech or lemma in book.irrealis
    if token.dep_ == "conj":
        # "A happened and B said C": what precedes the conjunction does not govern its own saying
        return climb.said_at >= 0
    if token.dep_ == "ccomp" and lemma in _FINDS and _tells_what_was(token):
        speak(climb, head, "claimed")
        return False
    if token.dep_ in {"ccomp", "parataxis", "dep"} or (token.dep_ == "advcl" and _inverted(tagged, head)):
        if lemma in book.speech:
            speak(climb, head, "claimed" if _is_sworn(token, book.speech[lemma]) else book.speech[lemma])
            return False
        if lemma == "be":
            for attr in (c for c in head.children if c.dep_ in {"attr", "nsubj"} and c.i < token.i):
                _through_noun(climb, token, attr)
        if lemma in book.irrealis and token.dep_ == "ccomp" and not climb.barrier:
            climb.add_stance(book.irrealis[lemma], "stance.irrealis", head.text)
        modal_above(climb, head)
        return False
    if climb.barrier:
        if infinitive and not climb.given and _is_purpose(climb, token, lemma):
            climb.add_stance("planned", "stance.purpose", head.text)
        if tagged.lemmas[head.i] == "be":
            modal_above(climb, head, adverbs_only=True)
        return False
    if infinitive:
        ordered = _ordered_through_relative(tagged, head)
        if ordered is not None:
            # "urged those who remained to hand over their weapons": the infinitive is what was urged
            climb.add_stance(book.irrealis[tagged.lemmas[ordered.i]], "stance.irrealis", ordered.text)
        if is_passive(head) and lemma in book.raising:
            climb.add_stance(book.raising[lemma], "stance.raising_passive", head.text)
            climb.tokens.append(head.i)
        elif lemma == "be" and head.tag_ in {"VBD", "VBZ", "VBP"} and _had_been_due(token):
            climb.add_stance("planned", "stance.had_been_due", head.text)
        elif lemma in book.irrealis:
            climb.add_stance(book.irrealis[lemma], "stance.irrealis", head.text)
            climb.tokens.append(head.i)
            if book.irrealis[lemma] in {"called_for", "promised"}:
                _add_wisher(climb, head)
        elif lemma in book.speech and lemma not in DONE and book.speech[lemma] != "asserted":
            speak(climb, head, book.speech[lemma])
        elif _is_purpose(climb, token, lemma):
            climb.add_stance("planned", "stance.purpose", head.text)
        modal_above(climb, head)
    elif token.dep_ == "pcomp":
        modal_above(climb, head)
    elif token.dep_ == "advcl":
        if any(c.dep_ == "mark" and c.text.lower() in book.conditions for c in token.children):
            climb.add_stance("hypothetical", "stance.condition", token.text)
        if token.tag_ in {"VBG", "VBN"} and not any(c.dep_ in {"nsubj", "mark"} for c in token.children):
            modal_above(climb, head)
    return False


def _is_sworn(token: Any, stance: str) -> bool:
    """ "They swear that they carried out 200": what is past is sworn to and not pledged."""
    had = any(c.dep_ == "aux" and c.text.lower() in {"had", "have", "has", "did"} for c in token.children)
    return stance == "promised" and (token.tag_ == "VBD" or had)


def _had_been_due(token: Any) -> bool:
    """ "Was to have evacuated 300 people": it did not."""
    auxes = {c.text.lower() for c in token.children if c.dep_ == "aux"}
    return "to" in auxes and "have" in auxes


def _ordered_through_relative(tagged: Tagged, head: Any) -> Any | None:
    """The verb of asking behind a relative clause that has swallowed its infinitive."""
    if head.dep_ != "relcl" or tagged.lemmas[head.i] not in {"remain", "stay", "live", "serve", "wait", "be"}:
        return None
    noun = head.head
    verb = noun.head if noun.dep_ in {"dobj", "dative"} else None
    return verb if verb is not None and tagged.lemmas[verb.i] in tagged.book.irrealis else None


def _is_purpose(climb: Climb, token: Any, lemma: str) -> bool:
    """An infinitive of purpose ("sent troops to secure the airport") has not happened by being told."""
    book = climb.tagged.book
    if climb.tagged.lemmas[token.i] in {"flee", "escape"} and lemma in _SETS_OUT:
        return False
    auxes = {c.text.lower() for c in token.children if c.dep_ == "aux"}
    return (
        "to" in auxes
        and "have" not in auxes
        and lemma not in book.implicative
        and lemma not in book.raising
        and lemma != "be"
    )


def _add_wisher(climb: Climb, verb: Any) -> None:
    """Who asks or pledges is where the wish comes from: "the government asked X to deploy"."""
    tagged = climb.tagged
    subject = deep_subject(tagged, verb)
    if subject is None or tagged.words[subject] in NO_SPEAKER:
        return
    for head in heads_of(tagged, subject):
        add_source(climb, head, verb.text, "")


def _inverted(tagged: Tagged, head: Any) -> bool:
    """ "X happened, police said" parsed as an adverbial clause of "said"."""
    return tagged.lemmas[head.i] in tagged.book.speech and any(c.dep_ in {"nsubj", "nsubjpass"} for c in head.children)


def _through_noun(climb: Climb, token: Any, head: Any) -> None:
    """ "fears that …", "a plan to …", "the claim of …": the noun's stance, its owner as source."""
    tagged, book = climb.tagged, climb.tagged.book
    lemma = tagged.lemmas[head.i]
    counts = token.dep_ == "appos" and not climb.barrier
    counts = counts or (token.dep_ == "prep" and (not climb.barrier or token.text.lower() == "of"))
    for owner in counters(tagged, head.i) if counts else ():
        climb.add_stance("claimed", "stance.counted_by", head.text)
        add_source(climb, owner, head.text, "")
    if climb.barrier and token.dep_ != "acl":
        return
    if token.dep_ == "relcl" and "according" in tagged.words[head.i : token.i] and lemma in LIES | HEARSAY:
        climb.add_stance("denied" if lemma in LIES else "reported", "stance.hearsay", head.text)
    clausal = (
        token.dep_ in {"acl", "ccomp"}
        or (token.dep_ == "relcl" and is_content(token))
        or (token.dep_ == "prep" and token.text.lower() in {"of", "for", "that"})
    )
    if not clausal or lemma not in book.stance_nouns:
        auxes = {c.text.lower() for c in token.children if c.dep_ == "aux"}
        if token.dep_ == "acl" and "to" in auxes and "have" not in auxes and lemma not in book.done_nouns:
            climb.add_stance("planned", "stance.purpose", head.text)
        return
    if any(c.dep_ == "det" and c.text.lower() == "no" for c in head.children):
        climb.add_stance("doubted", "stance.no_such", head.text)
    if lemma in HEARSAY and any(c.dep_ in {"amod", "compound"} and c.text.lower() in UNTRUE for c in head.children):
        climb.add_stance("denied", "stance.untrue", head.text)  # "spread the fake news that"
    if lemma in HEARSAY and proved_untrue(tagged, head):
        climb.add_stance("denied", "stance.untrue", head.text)
    climb.add_stance(book.stance_nouns[lemma], "stance.noun", head.text)
    climb.tokens.append(head.i)
    for child in head.children:
        if child.dep_ == "poss":
            add_source(climb, child.i, head.text, "")
        elif child.dep_ == "prep" and child.text.lower() in {"in", "among", "by", "from"}:
            for pobj in (c for c in child.children if c.dep_ == "pobj"):
                add_source(climb, pobj.i, head.text, "")


def _according_behind(climb: Climb, token: Any) -> None:
    """ "Twelve died, and 30 were hurt, according to medics": what closes the sentence is said of all its clauses."""
    last = token
    while (joined := [c for c in last.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"}]) != []:
        last = joined[-1]
        if any(c.text.lower() == "according" and c.i > last.i for c in last.children):
            _according(climb, last)
            return


def _according(climb: Climb, token: Any) -> None:
    """ "according to X" on the predicate or anything above it."""
    tagged = climb.tagged
    for child in token.children:
        if child.dep_ == "parataxis" and tagged.lemmas[child.i] in tagged.book.speech and climb.said_at < 0:
            # "X fell, Kyiv said, but …": the saying stands inside what is said
            kinds = {c.dep_ for c in child.children}
            if "nsubj" in kinds and not kinds & {"ccomp", "dobj", "xcomp", "conj"}:
                speak(climb, child, tagged.book.speech[tagged.lemmas[child.i]])
                climb.said_at = -1
            continue
        if child.dep_ == "advcl" and (speaker := if_believed(tagged, child)) is not None:
            climb.add_stance("claimed", "stance.if_believed", child.text)
            for head in heads_of(tagged, speaker):
                add_source(climb, head, "if believed", "")
            continue
        if child.dep_ in {"prep", "agent"} and child.text.lower() in {"by", "in", "on", "from"}:
            # "by the government's count"
            for inner in (c for c in child.children if c.dep_ == "pobj"):
                for head in counters(tagged, inner.i):
                    climb.add_stance("claimed", "stance.counted_by", inner.text)
                    add_source(climb, head, inner.text, "")
        if child.text.lower() != "according":
            continue
        for inner in child.subtree:
            if inner.dep_ == "pobj" and inner.head.text.lower() == "to" and inner.head.i > child.i:
                heads = counters(tagged, inner.i) or heads_of(tagged, inner.i)
                if not any(can_speak(tagged, head) for head in heads):
                    return  # "according to type and range": how one knows, not who says
                climb.add_stance("claimed", "stance.according_to", "according to")
                climb.tokens.append(child.i)
                for head in heads:
                    add_source(climb, head, "according to", "")
                return
