"""What a number measures: killed, displaced, strikes … and which word tells it.

Tried in this order: the predicate of which the counted are the victims, a noun that is a toll by
itself, an adjective beside it, a word for totals, and for some nouns the noun alone.
"""

from __future__ import annotations

from typing import Any

from rashomon.extract.acts.matching import Match
from rashomon.extract.syntax.clauses import Clause
from rashomon.extract.syntax.tagging import Tagged

# Bodies that are counted in pieces: two clans fled, but the toll is not two.
NOT_PERSONS = frozenset(
    "clan tribe group community village town city country side party province district brigade battalion settlement "
    "nation state year month week day hour time part".split()
)


PERSON_MEASURES = frozenset(
    {"killed", "wounded", "casualties", "missing", "captured", "detained", "abducted", "displaced", "returned"}
)


TOTAL_NOUNS = frozenset({"toll", "number", "total", "count", "tally", "figure", "casualty"})
# Their names are counted: "the register of the dead held 263 names".
LISTS = frozenset({"list", "register", "registry", "roll", "record"})
_LISTS_HAVE = frozenset(
    "have hold contain bear carry list count show run reach stand number comprise give include grow rise climb swell "
    "lengthen extend pass exceed".split()
)


# "80 of them held hostage", "19 soldiers taken prisoner".
HELD = {"hostage": "abducted", "captive": "captured", "prisoner": "captured"}


# Verbs that give a count of what they have for their object.
PUTS = frozenset({"put", "estimate", "set", "place", "reckon", "number", "give", "fix", "revise", "peg"})
# "Brings the dead to 29": verbs that move a count to a height.
_MOVES = frozenset({"bring", "take", "raise", "push", "lift", "lower", "cut", "drive", "revise"})
_DIED = frozenset({"slay", "slain", "murder", "massacre", "perish", "die", "execute", "martyr", "kill"})
_IN_HANDS = frozenset({"hostage", "prisoner", "captive", "detainee", "abductee"})
_LET_GO = frozenset({"free", "release", "rescue", "swap", "exchange", "liberate", "hand"})
AFFECTED = frozenset({"need", "affect", "require"})


def measure_of(
    tagged: Tagged, matches: list[Match], number: int, noun: int | None, before: list[Tagged]
) -> tuple[str, int, str] | None:
    """Measure, predicate token and rule of a number."""
    book, doc = tagged.book, tagged.parsed.doc
    bearer = noun if noun is not None else number
    lemma = tagged.lemmas[bearer]
    if noun is not None and lemma in NOT_PERSONS:
        return None
    if lemma in _IN_HANDS and tagged.lemmas[_governor(doc[bearer])] in _LET_GO:
        return None  # "18 hostages were freed": they were taken before, and not by this
    if book.toll_nouns.get(lemma) in {"killed", "wounded"}:
        # "289 deaths and 559 injured": the noun itself says what became of them
        return book.toll_nouns[lemma], _governor(doc[bearer]), "figure.toll_noun"
    if tagged.words[bearer] in {"them", "whom"} and (own := _of_those(tagged, bearer)) is not None:
        return own
    direct = _of_toll_noun(tagged, bearer)
    if direct is not None and lemma not in book.toll_nouns:
        return direct
    if noun is None:
        bare = _adjective_after(tagged, bearer, number)
        if bare is not None:
            return bare
    victim = _victim_of(tagged, matches, bearer)
    if victim is not None:
        return victim
    if book.toll_nouns.get(lemma) == "casualties":
        return "casualties", _governor(doc[bearer]), "figure.toll_noun"
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
    told = _predicated(tagged, bearer)
    if told is not None:
        return told
    total = _total(tagged, bearer)
    if total is not None:
        return total
    after = _adjective_after(tagged, bearer, number)
    if after is not None:
        return after
    if noun is not None and book.toll_nouns.get(lemma) == "killed":
        # "1,335 corpses buried in X": the participle tells only what became of them later
        return "killed", _governor(doc[bearer]), "figure.toll_noun"
    return _by_noun(tagged, matches, bearer, noun, before)


def _of_those(tagged: Tagged, bearer: int) -> tuple[str, int, str] | None:
    """ "30 casualties, ten of them dead": the word right behind is of the part."""
    behind = tagged.words[bearer + 1] if bearer + 1 < len(tagged.words) else ""
    measure = tagged.book.toll_adjectives.get(behind) or ("killed" if behind in {"fatal", "fatally"} else None)
    return (measure, _governor(tagged.parsed.doc[bearer]), "figure.adjective_after") if measure else None


