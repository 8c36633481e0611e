"""Noun phrases to mentions of places: which place the words name, and how the claim stands to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from rashomon.extract.places.unlisted import has_grounds, is_reached, is_turned_on
from rashomon.extract.syntax.phrases import inclusive, is_definite, piece, words_under
from rashomon.extract.syntax.tagging import Tagged, is_name
from rashomon.model.draft import PlaceMention, PlaceRelation
from rashomon.reference.roster import load_roster

BEARINGS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west "
    "northern southern eastern western".split()
)


_NEAR = frozenset({"near", "outside", "around", "toward", "towards", "off", "beside", "alongside", "by", "close"})


_PLACING = frozenset(
    {"in", "near", "outside", "at", "around", "from", "to", "into", "toward", "towards", "through", "across"}
)


_UNIT_KM = {"km": 1.0, "kilometre": 1.0, "kilometer": 1.0, "kms": 1.0, "mile": 1.609, "miles": 1.609}


_DISTANCE = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*-?\s*(km|kms|kilometres?|kilometers?|miles?)\b(?:\s*\([^)]*\))?"
    r"(?:\s+(?:to\s+the\s+)?(north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?)?",
    re.IGNORECASE,
)


# Pieces of a place: who takes one has not taken the place.
PARTS = frozenset(
    "part half third quarter swath swathe centre center district neighbourhood neighborhood suburb outskirts outskirt "
    "side portion section bit most much edge north south east west area street building".split()
)


ALWAYS_PIECES = frozenset({"part", "half", "centre", "center", "outskirts", "outskirt", "edge", "portion", "section"})
NAMING = frozenset({"district", "neighbourhood", "neighborhood", "suburb", "quarter", "area", "street"})


# Buildings: who gets into one holds no more of the town than its rooms.
BUILDINGS = frozenset(
    "hotel palace prison jail hospital clinic school university college mosque church temple market station stadium "
    "ministry parliament embassy consulate building mall restaurant cafe shop house studio court "
    "courthouse theatre theater warehouse factory office premises mansion villa cathedral chapel monastery shrine "
    "synagogue cemetery graveyard academy".split()
)


# Words for ground in general: they point at no place.
VAGUE_PLACES = frozenset(
    "territory land ground part side half third quarter swath swathe stretch front corridor street road highway bank "
    "pocket countryside place outskirts outskirt field".split()
)


_QUALIFIED = (
    "town",
    "city",
    "village",
    "district",
    "province",
    "region",
    "area",
    "governorate",
    "state",
    "county",
    "camp",
    "hamlet",
    "settlement",
    "locality",
    "commune",
    "parish",
    "township",
    "municipality",
    "canton",
    "enclave",
    "stronghold",
    "neighbourhood",
    "neighborhood",
    "suburb",
    "quarter",
    "island",
    "base",
    "garrison",
    "outpost",
    "crossing",
    "port",
)

# Places that are called by the sort as well: "Kalma camp".
_CALLED_SO = frozenset({"camp", "base", "garrison", "outpost", "crossing", "port", "island"})

_SHARES = PARTS | {"all", "rest", "whole"}
# Nouns whose "of" leads to a place, though no list has its name.
_TAKES_NAMES = frozenset({"control", "capture", "fall", "siege", "seizure", "recapture", "loss", *_QUALIFIED})

# What a place is said to be in or under while somebody has it.
_HELD_IN = frozenset(
    {"hand", "hands", "control", "occupation", "rule", "siege", "authority", "administration", "command", "grip"}
)
_PARTICLES = frozenset({"de", "del", "do", "da", "dos", "das", "di", "du", "des"})


def place_at(tagged: Tagged, i: int) -> PlaceMention | None:
    """The place named by the phrase headed by token i, with its relation; None where it is none.

    Named places come from the gazetteer, from "the town of X", and from "in X" with a capital;
    "the city" and "the base" come as nominals that point back.
    """
    doc = tagged.parsed.doc
    prep = governor(doc[i])
    i = whole_of(tagged, i)
    token = doc[i]
    if i in tagged.time_tokens or token.pos_ == "PRON":
        return None
    if tagged.words[i] in {"there", "here"}:
        start, end = tagged.parsed.spans[i]
        return PlaceMention(start=start, end=end, text=words_under(tagged, start, end), nominal=tagged.words[i])
    relation, distance, bearing = _relation(tagged, i, prep)
    inner = _inner_place(tagged, i)
    if inner is not None:
        return _mention(tagged, inner, relation, distance, bearing, kind_word=tagged.lemmas[i])
    if i in tagged.place_hit:
        first, last = tagged.place_hit[i]
        kind = _kind_beside(tagged, first, last)
        return _mention(tagged, last, relation, distance, bearing, kind_word=kind)
    named = [k for k in range(*inclusive(tagged.phrase(i))) if k in tagged.place_hit and k != i]
    sorts = tagged.book.sort_of(tagged.lemmas[i])
    if "site" in sorts and (stands_at := _stands_at(tagged, i)) is not None:
        return _mention(tagged, stands_at, relation, distance, bearing, kind_word=tagged.lemmas[i])
    if (town := town_around(tagged, i)) is not None:
        return _mention(tagged, town, relation, distance, bearing, kind_word="")
    called = _called(tagged, i, named)
    if called is not None and (called != i or (named and prep in _PLACING)):
        return _mention(tagged, called, relation, distance, bearing, kind_word=tagged.lemmas[i] if called != i else "")
    if named and (sorts & {"place", "site"} or token.pos_ == "PROPN") and tagged.lemmas[i] != "capital":
        return _mention(tagged, tagged.place_hit[named[-1]][1], relation, distance, bearing, kind_word=tagged.lemmas[i])
    if sorts & {"place", "site"} and token.pos_ == "NOUN" and tagged.lemmas[i] not in VAGUE_PLACES:
        return _nominal(tagged, i, relation, distance, bearing)
    if is_name(token) and i not in tagged.actor_hit and (prep in _PLACING or _is_taken(tagged, token)):
        return _mention(tagged, i, relation, distance, bearing, kind_word="")
    return None


def _called(tagged: Tagged, i: int, named: Sequence[int]) -> int | None:
    """The name that no list has in "X village, Y township", "X camp in Y", "X, Y": it is told before a wider one."""
    if any(k < i for k in named):
        return None
    token = tagged.parsed.doc[i]
    if is_name(token) and token.pos_ == "PROPN":
        return i if i not in tagged.actor_hit else None
    if tagged.lemmas[i] not in _QUALIFIED or tagged.lemmas[i] in _CALLED_SO:
        return None
    if any(c.dep_ == "det" for c in token.children):
        return None  # "a Shia village", "the Fulani village": what sort of village it is
    names = [c for c in token.children if c.i < i and c.dep_ in {"compound", "nmod"} and is_name(c)]
    own = (c.i for c in names if c.i not in tagged.actor_hit and not load_roster().demonym(c.text))
    return max(own, default=None)


def _stands_at(tagged: Tagged, i: int) -> int | None:
    """ "The Libyan air base at X": the X, and not the land of whose base it is."""
    doc = tagged.parsed.doc
    # right behind the noun, wherever the parser hangs it
    at = doc[i + 1] if i + 1 < len(doc) and tagged.words[i + 1] == "at" else None
    inner = next((c for c in at.children if c.dep_ == "pobj"), None) if at is not None else None
    if inner is None or inner.i in tagged.time_tokens or inner.i in tagged.actor_hit:
        return None
    if inner.i in tagged.place_hit:
        return tagged.place_hit[inner.i][1]
    return int(inner.i) if is_name(inner) else None


def town_around(tagged: Tagged, i: int) -> int | None:
    """ "The Santa Cruz cemetery in X", "St Francis Church in X": the town of a house that has a name of its own."""
    doc = tagged.parsed.doc
    if tagged.lemmas[i] not in BUILDINGS:
        return None
    own_name = any(is_name(c) for c in doc[i].children if c.dep_ in {"compound", "nmod"} and c.i < i)
    if not own_name or i + 2 >= len(doc) or tagged.words[i + 1] != "in":
        return None  # right behind the noun, wherever the parser hangs it
    town = next((k for k in range(i + 2, min(i + 6, len(doc))) if k in tagged.place_hit), None)
    return tagged.place_hit[town][1] if town is not None else None


def is_piece(tagged: Tagged, i: int) -> bool:
    """Whether a phrase names a piece of a place ("part of X", "the centre of the city", "most of the town").

    "The suburb of X" is a place called X; "a suburb of X" is a piece of it.
    """
    lemma = tagged.lemmas[i]
    token = tagged.parsed.doc[i]
    if lemma not in PARTS or i in tagged.place_hit:
        return False
    if lemma in ALWAYS_PIECES:
        return True
    if listed(tagged, i):
        return False
    if lemma in NAMING and is_definite(token) and "Plur" not in token.morph.get("Number"):
        return (
            whole_of(tagged, i) not in tagged.place_hit
            and not is_name(tagged.parsed.doc[whole_of(tagged, i)])
            and whole_of(tagged, i) != i
        )
    if whole_of(tagged, i) != i:
        return True
    if lemma in NAMING and "Plur" in token.morph.get("Number") and not any(is_name(c) for c in token.children):
        return True  # "still holds some districts": of the town that is spoken of
    return any(
        c.dep_ in {"compound", "nmod"} and bool(tagged.book.sort_of(tagged.lemmas[c.i]) & {"place"})
        for c in token.children
    )


def listed(tagged: Tagged, i: int) -> list[int]:
    """Heads of the names in "the districts of A and B"; empty where fewer than two are named."""
    token = tagged.parsed.doc[i]
    if "Plur" not in token.morph.get("Number") or not tagged.book.sort_of(tagged.lemmas[i]) & {"place", "site"}:
        return []
    of = next((c for c in token.children if c.dep_ == "prep" and c.text.lower() == "of"), None)
    names = [c for c in of.children if c.dep_ == "pobj"] if of is not None else []
    while names and (more := next((c for c in names[-1].children if c.dep_ == "conj"), None)) is not None:
        names.append(more)
    return [n.i for n in names] if len(names) > 1 and all(is_name(n) for n in names) else []


def whole_of(tagged: Tagged, i: int) -> int:
    """ "The centre of the city": the city; the phrase itself where it is no piece of a place."""
    doc = tagged.parsed.doc
    for _ in range(3):
        if tagged.lemmas[i] not in PARTS or i in tagged.place_hit:
            break
        of = next((c for c in doc[i].children if c.dep_ == "prep" and c.text.lower() == "of"), None)
        inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if inner is None or not (
            inner.i in tagged.place_hit or tagged.book.sort_of(tagged.lemmas[inner.i]) & {"place", "site"}
        ):
            break
        i = inner.i
    return i


def _is_taken(tagged: Tagged, token: Any) -> bool:
    """Whether an unknown name is the object of a verb that takes places, or one of "the towns of A and B"."""
    patterns = tagged.book.verbs.get(tagged.lemmas[token.head.i], ())
    if is_turned_on(tagged, token) or is_reached(tagged, token) or has_grounds(tagged, token):
        return True
    if token.dep_ == "pobj" and token.head.text.lower() == "of":
        share = token.head.head
        if tagged.lemmas[share.i] in _SHARES and share.dep_ in {"dobj", "nsubjpass"}:
            return _is_taken(tagged, share)  # "held most of X"
        return tagged.lemmas[share.i] in _TAKES_NAMES
    if token.dep_ == "conj" and is_name(token.head):
        return _is_taken(tagged, token.head)
    if token.dep_ == "nsubj":
        return any(p.rules.get("subj") == "place" for p in patterns) or _is_in_hands(tagged, token.head)
    return token.dep_ in {"dobj", "nsubjpass"} and any(p.rules.get("obj") == "place" for p in patterns)


def _is_in_hands(tagged: Tagged, verb: Any) -> bool:
    """ "X remains in the hands of the army", "X is under our administration": what X is said to be in tells a place."""
    preps = (c for c in verb.children if c.dep_ == "prep" and c.text.lower() in {"in", "under"})
    return any(tagged.lemmas[c.i] in _HELD_IN for prep in preps for c in prep.children if c.dep_ == "pobj")


def name_at(tagged: Tagged, i: int) -> PlaceMention:
    """The name headed by a token that `may_be_place`."""
    return msgspec.structs.replace(_mention(tagged, i, "in", None, "", kind_word=""), unsure=True)


def _inner_place(tagged: Tagged, i: int) -> int | None:
    """ "the town of X", "outskirts of X", "part of the ancient city of X": the X."""
    doc = tagged.parsed.doc
    seen = 0
    at = i
    while seen < 4 and tagged.book.sort_of(tagged.lemmas[at]) & {"place", "site"} and at not in tagged.place_hit:
        of = next((c for c in doc[at].children if c.dep_ == "prep" and c.text.lower() == "of"), None)
        inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        named = next((c for c in doc[at].children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
        if inner is None and named is not None and (named.i in tagged.place_hit or tagged.lemmas[at] in _QUALIFIED):
            return int(named.i)
        if inner is None:
            return None
        if inner.i in tagged.place_hit:
            # "the capital of Anbar province" is not Anbar
            return None if tagged.lemmas[at] in {"capital", "centre", "center"} else int(inner.i)
        hits = [k for k in range(*inclusive(tagged.phrase(inner.i))) if k in tagged.place_hit]
        if hits:
            return None if tagged.lemmas[at] == "capital" else tagged.place_hit[hits[-1]][1]
        if is_name(inner) and inner.i not in tagged.actor_hit and tagged.lemmas[at] in _QUALIFIED:
            return int(inner.i)
        at, seen = inner.i, seen + 1
    return None


def _kind_beside(tagged: Tagged, first: int, last: int) -> str:
    doc = tagged.parsed.doc
    token = doc[last]
    if token.dep_ in {"compound", "amod", "nmod"} and tagged.lemmas[token.head.i] in _QUALIFIED:
        return str(tagged.lemmas[token.head.i])
    before = doc[first - 1] if first else None
    if before is not None and before.text.lower() in _QUALIFIED:
        return str(before.text.lower())
    head = token.head
    if head.text.lower() == "of" and tagged.lemmas[head.head.i] in _QUALIFIED:
        return str(tagged.lemmas[head.head.i])
    return ""


def governor(token: Any) -> str:
    """The preposition that governs a noun, climbing over "the town of X"."""
    at = token
    for _ in range(6):
        if at.dep_ in {"pobj", "pcomp"}:
            prep = at.head
            if prep.text.lower() == "of" and prep.head.pos_ in {"NOUN", "PROPN"}:
                at = prep.head
                continue
            if prep.text.lower() == "of" and prep.head.text.lower() == "out":
                return "from"
            return str(prep.text.lower())
        if at.dep_ in {"compound", "nmod", "amod", "poss", "appos", "conj"}:
            at = at.head
            continue
        return ""
    return ""


def _relation(tagged: Tagged, i: int, prep: str) -> tuple[PlaceRelation, float | None, str]:
    """How the claim stands to the place: in it, near it, so far off, to or from it."""
    doc = tagged.parsed.doc
    token = doc[i]
    spans = tagged.parsed.spans
    offset = tagged.parsed.sentence.start
    before = tagged.parsed.sentence.text[max(0, spans[i][0] - offset - 60) : spans[i][0] - offset]
    measured = max(_DISTANCE.finditer(before), key=lambda found: found.end(), default=None)
    if (
        measured
        and len(before) - measured.end() <= 20
        and re.search(r"\b(of|from|outside|away)\b", before[measured.end() :])
    ):
        unit = measured.group(2).lower().rstrip("s")
        factor = _UNIT_KM.get(unit, 1.0)
        return "offset", float(measured.group(1).replace(",", ".")) * factor, (measured.group(3) or "").lower()
    words = {a.text.lower() for a in _up(token)}
    if prep == "between" or "midway" in words:
        return "between", None, ""
    if prep in _NEAR or words & {"outskirts", "outskirt", "vicinity", "suburbs"}:
        return "near", None, ""
    if prep in {"to", "into"}:
        return "to", None, ""
    if prep == "from":
        return "from", None, ""
    if prep in {"along"} or words & {"road", "highway"}:
        return "along", None, ""
    return "in", None, ""


def _up(token: Any) -> list[Any]:
    chain = [token]
    while len(chain) < 5 and chain[-1].dep_ in {"pobj", "prep", "compound", "nmod", "appos", "amod"}:
        chain.append(chain[-1].head)
    return chain


def _mention(
    tagged: Tagged, i: int, relation: PlaceRelation, distance: float | None, bearing: str, *, kind_word: str
) -> PlaceMention:
    first, last = tagged.place_hit.get(i) or _whole_name(tagged, *tagged.phrase(i))
    start, end = tagged.span_of(first, last)
    doc = tagged.parsed.doc
    other = None
    if relation == "between":
        mate = next((c for c in doc[last].children if c.dep_ == "conj"), None)
        if mate is None and doc[last].dep_ == "conj":
            mate = doc[last].head
        if mate is not None:
            other = piece(tagged, mate.i)
    return PlaceMention(
        start=start,
        end=end,
        text=words_under(tagged, start, end),
        relation=relation,
        other=other,
        distance_km=distance,
        bearing=bearing,
        kind_word=kind_word,
        inside=_inside(tagged, last),
    )


def _whole_name(tagged: Tagged, first: int, last: int) -> tuple[int, int]:
    """A name with what hyphens and particles tie to it: "Mont-Grivel", "San Isidro del Cerro"."""
    doc, words = tagged.parsed.doc, tagged.words
    while (end := _tied(tagged, last, 1)) is not None:
        last = end
        while last + 1 < len(doc) and words[last] != "-" and doc[last + 1].pos_ == "PROPN" and is_name(doc[last]):
            last += 1
    while (start := _tied(tagged, first, -1)) is not None:
        first = start
        while first > 0 and doc[first - 1].pos_ == "PROPN":
            first -= 1
    return first, last


def _tied(tagged: Tagged, at: int, step: int) -> int | None:
    """The capitalised word that a hyphen without spaces, or a particle, ties to the token at `at`."""
    doc, words, spans = tagged.parsed.doc, tagged.words, tagged.parsed.spans
    far = at + 2 * step
    if not 0 <= far < len(doc) or not doc[far].text[:1].isupper():
        return None
    link, left = at + step, min(at, far)
    if words[link] == "-":
        return far if spans[left][1] == spans[link][0] and spans[link][1] == spans[left + 2][0] else None
    return far if words[link] in _PARTICLES else None


def _nominal(tagged: Tagged, i: int, relation: PlaceRelation, distance: float | None, bearing: str) -> PlaceMention:
    first, last = tagged.phrase(i)
    start, end = tagged.span_of(first, last)
    return PlaceMention(
        start=start,
        end=end,
        text=words_under(tagged, start, end),
        nominal=tagged.lemmas[i],
        relation=relation,
        distance_km=distance,
        bearing=bearing,
        inside=_inside(tagged, i),
    )


def _inside(tagged: Tagged, i: int) -> tuple[str, ...]:
    """Names that the text puts around a place: "X, in Y province", "X, Y"; "the capital of Y"."""
    doc = tagged.parsed.doc
    names: list[str] = []
    nodes = [doc[i]]
    if doc[i].dep_ == "pobj" and doc[i].head.text.lower() == "of":
        nodes.append(doc[i].head.head)
    for node in nodes:
        for child in node.children:
            if child.dep_ == "prep" and child.text.lower() in {"in", "of", "at"}:
                for pobj in child.children:
                    if pobj.dep_ == "pobj":
                        names.extend(
                            piece(tagged, k)[0]
                            for k in range(*inclusive(tagged.phrase(pobj.i)))
                            if k in tagged.place_hit
                        )
            elif child.dep_ == "appos" and child.i in tagged.place_hit and child.i != i:
                names.append(piece(tagged, child.i)[0])
    own = words_under(tagged, *tagged.span_of(*(tagged.place_hit.get(i) or (i, i))))
    return tuple(dict.fromkeys(n for n in names if n != own))
