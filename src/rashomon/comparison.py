"""Reports held side by side: what they agree on, where they differ and why, what one alone tells.

Built on the account and not on the texts: two reports agree where their claims are of one event or one
count and nothing contradicts, they differ where a relation between their claims says so, where they give
numbers of one count that cannot both be true, or where one names another holder for the same days. Counts
that the account keeps apart are still set beside each other where they count the same kind of thing at
one place: whether they are two counts or one is for a person to see. What only one report tells of is
told as such, for silence is no denial.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.event import ControlSpan, Event, Relation, Situation, Toll
from rashomon.model.figure import Figure
from rashomon.model.time import Interval
from rashomon.reconcile.rules import load_rules

Verdict = Literal["agree", "differ", "only"]
# Relations that an analyst must see as a difference; the others are ways of saying one thing.
DIFFER = {
    "contradicts": "they contradict each other",
    "revises_down": "the later one gives fewer",
    "supersedes": "the later one gives a newer count",
    "attribution_conflict": "one number under two named sources",
    "window_drift": "one number for other days",
    "scope_drift": "one number for other people or another area",
}
# "About 100" is read with wide bounds elsewhere, so that no conflict is invented. Here a person looks at both
# numbers, and a tenth either way is what a rounded number leaves open.
ROUNDED = 0.1
# Of two copies of one text, sentences with this share of words in common are one sentence with a word changed.
EDITED = 0.7


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One matter on which the reports can be compared.

    Attributes:
        id: Of the event or toll, or of the claim where only one claim tells of it.
        verdict: `agree`, `differ` or `only`.
        rule: Why, in words; "" for `only`.
        claims: Ids of claims of the reports compared, by report and position.
        event, toll, span: What it is, where it is one; `span` where they differ on who holds a place.
    """

    id: str
    verdict: Verdict
    rule: str
    claims: tuple[str, ...]
    event: Event | None = None
    toll: Toll | None = None
    span: ControlSpan | None = None


def compare(situation: Situation, names: Sequence[str]) -> tuple[Point, ...]:
    """Matters that the reports tell of, differences first, then agreement, then what one alone tells.

    Args:
        situation: The account of all reports.
        names: Names of two or more of them.
    """
    claims = {claim.id: claim for claim in situation.claims if claim.report in names}
    side = _SideBySide(situation, claims)
    points = side.held() + side.counted() + side.happened()
    told = {one for point in points for one in point.claims}
    points += [
        Point(id=one, verdict="only", rule="", claims=(one,))
        for one in claims
        if one not in told and claims[one].kind != "relation"
    ]
    points = side.kindred(points)
    points = side.same_words(points)
    order = {"differ": 0, "agree": 1, "only": 2}
    return tuple(sorted(points, key=lambda point: (order[point.verdict], _place(claims[point.claims[0]]))))


