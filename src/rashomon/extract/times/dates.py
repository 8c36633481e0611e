"""Dates, months, years, seasons and feasts as news prints them.

A four-digit number is a year only where nothing says that it counts; "may" and "march" are months only
where a word of time stands before or a day or year after; "Bloody Sunday" is a name.
"""

from __future__ import annotations

import re

from rashomon.extract.times.words import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    NAMED_DAY_WORDS,
    SEASONS,
    SHY_MONTHS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
    Found,
    Tokens,
    digits,
    ordinal,
)
from rashomon.model.timex import CalendarDate, DayPart, Either, Holiday, Season, TimeExpr, Years
from rashomon.reference.holidays import holiday_names

STRONG = frozenset({"in", "since", "during", "early", "late", "mid", "until", "till", "throughout", "circa", "c"})
_MONTH_CUES = STRONG | frozenset({
    "by", "from", "of", "to", "and", "before", "after", "between", "through", "last", "next", "this", "every",
    "each", "previous", "following", "for", "or", "past", "that", "around", "on", "-", "–", "—", "coming",
})  # fmt: skip
# a number after these names something, it dates nothing
_NUMBERED = frozenset({
    "resolution", "flight", "article", "no", "number", "route", "highway", "section", "page", "unit", "boeing",
    "room", "block", "chapter", "decree", "law", "act", "order", "form", "model", "bus", "at", "about",
    "approximately", "than", "least", "most", "nearly", "almost", "some", "roughly", "exactly", "over", "under",
    "only", "another", "additional", "killed", "killing", "wounded", "injured", "including", "up", "$", "£", "€", "¥",
    "#", "nearest", "all", "these", "those", "with", "fewer", "height", "hill",
})  # fmt: skip
_OWNERS = frozenset({"the", "its", "his", "her", "their"})
_OLD_YEAR_CUES = frozenset({"of", "by", "from", "before", "after", "until", "the", "(", "for"})
_MEASURES = frozenset({
    "km", "kilometre", "kilometer", "mile", "metre", "meter", "m", "mm", "kg", "ton", "tonne", "dollar", "euro",
    "%", "percent", "per", "feet", "ft", "hours", "gmt", "mw", "hectare", "acre", "strong", "odd", "or", "million",
    "billion", "thousand", "additional", "more", "other", "new", "u", "civilian", "km2",
})  # fmt: skip
# groups, places and papers that bear a date or day in their name: "the 17 February Brigade", "Friday Mosque"
_BEARERS = frozenset({
    "brigade", "brigades", "movement", "battalion", "battalions", "martyrs", "coalition", "front", "alliance",
    "division", "regiment", "bridge", "street", "square", "mosque", "university", "hospital", "school", "stadium",
    "airport", "district", "neighbourhood", "neighborhood", "camp", "dam", "times", "telegraph", "mirror", "express",
    "mail", "post", "market", "prayers", "party", "revolution", "organisation", "organization", "committee", "group",
})  # fmt: skip
_CLOCKED = re.compile(r"[T ]([0-9]{2}:[0-9]{2})")


def year(s: Tokens, i: int) -> tuple[int, int] | None:
    """A four-digit year at i that counts nothing, with the place after it."""
    value = digits(s.word(i))
    if value is None or len(s.word(i)) != 4 or not 1000 <= value <= 2100:
        return None
    before, after = s.word(i - 1), s.word(i + 1)
    if s.glued(i) and (before.isalpha() or before in {"$", "£", "€", "#", "/", "."}):
        return None
    if s.glued(i + 1) and after[:1] in "/%.:" and s.glued(i + 2) and s.word(i + 2)[:1].isalnum():
        return None
    strong = before in STRONG
    if before in _NUMBERED or (after in _MEASURES and not (strong and after in {"or", "new", "u", "more"})):
        return None
    if s.counted(i + 1) and not (before in _OWNERS and value % 100):
        # "since 2003 troops" is a date, "in 2000 villages" a count
        return (value, i + 1) if strong and value % 100 else None
    if value < 1800 or value > 2060:
        return (value, i + 1) if strong or before in _OLD_YEAR_CUES else None
    return value, i + 1


