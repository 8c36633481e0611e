"""The scoreboard and the outcomes case by case: read, merged, compared, printed and written at one stroke.

`scoreboard.json` is `{set: {measure: {"ours", "baseline", "floor", "cases"}}}` and `_run`: the date, and by
set the digest of its inputs, its date and its seconds. `frozen/<set>.json` holds ids and verdicts, no text.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import msgspec

from adapter import Outcome, Verdict

BENCH = Path(__file__).resolve().parent
SCOREBOARD = BENCH / "scoreboard.json"
FROZEN = BENCH / "frozen"
# A verdict that is a score moved only if it moved by more than rounding.
MOVED = 0.001


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one set in this run: an outcome, or why there is none.

    Attributes:
        name: The set.
        outcome: None where it was skipped or failed.
        best: By measure: the best figure published.
        skipped: What was missing.
        failed: How its process ended.
        seconds: Wall clock.
    """

    name: str
    outcome: Outcome | None = None
    best: dict[str, str] = {}
    skipped: str = ""
    failed: str = ""
    seconds: float = 0.0


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """Cases whose verdict differs from the frozen one, by id."""

    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def set_names() -> list[str]:
    """Sets with an adapter, in the order in which the README of the bench tells of them."""
    known = list(read_json(BENCH / "sets.json"))
    there = {path.stem.removeprefix("set_") for path in BENCH.glob("set_*.py")}
    return [name for name in known if name in there] + sorted(there - set(known))


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file, {} if there is no such file."""
    if not path.is_file():
        return {}
    value = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(value, dict), f"{path.name}: an object is expected"
    return value


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def as_json(value: dict[str, Any]) -> str:
    """JSON with one value a line, for readable differences."""
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=False) + "\n"


def merge(
    board: dict[str, Any], runs: list[Run], floors: dict[str, dict[str, float]], today: dt.date
) -> dict[str, Any]:
    """The scoreboard with what this run measured; sets that it did not measure keep their rows."""
    told = board.get("_run", {})
    kept = {key: dict(told.get(key, {})) for key in ("digests", "dates", "seconds")}
    rows = {name: row for name, row in board.items() if name != "_run"}
    for run in runs:
        if run.outcome is None:
            continue
        rows[run.name] = {
            measure: {
                "ours": _round(score["ours"]),
                "baseline": _round(score["baseline"]),
                "floor": None,
                "cases": score["cases"],
            }
            for measure, score in run.outcome["measures"].items()
        }
        kept["digests"][run.name] = run.outcome["digest"]
        kept["dates"][run.name] = today.isoformat()
        kept["seconds"][run.name] = round(run.seconds)
    for name, row in rows.items():
        for measure, score in row.items():
            score["floor"] = floors.get(name, {}).get(measure)
    order = list(read_json(BENCH / "sets.json"))
    ordered = sorted(rows, key=lambda name: (order.index(name) if name in order else len(order), name))
    return {name: rows[name] for name in ordered} | {"_run": {"date": today.isoformat()} | kept}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def compare(before: dict[str, Verdict], after: dict[str, Verdict]) -> Shift:
    """Which cases got better and worse."""
    both = [case for case in after if case in before]
    return Shift(
        gained=tuple(case for case in both if float(after[case]) > float(before[case]) + MOVED),
        lost=tuple(case for case in both if float(after[case]) < float(before[case]) - MOVED),
        new=tuple(case for case in after if case not in before),
        gone=tuple(case for case in before if case not in after),
    )


def frozen_verdicts(name: str, folder: Path = FROZEN) -> dict[str, Verdict]:
    """The outcomes kept of the last full run of a set, {} if none."""
    verdicts: dict[str, Verdict] = read_json(folder / f"{name}.json").get("verdicts", {})
    return verdicts


def freeze(name: str, outcome: Outcome, folder: Path = FROZEN) -> None:
    """Keep the outcomes of a set."""
    verdicts = {
        case: verdict if isinstance(verdict, bool) else round(verdict, 3)
        for case, verdict in sorted(outcome["verdicts"].items())
    }
    write_whole(folder / f"{name}.json", as_json({"digest": outcome["digest"], "verdicts": verdicts}))


def print_shift(name: str, shift: Shift, show: int) -> None:
    """Print gains and losses, at most `show` ids a kind."""
    for word in ("gained", "lost", "new", "gone"):
        cases = getattr(shift, word)
        if cases:
            more = f" and {len(cases) - show} more" if len(cases) > show else ""
            print(f"{name:<13} {word} {len(cases):>4}: {', '.join(cases[:show])}{more}")


def print_table(board: dict[str, Any], best: dict[str, dict[str, str]]) -> None:
    """Print the rows of the sets in `best`: ours, baseline, floor, cases, best published."""
    print(f"{'set':<13} {'measure':<52} {'ours':>7} {'base':>7} {'floor':>6} {'cases':>6}  best published or peer")
    for name, figures in best.items():
        for measure, score in board.get(name, {}).items():
            missed = "!" if score["floor"] is not None and score["ours"] < score["floor"] else " "
            print(
                f"{name:<13} {measure:<52} {_cell(score['ours'], 7)}{missed}{_cell(score['baseline'], 7)} "
                f"{_cell(score['floor'], 6)} {score['cases']:>6}  {figures.get(measure, '')}".rstrip()
            )


def _cell(value: float | None, width: int) -> str:
    if value is None:
        return f"{'–':>{width}}"
    return f"{value:>{width}.3f}" if abs(value) < 100 else f"{value:>{width}.0f}"
