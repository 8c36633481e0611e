"""The map: circles and dots tell what lies there, lead to it, and never stand alone."""

from __future__ import annotations

import re
from typing import Any

from .conftest import Served, Visit


def _looking_at(server: Served, visit: Visit, spot: dict[str, Any], layer: str) -> tuple[Any, tuple[float, float]]:
    """The map with a place in its middle, and where the middle is."""
    page = visit.open(f"{server.base}?z=10&lat={spot['lat']}&lng={spot['lon']}&layer={layer}")
    page.get_by_role("region", name="Events").get_by_role("status").first.filter(has_text="events").wait_for()
    box = page.get_by_role("region", name="Map").bounding_box()
    return page, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_dot_tells_who_holds_the_place_and_leads_to_the_claim(server: Served, visit: Visit) -> None:
    view = server.ask("situation")
    held = next(one for one in view["held"] if one["holder"])
    spot = view["places"][held["place"]]
    page, middle = _looking_at(server, visit, spot, "control")
    page.mouse.move(*middle)
    tip = page.locator(".leaflet-tooltip")
    tip.wait_for()
    assert spot["name"] in tip.inner_text()
    page.mouse.click(*middle)
    popup = page.locator(".leaflet-popup")
    popup.wait_for()
    assert held["holder"] in popup.inner_text()
    assert not tip.count(), "the popup says it already"
    popup.get_by_role("link", name="claim 1", exact=True).click()
    page.wait_for_url(re.compile(rf"/claim\?.*claim={held['claims'][0]}"))
    page.get_by_role("mark").first.wait_for()
    assert visit.wrong == []


def test_a_popup_is_closed_by_its_button_and_by_escape(server: Served, visit: Visit) -> None:
    view = server.ask("situation")
    spot = view["places"][view["held"][0]["place"]]
    page, middle = _looking_at(server, visit, spot, "control")
    popup = page.locator(".leaflet-popup")
    page.mouse.click(*middle)
    popup.wait_for()
    popup.get_by_role("button", name="Close popup").click()
    popup.wait_for(state="detached")
    page.mouse.click(*middle)
    popup.wait_for()
    page.keyboard.press("Escape")
    popup.wait_for(state="detached")


def test_a_circle_says_how_many_and_lists_them(server: Served, visit: Visit) -> None:
    view = server.ask("situation")
    at: dict[int, int] = {}
    for event in view["events"]:
        if event["place"] is not None and view["places"][event["place"]]["precision"] == "exact":
            at[event["place"]] = at.get(event["place"], 0) + 1
    number, most = max(at.items(), key=lambda pair: pair[1])
    spot = view["places"][number]
    page, middle = _looking_at(server, visit, spot, "events")
    page.mouse.move(*middle)
    tip = page.locator(".leaflet-tooltip")
    tip.wait_for()
    found = re.match(r"(\d+) events?", tip.inner_text())
    assert found is not None
    assert int(found[1]) >= most
    assert spot["name"] in tip.inner_text()
    page.mouse.click(*middle)
    page.wait_for_url(re.compile("[?&]at="))
    page.get_by_text(re.compile(f"^Only .*{spot['name']}")).wait_for()
    rows = page.locator(".events .event")
    assert rows.count() >= most
    assert all(spot["name"] in text for text in rows.all_inner_texts())
    page.get_by_role("button", name="All places").click()
    page.wait_for_url(re.compile(r"^[^&]*(&(?!at=)[^&]*)*$"))


def test_what_the_map_shows_can_be_had_without_a_pointer(server: Served, visit: Visit) -> None:
    view = server.ask("situation")
    page = visit.open(server.screen("situation"))
    summary = page.get_by_text(re.compile("^Who holds what on"))
    summary.focus()
    page.keyboard.press("Enter")
    for one in view["held"]:
        name = view["places"][one["place"]]["name"]
        page.get_by_role("button", name=f"Show {name} on the map").wait_for()
    page.get_by_role("button", name="Show Kunduz on the map").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"z=\d"))


def test_with_more_events_than_are_listed_the_strip_is_asked_for_by_itself(server: Served, visit: Visit) -> None:
    def many(route: Any) -> None:
        found = route.fetch()
        route.fulfill(response=found, json={**found.json(), "events": 20_000})

    visit.page.route("**/api/about", many)
    visit.page.route(
        "**/api/strip*",
        lambda route: route.fulfill(
            json={"stretches": [{"start": "2012-11-20", "end": "2012-11-20", "events": 20_000}]}
        ),
    )
    page = visit.open(server.base)
    page.get_by_role("img", name="20,000 events by day").wait_for()
    assert visit.wrong == []
