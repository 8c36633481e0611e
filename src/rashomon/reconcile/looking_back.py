"""Reports that look back on a happening of weeks or years ago without telling its day.

Words without days are looked for in the week before their report. A list of names, an inquiry or an anniversary tells
of what lies farther back: where its report gives the day of just one happening known there, or its words look back and
just one happening is known at the place at all, the claim is of that one, and its window is set to those days. Where
the place has news of its own in that week, or two happenings could be meant, nothing is changed.

Items are taken by the day from which they were known, and only what was known on earlier days is asked, so that the
answer as known on a day never changes and the order within a day does not matter.

Rule: docs/model.md#figures.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from rashomon.model.time import Interval
from rashomon.reconcile.evidence import HAPPENED, Item, figure_of
from rashomon.reconcile.figures.numbers import is_telling, point_of
from rashomon.reconcile.places.comparing import is_area, is_named
from rashomon.reconcile.rules import family_of, find_phrase, load_rules

DAY = dt.timedelta(days=1)
# Families whose happenings a place remembers, and whose undated claims may look back.
REMEMBERED = frozenset({"force", "control", "taking"})
# How many signs before a claim may set its time: "Eleven months have gone by. …", two or three sentences.
BEFORE = 400
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH, _NUMBER = "|".join(_MONTHS), r"(\d{1,2})(?:st|nd|rd|th)?"
_DATE = re.compile(rf"\b(?:{_NUMBER} (?:of )?({_MONTH})|({_MONTH}) {_NUMBER})\b(?:,? (\d{{4}}))?", re.IGNORECASE)


class _Known(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is known of force at a place from one claim: its days, and the count that it prints."""

    days: Interval
    told: bool
    count: tuple[str, int] | None


