"""Two small drawings for the brief: a count among those of the same toll, and on which days things happened.

Both are plain SVG in the page's own colours, with a text for readers who do not see them.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from html import escape

import msgspec

from rashomon.export.brief_parts import Counted, Group
from rashomon.export.plain import plain
from rashomon.export.wording import MONTHS, phrase_day

WIDTH = 640
BAR_WIDTH, BAR_HEIGHT, BAR_EDGE = 240, 18, 6
BAR_TAIL = 22
"""Units to the right of the largest number, for what lies beyond it."""
LABEL_GAP = 124
"""Units between two labels of the day strip, so that they never touch, not even in a phone's larger type."""
GAP_DAYS = 10
"""Days without anything that the day strip folds into a break."""


def _text(x: float, y: float, words: str, kind: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(plain(words))}</text>'


def short_day(day: dt.date) -> str:
    """20 Nov 2012."""
    return f"{day.day} {MONTHS[day.month][:3]} {day.year}"


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """The scale that all bars of one toll share, from 0 on, and the range that stands (None on a side: open)."""

    top: int
    low: int | None
    high: int | None

    def at(self, value: int) -> float:
        """Units from the left."""
        return BAR_EDGE + value / self.top * (BAR_WIDTH - 2 * BAR_EDGE - BAR_TAIL)


def axis_of(counts: Sequence[Counted]) -> Axis | None:
    """The axis for these counts, None where none sets a bound."""
    bounds = [value for one in counts for value in (one.low, one.high) if value is not None]
    standing = [one for one in counts if one.state == "stands" and (one.low, one.high) != (None, None)]
    lows, highs = [one.low for one in standing], [one.high for one in standing]
    if not bounds:
        return None
    return Axis(
        top=max(*bounds, 1),
        low=None if None in lows else min((one for one in lows if one is not None), default=None),
        high=None if None in highs else max((one for one in highs if one is not None), default=None),
    )


def count_bar(count: Counted, axis: Axis) -> str:
    """One count on the axis: a dot, or a bar from low to high; "" where its words set no bound.

    An open side ends in a hollow dot and goes on dashed: the true number may lie beyond. The wash behind it is
    the range that stands, the same in each row.
    """
    low, high = count.low, count.high
    if low is None and high is None:
        return ""
    middle = BAR_HEIGHT / 2
    parts = []
    if axis.low is not None or axis.high is not None:
        left = axis.at(axis.low) if axis.low is not None else 0.0
        right = axis.at(axis.high) if axis.high is not None else float(BAR_WIDTH)
        parts.append(f'<rect x="{left - 2:.1f}" width="{right - left + 4:.1f}" height="{BAR_HEIGHT}" class="band"/>')
    parts.append(f'<path d="M{BAR_EDGE} {middle}H{BAR_WIDTH - 2}" class="axis"/>')
    if low is not None and high is not None:
        if low == high:
            parts.append(_end(axis.at(low), middle, "shut"))
        else:
            left, right = axis.at(low), axis.at(high)
            ends = "".join(f"M{x:.1f} {middle - 4}v8" for x in (left, right))
            parts.append(f'<path d="M{left:.1f} {middle}H{right:.1f}{ends}" class="range"/>')
    elif low is not None:
        x, end = axis.at(low), BAR_WIDTH - 3
        parts.append(f'<path d="M{x:.1f} {middle}H{end}M{end - 4} {middle - 4}l4 4l-4 4" class="beyond"/>')
        parts.append(_end(x, middle, "open"))
    elif high is not None:
        x = axis.at(high)
        parts.append(f'<path d="M{x:.1f} {middle}H{BAR_EDGE}" class="beyond"/>')
        parts.append(_end(x, middle, "open"))
    return (
        f'<svg class="bar-row" viewBox="0 0 {BAR_WIDTH} {BAR_HEIGHT}" aria-hidden="true" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _end(x: float, y: float, kind: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.0f}" r="4" class="{kind}"/>'


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
        f'<svg class="{kind}" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{escape(plain(label))}" '
        f'xmlns="http://www.w3.org/2000/svg">{content}</svg>'
    )
