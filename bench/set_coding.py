"""Event coding by sentence, over sentences and codes of our own (tests/gold/coding.jsonl), measured as the set plover.

We wrote the sentences in the manner of wire news, before reading them by machine, and coded them by the definitions
of PLOVER: this says which kinds of happening are read at all, not how well other people's codes are met. A sentence has
one category; actors and recipients are words of it, and several stand for any of them. Two thirds are dev, one third
test, by a hash of their ids; rules are written from the dev part alone. The baseline is that of plover.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

import set_plover
from adapter import Outcome, need

NAME = "coding"
PUBLISHED: dict[str, tuple[str, str]] = {}
TOLD_ONLY = set_plover.TOLD_ONLY
FILE = Path(__file__).resolve().parent.parent / "tests" / "gold" / "coding.jsonl"
PARTS = {"dev": "dev", "test": "held"}


class Coded(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence of ours with its code.

    Attributes:
        id: Category and number.
        text: The sentence.
        category: Of PLOVER.
        actors, recipients: Words of the sentence, each one way to name who; none where the sentence names nobody.
        split: dev, or held where nobody looks at errors.
        why: What it tries.
    """

    id: str
    text: str
    category: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    split: Literal["dev", "held"]
    why: str


def read_cases(path: Path, split: str) -> list[set_plover.Case]:
    """The sentences of a split, in file order."""
    rows = [msgspec.json.decode(line, type=Coded) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_case(row) for row in rows if row.split == PARTS[split]]


def _case(row: Coded) -> set_plover.Case:
    def parties(words: tuple[str, ...]) -> tuple[set_plover.Party, ...]:
        return tuple(set_plover.Party(spans=set_plover.occurrences(word, row.text)) for word in words)

    gold = set_plover.Event(category=row.category, actors=parties(row.actors), recipients=parties(row.recipients))
    return set_plover.Case(name=row.id, text=row.text, gold=gold)


def measure(_data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score on our sentences; no data folder is used, they are in the repository.

    Raises:
        FileNotFoundError: The file is not there.
    """
    path = need(FILE)
    return set_plover.score(read_cases(path, split)[:limit], path)
