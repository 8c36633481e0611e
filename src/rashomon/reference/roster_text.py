"""How the roster cuts words: the same for its own names and for reports, so that they meet.

"Da'esh", "Da’esh" and "DA'ESH" give one key, so do "al-Shabaab" and "Al Shabaab", "Túpac" and "Tupac",
"U.S." and "US". What case tells ("IS" or "is") is kept apart and checked after the key has met.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Dotted initials are one token; else a run of letters and digits.
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}[A-Za-z]?(?![A-Za-z])|[^\W_]+")
# What may stand between two tokens of one name: nothing that ends a clause.
_JOINT = re.compile(r"(?:\s|[-‐‑–’'‘`ʼʿʾ&]| [-–&] |/)?\Z|[ -]?\(\Z|\) ?\Z")


class Token(NamedTuple):
    """One token: its place in the text, as printed, and folded for comparison."""

    start: int
    end: int
    text: str
    key: str


def fold(word: str) -> str:
    """Lower case without accents and dots."""
    if word.isascii():
        return word.replace(".", "").lower()
    plain = unicodedata.normalize("NFKD", word)
    return (
        "".join(c for c in plain if not unicodedata.combining(c))
        .replace(".", "")
        .lower()
        .replace("ı", "i")
        .replace("đ", "d")
    )


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order."""
    return [Token(m.start(), m.end(), m.group(), fold(m.group())) for m in _TOKEN.finditer(text)]


def fold_tokens(text: str) -> list[str]:
    """The folded tokens of a name."""
    return [fold(m.group()) for m in _TOKEN.finditer(text)]


def joined(gap: str) -> bool:
    """Whether the characters between two tokens let them be one name."""
    return gap in {" ", "-", "'", "’", ""} or _JOINT.match(gap) is not None
