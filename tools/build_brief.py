"""Compiles resources/brief/*.yaml into the JSON that the brief is worded from.

Comments stay in the YAML. Run it after every edit: `python tools/build_brief.py`. A pattern that needs or
names an unknown slot, or a frame without a weight, fails.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "brief"
TARGET = ROOT / "src" / "rashomon" / "export" / "data" / "brief.json"
SLOTS = frozenset({"actor", "recipient", "place", "at", "motion", "count", "no_actor", "no_recipient"})


def check_frame(name: str, frame: dict[str, Any]) -> None:
    """Whether a frame can be put into words.

    Raises:
        ValueError: It has no weight, neither patterns nor a speech verb, or a slot that nobody fills.
    """
    if frame.get("weight") not in {0, 1, 2, 3}:
        raise ValueError(f"{name}: a weight is 0, 1, 2 or 3")
    if not frame.get("patterns") and not frame.get("speech"):
        raise ValueError(f"{name}: neither patterns nor a speech verb")
    for pattern in frame.get("patterns", []):
        if set(pattern) != {"needs", "subject", "past", "base", "rest"}:
            raise ValueError(f"{name}: a pattern has needs, subject, past, base and rest: {pattern}")
        used = set(re.findall(r"{(\w+)}", pattern["subject"] + pattern["rest"]))
        if not (used | set(pattern["needs"])) <= SLOTS:
            raise ValueError(f"{name}: unknown slot in {pattern}")
        bare = set(re.findall(r"{(\w+)}", pattern["subject"] + re.sub(r"\[.*?\]", "", pattern["rest"])))
        standing = {"place" if slot in {"at", "motion"} else slot for slot in bare}
        if not standing <= set(pattern["needs"]):
            raise ValueError(f"{name}: a slot outside brackets is not among needs: {pattern}")


def main() -> int:
    """Compiles; exit status 1 where the YAML breaks a rule."""
    frames = yaml.safe_load((SOURCE / "phrases.yaml").read_text(encoding="utf-8"))["frames"]
    wording = yaml.safe_load((SOURCE / "wording.yaml").read_text(encoding="utf-8"))
    try:
        for name, frame in frames.items():
            check_frame(name, frame)
    except ValueError as error:
        print(f"phrases.yaml: {error}", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    content = {"frames": frames, "wording": wording}
    TARGET.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
