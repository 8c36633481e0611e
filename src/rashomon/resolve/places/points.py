"""From a settled row and the words about it to a point with an honest radius."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping

import msgspec

from rashomon.model.claim import Claim, Place
from rashomon.model.draft import BY_NAME_ALONE, Decision, PlaceMention
from rashomon.reference.gazetteer import Gazetteer, PlaceRow
from rashomon.resolve.places.context import AREA_WORDS, COUNTRY_WORDS, TOWN_WORDS, distance_km, kind_class

KM_A_DEGREE = 111.2
# "Near" without a distance: conflict datasets call up to 25 km near a known point (UCDP GED, where_prec 2).
NEAR_KM = 25.0
# A bearing word is one of eight or sixteen, so the true point lies within about a quarter of the distance.
BEARING_SHARE = 0.4
BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
PRECISION = {"city": "exact", "admin1": "admin1", "admin2": "admin2", "country": "country", "region": "admin1"}
# Only words that go on describing the name may stand before "near": "X was hit by jets from near Y" says nothing of X.
_FILLER = (
    r"(?:\s*[,(]?\s*(?:an?|the|one|small|large|strategic|key|town|village|city|area|district|suburb|neighbou?rhood|"
    r"settlement|hamlet|place|which|that|is|was|lies|lay|sits|located|situated|lying|about|some|roughly|around|"
    r"approximately|nearly|just|only|almost|halfway|midway|half-way|mid-way|half|way|on|along|road|highway))*"
)
_DESCRIBED = re.compile(
    _FILLER + r"\s*[,(]?\s*(?:"
    r"between\s+(?:the\s+(?:towns?|cities|city|villages?)\s+of\s+)?(?P<a>[A-Z])|"
    r"(?P<n>\d+(?:\.\d+)?)[\s-]*(?P<unit>km|kms|kilomet(?:re|er)s?|miles?)\s*(?:\(\d+[\s-]*\w+\)\s*)?"
    r"(?:(?:to\s+the\s+)?(?P<way>north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|"
    r"south-east|south-west)\s+)?(?:of|from|outside)\s+(?:the\s+\w+\s+of\s+)?(?P<o>[A-Z])|"
    r"(?:near|outside|close to|on the outskirts of|just (?:north|south|east|west) of)\s+"
    r"(?:the\s+(?:town|city|village)\s+of\s+)?(?P<b>[A-Z]))"
)
_AND = re.compile(r"\s+and\s+(?:the\s+(?:town|city|village)\s+of\s+)?")


def unresolved(mention: PlaceMention) -> Place:
    """What stands for a mention that the report does not settle: the words and nothing more."""
    return Place(name=mention.text, text=mention.text, start=mention.start, end=mention.end)


def stand_in(mention: PlaceMention, source: Gazetteer) -> tuple[str, str]:
    """(name to look up, kind that its own words tell): "Anbar province" is looked up as "Anbar", an area.

    Words that are part of a known name stay ("Eastern Ghouta", "Kuwait City").
    """
    words = mention.text.split(" ")
    if words[0].lower() == "the" and len(words) > 1:
        words = words[1:]
    kind = ""
    if len(words) > 1 and words[0] in SIDES:
        words = words[1:]
    last = words[-1].lower()
    if (
        len(words) > 1
        and last in AREA_WORDS | TOWN_WORDS
        and (words[-1].islower() or not source.lookup(" ".join(words)))
    ):
        words, kind = words[:-1], kind_class(last)
    elif len(words) > 2 and words[1] == "of" and words[0].lower() in AREA_WORDS | TOWN_WORDS and words[0].islower():
        words, kind = words[2:], kind_class(words[0])
    return " ".join(words), kind


def place_of(mention: PlaceMention, row: PlaceRow, other: PlaceRow | None) -> Place:
    """The place of a mention whose anchor is settled."""
    lat, lon, radius = row.lat, row.lon, row.radius_km
    # "The Sahel" is no finer than a country.
    precision = PRECISION[row.kind] if row.country else "country"
    if mention.relation == "between":
        return (
            midpoint(mention, row, other)
            if other is not None
            else _made(mention, row, lat, lon, "near", radius + NEAR_KM)
        )
    if mention.relation == "offset" or (mention.relation == "near" and mention.distance_km):
        distance = mention.distance_km or NEAR_KM
        bearing = BEARINGS.get(mention.bearing.lower().replace("-", "").removesuffix("ern"))
        if bearing is None:
            radius += distance
        else:
            lat, lon = offset(lat, lon, distance, bearing)
            radius += BEARING_SHARE * distance
        precision = "near"
    elif (mention.relation in {"near", "along"} or mention.nominal in FACILITIES) and row.kind == "city":
        radius += NEAR_KM
        precision = "near"
    return _made(mention, row, lat, lon, precision, radius)


def _made(mention: PlaceMention, row: PlaceRow, lat: float, lon: float, precision: str, radius: float) -> Place:
    return Place(
        id=row.id, name=row.name, text=mention.text, start=mention.start, end=mention.end,
        lat=round(lat, 5), lon=round(lon, 5), country=row.country,
        admin1=row.name if row.kind == "admin1" else row.admin1, precision=precision, radius_km=round(radius, 1),
    )  # fmt: skip


def midpoint(mention: PlaceMention, one: PlaceRow, other: PlaceRow) -> Place:
    """A point between two anchors; the circle holds both. It is neither of them, so it has no id."""
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    return Place(
        name=mention.text, text=mention.text, start=mention.start, end=mention.end,
        lat=round((one.lat + other.lat) / 2, 5), lon=round((one.lon + other.lon) / 2, 5),
        country=one.country if one.country == other.country else "",
        admin1=one.admin1 if one.admin1 == other.admin1 else "",
        precision="near", radius_km=round(max(apart / 2, 5.0), 1),
    )  # fmt: skip


def offset(lat: float, lon: float, distance: float, bearing: float) -> tuple[float, float]:
    """The point so many km away in a direction (degrees from north), flat-earth within a few hundred km."""
    angle = math.radians(bearing)
    north = distance * math.cos(angle) / KM_A_DEGREE
    east = distance * math.sin(angle) / (KM_A_DEGREE * max(0.05, math.cos(math.radians(lat))))
    return lat + north, (lon + east + 180) % 360 - 180


def described_point(text: str, mention: PlaceMention, settled: Mapping[int, PlaceRow | None]) -> Place:
    """A name that no gazetteer settles, but that the text puts "near X" or "midway between X and Y".

    The name stays the outlet's own words; only the point comes from what is said about it.
    """
    match = _DESCRIBED.match(text, mention.end, min(len(text), mention.end + 160))
    if match is None:
        return unresolved(mention)
    anchors = {at: row for at, row in settled.items() if row is not None and row.kind == "city" and at > mention.start}
    start = next(match.start(group) for group in ("a", "o", "b") if match.group(group))
    first = anchors.get(start)
    if first is None:
        return unresolved(mention)
    if match.group("a"):
        later = [row for at, row in anchors.items() if start < at <= start + 60 and _AND.search(text, start, at)]
        return midpoint(mention, first, later[0]) if later else unresolved(mention)
    if match.group("o"):
        km = float(match.group("n")) * (1.609 if match.group("unit").startswith("mile") else 1.0)
        way = (match.group("way") or "").replace("-", "")
        lat, lon = offset(first.lat, first.lon, km, BEARINGS[way]) if way else (first.lat, first.lon)
        radius = first.radius_km + (BEARING_SHARE * km if way else km)
    else:
        lat, lon, radius = first.lat, first.lon, first.radius_km + NEAR_KM
    near = _made(mention, first, lat, lon, "near", radius)
    return Place(
        name=mention.text, text=near.text, start=near.start, end=near.end, lat=near.lat, lon=near.lon,
        country=near.country, admin1=near.admin1, precision="near", radius_km=near.radius_km,
    )  # fmt: skip


# A part of a place lies within it; in capitals it may be a name of its own ("West Bank").
SIDES = frozenset(
    [
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north",
        "south",
        "east",
        "west",
        "north-eastern",
        "north-western",
        "south-eastern",
        "south-western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "greater",
        "downtown",
        "upper",
        "lower",
        "rural",
        "mainland",
    ]
)
# Things that stand in or by a town but are not the town.
FACILITIES = frozenset(
    [
        "base",
        "camp",
        "airport",
        "airfield",
        "hospital",
        "checkpoint",
        "prison",
        "barracks",
        "refinery",
        "dam",
        "bridge",
        "school",
        "market",
        "mosque",
        "church",
        "headquarters",
        "outpost",
        "border",
        "crossing",
    ]
)


def is_common(noun: str, place: Place) -> bool:
    """Whether words name no place but its sort, "the town", "there": nothing that another report could mean too."""
    return noun in TOWN_WORDS | AREA_WORDS | COUNTRY_WORDS | {"there", "here", "it"} and place.text.islower()


def told_alone(claim: Claim, alone: Collection[str]) -> Claim:
    """The claim, with a note where only its name spoke for its place: reports that say more may mean another."""
    place = claim.place
    if place is None or place.id not in alone:
        return claim
    why = Decision(field="place", value=place.name, rule=BY_NAME_ALONE, words=place.text)
    return msgspec.structs.replace(claim, trace=(*claim.trace, why))
