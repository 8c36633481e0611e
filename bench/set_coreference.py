"""CoNLL F1 over gold event mentions across reports: mean F1 of MUC, B-cubed and CEAF-e (Pradhan et al. 2012).

Gold mentions (ACTION and NEG marks of the sentences that the set lists as annotated), singletons kept, the split of
Cybulska and Vossen (2015), all topics in one heap: which reports belong together is predicted, never read from the
folders. Numbers that score topic by topic or leave singletons out are not comparable. The baseline joins mentions
whose head has one lemma; a second line gives the baseline our predicted groups of reports too, which is harder to
beat. Case verdicts are B-cubed F1 of single mentions.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from pathlib import Path

from adapter import Measure, Outcome, digest_of
from clusters import item_scores, score
from ecb import Corpus, read_corpus
from mentions import Likeness, cluster_mentions, load_rules

NAME = "coreference"
_SUPERVISED = "Networks over contextual word vectors, fine-tuned on the same training topics."
PUBLISHED = {"CoNLL F1": ("cross-encoders report 80 to 86 (from memory, unverified)", _SUPERVISED)}
MEASURES = ("MUC", "B-cubed", "CEAF-e")

Found = Iterable[Iterable[Hashable]]


def gold_of(corpus: Corpus) -> list[list[str]]:
    """Gold clusters, singletons included."""
    return _by({m.id: (corpus.gold[m.id],) for m in corpus.mentions})


def same_lemma(corpus: Corpus) -> list[list[str]]:
    """Mentions whose head has one lemma, in whichever report."""
    return _by({m.id: (m.lemma,) for m in corpus.mentions})


def same_lemma_in_group(corpus: Corpus) -> list[list[str]]:
    """The same inside our predicted groups of reports."""
    groups = Likeness(corpus.reports).groups(load_rules().alike_reports)
    home = {report: str(i) for i, group in enumerate(groups) for report in group}
    return _by({m.id: (home[m.report], m.lemma) for m in corpus.mentions})


def _by(keys: dict[str, tuple[str, ...]]) -> list[list[str]]:
    table: dict[tuple[str, ...], list[str]] = {}
    for item, key in keys.items():
        table.setdefault(key, []).append(item)
    return list(table.values())


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score one split; `limit` counts reports."""
    folder = data / NAME
    corpus = read_corpus(folder, split, limit)
    gold, cases = gold_of(corpus), len(corpus.mentions)
    found = cluster_mentions(corpus.mentions, corpus.reports)
    ours, plain, grouped = (score(gold, side) for side in (found, same_lemma(corpus), same_lemma_in_group(corpus)))
    measures = {
        "CoNLL F1": Measure(ours=ours.conll, baseline=plain.conll, cases=cases),
        "CoNLL F1, lemma given our groups of reports": Measure(ours=ours.conll, baseline=grouped.conll, cases=cases),
    }
    values = ((ours.muc, plain.muc), (ours.b_cubed, plain.b_cubed), (ours.ceaf_e, plain.ceaf_e))
    for name, (mine, theirs) in zip(MEASURES, values, strict=True):
        measures[f"{name} F1"] = Measure(ours=mine, baseline=theirs, cases=cases)
    return {
        "measures": measures,
        "verdicts": {str(key): round(value, 4) for key, value in item_scores(gold, found).items()},
        "digest": digest_of(corpus.paths, folder),
    }
