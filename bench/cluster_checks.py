"""Judges the checks of a gold cluster against accounts of its reports; bench/clusters/README.md defines each kind."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon import Claim, Report, Situation
from rashomon.model.event import ControlSpan, Event, Toll
from rashomon.model.figure import Figure
from rashomon.reconcile import control_on

Check = dict[str, Any]
Fold = Callable[[Sequence[Report], Sequence[Claim], dt.date | None], Situation]
ORDERED = frozenset({"supersedes", "revises_down", "part_of"})
HAPPENING = frozenset({"event", "control", "figure"})


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """How one check went.

    Attributes:
        right: Whether it holds.
        missing: It fails because no claim was read from the words concerned, or none with that measure and place.
        told: What the account says, for a person who looks at a dev case.
    """

    right: bool
    missing: bool = False
    told: str = ""


def plain(words: str) -> str:
    """Letters and digits in lower case, without marks, one space between words."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold().replace("'", "")
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare).split()).removeprefix("the ")


class Accounts:
    """All accounts of one cluster: folded once for each day of knowing and set of withdrawn reports."""

    def __init__(self, reports: Sequence[Report], claims: Sequence[Claim], fold: Fold) -> None:
        self.reports = reports
        self.claims = {claim.id: claim for claim in claims}
        self._fold = fold
        self._made: dict[tuple[str, tuple[str, ...]], Situation] = {}

    def of(self, check: Check) -> Situation:
        """The account that a check asks for."""
        return self.at(check.get("known", ""), tuple(check.get("without", ())))

    def at(self, known: str = "", without: tuple[str, ...] = ()) -> Situation:
        """The account as known on a day ("": everything), without the reports that were withdrawn."""
        key = (known, without)
        if key not in self._made:
            reports = [report for report in self.reports if file_of(report.name) not in without]
            claims = [claim for claim in self.claims.values() if file_of(claim.report) not in without]
            self._made[key] = self._fold(reports, claims, dt.date.fromisoformat(known) if known else None)
        return self._made[key]

    def meant(self, pointer: dict[str, Any], *, exactly: bool = False) -> set[str]:
        """Ids of the claims that a pointer means; `exactly`: by their quotes alone."""
        report = next(r for r in self.reports if file_of(r.name) == pointer["report"])
        start = report.text.find(pointer["words"])
        if start < 0:
            return set()
        end = start + len(pointer["words"])
        near = [
            claim
            for claim in self.claims.values()
            if claim.report == report.name and ("number" not in pointer or gives(claim.figure, pointer["number"]))
        ]
        quoted = {claim.id for claim in near if claim.start < end and start < claim.end}
        if quoted or exactly:
            return quoted
        return {claim.id for claim in near if claim.sentence[0] < end and start < claim.sentence[1]}

    def places(self, names: Iterable[str]) -> tuple[set[str], set[str]]:
        """Plain names, and gazetteer ids, of a place that reports call by one of the names."""
        wanted = set(map(plain, names))
        found = [
            claim.place
            for claim in self.claims.values()
            if claim.place is not None and {plain(claim.place.name), plain(claim.place.text)} & wanted
        ]
        return wanted | {plain(place.name) for place in found}, {place.id for place in found if place.id}

    def is_named(self, name: str, names: Iterable[str]) -> bool:
        """Whether a canonical name of somebody is one of the names, or of somebody whom a report calls so."""
        wanted = set(map(plain, names))
        people = {(who.name, who.text) for claim in self.claims.values() for who in (*claim.actors, *claim.recipients)}
        people |= {(who.name, who.text) for claim in self.claims.values() for who in claim.by}
        called = {plain(canonical) for canonical, words in people if plain(words) in wanted}
        got = f" {plain(name)} "
        return plain(name) in called or any(f" {want} " in got for want in wanted)


def file_of(name: str) -> str:
    """The file's name of a report."""
    return Path(name).name


