"""Who holds which place on which days, as far as reports bear it out.

A taking is certain from the last of the days on which it may have been; until the day before, who was
driven out held the place. A holding is certain on the days told. Who has taken or holds a place keeps it
until a report says otherwise, so an answer for a later day is "as known". Days that nothing bears on are
unknown, towns do not inherit from their province nor it from them, and what is denied, feared, planned
or doubted never moves a line.

Rule: docs/model.md#control; ISW's assessed against claimed control; SFM on what a citation evidences.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from operator import attrgetter

import msgspec

from rashomon.model.event import ControlSpan, ControlStatus
from rashomon.reconcile.control.bearings import (
    DAY,
    Bearing,
    Holding,
    are_allied,
    bearings_of_holding,
    bearings_of_signs,
    bearings_of_taking,
    is_known,
    order_changes,
    without_recalls,
)
from rashomon.reconcile.events.happenings import Happening
from rashomon.reconcile.evidence import HAPPENED, Item
from rashomon.reconcile.places.comparing import is_named
from rashomon.reconcile.rules import load_rules


class Ground(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """What one change of control, as grouped by `reconcile.happenings`, bears out.

    Attributes:
        names: Name and gazetteer id of the place.
        bearings: See there.
    """

    names: tuple[str, str]
    bearings: tuple[Bearing, ...]


def ground_of(happening: Happening) -> Ground:
    """What a change of control bears out as it stands."""
    # A person may have joined a telling that names no place to one that does.
    named = next(item for item in happening.changes if place_held(item))
    return Ground(names=_names(named), bearings=tuple(bearings_of_taking(happening)))


def trace_place(grounds: Sequence[Ground], holdings: Sequence[Holding]) -> list[ControlSpan]:
    """Spans of control of one place, in order of days.

    Args:
        grounds: Of current and past changes of control there.
        holdings: Of claims that somebody holds it, also those told as background.

    Cost: near linear in what is told of the place.
    """
    bearings = [bearing for ground in grounds for bearing in ground.bearings]
    held = [one for one in holdings if one.bearing.sort == "holding"]
    signs = [one.bearing for one in holdings if one.bearing.sort != "holding"]
    if signs:
        bearings += bearings_of_signs(signs, [*bearings, *(one.bearing for one in held)])
    bearings = without_recalls(bearings)
    changes = order_changes(bearings)
    bearings += [bearing for one in held for bearing in bearings_of_holding(one, changes)]
    if not any(bearing.parties or bearing.lost_by or bearing.sort == "contest" for bearing in bearings):
        return []
    names = grounds[0].names if grounds else holdings[0].names
    by_claim: dict[str, list[Bearing]] = defaultdict(list)
    for bearing in bearings:
        for claim in bearing.claims:
            by_claim[claim].append(bearing)
    return [_with_last_told(span, by_claim) for span in _sweep(bearings, names)]


def is_holding(item: Item) -> bool:
    """Whether the claim says who holds a place at the time told."""
    claim = item.claim
    return claim.kind == "control" and claim.change == "hold" and bool(item.doers) and claim.stance in HAPPENED


def _with_last_told(span: ControlSpan, by_claim: Mapping[str, Sequence[Bearing]]) -> ControlSpan:
    """The span with the last of its days that something told bears out: who holds a place keeps it in silence."""
    days = [
        min(one.end, span.end or one.end)
        for claim in span.claims
        for one in by_claim.get(claim, ())
        if (span.start is None or one.end >= span.start) and (span.end is None or one.start <= span.end)
    ]
    return msgspec.structs.replace(span, last_told=max(days, default=None))


def control_on(spans: Iterable[ControlSpan], place: str, day: dt.date) -> ControlSpan:
    """Who held a place on a day; status `unknown` and no holder where no span bears on it.

    Args:
        spans: As in `Situation.control`.
        place: Gazetteer id, or the name in any case. A name that two places bear is answered as unknown:
            ask by id.
        day: The day.
    """
    wanted = place.casefold()
    near = [span for span in spans if place and (place == span.place_id or span.place.casefold() == wanted)]
    if len({span.place_id or span.place for span in near}) == 1:
        for span in near:
            if (span.start is None or span.start <= day) and (span.end is None or day <= span.end):
                return span
    name = near[0].place if near else place
    key = near[0].place_id if len({span.place_id for span in near}) == 1 else ""
    return ControlSpan(place=name, place_id=key, holder=None, status="unknown", basis="", start=None, end=None)


def place_held(item: Item) -> str:
    """Key of the place whose holder the claim tells of, "" where it is none that anybody can hold."""
    place = item.claim.place
    # Near a town is not in it, and words without a name ("the base") are another place in each report.
    if place is None or place.precision == "near":
        return ""
    # "Took control of it, in Syria": the country is where that was, and nobody takes a sea.
    if place.precision == "country":
        return ""
    return item.key if is_named(place) else ""


def _names(item: Item) -> tuple[str, str]:
    place = item.claim.place
    assert place is not None, "claims of control are filed by place"
    return place.name, place.id


def _sweep(bearings: Sequence[Bearing], names: tuple[str, str]) -> list[ControlSpan]:
    """Spans without overlap, from what bears on each stretch of days or was last known before it."""
    order = sorted(bearings, key=attrgetter("start", "end", "sort", "claims"))
    edges = sorted({one.start for one in order} | {one.end + DAY for one in order})
    spans: list[_Open] = []
    active: list[Bearing] = []
    last_known = _LastKnown()
    at = 0
    for number, day in enumerate(edges):
        active = [one for one in active if one.end >= day]
        while at < len(order) and order[at].start <= day:
            active.append(order[at])
            at += 1
        full = _strongest([one for one in active if not one.part and one.sort in ("taking", "holding")])
        last_known.move(day, full, [one for one in active if one.part or one.sort in ("contest", "siege")])
        before = [one for one in active if one.sort == "before" and (is_known(one) or last_known.base is None)]
        last = edges[number + 1] - DAY if number + 1 < len(edges) else None
        span = _state(full, before, last_known, names)
        if span is not None:
            _append(spans, msgspec.structs.replace(span, start=day, end=last))
    return [one.close() for one in spans]


class _LastKnown:
    """What goes on being so on days on which nothing new is told.

    `base` is who holds the whole place, `over` what is told of a part, a siege or a fight since.
    """

    def __init__(self) -> None:
        self.base: Bearing | None = None
        self.over: Bearing | None = None
        self._keeper: Bearing | None = None

    def move(self, day: dt.date, full: Sequence[Bearing], aside: Sequence[Bearing]) -> None:
        """Go on to a day with what bears on it."""
        if self.base is not None and self.base.end < day and not self.base.keeps:
            # A holding told as over gives way to who kept the place anyhow, never to another side.
            same = self._keeper is not None and self._keeper.parties & self.base.parties
            self.base = self._keeper if same else None
        if full and self.base is not None and full[-1].denial and not are_allied(full[-1], self.base):
            # A denial of having left takes the place from nobody.
            self.base = msgspec.structs.replace(self.base, against=(*self.base.against, *full[-1].claims))
        elif full and self.base is not None and _says_nothing_new(full[-1], self.base):
            new = full[-1]
            self.base = msgspec.structs.replace(self.base, claims=(*self.base.claims, *new.claims))
            if new.sort == "taking" and self.base.claimed and not new.claimed:
                # Who lost the place concedes what the taker claimed.
                self.base = msgspec.structs.replace(self.base, claimed=False, basis=new.basis)
            elif self.base.claimed and not new.claimed and _may_be(new, self.base):
                self.base = msgspec.structs.replace(self.base, claimed=False, basis="reported")
        elif full:
            new = full[-1]
            if new.claimed and self.base is not None and not self.base.claimed and not are_allied(new, self.base):
                new = msgspec.structs.replace(new, against=(*new.against, *self.base.claims))
            self.base, self.over = new, None
            self._keeper = new if new.keeps else self._keeper
        # What began before the place was taken ended with its taking.
        since = self.base.start if self.base is not None and self.base.sort == "taking" else None
        later = [one for one in aside if since is None or one.start > since]
        if later:
            self.over = max(later, key=lambda one: (one.start, one.end, one.claims))


def _says_nothing_new(new: Bearing, base: Bearing) -> bool:
    """Whether a bearing leaves the holder as known.

    "The rebels held it" names nobody new, and a side that lost the place does not take it from another
    who holds it by then.
    """
    if new.sort == "holding" and new.claimed and not base.claimed and is_known(new) and are_allied(new, base):
        return True  # who is known to have the place says so as well
    if new.sort == "holding":
        return not is_known(new)
    other = bool(new.lost_by) and not any(party.startswith("words:") for party in new.lost_by)
    return not new.parties and other and is_known(base) and not new.lost_by & base.parties


def _may_be(unnamed: Bearing, base: Bearing) -> bool:
    """Whether "insurgents" who are said to hold a place may be the group that claims it: no state's forces.

    So may "Armenians" be the "Armenian fighters" who claim it.
    """
    told, claims = _words_of(unnamed), _words_of(base)
    return base.id.partition(":")[0] != "state" and bool(told & (load_rules().rebels | claims))


def _words_of(bearing: Bearing) -> set[str]:
    words = (party.removeprefix("words:") for party in bearing.parties if party.startswith("words:"))
    return {word.rstrip("s") for name in words for word in name.split()}


def _strongest(bearings: Sequence[Bearing]) -> list[Bearing]:
    """What counts of a day's bearings: reported before merely claimed ones; the best known holder last."""
    if len(bearings) <= 1:  # so on most days
        return list(bearings)
    firm = [one for one in bearings if not one.claimed] or list(bearings)
    if not any(one.parties for one in firm):
        # Who lost the place says so, and who claims it alone is named: what was claimed is conceded.
        lost = frozenset(party for one in firm for party in one.lost_by)
        taken = [one for one in bearings if one.claimed and is_known(one) and lost and not one.parties & lost]
        firm += [msgspec.structs.replace(one, claimed=False, basis="reported") for one in taken]
    return sorted(firm, key=is_known)