def _of_toll_noun(tagged: Tagged, bearer: int) -> tuple[str, int, str] | None:
    """ "The bodies of 22 men", "the deaths of 12 civilians", "54 names of killed people"."""
    token = tagged.parsed.doc[bearer]
    if tagged.lemmas[bearer] == "name":
        befell = (tagged.book.toll_adjectives.get(tagged.words[t.i]) or _dead(tagged, t) for t in token.subtree)
        measure = next((one for one in befell if one), None)
        return (measure, _governor(token), "figure.of_toll_noun") if measure else None
    if token.dep_ == "pobj" and token.head.text.lower() == "of":
        over = token.head.head
        lemma = tagged.lemmas[over.i]
        if lemma in tagged.book.toll_nouns and tagged.book.toll_nouns[lemma] in PERSON_MEASURES:
            return tagged.book.toll_nouns[lemma], _governor(over), "figure.of_toll_noun"
    return None


def _dead(tagged: Tagged, token: Any) -> str:
    return "killed" if tagged.lemmas[token.i] in _DIED or tagged.words[token.i] in {"victims", "deaths"} else ""


def _near_participle(tagged: Tagged, bearer: int, book: Any) -> bool:
    return any(
        c.dep_ in {"acl", "relcl"} and _measure_of_verb(tagged, c, book) for c in tagged.parsed.doc[bearer].children
    )


# Rules by which a verb tells its frame only together with another word: "carry off", "put to death".
_NOT_ALONE = frozenset({"particle", "noun", "held_as", "to_noun", "prep_noun", "adj", "subj_noun"})


def _measure_of_verb(tagged: Tagged, verb: Any, book: Any) -> str:
    for pattern in book.verbs.get(tagged.lemmas[verb.i], ()):
        measure = book.frames[pattern.frame].measure
        if measure and not _NOT_ALONE & pattern.rules.keys():
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
    # "Twelve people living in the camp were killed": the clause that the counted stand in tells more than one on them.
    for match in sorted(matches, key=lambda m: not m.noun and doc[m.at].dep_ in {"acl", "relcl"}):
        frame = book.frames[match.frame]
        measure = frame.measure
        role = match.rules.get("subj_role")
        victims = {match.clause.object} if not match.noun else set(match.recipients)
        if not match.noun and match.clause.object is None and _bare_object(doc, match.at, bearer):
            victims = {bearer}
        if match.rules.get("count") == "subj" and match.clause.subject is not None and not match.noun:
            victims = {match.clause.subject}
        if role == "recipient" and match.clause.subject is not None and not match.noun:
            victims = {match.clause.subject}
        if not victims & heads or _is_told_of_part(tagged, match, bearer):
            continue
        if not measure or (match.frame == "destroy"):
            measure = _thing_measure(tagged, match, bearer) or (
                "" if match.noun else _measure_of_verb(tagged, doc[match.at], book)
            )
            measure = "" if measure == "buildings" and not _thing_measure(tagged, match, bearer) else measure
        if measure:
            return measure, match.at, f"figure.victim_of:{match.frame}"
    return None


def _is_told_of_part(tagged: Tagged, match: Match, bearer: int) -> bool:
    """ "Left 30 casualties, ten of them dead": "dead" stands on a later number, and is no word for the 30."""
    return any(
        k > bearer + 1
        and k - 1 != bearer
        and (k - 1 in tagged.number_tokens or tagged.words[k - 1] in {"them", "whom"})
        for k in match.also
        if tagged.words[k] in tagged.book.toll_adjectives
    )


def _bare_object(doc: Any, verb: int, number: int) -> bool:
    """ "Wounding more than 80": the parser takes a bare number with a bound for an adverb."""
    token = doc[number]
    return bool(token.head.i == verb and token.dep_ == "npadvmod" and token.left_edge.i == verb + 1)


def _thing_measure(tagged: Tagged, match: Match, bearer: int) -> str:
    sorts = tagged.book.sort_of(tagged.lemmas[bearer])
    if match.frame in {"destroy", "loot", "airstrike", "attack", "shell", "ied"}:
        if "vehicle" in sorts:
            return "vehicles"
        if "building" in sorts and match.frame != "loot":
            return "buildings"
    return ""


def _predicated(tagged: Tagged, bearer: int) -> tuple[str, int, str] | None:
    """ "300 people who were in the hospital when the town fell are missing": what the main verb says of them."""
    token = tagged.parsed.doc[bearer]
    if token.dep_ not in {"nsubj", "nsubjpass"} or any(c.dep_ == "neg" for c in token.head.children):
        return None
    if tagged.words[token.head.i] in tagged.book.toll_adjectives:
        return tagged.book.toll_adjectives[tagged.words[token.head.i]], int(token.head.i), "figure.predicated"
    for child in token.head.children:
        if child.dep_ in {"acomp", "oprd", "attr"} and tagged.words[child.i] in tagged.book.toll_adjectives:
            return tagged.book.toll_adjectives[tagged.words[child.i]], int(token.head.i), "figure.predicated"
    return None


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
            if noun.i != bearer and (put := _put_at(tagged, at, noun, token)):
                return put, int(at.i), "figure.total"
            if noun.i != bearer and (tagged.lemmas[noun.i] in TOTAL_NOUNS or _is_list_of(tagged, noun, at)):
                measure = _total_measure(tagged, noun)
                if measure:
                    return measure, int(at.i), "figure.total"
        if at.pos_ in {"VERB", "AUX"} and not _brought_to(token, at):
            break
    return None


