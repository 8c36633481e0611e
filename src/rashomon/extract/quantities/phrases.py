"""Counts in a sentence: the whole quantity phrase, the number in it, and the bounds that the words set.

The idea: find every number, drop those that count nothing (years, ages, calibres, money), then read the
words on both sides. A phrase is read as its loosest meaning: a bound that is too wide hides a conflict,
one that is too narrow invents it. "More than ten" gives 11 and up, "up to ten" nothing below, "dozens"
no bounds at all.

    >>> [q.text for q in find_quantities("At least 25 people died and up to 8.5 million fled.")]
    ['At least 25', 'up to 8.5 million']
"""

from __future__ import annotations

import re

import msgspec

from rashomon.errors import ModelError
from rashomon.extract.quantities.context import why_not
from rashomon.extract.quantities.numbers import Atom, find_atoms
from rashomon.extract.quantities.words import patterns
from rashomon.model.figure import Quantifier


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """One count in words.

    Attributes:
        start, end, text: The whole phrase with its quantifier words ("at least 25"); code points, with
            the caller's offset added.
        number_start, number_end: The number alone ("25"; both ends of a range).
        low, high: Smallest and largest count that the words allow, both included; None: no bound set.
        value: The number printed; None for ranges and vague words.
        quantifier: How the words bound it. "nearly" is `about` with the number as its ceiling.
        additional: The words put it on top of another count ("a further 7,000").
        total: The words say it is a sum or running total ("bringing the toll to").
        noun_gap: Where the thing counted should begin; the end of the sentence where nothing follows.
    """

    start: int
    end: int
    text: str
    number_start: int
    number_end: int
    low: int | None
    high: int | None
    value: int | None
    quantifier: Quantifier
    additional: bool = False
    total: bool = False
    noun_gap: int

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ModelError(f"a quantity's low is above its high: {self.text!r}")


class OtherNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A number that counts no people, events or objects, and what it is instead (`why`)."""

    start: int
    end: int
    text: str
    why: str


class _Left(msgspec.Struct, frozen=True, kw_only=True):
    """What the words before a number say: where the phrase begins and which bounds they set, nearest last."""

    start: int
    bounds: tuple[str, ...] = ()
    range_word: str = ""
    additional: bool = False
    total: bool = False


_GAP = re.compile(
    r"(?:\s|[“\"'(])*(?:of\s+(?:(?:the|its|their|his|her|our|these|those|them|whom|which|all|my|your)\s+)?)?",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?:-|–|—|\bto\b|\bor\b|\band\b)\s*(?:(?:as\s+many\s+as|up\s+to|even|possibly|perhaps|maybe)\s+)*",
    re.IGNORECASE,
)
# "The toll has gone up to 94": a height that is reached, and no upper bound.
_GONE = re.compile(
    r"\b(?:g[oe]ne|went|goes|going|moved?|climb(?:ed|s)|crept|shot|jumped|rose|risen|pushed|brought|revised|corrected)\s+$",
    re.IGNORECASE,
)
# "JAKARTA, Nov 14 - 19 people were killed": the dash ends the dateline.
_SPACED_DASH = re.compile(r"\s+[-–—]\s+")
_CEILING = re.compile(r"\b(?:as\s+many\s+as|up\s+to)\b", re.IGNORECASE)
_MODIFIERS = 4  # "at least a further estimated": no phrase met in news has more words of this sort


def find_quantities(text: str, offset: int = 0) -> tuple[Quantity, ...]:
    """Every count in a sentence, in the order of the text.

    Args:
        text: One sentence (any stretch of text works; totals are only seen within it).
        offset: Where the sentence begins in the report; added to every position.

    Returns:
        Counts without overlap. `text[q.start - offset : q.end - offset] == q.text` for each.

    Rule: resources/quantities.yaml has the words and the reason for each group; tests/gold/quantities.jsonl
        the cases.
    """
    return tuple(found for found in _scan(text, offset) if isinstance(found, Quantity))


def find_other_numbers(text: str, offset: int = 0) -> tuple[OtherNumber, ...]:
    """Numbers in the sentence that count nothing, with the reason: the complement of `find_quantities`."""
    return tuple(found for found in _scan(text, offset) if isinstance(found, OtherNumber))


def _scan(text: str, offset: int) -> list[Quantity | OtherNumber]:
    atoms = list(find_atoms(text))
    found: list[Quantity | OtherNumber] = []
    at, floor = 0, 0
    while at < len(atoms):
        first = atoms[at]
        left = _read_left(text, first, floor)
        last = _range_end(text, first, atoms[at + 1] if at + 1 < len(atoms) else None, left)
        if last is not None and last is not first:
            first = _share_scale(text, first, last)
            at += 1
        last = last or first
        at += 1
        why = why_not(text, first, last, bounded=any(bound != "exact" for bound in left.bounds))
        if why:
            found.append(
                OtherNumber(
                    start=first.start + offset, end=last.end + offset, text=text[first.start : last.end], why=why
                )
            )
        else:
            found.append(_quantity(text, offset, first, last, left))
        floor = found[-1].end - offset
    return found


def _read_left(text: str, atom: Atom, floor: int) -> _Left:
    """The chain of quantity words that ends at the number; never reaches back over `floor`."""
    words = patterns()
    start, at, bounds, range_word, additional, total = atom.start, atom.start, [], "", False, False
    for _ in range(_MODIFIERS):
        window = text[max(floor, at - 40) : at]
        found = words.left.search(window)
        if found is None:
            break
        at -= len(window) - found.start(1)
        word = re.sub(r"\s+", " ", found.group(1)).lower()
        kind = words.before[word]
        if atom.kind == "vague" and word in words.prepositions:
            break
        if word == "up to" and _GONE.search(text, max(0, at - 12), at):
            total = True
            break
        if kind != "total" and found.group().rstrip().endswith(
            ","
        ):  # "it was over, some 20 died"; but "in all, 20 died"
            break
        if kind in {"between", "from"}:
            range_word, start = kind, at
            break
        if kind == "outside":
            additional = True
            break
        additional = additional or kind == "additional"
        total = total or kind == "total"
        if kind == "exact":
            continue
        start = at
        if kind not in {"additional", "total"}:
            bounds.append(kind)
    total = total or words.total.search(text[max(0, start - 90) : start]) is not None
    return _Left(start=start, bounds=tuple(bounds), range_word=range_word, additional=additional, total=total)


def _range_end(text: str, first: Atom, second: Atom | None, left: _Left) -> Atom | None:
    """The upper end where the two numbers make one range, else None."""
    if second is None or first.kind not in {"digits", "spelled"} or second.kind not in {"digits", "spelled"}:
        return None
    joint = text[first.end : second.start]
    if len(joint) > 30 or not _JOINT.fullmatch(joint):
        return None
    if first.value is None and second.value is None:
        return None
    if _SPACED_DASH.fullmatch(joint) and first.plain and _ends_dateline(text, first, second):
        return None
    low = _share_scale(text, first, second).value
    if low is None or second.value is None or low >= second.value:
        return None
    word = re.sub(r"[^a-z]", "", joint.lower().split()[0]) if joint.strip() else ""
    if word == "and":
        ceiling = _CEILING.search(joint) is not None and "at_least" in left.bounds
        return second if left.range_word == "between" or ceiling else None
    if word == "or":
        return second if second.value <= 2 * low + 1 else None
    if word == "to" and left.range_word == "from":
        return None if patterns().moves.search(text[max(0, left.start - 70) : left.start]) else second
    return second


def _ends_dateline(text: str, day: Atom, second: Atom) -> bool:
    """Whether a day of the month and a number behind a dash are a dateline and a count, and no span of days."""
    words = patterns()
    if words.month_left.search(text[max(0, day.start - 40) : day.start]) is None:
        return False
    return second.kind == "spelled" or words.counted.match(text, second.end) is not None


def _share_scale(text: str, first: Atom, last: Atom) -> Atom:
    """Lets one scale word serve both ends: "30 to 40 thousand", "two to three million"."""
    if last.scale == 1 or first.scale != 1 or first.value is None or last.value is None:
        return first
    if first.kind == "digits" and not first.plain:
        return first
    if text[first.start : first.end].lower() == "both" or first.value * last.scale >= last.value:
        return first
    return msgspec.structs.replace(
        first, value=first.value * last.scale, unit=first.unit * last.scale, scale=last.scale, plain=False
    )


def _quantity(text: str, offset: int, first: Atom, last: Atom, left: _Left) -> Quantity:
    words = patterns()
    start = left.start if first is last or left.range_word or left.bounds else first.start
    if left.range_word and first is last:
        start = first.start
    number_end = end = last.end
    bounds, additional = list(left.bounds), left.additional
    strong = words.strong.match(text, end)
    if strong:
        end = strong.end()
    if text[end : end + 1] == "+":
        end += 1
        bounds.append("at_least")
    for _ in range(2):
        after = words.right.match(text, end)
        if after is None:
            break
        end = after.end(1)
        kind = words.after[re.sub(r"\s+", " ", after.group(1)).lower()]
        if kind == "additional":
            additional = True
        else:
            bounds.append(kind)
    gap = _GAP.match(text, end)
    total = left.total or words.total_after.match(text, end) is not None
    low, high, value, quantifier = _bounds(first, last, bounds)
    return Quantity(
        start=start + offset,
        end=end + offset,
        text=text[start:end],
        number_start=first.start + offset,
        number_end=number_end + offset,
        low=low,
        high=high,
        value=value,
        quantifier=quantifier,
        additional=additional,
        total=total,
        noun_gap=(gap.end() if gap else end) + offset,
    )


def _bounds(first: Atom, last: Atom, bounds: list[str]) -> tuple[int | None, int | None, int | None, Quantifier]:
    """Low, high, value and quantifier; where words of two sorts meet, a firm bound outranks "about"."""
    if first is not last:
        return first.value, last.value, None, "between"
    value = first.value
    if value is None:
        return None, None, None, "vague"
    firm = next((bound for bound in bounds if bound not in {"about", "nearly", "exact"}), "")
    match firm or next(iter(bounds), "exact"):
        case "at_least":
            return value, None, value, "at_least"
        case "more_than":
            return value + 1, None, value, "more_than"
        case "at_most":
            return None, value, value, "at_most"
        case "less_than":
            return None, max(value - 1, 0), value, "less_than"
        case "about":
            half = max(first.unit // 2, 1)
            return max(value - half, 0), value + half, value, "about"
        case "nearly":
            return max(value - max(first.unit // 2, 1), 0), value, value, "about"
    return value, value, value, "exact"
