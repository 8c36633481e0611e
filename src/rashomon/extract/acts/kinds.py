"""What kind of incident a short text tells of: `classify(text)`, ranked, each with the words that told it.

For a text that is one report of one incident: a note, a headline with its first lines, a snippet. Longer
reports tell of many, and their claims carry a code each. Cues and weights are in resources/kinds.yaml; ACLED's
25 sub-event types keep its names, five kinds beside them are ours and export nowhere.
"""

from __future__ import annotations

import functools
import json
import re
from importlib import resources

import msgspec

from rashomon.errors import ReferenceDataError

BESIDE_ACLED = frozenset({"Organised crime", "Natural disaster", "Man-made disaster", "Diplomatic act", "Attribution"})


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """A kind that fits a text.

    Attributes:
        kind: ACLED sub-event type, or one of `BESIDE_ACLED`.
        score: Sum of the weights of its cues; above zero, the higher the better.
        words: Stretches of the text that spoke for it, as printed, in the order of the cues.
    """

    kind: str
    score: int
    words: tuple[str, ...]


class _Kind(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    needs: re.Pattern[str] | None
    cues: tuple[tuple[int, re.Pattern[str]], ...]


@functools.cache
def _kinds() -> tuple[_Kind, ...]:
    try:
        raw = (resources.files("rashomon.extract") / "data" / "kinds.json").read_text(encoding="utf-8")
        rows = json.loads(raw)["kinds"]
    except (OSError, ValueError, KeyError) as why:
        raise ReferenceDataError(f"kinds.json: {why}; run tools/build_kinds.py") from why
    return tuple(
        _Kind(
            name=name,
            needs=re.compile(row["needs"], re.IGNORECASE) if row["needs"] else None,
            cues=tuple((weight, re.compile(words, re.IGNORECASE)) for weight, words in row["cues"]),
        )
        for name, row in rows.items()
    )


def classify(text: str) -> tuple[Guess, ...]:
    """Kinds of incident that the words of a short text speak for, best first; () where none does.

    Where two score the same, ACLED's hierarchy decides: the graver kind is coded.
    """
    guesses = [guess for guess in (_guess(kind, text) for kind in _kinds()) if guess is not None]
    return tuple(sorted(guesses, key=lambda guess: -guess.score))


def _guess(kind: _Kind, text: str) -> Guess | None:
    if kind.needs is not None and kind.needs.search(text) is None:
        return None
    score, words = 0, []
    for weight, pattern in kind.cues:
        match = pattern.search(text)
        if match is None:
            continue
        score += weight
        if weight > 0:
            words.append(match.group())
    return Guess(kind=kind.name, score=score, words=tuple(words)) if score > 0 else None
