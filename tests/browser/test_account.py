"""The way from a number to its sentence, and the account as it was known on a day."""

from __future__ import annotations

import re
from typing import Any

from .conftest import Served, Visit


def _moved(server: Served) -> dict[str, Any]:
    """A figure whose number on the last day of reports is another than on the day before."""
    last, before = (one["day"] for one in reversed(server.ask("about")["days"][-2:]))
    now = {one["id"]: one for one in server.ask("figures?limit=500")["rows"]}
    then = {one["id"]: one for one in server.ask(f"figures?limit=500&known={before}")["rows"]}
    found = [
        {"id": id_, "now": row["low"], "then": then[id_]["low"], "before": before, "last": last}
        for id_, row in now.items()
        if id_ in then and None not in (row["low"], then[id_]["low"]) and row["low"] != then[id_]["low"]
    ]
    assert found, "the sample has a figure that the last day of reports moved"
    return found[0]


def test_the_day_of_knowing_changes_the_number_and_stands_in_the_address(server: Served, visit: Visit) -> None:
    moved = _moved(server)
    page = visit.open(f"{server.base}figures?figure={moved['id']}")
    amount = page.get_by_role("article").get_by_role("link", name=f"{moved['now']:,}", exact=True)
    amount.first.wait_for()
    page.get_by_role("slider", name="Known by").press("ArrowLeft")
    page.wait_for_url(re.compile(f"known={moved['before']}"))
    # An open range has words beside its number: "30 or more".
    earlier = page.get_by_role("article").get_by_role("link", name=re.compile(rf"\b{moved['then']:,}\b"))
    amount.first.wait_for(state="detached")  # the earlier number stands among the steps on both days
    earlier.first.wait_for()
    page.reload()
    earlier.first.wait_for()
    assert not amount.count()
    page.get_by_role("button", name="Everything").click()
    amount.first.wait_for()
    assert "known=" not in page.url


def test_the_situation_told_on_an_earlier_day_has_fewer_events(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("situation"))
    everything = len(server.ask("situation")["events"])
    told = page.get_by_role("region", name="Events").get_by_role("status").first
    told.filter(has_text=f"{everything} events").wait_for()
    page.get_by_role("slider", name="Known by").press("Home")
    page.wait_for_url(re.compile(r"known=\d{4}"))
    known = re.search(r"known=([\d-]+)", page.url)
    assert known is not None
    early = len(server.ask(f"situation?known={known[1]}")["events"])
    assert 0 < early < everything
    told.filter(has_text=f"{early} events").wait_for()
    page.reload()
    told.filter(has_text=f"{early} events").wait_for()


def test_a_number_leads_to_the_sentence_that_it_rests_on(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("figures"))
    number = page.get_by_role("article").get_by_role("link", name=re.compile(r"^(at least )?[\d,]+$")).first
    number.click()
    page.wait_for_url(re.compile("/claim"))
    page.locator("main [data-ready]").wait_for()
    claim = re.search(r"claim=(\w+)", page.url)
    assert claim is not None
    quote = server.ask(f"claims/{claim[1]}")["claim"]["quote"]
    page.get_by_role("mark").first.wait_for()
    assert quote in [one.inner_text() for one in page.get_by_role("mark").all()]


def test_every_claim_of_a_figure_opens_from_the_keyboard(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("figures"))
    strip = page.get_by_role("article").first.get_by_role("group", name=re.compile("by day of publication"))
    dot = strip.get_by_role("link").first
    dot.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/claim"))


def test_reports_side_by_side_mark_what_each_says_of_a_matter(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("compare"))
    assert page.get_by_role("region", name=re.compile("^Report [AB]")).count() == 2
    assert page.get_by_role("region", name="Matters").is_visible()
    assert page.get_by_role("mark").count()


def test_reports_and_sources_list_all_that_was_read(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("reports"))
    for one in server.ask("reports")["reports"]:
        assert page.get_by_text(one["title"]).count(), one["title"]
    page = visit.open(server.screen("sources"))
    for outlet in server.ask("sources")["outlets"]:
        assert page.get_by_text(outlet["name"]).count(), outlet["name"]


def test_a_claim_that_came_later_says_so_and_leads_on(server: Served, visit: Visit) -> None:
    mark = server.ask("figures?limit=1")["rows"][0]["marks"][0]
    first = server.ask("about")["days"][0]["day"]
    page = visit.open(f"{server.base}claim?claim={mark['claim']}&known={first}")
    page.get_by_role("heading", name="This was not known by").wait_for()
    page.get_by_role("link", name="Take everything that was read").click()
    page.get_by_role("mark").first.wait_for()
    assert "known=" not in page.url


def test_a_few_days_within_years_are_brought_nearer(server: Served, visit: Visit) -> None:
    page = visit.open(f"{server.base}?from=2012-11-14&to=2012-11-24")
    until = page.get_by_role("slider", name="Happened until")
    whole = float(until.get_attribute("max")) - float(until.get_attribute("min"))
    page.get_by_role("button", name="Zoom to these days").click()
    page.wait_for_url(re.compile("span=2012-11-11..2012-11-27"))
    page.reload()
    until.wait_for()
    assert float(until.get_attribute("max")) - float(until.get_attribute("min")) == 16 < whole
    until.press("ArrowRight")
    page.wait_for_url(re.compile("to=2012-11-25"))
    page.get_by_role("button", name="All time").click()
    page.wait_for_url(lambda url: "span=" not in url)
    assert float(until.get_attribute("max")) - float(until.get_attribute("min")) == whole
