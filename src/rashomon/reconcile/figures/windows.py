"""Over which days two counts run, and how those days stand to each other."""

from __future__ import annotations

import re
from typing import Literal

from rashomon.reconcile.evidence import Item, figure_of
from rashomon.reconcile.figures.numbers import both_run, is_equal, is_one_number, is_telling
from rashomon.reconcile.places.comparing import is_area
from rashomon.reconcile.rules import load_rules

_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
Windows = Literal["same", "meet", "inside", "around", "apart"]


def compare_windows(one: Item, two: Item) -> Windows:
    """How the days counted in `one` stand to those in `two`.

    A window that the words do not set is never `inside` nor `around`: it meets what it may meet. Nor is one that they
    set no first day ("by Thursday"): it is the state on a day.
    """
    if not one.window.meets(two.window):
        return "apart"
    if one.interval == two.interval or (one.short and two.short):
        return "same"
    if one.told and two.told:
        if one.short and not two.short:
            return "inside" if two.interval.start is not None else "meet"
        if two.short and not one.short:
            return "around" if one.interval.start is not None else "meet"
        if _is_stretch_of(one, two):
            return "inside"
        if _is_stretch_of(two, one):
            return "around"
    return "meet"


def _is_stretch_of(inner: Item, outer: Item) -> bool:
    """Whether one counts in some of the days in which the other does: "in July", "in recent weeks".

    Half as long again is a longer stretch; "last week" and "in the past ten days" may be one.

    Totals since a day are left out: one since the same day that was told earlier is an older state.
    """
    if inner.short or outer.short or runs_since(inner):
        return False
    first, last = inner.interval.days(), outer.interval.days()
    return first is not None and last is not None and 3 * first <= 2 * last and outer.interval.covers(inner.interval)


def windows_of(new: Item, old: Item) -> Windows:
    """How the days stand to each other; what runs on, or was counted anew, may be told some weeks later.

    So may a number that hardly comes twice: "the 137 killed in the town", in a report that gives no day.
    """
    windows = compare_windows(new, old)
    again = (
        tells_again(new)
        and not is_area(new.claim.place)
        and (bool(new.recount) or is_one_number(figure_of(new), figure_of(old)))
    )
    # How many there are on two days is one count brought up to date; how many came on two days are two.
    totals = figure_of(new).flow == "cumulative" or figure_of(new).flow == figure_of(old).flow == "stock"
    incidents = new.short and old.short and not totals
    if windows != "apart" or not (again or both_run(new, old)) or incidents or _run_since_two_days(new, old):
        return windows
    if new.window.end is None or old.window.end is None:
        return "apart"
    gap = abs((new.window.end - old.window.end).days)
    return "meet" if gap <= load_rules().numbers.running_days else "apart"


def tells_again(item: Item) -> bool:
    """Whether a count without days may be of what happened weeks ago: one made anew, or a number that tells."""
    return not item.told and (bool(item.recount) or is_telling(item))


def told_again(new: Item, old: Item) -> bool:
    """Whether a report repeats a count and gives its days only once, as a headline does not."""
    same = new.claim.report == old.claim.report and is_equal(figure_of(new), figure_of(old))
    return same and not (new.told and old.told)


def run_since_one_day(new: Item, old: Item) -> bool:
    """Whether a total takes up one since the same day some days later."""
    totals = runs_since(new) and runs_since(old) and new.told and old.told
    start = new.interval.start
    return totals and start is not None and start == old.interval.start and new.day != old.day


def _run_since_two_days(new: Item, old: Item) -> bool:
    """Whether totals are told since two days, of which the later lies behind all of the other's."""
    starts = {item.interval.start for item in (new, old) if item.told and not item.short and runs_since(item)}
    return len(starts) == 2 and None not in starts


def runs_since(item: Item) -> bool:
    """Whether it counts all since a day: "have been killed since the offensive began on 3 March"."""
    if figure_of(item).flow == "cumulative":
        return True
    first, last = item.interval.start, item.interval.end
    if not item.told or first is None or last is None or item.day is None or first == last:
        return False
    near = (item.day - last).days <= load_rules().numbers.untold_days
    return near and _SINCE.search(f"{item.claim.valid.text} {item.claim.quote}") is not None
