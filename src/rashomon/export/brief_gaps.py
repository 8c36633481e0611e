"""What is missing, what was read, and the line that sums it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rashomon.export.brief_control import basis_words, control_words, holder_name
from rashomon.export.brief_parts import Group, ReportLine, Section, Sentence
from rashomon.export.brief_tolls import standing_words, toll_title
from rashomon.export.evidence import Evidence, quotes_of
from rashomon.export.names import LONGEST_NAME
from rashomon.export.wording import (
    count_of,
    join_words,
    phrase_day,
    phrase_days,
    sentence_case,
    unique,
    wording,
)
from rashomon.model.claim import Actor, Claim
from rashomon.model.event import ControlSpan, Toll
from rashomon.model.text import Report

FULL_NAME = 2
"""Capitalised words from which on a name identifies, roster or not."""
SHOWN = 8
"""Names listed in a line of gaps before "and n others"."""


def published_words(report: Report) -> str:
    """Day of publication with its basis: "20 May 2015", "20 May 2015 (inferred from the text)", "no date"."""
    if report.published is None:
        window = report.published_window
        days = phrase_days(window.start, window.end) if window is not None else ""
        return f"no date ({days}, inferred from the text)" if days else "no date"
    basis = {"inferred": " (inferred from the text)", "page": " (read off the page)"}.get(report.published_basis, "")
    return phrase_day(report.published) + basis


def header_notes(evidence: Evidence) -> tuple[str, ...]:
    """What a reader must know before the first sentence."""
    situation = evidence.situation
    undated = [report for report in situation.reports if report.published is None]
    inferred = [
        report for report in situation.reports if report.published is not None and report.published_basis == "inferred"
    ]
    notes = []
    if situation.known is not None:
        notes.append(f"As known on {phrase_day(situation.known)}: only what was published by then counts.")
    if undated:
        verb = "carries" if len(undated) == 1 else "carry"
        told = (
            "what it tells is placed in time only where its"
            if len(undated) == 1
            else "they are placed in time only where their"
        )
        notes.append(f"{count_of(len(undated), 'report')} {verb} no date; {told} own words do so.")
    if inferred:
        verb = "was" if len(inferred) == 1 else "were"
        notes.append(f"The date of {count_of(len(inferred), 'report')} {verb} inferred from the text.")
    if situation.rejected:
        notes.append(f"{count_of(len(situation.rejected), 'report')} could not be read; they are listed at the end.")
    return tuple(notes)


def _vague(claims: Sequence[Claim]) -> list[Claim]:
    return [
        claim for claim in claims
        if claim.figure is not None and claim.figure.low is None and claim.figure.high is None and not claim.background
    ]  # fmt: skip


def _listed(words: Sequence[str]) -> str:
    return join_words([f"“{word}”" for word in words], most=SHOWN)


def build_gaps(evidence: Evidence) -> Section | None:
    """What the reports do not say, and what could not be resolved: missing is not zero."""
    claims = [claim for claim in evidence.situation.claims if not claim.background and claim.kind != "statement"]
    found: list[Sentence] = []
    undated = [claim for claim in claims if not claim.valid.interval.known]
    if undated:
        found.append(_gap(f"no day can be given for {count_of(len(undated), 'claim')}", undated))
    spots = [claim for claim in claims if claim.place is not None and not claim.place.id]
    if spots:
        names = _common(" ".join(claim.place.text.split()) for claim in spots if claim.place is not None)
        found.append(_gap(f"not located: {_listed(names)}", spots))
    who = [actor for claim in claims for actor in (*claim.actors, *claim.recipients) if _is_nobody(actor)]
    if who:
        names = _common(" ".join(actor.text.split()) for actor in who)
        holders = [claim for claim in claims if any(map(_is_nobody, (*claim.actors, *claim.recipients)))]
    if who and names:
        found.append(_gap(f"not identified, or fitting more than one known actor: {_listed(names)}", holders))
    single = [toll for toll in evidence.situation.tolls if toll.status == "single_origin"]
    if single:
        rests = "rests" if len(single) == 1 else "rest"
        ids = [one for toll in single for one in toll.standing]
        text = f"{count_of(len(single), 'toll')} of {len(evidence.situation.tolls)} {rests} on one origin"
        found.append(_gap(text, evidence.of(ids)))
    vague = _vague(claims)
    if vague:
        words = _common(" ".join(claim.figure.text.split()) for claim in vague if claim.figure is not None)
        found.append(_gap(f"numbers told in words that set no bounds: {_listed(words)}", vague))
    if not found:
        return None
    return Section(
        id="missing", title="What is missing", lead="Missing is not zero.", groups=(Group(sentences=tuple(found)),)
    )


def _is_nobody(actor: Actor) -> bool:
    """Whether the report leaves open who is meant: no known actor, and no full name of a person or body."""
    names = [word for word in actor.name.split() if word[:1].isupper()]
    return not actor.id and len(names) < FULL_NAME


def _common(words: Iterable[str]) -> list[str]:
    skip = {*wording("pointers"), *wording("counted_as")}
    counts = Counter(word for word in words if word and len(word) <= LONGEST_NAME and word.lower() not in skip)
    return [word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def _gap(text: str, claims: Sequence[Claim]) -> Sentence:
    return Sentence(
        text=sentence_case(text), claims=unique(claim.id for claim in claims), quotes=quotes_of(claims[:12])
    )


def list_reports(evidence: Evidence) -> tuple[ReportLine, ...]:
    """Every report read, with its date, how many claims it gave, and whose copy it carries."""
    situation = evidence.situation
    counts = Counter(claim.report for claim in situation.claims)
    copies = {name: group[0] for group in situation.copies for name in group[1:]}
    return tuple(
        ReportLine(
            name=report.name,
            outlet=report.outlet or "outlet not told",
            title=" ".join((report.title or "").split()) or report.name.rstrip("/").rsplit("/", 1)[-1],
            published=report.published,
            published_words=published_words(report),
            claims=counts[report.name],
            agencies=report.agencies,
            copy_of=copies.get(report.name, ""),
        )
        for report in situation.reports
    )


def build_sources(evidence: Evidence) -> Section:
    """Copies, agencies, and the voices behind the outlets. The reports themselves are `Brief.reports`."""
    situation = evidence.situation
    found: list[Sentence] = []
    for group in situation.copies:
        outlets = unique(
            (evidence.reports[name].outlet or name) if name in evidence.reports else name for name in group
        )
        found.append(
            Sentence(
                text=sentence_case(
                    f"{len(group)} reports carry one text and count as one voice: {join_words(outlets, most=6)}"
                )
            )
        )
    agencies = unique(name for report in situation.reports for name in report.agencies)
    if agencies:
        using = [report for report in situation.reports if report.agencies]
        text = f"agency copy is named in {count_of(len(using), 'report')}: {join_words(agencies, most=6)}"
        found.append(Sentence(text=sentence_case(text)))
    voices = Counter(origin.name for event in situation.events for origin in event.origins if origin.kind != "outlet")
    if voices:
        names = [name for name, _ in sorted(voices.items(), key=lambda pair: (-pair[1], pair[0]))]
        found.append(
            Sentence(text=sentence_case(f"heard most often through the outlets: {join_words(names, most=SHOWN)}"))
        )
    return Section(id="sources", title="Sources", groups=(Group(sentences=tuple(found)),))


def build_rejected(evidence: Evidence) -> Section | None:
    """Reports that could not be read, and why."""
    rows = tuple(Sentence(text=f"{one.name}: {one.why}") for one in evidence.situation.rejected)
    return Section(id="rejected", title="Not read", groups=(Group(sentences=rows),)) if rows else None


def summary_lines(evidence: Evidence) -> tuple[Sentence, ...]:
    """The latest on the places most written of, and the tolls that most outlets carry."""
    situation = evidence.situation
    latest: dict[str, ControlSpan] = {}
    for span in situation.control:
        key = span.place_id or span.place
        if holder_name(span) and span.claims and (key not in latest or _later(span, latest[key])):
            latest[key] = span
    weight: Counter[str] = Counter()
    for span in situation.control:
        weight[span.place_id or span.place] += len(span.claims)

    def rank(key: str) -> tuple[bool, bool, int, str]:
        span = latest[key]
        return (span.basis != "reported", span.status not in {"controls", "partial"}, -weight[key], key)

    lines = []
    for key in sorted(latest, key=rank)[:2]:
        span = latest[key]
        lines.append(
            Sentence(
                text=sentence_case(f"{control_words(span)}, {basis_words(span)}"),
                claims=span.claims,
                quotes=quotes_of(evidence.of(span.claims)),
            )
        )
    lines.extend(_toll_line(toll, evidence) for toll in _chief_tolls(situation.tolls))
    return tuple(lines)


def _later(one: ControlSpan, other: ControlSpan) -> bool:
    def rank(span: ControlSpan) -> tuple[int, int]:
        return (span.start.toordinal() if span.start else 0, span.end.toordinal() if span.end else 10**7)

    return rank(one) > rank(other)


def _chief_tolls(tolls: Sequence[Toll]) -> list[Toll]:
    chief: list[Toll] = []
    for measure in ("killed", "displaced"):
        own = [toll for toll in tolls if toll.measure == measure and (toll.low or toll.high)]
        own.sort(
            key=lambda toll: (
                not toll.place,
                -len(toll.outlets),
                -len(toll.claims),
                -(toll.high or toll.low or 0),
                toll.id,
            )
        )
        chief.extend(_latest(own[0], own) for _ in own[:1])
    return chief


def _latest(chief: Toll, tolls: Sequence[Toll]) -> Toll:
    """Of people displaced from one place the count known last; of the dead a higher one only if its days meet."""
    own = [toll for toll in tolls if toll.place_id == chief.place_id and toll.unit == chief.unit]
    if chief.measure != "displaced":
        days, least = chief.window.interval, chief.low or 0
        own = [toll for toll in own if toll.window.interval.meets(days) and (toll.low or 0) >= least]
        own = [chief, *own]
    return max(own, key=lambda toll: (_known(toll), toll is chief))


def _known(toll: Toll) -> int:
    known = toll.history[-1].known if toll.history else None
    return known.toordinal() if known is not None else 0


def _toll_line(toll: Toll, evidence: Evidence) -> Sentence:
    when = phrase_days(toll.window.start, toll.window.end)
    status = wording("status").get(toll.status, "")
    text = f"{standing_words(toll, evidence)} {toll_title(toll)} {when}".rstrip() + (f" ({status})" if status else "")
    return Sentence(text=sentence_case(text), claims=toll.standing, quotes=quotes_of(evidence.of(toll.standing)))
