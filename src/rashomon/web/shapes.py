"""The JSON of the API. The page's types are generated from the OpenAPI description of these."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from rashomon.judgement import Listed, Question
from rashomon.model.change import Change
from rashomon.model.event import Account, ControlSpan, Interest, Origin, Relation, Toll


class DayCount(msgspec.Struct, frozen=True, kw_only=True):
    """How much became known on a day."""

    day: dt.date
    reports: int


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown here.

    Attributes:
        title: Name of the ledger or of the reports.
        writable: Whether reports and judgements can be added: only with a ledger.
        days: Days on which reports were published, with how many: the stops of "known by".
        first, last: First and last day on which anything happened, as far as told.
        revision: Changes whenever the ledger does; a page that sees another one asks again.
        holders: Everybody told to hold a place at any time, the most frequent first: a colour each, whatever
            day is shown.
        author: Who judges, as told when the server was started; "" lets the page ask.
        tiles: Address of map tiles, "" for the bundled map alone.
    """

    title: str
    version: str
    writable: bool
    reports: int
    claims: int
    events: int
    days: tuple[DayCount, ...]
    first: dt.date | None
    last: dt.date | None
    revision: str
    holders: tuple[str, ...] = ()
    author: str = ""
    tiles: str = ""


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place, and how exactly it is known."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str
    precision: str
    radius_km: float | None


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """An event on the map, on the timeline and in lists.

    Attributes:
        title: What happened, in our words; source text is only ever in `quote`.
        start, end: Days within which it happened; None where open.
        place: Index into the places of the answer, None where it has no place.
        origins: Independent voices; outlets: distinct outlets.
        disputed: Somebody denies it, or its figures contradict each other.
        quote: The words of its first claim; `claim` is that claim's id.
    """

    id: str
    frame: str
    title: str
    plover: str
    acled: str
    sub_event: str
    start: dt.date | None
    end: dt.date | None
    when: str
    place: int | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    stance: str
    origins: int
    outlets: int
    reports: int
    disputed: bool
    background: bool
    claim: str
    quote: str


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a place on the day asked about."""

    place: int
    holder: str | None
    holder_id: str
    status: str
    basis: str
    since: str
    start: dt.date | None
    last_told: dt.date | None
    claims: tuple[str, ...]
    against: tuple[str, ...]


class SituationView(msgspec.Struct, frozen=True, kw_only=True):
    """Map and timeline at (happened, known by).

    Attributes:
        known: Day of knowing; None: everything.
        on: The day for which control is told.
        first, last: Days within which events are listed.
        events: In order of time; `more` counts those left out.
        unhappened: Only feared, planned, called for …
    """

    known: dt.date | None
    on: dt.date | None
    first: dt.date | None
    last: dt.date | None
    places: tuple[Spot, ...]
    events: tuple[EventRow, ...]
    held: tuple[Held, ...]
    unhappened: tuple[EventRow, ...]
    more: int
    reports: int
    claims: int


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """How many events lie within these days and are told no closer; None on a side is open."""

    start: dt.date | None
    end: dt.date | None
    events: int


class StripView(msgspec.Struct, frozen=True, kw_only=True):
    """When everything happened, for a timeline of more events than one answer lists."""

    stretches: tuple[Stretch, ...]


class ControlView(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds each place on the day `on`, as known on `known`."""

    known: dt.date | None
    on: dt.date | None
    places: tuple[Spot, ...]
    held: tuple[Held, ...]


