"""What holds for every screen: nothing breaks, nothing is blocked, nobody is shut out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import ROOT, SCREENS, Served, Visit

AXE = ROOT / "pages" / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_opens_without_an_error_and_within_the_policy(name: str, server: Served, visit: Visit) -> None:
    page = visit.open(server.screen(name))
    assert page.get_by_role("heading", level=1).or_(page.get_by_role("heading", level=2)).first.is_visible()
    assert not page.get_by_text("This could not be shown").count()
    assert visit.wrong == []


@pytest.mark.parametrize("visit", [LIGHT, DARK, PHONE], indirect=True, ids=["light", "dark", "phone"])
@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_nothing_serious(name: str, server: Served, visit: Visit) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in pages/")
    page = visit.open(server.screen(name))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    assert not grave, json.dumps([_told(one) for one in grave], indent=1)


def _told(found: dict[str, Any]) -> dict[str, Any]:
    return {"rule": found["id"], "why": found["help"], "where": [one["html"][:200] for one in found["nodes"][:5]]}


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_telephone_need_not_scroll_sideways(name: str, server: Served, visit: Visit) -> None:
    page = visit.open(server.screen(name))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


@pytest.mark.parametrize("name", SCREENS)
def test_the_keyboard_alone_reaches_the_navigation_and_the_screen(name: str, server: Served, visit: Visit) -> None:
    page = visit.open(server.screen(name))
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        where = page.evaluate(
            """() => {
              const at = document.activeElement;
              const seen = at.matches(':focus-visible') && getComputedStyle(at).outlineStyle !== 'none';
              return [at.closest('nav') ? 'nav' : at.closest('main') ? 'main' : 'other', at.textContent.trim(), seen];
            }"""
        )
        reached.append(where)
        if where[0] == "main":
            break
    names = [text for place, text, _ in reached if place == "nav"]
    assert {"Situation", "Figures", "Compare", "Changes", "Review", "Reports", "Sources"} <= set(names)
    assert reached[-1][0] == "main", "Tab never comes into the screen"
    assert all(seen for *_, seen in reached), "the focus cannot be seen everywhere"


def test_the_way_past_the_navigation_leads_into_the_screen(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("figures"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_leads_to_every_screen_and_back(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("situation"))
    menu = page.get_by_role("navigation", name="Screens")
    for name in ("Figures", "Compare", "Changes", "Review", "Reports", "Sources", "Situation"):
        menu.get_by_role("link", name=name, exact=True).click()
        page.wait_for_function("name => document.title.startsWith(name)", arg=name)
        page.locator("main [data-ready]").wait_for()
    page.go_back()
    page.wait_for_function("() => document.title.startsWith('Sources')")
    assert visit.wrong == []


def test_the_colours_chosen_stay(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("figures"))
    page.get_by_label("Colours").select_option("dark")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page = visit.open(server.screen("changes"))
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
    assert page.get_by_label("Colours").input_value() == "dark"
