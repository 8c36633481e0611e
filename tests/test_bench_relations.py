"""Everyone a report names and who stands how to whom, and how the bench counts it; all documents are made up."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

import set_relations as bench
from rashomon.extract.parties.naming import find_parties


def document(text: str) -> bench.Document:
    """A document without annotations."""
    return bench.Document(name="made-up", title="", text=text, entities=[], relations=[])


def parties(text: str) -> dict[str, str]:
    """Kind by words."""
    return {text[p.start : p.end]: p.kind for p in find_parties(bench.report_of(document(text))).parties}


def ties(text: str) -> set[tuple[str, str, str]]:
    """Kind and both ends in words."""
    found = find_parties(bench.report_of(document(text))).ties
    return {(t.kind, text[t.left.start : t.left.end], text[t.right.start : t.right.end]) for t in found}


def test_people_groups_and_places_are_told_apart() -> None:
    found = parties("General Ana Brix met the rebels in a village near Khartoum.")
    assert found["General Ana Brix"] == "person"
    assert found["the rebels"] == "organisation"
    assert found["Khartoum"] == "place"


def test_a_country_that_acts_is_its_government_and_one_that_holds_a_town_is_a_place() -> None:
    assert parties("Chad condemned the raid.")["Chad"] == "organisation"
    assert parties("The raid took place in Chad.")["Chad"] == "place"


def test_the_outermost_mention_counts() -> None:
    found = parties("The commander of the northern army resigned.")
    assert list(found) == ["The commander of the northern army"]


def test_a_verb_of_fighting_makes_foes() -> None:
    assert ("fights", "The militia", "the army") in ties("The militia attacked the army at dawn.")


def test_a_struggle_against_someone_makes_foes() -> None:
    assert ("fights", "the army", "the rebels") in ties("They joined the army's campaign against the rebels.")


def test_who_asks_about_an_attack_does_not_fight() -> None:
    found = ties("A union of teachers wants to know who ordered the attack on a bakery.")
    assert not any(kind == "fights" for kind, _, _ in found)


def test_a_post_and_a_name_beside_it_are_one_person() -> None:
    found = ties("The governor, Ana Brix, left the town.")
    assert any(kind == "alias" and {"The governor", "Ana Brix"} == {a, b} for kind, a, b in found)


def test_a_town_in_a_country_is_no_other_name_of_it() -> None:
    assert not any(kind == "alias" for kind, _, _ in ties("They landed at Port Sudan, Sudan, on Monday."))


def test_a_held_town_is_under_its_holder() -> None:
    assert any(kind == "commands" and a == "rebel" for kind, a, _ in ties("Trucks reached the rebel-held town."))


@pytest.mark.parametrize("text", ["", "(", "-held", "against", "under control", "anti-", "The"])
def test_scraps_are_read_without_a_fault(text: str) -> None:
    for party in find_parties(bench.report_of(document(text))).parties:
        assert 0 <= party.start < party.end <= len(text)


def test_a_relation_that_holds_both_ways_counts_once() -> None:
    a, b = bench.Entity(0, 3), bench.Entity(5, 8)
    both = [bench.Relation("fights", a, b), bench.Relation("fights", b, a)]
    assert len(bench.distinct(both)) == 1
    assert len(bench.distinct([bench.Relation("commands", r.left, r.right) for r in both])) == 2
    assert bench.matches(both[0], both[1])
    assert not bench.matches(bench.Relation("commands", a, b), bench.Relation("commands", b, a))


def test_kinds_must_agree_and_each_gold_mention_is_met_once() -> None:
    gold = [bench.Entity(0, 5, "person")]
    assert bench.paired([bench.Entity(0, 5, "place")], gold, bench.same_kind) == set()
    assert bench.paired([bench.Entity(0, 3, "person"), bench.Entity(3, 5, "person")], gold, bench.same_kind) == {0}


def write(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    (folder / name).write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def test_what_the_crowd_did_not_believe_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "relations" / "Someone"
    folder.mkdir(parents=True)
    text = "The militia attacked the army."
    spot = {"documentId": "d", "value": ""}
    write(folder, "documents.json", [{"_id": "d", "title": "", "text": text}])
    write(folder, "entities.json", [
        {**spot, "begin": 0, "end": 11, "type": "Organisation", "confidence": 1},
        {**spot, "begin": 21, "end": 29, "type": "Organisation", "confidence": 0.6},
        {**spot, "begin": 0, "end": 11, "type": "Person", "confidence": 0},
        {**spot, "begin": 12, "end": 20, "type": "Weapon", "confidence": 1},
    ])  # fmt: skip
    ends = {"sourceBegin": 0, "sourceEnd": 11, "targetBegin": 21, "targetEnd": 29}
    write(folder, "relations.json", [
        {**spot, **ends, "type": "FightingAgainst", "confidence": 0.7},
        {**spot, **ends, "type": "AlliesOf", "confidence": 0.2},
        {**spot, **ends, "type": "Likes", "confidence": 1},
    ])  # fmt: skip
    outcome = bench.measure(tmp_path, bench.half_of("d"))
    assert outcome["measures"]["entities: overlap F1"]["cases"] == 2
    assert outcome["measures"]["relations: overlap F1"] == {"ours": 1.0, "baseline": 0.0, "cases": 1}
    assert outcome["verdicts"] == {
        "d:entity:0:organisation": True,
        "d:entity:21:organisation": True,
        "d:fights:0:21": True,
    }


def test_a_missing_set_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="relations"):
        bench.measure(tmp_path)
