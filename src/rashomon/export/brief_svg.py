"""Two small drawings for the brief: how a toll moved, and on which days things happened.

Both are plain SVG in the page's own colours, with a text for readers who do not see them.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise

from rashomon.export.brief_parts import Group, Point
from rashomon.export.plain import plain
from rashomon.export.wording import MONTHS, phrase_day

WIDTH, HEIGHT = 640, 120
LEFT, RIGHT, TOP, BOTTOM = 34, 34, 30, 26
MOST_POINTS = 9
LABEL_GAP = 124
"""Units between two labels of the day strip, so that they never touch, not even in a phone's larger type."""
GAP_DAYS = 10
"""Days without anything that the day strip folds into a break."""


def _text(x: float, y: float, words: str, kind: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(plain(words))}</text>'


def short_day(day: dt.date) -> str:
    """20 Nov."""
    return f"{day.day} {MONTHS[day.month][:3]}"


def _last_of_day(points: Sequence[Point]) -> list[Point]:
    shown: dict[tuple[dt.date, str], Point] = {}
    for point in points:
        if point.known is not None and (point.low is not None or point.high is not None):
            shown.setdefault((point.known, point.label), point)
    moved: list[Point] = []
    for point in sorted(shown.values(), key=lambda one: one.known or dt.date.min):
        if not moved or (moved[-1].low, moved[-1].high) != (point.low, point.high):
            moved.append(point)
    return moved


def toll_strip(points: Sequence[Point]) -> str:
    """A toll over the days on which it was published, "" where it did not move.

    Each count is a bar from low to high; a single number is a dot. An open side ends in a hollow dot: the
    true number may lie beyond it.
    """
    moved = _last_of_day(points)
    if len(moved) < 2 or len(moved) > MOST_POINTS:
        return ""
    top = max(value for one in moved for value in (one.low, one.high) if value is not None) or 1
    days = [one.known.toordinal() for one in moved if one.known is not None]
    gap = (WIDTH - LEFT - RIGHT) / (len(moved) - 1)
    spread = max(days) - min(days)
    # Days that crowd are set at even distances: labels must stay readable before the scale is exact.
    exact = spread > 0 and all(later - earlier >= spread / (len(days) * 2) for earlier, later in pairwise(days))
    floor = HEIGHT - BOTTOM

    def across(at: int) -> float:
        return LEFT + ((days[at] - min(days)) / spread * (WIDTH - LEFT - RIGHT) if exact else at * gap)

    def up(value: int) -> float:
        return floor - 8 - value / top * (floor - TOP - 12)

    parts = [f'<line x1="{LEFT - 20}" y1="{floor}" x2="{WIDTH - RIGHT + 20}" y2="{floor}" class="axis"/>']
    heights = [up(one.high if one.high is not None else one.low or 0) for one in moved]
    path = " ".join(f"{across(at):.1f},{height:.1f}" for at, height in enumerate(heights))
    parts.append(f'<polyline points="{path}" class="trend"/>')
    for at, one in enumerate(moved):
        parts.extend(_mark(across(at), one, up))
        anchor = {0: "start", len(moved) - 1: "end"}.get(at, "middle") if len(one.label) > 6 else "middle"
        edge = {"start": -LEFT + 8, "end": RIGHT - 8}.get(anchor, 0)
        parts.append(_text(across(at) + edge, heights[at] - 11, one.label, "number", anchor))
        if one.known is not None:
            parts.append(_text(across(at), HEIGHT - 8, short_day(one.known), "day"))
    told = "; ".join(f"{one.label} on {phrase_day(one.known)}" for one in moved if one.known is not None)
    return _svg("".join(parts), HEIGHT, f"How the number moved: {told}", "strip")


def _mark(x: float, point: Point, height: Callable[[int], float]) -> list[str]:
    low, high = point.low, point.high
    parts = []
    if low is not None and high is not None and low != high:
        parts.append(f'<line x1="{x:.1f}" y1="{height(low):.1f}" x2="{x:.1f}" y2="{height(high):.1f}" class="range"/>')
    for value in {low, high} - {None}:
        assert value is not None
        open_side = (low is None) or (high is None)
        parts.append(
            f'<circle cx="{x:.1f}" cy="{height(value):.1f}" r="4.5" class="{"open" if open_side else "shut"}"/>'
        )
    return parts


def day_strip(groups: Sequence[Group]) -> str:
    """One bar a day, as high as there is much to tell, linked to the day; "" for fewer than three days."""
    days = [(group.day, group) for group in groups if group.day is not None]
    if len(days) < 3:
        return ""
    slots: list[tuple[dt.date | None, Group | None]] = []
    last: dt.date | None = None
    for day, group in days:
        if last is not None and (day - last).days > GAP_DAYS:
            slots.append((None, None))
        elif last is not None:
            slots.extend((last + dt.timedelta(days=step), None) for step in range(1, (day - last).days))
        slots.append((day, group))
        last = day
    step = (WIDTH - 8) / len(slots)
    most = max(len(group.sentences) for _, group in days)
    parts, month, labelled = [], "", -float(LABEL_GAP)
    tall, floor = 40, 46
    for at, (slot, found) in enumerate(slots):
        x = 4 + at * step
        if slot is None:
            parts.append(_text(x + step / 2, floor - 3, "⋯", "day"))
            month = ""
            continue
        if found is not None:
            size = 4 + math.sqrt(len(found.sentences) / most) * (tall - 4)
            width = max(min(step - 2, 22), 1.5)
            title = f"{phrase_day(slot)}: {len(found.sentences)}"
            parts.append(
                f'<a href="#d-{slot.isoformat()}"><title>{title}</title><rect x="{x + (step - width) / 2:.1f}" '
                f'y="{floor - size:.1f}" width="{width:.1f}" height="{size:.1f}" class="bar"/></a>'
            )
        name = f"{MONTHS[slot.month][:3]} {slot.year}"
        if name != month and x - labelled >= LABEL_GAP:
            end = x > WIDTH - LABEL_GAP
            if end and WIDTH - labelled < 2 * LABEL_GAP:
                continue
            parts.append(_text(WIDTH if end else x, floor + 17, f"{slot.day} {name}", "day", "end" if end else "start"))
            month, labelled = name, x
    parts.insert(0, f'<line x1="0" y1="{floor}" x2="{WIDTH}" y2="{floor}" class="axis"/>')
    return _svg("".join(parts), 70, "How much the reports tell of each day", "days")


def _svg(content: str, height: int, label: str, kind: str) -> str:
    return (
        f'<svg class="{kind}" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(plain(label))}" '
        f'xmlns="http://www.w3.org/2000/svg">{content}</svg>'
    )
