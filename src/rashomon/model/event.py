"""What claims add up to: events with accounts, figures with history, control by place and day.

Nothing here is stored as truth. All of it is folded from claims at two days and can be thrown away.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from rashomon.model.claim import Actor, Claim, Place, Source
from rashomon.model.draft import Stance
from rashomon.model.entry import Judged
from rashomon.model.figure import Measure, Quantifier, Unit
from rashomon.model.text import Rejected, Report
from rashomon.model.time import Valid

RelationKind = Literal[
    "echo", "supersedes", "revises_down", "part_of", "disjoint_from", "window_drift", "scope_drift",
    "attribution_conflict", "contradicts", "within_rounding", "unit_of",
]  # fmt: skip
Interest = Literal["own", "rival", "third", ""]
ControlStatus = Literal["controls", "partial", "contested", "claimed", "besieged", "unknown"]


class Relation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How claim `a` stands to claim `b`, and the rule that decided. `a supersedes b`: a is the newer."""

    a: str
    b: str
    kind: RelationKind
    rule: str
    words: str = ""


class Origin(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who first said it, as far down as the texts tell.

    Attributes:
        name: Canonical name, or the words ("local officials"); "unknown" where the text only hints.
        kind: As in `Source.kind`.
        outlets: Outlets through which it reached us.
        claims: Claim ids.
        independent: False where it may be a copy of another voice ("and agencies").
        interest: Where the texts tell: `own` (counts its own side's losses), `rival` (those of a side
            that it fights), `third` (neither), "" where they do not tell.
    """

    name: str
    kind: str
    outlets: tuple[str, ...]
    claims: tuple[str, ...]
    independent: bool = True
    interest: Interest = ""


class Account(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One report's version of an event: what a page sets side by side."""

    outlet: str
    report: str
    published: dt.date | None
    by: tuple[Source, ...]
    stance: Stance
    claims: tuple[str, ...]
    quotes: tuple[str, ...]


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Claims judged to tell of one happening.

    Attributes:
        id: Hash over the oldest claim.
        frame, plover, mode, acled, sub_event: Of the highest claim in ACLED's hierarchy of types.
        valid: The narrowest interval that the accounts agree on.
        stance: The strongest stance among accounts (asserted before claimed before feared …).
        origins: Independent voices.
        accounts: By report, in order of publication.
        claims: All claim ids, figures that belong to it included.
        merged: Why its claims were put together, one line a merge.
        disputes: Relations of kind contradicts or attribution_conflict among its claims.
    """

    id: str
    frame: str
    plover: str = ""
    mode: str = ""
    acled: str = ""
    sub_event: str = ""
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    valid: Valid = Valid()
    stance: Stance = "asserted"
    origins: tuple[Origin, ...] = ()
    accounts: tuple[Account, ...] = ()
    claims: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    disputes: tuple[Relation, ...] = ()


class Step(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A figure as it stood on a day: history[{known, low, high, value}] and what moved it there."""

    known: dt.date | None
    low: int | None
    high: int | None
    value: int | None
    quantifier: Quantifier
    claim: str
    source: str
    text: str = ""


class Toll(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One reconciled figure: what the sources together say of one count.

    Attributes:
        place: Canonical name of the place, "" where none is told.
        place_id: Gazetteer id, "" where unresolved.
        low, high: Range over the claims that stand (open side None).
        value: The number to quote where the standing claims print just one, else None.
        quantifier: Of the standing claim.
        window: When it was counted, with the words.
        status: `single_origin`, `corroborated` (two independent origins), `contested`, `unconfirmed`,
            `confirmed` (borne out by the side that is said to have done it), `accepted` or `discounted`
            by a person, `withdrawn` by its own outlet.
        grade: The rule behind the status, in words.
        origins: Voices; outlets: distinct outlet names.
        claims: Ids of every claim considered, standing or not.
        standing: Ids of those on which the range rests.
        relations: Between these claims.
        history: As known, oldest first.
        conservative, representative, informative: The three named aggregations; None: indeterminate.
        parts: Ids of tolls that are part of this one (never added on top).
        discounted: Ids of claims of this count that a person struck out; nothing rests on them.
    """

    id: str
    measure: Measure
    place: str
    place_id: str = ""
    low: int | None
    high: int | None
    value: int | None
    quantifier: Quantifier
    unit: Unit = "persons"
    population: str = "unknown"
    flow: str = "flow"
    window: Valid
    status: str
    origins: tuple[Origin, ...]
    outlets: tuple[str, ...]
    claims: tuple[str, ...]
    standing: tuple[str, ...]
    relations: tuple[Relation, ...] = ()
    history: tuple[Step, ...] = ()
    conservative: int | None = None
    representative: int | None = None
    informative: int | None = None
    parts: tuple[str, ...] = ()
    grade: str = ""
    discounted: tuple[str, ...] = ()


class ControlSpan(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Days for which reports bear out that someone holds a place.

    Attributes:
        place: Canonical name; place_id: gazetteer id.
        holder: Canonical name, None where contested or unknown.
        status: `controls`, `partial` (part of the place), `contested`, `claimed` (only by the holder
            itself), `besieged`, `unknown`.
        basis: `reported`, `claimed_by_self`, `claimed_by_rival`, `inferred`.
        start, end: First and last day borne out; None where open.
        since: Words or day since when, as told.
        last_told: Last of its days for which a claim bears it out; on later ones nobody said otherwise.
        claims: Ids it rests on; against: ids of claims that say otherwise for the same days.
    """

    place: str
    place_id: str = ""
    holder: str | None
    holder_id: str = ""
    status: ControlStatus
    basis: str
    start: dt.date | None
    end: dt.date | None
    since: str = ""
    last_told: dt.date | None = None
    claims: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """The whole account at one pair of days.

    Attributes:
        known: Only what was published on or before this day counts; None: everything.
        reports: Those that count, in order of publication.
        rejected: Reports that could not be read.
        claims: Those that count, by report and position.
        events: Current ones, in order of time; background: history and context, kept apart.
        unhappened: Events only feared, planned, called for, promised, predicted or suspected.
        tolls, control: See there.
        copies: Groups of report names that carry one text.
        relations: Every relation between claims.
        judgements: People's judgements that were applied.
        unmet: Those that met none of the claims any more, or do not fit them.
    """

    known: dt.date | None
    reports: tuple[Report, ...]
    rejected: tuple[Rejected, ...] = ()
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    unhappened: tuple[Event, ...] = ()
    background: tuple[Event, ...] = ()
    tolls: tuple[Toll, ...]
    control: tuple[ControlSpan, ...]
    copies: tuple[tuple[str, ...], ...] = ()
    relations: tuple[Relation, ...] = ()
    judgements: tuple[Judged, ...] = ()
    unmet: tuple[Judged, ...] = ()
