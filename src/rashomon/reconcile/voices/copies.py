"""Who printed whose words: copied paragraphs and reports that are one text.

Two outlets that print one agency's copy are one voice, and counting them as two makes confirmation
out of nothing. Paragraphs are compared by shingles of words; a report is a copy when most of the
shorter one's words lie in paragraphs that the other has too. Headlines never decide: outlets write
their own, and two outlets' headlines on one event are alike by chance. A quotation that two reports
print is one utterance, whoever stands around it or names the speaker; of the reports it tells nothing.

A copy speaks with the voice of the oldest text that it is like, never the other way round: what was
known of a report on its day is not rewritten by who copies it later.

Precision first: the limits in resources/reconcile/rules.yaml would rather miss a copy.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.text import Report
from rashomon.reconcile.evidence import known_day, words_of
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.voices.origins import Copied, agency_of, media_key

# One shingle in this many is looked up to propose pairs; all of them decide.
SAMPLE = 4
# Of the rolling hash over a shingle's words.
BASE, MASK = 1_000_003, 0xFFFFFFFFFFFF
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]+)[”\"»]")
# A sampled shingle in more different paragraphs than this is a phrase of the trade and proposes nothing.
COMMON = 40


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph of a report, long enough to be known again, or a quotation in one; `words` of that count as none."""

    report: str
    start: int
    end: int
    words: int
    shingles: frozenset[int]


