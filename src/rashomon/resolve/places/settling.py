"""Put a point, an area or "not known" behind every place that a report names.

Order of evidence: the countries and areas that the report speaks of, words around the name, other
places settled in it, and size only last. A name that the report does not settle stays unresolved: a
wrong point looks exact on a map, a missing one asks to be looked up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from rashomon.model.claim import Place
from rashomon.model.draft import PlaceMention
from rashomon.model.text import Report
from rashomon.reference.gazetteer import Gazetteer, PlaceRow, open_gazetteer, place_key
from rashomon.resolve.places.choice import Name, Point, choose, is_backed, match_loosely, within
from rashomon.resolve.places.context import (
    TOWN_WORDS,
    Context,
    Spoken,
    kind_class,
    named_areas,
    names_around,
    spoken_beside,
    spoken_of,
    weigh_countries,
)
from rashomon.resolve.places.nominals import Antecedent, Setting, resolve_nominal
from rashomon.resolve.places.points import FACILITIES, described_point, place_of, stand_in, unresolved

# A country must be spoken of this much more than the next one to be what a report is about.
FOCUS_LEAD = 0.85
ROUNDS = 2
# "BOGOTA (Reuters) - ", "KYIV, Sept 8 - " at the head of a line.
_DATELINE = re.compile(
    r"^([A-Z][A-Z.'’ -]{2,30}?)(?:,[^\n]{1,20}|\s\([^\n)]{1,30}\)|,[^\n(]{1,20}\([^\n)]{1,30}\))?\s[-–—]+\s",
    re.MULTILINE,
)
# "Peshawar — The toll": at the head of the text alone.
_TOWN_LINE = re.compile(
    r"(?:\A|(?<=\n))([A-Z][a-z][\w'’-]*(?: [A-Z][\w'’-]+){0,2})(?:, [A-Z][^\n—]{1,18})? —\s+(?=[A-Z“\"\d])"
)
# "Said in Nairobi that", "told a news conference in Nairobi": where it was spoken.
_SPOKEN_IN = re.compile(
    r"\b(?:said|stated|announced|declared|disclosed|speaking|spoke|conference|briefing|(?:told|to)\s+(?:\w+\s+){0,2}"
    r"(?:reporters|journalists|correspondents|newsmen))\s+in\s+$"
)
# "Signed a truce in Nairobi", "talks in Doha": where it was agreed on what happens elsewhere.
_MET = re.compile(
    r"\b(?:truce|ceasefire|talks|deal|agreement|accord|pact|summit|conference|negotiations|mediation|meeting)\b"
    r"[^.,;\n]{0,25}\bin\s+(?:the\s+)?(?:\w+\s+){0,2}$"
)
# "Fishermen who came ashore in Pemba said": where somebody speaks.
_SPEAKS = re.compile(r"\s+(?:said|says|told|reported|reports|spoke|described|announced)\b")
# "A few miles from Sake, where …": what follows tells of the place.
_WHERE = re.compile(r",?\s+where\b")
# A name this close behind "the city" stands in apposition ("the city of X", "the city, X").
APPOSED = 9
# Its words and the kind that they tell: "Anbar" and "Anbar province" are settled apart.
NameKey = tuple[str, str]


def resolve_places(
    report: Report,
    mentions: Sequence[PlaceMention],
    gazetteer: Gazetteer | None = None,
    alone: set[str] | None = None,
) -> tuple[Place, ...]:
    """The places behind a report's mentions.

    Args:
        report: The report that the mentions were read from.
        mentions: All its place mentions, nominals included; any order.
        gazetteer: Where names are looked up; the package's own if None.
        alone: Takes the ids of places for which nothing in the report speaks but their name.

    Returns:
        One `Place` a mention, in the order given. Where the report does not settle a name, its
        `id` is "" and its precision `unresolved`; it is never left out and never guessed.

    Raises:
        ReferenceDataError: The gazetteer was not built.
    """
    source = gazetteer or open_gazetteer()
    passing = _in_passing(report, mentions, source)
    settled = settle_names(report, [*mentions, *passing], source, alone)
    every = [*mentions, *passing]
    names = {mention.start: mention.end for mention in every if not mention.nominal}
    heads = [(b.start, b.end) for b in report.blocks if b.role in {"headline", "standfirst"}]
    datelines = _datelines(report)
    before: list[Antecedent] = []
    found: dict[int, Place] = {}
    sites: dict[str, list[tuple[int, PlaceRow | None]]] = {}
    for i in sorted(range(len(every)), key=lambda i: (every[i].start, every[i].end)):
        mention = every[i]
        if mention.nominal == "here":
            row = _written_in(names, settled, datelines)
        elif mention.nominal:
            over = report.text.find("\n", mention.end, mention.end + APPOSED)  # a headline ends before the dateline
            end = over if over >= 0 else mention.end + APPOSED
            after = next((settled[at] for at in range(mention.end, end) if at in names), None)
            meant = resolve_nominal(mention, Setting(text=report.text, before=before, after=after), source)
            if isinstance(meant, str):
                found[i] = msgspec.structs.replace(unresolved(mention), name=meant)
                continue
            row = meant
            if mention.nominal in FACILITIES and not mention.text.islower():
                sites.setdefault(mention.text.casefold(), []).append((i, row))
            if row is not None and row.kind == "city" and mention.nominal in TOWN_WORDS:
                before.append(Antecedent(row=row, start=mention.start, end=mention.end, called=mention.nominal))
        else:
            row = settled.get(mention.start)
            # A capital in passing is its government ("Baghdad said"), or where the wire writes from; no town is meant.
            passing_seat = row is not None and row.capital and (i >= len(mentions) or _within(mention, datelines))
            town = row is not None or (i < len(mentions) and kind_class(mention.kind_word) in {"", "town"})
            if town and not passing_seat and not (mention.unsure and row is not None):
                speaks = _SPEAKS.match(report.text, mention.end) is not None
                lead_in = (report.text, max(0, mention.start - 70), mention.start)
                speaks = speaks or _MET.search(*lead_in) is not None or _SPOKEN_IN.search(*lead_in) is not None
                aside = speaks or (_is_beside(mention) and _WHERE.match(report.text, mention.end) is None)
                opens, dateline = _within(mention, heads), _within(mention, datelines)
                _note(before, mention, row, opens=opens, aside=aside, dateline=dateline)
        if i < len(mentions):
            found[i] = _place(report, mention, row, settled, source)
    for stands in sites.values():
        rows = {row.pid: row for _, row in stands if row is not None}
        if len(rows) == 1:  # "the Noor school in X", and before or after it "the Noor school"
            site = next(iter(rows.values()))
            found |= {i: place_of(every[i], site, None) for i, row in stands if row is None}
    return tuple(found[i] for i in range(len(mentions)))


def _written_in(
    names: Mapping[int, int], settled: Mapping[int, PlaceRow | None], datelines: Sequence[tuple[int, int]]
) -> PlaceRow | None:
    """The town in which a report was written, where one dateline names one."""
    rows = [settled[start] for start, _ in datelines if start in names]
    return rows[0] if len(rows) == 1 else None


def in_dateline(report: Report, mention: PlaceMention) -> bool:
    """Whether a name tells where the report was written."""
    return _within(mention, _datelines(report))


def home_town(report: Report, mentions: Sequence[PlaceMention], places: Sequence[Place | None]) -> Place | None:
    """The town of the one dateline; None for the seat of a government, from where all its country is told of."""
    found = {one.id: one for mention, one in zip(mentions, places, strict=True) if one and in_dateline(report, mention)}
    home = next(iter(found.values())) if len(found) == 1 else None
    row = open_gazetteer().get(home.id) if home is not None and home.id else None
    return None if row is None or row.capital else home


def _datelines(report: Report) -> list[tuple[int, int]]:
    """Where names of the towns stand in which the report, or a part of it, was written."""
    found = [match.span(1) for match in _DATELINE.finditer(report.text)]
    alone = next((match.span(1) for match in _TOWN_LINE.finditer(report.text)), None) if not found else None
    first = next((block.start for block in report.blocks if block.role == "body"), 0)
    return [alone] if alone is not None and alone[0] == first else found


def _within(mention: PlaceMention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start < end for start, end in spans)


def _is_beside(mention: PlaceMention) -> bool:
    """Whether the mention only gives a direction or a distance."""
    return mention.relation not in {"in", "between"}


def _note(
    before: list[Antecedent], mention: PlaceMention, row: PlaceRow | None, *, opens: bool, aside: bool, dateline: bool
) -> None:
    """Put a name down as what nominals can point back to; a name with two relations counts once, at its straightest."""
    known = before[-1] if before and before[-1].start == mention.start else None
    if known is not None:
        before[-1] = msgspec.structs.replace(known, aside=known.aside and aside)
        return
    start, end = mention.start, mention.end
    before.append(
        Antecedent(row=row, start=start, end=end, name=mention.text, aside=aside, opens=opens, dateline=dateline)
    )


def _in_passing(report: Report, mentions: Sequence[PlaceMention], source: Gazetteer) -> list[PlaceMention]:
    """Names that are no mention of their own ("the Anbar council"), but that "the province" can point back to."""
    if not any(mention.nominal for mention in mentions):
        return []
    spans = sorted((mention.start, mention.end) for mention in mentions)
    free: list[PlaceMention] = []
    at = 0
    for hit in source.scan(report.text):
        while at < len(spans) and spans[at][1] <= hit.start:
            at += 1
        if at == len(spans) or hit.end <= spans[at][0]:
            free.append(PlaceMention(start=hit.start, end=hit.end, text=hit.text))
    return [*free, *_told_again(report.text, mentions, [*spans, *((one.start, one.end) for one in free)])]


def _told_again(
    text: str, mentions: Sequence[PlaceMention], spans: Sequence[tuple[int, int]]
) -> Iterator[PlaceMention]:
    """Further stands of names that are places elsewhere in the report ("in Sake", then "control of Sake")."""
    names = {
        mention.text: mention.kind_word
        for mention in mentions
        if not mention.nominal and not mention.unsure and mention.text[:1].isupper()
    }
    for name, kind_word in names.items():
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(start < match.end() and match.start() < end for start, end in spans):
                yield PlaceMention(start=match.start(), end=match.end(), text=name, kind_word=kind_word)


def _place(
    report: Report,
    mention: PlaceMention,
    row: PlaceRow | None,
    settled: Mapping[int, PlaceRow | None],
    source: Gazetteer,
) -> Place:
    """One mention's place, with its relation ("near", "30 km west of") worked in."""
    if row is None:
        return described_point(report.text, mention, settled) if not mention.nominal else unresolved(mention)
    other = settled.get(mention.other[1]) if mention.other else None
    if mention.other and other is None:
        other = _lone(source, mention.other[0], row)
    return place_of(mention, row, other)


