"""Scores of a clustering against a gold clustering of the same items: MUC, B-cubed and CEAF-e, and their mean.

Definitions: MUC as Vilain et al. (1995), B-cubed as Bagga and Baldwin (1998), CEAF with entity similarity phi-4 as
Luo (2005); CoNLL F1 is the mean of the three F1 (Pradhan et al. 2012). Both sides must hold the same items.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

Clusters = Sequence[frozenset[Hashable]]


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """F1 by measure, 0 to 1."""

    muc: float
    b_cubed: float
    ceaf_e: float

    @property
    def conll(self) -> float:
        """The mean of the three."""
        return (self.muc + self.b_cubed + self.ceaf_e) / 3


def score(gold: Iterable[Iterable[Hashable]], found: Iterable[Iterable[Hashable]]) -> Score:
    """Score one clustering.

    Raises:
        ValueError: The two sides hold different items, or one item stands in two clusters.
    """
    left, right = [frozenset(c) for c in gold], [frozenset(c) for c in found]
    items = [Counter(item for cluster in side for item in cluster) for side in (left, right)]
    if items[0].keys() != items[1].keys() or any(n > 1 for side in items for n in side.values()):
        raise ValueError("both sides must hold the same items, each once")
    return Score(muc=_muc(left, right), b_cubed=_b_cubed(left, right), ceaf_e=_ceaf(left, right))


def item_scores(gold: Iterable[Iterable[Hashable]], found: Iterable[Iterable[Hashable]]) -> dict[Hashable, float]:
    """B-cubed F1 of each item: how its gold and its found cluster agree."""
    mine = {item: frozenset(cluster) for cluster in map(frozenset, found) for item in cluster}
    told = {item: frozenset(cluster) for cluster in map(frozenset, gold) for item in cluster}
    return {item: 2 * len(told[item] & mine[item]) / (len(told[item]) + len(mine[item])) for item in told}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _home(clusters: Clusters) -> dict[Hashable, int]:
    return {item: i for i, cluster in enumerate(clusters) for item in cluster}


def _muc_side(key: Clusters, other: Clusters) -> float:
    home = _home(other)
    links = sum(len(cluster) - 1 for cluster in key)
    kept = sum(len(cluster) - len({home[item] for item in cluster}) for cluster in key)
    return kept / links if links else 0.0


def _muc(gold: Clusters, found: Clusters) -> float:
    return _f1(_muc_side(found, gold), _muc_side(gold, found))


def _overlaps(gold: Clusters, found: Clusters) -> Counter[tuple[int, int]]:
    left, right = _home(gold), _home(found)
    return Counter((left[item], right[item]) for item in left)


def _b_cubed(gold: Clusters, found: Clusters) -> float:
    shared = _overlaps(gold, found)
    total = sum(shared.values())
    if not total:
        return 0.0
    precision = sum(n * n / len(found[j]) for (_, j), n in shared.items()) / total
    recall = sum(n * n / len(gold[i]) for (i, _), n in shared.items()) / total
    return _f1(precision, recall)


def _ceaf(gold: Clusters, found: Clusters) -> float:
    if not gold or not found:
        return 0.0
    similar = {(i, j): 2 * n / (len(gold[i]) + len(found[j])) for (i, j), n in _overlaps(gold, found).items()}
    best = sum(_best(part) for part in _parts(similar))
    return _f1(best / len(found), best / len(gold))


def _parts(similar: dict[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """Connected components: an assignment never crosses them."""
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        root.setdefault(node, node)
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for i, j in similar:
        root[find(("gold", i))] = find(("found", j))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = {}
    for (i, j), value in similar.items():
        parts.setdefault(find(("gold", i)), {})[i, j] = value
    return list(parts.values())


def _best(part: dict[tuple[int, int], float]) -> float:
    """The greatest total similarity of a one-to-one assignment."""
    rows, columns = sorted({i for i, _ in part}), sorted({j for _, j in part})
    if len(rows) == 1 or len(columns) == 1:
        return max(part.values())
    at_row, at_column = {i: k for k, i in enumerate(rows)}, {j: k for k, j in enumerate(columns)}
    matrix = np.zeros((len(rows), len(columns)))
    for (i, j), value in part.items():
        matrix[at_row[i], at_column[j]] = value
    return assign(matrix if len(rows) <= len(columns) else matrix.T)


def assign(gain: NDArray[np.float64]) -> float:
    """Greatest total gain with each row given a column of its own (Hungarian method with potentials).

    Args:
        gain: Rows by columns, no more rows than columns.
    """
    n, m = gain.shape
    row_price, column_price = np.zeros(n + 1), np.zeros(m + 1)
    taken, way = np.zeros(m + 1, dtype=int), np.zeros(m + 1, dtype=int)
    for row in range(1, n + 1):
        taken[0], column = row, 0
        least, used = np.full(m + 1, np.inf), np.zeros(m + 1, dtype=bool)
        while True:
            used[column] = True
            at = taken[column]
            reduced = -gain[at - 1] - row_price[at] - column_price[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            way[1:][better] = column
            free = np.where(used, np.inf, least)
            free[0] = np.inf
            nearest = int(free.argmin())
            step = free[nearest]
            row_price[taken[used]] += step
            column_price[used] -= step
            least[~used] -= step
            column = nearest
            if taken[column] == 0:
                break
        while column:
            taken[column], column = taken[way[column]], way[column]
    return float(sum(gain[taken[j] - 1, j - 1] for j in range(1, m + 1) if taken[j]))
