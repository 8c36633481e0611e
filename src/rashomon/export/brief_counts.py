"""Every count that was considered for a toll: who gives it, where and when, how wide, and whether it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from rashomon.export.brief_parts import Counted
from rashomon.export.evidence import Evidence, outlet_of
from rashomon.export.names import speaker_of
from rashomon.export.wording import phrase_number, unique, vague_words
from rashomon.model.event import Toll

_ORDER = ("stands", "", "superseded", "echo", "discounted")
"""Of one voice with one number in two places, the state that counts most is shown."""


def list_counts(toll: Toll, evidence: Evidence) -> tuple[Counted, ...]:
    """The counts of a toll in order of print; a voice with one number in several outlets is one count."""
    older = {one.b for one in toll.relations if one.kind in {"supersedes", "revises_down"}}
    repeats = {one.a for one in toll.relations if one.kind == "echo"}
    found: dict[tuple[str, int | None, int | None, str], Counted] = {}
    for claim in evidence.of((*toll.claims, *toll.discounted)):
        figure = claim.figure
        if figure is None:
            continue
        label = phrase_number(figure) if (figure.low, figure.high) != (None, None) else vague_words(figure)
        state = (
            "discounted" if claim.id in toll.discounted
            else "stands" if claim.id in toll.standing
            else "superseded" if claim.id in older
            else "echo" if claim.id in repeats
            else ""
        )  # fmt: skip
        own = Counted(
            who=speaker_of(claim), outlets=(outlet_of(claim),), published=claim.published, low=figure.low,
            high=figure.high, label=label, state=state, claims=(claim.id,),
        )  # fmt: skip
        key = (own.who, own.low, own.high, own.label)
        known = found.get(key)
        found[key] = own if known is None else _joined(known, own)
    return tuple(sorted(found.values(), key=_by_day))


def _joined(one: Counted, other: Counted) -> Counted:
    days = [each.published for each in (one, other) if each.published is not None]
    return msgspec.structs.replace(
        one,
        outlets=unique((*one.outlets, *other.outlets)),
        published=min(days, default=None),
        state=min((one.state, other.state), key=_ORDER.index),
        claims=one.claims + other.claims,
    )


def _by_day(one: Counted) -> tuple[dt.date, int, str]:
    return (one.published or dt.date.max, one.low or one.high or 0, one.who)


def chief_counts(counts: Sequence[Counted], most: int) -> tuple[tuple[Counted, ...], int]:
    """At most so many of them, and how many are left out: those that stand stay, then the latest."""
    if len(counts) <= most:
        return tuple(counts), 0
    ranked = sorted(range(len(counts)), key=lambda at: (counts[at].state != "stands", -at))[:most]
    return tuple(counts[at] for at in sorted(ranked)), len(counts) - most
