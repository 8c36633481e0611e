"""How a place name becomes a key: the one normal form that the index and every look-up share.

>>> place_key("Al-Fallūjah"), place_key("Côte d’Ivoire"), place_key("St. Petersburg")
('al fallujah', 'cote divoire', 'st petersburg')
"""

from __future__ import annotations

import re
import unicodedata

# How the trie keeps a place: its row number shifted by two, then these bits.
ALTERNATE = 1
FAMOUS = 2
# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans({
    "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H", "ŋ": "n",
    "Ŋ": "N", "ĸ": "k",
})  # fmt: skip
# Apostrophes, ayn and hamza in their many shapes carry no news: "Sana'a" is "Sanaa".
_SILENT = re.compile("['’‘`´ʻʼʾʿˈ′]")
_BREAK = re.compile(r"[\s\-‐‑–—_./,()]+")
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
ARTICLES = frozenset(
    {"al", "el", "ar", "as", "ash", "ad", "adh", "at", "ath", "an", "az", "ul", "ed", "er", "es", "et", "ez"}
)
# Marks a loose key in the trie, where it stands beside the exact ones.
LOOSE = "~"
# How Arabic, Cyrillic, Persian or Amharic names vary when they are put into Latin letters, in order of use.
_VARIANTS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"[ ]", ""), (r"x", "kh"), (r"q", "k"), (r"gh", "g"), (r"dh|z+h", "z"), (r"dj", "j"), (r"ck", "k"),
        (r"ou|oo|o|w(?=[^aeiouy]|$)", "u"), (r"[aei]?y(?=[aeiou])|[ae][iy]|ee|[eiy]+", "i"), (r"i+", "i"),
        (r"([a-z])\1+", r"\1"), (r"(?<=[aiu])h$", ""), (r"i[ay]?h?$", "i"),
    )
)  # fmt: skip
_ASCII_WORD = re.compile(r"[a-z]+")


def fold(text: str) -> str:
    """The text without diacritics, case kept; letters of other scripts stay as they are."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


def place_key(name: str) -> str:
    """The normal form of a name: lower case, folded, apostrophes dropped, hyphens and points as spaces."""
    low = fold(name).lower()
    if _ASCII_WORD.fullmatch(low):
        return low
    words = _BREAK.sub(" ", _SILENT.sub("", low)).strip().split(" ")
    return " ".join(_SHORT.get(word, word) for word in words)


def without_article(key: str) -> str:
    """The key without an Arabic article at its front ("al fallujah" → "fallujah"); the key itself otherwise."""
    first, _, rest = key.partition(" ")
    return rest if rest and first in ARTICLES else key


def loose_key(key: str) -> str:
    """What is left of a key when the usual freedoms of romanisation are taken out.

    "husaiba" and "husaybah" fall together, as do "izium" and "izyum". It proves nothing by itself: a
    match counts only where the report already speaks of that corner of the country.

    Args:
        key: A key by `place_key`.
    """
    words = [word for word in without_article(key).split(" ") if word not in ARTICLES] or [key]
    loose = "".join(words)
    for pattern, put in _VARIANTS:
        loose = pattern.sub(put, loose)
    return loose
