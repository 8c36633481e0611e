"""The last step of every reader: a text, its bytes and what is known of it become a `Report`."""

from __future__ import annotations

import hashlib
import re

import msgspec

from rashomon.errors import InputError
from rashomon.model.text import ByteRun, Report
from rashomon.read.align import Markup, trace
from rashomon.read.blocks import find_blocks
from rashomon.read.encoding import Decoded, decode, normalise_newlines
from rashomon.read.language import foreign_language
from rashomon.read.limits import Limits
from rashomon.read.source import Hints

_OPENING_CHARS = 300  # where a title may stand in a text that repeats it


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What a report was taken from: its name, its bytes, and the same as decoded."""

    name: str
    data: bytes
    found: Decoded


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """The text as it is kept, and where it stands in the bytes."""

    text: str
    runs: tuple[ByteRun, ...]
    captions: tuple[str, ...] = ()


def plain_report(name: str, data: bytes, hints: Hints, limits: Limits) -> Report:
    """The report in a plain text file, its text as it stands in the bytes.

    Raises:
        InputError: It holds no words, is not English, or cannot be decoded.
    """
    origin = Origin(name=name, data=data, found=decode(name, data))
    text, runs = normalise_newlines(origin.found)
    return _report(origin, _Kept(text=text, runs=runs), hints, limits)


def built_report(
    origin: Origin, body: str, hints: Hints, limits: Limits, *, markup: Markup, captions: tuple[str, ...] = ()
) -> Report:
    """The report in a page, row or feed entry: its headline, unless the text has it, and its text.

    Args:
        origin: Name and bytes of the page, row or entry.
        body: The text taken from them.
        hints: Title, outlet, day and address.
        limits: For the length.
        markup: How the source writes text, to trace the words to bytes.
        captions: Texts that the page marks as captions.

    Raises:
        InputError: It holds no words or is not English.
    """
    body = re.sub("\r\n?", "\n", body).strip("\n")
    title = " ".join((hints.title or "").split())
    if not body.strip():
        raise InputError(origin.name, "holds a headline and no text" if title else "holds no text")
    opening = " ".join(body[: _OPENING_CHARS + 2 * len(title)].split())
    text = body if not title or title.lower() in opening.lower() else f"{title}\n\n{body}"
    kept = _Kept(text=text, runs=trace(text, origin.found, markup), captions=captions)
    return _report(origin, kept, hints, limits)


def _report(origin: Origin, kept: _Kept, hints: Hints, limits: Limits) -> Report:
    text = kept.text
    if not any(char.isalnum() for char in text):
        raise InputError(origin.name, "holds no words")
    if len(text) > limits.report_chars:
        raise InputError(origin.name, f"is {len(text):,} characters long; one report may have {limits.report_chars:,}")
    if (foreign := foreign_language(text)) is not None:
        raise InputError(origin.name, f"is in {foreign}; only English is read")
    title = " ".join((hints.title or "").split()) or None
    found = find_blocks(text, title=title, captions=kept.captions)
    return Report(
        name=origin.name,
        outlet=hints.outlet,
        published=hints.published,
        published_basis=hints.basis if hints.published is not None else "unknown",
        title=title,
        url=hints.url,
        sha256=hashlib.sha256(origin.data).hexdigest(),
        text=text,
        blocks=found.blocks,
        runs=kept.runs,
        agencies=found.agencies,
        encoding=origin.found.encoding,
        language="en",
    )
