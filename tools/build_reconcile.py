"""Compile the rules of reconciling into the JSON that the package reads.

resources/reconcile/rules.yaml -> src/rashomon/reference/data/reconcile.json. Nouns for places and sites, which name
no place by themselves, come from resources/nouns.yaml. Deterministic: the same resources give the same bytes, and CI
fails when the committed copy is stale.
"""

from __future__ import annotations

import json
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "rashomon" / "reference" / "data" / "reconcile.json"


def build() -> str:
    """The compiled rules as JSON text."""
    rules = yaml.safe_load((ROOT / "resources" / "reconcile" / "rules.yaml").read_text(encoding="utf-8"))
    nouns = yaml.safe_load((ROOT / "resources" / "nouns.yaml").read_text(encoding="utf-8"))
    kinds = {lemma for sort in ("place", "site") for lemma in nouns[sort]["lemma"]}
    rules["common_places"] = sorted({*rules["common_places"], *kinds})
    for family in rules["families"].values():
        family.pop("why")
    return json.dumps(rules, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the compiled file where the package looks for it."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(build(), encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
