"""Numbers as news prints them: "40,000", "8.5 million", "40K", "two hundred and fifty", "a dozen", "scores".

Finds every number in a text and what it is worth; whether it counts anything is decided elsewhere.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import msgspec

from rashomon.extract.quantities.words import patterns

AtomKind = Literal["digits", "spelled", "vague", "zero"]


class Atom(msgspec.Struct, frozen=True, kw_only=True):
    """One number in a text.

    Attributes:
        start, end: Where it stands, scale word included ("8.5 million").
        kind: How it is printed.
        value: What it is worth; None for vague words and for numbers that are not whole.
        unit: What it is rounded to: 10,000 for 40,000, 5 for 25, 12 for "two dozen", 1 for 23.
        scale: Factor of a scale word behind digits or words (1,000,000 for "8.5 million"), else 1.
        plain: Digits without separators, decimals or scale: may be a year, a day or a time.
    """

    start: int
    end: int
    kind: AtomKind
    value: int | None
    unit: int = 1
    scale: int = 1
    plain: bool = False


_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_UNITS = {word: value for value, word in enumerate(_ONES, 1)}
_DECADES = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS = {word: 10 * value for value, word in enumerate(_DECADES, 2)}
_TENS["fourty"] = 40  # a frequent misspelling
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12, "dozen": 12,
    "lakh": 100_000, "crore": 10_000_000,
}  # fmt: skip
_SHORT = {"m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "k": 10**3}
_SCALE_WORDS = "|".join(_SCALES)
_SMALL_WORDS = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
# "61, 000": a blank slipped in; no count begins with 000, so the two are one number.
_GROUPED = (
    r"\d{1,3}, 000(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f '’]\d{3})+(?!\d)(?![,.]\d)"
)
_DIGITS = (
    rf"(?:{_GROUPED}|\d+(?:\.\d+)*)"
    rf"(?:[\s-]?(?:{_SCALE_WORDS})(?:s(?=\s+of))?(?![\w])|\s?(?:mn|mln|bn)(?![\w])|[mMkK](?![\w]))?"
)
_SPELLED = (
    rf"(?:(?:a[\s-]+)?(?:half|quarter[\s-]+of)[\s-]+(?:an?[\s-]+)?(?:{_SCALE_WORDS})|both"
    rf"|an?\s+(?:{_SCALE_WORDS})|(?:{_SMALL_WORDS}))(?![\w])"
    rf"(?:[\s-]+(?:and[\s-]+)?(?:(?:{_SMALL_WORDS}|{_SCALE_WORDS})(?![\w])|a[\s-]+half(?=[\s-]+(?:{_SCALE_WORDS})(?![\w]))))*"
)


@functools.cache
def _atom() -> re.Pattern[str]:
    words = patterns()
    return re.compile(
        rf"(?P<digits>(?<![\w])(?:{_DIGITS}))|(?<![\w])(?:(?P<zero>(?:{words.zero})(?![\w-]))|(?P<vague>(?:{words.vague})(?![\w-]))"
        rf"|(?P<spelled>{_SPELLED}))",
        re.IGNORECASE,
    )


def find_atoms(text: str) -> Iterator[Atom]:
    """Every number in the text, left to right, without overlap; the "many" of "how many" is none."""
    search, at, asks = _atom().search, 0, patterns().vague_not_after
    while found := search(text, at):
        atom = _read(found)
        if atom.kind == "spelled" and text[atom.end : atom.end + 2] == " (":
            atom = _twice(text, atom)
        at = atom.end
        if atom.kind != "vague" or not asks.search(text, max(0, atom.start - 8), atom.start):
            yield atom


_IN_FIGURES = re.compile(r" \((\d[\d,.]*)\)")


def _twice(text: str, atom: Atom) -> Atom:
    """ "Eight (8) civilians": a number in words and again in figures, as communiques and orders print it."""
    again = _IN_FIGURES.match(text, atom.end)
    if again is None or _digits_value(again.group(1), scaled=False) != atom.value:
        return atom
    return msgspec.structs.replace(atom, end=again.end())


def _read(found: re.Match[str]) -> Atom:
    kind = found.lastgroup
    start, end = found.span()
    if kind == "digits":
        return _read_digits(found.group(), start)
    if kind == "spelled":
        return _read_spelled(found.group(), start)
    if kind == "zero":
        return Atom(start=start, end=end, kind="zero", value=0)
    return Atom(start=start, end=end, kind="vague", value=None)


def rounding_unit(value: int) -> int:
    """What a printed number looks rounded to: 10,000 for 40,000, 500 for 1,500, 5 for 25, 1 for 23."""
    unit = 1
    while value and value % 10 == 0:
        value //= 10
        unit *= 10
    return unit * 5 if value > 10 and value % 10 == 5 else unit


def _read_digits(words: str, start: int) -> Atom:
    split = re.match(r"[\d.,\u00a0\u2009\u202f '’]*\d", words)
    assert split is not None
    number, tail = split.group(), words[split.end() :].strip(" -\t\n\u00a0").lower().removesuffix("s")
    scale = _SCALES.get(tail) or _SHORT.get(tail) or 1
    value = _digits_value(number, scaled=scale > 1)
    whole = None if value is None or value * scale % 1 else int(value * scale)
    plain = number.isdigit() and scale == 1
    unit = 1 if whole is None else 12 if tail == "dozen" else rounding_unit(whole)
    return Atom(start=start, end=start + len(words), kind="digits", value=whole, unit=unit, scale=scale, plain=plain)


def _digits_value(number: str, *, scaled: bool) -> Decimal | None:
    if not scaled and re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", number):  # 40.000 as continental papers print it
        return Decimal(number.replace(".", ""))
    plain = re.sub(r"[,\u00a0\u2009\u202f '’]", "", number)
    if plain.count(".") > 1 or not plain.isascii() or len(plain) > 18:
        return None
    return Decimal(plain)


def _read_spelled(words: str, start: int) -> Atom:
    parts = [(part.group().lower(), part.end()) for part in re.finditer(r"[A-Za-z]+", words)]
    value, used, scale = _spelled_value([word for word, _ in parts])
    end = start + parts[used - 1][1]
    dozen = parts[used - 1][0] == "dozen"
    whole = None if value % 1 else int(value)
    unit = (12 if dozen and value % 12 == 0 else 1 if dozen else rounding_unit(whole)) if whole else 1
    return Atom(start=start, end=end, kind="spelled", value=whole, unit=unit, scale=scale)


def _spelled_value(words: list[str]) -> tuple[Decimal, int, int]:
    """Value of the longest valid run of number words, how many words it took, and its last scale."""
    if words[0] == "both":
        return Decimal(2), 1, 1
    if "half" in words[:2] or words[:2] == ["a", "quarter"] or words[0] == "quarter":
        used = next(at for at, word in enumerate(words) if word in _SCALES) + 1
        part = Decimal("0.25") if "quarter" in words[:2] else Decimal("0.5")
        return part * _SCALES[words[used - 1]], used, _SCALES[words[used - 1]]
    at, total, current, ceiling, scale = 0, Decimal(0), Decimal(0), 10**15, 1
    if words[0] in {"a", "an"}:
        at, current = 1, Decimal(1)
    used = at
    while at < len(words):
        word = words[at]
        if word == "and":
            if not _joins(words, at):
                break
            at += 1
            continue
        if word == "a":  # "and a half million"
            current += Decimal("0.5")
            at += 2
            continue
        added = _UNITS.get(word) or _TENS.get(word)
        if added:
            if current % 1 or not _fits(added, int(current)):
                break
            current += added
        elif word == "dozen":
            if not current or total:
                break
            return current * 12, at + 1, 12
        elif word == "hundred":
            if not 0 < current < 100:
                break
            current, scale = current * 100, 100
        else:
            if not current or _SCALES[word] >= ceiling:
                break
            total, current, ceiling = total + current * _SCALES[word], Decimal(0), _SCALES[word]
            scale = ceiling
        at += 1
        used = at
    return total + current, used, scale


def _fits(added: int, current: int) -> bool:
    """Whether a small word may follow: "twenty" then "three", "hundred" then anything, never "ten five"."""
    if added < 10:
        return current % 10 == 0 and (current % 100 == 0 or current % 100 >= 20)
    return current % 100 == 0


def _joins(words: list[str], at: int) -> bool:
    """Whether "and" goes on with the number: "two hundred and fifty", not "two hundred and three hundred"."""
    before = words[at - 1]
    if words[at + 1] == "a":
        return True
    if before not in _SCALES or before == "dozen":
        return False
    rest = words[at + 1 :]
    rest = rest[: rest.index("and")] if "and" in rest else rest
    scales = [_SCALES[word] for word in rest if word in _SCALES]
    if not rest or rest[0] in _SCALES:
        return False
    if before == "hundred":  # "two hundred and fifty thousand" is one number
        return not scales or scales[0] > _SCALES[before]
    return max(scales, default=1) < _SCALES[before]
