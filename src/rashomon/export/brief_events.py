"""The parts of the brief that tell of events: day by day, one side's word, not happened, history.

Each event stands in one place only. What several voices or an outlet itself report goes under its day; what
only the party that gains from it says stands apart; so does what nobody says has happened.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.export.brief_parts import Group, Section, Sentence
from rashomon.export.clauses import Clause, event_clause, measure_of, names_someone, weight_of
from rashomon.export.evidence import Evidence, attribution, outlet_of, quote_sentence, quotes_of, voices_of
from rashomon.export.names import UNNAMED, name_actors, name_source, origin_of
from rashomon.export.wording import (
    bound_words,
    count_of,
    join_words,
    phrase_day,
    phrase_days,
    phrase_span,
    sentence_case,
    unique,
    wording,
)
from rashomon.model.claim import Claim
from rashomon.model.event import Event, Origin, Toll

MAJOR_A_DAY = 7
"""Sentences a day that stand in full; the rest go under "also reported". A page of newsprint holds no more."""
MAJOR_A_GROUP = 10
HISTORY = 12
"""Sentences of background at most, those that most claims bear out."""
_NOT_TOLD = frozenset({"denied", "alleged", "doubted"})


def stands_alone(event: Event, claims: Sequence[Claim]) -> bool:
    """Whether only a party to the event says it: its own word, or its opponent's."""
    if event.stance in _NOT_TOLD:
        return True
    if event.stance != "claimed":
        return False
    parties = {who.id or who.name.casefold() for who in (*event.actors, *event.recipients)}
    voices = [origin_of(claim) for claim in claims]
    return bool(voices) and all(
        voice is not None and ({voice.id, voice.name.casefold()} & (parties - {""})) for voice in voices
    )


def _toll_of(event: Event, evidence: Evidence) -> tuple[Toll, ...]:
    found = {toll.id: toll for one in event.claims if (toll := evidence.tolls.get(one)) is not None}
    return tuple(found.values())


def _running_count(event: Event, claims: Sequence[Claim], evidence: Evidence) -> bool:
    """Whether an event is no more than a count that runs on: the tolls tell of it."""
    if not claims or any(claim.id not in evidence.tolls for claim in claims if claim.kind == "figure"):
        return False
    if all(claim.kind == "figure" for claim in claims):
        return event.valid.start is None or event.valid.start != event.valid.end
    figures = [claim.figure for claim in claims if claim.figure is not None]
    return bool(measure_of(event.frame)) and bool(figures) and all(one.flow != "flow" for one in figures)


def event_sentence(events: Sequence[Event], evidence: Evidence, *, dated: bool = False) -> Sentence:
    """One event as a sentence with what it rests on; several that read the same become one sentence.

    Args:
        events: One event, or several of one core (those that would read the same), all told as having happened.
        evidence: Where their claims are.
        dated: Put the date into the sentence; without it a heading carries it.
    """
    first = events[0]
    claims = evidence.of(one for event in events for one in event.claims)
    told = [claim for claim in claims if claim.stance not in {"denied", "doubted"} and claim.kind != "figure"]
    # Who says that they pulled out does not say that others retook the place.
    told = [claim for claim in told if claim.frame != "withdraw" or first.frame == "withdraw"] or told or list(claims)
    when = phrase_days(first.valid.start, first.valid.end) if dated else ""
    clause = event_clause(first, evidence.of(first.claims))
    body = (
        f"{clause.told} {when}".rstrip() + attribution(told, clause.subject) if clause else quote_sentence(told, when)
    )
    tolls = {toll.id: toll for event in events for toll in _toll_of(event, evidence)}
    notes = unique(toll_note(toll, evidence) for toll in tolls.values() if toll.measure != measure_of(first.frame))
    lesser = clause is None or weight_of(first.frame) < 2 or not names_someone(first, claims)
    # A bare count without its day is told among the tolls; here it would seem one more happening.
    lesser = lesser or (
        bool(tolls) and bool(measure_of(first.frame)) and not first.actors and first.valid.start is None
    )
    return Sentence(
        text=sentence_case(body), claims=tuple(claim.id for claim in claims), quotes=quotes_of(claims),
        voices=_voices(events, claims, evidence), notes=notes[:2], minor=lesser,
    )  # fmt: skip


