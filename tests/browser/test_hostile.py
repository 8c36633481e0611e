"""A report is anybody's words: whatever stands in it is shown and never run."""

from __future__ import annotations

import re

from .conftest import SCREENS, Served, Visit

LONG = "Gorom" * 1000
TEXT = f"""Shelling in Goma <script>alert("headline")</script>

Rebels killed 12 civilians in Goma on Friday, the army said <script>alert("script")</script> on Saturday.
Rebels killed 31 soldiers <img src=x onerror=alert("image")> in Sake on Friday, the army said.
Rebels wounded 7 people in {LONG} on Friday, the army said "><svg onload=alert("svg")> on Saturday.
The army captured \u202egnihtemos\u202c Sake on Friday, residents said ]]> --> {{{{7*7}}}} ${{alert(1)}}.
"""


def test_a_hostile_report_is_shown_as_text_on_every_screen(own_server: Served, visit: Visit) -> None:
    page = visit.open(own_server.screen("reports"))
    scripts = page.locator("script").count()
    page.get_by_text("Add reports").click()
    page.get_by_label("Or paste a text").fill(TEXT)
    page.get_by_role("textbox", name=re.compile("^Outlet")).fill('<b onmouseover=alert("outlet")>The Paper</b>')
    page.get_by_label("Day of publication").fill("2015-12-20")
    page.get_by_role("textbox", name=re.compile("^Name")).fill("hostile.txt")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("status").filter(has_text="1 report added").wait_for()
    report = next(one for one in own_server.ask("reports")["reports"] if "The Paper" in one["outlet"])
    claims = own_server.ask(f"reports/{report['id']}")["lit"]
    assert claims, "the report makes claims, so that its words come to every screen"
    other = next(one["id"] for one in own_server.ask("reports")["reports"] if one["id"] != report["id"])
    addresses = {name: own_server.screen(name) for name in SCREENS} | {
        "claim": f"{own_server.base}claim?claim={claims[0]['claim']}",
        "compare": f"{own_server.base}compare?report={report['id']}&report={other}",
        "changes": f"{own_server.base}changes?since=2015-12-14",
    }
    for name, address in addresses.items():
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            visit.open(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than {width}"
        assert page.locator("script").count() == scripts, f"{name} has a script of the report's"
        assert not page.locator("[onerror], [onload], [onmouseover]").count(), f"{name} took a handler over"
    visit.open(addresses["compare"])
    assert page.get_by_text('<img src=x onerror=alert("image")>').count(), "the words stand there as words"
    assert visit.dialogs == []
    assert [one for one in visit.wrong if "Content Security Policy" in one] == []