def gives(figure: Figure | None, number: int) -> bool:
    """Whether a count gives the number, as printed or as a bound."""
    if figure is None:
        return False
    strict = {"more_than": 1, "less_than": -1}.get(figure.quantifier, 0)
    return number in {figure.value, figure.low, figure.high} or (
        strict != 0 and number + strict in {figure.low, figure.high}
    )


def judge(accounts: Accounts, check: Check) -> Answer:
    """Judge one check."""
    return _JUDGES[check["kind"]](accounts, check)


# -- figures ----------------------------------------------------------------------------------------------------------


def _tolls(accounts: Accounts, check: Check, situation: Situation) -> list[Toll]:
    names, ids = accounts.places(check["place"])
    near = [
        toll
        for toll in situation.tolls
        if toll.measure == check["measure"]
        and toll.unit == check.get("unit", "persons")
        and (toll.place_id in ids or plain(toll.place) in names)
    ]
    if "of" not in check:
        return near
    meant = accounts.meant(check["of"])
    return [toll for toll in near if meant & set(toll.claims)]


def _unread(accounts: Accounts, check: Check) -> bool:
    """Whether the claim a figure is asked for was not read, or not with its measure and place."""
    if "of" not in check:
        return False
    names, ids = accounts.places(check["place"])
    for key in accounts.meant(check["of"]):
        claim = accounts.claims[key]
        place = claim.place
        here = place is not None and (place.id in ids or plain(place.name) in names)
        if here and claim.figure is not None and claim.figure.measure == check["measure"]:
            return False
    return True


def _voices(accounts: Accounts, toll: Toll) -> tuple[list[str], set[str], int]:
    """Origins' names and outlets of the numbers that stand, and how many of the origins are independent."""
    numbers = {_bounds(accounts.claims[key].figure) for key in toll.standing}
    said = {key for key in toll.claims if _bounds(accounts.claims[key].figure) in numbers}
    origins = [origin for origin in toll.origins if said & set(origin.claims)]
    outlets = {accounts.claims[key].outlet for key in said}
    return [origin.name for origin in origins], outlets, sum(origin.independent for origin in origins)


def _bounds(figure: Figure | None) -> tuple[int | None, int | None]:
    return (None, None) if figure is None else (figure.low, figure.high)


def _number(value: int | None, low: int | None, high: int | None) -> int | None:
    return next((number for number in (value, low, high) if number is not None), None)


def _history(toll: Toll) -> list[int | None]:
    numbers = [_number(step.value, step.low, step.high) for step in toll.history]
    return [number for i, number in enumerate(numbers) if i == 0 or numbers[i - 1] != number]


def _standing(accounts: Accounts, toll: Toll) -> set[int | None]:
    figures = [accounts.claims[key].figure for key in toll.standing]
    return {_number(f.value, f.low, f.high) for f in figures if f is not None}


def _met(accounts: Accounts, toll: Toll, expect: dict[str, Any]) -> bool:
    names, outlets, _ = _voices(accounts, toll)
    status = expect.get("status", toll.status)
    strict = toll.quantifier
    low = {toll.low, toll.low - 1} if toll.low is not None and strict == "more_than" else {toll.low}
    high = {toll.high, toll.high + 1} if toll.high is not None and strict == "less_than" else {toll.high}
    return all((
        expect.get("low", toll.low) in low,
        expect.get("high", toll.high) in high,
        expect.get("value", toll.value) == toll.value,
        toll.status in ([status] if isinstance(status, str) else status),
        expect.get("origins", len(names)) == len(names),
        expect.get("outlets", len(outlets)) == len(outlets),
        "history" not in expect or expect["history"] == _history(toll),
        "standing" not in expect or set(expect["standing"]) == _standing(accounts, toll),
    ))  # fmt: skip