def _state(
    full: Sequence[Bearing], before: Sequence[Bearing], last: _LastKnown, names: tuple[str, str]
) -> ControlSpan | None:
    standing = [last.base if one is full[-1] and last.base is not None else one for one in full]
    if not standing and before:
        standing = [] if _rivals(before) else list(before)
        if last.base is not None:
            # What was reported of the same side is firmer than what a later loss lets infer.
            borne_out = last.base.claimed and not before[-1].claimed
            standing = [last.base] if are_allied(before[-1], last.base) and not borne_out else [before[-1]]
    elif not standing and last.base is not None:
        standing = [last.base]
    if last.over is not None:
        return _overlay(last.over, standing, names)
    if not standing:
        return None
    claims = tuple(dict.fromkeys(claim for one in standing for claim in one.claims))
    against = tuple(dict.fromkeys(claim for one in standing for claim in one.against if claim not in claims))
    if _rivals(standing):
        return _span(names, None, "contested", standing[0], claims, against)
    lead = standing[-1]
    status: ControlStatus = "claimed" if lead.claimed else "controls" if lead.name is not None else "unknown"
    return _span(names, lead, status, lead, claims, against)


def _rivals(standing: Sequence[Bearing]) -> bool:
    """Whether two sides are each said to hold the place."""
    sides = {one.parties for one in standing if is_known(one)}
    return any(not one & other for one, other in combinations(sides, 2))


