"""Compiles resources/read/*.yaml into the JSON that the reader loads: src/rashomon/read/data/*.json.

Run it after editing; `--check` says whether the JSON is current.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "read"
TARGET = ROOT / "src" / "rashomon" / "read" / "data"


def compile_all() -> dict[str, str]:
    """The JSON text of each data file, by file name. Reasons stay behind in the YAML."""
    out: dict[str, str] = {}
    for path in sorted(SOURCE.glob("*.yaml")):
        value = _without_reasons(yaml.safe_load(path.read_text(encoding="utf-8")))
        out[f"{path.stem}.json"] = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return out


def _without_reasons(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _without_reasons(inner) for key, inner in value.items() if key != "why"}
    if isinstance(value, list):
        return [_without_reasons(inner) for inner in value]
    if isinstance(value, bool):
        raise TypeError("a word that YAML reads as true or false (on, off, yes, no): put it in quotes")
    return value


def main() -> int:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is not current")
    check = parser.parse_args().check
    stale = 0
    for name, text in compile_all().items():
        path = TARGET / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if not check:
            TARGET.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"{'stale' if check else 'wrote'}: {path.relative_to(ROOT)}")
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
