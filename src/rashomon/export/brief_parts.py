"""What a brief is made of, before any format: sections, sentences, and the quotes each rests on.

The parts carry plain words and source text apart. `Sentence.text` is ours but may hold names from reports,
so a renderer escapes everything it prints.
"""

from __future__ import annotations

import datetime as dt

import msgspec


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report that a sentence rests on.

    Attributes:
        outlet: Who prints them; the report's name where nobody told the outlet.
        report: Name of the report.
        published: Day of publication, None where unknown.
        quote: The words, unchanged.
        by: Chain from origin to relay, as names; the outlet itself last.
        also: Other outlets that print the same words.
        start, end: Code points in the report's text.
        claim: Id of the claim.
    """

    outlet: str
    report: str
    published: dt.date | None
    quote: str
    by: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    claim: str = ""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as known on a day, for the strip. None on a side is open."""

    known: dt.date | None
    low: int | None
    high: int | None
    label: str


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """One count as one voice gives it, for the plot of all of them.

    Attributes:
        who: Who says it, as far down as the texts tell; the outlet where it speaks itself.
        outlets: Where it is printed.
        published: First day of print, None where unknown.
        low, high: Range; None on a side is open, on both: words that set no bound.
        label: The number in the report's manner ("at least 22").
        state: `stands`, `superseded`, `echo`, `discounted`; "" where the range rests on others.
        claims: Ids.
    """

    who: str
    outlets: tuple[str, ...]
    published: dt.date | None
    low: int | None
    high: int | None
    label: str
    state: str = ""
    claims: tuple[str, ...] = ()


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of the brief.

    Attributes:
        text: The sentence.
        claims: Ids of the claims that it rests on.
        quotes: Their words.
        voices: "2 outlets · 1 origin", "" where it says nothing.
        notes: Further lines that belong to it ("8,000 (18 May 2015, …) → more than 40,000 (…)").
        points: For tolls: how the figure moved.
        counts: For tolls: every count considered, in order of print.
        minor: Belongs under "also reported".
    """

    text: str
    claims: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    voices: str = ""
    notes: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    counts: tuple[Counted, ...] = ()
    minor: bool = False


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences under one subheading: a day, a place, a measure.

    Attributes:
        title: Subheading, "" for none.
        note: A few words to it ("the day is not told"), "" for none.
        sentences: In reading order.
        day: For the day list: the day that the group stands for, None where it is not one day.
    """

    title: str = ""
    note: str = ""
    sentences: tuple[Sentence, ...]
    day: dt.date | None = None


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the brief.

    Attributes:
        id: Stable name ("happened", "control", "tolls", …).
        title: Heading.
        lead: One line under the heading, "" for none.
        groups: In reading order.
    """

    id: str
    title: str
    lead: str = ""
    groups: tuple[Group, ...]


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """One report in the list of sources."""

    name: str
    outlet: str
    title: str
    published: dt.date | None
    published_words: str
    claims: int
    agencies: tuple[str, ...] = ()
    copy_of: str = ""


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place that the reports tell of and that can be put on a map.

    Attributes:
        id, name, lat, lon: Of the gazetteer, WGS84.
        near: Only "near it" is told: what happened lies up to `radius_km` off.
        events: How many events of the account lie there.
        holder: Who holds it on the last day of the account, "" where nobody is told or known.
        status: As in `ControlSpan`; "" where no report tells who holds it.
        held: That in words, "" likewise.
        claims: Ids it rests on.
    """

    id: str
    name: str
    lat: float
    lon: float
    near: bool = False
    radius_km: float = 0.0
    events: int = 0
    holder: str = ""
    status: str = ""
    held: str = ""
    claims: tuple[str, ...] = ()


class Unplaced(msgspec.Struct, frozen=True, kw_only=True):
    """Something told of that gets no dot: an area, a country, or words that no gazetteer knows ("" for none told)."""

    name: str
    events: int


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The account of a situation in sentences.

    Attributes:
        title: Heading, from the places most written of.
        known: Only what was published by this day counts; None: everything.
        first, last: Days of the first and the last report; None where none is dated.
        summary: What counts most, as a few sentences.
        notes: Warnings that stand before everything else (dates missing or inferred, reports rejected).
        sections: Those with something to say, in order.
        reports: Every report read.
        spots: Places for the map, the most told of first.
        areas: Places known only as an area or a country: a dot would claim more than is told.
        unplaced: Names that could not be located; the last may be "" for events without any place.
    """

    title: str
    known: dt.date | None
    first: dt.date | None
    last: dt.date | None
    summary: tuple[Sentence, ...]
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    reports: tuple[ReportLine, ...]
    spots: tuple[Spot, ...] = ()
    areas: tuple[Unplaced, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
