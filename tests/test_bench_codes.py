"""Kinds of incident, and the adapters of the two sets of codes, on made-up data."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

import set_coding
import set_eventtypes
import set_plover
from rashomon.extract.acts.kinds import classify

GOLD = [json.loads(line) for line in (Path(__file__).parent / "gold" / "kinds.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", GOLD, ids=[case["kind"] for case in GOLD])
def test_a_short_text_gets_its_kind(case: dict[str, str]) -> None:
    guesses = classify(case["text"])
    assert guesses, case["why"]
    assert guesses[0].kind == case["kind"], (case["why"], guesses[:3])


@given(st.text(max_size=200))
def test_guesses_are_ranked_and_rest_on_words_of_the_text(text: str) -> None:
    guesses = classify(text)
    assert [g.score for g in guesses] == sorted((g.score for g in guesses), reverse=True)
    assert all(guess.score > 0 and word in text for guess in guesses for word in guess.words)


def test_a_text_that_tells_of_nothing_gets_no_kind() -> None:
    assert classify("The library is blue.") == ()


def test_every_kind_has_a_label_of_the_set_and_a_keyword() -> None:
    assert {case["kind"] for case in GOLD} == set(set_eventtypes.LABELS)
    assert set(set_eventtypes.LABELS.values()) == set(set_eventtypes.KEYWORDS)


def test_weighted_f1_weighs_by_the_gold() -> None:
    # A: precision 2/3, recall 1, so F1 0.8, weight 2/3; B: never found, weight 1/3.
    assert set_eventtypes.weighted_f1(["A", "A", "B"], ["A", "A", "A"]) == pytest.approx(0.8 * 2 / 3)
    assert set_eventtypes.macro_f1(["A", "A", "B"], ["A", "A", "A"]) == pytest.approx(0.4)


def test_snippets_are_scored_by_id(tmp_path: Path) -> None:
    folder = tmp_path / "eventtypes"
    folder.mkdir()
    rows = [
        "id\tEventSnippet\tSubType",
        '1\tA suicide bomber "blew himself up".\tSUIC_BOMB',
        "2\tAn earthquake hit.\tDIPLO",
    ]
    (folder / set_eventtypes.FILE).write_text("\n".join(rows) + "\n", encoding="utf-8")
    outcome = set_eventtypes.measure(tmp_path)
    assert outcome["verdicts"] == {"0001": True, "0002": False}
    assert outcome["measures"]["weighted F1"]["ours"] == pytest.approx(0.5)


def plover_row(**more: Any) -> dict[str, Any]:
    row = {
        "id": "MADE-UP-1",
        "event": "DEMAND",
        "text": "Kenya urged Ethiopia to release the prisoners.",
        "source": [{"actorText": "Kenya", "code": "KEN"}],
        "target": [{"actorText": "Ethiopia", "code": "ETH"}],
    }
    return row | more


def measured(tmp_path: Path, *rows: dict[str, Any]) -> Any:
    (tmp_path / "plover").mkdir()
    (tmp_path / "plover" / set_plover.FILE).write_text(json.dumps(rows), encoding="utf-8")
    return set_plover.measure(tmp_path)


def test_event_actor_and_recipient_of_one_claim(tmp_path: Path) -> None:
    turned = plover_row(
        id="MADE-UP-2",
        source=[{"actorText": "Ethiopia", "code": "ETH"}],
        target=[{"actorText": "Kenya", "code": "KEN"}],
    )
    verdicts = measured(tmp_path, plover_row(), turned)["verdicts"]
    assert verdicts["MADE-UP-1:event, actor and recipient"] is True
    assert verdicts["MADE-UP-2:category"] is True
    # Roles turned round are wrong, though both parties and the category are there.
    assert verdicts["MADE-UP-2:event, actor and recipient"] is False


def test_one_country_is_one_party_under_other_words() -> None:
    mine = set_plover.Party(spans=((0, 8),), country="IRQ")
    assert set_plover.same(mine, set_plover.Party(spans=((20, 27),), country="IRQ"))
    assert not set_plover.same(mine, set_plover.Party(spans=((20, 27),), country="IRN"))
    assert set_plover.same(mine, set_plover.Party(spans=((5, 12),)))
    assert not set_plover.same(set_plover.Party(), set_plover.Party())


def test_a_set_without_a_dev_split_says_so(tmp_path: Path) -> None:
    (tmp_path / "plover").mkdir()
    (tmp_path / "plover" / set_plover.FILE).write_text("[]", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="no dev split"):
        set_plover.measure(tmp_path, split="dev")


def test_our_own_codes_name_words_of_their_sentences_and_cover_every_category() -> None:
    rows = [
        msgspec.json.decode(line, type=set_coding.Coded)
        for line in set_coding.FILE.read_text(encoding="utf-8").splitlines()
    ]
    assert len({row.id for row in rows}) == len({row.text for row in rows}) == len(rows)
    for row in rows:
        assert row.why
        assert all(word in row.text for word in (*row.actors, *row.recipients)), row.id
    counts = Counter(row.category for row in rows)
    assert len(counts) == 16
    assert min(counts.values()) >= 18
