"""Two hundred thousand claims: the screens stay usable, and the sliders and numbers do what they do on the sample."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ROOT, Served, Visit, serving

CLAIMS = 200_000
PATIENCE_MS = 60_000  # a busy machine; how fast it is, bench/ says


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, chromium: object) -> Iterator[Served]:
    """A server over made-up reports; `chromium` first, so that nothing is made where there is no browser."""
    del chromium
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        from synthetic import write_ledger
    finally:
        sys.path.pop(0)
    path: Path = tmp_path_factory.mktemp("many") / "many.ledger"
    write_ledger(path, CLAIMS)
    with serving("--ledger", path) as running:
        yield running


def test_the_situation_of_many_claims_follows_its_sliders(many: Served, visit: Visit) -> None:
    assert many.ask("about")["claims"] > CLAIMS * 0.9
    page = visit.open(many.base)
    told = page.get_by_role("region", name="Events").get_by_role("status").first
    everything = len(many.ask("situation")["events"])
    told.filter(has_text=f"{everything:,}").wait_for(timeout=PATIENCE_MS)
    assert page.get_by_role("listitem").count() < 500, "only rows in sight are on the page"
    page.get_by_role("slider", name="Known by").press("Home")
    page.wait_for_url(re.compile(r"known=\d{4}"), timeout=PATIENCE_MS)
    known = re.search(r"known=([\d-]+)", page.url)
    assert known is not None
    early = len(many.ask(f"situation?known={known[1]}")["events"])
    assert early < everything
    told.filter(has_text=f"{early:,} event").wait_for(timeout=PATIENCE_MS)


def test_the_strip_tells_of_all_events_whatever_is_listed(many: Served, visit: Visit) -> None:
    told = sum(one["events"] for one in many.ask("strip")["stretches"])
    page = visit.open(f"{many.base}?from={many.ask('about')['days'][-40]['day']}")
    strip = page.get_by_role("region", name="Time").get_by_role("img")
    page.wait_for_function(
        "told => document.querySelector('canvas.strip').ariaLabel.startsWith(told)",
        arg=f"{told:,} events",
        timeout=PATIENCE_MS,
    )
    assert strip.is_visible()


def test_a_number_among_many_leads_to_its_sentence(many: Served, visit: Visit) -> None:
    row = many.ask("figures?limit=1")["rows"][0]
    claim = row["marks"][0]["claim"]
    page = visit.open(f"{many.base}figures?figure={row['id']}")
    page.get_by_role("article").get_by_role("link").first.wait_for(timeout=PATIENCE_MS)
    visit.open(f"{many.base}claim?claim={claim}")
    quote = many.ask(f"claims/{claim}")["quote"]
    marked = page.get_by_role("mark").first if page.get_by_role("mark").count() else page.locator("mark").first
    marked.wait_for(timeout=PATIENCE_MS)
    assert marked.inner_text() == quote
