"""The bench: a set that is missing or crashes stops nothing, floors are not lowered in silence, the page is current."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
sys.path.insert(0, str(BENCH))

import board  # noqa: E402 -- scripts of bench/ are on the path from here on
import evaluation  # noqa: E402
import gate  # noqa: E402
import run as bench_run  # noqa: E402
from adapter import Outcome, digest_of, f1, load_adapter, need, told_only  # noqa: E402

DAY = dt.date(2026, 1, 2)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCH / "run.py"), *arguments], capture_output=True, text=True, check=False
    )


def outcome(ours: float = 0.7, digest: str = "d1", **verdicts: bool) -> Outcome:
    return {
        "measures": {"F1": {"ours": ours, "baseline": 0.5, "cases": 1000}},
        "verdicts": dict(verdicts),
        "digest": digest,
    }


def scored(ours: float = 0.7, digest: str = "d1") -> dict[str, Any]:
    return board.merge({}, [board.Run(name="hills", outcome=outcome(ours, digest))], {}, DAY)


def pinned(floor: float, digest: str = "d1") -> gate.Floors:
    return gate.Floors(floors={"hills": {"F1": floor}}, digests={"hills": digest})


# -- runs -------------------------------------------------------------------------------------------------------------


def test_sets_whose_data_is_missing_are_skipped_by_name_and_nothing_is_written(tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in [board.SCOREBOARD, gate.FLOORS] if path.is_file()}
    done = run("--data", str(tmp_path), "--gate", "--only", "dates", "--only", "toponyms", "--only", "outlets")
    assert done.returncode == 0, done.stderr
    for name in ("dates", "toponyms", "outlets"):
        assert f"{name:<13} SKIPPED: " in done.stdout
    assert before == {path: path.read_bytes() for path in before}


def test_a_small_set_goes_from_raw_text_to_scores(tmp_path: Path) -> None:
    folder = tmp_path / "dates" / "te3-platinum"
    folder.mkdir(parents=True)
    (folder / "made_up.tml").write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-05" temporalFunction="false" '
        'functionInDocument="CREATION_TIME">2024-03-05</TIMEX3></DCT>\n<TEXT>\nThe depot burned on '
        '<TIMEX3 tid="t1" type="DATE" value="2024-03-01">1 March 2024</TIMEX3>.\n</TEXT></TimeML>',
        encoding="utf-8",
    )
    done = run("--data", str(tmp_path), "--only", "dates", "--limit", "1")
    assert done.returncode == 0, done.stderr
    assert "exact value F1" in done.stdout
    assert "nothing kept, no floors" in done.stdout


def test_every_set_has_an_adapter_that_says_how_it_measures() -> None:
    for name in board.set_names():
        adapter = load_adapter(name)
        assert name == adapter.NAME
        assert adapter.__doc__
        assert all(len(told) == 2 and all(told) for told in adapter.PUBLISHED.values())


def test_every_adapter_is_described_with_where_its_data_can_be_had() -> None:
    described = board.read_json(BENCH / "sets.json")
    assert set(board.set_names()) <= set(described)
    for told in described.values():
        assert set(told) == {"what", "test", "dev", "from", "licence"}


def test_a_set_that_crashed_fails_the_run_and_a_missing_one_does_not() -> None:
    crashed, missing = board.Run(name="hills", failed="exit 1"), board.Run(name="plains", skipped="no plains.csv")
    assert bench_run.judge([crashed, missing], {}, pinned(0.7)) == ["hills: failed"]
    assert "plains        SKIPPED: no plains.csv" in bench_run.told(missing)


# -- floors -----------------------------------------------------------------------------------------------------------


def test_a_score_under_its_floor_is_a_problem_and_one_at_it_is_none() -> None:
    assert gate.problems(scored(0.7), pinned(0.7)) == []
    assert "under the floor" in gate.problems(scored(0.6999), pinned(0.7))[0]


def test_other_inputs_than_those_pinned_on_are_a_problem() -> None:
    assert "not the inputs" in gate.problems(scored(0.9, "d2"), pinned(0.7))[0]


def test_a_pinned_measure_that_is_no_longer_measured_is_a_problem() -> None:
    floors = gate.Floors(floors={"hills": {"recall": 0.1}}, digests={"hills": "d1"})
    assert "not measured" in gate.problems(scored(), floors)[0]


def test_a_score_that_is_no_number_does_not_pass() -> None:
    assert gate.problems(scored(float("nan")), pinned(0.1))


def test_no_floor_is_lowered_without_a_reason_and_the_reason_is_kept() -> None:
    with pytest.raises(gate.FloorError, match="lower-floors"):
        gate.changed(pinned(0.7), scored(), {"hills": {"F1": 0.6}}, "", DAY)
    lower = gate.changed(pinned(0.7), scored(), {"hills": {"F1": 0.6}}, "the scorer counted twice", DAY)
    assert lower.floors == {"hills": {"F1": 0.6}}
    assert lower.lowered[0]["why"] == "the scorer counted twice"
    assert lower.lowered[0]["from"] == 0.7


def test_new_inputs_need_a_reason_too() -> None:
    with pytest.raises(gate.FloorError, match="inputs changed"):
        gate.changed(pinned(0.7, "d0"), scored(), {"hills": {"F1": 0.8}}, "", DAY)


def test_pinning_raises_and_never_lowers() -> None:
    sets: dict[str, frozenset[str]] = {"hills": frozenset()}
    assert gate.raised(gate.Floors(), scored(0.7), sets) == {"hills": {"F1": 0.695}}
    assert gate.raised(pinned(0.69), scored(0.7), sets) == {"hills": {"F1": 0.695}}
    assert gate.raised(pinned(0.699), scored(0.7), sets) == {}
    assert gate.raised(gate.Floors(), scored(0.7), {"hills": frozenset({"F1"})}) == {}


@given(st.floats(0.01, 1), st.integers(1, 5000))
def test_a_floor_just_pinned_holds(ours: float, cases: int) -> None:
    run_of = board.Run(name="hills", outcome=outcome(ours))
    assert run_of.outcome is not None
    run_of.outcome["measures"]["F1"]["cases"] = cases
    measured = board.merge({}, [run_of], {}, DAY)
    wanted = gate.raised(gate.Floors(), measured, {"hills": frozenset()})
    assert gate.problems(measured, gate.changed(gate.Floors(), measured, wanted, "", DAY)) == []


def test_floors_edited_by_hand_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    gate.write_floors(pinned(0.7), path)
    assert gate.read_floors(path) == pinned(0.7)
    path.write_text(path.read_text(encoding="utf-8").replace("0.7", "0.5"), encoding="utf-8")
    with pytest.raises(gate.FloorError, match="by hand"):
        gate.read_floors(path)


# -- scoreboard and cases ---------------------------------------------------------------------------------------------


def test_a_set_that_was_not_measured_keeps_its_row() -> None:
    old = scored(0.7)
    new = board.merge(old, [board.Run(name="hills", skipped="no data")], {"hills": {"F1": 0.6}}, dt.date(2026, 2, 1))
    assert new["hills"]["F1"] == {"ours": 0.7, "baseline": 0.5, "floor": 0.6, "cases": 1000}
    assert new["_run"]["dates"] == {"hills": "2026-01-02"}
    assert new["_run"]["date"] == "2026-02-01"
    assert new["_run"]["digests"] == {"hills": "d1"}


def test_gains_and_losses_are_told_case_by_case() -> None:
    before: dict[str, bool | float] = {"a": True, "b": False, "c": 0.5, "d": True}
    after: dict[str, bool | float] = {"a": False, "b": True, "c": 0.5004, "e": True}
    assert board.compare(before, after) == board.Shift(gained=("b",), lost=("a",), new=("e",), gone=("d",))


def test_outcomes_are_kept_by_id(tmp_path: Path) -> None:
    board.freeze("hills", outcome(a=True, b=False), tmp_path)
    assert board.frozen_verdicts("hills", tmp_path) == {"a": True, "b": False}
    assert board.frozen_verdicts("plains", tmp_path) == {}


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "board.json"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        board.write_whole(path, "new \ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_digest_is_of_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    first = digest_of([tmp_path / "a", tmp_path / "b"], tmp_path)
    assert first == digest_of([tmp_path / "b", tmp_path / "a"], tmp_path)
    (tmp_path / "b").rename(tmp_path / "c")
    assert first != digest_of([tmp_path / "a", tmp_path / "c"], tmp_path)
    with pytest.raises(FileNotFoundError, match="nowhere"):
        need(tmp_path / "nowhere")


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_f1_lies_between_nothing_and_all(right: int, found: int, gold: int) -> None:
    assert 0 <= f1(min(right, found, gold), found, gold) <= 1


# -- what is committed ------------------------------------------------------------------------------------------------


def committed() -> dict[str, Any]:
    return board.read_json(board.SCOREBOARD)


def test_the_page_says_what_the_scoreboard_says() -> None:
    assert evaluation.PAGE.read_text(encoding="utf-8") == evaluation.page(committed()), (
        "run: python bench/evaluation.py"
    )


def test_the_scoreboard_has_its_form_date_and_digests() -> None:
    scores = committed()
    told = scores.pop("_run")
    dt.date.fromisoformat(told["date"])
    assert set(told["digests"]) == set(scores)
    for row in scores.values():
        for score in row.values():
            assert set(score) == {"ours", "baseline", "floor", "cases"}


def test_the_committed_floors_hold_on_the_committed_scoreboard() -> None:
    floors = gate.read_floors()
    assert gate.problems(committed(), floors) == []
    for name, row in committed().items():
        if name != "_run":
            assert {measure: score["floor"] for measure, score in row.items() if score["floor"] is not None} == (
                floors.floors.get(name, {})
            )
            assert not told_only(name) & set(floors.floors.get(name, {}))


def test_frozen_outcomes_hold_ids_and_verdicts_only() -> None:
    for path in board.FROZEN.glob("*.json"):
        kept = json.loads(path.read_text(encoding="utf-8"))
        assert set(kept) == {"digest", "verdicts"}
        for case, verdict in kept["verdicts"].items():
            assert isinstance(verdict, bool | int | float)
            assert len(case) <= 160, "an id, not a text"
