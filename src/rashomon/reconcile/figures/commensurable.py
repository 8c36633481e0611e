"""Whether two figures count the same thing: who is counted, over which days, in what happening.

Two counts are held against each other only where measure, unit, place, people and window agree or one
contains the other; an equal number alone is no reason. Where one count is of part of the other's
people, days or happening it is a part, never added and never a rival.

Rule: docs/model.md#figures; IDMC's keys of a figure; the AP's withdrawn Philippines toll of 2013.
"""

from __future__ import annotations

from rashomon.reconcile.evidence import Item, figure_of, words_of
from rashomon.reconcile.figures.fits import (
    OTHER_PEOPLE,
    OTHER_PLACE,
    Fit,
    fit_addition,
    fit_newly,
    fit_one_report,
    fit_share,
    fit_sorts,
)
from rashomon.reconcile.figures.numbers import (
    both_run,
    both_total,
    exceeds,
    is_equal,
    is_one_number,
    is_shorthand,
    is_telling,
    may_be_part,
    point_of,
    ratio,
)
from rashomon.reconcile.figures.scope import Scope, compare_scope, parties_differ, scope_of, who_of
from rashomon.reconcile.figures.states import later, retold
from rashomon.reconcile.figures.tellings import (
    goes_on,
    is_one_account,
    most_apart,
    one_happening,
    rises,
    told_beside,
    two_named,
)
from rashomon.reconcile.figures.windows import Windows, run_since_one_day, told_again, windows_of
from rashomon.reconcile.places.comparing import are_abroad, compare_places, is_area, is_named
from rashomon.reconcile.rules import frames_meet, load_rules
from rashomon.reconcile.voices.corroboration import one_voice

# Days up to which a window may be one that tells an incident's days loosely.
LOOSE_DAYS = 14
MONTH_DAYS = 31
LONG = 10**6


def fit_figures(new: Item, old: Item) -> Fit:
    """Whether `new` counts what `old` counts.

    Args:
        new: Figure claim of the same measure, unit and place as `old`, known on the same day or later.
        old: A figure claim that stands in its toll.
    """
    mine, other = figure_of(new), figure_of(old)
    if old.id == mine.subset_of or new.id == other.subset_of:
        if is_equal(mine, other) and new.claim.report == old.claim.report:
            return Fit(kind="same", rule="one report gives the number twice")
    if mine.subset_of == old.id:
        return Fit(kind="part", rule="the words say that it is part of the other")
    if other.subset_of == new.id:
        return Fit(kind="whole", rule="the words say that the other is part of it")
    if new.copied and new.copied == old.copied and new.claim.report != old.claim.report:
        same = is_equal(mine, other)
        return Fit(kind="same" if same else "none", rule="same words in a copied text")
    if new.key != old.key or are_abroad(new.claim.place, old.claim.place):
        found = _fit_incident(new, old) or (_fit_there(new, old) if _may_be_there(new, old) else None)
        return found if found is not None and found.kind == "same" else _fit_without_place(new, old)
    return _fit_there(new, old)


