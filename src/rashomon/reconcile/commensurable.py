"""Whether two figures count the same thing: who is counted, over which days, in what happening.

Two counts are held against each other only where measure, unit, place, people and window agree or one
contains the other; an equal number alone is no reason. Where one count is of part of the other's
people, days or happening it is a part, never added and never a rival.

Rule: docs/model.md#figures; IDMC's keys of a figure; the AP's withdrawn Philippines toll of 2013.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.figure import Figure
from rashomon.reconcile.corroboration import one_voice
from rashomon.reconcile.evidence import Item, figure_of, words_of
from rashomon.reconcile.origins import source_of
from rashomon.reconcile.places import compare_places, is_area, is_resolved
from rashomon.reconcile.rules import family_of, frames_meet, load_rules
from rashomon.reconcile.sides import side_of, speaks_for

Scope = Literal["same", "narrower", "wider", "apart"]
Windows = Literal["same", "meet", "inside", "around", "apart"]
FitKind = Literal["same", "part", "whole", "disjoint", "none"]
# Sources that speak for a party or an authority, of all that happened.
SIDES = frozenset({"official", "military", "group"})
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains)\b", re.IGNORECASE)
ARMED = frozenset({"soldiers", "police", "fighters"})
# How far behind a count its share may stand: two sentences.
# From where on a number that is told twice for days that overlap is one count, if it is not round.
TELLING = 25
LOOSE_DAYS = 14
LONG = 10**6
NEAR_CHARACTERS = 400
_INCLUDING = re.compile(r"\b(?:including|among|of whom|of them|mostly|many of)\b|,")


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How a new figure stands to an older one: `same` count, `part` of it, its `whole`, `disjoint`, or `none`."""

    kind: FitKind
    rule: str


OTHER_PLACE = Fit(kind="none", rule="other place")
OTHER_PEOPLE = Fit(kind="none", rule="other people are counted")


def point_of(figure: Figure) -> int | None:
    """The number to compare by: the one printed, else the bound that is told."""
    if figure.value is not None:
        return figure.value
    return figure.low if figure.low is not None else figure.high


def is_equal(one: Figure, two: Figure) -> bool:
    """Whether both give the same number with the same bounds."""
    return one.low == two.low and one.high == two.high and point_of(one) is not None


def is_running(claim: Claim) -> bool:
    """Whether the count goes on being true until a later one takes its place."""
    figure = claim.figure
    return figure is not None and (figure.flow in ("stock", "cumulative") or figure.measure in load_rules().running)


@cache
def who_of(words: str, population: str) -> str:
    """The group of people that is counted, "people" where the words leave it open.

    Args:
        words: `Figure.population_text`; what follows "including" is a part and does not count.
        population: `Figure.population`, used where no word is known.
    """
    found = ""
    for word in words_of(_INCLUDING.split(words)[0]):
        for group, members in load_rules().who.items():
            if word in members and (group != "people" or not found):
                found = group
    if found and not (found == "people" and population in ("civilians", "combatants")):
        return found
    return population if population in ("civilians", "combatants") else "people"


def compare_scope(one: Figure, two: Figure) -> Scope:
    """How the people counted in `one` stand to those in `two`."""
    first = who_of(one.population_text, one.population)
    second = who_of(two.population_text, two.population)
    if first == second:
        return "same"
    if _is_within(first, second):
        return "narrower"
    return "wider" if _is_within(second, first) else "apart"


def _is_within(inner: str, outer: str) -> bool:
    if outer == "people":
        return True
    if outer == "combatants":
        return inner in ARMED
    return outer in load_rules().within.get(inner, frozenset())


def compare_windows(one: Item, two: Item) -> Windows:
    """How the days counted in `one` stand to those in `two`.

    A window that the words do not set is never `inside` nor `around`: it meets what it may meet.
    """
    if not one.window.meets(two.window):
        return "apart"
    if one.interval == two.interval or (one.short and two.short):
        return "same"
    if one.told and two.told:
        if one.short and not two.short:
            return "inside"
        if two.short and not one.short:
            return "around"
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
    if inner.short or outer.short or figure_of(inner).flow == "cumulative":
        return False
    first, last = inner.interval.days(), outer.interval.days()
    return first is not None and last is not None and 3 * first <= 2 * last and outer.interval.covers(inner.interval)


