"""Where people left or houses fell: the places beside a count of them, by the words around it.

A situation report says where in ways that the tree does not hang on the verb: "Ukraine: 1.3 million registered IDPs",
"Kalma camp hosts 126,000 IDPs", "the residents of Wanke", a district that no gazetteer knows. So for these counts
every name of a place in the sentence is weighed by the word that governs it, by what stands between it and the
count, and by how fine it is: a town before its province, a province before the country. Where people left from
counts like where they are; where they go to comes after both, but for those who arrive or cross over.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.extract.counts.count import Count
from rashomon.extract.counts.flight import is_crowd
from rashomon.extract.places.desks import is_desk, is_of_listeners
from rashomon.extract.places.whereabouts import BEARINGS, place_at
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.draft import PlaceMention, PlaceRelation
from rashomon.reference.gazetteer import open_gazetteer

PLACED = frozenset({"displaced", "returned", "buildings"})
_FINE = frozenset(
    "city town village district municipality township camp settlement neighbourhood neighborhood suburb quarter "
    "locality commune parish subdistrict ward site barangay base hamlet reserve reservation canton moughataa "
    "woreda".split()
)
_WIDE = frozenset("province state region governorate department oblast prefecture county emirate division".split())
_KINDS = _FINE | _WIDE | {"territory", "area", "island", "valley", "peninsula", "sub-district", "enclave"}
_RELATION: dict[str, PlaceRelation] = {
    "near": "near", "around": "near", "outside": "near", "off": "near", "toward": "to", "towards": "to", "to": "to",
    "into": "to", "from": "from", "along": "along",
}  # fmt: skip
# What each governing word costs; those that say where something is cost nothing.
_COST = {
    "in": 0.0, "at": 0.0, "across": 0.0, "near": 0.0, "around": 0.0, "inside": 0.0, "within": 0.0, "throughout": 0.0,
    "from": 0.0, "outside": 0.1, "on": 0.3, "of": 0.4, "between": 0.5, "over": 0.6, "through": 0.8, "to": 1.0,
    "into": 1.0, "toward": 1.0, "towards": 1.0, "along": 0.6,
}  # fmt: skip
_BRACKET, _HIT, _LABEL, _CAMP, _HOST, _OWNER, _LOOSE = 0.5, 0.05, 0.6, 0.3, 0.7, 0.8, 1.3
_WHOLE, _COUNTRY, _PROVINCE, _SOURCE, _BARRIER, _FAR = 0.5, 0.9, 0.2, 3.0, 2.0, 0.015
# Of people who come, the place is where they are; of all others where they come to is the lesser place.
_ARRIVE = frozenset(
    "arrive cross reach enter receive return come stream pour settle accommodate host live stay".split()
)
# Under these a capital that nobody knows is a place's name; "on Population Movements" names none.
_TELLING = frozenset(
    "in at across near around inside within throughout through from outside to into toward towards between".split()
)
# "The slopes of X", "residents of X": what stands before "of" tells that X is a place.
_HELD = frozenset(
    "slope bank shore coast foot edge outskirt resident inhabitant population villager people family household".split()
)
_NO_PLACE = frozenset(
    "typhoon hurricane cyclone storm operation ministry department commission committee president minister general "
    "commander colonel mr mrs ms dr sheikh round phase table figure annex source".split()
)
# "Fled X", "reached X", "bombed X", "the shelling of X": what a verb or a noun makes of the name that it takes.
_LEAVE = frozenset("leave flee abandon escape evacuate vacate quit exit desert".split())
_REACH = frozenset("reach enter".split())
_STRIKE = frozenset(
    "attack bomb shell raid storm hit strike capture seize overrun besiege burn loot take retake".split()
)
_BLOW = frozenset(
    "attack shelling bombing bombardment battle offensive assault raid fall capture siege fighting operation seizure "
    "occupation demolition destruction burning takeover advance incursion invasion strike airstrike".split()
)
_OWNED = frozenset(["'s", "’s", "'", "’"])
_FLED = frozenset("displaced evacuated fled fleeing relocated uprooted homeless".split())
_TAKE_IN = frozenset("receive host accommodate house shelter have see record register hold contain count be".split())
_TURNS = frozenset({"while", "whereas", "but", ";"})


class _Name(msgspec.Struct, frozen=True, kw_only=True):
    """A name of a place: its tokens, the kind word beside it, the word that governs it."""

    first: int
    last: int
    kind: str
    by: str
    cost: float


def flight_places(
    tagged: Tagged, count: Count, near: Sequence[PlaceMention], spoken: frozenset[int]
) -> tuple[PlaceMention, ...]:
    """Place mentions of a count of people who left or of houses, best first.

    Args:
        tagged: The sentence.
        count: The figure.
        near: What the tree gives; its nominals ("the city") come behind the names.
        spoken: Tokens of sources: where somebody speaks comes last.
    """
    weighed = [(_weigh(tagged, name, count, spoken), _mention(tagged, name)) for name in _names(tagged)]
    ranked = sorted([*weighed, *_asides(tagged, count)], key=lambda row: row[0])
    loose = [m for m in near if m.nominal]
    # What lies much farther than the best is another count's place, and no town in the best one's area.
    ranked = [row for row in ranked if row[0] < ranked[0][0] + _BARRIER]
    first = [m for cost, m in ranked if cost < _SOURCE]
    last = [m for cost, m in ranked if cost >= _SOURCE]
    found: list[PlaceMention] = []
    for mention in (*first, *loose, *last):
        if not any(m.start < mention.end and mention.start < m.end for m in found):
            found.append(mention)
    return tuple(found[:4])


def _names(tagged: Tagged) -> list[_Name]:
    """Names of places in the sentence, known or told by the words beside them, in order."""
    doc = tagged.parsed.doc
    found: list[_Name] = []
    i = 0
    while i < len(doc):
        run = tagged.place_hit.get(i) or _unknown(tagged, i)
        if run is None or i != run[0]:
            i += 1
            continue
        first, last = run
        i = last + 1
        if is_desk(tagged, last):
            continue
        if _is_party(tagged, first, last):
            while i < len(doc) and doc[i].pos_ == "PROPN" and i not in tagged.place_hit:
                i += 1  # the rest of the name
            continue
        kind = _kind(tagged, first, last)
        by, cost = _governed(tagged, first, last, kind, found)
        if not by and _is_letters(tagged, last):
            continue
        if cost == _HOST and first in tagged.actor_hit and not _takes_in(tagged, last):
            continue  # "Israel displaced 300 people": who did it
        if first not in tagged.place_hit and not kind and not (by in _TELLING and _is_name(tagged, first, last, by)):
            continue
        found.append(_Name(first=first, last=last, kind=kind, by=by, cost=cost))
    return found


def _asides(tagged: Tagged, count: Count) -> list[tuple[float, PlaceMention]]:
    """ "1,940 (Gori district)": a place in brackets beside the count, which the tree leaves out."""
    found = []
    for start, end, text, at in tagged.parsed.asides:
        known = open_gazetteer().scan(text) if count.first - 1 <= at <= count.last + 1 else ()
        if any(hit.start == 0 for hit in known):
            found.append((_BRACKET, PlaceMention(start=start, end=end, text=text)))
    return found


def _unknown(tagged: Tagged, i: int) -> tuple[int, int] | None:
    """A run of capitals that no list knows."""
    doc = tagged.parsed.doc
    last = i
    while last < len(doc) and (_is_capital(tagged, last) or (last > i and _hyphened(tagged, last))):
        last += 1
    return (i, last - 1) if last > i else None


def _hyphened(tagged: Tagged, i: int) -> bool:
    """The hyphen inside "South-Central"."""
    doc = tagged.parsed.doc
    glued = doc[i].text in {"-", "–"} and not doc[i - 1].whitespace_ and not doc[i].whitespace_
    return glued and i + 1 < len(doc) and _is_capital(tagged, i + 1)


def _is_letters(tagged: Tagged, last: int) -> bool:
    """ "NEMA has registered": letters of a body's name, though a town is called so; "DRC" is a land."""
    word = tagged.parsed.doc[last].text
    return word.isupper() and 1 < len(word) < 6 and not open_gazetteer().land(word)


