"""What a set's adapter offers: one module a set, `bench/set_<name>.py`, from raw text to score.

The first paragraph of an adapter's docstring says how the set is measured; docs/evaluation.md quotes it.
An adapter uses our public API and nothing else of ours, and writes no text of the set anywhere: verdicts
carry ids only. Errors may be looked at on the *dev* split alone.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypedDict, TypeVar, cast

Verdict = bool | float
T = TypeVar("T")


class Measure(TypedDict):
    """One number of one set.

    Attributes:
        ours: Our score, 0 to 1 unless the measure says otherwise.
        baseline: That of the baseline, run on the same cases in the same session; null where none can be run.
        cases: How many gold items the score is over.
    """

    ours: float
    baseline: float | None
    cases: int


class Outcome(TypedDict):
    """What one run of one adapter gives.

    Attributes:
        measures: By name of the measure; the main one first.
        verdicts: By id of the case (never its text): right or wrong, or a score from 0 to 1.
        digest: SHA-256 over the input files that were used, by `digest_of`.
    """

    measures: dict[str, Measure]
    verdicts: dict[str, Verdict]
    digest: str


class Adapter(Protocol):
    """A module `bench/set_<NAME>.py`.

    Attributes:
        NAME: The set's name, which is its folder's under the data folder.
        PUBLISHED: By measure: the best figure published or measured of a peer, and what it had that we have not.

    A module may also have `TOLD_ONLY`, a frozenset of measures that are printed but have no floor: sizes,
    distances, shares without a better end.
    """

    NAME: str
    PUBLISHED: dict[str, tuple[str, str]]

    def measure(self, data: Path, split: str = "test", limit: int | None = None) -> Outcome:
        """Read the set under `data`, score us and the baseline.

        Args:
            data: The folder that holds one folder a set.
            split: `test` or `dev`.
            limit: At most so many documents or cases, in file order, for a quick look; all by default.

        Raises:
            FileNotFoundError: Names what is missing; the set is then skipped by name.
        """
        ...


def need(path: Path) -> Path:
    """The path itself, if it is there.

    Raises:
        FileNotFoundError: With the path, if it is not.
    """
    if not path.exists():
        raise FileNotFoundError(f"{path}: not there")
    return path


def digest_of(paths: Iterable[Path], base: Path) -> str:
    """SHA-256 over names (relative to `base`) and bytes of the files, in the order of their names."""
    total = hashlib.sha256()
    for name, path in sorted((path.relative_to(base).as_posix(), path) for path in paths):
        total.update(f"{name}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def f1(right: float, found: float, gold: float) -> float:
    """Harmonic mean of right/found and right/gold; 0 where nothing was found or asked."""
    return 2 * right / (found + gold) if found + gold else 0.0


def paired(found: list[T], gold: list[T], shared: Callable[[T, T], int]) -> set[int]:
    """Indices of gold items that are met, one to one, the largest overlaps first."""
    pairs = sorted((-shared(f, g), j, i) for i, f in enumerate(found) for j, g in enumerate(gold) if shared(f, g))
    used: set[int] = set()
    met: set[int] = set()
    for _, j, i in pairs:
        if i not in used and j not in met:
            used.add(i)
            met.add(j)
    return met


def load_adapter(name: str) -> Adapter:
    """The adapter of a set; `bench/` must be on the path, as it is for scripts that lie there."""
    return cast("Adapter", importlib.import_module(f"set_{name}"))


def told_only(name: str) -> frozenset[str]:
    """Measures of a set that have no floor by design."""
    return frozenset(getattr(load_adapter(name), "TOLD_ONLY", ()))
