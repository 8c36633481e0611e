"""Whether a claim tells of a happening that others told before: the test, and its reasons in words.

Place, days and frame have to allow it, and the parties must not speak against it. What else is told is then
weighed (`reconcile.weighing`); for a change of holder it is enough that a place does not see it twice in a few
days from the same hand. Where too little speaks for it the two stay apart.

Rule: docs/model.md#pairing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rashomon.model.time import Interval
from rashomon.reconcile.events.weighing import (
    are_close,
    are_told_apart,
    is_one_day,
    shared_counts,
    tell_other_numbers,
    weigh,
)
from rashomon.reconcile.evidence import Item, words_of
from rashomon.reconcile.places.comparing import compare_places, is_area, is_named, is_resolved, place_text
from rashomon.reconcile.roles import Roles
from rashomon.reconcile.rules import family_of, frames_meet, load_rules

NOTHING = (0, "")


def pair_claims(new: Item, old: Item, agreed: Interval) -> str:
    """Why the new claim tells what the old one tells; "" where nothing shows that it does.

    Args:
        new: A claim of something that happened.
        old: A claim of an event so far.
        agreed: The days that all claims of that event allow.
    """
    points, why = weigh_claims(new, old, agreed)
    return why if points >= load_rules().points.enough else ""


def weigh_claims(new: Item, old: Item, agreed: Interval) -> tuple[int, str]:
    """How much speaks for one happening, with the reasons; nothing at all where something rules it out."""
    force = family_of(new.claim.frame) == family_of(old.claim.frame) == "force"
    if not (force or frames_meet(new.claim.frame, old.claim.frame)) or new.claim.part != old.claim.part:
        return NOTHING
    mine, other = new.roles, old.roles
    if _only_recalled(new, old, other) or _only_recalled(old, new, mine):
        return NOTHING
    slack = load_rules().numbers.incident_days if _recalls(new, mine, old, other) else 0
    if not new.window.meets(agreed, slack) or not new.window.meets(old.window, slack):
        return NOTHING
    meeting = meet_roles(mine, other, new)
    if meeting is None:
        return NOTHING
    where = _place_reason(new, old, meeting)
    if not where:
        return NOTHING
    points, why = _evidence(new, old, meeting, mine, other)
    if points < load_rules().points.enough - 1:
        return points, where  # most pairs end here: no need to say more
    return points, f"{where}; days meet ({_days(new.window)} and {_days(agreed)}); {_frames(new, old)}; {why}"


def _only_recalled(one: Item, two: Item, other: Roles) -> bool:
    """Whether one is a withdrawal and the other a taking by and from nobody: "since the city fell" is another day's."""
    leaves = load_rules().recipient_is_own
    return one.claim.frame in leaves and two.claim.frame not in leaves and not (other.doers or other.targets)


def _recalls(new: Item, mine: Roles, old: Item, other: Roles) -> bool:
    """Whether one of two takings names nobody ("the fall of the city"): words that recall a known one.

    The day beside such words is often that of the sentence ("mourned the fall of the city on Monday").
    """
    nobody = not (mine.doers or mine.targets) or not (other.doers or other.targets)
    return nobody and {new.claim.frame, old.claim.frame} <= load_rules().same_change


def meet_roles(mine: Roles, other: Roles, new: Item) -> str | None:
    """What the parties say: None against it, "" nothing, else the reason for it."""
    doers, targets = mine.doer_sides & other.doer_sides, mine.target_sides & other.target_sides
    crossed = (mine.doer_sides & other.target_sides) | (mine.target_sides & other.doer_sides)
    against = (mine.doer_sides and other.doer_sides and not doers) or (
        mine.target_sides and other.target_sides and not targets
    )
    if new.claim.frame in load_rules().mutual and not (doers or targets) and crossed:
        return "same parties, each told as the other's foe: " + ", ".join(sorted(crossed))
    if against or (crossed and not doers and not targets):
        return None
    if doers and targets:
        return "same parties: " + ", ".join(sorted(doers)) + " and " + ", ".join(sorted(targets))
    if doers or targets:
        return "same side: " + ", ".join(sorted(doers or targets))
    return ""


