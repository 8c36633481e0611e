"""What comes out of the printer: whole lists, in dark ink, and what was asked for."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Served, Visit

SEEN = """what => addEventListener('beforeprint', () => {
  window.printed = {
    rows: document.querySelectorAll(what).length,
    ink: getComputedStyle(document.body).color,
    text: document.querySelector('#app').innerText,
  };
})"""


def printed(page: Any, rows: str) -> dict[str, Any]:
    """Print it: what stood on the page when it went to paper."""
    page.evaluate(SEEN, rows)
    assert page.pdf()
    found: dict[str, Any] = page.evaluate("window.printed")
    return found


def test_the_situation_is_printed_with_every_event_and_who_holds_what(server: Served, visit: Visit) -> None:
    page = visit.open(f"{server.base}?known=2012-12-04")
    view = server.ask("situation?known=2012-12-04")
    paper = printed(page, ".events .event")
    assert paper["rows"] == len(view["events"]) > 20
    for one in view["held"]:
        assert view["places"][one["place"]]["name"] in paper["text"]
    assert all(one["title"] in paper["text"] for one in view["unhappened"])
    page.emulate_media(media="print")
    assert page.get_by_text("Known by 4 Dec 2012 · printed on").is_visible()
    assert visit.wrong == []


def test_a_list_longer_than_paper_is_worth_says_what_is_missing(server: Served, visit: Visit) -> None:
    """Fifty times the sample's events, as the server would send them."""

    def many(route: Any) -> None:
        answer = route.fetch()
        view = answer.json()
        view["events"] = [{**one, "id": f"{at} {one['id']}"} for at in range(50) for one in view["events"]]
        route.fulfill(response=answer, json=view)

    visit.page.route("**/api/situation*", many)
    page = visit.open(server.base)
    told = len(server.ask("situation")["events"]) * 50
    page.get_by_role("region", name="Events").get_by_role("status").first.filter(has_text=f"{told:,} events").wait_for()
    assert page.locator(".events .event").count() < 60, "only rows in sight are on the page"
    paper = printed(page, ".events .event")
    assert paper["rows"] == 1000
    assert f"{told - 1000:,} more events are not printed" in paper["text"]
    assert page.locator(".events .event").count() < 60


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_dark_pages_are_printed_in_dark_ink(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("reports"))
    before = page.evaluate("getComputedStyle(document.body).color")
    paper = printed(page, ".reports .row")
    assert paper["rows"] == len(server.ask("reports")["reports"])
    assert paper["ink"] != before, "light ink is for dark screens"
    assert page.evaluate("getComputedStyle(document.body).color") == before


def test_a_page_of_figures_says_that_it_is_one_and_all_fit_on_one(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("figures"))
    total = server.ask("figures?limit=1")["total"]
    assert f"25 of {total} figures are on this page" in page.locator(".pager").text_content()
    page.get_by_role("link", name="All on one page").click()
    page.get_by_role("article").nth(total - 1).wait_for()
    assert printed(page, "article.toll")["rows"] == total


def test_the_words_of_a_claim_are_marked_on_paper_too(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("claim"))
    page.emulate_media(media="print")
    line = page.get_by_role("mark").first.evaluate("one => getComputedStyle(one).textDecorationLine")
    assert line == "underline", "a background alone is not printed"
