"""A question about one place asks only the reports that tell of it, and gets the answer that the whole ledger gives."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contract.ledger_contract import START
from rashomon.cli.answers import control_rows, is_place, toll_row
from rashomon.ledger import open_ledger
from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.text import Report
from rashomon.pipeline import Contents, ledger_contents, place_contents
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.situation import situation
from test_ledger_stores import batches_of
from test_reconcile_properties import DAY, PLACES, cases

NAMES = [name.lstrip("?") for name in PLACES if name]


def answers(held: Contents, place: str, known: dt.date, near: set[str]) -> list[dict[str, Any]]:
    """What `figures` and `control` print of a place, without what ties it to reports that do not tell of it."""
    found = situation(held.reports, held.claims, known=known, judgements=held.judgements, moved=held.moved)
    rows = []
    for toll in found.tolls:
        if is_place(place, toll.place, toll.place_id):
            row = toll_row(toll)
            row["relations"] = [one for one in row["relations"] if {one["a"], one["b"]} <= near]
            rows.append(row | {"parts": []})
    return rows + control_rows(found, place, known)


@settings(max_examples=150)
@given(cases(), st.lists(st.booleans(), max_size=5), st.sampled_from(NAMES), st.integers(0, 6))
def test_a_place_is_answered_as_by_the_whole_ledger(
    found: tuple[list[Report], list[Claim]], acts: list[bool], place: str, day: int
) -> None:
    known = DAY + dt.timedelta(days=day)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "war.ledger"
        ledger = open_ledger(path)
        for batch in batches_of(found, acts):
            ledger.append(batch)
        ledger.close()
        whole, part = ledger_contents(path), place_contents(path, place)
    assert part is not None
    near = {claim.id for claim in part.claims}
    assert answers(part, place, known, near) == answers(whole, place, known, near)


def test_judgements_across_places_ask_for_the_whole_ledger(tmp_path: Path) -> None:
    from contract.ledger_contract import make_claim, make_report, reading

    path = tmp_path / "war.ledger"
    here, there = make_report("Alba"), make_report("Brem")
    claims = [make_claim(here, place="Alba"), make_claim(there, place="Brem")]
    ledger = open_ledger(path)
    ledger.append([*reading(here, claims[0]), *reading(there, claims[1])])

    def asked() -> Contents | None:
        return place_contents(path, "ALBA")

    def judge(verdict: Any, *subjects: str, field: str = "", value: str = "") -> None:
        ledger.append(
            [Judged(verdict=verdict, subjects=subjects, field=field, value=value, reason="r", author="A", made=START)]
        )

    judge("discount", claims[1].id)
    held = asked()
    assert held is not None
    assert (len(held.reports), held.judgements) == (1, ())
    judge("same", claims[0].id, claims[1].id)
    assert asked() is None
    other = tmp_path / "other.ledger"
    ledger, path = open_ledger(other), other
    judge("correct", claims[1].id, field="place.id", value="geonames:1")
    assert asked() is not None, "moved between two others"
    (goma, *_) = open_gazetteer().find("Goma")
    assert place_contents(path, "Goma") is not None
    judge("name", "words:the town", field="place", value=goma.id)
    assert place_contents(path, "Goma") is None, "reports that did not tell of it may do so now"
    assert asked() is not None
