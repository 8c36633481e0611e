"""The brief as JSON, with a stable schema: keys are only ever added.

{generated, known, title, first, last, notes, summary: [sentence],
 sections: [{id, title, lead, groups: [{title, note, day, sentences: [sentence]}]}], reports: [...],
 spots: [{id, name, lat, lon, near, radius_km, events, holder, status, held, claims}],
 areas, unplaced: [{name, events}]}
sentence: {text, claims, voices, minor, notes, points: [{known, low, high, label}],
           counts: [{who, outlets, published, low, high, label, state, claims}],
           quotes: [{outlet, report, published, quote, by, also, start, end, claim}]}
"""

from __future__ import annotations

import datetime as dt

import msgspec

from rashomon.export.brief_parts import Brief


def render_json(brief: Brief, *, generated: dt.datetime | None = None, indent: int = 1) -> str:
    """The brief as JSON.

    Args:
        brief: What to print.
        generated: When it was made; null if not given, so that the same brief gives the same bytes.
        indent: Spaces a level; 0 for one line.
    """
    content = {"generated": generated, **msgspec.structs.asdict(brief)}
    encoded = msgspec.json.encode(content)
    return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode() + "\n"