def fit_figures(new: Item, old: Item) -> Fit:
    """Whether `new` counts what `old` counts.

    Args:
        new: Figure claim of the same measure, unit and place as `old`, known on the same day or later.
        old: A figure claim that stands in its toll.
    """
    mine, other = figure_of(new), figure_of(old)
    if mine.subset_of == old.id:
        return Fit(kind="part", rule="the words say that it is part of the other")
    if other.subset_of == new.id:
        return Fit(kind="whole", rule="the words say that the other is part of it")
    if new.copied and new.copied == old.copied and new.claim.report != old.claim.report:
        same = is_equal(mine, other)
        return Fit(kind="same" if same else "none", rule="same words in a copied text")
    if new.key != old.key:
        return _fit_incident(new, old) or _fit_without_place(new, old)
    if new.share or old.share:
        return _fit_share(new, old)
    if _parties_differ(new, old):
        return Fit(kind="none", rule="other parties")
    if _told_beside(new, old):
        return Fit(kind="same", rule="two named sources beside each other in one report, on the same people and place")
    windows = _windows(new, old)
    if windows == "apart" and _told_again(new, old):
        windows = "meet"
    if windows == "apart":
        return Fit(kind="none", rule="days do not meet")
    if mine.additional or other.additional:
        return _fit_addition(new, old)
    if new.intake and old.intake and not one_voice(new, old):
        return Fit(kind="none", rule="each tells of its own wards")
    if _unsure(new, old):
        return Fit(kind="none", rule="place or window too wide to tell one count from another")
    sorts = _fit_sorts(new, old)
    if sorts is not None:
        return sorts
    scope = compare_scope(mine, other)
    if scope == "apart" and is_equal(mine, other) and new.voice.named and one_voice(new, old):
        return Fit(kind="same", rule="one source's number, people named otherwise")
    if scope == "apart":
        return OTHER_PEOPLE
    if scope != "same":
        return _fit_scopes(new, old, scope, windows)
    return _fit_windows(new, old, windows)


def _fit_addition(new: Item, old: Item) -> Fit:
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
    if holds and _may_be_part(extra, total):
        rule = "the words say that it comes on top of the count before this total"
        return Fit(kind="part" if extra is new else "whole", rule=rule)
    return Fit(kind="none", rule="came on top of an earlier count")


def _is_told_after(total: Item, extra: Item) -> bool:
    """Whether a total is told behind an addition ("another 700 came, bringing it to 9,000"), or on a later day."""
    if total.claim.report == extra.claim.report:
        return total.claim.start > extra.claim.start
    return total.day is not None and extra.day is not None and total.day > extra.day


def _fit_incident(new: Item, old: Item) -> Fit | None:
    """One incident told for a town here and for its province there: the same days, kind, people and measure.

    None where it is not surely one: more than an incident's days, a count that runs, another country's area.
    """
    mine, other = figure_of(new), figure_of(old)
    same_day = new.short and old.short and new.interval == old.interval
    if not same_day or new.claim.report == old.claim.report:
        return None
    if compare_places(new.claim.place, old.claim.place) not in ("inside", "around"):
        return None
    country = "country" in (
        new.claim.place and new.claim.place.precision,
        old.claim.place and old.claim.place.precision,
    )
    if country or mine.additional or other.additional or new.share or old.share:
        return None
    if compare_scope(mine, other) != "same" or _parties_differ(new, old):
        return None
    if point_of(mine) is None or point_of(other) is None or _ratio(mine, other) > _limit(new, old):
        return None
    return Fit(kind="same", rule="one incident of the same days, told for the place and for the area around it")


def is_shorthand(new: Item, old: Item) -> bool:
    """Whether one report gives one number twice, with other bounds: "140,000", "more than 140,000"."""
    mine, other = figure_of(new), figure_of(old)
    number = point_of(mine)
    same = number is not None and number == point_of(other)
    return same and new.claim.report == old.claim.report and not is_equal(mine, other)


def _fit_without_place(new: Item, old: Item) -> Fit:
    """A headline often leaves the place out: the same number in one report is the same count."""
    bare = new.claim.place is None or old.claim.place is None
    if not bare or new.claim.report != old.claim.report:
        return OTHER_PLACE
    equal = is_equal(figure_of(new), figure_of(old)) or is_shorthand(new, old)
    scope = compare_scope(figure_of(new), figure_of(old))
    if equal and scope != "apart" and not _parties_differ(new, old):
        return Fit(kind="same", rule="same number in one report, once without its place")
    return OTHER_PLACE


