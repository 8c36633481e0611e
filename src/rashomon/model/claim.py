"""The claim: one assertion by one source in one report, never edited.

Field names here are the JSON that users and checks read.
"""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec

from rashomon.errors import ModelError
from rashomon.model.draft import Change, Decision, Kind, SourceKind, Stance
from rashomon.model.figure import Figure
from rashomon.model.text import PublishedBasis
from rashomon.model.time import Valid


class Actor(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who acts or is acted upon.

    Attributes:
        id: Roster id ("isis", "state:IQ:mil"), "" where the words fit no entry or more than one.
        name: Canonical name; the words themselves where `id` is "".
        text, start, end: The outlet's own words and where they stand.
        sector: PLOVER sector (GOV, MIL, REB, CVL, …), "" if unknown.
    """

    id: str = ""
    name: str
    text: str
    start: int
    end: int
    sector: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where, and how exactly.

    Attributes:
        id: Gazetteer id ("geonames:95446", "ne:IRQ-2616"), "" where unresolved.
        name: Canonical name; the words themselves where `id` is "".
        text, start, end: The outlet's own words and where they stand.
        lat, lon: WGS84 degrees; None where unresolved.
        country: ISO 3166-1 alpha-2, "" if unknown.
        admin1: Name of the first-order area, "" if unknown.
        precision: `exact` (named populated place), `near` (about it), `admin2`, `admin1`,
            `country`, `unresolved`.
        radius_km: How far off the true point may lie; None where unresolved.
    """

    id: str = ""
    name: str
    text: str
    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    admin1: str = ""
    precision: str = "unresolved"
    radius_km: float | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One link of the chain from origin to relay; the outlet itself is the last.

    `office` is what the report says a person is, wherever it says so ("director of the general hospital"), and
    `body` the roster id of whom that office, or a ministry, speaks for; both "" where nothing is told.
    """

    name: str
    kind: SourceKind
    id: str = ""
    text: str = ""
    start: int = -1
    end: int = -1
    cue: str = ""
    office: str = ""
    body: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One assertion by one source in one report. See docs/claim.md for every field.

    Two spans rule: `text[start:end] == quote` in the report's kept text, always; and actors, places
    and sources carry their own spans in it.
    """

    id: str
    report: str
    report_sha256: str
    report_id: str = ""
    outlet: str
    published: dt.date | None
    published_basis: PublishedBasis
    start: int
    end: int
    quote: str
    kind: Kind
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
    by: tuple[Source, ...] = ()
    figure: Figure | None = None
    change: Change | None = None
    part: bool = False
    relation: str = ""
    background: bool = False
    caption: bool = False
    about: str = ""
    sentence: tuple[int, int] = (0, 0)
    trace: tuple[Decision, ...] = ()

    def __post_init__(self) -> None:
        if not self.quote or self.end - self.start != len(self.quote):
            raise ModelError(f"a claim rests on words: [{self.start}, {self.end}) {self.quote[:40]!r}")


def claim_id(report_id: str, start: int, end: int, kind: str, measure: str, source: str) -> str:
    """The id of a claim: 16 hex digits over what makes it this claim.

    Reading a report twice gives the same ids, so a ledger takes nothing twice.

    Args:
        report_id: `Report.id`: outlet and original bytes.
        start: First code point of its quote.
        end: One past the last.
        kind: Kind and frame, joined by ":".
        measure: The figure's measure and value, "" for other kinds.
        source: Name of the origin.
    """
    key = "\x1f".join((report_id, str(start), str(end), kind, measure, source))
    return hashlib.sha256(key.encode()).hexdigest()[:16]
