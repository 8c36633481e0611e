"""Where the words of a kept text stand in the source that they were taken from.

A page, a JSON string and a table cell all write text with escapes between and around it. Both sides
are compared without white space; what is found in order gets its bytes, and what is not found gets
none: a missing run says "not traced", never a wrong place.
"""

from __future__ import annotations

import bisect
import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Literal

from rashomon.model.text import ByteRun
from rashomon.read.encoding import Decoded

Markup = Literal["html", "json", "csv"]

_HTML = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style|noscript|template)\b.*?</(?P=raw)\s*>|<[^<>]*>|(?P<escape>&[#\w]+;?)|(?P<word>[^\s<&]+|[<&])",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(
    r'(?P<escape>\\u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|\\.)|(?P<word>[^\s\\"]+|")', re.DOTALL
)
_CSV = re.compile(r'(?P<escape>"")|(?P<word>[^\s"]+|")')


def _unescape_json(words: str) -> str:
    try:
        return str(json.loads(f'"{words}"'))
    except ValueError:
        return ""


def _unescape_csv(_: str) -> str:
    return '"'


_RULES: dict[Markup, tuple[re.Pattern[str], Callable[[str], str]]] = {
    "html": (_HTML, html.unescape),
    "json": (_JSON, _unescape_json),
    "csv": (_CSV, _unescape_csv),
}


def trace(text: str, found: Decoded, markup: Markup) -> tuple[ByteRun, ...]:
    """The stretches of a text that stand unescaped in its source, with their bytes.

    Args:
        text: What was kept.
        found: The source as decoded.
        markup: How the source writes text.

    Returns:
        Runs in the order of the text. The bytes of each decode to exactly its words.
    """
    source = found.text
    shown, starts, places = _visible(source, markup)
    spans: list[tuple[int, int, int]] = []
    cursor = 0
    for line in re.finditer(r"\S[^\n]*", text):
        key = "".join(line[0].split())
        at = shown.find(key, cursor)
        if at < 0:
            at = shown.find(key)
        else:
            cursor = at + len(key)
        if at >= 0:
            spans += _spans(line, at, starts, places)
    return _with_bytes(_merge(spans, text, source), found)


def _visible(source: str, markup: Markup) -> tuple[str, list[int], list[int]]:
    """The source's visible characters without white space; where each piece starts in them and in the source.

    An escaped piece has no place of its own in the source: -1.
    """
    rule, unescape = _RULES[markup]
    shown: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    for match in rule.finditer(source):
        kind = match.lastgroup
        if kind not in ("word", "escape"):
            continue
        piece = match[0] if kind == "word" else "".join(unescape(match[0]).split())
        if not piece:
            continue
        starts.append(length)
        places.append(match.start() if kind == "word" else -1)
        shown.append(piece)
        length += len(piece)
    return "".join(shown), starts, places


def _spans(line: re.Match[str], at: int, starts: list[int], places: list[int]) -> Iterator[tuple[int, int, int]]:
    """(text start, text end, source start) of what one line shares with the source from `at` on."""
    for word in re.finditer(r"\S+", line[0]):
        start, end = line.start() + word.start(), line.start() + word.end()
        while start < end:
            index = bisect.bisect_right(starts, at) - 1
            inside = at - starts[index]
            after = starts[index + 1] if index + 1 < len(starts) else at + (end - start)
            size = min(end - start, after - at)
            if places[index] >= 0:
                yield start, start + size, places[index] + inside
            start, at = start + size, at + size


def _merge(spans: list[tuple[int, int, int]], text: str, source: str) -> list[tuple[int, int, int]]:
    """Neighbours joined where the same characters lie between them on both sides."""
    out: list[tuple[int, int, int]] = []
    for start, end, place in spans:
        if out:
            begun, ended, first = out[-1]
            gap = start - ended
            if first + (ended - begun) + gap == place and text[ended:start] == source[place - gap : place]:
                out[-1] = (begun, end, first)
                continue
        out.append((start, end, place))
    return out


def _with_bytes(spans: list[tuple[int, int, int]], found: Decoded) -> tuple[ByteRun, ...]:
    at, byte = 0, found.skipped
    sizes: dict[int, tuple[int, int]] = {}
    for start, end, place in sorted(spans, key=lambda span: span[2]):
        byte += len(found.text[at:place].encode(found.encoding))
        at = place
        sizes[place] = (byte, byte + len(found.text[place : place + end - start].encode(found.encoding)))
    return tuple(
        ByteRun(start=start, end=end, byte_start=sizes[place][0], byte_end=sizes[place][1])
        for start, end, place in spans
    )
