"""Compiles resources/quantities.yaml into the JSON that `rashomon.extract` loads.

Reasons and comments stay in the YAML; the JSON holds words only. Run it after every edit of the YAML:
`python tools/build_quantities.py`. A group without a reason, an upper-case word or a word that stands
twice in one list fails.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "quantities.yaml"
TARGET = ROOT / "src" / "rashomon" / "extract" / "data" / "quantities.json"


def compile_lexicon(source: dict[str, Any]) -> dict[str, Any]:
    """The words of every group, without reasons.

    Raises:
        ValueError: A group has no reason, or a word is repeated or not in lower case.
    """
    return {name: _strip(name, group) for name, group in source.items()}


def _strip(name: str, group: Any) -> Any:
    if isinstance(group, list) and group and isinstance(group[0], dict):
        return [_strip(f"{name}[{at}]", part) for at, part in enumerate(group)]
    if not group.get("reason"):
        raise ValueError(f"{name}: a group needs a reason")
    words = {key: value for key, value in group.items() if key != "reason"}
    for key, value in words.items():
        if isinstance(value, list):
            words[key] = _checked(f"{name}.{key}", value)
    return words


def _checked(name: str, words: list[Any]) -> list[str]:
    for word in words:
        if not isinstance(word, str) or word != word.lower():
            raise ValueError(f"{name}: not a word in lower case: {word!r}")
    return sorted(set(words), key=lambda word: (-len(word), word))


def main() -> int:
    """Compiles; exit status 1 where the YAML breaks a rule."""
    try:
        lexicon = compile_lexicon(yaml.safe_load(SOURCE.read_text(encoding="utf-8")))
    except ValueError as error:
        print(f"{SOURCE.name}: {error}", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(lexicon, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
