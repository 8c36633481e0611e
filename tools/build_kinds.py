"""Compiles resources/kinds.yaml into the JSON that `rashomon.extract.acts.kinds` loads.

Groups are put into the cues and every expression is tried; reasons stay in the YAML. Run it after every
edit: `python tools/build_kinds.py`. A kind without a reason, an unknown group or an expression that does not
compile fails.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "kinds.yaml"
TARGET = ROOT / "src" / "rashomon" / "extract" / "data" / "kinds.json"
_GROUP = re.compile(r"\{([a-z]+)\}")


def compile_kinds(source: dict[str, Any]) -> dict[str, Any]:
    """Kinds with their cues written out.

    Raises:
        ValueError: A kind has no reason, is missing in the order, or names a group that there is not.
        re.error: An expression does not compile.
    """
    groups, kinds = source["groups"], source["kinds"]
    if sorted(source["order"]) != sorted(kinds):
        raise ValueError(f"order and kinds differ: {sorted(set(source['order']) ^ set(kinds))}")
    return {"kinds": {name: _written_out(name, kinds[name], groups) for name in source["order"]}}


def _written_out(name: str, kind: dict[str, Any], groups: dict[str, str]) -> dict[str, Any]:
    if not kind.get("why"):
        raise ValueError(f"{name}: a kind needs a reason")
    cues = [[weight, _expression(name, words, groups)] for weight, words in kind["cues"]]
    return {"needs": _expression(name, kind["needs"], groups) if "needs" in kind else "", "cues": cues}


def _expression(name: str, words: str, groups: dict[str, str]) -> str:
    def group(match: re.Match[str]) -> str:
        if match.group(1) not in groups:
            raise ValueError(f"{name}: no group {match.group(1)!r}")
        return f"(?:{groups[match.group(1)]})"

    expression = rf"\b(?:{_GROUP.sub(group, words)})\b"
    re.compile(expression)
    return expression


def main() -> int:
    """Compiles; exit status 1 where the YAML breaks a rule."""
    try:
        kinds = compile_kinds(yaml.safe_load(SOURCE.read_text(encoding="utf-8")))
    except (ValueError, re.error) as error:
        print(f"{SOURCE.name}: {error}", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(kinds, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
