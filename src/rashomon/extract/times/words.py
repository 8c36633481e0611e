"""The tokens and closed word classes of the date grammar.

A stretch of text is cut into tokens once; productions then walk over token numbers. A production takes
the tokens and a place and answers with a value and the place after it, or None.
"""

from __future__ import annotations

import re

from rashomon.model.timex import PartOfDay, SeasonName, TimeExpr, Unit

Found = tuple[TimeExpr, int]

_TOKEN = re.compile(
    r"""
    [0-9]{4}-[0-9]{2}-[0-9]{2}
      (?:[T\ ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9])
  | [0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9/])
  | [0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9])
  | [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])
  | [0-9]{3}0['’]?s\b | ['’][0-9]0s\b
  | [0-9]+(?:st|nd|rd|th)\b
  | [0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)? | [0-9]+\.[0-9]+(?=\s) | [0-9]+
  | (?:[A-Za-z]\.){2,}
  | [^\W\d_]+
  | \S
    """,
    re.VERBOSE,
)

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: dict[str, int] = {name: i for i, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: i for i, name in enumerate(_MONTH_NAMES, 1)} | {"sept": 9}
MONTH_ABBREVIATIONS = frozenset(MONTHS) - frozenset(_MONTH_NAMES)
# first names, verbs and nouns as well: alone they need a word of time before them
SHY_MONTHS = frozenset({"may", "march", "april", "june", "august"})
WEEKDAYS: dict[str, int] = {name: i for i, name in enumerate(_DAY_NAMES)}
WEEKDAY_ABBREVIATIONS: dict[str, int] = {name[:3]: i for i, name in enumerate(_DAY_NAMES)}
WEEKDAY_ABBREVIATIONS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
WEEKDAY_PLURALS: dict[str, int] = {f"{name}s": i for i, name in enumerate(_DAY_NAMES)}
# "Bloody Sunday" is the name of an event, not the day of one
NAMED_DAY_WORDS = frozenset(
    [
        "black",
        "bloody",
        "palm",
        "good",
        "ash",
        "easter",
        "super",
        "holy",
        "cyber",
        "red",
        "shrove",
        "maundy",
        "fat",
        "whit",
        "green",
        "giving",
    ]
)

SEASONS: dict[str, SeasonName] = {
    "spring": "spring", "springtime": "spring", "summer": "summer", "summertime": "summer",
    "autumn": "autumn", "fall": "autumn", "winter": "winter", "wintertime": "winter",
}  # fmt: skip

UNITS: dict[str, Unit] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "weekend": "weekend", "week": "week",
    "fortnight": "week", "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
    "century": "century", "night": "day",
}  # fmt: skip
PLURAL_UNITS: dict[str, Unit] = {
    "seconds": "second", "minutes": "minute", "hours": "hour", "days": "day", "weekends": "weekend",
    "weeks": "week", "fortnights": "week", "months": "month", "quarters": "quarter", "years": "year",
    "decades": "decade", "centuries": "century", "nights": "day", "mins": "minute", "hrs": "hour", "yrs": "year",
    "secs": "second",
}  # fmt: skip
ANY_UNIT: dict[str, Unit] = UNITS | PLURAL_UNITS

DAYPARTS: dict[str, PartOfDay] = {
    "morning": "morning", "mornings": "morning", "daybreak": "morning", "dawn": "morning", "sunrise": "morning",
    "afternoon": "afternoon", "midday": "day", "noon": "day", "lunchtime": "day", "daytime": "day",
    "evening": "evening", "dusk": "evening", "sunset": "evening", "nightfall": "evening",
    "night": "night", "overnight": "overnight", "midnight": "night",
}  # fmt: skip
CLOCK_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
BARE_DAYPARTS = frozenset(
    {"dawn", "daybreak", "sunrise", "midday", "noon", "dusk", "sunset", "nightfall", "midnight", "lunchtime"}
)

