"""What a person should look at, most important first: where the rules left something open or lean on little.

A question's rank is its impact (how many people it concerns) times its ambiguity (how far the rules were from
deciding it); both are numbers of resources/reconcile/rules.yaml, under `review`, each with its reason.
A question that somebody answered is not asked again until another report has joined either side.

Rule: docs/model.md#review.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.event import ControlSpan, Event, Situation, Toll
from rashomon.reconcile.evidence import Item, known_day, make_items
from rashomon.reconcile.figures.numbers import point_of
from rashomon.reconcile.judging import SEEN, Decisions, seen_reports
from rashomon.reconcile.lines import name_claim, name_event, name_span, name_toll, shorten
from rashomon.reconcile.nearness import Near, near_events, near_tolls
from rashomon.reconcile.offers import Neighbourhood, actor_offers, date_offer, open_mentions, place_offers
from rashomon.reconcile.questions import Offer, Question, QuestionKind, Words
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.sides import plain_name


def review(situation: Situation, decisions: Decisions, entry_of: Callable[[Judged], str]) -> tuple[Question, ...]:
    """The questions that an account leaves open, most important first.

    Args:
        situation: The account.
        decisions: What people decided on its claims (`apply_judgements` gives them).
        entry_of: Id of a judgement's entry, for those that meet nothing any more.

    Cost: near linear in claims: only neighbours under one shelf are held against each other.
    """
    desk = _Account(situation, decisions)
    found = [
        *_contested_tolls(desk),
        *_conflicts(desk),
        *_lone_origins(desk),
        *_near_events(desk),
        *_near_tolls(desk),
        *_unresolved(desk),
        *_undated(desk),
        *_contested_control(desk),
        *_unmet(desk, entry_of),
    ]
    return tuple(sorted(found, key=lambda one: (-one.rank, one.kind, one.id)))


class _Account:
    """A situation with what every kind of question asks of it worked out once."""

    def __init__(self, situation: Situation, decisions: Decisions) -> None:
        self.situation = situation
        self.decisions = decisions
        self.claims = {claim.id: claim for claim in situation.claims}
        self.reports = {report.name: report for report in situation.reports}
        self.tolls = {toll.id: toll for toll in situation.tolls}
        self.events = {event.id: event for event in situation.events}
        days = {report.name: known_day(report) for report in situation.reports}
        agencies = {report.name: report.agencies for report in situation.reports}
        # Which words were copied matters for joining only, and what was to be joined is.
        self.items: dict[str, Item] = {one.id: one for one in make_items(situation.claims, days, {}, agencies)}
        self.toll_of = {claim: toll for toll in situation.tolls for claim in toll.claims}
        self.event_of = {claim: event for event in situation.events for claim in event.claims}

    def impact_of_toll(self, toll: Toll) -> float:
        """People counted, on a scale of tens, by what happened to them."""
        rules = load_rules().review
        told = [number for number in (toll.value, toll.high, toll.low) if number is not None]
        weight = rules.weights.get(toll.measure, rules.other_weight)
        return weight * math.log10(1 + (max(told) if told else rules.vague))

    def impact_of_event(self, event: Event) -> float:
        """That of its largest toll, or of a change of holder, and more the more reports tell of it."""
        tolls = {toll.id: toll for claim in event.claims if (toll := self.toll_of.get(claim))}
        most = max((self.impact_of_toll(toll) for toll in tolls.values()), default=0.0)
        if any(self.claims[name].kind == "control" for name in event.claims):
            most = max(most, math.log10(1 + load_rules().review.holder))
        return most + math.log10(len(event.accounts) or 1)

    def impact_of_claim(self, claim: str) -> float:
        """That of what it is counted in; 0 for what is in nothing current."""
        toll, event = self.toll_of.get(claim), self.event_of.get(claim)
        found = [self.impact_of_toll(toll)] if toll is not None else []
        return max([*found, *([self.impact_of_event(event)] if event is not None else [])], default=0.0)

    def event_or_toll(self, claim: Claim) -> str:
        """Id of what the claim is counted in."""
        home = self.toll_of.get(claim.id) or self.event_of.get(claim.id)
        return home.id if home is not None else claim.id

    def home_of(self, name: str) -> Toll | Event | None:
        """The event or toll of that id."""
        return self.tolls.get(name) or self.events.get(name)

    def is_judged(self, one: Sequence[str], two: Sequence[str]) -> bool:
        """Whether somebody judged claims of one with those of two, and no report has joined either since."""
        seen, others = self.seen(one, two), set(two)
        known = [self.decisions.pairs.get(name, {}) for name in one]
        found = [judged for pairs in known for other, judged in pairs.items() if other in others]
        return any(judged.value in (seen, "") for judged in found)

    def seen(self, *sides: Iterable[str]) -> str:
        """The reports behind these claims, as a judgement on them notes it."""
        return seen_reports(self.claims[name].report_id for side in sides for name in side)

    def words(self, claims: Iterable[str]) -> tuple[Words, ...]:
        """The claims in their sentences, as many as are shown."""
        ids = list(dict.fromkeys(claims))[: load_rules().review.sides]
        return tuple(self._words(self.claims[name]) for name in ids)

    def _words(self, claim: Claim) -> Words:
        report = self.reports.get(claim.report)
        start, end = claim.sentence if claim.sentence != (0, 0) else (claim.start, claim.end)
        text = report.text if report is not None else ""
        return Words(
            claim=claim.id,
            home=self.event_or_toll(claim),
            report=claim.report,
            outlet=claim.outlet,
            published=claim.published,
            by=tuple(link.name for link in claim.by),
            before=text[min(start, claim.start) : claim.start],
            quote=claim.quote,
            after=text[claim.end : max(end, claim.end)],
        )


def _ask(
    kind: QuestionKind, subjects: Sequence[str], title: str, why: str, words: tuple[Words, ...],
    weights: tuple[float, float], offers: Iterable[Offer],
) -> Question:  # fmt: skip
    key = "\x1f".join((kind, *subjects))
    return Question(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        kind=kind,
        subjects=tuple(subjects),
        title=title,
        why=why,
        words=words,
        impact=round(weights[0], 3),
        ambiguity=round(weights[1], 3),
        offers=tuple(offers),
    )


def _pair_offers(subjects: tuple[str, ...], seen: str) -> list[Offer]:
    labels = {"same": "one thing, as it stands", "different": "two things", "unsure": "cannot be told from these"}
    return [Offer(word=word, subjects=subjects, field=SEEN, value=seen, label=label) for word, label in labels.items()]


def _count_offers(desk: _Account, sides: Sequence[Words]) -> list[Offer]:
    """Accept or discount each quote, or all that it is counted in where that is more."""
    homes = {side.home: desk.home_of(side.home) for side in sides}
    wholes = {name: home for name, home in homes.items() if home is not None and len(home.claims) > 1}
    found = []
    for word in ("accept", "discount"):
        found += [
            Offer(word=word, subjects=(side.claim,), label=f"{side.outlet or side.report}: {shorten(side.quote)}")
            for side in sides
        ]
        found += [
            Offer(word=word, subjects=(name,), label=f"the whole {_name_home(home)}") for name, home in wholes.items()
        ]
    return found


def _name_home(home: Toll | Event) -> str:
    sort, name = ("figure", name_toll(home)) if isinstance(home, Toll) else ("event", name_event(home))
    return f"{sort} with its {len(home.claims)} claims: {name}"


def _ambiguity(degree: str) -> float:
    return load_rules().review.ambiguity[degree]


def _disputed(desk: _Account, toll: Toll, kind: str) -> list[str]:
    """Claims of the toll that stand against each other so, one a voice and number."""
    own = set(toll.claims)
    ends = {end for rel in toll.relations if rel.kind == kind and {rel.a, rel.b} <= own for end in (rel.a, rel.b)}
    found: dict[tuple[str, int | None], str] = {}
    for name in (one for one in toll.standing if one in ends):
        figure = desk.claims[name].figure
        found.setdefault((desk.items[name].voice.key, point_of(figure) if figure else None), name)
    return list(found.values())


def _contested_tolls(desk: _Account) -> Iterator[Question]:
    for toll in desk.situation.tolls:
        if toll.status != "contested" or desk.is_judged(toll.claims, toll.claims):
            continue
        claims = _disputed(desk, toll, "contradicts")
        if len(claims) < 2:
            continue
        figures = [figure for name in claims if (figure := desk.claims[name].figure) is not None]
        points = [number for figure in figures if (number := point_of(figure)) is not None]
        most = max(points, default=0)
        spread = 1 - min(points) / most if most else 0.0
        words = desk.words(claims)
        yield _ask(
            "contested_toll",
            (toll.id,),
            f"which number? {name_toll(toll)}",
            toll.grade,
            words,
            (desk.impact_of_toll(toll), max(_ambiguity("contested"), spread)),
            [*_count_offers(desk, words), *_pair_offers(tuple(claims[:2]), desk.seen(toll.claims))],
        )


def _conflicts(desk: _Account) -> Iterator[Question]:
    for toll in desk.situation.tolls:
        claims = _disputed(desk, toll, "attribution_conflict")
        if len(claims) < 2 or toll.status in ("accepted", "contested") or desk.is_judged(toll.claims, toll.claims):
            continue
        words = desk.words(claims)
        yield _ask(
            "attribution_conflict",
            (toll.id,),
            f"who said it? {name_toll(toll)}",
            "one number under two named sources within a day: misattributed, or shared",
            words,
            (desk.impact_of_toll(toll), _ambiguity("attribution")),
            [*_count_offers(desk, words), *_pair_offers(tuple(claims[:2]), desk.seen(toll.claims))],
        )


def _lone_origins(desk: _Account) -> Iterator[Question]:
    least = load_rules().review.one_origin_from
    for toll in desk.situation.tolls:
        impact = desk.impact_of_toll(toll)
        if toll.status != "single_origin" or impact < least:
            continue
        words = desk.words(toll.standing[-1:])
        yield _ask(
            "one_origin",
            (toll.id,),
            f"does it stand? {name_toll(toll)}",
            f"a high number on one voice: {toll.grade}",
            words,
            (impact, _ambiguity("one_origin")),
            _count_offers(desk, words),
        )


def _near_tolls(desk: _Account) -> Iterator[Question]:
    tolls = desk.tolls
    for near in near_tolls(desk.situation.tolls, desk.items, partial(_are_judged, desk, tolls)):
        older, newer = tolls[near.older], tolls[near.newer]
        impact = min(desk.impact_of_toll(older), desk.impact_of_toll(newer))
        yield _ask_near(desk, "near_tolls", near, (older, newer), impact)


def _are_judged(desk: _Account, homes: Mapping[str, Toll] | Mapping[str, Event], older: str, newer: str) -> bool:
    return desk.is_judged(homes[older].claims, homes[newer].claims)


def _near_events(desk: _Account) -> Iterator[Question]:
    events = desk.events
    for near in near_events(desk.situation.events, desk.items, partial(_are_judged, desk, events)):
        older, newer = events[near.older], events[near.newer]
        impact = min(desk.impact_of_event(older), desk.impact_of_event(newer))
        yield _ask_near(desk, "near_events", near, (older, newer), impact)


def _ask_near(
    desk: _Account, kind: QuestionKind, near: Near, homes: tuple[Toll, Toll] | tuple[Event, Event], impact: float
) -> Question:
    """What is counted twice is the lesser of the two, so that is what hangs on the answer."""
    words = desk.words((near.one.id, near.two.id))
    subjects, seen = (near.older, near.newer), desk.seen(*(home.claims for home in homes))
    names = [name_toll(home) if isinstance(home, Toll) else name_event(home) for home in homes]
    return _ask(
        kind,
        subjects,
        f"one or two? {names[0]} / {names[1]}",
        near.why,
        words,
        (impact, near.ambiguity),
        [*_pair_offers(subjects, seen), *_count_offers(desk, words)],
    )


def _contested_control(desk: _Account) -> Iterator[Question]:
    for span in desk.situation.control:
        claims = [*span.claims, *span.against]
        if not (span.status == "contested" or span.against) or len(set(claims)) < 2 or desk.is_judged(claims, claims):
            continue
        words = desk.words([*span.claims[:3], *span.against])
        pair = (span.claims[0], (span.against or span.claims[1:])[0])
        yield _ask(
            "contested_control",
            tuple(dict.fromkeys(claims)),
            f"who holds it? {name_span(span)}",
            _why_contested(span),
            words,
            (math.log10(1 + load_rules().review.holder), _ambiguity("contested_place")),
            [
                *_count_offers(desk, words),
                *(offer for offer in _pair_offers(pair, desk.seen(claims)) if offer.word == "unsure"),
            ],
        )


def _why_contested(span: ControlSpan) -> str:
    return "reports say otherwise for the same days" if span.against else "reports say that it is fought over"


def _unresolved(desk: _Account) -> Iterator[Question]:
    """One question for each wording in a report: of the claim on which most hangs."""
    asked: dict[tuple[str, str, str], tuple[float, Claim, str]] = {}
    together: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for claim in desk.situation.claims:
        impact = desk.impact_of_claim(claim.id)
        if claim.background or impact < load_rules().review.ask_from:
            continue
        for field, text in open_mentions(claim):
            key = (field.partition(".")[0], claim.report, plain_name(text) or _unnamed(desk, claim))
            if not text:
                together[key].append(claim.id)
            if key not in asked or asked[key][0] < impact:
                asked[key] = (impact, claim, field)
    near = Neighbourhood(desk.situation.claims)
    for key, (impact, claim, field) in asked.items():
        claims = tuple(together[key]) or (claim.id,)
        offers = place_offers(claim, claims, near) if field == "place" else actor_offers(claim, field, near)
        text = dict(open_mentions(claim))[field]
        asked_of = f"{'where' if field == 'place' else 'who'} is “{shorten(text, 40)}”?" if text else "where was it?"
        more = f" (and {len(claims) - 1} more of this sentence)" if len(claims) > 1 else ""
        yield _ask(
            "unresolved_place" if field == "place" else "unresolved_actor",
            (*claims, field),
            f"{asked_of} {name_claim(claim)}{more}",
            "the report does not settle it"
            + ("" if offers else ", and it names nobody and no place that might be meant"),
            desk.words((claim.id,)),
            (impact, _ambiguity("unresolved")),
            [*offers, *_count_offers(desk, desk.words((claim.id,)))],
        )


def _unnamed(desk: _Account, claim: Claim) -> str:
    """What tells a claim without a place from others: its sentence, of which it is asked once for all claims."""
    return f"{claim.sentence}" if claim.sentence != (0, 0) else desk.event_or_toll(claim)


def _undated(desk: _Account) -> Iterator[Question]:
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in desk.situation.claims:
        own[claim.report].append(claim)
    for report in desk.situation.reports:
        if report.published is None and own[report.name]:
            claims = own[report.name]
            window = report.published_window
            days = [day for day in (window.end, window.start) if day is not None] if window is not None else []
            yield _ask(
                "undated_report",
                (claims[0].report_id,),
                f"when was it published? {report.name} ({report.outlet or 'outlet not told'})",
                f"{len(claims)} claims of it count for no day of knowing" if not days else "only its text allows a day",
                desk.words(claim.id for claim in claims[:1]),
                (math.log10(1 + len(claims)), _ambiguity("undated")),
                [date_offer(claims[0], day) for day in dict.fromkeys(days)],
            )


def _unmet(desk: _Account, entry_of: Callable[[Judged], str]) -> Iterator[Question]:
    for judged in desk.situation.unmet:
        entry = entry_of(judged)
        yield _ask(
            "unmet",
            (entry,),
            f"still so? {judged.verdict} by {judged.author}: {shorten(judged.reason)}",
            "what it is about is not in the reports as they read now, or does not fit it any longer",
            (),
            (math.log10(1 + load_rules().review.holder), _ambiguity("unmet")),
            [Offer(word="undo", subjects=(entry,), label="take it back")],
        )
