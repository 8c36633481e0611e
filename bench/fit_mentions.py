"""Weights of bench/mentions.py from the training topics of ECB+, and the families of event words.

    python bench/fit_mentions.py DATA_FOLDER

Deterministic: logistic regression by Newton's method with a fixed penalty, over pairs inside predicted groups of
reports of training topics; the two thresholds are those with the best CoNLL F1 on the dev topics. Test topics
are not opened.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import numpy as np
import yaml

from clusters import score
from ecb import Corpus, read_corpus
from mentions import (
    GROUNDS,
    Grounds,
    Likeness,
    Matrix,
    MentionRules,
    cluster_mentions,
)

HERE = Path(__file__).resolve().parent
OUT = HERE / "mentions.json"
PENALTY = 1.0
PAIRS_FROM = (
    0.12  # least likeness of report groups whose pairs are learned from: wider than topics, so that it sees both
)
REPORT_STEPS = (0.1, 0.12, 0.15, 0.18, 0.2)
JOIN_STEPS = (0.25, 0.3, 0.35, 0.4, 0.5)


def families() -> dict[str, str]:
    """Family by word.

    Raises:
        ValueError: A word stands in two families.
    """
    table: dict[str, str] = {}
    source = yaml.safe_load((HERE / "event_words.yaml").read_text(encoding="utf-8"))
    for name, words in source["families"].items():
        for word in words:
            if word in table:
                raise ValueError(f"{word}: in {table[word]} and {name}")
            table[word] = name
    return table


def pairs(corpus: Corpus, least: float, table: dict[str, str]) -> tuple[Matrix, Matrix]:
    """Grounds and truth of every pair of mentions inside a predicted group of reports."""
    likeness = Likeness(corpus.reports)
    values, truth = [], []
    for group in likeness.groups(least):
        inside = sorted((m for m in corpus.mentions if m.report in group), key=lambda m: m.id)
        grounds = Grounds(inside, likeness, table)
        for i, a in enumerate(inside):
            for b in inside[i + 1 :]:
                values.append(grounds.pair(a, b))
                truth.append(float(corpus.gold[a.id] == corpus.gold[b.id]))
    return np.array(values), np.array(truth)


def fit(values: Matrix, truth: Matrix) -> Matrix:
    """Weights of a logistic regression with an L2 penalty."""
    weights = np.zeros(values.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (chance - truth) + PENALTY * weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + PENALTY * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def clusters_of(corpus: Corpus) -> list[list[str]]:
    """The gold clusters."""
    table: dict[str, list[str]] = {}
    for key, chain in corpus.gold.items():
        table.setdefault(chain, []).append(key)
    return list(table.values())


def main(data: Path) -> None:
    """Fit, choose, write."""
    folder, table = data / "coreference", families()
    train, dev = read_corpus(folder, "train"), read_corpus(folder, "dev")
    values, truth = pairs(train, PAIRS_FROM, table)
    weights = dict(zip(GROUNDS, (round(float(w), 3) for w in fit(values, truth)), strict=True))
    best, chosen = -1.0, None
    for alike in REPORT_STEPS:
        for join in JOIN_STEPS:
            rules = MentionRules(families=table, weights=weights, alike_reports=alike, join=join)
            found = score(clusters_of(dev), cluster_mentions(dev.mentions, dev.reports, rules))
            print(alike, join, f"{found.conll:.4f}")
            if found.conll > best:
                best, chosen = found.conll, rules
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(chosen), indent=1) + b"\n")
    print(weights, len(truth), best)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