def _voices(events: Sequence[Event], claims: Sequence[Claim], evidence: Evidence) -> str:
    """The voices of all the events; outlets that carry one text speak with one."""
    copied = {name: group[0] for group in evidence.situation.copies for name in group}
    voices: dict[tuple[str, str], Origin] = {}
    for origin in (origin for event in events for origin in event.origins):
        texts = {copied.get(claim.report, "") for claim in evidence.of(origin.claims)}
        shared = origin.kind == "outlet" and len(texts) == 1 and "" not in texts
        voices.setdefault(("copy", min(texts)) if shared else (origin.kind, origin.name), origin)
    return voices_of(map(outlet_of, claims), tuple(voices.values()))


def _by_core(events: Iterable[Event], evidence: Evidence, *, dated: bool = False) -> list[list[Event]]:
    """Events that would read the same, together, in the order first met.

    Reconciling leaves two events apart when in doubt; side by side under one day, with the same words, they
    are told once, with the reports of both.
    """
    cores: dict[str, list[Event]] = {}
    quoted_at: dict[tuple[str, tuple[int, int]], str] = {}
    for event in events:
        claims = evidence.of(event.claims)
        if not claims:
            continue
        clause = event_clause(event, claims)
        words = clause.told if clause is not None else " ".join(claims[0].quote.split())
        when = phrase_days(event.valid.start, event.valid.end) if dated else ""
        core = f"{words.casefold()} {when}"
        if clause is None:
            core = quoted_at.setdefault((claims[0].report, claims[0].sentence), core)
        cores.setdefault(core, []).append(event)
    return list(cores.values())


