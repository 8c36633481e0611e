"""Whether a claim tells of a happening that others told before: the test, and its reasons in words.

Place, days and frame have to allow it, the parties must not speak against it, and something besides
must speak for it: a party in common, a count in common, copied words, or a change of holder, which a
place does not see twice in a few days from the same hand. Where that is missing the two stay apart.

Rule: docs/model.md#pairing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rashomon.model.claim import Actor
from rashomon.model.time import Interval
from rashomon.reconcile.evidence import Item, words_of
from rashomon.reconcile.places import compare_places, is_area, is_named, is_resolved, place_text
from rashomon.reconcile.roles import Roles
from rashomon.reconcile.rules import family_of, frames_meet, load_rules, measures_of


def pair_claims(new: Item, old: Item, agreed: Interval) -> str:
    """Why the new claim tells what the old one tells; "" where nothing shows that it does.

    Args:
        new: A claim of something that happened.
        old: A claim of an event so far.
        agreed: The days that all claims of that event allow.
    """
    if not frames_meet(new.claim.frame, old.claim.frame) or new.claim.part != old.claim.part:
        return ""
    mine, other = new.roles, old.roles
    if _only_recalled(new, old, other) or _only_recalled(old, new, mine):
        return ""
    slack = load_rules().numbers.incident_days if _recalls(new, mine, old, other) else 0
    if not new.window.meets(agreed, slack) or not new.window.meets(old.window, slack):
        return ""
    meeting = meet_roles(mine, other, new)
    if meeting is None:
        return ""
    where = _place_reason(new, old, meeting)
    if not where:
        return ""
    same_report = new.claim.report == old.claim.report
    why = _same_report(new, old, mine, other) if same_report else _evidence(new, old, meeting, mine, other)
    if not why:
        return ""
    return f"{where}; days meet ({_days(new.window)} and {_days(agreed)}); {_frames(new, old)}; {why}"


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
        if named and {new.claim.frame, old.claim.frame} <= load_rules().placeless and _close(new, old):
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
    copied = bool(new.copied) and new.copied == old.copied and new.claim.report != old.claim.report
    same_text = same_report and new.claim.frame == old.claim.frame
    if is_resolved(mine):
        changes = new.claim.kind == "control" and bool(meeting)
        counted = mine is not None and mine.precision != "country" and _one_day(new, old) and _counts_one(new, old)
        return f"same area ({place_text(mine)})" if copied or same_text or changes or counted else ""
    return f"same place words ({place_text(mine)})" if copied or same_text else ""


def is_same_spot(one: Item, two: Item) -> bool:
    """Whether both tell of the town itself, or both of something by it."""
    mine, other = one.claim.place, two.claim.place
    return mine is not None and other is not None and (mine.id, mine.precision) == (other.id, other.precision)


def _same_days(new: Item, old: Item) -> bool:
    """Whether both texts print the very same days."""
    return new.told and old.told and new.interval == old.interval and new.window == old.window


def _one_day(new: Item, old: Item) -> bool:
    """Whether both texts print the same single day."""
    return _same_days(new, old) and new.window.start is not None and new.window.start == new.window.end


def _is_news_of(undated: Item, dated: Item) -> bool:
    """Whether a text that sets no day was printed on the one day that the other sets, or on the next."""
    day = dated.window.start
    if undated.told or undated.day is None or not dated.told or day is None or day != dated.window.end:
        return False
    return 0 <= (undated.day - day).days <= 1


def _counts_one(new: Item, old: Item) -> bool:
    """Whether both print one count that is too high to be of two happenings in an area on one day."""
    counts = measures_of(new.claim.frame)
    least = load_rules().numbers.telling_count
    return any(measure in counts and number >= least for measure, number in new.counts & old.counts)


def _scene(new: Item, old: Item) -> str:
    """The one thing that both say was hit, or that both say did it, in one town on one day; "" for none.

    Where just one text prints the day, the other has to be of that day or the next.
    """
    day = _one_day(new, old) or _is_news_of(new, old) or _is_news_of(old, new)
    if family_of(new.claim.frame) != "force" or not day or not is_named(new.claim.place):
        return ""
    if is_area(new.claim.place):
        return ""
    one, two = (set(words_of(item.claim.quote)) for item in (new, old))
    if (one | two) & load_rules().apart_words:
        return ""
    return next((name for name, words in load_rules().scenes.items() if one & words and two & words), "")


def _many_dead(new: Item, old: Item) -> str:
    """That both tell of many killed in one town on the one day that both print, however they count them; "" if not.

    A town or village rarely sees two such happenings in a day. Things of other sorts that were hit tell them apart.
    """
    if family_of(new.claim.frame) != "force" or not _one_day(new, old) or is_area(new.claim.place):
        return ""
    one, two = (set(words_of(item.claim.quote)) for item in (new, old))
    scenes = [frozenset(name for name, words in load_rules().scenes.items() if words & told) for told in (one, two)]
    if (one | two) & load_rules().apart_words or (all(scenes) and not scenes[0] & scenes[1]):
        return ""
    least = load_rules().numbers.telling_count
    high = [any(measure == "killed" and number >= least for measure, number in item.counts) for item in (new, old)]
    return "many killed there on that day" if all(high) else ""


def _are_told_apart(mine: Roles, other: Roles) -> bool:
    """Whether both say whom or what was hit, and not the same: "people" may be anybody."""
    if not mine.targets or not other.targets or mine.targets & other.targets:
        return False
    return not any(_are_people(roles.recipients) for roles in (mine, other))


def _are_people(actors: Sequence[Actor]) -> bool:
    """Whether all are told as nobody in particular: people, civilians, residents, families."""
    return all(actor.sector == "CVL" and actor.id.startswith("kind:") for actor in actors)


def _evidence(new: Item, old: Item, meeting: str, mine: Roles, other: Roles) -> str:
    if new.copied and new.copied == old.copied:
        return "copied words"
    if new.claim.kind == "control" and old.claim.kind == "control":
        return meeting or "a place changes hands once in these days"
    counts = measures_of(new.claim.frame)
    shared = {count for count in new.counts & old.counts if count[0] in counts}
    if shared and _close(new, old):
        return "same count: " + ", ".join(f"{number:,} {measure}" for measure, number in sorted(shared))
    scene = _scene(new, old)
    if scene:
        return f"the same sort of thing on one day: {scene}"
    many = _many_dead(new, old)
    if many and not meeting:
        return many
    if _are_told_apart(mine, other) and not meeting.startswith("same parties"):
        # The same group's attacks on two targets in one day are two.
        return ""
    if meeting and (new.told or old.told):
        return meeting
    # Neither text sets the days: one party in common is too little, attackers attack again.
    if meeting.startswith("same parties") and _close(new, old):
        return meeting
    return ""


def _same_report(new: Item, old: Item, mine: Roles, other: Roles) -> str:
    """In one text a second telling needs the same parties, and no word that says "another"."""
    apart = set(words_of(new.claim.quote)) & load_rules().apart_words
    if apart and (new.claim.kind != "control" or apart & load_rules().once_more):
        return ""
    if new.claim.sentence == old.claim.sentence and new.claim.kind != "control":
        return _consequence(new, old)
    if new.told and old.told and new.interval != old.interval and new.claim.kind != "control":
        return ""
    if new.claim.kind == "control" and (mine.doers == other.doers or not mine.doers or not other.doers):
        return "told again in the same report"
    same = mine.doers == other.doers and mine.targets == other.targets and bool(mine.doers or mine.targets)
    return "told again in the same report, same parties" if same else ""


def _consequence(new: Item, old: Item) -> str:
    """Deaths, wounds and ruins told in one sentence with what did it are one event (ACLED: one context, one event)."""
    effects = load_rules().effects
    if (new.claim.frame in effects) == (old.claim.frame in effects) and new.claim.frame == old.claim.frame:
        return ""
    if new.claim.frame not in effects and old.claim.frame not in effects:
        return ""
    if new.told and old.told and new.interval != old.interval:
        return ""
    return "told in one sentence: what happened and what came of it"


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


def _close(new: Item, old: Item) -> bool:
    """Whether undated accounts were printed so near each other that one happening is meant."""
    if new.short and old.short:
        return True
    if new.day is None or old.day is None:
        return False
    return abs((new.day - old.day).days) <= load_rules().numbers.untold_days


def _frames(new: Item, old: Item) -> str:
    one, two = new.claim.frame, old.claim.frame
    return f"same kind ({one})" if one == two else f"kinds that can be one ({two}, {one}: {family_of(one)})"


def _days(interval: Interval) -> str:
    def side(day: dt.date | None) -> str:
        return day.isoformat() if day is not None else ".."

    return side(interval.start) if interval.start == interval.end else f"{side(interval.start)}..{side(interval.end)}"
