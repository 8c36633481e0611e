"""Feeds: each entry of an RSS or Atom file is one report."""

from __future__ import annotations

import datetime as dt
import io
import re
import xml.sax
from collections.abc import Iterator

import feedparser

from rashomon.errors import InputError
from rashomon.model.text import Rejected, Report
from rashomon.read.assemble import Origin, built_report
from rashomon.read.dates import read_day
from rashomon.read.encoding import Decoded, decode
from rashomon.read.markup import plain_words
from rashomon.read.source import Hints, Input

_ENTRY = re.compile(rb"<(item|entry)[\s>].*?</\1\s*>", re.DOTALL)


def read_entries(item: Input) -> Iterator[Report | Rejected]:
    """The reports of a feed, named by their address or `feed.xml#1` and on.

    The day of an entry is the day in its own zone, as printed, not in UTC.

    Raises:
        InputError: It is no feed, or has no entries.
    """
    data = item.all_bytes()
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        why = f"is a damaged feed ({parsed.bozo_exception})" if parsed.bozo else "is a feed without entries"
        raise InputError(item.name, why)
    sources = [match[0] for match in _ENTRY.finditer(data)]
    outlet = plain_words(parsed.feed.get("title", "")).strip() or None
    for number, entry in enumerate(parsed.entries, 1):
        name = f"{item.name}#{number}"
        own = sources[number - 1] if len(sources) == len(parsed.entries) else None
        try:
            yield _report(name, item, entry, outlet, own)
        except InputError as error:
            yield Rejected(name=error.name, why=error.why)
    if parsed.bozo and isinstance(parsed.bozo_exception, xml.sax.SAXException):
        yield Rejected(name=item.name, why=f"is a damaged feed: what follows entry {len(parsed.entries)} may be lost")


def _report(name: str, item: Input, entry: feedparser.FeedParserDict, outlet: str | None, own: bytes | None) -> Report:
    contents = [content.get("value", "") for content in entry.get("content", [])]
    body = max([*contents, entry.get("summary", "")], key=len)
    hints = item.told(
        Hints(
            outlet=outlet,
            published=_day(entry),
            basis="page",
            title=plain_words(entry.get("title", "")).strip() or None,
            url=entry.get("link") or None,
        )
    )
    if own is not None:
        origin = Origin(name=name, data=own, found=decode(name, own))
    else:
        data = "\x1f".join((hints.url or "", hints.title or "", body)).encode("utf-8", "replace")
        origin = Origin(name=name, data=data, found=Decoded(text="", encoding="utf-8"))
    return built_report(origin, plain_words(body), hints, item.limits, markup="html")


def _day(entry: feedparser.FeedParserDict) -> dt.date | None:
    """The printed day if it can be read; else what the feed parser makes of it in UTC."""
    printed = read_day(entry.get("published") or entry.get("updated") or "")
    if printed is not None:
        return printed
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return dt.date(parsed[0], parsed[1], parsed[2]) if parsed is not None else None
