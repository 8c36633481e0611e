"""Which mentions of events, in whichever reports, tell of one event: a clustering with its grounds.

Mentions are words with their surroundings: lemma, frame, who and what stands by them, days, places. Reports are
first put into groups that tell of one matter, by their words; mentions of two groups are never joined. Inside a
group every two mentions get a probability of being one event, from a dozen readable grounds whose weights
`bench/fit_mentions.py` fits, and clusters grow by average linkage while that stays above a half.

It stands here and not in the package: events are paired by slots of claims, where likeness of words was measured to
add nothing (docs/decisions/candidates.md).
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from rashomon.errors import ReferenceDataError

Matrix = NDArray[np.float64]

ENDINGS = (
    "ational",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "ers",
    "er",
    "ed",
    "es",
    "s",
    "e",
)
_SHORTEST_STEM = 4
GROUNDS = (
    "bias", "same lemma", "same stem only", "same family only", "same frame only", "shared rest of the phrase",
    "kin: share of reports with the lemma", "kin: shared arguments", "kin: arguments apart", "kin: shared names",
    "kin: shared sentence words", "kin: same days", "kin: days apart", "kin: same places", "kin: places apart",
    "kin: one report", "kin: near in the report", "kin: alike reports", "kin: both lead", "noun and verb",
    "other: shared arguments", "other: shared sentence words", "other: one report", "other: alike reports",
    "kin: saying, arguments apart",
)  # fmt: skip


class EventMention(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of an event, in lower case lemmas.

    Attributes:
        id: Of the caller's choosing, unique.
        report: Key of its report in the mapping given beside.
        sentence: Number of its sentence in the report, from 0.
        lemma: Of the head word.
        phrase: Content lemmas of the mention, head included.
        verb: Whether the head is a verb.
        frame: Codebook frame, "" where none.
        arguments: Head lemmas of what stands by it: subject, object, objects of prepositions, possessor.
        names: Proper nouns of the sentence.
        words: Content lemmas of the sentence.
        days: Time words of the sentence, in any form in which equal days are equal strings.
        places: Names of places in the sentence.
    """

    id: str
    report: str
    sentence: int = 0
    lemma: str
    phrase: frozenset[str] = frozenset()
    verb: bool = False
    frame: str = ""
    arguments: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


class MentionRules(msgspec.Struct, frozen=True, kw_only=True):
    """What the clustering rests on.

    Attributes:
        families: Family of a word ("slay" → "killing").
        weights: Of each ground, in log odds.
        alike_reports: Least average cosine, 0 to 1, at which groups of reports are joined.
        join: Least probability, 0 to 1, at which clusters of mentions are joined.
    """

    families: dict[str, str]
    weights: dict[str, float]
    alike_reports: float
    join: float


@functools.cache
def load_rules() -> MentionRules:
    """The rules beside this file.

    Raises:
        ReferenceDataError: The compiled file is missing or broken.
    """
    try:
        raw = (Path(__file__).resolve().parent / "mentions.json").read_bytes()
        return msgspec.json.decode(raw, type=MentionRules)
    except (OSError, msgspec.MsgspecError) as why:
        raise ReferenceDataError(f"bench/mentions.json: {why}; run bench/fit_mentions.py") from why


def cluster_mentions(
    mentions: Sequence[EventMention], reports: Mapping[str, Sequence[str]], rules: MentionRules | None = None
) -> tuple[tuple[str, ...], ...]:
    """Group mentions that tell of one event.

    Args:
        mentions: In any order; the result does not depend on it.
        reports: The words of each report, lower case, by the key that mentions carry.
        rules: Those beside this file by default.

    Returns:
        Ids, each in exactly one cluster, sorted inside and among clusters.

    Raises:
        KeyError: A mention's report is not among the reports.
    """
    rules = rules or load_rules()
    weights = np.array([rules.weights.get(ground, 0.0) for ground in GROUNDS])
    likeness = Likeness(reports)
    clusters: list[tuple[str, ...]] = []
    for group in likeness.groups(rules.alike_reports):
        inside = sorted((m for m in mentions if m.report in group), key=lambda m: m.id)
        if not inside:
            continue
        table = Grounds(inside, likeness, rules.families)
        odds = np.einsum("ijk,k->ij", table.all_pairs(), weights)
        chance = 1 / (1 + np.exp(-odds))
        clusters += [tuple(inside[i].id for i in part) for part in average_link(chance, rules.join)]
    missing = {m.report for m in mentions} - set(reports)
    if missing:
        raise KeyError(min(missing))
    return tuple(sorted(clusters))