def year_after(s: Tokens, i: int) -> tuple[int | None, int]:
    """The year that a date goes on to ("17 May 2015", "May 17, 2015", "May of 2015", "May '15"), if any."""
    k = s.skip(i, ",", "of", "in")
    value = digits(s.word(k))
    if value is not None and len(s.word(k)) == 4 and 1000 <= value <= 2100:
        counted = s.counted(k + 1) or s.word(k + 1) in _MEASURES - {"or", "new", "more", "other", "u"}
        if not (counted and (k > i or value % 100 == 0)):
            return value, k + 1
    if s.word(i) in {"'", "’", "‘"} and s.glued(i + 1) and len(s.word(i + 1)) == 2:
        short = digits(s.word(i + 1))
        if short is not None:
            return (2000 if short < 50 else 1900) + short, i + 2
    return None, i


def month(s: Tokens, i: int) -> tuple[int, int] | None:
    """A month's name at i, with the place after it (and its full stop)."""
    word = s.word(i)
    value = MONTHS.get(word)
    if value is None or not s.capital(i) or (s.word(i - 1) in NAMED_DAY_WORDS and s.capital(i - 1)):
        return None  # "Black September"
    if word in MONTH_ABBREVIATIONS and word != "may":
        k = s.skip(i + 1, ".") if s.glued(i + 1) else i + 1
        beside = s.word(i - 1)[:1].isdigit() or s.word(k)[:1].isdigit()
        return (value, k) if beside or (k > i + 1 and s.word(i - 1) in _MONTH_CUES) else None
    return value, i + 1


def _day(s: Tokens, i: int) -> tuple[int, int] | None:
    """A day of the month at i: "6", "6th", "sixth"."""
    word = s.word(i)
    if len(word) <= 2 and (value := digits(word)) is not None:
        return (value, i + 1) if 1 <= value <= 31 else None
    found = ordinal(s, i)
    return found if found and 1 <= found[0] <= 31 else None


def _valid(value: CalendarDate) -> bool:
    """Whether the calendar has such a day in some year."""
    if value.day is None or value.month is None:
        return True
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[value.month - 1]
    leap = value.year is None or (value.year % 4 == 0 and (value.year % 100 != 0 or value.year % 400 == 0))
    return 1 <= value.day <= (longest if leap or value.month != 2 else 28)


def day_and_month(s: Tokens, i: int) -> Found | None:
    """A date with day and month, in either order, with or without a year: "17 May", "May 17, 2015"."""
    start = s.skip(i, "the")
    first = _day(s, start)
    if first is not None:
        k = s.skip(first[1], "of", "day")
        k = s.skip(k, "of")
        named = month(s, k)
        if named is not None and (k == first[1] or s.word(first[1]) in {"of", "day"}):
            told, end = year_after(s, named[1])
            value = CalendarDate(year=told, month=named[0], day=first[0])
            return (value, end) if _valid(value) and not _names(s, end) else None
    named = month(s, i)
    if named is None:
        return None
    day = _day(s, s.skip(named[1], "the"))
    if day is None or s.word(day[1]) in {"%", "percent"} or s.word(named[1]) in {"first", "second", "last"}:
        return None
    if s.word(i - 1) in {"in", "during"} and s.counted(day[1]):
        return None  # "in May 13 soldiers were killed"
    if s.word(day[1]) == ":" or s.word(day[1]) in {"am", "pm"}:
        return None
    told, end = year_after(s, day[1])
    value = CalendarDate(year=told, month=named[0], day=day[0])
    return (value, end) if _valid(value) and not _names(s, end) else None


def _names(s: Tokens, i: int) -> bool:
    """Whether the word after a date says that the date is part of a name."""
    return s.capital(i) and s.word(i) in _BEARERS


def month_alone(s: Tokens, i: int) -> Found | None:
    """A month, with or without a year: "May 2004", "in May", "last May"."""
    named = month(s, i)
    if named is None:
        return None
    told, end = year_after(s, named[1])
    if _names(s, end) or (told is None and not _month_stands(s, i, end)):
        return None
    return CalendarDate(year=told, month=named[0]), end


