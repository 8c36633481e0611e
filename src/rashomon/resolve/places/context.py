"""What a report says about where it is set, before any single name is settled.

Countries come first: a name that fits a country under discussion beats a bigger namesake abroad.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.model.draft import PlaceMention
from rashomon.reference.gazetteer import Gazetteer, PlaceRow

EARTH_KM = 6371.0
# Characters: about the length of a sentence, and where a word no longer stands beside a name.
SENTENCE = 150.0
FAR = 400
# Words beside a name that tell what it is, by the kinds that they allow.
AREA_WORDS = frozenset(
    [
        "province",
        "governorate",
        "state",
        "region",
        "oblast",
        "department",
        "prefecture",
        "canton",
        "territory",
        "county",
        "district",
        "division",
        "emirate",
        "krai",
        "republic",
        "wilayat",
        "wilaya",
        "muhafazah",
        "voivodeship",
        "parish",
    ]
)
TOWN_WORDS = frozenset(
    [
        "city",
        "town",
        "village",
        "settlement",
        "hamlet",
        "township",
        "municipality",
        "suburb",
        "neighbourhood",
        "neighborhood",
    ]
)
COUNTRY_WORDS = frozenset(["country", "nation", "kingdom", "republic"])
NATURE_WORDS = frozenset(["river", "lake", "sea", "gulf", "mountain", "mountains", "desert", "canal", "strait"])
_CAPITALISED = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*(?=(?:['’]s)?(?: ([A-Z][^\W\d_]+))?)")
# "Alexandria, La." and "Ramadi, in Anbar province": the area printed after a name.
_AFTER = re.compile(r"\s*(?:,\s*(?:in\s+)?(?:the\s+)?|\s\(|\s+in\s+(?:the\s+)?)((?:[A-Z][^\W\d_]*\.?[ -]?){1,4})")


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence of one report.

    Attributes:
        countries: ISO2 to weight; each weight in [0, 1], 1 for the one most spoken of.
        areas: Rows of first-order areas that the report names, by pid to a weight of 1.
    """

    countries: Mapping[str, float]
    areas: frozenset[int]


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A country named in the text: where, which (ISO2), and whether "in" stands before it."""

    at: int
    code: str
    located: bool


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points in degrees."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def spoken_of(text: str, gazetteer: Gazetteer) -> list[Spoken]:
    """Each time that a country is named, outright or by its people's name ("Iraqi forces")."""
    found: list[Spoken] = []
    for match in _CAPITALISED.finditer(text):
        word, after = match.group(), match.group(1)
        # "South Sudanese" is not Sudanese: the longer word is asked first.
        code = gazetteer.demonym(f"{word} {after}") or gazetteer.land(f"{word} {after}") if after else ""
        code = code or gazetteer.demonym(word) or gazetteer.land(word)
        if code:
            start = match.start()
            found.append(Spoken(at=start, code=code, located=text[max(0, start - 3) : start].lower() == "in "))
    return found


def spoken_beside(spoken: Sequence[Spoken], at: Sequence[int]) -> dict[str, float]:
    """Countries named close to a name, by ISO2 to a weight in (0, 2] that fades over a sentence or so.

    "In Syria" counts twice what "Syrian" or "Syria said" does.
    """
    beside: dict[str, float] = {}
    for word in spoken:
        gap = min(abs(word.at - start) for start in at)
        if gap < FAR and word.at not in at:
            weight = math.exp(-gap / SENTENCE) * (2.0 if word.located else 1.0)
            beside[word.code] = max(beside.get(word.code, 0.0), weight)
    return beside


def names_around(text: str, mention: PlaceMention, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Names that stand around a mention: those it brings along, else an area printed right after it."""
    if mention.inside:
        return mention.inside
    match = _AFTER.match(text, mention.end, min(len(text), mention.end + 60))
    if match is None:
        return ()
    words = match.group(1).strip(" -").split(" ")
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if any(row.kind in {"admin1", "country"} for row in gazetteer.lookup(name)):
            return (name,)
    return ()


def weigh_countries(spoken: Mapping[str, float], settled: Iterable[PlaceRow]) -> dict[str, float]:
    """Weights in [0, 1] of countries from words and from places already settled."""
    weight: defaultdict[str, float] = defaultdict(float)
    for code, count in spoken.items():
        weight[code] += 1 + math.log2(1 + count)
    places = Counter(row.country for row in settled if row.country)
    for code, count in places.items():
        weight[code] += 1 + 1.5 * math.log2(1 + count)
    top = max(weight.values(), default=1.0)
    return {code: value / top for code, value in weight.items()}


def named_areas(rows: Iterable[Sequence[PlaceRow]]) -> frozenset[int]:
    """First-order areas among the candidates of all names."""
    return frozenset(row.pid for candidates in rows for row in candidates if row.kind == "admin1")


def kind_class(word: str) -> str:
    """`area`, `town`, `country`, `nature` or "" for a word such as "province" or "village"."""
    low = word.lower()
    if low in AREA_WORDS:
        return "area"
    if low in TOWN_WORDS:
        return "town"
    if low in NATURE_WORDS:
        return "nature"
    return "country" if low in COUNTRY_WORDS else ""
