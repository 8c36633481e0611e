"""Hours of the day: "5am", "5:30 p.m.", "0500 GMT", "17:45", "noon"."""

from __future__ import annotations

from rashomon.extract.times.words import CLOCK_WORDS, Tokens, digits

_ZONES = frozenset({"gmt", "utc", "bst", "cet", "est", "edt", "et", "local", "hrs", "hours", "z"})
_HOURS = frozenset({"am", "pm", "a.m.", "p.m."})


def clock(s: Tokens, i: int) -> tuple[str, str, int] | None:
    """An hour at i: "5am", "5:30 p.m.", "0500 GMT", "17:45", "noon"; as ("05:00", zone, place after)."""
    k = s.skip(i, "around", "about", "approximately") if s.word(i) in {"around", "about", "approximately"} else i
    word = s.word(k)
    if word in CLOCK_WORDS and word != "midday":
        return CLOCK_WORDS[word], "", k + 1
    zone_at, hour, minute = k + 1, -1, 0
    if not word[:1].isdigit() or not word.isascii() or len(word) > 8:
        return None
    if ":" in word and word[:1].isdigit():
        hour, minute = (int(part) for part in word.split(":")[:2])
    elif word.isdigit() and len(word) <= 2:
        hour = int(word)
        if s.word(k + 1) == "." and s.glued(k + 1) and s.glued(k + 2) and len(s.word(k + 2)) == 2:
            minute, zone_at = digits(s.word(k + 2)) or 0, k + 3
        elif s.word(k + 1) == "o" and s.word(k + 3) == "clock":
            zone_at = k + 4
        half_told = s.word(zone_at) in _HOURS or (s.word(zone_at) in {"a", "p"} and s.word(zone_at + 1) == "m")
        if not half_told and (zone_at != k + 4 or hour > 12):
            return None
    elif len(word) == 4 and word.isdigit() and s.word(k + 1) in {"gmt", "utc", "hrs", "hours", "local"}:
        hour, minute = int(word[:2]), int(word[2:])
    elif word.replace(".", "").isdigit() and word.count(".") == 1 and s.word(k + 1) in _HOURS:
        hour, minute = (int(part) for part in word.split("."))
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    half = s.word(zone_at)
    if half in _HOURS or half in {"a", "p"}:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half[0] == "p" else 0)
        zone_at += 1 if half in _HOURS else 2 + (s.word(zone_at + 2) == ".")
        zone_at = (
            zone_at + 1
            if half in {"am", "pm"} and s.word(zone_at) == "." and s.word(zone_at + 1) in _ZONES
            else zone_at
        )
    return (f"{hour % 24:02d}:{minute:02d}", *_zone(s, zone_at))


def _zone(s: Tokens, i: int) -> tuple[str, int]:
    k = s.skip(i, "(")
    if s.word(k) not in _ZONES:
        return "", i
    if s.word(k) == "local":
        return ("local", k + 2) if s.word(k + 1) == "time" else ("", i)
    end = k + 1
    end += s.word(end) == ")" and k > i
    return s.raw[k], end


def half_of_day(s: Tokens, hour: str, i: int) -> tuple[str, int]:
    """Such as "5 o'clock in the morning": which half of the day, with the place after it."""
    k = s.skip(i, "in") if s.word(i + 1) == "the" else i
    k = s.skip(k, "the") if k > i else k
    k = s.skip(k, "early") if k > i else k
    if k == i or s.word(k) not in {"morning", "afternoon", "evening"}:
        return hour, i
    late = s.word(k) != "morning" and int(hour[:2]) < 12
    return (f"{int(hour[:2]) + 12}{hour[2:]}" if late else hour), k + 1