class Match(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Two reports that carry one text, and the day from which both were out (None: never surely)."""

    one: str
    two: str
    day: dt.date | None


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """What was copied.

    Attributes:
        matches: Pairs of reports that carry one text.
        paragraphs: For each report its stretches that are copies, or that others copied:
            (start, end, the text).
    """

    matches: tuple[Match, ...]
    paragraphs: dict[str, tuple[tuple[int, int, Copied], ...]]

    def text_of(self, claim: Claim) -> Copied | None:
        """The text in which the claim's words stand, None where nobody else prints it."""
        for start, end, copied in self.paragraphs.get(claim.report, ()):
            if start <= claim.start and claim.end <= end:
                return copied
        return None

    def groups(self, known: dt.date | None = None) -> tuple[tuple[str, ...], ...]:
        """Names of reports that carry one text, each group and all groups sorted.

        Args:
            known: Only reports that were out on this day; None: all.
        """
        joined = _Groups()
        for match in self.matches:
            if known is None or (match.day is not None and match.day <= known):
                joined.join(match.one, match.two)
        return tuple(tuple(group) for group in joined.groups())


class _Groups:
    """Union-find over strings; the smallest member names the group."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, key: str) -> str:
        while self._parent.setdefault(key, key) != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: str, two: str) -> None:
        low, high = sorted((self.find(one), self.find(two)))
        self._parent[high] = low

    def groups(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self._parent:
            found[self.find(key)].append(key)
        return [sorted(members) for _, members in sorted(found.items()) if len(members) > 1]


def find_copies(reports: Sequence[Report]) -> Copies:
    """Pairs of reports with one text, and the paragraphs that reports share.

    Args:
        reports: In any order.

    Cost: near linear in words; pairs are held against each other only where they share sampled shingles.
    """
    by_name = {report.name: report for report in sorted(reports, key=_age)}
    paragraphs = [part for report in by_name.values() for part in _paragraphs(report)]
    roots: dict[str, Paragraph] = {}
    shared: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for older, newer in _alike(paragraphs):
        # Pairs come by the newer one, the oldest it is like first.
        roots.setdefault(_key(newer), roots.get(_key(older), older))
        if older.report != newer.report:
            counted = shared[older.report, newer.report]
            counted[0] += older.words
            counted[1] += newer.words
    lengths = {name: len(words_of(_body(by_name[name]))) for name in {name for pair in shared for name in pair}}
    rules = load_rules().copies
    pairs = _same_bytes(by_name.values())
    for (one, two), (first, second) in shared.items():
        words = min(first, second)
        if words >= rules.report_words and words >= rules.report_share * min(lengths[one], lengths[two]):
            pairs.append((one, two))
    matches = [Match(one=one, two=two, day=_later(by_name[one], by_name[two])) for one, two in sorted(set(pairs))]
    return Copies(matches=tuple(matches), paragraphs=_voices(paragraphs, roots, by_name))


def _age(report: Report) -> tuple[dt.date, str]:
    return known_day(report) or dt.date.max, report.name


def _later(one: Report, two: Report) -> dt.date | None:
    first, second = known_day(one), known_day(two)
    return max(first, second) if first is not None and second is not None else None


def _same_bytes(reports: Iterable[Report]) -> list[tuple[str, str]]:
    """Reports of the very same bytes: one text, however short."""
    first: dict[str, str] = {}
    return [
        (first[report.sha256], report.name)
        for report in reports
        if report.sha256 and first.setdefault(report.sha256, report.name) != report.name
    ]


def _body(report: Report) -> str:
    spoken = [block for block in report.blocks if block.role in ("standfirst", "body", "caption")]
    return "\n".join(report.text[block.start : block.end] for block in spoken) if spoken else report.text


def _paragraphs(report: Report) -> Iterable[Paragraph]:
    rules = load_rules().copies
    spans = [(block.start, block.end) for block in report.blocks if block.role in ("standfirst", "body", "caption")]
    if not report.blocks:
        spans = [(0, len(report.text))]
    for start, end in spans:
        at = start
        for line in report.text[start:end].split("\n"):
            words = words_of(line)
            if len(words) >= rules.paragraph_words:
                yield Paragraph(
                    report=report.name,
                    start=at,
                    end=at + len(line),
                    words=len(words),
                    shingles=_shingles(words, rules.shingle),
                )
                yield from _quotations(report.name, line, at, len(words))
            at += len(line) + 1


def _quotations(report: str, line: str, at: int, words_around: int) -> Iterable[Paragraph]:
    """What a paragraph quotes, where that is not nearly all of it."""
    rules = load_rules().copies
    for quoted in _QUOTED.finditer(line):
        words = words_of(quoted[1])
        if rules.quote_words <= len(words) < rules.paragraph_share * words_around:
            shingles = _shingles(words, rules.shingle)
            yield Paragraph(
                report=report, start=at + quoted.start(1), end=at + quoted.end(1), words=0, shingles=shingles
            )


def _shingles(words: Sequence[str], size: int) -> frozenset[int]:
    # crc32 and not hash(): the same text must give the same groups in every process.
    codes = [zlib.crc32(word.encode()) for word in words]
    value = 0
    for code in codes[:size]:
        value = (value * BASE + code) & MASK
    found = {value}
    gone = pow(BASE, size, MASK + 1)
    for first, last in zip(codes, codes[size:], strict=False):
        value = (value * BASE + last - first * gone) & MASK
        found.add(value)
    return frozenset(found)


def _key(part: Paragraph) -> str:
    return f"{part.report}\x1f{part.start:09d}"


def _alike(paragraphs: Sequence[Paragraph]) -> Iterable[tuple[Paragraph, Paragraph]]:
    """Pairs (older, newer) of paragraphs that share their shingles; identical ones are tied to the first.

    Args:
        paragraphs: Oldest first.
    """
    first: dict[frozenset[int], Paragraph] = {}
    latest: dict[frozenset[int], list[Paragraph]] = defaultdict(list)
    leads: list[Paragraph] = []
    posted: dict[int, list[int]] = defaultdict(list)
    for part in paragraphs:
        if first.setdefault(part.shingles, part) is not part:
            # One text in a hundred reports: tied to its first and its latest printing, not to all.
            same = latest[part.shingles]
            yield first[part.shingles], part
            yield from ((older, part) for older in same[-4:])
            same.append(part)
            continue
        seen: dict[int, int] = defaultdict(int)
        for shingle in part.shingles:
            if shingle % SAMPLE == 0:
                post = posted[shingle]
                if len(post) < COMMON:
                    for other in post:
                        seen[other] += 1
                    post.append(len(leads))
        leads.append(part)
        for other in sorted(seen):
            if _share(part, leads[other]) >= load_rules().copies.paragraph_share:
                yield leads[other], part


def _share(one: Paragraph, two: Paragraph) -> float:
    """Shared shingles by those of the longer one: a quotation inside a paragraph is no copy of it."""
    return len(one.shingles & two.shingles) / max(len(one.shingles), len(two.shingles))


def _voices(
    paragraphs: Sequence[Paragraph], roots: dict[str, Paragraph], by_name: dict[str, Report]
) -> dict[str, tuple[tuple[int, int, Copied], ...]]:
    found: dict[str, list[tuple[int, int, Copied]]] = defaultdict(list)
    copied_from = {_key(root) for root in roots.values()}
    for part in paragraphs:
        root = roots.get(_key(part), part)
        if root is part and _key(part) not in copied_from:
            continue
        mine, first = by_name[part.report], by_name[root.report]
        agency = agency_of(first.agencies)
        credited = agency or agency_of(mine.agencies)
        text = Copied(
            text=f"copy:{_key(root)}",
            voice=media_key(agency or first.outlet or first.name),
            name=credited or first.outlet or first.name,
            agency=bool(credited),
            outlet=first.outlet or "",
            own=root is part or (mine.outlet or mine.name) == (first.outlet or first.name),
        )
        found[part.report].append((part.start, part.end, text))
    return {name: tuple(sorted(spans, key=lambda span: span[:2])) for name, spans in found.items()}
