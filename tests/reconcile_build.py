"""Claims made by hand from a few words a field, for the gold cases and properties of reconciling."""

from __future__ import annotations

import datetime as dt
import re
import zlib

import msgspec

from rashomon.model.claim import Actor, Claim, Place, Source
from rashomon.model.figure import Figure, Flow
from rashomon.model.text import Block, Report
from rashomon.model.time import Valid

INSIDE = {"ataq": "shabwah"}
AREAS = {"yemen": "country", "shabwah": "admin1", "diyala": "admin1"}
COUNTRIES = {"hodeidah": "YE", "yemen": "YE", "shabwah": "YE", "lahij": "YE", "ataq": "YE"}


class Said(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim in short: `count` is "killed 27", "displaced >10000", "displaced +7000", "displaced 40 families".

    `by` names officials; "agency:Name" an agency, "media:Name" an outlet that is quoted, "office:Title:Name"
    an official by title and name, "group:id" a party. `part_of` is the claim of which a count is a share. Claims
    with one `at` stand in one sentence.
    """

    id: str
    report: str
    kind: str = "event"
    frame: str = "attack"
    who: str = ""
    whom: str = ""
    place: str = ""
    start: str = ""
    end: str = ""
    text: str = ""
    basis: str = "stated"
    stance: str = "asserted"
    by: tuple[str, ...] = ()
    count: str = ""
    flow: Flow = "flow"
    part_of: str = ""
    change: str | None = None
    part: bool = False
    background: bool = False
    quote: str = ""
    at: int | None = None


def make_report(line: str, text: str = "") -> Report:
    """A report from "name|outlet|day|agency,agency"; day and agencies may be left out."""
    name, outlet, day, agencies = [*line.split("|"), "", ""][:4]
    return Report(
        name=name,
        outlet=outlet,
        published=dt.date.fromisoformat(day) if day else None,
        published_basis="given" if day else "unknown",
        sha256=name * 8,
        text=text,
        blocks=(Block(role="body", start=0, end=len(text)),) if text else (),
        agencies=tuple(agencies.split(",")) if agencies else (),
    )


def make_place(name: str) -> Place | None:
    """A resolved place of its own; "?name" is one that no gazetteer knows, "~name" a spot by it."""
    if not name:
        return None
    if name.startswith("?"):
        return Place(name=name[1:], text=name[1:], start=0, end=1)
    near = name.startswith("~")
    name = name.removeprefix("~")
    at = zlib.crc32(name.encode())
    return Place(
        id=f"place:{name}",
        name=name,
        text=name,
        start=0,
        end=1,
        lat=float(at % 120 - 60),
        lon=float(at % 340 - 170),
        country=COUNTRIES.get(name, name[:2].upper()),
        admin1="" if name in AREAS else INSIDE.get(name, f"around {name}"),
        precision="near" if near else AREAS.get(name, "exact"),
        radius_km=3.0,
    )


def make_figure(count: str, flow: Flow = "flow", part_of: str = "") -> Figure | None:
    """A figure from its short form."""
    if not count:
        return None
    found = re.fullmatch(r"(\w+) ([>+~]?)(\d+)(?: (.+))?", count)
    assert found is not None, count
    measure, sign, number, who = found[1], found[2], int(found[3]), found[4] or "people"
    return Figure(
        measure=measure,
        low=number + (sign == ">"),
        high=None if sign == ">" else number,
        value=number,
        quantifier={">": "more_than", "~": "about"}.get(sign, "exact"),
        unit="families" if who == "families" else "persons",
        population="combatants"
        if who in ("soldiers", "militants")
        else "civilians"
        if who == "civilians"
        else "unknown",
        population_text="" if who == "untold" else who,
        flow=flow,
        subset_of=part_of,
        additional=sign == "+",
        text=count,
    )


def make_source(name: str, said: Said) -> Source:
    """A source; one of the party's own where it bears the party's id."""
    if name.startswith("agency:"):
        return Source(name=name.removeprefix("agency:"), kind="agency")
    if name.startswith("media:"):
        return Source(name=name.removeprefix("media:"), kind="media")
    if name.startswith("group:"):
        name = name.removeprefix("group:")
        return Source(name=name, kind="group", id=name)
    if name.startswith("office:"):
        _, title, person = name.split(":")
        return Source(name=person, kind="official", text=f"{title} {person}")
    return Source(name=name, kind="official", id=name if name == said.who else "")


def make_actor(id_: str) -> Actor:
    """A party by its roster id; "kind:people" is nobody in particular."""
    return Actor(id=id_, name=id_, text=id_, start=0, end=1, sector="CVL" if id_ == "kind:people" else "")


def make_claim(said: Said, report: Report, at: int = 0) -> Claim:
    """The claim, standing `at` a hundred characters times its place in the case."""
    actors = [(make_actor(id_),) if id_ else () for id_ in (said.who, said.whom)]
    quote = said.quote or f"words of {said.id}"
    at = at if said.at is None else said.at * 100
    by = [make_source(name, said) for name in said.by]
    return Claim(
        id=said.id,
        report=report.name,
        report_sha256=report.sha256,
        outlet=report.outlet or "",
        published=report.published,
        published_basis=report.published_basis,
        start=at,
        end=at + len(quote),
        quote=quote,
        kind=said.kind,
        frame=said.frame,
        actors=actors[0],
        recipients=actors[1],
        place=make_place(said.place),
        valid=Valid(
            start=dt.date.fromisoformat(said.start) if said.start else None,
            end=dt.date.fromisoformat(said.end) if said.end else None,
            text=said.text,
            basis=said.basis if said.start or said.end else "none",
        ),
        stance=said.stance,
        by=(*by, Source(name=report.outlet or "", kind="outlet")),
        figure=make_figure(said.count, said.flow, said.part_of),
        change=said.change,
        part=said.part,
        background=said.background,
        sentence=(at, at + 90),
        sub_event="Non-state actor overtakes territory" if said.frame == "capture" else "",
    )
