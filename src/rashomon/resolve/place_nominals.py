"""What "the city", "the provincial capital" or "the country" points back to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from rashomon.model.draft import PlaceMention
from rashomon.reference.gazetteer import Gazetteer, PlaceRow
from rashomon.resolve.place_context import AREA_WORDS, COUNTRY_WORDS, TOWN_WORDS
from rashomon.resolve.place_points import FACILITIES

_APPOSED_BEFORE = re.compile(r",\s*(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_APPOSED_AFTER = re.compile(r",?\s*(?:of\s+)?$")
_COORDINATED = re.compile(r"\s*(?:,|,?\s*(?:and|or)(?:\s+the\s+\w+\s+of)?)\s+$")
_OURS = re.compile(r"(?:our|my|their|his|her|your)\b", re.IGNORECASE)
# A base or a hospital is tied to a town only where the text has just spoken of one.
FACILITY_REACH = 300


class Antecedent(msgspec.Struct, frozen=True, kw_only=True):
    """A named place that stands before a nominal."""

    row: PlaceRow
    start: int
    end: int


def resolve_nominal(
    text: str, mention: PlaceMention, before: Sequence[Antecedent], after: PlaceRow | None, source: Gazetteer
) -> PlaceRow | None:
    """The one place that a nominal points to, None where none or more than one fits.

    Args:
        text: The report's text.
        mention: The nominal.
        before: Named places settled before it, in order of the text.
        after: The place named right behind it ("the city of Ramadi", "the capital, Juba"), if any.
        source: Where capitals are looked up.
    """
    noun = mention.nominal.lower()
    last = mention.text.lower().rsplit(" ", 1)[-1]
    if last != noun and last in {f"{noun}s", f"{noun.removesuffix('y')}ies"}:
        # "The two cities": more than one place.
        return None
    if _OURS.match(mention.text) and len({a.row.pid for a in before if (_fitting(noun) or _is_town)(a.row)}) > 1:
        # Whose "our province" is only the speaker knows.
        return None
    named = _inside(mention, before, source)
    if noun == "capital":
        return _capital(text, mention, before, after, named, source)
    fits = _fitting(noun)
    if fits is None:
        return None
    if after is not None and fits(after) and _tied(text, mention):
        return after
    if noun in FACILITIES:
        near = named or after
        close = [a for a in before if mention.start - a.end < FACILITY_REACH]
        return near if near is not None else _last(text, close, fits)
    if before and fits(before[-1].row) and _APPOSED_BEFORE.fullmatch(text, before[-1].end, mention.start):
        return before[-1].row
    if named is not None and fits(named):
        return named
    found = _last(text, before, fits)
    if found is None and noun in AREA_WORDS:
        town = _last(text, before, _is_town)
        return source.row(town.admin1_pid) if town is not None and town.admin1_pid else None
    return found


def _tied(text: str, mention: PlaceMention) -> bool:
    """Whether the name behind stands in apposition: "the city of X", "the city, X"."""
    gap = re.match(r",?\s*(?:of\s+)?(?=[A-Za-z])", text[mention.end : mention.end + 9])
    return gap is not None and bool(gap.group())


def _capital(
    text: str,
    mention: PlaceMention,
    before: Sequence[Antecedent],
    after: PlaceRow | None,
    named: PlaceRow | None,
    source: Gazetteer,
) -> PlaceRow | None:
    """The town that "the capital" means: the one in apposition, else the seat of what it belongs to."""
    provincial = bool(re.search(r"provinc|state|region|district|governorate", mention.text, re.IGNORECASE))
    if after is not None and _tied(text, mention):
        return after if after.kind == "city" else source.capital(after)
    if before and before[-1].row.kind == "city" and _APPOSED_BEFORE.fullmatch(text, before[-1].end, mention.start):
        return before[-1].row
    if named is not None and named.kind != "city":
        return source.capital(named)
    if provincial:
        areas = [a.row for a in before if a.row.kind == "admin1"]
        if not areas:
            towns = [a.row for a in before if a.row.kind == "city" and a.row.admin1_pid]
            areas = [source.row(town.admin1_pid) for town in towns]
        return source.capital(areas[-1]) if areas else None
    lands = [a.row.country for a in before if a.row.country]
    land = source.country(lands[-1]) if len(set(lands)) == 1 else None
    return source.capital(land) if land is not None else None


def _inside(mention: PlaceMention, before: Sequence[Antecedent], source: Gazetteer) -> PlaceRow | None:
    """The place that the nominal's own words name: "the Iraqi capital", "the capital of Anbar"."""
    for name in mention.inside:
        held = [a.row for a in before if a.row in source.lookup(name)]
        rows = (
            held
            or [row for row in source.lookup(name) if row.kind in {"country", "admin1"}]
            or list(source.lookup(name))
        )
        if rows:
            return rows[0]
    for word in re.findall(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?", mention.text):
        code = source.demonym(word)
        land = source.country(code) if code else source.country(word)
        if land is not None:
            return land
    return None


def _fitting(noun: str) -> Callable[[PlaceRow], bool] | None:
    """The test that an antecedent of this noun must pass; None for a noun that tells no kind."""
    if noun in TOWN_WORDS or noun in FACILITIES:
        return _is_town
    if noun in COUNTRY_WORDS:
        return _is_country
    if noun in AREA_WORDS:
        return _is_area
    return None


def _is_town(row: PlaceRow) -> bool:
    return row.kind == "city"


def _is_area(row: PlaceRow) -> bool:
    return row.kind in {"admin1", "admin2", "region"}


def _is_country(row: PlaceRow) -> bool:
    return row.kind == "country"


def _last(text: str, before: Sequence[Antecedent], fits: Callable[[PlaceRow], bool]) -> PlaceRow | None:
    """The most recent fitting place; None where two are named in one breath ("Ramadi and Fallujah")."""
    fitting = [a for a in before if fits(a.row)]
    if not fitting:
        return None
    last = fitting[-1]
    if len(fitting) > 1:
        other = fitting[-2]
        if other.row.pid != last.row.pid and _COORDINATED.fullmatch(text, other.end, last.start):
            return None
    return last.row
