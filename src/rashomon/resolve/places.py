"""Put a point, an area or "not known" behind every place that a report names.

Order of evidence: the countries and areas that the report speaks of, words around the name, other
places settled in it, and size only last. A name that the report does not settle stays unresolved: a
wrong point looks exact on a map, a missing one asks to be looked up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.model.claim import Place
from rashomon.model.draft import PlaceMention
from rashomon.model.text import Report
from rashomon.reference.gazetteer import Gazetteer, PlaceRow, open_gazetteer, place_key
from rashomon.resolve.place_choice import Name, Point, choose
from rashomon.resolve.place_context import Context, kind_class, named_areas, names_around, spoken_of, weigh_countries
from rashomon.resolve.place_nominals import Antecedent, resolve_nominal
from rashomon.resolve.place_points import described_point, place_of, stand_in, unresolved

# A country must be spoken of this much more than the next one to be what a report is about.
FOCUS_LEAD = 0.85
ROUNDS = 2


def resolve_places(
    report: Report, mentions: Sequence[PlaceMention], gazetteer: Gazetteer | None = None
) -> tuple[Place, ...]:
    """The places behind a report's mentions.

    Args:
        report: The report that the mentions were read from.
        mentions: All its place mentions, nominals included; any order.
        gazetteer: Where names are looked up; the package's own if None.

    Returns:
        One `Place` a mention, in the order given. Where the report does not settle a name, its
        `id` is "" and its precision `unresolved`; it is never left out and never guessed.

    Raises:
        ReferenceDataError: The gazetteer was not built.
    """
    source = gazetteer or open_gazetteer()
    settled = settle_names(report, mentions, source)
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, mentions[i].end))
    before: list[Antecedent] = []
    found: dict[int, Place] = {}
    spans = {mention.start: mention for mention in mentions if not mention.nominal}
    for i in order:
        mention = mentions[i]
        if mention.nominal:
            after = next((settled[m.start] for at, m in sorted(spans.items()) if mention.end <= at <= mention.end + 8), None)
            row = resolve_nominal(report.text, mention, before, after, source)
        else:
            row = settled.get(mention.start)
        found[i] = _place(report, mention, row, settled, source)
        if row is not None and not mention.nominal:
            before.append(Antecedent(row=row, start=mention.start, end=mention.end))
    return tuple(found[i] for i in range(len(mentions)))


def _place(
    report: Report, mention: PlaceMention, row: PlaceRow | None, settled: Mapping[int, PlaceRow | None], source: Gazetteer
) -> Place:
    """One mention's place, with its relation ("near", "30 km west of") worked in."""
    if row is None:
        return described_point(report.text, mention, settled, source) if not mention.nominal else unresolved(mention)
    other = settled.get(mention.other[1]) if mention.other else None
    if mention.other and other is None:
        other = _lone(source, mention.other[0], row)
    return place_of(mention, row, other)


def _lone(source: Gazetteer, name: str, near: PlaceRow) -> PlaceRow | None:
    """The second anchor of "between A and B" where it was no mention of its own: only if one fits A's country."""
    rows = [row for row in source.lookup(name) if row.country == near.country and row.kind != "country"]
    return rows[0] if len(rows) == 1 else None


def settle_names(
    report: Report, mentions: Sequence[PlaceMention], source: Gazetteer
) -> dict[int, PlaceRow | None]:
    """The place behind each named mention, by its start; one sense a report for one name."""
    names = _gather(report, mentions, source)
    spoken = spoken_of(report.text, source)
    areas = named_areas([name.candidates for name in names.values()])
    context = Context(countries=weigh_countries(spoken, ()), areas=areas)
    points: dict[tuple[str, str], PlaceRow | None] = {
        key: choose(name, context, (), strict=False) for key, name in names.items()
    }
    for turn in range(ROUNDS):
        rows = [row for row in points.values() if row is not None]
        context = Context(countries=weigh_countries(spoken, rows), areas=areas & _backed(rows))
        known = [Point(row=row, at=names[key].at[0]) for key, row in points.items() if row is not None]
        strict = turn == ROUNDS - 1
        points = {
            key: choose(name, context, [p for p in known if p.row.pid != _pid(points[key])], strict=strict)
            for key, name in names.items()
        }
    return {at: points[key] for key, name in names.items() for at in name.at}


def _pid(row: PlaceRow | None) -> int:
    return row.pid if row else 0


def _backed(rows: Sequence[PlaceRow]) -> frozenset[int]:
    """First-order areas that are named or hold a settled place."""
    return frozenset(row.pid for row in rows if row.kind == "admin1") | frozenset(row.admin1_pid for row in rows)


def _gather(report: Report, mentions: Sequence[PlaceMention], source: Gazetteer) -> dict[tuple[str, str], Name]:
    """Names with their candidates; mentions of one name share what stands around any of them."""
    at: dict[tuple[str, str], list[int]] = {}
    around: dict[tuple[str, str], dict[str, None]] = {}
    for mention in mentions:
        if mention.nominal:
            continue
        text, kind = stand_in(mention)
        key = (text, kind_class(mention.kind_word) or kind)
        at.setdefault(key, []).append(mention.start)
        around.setdefault(key, {}).update(dict.fromkeys(names_around(report.text, mention, source)))
    names = {}
    for (text, kind), starts in at.items():
        near = tuple(source.lookup(name) for name in around[text, kind] if place_key(name) != place_key(text))
        areas = tuple(tuple(row for row in rows if row.kind != "city") or rows for rows in near if rows)
        names[text, kind] = Name(
            key=place_key(text), at=tuple(sorted(starts)), kind=kind, around=areas, candidates=source.lookup(text)
        )
    return names


def focus_country(report: Report, places: Sequence[Place] = (), gazetteer: Gazetteer | None = None) -> str:
    """The country that a report is mainly about, as ISO2; "" if none stands out.

    Args:
        report: The report; its country names and words like "Iraqi" count.
        places: Its resolved places, as `resolve_places` gave them.
        gazetteer: Where names are looked up; the package's own if None.
    """
    source = gazetteer or open_gazetteer()
    rows = [row for row in map(source.get, {place.id for place in places if place.id}) if row is not None]
    weights = sorted(weigh_countries(spoken_of(report.text, source), rows).items(), key=lambda item: (-item[1], item[0]))
    if not weights or (len(weights) > 1 and weights[1][1] > FOCUS_LEAD):
        return ""
    return weights[0][0]


__all__ = ["focus_country", "resolve_places"]