def _month_stands(s: Tokens, i: int, end: int) -> bool:
    """Whether a bare month's name is the month: not Theresa May, not a march."""
    before, after = s.word(i - 1), s.word(end)
    cued = before in _MONTH_CUES
    named_after = s.capital(end) and s.raw[end].isalpha() and after not in WEEKDAYS
    if s.word(i) in SHY_MONTHS:
        if before in {"a", "an", "the"}:  # "the March operation"
            return end < len(s) and s.raw[end].islower() and len(after) > 3
        weak = before in {"of", "by", "to", "and", "or", "for", "from", "after", "before", "-", "–", "—"}
        return (cued or before == "(") and not (named_after and weak and s.word(i) in {"april", "june", "may"})
    if s.glued(i) and s.hyphen(i - 1):
        return True
    return cued or not (s.capital(i - 1) and s.raw[i - 1].isalpha() and i > 1)


def weekday(s: Tokens, i: int) -> tuple[int, int] | None:
    """A weekday's name at i, with the place after it."""
    word = s.word(i)
    if word in WEEKDAYS and s.capital(i):
        named = s.word(i - 1) in NAMED_DAY_WORDS and (s.capital(i - 1) or s.word(i - 1) == "giving")
        return None if named or _names(s, i + 1) else (WEEKDAYS[word], i + 1)
    if word in WEEKDAY_ABBREVIATIONS and s.capital(i):
        k = s.skip(i + 1, ".") if s.glued(i + 1) else i + 1
        nxt = s.skip(k, ",")
        dated = s.word(nxt)[:1].isdigit() or month(s, nxt) is not None
        # "the Sun 5 May" is a newspaper, "she sat 5 hours" is a verb
        shy = word in {"sun", "sat"} and nxt == k and (s.word(i - 1) == "the" or month(s, nxt + 1) is None)
        shy = shy and month(s, nxt) is None
        return (WEEKDAY_ABBREVIATIONS[word], k) if dated and not shy else None
    return None


def weekday_and_date(s: Tokens, i: int) -> Found | None:
    """A weekday, alone or before its date: "Tuesday", "Tuesday, June 6", "Tuesday the 6th"."""
    named = weekday(s, i)
    if named is None:
        return None
    day, end = named
    dated = day_and_month(s, s.skip(end, ","))
    if dated is None and s.word(end) == "(":
        inner = day_and_month(s, end + 1)
        dated = (inner[0], inner[1] + 1) if inner and s.word(inner[1]) == ")" else None
    if dated is not None and isinstance(dated[0], CalendarDate):
        told = dated[0]
        return CalendarDate(year=told.year, month=told.month, day=told.day, weekday=day), dated[1]
    if s.word(end) == "the" and (numbered := ordinal(s, end + 1)) and 1 <= numbered[0] <= 31:
        return CalendarDate(day=numbered[0], weekday=day), numbered[1]
    if s.word(i) in WEEKDAY_ABBREVIATIONS and s.word(i) not in WEEKDAYS:
        return None
    if s.word(i - 1) == "the" and s.word(i - 2) in {"on", "by", "until", "till", "since", "from"}:
        return CalendarDate(weekday=day, anchor="previous"), end  # "on the Sunday": of the week that is spoken of
    return CalendarDate(weekday=day), end


def numeric(s: Tokens, i: int) -> Found | None:
    """Dates in figures: 2015-05-17 (with an hour or not), 17/05/2015, 17.05.2015."""
    word = s.word(i)
    if len(word) >= 10 and word[4] == "-" and word[:4].isdigit():
        value = CalendarDate(year=int(word[:4]), month=int(word[5:7]), day=int(word[8:10]))
        if not (value.year and 1 <= int(word[5:7]) <= 12 and _valid(value)):
            return None
        clock = _CLOCKED.search(s.raw[i])
        return (DayPart(part="clock", of=value, clock=clock.group(1)) if clock else value), i + 1
    mark = "/" if word.count("/") == 2 else "." if word.count(".") == 2 else ""
    parts = word.split(mark) if mark else []
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    one, two, told = (int(part) for part in parts)
    if len(parts[2]) == 2:
        told += 2000 if told < 50 else 1900
    readings = [
        value
        for day, number in dict.fromkeys(((one, two), (two, one)))
        if 1 <= number <= 12 and told and _valid(value := CalendarDate(year=told, month=number, day=day))
    ]
    if mark == "." and readings:
        readings = readings[:1]  # full stops are used where the day comes first
    if len(readings) == 2:
        return Either(one=readings[0], other=readings[1]), i + 1
    return (readings[0], i + 1) if readings else None


