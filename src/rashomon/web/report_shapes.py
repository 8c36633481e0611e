"""The JSON of the API for reports, their claims, and who says what."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from rashomon.judgement import Listed
from rashomon.model.claim import Claim
from rashomon.model.event import ControlSpan
from rashomon.web.shapes import Cited, RejectedLine, Titled


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that stands in a relation to the one shown."""

    kind: str
    rule: str
    direction: Literal["from", "to"]
    other: Cited


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """A report in the list.

    Attributes:
        copies: Names of reports that carry the same text.
        dated: How its day is known: given, page, inferred, unknown.
    """

    id: str
    name: str
    outlet: str
    published: dt.date | None
    dated: str
    window: tuple[dt.date | None, dt.date | None] | None
    title: str
    url: str
    agencies: tuple[str, ...]
    copies: tuple[str, ...]
    claims: int
    characters: int
    sha256: str


class ClaimView(msgspec.Struct, frozen=True, kw_only=True):
    """One claim with all that bears on it.

    Attributes:
        before, after: The rest of its sentence; lead, trail: the rest of that sentence's paragraph.
        tolls, events, control: What rests on it.
    """

    claim: Claim
    report: ReportLine
    lead: str
    before: str
    quote: str
    after: str
    trail: str
    relations: tuple[Near, ...]
    judgements: tuple[Listed, ...]
    tolls: tuple[Titled, ...]
    events: tuple[Titled, ...]
    control: tuple[ControlSpan, ...]


class Lit(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a report's text that a claim rests on."""

    claim: str
    start: int
    end: int
    kind: str
    title: str
    stance: str


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """A report's text, in blocks, with the stretches that claims rest on."""

    line: ReportLine
    text: str
    blocks: tuple[tuple[str, int, int], ...]
    lit: tuple[Lit, ...]


class ReportsView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was read and rejected."""

    reports: tuple[ReportLine, ...]
    rejected: tuple[RejectedLine, ...]
    copies: tuple[tuple[str, ...], ...]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says of a matter."""

    report: str
    claims: tuple[Lit, ...]


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """A matter that reports agree on, differ on, or that one alone tells of.

    Attributes:
        verdict: `agree`, `differ`, `only`.
        rule: Why they are held to agree or differ.
    """

    id: str
    verdict: Literal["agree", "differ", "only"]
    title: str
    rule: str
    sides: tuple[Side, ...]


class CompareView(msgspec.Struct, frozen=True, kw_only=True):
    """Reports side by side."""

    reports: tuple[ReportView, ...]
    matters: tuple[Matter, ...]
    copies: tuple[tuple[str, ...], ...]


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who says things: an origin or an outlet. Counted, never rated.

    Attributes:
        kinds: What reports take an origin for, the most frequent first: one calls it a group, another says
            nothing; none for an outlet.
    """

    name: str
    kinds: tuple[str, ...]
    claims: int
    reports: int
    outlets: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    measures: tuple[str, ...]


class SourcesView(msgspec.Struct, frozen=True, kw_only=True):
    """Who says so: origins, and the outlets through which it reached us.

    Attributes:
        all_origins, all_outlets: How many fit the question; the lists stop at what a page can show.
    """

    origins: tuple[Speaker, ...]
    outlets: tuple[Speaker, ...]
    all_origins: int
    all_outlets: int


class SaidView(msgspec.Struct, frozen=True, kw_only=True):
    """What an origin or an outlet said, the newest first; `total` counts all of its claims."""

    total: int
    claims: tuple[Cited, ...]
