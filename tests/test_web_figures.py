"""Figures, claims, reports and sources as the server tells them: every number leads to its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from rashomon.model.text import Block, Report
from rashomon.pipeline import Contents, claims_of
from rashomon.web.app import create_app
from rashomon.web.session import Session

TEXTS = {
    ("a.txt", "Valley Courier", "2021-05-10"): (
        "Shelling in Mekelle\n\nAt least 12 people were killed in Mekelle on 9 May 2021, the army said. "
        "Another 30 people were wounded, according to the hospital."
    ),
    ("b.txt", "Coast Mail", "2021-05-11"): (
        "Deaths in Mekelle\n\nThe Red Cross said 40 people, including 5 children, were killed in Mekelle on "
        "9 May 2021. \U0001f4f7 A photograph shows the market. Some 2,000 people were displaced from Mekelle, "
        "the United Nations said."
    ),
    ("c.txt", "Hill Times", "2021-05-11"): (
        "Toll rises\n\nThe army said that 15 people were killed in Mekelle on 9 May 2021. "
        "The army denied that it shelled the market."
    ),
}


def report_of(name: str, outlet: str, day: str, text: str) -> Report:
    """A report of two blocks: headline and body."""
    head = text.index("\n\n")
    return Report(
        name=name,
        outlet=outlet,
        published=dt.date.fromisoformat(day),
        published_basis="given",
        sha256=name * 8,
        text=text,
        blocks=(
            Block(role="headline", start=0, end=head),
            Block(role="body", start=head + 2, end=len(text)),
        ),
    )


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient[Any]]:
    """A server over three reports that were read once."""
    reports = tuple(report_of(*key, text) for key, text in TEXTS.items())
    claims = tuple(claim for report in reports for claim in claims_of(report))
    session = Session("three reports", lambda: Contents(reports=reports, claims=claims, rejected=()))
    with TestClient(create_app(session), base_url="http://127.0.0.1") as opened:
        yield opened


def asked(client: TestClient[Any], path: str, **wanted: object) -> Any:
    found = client.get(f"/api/{path}", params={name: str(value) for name, value in wanted.items()})
    assert found.status_code == 200, found.text
    return found.json()


def test_every_mark_step_and_relation_leads_to_a_claim_in_its_words(client: TestClient[Any]) -> None:
    rows = asked(client, "figures")["rows"]
    marks = [mark for row in rows for mark in row["marks"]]
    assert marks
    for row in rows:
        for step in row["history"]:
            assert step["claim"] in {mark["claim"] for mark in row["marks"]}
    for mark in marks:
        view = asked(client, f"claims/{mark['claim']}")
        claim = view["claim"]
        text = asked(client, f"reports/{claim['report_id']}")["text"]
        assert text[claim["start"] : claim["end"]] == view["quote"] == claim["quote"]
        around = view["lead"] + view["before"] + view["quote"] + view["after"] + view["trail"]
        assert around in text
        assert "\n\n" not in around, "the context is one paragraph"
        assert claim["published"] == mark["known"]


def test_lit_stretches_are_those_of_the_reports_claims(client: TestClient[Any]) -> None:
    for line in asked(client, "reports")["reports"]:
        view = asked(client, f"reports/{line['id']}")
        assert len(view["lit"]) == line["claims"]
        for lit in view["lit"]:
            claim = asked(client, f"claims/{lit['claim']}")["claim"]
            assert view["text"][lit["start"] : lit["end"]] == claim["quote"]


def test_contested_figures_come_first(client: TestClient[Any]) -> None:
    statuses = [row["status"] for row in asked(client, "figures")["rows"]]
    assert "contested" in statuses
    assert statuses == sorted(statuses, key=lambda status: status != "contested")


def test_what_is_asked_for_narrows_the_figures(client: TestClient[Any]) -> None:
    everything = asked(client, "figures")
    displaced = asked(client, "figures", measure="displaced")
    assert {row["measure"] for row in displaced["rows"]} == {"displaced"}
    assert displaced["measures"] == everything["measures"], "what can be chosen stays, whatever was chosen"
    large = asked(client, "figures", least=1000)
    assert 0 < large["total"] < everything["total"]
    assert all(max(row["low"] or 0, row["high"] or 0, row["value"] or 0) >= 1000 for row in large["rows"])
    assert asked(client, "figures", place="Mekelle")["total"] > 0
    assert asked(client, "figures", place="Atlantis")["total"] == 0
    assert everything["places"][0] == "Mekelle"
    first, second = asked(client, "figures", limit=1), asked(client, "figures", limit=1, offset=1)
    assert first["total"] == everything["total"]
    assert [first["rows"][0]["id"], second["rows"][0]["id"]] == [row["id"] for row in everything["rows"][:2]]


def test_a_day_of_knowing_leaves_out_what_came_later(client: TestClient[Any]) -> None:
    for day in ("2021-05-10", "2021-05-11"):
        known = [mark["known"] for row in asked(client, "figures", known=day)["rows"] for mark in row["marks"]]
        assert known
        assert max(known) <= day
    early = asked(client, "sources", known="2021-05-10")
    assert [one["name"] for one in early["outlets"]] == ["Valley Courier"]
    late = next(line for line in asked(client, "reports")["reports"] if line["outlet"] == "Hill Times")
    assert client.get(f"/api/reports/{late['id']}", params={"known": "2021-05-10"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "words"), [("figures/nope", "no figure"), ("claims/nope", "no claim"), ("reports/nope", "no report")]
)
def test_an_unknown_id_is_told_in_plain_words(client: TestClient[Any], path: str, words: str) -> None:
    found = client.get(f"/api/{path}")
    assert found.status_code == 404
    assert words in found.json()["detail"]


def test_one_figure_is_the_same_row_as_in_the_list(client: TestClient[Any]) -> None:
    for row in asked(client, "figures")["rows"]:
        assert asked(client, f"figures/{row['id']}") == row
        assert not row["title"].endswith(".")


def test_a_claim_names_the_figures_and_events_that_rest_on_it(client: TestClient[Any]) -> None:
    rows = {row["id"]: row for row in asked(client, "figures")["rows"]}
    for row in rows.values():
        for mark in row["marks"]:
            tolls = asked(client, f"claims/{mark['claim']}")["tolls"]
            assert row["id"] in {toll["id"] for toll in tolls}
            assert all(toll["title"].startswith(rows[toll["id"]]["title"]) for toll in tolls)


def test_sources_are_counted_and_quoted(client: TestClient[Any]) -> None:
    found = asked(client, "sources")
    assert found["all_outlets"] == len(found["outlets"]) == 3
    army = next(one for one in found["origins"] if "military" in one["kinds"])
    assert army["claims"] >= 2
    assert army["first"] == "2021-05-10"
    assert army["last"] == "2021-05-11"
    for listed in ("origins", "outlets"):
        assert len({one["name"] for one in found[listed]}) == len(found[listed]), "nobody stands there twice"
        for one in found[listed]:
            told = asked(client, "sources/said", name=one["name"], listed=listed)
            assert 0 < told["total"] <= one["claims"]
            assert len(told["claims"]) == told["total"]
            for cited in told["claims"]:
                assert asked(client, f"claims/{cited['id']}")["quote"] == cited["quote"]
    assert asked(client, "sources/said", name="nobody", listed="outlets") == {"total": 0, "claims": []}
    assert asked(client, "sources", words="hill")["all_outlets"] == 1


def test_parts_and_wholes_name_each_other(client: TestClient[Any]) -> None:
    rows = {row["id"]: row for row in asked(client, "figures")["rows"]}
    assert any(row["parts"] for row in rows.values())
    for row in rows.values():
        for part in row["parts"]:
            assert row["id"] in {whole["id"] for whole in rows[part["id"]]["whole"]}