class Likeness:
    """Cosines of reports over words weighted by rarity (log TF × IDF)."""

    def __init__(self, reports: Mapping[str, Sequence[str]]) -> None:
        self.names = sorted(reports)
        self.at = {name: i for i, name in enumerate(self.names)}
        counts = [Counter(reports[name]) for name in self.names]
        within = Counter(word for count in counts for word in count)
        total = len(counts)
        vocabulary = {word: i for i, word in enumerate(sorted(w for w, n in within.items() if n > 1))}
        table = np.zeros((total, len(vocabulary)))
        for row, count in enumerate(counts):
            for word, n in count.items():
                if word in vocabulary:
                    table[row, vocabulary[word]] = (1 + math.log(n)) * math.log(total / within[word])
        norms = np.linalg.norm(table, axis=1, keepdims=True)
        table /= np.where(norms > 0, norms, 1)
        self.cosine: Matrix = table @ table.T

    def groups(self, least: float) -> list[frozenset[str]]:
        """Reports that tell of one matter, by average linkage."""
        return [frozenset(self.names[i] for i in part) for part in average_link(self.cosine, least)]


class Grounds:
    """The grounds for and against two mentions being one event, for all pairs of one group of reports."""

    def __init__(self, mentions: Sequence[EventMention], likeness: Likeness, families: Mapping[str, str]) -> None:
        self.mentions = mentions
        self.likeness = likeness
        self.families = families
        self.number = len({m.report for m in mentions})
        reports_with: dict[str, set[str]] = {}
        for m in mentions:
            reports_with.setdefault(m.lemma, set()).add(m.report)
        self.reports_with = {lemma: len(found) for lemma, found in reports_with.items()}

    def all_pairs(self) -> Matrix:
        """Mentions by mentions by grounds, symmetric."""
        n = len(self.mentions)
        table = np.zeros((n, n, len(GROUNDS)))
        for i in range(n):
            for j in range(i + 1, n):
                table[i, j] = table[j, i] = self.pair(self.mentions[i], self.mentions[j])
        return table

    def pair(self, a: EventMention, b: EventMention) -> list[float]:
        """Values of the grounds in the order of `GROUNDS`; most are 0 or 1, none beyond -1 to 1."""
        lemma = a.lemma == b.lemma
        stem = not lemma and stem_of(a.lemma) == stem_of(b.lemma)
        family = not (lemma or stem) and self._family(a) == self._family(b)
        kin, report = float(lemma or stem or family), a.report == b.report
        share = (self.reports_with[a.lemma] + self.reports_with[b.lemma]) / (2 * self.number)
        alike = float(self.likeness.cosine[self.likeness.at[a.report], self.likeness.at[b.report]])
        arguments, words = _overlap(a.arguments, b.arguments), _cosine(a.words, b.words)
        apart = _apart(a.arguments, b.arguments)
        return [
            1.0, lemma, stem, family, not kin and a.frame == b.frame != "",
            _overlap(a.phrase - {a.lemma}, b.phrase - {b.lemma}),
            kin * share, kin * arguments, kin * apart, kin * _overlap(a.names, b.names),
            kin * words, kin * bool(a.days & b.days), kin * _apart(a.days, b.days),
            kin * bool(a.places & b.places), kin * _apart(a.places, b.places),
            kin * report, kin * (report and abs(a.sentence - b.sentence) <= 1), kin * alike,
            kin * (a.sentence <= 1 and b.sentence <= 1), a.verb != b.verb,
            (1 - kin) * arguments, (1 - kin) * words, (1 - kin) * report, (1 - kin) * alike,
            kin * apart * (self._family(a) == "saying"),
        ]  # fmt: skip

    def _family(self, mention: EventMention) -> str:
        return self.families.get(mention.lemma, mention.lemma)


def stem_of(lemma: str) -> str:
    """The lemma without its last derivational ending, where four letters stay: "explosion" → "explos"."""
    for ending in ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _SHORTEST_STEM:
            return lemma[: -len(ending)]
    return lemma


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _apart(a: frozenset[str], b: frozenset[str]) -> float:
    return float(bool(a and b and not a & b))


def _cosine(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def average_link(alike: Matrix, least: float) -> list[list[int]]:
    """Clusters of 0..n-1 by average linkage: the closest two are joined while their mean likeness is `least` or more.

    Args:
        alike: Symmetric; the diagonal is not used.
        least: Where joining stops.

    Returns:
        Clusters with their members in order. Of two equal likenesses the earlier pair is joined.
    """
    parts: list[list[int]] = [[i] for i in range(len(alike))]
    total = np.array(alike, dtype=float)
    np.fill_diagonal(total, -np.inf)
    sizes = np.ones(len(parts))
    mean = total.copy()
    while len(parts) > 1:
        at = int(mean.argmax())
        i, j = divmod(at, len(mean))
        if mean[i, j] < least:
            break
        i, j = min(i, j), max(i, j)
        parts[i] += parts[j]
        parts[j] = []
        total[i] += total[j]
        total[:, i] = total[i]
        total[i, i] = -np.inf
        sizes[i] += sizes[j]
        total[j], total[:, j] = -np.inf, -np.inf
        mean[j], mean[:, j] = -np.inf, -np.inf
        row = total[i] / (sizes[i] * sizes)
        mean[i], mean[:, i] = row, row
    return [sorted(part) for part in parts if part]