def _fit_share(new: Item, old: Item) -> Fit:
    mine, other = figure_of(new), figure_of(old)
    if is_equal(mine, other) and new.share and old.share and one_voice(new, old):
        return Fit(kind="same", rule="same share of the same count")
    near = new.claim.report == old.claim.report and new.share and not old.share
    larger = (point_of(other) or 0) >= (point_of(mine) or 0)
    if near and larger and 0 <= new.claim.start - old.claim.start <= NEAR_CHARACTERS:
        return Fit(kind="part", rule="the words say that it is part of the other")
    return Fit(kind="none", rule="a share of another count")


def _told_again(new: Item, old: Item) -> bool:
    """Whether a report repeats a count and gives its days only once, as a headline does not."""
    same = new.claim.report == old.claim.report and is_equal(figure_of(new), figure_of(old))
    return same and not (new.told and old.told)


def _parties_differ(new: Item, old: Item) -> bool:
    if new.target_sides and old.target_sides and not new.target_sides & old.target_sides:
        return True
    if new.doer_sides and old.doer_sides and not new.doer_sides & old.doer_sides:
        equal = new.short and old.short and is_equal(figure_of(new), figure_of(old))
        if not equal:
            return True
    one, two = new.claim.frame, old.claim.frame
    return one != two and family_of(one) == family_of(two) == "force" and not frames_meet(one, two)


def _windows(new: Item, old: Item) -> Windows:
    windows = compare_windows(new, old)
    if windows != "apart" or not _both_run(new, old) or (new.short and old.short):
        return windows
    if new.window.end is None or old.window.end is None:
        return "apart"
    gap = abs((new.window.end - old.window.end).days)
    return "meet" if gap <= load_rules().numbers.running_days else "apart"


def _both_run(new: Item, old: Item) -> bool:
    return is_running(new.claim) and is_running(old.claim)


def _fit_sorts(new: Item, old: Item) -> Fit | None:
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
        if inside and _may_be_part(flow, total):
            return Fit(kind="part" if flow is new else "whole", rule="counts some of the days (possible part)")
        return None
    return Fit(kind="none", rule="how many there are, and how many came or went in told days")


def _sort_of(item: Item) -> str:
    """`stock`, `flow` in days that the words set, `total` since a told day; "" where the words leave it open."""
    figure = figure_of(item)
    if figure.flow == "stock":
        return "stock"
    if not item.told or item.interval.start is None:
        return ""
    return "total" if figure.flow == "cumulative" else "flow"


def _unsure(new: Item, old: Item) -> bool:
    """Whether merging would lean on a place or a window that tells nothing apart."""
    if new.claim.report == old.claim.report:
        return False
    if is_equal(figure_of(new), figure_of(old)) and new.voice.named and one_voice(new, old):
        return False  # one source's number printed again
    if not is_resolved(new.claim.place):
        alike = new.claim.frame == old.claim.frame and new.doers == old.doers and new.targets == old.targets
        days = new.told and old.told and new.interval == old.interval
        very_days = days and frames_meet(new.claim.frame, old.claim.frame)
        return not (alike or very_days) or new.day is None or old.day is None
    if is_area(new.claim.place) and not _both_run(new, old):
        told = new.told and old.told and new.interval == old.interval
        return not told and not (is_equal(figure_of(new), figure_of(old)) and one_voice(new, old))
    if not new.told and not old.told and not _both_run(new, old) and new.day is not None and old.day is not None:
        # Neither tells its days: after some days another happening is as likely.
        far = abs((new.day - old.day).days) > load_rules().numbers.untold_days
        return far and not (is_equal(figure_of(new), figure_of(old)) and one_voice(new, old))
    return False


def _fit_scopes(new: Item, old: Item, scope: Scope, windows: Windows) -> Fit:
    mine, other = figure_of(new), figure_of(old)
    if is_equal(mine, other) and windows in ("same", "meet") and new.claim.report != old.claim.report:
        return Fit(kind="same", rule="same count and days, people named otherwise")
    inner, outer = (new, old) if scope == "narrower" else (old, new)
    part, whole = point_of(figure_of(inner)), figure_of(outer)
    if point_of(whole) is None and not one_voice(new, old):
        return Fit(kind="none", rule="another voice's words without a number hold no part")
    if part is None or whole.high is None or part <= whole.high:
        if windows == ("around" if inner is new else "inside"):
            return Fit(kind="none", rule="fewer people over more days")
        return Fit(kind="part" if inner is new else "whole", rule="counts some of the people (possible part)")
    if not whole.population_text and _runs_since_one_day(new, old):
        return Fit(kind="same", rule="a later total since the same day, whose people the earlier did not name")
    near = new.short and old.short and _ratio(mine, other) <= load_rules().numbers.rival_ratio
    if near and new.claim.report != old.claim.report:
        return Fit(kind="same", rule="a part cannot be more than the whole")
    return Fit(kind="none", rule="a part cannot be more than the whole")


