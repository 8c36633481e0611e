"""Scores of checks: the share that holds, whole and by kind, ours beside the baseline's, and the verdicts by id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from adapter import Measure, Verdict
from cluster_checks import KINDS, Answer, Check

MISSING = "claims missing"
OF_KIND = "of kind {}"
# Told on the scoreboard without a floor.
TOLD_ONLY = frozenset({MISSING, *map(OF_KIND.format, KINDS)})


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """The checks of one case with our answers and the baseline's, in one order."""

    name: str
    checks: Sequence[Check]
    mine: Sequence[Answer]
    plain: Sequence[Answer]


def score(cases: Iterable[Judged], split: str) -> tuple[dict[str, Measure], dict[str, Verdict]]:
    """Measures and verdicts; the n-th check of a case, from 1, is `name:kind:n`."""
    kinds: list[str] = []
    mine: list[Answer] = []
    plain: list[Answer] = []
    verdicts: dict[str, Verdict] = {}
    for case in cases:
        mine += case.mine
        plain += case.plain
        for n, (check, answer) in enumerate(zip(case.checks, case.mine, strict=True), 1):
            kinds.append(check["kind"])
            verdicts[f"{case.name}:{check['kind']}:{n}"] = answer.right
    measures = {"checks passed, set aside" if split == "test" else "checks passed": _share(mine, plain)}
    for kind in KINDS:
        at = [i for i, told in enumerate(kinds) if told == kind]
        if at:
            measures[OF_KIND.format(kind)] = _share([mine[i] for i in at], [plain[i] for i in at])
    unread = sum(answer.missing and not answer.right for answer in mine)
    measures[MISSING] = Measure(ours=unread / max(1, len(mine)), baseline=None, cases=len(mine))
    return measures, verdicts


def _share(mine: Sequence[Answer], plain: Sequence[Answer]) -> Measure:
    count = max(1, len(mine))
    right, base = (sum(answer.right for answer in given) / count for given in (mine, plain))
    return Measure(ours=right, baseline=base, cases=len(mine))
