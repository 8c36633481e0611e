"""Who says it, and how sure they make it: the chain of sources and the stance of a claim.

From the predicate we climb the tree. A verb of saying above it gives its subject as the source, and
so do "according to", "citing", and a quotation's speaker. The one who reports is never the one who
did it: sources live in `by`, actors in `actors`, and nothing moves between the two.

Stance is the weakest link on the way up: a fear about a plan is a fear.
"""

from __future__ import annotations

from typing import Any, cast

import msgspec

from rashomon.extract.clauses import DONE, deep_object, deep_subject, is_passive, surface_subject
from rashomon.extract.phrases import actor_at, heads_of
from rashomon.extract.speakers import can_speak
from rashomon.extract.tagging import Tagged
from rashomon.model.draft import ActorMention, Decision, SourceKind, SourceMention, Stance
from rashomon.reference.codebook import load_codebook

# Weakest wins. Asserted is what the outlet prints as its own.
WEIGHT: dict[str, int] = {
    "asserted": 0,
    "claimed": 1,
    "reported": 2,
    "predicted": 3,
    "promised": 4,
    "planned": 5,
    "called_for": 6,
    "alleged": 7,
    "suspected": 8,
    "feared": 9,
    "doubted": 10,
    "denied": 11,
    "hypothetical": 12,
}
CLAUSAL = frozenset({"ccomp", "xcomp", "parataxis", "advcl", "acl", "relcl", "pcomp", "conj", "dep", "csubj", "oprd"})
TELLING = frozenset(
    {"as", "while", "after", "since", "because", "when", "before", "although", "though", "where", "whereas"}
)
# What is counted or written stands for who counted or wrote it: "a tally kept by X", "X's figures".
# Rule of a stance that an estimate of the past has: whoever gives the number claims it.
MAY_HAVE = "stance.may_have"
TALLIES = frozenset(
    "count tally toll figure estimate number data record list total survey database statement report statistic account "
    "reckoning register roll log bulletin communique dispatch assessment tabulation".split()
)
# "Officials revised the toll down to 71", "gave a toll of 36 dead": whose count it is.
_AMENDS = frozenset("revise lower raise cut reduce increase update correct adjust amend give issue publish".split())
# Verbs that give a count by a preposition.
_GIVES = {
    "speak": {"of"}, "talk": {"of"}, "tell": {"of"}, "write": {"of"}, "know": {"of"}, "admit": {"to"},
    "confess": {"to"}, "own": {"to"}, "put": {"at"}, "estimate": {"at"}, "set": {"at"}, "place": {"at"},
    "give": {"as"},
}  # fmt: skip
# What a count does not do is its ceiling.
_BOUNDS = frozenset({"exceed", "surpass", "top", "pass"})
# Verbs that tell where a count is from.
_COMES = frozenset({"come", "stem", "originate", "derive", "date"})
_GIVEN = frozenset(
    "supply provide give compile draw issue release publish keep collect gather quote cite put circulate".split()
)
# "Denied reports that", "dismissed claims that": the content is denied.
_TURNS_DOWN = frozenset("deny reject dismiss refute rebut contradict".split())
_HEARSAY = frozenset(
    "report rumour rumor claim news allegation suggestion assertion speculation story statement announcement".split()
)
# Setting out, of which fleeing is no aim but the deed: "crossed the river to escape the shelling".
_SETS_OUT = frozenset("cross run leave walk move swim go pour travel drive head rush abandon".split())
_UNTRUE = frozenset(
    "false untrue unfounded baseless wrong fabricated groundless mistaken incorrect bogus fictitious invented fake "
    "exaggerated lie lies fabrication invention hoax nonsense propaganda rumour rumor".split()
)
# What is passed on without a name, and by what it is known that it is.
_SHARED = frozenset({"post", "tweet", "meme", "caption", "message", "video", "clip", "thread", "graphic", "audio"})
_SPREADS = frozenset(
    "seen shared viral circulating circulated forwarded viewed media facebook telegram whatsapp tiktok twitter x "
    "instagram times users".split()
)
_LIES = frozenset({"lie", "myth", "fabrication", "hoax", "slander", "falsehood", "disinformation", "fairytale"})
# Nouns for a place that changes hands.
_TURNS = frozenset({"capture", "fall", "loss", "seizure", "recapture", "takeover", "liberation"})
# Verbs whose object is who was told.
_TELLS = frozenset({"tell", "inform", "brief", "assure", "notify", "advise"})
NO_SPEAKER = frozenset({"there", "that", "this", "which", "what"})


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """What the way up from a predicate tells.

    Attributes:
        sources: Chain, origin first, without the outlet.
        stance: Weakest stance met.
        tokens: Tokens of sources and cues (they belong to the quote).
        trace: Each step with its rule.
        said_at: Token of the verb of saying, -1 if none.
        closing: The source stands in the sentence's closing attribution.
        negated: A plan, plea or pledge not to: nothing is told to have happened either way.
    """

    sources: tuple[SourceMention, ...] = ()
    stance: Stance = "asserted"
    tokens: tuple[int, ...] = ()
    trace: tuple[Decision, ...] = ()
    said_at: int = -1
    negated: bool = False
    closing: bool = False


