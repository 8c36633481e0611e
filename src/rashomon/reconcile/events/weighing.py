"""How much speaks for it that two claims tell of one happening: points for place, days, kind, parties and counts.

None of them decides alone: a day that both print, or a count in common, makes up for a party that one of them leaves
out; things of other sorts that were hit speak against. What is not told costs nothing and brings nothing.

Rule: docs/model.md#pairing; the points and their reasons are in resources/reconcile/rules.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model.claim import Actor
from rashomon.reconcile.evidence import Item
from rashomon.reconcile.places.comparing import is_area, is_named
from rashomon.reconcile.rules import frames_meet, load_rules, measures_of

FIRST_TELLING = frozenset({"a", "an", "one", "two", "three", "several", "some", "many", "unidentified", "unknown"})


def weigh(new: Item, old: Item, meeting: str) -> tuple[int, list[str]]:
    """Points for one happening, and what brought them.

    Args:
        new: A claim of force, or of people taken, at the same place and on days that meet.
        old: A claim of an event so far.
        meeting: What the parties have in common (`pairing.meet_roles`).
    """
    points = load_rules().points
    found = [_kind(new, old), _place(new), _parties(new, old, meeting), _scene(new, old), _count(new, old)]
    if new.apart or (old.apart and new.claim.report != old.claim.report):
        found.append((points.another, "told as another"))
    if new.claim.report == old.claim.report:
        found.append(_telling(new, old))
    against = any(one < 0 for one, _ in found)
    found.append(_days(new, old))
    total = sum(one for one, _ in found)
    if total < points.enough and against:
        total = min(total, points.enough - 2)  # what speaks against one is more than a point that is missing
    return total, [why for one, why in found if one > 0 and why]


def is_one_day(new: Item, old: Item) -> bool:
    """Whether both texts print the same single day."""
    same = new.told and old.told and new.interval == old.interval and new.window == old.window
    return same and new.window.start is not None and new.window.start == new.window.end


def are_close(new: Item, old: Item) -> bool:
    """Whether undated accounts were printed so near each other that one happening is meant."""
    if new.short and old.short:
        return True
    if new.day is None or old.day is None:
        return False
    return abs((new.day - old.day).days) <= load_rules().numbers.untold_days


def _kind(new: Item, old: Item) -> tuple[int, str]:
    points = load_rules().points
    one, two = new.claim.frame, old.claim.frame
    if one == two:
        return points.same_kind, ""
    return (points.can_be_one if frames_meet(one, two) else points.other_means), ""


def _place(new: Item) -> tuple[int, str]:
    points = load_rules().points
    place = new.claim.place
    if place is None or is_area(place):
        return points.area, ""
    return (points.point if is_named(place) else points.area), ""


def _days(new: Item, old: Item) -> tuple[int, str]:
    points = load_rules().points
    if is_one_day(new, old):
        return points.same_day, "one day printed in both"
    if new.told and old.told:
        return (points.days_meet, "days printed that meet") if new.short and old.short else (0, "")
    if new.told == old.told:
        return points.no_day if new.claim.report != old.claim.report else 0, ""
    undated, dated = (old, new) if new.told else (new, old)
    if undated.recalls:
        return points.news_of, "looks back on the one happening known there"
    if new.claim.report == old.claim.report:
        # a report that set a day goes on with it
        return (points.news_of, "told on in the same report") if dated.short else (0, "")
    day = dated.window.end
    if undated.day is None or day is None or not dated.short:
        return 0, ""
    if 0 <= (undated.day - day).days <= load_rules().numbers.untold_days:
        return points.news_of, "printed within days of the day that the other sets"
    return points.no_day, ""


def _parties(new: Item, old: Item, meeting: str) -> tuple[int, str]:
    points = load_rules().points
    if meeting.startswith("same parties"):
        return points.both_sides, meeting
    if are_told_apart(new, old):
        return points.other_target, ""  # one group's attacks on two targets are two
    if meeting:
        return points.one_side, meeting
    mine, other = new.roles, old.roles
    words = mine.doers & other.doers
    if not _are_people(mine.recipients):
        words |= mine.targets & other.targets
    return (points.same_words, f"same words for those concerned: {', '.join(sorted(words))}") if words else (0, "")


def are_told_apart(new: Item, old: Item) -> bool:
    """Whether both say whom or what was hit, and not the same: "people" may be anybody."""
    mine, other = new.roles, old.roles
    if not mine.targets or not other.targets or mine.targets & other.targets:
        return False
    return not any(_are_people(roles.recipients) for roles in (mine, other))


def _are_people(actors: Sequence[Actor]) -> bool:
    """Whether all are told as nobody in particular: people, civilians, residents, families."""
    return all(actor.sector == "CVL" and actor.id.startswith("kind:") for actor in actors)


def shared_counts(new: Item, old: Item) -> set[tuple[str, int]]:
    """Counts that the sentences of both print, of measures that can show one happening."""
    counts = measures_of(new.claim.frame)
    return {count for count in new.counts & old.counts if count[0] in counts}


def _count(new: Item, old: Item) -> tuple[int, str]:
    points, numbers = load_rules().points, load_rules().numbers
    shared = shared_counts(new, old)
    if shared and (are_close(new, old) or new.told or old.told):
        most = max(number for _, number in shared)
        told = ", ".join(f"{number:,} {measure}" for measure, number in sorted(shared))
        return (points.same_high_count if most >= numbers.telling_count else points.same_count), f"same count: {told}"
    one, two = _killed(new), _killed(old)
    if not one or not two:
        return 0, ""
    if new.claim.report == old.claim.report and one != two:
        return points.other_count, ""
    if min(one, two) >= numbers.telling_count:
        return points.many_dead, "many killed there by both"
    return (points.other_count if max(one, two) > numbers.rival_ratio * min(one, two) else points.few_apart), ""


def tell_other_numbers(new: Item, old: Item) -> bool:
    """Whether the sentences of both count the killed and have no number in common."""
    return bool(_killed(new) and _killed(old)) and not shared_counts(new, old)


def _killed(item: Item) -> int:
    """The highest number of killed in its sentence; 0 for none."""
    return max((number for measure, number in item.counts if measure == "killed"), default=0)


def _scene(new: Item, old: Item) -> tuple[int, str]:
    points = load_rules().points
    if not new.scenes or not old.scenes:
        return 0, ""
    shared = new.scenes & old.scenes
    if not shared:
        return points.other_scene, ""
    return points.same_scene, f"the same sort of thing: {', '.join(sorted(shared))}"


def _telling(new: Item, old: Item) -> tuple[int, str]:
    """In one report what follows closely goes on with what was told; "a rocket", "two men" begin anew."""
    points, numbers = load_rules().points, load_rules().numbers
    first = new.claim.quote.partition(" ")[0].casefold()
    if first in FIRST_TELLING and new.claim.start > old.claim.start:
        return points.begins_anew, ""
    gap = max(new.claim.start - old.claim.end, old.claim.start - new.claim.end)
    return (points.told_on, "") if gap <= numbers.told_on_signs else (0, "")