def decade(s: Tokens, i: int) -> Found | None:
    """A decade or century: "the 1980s", "the '90s", "the nineties", "the 19th century"."""
    k = s.skip(i, "the")
    word = s.word(k)
    if word[-1:] == "s" and word[:4].isdigit() and word[3] == "0":
        first = int(word[:4])
        return (Years(first=first, count=100 if first % 100 == 0 and first < 2000 else 10), k + 1) if first else None
    if word[:1] in {"'", "’"} and word[-1:] == "s" and word[1:2].isdigit():
        first = int(word[1:3])
        return Years(first=(1900 if first >= 30 else 2000) + first, count=10), k + 1
    tens = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}.get(word)  # fmt: skip
    if tens and k > i and s.word(i - 1) in {"in", "during", "since", "early", "late", "mid", "of", "by", "-"}:
        return Years(first=1900 + tens, count=10), k + 1
    nth = ordinal(s, k)
    if nth and 1 <= nth[0] <= 22:
        end = nth[1] + 1 if s.hyphen(nth[1]) else nth[1]
        if s.word(end) == "century":
            return Years(first=100 * (nth[0] - 1) or 1, count=100), end + 1
    return None


_SEASON_CUES = frozenset(
    [
        "the",
        "in",
        "this",
        "last",
        "next",
        "during",
        "over",
        "by",
        "since",
        "until",
        "every",
        "each",
        "early",
        "late",
        "mid",
        "following",
        "previous",
    ]
)


def season(s: Tokens, i: int) -> Found | None:
    """A season, with or without its year: "the summer of 2013", "spring 2014", "in the winter"."""
    k = s.skip(i, "the")
    name = SEASONS.get(s.word(k))
    if name is None or (s.capital(k) and s.capital(k - 1) and k > 1):
        return None
    told, end = year_after(s, k + 1)
    if told is not None:
        if s.hyphen(end) and len(s.word(end + 1)) in {2, 4} and s.word(end + 1).isdigit():
            return Season(season=name, year=told, split=True), end + 2  # "the winter of 2013-14"
        return Season(season=name, year=told), end
    before = s.word(k - 1)
    if before not in _SEASON_CUES or (
        s.word(k) == "fall" and not (k > i and s.word(i - 1) in {"in", "during", "this"})
    ):
        return None
    if s.word(k) == "fall" and s.word(k + 1) == "of":
        return None  # "in the fall of Vukovar"
    if s.word(k) == "spring" and before == "the" and s.word(i - 1) not in _SEASON_CUES | {"of", "through"}:
        return None
    if before == "the" and s.word(end)[:1].isalpha() and s.word(end) in {"offensive", "campaign", "camp", "olympics"}:
        return None
    return Season(season=name), end


def holiday(s: Tokens, i: int) -> Found | None:
    """A feast or month of another calendar by name: "Ramadan", "Eid al-Fitr", "Christmas Eve 2014"."""
    names = holiday_names()
    k = s.skip(i, "the")
    for run in names.get(s.word(k), ()):
        end = k + len(run.tokens)
        if tuple(s.low[k:end]) == run.tokens and s.capital(k):
            if len(run.tokens) == 1 and not s.raw[k].isupper() and _beside_name(s, k):
                continue
            told, after = year_after(s, end)
            return Holiday(name=run.key, year=told), after
    return None


def _beside_name(s: Tokens, i: int) -> bool:
    """Whether a name stands beside token i, so that both are one: Tariq Ramadan, the Tet Offensive."""
    before = s.capital(i - 1) and s.raw[i - 1].isalpha() and s.word(i - 1) not in _MONTH_CUES | {"when", "at", "as"}
    return before or (s.capital(i + 1) and s.raw[i + 1].isalpha() and s.word(i + 1) not in MONTHS)


def shifted(value: TimeExpr, shift: int) -> TimeExpr | None:
    """The value after "last", "this" or "next"; None where such a word does not fit."""
    if isinstance(value, CalendarDate) and value.year is None and value.day is None:
        return CalendarDate(month=value.month, weekday=value.weekday, shift=shift)
    if isinstance(value, Season) and value.year is None:
        return Season(season=value.season, shift=shift)
    if isinstance(value, Holiday) and value.year is None:
        return Holiday(name=value.name, shift=shift)
    return None
