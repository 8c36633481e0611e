"""What "the city", "the provincial capital" or "the country" points back to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from rashomon.model.draft import PlaceMention
from rashomon.reference.gazetteer import Gazetteer, PlaceRow
from rashomon.resolve.places.context import AREA_WORDS, COUNTRY_WORDS, TOWN_WORDS
from rashomon.resolve.places.points import FACILITIES

_APPOSED_BEFORE = re.compile(r",\s*(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_COORDINATED = re.compile(r"\s*(?:,|,?\s*(?:and|or)(?:\s+the\s+\w+\s+of)?)\s+$")
_STOP = re.compile(r"[.!?][”\"’')\]]*\s+[“\"‘'(]?[A-Z0-9]|\n")
_NEW = re.compile(r"\b(?:an?|another|one|each|every|any|no)\s+$", re.IGNORECASE)
_SO_CALLED = re.compile(r"de[ -]facto|self-(?:declared|proclaimed|styled)|so-called|former", re.IGNORECASE)
_AROUND = re.compile(r"\bsurrounding\b", re.IGNORECASE)
# "Forces of X entered Y and had it": X is whose forces they are.
_WHOSE = re.compile(
    r"\b(?:forces?|troops|soldiers|fighters|units|army|men|rebels|militia|government|president|republic)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BEARING = re.compile(r"\b(?:(?:north|south|east|west)(?:-?(?:east|west))?\s+of|near|from|outside)\s+$", re.IGNORECASE)
_OURS = re.compile(r"(?:our|my|their|his|her|your)\b", re.IGNORECASE)
# A base or a hospital is tied to a town only where the text has just spoken of one.
FACILITY_REACH = 300
# An unsettled name counts as spoken of from its second mention on, or in a headline.
SPOKEN_OF = 2.0
# A town named within about a sentence or two of the nominal is in view.
NEAR_BEHIND = 300
# "There" reaches two sentences back.
BACK_TO = 2


class Antecedent(msgspec.Struct, frozen=True, kw_only=True):
    """A named place that stands before a nominal.

    Attributes:
        row: The place; None for a name that is not settled. It can be what a nominal means all the same.
        name: As printed.
        aside: Whether it only gives a direction or a distance ("towards Minova", "north of Goma").
        opens: Whether it stands in a headline or standfirst.
        called: The noun, where it is itself a nominal that was settled ("town").
        dateline: Where the report was written: what a nominal means only where no other place is named.
    """

    row: PlaceRow | None
    start: int
    end: int
    name: str = ""
    aside: bool = False
    opens: bool = False
    called: str = ""
    dateline: bool = False


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A settled place that stands before a nominal."""

    row: PlaceRow
    start: int
    end: int


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a nominal stands in.

    Attributes:
        text: The report's text.
        before: Named places before the nominal, in order of the text.
        after: The place named right behind it ("the city of Ramadi", "the capital, Juba"), if any.
    """

    text: str
    before: Sequence[Antecedent]
    after: PlaceRow | None = None


def resolve_nominal(mention: PlaceMention, setting: Setting, source: Gazetteer) -> PlaceRow | str | None:
    """The one place that a nominal points to, None where none or more than one fits.

    Args:
        mention: The nominal.
        setting: What it stands in.
        source: Where capitals are looked up.

    Returns:
        The place; its name alone where the nominal points to a name that is not settled.
    """
    text, after = setting.text, setting.after
    if mention.nominal.lower() == "border" or not all(a.dateline for a in setting.before):
        setting = msgspec.structs.replace(setting, before=[a for a in setting.before if not a.dateline])
    before = [Known(row=a.row, start=a.start, end=a.end) for a in setting.before if a.row is not None and not a.called]
    noun = mention.nominal.lower()
    if noun == "it":
        return _taken_up(setting, mention)
    if noun == "there":
        return _pointed_at(setting, mention)
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
        straight = {a.start for a in setting.before if not a.aside}  # not where somebody speaks or a deal was made
        close = [a for a in before if a.start in straight and mention.start - a.end < FACILITY_REACH]
        return near if near is not None or _spoken_of(text, noun, close, fits) else _last(text, close, fits)
    if before and fits(before[-1].row) and _APPOSED_BEFORE.fullmatch(text, before[-1].end, mention.start):
        return before[-1].row
    if named is not None and fits(named):
        return named
    if _NEW.search(text, max(0, mention.start - 12), mention.start):
        return None  # "a town in the north" is none named before
    if noun in TOWN_WORDS:
        return _town(setting, mention)
    if noun in AREA_WORDS:
        return _area(setting, mention, before, source)
    return _last(text, before, fits)


def _spoken_of(text: str, noun: str, before: Sequence[Known], fits: Callable[[PlaceRow], bool]) -> bool:
    """Whether "the hospital" was spoken of before the town last named: it is not that town's for being near it."""
    towns = [a for a in before if fits(a.row)]
    earlier = text[: towns[-1].start] if towns else ""
    return re.search(rf"\bthe {re.escape(noun)}\b", earlier, re.IGNORECASE) is not None


