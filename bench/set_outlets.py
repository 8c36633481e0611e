"""No gold: how much of real reports stays unread, by counting what our claims leave open.

Shares of places and dates are over claims of events, figures and control, of actors over those of events and control.
A place is unresolved where there is none or only its words; a date where a side of the interval is open; an actor
where nobody on either side is known to the roster. A toll sentence is one with a word of harm or flight.
There is no baseline, and no floor: a lower share is no better where the text does not tell.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from pathlib import Path

from adapter import Measure, Outcome, Verdict, digest_of, need
from rashomon import read_claims
from rashomon.extract import split_sentences
from rashomon.model.claim import Claim
from rashomon.model.text import Block, Report

NAME = "outlets"
PUBLISHED: dict[str, tuple[str, str]] = {}
FILE = "FA-KES-Dataset.csv"
PLACED = frozenset({"event", "figure", "control"})
ACTED = frozenset({"event", "control"})
TOLL = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|dead|deaths?|die[sd]?|dying|fatalit(?:y|ies)|casualt(?:y|ies)|slain|massacred?|"
    r"wound(?:s|ed|ing)?|injur(?:e[sd]?|ing|y|ies)|maimed|missing|abduct(?:s|ed|ing)?|kidnap(?:s|ped|ping)?|"
    r"displac(?:e[sd]?|ing|ement)|flee(?:s|ing)?|fled|refugees?|evacuat(?:e[sd]?|ing)|toll|bodies|corpses)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|scores|"
    r"hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
MEASURES = {
    "claims per report": ("claims", "reports"),
    "claims without a resolved place": ("no place", "placed"),
    "… of these, the place named but not resolved": ("place unresolved", "no place"),
    "claims without a resolved date": ("no date", "placed"),
    "claims without a resolved actor": ("no actor", "acted"),
    "… of these, an actor named but not resolved": ("actor unresolved", "no actor"),
    "toll sentences without a figure": ("toll unread", "toll"),
    "toll sentences with a number, without a figure": ("numbered unread", "numbered"),
}
TOLD_ONLY = frozenset(MEASURES)


def reports(path: Path) -> list[Report]:
    """The articles with a text, the title as their headline."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["article_content"].strip()]
    return [report_of(row) for row in rows]


def report_of(row: dict[str, str]) -> Report:
    """One row as a report dated by its column."""
    title, body = row["article_title"].strip(), row["article_content"].strip()
    text = f"{title}\n\n{body}" if title else body
    start = len(text) - len(body)
    head = (Block(role="headline", start=0, end=len(title)),) if title else ()
    try:
        published = dt.datetime.strptime(row["date"].strip(), "%m/%d/%Y").replace(tzinfo=dt.UTC).date()
    except ValueError:
        published = None
    return Report(
        name=row["unit_id"],
        outlet=row["source"].strip() or None,
        published=published,
        published_basis="given" if published else "unknown",
        sha256="",
        text=text,
        blocks=(*head, Block(role="body", start=start, end=len(text))),
    )


def count(report: Report, claims: tuple[Claim, ...]) -> Counter[str]:
    """What one report adds to the counts."""
    counts: Counter[str] = Counter(reports=1, claims=len(claims))
    for claim in claims:
        if claim.kind in PLACED:
            counts["placed"] += 1
            counts["no date"] += claim.valid.start is None or claim.valid.end is None
            if claim.place is None or not claim.place.id:
                counts["no place"] += 1
                counts["place unresolved"] += claim.place is not None
        if claim.kind in ACTED:
            people = (*claim.actors, *claim.recipients)
            counts["acted"] += 1
            if not any(actor.id for actor in people):
                counts["no actor"] += 1
                counts["actor unresolved"] += bool(people)
    figures = [(claim.start, claim.end) for claim in claims if claim.figure is not None]
    for sentence in split_sentences(report):
        if not TOLL.search(sentence.text):
            continue
        unread = not any(start < sentence.end and end > sentence.start for start, end in figures)
        counts["toll"] += 1
        counts["toll unread"] += unread
        if NUMBER.search(sentence.text):
            counts["numbered"] += 1
            counts["numbered unread"] += unread
    return counts


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:  # noqa: ARG001 -- one split only
    """Count over all articles."""
    path = need(data / NAME / FILE)
    total: Counter[str] = Counter()
    verdicts: dict[str, Verdict] = {}
    for report in reports(path)[:limit]:
        counts = count(report, read_claims(report).claims)
        total += counts
        # By article: the share of its numbered toll sentences that yield a figure.
        verdicts[report.name] = 1 - counts["numbered unread"] / max(1, counts["numbered"])
    measures: dict[str, Measure] = {
        name: {"ours": total[part] / max(1, total[whole]), "baseline": None, "cases": total[whole]}
        for name, (part, whole) in MEASURES.items()
    }
    return {"measures": measures, "verdicts": verdicts, "digest": digest_of([path], path.parent)}
