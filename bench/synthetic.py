"""Reports and claims made up by rule, for measuring speed: the same for the same seed, clumped as news is.

    python bench/synthetic.py build/synthetic.ledger --claims 200000

Places by Zipf's law, days with bursts, incidents that several outlets tell, some of them in an agency's very
words, tolls that run and are revised, towns that change hands. The texts are thin and the claims are set
down beside them, not read from them: this measures what comes after reading.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import msgspec

from rashomon.ledger import open_ledger
from rashomon.model.claim import Actor, Claim, Place, Source, claim_id
from rashomon.model.draft import Change, Kind
from rashomon.model.entry import Claimed, Entry, Judged, ReportRead, Withdrawn
from rashomon.model.figure import Figure, Flow, Measure
from rashomon.model.text import Block, Report
from rashomon.model.time import Valid

START = dt.date(2013, 1, 1)
CLAIMS_A_REPORT = 11  # about; only sets how many days and places a size is spread over
COUNTRIES = ("AX", "BX", "CX", "DX", "EX", "FX")
PARTIES = tuple(f"syn:party{number}" for number in range(24))
OUTLETS = tuple(f"Outlet {number}" for number in range(40))
AGENCIES = ("Northern Wire", "Coastal News Agency", "Valley Press")
OFFICES = ("officials", "a hospital director", "the army", "residents", "Relief Network", "the interior ministry")
WORDS = tuple(
    "road river market school bridge hill east west convoy night morning clinic farm camp district people said after "
    "before near heavy reports later families water aid smoke calls police road-block home week tension".split()
)
BATCH = 200  # reports in one batch of the ledger


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One report with its claims."""

    report: Report
    claims: tuple[Claim, ...]


class _Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a sentence says of an incident."""

    kind: Kind
    frame: str
    words: str
    measure: Measure | None = None
    count: int = 0
    change: Change | None = None
    denied: bool = False


class _Incident(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, before anybody tells of it."""

    day: dt.date
    place: Place
    doer: str
    target: str
    facts: tuple[_Fact, ...]


