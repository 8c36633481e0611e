"""Compiles resources/times/holidays.yaml into the JSON that `rashomon.reference.holidays` loads.

Run it after every edit of the YAML: `python tools/build_times.py`. A key that stands twice, a name that
stands twice, or an entry that does not fit its type fails.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import yaml

from rashomon.reference.holidays import EraRule, HolidayRule

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "times" / "holidays.yaml"
TARGET = ROOT / "src" / "rashomon" / "reference" / "data" / "times.json"


def compile_table(source: dict[str, Any]) -> dict[str, Any]:
    """The table as JSON values.

    Raises:
        ValueError: A key or name is repeated, or an entry does not fit its type.
    """
    holidays = msgspec.convert(source["holidays"], tuple[HolidayRule, ...])
    eras = msgspec.convert(source["eras"], tuple[EraRule, ...])
    keys = [h.key for h in holidays] + [e.key for e in eras]
    names = [n.lower() for h in holidays for n in h.names] + [n.lower() for e in eras for n in e.names]
    for what in (keys, names):
        twice = [name for name, count in Counter(what).items() if count > 1]
        if twice:
            raise ValueError(f"stands twice: {', '.join(twice)}")
    built: dict[str, Any] = msgspec.to_builtins({"holidays": holidays, "eras": eras})
    return built


def main() -> int:
    """Compiles; exit status 1 where the YAML breaks a rule."""
    try:
        table = compile_table(yaml.safe_load(SOURCE.read_text(encoding="utf-8")))
    except ValueError as error:
        print(f"{SOURCE.name}: {error}", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
