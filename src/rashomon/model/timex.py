"""Time expressions as read, before anything anchors them to a day."""

from __future__ import annotations

import msgspec


class TimeExpr(msgspec.Struct, frozen=True, kw_only=True):
    """Placeholder shape; the date grammar's owner defines the symbolic value."""

    kind: str


class TimeMention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that tell when, as printed, and what they say before anchoring.

    Attributes:
        start, end, text: Code points in the report's text.
        value: The symbolic value.
    """

    start: int
    end: int
    text: str
    value: TimeExpr
