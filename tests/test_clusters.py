"""The gold clusters are well formed: words that point to claims occur once, days are days, no rule goes untried."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rashomon.model.figure import Figure

BENCH = Path(__file__).resolve().parent.parent / "bench"
sys.path.insert(0, str(BENCH))

from cluster_checks import gives  # noqa: E402 -- scripts of bench/ are on the path from here on
from set_clusters import answers, read_clusters  # noqa: E402

FOLDER = BENCH / "clusters"
SLUGS = sorted(path.parent.name for path in FOLDER.glob("*/cluster.json"))
README = (FOLDER / "README.md").read_text(encoding="utf-8")
FAMILIES = set(re.findall(r"^- `(\w+)`:", README.split("## Families of rules")[1], re.MULTILINE))
OPTIONAL = {"known", "without"}
KEYS = {  # by kind: keys that must be there, keys that may be
    "figure": ({"measure", "place", "expect"}, {"of", "unit"}),
    "absent": ({"measure", "place", "known"}, {"number"}),
    "never": ({"measure", "place", "numbers"}, set()),
    "once": ({"measure", "place", "number"}, set()),
    "origins": ({"measure", "place", "of", "count"}, {"names", "outlets", "independent"}),
    "relation": ({"a", "b", "any"}, set()),
    "no_relation": ({"a", "b"}, {"none"}),
    "copies": ({"together", "apart"}, set()),
    "control": ({"place", "on", "holder", "status"}, set()),
    "together": ({"of"}, set()),
    "apart": ({"of"}, set()),
    "no_event": ({"of"}, {"unless_with"}),
}
EXPECT = {"low", "high", "value", "status", "origins", "outlets", "history", "standing"}
RELATIONS = set(
    "echo supersedes revises_down part_of disjoint_from window_drift scope_drift attribution_conflict contradicts "
    "within_rounding unit_of".split()
)


def cluster(slug: str) -> dict[str, Any]:
    told = json.loads((FOLDER / slug / "cluster.json").read_text(encoding="utf-8"))
    assert isinstance(told, dict)
    return told


def manifest(slug: str) -> list[dict[str, str]]:
    with (FOLDER / slug / "reports.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pointers(check: dict[str, Any]) -> list[dict[str, Any]]:
    of = check.get("of", [])
    named = [check.get("a"), check.get("b"), check.get("unless_with"), *(of if isinstance(of, list) else [of])]
    return [pointer for pointer in named if pointer is not None]


def files_of(check: dict[str, Any]) -> set[str]:
    groups = [*check.get("together", []), *check.get("apart", []), check.get("without", [])]
    return {pointer["report"] for pointer in pointers(check)} | {name for group in groups for name in group}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_cluster_says_what_it_is_and_its_manifest_names_its_reports(slug: str) -> None:
    told, rows = cluster(slug), manifest(slug)
    assert set(told) == {"id", "split", "war", "facts", "why", "rules", "checks"}
    assert told["id"] == slug
    assert told["split"] in {"dev", "held"}
    assert all(told[key] for key in ("war", "facts", "why"))
    assert 3 <= len(rows) <= 8
    assert {row["file"] for row in rows} == {path.name for path in (FOLDER / slug).glob("*.txt")}
    for row in rows:
        dt.date.fromisoformat(row["published"])
        assert row["publisher"].endswith("(sample)")
        assert 50 <= len((FOLDER / slug / row["file"]).read_text(encoding="utf-8").split()) <= 200


@pytest.mark.parametrize("slug", SLUGS)
def test_every_check_has_the_keys_of_its_kind(slug: str) -> None:
    for check in cluster(slug)["checks"]:
        needed, allowed = KEYS[check["kind"]]
        keys = set(check) - {"kind"}
        assert needed <= keys <= needed | allowed | OPTIONAL, check
        assert set(check.get("expect", {})) <= EXPECT
        assert check.get("expect", True), check
        assert {*check.get("any", []), *check.get("none", [])} <= RELATIONS
        for day in ("known", "on"):
            if day in check:
                dt.date.fromisoformat(check[day])


@pytest.mark.parametrize("slug", SLUGS)
def test_words_that_point_to_claims_occur_once_in_their_report(slug: str) -> None:
    for check in cluster(slug)["checks"]:
        assert files_of(check) <= {row["file"] for row in manifest(slug)}, check
        for pointer in pointers(check):
            assert set(pointer) <= {"report", "words", "number"}
            text = (FOLDER / slug / pointer["report"]).read_text(encoding="utf-8")
            assert text.count(pointer["words"]) == 1, pointer


def test_a_third_is_set_aside_and_each_part_tries_every_family_of_rules() -> None:
    parts = {split: [told for told in map(cluster, SLUGS) if told["split"] == split] for split in ("dev", "held")}
    assert len(parts["dev"]) + len(parts["held"]) >= 15
    assert 0.25 <= len(parts["held"]) / len(SLUGS) <= 0.4
    for found in parts.values():
        assert {rule for told in found for rule in told["rules"]} == FAMILIES


# -- judging ----------------------------------------------------------------------------------------------------------


def test_clusters_set_aside_are_not_shown() -> None:
    held = [slug for slug in SLUGS if cluster(slug)["split"] == "held"]
    done = subprocess.run(
        [sys.executable, str(BENCH / "cluster_failures.py"), held[0]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert not done.stdout
    assert held[0] in done.stderr


def test_more_than_a_number_is_met_by_the_number_or_the_next() -> None:
    figure = Figure(measure="killed", low=41, value=40, quantifier="more_than")
    assert gives(figure, 40)
    assert not gives(figure, 42)
    assert not gives(None, 40)


CHECKS = [
    {"kind": "figure", "measure": "killed", "place": ["Aleppo"], "expect": {"value": 19, "history": [12, 19]}},
    {"kind": "figure", "measure": "killed", "place": ["Aleppo"], "known": "2016-05-02", "expect": {"value": 19}},
    {"kind": "never", "measure": "killed", "place": ["Aleppo"], "numbers": [31]},
    {"kind": "never", "measure": "killed", "place": ["Homs"], "numbers": [31]},
    {
        "kind": "relation",
        "any": ["supersedes"],
        "a": {"report": "2.txt", "words": "killed 19 people", "number": 19},
        "b": {"report": "1.txt", "words": "killed 12 people", "number": 12},
    },
    {
        "kind": "relation",
        "any": ["supersedes"],
        "a": {"report": "1.txt", "words": "killed 12 people", "number": 12},
        "b": {"report": "2.txt", "words": "killed 19 people", "number": 19},
    },
    {"kind": "copies", "together": [["1.txt", "2.txt"]], "apart": []},
    {"kind": "control", "place": ["Aleppo"], "on": "2016-05-02", "holder": [], "status": ["unknown"]},
    {"kind": "control", "place": ["Aleppo"], "on": "2016-05-02", "holder": ["Syria"], "status": ["controls"]},
]
HOLDS = [True, False, True, False, True, False, False, True, False]


def test_checks_that_do_not_hold_fail_and_those_that_do_pass(tmp_path: Path) -> None:
    folder = tmp_path / "made-up"
    folder.mkdir()
    for n, toll in (("1", 12), ("2", 19)):
        text = f"A car bomb killed {toll} people in Aleppo on Monday 2 May 2016, police said.\n"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    rows = "file,publisher,published\n1.txt,Hill Post,2016-05-02\n2.txt,Plain Post,2016-05-03\n"
    (folder / "reports.csv").write_text(rows, encoding="utf-8")
    told = {"id": "made-up", "split": "dev", "checks": CHECKS}
    (folder / "cluster.json").write_text(json.dumps(told), encoding="utf-8")
    (made_up,) = read_clusters("dev", tmp_path)
    assert [answer.right for answer in answers(made_up)[0]] == HOLDS
