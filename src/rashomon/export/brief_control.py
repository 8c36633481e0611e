"""Who holds what, since when and on whose word; and where reports contradict each other on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from rashomon.export.brief_parts import Group, Section, Sentence
from rashomon.export.clauses import claim_clause, event_clause, weight_of
from rashomon.export.evidence import Evidence, attribution, outlet_of, quote_sentence, quoted, quotes_of
from rashomon.export.names import UNNAMED, name_actor, speaker_of
from rashomon.export.wording import count_of, join_words, phrase_day, phrase_span, sentence_case, unique, wording
from rashomon.model.claim import Actor, Claim
from rashomon.model.event import ControlSpan, Event, Relation

SIDES = 4
"""Versions of who held a place that one sentence sets side by side; all are among its quotes."""


def holder_name(span: ControlSpan) -> str:
    """The holder with its article, "" where nobody is named or the words only point."""
    if span.holder is None:
        return ""
    return name_actor(Actor(id=span.holder_id, name=span.holder, text=span.holder, start=0, end=0))


def _when(span: ControlSpan) -> str:
    start, end = span.start, span.end
    if start is not None and end is not None:
        if (start.month, start.day) == (1, 1) and start.year < end.year:
            return f"from {start.year} to {phrase_day(end)}"  # a year is all that the reports tell
        return f"on {phrase_day(start)}" if start == end else f"from {phrase_span(start, end)}"
    if start is not None:
        return f"from {phrase_day(start)} on"
    return f"until {phrase_day(end)}" if end is not None else ""


def control_words(span: ControlSpan) -> str:
    """One span as a clause: "M23 held Goma from 20 November to 1 December 2012"."""
    holder = holder_name(span) or "a side not identified"
    words = {
        "controls": f"{holder} held {span.place}",
        "partial": f"{holder} held part of {span.place}",
        "claimed": f"{holder} claimed to hold {span.place}",
        "contested": f"{span.place} was contested" + (f", {holder} being one side" if span.holder else ""),
        "besieged": f"{span.place} was besieged" + (f" while {holder} held it" if span.holder else ""),
        "unknown": f"it is not clear who held {span.place}",
    }[span.status]
    return f"{words} {_when(span)}".rstrip()


def control_sentence(span: ControlSpan, evidence: Evidence) -> Sentence:
    """One span with its basis and the reports behind it."""
    claims = evidence.of(span.claims)
    outlets = unique(outlet_of(claim) for claim in claims)
    if span.status == "unknown" or (span.status == "contested" and span.holder is None):
        sides = unique(_other_side(claim) for claim in claims)[:SIDES]
        text = f"{control_words(span)}: {'; '.join(sides)}"
    else:
        text = f"{control_words(span)}, {basis_words(span, outlets)}"
    against = evidence.of(span.against)
    notes = [f"Since when, in the reports' words: “{' '.join(span.since.split())}”"] if _told(span.since) else []
    told, asked = span.last_told, evidence.last_day
    if span.end is None and span.status != "unknown" and told is not None and asked is not None and told < asked:
        notes.append(f"As last told on {phrase_day(told)}; no report since says otherwise.")
    if against:
        say = "says" if len(against) == 1 else "say"
        notes.append(f"{count_of(len(against), 'claim')} for the same days {say} otherwise: see what is disputed.")
    ids = (*span.claims, *span.against)
    return Sentence(text=sentence_case(text), claims=ids, quotes=quotes_of(claims), notes=tuple(notes))


def basis_words(span: ControlSpan, outlets: Sequence[str] = ()) -> str:
    """On whose word: "as reported by The Courier", "on its own word only"."""
    words = wording("basis").get(span.basis)
    if words is None:
        return span.basis
    return f"{words['in']} {join_words(outlets)}" if outlets else str(words["short"])


def _told(since: str) -> bool:
    """Whether `since` holds more than a day that the sentence already tells."""
    return len(since.split()) > 1 and not since[:4].isdigit()


def join_spans(spans: Sequence[ControlSpan]) -> list[ControlSpan]:
    """Spans of one place in order of time; those of one holder that follow on each other become one."""
    joined: list[ControlSpan] = []
    for span in sorted(spans, key=lambda one: (one.start or dt.date.min, one.end or dt.date.max)):
        last = joined[-1] if joined else None
        same = last is not None and (last.holder, last.holder_id, last.status) == (
            span.holder,
            span.holder_id,
            span.status,
        )
        if last is None or not same or not _follows(last, span):
            joined.append(span)
            continue
        told = "reported" if "reported" in {last.basis, span.basis} else last.basis
        joined[-1] = msgspec.structs.replace(
            last, end=span.end, basis=told, claims=unique((*last.claims, *span.claims)),
            against=unique((*last.against, *span.against)), since=last.since or span.since,
            last_told=max(filter(None, (last.last_told, span.last_told)), default=None),
        )  # fmt: skip
    return joined


def _follows(one: ControlSpan, other: ControlSpan) -> bool:
    return one.end is not None and other.start is not None and (other.start - one.end).days <= 1


def build_control(spans: Sequence[ControlSpan], evidence: Evidence) -> Section | None:
    """A group a place, its spans in order of time; the places most written of first.

    A place of which the reports do not say who held it on any day is left to the list of gaps.
    """
    places: dict[str, list[ControlSpan]] = {}
    for span in spans:
        if span.claims:
            places.setdefault(span.place_id or span.place, []).append(span)
    told = [own for own in places.values() if any(span.status != "unknown" for span in own)]
    order = sorted(told, key=lambda own: (-len({one for span in own for one in span.claims}), own[0].place))
    groups = tuple(
        Group(title=own[0].place, sentences=tuple(control_sentence(span, evidence) for span in join_spans(own)))
        for own in order
    )
    if not groups:
        return None
    lead = "In the order of time; the last line of each place is the latest that the reports bear out."
    return Section(id="control", title="Who holds what", lead=lead, groups=groups)


def control_disputes(spans: Sequence[ControlSpan], evidence: Evidence) -> list[Sentence]:
    """For each span that reports speak against: both sides with their words."""
    found = []
    for span in spans:
        if not span.against:
            continue
        claims = (*evidence.of(span.claims), *evidence.of(span.against))
        sides = unique(_other_side(claim) for claim in claims)[:SIDES]
        text = f"{span.place}, {_when(span)}: {'; '.join(sides)}"
        ids = unique((*span.claims, *span.against))
        found.append(Sentence(text=sentence_case(text), claims=ids, quotes=quotes_of(claims)))
    return found


def _other_side(claim: Claim) -> str:
    clause = claim_clause(claim)
    who = speaker_of(claim)
    who = outlet_of(claim) if who == UNNAMED else who
    usual = "reported" if who == outlet_of(claim) else "said"
    verb = {"denied": "denied", "doubted": "doubted"}.get(claim.stance, usual)
    if clause is None:
        return quote_sentence((claim,))
    return f"{who} {verb} that {clause.told}"


def event_disputes(events: Sequence[Event], evidence: Evidence) -> list[Sentence]:
    """Denials, and events whose accounts contradict each other."""
    found = []
    for event in events:
        claims = evidence.of(event.claims)
        if not claims or not weight_of(event.frame):
            continue
        denied = [claim for claim in claims if claim.stance in {"denied", "doubted"}]
        told = [claim for claim in claims if claim not in denied and claim.kind != "figure"]
        if denied:
            found.append(_denial(event, told, denied))
        elif event.disputes:
            found.extend(_contradiction(relation, evidence) for relation in event.disputes)
    return [one for one in found if one.text]


def _denial(event: Event, told: Sequence[Claim], denied: Sequence[Claim]) -> Sentence:
    claims = (*told, *denied)
    clause = event_clause(event, claims)
    deniers = join_words(unique(speaker_of(claim) for claim in denied))
    verb = "denied" if any(claim.stance == "denied" for claim in denied) else "doubted"
    if clause is None:
        text = f"{deniers} {verb}: {quoted(denied[0].quote)}"
    elif told:
        text = f"{clause.told}{attribution(told, clause.subject)}; {deniers} {verb} it"
    else:
        text = f"{deniers} {verb} that {clause.told} ({join_words(unique(outlet_of(one) for one in denied))})"
    return Sentence(text=sentence_case(text), claims=tuple(claim.id for claim in claims), quotes=quotes_of(claims))


def _contradiction(relation: Relation, evidence: Evidence) -> Sentence:
    pair = evidence.of((relation.a, relation.b))
    if len(pair) < 2 or any(claim.figure is not None for claim in pair):
        return Sentence(text="")
    one, other = pair
    text = f"{_other_side(one)}; {_other_side(other)}"
    return Sentence(text=sentence_case(text), claims=(one.id, other.id), quotes=quotes_of(pair))
