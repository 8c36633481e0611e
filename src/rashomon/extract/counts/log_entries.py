"""Hours of a live log: each entry opens with the clock, and what it counts was counted by then.

A text is a log where two lines or more open with a clock time. An entry goes on to the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from rashomon.model.draft import Draft

_ENTRY = re.compile(
    r"^[ \t\W]{0,3}(?P<hour>[01]?\d|2[0-3])\s?[:.h]\s?(?P<minute>[0-5]\d)"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?=[\s:–—-]|\.\s)",
    re.MULTILINE | re.IGNORECASE,
)


def with_hours(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a report, each count with the hour of the log's entry that gives it.

    Args:
        drafts: Of one report.
        text: Its text.
    """
    if not any(draft.figure is not None for draft in drafts):
        return list(drafts)
    entries = [(match.start(), _hour(match)) for match in _ENTRY.finditer(text)]
    if len(entries) < 2:
        return list(drafts)
    starts = [start for start, _ in entries]
    return [_told_at(draft, entries, bisect_right(starts, draft.trigger) - 1) for draft in drafts]


def _told_at(draft: Draft, entries: Sequence[tuple[int, str]], index: int) -> Draft:
    if draft.figure is None or index < 0:
        return draft
    return msgspec.structs.replace(draft, figure=msgspec.structs.replace(draft.figure, hour=entries[index][1]))


def _hour(match: re.Match[str]) -> str:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{match['minute']}"