def _fit_there(new: Item, old: Item) -> Fit:
    """The same of two counts whose place is one."""
    mine, other = figure_of(new), figure_of(old)
    if new.share or old.share:
        return fit_share(new, old)
    if new.whole is not None and new.whole != point_of(other) and not is_equal(mine, other):
        return Fit(kind="none", rule="a share of another count")
    if new.claim.place is None and two_named(new, old) and not is_equal(mine, other):
        return Fit(kind="none", rule="no place is told, and two sources may each count their own")
    if parties_differ(new, old):
        return Fit(kind="none", rule="other parties")
    if told_beside(new, old):
        return Fit(kind="same", rule="two named sources beside each other in one report, on the same people and place")
    windows = windows_of(new, old)
    if windows == "apart" and told_again(new, old):
        windows = "meet"
    if windows == "apart":
        return Fit(kind="none", rule="days do not meet")
    if mine.additional or other.additional:
        return fit_addition(new, old)
    if new.intake and old.intake and not one_voice(new, old):
        return Fit(kind="none", rule="each tells of its own wards")
    if _unsure(new, old) and not one_happening(new, old, windows):
        return Fit(kind="none", rule="place or window too wide to tell one count from another")
    sorts = fit_newly(new, old) or fit_sorts(new, old)
    if sorts is not None:
        return sorts
    scope = scope_of(new, old)
    if scope == "apart" and is_equal(mine, other) and new.voice.named and one_voice(new, old):
        return Fit(kind="same", rule="one source's number, people named otherwise")
    if scope == "apart":
        return OTHER_PEOPLE
    if scope != "same":
        return _fit_scopes(new, old, scope, windows)
    return _fit_windows(new, old, windows)


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
    if scope_of(new, old) != "same" or parties_differ(new, old):
        return None
    if point_of(mine) is None or point_of(other) is None or ratio(mine, other) > most_apart(new, old):
        return None
    return Fit(kind="same", rule="one incident of the same days, told for the place and for the area around it")


def _may_be_there(new: Item, old: Item) -> bool:
    """Whether one count's place is told loosely and its report names the other's, and both are of one happening."""
    if new.loose == old.loose or not new.named & old.named or new.claim.report == old.claim.report:
        return False
    countries = {item.claim.place.country for item in (new, old) if item.claim.place is not None} - {""}
    if len(countries) > 1:
        return False  # one name in two countries; the area of a loose place may be the dateline's
    if point_of(figure_of(new)) is None or point_of(figure_of(old)) is None:
        return False
    short = new.short or old.short or (not new.told and not old.told and _are_near(new, old))
    return short and windows_of(new, old) in ("same", "meet")


def _are_near(new: Item, old: Item) -> bool:
    """Whether two reports without days came out within the days of one happening."""
    if new.day is None or old.day is None:
        return False
    return abs((new.day - old.day).days) <= load_rules().numbers.untold_days


def _fit_without_place(new: Item, old: Item) -> Fit:
    """A headline often leaves the place out: the same number in one report is the same count."""
    bare = new.claim.place is None or old.claim.place is None
    if not bare or new.claim.report != old.claim.report:
        return OTHER_PLACE
    equal = is_equal(figure_of(new), figure_of(old)) or is_shorthand(new, old)
    scope = compare_scope(figure_of(new), figure_of(old))
    if equal and scope != "apart" and not parties_differ(new, old):
        return Fit(kind="same", rule="same number in one report, once without its place")
    return OTHER_PLACE


def _unsure(new: Item, old: Item) -> bool:
    """Whether merging would lean on a place or a window that tells nothing apart."""
    if new.claim.report == old.claim.report:
        return False
    if is_equal(figure_of(new), figure_of(old)) and new.voice.named and one_voice(new, old):
        return False  # one source's number printed again
    if new.recalls or old.recalls or new.key != old.key:
        return False  # it is of the one happening known there; where a place is told loosely, days were asked for
    if not is_named(new.claim.place):
        alike = new.claim.frame == old.claim.frame and new.doers == old.doers and new.targets == old.targets
        days = new.told and old.told and new.interval == old.interval
        very_days = days and frames_meet(new.claim.frame, old.claim.frame)
        return not (alike or very_days) or new.day is None or old.day is None
    if is_area(new.claim.place) and not both_run(new, old):
        told = new.told and old.told and (new.interval == old.interval or run_since_one_day(new, old))
        told = told or (_is_no_country(new) and new.short and old.short and figure_of(new).flow == "cumulative")
        return not told and not (one_voice(new, old) and (is_equal(figure_of(new), figure_of(old)) or _grows(new, old)))
    if not new.told and not old.told and not both_run(new, old):
        return _are_far(new, old) and not (is_equal(figure_of(new), figure_of(old)) and one_voice(new, old))
    return False