class PlaceView(msgspec.Struct, frozen=True, kw_only=True):
    """Counts and holders of one place, as known on `known`; counts only of the day `on`, where one is asked for.

    Attributes:
        current: False where reports came in that bear on the place and are still being reconciled: then this
            is the answer from before them.
    """

    place: str
    known: dt.date | None
    on: dt.date | None
    current: bool
    figures: tuple[Toll, ...]
    control: tuple[ControlSpan, ...]


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A claim, short: enough to show its words and open it."""

    id: str
    report: str
    report_id: str
    outlet: str
    published: dt.date | None
    quote: str
    by: tuple[str, ...]
    stance: str
    kind: str
    when: str


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """One event with every account of it."""

    row: EventRow
    place: Spot | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    origins: tuple[Origin, ...]
    accounts: tuple[Account, ...]
    claims: tuple[Cited, ...]
    merged: tuple[str, ...]
    disputes: tuple[Relation, ...]
    tolls: tuple[str, ...]


class Titled(msgspec.Struct, frozen=True, kw_only=True):
    """A figure or an event to open, by its name in words; `claims` counts those in it."""

    id: str
    title: str
    claims: int


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of a figure on the strip plot.

    Attributes:
        known: Day of its report; low, high: None where open; value: the number printed.
        standing: The range rests on it. discounted: a person struck it out.
    """

    claim: str
    known: dt.date | None
    as_of: dt.date | None
    low: int | None
    high: int | None
    value: int | None
    quantifier: str
    text: str
    source: str
    outlet: str
    stance: str
    standing: bool
    discounted: bool
    accepted: bool


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """The figure as it stood from a day on."""

    known: dt.date | None
    low: int | None
    high: int | None
    value: int | None
    claim: str
    source: str


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """An origin of a figure."""

    name: str
    kind: str
    outlets: tuple[str, ...]
    independent: bool
    interest: Interest
    claims: int


class TollRow(msgspec.Struct, frozen=True, kw_only=True):
    """A reconciled figure with every claim that was considered.

    Attributes:
        start, end: Days of its window; `when` says them in words, `told` as a report does.
        parts: Figures that are part of this one, never added on top; `whole`: those of which it is part.
    """

    id: str
    title: str
    measure: str
    place: str
    place_id: str
    low: int | None
    high: int | None
    value: int | None
    quantifier: str
    unit: str
    population: str
    flow: str
    start: dt.date | None
    end: dt.date | None
    when: str
    told: str
    status: str
    grade: str
    origins: tuple[Voice, ...]
    outlets: tuple[str, ...]
    conservative: int | None
    representative: int | None
    informative: int | None
    marks: tuple[Mark, ...]
    relations: tuple[Relation, ...]
    history: tuple[Moved, ...]
    parts: tuple[Titled, ...]
    whole: tuple[Titled, ...]


class FiguresView(msgspec.Struct, frozen=True, kw_only=True):
    """Figures, contested ones and the weightiest first; `total` counts all that fit the question.

    Attributes:
        measures, places, statuses: What there is to ask for, whatever was asked; places by how many figures they have.
    """

    known: dt.date | None
    total: int
    measures: tuple[str, ...]
    places: tuple[str, ...]
    statuses: tuple[str, ...]
    rows: tuple[TollRow, ...]


class RejectedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A report that could not be read, and why."""

    name: str
    why: str


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A place or an actor that a name may mean."""

    id: str
    name: str
    note: str


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Reports being added.

    Attributes:
        state: running, done, failed.
        added, skipped: Reports read, and those that the ledger held already.
    """

    id: str
    state: Literal["running", "done", "failed"]
    total: int
    done: int
    added: int
    skipped: int
    rejected: tuple[RejectedLine, ...]
    why: str = ""


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is otherwise than before, in a sentence.

    Attributes:
        cited: The claims that brought it, each with its words.
    """

    text: str
    change: Change
    cited: tuple[Cited, ...]


class ChangesView(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody has to know who looked on a day.

    Attributes:
        since: The day, or the time, of looking; `known`: day of knowing that is compared with it, None: now.
        remembered: The ledger was asked how it stood then; else days of publication alone decide, and
            nothing can have been learnt late.
    """

    since: str
    remembered: bool
    known: dt.date | None
    total: int
    rows: tuple[ChangeRow, ...]


class ReviewView(msgspec.Struct, frozen=True, kw_only=True):
    """Questions for a person, most important first; `total` counts all."""

    total: int
    questions: tuple[Question, ...]


class JudgementsView(msgspec.Struct, frozen=True, kw_only=True):
    """Decisions of people, the last one first."""

    rows: tuple[Listed, ...]


class Withdrawing(msgspec.Struct, frozen=True, kw_only=True):
    """What the page sends to withdraw a report."""

    report: str
    reason: str
    author: str


class Undoing(msgspec.Struct, frozen=True, kw_only=True):
    """What the page sends to take a judgement back."""

    entry: str
    reason: str
    author: str


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """That a decision is in the ledger: its entry, and what it changed in the account, in words."""

    entry: str
    changes: tuple[str, ...] = ()
