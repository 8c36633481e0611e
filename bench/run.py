"""Measures what we read against other people's gold: every set in turn, each in a process of its own.

    scripts/bench [--data DIR] [--only SET]… [--gate] [--split dev --limit N]

Prints the scoreboard and what changed case by case, writes `scoreboard.json`, `frozen/` and docs/evaluation.md,
and exits with 1 where a pinned floor does not hold or a set crashed. A set whose data is missing is skipped by
name. With --gate nothing is written. A look at the dev split, or with a limit, neither writes nor meets floors.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from adapter import Outcome, load_adapter, told_only
from board import (
    SCOREBOARD,
    Run,
    as_json,
    compare,
    freeze,
    frozen_verdicts,
    merge,
    print_shift,
    print_table,
    read_json,
    set_names,
    write_whole,
)
from gate import FloorError, Floors, problems, read_floors

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = 3  # exit status of a set's process whose data is missing
TAIL = 2000


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What to measure.

    Attributes:
        data: Folder with one folder a set.
        names: Sets, in order.
        split: `test` or `dev`.
        limit: Cases or documents at most; None for all.
        gate: Write nothing.
        show: Ids to print a kind of change.
        timeout: Seconds that one set may take.
    """

    data: Path
    names: list[str]
    split: str
    limit: int | None
    gate: bool
    show: int
    timeout: float

    @property
    def counts(self) -> bool:
        """Whether this run is one that floors speak of."""
        return self.split == "test" and self.limit is None


def run_set(name: str, options: Options) -> Run:
    """Measure one set in a fresh process: a crash or a leak there stays there."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "outcome.json"
        command = [sys.executable, __file__, "--data", str(options.data), "--split", options.split]
        command += ["--one", name, "--outcome", str(target)]
        command += [] if options.limit is None else ["--limit", str(options.limit)]
        # One thread and one hash seed: the same numbers every time, and two sets never fight for a core.
        fixed = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
        begun = time.perf_counter()
        try:
            done = subprocess.run(  # noqa: S603 -- our own command, no shell
                command, capture_output=True, text=True, check=False, timeout=options.timeout, env=os.environ | fixed
            )
        except subprocess.TimeoutExpired:
            return Run(name=name, failed=f"took longer than {options.timeout:.0f} s", seconds=options.timeout)
        seconds = time.perf_counter() - begun
        if done.returncode == SKIPPED:
            return Run(name=name, skipped=done.stderr.strip().splitlines()[-1], seconds=seconds)
        if done.returncode != 0 or not target.is_file():
            return Run(name=name, failed=f"exit {done.returncode}\n{done.stderr[-TAIL:]}", seconds=seconds)
        outcome, best = msgspec.json.decode(target.read_bytes(), type=tuple[Outcome, dict[str, str]])
        return Run(name=name, outcome=outcome, best=best, seconds=seconds)


def measure_one(name: str, options: Options, target: Path) -> int:
    """The work of a set's own process: measure and write the outcome."""
    try:
        adapter = load_adapter(name)
        outcome = adapter.measure(options.data, options.split, options.limit)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return SKIPPED
    best = {measure: figure for measure, (figure, _) in adapter.PUBLISHED.items()}
    target.write_bytes(msgspec.json.encode((outcome, best)))
    return 0


def told(run: Run) -> str:
    """One line on how a set's run went."""
    if run.skipped:
        return f"{run.name:<13} SKIPPED: {run.skipped}"
    if run.failed:
        return f"{run.name:<13} FAILED: {run.failed}"
    return f"{run.name:<13} {run.seconds:.0f} s"


def judge(runs: list[Run], board: dict[str, Any], floors: Floors) -> list[str]:
    """Everything because of which this run does not hold."""
    measured = [run.name for run in runs if run.outcome is not None]
    return [f"{run.name}: failed" for run in runs if run.failed] + problems(board, floors, measured)


def stale(before: dict[str, Any], board: dict[str, Any], names: list[str]) -> list[str]:
    """Lines on what the committed scoreboard says otherwise: it was not written anew after a change."""
    return [
        f"{name:<13} {measure}: scoreboard.json says {told['ours']}, measured {board[name][measure]['ours']}\n"
        for name in names
        for measure, told in before.get(name, {}).items()
        if measure in board[name] and told["ours"] != board[name][measure]["ours"]
    ]


def keep(runs: list[Run], board: dict[str, Any]) -> None:
    """Write scoreboard, outcomes case by case, and the page made of them."""
    from evaluation import PAGE, page

    write_whole(SCOREBOARD, as_json(board))
    for run in runs:
        if run.outcome is not None:
            freeze(run.name, run.outcome)
    write_whole(PAGE, page(board))


def run_all(options: Options) -> int:
    """Measure, print, keep; 1 where something does not hold."""
    floors = read_floors()
    runs = []
    for name in options.names:
        run = run_set(name, options)
        runs.append(run)
        print(told(run), flush=True)
    measured = [run.name for run in runs if run.outcome is not None]
    today = dt.datetime.now(tz=dt.UTC).date()
    before = read_json(SCOREBOARD) if options.counts else {}
    board = merge(before, runs, floors.floors if options.counts else {}, today)
    print()
    print_table(board, {run.name: run.best for run in runs if run.outcome is not None})
    if not options.counts:
        print(f"\nA look at {options.split}, limit {options.limit}: nothing kept, no floors.")
        return 1 if any(run.failed for run in runs) else 0
    print()
    for run in runs:
        if run.outcome is not None and (kept := frozen_verdicts(run.name)):
            print_shift(run.name, compare(kept, run.outcome["verdicts"]), options.show)
    found = judge(runs, board, floors)
    if options.gate:
        print("".join(stale(before, board, measured)), end="")
    else:
        keep(runs, board)
    unpinned = [name for name in measured if name not in floors.floors and set(board[name]) - told_only(name)]
    print("\n".join(found) or f"All pinned floors hold ({sum(map(len, floors.floors.values()))} pinned).")
    if unpinned:
        print(f"No floors pinned: {', '.join(unpinned)}")
    return 1 if found else 0


def parse_arguments() -> tuple[Options, str, Path | None]:
    """Options, and for a set's own process its name and where its outcome goes."""
    names = set_names()
    parser = argparse.ArgumentParser(description="Measure reading against gold data.", allow_abbrev=False)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder, one folder a set")
    parser.add_argument("--only", choices=names, action="append", help="this set (again for another); default all")
    parser.add_argument("--gate", action="store_true", help="compare with the floors, write nothing")
    parser.add_argument("--split", choices=("test", "dev"), default="test")
    parser.add_argument("--limit", type=int, help="a quick look at so many cases or documents")
    parser.add_argument("--show", type=int, default=8, help="ids to print of each kind of change (8)")
    parser.add_argument("--timeout", type=float, default=900, help="seconds that one set may take (900)")
    parser.add_argument("--one", choices=names, help=argparse.SUPPRESS)
    parser.add_argument("--outcome", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    wanted = given.only or names
    options = Options(
        data=given.data.resolve(),
        names=[name for name in names if name in wanted],
        split=given.split,
        limit=given.limit,
        gate=given.gate,
        show=given.show,
        timeout=given.timeout,
    )
    return options, given.one or "", given.outcome


def main() -> int:
    """Run; 2 where the floors cannot be read."""
    options, one, outcome = parse_arguments()
    if one and outcome is not None:
        return measure_one(one, options, outcome)
    try:
        return run_all(options)
    except (FloorError, json.JSONDecodeError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