def _lone(source: Gazetteer, name: str, near: PlaceRow) -> PlaceRow | None:
    """The second anchor of "between A and B" where it was no mention of its own: only if one fits A's country."""
    rows = [row for row in source.lookup(name) if row.country == near.country and row.kind != "country"]
    return rows[0] if len(rows) == 1 else None


def settle_names(
    report: Report, mentions: Sequence[PlaceMention], source: Gazetteer, alone: set[str] | None = None
) -> dict[int, PlaceRow | None]:
    """The place behind each named mention, by its start; one sense a report for one name."""
    spoken = spoken_of(report.text, source)
    counts = _lands(report, spoken, source)
    names = _gather(report, mentions, source, spoken)
    # "Palestine" in Texas must not count itself as talk of the country.
    others = {key: counts - Counter({source.land(key[0]): len(name.at)}) for key, name in names.items()}
    areas = named_areas([name.candidates for name in names.values()])
    first = Context(countries=weigh_countries(counts, ()), areas=areas)
    points = {key: choose(name, first, (), strict=False) for key, name in names.items()}
    for turn in range(ROUNDS):
        points = {key: _revise(key, names, points, (others[key], areas), strict=turn == ROUNDS - 1) for key in names}
    if alone is not None:
        chosen = {key: row for key, row in points.items() if row is not None}
        alone.update(
            row.id
            for key, row in chosen.items()
            if not is_backed(row, names[key], *_around(key, names, points, (others[key], areas)))
        )
    lands = weigh_countries(counts, [row for row in points.values() if row is not None])
    near = [row for row in points.values() if row is not None and row.kind == "city"]
    for key, name in names.items():
        if not name.candidates:
            points[key] = match_loosely(source.lookup_loosely(key[0]), name, lands, near)
    return {at: points[key] for key, name in names.items() for at in name.at}


