"""Floors that may not be undercut, pinned with the digest of the inputs that they were measured on.

    python bench/gate.py check                          the scoreboard against the floors
    python bench/gate.py pin [SET …]                    raise floors to what the scoreboard says, less the margin
    python bench/gate.py set SET MEASURE VALUE          pin one floor by hand
    … --lower-floors REASON                             the only way to lower one; the reason is kept

`floors.json` carries a seal over its own content, so that a floor edited by hand is noticed.

The margin: two runs agree to the last digit, and so did two settings of the linear algebra library on 250
reports (5,352 claims). What we did not try, other libraries and processors, may add in another order and tip a close
call of the parser. So a floor is pinned below what was measured by two cases or half a point, whichever is more.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import math
import sys
from pathlib import Path
from typing import Any

import msgspec

from adapter import told_only
from board import BENCH, SCOREBOARD, as_json, read_json, write_whole

FLOORS = BENCH / "floors.json"
LEAST_MARGIN = 0.005
MARGIN_CASES = 2
WHY = (
    "Runs agree to the last digit, on two settings of the linear algebra library too; libraries and processors not "
    "tried may add in another order and tip a close call of the parser: two cases or half a point, whichever is more."
)

Pinned = dict[str, dict[str, float]]


class Floors(msgspec.Struct, frozen=True, kw_only=True):
    """What is pinned.

    Attributes:
        floors: By set and measure.
        digests: By set: of the inputs on which its floors hold.
        lowered: Every lowering: date, set, measure, from, to, why.
    """

    floors: Pinned = {}
    digests: dict[str, str] = {}
    lowered: tuple[dict[str, Any], ...] = ()


class FloorError(Exception):
    """Floors that cannot be read, or may not be changed so."""


def margin(cases: int) -> float:
    """How far below the measured score a floor is pinned."""
    return max(LEAST_MARGIN, MARGIN_CASES / max(cases, 1)) if cases > MARGIN_CASES else LEAST_MARGIN


def _seal(body: dict[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read_floors(path: Path = FLOORS) -> Floors:
    """The pinned floors; none where there is no file.

    Raises:
        FloorError: The file was edited by hand.
    """
    told = read_json(path)
    if not told:
        return Floors()
    seal = told.pop("seal", "")
    if seal != _seal(told):
        raise FloorError(f"{path.name} was changed by hand; change floors with: scripts/bench floors pin|set")
    told.pop("margin", None)
    return msgspec.convert(told, Floors)


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write them, sealed, at one stroke."""
    body = {"margin": {"least": LEAST_MARGIN, "cases": MARGIN_CASES, "why": WHY}} | msgspec.to_builtins(floors)
    write_whole(path, as_json(body | {"seal": _seal(body)}))


def problems(board: dict[str, Any], floors: Floors, names: list[str] | None = None) -> list[str]:
    """What does not hold, in words: floors missed, measures gone, inputs changed.

    Args:
        board: A scoreboard.
        floors: What is pinned.
        names: Sets to look at; every pinned one by default.
    """
    digests = board.get("_run", {}).get("digests", {})
    found = []
    for name in floors.floors if names is None else names:
        if name not in floors.floors:
            continue
        if name not in board:
            found.append(f"{name}: floors are pinned, but the scoreboard has no such set")
            continue
        if digests.get(name) != floors.digests.get(name):
            found.append(f"{name}: these are not the inputs that its floors were pinned on; floors say nothing of them")
        for measure, floor in floors.floors[name].items():
            score = board[name].get(measure)
            if score is None:
                found.append(f"{name}: {measure}: a floor is pinned, but it was not measured")
            elif not score["ours"] >= floor:
                found.append(f"{name}: {measure}: {score['ours']:.4f} is under the floor of {floor}")
    return found


