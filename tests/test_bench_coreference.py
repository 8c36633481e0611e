"""The scores of clusterings, against examples worked by hand."""

from __future__ import annotations

import sys
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))

from clusters import assign, item_scores, score


def test_same_clusters_score_one() -> None:
    result = score([["a", "b"], ["c"]], [["c"], ["b", "a"]])
    assert (result.muc, result.b_cubed, result.ceaf_e) == (1.0, 1.0, 1.0)


def test_merged_clusters_by_hand() -> None:
    # gold {a b c} {d e} {f}, found {a b c d e} {f}:
    # MUC recall 3/3, precision 3/4; B3 recall 1, precision (3*3/5 + 2*2/5 + 1)/6; CEAF-e (6/8 + 1), over 3 and 2
    result = score(["abc", "de", "f"], ["abcde", "f"])
    assert result.muc == pytest.approx(2 * 0.75 / 1.75)
    precision = (9 / 5 + 4 / 5 + 1) / 6
    assert result.b_cubed == pytest.approx(2 * precision / (1 + precision))
    assert result.ceaf_e == pytest.approx(2 * (1.75 / 2) * (1.75 / 3) / (1.75 / 2 + 1.75 / 3))
    assert result.conll == pytest.approx((result.muc + result.b_cubed + result.ceaf_e) / 3)


def test_split_clusters_by_hand() -> None:
    # gold {a b c d}, found {a b} {c d}: MUC recall 2/3, precision 1; B3 recall 1/2, precision 1; CEAF-e 2/3 over 1, 2
    result = score(["abcd"], ["ab", "cd"])
    assert result.muc == pytest.approx(0.8)
    assert result.b_cubed == pytest.approx(2 / 3)
    assert result.ceaf_e == pytest.approx(4 / 9)


def test_an_item_is_scored_by_its_two_clusters() -> None:
    assert item_scores(["ab", "c"], ["a", "bc"]) == {"a": 2 / 3, "b": 0.5, "c": 2 / 3}


def test_other_items_are_refused() -> None:
    with pytest.raises(ValueError, match="same items"):
        score(["ab"], ["ac"])


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.floats(0, 1), min_size=5, max_size=5), min_size=n, max_size=n)
    )
)
def test_assignment_is_the_best_of_all(rows: list[list[float]]) -> None:
    best = max(
        sum(row[c] for row, c in zip(rows, columns, strict=True)) for columns in permutations(range(5), len(rows))
    )
    assert assign(np.array(rows)) == pytest.approx(best)