def _without_repeats(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences that rest on no words beyond those of an earlier one become minor."""
    shown: set[tuple[str, str]] = set()
    told = []
    for one in sentences:
        words = {(quote.report, " ".join(quote.quote.split())) for quote in one.quotes}
        told.append(msgspec.structs.replace(one, minor=one.minor or words <= shown))
        shown |= words
    return told


def toll_note(toll: Toll, evidence: Evidence) -> str:
    """A toll in one line, to stand beside its event: "Killed: 9 to 42"."""
    title = wording("measures")[toll.measure]["title"]
    figures = [claim.figure for claim in evidence.of(toll.claims) if claim.figure is not None]
    words = bound_words(toll.low, toll.high, figures)
    return f"{title}: {words}" if words else ""


def build_days(events: Sequence[Event], evidence: Evidence) -> Section | None:
    """What happened, under the day or the stretch of days that the reports give."""
    rows: dict[DayKey, list[Event]] = {}
    for event in events:
        claims = evidence.of(event.claims)
        if not claims or weight_of(event.frame) == 0 or stands_alone(event, claims):
            continue
        if _running_count(event, claims, evidence):
            continue
        rows.setdefault(_day_key(event), []).append(event)
    groups = tuple(_day_group(key, rows[key], evidence) for key in sorted(rows))
    if not groups:
        return None
    return Section(id="happened", title="What happened, day by day", groups=groups)


class DayKey(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Where an event stands in the day list: single days before the stretches that end with them."""

    end: dt.date
    start: dt.date
    title: str
    note: str = ""


def _day_key(event: Event) -> DayKey:
    start, end = event.valid.start, event.valid.end
    if start is not None and end is not None:
        title = phrase_day(end) if start == end else phrase_span(start, end)
        return DayKey(end=end, start=dt.date.min if start == end else start, title=title)
    if end is not None:
        return DayKey(end=end, start=dt.date.max, title=f"By {phrase_day(end)}", note="the day is not told")
    if start is not None:
        return DayKey(end=start, start=dt.date.max, title=f"From {phrase_day(start)} on")
    return DayKey(end=dt.date.max, start=dt.date.max, title="Without a day")


def _day_group(key: DayKey, events: Sequence[Event], evidence: Evidence) -> Group:
    def rank(event: Event) -> tuple[int, int, int]:
        first = min((evidence.order[one] for one in event.claims if one in evidence.order), default=0)
        return (-weight_of(event.frame), -len(event.origins), first)

    ranked = sorted(events, key=rank)
    sentences = [event_sentence(own, evidence) for own in _by_core(ranked, evidence)]
    day = key.end if key.start == dt.date.min else None
    return Group(title=key.title, note=key.note, sentences=keep_major(sentences, MAJOR_A_DAY), day=day)


def keep_major(sentences: Sequence[Sentence], most: int) -> tuple[Sentence, ...]:
    """Full sentences first and no more than `most` of them; the first stays full where all are minor."""
    ordered = sorted(sentences, key=lambda one: one.minor)
    return tuple(
        msgspec.structs.replace(one, minor=at > 0 and (one.minor or at >= most)) for at, one in enumerate(ordered)
    )


def merge_same(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Sentences with the same words become one that rests on the claims of all."""
    kept: dict[str, Sentence] = {}
    for one in sentences:
        known = kept.get(one.text)
        if known is None:
            kept[one.text] = one
        else:
            kept[one.text] = msgspec.structs.replace(
                known, claims=unique((*known.claims, *one.claims)), quotes=known.quotes + one.quotes
            )
    return [one for one in kept.values() if one.text]


def build_claimed(events: Sequence[Event], evidence: Evidence) -> Section | None:
    """What only one side says, and what is alleged."""
    own = [
        event for event in events
        if event.stance != "denied" and weight_of(event.frame) and stands_alone(event, evidence.of(event.claims))
    ]  # fmt: skip
    sentences = [event_sentence(group, evidence, dated=True) for group in _by_core(own, evidence, dated=True)]
    merged = keep_major(_without_repeats(merge_same(sentences)), MAJOR_A_GROUP)
    if not merged:
        return None
    lead = "Said by a party to it, or put as an allegation; no other voice in these reports bears it out."
    return Section(id="claimed", title="Only claimed or alleged", lead=lead, groups=(Group(sentences=merged),))


def build_unhappened(events: Sequence[Event], evidence: Evidence) -> Section | None:
    """What is feared, planned, promised, called for or predicted, each under its own heading."""
    groups = []
    for stance, words in wording("unhappened").items():
        own = [event for event in events if event.stance == stance]
        told = [_not_yet(group, words, evidence) for group in _by_core(own, evidence)]
        merged = keep_major(_without_repeats(told), MAJOR_A_GROUP)
        if merged:
            groups.append(Group(title=words["title"], sentences=merged))
    if not groups:
        return None
    return Section(
        id="ahead", title="Feared, planned, promised, called for", lead="None of this is reported to have happened.",
        groups=tuple(groups),
    )  # fmt: skip


def _not_yet(events: Sequence[Event], words: dict[str, str], evidence: Evidence) -> Sentence:
    first = events[0]
    claims = evidence.of(one for event in events for one in event.claims)
    clause = event_clause(first, evidence.of(first.claims))
    body = quote_sentence(claims) if clause is None else _unhappened_words(first, claims, clause, words)
    return Sentence(
        text=sentence_case(body), claims=tuple(claim.id for claim in claims), quotes=quotes_of(claims),
        voices=_voices(events, claims, evidence), minor=clause is None and first.stance in {"hypothetical", "doubted"},
    )  # fmt: skip


def _unhappened_words(event: Event, claims: Sequence[Claim], clause: Clause, words: dict[str, str]) -> str:
    origins = unique(name_source(origin) for claim in claims if (origin := origin_of(claim)))
    by, actor = join_words([name for name in origins if name != UNNAMED]), name_actors(event.actors)
    same = not by or by == actor
    form = words["self"] if same and "self" in words and actor and clause.subject == actor else ""
    form = form or (words["alone"] if same else words["by"])
    slots = {
        "by": by, "clause": clause.would, "told": clause.told, "subject": clause.subject, "to": clause.infinitive,
        "actor": actor,
    }  # fmt: skip
    body = re.sub(r"{(\w+)}", lambda found: slots[found.group(1)], form)
    return f"{body} ({join_words(unique(outlet_of(claim) for claim in claims))})"


def build_background(events: Sequence[Event], evidence: Evidence) -> Section | None:
    """History and context, kept out of the days and the tolls."""
    kept = [event for event in events if weight_of(event.frame) > 1 and evidence.of(event.claims)]
    kept = sorted(kept, key=lambda event: (-len(event.claims), event.id))[:HISTORY]
    kept.sort(key=lambda event: (event.valid.start or event.valid.end or dt.date.max, event.id))
    merged = keep_major(
        [event_sentence(own, evidence, dated=True) for own in _by_core(kept, evidence, dated=True)], HISTORY
    )
    if not merged:
        return None
    left = sum(bool(evidence.of(event.claims)) for event in events) - len(merged)
    lead = "History and standing totals that the reports give as context; no part of the days and tolls above."
    more = f" {count_of(left, 'further mention')} left out here." if left > 0 else ""
    return Section(id="background", title="Background", lead=lead + more, groups=(Group(sentences=merged),))
