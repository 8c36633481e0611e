"""The brief: a situation told as a careful colleague would, every sentence with the words it rests on.

`build_brief` decides what is said and in which order; `render_text`, `render_markdown`, `render_html` and
`render_json` only print it. The same situation always gives the same brief.

    brief = build_brief(situation)
    print(render_text(brief, width=100, colour=False))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rashomon.export.brief_control import build_control, control_disputes, event_disputes
from rashomon.export.brief_events import (
    MAJOR_A_GROUP,
    build_background,
    build_claimed,
    build_days,
    build_unhappened,
    keep_major,
    merge_same,
)
from rashomon.export.brief_gaps import (
    build_gaps,
    build_rejected,
    build_sources,
    header_notes,
    list_reports,
    summary_lines,
)
from rashomon.export.brief_html import render_html
from rashomon.export.brief_json import render_json
from rashomon.export.brief_markdown import render_markdown
from rashomon.export.brief_parts import Brief, Group, Section, Sentence
from rashomon.export.brief_places import find_spots, find_unplaced
from rashomon.export.brief_text import render_text
from rashomon.export.brief_tolls import build_tolls, toll_disputes
from rashomon.export.evidence import Evidence, gather_evidence
from rashomon.export.names import name_place
from rashomon.export.wording import count_of, join_words, unique
from rashomon.model.event import Situation

__all__ = ["Brief", "build_brief", "render_html", "render_json", "render_markdown", "render_text"]


def build_brief(situation: Situation) -> Brief:
    """Tells a situation in sentences.

    Args:
        situation: The fold at the days asked for.

    Returns:
        The brief; sections with nothing to say are left out, the sources always stand.
    """
    evidence = gather_evidence(situation)
    days = sorted(report.published for report in situation.reports if report.published is not None)
    sections: Sequence[Section | None] = (
        build_days(situation.events, evidence),
        build_control(situation.control, evidence),
        build_tolls(situation.tolls, evidence),
        _disputes(evidence),
        build_claimed(situation.events, evidence),
        build_unhappened(situation.unhappened, evidence),
        build_background(situation.background, evidence),
        build_gaps(evidence),
        build_sources(evidence),
        build_rejected(evidence),
    )
    areas, unplaced = find_unplaced(evidence)
    return Brief(
        title=_title(evidence),
        known=situation.known,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        summary=summary_lines(evidence),
        notes=header_notes(evidence),
        sections=tuple(one for one in sections if one is not None),
        reports=list_reports(evidence),
        spots=find_spots(evidence),
        areas=areas,
        unplaced=unplaced,
    )


def _title(evidence: Evidence) -> str:
    """The places that most reports tell of, and how many reports there are."""
    situation = evidence.situation
    seen: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for event in situation.events:
        name = name_place(event.place) if event.place is not None and event.place.id else ""
        if name and event.place is not None and event.place.precision != "country":
            counts[name] += 1
            seen.setdefault(name, set()).update(claim.report for claim in evidence.of(event.claims))
    ranked = sorted(counts, key=lambda name: (-len(seen[name]), -counts[name], name))[:2]
    outlets = unique(report.outlet or report.name for report in situation.reports)
    told = f"What {count_of(len(situation.reports), 'report')} from {count_of(len(outlets), 'outlet')} say"
    told = told + "s" if len(situation.reports) == 1 else told
    return f"{join_words(ranked)}: {told[:1].lower()}{told[1:]}" if ranked else told


def _disputes(evidence: Evidence) -> Section | None:
    situation = evidence.situation
    found = [
        *toll_disputes(situation.tolls, evidence),
        *control_disputes(situation.control, evidence),
        *event_disputes(situation.events, evidence),
    ]
    merged = keep_major(_without_doubles(merge_same(found)), MAJOR_A_GROUP)
    if not merged:
        return None
    lead = "Both sides with their words; nothing here is decided."
    return Section(id="disputed", title="What is disputed", lead=lead, groups=(Group(sentences=merged),))


def _without_doubles(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Leaves out a sentence that rests on no claim which an earlier one does not show."""
    kept: list[Sentence] = []
    shown: list[set[str]] = []
    for one in sentences:
        claims = set(one.claims)
        if not any(claims <= other for other in shown):
            kept.append(one)
            shown.append(claims)
    return kept
