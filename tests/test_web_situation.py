"""Map and timeline as the server tells them: what is known on a day, who holds what, how exactly places are told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from rashomon.model.claim import Place
from rashomon.model.text import Block, Report
from rashomon.pipeline import Contents, claims_of
from rashomon.situation import situation
from rashomon.web.app import create_app
from rashomon.web.session import Session
from rashomon.web.situation_view import Places, Rows, situation_view

TEXTS = {
    ("a.txt", "Valley Courier", "2021-05-10"): (
        "The Tigray People's Liberation Front captured Adigrat on 9 May 2021. "
        "Soldiers attacked a convoy near Mekelle on 8 May 2021."
    ),
    ("b.txt", "Coast Mail", "2021-05-20"): (
        "The Ethiopian army retook Adigrat on 19 May 2021, witnesses said. Shelling hit Mekelle on 18 May 2021."
    ),
}


def read() -> Contents:
    """Two reports, one town that changes hands."""
    reports = tuple(
        Report(
            name=name, outlet=outlet, published=dt.date.fromisoformat(day), published_basis="given", sha256=name * 8,
            text=text, blocks=(Block(role="body", start=0, end=len(text)),),
        )
        for (name, outlet, day), text in TEXTS.items()
    )  # fmt: skip
    return Contents(reports=reports, claims=tuple(c for one in reports for c in claims_of(one)), rejected=())


@pytest.fixture(scope="module")
def contents() -> Contents:
    """What the reports say, read once."""
    return read()


@pytest.fixture(scope="module")
def client(contents: Contents) -> Iterator[TestClient[Any]]:
    """A server over the two reports."""
    with TestClient(create_app(Session("two", lambda: contents)), base_url="http://127.0.0.1") as opened:
        yield opened


def holders(answer: dict[str, Any]) -> dict[str, str | None]:
    return {answer["places"][one["place"]]["name"]: one["holder"] for one in answer["held"]}


def test_a_later_report_is_not_known_on_an_earlier_day(client: TestClient[Any]) -> None:
    early = client.get("/api/situation?known=2021-05-10").json()
    late = client.get("/api/situation").json()
    assert early["reports"] == 1
    assert late["reports"] == 2
    assert {row["claim"] for row in early["events"]} < {row["claim"] for row in late["events"]}
    assert all("retook" not in row["title"] for row in early["events"])


def test_every_event_names_a_claim_that_can_be_opened(client: TestClient[Any]) -> None:
    for row in client.get("/api/situation").json()["events"]:
        claim = client.get(f"/api/claims/{row['claim']}")
        assert claim.status_code == 200
        assert row["title"].endswith(".")
        assert "_" not in row["title"]


def test_control_is_told_for_the_day_asked_for(client: TestClient[Any]) -> None:
    then = holders(client.get("/api/control?on=2021-05-12").json())
    now = holders(client.get("/api/control?on=2021-05-20").json())
    assert then["Adigrat"] != now["Adigrat"]
    assert {then["Adigrat"], now["Adigrat"]} == set(client.get("/api/about").json()["holders"])


def test_control_alone_is_that_of_the_whole_answer(client: TestClient[Any]) -> None:
    whole = client.get("/api/situation?on=2021-05-12&known=2021-05-20").json()
    alone = client.get("/api/control?on=2021-05-12&known=2021-05-20").json()
    assert holders(whole) == holders(alone)
    assert alone["on"] == whole["on"] == "2021-05-12"


def test_the_strip_counts_every_event_that_has_a_day(client: TestClient[Any]) -> None:
    rows = client.get("/api/situation?known=2021-05-20").json()["events"]
    stretches = client.get("/api/strip?known=2021-05-20").json()["stretches"]
    dated = [(row["start"], row["end"]) for row in rows if row["start"] or row["end"]]
    assert dated
    assert {(one["start"], one["end"]): one["events"] for one in stretches} == Counter(dated)


def test_only_days_asked_for_are_listed(client: TestClient[Any]) -> None:
    rows = client.get("/api/situation?first=2021-05-18&last=2021-05-20").json()["events"]
    assert rows
    assert all(row["end"] is None or row["end"] >= "2021-05-18" for row in rows)


def test_a_day_that_is_none_is_refused_in_words(client: TestClient[Any]) -> None:
    answer = client.get("/api/situation?known=yesterday")
    assert answer.status_code == 400
    assert "known" in answer.text


def test_near_a_town_and_in_it_are_two_spots() -> None:
    town = Place(id="x:1", name="Adwa", text="Adwa", start=0, end=4, lat=14.2, lon=38.9, precision="exact", radius_km=4)
    about = msgspec.structs.replace(town, precision="near", radius_km=12.0)
    places = Places()
    assert places.number(about) != places.number(town)
    assert places.number(town) == places.number(msgspec.structs.replace(town, text="the town"))
    assert {spot.id for spot in places.spots} == {"x:1"}
    assert places.number(msgspec.structs.replace(town, lat=None, lon=None)) is None


def test_rows_made_before_give_the_same_answer(contents: Contents) -> None:
    rows = Rows()
    for known in (dt.date(2021, 5, 10), dt.date(2021, 5, 20), dt.date(2021, 5, 10)):
        account = situation(contents.reports, contents.claims, known=known)
        claims = {claim.id: claim for claim in account.claims}
        assert situation_view(account, claims, rows=rows) == situation_view(account, claims)
