"""Numbers that count nothing: years, days, hours, ages, measures, money, labels, shares, scores.

Each rule looks at the characters beside a number and gives the reason for which it is left out, so that
a reader of the trace sees why "122mm" or "Division 30" is no toll.
"""

from __future__ import annotations

import re

from rashomon.extract.quantities.numbers import Atom
from rashomon.extract.quantities.words import patterns

_FULL = 1000
_CLOCK_RIGHT = re.compile(
    r"(?::\d\d|\s?[ap]\.?m\b|\s?[ap]\.m\.|\s?(?:hrs|hours|h)?\s?(?:GMT|UTC|EST|EDT|CET|local\s+time)\b|\s+o[’']clock|\s+(?:noon|midnight)\b)",
    re.IGNORECASE,
)
_HOURS = 12
_HOUR_LEFT = re.compile(r"(?:^|[,;:(–-]|\b(?:and|then|later|again|but))\s*at\s+(?:half\s+past\s+)?$", re.IGNORECASE)
_HOUR_RIGHT = re.compile(r"[,;]")
# "The victims in the town number 64": a verb.
_NUMBERING = re.compile(
    r"\b(?:dead|killed|wounded|injured|victims|displaced|missing|casualties|deaths|fatalities|captives|prisoners|detainees"
    r"|hostages|refugees|survivors|returnees|arrested|they|who)\b[^,.;:]{0,30}\s(?:now\s+|then\s+|already\s+)?number(?:ed)?\s+$"
    r"|\s(?:now|already|still|today)\s+number(?:ed)?\s+$",
    re.IGNORECASE,
)
_CLOCK_LEFT = re.compile(r"\bat\s+(?:(?:about|around|approximately|exactly|nearly)\s+)?$", re.IGNORECASE)
_OLD = re.compile(r"[\s-]*(?:(?:to|or|and)[\s-]*\d+[\s-]*)?(?:year|month|week|day|yr)s?[\s-]+olds?\b", re.IGNORECASE)
_AGE_END = re.compile(r"(?:[,;)]|\.(?=\s|$)|\s+and\s+[A-Z])")
_FRACTION = re.compile(
    r"[\s-](?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|tenths?)\b"
    r"|\s+(?:in|out\s+of|of)\s+every\s|\s+(?:in|out\s+of)\s+(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twenty)\b(?![,.]\d)",
    re.IGNORECASE,
)
_FRACTION_LEFT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d)\s+(?:(?:in|out\s+of)\s+(?:every\s+)?|of\s+every\s+)$",
    re.IGNORECASE,
)
_YEAR_LEFT = re.compile(
    r"\b(?:in|since|until|till|by|before|after|during|early|late|mid|of|from|to|through|and|or|between|year|years|around|about|"
    r"[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Tt]he|[Aa]|[Ii]ts|[Hh]is|[Tt]heir|mid-|late-|early-|pre-|post-)\s*(?:the\s+)?$"
    r"|[(/–-]$|^$",
    re.IGNORECASE,
)
_BARE_YEAR_LEFT = re.compile(
    r"\b(?:in|since|until|till|before|after|during|of|from|by|year)\s+(?:the\s+)?$", re.IGNORECASE
)
# "JAKARTA, Nov 14 - 19 people": the dash ends the dateline.
_DATELINE = re.compile(r"\d\s+[-–—]\s+$")
_HOUR = re.compile(r"\d{1,2}\.\d\d")
_JOINED_LEFT = re.compile(r"(?:[A-Za-z][\-/–]|\d[-/–.,:]|[.:/\\#№_@&°^+])$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_WORD_HYPHEN = re.compile(r"-[A-Za-z]")


def why_not(text: str, first: Atom, last: Atom, *, bounded: bool) -> str:
    """Why the number, or the range from `first` to `last`, is no count; "" if it may be one.

    Args:
        text: The sentence.
        first: The number, or the lower end of a range.
        last: The same number, or the upper end.
        bounded: A quantifier stands before it ("more than 2000"), which years seldom bear.

    Returns:
        One of money, label, joined, ordinal, date, time, age, percent, duration, distance, weight, power, rate,
        score, fraction, year, decimal, pronoun; or "".
    """
    words = patterns()
    left, right = text[max(0, first.start - 40) : first.start], text[last.end : last.end + 48]
    if first.kind == "zero":
        return ""
    if first.kind == "vague":
        return _unit(right)
    if words.currency.search(left):
        return "money"
    if first.kind == "digits":
        if first is last and first.scale == 1 and _HOUR.fullmatch(text, first.start, first.end):
            return "time"  # "as of 17.00"
        why = _digits(left, right, first, last)
        if why:
            return why
    if (
        first.kind == "spelled"
        and first.value
        and first.value <= _HOURS
        and _HOUR_LEFT.search(left)
        and _HOUR_RIGHT.match(right)
    ):
        return "time"
    if (
        words.label.search(left)
        and not _NUMBERING.search(left)
        and (first.plain or first.value is None or first.value < _FULL)
    ):
        return "label"  # but "the displaced now number 38,000"
    why = _age(left, right, first) or _unit(right) or ("fraction" if _is_share(right, first) else "")
    if why:
        return why
    if _FRACTION_LEFT.search(left):
        return "fraction"
    if first.value is None or last.value is None:
        return "decimal"
    if _is_year(left, right, first, bounded=bounded) or (
        first is not last and _is_year(" to ", right, last, bounded=bounded)
    ):
        return "year"
    if first is not last and _is_era(right, first, last):
        return "year"
    if _WORD_HYPHEN.match(right) and not words.strong.match(right):
        return "joined"
    if (
        first is last
        and text[first.start : first.end].lower() == "one"
        and (words.one_left.search(left) or words.one_right.match(right))
    ):
        return "pronoun"
    return ""


def _digits(left: str, right: str, first: Atom, last: Atom) -> str:
    """Reasons that only digits can have."""
    words = patterns()
    if _CLOCK_RIGHT.match(right) or _is_hour(left, right, first):
        return "time"
    if not left.strip() and first.plain and re.match(r"[.)](?:\s|$)", right):
        return "label"  # the number of a list's item
    if _ORDINAL.match(right):
        return "ordinal"
    if right[:1].isalpha() or right[:1] in {"_", "@"}:
        return _unit(right) or "joined"
    if first.plain and _is_day(left, right, first, last):
        return "date"
    if _JOINED_LEFT.search(left) or re.match(r"[-/–:.,]\d|[/°]", right):
        return _unit(right) or ("date" if "/" in left[-1:] + right[:1] else "joined")
    if first.scale == 10**6 and first.end == last.end and not words.counted.match(right) and _metres(first):
        return "distance"
    return ""


def _is_hour(left: str, right: str, atom: Atom) -> bool:
    """Whether four digits are an hour: "at 1330", or 0430 anywhere; "raids at 1500 homes" are none."""
    if not atom.plain or atom.value is None or atom.end - atom.start != 4 or atom.value % 100 > 59 or atom.value > 2400:
        return False
    return atom.value < 1000 or (_CLOCK_LEFT.search(left) is not None and not patterns().counted.match(right))


def _metres(atom: Atom) -> bool:
    """Whether "30m" may be metres: the unit is glued on and the number is whole."""
    return atom.end - atom.start <= 4 and atom.value is not None and atom.value % 10**6 == 0


def _is_day(left: str, right: str, first: Atom, last: Atom) -> bool:
    if first.value is None or first.value > 31 or last.value is None or last.value > 31:
        return False
    words = patterns()
    if words.month_right.match(right):
        return not re.match(r"\s+May\s+(?:have|be|not|also|still)\b", right, re.IGNORECASE)
    month = words.month_left.search(left)
    if month is None or (_DATELINE.search(left) and words.counted.match(right)):
        return False
    return not (re.search(r"\b[Ii]n\s+$", left[: month.start()]) and words.counted.match(right))


def _age(left: str, right: str, first: Atom) -> str:
    words = patterns()
    if _OLD.match(right) or words.age_left.search(left):
        return "age"
    if first.value is None or first.value > 110:
        return ""
    if words.crowd_left.search(left) and not words.counted.match(right):
        return "age"
    if first.kind == "digits" and _AGE_END.match(right) and words.person_left.search(left):
        follows = re.match(r"[,;)]\s+(?:including|mostly|most|among|all)\b", right)
        return "" if follows else "age"
    return ""


def _is_share(right: str, first: Atom) -> bool:
    """Whether it is the upper part of a share: "two-thirds", "one in five"; 300 in 20 villages is a count."""
    return first.value is not None and first.value < 20 and _FRACTION.match(right) is not None


def _unit(right: str) -> str:
    for kind, unit in patterns().units:
        if unit.match(right):
            return kind
    return ""


def _is_era(right: str, first: Atom, last: Atom) -> bool:
    """Whether two four-digit numbers span years ("1829-1852") rather than bound a count."""
    years = all(atom.plain and atom.value is not None and 1500 <= atom.value <= 2099 for atom in (first, last))
    return years and re.match(r"\s*[a-z]", right) is None


def _is_year(left: str, right: str, atom: Atom, *, bounded: bool) -> bool:
    """Whether a bare four-digit number is a year: 1900 to 2099, or any other straight after "in" and before a pause."""
    words = patterns()
    if not atom.plain or atom.value is None:
        return False
    if atom.end - atom.start == 2:
        return words.short_year.search(left) is not None
    if atom.end - atom.start != 4:
        return False
    if words.month_year.search(left):
        return True
    counted = words.counted.match(right)
    if not 1900 <= atom.value <= 2099:
        pause = not right.strip() or re.match(r"\s*[,.;)]", right)
        return bool(1000 <= atom.value < 1900 and pause and _BARE_YEAR_LEFT.search(left))
    if bounded and (counted or re.match(r"\s+[a-z]", right)):
        return False
    if counted and not _YEAR_LEFT.search(left):
        return False
    if counted and not left.strip():
        return re.match(r"\s+[A-Z]", right) is not None  # a dateline's year stands before a capital
    return not (counted and re.search(r"\b(?:and|to|by|of|or|from)\s+$", left))
