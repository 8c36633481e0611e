"""Makes words from reports safe to print: no control characters, no bidirectional overrides.

A report is other people's text. Escape sequences in it could steer a terminal, and an override could show
a sentence in another order than it was written in. The JSON forms keep every character; what is printed for
eyes goes through here.
"""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")


def plain(text: str) -> str:
    """On one line, without control characters: tabs and newlines become spaces, the rest "\ufffd" or nothing."""
    spaced = text.replace("\t", " ").replace("\n", " ").replace("\r", " ").replace("\u2028", " ").replace("\u2029", " ")
    return " ".join(_CONTROLS.sub(_mark, spaced).split())


def _mark(found: re.Match[str]) -> str:
    """Layout characters vanish; anything that could steer a terminal leaves a mark."""
    return "" if ord(found.group()) > 0x9F else "\ufffd"
