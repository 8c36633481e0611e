"""What changed since a day: every line with its words, and a link that shows another person the same."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from .conftest import ROOT, Served, Visit


def test_a_day_shows_what_is_new_since_with_words_that_open_their_claim(server: Served, visit: Visit) -> None:
    page = visit.open(f"{server.base}changes?since=2012-11-21&known=2012-11-24")
    view = server.ask("changes?since=2012-11-21&known=2012-11-24")
    rows = page.get_by_role("listitem").filter(has_text=re.compile(r"^\s*(new|revised|superseded|disputed|settled)\b"))
    assert rows.count() == view["total"] > 0
    told = next(one for one in view["rows"] if one["cited"])
    row = rows.filter(has_text=told["text"]).first
    cited = told["cited"][0]
    assert cited["quote"] in row.inner_text()
    row.get_by_role("link", name=re.compile(re.escape(cited["outlet"]))).first.click()
    page.wait_for_url(re.compile(rf"/claim\?.*claim={cited['id']}"))


def test_filters_narrow_the_rows_and_stand_in_the_address(server: Served, visit: Visit) -> None:
    page = visit.open(f"{server.base}changes?since=2015-10-01")
    kinds = page.get_by_role("group", name="Kind")
    kinds.get_by_role("button", name=re.compile("^superseded")).click()
    page.wait_for_url(re.compile("kind=superseded"))
    wanted = [
        one
        for one in server.ask("changes?since=2015-10-01&limit=2000")["rows"]
        if one["change"]["kind"] == "superseded"
    ]
    # The rows are asked for anew after the address has changed: wait for them.
    page.get_by_role("status").filter(has_text=f"{len(wanted)} change").first.wait_for()
    visit.open(page.url)
    pressed = page.get_by_role("group", name="Kind").get_by_role("button", pressed=True)
    assert pressed.count() == 1
    assert "superseded" in pressed.inner_text()


def test_nothing_changed_is_said_in_words(server: Served, visit: Visit) -> None:
    last = server.ask("about")["days"][-1]["day"]
    page = visit.open(f"{server.base}changes?since={last}&known={last}")
    page.get_by_role("heading", name="Nothing has changed since").wait_for()


def test_without_a_day_the_last_week_is_told_and_the_address_holds_it(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("changes"))
    assert re.search(r"since=\d{4}-\d\d-\d\d", page.url)
    page.get_by_role("link", name=re.compile("^Last report day")).click()
    days = server.ask("about")["days"]
    page.wait_for_url(re.compile(f"since={days[-2]['day']}"))


def test_two_days_the_wrong_way_round_are_refused_in_words(server: Served, visit: Visit) -> None:
    page = visit.open(f"{server.base}changes?since=2015-10-04&known=2012-11-20")
    page.get_by_role("heading", name="These two days are the wrong way round").wait_for()
    assert visit.wrong == []


def test_what_came_in_since_i_looked_is_learnt_late_however_old_it_is(
    own_server: Served, own_ledger: Path, tmp_path: Path, visit: Visit
) -> None:
    visit.open(own_server.screen("changes"))
    story = tmp_path / "late.txt"
    story.write_text("A car bomb killed four people in Bunia on Monday, police said.\n", encoding="utf-8")
    told = ("--published", "2012-11-20", "--outlet", "River Sheet")
    command = [sys.executable, "-m", "rashomon", "read", str(story), "--ledger", str(own_ledger), *told]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    page = visit.open(own_server.screen("changes"))
    page.get_by_role("heading", level=1, name=re.compile(r"^Changes since \d+ \w+ \d{4}, \d\d:\d\d$")).wait_for()
    late = page.get_by_role("listitem").filter(has_text="learnt late")
    late.filter(has_text="River Sheet, 20 Nov 2012").first.wait_for()
    assert (
        page.get_by_role("link", name=re.compile("^Since I looked here last")).get_attribute("aria-current") == "true"
    )
    assert visit.wrong == []