def _are_far(new: Item, old: Item) -> bool:
    """Whether neither tells its days and so long passed that another happening is as likely as the same one.

    A number that hardly comes twice is the same; so is a toll that is said to have risen, or rose by little, in a week
    in which nothing else is known of a small place.
    """
    last, first = new.window.end, old.window.end
    if last is None or first is None:
        return False
    numbers, gap = load_rules().numbers, abs((last - first).days)
    if gap <= numbers.untold_days or (is_telling(new) and is_one_number(figure_of(new), figure_of(old))):
        return False
    return not (rises(new, old) and gap <= numbers.reach_days)


def _is_no_country(item: Item) -> bool:
    return item.claim.place is not None and item.claim.place.precision != "country"


def _are_weeks(new: Item, old: Item) -> bool:
    """Whether neither window is longer than two weeks: "last week" may be a day of it."""
    return max(new.interval.days() or LONG, old.interval.days() or LONG) <= LOOSE_DAYS


def _in_a_month(new: Item, old: Item) -> bool:
    """ "The strike on a hospital in October": a month for the day of an act that what was hit makes known."""
    spot = new.claim.place is not None and not is_area(new.claim.place)
    month = max(new.interval.days() or LONG, old.interval.days() or LONG) <= MONTH_DAYS
    return month and spot and bool(new.scenes & old.scenes) and (new.short or old.short)


def _takes_up(new: Item, old: Item, windows: Windows) -> bool:
    """Whether a running toll that leaves open who the dead are takes up a count of the place's dead: "rose to 52"."""
    mine, other = figure_of(new), figure_of(old)
    goes_on = mine.flow == "cumulative" or _is_later_hour(new, old)
    anybody = not mine.population_text or set(words_of(mine.population_text)) <= load_rules().who["people"]
    bare = goes_on and anybody and not other.additional and not old.share
    if bare and mine.measure == "captured" and later(new, old) > 0:
        return windows in ("same", "meet") and ratio(mine, other) <= load_rules().numbers.rise_ratio  # all prisoners
    civilians = other.population == "civilians" and who_of(other.population_text, other.population) == "civilians"
    near = ratio(mine, other) <= load_rules().numbers.climb_ratio and (point_of(mine) or 0) > (point_of(other) or 0)
    spot = new.claim.place is not None and not is_area(new.claim.place)
    return bare and civilians and near and spot and windows in ("same", "meet") and later(new, old) > 0


def _is_later_hour(new: Item, old: Item) -> bool:
    """Whether one live log gives both, each under an hour of its own: the later is the toll by then."""
    hours = figure_of(new).hour and figure_of(old).hour
    return bool(hours) and new.claim.report == old.claim.report and figure_of(new).hour != figure_of(old).hour


def _grows(new: Item, old: Item) -> bool:
    """Whether an area's count is no lower some days later, and no window says that it is of one day's."""
    higher = (point_of(figure_of(new)) or 0) >= (point_of(figure_of(old)) or 0)
    later = new.day is not None and old.day is not None and new.day > old.day
    return higher and later and new.voice.named and not new.short and not old.short