def _takes_in(tagged: Tagged, last: int) -> bool:
    """Whether a land is where people are and no doer: "Somalia hosts", "South Sudan has"."""
    head = tagged.parsed.doc[last].head
    return tagged.lemmas[head.i] in _TAKE_IN


def _is_name(tagged: Tagged, first: int, last: int, by: str) -> bool:
    """Whether a name that no list knows may be a place's: no agency in capitals, no storm, no body or office."""
    word = tagged.parsed.doc[first].text
    within = by in {"in", "across", "within", "throughout", "inside"} or (by == "from" and last > first)
    if first and tagged.words[first - 1] == "the" and not within:
        return False  # "between the Lendu and the Hema": a people
    return not (word.isupper() and len(word) > 1) and tagged.words[first] not in _NO_PLACE


def _is_capital(tagged: Tagged, i: int) -> bool:
    token = tagged.parsed.doc[i]
    taken = i in tagged.place_hit or i in tagged.actor_hit or i in tagged.time_tokens or i in tagged.number_tokens
    named = token.pos_ == "PROPN" or (token.dep_ == "compound" and tagged.lemmas[token.head.i] in _KINDS)
    return bool(named and token.text[:1].isupper() and not taken and tagged.words[i] not in _KINDS)


def _is_party(tagged: Tagged, first: int, last: int) -> bool:
    """Whether a name is of a people, or only part of somebody's name ("Kenya Red Cross", "Iraq-based")."""
    doc = tagged.parsed.doc
    text = " ".join(doc[k].text for k in range(first, last + 1))
    source = open_gazetteer()
    if source.demonym(text) and not source.land(text):
        return True
    after = doc[last + 1] if last + 1 < len(doc) else None
    if after is None:
        return False
    if after.text == "-" and after.whitespace_ == "":
        return True
    if after.pos_ == "PROPN" and tagged.words[last + 1] not in _KINDS and not after.text.isupper():
        return (last + 1) not in tagged.place_hit and after.dep_ != "appos"
    return False