def changed(floors: Floors, board: dict[str, Any], wanted: Pinned, why: str, today: dt.date) -> Floors:
    """Floors with the wanted ones in place.

    Args:
        floors: As they are.
        board: The scoreboard, for the digests.
        wanted: New floors by set and measure.
        why: Reason for lowering; "" forbids it.
        today: For the record.

    Raises:
        FloorError: One would be lowered, or its set moved to other inputs, without a reason.
    """
    pinned = {name: dict(row) for name, row in floors.floors.items()}
    digests = dict(floors.digests)
    lowered = list(floors.lowered)
    for name, row in wanted.items():
        digest = board.get("_run", {}).get("digests", {}).get(name, "")
        if digests.get(name, digest) != digest:
            if not why:
                raise FloorError(f"{name}: its inputs changed; pin anew only with --lower-floors REASON")
            lowered.append({"date": today.isoformat(), "set": name, "inputs": digest, "why": why})
        digests[name] = digest
        for measure, floor in row.items():
            old = pinned.get(name, {}).get(measure)
            if old is not None and floor < old:
                if not why:
                    raise FloorError(f"{name}: {measure}: {old} goes down to {floor} only with --lower-floors REASON")
                lowered.append(
                    {"date": today.isoformat(), "set": name, "measure": measure, "from": old, "to": floor, "why": why}
                )
            pinned.setdefault(name, {})[measure] = floor
    return Floors(floors=pinned, digests=digests, lowered=tuple(lowered))


def raised(floors: Floors, board: dict[str, Any], sets: dict[str, frozenset[str]]) -> Pinned:
    """What pinning would pin: measured less margin, where that is above the floor or there is none.

    Args:
        floors: As they are.
        board: The scoreboard.
        sets: Sets to pin, each with its measures that have no floor by design.
    """
    wanted: Pinned = {}
    for name, without in sets.items():
        for measure, score in board[name].items():
            if measure in without:
                continue
            floor = math.floor((score["ours"] - margin(score["cases"])) * 1000) / 1000
            old = floors.floors.get(name, {}).get(measure)
            if floor > 0 and (old is None or floor > old):
                wanted.setdefault(name, {})[measure] = floor
    return wanted


def main() -> int:
    """Check, pin or set; 1 where something does not hold or may not be done."""
    parser = argparse.ArgumentParser(description="Floors of the bench.", allow_abbrev=False)
    parser.add_argument("--lower-floors", metavar="REASON", default="", help="allow lowering, for this reason")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("check", help="compare the scoreboard with the floors")
    pin = actions.add_parser("pin", help="raise floors to the scoreboard, less the margin")
    pin.add_argument("sets", nargs="*", help="these sets; default all measured")
    one = actions.add_parser("set", help="pin one floor")
    one.add_argument("set")
    one.add_argument("measure")
    one.add_argument("value", type=float)
    given = parser.parse_args()
    try:
        return _act(given)
    except FloorError as error:
        print(error, file=sys.stderr)
        return 1


def _act(given: argparse.Namespace) -> int:
    board, floors = read_json(SCOREBOARD), read_floors()
    if given.action == "check":
        found = problems(board, floors)
        print("\n".join(found) or "All pinned floors hold.")
        return 1 if found else 0
    if given.action == "set":
        if given.measure not in board.get(given.set, {}):
            raise FloorError(f"the scoreboard has no {given.set} / {given.measure}")
        wanted = {given.set: {given.measure: given.value}}
    else:
        names = given.sets or [name for name in board if name != "_run"]
        if missing := [name for name in names if name not in board]:
            raise FloorError(f"not on the scoreboard: {', '.join(missing)}")
        wanted = raised(floors, board, {name: told_only(name) for name in names})
    changed_floors = changed(floors, board, wanted, given.lower_floors, dt.datetime.now(tz=dt.UTC).date())
    write_floors(changed_floors)
    for name in wanted:
        for measure, score in board[name].items():
            score["floor"] = changed_floors.floors[name].get(measure)
    from evaluation import PAGE, page

    write_whole(SCOREBOARD, as_json(board))
    write_whole(PAGE, page(board))
    for name, row in wanted.items():
        for measure, floor in row.items():
            print(f"{name}: {measure}: pinned at {floor}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
