"""Compile the hand-edited lexicons of extraction into the JSON that the package reads.

resources/codebook.yaml, attribution.yaml and nouns.yaml -> src/rashomon/reference/data/codebook.json.
Deterministic: the same resources give the same bytes, and CI fails when the committed copy is stale.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml


class PlainLoader(yaml.SafeLoader):
    """YAML in which "on" and "off" are prepositions, as in YAML 1.2, and only true/false are booleans."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "rashomon" / "reference" / "data" / "codebook.json"


def build() -> str:
    """The compiled lexicons as JSON text."""
    parts = {
        name: yaml.load((ROOT / "resources" / f"{name}.yaml").read_text(encoding="utf-8"), Loader=PlainLoader)  # noqa: S506
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