def _fit_scopes(new: Item, old: Item, scope: Scope, windows: Windows) -> Fit:
    mine, other = figure_of(new), figure_of(old)
    if is_one_number(mine, other) and windows in ("same", "meet") and new.claim.report != old.claim.report:
        return Fit(kind="same", rule="same count and days, people named otherwise")
    inner, outer = (new, old) if scope == "narrower" else (old, new)
    part, whole = point_of(figure_of(inner)), figure_of(outer)
    if point_of(whole) is None and not one_voice(new, old):
        return Fit(kind="none", rule="another voice's words without a number hold no part")
    if outer is new and _takes_up(new, old, windows):
        return Fit(kind="same", rule="a toll that has risen, of those whom the earlier count names")
    most = whole.high if whole.high is not None else point_of(whole)
    if part is None or most is None or part <= most:
        if windows == ("around" if inner is new else "inside"):
            return Fit(kind="none", rule="fewer people over more days")
        dated = new.told or old.told or new.recalls or old.recalls
        untold = windows == "meet" and not dated and new.claim.report != old.claim.report
        if untold and not is_one_account(new, old):
            return Fit(kind="none", rule="fewer people, and nothing shows one happening")
        return Fit(kind="part" if inner is new else "whole", rule="counts some of the people (possible part)")
    if not whole.population_text and run_since_one_day(new, old):
        return Fit(kind="same", rule="a later total since the same day, whose people the earlier did not name")
    near = new.short and old.short and ratio(mine, other) <= load_rules().numbers.rival_ratio
    other_report = new.claim.report != old.claim.report
    if (near and other_report) or one_happening(new, old, windows):
        return Fit(kind="same", rule="a part cannot be more than the whole", far=not near)
    return Fit(kind="none", rule="a part cannot be more than the whole")


def _fit_windows(new: Item, old: Item, windows: Windows) -> Fit:
    mine, other = figure_of(new), figure_of(old)
    equal = is_one_number(mine, other)
    periods = not new.short and not old.short
    if equal and (windows in ("same", "meet") or periods or one_voice(new, old)):
        return Fit(kind="same", rule="same count, people and place; days meet")
    loose = windows in ("inside", "around") and (_are_weeks(new, old) or _in_a_month(new, old))
    if equal and loose and is_telling(new):
        return Fit(kind="same", rule="same count, people and place; one tells the days more loosely")
    if loose and ratio(mine, other) <= most_apart(new, old) and is_one_account(new, old):
        return Fit(kind="same", rule="what both tell of is one happening; one tells the days more loosely")
    if windows in ("meet", "inside", "around") and run_since_one_day(new, old) and later(new, old):
        return Fit(kind="same", rule="a total since the same day, told again")
    if windows in ("inside", "around") and both_total(new, old):
        return Fit(kind="same", rule="a running total of the same people and place, told again")
    if windows in ("inside", "around"):
        inner, outer = (new, old) if windows == "inside" else (old, new)
        if may_be_part(inner, outer):
            return Fit(kind="part" if inner is new else "whole", rule="counts some of the days (possible part)")
        if exceeds(inner, outer) and (two_named(new, old) or one_voice(new, old)):
            return Fit(kind="same", rule="more in fewer days than in all of them")
        return Fit(kind="none", rule="more in fewer days")
    if new.claim.report == old.claim.report and not mine.agrees(other) and not two_named(new, old):
        reason = one_happening(new, old, windows)
        again = windows == "same" or (windows == "meet" and (mine.earlier or other.earlier))
        if not reason and not is_area(new.claim.place) and again and retold(new, old):
            reason = "one report gives a count and a later one"
        return Fit(kind="same", rule=reason, far=True) if reason else fit_one_report(new, old)
    if both_run(new, old) or point_of(mine) is None or point_of(other) is None:
        return Fit(kind="same", rule="same count, people and place; days meet")
    if ratio(mine, other) <= most_apart(new, old):
        return Fit(kind="same", rule="same count, people and place; days meet; numbers near each other")
    reason = one_happening(new, old, windows) or goes_on(new, old, windows)
    if reason:
        return Fit(kind="same", rule=reason, far=True)
    inner, outer = (new, old) if (point_of(mine) or 0) < (point_of(other) or 0) else (old, new)
    if inner.told and not outer.told and inner.interval.covers(outer.window) and two_named(new, old):
        return Fit(kind="same", rule="more in fewer days than in all of them")
    if outer.told and not outer.short and outer.window.covers(inner.window):
        return Fit(
            kind="part" if inner is new else "whole", rule="far fewer in the days of a wider toll (possible part)"
        )
    return Fit(kind="none", rule="numbers too far apart for one happening")