class _Recalled(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number that a report of a day gave for days long past."""

    day: dt.date
    days: Interval
    count: tuple[str, int]


def look_back(items: Sequence[Item], printed: Mapping[str, str]) -> list[Item]:
    """The items, those with their window set to the happening's days that look back on one.

    Args:
        items: In the order in which they became known.
        printed: Texts by report.
    """
    found: list[Item] = []
    memory = _Memory(printed)
    for day, group in groupby(items, key=lambda item: item.day):
        of_day = list(group)
        found.extend(of_day if day is None else memory.take(day, of_day))
    return found


def _said(item: Item) -> tuple[str, str, str]:
    """In which report, of what and by whom a count is given."""
    return item.claim.report, figure_of(item).measure, item.voice.key


def _most_by_voice(items: Sequence[Item]) -> dict[tuple[str, str, str], int]:
    """The largest number of each measure that a voice gives in a report."""
    most: dict[tuple[str, str, str], int] = defaultdict(int)
    for item in items:
        if item.claim.figure is not None:
            most[_said(item)] = max(most[_said(item)], point_of(figure_of(item)) or 0)
    return most


class _Memory:
    """The happenings known at each place so far."""

    def __init__(self, printed: Mapping[str, str]) -> None:
        self._printed = printed
        # Each telling once, as a dict: in the order in which they came.
        self._known: dict[str, dict[_Known, None]] = defaultdict(dict)
        self._recalled: dict[str, list[_Recalled]] = defaultdict(list)

    def take(self, day: dt.date, items: list[Item]) -> list[Item]:
        """The items of a day, some with another window; they are remembered then."""
        told: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            if item.short and item.claim.place is not None:
                told[item.claim.report].append(item)
        set_back: dict[str, Interval] = {}
        most = _most_by_voice(items)
        for item in items:
            # "30 killed: 13 staff, 10 patients and seven bodies": a voice's smaller number may be a part.
            small = item.claim.figure is not None and (point_of(figure_of(item)) or 0) < most[_said(item)]
            meant = may_look_back(item) and not small
            days = self._days_meant(item, told.get(item.claim.report, ())) if meant else None
            if days is not None:
                set_back[item.id] = days
        for item in items:
            if is_remembered(item) and item.id not in set_back:
                self._known[item.key][_Known(days=item.window, told=item.told, count=_count(item))] = None
            elif item.id in set_back and (count := _count(item)) is not None:
                self._recalled[item.key].append(_Recalled(day=day, days=set_back[item.id], count=count))
        return [
            item if item.id not in set_back else msgspec.structs.replace(item, window=set_back[item.id], recalls=True)
            for item in items
        ]

    def _days_meant(self, item: Item, told: Sequence[Item]) -> Interval | None:
        """The days of the one happening that an undated claim looks back on; None where there is none, or several."""
        known = self._known.get(item.key)
        start = item.window.start
        if not known or start is None or any(one.days.meets(item.window) for one in reversed(known)):
            return None
        # Of another place a told day may tell when this one was attacked, but not that this is another attack.
        past = [one for one in told if one.interval.end is not None and one.interval.end < start]
        if any(one.key == item.key and is_remembered(one) and one not in past for one in told):
            return None  # the report has news of its own from there
        horizon = start - load_rules().numbers.horizon_days * DAY
        old = [one for one in known if one.days.end is not None and horizon <= one.days.end < start]
        happenings = _happenings(old)
        meant = {days for days in happenings for one in past if days.meets(one.interval)}
        meant |= {days for days in happenings for one in self._days_printed(item) if days.holds(one)}
        if not meant and any(one.key == item.key and is_remembered(one) for one in past):
            return None  # it tells a day of something there that is not known yet
        if not meant:
            meant = self._by_words(item, old, happenings)
        return meant.pop() if len(meant) == 1 else None

    def _by_words(self, item: Item, old: Sequence[_Known], happenings: Sequence[Interval]) -> set[Interval]:
        """The happenings that a claim may mean whose report gives no day but looks back."""
        count, most = _count(item), load_rules().numbers.reach_days * DAY
        for one in reversed(self._recalled.get(item.key, ())):
            if item.day is None or item.day - one.day > most:
                break
            if one.count == count:
                return {one.days}  # the same number went round some days ago, as one of that happening
        if not (item.recount or item.claim.background or self._looks_back(item)):
            return set()
        if len(happenings) <= 1:
            return set(happenings)
        if item.claim.figure is None or not is_telling(item):
            return set()
        same = [one.days for one in old if one.count == count]
        return {days for days in happenings if any(days.meets(one) for one in same)}

    def _looks_back(self, item: Item) -> bool:
        """Whether its sentence, or those before it, look back: "a year after the massacre"."""
        if find_phrase("looks_back", self._beside(item)):
            return True
        sentence = self._printed.get(item.claim.report, "")[slice(*item.claim.sentence)]
        return item.claim.figure is None and bool(find_phrase("recounts", sentence))

    def _days_printed(self, item: Item) -> list[dt.date]:
        """Days that its sentence and those before it print, of whatever they tell: "on the evening of 5 October"."""
        last = item.day
        if last is None:
            return []
        found = (_day_of(match, last) for match in _DATE.finditer(self._beside(item)))
        return [day for day in found if day is not None]

    def _beside(self, item: Item) -> str:
        text = self._printed.get(item.claim.report, "")
        return text[max(0, item.claim.start - BEFORE) : max(item.claim.end, item.claim.sentence[1])]


def may_look_back(item: Item) -> bool:
    """Whether a claim of force at a town, village or spot tells no day of its own."""
    claim = item.claim
    if item.told or claim.valid.basis == "published" or claim.stance not in HAPPENED or not _is_spot(item):
        return False
    figure = claim.figure
    if figure is None:
        return claim.kind == "event" and family_of(claim.frame) == "force"
    rules = load_rules()
    measures = {*rules.families["force"].measures, *rules.families["control"].measures} - rules.running
    return figure.measure in measures and figure.flow != "stock" and figure.since is None


def is_remembered(item: Item) -> bool:
    """Whether a claim shows that there was force at a spot on some days."""
    claim = item.claim
    if claim.stance not in HAPPENED or (claim.background and not item.told) or not _is_spot(item):
        return False
    return family_of(claim.frame) in REMEMBERED and claim.change != "hold" and item.window.start is not None


def _day_of(match: re.Match[str], last: dt.date) -> dt.date | None:
    """The day that is printed: without a year the last one before the report."""
    day, month = int(match[1] or match[4]), _MONTHS.index((match[2] or match[3]).casefold()) + 1
    year = int(match[5]) if match[5] else last.year - ((month, day) > (last.month, last.day))
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _is_spot(item: Item) -> bool:
    return is_named(item.claim.place) and not is_area(item.claim.place)


def _count(item: Item) -> tuple[str, int] | None:
    if item.claim.figure is None or (number := point_of(figure_of(item))) is None:
        return None
    return figure_of(item).measure, number


def _happenings(known: Iterable[_Known]) -> list[Interval]:
    """The stretches of days with force: told days that touch are one, and what tells none goes with those it meets.

    Empty where one goes on for too long to be one happening.
    """
    stretches: list[Interval] = []
    for one in sorted(known, key=_in_order):
        last = stretches[-1] if stretches else None
        if one.told and last is not None and last.meets(one.days, 1):
            stretches[-1] = _joined(last, one.days)
        elif one.told:
            stretches.append(one.days)
        elif not any(days.meets(one.days) for days in stretches):
            stretches.append(one.days)
    most = load_rules().numbers.stretch_days
    return stretches if all((days.days() or 0) <= most for days in stretches) else []


def _in_order(one: _Known) -> tuple[bool, dt.date, dt.date]:
    return not one.told, one.days.start or dt.date.min, one.days.end or dt.date.max


def _joined(one: Interval, two: Interval) -> Interval:
    """Both, as one stretch."""
    ends = [day for day in (one.end, two.end) if day is not None]
    return Interval(start=one.start, end=max(ends, default=None))