class _Climb:
    """Working state of one climb."""

    def __init__(self, tagged: Tagged) -> None:
        self.tagged = tagged
        self.sources: list[SourceMention] = []
        self.stances: list[tuple[str, str, str]] = []
        self.tokens: list[int] = []
        self.said_at = -1
        self.preps: set[str] = set()
        self.barrier = False
        self.given = False
        self.closing = False

    def add_stance(self, stance: str, rule: str, word: str) -> None:
        self.stances.append((stance, rule, word))

    def result(self) -> Attribution:
        if self.said_at >= 0:
            # "said that it would": the past of "will", not a condition
            self.stances = [("predicted" if w.lower() == "would" else s, r, w) for s, r, w in self.stances]
        if any(s == "feared" for s, _, _ in self.stances):
            self.stances = [row for row in self.stances if row[1] not in {"stance.modal", "stance.modal_above"}]
        if any(s == "predicted" for s, _, _ in self.stances):
            # what one believes will happen is a prediction
            self.stances = [row for row in self.stances if row[0] != "suspected" or row[1] != "stance.verb"]
        names = [s for s, _, _ in self.stances]
        stance = max(names, key=lambda name: WEIGHT[name], default="asserted")
        negated = "denied" in names and bool({"planned", "called_for", "promised", "predicted"} & set(names))
        trace = tuple(Decision(field="stance", value=s, rule=r, words=w) for s, r, w in self.stances)
        trace += tuple(
            Decision(field="by", value=s.actor.text, rule="attribution.speaker", words=s.cue) for s in self.sources
        )
        return Attribution(
            sources=tuple(self.sources),
            stance=cast("Stance", stance),
            tokens=tuple(self.tokens),
            trace=trace,
            said_at=self.said_at,
            negated=negated,
            closing=self.closing,
        )


def attribute(tagged: Tagged, at: int) -> Attribution:
    """The chain of sources and the stance of the predicate at token `at`."""
    climb = _Climb(tagged)
    doc = tagged.parsed.doc
    token = doc[at]
    _own_words(climb, token)
    climb.barrier = climb.given = _is_given(token)
    _own_count(climb, token)
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
            _speak(climb, head, told)
            token = head
            continue
        _around(climb, token, head, lemma, named=token.i == at)
        if (
            (token.dep_ == "relcl" and not _is_content(token))
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
            _modal_above(climb, head, adverbs_only=True)
        elif token.dep_ in {"acl", "ccomp", "relcl", "pobj", "pcomp", "prep"} and head.pos_ in {"NOUN", "PROPN"}:
            _through_noun(climb, token, head)
        token = head
    if not climb.sources and not climb.barrier and token.pos_ in {"VERB", "AUX"}:
        _according_behind(climb, token)
    _closing(climb, at)
    return climb.result()


def _own_verb(climb: _Climb, token: Any) -> None:
    """What the predicate itself tells of its speaker: a verb that records, gives, amends or passes on a count."""
    tagged = climb.tagged
    lemma = tagged.lemmas[token.i]
    light = any(c.dep_ == "dobj" and tagged.lemmas[c.i] in {"life", "lives"} for c in token.children)
    light = light or (lemma == "put" and not _puts_at(token))
    if lemma in tagged.book.recording and token.pos_ == "VERB" and lemma in tagged.book.speech and not light:
        _speak(climb, token, _recorded(tagged, lemma))
    elif lemma in _GIVES and token.pos_ == "VERB" and _gives_by(token, _GIVES[lemma]):
        _speak(climb, token, "claimed")  # "gave the number as 10"
    elif lemma in _AMENDS and token.pos_ == "VERB":
        _amended(climb, token)
    elif token.i in tagged.number_tokens:
        _given_number(climb, token)
    elif is_passive(token) and lemma in tagged.book.raising and token.pos_ == "VERB":
        climb.add_stance(tagged.book.raising[lemma], "stance.raising_passive", token.text)  # "are feared dead"


def _closing(climb: _Climb, at: int) -> None:
    """The attribution that closes the sentence or stands in its middle, where nobody is named nearer."""
    tagged = climb.tagged
    tail = tagged.parsed.tail
    if tail is not None and not tail.covers and tagged.parsed.spans[at][0] > tail.start:
        return  # "…, officials said, hours after X had happened": the outlet's own
    if tail is not None and climb.said_at < 0 and not any(s.cue == tail.cue for s in climb.sources):
        climb.add_stance("asserted" if tail.learned else "claimed", "stance.closing_attribution", tail.cue)
        climb.sources.append(
            SourceMention(
                actor=tail.actor, kind=kind_of_words(tail.actor.text.lower().split()), cue=tail.cue, told=tail.told
            )
        )
        climb.closing = True


def _is_given(token: Any) -> bool:
    """ "Whether its strikes had killed civilians": that there were strikes is taken for granted."""
    if token.dep_ != "nsubj" or token.pos_ != "NOUN" or not any(c.dep_ == "poss" for c in token.children):
        return False
    verb = token.head
    past = verb.tag_ == "VBD" or any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in verb.children)
    return past and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)