def _lands(report: Report, spoken: Sequence[Spoken], source: Gazetteer) -> Counter[str]:
    """How often each country is spoken of; where none is, the country whose capital the dateline names."""
    counts = Counter(word.code for word in spoken)
    if counts:
        return counts
    match = _DATELINE.search(report.text)
    rows = [row for row in source.lookup(match.group(1)) if row.capital] if match is not None else []
    return Counter({row.country: 1 for row in rows[:1]})


def _revise(
    key: NameKey,
    names: Mapping[NameKey, Name],
    points: Mapping[NameKey, PlaceRow | None],
    told: tuple[Mapping[str, int], frozenset[int]],
    *,
    strict: bool,
) -> PlaceRow | None:
    """Choose anew for one name in the light of all others; its own guess is no evidence for itself."""
    return choose(names[key], *_around(key, names, points, told), strict=strict)


def _around(
    key: NameKey,
    names: Mapping[NameKey, Name],
    points: Mapping[NameKey, PlaceRow | None],
    told: tuple[Mapping[str, int], frozenset[int]],
) -> tuple[Context, list[Point]]:
    """What the rest of the report says about where a name lies."""
    spoken, areas = told
    own = names[key].key  # "BAGA" in the headline is "Baga"
    known = [
        Point(row=row, at=names[other].at[0])
        for other, row in points.items()
        if row is not None and names[other].key != own
    ]
    rows = [point.row for point in known]
    return Context(countries=weigh_countries(spoken, rows), areas=areas & _backed(rows)), known


