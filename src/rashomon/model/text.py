"""Reports and the places in their text.

A report goes in once and never changes: `text` is what we keep of it, and every span of every claim
counts code points in exactly that text. Blocks say what each stretch of it is (headline, body,
caption, boilerplate), so that nothing has to be cut out to be left aside.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Literal

import msgspec

from rashomon.errors import ModelError
from rashomon.model.time import Interval

BlockRole = Literal["headline", "standfirst", "body", "caption", "byline", "agency_note", "boilerplate"]
PublishedBasis = Literal["given", "page", "inferred", "unknown"]


class Span(msgspec.Struct, frozen=True, kw_only=True, gc=False, order=True):
    """Half-open stretch `[start, end)` of a report's text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ModelError(f"a span holds at least one character: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words under the span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One paragraph-like stretch of a report and what it is.

    `headline`, `standfirst`, `body` and `caption` can bear claims; `byline`, `agency_note` and
    `boilerplate` never do, but an agency note tells of the report's origins.
    """

    role: BlockRole
    start: int
    end: int


class ByteRun(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of kept text that stands in the original bytes: text[start:end] came from there."""

    start: int
    end: int
    byte_start: int
    byte_end: int


class Report(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    r"""One text as one outlet published it.

    Attributes:
        name: Path or URL as given; what users see and what claims carry as `report`.
        outlet: Who prints it; None where nobody told.
        published: Day of publication; None where unknown.
        published_basis: Whether the day was given, read off the page, inferred, or is unknown.
        published_window: Where the basis is `inferred`: the days that the text itself allows.
        title: Headline, where the container names one apart from the text.
        url: Where it was published, if told.
        sha256: Hex digest of the original bytes.
        text: What is kept, NFC not applied, newlines as `\n`; all spans count in it.
        blocks: Non-overlapping, in order; text between blocks is white space or marks.
        runs: Where stretches of the text stand in the original bytes (decoded, before entities).
        agencies: Names of agencies whose copy the report says it used ("agencies" where unnamed).
        encoding: The encoding that the bytes were read in.
        language: ISO 639-1 code found.
        read_under: The outlet under which it was read, where a person has corrected the outlet since; None: never.
    """

    name: str
    outlet: str | None = None
    published: dt.date | None = None
    published_basis: PublishedBasis = "unknown"
    published_window: Interval | None = None
    title: str | None = None
    url: str | None = None
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    runs: tuple[ByteRun, ...] = ()
    agencies: tuple[str, ...] = ()
    encoding: str = "utf-8"
    language: str = "en"
    read_under: str | None = None

    @property
    def id(self) -> str:
        """Who printed which bytes: two outlets with one wire text are two reports, one file read twice is one.

        It stays when a person corrects the outlet, for claims and decisions name the report by it.
        """
        outlet = self.read_under if self.read_under is not None else self.outlet
        return hashlib.sha256(f"{outlet or ''}\x1f{self.sha256}".encode()).hexdigest()


class Rejected(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A report that could not be read, and why; the others go on."""

    name: str
    why: str