def _say(accounts: Accounts, tolls: Iterable[Toll]) -> str:
    told = []
    for toll in tolls:
        names, outlets, free = _voices(accounts, toll)
        told.append(
            f"{toll.place}: low {toll.low} high {toll.high} value {toll.value} ({toll.quantifier}) {toll.status}, "
            f"history {_history(toll)}, standing {sorted(map(str, _standing(accounts, toll)))}, "
            f"origins {names} ({free} independent), {len(outlets)} outlets"
        )
    return " | ".join(told) or "no such toll"


def _figure(accounts: Accounts, check: Check) -> Answer:
    tolls = _tolls(accounts, check, accounts.of(check))
    right = any(_met(accounts, toll, check["expect"]) for toll in tolls)
    return Answer(right=right, missing=not right and _unread(accounts, check), told=_say(accounts, tolls))


def _carries(toll: Toll, number: int) -> bool:
    return number in {toll.low, toll.high, toll.value}


def _absent(accounts: Accounts, check: Check) -> Answer:
    number = check.get("number")

    def chosen(situation: Situation) -> list[Toll]:
        tolls = _tolls(accounts, check, situation)
        return [toll for toll in tolls if number is None or _carries(toll, number) or number in _history(toll)]

    then, later = chosen(accounts.of(check)), chosen(accounts.at())
    return Answer(right=bool(later) and not then, missing=not later and not then, told=_say(accounts, then))


def _never(accounts: Accounts, check: Check) -> Answer:
    tolls = _tolls(accounts, check, accounts.of(check))
    wrong = [toll for toll in tolls if any(_carries(toll, number) for number in check["numbers"])]
    return Answer(right=bool(tolls) and not wrong, missing=not tolls, told=_say(accounts, wrong))


def _once(accounts: Accounts, check: Check) -> Answer:
    number = check["number"]
    tolls = [t for t in _tolls(accounts, check, accounts.of(check)) if _carries(t, number) or number in _history(t)]
    return Answer(right=len(tolls) == 1, missing=not tolls, told=_say(accounts, tolls))


def _origins(accounts: Accounts, check: Check) -> Answer:
    tolls = _tolls(accounts, check, accounts.of(check))
    right = False
    for toll in tolls:
        names, outlets, free = _voices(accounts, toll)
        right = right or all((
            len(names) == check["count"],
            all(any(accounts.is_named(name, wanted) for name in names) for wanted in check.get("names", ())),
            len(outlets) == check.get("outlets", len(outlets)),
            free == check.get("independent", free),
        ))  # fmt: skip
    return Answer(right=right, missing=not right and _unread(accounts, check), told=_say(accounts, tolls))


# -- relations, copies ------------------------------------------------------------------------------------------------


def _between(accounts: Accounts, check: Check) -> tuple[list[tuple[str, bool]], bool]:
    """Relations told between the two: kind, and whether in that order; and whether both were read."""
    first, second = accounts.meant(check["a"]), accounts.meant(check["b"])
    pairs = [(r.kind, r.a in first) for r in accounts.of(check).relations
             if (r.a in first and r.b in second) or (r.b in first and r.a in second)]  # fmt: skip
    return [(str(kind), order) for kind, order in pairs], bool(first and second)


def _relation(accounts: Accounts, check: Check) -> Answer:
    found, read = _between(accounts, check)
    right = any(kind in check["any"] and (order or kind not in ORDERED) for kind, order in found)
    return Answer(right=right, missing=not right and not (read and _alike(accounts, check)), told=str(found))


def _alike(accounts: Accounts, check: Check) -> bool:
    """Whether both were read with one measure, and with a place at all: else nothing could be held against anything."""
    first, second = (
        {
            claim.figure.measure
            for claim in map(accounts.claims.__getitem__, accounts.meant(check[side]))
            if claim.figure is not None and claim.place is not None
        }
        for side in "ab"
    )
    return bool(first & second)


def _no_relation(accounts: Accounts, check: Check) -> Answer:
    found, read = _between(accounts, check)
    wrong = [kind for kind, _ in found if kind in check.get("none", [kind])]
    return Answer(right=read and not wrong, missing=not read, told=str(wrong))