def _kind(tagged: Tagged, first: int, last: int) -> str:
    """The word that tells what is named: "Ghor province", "Panjwai and Zhari districts", "the town of Sake"."""
    doc, words = tagged.parsed.doc, tagged.words
    if last + 1 < len(doc) and tagged.lemmas[last + 1] in _KINDS:
        return tagged.lemmas[last + 1]
    if words[last] in _KINDS and last > first:
        return words[last]
    k = last + 1
    if k < len(doc) and words[k] in {"and", "or", ","}:
        while k < min(len(doc), last + 8) and (words[k] in {"and", "or", ","} or doc[k].pos_ == "PROPN"):
            k += 1
        if k < len(doc) and tagged.lemmas[k] in _KINDS and words[k] != tagged.lemmas[k]:
            return tagged.lemmas[k]
    if first >= 2 and words[first - 1] == "of" and tagged.lemmas[first - 2] in _KINDS:
        return tagged.lemmas[first - 2]
    return ""


def _governed(tagged: Tagged, first: int, last: int, kind: str, earlier: Sequence[_Name]) -> tuple[str, float]:
    """The preposition over a name and what it costs; "" for a label, a host, an owner or none."""
    doc, words = tagged.parsed.doc, tagged.words
    k = first - 1
    steps = 0
    while k >= 0 and steps < 8:
        word = words[k]
        if doc[k].pos_ in {"ADP", "SCONJ"} or word in _COST:
            if word == "of" and k and _passes(tagged, k - 1):
                k -= 1
                steps += 1
                continue
            if word == "of" and k and words[k - 1] == "out":
                return "from", 0.0
            if word == "of" and k and tagged.lemmas[k - 1] in _HELD:
                return "in", _COST["of"]
            if word in {"of", "on", "for", "over"} and k and tagged.lemmas[k - 1] in _BLOW:
                return "in", _HIT
            return (word, _COST[word]) if word in _COST else ("", _LOOSE)
        if doc[k].pos_ == "VERB" and tagged.lemmas[k] in _LEAVE:
            return "from", 0.0
        if doc[k].pos_ == "VERB" and tagged.lemmas[k] in _REACH:
            return "to", _COST["to"]
        if doc[k].pos_ == "VERB" and tagged.lemmas[k] in _STRIKE:
            return "in", _HIT
        if word in {",", "and", "or", "/", "("}:
            mate = next((name for name in earlier if name.last < k and k - name.last <= 2), None)
            if mate is None:
                break
            return mate.by, mate.cost + 0.05
        if not _passes(tagged, k) and not any(name.first <= k <= name.last for name in earlier):
            break
        k, steps = k - 1, steps + 1
    after = last + 1 + (1 if last + 1 < len(doc) and tagged.lemmas[last + 1] in _KINDS else 0)
    follows = words[after] if after < len(doc) else ""
    if k < 0 and (follows in {":", "-", "–", "—", "("} or follows[:1].isdigit()):
        return "", _LABEL
    if follows in _OWNED:
        return "", _OWNER
    head = doc[after - 1]
    if {doc[last].dep_, head.dep_} & {"nsubj", "nsubjpass"} or (
        kind and follows and doc[after].pos_ in {"VERB", "AUX"}
    ):
        return "", _CAMP if kind in _FINE else _HOST
    return "", _LOOSE