class _SideBySide:
    """The claims of the reports compared, sorted into matters; each claim is taken once."""

    def __init__(self, situation: Situation, claims: Mapping[str, Claim]) -> None:
        self._situation = situation
        self._claims = claims
        self._taken: set[str] = set()

    def held(self) -> list[Point]:
        """Places for which the reports name other holders on the same days."""
        found = []
        for span in self._situation.control:
            # Who held it before is no contradiction: only reports of these days or later can be.
            own, against = (
                [one for one in self._own(ids) if self._after(one, span.start)] for ids in (span.claims, span.against)
            )
            apart = _reports(own, self._claims) | _reports(against, self._claims)
            if not own or not against or len(apart) < 2:
                continue
            together = sorted((*own, *against), key=lambda one: _place(self._claims[one]))
            rule = "they name other holders for days that meet"
            name = f"{span.place_id or span.place} {span.start}"
            found.append(Point(id=name, verdict="differ", rule=rule, claims=self._take(together), span=span))
        return found

    def counted(self) -> list[Point]:
        """Counts that the account has, each with the deaths or wounds told in the same words as events."""
        found = []
        for toll in self._situation.tolls:
            own = self._own(toll.claims)
            if not own:
                continue
            verdict, rule = self._judge_count(toll, own)
            effects = [one for event in self._effects_of(own) for one in self._own(event.claims)]
            together = sorted({*own, *effects}, key=lambda one: _place(self._claims[one]))
            found.append(Point(id=toll.id, verdict=verdict, rule=rule, claims=self._take(together), toll=toll))
        return found

    def happened(self) -> list[Point]:
        """Events that no count has taken."""
        found = []
        for event in (*self._situation.events, *self._situation.unhappened, *self._situation.background):
            own = self._own(event.claims)
            if own:
                verdict, rule = self._judge_event(event, own)
                found.append(Point(id=event.id, verdict=verdict, rule=rule, claims=self._take(own), event=event))
        return found

    def kindred(self, points: list[Point]) -> list[Point]:
        """Counts of one kind at one place that the account keeps apart: set together where no numbers agree."""
        groups: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
        for point in points:
            if point.toll is not None and point.toll.place_id and self._wholes(point):
                groups[point.toll.measure, point.toll.unit, point.toll.place_id].append(point)
        for group in groups.values():
            alike = [one for one in group if any(self._rival(one, other) for other in group if other is not one)]
            if not alike:
                continue
            rule = (
                "counts of one kind for one place, and their numbers do not agree; the account keeps them apart, "
                "so they may be of other days or other people"
            )
            graver = [one.rule for one in alike if one.verdict == "differ"]
            points = [
                *(one for one in points if one not in alike),
                self._join(alike, "differ", "; ".join([*graver, rule])),
            ]
        return points

    def same_words(self, points: list[Point]) -> list[Point]:
        """What several reports tell in the same words: one matter, though nothing tells when or where it was."""
        copies = [set(group) for group in self._situation.copies]
        left = [point for point in points if point.verdict == "only"]
        group_of = {number: {number} for number in range(len(left))}
        for first, second in combinations(range(len(left)), 2):
            if group_of[first] is not group_of[second] and self._one_wording(left[first], left[second], copies):
                group_of[first] |= group_of[second]
                for number in group_of[second]:
                    group_of[number] = group_of[first]
        found = {min(group): [left[one] for one in sorted(group)] for group in group_of.values() if len(group) > 1}
        # Two candidates in one report leave it open which is meant.
        groups = [group for group in found.values() if len({self._report(one) for one in group}) == len(group)]
        merged = {point.id for group in groups for point in group}
        return [point for point in points if point.id not in merged] + [
            self._join(group, "agree", "told in the same words") for group in groups
        ]

    def _after(self, name: str, day: dt.date | None) -> bool:
        published = self._claims[name].published
        return day is None or published is None or published >= day

    def _own(self, ids: Iterable[str]) -> list[str]:
        wanted = (one for one in dict.fromkeys(ids) if one in self._claims and one not in self._taken)
        return sorted(wanted, key=lambda one: _place(self._claims[one]))

    def _take(self, ids: Sequence[str]) -> tuple[str, ...]:
        self._taken.update(ids)
        return tuple(ids)

    def _effects_of(self, own: Sequence[str]) -> list[Event]:
        """Events that say in other words what the count says: "12 were killed" beside "killed: 12"."""
        counting = _reports(own, self._claims)
        return [
            event
            for event in (*self._situation.events, *self._situation.unhappened, *self._situation.background)
            if event.frame in load_rules().effects
            and set(own) & set(event.claims)
            and _reports(self._own(event.claims), self._claims) <= counting
        ]

    def _judge_count(self, toll: Toll, own: Sequence[str]) -> tuple[Verdict, str]:
        if len(_reports(own, self._claims)) < 2:
            return "only", ""
        differ, between = _difference(toll.relations, self._claims)
        if differ:
            return "differ", differ
        if any(one.kind in ("echo", "within_rounding") for one in between):
            return "agree", next(one.rule for one in between if one.kind in ("echo", "within_rounding"))
        by_report: dict[str, list[Figure]] = defaultdict(list)
        for one in own:
            if (figure := self._claims[one].figure) is not None:
                by_report[self._claims[one].report].append(figure)
        for mine, other in combinations(by_report.values(), 2):
            if not any(_may_agree(a, b) for a in mine for b in other):
                return "differ", "numbers of one count that cannot both be true of the same day: it was counted anew"
        return "agree", next((one.rule for one in between), "") or "one count, and the numbers agree"

    def _judge_event(self, event: Event, own: Sequence[str]) -> tuple[Verdict, str]:
        if len(_reports(own, self._claims)) < 2:
            return "only", ""
        differ, between = _difference(event.disputes, self._claims)
        if differ:
            return "differ", differ
        sides = {self._claims[one].stance == "denied" for one in own}
        denying = {self._claims[one].report for one in own if self._claims[one].stance == "denied"}
        if len(sides) > 1 and denying < _reports(own, self._claims):
            return "differ", "one report tells that it is denied"
        return "agree", next((one.rule for one in between), "") or self._merge_reason(event) or "one event"

    def _merge_reason(self, event: Event) -> str:
        """Why a claim of one report was put with another report's, without the ids that people cannot read."""
        reasons = []
        for line in event.merged:
            pair, _, reason = line.partition(": ")
            ends = [self._claims[one].report for one in pair.split(" with ") if one in self._claims]
            if len(set(ends)) == 2:
                return reason
            if len(ends) == 1:
                reasons.append(reason)
        return reasons[0] if reasons else ""

    def _wholes(self, point: Point) -> list[Figure]:
        """Numbers of a count that are not said to be a part of another or to come on top of it."""
        figures = (self._claims[one].figure for one in point.claims)
        return [
            one
            for one in figures
            if one is not None and not one.subset_of and not one.additional and (one.low, one.high) != (None, None)
        ]

    def _rival(self, one: Point, other: Point) -> bool:
        """Whether two counts of two reports may be meant to be the same and cannot be."""
        if _reports(one.claims, self._claims) & _reports(other.claims, self._claims):
            return False
        if one.toll is None or other.toll is None:
            return False
        if one.toll.population != other.toll.population or self._is_part(one) or self._is_part(other):
            return False
        if one.toll.id in other.toll.parts or other.toll.id in one.toll.parts:
            return False
        standing = "stock" in (one.toll.flow, other.toll.flow) or one.toll.measure == "displaced"
        if not standing and not _days(one.toll).meets(_days(other.toll)):
            return False
        return not any(_may_agree(a, b) for a in self._wholes(one) for b in self._wholes(other))

    def _is_part(self, point: Point) -> bool:
        """Whether its own report counts it in a greater number: the greater one is to be compared."""
        relations = point.toll.relations if point.toll is not None else ()
        return any(
            one.kind == "part_of"
            and one.a in point.claims
            and one.b in self._claims
            and self._claims[one.b].report == self._report(point)
            for one in relations
        )

    def _report(self, point: Point) -> str:
        return self._claims[point.claims[0]].report

    def _join(self, points: Sequence[Point], verdict: Verdict, rule: str) -> Point:
        claims = sorted({one for point in points for one in point.claims}, key=lambda one: _place(self._claims[one]))
        return msgspec.structs.replace(points[0], verdict=verdict, rule=rule, claims=tuple(claims))

    def _one_wording(self, one: Point, other: Point, copies: Sequence[set[str]]) -> bool:
        mine, theirs = self._claims[one.claims[0]], self._claims[other.claims[0]]
        if mine.report == theirs.report or (mine.kind, mine.frame, mine.stance) != (
            theirs.kind,
            theirs.frame,
            theirs.stance,
        ):
            return False
        if mine.figure is not None and theirs.figure is not None and not mine.figure.agrees(theirs.figure):
            return False
        words, others = _words(mine.quote), _words(theirs.quote)
        if words == others:
            return True
        if not any({mine.report, theirs.report} <= group for group in copies):
            return False
        return len(set(words) & set(others)) >= EDITED * len(set(words) | set(others))


def _reports(ids: Iterable[str], claims: Mapping[str, Claim]) -> set[str]:
    return {claims[one].report for one in ids}


def _place(claim: Claim) -> tuple[dt.date, str, int, str]:
    return claim.published or dt.date.max, claim.report, claim.start, claim.id


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _days(toll: Toll) -> Interval:
    return toll.window.interval


def _difference(relations: Sequence[Relation], claims: Mapping[str, Claim]) -> tuple[str, list[Relation]]:
    """The gravest difference between the reports in words, and all relations between them."""
    between = [
        one for one in relations if one.a in claims and one.b in claims and claims[one.a].report != claims[one.b].report
    ]
    found = next((one for kind in DIFFER for one in between if one.kind == kind), None)
    return (f"{DIFFER[found.kind]}: {found.rule}" if found is not None else ""), between


def _may_agree(one: Figure, other: Figure) -> bool:
    return _printed(one).agrees(_printed(other))


def _printed(figure: Figure) -> Figure:
    """ "About 100" as near to 100 as rounding leaves it."""
    if figure.quantifier != "about" or figure.value is None:
        return figure
    slack = int(figure.value * ROUNDED)
    return msgspec.structs.replace(figure, low=figure.value - slack, high=figure.value + slack)
