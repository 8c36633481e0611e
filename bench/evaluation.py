"""Writes docs/evaluation.md from the scoreboard, the adapters and what was written by hand on errors.

    python bench/evaluation.py [--check]

With --check nothing is written; 1 where the page is not the one that would be.
"""

from __future__ import annotations

import argparse
import inspect
import sys
from pathlib import Path
from typing import Any

from adapter import Adapter, load_adapter
from board import BENCH, SCOREBOARD, read_json, set_names, write_whole

PAGE = BENCH.parent / "docs" / "evaluation.md"
ERRORS = BENCH / "errors.md"
INTRO = """# How well it reads

<!-- Made by bench/evaluation.py from bench/scoreboard.json, the adapters bench/set_*.py, bench/sets.json and
bench/errors.md. Do not edit; scripts/bench writes it anew. -->

Every number here is on texts and labels that other people made and that are no part of Rashomon, but for *clusters*,
*stories* and *coding*, which we wrote ourselves (`bench/clusters`, `bench/stories`, `tests/gold/coding.jsonl`). No rule
was fitted to a test split: rules are developed on other text and on the dev splits, and errors are looked at there
only.
Run it yourself with `scripts/bench --data FOLDER`, the folder holding one folder a set; the table at the end says where
each can be had. The inputs' digests are in `bench/scoreboard.json`, the outcomes case by case in `bench/frozen/`.

*Ours* and *baseline* were run in the same session on the same cases. *Floor* is what a change may not undercut:
`scripts/bench --gate` fails below it. A dash means that there is none.
"""

KEEPING = """## Floors, and how they are kept

`scripts/bench` runs every set in a process of its own, prints this table and what changed case by case, and ends with
status 1 where a pinned floor does not hold; `--only SET` runs one, `--split dev --limit N` is a quick look that keeps
nothing. `scripts/bench floors pin` raises the floors to what was measured, less a margin for noise (two cases or half a
point, whichever is more); a floor goes down, or over to other inputs, only with `--lower-floors REASON`, and the reason
is kept in `bench/floors.json`. `scripts/bench --speed` measures speed.
"""


def page(board: dict[str, Any]) -> str:
    """The whole page for a scoreboard."""
    adapters = {name: load_adapter(name) for name in set_names() if name in board}
    date = board.get("_run", {}).get("date", "")
    parts = [INTRO, f"Last run: {date}.\n" if date else "", "## Scoreboard\n", _scores(board, adapters)]
    parts += ["## What others reach\n", _others(board, adapters)]
    parts += ["## How each is measured\n", *(_how(name, adapter) for name, adapter in adapters.items())]
    parts += [
        ERRORS.read_text(encoding="utf-8") if ERRORS.is_file() else "",
        "## Where the data can be had\n",
        _had(),
        KEEPING,
    ]
    return "\n".join(part.strip("\n") + "\n" for part in parts if part)


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if abs(value) < 100 else f"{value:,.0f}"


def _scores(board: dict[str, Any], adapters: dict[str, Adapter]) -> str:
    head = _row("set", "measure", "ours", "baseline", "floor", "cases")
    rows = [head, "|---|---|--:|--:|--:|--:|\n"]
    for name in adapters:
        for measure, score in board[name].items():
            under = score["floor"] is not None and score["ours"] < score["floor"]
            ours = _number(score["ours"]) + (" (under its floor)" if under else "")
            rows.append(_row(name, measure, ours, _number(score["baseline"]), _number(score["floor"]), score["cases"]))
    return "".join(rows)


def _others(board: dict[str, Any], adapters: dict[str, Adapter]) -> str:
    rows = [
        _row("set", "measure", "ours", "best published or peer", "what it had that we have not"),
        "|---|---|--:|---|---|\n",
    ]
    for name, adapter in adapters.items():
        for measure, (best, had) in adapter.PUBLISHED.items():
            ours = board[name].get(measure)
            rows.append(_row(name, measure, _number(ours["ours"] if ours else None), best, had))
    without = [name for name, adapter in adapters.items() if not adapter.PUBLISHED]
    return "".join(rows) + (f"\nNone found for: {', '.join(without)}.\n" if without else "")


def _how(name: str, adapter: Adapter) -> str:
    doc = inspect.getdoc(adapter) or ""
    # Indented lines of a docstring are commands or examples: they are for who reads the code.
    lines = [line for line in doc.splitlines() if not line.startswith("    ")]
    return f"### {name}\n\n" + "\n".join(lines).strip()


def _had() -> str:
    rows = [_row("set", "what", "test", "dev", "from", "licence as stated there"), "|---|---|---|---|---|---|\n"]
    for name, told in read_json(BENCH / "sets.json").items():
        rows.append(_row(name, *(told[key] for key in ("what", "test", "dev", "from", "licence"))))
    return "".join(rows)


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description="Write docs/evaluation.md.", allow_abbrev=False)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the page is out of date")
    given = parser.parse_args()
    text = page(read_json(SCOREBOARD))
    if not given.check:
        write_whole(PAGE, text)
        return 0
    current = Path(PAGE).read_text(encoding="utf-8") if PAGE.is_file() else ""
    if current != text:
        print(f"{PAGE.name} is out of date; write it anew with: python bench/evaluation.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
