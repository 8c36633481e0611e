"""Whether two counts that lie far apart are yet tellings of one happening."""

from __future__ import annotations

import re

from rashomon.reconcile.corroboration import one_voice
from rashomon.reconcile.counts import point_of, ratio
from rashomon.reconcile.evidence import Item, figure_of
from rashomon.reconcile.fits import NEAR_CHARACTERS
from rashomon.reconcile.origins import source_of
from rashomon.reconcile.places import is_area, is_named
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.scope import compare_scope
from rashomon.reconcile.sides import side_of, speaks_for
from rashomon.reconcile.windows import Windows, compare_windows

# Sources that speak for a party or an authority, of all that happened.
SIDES = frozenset({"official", "military", "group"})
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains)\b", re.IGNORECASE)


def told_beside(new: Item, old: Item) -> bool:
    """Whether a report sets one side's count beside another's: "the rebels admit to 41 dead there"."""
    mine, other = figure_of(new), figure_of(old)
    near = abs(new.claim.start - old.claim.start) <= NEAR_CHARACTERS
    if new.claim.report != old.claim.report or not near or not two_named(new, old) or mine.agrees(other):
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


def rival_tellings(new: Item, old: Item) -> bool:
    """Whether two named sources speak of one place and the very same days: parties' counts may lie far apart."""
    same = new.interval == old.interval and new.short
    if not same or not two_named(new, old) or is_area(new.claim.place):
        return False
    if not is_named(new.claim.place) and new.claim.report != old.claim.report:
        return False  # within one report a name is one place, whether or not a list has it
    if new.target_sides & old.target_sides and _counts_own(new) != _counts_own(old):
        return True  # a side admits to four dead where its foe counts sixty
    if _foes(new, old):
        return True  # the rebels' eight and the army's fifty of one day and place are two tellings
    return ratio(figure_of(new), figure_of(old)) <= 2 * load_rules().numbers.rise_ratio


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


def own_update(new: Item, old: Item, windows: Windows) -> bool:
    """Whether a source that gave few gives more some days later: "two" on Thursday, "more than 100" on Saturday."""
    if not new.voice.named or not one_voice(new, old) or windows not in ("same", "meet") or is_area(new.claim.place):
        return False
    if new.day is None or old.day is None or (new.told and old.told and windows != "same"):
        return False
    higher = (point_of(figure_of(new)) or 0) > (point_of(figure_of(old)) or 0)
    return higher and 0 < (new.day - old.day).days <= load_rules().numbers.reach_days


def goes_on(new: Item, old: Item) -> bool:
    """Whether a total so far is followed, within two weeks, by a higher count of the place that names no other days."""
    if figure_of(old).flow != "cumulative" or not is_named(new.claim.place) or is_area(new.claim.place):
        return False
    if new.day is None or old.day is None:
        return False
    if new.told and old.window.end is not None and not (new.window.holds(old.window.end) and not new.short):
        return False
    days = (new.day - old.day).days
    higher = (point_of(figure_of(new)) or 0) > (point_of(figure_of(old)) or 0)
    return higher and 0 < days <= 2 * load_rules().numbers.reach_days


def two_named(new: Item, old: Item) -> bool:
    """Whether two sources are named, of two voices."""
    return new.voice.named and old.voice.named and not one_voice(new, old)


def most_apart(new: Item, old: Item) -> float:
    """How many times apart two counts may be and still be of one happening: a toll that rises may rise far."""
    numbers = load_rules().numbers
    rising = new.day is not None and old.day is not None and new.day > old.day
    if not rising or (point_of(figure_of(new)) or 0) < (point_of(figure_of(old)) or 0):
        return numbers.rival_ratio
    if new.short and old.short and figure_of(new).flow == "cumulative":
        # "The toll of Saturday's bombing has climbed to": the words say that it is the same toll.
        return numbers.climb_ratio
    return numbers.rise_ratio if new.short or old.short else numbers.rival_ratio
