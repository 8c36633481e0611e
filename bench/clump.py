"""One place of which very many reports tell, with few events: what a ledger of a siege or of one massacre looks like.

What is near linear in a world of many places need not be so where every claim is held against every other one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from typing import Literal

import synthetic
from rashomon.model.claim import Actor, Claim, Source, claim_id
from rashomon.model.draft import Change, Kind
from rashomon.model.figure import Figure, Flow, Measure
from rashomon.model.text import Block, Report
from rashomon.model.time import Valid

Shape = Literal["mass", "rising", "retold", "held"]
# Reports a day: one event in all papers for five days; a toll that rises for years; one that is recalled for years; who
# holds the place and how many have fled it, told daily.
A_DAY: dict[Shape, int] = {"mass": 0, "rising": 20, "retold": 4, "held": 30}


def make(claims: int, shape: Shape, seed: int = 5) -> tuple[list[Report], list[Claim]]:
    """At least so many claims of one place, with their reports."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    reports: list[Report] = []
    found: list[Claim] = []
    day, total = synthetic.START, 1000
    while len(found) < claims:
        for _ in range(A_DAY[shape] or max(1, claims // 10)):
            report, said = _report(chance, shape, day, len(reports), total)
            reports.append(report)
            found.extend(said)
        day += dt.timedelta(days=1)
        total += 50 * chance.randint(0, 2)
    return reports, found


def _report(chance: random.Random, shape: Shape, day: dt.date, number: int, total: int) -> tuple[Report, list[Claim]]:
    facts: list[tuple[Kind, str, Measure | None, int, Flow, Change | None]] = {
        "mass": [("event", "airstrike", None, 0, "flow", None), _dead(chance)],
        "rising": [("figure", "kill", "killed", total + 10 * chance.randint(0, 3), "cumulative", None)],
        "retold": [("event", "airstrike", None, 0, "flow", None), _dead(chance)],
        "held": [
            ("figure", "displace", "displaced", total, "stock", None),
            ("control", "hold", None, 0, "flow", "hold"),
        ],
    }[shape]  # type: ignore[assignment]
    sentences = [f"{count or 'They'} {frame}, {' '.join(chance.choices(synthetic.WORDS, k=15))}"
                 for _, frame, _, count, _, _ in facts]  # fmt: skip
    text = ". ".join(sentences)
    report = Report(
        name=f"{day}/{number:07}.txt", outlet=chance.choice(synthetic.OUTLETS), published=day, published_basis="given",
        sha256=hashlib.sha256(f"{shape}{number}".encode()).hexdigest(), text=text,
        blocks=(Block(role="body", start=0, end=len(text)),),
    )  # fmt: skip
    told = synthetic.START if shape in ("mass", "retold") else day
    found = []
    at = 0
    for (kind, frame, measure, count, flow, change), sentence in zip(facts, sentences, strict=True):
        quote = sentence.partition(",")[0]
        office = chance.choice(synthetic.OFFICES) if chance.random() < 0.5 else ""
        figure = Figure(measure=measure, low=count, high=count, value=count, flow=flow, text=quote) if measure else None
        by = [Source(name=office, kind="official")] if office else []
        found.append(Claim(
            id=claim_id(report.id, at, at + len(quote), f"{kind}:{frame}", f"{measure}{count}", office),
            report=report.name, report_sha256=report.sha256, report_id=report.id, outlet=report.outlet or "",
            published=day, published_basis="given", start=at, end=at + len(quote), quote=quote, kind=kind, frame=frame,
            actors=(_party(chance.randrange(2) if shape == "held" else 0),),
            recipients=(_party(2),) if change is None else (), place=synthetic.place(0),
            valid=Valid(start=told, end=told, basis="tense" if told == day else "stated",
                        text="" if told == day else "that day"),
            stance="asserted", by=(*by, Source(name=report.outlet or "", kind="outlet")), figure=figure, change=change,
            sentence=(at, at + len(sentence)),
        ))  # fmt: skip
        at += len(sentence) + 2
    return report, found


def _dead(chance: random.Random) -> tuple[Kind, str, Measure | None, int, Flow, Change | None]:
    return "figure", "kill", "killed", chance.choice((38, 40, 41, 45, 50, 60)), "flow", None


def _party(number: int) -> Actor:
    return synthetic.actor(synthetic.PARTIES[number])