def _place_reason(new: Item, old: Item, meeting: str) -> str:
    mine, other = new.claim.place, old.claim.place
    relation = compare_places(mine, other)
    if mine is None and other is None:
        named = meeting.startswith("same parties") or (meeting and new.claim.report == old.claim.report)
        if named and {new.claim.frame, old.claim.frame} <= load_rules().placeless and are_close(new, old):
            return "no place told, none needed"
        return ""
    if relation != "same":
        return ""
    same_report = new.claim.report == old.claim.report
    if same_report and new.claim.kind == old.claim.kind == "control" and not is_same_spot(new, old):
        return ""  # "overran the last base at the town": one report tells the base and the town apart
    if is_resolved(mine) and not is_area(mine):
        return f"same place ({place_text(mine)})"
    if is_named(mine) and not is_area(mine):
        return f"same name of a place ({place_text(mine)})"
    # An area holds many happenings of one kind in a day, and common words may mean two places.
    copied = bool(new.copied) and new.copied == old.copied and not same_report
    same_text = same_report and new.claim.frame == old.claim.frame
    if is_resolved(mine):
        changes = new.claim.kind == "control" and bool(meeting)
        counted = mine is not None and mine.precision != "country" and is_one_day(new, old) and _counts_one(new, old)
        return f"same area ({place_text(mine)})" if copied or same_text or changes or counted else ""
    return f"same place words ({place_text(mine)})" if copied or same_text else ""


def is_same_spot(one: Item, two: Item) -> bool:
    """Whether both tell of the town itself, or both of something by it."""
    mine, other = one.claim.place, two.claim.place
    return mine is not None and other is not None and (mine.id, mine.precision) == (other.id, other.precision)


def _counts_one(new: Item, old: Item) -> bool:
    """Whether both print one count that is too high to be of two happenings in an area on one day."""
    return any(number >= load_rules().numbers.telling_count for _, number in shared_counts(new, old))


def _evidence(new: Item, old: Item, meeting: str, mine: Roles, other: Roles) -> tuple[int, str]:
    """What besides place and days speaks for one happening."""
    enough = load_rules().points.enough
    if new.copied and new.copied == old.copied and new.claim.report != old.claim.report:
        return enough, "copied words"
    if new.claim.kind == old.claim.kind == "control":
        same_report = new.claim.report == old.claim.report
        why = _same_change(new, mine, other) if same_report else meeting or "a place changes hands once in these days"
        return (enough, why) if why else NOTHING
    if new.claim.report == old.claim.report:
        why = _same_report(new, old, mine, other)
        if why or new.claim.sentence == old.claim.sentence or is_area(new.claim.place):
            return (enough, why) if why else NOTHING
    if family_of(new.claim.frame) in load_rules().weighed:
        points, found = weigh(new, old, meeting)
        return points, "; ".join(found) or "nothing told besides"
    why = _in_common(new, old, meeting)
    return (enough, why) if why else NOTHING


def _in_common(new: Item, old: Item, meeting: str) -> str:
    """For what is no force: a party or a count in common."""
    shared = shared_counts(new, old)
    if shared and are_close(new, old):
        return "same count: " + ", ".join(f"{number:,} {measure}" for measure, number in sorted(shared))
    both = meeting.startswith("same parties")
    if are_told_apart(new, old) and not both:
        return ""  # the same group's deeds to two targets in one day are two
    # Neither text sets the days: one party in common is too little.
    return meeting if meeting and (new.told or old.told or (both and are_close(new, old))) else ""


def _same_change(new: Item, mine: Roles, other: Roles) -> str:
    """A change of holder told twice in one text: of one side, and not "once more"."""
    words = set(words_of(new.claim.quote)) & load_rules().once_more
    one = mine.doers == other.doers or not mine.doers or not other.doers
    return "told again in the same report" if one and not words else ""


