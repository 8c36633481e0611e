"""One line for a claim, an event, a toll or a stretch of control: what a list of them shows.

Names and days as they stand in the values, no sentences: those are the brief's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rashomon.model.claim import Actor, Claim, Place
from rashomon.model.event import ControlSpan, Event, Toll

LONGEST = 90
"""Characters of a quote that a line holds."""


def name_claim(claim: Claim) -> str:
    """What it says and in whose words: ‘killed 12 soldiers, Goma, 2012-11-20: “twelve soldiers …” (The Paper)’."""
    if claim.figure is not None:
        what = f"{claim.figure.measure} {' '.join(claim.figure.text.split())}".strip()
    else:
        what = " ".join(filter(None, (_words(claim.frame), _parties(claim.actors, claim.recipients))))
    told = [what, _where(claim.place), _days(claim.valid.start, claim.valid.end)]
    return f"{', '.join(filter(None, told))}: “{shorten(claim.quote)}” ({claim.outlet or claim.report})"


def name_event(event: Event) -> str:
    """Kind, place, days, parties and how many reports tell of it."""
    place = f" in {event.place.name}" if event.place is not None else ""
    days = _days(event.valid.start, event.valid.end)
    told = [_words(event.frame) + place, days, _parties(event.actors, event.recipients)]
    count = len(event.accounts)
    return f"{', '.join(filter(None, told))}; {count} {'account' if count == 1 else 'accounts'}"


def name_toll(toll: Toll) -> str:
    """Measure, place, days, range, status and how many stand behind it."""
    counted = f"{toll.measure} in {toll.place}" if toll.place else toll.measure
    days = _days(toll.window.start, toll.window.end)
    voices = f"{_count(len(toll.outlets), 'outlet')}, {_count(len(toll.origins), 'origin')}"
    without = {"discounted": "struck out", "withdrawn": "taken back"}
    number = without[toll.status] if toll.status in without else name_range(toll.low, toll.high, toll.value)
    return f"{', '.join(filter(None, (counted, days)))}: {number}, {_words(toll.status)} ({voices})"


def name_span(span: ControlSpan) -> str:
    """Who holds the place on which days, and on what basis."""
    days = _days(span.start, span.end)
    told = [f"{span.place}: {span.holder or 'nobody named'} {span.status}", days, _words(span.basis)]
    return ", ".join(filter(None, told)) + (f"; {_count(len(span.against), 'claim')} against" if span.against else "")


def name_range(low: int | None, high: int | None, value: int | None) -> str:
    """The range with open sides as such."""
    if low is not None and low == high:
        return f"{low:,}"
    if low is None and high is None:
        return f"{value:,}" if value is not None else "not in numbers"
    if high is None:
        return f"{low:,} or more"
    return f"up to {high:,}" if low is None else f"{low:,} to {high:,}"


def shorten(text: str, most: int = LONGEST) -> str:
    """The text in one line, its end left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _words(code: str) -> str:
    return code.replace("_", " ")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _where(place: Place | None) -> str:
    return place.name if place is not None else ""


def _parties(actors: Sequence[Actor], recipients: Sequence[Actor]) -> str:
    sides = ["; ".join(one.name for one in side) for side in (actors, recipients)]
    return f"{sides[0]} → {sides[1]}".strip() if sides[1] else sides[0]


def _days(start: dt.date | None, end: dt.date | None) -> str:
    if start is None and end is None:
        return ""
    if start == end:
        return str(start)
    return f"until {end}" if start is None else f"from {start}" if end is None else f"{start} to {end}"