def _is_list_of(tagged: Tagged, noun: Any, verb: Any) -> bool:
    """ "The register of the dead held 263 names": what is on it is counted, by a verb of having."""
    return tagged.lemmas[noun.i] in LISTS and noun.dep_ == "nsubj" and tagged.lemmas[verb.i] in _LISTS_HAVE


def _put_at(tagged: Tagged, verb: Any, noun: Any, number: Any) -> str:
    """ "Put civilian deaths in the city at 3,000", "estimates its losses at 40": the noun told is what is counted."""
    moved = tagged.lemmas[verb.i] in _MOVES and number.head.text.lower() == "to" and number.i in tagged.number_tokens
    if not (moved or tagged.lemmas[verb.i] in PUTS) or noun.dep_ not in {"dobj", "nsubjpass"}:
        return ""
    lemma = tagged.lemmas[noun.i]
    if lemma == "loss" and any(c.dep_ == "poss" or tagged.words[c.i] in {"human", "own"} for c in noun.children):
        return "killed"
    return str(tagged.book.toll_nouns.get(lemma, "")) or (
        str(tagged.book.toll_adjectives.get(tagged.words[noun.i], "")) if noun.pos_ in {"ADJ", "NOUN"} else ""
    )


def _brought_to(number: Any, verb: Any) -> bool:
    """ "Brings the number of those displaced from X to 18,300": the parser hangs "to" or "at" on the participle."""
    return bool(verb.dep_ == "acl" and number.dep_ == "pobj" and number.head.text.lower() in {"to", "at"})


def _total_measure(tagged: Tagged, noun: Any) -> str:
    book = tagged.book
    words = {tagged.lemmas[t.i] for t in noun.subtree} | {t.text.lower() for t in noun.subtree}
    for word in sorted(words):
        if word in {"death", "dead", "killed", "fatality", "kill"}:
            return "killed"
    if any(t.i in tagged.number_tokens for t in noun.subtree):
        pass
    elif any(tagged.lemmas[t.i] in _DIED and t.dep_ in {"acl", "relcl", "amod"} for t in noun.subtree):
        return "killed"  # "the number of refugees slain": what befell them outweighs what they are called
    for word in sorted(words):
        if word in book.toll_nouns:
            return str(book.toll_nouns[word])
        if word in {"wounded", "injured", "displaced", "missing"}:
            return "wounded" if word == "injured" else str(word)
    if words & {"flee", "evacuate", "uproot"} or (words & {"leave", "cross"} and words & {"people", "civilian"}):
        return "displaced"
    for token in noun.subtree:
        if token.pos_ == "VERB" and token.dep_ in {"acl", "relcl"}:
            if tagged.lemmas[token.i] == "hold":
                return "captured" if "armed" in tagged.sorts(token.head.i) else "detained"
            return _measure_of_verb(tagged, token, book)  # "the number of those who surrendered"
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
        if lemma in {"hold", "take"} and i + 1 < len(doc) and tagged.lemmas[i + 1] in HELD:
            return HELD[tagged.lemmas[i + 1]], i, "figure.held_after"
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
    if book.toll_nouns.get(lemma) == "killed":
        return "killed", verb, "figure.toll_noun"  # "shows 7,335 corpses buried in X"
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
    if sorts & {"civilian"} and tagged.lemmas[verb] in AFFECTED and _is_in_need(doc[bearer], doc[verb]):
        return "affected", verb, "figure.noun"
    return None


def _is_in_need(person: Any, verb: Any) -> bool:
    """ "Thousands need food", "many are affected"; not "it required one man"."""
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    obj = next((c for c in verb.children if c.dep_ == "dobj"), None)
    return passive or verb.lemma_ == "affect" or obj is None or person.i not in {t.i for t in obj.subtree}


def _is_violent(tagged: Tagged, i: int) -> bool:
    words = {c.text.lower() for c in tagged.parsed.doc[i].children}
    return (
        bool(words & {"air", "drone", "aerial", "missile", "bombing", "military", "artillery"}) or "air" in tagged.words
    )


def _ellipsis(tagged: Tagged, bearer: int, verb: int, before: list[Tagged]) -> tuple[str, int, str] | None:
    """ "flew sorties. Some nine were flown by night": the noun stands a sentence back."""
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
