"""Which claim of a new reading took the place of one of an older reading.

A newer extractor words its claims anew: a longer quote, another frame, and so another id. What people
judged of the old claim holds for the new one, if just one claim of the same report stands on the same
words and asserts the same sort of thing. Two candidates left means that a person has to look again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rashomon.model.claim import Claim

# Of the shorter quote, how much must lie in the longer one.
OVERLAP = 0.5


def find_successors(old: Iterable[Claim], new: Sequence[Claim]) -> dict[str, str]:
    """Ids of old claims to those of the claims that say the same now.

    Args:
        old: Claims of older readings that the newer ones do not make under the same id.
        new: Claims of the readings that count.
    """
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in new:
        by_report[claim.report_id].append(claim)
    found = {}
    for claim in old:
        ranked = sorted(
            ((_likeness(claim, other), other.id) for other in by_report[claim.report_id]), key=lambda pair: pair[0]
        )
        best = [name for score, name in ranked if score == ranked[-1][0] and score[0] > 0]
        if len(best) == 1:
            found[claim.id] = best[0]
    return found


def _likeness(old: Claim, new: Claim) -> tuple[float, bool, bool, bool]:
    """Shared words first, then the same number, frame and source; nothing where the sort of assertion differs."""
    nothing = (0.0, False, False, False)
    if old.kind != new.kind or old.stance != new.stance:
        return nothing
    mine, other = old.figure, new.figure
    if (mine is None) != (other is None) or (mine is not None and other is not None and mine.measure != other.measure):
        return nothing
    shared = min(old.end, new.end) - max(old.start, new.start)
    share = shared / min(old.end - old.start, new.end - new.start)
    if share < OVERLAP:
        return nothing
    number = mine is None or other is None or (mine.low, mine.high) == (other.low, other.high)
    speakers = [claim.by[0].name if claim.by else "" for claim in (old, new)]
    return 1.0 if number else 0.5, old.frame == new.frame, speakers[0] == speakers[1], share == 1.0