def _backed(rows: Sequence[PlaceRow]) -> frozenset[int]:
    """First-order areas that are named or hold a settled place."""
    return frozenset(row.pid for row in rows if row.kind == "admin1") | frozenset(row.admin1_pid for row in rows)


def _gather(
    report: Report, mentions: Sequence[PlaceMention], source: Gazetteer, spoken: Sequence[Spoken]
) -> dict[NameKey, Name]:
    """Names with their candidates; mentions of one name share what stands around any of them."""
    at: dict[NameKey, list[int]] = {}
    around: dict[NameKey, dict[str, None]] = {}
    held: dict[NameKey, dict[str, None]] = {}
    ends = {mention.end: mention.text for mention in mentions if not mention.nominal}
    for mention in mentions:
        if mention.nominal:
            continue
        text, kind = stand_in(mention, source)
        key = (text, kind_class(mention.kind_word) or kind)
        at.setdefault(key, []).append(mention.start)
        if report.text[mention.start - 2 : mention.start] == ", " and mention.start - 2 in ends:
            held.setdefault(key, {})[ends[mention.start - 2]] = None
        around.setdefault(key, {}).update(dict.fromkeys(names_around(report.text, mention, source)))
    names = {}
    for (text, kind), starts in at.items():
        candidates = candidates_of(text, source)
        near = tuple(source.lookup(name) for name in around[text, kind] if place_key(name) != place_key(text))
        areas = tuple(tuple(row for row in rows if row.kind != "city") or rows for rows in near if rows)
        # "Moscow, Kyiv and Minsk" is a list: what is printed after a name counts only where it can hold it.
        if candidates:
            areas = tuple(rows for rows in areas if any(within(row, area) for row in candidates for area in rows))
        names[text, kind] = Name(
            key=place_key(text), at=tuple(sorted(starts)), kind=kind, around=areas, candidates=candidates,
            beside=spoken_beside(spoken, starts),
            holds=tuple(source.lookup(name) for name in held.get((text, kind), ())),
        )  # fmt: skip
    return names


def candidates_of(name: str, source: Gazetteer) -> tuple[PlaceRow, ...]:
    """Places of a name; for the name of a people ("Iraqi") their country alone."""
    land = source.country(source.demonym(name)) if source.demonym(name) and not source.land(name) else None
    return (land,) if land is not None else source.lookup(name)


def focus_country(report: Report, mentions: Sequence[PlaceMention] = (), gazetteer: Gazetteer | None = None) -> str:
    """The country that a report is mainly about, as ISO2; "" if none stands out.

    Args:
        report: The report.
        mentions: Its place mentions; without them only country names and words like "Iraqi" count.
        gazetteer: Where names are looked up; the package's own if None.
    """
    source = gazetteer or open_gazetteer()
    counts = _lands(report, spoken_of(report.text, source), source)
    settled = settle_names(report, mentions, source) if mentions else {}
    # A town told over and over weighs more than one told in passing.
    rows = [row for row in settled.values() if row is not None and row.kind != "country"]
    weights = sorted(weigh_countries(counts, rows).items(), key=lambda item: (-item[1], item[0]))
    if not weights or (len(weights) > 1 and weights[1][1] > FOCUS_LEAD):
        return ""
    return weights[0][0]


__all__ = ["focus_country", "home_town", "in_dateline", "resolve_places"]
