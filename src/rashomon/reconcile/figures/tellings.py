"""Whether two counts that lie far apart are yet tellings of one happening: what shows it, in words.

How far numbers lie apart says little: a side that admits to nine dead and a foe who counts six hundred speak
of one battle. What shows one happening is who speaks (two sides, one source that counts anew), that both set the
very same days in a place too small for two such things, the same target, or that a count was made again by name.
What is shown by nothing stays apart.

Rule: docs/model.md#figures.
"""

from __future__ import annotations

import re

from rashomon.reconcile.events.pairing import weigh_claims
from rashomon.reconcile.evidence import Item, figure_of, words_of
from rashomon.reconcile.figures.fits import NEAR_CHARACTERS
from rashomon.reconcile.figures.numbers import is_ceiling, point_of, ratio
from rashomon.reconcile.figures.scope import REBELS, compare_scope, counted_side, voice_side
from rashomon.reconcile.figures.windows import Windows, compare_windows
from rashomon.reconcile.places.comparing import is_area, is_named
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.voices.corroboration import one_voice

# Sources that speak for a party or an authority, of all that happened.
SIDES = frozenset({"official", "military", "group"})
# A town's radius (km) up to which two such happenings in a day are rare, and that of a city of millions.
TOWN_KM = 4.0
CITY_KM = 8.0
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains)\b", re.IGNORECASE)


def one_happening(new: Item, old: Item, windows: Windows) -> str:
    """Why two counts of the same people and place, far apart, are of one happening; "" where nothing shows it.

    Args:
        new: Known on the same day as `old` or later.
        old: A count whose days meet those of `new`.
        windows: How they meet.
    """
    if not is_spot(new) or windows not in ("same", "meet"):
        return ""
    again = _counted_anew(new, old)
    if again:
        return again
    if _told_apart(new, old):
        return ""
    if new.recalls or old.recalls:
        return "the one happening known there, looked back on"
    if is_one_account(new, old):
        return "what both tell of is one happening"
    named = two_named(new, old)
    if named and (is_ceiling(figure_of(new)) or is_ceiling(figure_of(old))):
        return "a ceiling speaks of all, as another named source does"
    same_days = windows == "same" and new.short and new.interval == old.interval
    if named and (same_days or _near_days(new, old)) and are_foes(new, old):
        return "two sides of the war on the same place and days, far apart"
    if named and same_days and _is_one_act(new, old, CITY_KM):
        near = ratio(figure_of(new), figure_of(old)) <= 2 * load_rules().numbers.rise_ratio
        return "two named sources on the same place and days, far apart" if near else ""
    if same_days and new.day != old.day and one_voice(new, old) and _is_one_act(new, old, TOWN_KM):
        return "one source counts those of the same place and days again"
    return ""


def goes_on(new: Item, old: Item, windows: Windows) -> str:
    """Why a count of the same people and place, far higher, is a toll that rose; "" where nothing shows it."""
    if not is_spot(new):
        return ""
    if _own_update(new, old, windows):
        return "one source's later, higher count of the same people and place"
    if _follows_total(new, old):
        return "a later count of the same people and place, higher than the total so far"
    return ""


def is_spot(item: Item) -> bool:
    """Whether the place is a town, a village or a spot by it: known to the gazetteer, or called by a name."""
    place = item.claim.place
    return is_named(place) and not is_area(place)


def is_one_account(new: Item, old: Item) -> bool:
    """Whether days, place, parties and things hit show one happening, for numbers far apart with something to spare."""
    if new.claim.report == old.claim.report:
        return False
    far = ratio(figure_of(new), figure_of(old)) > most_apart(new, old)
    return weigh_claims(new, old, old.window)[0] >= load_rules().points.enough + far


def _counted_anew(new: Item, old: Item) -> str:
    """A later count that says that it was made by name, by an inquiry, or revised: of all that was counted before."""
    if not new.recount or old.recount or not _is_all(old):
        return ""
    same_days = new.told and old.told and new.interval == old.interval
    if not same_days and ratio(figure_of(new), figure_of(old)) > load_rules().numbers.climb_ratio:
        return ""
    later = new.claim.report != old.claim.report and new.day != old.day
    corrects = new.claim.report == old.claim.report and (not old.voice.named or one_voice(new, old))
    return "a count made anew, of the same people and place" if later or corrects else ""


def _is_all(item: Item) -> bool:
    """Whether a count may be of all the dead, and not of one act among several: it names nobody who did it."""
    return not item.claim.actors or item.short


def rises(new: Item, old: Item) -> bool:
    """Whether a later, higher count of a small place is the earlier toll brought up to date."""
    # "The number killed is now put at": the words say that it is that toll, of a bigger town too.
    size = CITY_KM if figure_of(new).flow == "cumulative" else TOWN_KM
    if _told_apart(new, old) or not is_spot(new) or not _is_higher(new, old) or not _is_one_act(new, old, size):
        return False
    if new.day is None or old.day is None or new.day <= old.day:
        return False
    by_little = (new.day - old.day).days <= load_rules().numbers.incident_days
    by_little = by_little and ratio(figure_of(new), figure_of(old)) <= load_rules().numbers.rival_ratio
    return by_little or figure_of(new).flow == "cumulative"


def _told_apart(new: Item, old: Item) -> bool:
    """Whether the words speak of two happenings: "another", a market here and a mosque there."""
    return new.apart or old.apart or bool(new.scenes and old.scenes and not new.scenes & old.scenes)