class World:
    """Where it all happens, and what has been counted so far.

    Args:
        claims: About how many claims are wanted: more of them mean more places and more days.
        seed: The same seed gives the same world.
    """

    def __init__(self, claims: int, seed: int = 7) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
        share = claims / 1_000_000
        self.places = tuple(place(number) for number in range(max(12, round(3000 * share**0.7))))
        self.days = max(30, round(2200 * share**0.5))
        self._weights = list(accumulate(1 / (rank + 1) for rank in range(len(self.places))))
        self._areas = tuple(_area(country) for country in COUNTRIES)
        self._displaced: dict[str, int] = {}
        self._holder: dict[str, str] = {}
        self._reports_a_day = claims / CLAIMS_A_REPORT / self.days
        self._number = 0

    def reports(self) -> Iterator[Told]:
        """Reports day by day, without end."""
        day = START
        recent: list[_Incident] = []
        while True:
            # A burst one day in ten.
            busy = self._reports_a_day * (4.0 if self._chance.random() < 0.1 else 0.67)
            wanted = int(busy) + (self._chance.random() < busy % 1)
            recent = [one for one in recent if (day - one.day).days <= 2]
            recent += [self._incident(day) for _ in range(max(1, wanted // 3))]
            wire: list[tuple[_Incident, str]] = []
            for _ in range(wanted):
                yield self._report(day, recent, wire)
            day += dt.timedelta(days=1)

    def _incident(self, day: dt.date) -> _Incident:
        chance = self._chance
        place = chance.choices(self.places, cum_weights=self._weights)[0]
        doer, target = chance.sample(PARTIES[:8] if chance.random() < 0.7 else PARTIES, 2)
        dead = max(1, round(chance.paretovariate(1.1)))
        draw = chance.random()
        if draw < 0.5:
            frame = chance.choice(("attack", "airstrike", "shell", "clash"))
            facts = [
                _Fact(kind="event", frame=frame, words=f"{_name(doer)} hit {place.name}"),
                _Fact(kind="figure", frame="kill", measure="killed", count=dead, words="{} people were killed"),
            ]
            if chance.random() < 0.6:
                facts.append(_Fact(kind="figure", frame="wound", measure="wounded", count=dead * 2, words="{} wounded"))
        elif draw < 0.7:
            loser, self._holder[place.id] = self._holder.get(place.id, target), doer
            target = loser if loser != doer else target
            facts = [_Fact(kind="control", frame="capture", change="gain", words=f"{_name(doer)} seized {place.name}"),
                     _Fact(kind="event", frame="flee", words=f"{_name(target)} fled")]  # fmt: skip
        elif draw < 0.85:
            count = self._displaced.get(place.id, 0) + 100 * chance.randint(1, 40)
            self._displaced[place.id] = count
            facts = [_Fact(kind="figure", frame="displace", measure="displaced", count=count, words="{} are displaced")]
            if chance.random() < 0.2:
                place = self._areas[COUNTRIES.index(place.country)]
        else:
            holder = self._holder.get(place.id, doer)
            facts = [_Fact(kind="control", frame="hold", change="hold", words=f"{_name(holder)} holds {place.name}"),
                     _Fact(kind="event", frame="attack", words=f"{_name(doer)} attacked {place.name}",
                           denied=chance.random() < 0.2)]  # fmt: skip
            doer = holder
        return _Incident(day=day, place=place, doer=doer, target=target, facts=tuple(facts))

    def _report(self, day: dt.date, recent: Sequence[_Incident], wire: list[tuple[_Incident, str]]) -> Told:
        chance = self._chance
        self._number += 1
        outlet = chance.choice(OUTLETS)
        agency = ""
        parts: list[tuple[_Incident, str]] = []
        if wire and chance.random() < 0.3:
            parts = chance.sample(wire, min(len(wire), 2))  # printed as the agency sent it
            agency = AGENCIES[0]
        for incident in chance.sample(recent, min(len(recent), chance.randint(2, 6))):
            parts.append((incident, self._paragraph(incident)))
            if chance.random() < 0.3:
                wire.append(parts[-1])
        text = "\n".join(words for _, words in parts)
        report = Report(
            name=f"{day.isoformat()}/{self._number:07}.txt", outlet=outlet, published=day, published_basis="given",
            sha256=hashlib.sha256(f"{self._number}".encode()).hexdigest(), text=text,
            blocks=(Block(role="body", start=0, end=len(text)),), agencies=(agency,) if agency else (),
        )  # fmt: skip
        found: list[Claim] = []
        at = 0
        for incident, words in parts:
            found.extend(self._claims(report, incident, words, at))
            at += len(words) + 1
        return Told(report=report, claims=tuple(found))

    def _paragraph(self, incident: _Incident) -> str:
        """A paragraph with one sentence a fact; each telling words it anew and may count otherwise."""
        chance = self._chance
        sentences = []
        for fact in incident.facts:
            count = fact.count
            if fact.measure == "killed" and chance.random() < 0.3:
                count += chance.randint(0, max(1, count // 3))
            filler = " ".join(chance.choices(WORDS, k=chance.randint(6, 18)))
            sentences.append(f"{fact.words.format(count)}, {filler}.")
        return " ".join(sentences)

    def _claims(self, report: Report, incident: _Incident, words: str, at: int) -> Iterator[Claim]:
        start = at
        chance = random.Random(words)  # noqa: S311 - a copied paragraph has the same source
        office = chance.choice(OFFICES) if chance.random() < 0.5 else ""
        for fact, sentence in zip(incident.facts, words.split(". "), strict=True):
            quote = sentence.partition(",")[0]
            end = start + len(quote)
            number = int(quote.split()[0]) if fact.measure else 0
            figure = None
            if fact.measure is not None:
                flow: Flow = "stock" if fact.measure == "displaced" else "flow"
                figure = Figure(measure=fact.measure, low=number, high=number, value=number, flow=flow, text=quote)
            told = report.published is not None and incident.day != report.published
            by = [Source(name=office, kind="official")] if office else []
            yield Claim(
                id=claim_id(report.id, start, end, f"{fact.kind}:{fact.frame}", f"{fact.measure}{number}", office),
                report=report.name, report_sha256=report.sha256, report_id=report.id, outlet=report.outlet or "",
                published=report.published, published_basis="given", start=start, end=end, quote=quote,
                kind=fact.kind, frame=fact.frame, actors=(actor(incident.doer),),
                recipients=(actor(incident.target),) if fact.frame != "hold" else (), place=incident.place,
                valid=Valid(start=incident.day, end=incident.day, basis="stated" if told else "tense",
                            text="that day" if told else ""),
                stance="denied" if fact.denied else "asserted",
                by=(*by, Source(name=report.outlet or "", kind="outlet")), figure=figure, change=fact.change,
                sentence=(at, at + len(words)),
            )  # fmt: skip
            start += len(sentence) + 2


def _name(party: str) -> str:
    return f"Party {party.removeprefix('syn:party')}"


def actor(party: str) -> Actor:
    """A party as a claim names it."""
    return Actor(id=party, name=_name(party), text=_name(party), start=0, end=1)


def place(number: int) -> Place:
    """A town with a point of its own."""
    country = COUNTRIES[number % len(COUNTRIES)]
    row, column = divmod(number, 80)
    return Place(
        id=f"syn:{number}", name=f"Town {number}", text=f"Town {number}", start=0, end=1, lat=-60 + row * 1.1,
        lon=-170 + column * 2.1, country=country, admin1=f"{country} {number % 7}", precision="exact", radius_km=3.0,
    )  # fmt: skip


def _area(country: str) -> Place:
    name = f"{country} 0"
    return Place(
        id=f"syn:{name}", name=name, text=name, start=0, end=1, country=country, admin1=name, precision="admin1"
    )


def make(claims: int, seed: int = 7) -> tuple[list[Report], list[Claim]]:
    """At least so many claims, the last report's to the end, with their reports."""
    reports: list[Report] = []
    found: list[Claim] = []
    for told in World(claims, seed).reports():
        if len(found) >= claims:
            break
        reports.append(told.report)
        found.extend(told.claims)
    return reports, found


def write_ledger(path: Path, claims: int, seed: int = 7) -> None:
    """A ledger of so many claims, with a judgement and a withdrawal now and then; a file that is there stays.

    Written beside and moved there at the end, so that what is at the path is whole.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"part-{path.name}")
    for left in draft.parent.glob(f"{draft.name}*"):
        left.unlink()
    made = dt.datetime.combine(START, dt.time(), dt.UTC)
    ledger = open_ledger(draft)
    entries: list[Entry] = []
    count = 0
    for number, told in enumerate(World(claims, seed).reports(), start=1):
        if count >= claims:
            break
        count += len(told.claims)
        about = told.report.id
        entries += [ReportRead(report=told.report), Claimed(report_id=about, generation="1", claims=told.claims)]
        if number % 1000 == 0:
            entries.append(Withdrawn(report_id=about, reason="made up", author="bench", made=made))
        if number % 1000 == 500 and told.claims:
            subjects = (told.claims[0].id,)
            entries.append(Judged(verdict="discount", subjects=subjects, reason="made up", author="bench", made=made))
        if number % BATCH == 0:
            ledger.append(entries)
            entries = []
    ledger.append(entries)
    ledger.close()
    for suffix in (".head", ""):
        draft.with_name(draft.name + suffix).replace(path.with_name(path.name + suffix))


def main() -> None:
    """Write a ledger."""
    parser = argparse.ArgumentParser(description="Write a ledger of made-up claims.", allow_abbrev=False)
    parser.add_argument("path", type=Path)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    write_ledger(given.path, given.claims, given.seed)


if __name__ == "__main__":
    main()
