"""What somebody who last looked at one account has to know of another: the two folds held side by side.

An event or a count is the same as before where the oldest claim that the earlier account had of it stands
in it now, even where an older report came in since. So a merge shows as a merge, a split as a split, and
nothing is told as new that was known.

Rule: docs/model.md#changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.model.change import Change, ChangeKind, ChangeSubject
from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.event import ControlSpan, Event, Relation, Situation, Toll
from rashomon.model.text import Report
from rashomon.reconcile.events.accounts import SPOKEN
from rashomon.reconcile.judging import WHOLES, reason_of
from rashomon.reconcile.voices.origins import source_of
from rashomon.situation import is_known

DISPUTES = frozenset({"contradicts", "attribution_conflict"})
REPLACING = frozenset({"supersedes", "revises_down"})
# How much a change matters, 0 to 100: what is no longer so before what is so since, a place lost before the
# dead, the dead before the hurt and driven out, violence before words.
WITHDRAWN, CONTROL, DISPUTED, SETTLED, DECIDED, READ = 95, 90, 85, 70, 60, 5
TOLLS = {"killed": 80, "casualties": 75, "wounded": 70, "missing": 70, "abducted": 70, "displaced": 75}
OTHER_TOLL, UNCOUNTED, VIOLENCE, OTHER_EVENT, WORDS = 55, 30, 65, 40, 20
VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})


def changes(before: Situation, after: Situation) -> tuple[Change, ...]:
    """What is otherwise in `after`, by the day on which it became known, the weightiest of a day first.

    Args:
        before: The account as it was looked at.
        after: The account now: at a later day of knowing, or of a ledger that has grown since.

    Returns:
        Changes without a day (a person's, mostly) stand last. Equal accounts give none.
    """
    both = _Sides(before, after)
    found = [
        *_event_changes(both),
        *_toll_changes(both),
        *_control_changes(both),
        *_report_changes(both),
        *_judgement_changes(both),
    ]
    return tuple(sorted(found, key=_order))


def _order(change: Change) -> tuple[object, ...]:
    named = (change.subject, change.id, change.kind, change.field, change.before, change.after, change.claims)
    return change.day or dt.date.max, -change.weight, -len(change.outlets), named


class _Sides:
    """Both accounts, looked up by claim and report."""

    def __init__(self, before: Situation, after: Situation) -> None:
        self.before, self.after = before, after
        self.old = {claim.id: claim for claim in before.claims}
        self.new = {claim.id: claim for claim in after.claims}
        self.reports = {report.name for report in before.reports}
        seen = [report.published for report in before.reports if report.published is not None]
        looked = before.known or max(seen, default=None)
        self.late = {
            report.name
            for report in after.reports
            if looked is not None and report.name not in self.reports and is_known(report, looked)
        }

    def claim(self, id_: str) -> Claim:
        """A claim as it stands now, else as it stood."""
        return self.new.get(id_) or self.old[id_]

    def fresh(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the claims that the earlier account did not have."""
        return tuple(id_ for id_ in dict.fromkeys(ids) if id_ not in self.old)

    def change(self, kind: ChangeKind, subject: ChangeSubject, id_: str, weight: int, claims: Iterable[str]) -> Change:
        """A change with the words of the claims that brought it."""
        told = [self.claim(one) for one in dict.fromkeys(claims)]
        brought = [claim for claim in told if claim.id not in self.old]
        days = sorted(claim.published for claim in (brought or told) if claim.published is not None)
        sources = [source_of(claim) for claim in told]
        names = [
            source.name if source is not None else claim.outlet or claim.report
            for source, claim in zip(sources, told, strict=True)
        ]
        return Change(
            kind=kind,
            subject=subject,
            id=id_,
            weight=weight,
            day=(days[0] if kind == "new" else days[-1]) if days else None,
            late=bool(brought) and all(claim.report in self.late for claim in brought),
            sources=_distinct(names),
            outlets=_distinct(claim.outlet or claim.report for claim in told),
            reports=_distinct(claim.report for claim in told),
            claims=tuple(claim.id for claim in told),
            words=_distinct(" ".join(claim.quote.split()) for claim in told),
        )


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _match(before: Sequence[Event | Toll], after: Sequence[Event | Toll]) -> tuple[dict[str, list[int]], set[int]]:
    """For the id of each later one the earlier ones that it goes on, and the earlier ones that nothing goes on."""
    home = {claim: one.id for one in after for claim in one.claims}
    kept: dict[str, list[int]] = {}
    gone = set()
    for at, one in enumerate(before):
        goes_on = next((home[claim] for claim in one.claims if claim in home), None)
        if goes_on is None:
            gone.add(at)
        else:
            kept.setdefault(goes_on, []).append(at)
    return kept, gone


# -- events -----------------------------------------------------------------------------------------------------------


def _event_changes(both: _Sides) -> list[Change]:
    before, after = both.before.events, both.after.events
    kept, gone = _match(before, after)
    told = {claim for event in before for claim in event.claims}
    found = []
    for event in after:
        earlier = [before[at] for at in kept.get(event.id, [])]
        if not earlier:
            found.append(_new_event(both, event, split=not told.isdisjoint(event.claims)))
            continue
        found.extend(_moved_event(both, earlier, event))
    found.extend(
        _with(
            both.change("withdrawn", "event", before[at].id, WITHDRAWN, before[at].claims),
            before=_event_words(before[at]),
        )
        for at in sorted(gone)
    )
    return found


def _event_weight(event: Event) -> int:
    if event.acled in VIOLENT:
        return VIOLENCE
    return WORDS if event.plover in SPOKEN else OTHER_EVENT


def _new_event(both: _Sides, event: Event, *, split: bool) -> Change:
    if split:
        made = both.change("revised", "event", event.id, _event_weight(event), event.claims)
        return _with(made, field="claims", before="part of another event", after="an event of its own")
    made = both.change("new", "event", event.id, _event_weight(event), event.claims)
    return _with(made, after=_event_words(event))


def _moved_event(both: _Sides, earlier: Sequence[Event], event: Event) -> list[Change]:
    found: list[Change] = []
    weight = _event_weight(event)
    fresh = both.fresh(event.claims)
    first = earlier[0]
    if len(earlier) > 1:
        made = both.change("revised", "event", event.id, weight, event.claims)
        found.append(_with(made, field="claims", before=f"{len(earlier)} events", after="one event"))
    for field, told in _EVENT_FIELDS.items():
        old, new = told(first), told(event)
        if old != new and len(earlier) == 1:
            made = both.change("revised", "event", event.id, weight, fresh or event.claims)
            found.append(_with(made, field=field, before=old, after=new))
    disputed = [_key(one) for side in earlier for one in _denials(side, both)]
    now = [_key(one) for one in _denials(event, both)]
    found.extend(
        _disputing("disputed", "event", event.id, both, one)
        for one in _denials(event, both)
        if _key(one) not in disputed
    )
    found.extend(
        _disputing("settled", "event", event.id, both, one)
        for side in earlier
        for one in _denials(side, both)
        if _key(one) not in now
    )
    return found


def _denials(event: Event, both: _Sides) -> list[Relation]:
    """Disputes about the event itself; those of its counts are told with the counts."""
    known = [one for one in event.disputes if one.a in both.old or one.a in both.new]
    return [one for one in known if both.claim(one.a).figure is None]


def _event_words(event: Event) -> str:
    what = event.frame.replace("_", " ")
    parties = _parties(event)
    place = event.place.name if event.place is not None else ""
    return ", ".join(filter(None, (what, parties, place, _days(event))))


def _parties(event: Event) -> str:
    sides = [_joined(actor.name for actor in side) for side in (event.actors, event.recipients)]
    return " → ".join(filter(None, sides))


def _joined(names: Iterable[str]) -> str:
    return "; ".join(sorted(set(names), key=str.casefold))


def _days(event: Event) -> str:
    start, end = event.valid.start, event.valid.end
    return str(start or "") if start == end else f"{start or '…'} – {end or '…'}"


def _place(event: Event) -> str:
    place = event.place
    return "" if place is None else f"near {place.name}" if place.precision == "near" else place.name


def _voices(event: Event) -> str:
    """Only whether a second independent voice tells it: a third changes less."""
    return "two independent origins" if sum(one.independent for one in event.origins) > 1 else "one origin"


_EVENT_FIELDS = {
    "days": _days,
    "place": _place,
    "parties": _parties,
    "stance": lambda event: str(event.stance),
    "origins": _voices,
}


# -- counts -----------------------------------------------------------------------------------------------------------


def _toll_changes(both: _Sides) -> list[Change]:
    before, after = both.before.tolls, both.after.tolls
    kept, gone = _match(before, after)
    found = []
    for toll in after:
        earlier = [before[at] for at in kept.get(toll.id, [])]
        weight = _toll_weight(toll)
        disputed = [one for side in earlier for one in _live(side)]
        if not earlier:
            made = both.change("new", "toll", toll.id, weight, toll.standing or toll.claims)
            found.append(_with(made, field="count", after=_count(toll)))
        else:
            found.extend(_moved_toll(both, earlier, toll, weight))
        known, now = {_key(one) for one in disputed}, {_key(one) for one in _live(toll)}
        found.extend(
            _disputing("disputed", "toll", toll.id, both, one) for one in _live(toll) if _key(one) not in known
        )
        found.extend(_disputing("settled", "toll", toll.id, both, one) for one in disputed if _key(one) not in now)
    found.extend(
        _with(both.change("withdrawn", "toll", before[at].id, WITHDRAWN, before[at].claims), before=_count(before[at]))
        for at in sorted(gone)
    )
    return found


def _toll_weight(toll: Toll) -> int:
    numbered = toll.low is not None or toll.high is not None
    return TOLLS.get(toll.measure, OTHER_TOLL) if numbered or toll.discounted else UNCOUNTED


def _moved_toll(both: _Sides, earlier: Sequence[Toll], toll: Toll, weight: int) -> list[Change]:
    found: list[Change] = []
    old = earlier[0]
    if len(earlier) > 1:
        made = both.change("revised", "toll", toll.id, weight, toll.claims)
        found.append(_with(made, field="claims", before=f"{len(earlier)} counts", after="one count"))
    if (old.low, old.high, old.value) != (toll.low, toll.high, toll.value):
        steps = [step.claim for step in toll.history if step not in old.history]
        by = both.fresh(steps) or both.fresh(toll.standing) or both.fresh(toll.claims) or toll.standing or toll.claims
        replacing = [one for one in toll.relations if one.kind in REPLACING and one not in old.relations]
        replacing = [one for one in replacing if one.a in toll.standing and one.b in old.standing]
        made = both.change("superseded" if replacing else "revised", "toll", toll.id, weight, by)
        rule = replacing[-1].rule if replacing else ""
        found.append(_with(made, field="count", before=_count(old), after=_count(toll), rule=rule))
    if old.status != toll.status and "contested" not in {old.status, toll.status}:
        fresh = both.fresh(toll.standing) or both.fresh(toll.claims)
        made = both.change("revised", "toll", toll.id, weight, fresh or toll.standing or toll.claims)
        found.append(_with(made, field="status", before=old.status, after=toll.status, rule=toll.grade))
    return found


def _live(toll: Toll) -> list[Relation]:
    """Disputes between claims that both stand."""
    standing = set(toll.standing)
    return [one for one in toll.relations if one.kind in DISPUTES and {one.a, one.b} <= standing]


def _count(toll: Toll) -> str:
    low, high = toll.low, toll.high
    if low is not None and low == high:
        return f"{low:,}"
    if low is None and high is None:
        return "not in numbers"
    return f"{'…' if low is None else f'{low:,}'} – {'…' if high is None else f'{high:,}'}"


def _key(relation: Relation) -> tuple[str, ...]:
    return (*sorted((relation.a, relation.b)), relation.kind)


def _disputing(kind: ChangeKind, subject: ChangeSubject, id_: str, both: _Sides, relation: Relation) -> Change:
    weight = DISPUTED if kind == "disputed" else SETTLED
    ends = [end for end in (relation.a, relation.b) if end in both.old or end in both.new]
    made = both.change(kind, subject, id_, weight, ends)
    told = " / ".join(_said(both.claim(end)) for end in ends)
    sides = {"after": told} if kind == "disputed" else {"before": told}
    return _with(made, field=relation.kind, rule=relation.rule, **sides)


def _said(claim: Claim) -> str:
    source = source_of(claim)
    who = source.name if source is not None else claim.outlet or claim.report
    words = claim.figure.text if claim.figure is not None and claim.figure.text else " ".join(claim.quote.split())
    return f"{who}: {words}"


# -- control ----------------------------------------------------------------------------------------------------------


def _control_changes(both: _Sides) -> list[Change]:
    old, new = _by_place(both.before.control), _by_place(both.after.control)
    found: list[Change] = []
    for place, spans in new.items():
        known = old.get(place, [])
        told = {claim for span in spans if span.basis != "inferred" for claim in span.claims}
        for span in spans:
            # Who held it before its taking is inferred from the taking, and told with it.
            if span.basis == "inferred" and set(span.claims) <= told:
                continue
            found.extend(_span_changes(both, place, known, span))
    for place, spans in old.items():
        if place not in new:
            claims = [claim for span in spans for claim in span.claims]
            made = both.change("withdrawn", "control", place, WITHDRAWN, claims)
            found.append(_with(made, field="holder", before=_holding(spans[-1])))
    return found


def _by_place(spans: Sequence[ControlSpan]) -> dict[str, list[ControlSpan]]:
    found: dict[str, list[ControlSpan]] = {}
    for span in spans:
        found.setdefault(span.place_id or span.place, []).append(span)
    return found


def _span_changes(both: _Sides, place: str, known: Sequence[ControlSpan], span: ControlSpan) -> list[Change]:
    same_days = [one for one in known if _overlap(one, span)]
    same = [
        one
        for one in same_days
        if (one.holder, one.holder_id, one.status) == (span.holder, span.holder_id, span.status)
    ]
    if same:
        return _spoken_against(both, place, same, span)
    fresh = both.fresh(span.claims)
    before = same_days[-1] if same_days else None
    told = both.change(
        "revised" if before is not None and not fresh else "new", "control", place, CONTROL, fresh or span.claims
    )
    if before is not None and span.holder is not None and before.holder == span.holder:
        told = msgspec.structs.replace(told, kind="revised")
    made = _with(told, field="holder", before=_holding(before) if before is not None else "", after=_holding(span))
    return [made, *_spoken_against(both, place, [], span)]


def _spoken_against(both: _Sides, place: str, known: Sequence[ControlSpan], span: ControlSpan) -> list[Change]:
    """That somebody says otherwise of a span since, or no more."""
    before, now = {claim for one in known for claim in one.against}, set(span.against)
    found = []
    if now - before:
        made = both.change("disputed", "control", place, DISPUTED, sorted(now - before))
        found.append(_with(made, field="against", after=_holding(span)))
    # What spoke against a span may have become one of its own: only what is nowhere any more is settled.
    lifted = (before - now) if known and not now else set()
    if lifted:
        made = both.change("settled", "control", place, SETTLED, sorted(lifted))
        found.append(_with(made, field="against", before=_holding(span)))
    return found


def _overlap(one: ControlSpan, two: ControlSpan) -> bool:
    after = one.start is not None and two.end is not None and one.start > two.end
    before = one.end is not None and two.start is not None and one.end < two.start
    return not (before or after)


def _holding(span: ControlSpan) -> str:
    days = f"{span.start or '…'} – {span.end or '…'}"
    who = span.holder or ("nobody named" if span.status == "unknown" else "")
    return f"{span.place}: {', '.join(filter(None, (who, span.status, days)))}"


# -- reports and judgements -------------------------------------------------------------------------------------------


def _report_changes(both: _Sides) -> list[Change]:
    before, after = _by_id(both.before.reports), _by_id(both.after.reports)
    return [
        *(_of_report("new", both, after[id_], READ) for id_ in sorted(after.keys() - before.keys())),
        *(_of_report("withdrawn", both, before[id_], WITHDRAWN) for id_ in sorted(before.keys() - after.keys())),
    ]


def _by_id(reports: Sequence[Report]) -> dict[str, Report]:
    return {report.id: report for report in reports}


def _of_report(kind: ChangeKind, both: _Sides, report: Report, weight: int) -> Change:
    title = report.title or report.name
    return Change(
        kind=kind,
        subject="report",
        id=report.id,
        before=title if kind == "withdrawn" else "",
        after=title if kind == "new" else "",
        day=report.published,
        late=kind == "new" and report.name in both.late,
        weight=weight,
        outlets=(report.outlet or report.name,),
        reports=(report.name,),
    )


def _judgement_changes(both: _Sides) -> list[Change]:
    before, after = both.before.judgements, both.after.judgements
    return [
        *(_of_judgement("judged", one, both) for one in after if one not in before),
        *(_of_judgement("undone", one, both) for one in before if one not in after),
    ]


def _of_judgement(kind: ChangeKind, judged: Judged, both: _Sides) -> Change:
    known: Mapping[str, Claim] = both.old | both.new
    claims = [known[name] for name in judged.subjects if name in known]
    said = {"correct": f" {judged.field} {judged.value or 'open'}", "name": f" {judged.field} {judged.value}"}
    whole = f" the whole {judged.field}" if judged.field in WHOLES else ""
    what = judged.verdict + said.get(judged.verdict, whole)
    return Change(
        kind=kind,
        subject="judgement",
        id=judged.subjects[0],
        field=judged.field if judged.verdict in said else "",
        before=what if kind == "undone" else "",
        after=what if kind == "judged" else "",
        rule=reason_of(judged),
        weight=DECIDED,
        outlets=_distinct(claim.outlet or claim.report for claim in claims),
        reports=_distinct(claim.report for claim in claims),
        claims=tuple(claim.id for claim in claims),
        words=_distinct(" ".join(claim.quote.split()) for claim in claims),
    )


def _with(change: Change, **fields: str) -> Change:
    return msgspec.structs.replace(change, **fields)
