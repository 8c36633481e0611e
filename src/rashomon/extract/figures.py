"""Counts: what a number counts, of whom, and what happened to them.

The number comes from the quantity grammar with its bounds. What it measures comes from the noun it
stands on ("12 deaths"), the verb that its noun is the victim of ("killed 12 soldiers", "12 were
killed"), an adjective ("left 12 dead") or a word for totals ("the toll rose to 12"). A number whose
measure no word tells is no claim.
"""

from __future__ import annotations

import re
from typing import Any, cast

import msgspec

from rashomon.extract.clauses import Clause
from rashomon.extract.frames import Match
from rashomon.extract.phrases import actors_of
from rashomon.extract.quantities import Quantity
from rashomon.extract.tagging import Tagged
from rashomon.model.draft import ActorMention
from rashomon.model.figure import Figure, Flow, Measure, Population, Unit

# Bodies that are counted in pieces: two clans fled, but the toll is not two.
NOT_PERSONS = frozenset(
    "clan tribe group community village town city country side party province district brigade battalion settlement "
    "nation state year month week day hour time part".split()
)
_SHARE = re.compile(
    r"(?:thirds?|half|halves|quarters?|fifths?|tenths?|per ?cent|%|percent)\s+of\s+[^,;.]{0,30}$", re.IGNORECASE
)
# Nouns for people that leave open whether they fought.
ANYONE = frozenset(
    "people person other man men boy thousands hundreds dozens scores victim hostage prisoner detainee captive "
    "survivor casualty fatality death injury body corpse wounded dead inhabitant individual suspect inmate convict "
    "member tribesman tribesmen national foreigner youth volunteer crew crewman crewmen player relative brother "
    "sister follower sympathiser sympathizer population clan tribe community minority politician".split()
)
PERSON_MEASURES = frozenset(
    {"killed", "wounded", "casualties", "missing", "captured", "detained", "abducted", "displaced", "returned"}
)
TOTAL_NOUNS = frozenset({"toll", "number", "total", "count", "tally", "figure", "casualty"})
VICTIM = frozenset({"dobj", "nsubjpass", "obj", "attr"})
AFFECTED = frozenset({"need", "affect", "require"})


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A figure found in a sentence, in words.

    Attributes:
        figure: With bounds, measure, unit and population.
        at: Token of the predicate that gives the measure (the number's own head where none does).
        first, last: Tokens of the phrase, number and noun.
        people: Who is counted, as mentions.
        rule: What told the measure.
        part_of: Index in the same list of the count that this is part of, -1 if none.
        frame: Frame of the measure.
    """

    figure: Figure
    at: int
    first: int
    last: int
    people: tuple[ActorMention, ...]
    rule: str
    frame: str
    part_of: int = -1
    actors: tuple[ActorMention, ...] = ()


FRAME_OF: dict[str, str] = {
    "killed": "kill",
    "wounded": "wound",
    "casualties": "kill",
    "missing": "abduct",
    "captured": "take_prisoner",
    "detained": "arrest",
    "abducted": "abduct",
    "displaced": "displace",
    "returned": "return",
    "affected": "displace",
    "strikes": "airstrike",
    "attacks": "attack",
    "buildings": "destroy",
    "vehicles": "destroy",
    "fighters": "mass",
}


def find_counts(tagged: Tagged, matches: list[Match], before: list[Tagged]) -> list[Count]:
    """Every count of the sentence whose measure words tell.

    Args:
        tagged: The sentence.
        matches: Its predicates.
        before: Earlier sentences of the report, nearest last, for "25 were carried out".
    """
    found: list[Count] = []
    numbers: list[tuple[int, int]] = []
    for quantity, first, last in tagged.quantities:
        lead = tagged.parsed.sentence.text[: quantity.start - tagged.parsed.sentence.start]
        if _SHARE.search(lead):
            continue  # "two thirds of the town's 30,000 people": the number is the whole, not those who fled
        number = _number_token(tagged, first, last)
        noun = _counted(tagged, number, first, last)
        measured = _measure(tagged, matches, number, noun, before)
        if measured is not None and noun is not None and measured[0] in PERSON_MEASURES and _is_thing(tagged, noun):
            continue
        if measured is None:
            parent = _including(tagged, noun if noun is not None else number, found)
            if parent < 0:
                continue
            measured = (found[parent].figure.measure, found[parent].at, "figure.including")
        measure, at, rule = measured
        if quantity.value is None and quantity.quantifier == "vague" and measure in {"strikes", "attacks"}:
            continue
        parent = _including(tagged, noun if noun is not None else number, found)
        count = _count(tagged, quantity, (first, last, number, noun), (measure, at, rule), parent)
        if rule == "figure.ellipsis":
            count = msgspec.structs.replace(count, actors=_earlier_actors(tagged.lemmas[at], before))
        found.append(count)
        numbers.append((first, last))
    return found


def _is_thing(tagged: Tagged, noun: int) -> bool:
    """Rifles, posts, cattle: no persons, whatever was done to them."""
    sorts = tagged.book.sort_of(tagged.lemmas[noun])
    things = {"weapon", "goods", "vehicle", "aircraft", "building", "site", "place"}
    return bool(sorts & things) and not sorts & {"armed", "civilian", "official"}


def _number_token(tagged: Tagged, first: int, last: int) -> int:
    """The number's own token: the last numeral or vague word of the quantity phrase."""
    doc = tagged.parsed.doc
    for i in range(last, first - 1, -1):
        if doc[i].pos_ in {"NUM", "NOUN"} or doc[i].like_num:
            return i
    return last


def _counted(tagged: Tagged, number: int, first: int, last: int) -> int | None:
    """Head of the noun that is counted, None for a bare number."""
    doc = tagged.parsed.doc
    token = doc[number]
    of = next((c for c in token.children if c.dep_ == "prep" and c.text.lower() == "of"), None)
    if of is not None:
        inner = next((c for c in of.children if c.dep_ == "pobj"), None)
        if inner is not None:
            return int(inner.i)
    at = token
    for _ in range(4):
        if (
            at.dep_ in {"nummod", "quantmod", "compound", "amod", "npadvmod", "advmod", "nmod", "det", "predet"}
            and at.head.i > last
        ):
            at = at.head
            if at.pos_ in {"NOUN", "PROPN"} and at.i not in tagged.number_tokens and at.i not in tagged.time_tokens:
                return int(at.i)
        elif at.head.i in range(first, last + 1) and at.head is not at:
            at = at.head
        else:
            break
    after = last + 1
    while after < len(doc) and doc[after].pos_ in {"ADJ", "PROPN", "DET"} and after - last < 4:
        after += 1
    if after < len(doc) and doc[after].pos_ == "NOUN" and after - last <= 3 and not _breaks(doc, last, after):
        return after
    return None


def _breaks(doc: Any, last: int, after: int) -> bool:
    return any(doc[k].pos_ in {"PUNCT", "VERB", "AUX", "ADP", "CCONJ"} for k in range(last + 1, after))


def _measure(
    tagged: Tagged, matches: list[Match], number: int, noun: int | None, before: list[Tagged]
) -> tuple[str, int, str] | None:
    """Measure, predicate token and rule of a number."""
    book, doc = tagged.book, tagged.parsed.doc
    bearer = noun if noun is not None else number
    lemma = tagged.lemmas[bearer]
    if noun is not None and lemma in NOT_PERSONS:
        return None
    if noun is None:
        bare = _adjective_after(tagged, bearer, number)
        if bare is not None:
            return bare
    victim = _victim_of(tagged, matches, bearer)
    if victim is not None:
        return victim
    if noun is not None:
        if _near_participle(tagged, bearer, book):
            pass
        elif lemma in book.toll_nouns:
            return book.toll_nouns[lemma], _governor(doc[bearer]), "figure.toll_noun"
        for child in doc[bearer].children:
            word = child.text.lower()
            if child.dep_ == "amod" and word in book.toll_adjectives and child.text.lower() != "hurt":
                return book.toll_adjectives[word], bearer, "figure.adjective"
            if child.dep_ == "amod" and word == "displaced":
                return "displaced", bearer, "figure.adjective"
    elif lemma in book.toll_nouns:
        return book.toll_nouns[lemma], _governor(doc[bearer]), "figure.toll_noun"
    of_bodies = _of_toll_noun(tagged, bearer)
    if of_bodies is not None:
        return of_bodies
    total = _total(tagged, bearer)
    if total is not None:
        return total
    after = _adjective_after(tagged, bearer, number)
    if after is not None:
        return after
    return _by_noun(tagged, matches, bearer, noun, before)


def _of_toll_noun(tagged: Tagged, bearer: int) -> tuple[str, int, str] | None:
    """ "The bodies of 22 men", "the deaths of 12 civilians"."""
    token = tagged.parsed.doc[bearer]
    if token.dep_ == "pobj" and token.head.text.lower() == "of":
        over = token.head.head
        lemma = tagged.lemmas[over.i]
        if lemma in tagged.book.toll_nouns and tagged.book.toll_nouns[lemma] in PERSON_MEASURES:
            return tagged.book.toll_nouns[lemma], _governor(over), "figure.of_toll_noun"
    return None


def _near_participle(tagged: Tagged, bearer: int, book: Any) -> bool:
    return any(
        c.dep_ in {"acl", "relcl"} and _measure_of_verb(tagged, c, book) for c in tagged.parsed.doc[bearer].children
    )


def _measure_of_verb(tagged: Tagged, verb: Any, book: Any) -> str:
    for pattern in book.verbs.get(tagged.lemmas[verb.i], ()):
        measure = book.frames[pattern.frame].measure
        if measure:
            return str(measure)
    return ""


def _governor(token: Any) -> int:
    at = token
    for _ in range(6):
        if at.dep_ == "ROOT" or at.pos_ in {"VERB", "AUX"}:
            return int(at.i)
        at = at.head
    return int(token.i)


def _victim_of(tagged: Tagged, matches: list[Match], bearer: int) -> tuple[str, int, str] | None:
    """The predicate of which the counted are the victims, directly or over a conjunction."""
    book, doc = tagged.book, tagged.parsed.doc
    heads = {bearer}
    at = doc[bearer]
    for _ in range(4):
        if at.dep_ in {"conj", "appos"} and at.head.pos_ in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"}:
            at = at.head
            heads.add(at.i)
        elif (
            at.dep_ == "pobj"
            and at.head.text.lower() in {"of", "including", "among"}
            and at.head.head.pos_ in {"NOUN", "NUM"}
        ):
            if at.head.text.lower() != "of":
                break
            at = at.head.head
            heads.add(at.i)
        else:
            break
    for match in matches:
        frame = book.frames[match.frame]
        measure = frame.measure
        role = match.rules.get("subj_role")
        victims = {match.clause.object} if not match.noun else set(match.recipients)
        if match.rules.get("count") == "subj" and match.clause.subject is not None and not match.noun:
            victims = {match.clause.subject}
        if role == "recipient" and match.clause.subject is not None and not match.noun:
            victims = {match.clause.subject}
        if not victims & heads:
            continue
        if not measure or (match.frame == "destroy"):
            measure = _thing_measure(tagged, match, bearer) or (
                "" if match.noun else _measure_of_verb(tagged, doc[match.at], book)
            )
            measure = "" if measure == "buildings" and not _thing_measure(tagged, match, bearer) else measure
        if measure:
            return measure, match.at, f"figure.victim_of:{match.frame}"
    return None


def _thing_measure(tagged: Tagged, match: Match, bearer: int) -> str:
    sorts = tagged.book.sort_of(tagged.lemmas[bearer])
    if match.frame in {"destroy", "loot", "airstrike", "attack", "shell", "ied"}:
        if "vehicle" in sorts:
            return "vehicles"
        if "building" in sorts and match.frame != "loot":
            return "buildings"
    return ""


def _total(tagged: Tagged, bearer: int) -> tuple[str, int, str] | None:
    """ "The death toll rose to 42", "the number of wounded stood at 60", "a toll of 42"."""
    doc = tagged.parsed.doc
    token = doc[bearer]
    if token.dep_ not in {"pobj", "attr", "npadvmod", "dobj", "nummod", "appos"}:
        return None
    at = token
    for _ in range(5):
        if at.dep_ == "ROOT":
            break
        at = at.head
        candidates = (
            [at]
            if at.pos_ in {"NOUN", "PROPN"}
            else [c for c in at.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
        )
        for noun in candidates:
            if tagged.lemmas[noun.i] in TOTAL_NOUNS and noun.i != bearer:
                measure = _total_measure(tagged, noun)
                if measure:
                    return measure, int(at.i), "figure.total"
        if at.pos_ in {"VERB", "AUX"}:
            break
    return None


def _total_measure(tagged: Tagged, noun: Any) -> str:
    book = tagged.book
    words = {tagged.lemmas[t.i] for t in noun.subtree} | {t.text.lower() for t in noun.subtree}
    for word in sorted(words):
        if word in {"death", "dead", "killed", "fatality", "kill"}:
            return "killed"
    for word in sorted(words):
        if word in book.toll_nouns:
            return book.toll_nouns[word]
        if word in {"wounded", "injured", "displaced", "missing"}:
            return {"injured": "wounded"}.get(word, word)
    return "killed" if tagged.lemmas[noun.i] == "toll" else ""


def _adjective_after(tagged: Tagged, bearer: int, number: int) -> tuple[str, int, str] | None:
    """ "left 12 dead", "12 dead and 30 wounded", "12 people dead", "12 killed"."""
    doc, book = tagged.parsed.doc, tagged.book
    i = max(bearer, number) + 1
    steps = 0
    while i < len(doc) and steps < 3:
        word, lemma = doc[i].text.lower(), tagged.lemmas[i]
        if word in book.toll_adjectives:
            return book.toll_adjectives[word], _governor(doc[bearer]), "figure.adjective_after"
        if doc[i].tag_ in {"VBN", "VBD", "JJ"} and lemma in {
            "kill",
            "wound",
            "injure",
            "displace",
            "detain",
            "arrest",
            "abduct",
            "kidnap",
        }:
            measure = _measure_of_verb(tagged, doc[i], book)
            if measure and not any(c.dep_ == "dobj" for c in doc[i].children):
                return measure, int(doc[i].i), "figure.participle_after"
        if doc[i].pos_ not in {"ADJ", "NOUN", "AUX", "ADV", "DET"}:
            break
        i, steps = i + 1, steps + 1
    return None


def _by_noun(
    tagged: Tagged, matches: list[Match], bearer: int, noun: int | None, before: list[Tagged]
) -> tuple[str, int, str] | None:
    """Counts whose noun alone tells: strikes, fighters deployed, people in need."""
    doc, book = tagged.parsed.doc, tagged.book
    lemma = tagged.lemmas[bearer]
    sorts = book.sort_of(lemma)
    verb = _governor(doc[bearer])
    if noun is None:
        return _ellipsis(tagged, bearer, verb, before)
    if "strike" in sorts and (lemma != "strike" or _is_violent(tagged, bearer)):
        return "strikes", verb, "figure.noun"
    if "attack" in sorts and lemma not in {"incident"}:
        return "attacks", verb, "figure.noun"
    if "armed" in sorts and lemma in book.combatants | {
        "fighter",
        "troop",
        "soldier",
        "reinforcement",
        "recruit",
        "volunteer",
    }:
        frames = {m.frame for m in matches if m.at == verb or bearer in m.actors or bearer in m.recipients}
        if frames & {"mass", "deploy", "advance", "withdraw", "surrender"}:
            return "fighters", verb, "figure.noun"
    if sorts & {"civilian"} and tagged.lemmas[verb] in AFFECTED:
        return "affected", verb, "figure.noun"
    return None


def _is_violent(tagged: Tagged, i: int) -> bool:
    words = {c.text.lower() for c in tagged.parsed.doc[i].children}
    return (
        bool(words & {"air", "drone", "aerial", "missile", "bombing", "military", "artillery"}) or "air" in tagged.words
    )


def _ellipsis(tagged: Tagged, bearer: int, verb: int, before: list[Tagged]) -> tuple[str, int, str] | None:
    """ "carrying out air strikes. At least 25 have been carried out": the noun stands a sentence back."""
    doc = tagged.parsed.doc
    if doc[bearer].dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return None
    lemma = tagged.lemmas[verb]
    for earlier in reversed(before[-2:]):
        for token in earlier.parsed.doc:
            if earlier.lemmas[token.i] != lemma or token.pos_ != "VERB":
                continue
            obj = Clause(earlier, token.i).object
            if obj is None:
                continue
            sorts = earlier.book.sort_of(earlier.lemmas[obj])
            if "strike" in sorts:
                return "strikes", verb, "figure.ellipsis"
            if "attack" in sorts:
                return "attacks", verb, "figure.ellipsis"
    return None


def _earlier_actors(lemma: str, before: list[Tagged]) -> tuple[ActorMention, ...]:
    """Who did it, in the sentence that a bare number points back to."""
    for earlier in reversed(before[-2:]):
        for token in earlier.parsed.doc:
            if earlier.lemmas[token.i] == lemma and token.pos_ == "VERB":
                subject = Clause(earlier, token.i).subject
                if subject is not None:
                    return actors_of(earlier, subject)
    return ()


def _including(tagged: Tagged, bearer: int, found: list[Count]) -> int:
    """Index of the count of which this one is a part ("including 10 children", "among them"), -1 if none."""
    doc = tagged.parsed.doc
    at = doc[bearer]
    marked = False
    for _ in range(5):
        if at.dep_ == "ROOT":
            break
        if at.dep_ in {"pobj", "dobj", "conj", "appos", "nsubj", "pcomp"} and at.head.text.lower() in {
            "including",
            "include",
            "included",
            "among",
        }:
            marked = True
        at = at.head
    left = []
    for k in range(bearer - 1, max(-1, bearer - 6), -1):
        if doc[k].pos_ in {"VERB", "AUX"} and doc[k].text.lower() != "including":
            break
        left.append(doc[k].text.lower())
    marked = marked or "including" in left or ("among" in left and "them" in left)
    if not marked:
        return -1
    earlier = [k for k, count in enumerate(found) if count.first < bearer and count.part_of < 0]
    return earlier[-1] if earlier else -1


def _count(
    tagged: Tagged,
    quantity: Quantity,
    tokens: tuple[int, int, int, int | None],
    measured: tuple[str, int, str],
    parent: int,
) -> Count:
    first, last, number, noun = tokens
    measure, at, rule = measured
    end = max(last, noun if noun is not None else last)
    start_char, end_char = tagged.span_of(min(first, number), end)
    population, words = _population(tagged, noun)
    figure = Figure(
        measure=cast("Measure", measure),
        low=quantity.low,
        high=quantity.high,
        value=quantity.value,
        quantifier=quantity.quantifier,
        unit=_unit(tagged, measure, noun),
        population=population,
        population_text=words,
        flow=_flow(tagged, measure, at, rule, quantity),
        additional=quantity.additional,
        text=tagged.parsed.sentence.text[
            start_char - tagged.parsed.sentence.start : end_char - tagged.parsed.sentence.start
        ],
    )
    people = actors_of(tagged, noun) if noun is not None else ()
    return Count(
        figure=figure,
        at=at,
        first=min(first, number),
        last=end,
        people=people,
        rule=rule,
        frame=FRAME_OF[measure],
        part_of=parent,
    )


def _unit(tagged: Tagged, measure: str, noun: int | None) -> Unit:
    if noun is not None and tagged.lemmas[noun] in tagged.book.families:
        return "families"
    if measure in {"strikes", "attacks"}:
        return "events"
    return "objects" if measure in {"buildings", "vehicles"} else "persons"


def _population(tagged: Tagged, noun: int | None) -> tuple[Population, str]:
    """Who is counted, and the words that tell it; "people, including civilians" are mixed."""
    if noun is None:
        return "unknown", ""
    first, last = tagged.phrase(noun)
    words = {tagged.lemmas[i] for i in range(first, last + 1)}
    start, end = tagged.span_of(first, last)
    offset = tagged.parsed.sentence.start
    text = tagged.parsed.sentence.text
    own = text[start - offset : end - offset]
    tail = text[end - offset : end - offset + 60]
    if (
        tail.lstrip(" ,")
        .lower()
        .startswith(("including civilians", "some of them civilians", "civilians among", "many of them civilians"))
    ):
        stop = tail.lower().index("civilians") + len("civilians")
        return "mixed", own + tail[:stop]
    mates = {tagged.lemmas[noun]} | {
        tagged.lemmas[c.i]
        for c in tagged.parsed.doc[noun].children
        if c.dep_ == "conj" and not any(g.dep_ == "nummod" for g in c.children)
    }
    fighters = bool((words | mates) & tagged.book.combatants)
    civilians = bool((words | mates) & tagged.book.civilians)
    if fighters and civilians:
        return "mixed", own
    if fighters:
        return "combatants", own
    lemma = tagged.lemmas[noun]
    civil = civilians or ("civilian" in tagged.book.sort_of(lemma) and lemma not in ANYONE)
    return ("civilians", own) if civil else ("unknown", own)


def _flow(tagged: Tagged, measure: str, at: int, rule: str, quantity: Quantity) -> Flow:
    """Running totals and states told apart from counts in a window."""
    before = tagged.parsed.sentence.text[: quantity.start - tagged.parsed.sentence.start][-60:].lower()
    if quantity.total or rule == "figure.total" or re.search(r"\b(?:bring|rais|tak)\w+\b[^.]*\bto\s*$", before):
        return "cumulative"
    token = tagged.parsed.doc[at]
    clause = {t.i for t in token.subtree}
    if any(m.text.lower().startswith("since") and first in clause for m, first, _ in tagged.times):
        return "cumulative"
    if measure in {"displaced", "fighters", "detained", "missing"} and tagged.lemmas[at] in {
        "live",
        "remain",
        "stay",
        "shelter",
        "number",
    }:
        return "stock"
    if measure in {"displaced", "fighters", "detained", "missing"} and token.pos_ in {"AUX", "NOUN"}:
        return "stock"
    if measure == "displaced" and any(c.text.lower() in {"have", "has"} for c in token.children if c.dep_ == "aux"):
        return "cumulative"
    return "flow"