def _copies(accounts: Accounts, check: Check) -> Answer:
    groups = [set(map(file_of, group)) for group in accounts.of(check).copies]
    together = all(any(set(wanted) <= group for group in groups) for wanted in check["together"])
    apart = all(len(set(wanted) & group) < 2 for wanted in check["apart"] for group in groups)
    return Answer(right=together and apart, told=str(sorted(map(sorted, groups))))


# -- events, control --------------------------------------------------------------------------------------------------


def _told(events: Iterable[Event]) -> str:
    return " | ".join(f"{e.sub_event or e.frame} {e.place.name if e.place else '-'} {e.valid.edtf}" for e in events)


def _together(accounts: Accounts, check: Check) -> Answer:
    meant = [accounts.meant(pointer) for pointer in check["of"]]
    events = [e for e in accounts.of(check).events if any(set(e.claims) & claims for claims in meant)]
    right = any(all(set(event.claims) & claims for claims in meant) for event in events)
    return Answer(right=right, missing=not all(meant), told=_told(events) or "no event")


def _apart(accounts: Accounts, check: Check) -> Answer:
    meant = [accounts.meant(pointer) for pointer in check["of"]]
    events = accounts.of(check).events
    both = [e for e in events if sum(bool(set(e.claims) & claims) for claims in meant) > 1]
    there = all(any(set(e.claims) & claims for e in events) for claims in meant)
    return Answer(right=there and not both, missing=not all(meant), told=_told(both) or "some have no event")


def _no_event(accounts: Accounts, check: Check) -> Answer:
    meant = {
        key for key in accounts.meant(check["of"], exactly=True) if accounts.claims[key].kind in HAPPENING
    }  # what is said is no happening told of
    unless = accounts.meant(check["unless_with"]) if "unless_with" in check else set()
    wrong = [e for e in accounts.of(check).events if set(e.claims) & meant and not set(e.claims) & unless]
    return Answer(right=not wrong, told=_told(wrong))


def _control(accounts: Accounts, check: Check) -> Answer:
    situation, day = accounts.of(check), dt.date.fromisoformat(check["on"])
    names, ids = accounts.places(check["place"])
    keys = sorted({s.place_id or s.place for s in situation.control if s.place_id in ids or plain(s.place) in names})
    spans = [control_on(situation.control, key, day) for key in keys]
    known = [span for span in spans if span.status != "unknown" or span.holder is not None]
    unknown = not check["holder"] and "unknown" in check["status"]
    right = any(_holds(accounts, span, check) for span in known) or (unknown and not known)
    told = ", ".join(f"{s.place}: {s.holder} {s.status} {s.basis} {s.start}..{s.end}" for s in known) or "unknown"
    return Answer(
        right=right, missing=not right and bool(check["holder"]) and not _bears(accounts, names, ids), told=told
    )


def _holds(accounts: Accounts, span: ControlSpan, check: Check) -> bool:
    if span.status not in check["status"]:
        return False
    if span.holder is None:
        return not check["holder"] or span.status == "contested"
    return accounts.is_named(span.holder, check["holder"])


def _bears(accounts: Accounts, names: set[str], ids: set[str]) -> bool:
    """Whether any claim on who holds the place was read."""
    return any(
        claim.change is not None
        and claim.place is not None
        and (claim.place.id in ids or plain(claim.place.name) in names)
        for claim in accounts.claims.values()
    )


_JUDGES: dict[str, Callable[[Accounts, Check], Answer]] = {
    "figure": _figure,
    "absent": _absent,
    "never": _never,
    "once": _once,
    "origins": _origins,
    "relation": _relation,
    "no_relation": _no_relation,
    "copies": _copies,
    "together": _together,
    "apart": _apart,
    "no_event": _no_event,
    "control": _control,
}
KINDS = tuple(_JUDGES)
