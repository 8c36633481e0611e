"""Compile the hand-edited lexicons of extraction into the JSON that the package reads.

resources/codebook.yaml, attribution.yaml and nouns.yaml -> src/rashomon/reference/data/codebook.json.
Deterministic: the same resources give the same bytes, and CI fails when the committed copy is stale.
"""

from __future__ import annotations

import json
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "rashomon" / "reference" / "data" / "codebook.json"


def build() -> str:
    """The compiled lexicons as JSON text."""
    parts = {
        name: yaml.safe_load((ROOT / "resources" / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("codebook", "attribution", "nouns")
    }
    frames = parts["codebook"]["frames"]
    data = {"frames": frames, "attribution": parts["attribution"], "nouns": parts["nouns"]}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def main() -> None:
    """Write the compiled file where the package looks for it."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(build(), encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