def _runs_since_one_day(new: Item, old: Item) -> bool:
    """Whether a total takes up one since the same day some days later."""
    totals = figure_of(new).flow == figure_of(old).flow == "cumulative" and new.told and old.told
    start = new.interval.start
    return totals and start is not None and start == old.interval.start and new.day != old.day


def _is_telling(new: Item, old: Item) -> bool:
    """Whether an equal number can hardly be chance: no round one, no small one, and weeks at most."""
    number = point_of(figure_of(new)) or 0
    longest = max(new.interval.days() or LONG, old.interval.days() or LONG)
    return number >= TELLING and number % 10 != 0 and longest <= LOOSE_DAYS


def _fit_windows(new: Item, old: Item, windows: Windows) -> Fit:
    mine, other = figure_of(new), figure_of(old)
    equal = is_equal(mine, other)
    periods = not new.short and not old.short
    if equal and (windows in ("same", "meet") or periods or one_voice(new, old)):
        return Fit(kind="same", rule="same count, people and place; days meet")
    if equal and windows in ("inside", "around") and _is_telling(new, old):
        return Fit(kind="same", rule="same count, people and place; one tells the days more loosely")
    if windows in ("inside", "around") and _both_total(new, old):
        return Fit(kind="same", rule="a running total of the same people and place, told again")
    if windows in ("inside", "around"):
        inner, outer = (new, old) if windows == "inside" else (old, new)
        if _may_be_part(inner, outer):
            return Fit(kind="part" if inner is new else "whole", rule="counts some of the days (possible part)")
        return Fit(kind="none", rule="more in fewer days")
    if new.claim.report == old.claim.report and not mine.agrees(other) and not _two_named(new, old):
        return _fit_one_report(new, old)
    if _both_run(new, old) or point_of(mine) is None or point_of(other) is None:
        return Fit(kind="same", rule="same count, people and place; days meet")
    if _ratio(mine, other) <= _limit(new, old):
        return Fit(kind="same", rule="same count, people and place; days meet; numbers near each other")
    if windows == "same" and _rival_tellings(new, old):
        return Fit(kind="same", rule="two named sources on the same place and days, far apart")
    if (_is_ceiling(mine) or _is_ceiling(other)) and _two_named(new, old) and is_resolved(new.claim.place):
        return Fit(kind="same", rule="a ceiling speaks of all, as another named source does")
    if _own_update(new, old, windows):
        return Fit(kind="same", rule="one source's later, higher count of the same people and place")
    if _goes_on(new, old):
        return Fit(kind="same", rule="a later count of the same people and place, higher than the total so far")
    inner, outer = (new, old) if (point_of(mine) or 0) < (point_of(other) or 0) else (old, new)
    if not outer.short:
        return Fit(
            kind="part" if inner is new else "whole", rule="far fewer in the days of a wider toll (possible part)"
        )
    return Fit(kind="none", rule="numbers too far apart for one happening")


def _is_ceiling(figure: Figure) -> bool:
    """Whether it only says how many at most: such a number is never of a part."""
    return figure.low is None and figure.high is not None


def _both_total(new: Item, old: Item) -> bool:
    """Whether both tell how many there are by then, of what runs on: the later counts, whatever days it names."""
    totals = all(figure_of(item).flow in ("stock", "cumulative") for item in (new, old))
    later = new.day is not None and old.day is not None and new.day > old.day
    return totals and later and figure_of(new).measure in load_rules().running


def _rival_tellings(new: Item, old: Item) -> bool:
    """Whether two named sources speak of one place and the very same days: parties' counts may lie far apart."""
    same = new.interval == old.interval and new.short
    if not same or not _two_named(new, old) or is_area(new.claim.place):
        return False
    if not is_resolved(new.claim.place) and new.claim.report != old.claim.report:
        return False  # within one report a name is one place, whether or not a list has it
    if new.target_sides & old.target_sides and _counts_own(new) != _counts_own(old):
        return True  # a side admits to four dead where its foe counts sixty
    if _foes(new, old):
        return True  # the rebels' eight and the army's fifty of one day and place are two tellings
    return _ratio(figure_of(new), figure_of(old)) <= 2 * load_rules().numbers.rise_ratio


