"""The answer to how one count stands to another, and how parts, additions and shares stand to their wholes.

Rule: docs/model.md#figures.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.reconcile.evidence import Item, figure_of
from rashomon.reconcile.figures.numbers import is_equal, is_running, is_shorthand, may_be_part, point_of
from rashomon.reconcile.rules import find_phrase, load_rules
from rashomon.reconcile.voices.corroboration import one_voice

FitKind = Literal["same", "part", "whole", "disjoint", "none"]
# How far behind a count its share may stand: two sentences.
NEAR_CHARACTERS = 400
# How many characters before and behind a number still speak of it.
BESIDE = 30


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How a new figure stands to an older one: `same` count, `part` of it, its `whole`, `disjoint`, or `none`.

    `far`: the numbers lie far apart, and what shows one happening speaks for it; a count that is nearer goes before.
    """

    kind: FitKind
    rule: str
    far: bool = False


OTHER_PLACE = Fit(kind="none", rule="other place")
OTHER_PEOPLE = Fit(kind="none", rule="other people are counted")


def fit_addition(new: Item, old: Item) -> Fit:
    """What is said to come on top: of a total told with it or after it it is a part, of any other count none."""
    mine, other = figure_of(new), figure_of(old)
    if mine.additional and other.additional:
        if is_equal(mine, other):
            return Fit(kind="same", rule="same addition")
        disjoint = new.claim.report != old.claim.report
        return Fit(kind="disjoint" if disjoint else "none", rule="said to come on top")
    extra, total = (new, old) if mine.additional else (old, new)
    if figure_of(total).flow != "cumulative" or not _is_told_after(total, extra):
        return Fit(kind="disjoint", rule="said to come on top")
    since = total.interval.start
    holds = total.claim.report == extra.claim.report or (
        since is not None and extra.window.start is not None and since <= extra.window.start
    )
    if holds and may_be_part(extra, total):
        rule = "the words say that it comes on top of the count before this total"
        return Fit(kind="part" if extra is new else "whole", rule=rule)
    return Fit(kind="none", rule="came on top of an earlier count")


def _is_told_after(total: Item, extra: Item) -> bool:
    """Whether a total is told behind an addition ("another 700 came, bringing it to 9,000"), or on a later day."""
    if total.claim.report == extra.claim.report:
        return total.claim.start > extra.claim.start
    return total.day is not None and extra.day is not None and total.day > extra.day


def fit_share(new: Item, old: Item) -> Fit:
    """ "Twelve of the dead": a share of the count just before it, and of no other."""
    mine, other = figure_of(new), figure_of(old)
    if is_equal(mine, other) and new.share and old.share and one_voice(new, old):
        return Fit(kind="same", rule="same share of the same count")
    near = new.claim.report == old.claim.report and new.share and not old.share
    larger = (point_of(other) or 0) >= (point_of(mine) or 0)
    if near and larger and 0 <= new.claim.start - old.claim.start <= NEAR_CHARACTERS:
        return Fit(kind="part", rule="the words say that it is part of the other")
    return Fit(kind="none", rule="a share of another count")


def fit_sorts(new: Item, old: Item) -> Fit | None:
    """Of what runs: how many there are, how many came in told days and how many in all since a day are three counts.

    None where the words leave it open that both are of one sort.
    """
    sorts = {_sort_of(new): new, _sort_of(old): old}
    mine, other = figure_of(new), figure_of(old)
    if len(sorts) < 2 or "" in sorts or mine.measure not in load_rules().running:
        return None
    again = one_voice(new, old) or new.interval == old.interval or new.claim.report == old.claim.report
    if is_shorthand(new, old) or (is_equal(mine, other) and again):
        return None
    if "total" in sorts and "flow" in sorts:
        total, flow = sorts["total"], sorts["flow"]
        inside = total.interval.covers(flow.interval) and total.interval.start != flow.interval.start
        if inside and may_be_part(flow, total):
            return Fit(kind="part" if flow is new else "whole", rule="counts some of the days (possible part)")
        return None
    return Fit(kind="none", rule="how many there are, and how many came or went in told days")


def fit_newly(new: Item, old: Item) -> Fit | None:
    """Those newly displaced are some of all that one report counts beside them; None where it does not say so."""
    mine = figure_of(new)
    if mine.measure not in load_rules().running or new.claim.report != old.claim.report:
        return None
    newly = [bool(find_phrase("newly", _beside(item))) for item in (new, old)]
    if newly[0] == newly[1]:
        return None
    inner, outer = (new, old) if newly[0] else (old, new)
    total = figure_of(outer).flow != "flow" or bool(find_phrase("in_all", _beside(outer)))
    if not total or not may_be_part(inner, outer) or is_equal(mine, figure_of(old)):
        return None
    return Fit(kind="part" if inner is new else "whole", rule="those newly counted are some of all")


def _beside(item: Item) -> str:
    """The words about the number in its quote, which may tell of others too."""
    before, number, behind = item.claim.quote.partition(figure_of(item).text)
    return before[-BESIDE:] + number + behind[:BESIDE] if number else item.claim.quote


def _sort_of(item: Item) -> str:
    """`stock`, `flow` in days that the words set, `total` since a told day; "" where the words leave it open."""
    figure = figure_of(item)
    if figure.flow == "stock":
        return "stock"
    if not item.told or item.interval.start is None:
        return ""
    return "total" if figure.flow == "cumulative" else "flow"


def fit_one_report(new: Item, old: Item) -> Fit:
    """Two numbers in one report and no two sources: the outlet means two things by them."""
    inner, outer = (new, old) if (point_of(figure_of(new)) or 0) < (point_of(figure_of(old)) or 0) else (old, new)
    if not outer.short and may_be_part(inner, outer) and not is_running(new.claim):
        return Fit(kind="part" if inner is new else "whole", rule="one report gives both (possible part)")
    return Fit(kind="none", rule="one report gives both as two")
