"""Builds `src/rashomon/reference/data/roster.json` from the hand-edited files in `resources/actors`.

Run it after editing them: `python tools/build_roster.py`. With `--check` it writes nothing and exits 1
where the committed file differs, which is how CI keeps the two together. The output depends on the
files alone, so two runs give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

from rashomon.reference.roster_text import fold_tokens

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "resources" / "actors"
TARGET = ROOT / "src" / "rashomon" / "reference" / "data" / "roster.json"

# What a kind's sector is where the entry gives none.
SECTORS = {
    "rebel": "REB",
    "militia": "PRM",
    "paramilitary": "PRM",
    "pmc": "PRM",
    "cartel": "CRM",
    "gang": "CRM",
    "coalition": "REB",
    "party": "PTY",
    "military": "MIL",
    "igo": "IGO",
    "mission": "MIL",
    "ngo": "NGO",
    "agency": "JRN",
    "media": "JRN",
    "administration": "GOV",
}
FIELDS = {"id", "name", "kind", "sector", "traits", "countries", "from", "to", "part_of", "aliases", "strict", "note"}
KIND_FIELDS = {"id", "name", "sector", "words", "heads", "why"}
PARTS = {
    "gov": ("Government", "GOV"),
    "mil": ("Military Forces", "MIL"),
    "police": ("Police Forces", "COP"),
    "leg": ("Parliament", "LEG"),
    "jud": ("Courts", "JUD"),
}
KINDS = {"gov": "government", "mil": "military", "police": "police", "leg": "parliament", "jud": "courts"}


def read(name: str) -> Any:
    """One resource file, parsed."""
    return yaml.safe_load((SOURCE / name).read_text(encoding="utf-8"))


def memberships(raw: list[Any]) -> list[dict[str, Any]]:
    """`part_of` with its dates: a bare id holds throughout."""
    return [{"id": one} if isinstance(one, str) else dict(one) for one in raw]


def entry_of(raw: dict[str, Any], kind: str = "") -> dict[str, Any]:
    """One entry as it stands in the JSON, without its aliases."""
    unknown = set(raw) - (KIND_FIELDS if kind else FIELDS)
    if unknown:
        raise SystemExit(f"{raw.get('id')}: unknown fields {sorted(unknown)}")
    kind = kind or raw["kind"]
    made: dict[str, Any] = {
        "id": raw["id"],
        "name": raw["name"],
        "kind": kind,
        "sector": raw.get("sector") or SECTORS.get(kind, ""),
    }
    for key, to in (
        ("traits", "traits"),
        ("countries", "countries"),
        ("from", "since"),
        ("to", "until"),
        ("note", "note"),
    ):
        if raw.get(key):
            made[to] = raw[key]
    if raw.get("part_of"):
        made["part_of"] = memberships(raw["part_of"])
    return made


def states(entries: list[dict[str, Any]], aliases: list[list[Any]]) -> dict[str, Any]:
    """Adds six entries a state and their names; gives the tables of adjectives, people and seats."""
    adjectives: dict[str, list[list[str]]] = {}
    people: dict[str, list[str]] = {}
    seats: dict[str, str] = {}
    for code, raw in read("states.yaml").items():
        root = f"state:{code}"
        long = ("the " if raw.get("the") else "") + raw["name"]
        entries.append({"id": root, "name": raw["name"], "kind": "state", "sector": "GOV", "countries": [code]})
        for part, (word, sector) in PARTS.items():
            above = f"{root}:gov" if part in {"mil", "police"} else root
            entries.append(
                {"id": f"{root}:{part}", "name": f"{word} of {long}", "kind": KINDS[part],
                 "sector": sector, "countries": [code], "part_of": [{"id": above}]}
            )  # fmt: skip
        strict = set(raw.get("strict", []))
        for name in [raw["name"], *raw.get("also", [])]:
            aliases.append([name, root, "exact" if name in strict else ""])
            aliases += [[f"{word} of {name}", f"{root}:gov", ""] for word in ("Government", "government")]
            aliases.append([f"government of the {name}", f"{root}:gov", ""])
        for part, (word, _) in PARTS.items():
            aliases.append([f"{word} of {long}", f"{root}:{part}", ""])
        for part, to in (("gov", "gov"), ("leg", "leg"), ("mil", "mil"), ("police", "police")):
            aliases += [[name, f"{root}:{to}", "strict" if name in strict else ""] for name in raw.get(part, [])]
        for adjective in dict.fromkeys([*raw.get("adj", []), raw["name"], *raw.get("also", [])]):  # "Iraq's government"
            adjectives.setdefault(" ".join(fold_tokens(adjective)), []).append([adjective, code])
        for plural in raw.get("people", []):
            people.setdefault(" ".join(fold_tokens(plural)), []).append(code)
        for seat in raw.get("seat", []):
            seats[" ".join(fold_tokens(seat))] = code
    return {"adjectives": adjectives, "people": people, "seats": seats}


def build() -> dict[str, Any]:
    """The whole roster as one JSON value."""
    entries: list[dict[str, Any]] = []
    aliases: list[list[Any]] = []
    heads: dict[str, str] = {}
    tables = states(entries, aliases)
    for path in [*sorted(SOURCE.glob("groups_*.yaml")), SOURCE / "organisations.yaml"]:
        for raw in yaml.safe_load(path.read_text(encoding="utf-8")):
            entries.append(entry_of(raw))
            strict = set(raw.get("strict", []))
            missing = strict - set(raw.get("aliases", [])) - {raw["name"]}
            if missing:
                raise SystemExit(f"{raw['id']}: strict, but no alias: {sorted(missing)}")
            names = dict.fromkeys([raw["name"], *raw.get("aliases", [])])
            aliases += [
                [re.sub(r" \(.*\)$", "", name), raw["id"], "strict" if name in strict else ""] for name in names
            ]
    for raw in read("kinds.yaml"):
        full = f"kind:{raw['id']}"
        entries.append(entry_of({**raw, "id": full}, kind="kind"))
        aliases += [[word.lower(), full, "kind"] for word in dict.fromkeys([raw["name"], *raw["words"]])]
        for head in raw.get("heads", []):
            if head in heads:
                raise SystemExit(f"kinds.yaml: head {head!r} stands twice")
            heads[head] = full
    check(entries)
    index: dict[str, list[list[str]]] = {}
    for name, to, flag in aliases:
        row = [name, to, flag]
        rows = index.setdefault(" ".join(fold_tokens(name)), [])
        if row not in rows:
            rows.append(row)
    return {
        "entries": entries,
        "aliases": {key: index[key] for key in sorted(index)},
        "state_words": read("state_words.yaml"),
        "kind_heads": heads,
        "words": read("words.yaml"),
        **tables,
    }


def check(entries: list[dict[str, Any]]) -> None:
    """Stops at an id given twice and at a parent that is no entry."""
    known: set[str] = set()
    for entry in entries:
        if entry["id"] in known:
            raise SystemExit(f"id stands twice: {entry['id']}")
        known.add(entry["id"])
    for entry in entries:
        for parent in entry.get("part_of", []):
            if parent["id"] not in known:
                raise SystemExit(f"{entry['id']}: unknown parent {parent['id']}")


def main() -> int:
    """Writes the file, or with --check compares it; 0 where all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the committed file differs")
    options = parser.parse_args()
    text = json.dumps(build(), ensure_ascii=False, indent=None, separators=(",", ":"), sort_keys=True)
    text = re.sub(r'(\},)(\{"countries"|\{"id")', r"\1\n\2", text) + "\n"  # a line an entry, so that diffs can be read
    if options.check:
        return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