def _passes(tagged: Tagged, k: int) -> bool:
    """Words that may stand between a preposition and the name under it: "in the northern town of", "in parts of"."""
    token = tagged.parsed.doc[k]
    if token.pos_ in {"DET", "ADJ", "PUNCT"} and token.text not in {";", ":", ".", ",", "(", ")", "–", "—"}:
        return True
    lemma = tagged.lemmas[k]
    return (
        lemma in BEARINGS
        or lemma in _KINDS
        or tagged.words[k] in {"'s", "’s", "part", "parts", "much", "most", "all", "outskirts", "suburbs", "rural"}
        or bool(token.pos_ == "NOUN" and tagged.book.sort_of(lemma) & {"place", "site"})
    )


def _weigh(tagged: Tagged, name: _Name, count: Count, spoken: frozenset[int]) -> float:
    """How far a name is from being where the counted were; beyond another count it is that one's place."""
    doc, words = tagged.parsed.doc, tagged.words
    cost = name.cost
    comes = _arrives(tagged, count)
    if comes and name.by in {"to", "into", "from"}:
        cost += 1.0 if name.by == "from" else -1.0
    if name.first > count.last:
        low, high = count.last + 1, name.first
    else:
        low, high = name.last + 1, count.first
    if low == count.last + 1 and any(words[k] in _FLED for k in range(max(low, high - 3), high)):
        cost -= _FAR * 8  # "are now displaced in X"
    cost += _FAR * max(0, high - low) + (_FAR if high == count.first else 0.0)
    between = range(low, high)
    cost += _BARRIER * sum(
        1 for _, at, last in tagged.quantities if at in between and _is_another(tagged, count, at, last)
    )
    cost += _BARRIER * sum(1 for k in between if words[k] in _TURNS)
    text = " ".join(doc[k].text for k in range(name.first, name.last + 1))
    if name.by and name.last + 2 < len(doc) and words[name.last + 1] in _OWNED and doc[name.last + 2].pos_ == "PROPN":
        cost += _WHOLE  # "in Assam's Dhubri district": the finer name is the place
    if open_gazetteer().land(text) and not name.kind:
        cost += _COUNTRY
    elif name.kind in _WIDE:
        cost += _PROVINCE
    if name.first in spoken or name.last in spoken or is_of_listeners(tagged, name.last, count.at):
        cost += _SOURCE
    return cost


def _is_another(tagged: Tagged, count: Count, first: int, last: int) -> bool:
    """Whether a number has places of its own: it counts people or houses, and tells not this count again."""
    beside = first - count.last
    return is_crowd(tagged, last) and not (0 < beside <= 3 and tagged.words[first - 1] in {"(", "or", "/"})


def _arrives(tagged: Tagged, count: Count) -> bool:
    """Whether the counted come to a place: "22,400 people crossed into X", "X received 18,000 people"."""
    doc, lemmas = tagged.parsed.doc, tagged.lemmas
    ahead = [lemmas[k] for k in range(count.last + 1, min(len(doc), count.last + 4)) if doc[k].pos_ == "VERB"]
    if ahead:
        return ahead[0] in _ARRIVE
    if any(lemmas[k] in _TAKE_IN for k in range(max(0, count.first - 2), count.first)):
        return True
    return lemmas[count.at] in _ARRIVE


def _mention(tagged: Tagged, name: _Name) -> PlaceMention:
    """The mention of a name, with all that the tree tells of it where the gazetteer knows the name."""
    known = place_at(tagged, name.last) if name.last in tagged.place_hit else None
    start, end = tagged.span_of(name.first, name.last)
    if known is not None and known.start == start and known.end == end:
        return msgspec.structs.replace(known, kind_word=known.kind_word or name.kind)
    text = tagged.parsed.sentence.text
    offset = tagged.parsed.sentence.start
    return PlaceMention(
        start=start, end=end, text=text[start - offset : end - offset], relation=_RELATION.get(name.by, "in"),
        kind_word=name.kind,
    )  # fmt: skip