def _town(setting: Setting, mention: PlaceMention) -> PlaceRow | str | None:
    """The town that "the town" means: the last one spoken of, not one that only gives a direction.

    "Took Sake and went on towards Minova. It was the second time that they took the town": Sake. A name
    that is not settled is as good an antecedent; so is the headline's, where the last one is far behind.
    """
    towns = [a for a in setting.before if a.row is None or a.row.kind == "city"]
    if mention.nominal.lower() in {"town", "village"}:
        towns = [a for a in towns if a.row is None or not a.row.capital]  # nobody calls a country's capital a town
    scores: dict[str, float] = {}
    for one in towns:
        scores[_key(one)] = scores.get(_key(one), 0.0) + (0.5 if one.aside else 1.0) + (1.0 if one.opens else 0.0)
    # An unknown name that is told once may be anything, unless no other town is named at all.
    known = [a for a in towns if a.row is not None or scores[_key(a)] >= SPOKEN_OF]
    towns = known or (towns if len(scores) == 1 and not towns[0].aside else [])
    direct = {_key(a) for a in towns if not a.aside}
    chief = max(direct, key=lambda key: (scores[key], key), default="")
    spoken = [a for a in towns if _key(a) in direct and not _elsewhere(a, chief, towns)]
    if not spoken:
        return _meant(setting.text, towns)
    aside = [a for a in towns if a.start > spoken[-1].end and _key(a) not in direct]
    if aside and mention.start - aside[-1].end < NEAR_BEHIND and not _one_breath(setting.text, spoken[-1], aside[-1]):
        # "They reached Sake. The town fell": both fit, unless the report is about one of them.
        last = _key(spoken[-1])
        return _value(spoken[-1]) if last == chief and scores[last] > SPOKEN_OF * scores[_key(aside[-1])] else None
    if _taken_up_elsewhere(spoken, mention.nominal.lower()):
        return None
    if _key(spoken[-1]) != chief and mention.start - spoken[-1].end > NEAR_BEHIND and scores[chief] >= SPOKEN_OF:
        return _value(next(a for a in spoken if _key(a) == chief))
    return _meant(setting.text, spoken)


def _taken_up(setting: Setting, mention: PlaceMention) -> PlaceRow | str | None:
    """The place that "it" means: the one that its own sentence or else the one before told of, if of one alone."""
    text = setting.text
    straight = [a for a in setting.before if not a.aside and not _WHOSE.search(text, max(0, a.start - 24), a.start)]
    back = [(a, len(_STOP.findall(text, a.end, mention.start + 2))) for a in straight]
    own = {_key(a) for a, stops in back if stops == 0}
    near = [a for a, stops in back if stops == (0 if own else 1)]
    near = [a for a in near if not _BEARING.search(text, max(0, a.start - 20), a.start)]
    return _value(near[-1]) if len({_key(a) for a in near}) == 1 else None


