"""The account of a place is folded once, answers for every day as folding would, and goes with the ledger's state."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from contract.ledger_contract import START, make_claim, make_report, reading
from rashomon import asking as module
from rashomon.asking import Asking
from rashomon.ledger import open_ledger
from rashomon.model.entry import Judged
from rashomon.pipeline import place_contents
from rashomon.reconcile.narrowing import bearing_on
from rashomon.situation import situation
from reconcile_build import Said
from reconcile_build import make_claim as say
from reconcile_build import make_report as print_report


def test_a_place_is_folded_once_and_anew_when_something_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded = []

    def counted(path: Path, name: str) -> object:
        folded.append(name)
        return place_contents(path, name)

    monkeypatch.setattr(module, "place_contents", counted)
    path = tmp_path / "war.ledger"
    first, later = make_report("One", dt.date(2020, 1, 2)), make_report("Two", dt.date(2020, 2, 2))
    ledger = open_ledger(path)
    ledger.append(reading(first, make_claim(first, place="Alba"), make_claim(first, 4, place="Brem")))
    asking = Asking(path)
    for day in (None, dt.date(2020, 1, 1), dt.date(2020, 1, 2)):
        told, held = asking.place("Alba"), place_contents(path, "Alba")
        assert told is not None
        assert held is not None
        wanted = situation(held.reports, held.claims, known=day)
        assert msgspec.json.encode(told.at(day)) == msgspec.json.encode(wanted)
    assert folded == ["Alba"]
    ledger.append(reading(later, make_claim(later, place="Alba")))
    told = asking.place("Alba")
    assert told is not None
    assert len(told.at(None).reports) == 2
    judged = Judged(verdict="name", subjects=("words:Brem",), field="place", value="geonames:1", reason="r", author="A",
                    made=START)  # fmt: skip
    ledger.append([judged])
    assert asking.place("Alba") is None, "only the whole ledger answers"


def test_what_a_report_tells_of_a_far_place_is_left_out_and_what_may_bear_on_this_one_is_kept() -> None:
    report = print_report("a|Daily Post|2021-05-09")
    claims = [
        say(said, report, 100 * at)
        for at, said in enumerate(
            (
                Said(id="here", report="a", place="ataq", at=1),
                Said(id="same-sentence", report="a", place="hodeidah", at=1),
                Said(id="its-area", report="a", place="shabwah", at=2),
                Said(id="its-country", report="a", place="yemen", at=3),
                Said(id="no-place", report="a", at=4),
                Said(id="same-words", report="a", place="?ataq", at=5),
                Said(id="far", report="a", place="hodeidah", at=6),
                Said(id="far-but-judged", report="a", place="hodeidah", at=7),
                Said(id="abroad", report="a", place="diyala", at=8),
            )
        )
    ]
    kept = bearing_on(claims, {"place:ataq"}, "Ataq", {"far-but-judged"})
    assert {claim.id for claim in claims} - {claim.id for claim in kept} == {"far", "abroad"}
    assert bearing_on(claims, {"place:shabwah"}, "Shabwah", set()) == claims, "an area has its towns' news"
