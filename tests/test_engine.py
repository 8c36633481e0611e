"""Work in other processes comes out as in one: same results, same order, and no report costs another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import engine_readers
from rashomon.engine import read_all
from rashomon.errors import ReferenceDataError
from rashomon.model.text import Block, Rejected, Report
from rashomon.pipeline import Read, read_reports

SAMPLE = Path(__file__).parents[1] / "sample"


def made(count: int, odd: dict[int, str] | None = None) -> list[Report | Rejected]:
    """Reports 0..count-1; `odd` says which holds other words."""
    texts = [(odd or {}).get(number, "Nothing was heard of the village.") for number in range(count)]
    return [
        Report(
            name=f"r{number}", sha256=f"{number:064x}", text=text, blocks=(Block(role="body", start=0, end=len(text)),)
        )
        for number, text in enumerate(texts)
    ]


def names(items: list[Read | Rejected]) -> list[str]:
    return [item.name if isinstance(item, Rejected) else item.report.name for item in items]


def test_a_pool_gives_the_claims_of_one_process_in_the_same_order() -> None:
    reports = list(read_reports([SAMPLE / "reports.csv"]))[:10]
    alone = list(read_all(reports, workers=1))
    assert sum(len(item.claims) for item in alone if isinstance(item, Read)) > 20
    assert list(read_all(reports, workers=2)) == alone


def test_results_do_not_overtake_each_other() -> None:
    found = list(read_all(made(30), workers=2, reader=engine_readers.slow_first))
    assert names(found) == [f"r{number}" for number in range(30)]


def test_what_could_not_be_read_keeps_its_place() -> None:
    torn = Rejected(name="torn", why="is cut short")
    items = made(9)
    items.insert(4, torn)
    for workers in (1, 2):
        found = list(read_all(items, workers=workers, reader=engine_readers.plain))
        assert found[4] == torn
        assert len(found) == 10


@pytest.mark.parametrize("deadly", [[0], [13], [3, 4, 21]], ids=str)
def test_a_report_that_kills_its_worker_is_set_aside_by_name_and_the_others_come_through(deadly: list[int]) -> None:
    items = made(26, dict.fromkeys(deadly, "A deadly text."))
    found = list(read_all(items, workers=2, reader=engine_readers.deadly))
    assert names(found) == [f"r{number}" for number in range(26)]
    aside = [item for item in found if isinstance(item, Rejected)]
    assert [item.name for item in aside] == [f"r{number}" for number in deadly]
    assert all("killed the process" in item.why for item in aside)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_of_ours_costs_its_report_alone(workers: int) -> None:
    found = list(read_all(made(6, {2: "A faulty text."}), workers=workers, reader=engine_readers.faulty))
    (aside,) = [item for item in found if isinstance(item, Rejected)]
    assert aside.name == "r2"
    assert "IndexError: no such word at engine_readers.py:" in aside.why
    assert len(found) == 6


@pytest.mark.parametrize("workers", [1, 2])
def test_a_missing_list_is_no_fault_of_the_report(workers: int) -> None:
    with pytest.raises(ReferenceDataError, match="no gazetteer"):
        list(read_all(made(3), workers=workers, reader=engine_readers.bare))


def test_reports_are_taken_as_they_are_needed() -> None:
    taken = []

    def source():
        for item in made(500):
            taken.append(item)
            yield item

    found = read_all(source(), workers=2, reader=engine_readers.plain)
    next(found)
    found.close()
    assert len(taken) < 100


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, msgspec\n"
        "import engine_readers, test_engine\n"
        "from rashomon.engine import read_all\n"
        "if __name__ == '__main__':\n"
        "    items = [msgspec.structs.replace(r, url=sys.argv[1]) for r in test_engine.made(8)]\n"
        "    list(read_all(items, workers=2, reader=engine_readers.told_pid))\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(program, encoding="utf-8")
    told = tmp_path / "pids"
    told.mkdir()
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    parent = subprocess.Popen([sys.executable, str(script), str(told)], env=surroundings)
    try:
        assert until(lambda: len(list(told.iterdir())) == 2)
    finally:
        parent.kill()
        parent.wait()
    workers = [int(path.name) for path in told.iterdir()]
    assert until(lambda: not any(runs(pid) for pid in workers)), "a worker outlived its parent"


def until(holds, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def runs(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be reaped."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
