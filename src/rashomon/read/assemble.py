"""The last step of every reader: a text, its bytes and what is known of it become a `Report`."""

from __future__ import annotations

import hashlib
import re

from rashomon.errors import InputError
from rashomon.model.text import ByteRun, Report
from rashomon.read.align import Markup, trace
from rashomon.read.blocks import find_blocks
from rashomon.read.encoding import Decoded, decode, normalise_newlines
from rashomon.read.language import foreign_language
from rashomon.read.source import Hints, Limits

_OPENING_CHARS = 300  # where a title may stand in a text that repeats it


def plain_report(name: str, data: bytes, hints: Hints, limits: Limits) -> Report:
    """The report in a plain text file, its text as it stands in the bytes.

    Raises:
        InputError: It holds no words, is not English, or cannot be decoded.
    """
    found = decode(name, data)
    text, runs = normalise_newlines(found)
    return _report(name, data, text, runs, found.encoding, hints, limits)


def built_report(
    name: str, data: bytes, found: Decoded, body: str, hints: Hints, limits: Limits, markup: Markup,
    captions: tuple[str, ...] = (),
) -> Report:  # fmt: skip
    """The report in a page, row or feed entry: its headline, unless the text has it, and its text.

    Args:
        name: Of the report.
        data: The entry's bytes.
        found: Those bytes as decoded.
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
    opening = " ".join(body[: _OPENING_CHARS + 2 * len(title)].split())
    text = body if not title or title.lower() in opening.lower() else f"{title}\n\n{body}"
    if not body.strip():
        raise InputError(name, "holds a headline and no text" if title else "holds no text")
    runs = trace(text, found, markup)
    return _report(name, data, text, runs, found.encoding, hints, limits, captions)


def _report(
    name: str, data: bytes, text: str, runs: tuple[ByteRun, ...], encoding: str, hints: Hints, limits: Limits,
    captions: tuple[str, ...] = (),
) -> Report:  # fmt: skip
    if not any(char.isalnum() for char in text):
        raise InputError(name, "is empty" if not data else "holds no words")
    if len(text) > limits.report_chars:
        raise InputError(name, f"is {len(text):,} characters long; one report may have {limits.report_chars:,}")
    if (foreign := foreign_language(text)) is not None:
        raise InputError(name, f"is in {foreign}; only English is read")
    title = " ".join((hints.title or "").split()) or None
    found = find_blocks(text, title=title, captions=captions)
    return Report(
        name=name,
        outlet=hints.outlet,
        published=hints.published,
        published_basis=hints.basis if hints.published is not None else "unknown",
        title=title,
        url=hints.url,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=found.blocks,
        runs=runs,
        agencies=found.agencies,
        encoding=encoding,
        language="en",
    )