NUMBERS: dict[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12,
}  # fmt: skip
TENS = frozenset(word for word, n in NUMBERS.items() if n in range(20, 100, 10))
ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    "last": -1, "final": -1,
}  # fmt: skip
VAGUE_COUNTS = frozenset({"several", "many", "some", "numerous", "countless", "various", "multiple"})
HYPHENS = frozenset("-–—‑")
# lower-case plurals end in s, but these do not
_COUNTED = frozenset(
    [
        "people",
        "men",
        "women",
        "children",
        "police",
        "troops",
        "civilians",
        "personnel",
        "dead",
        "others",
        "km",
        "kg",
        "percent",
    ]
)
_UNPLURAL = frozenset(
    [
        "was",
        "is",
        "has",
        "this",
        "as",
        "us",
        "its",
        "his",
        "does",
        "towards",
        "across",
        "plus",
        "thus",
        "yes",
        "besides",
        "perhaps",
        "always",
        "whereas",
        "afterwards",
        "elections",
        "crisis",
        "protests",
        "talks",
        "sanctions",
        "hostilities",
    ]
)


class Tokens:
    """One text cut into tokens: `raw` as printed, `low` in lower case, and where each stands."""

    __slots__ = ("ends", "low", "raw", "starts", "text")

    def __init__(self, text: str) -> None:
        """Cuts the text."""
        self.text = text
        self.raw: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _TOKEN.finditer(text):
            self.raw.append(match.group())
            self.starts.append(match.start())
            self.ends.append(match.end())
        self.low: list[str] = [word.lower() for word in self.raw]

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.raw)

    def word(self, i: int) -> str:
        """The i-th token in lower case, "" outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def capital(self, i: int) -> bool:
        """Whether the i-th token begins with a capital."""
        return 0 <= i < len(self.raw) and self.raw[i][0].isupper()

    def glued(self, i: int) -> bool:
        """Whether nothing stands between token i and the one before it."""
        return 0 < i < len(self.raw) and self.starts[i] == self.ends[i - 1]

    def skip(self, i: int, *words: str) -> int:
        """The place after token i where it is one of the words, else i."""
        return i + 1 if self.word(i) in words else i

    def hyphen(self, i: int) -> bool:
        """Whether token i is a hyphen or dash."""
        return self.word(i) in HYPHENS

    def counted(self, i: int) -> bool:
        """Whether token i looks like the plural of things counted ("soldiers", "people")."""
        word = self.raw[i] if 0 <= i < len(self.raw) else ""
        if word in _COUNTED:
            return True
        return len(word) > 3 and word.islower() and word[-1] == "s" and word[-2:] != "ss" and word not in _UNPLURAL


def digits(word: str) -> int | None:
    """The value of a short run of ASCII digits, None for anything else."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 6 else None


def number(s: Tokens, i: int) -> tuple[float, int] | None:
    """A number in digits or words at i: "three", "24", "1.5", "twenty-five"; with the place after it."""
    word = s.word(i)
    value = digits(word)
    if value is not None:
        return float(value), i + 1
    if word[:1].isdigit() and "," in word and "." not in word and len(word) < 8 and word.isascii():
        return float(word.replace(",", "")), i + 1
    if word[:1].isdigit() and word.isascii() and word.count(".") == 1 and len(word) < 8:
        head, tail = word.split(".")
        return (float(word), i + 1) if head.isdigit() and tail.isdigit() else None
    if word in TENS:
        unit = NUMBERS.get(s.word(i + 2), 0) if s.hyphen(i + 1) else 0
        if 0 < unit < 10:
            return float(NUMBERS[word] + unit), i + 3
    if word in NUMBERS and word not in {"hundred", "dozen"}:
        return float(NUMBERS[word]), i + 1
    if word == "a" and s.word(i + 1) in {"hundred", "dozen"}:
        return float(NUMBERS[s.word(i + 1)]), i + 2
    return None


def ordinal(s: Tokens, i: int) -> tuple[int, int] | None:
    """An ordinal at i in digits or words ("6th", "sixth", "twenty-first"), with the place after it."""
    word = s.word(i)
    if word[:1].isdigit() and word[-2:] in {"st", "nd", "rd", "th"} and word.isascii() and len(word) < 6:
        return int(word[:-2]), i + 1
    if word in TENS and s.hyphen(i + 1):
        tail = ORDINALS.get(s.word(i + 2), 0)
        return (NUMBERS[word] + tail, i + 3) if 0 < tail < 10 else None
    return (ORDINALS[word], i + 1) if word in ORDINALS else None