def _overlay(over: Bearing, standing: Sequence[Bearing], names: tuple[str, str]) -> ControlSpan:
    """Part taken, fought over or besieged: told before who holds the whole."""
    rest = tuple(dict.fromkeys(claim for one in standing for claim in one.claims if claim not in over.claims))
    if over.sort == "contest":
        return _span(names, None, "contested", over, over.claims, rest)
    if over.sort == "siege":
        holder = over if over.name is not None else (standing[0] if standing and not _rivals(standing) else None)
        return _span(names, holder, "besieged", over, (*over.claims, *rest), over.against)
    return _span(names, over, "partial", over, over.claims, rest)


def _span(
    names: tuple[str, str],
    holder: Bearing | None,
    status: ControlStatus,
    on: Bearing,
    claims: tuple[str, ...],
    against: tuple[str, ...],
) -> ControlSpan:
    return ControlSpan(
        place=names[0],
        place_id=names[1],
        holder=holder.name if holder is not None else None,
        holder_id=holder.id if holder is not None else "",
        status=status,
        basis=on.basis,
        start=on.start,
        end=on.end,
        since=on.since,
        claims=claims,
        against=against,
    )


class _Open:
    """A span that may go on, with its claims so far."""

    def __init__(self, span: ControlSpan) -> None:
        self.span = span
        self.claims = dict.fromkeys(span.claims)
        self.against = dict.fromkeys(span.against)

    def close(self) -> ControlSpan:
        return msgspec.structs.replace(self.span, claims=tuple(self.claims), against=tuple(self.against))


def _append(spans: list[_Open], span: ControlSpan) -> None:
    """Put a span after the last, as one with it where it says the same of the next day."""
    last = spans[-1].span if spans else None
    same = last is not None and (last.holder, last.holder_id, last.status, last.basis) == (
        span.holder, span.holder_id, span.status, span.basis,
    )  # fmt: skip
    if last is None or not same or last.end is None or span.start is None or last.end + DAY != span.start:
        spans.append(_Open(span))
        return
    spans[-1].span = msgspec.structs.replace(last, end=span.end)
    spans[-1].claims |= dict.fromkeys(span.claims)
    spans[-1].against |= dict.fromkeys(span.against)