def _is_one_act(new: Item, old: Item, km: float) -> bool:
    """Whether a day rarely sees two such happenings there: a place of that size, or a target or party in common."""
    place = new.claim.place
    if place is None or (place.radius_km or 0) <= km:
        return True
    return bool(new.scenes & old.scenes or new.doers & old.doers or new.target_sides & old.target_sides)


def _near_days(new: Item, old: Item) -> bool:
    """Whether two counts whose days are not told were printed as near each other as one happening's are."""
    if new.day is None or old.day is None or (new.told and old.told):
        return False
    return abs((new.day - old.day).days) <= load_rules().numbers.incident_days


def are_foes(new: Item, old: Item) -> bool:
    """Whether two sides speak: the one of its own dead and another of those, or both of whoever died there."""
    mine, theirs = voice_side(new), voice_side(old)
    ours, others = counted_side(new), counted_side(old)
    if ours & others and bool(mine & ours) != bool(theirs & others):
        return True  # a side admits to four dead where its foe counts sixty
    if not mine or not theirs or mine & theirs:
        return False
    # The rebels' eight and the army's fifty of one place and day are two tellings.
    return {new.voice.kind, old.voice.kind} <= SIDES or bool((ours | others) & (mine | theirs))


def told_beside(new: Item, old: Item) -> bool:
    """Whether a report sets one side's count beside another's: "the rebels admit to 41 dead there"."""
    mine, other = figure_of(new), figure_of(old)
    near = abs(new.claim.start - old.claim.start) <= NEAR_CHARACTERS
    if new.claim.report != old.claim.report or not near or not two_named(new, old):
        return False
    if point_of(mine) is None or point_of(other) is None or mine.additional or other.additional:
        return False
    if new.claim.place is None or not _is_side(new) or not _is_side(old):
        return False  # a witness may speak of one house, a hospital of its own wards
    same_days = compare_windows(new, old) in ("same", "meet")
    if _BODIES.search(mine.text) or _BODIES.search(other.text):
        return False  # bodies that somebody collected are not all the dead
    if mine.subset_of or other.subset_of or not same_days:
        return False
    # "41 dead": whose, the count beside it tells; but what fighters admit to are no civilians.
    for one, two in ((new, old), (old, new)):
        if not figure_of(one).population_text and (not _is_bare(one) or _is_of_others(one, two)):
            return False
    scope = compare_scope(mine, other)
    outer = old if scope == "narrower" else new
    fits = scope == "same" or (scope != "apart" and not figure_of(outer).population_text)
    return fits and not mine.agrees(other)


def _is_bare(item: Item) -> bool:
    """Whether its sentence names nobody of whom the dead may be: "put civilian dead at 40" leaves little open."""
    speaker = set(words_of(item.voice.name))
    who = load_rules().who
    told = [word for word in words_of(item.claim.quote) if word not in speaker]
    return not any(word in members for group, members in who.items() if group != "people" for word in told)


def _is_of_others(bare: Item, beside: Item) -> bool:
    """Whether an armed side counts beside a number of civilians: it means its own dead."""
    armed = bare.voice.kind in ("military", "group") or REBELS in voice_side(bare)
    return armed and figure_of(beside).population == "civilians"


def _is_side(item: Item) -> bool:
    """Whether the voice is a party's or an authority's, or a body that only its name tells."""
    voice = item.voice
    if voice.kind in SIDES or (voice.kind == "unnamed" and voice.key.startswith("name:")):
        return True
    return bool(voice_side(item))


def _own_update(new: Item, old: Item, windows: Windows) -> bool:
    """Whether a source that gave few gives more some days later: "two" on Thursday, "more than 100" on Saturday."""
    if not new.voice.named or not one_voice(new, old):
        return False
    if new.day is None or old.day is None or (new.told and old.told and windows != "same"):
        return False
    return _is_higher(new, old) and 0 < (new.day - old.day).days <= load_rules().numbers.reach_days


def _follows_total(new: Item, old: Item) -> bool:
    """Whether a total so far is followed, within two weeks, by a higher count of the place that names no other days."""
    if figure_of(old).flow != "cumulative" or new.day is None or old.day is None:
        return False
    if new.told and old.window.end is not None and not (new.window.holds(old.window.end) and not new.short):
        return False
    return _is_higher(new, old) and 0 < (new.day - old.day).days <= 2 * load_rules().numbers.reach_days


def _is_higher(new: Item, old: Item) -> bool:
    return (point_of(figure_of(new)) or 0) > (point_of(figure_of(old)) or 0)


def two_named(new: Item, old: Item) -> bool:
    """Whether two sources are named, of two voices."""
    return new.voice.named and old.voice.named and not one_voice(new, old)


def most_apart(new: Item, old: Item) -> float:
    """How many times apart two counts may be and still be of one happening: a toll that rises may rise far."""
    numbers = load_rules().numbers
    rising = new.day is not None and old.day is not None and new.day > old.day
    if not rising or not _is_higher(new, old):
        return numbers.rival_ratio
    if new.short and old.short and figure_of(new).flow == "cumulative":
        # "The toll of Saturday's bombing has climbed to": the words say that it is the same toll.
        return numbers.climb_ratio
    near = new.short or old.short or (_near_days(new, old) and is_spot(new) and _is_one_act(new, old, TOWN_KM))
    return numbers.rise_ratio if near else numbers.rival_ratio