# Verbs of which a bare number is the object: who does it gives the number.
_GIVERS = frozenset(
    "give cite count list name claim report announce acknowledge concede admit maintain insist stick stand have hold "
    "show".split()
)


def _given_number(climb: _Climb, number: Any) -> None:
    """ "The mayor gave 93", "the army's count is now 20", "the service's last figure, 93": whose number it is."""
    tagged = climb.tagged
    at = number
    for _ in range(5):
        if at.dep_ == "ROOT" or at.pos_ in {"VERB", "AUX"} or (at is not number and tagged.lemmas[at.i] in TALLIES):
            break
        at = at.head
    owners = _counters(tagged, at.i)
    if not owners and at.dep_ == "dobj" and tagged.lemmas[at.i] in TALLIES:
        at = at.head  # "the minister gave a figure of 40"
    if not owners and tagged.lemmas[at.i] not in TALLIES:
        subject = surface_subject(tagged, at, 0) if at.pos_ in {"VERB", "AUX"} else None
        if subject is None or subject == number.i:
            return
        owners = _counters(tagged, subject)
        speaks = tagged.sorts(subject) & {"person", "official", "armed", "source", "name"}
        if not owners and speaks and tagged.lemmas[at.i] in _GIVERS:
            owners = [h for h in heads_of(tagged, subject) if "number" not in tagged.sorts(h)]
    if owners:
        climb.add_stance("claimed", "stance.number_given", at.text)
        climb.tokens.append(at.i)
        for head in owners:
            _add_source(climb, head, at.text, "")


def _amended(climb: _Climb, verb: Any) -> None:
    """ "The ministry lowered its count to 94", "the toll was revised to 71 by officials": whose count it is."""
    tagged = climb.tagged
    count = deep_object(tagged, verb)
    doer = deep_subject(tagged, verb)
    if count is None or tagged.lemmas[count] not in TALLIES or doer is None:
        return
    if tagged.sorts(doer) & {"official", "armed", "source", "name"} and "number" not in tagged.sorts(doer):
        climb.add_stance("claimed", "stance.amended", verb.text)
        for head in heads_of(tagged, doer):
            _add_source(climb, head, verb.text, "")


def _own_count(climb: _Climb, verb: Any) -> None:
    """ "The bishop's count is 600", "a tally by elders has reached 114", "the figure comes from the bishop"."""
    tagged = climb.tagged
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or tagged.lemmas[subject.i] not in TALLIES or tagged.words[subject.i] == "number":
        return
    whose = _counters(tagged, subject.i)
    if tagged.lemmas[subject.i] in {"total", "toll", "data", "survey", "database"}:
        whose = [i for i in whose if i not in tagged.place_hit]  # "Libya's total" is of Libya, and not its own
    if tagged.lemmas[verb.i] in _COMES or (is_passive(verb) and tagged.lemmas[verb.i] in _GIVEN):
        preps = [c for c in verb.children if c.dep_ in {"prep", "agent"} and c.text.lower() in {"from", "by", "with"}]
        heads = [h for prep in preps for c in prep.children if c.dep_ == "pobj" for h in heads_of(tagged, c.i)]
        whose += [h for h in heads if tagged.sorts(h) & {"person", "source"} and h not in tagged.time_tokens]
    if whose:
        climb.add_stance("claimed", "stance.counted_by", subject.text)
        for head in whose:
            _add_source(climb, head, subject.text, "")