def _same_report(new: Item, old: Item, mine: Roles, other: Roles) -> str:
    """In one text a second telling needs the same parties, and no word that says "another"."""
    if new.apart:
        return ""
    if new.claim.sentence == old.claim.sentence:
        return _consequence(new, old)
    if (new.told and old.told and new.interval != old.interval) or tell_other_numbers(new, old):
        return ""
    same = mine.doers == other.doers and mine.targets == other.targets and bool(mine.doers or mine.targets)
    return "told again in the same report, same parties" if same else ""


def _consequence(new: Item, old: Item) -> str:
    """Deaths, wounds and ruins told in one sentence with what did it are one event (ACLED: one context, one event)."""
    effects = load_rules().effects
    if new.claim.frame == old.claim.frame and family_of(new.claim.frame) == "force":
        one = bool(new.doers) and new.doers == old.doers and new.interval == old.interval
        return "told in one sentence of one hand" if one else ""
    if (new.claim.frame in effects) == (old.claim.frame in effects) and new.claim.frame == old.claim.frame:
        return ""
    if new.claim.frame not in effects and old.claim.frame not in effects:
        return ""
    if new.told and old.told and new.interval != old.interval:
        return ""
    return "told in one sentence: what happened and what came of it"


def taken_by_force(new: Item, old: Item) -> str:
    """Why force and a change of holder told in one sentence are one happening (ACLED: one context, one event)."""
    kinds = {family_of(new.claim.frame), family_of(old.claim.frame)}
    taking = new if new.claim.kind == "control" else old
    if kinds != {"force", "control"} or taking.claim.change != "gain" or taking.claim.part:
        return ""
    if compare_places(new.claim.place, old.claim.place) != "same" or is_area(new.claim.place):
        return ""
    if (new.told and old.told and new.interval != old.interval) or meet_roles(new.roles, old.roles, new) is None:
        return ""
    return f"same place ({place_text(new.claim.place)}); told in one sentence: a taking and its force"


def follows_taking(holding: Item, changes: Sequence[Item], agreed: Interval) -> bool:
    """Whether a holding is told of the place of a change of holder, and for days after it."""
    first = next((item for item in changes if item.claim.frame in load_rules().same_change), None)
    if first is None or first.claim.part or compare_places(holding.claim.place, first.claim.place) != "same":
        return False
    end = holding.window.end
    return end is None or agreed.start is None or agreed.start <= end


def belongs_to_loss(new: Item, capture: Item, agreed: Interval) -> str:
    """Why a flight belongs to the loss of the place; "" where nothing shows that it does.

    The losing side's flight on days on which the place changes hands is part of that, as ACLED codes
    tactics that meet in one context as one event.
    """
    if new.claim.frame not in load_rules().belongs_to_loss or capture.claim.frame not in load_rules().same_change:
        return ""
    if not new.short or compare_places(new.claim.place, capture.claim.place) != "same" or is_area(new.claim.place):
        return ""
    if not is_named(new.claim.place) or not agreed.covers(new.interval):
        return ""
    roles = capture.roles
    if not new.doer_sides or not roles.doer_sides or new.doer_sides & roles.doer_sides:
        return ""
    if roles.target_sides and not new.doer_sides & roles.target_sides:
        return ""
    side = ", ".join(sorted(new.doer_sides))
    return f"same place ({place_text(new.claim.place)}); flight of the losing side ({side}) on the days of the loss"


def _frames(new: Item, old: Item) -> str:
    one, two = new.claim.frame, old.claim.frame
    return f"same kind ({one})" if one == two else f"kinds that can be one ({two}, {one}: {family_of(one)})"


def _days(interval: Interval) -> str:
    def side(day: dt.date | None) -> str:
        return day.isoformat() if day is not None else ".."

    return side(interval.start) if interval.start == interval.end else f"{side(interval.start)}..{side(interval.end)}"