def _pointed_at(setting: Setting, mention: PlaceMention) -> PlaceRow | str | None:
    """The place that "there" means: of the nearest sentence that tells of one, a town before the area around it."""
    text = setting.text
    # A country is more often whose something is ("the U.S. envoy") than where.
    named = [a for a in setting.before if a.row is None or a.row.kind != "country"]
    named = [a for a in named if not _BEARING.search(text, max(0, a.start - 20), a.start)]
    told = [a for a in named if not a.aside] or named  # "they got to X. The planes came there"
    if not told:
        return None
    back = len(_STOP.findall(text, told[-1].end, mention.start + 2))
    if back > BACK_TO:
        return None
    near = [a for a in told if len(_STOP.findall(text, a.end, mention.start + 2)) == back]
    near = [a for a in near if a.row is None or a.row.kind == "city"] or near
    return _value(near[-1]) if len({_key(a) for a in near}) == 1 else None


def _taken_up_elsewhere(spoken: Sequence[Antecedent], noun: str) -> bool:
    """Whether the same noun last meant one town and the last town named is another, known before that."""
    same = next((a for a in reversed(spoken) if a.called == noun), None)
    last = _key(spoken[-1])
    return same is not None and _key(same) != last and any(_key(a) == last and a.end < same.start for a in spoken)


def _key(one: Antecedent) -> str:
    return str(one.row.pid) if one.row is not None else one.name.casefold()


def _value(one: Antecedent) -> PlaceRow | str:
    return one.row if one.row is not None else one.name


def _elsewhere(one: Antecedent, chief: str, towns: Sequence[Antecedent]) -> bool:
    """Whether it is the seat of another country's government, named for talks held there."""
    main = next((a.row for a in towns if _key(a) == chief and a.row is not None), None)
    if one.row is None or main is None or not one.row.capital:
        return False
    return one.row.country != main.country and not one.opens


def _one_breath(text: str, one: Antecedent, other: Antecedent) -> bool:
    return _STOP.search(text, one.end, other.start) is None


def _meant(text: str, towns: Sequence[Antecedent]) -> PlaceRow | str | None:
    """The last of the towns; None where the last two are named in one breath ("Ramadi and Fallujah")."""
    if not towns:
        return None
    last = towns[-1]
    if len(towns) > 1 and _key(towns[-2]) != _key(last) and _COORDINATED.fullmatch(text, towns[-2].end, last.start):
        return None
    return _value(last)


def _area(setting: Setting, mention: PlaceMention, before: Sequence[Known], source: Gazetteer) -> PlaceRow | None:
    """The area last named; that of the last town where it is "surrounding" or where no area was named."""
    area = _last(setting.text, before, _is_area)
    town = _last(setting.text, before, _is_town)
    if area is not None and not _AROUND.search(mention.text):
        return area
    return source.row(town.admin1_pid) if town is not None and town.admin1_pid else None


def _tied(text: str, mention: PlaceMention) -> bool:
    """Whether the name behind stands in apposition: "the city of X", "the city, X"."""
    gap = re.match(r",?\s*(?:of\s+)?(?=[A-Za-z])", text[mention.end : mention.end + 9])
    return gap is not None and bool(gap.group())


def _capital(
    text: str,
    mention: PlaceMention,
    before: Sequence[Known],
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
    if _SO_CALLED.search(text, max(0, mention.start - 24), mention.end):
        return None  # "the group's de facto Syrian capital" is no seat of that country
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


def _inside(mention: PlaceMention, before: Sequence[Known], source: Gazetteer) -> PlaceRow | None:
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


def _last(text: str, before: Sequence[Known], fits: Callable[[PlaceRow], bool]) -> PlaceRow | None:
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