def _counters(tagged: Tagged, i: int) -> list[int]:
    """Whose count or account a noun names: "a tally kept by X", "figures from X", "X's count"; empty if untold."""
    token = tagged.parsed.doc[i]
    if tagged.lemmas[i] not in TALLIES:
        return []
    found = [c.i for c in token.children if c.dep_ == "poss" and c.pos_ != "PRON"]
    preps = [c for c in token.children if c.dep_ in {"prep", "agent"}]
    preps += [p for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN" for p in c.children]
    for prep in preps:
        word = prep.text.lower()
        if word in {"by", "from"} or (word == "of" and _is_reckoning(tagged, i, prep)):
            found.extend(c.i for c in prep.children if c.dep_ == "pobj")
    return [
        head
        for at in found
        for head in heads_of(tagged, at)
        if tagged.sorts(head) & {"person", "source", "thing"}
        and "number" not in tagged.sorts(head)
        and not _is_happening(tagged, head)
    ]


def _is_happening(tagged: Tagged, head: int) -> bool:
    """ "The toll from the shelling", "the count from last week's raid": what is counted, and nobody's count."""
    return tagged.lemmas[head] in tagged.book.nouns and not tagged.sorts(head) & {"person", "source"}


def _is_reckoning(tagged: Tagged, i: int, prep: Any) -> bool:
    """ "By the count of the diocese": not "the count of the dead"."""
    governor = tagged.parsed.doc[i].head
    counted = tagged.book.toll_nouns.keys() | {"wounded", "injured", "displaced", "killed"}
    whose = [c for c in prep.children if c.dep_ == "pobj" and tagged.lemmas[c.i] not in counted]
    led = governor.dep_ == "prep" and governor.text.lower() in {"by", "to"}
    return led and tagged.lemmas[i] in {"count", "tally", "reckoning", "estimate"} and bool(whose)


def _of_object(tagged: Tagged, token: Any, lemma: str) -> str:
    """Stance of what a verb has for its object: "recorded 17 attacks", "denied reports that X had fallen"; else ""."""
    if token.dep_ != "dobj" or token.head.pos_ != "VERB":
        return ""
    if lemma in _TURNS_DOWN and tagged.lemmas[token.i] in _HEARSAY:
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


def _not_come_about(climb: _Climb, noun: Any) -> None:
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


def _around(climb: _Climb, token: Any, head: Any, lemma: str, *, named: bool) -> None:
    """What stands between a word and what governs it: a verb over a named event, hearsay, a preposition."""
    if named and token.pos_ == "NOUN":
        _not_come_about(climb, token)
    if token.dep_ == "pcomp" and head.text.lower() == "according":
        _by_hearsay(climb, head)
    if token.dep_ == "prep":
        _through_prep(climb, token, head, lemma)


def _through_prep(climb: _Climb, prep: Any, head: Any, lemma: str) -> None:
    """ "accused X of shelling", "prevented X from taking", "spoke of 98 dead", "put its losses at 41"."""
    book = climb.tagged.book
    climb.preps.add(prep.text.lower())
    if prep.text.lower() == "of" and head.text.lower() == "short":
        climb.add_stance("denied", "stance.short_of", "short of")  # "stopped short of entering"
    if head.pos_ not in {"VERB", "AUX"}:
        return
    # "put its losses in the battle at 41": the parser hangs "at" on the battle
    if climb.preps & _GIVES.get(lemma, set()) and any(c.dep_ == "pobj" for c in prep.children):
        _speak(climb, head, "claimed")
        return
    gerund = any(c.dep_ == "pcomp" for c in prep.children)
    if not gerund:
        return
    if prep.text.lower() == "from" and lemma in book.prevented:
        climb.add_stance("hypothetical", "stance.prevented", head.text)
    elif prep.text.lower() in {"of", "for"} and lemma in book.of_gerund:
        _speak(climb, head, book.speech.get(lemma, "alleged"))


def _tells_apart(token: Any) -> bool:
    """A finite clause with its own subject after "as", "while", "after": told for itself."""
    return bool(
        token.dep_ == "advcl"
        and any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
        and any(c.dep_ in {"mark", "advmod"} and c.text.lower() in TELLING for c in token.children)
    )


def _own_words(climb: _Climb, token: Any) -> None:
    """Modals, adverbs, negation and conditions on the predicate itself."""
    book = climb.tagged.book
    if token.dep_ == "nsubj" and climb.tagged.lemmas[token.i] in _TURNS:
        _own_words_of_verb(climb, token.head)
    for child in token.children:
        word = child.text.lower()
        if child.dep_ == "aux" and word in {"may", "might"} and _is_over(token):
            climb.add_stance("suspected", MAY_HAVE, child.text)
        elif child.dep_ == "aux" and word in book.modals and not _habitual(token, word) and not _is_and_will(token):
            climb.add_stance(book.modals[word], "stance.modal", child.text)
        elif child.dep_ == "advmod" and word in book.stance_adverbs:
            climb.add_stance(book.stance_adverbs[word], "stance.adverb", child.text)
        elif child.dep_ == "neg" and token.lemma_ in _BOUNDS:
            continue  # "has not exceeded 150" bounds the count
        elif child.dep_ == "neg" or (child.dep_ == "preconj" and word == "neither"):
            climb.add_stance("denied", "stance.negation", child.text)
        elif (
            child.dep_ == "advmod"
            and word in {"longer", "anymore"}
            and any(g.text.lower() == "no" for g in (*child.children, *token.children))
        ):
            climb.add_stance("denied", "stance.no_longer", child.text)
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj"} and _is_nobody(child):
            climb.add_stance("denied", "stance.nobody", child.text)
        elif child.dep_ == "mark" and word in book.conditions:
            climb.add_stance("hypothetical", "stance.condition", child.text)
        elif child.dep_ == "amod" and word in book.stance_adjectives and token.pos_ in {"NOUN", "PROPN"}:
            climb.add_stance(book.stance_adjectives[word], "stance.adjective", child.text)


def _is_and_will(token: Any) -> bool:
    """ "Is and shall remain in our hands": it is so now."""
    head = token.head
    return bool(token.dep_ == "conj" and head.lemma_ in {"be", "remain", "stay"} and head.tag_ in {"VBZ", "VBP"})


def _is_over(token: Any) -> bool:
    """ "May have died": held likely of what is past, and no condition."""
    return token.tag_ == "VBN" and any(c.dep_ == "aux" and c.text.lower() == "have" for c in token.children)


def _own_words_of_verb(climb: _Climb, verb: Any) -> None:
    """ "Its capture would cut the road": what hangs on a condition has not come about."""
    for child in verb.children:
        if child.dep_ == "aux" and child.text.lower() in {"would", "could", "might"}:
            climb.add_stance("hypothetical", "stance.modal_above", child.text)


def _is_nobody(token: Any) -> bool:
    """ "nobody was killed", "no soldiers died", "neither side", "none of them"."""
    word = token.text.lower()
    return word in {"nobody", "none", "neither"} or any(
        c.dep_ in {"det", "neg", "preconj"} and c.text.lower() in {"no", "neither"} for c in token.children
    )


def _habitual(token: Any, word: str) -> bool:
    """ "could hear", "would say": no doubt is cast."""
    return word in {"could", "can"} and token.lemma_ in {"hear", "see", "feel"}


def _through_verb(climb: _Climb, token: Any, head: Any) -> bool:
    """One step up over a verb; True where nothing above can bear on the claim any more."""
    tagged, book = climb.tagged, climb.tagged.book
    lemma = tagged.lemmas[head.i]
    infinitive = any(c.text.lower() == "to" and c.dep_ == "aux" for c in token.children) or token.dep_ == "xcomp"
    if infinitive and token.dep_ == "ccomp" and not any(c.dep_ == "mark" for c in token.children):
        infinitive = lemma not in book.speech or lemma in book.irrealis
    if token.dep_ == "conj":
        # "A happened and B said C": what precedes the conjunction does not govern its own saying
        return climb.said_at >= 0
    if token.dep_ in {"ccomp", "parataxis", "dep"} or (token.dep_ == "advcl" and _inverted(tagged, head)):
        if lemma in book.speech:
            _speak(climb, head, book.speech[lemma])
            return False
        if lemma == "be":
            for attr in (c for c in head.children if c.dep_ in {"attr", "nsubj"} and c.i < token.i):
                _through_noun(climb, token, attr)
        if lemma in book.irrealis and token.dep_ == "ccomp" and not climb.barrier:
            climb.add_stance(book.irrealis[lemma], "stance.irrealis", head.text)
        _modal_above(climb, head)
        return False
    if climb.barrier:
        if infinitive and not climb.given and _is_purpose(climb, token, lemma):
            climb.add_stance("planned", "stance.purpose", head.text)
        if tagged.lemmas[head.i] == "be":
            _modal_above(climb, head, adverbs_only=True)
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
            _speak(climb, head, book.speech[lemma])
        elif _is_purpose(climb, token, lemma):
            climb.add_stance("planned", "stance.purpose", head.text)
        _modal_above(climb, head)
    elif token.dep_ == "pcomp":
        _modal_above(climb, head)
    elif token.dep_ == "advcl":
        if any(c.dep_ == "mark" and c.text.lower() in book.conditions for c in token.children):
            climb.add_stance("hypothetical", "stance.condition", token.text)
        if token.tag_ in {"VBG", "VBN"} and not any(c.dep_ in {"nsubj", "mark"} for c in token.children):
            _modal_above(climb, head)
    return False


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


def _is_purpose(climb: _Climb, token: Any, lemma: str) -> bool:
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


def _add_wisher(climb: _Climb, verb: Any) -> None:
    """Who asks or pledges is where the wish comes from: "the government asked X to deploy"."""
    tagged = climb.tagged
    subject = deep_subject(tagged, verb)
    if subject is None or tagged.words[subject] in NO_SPEAKER:
        return
    for head in heads_of(tagged, subject):
        _add_source(climb, head, verb.text, "")


def _modal_above(climb: _Climb, head: Any, *, adverbs_only: bool = False) -> None:
    book = climb.tagged.book
    if climb.barrier and not adverbs_only:
        return
    for child in head.children:
        word = child.text.lower()
        if child.dep_ == "advmod" and word in book.stance_adverbs:
            climb.add_stance(book.stance_adverbs[word], "stance.adverb", child.text)
        elif adverbs_only:
            continue
        elif child.dep_ == "aux" and word in book.modals:
            climb.add_stance(book.modals[word], "stance.modal_above", child.text)
        elif child.dep_ == "neg":
            climb.add_stance("denied", "stance.negation_above", child.text)


def _inverted(tagged: Tagged, head: Any) -> bool:
    """ "X happened, police said" parsed as an adverbial clause of "said"."""
    return tagged.lemmas[head.i] in tagged.book.speech and any(c.dep_ in {"nsubj", "nsubjpass"} for c in head.children)


def _speak(climb: _Climb, verb: Any, stance: str) -> None:
    """A verb of saying over the claim: its subject is the source."""
    tagged = climb.tagged
    negated = any(c.dep_ == "neg" for c in verb.children)
    if stance == "denied" and negated:
        stance = "claimed"
    climb.add_stance("doubted" if negated and stance == "claimed" else stance, "stance.verb", verb.text)
    if climb.said_at < 0:
        climb.said_at = verb.i
    climb.tokens.append(verb.i)
    passive = is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl")  # "the number, given by X as 70"
    subject = surface_subject(tagged, verb, 0) if not passive else None
    told = _told(tagged, verb)
    if passive and subject is None:
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        inner = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
        subject = inner.i if inner is not None else None
    if subject is None or tagged.words[subject] in NO_SPEAKER:
        return
    if _is_anonymous(tagged, subject):
        climb.add_stance("doubted", "stance.anonymous_post", tagged.parsed.doc[subject].text)
    owners = _counters(tagged, subject)
    if owners:
        climb.add_stance("claimed", "stance.counted_by", tagged.parsed.doc[subject].text)
        for head in owners:
            _add_source(climb, head, verb.text, told)
        return
    cited = _cited(tagged, verb, subject)
    for head in cited:
        _add_source(climb, head, verb.text, "")
    for head in heads_of(tagged, subject):
        _add_source(climb, head, verb.text, told)


def _is_anonymous(tagged: Tagged, i: int) -> bool:
    """ "A post seen four million times", "a message on social media": shared by many, and nobody's word."""
    if tagged.lemmas[i] not in _SHARED:
        return False
    near = {t.text.lower() for t in tagged.parsed.doc[i].subtree}
    return (
        bool(near & _SPREADS) and "by" not in near and not any(c.dep_ == "poss" for c in tagged.parsed.doc[i].children)
    )


def _told(tagged: Tagged, verb: Any) -> str:
    """To whom it was said, where that is an outlet or agency: "told AFP"."""
    for child in verb.children:
        target = child
        if child.dep_ == "prep" and child.text.lower() in {"to", "with"}:
            target = next((c for c in child.children if c.dep_ == "pobj"), None)
        elif child.dep_ not in {"dobj", "dative", "iobj"} or tagged.lemmas[verb.i] not in _TELLS:
            continue  # "blamed the ELN": whom they speak of
        if target is not None and target.pos_ == "PROPN":
            first, last = tagged.phrase(target.i)
            start, end = tagged.span_of(first, last)
            offset = tagged.parsed.sentence.start
            return tagged.parsed.sentence.text[start - offset : end - offset]
    return ""


def _cited(tagged: Tagged, verb: Any, subject: int) -> list[int]:
    """ "AFP reported, citing police": the police, who stand before AFP in the chain."""
    found: list[int] = []
    for node in (verb, tagged.parsed.doc[subject]):
        for child in node.children:
            if tagged.lemmas[child.i] in {"cite", "quote"} and child.tag_ == "VBG":
                found.extend(h for c in child.children if c.dep_ == "dobj" for h in heads_of(tagged, c.i))
    return found


def _add_source(climb: _Climb, head: int, cue: str, told: str) -> None:
    tagged = climb.tagged
    if tagged.words[head] in {"we", "i", "you", "one"}:
        return
    mention = (actor_at(tagged, head) or _thing(tagged, head)) if can_speak(tagged, head) else None
    if mention is None or any(s.actor.start == mention.start for s in climb.sources):
        return
    climb.sources.append(SourceMention(actor=mention, kind=source_kind(tagged, head), cue=cue, told=told))
    climb.tokens.extend(range(tagged.phrase(head)[0], tagged.phrase(head)[1] + 1))


def _thing(tagged: Tagged, head: int) -> ActorMention | None:
    """Footage, a report, "the regional command": sources by what they do, whatever their word is."""
    if tagged.parsed.doc[head].pos_ not in {"NOUN", "PROPN"} or head in tagged.number_tokens | tagged.time_tokens:
        return None
    first, last = tagged.phrase(head)
    start, end = tagged.span_of(first, last)
    offset = tagged.parsed.sentence.start
    return ActorMention(
        start=start, end=end, text=tagged.parsed.sentence.text[start - offset : end - offset], head=tagged.lemmas[head]
    )


def source_kind(tagged: Tagged, head: int) -> SourceKind:
    """What sort of source a phrase names, from its words alone."""
    first, last = tagged.phrase(head)
    by_words = kind_of_words([tagged.lemmas[i] for i in range(first, last + 1)])
    if by_words != "unnamed":
        return by_words
    if head in tagged.actor_hit:
        return "group"
    return "person" if tagged.parsed.doc[head].pos_ == "PROPN" else "unnamed"


def kind_of_words(phrase: list[str]) -> SourceKind:
    """The kind that a word of the phrase tells, in the order of the lexicon; "unnamed" where none does."""
    words = set(phrase)
    for kind, heads in load_codebook().source_kinds.items():
        if words & heads:
            return cast("SourceKind", kind)
    return "unnamed"


def _through_noun(climb: _Climb, token: Any, head: Any) -> None:
    """ "fears that …", "a plan to …", "the claim of …": the noun's stance, its owner as source."""
    tagged, book = climb.tagged, climb.tagged.book
    lemma = tagged.lemmas[head.i]
    counts = token.dep_ == "appos" and not climb.barrier
    counts = counts or (token.dep_ == "prep" and (not climb.barrier or token.text.lower() == "of"))
    for owner in _counters(tagged, head.i) if counts else ():
        climb.add_stance("claimed", "stance.counted_by", head.text)
        _add_source(climb, owner, head.text, "")
    if climb.barrier and token.dep_ != "acl":
        return
    if token.dep_ == "relcl" and "according" in tagged.words[head.i : token.i] and lemma in _LIES | _HEARSAY:
        climb.add_stance("denied" if lemma in _LIES else "reported", "stance.hearsay", head.text)
    clausal = (
        token.dep_ in {"acl", "ccomp"}
        or (token.dep_ == "relcl" and _is_content(token))
        or (token.dep_ == "prep" and token.text.lower() in {"of", "for", "that"})
    )
    if not clausal or lemma not in book.stance_nouns:
        auxes = {c.text.lower() for c in token.children if c.dep_ == "aux"}
        if token.dep_ == "acl" and "to" in auxes and "have" not in auxes and lemma not in book.done_nouns:
            climb.add_stance("planned", "stance.purpose", head.text)
        return
    if any(c.dep_ == "det" and c.text.lower() == "no" for c in head.children):
        climb.add_stance("doubted", "stance.no_such", head.text)
    if lemma in _HEARSAY and any(c.dep_ in {"amod", "compound"} and c.text.lower() in _UNTRUE for c in head.children):
        climb.add_stance("denied", "stance.untrue", head.text)  # "spread the fake news that"
    if lemma in _HEARSAY and _proved_untrue(tagged, head):
        climb.add_stance("denied", "stance.untrue", head.text)
    climb.add_stance(book.stance_nouns[lemma], "stance.noun", head.text)
    climb.tokens.append(head.i)
    for child in head.children:
        if child.dep_ == "poss":
            _add_source(climb, child.i, head.text, "")
        elif child.dep_ == "prep" and child.text.lower() in {"in", "among", "by", "from"}:
            for pobj in (c for c in child.children if c.dep_ == "pobj"):
                _add_source(climb, pobj.i, head.text, "")


def _if_believed(tagged: Tagged, clause: Any) -> int | None:
    """ "If General X is to be believed", "if the army is right": who is taken at their word."""
    if not any(c.dep_ == "mark" and c.text.lower() == "if" for c in clause.children):
        return None
    under = {tagged.lemmas[c.i] for c in (clause, *clause.children)}
    if not under & {"believe", "trust", "credit"} and not ("be" in under and under & {"right", "correct"}):
        return None
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return int(subject.i) if subject is not None and tagged.sorts(subject.i) & {"person", "source"} else None


def _according_behind(climb: _Climb, token: Any) -> None:
    """ "Twelve died, and 30 were hurt, according to medics": what closes the sentence is said of all its clauses."""
    last = token
    while (joined := [c for c in last.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"}]) != []:
        last = joined[-1]
        if any(c.text.lower() == "according" and c.i > last.i for c in last.children):
            _according(climb, last)
            return


def _by_hearsay(climb: _Climb, according: Any) -> None:
    """ "The lie, according to which the governor had fled": what sort of telling it is."""
    words = climb.tagged.lemmas[: according.i]
    if set(words) & _LIES:
        climb.add_stance("denied", "stance.lie", "according to which")
    elif set(words) & _HEARSAY:
        climb.add_stance("reported", "stance.hearsay", "according to which")


def _is_content(clause: Any) -> bool:
    """ "Reports that rebels had seized X": what the noun tells, though the parser takes it for a relative clause."""
    told = clause.head.lemma_.lower() in _HEARSAY and any(c.dep_ in {"nsubj", "nsubjpass"} for c in clause.children)
    return told and any(c.dep_ == "mark" and c.text.lower() == "that" for c in clause.children)


def _proved_untrue(tagged: Tagged, noun: Any) -> bool:
    """ "Rumours that X had fallen proved unfounded", "the report of a massacre was denied"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"}:
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return any(tagged.words[c.i] in {"true", "correct", "accurate"} for c in verb.children)
    if is_passive(verb) and tagged.lemmas[verb.i] in _TURNS_DOWN | {"debunk", "disprove", "retract", "withdraw"}:
        return True
    return any(tagged.words[c.i] in _UNTRUE for c in verb.children if c.dep_ in {"acomp", "oprd", "attr", "amod"})


def _according(climb: _Climb, token: Any) -> None:
    """ "according to X" on the predicate or anything above it."""
    tagged = climb.tagged
    for child in token.children:
        if child.dep_ == "parataxis" and tagged.lemmas[child.i] in tagged.book.speech and climb.said_at < 0:
            # "X fell, Kyiv said, but …": the saying stands inside what is said
            kinds = {c.dep_ for c in child.children}
            if "nsubj" in kinds and not kinds & {"ccomp", "dobj", "xcomp", "conj"}:
                _speak(climb, child, tagged.book.speech[tagged.lemmas[child.i]])
                climb.said_at = -1
            continue
        if child.dep_ == "advcl" and (speaker := _if_believed(tagged, child)) is not None:
            climb.add_stance("claimed", "stance.if_believed", child.text)
            for head in heads_of(tagged, speaker):
                _add_source(climb, head, "if believed", "")
            continue
        if child.dep_ in {"prep", "agent"} and child.text.lower() in {"by", "in", "on", "from"}:
            # "by the government's count"
            for inner in (c for c in child.children if c.dep_ == "pobj"):
                for head in _counters(tagged, inner.i):
                    climb.add_stance("claimed", "stance.counted_by", inner.text)
                    _add_source(climb, head, inner.text, "")
        if child.text.lower() != "according":
            continue
        for inner in child.subtree:
            if inner.dep_ == "pobj" and inner.head.text.lower() == "to" and inner.head.i > child.i:
                heads = _counters(tagged, inner.i) or heads_of(tagged, inner.i)
                if not any(can_speak(tagged, head) for head in heads):
                    return  # "according to type and range": how one knows, not who says
                climb.add_stance("claimed", "stance.according_to", "according to")
                climb.tokens.append(child.i)
                for head in heads:
                    _add_source(climb, head, "according to", "")
                return
