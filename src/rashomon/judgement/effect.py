"""What a decision changes: two accounts held against each other, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from rashomon.model.event import ControlSpan, Event, Situation, Toll
from rashomon.reconcile.lines import name_event, name_span, name_toll

Home = TypeVar("Home", Toll, Event)
SHOWN_ID = 8
"""Digits of an id that lines show; the commands take any that fit one thing only."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in the account that reads otherwise: `before` or `after` is "" where it is not there.

    Attributes:
        what: `figure`, `event` or `control`.
        id: Of the toll or event; the place's of a change of control.
    """

    what: str
    id: str
    before: str
    after: str


def compare_accounts(before: Situation, after: Situation) -> tuple[Change, ...]:
    """What reads otherwise in the second account: figures, then events, then control.

    A toll or event that is gone is told of with the one that took its claims.
    """
    changes = [
        *_compare("figure", before.tolls, after.tolls, name_toll),
        *_compare("event", _all_events(before), _all_events(after), name_event),
    ]
    old, new = _spans(before.control), _spans(after.control)
    for place in sorted(old.keys() | new.keys()):
        gone = [line for line in old.get(place, ()) if line not in new.get(place, ())]
        come = [line for line in new.get(place, ()) if line not in old.get(place, ())]
        rows = max(len(gone), len(come))
        padded = [[*lines, *[""] * (rows - len(lines))] for lines in (gone, come)]
        changes += [Change(what="control", id=place, before=a, after=b) for a, b in zip(*padded, strict=True)]
    return tuple(changes)


def _all_events(account: Situation) -> tuple[Event, ...]:
    return (*account.events, *account.unhappened, *account.background)


def _spans(control: Iterable[ControlSpan]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for span in control:
        found.setdefault(span.place_id or span.place, []).append(name_span(span))
    return found


def _compare(what: str, before: Sequence[Home], after: Sequence[Home], tell: Callable[[Home], str]) -> Iterator[Change]:
    new = {one.id: one for one in after}
    heirs = {claim: one for one in after for claim in one.claims}
    for one in before:
        old, now = tell(one), new.pop(one.id, None)
        heir = next((heirs[claim] for claim in one.claims if claim in heirs), None)
        line = f"with {heir.id[:SHOWN_ID]}, {tell(heir)}" if heir is not None else ""
        line = tell(now) if now is not None else line
        if line != old:
            yield Change(what=what, id=one.id, before=old, after=line)
    for one in new.values():
        yield Change(what=what, id=one.id, before="", after=tell(one))