def _foes(new: Item, old: Item) -> bool:
    """Whether two sides of the war speak, each known and neither the other's."""
    one, two = source_of(new.claim), source_of(old.claim)
    if one is None or two is None or {one.kind, two.kind} - SIDES:
        return False
    mine, theirs = side_of(one.id, new.year), side_of(two.id, old.year)
    return bool(mine and theirs) and not mine & theirs


def _counts_own(item: Item) -> bool:
    """Whether a side counts its own losses."""
    source = source_of(item.claim)
    return source is not None and speaks_for(source, item.claim.recipients, item.year)


def _told_beside(new: Item, old: Item) -> bool:
    """Whether a report sets one side's count beside another's: "the rebels admit to 41 dead there"."""
    mine, other = figure_of(new), figure_of(old)
    near = abs(new.claim.start - old.claim.start) <= NEAR_CHARACTERS
    if new.claim.report != old.claim.report or not near or not _two_named(new, old) or mine.agrees(other):
        return False
    if point_of(mine) is None or point_of(other) is None or mine.additional or other.additional:
        return False
    if not _is_side(new) or not _is_side(old):
        return False  # a witness may speak of one house, a hospital of its own wards
    same_days = compare_windows(new, old) in ("same", "meet")
    # "41 dead": whose, the count beside it tells.
    if _BODIES.search(mine.text) or _BODIES.search(other.text):
        return False  # bodies that somebody collected are not all the dead
    bare = not mine.population_text or not other.population_text
    return same_days and (bare or compare_scope(mine, other) == "same")


def _is_side(item: Item) -> bool:
    """Whether the voice is a party's or an authority's, or a body that only its name tells."""
    voice = item.voice
    return voice.kind in SIDES or (voice.kind == "unnamed" and voice.key.startswith("name:"))


def _own_update(new: Item, old: Item, windows: Windows) -> bool:
    """Whether a source that gave few gives more some days later: "two" on Thursday, "more than 100" on Saturday."""
    if not new.voice.named or not one_voice(new, old) or windows not in ("same", "meet") or is_area(new.claim.place):
        return False
    if new.day is None or old.day is None or (new.told and old.told and windows != "same"):
        return False
    higher = (point_of(figure_of(new)) or 0) > (point_of(figure_of(old)) or 0)
    return higher and 0 < (new.day - old.day).days <= load_rules().numbers.reach_days


def _goes_on(new: Item, old: Item) -> bool:
    """Whether a total so far is followed, within two weeks, by a higher count of the place that names no other days."""
    if figure_of(old).flow != "cumulative" or not is_resolved(new.claim.place) or is_area(new.claim.place):
        return False
    if new.day is None or old.day is None:
        return False
    if new.told and old.window.end is not None and not (new.window.holds(old.window.end) and not new.short):
        return False
    days = (new.day - old.day).days
    higher = (point_of(figure_of(new)) or 0) > (point_of(figure_of(old)) or 0)
    return higher and 0 < days <= 2 * load_rules().numbers.reach_days


def _fit_one_report(new: Item, old: Item) -> Fit:
    """Two numbers in one report and no two sources: the outlet means two things by them."""
    inner, outer = (new, old) if (point_of(figure_of(new)) or 0) < (point_of(figure_of(old)) or 0) else (old, new)
    if not outer.short and _may_be_part(inner, outer) and not is_running(new.claim):
        return Fit(kind="part" if inner is new else "whole", rule="one report gives both (possible part)")
    return Fit(kind="none", rule="one report gives both as two")


def _two_named(new: Item, old: Item) -> bool:
    return new.voice.named and old.voice.named and not one_voice(new, old)


def _may_be_part(inner: Item, outer: Item) -> bool:
    part, whole = point_of(figure_of(inner)), figure_of(outer).high
    return part is None or whole is None or part <= whole


def _ratio(one: Figure, two: Figure) -> float:
    low, high = sorted((point_of(one) or 0, point_of(two) or 0))
    # Small counts differ by much in proportion and by little in fact: 1 and 3 dead are near.
    return (high + 2) / (low + 2)


def _limit(new: Item, old: Item) -> float:
    """How many times apart two counts may be and still be of one happening: a toll that rises may rise far."""
    numbers = load_rules().numbers
    rising = new.day is not None and old.day is not None and new.day > old.day
    if not rising or (point_of(figure_of(new)) or 0) < (point_of(figure_of(old)) or 0):
        return numbers.rival_ratio
    if new.short and old.short and figure_of(new).flow == "cumulative":
        # "The toll of Saturday's bombing has climbed to": the words say that it is the same toll.
        return numbers.climb_ratio
    return numbers.rise_ratio if new.short or old.short else numbers.rival_ratio
