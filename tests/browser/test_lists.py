"""Thousands of reports and sources: a few rows are in the page, and all can be reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from .conftest import Served, Visit

MANY = 3000


def _times(visit: Visit, path: str, make: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answers of the server, made long."""

    def answer(route: Any) -> None:
        found = route.fetch()
        route.fulfill(response=found, json=make(found.json()))

    visit.page.route(path, answer)


def _reports(view: dict[str, Any]) -> dict[str, Any]:
    first = view["reports"][0]
    # Titles of one to four lines: rows are not equally high.
    made = [
        {**first, "id": f"r{at}", "name": f"{at}.txt", "title": f"Report {at} " + "and more of it " * (at % 13)}
        for at in range(MANY)
    ]
    return {**view, "reports": made}


def _sources(view: dict[str, Any]) -> dict[str, Any]:
    made = [{**view["origins"][at % 5], "name": f"Origin {at}"} for at in range(MANY)]
    return {**view, "origins": made, "all_origins": MANY}


def test_thousands_of_reports_are_scrolled_through_to_the_last(server: Served, visit: Visit) -> None:
    _times(visit, "**/api/reports", _reports)
    page = visit.open(server.screen("reports"))
    rows = page.get_by_role("region", name="Reports read").get_by_role("listitem")
    page.get_by_text(f"{MANY:,} reports").first.wait_for()
    assert 5 < rows.count() < 100, "only rows about those in sight are in the page"
    assert rows.first.get_attribute("aria-setsize") == str(MANY)
    for _ in range(3):  # rows come to be known as higher than guessed on the way down
        page.keyboard.press("End")
        page.wait_for_timeout(500)
    page.wait_for_function("() => scrollY + innerHeight > document.documentElement.scrollHeight - 5")
    assert rows.last.get_attribute("aria-posinset") == str(MANY)
    assert rows.last.is_visible()
    # Back up a screen at a time: what is in sight never jumps away, no row is missed.
    seen = {int(one) for one in rows.evaluate_all("all => all.map(one => one.ariaPosInSet)")}
    for _ in range(12):
        page.mouse.wheel(0, -600)
        page.wait_for_timeout(60)
        seen |= {int(one) for one in rows.evaluate_all("all => all.map(one => one.ariaPosInSet)")}
    assert seen == set(range(min(seen), MANY + 1))


def test_a_report_far_down_is_found_by_its_words(server: Served, visit: Visit) -> None:
    _times(visit, "**/api/reports", _reports)
    page = visit.open(server.screen("reports"))
    page.get_by_label("Filter").fill("Report 1234")
    page.get_by_role("link", name="Report 1234").wait_for()
    assert page.get_by_text(f"1 of {MANY:,} reports").is_visible()


def test_tab_goes_on_down_the_list(server: Served, visit: Visit) -> None:
    _times(visit, "**/api/reports", _reports)
    page = visit.open(server.screen("reports"))
    rows = page.get_by_role("region", name="Reports read").get_by_role("listitem")
    rows.first.get_by_role("link").first.focus()
    reached = 0
    for _ in range(100):
        page.keyboard.press("Tab")
        reached = page.evaluate("Number(document.activeElement.closest('li')?.ariaPosInSet ?? 0)") or reached
    assert reached > 45, "a box and a link each: a hundred steps lead fifty rows down"


def test_thousands_of_sources_are_few_in_the_page_and_tell_what_they_said(server: Served, visit: Visit) -> None:
    _times(visit, "**/api/sources", _sources)
    page = visit.open(server.screen("sources"))
    origins = page.locator(".list-origins").get_by_role("listitem")
    assert 3 < origins.count() < 60
    for _ in range(30):
        page.mouse.wheel(0, 20_000)
        page.wait_for_timeout(30)
    page.get_by_role("heading", name=f"Origin {MANY - 1}").wait_for()
    assert visit.wrong == []


def test_what_a_source_said_opens_its_claim(server: Served, visit: Visit) -> None:
    one = server.ask("sources")["origins"][0]
    page = visit.open(server.screen("sources"))
    card = page.locator(".speaker").filter(has_text=one["name"]).first
    card.get_by_text("What it said").click()
    card.get_by_role("link").first.click()
    page.wait_for_url("**/claim?claim=*")
    page.locator("main [data-ready]").wait_for()
    quote = page.get_by_role("mark").first
    quote.wait_for()
    assert (
        server.ask("sources/said?" + urlencode({"name": one["name"], "listed": "origins"}))["claims"][0]["quote"]
        in quote.inner_text()
    )
