"""Which of two counts is the later state of one toll: across reports by the day, within one by what its words say."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from rashomon.reconcile.evidence import HAPPENED, Item, figure_of
from rashomon.reconcile.figures.numbers import is_running, point_of
from rashomon.reconcile.voices.corroboration import one_voice

# How many characters apart two numbers of one report are set beside each other: two sentences.
CLOSE = 400


def later(new: Item, old: Item) -> int:
    """1 where new is the later count, -1 where the older, 0 where nothing tells."""
    if new.claim.report == old.claim.report:
        told = retold(new, old)
        # One source's numbers of one count stand in the order in which they were given.
        return told or (_in_order(new, old) if new.voice.named and one_voice(new, old) else 0)
    if figure_of(new).earlier:
        return -1  # it was given before what its report gives: nothing newer than what stands
    if new.recount and not old.recount and new.day is not None and old.day is not None and new.day > old.day:
        return 1  # what was counted anew is of the day on which it is told
    one, two = days_told(new, old)
    if new.day is None or old.day is None or one is None or two is None:
        return 0
    return 1 if one > two else -1 if one < two else 0


def retold(new: Item, old: Item) -> int:
    """Which of two counts in one report is the later state, as its words tell; 0 where they do not.

    "Had spoken of 39", the hours of a log, words that count anew, a toll that "has risen to", and the days for which
    one source gives them.
    """
    mine, other = figure_of(new), figure_of(old)
    if mine.earlier != other.earlier:
        return 1 if other.earlier else -1
    if mine.hour and other.hour and mine.hour != other.hour:
        return 1 if mine.hour > other.hour else -1
    if bool(new.recount) != bool(old.recount):
        return 1 if new.recount else -1
    if _has_risen(new, old):
        return 1
    if _has_risen(old, new):
        return -1
    one, two = as_of(new), as_of(old)
    if one is None or two is None or one == two or not (new.voice.named and one_voice(new, old)):
        return 0
    return 1 if one > two else -1


def _in_order(new: Item, old: Item) -> int:
    return 1 if _stands_at(new) > _stands_at(old) else -1


def _stands_at(item: Item) -> int:
    """Where the number stands: two may be told in one quote."""
    return item.claim.start + max(0, item.claim.quote.find(figure_of(item).text))


def _has_risen(total: Item, before: Item) -> bool:
    """Whether a total told behind a count of one happening's same days is that count brought up to date."""
    mine, other = figure_of(total), figure_of(before)
    if mine.flow != "cumulative" or other.flow != "flow" or _stands_at(total) < _stands_at(before):
        return False
    higher = (point_of(mine) or 0) > (point_of(other) or 0)
    return higher and total.short and total.interval == before.interval


def set_beside(items: Sequence[Item]) -> list[Item]:
    """The items, counts with the numbers that their report sets beside them: "the officials admit to 13"."""
    told: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    for item in items:
        figure = item.claim.figure
        if figure is not None and item.claim.stance in HAPPENED and not item.share:
            told[item.claim.report, figure.measure, figure.unit].append(item)
    found: dict[str, set[int]] = defaultdict(set)
    for group in told.values():
        group.sort(key=_stands_at)
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                if other.claim.start - one.claim.start > CLOSE:
                    break
                for mine, theirs in ((one, other), (other, one)):
                    if _is_rival(mine, theirs):
                        found[mine.id].add(point_of(figure_of(theirs)) or 0)
    return [
        msgspec.structs.replace(item, rivals=frozenset(found[item.id])) if item.id in found else item for item in items
    ]


def _is_rival(one: Item, other: Item) -> bool:
    """Whether another count is somebody else's of the same place, and no older state, part or addition."""
    mine, theirs = figure_of(one), figure_of(other)
    if not other.voice.named or one.key != other.key or mine.agrees(theirs) or one_voice(one, other):
        return False
    return not (theirs.earlier or mine.earlier or theirs.subset_of or theirs.additional or retold(one, other))


def days_told(new: Item, old: Item) -> tuple[dt.date | None, dt.date | None]:
    """The days by which the two are ordered.

    What runs goes by the day for which it is told. The dead of one day are counted anew each day: there the
    report's day tells which count is newer.
    """
    one, two = as_of(new), as_of(old)
    if one != two and (is_running(new.claim) or new.claim.report == old.claim.report):
        return one, two
    return new.day, old.day


def as_of(item: Item) -> dt.date | None:
    """The day for which a count is given: no later than its report's."""
    figure = figure_of(item)
    if figure.as_of is not None and item.day is not None:
        return min(figure.as_of, item.day)
    return figure.as_of or item.day
