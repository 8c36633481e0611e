"""Who printed whose words: copied paragraphs and reports that are one text.

Two outlets that print one agency's copy are one voice, and counting them as two makes confirmation
out of nothing. Paragraphs are compared by shingles of words; a report is a copy when most of the
shorter one's words lie in paragraphs that the other has too. Headlines never decide: outlets write
their own, and two outlets' headlines on one event are alike by chance.

Precision first: the limits in resources/reconcile/rules.yaml would rather miss a copy.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.text import Report
from rashomon.reconcile.evidence import known_day, words_of
from rashomon.reconcile.origins import Copied, media_key
from rashomon.reconcile.rules import load_rules

# One shingle in this many is looked up to propose pairs; all of them decide.
SAMPLE = 4
# A sampled shingle in more different paragraphs than this is a phrase of the trade and proposes nothing.
COMMON = 40


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of a report, long enough to be known again."""

    report: str
    start: int
    end: int
    words: int
    shingles: frozenset[int]


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """What was copied.

    Attributes:
        groups: Names of reports that carry one text, each group and all groups sorted.
        paragraphs: For each report the stretches that stand in another outlet's report too:
            (start, end, the copied text).
    """

    groups: tuple[tuple[str, ...], ...]
    paragraphs: dict[str, tuple[tuple[int, int, Copied], ...]]

    def text_of(self, claim: Claim) -> Copied | None:
        """The copied text in which the claim's words stand, None where in none."""
        for start, end, copied in self.paragraphs.get(claim.report, ()):
            if start <= claim.start and claim.end <= end:
                return copied
        return None


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
    """Groups of reports with one text, and the paragraphs that reports share.

    Args:
        reports: In any order.

    Cost: near linear in words; pairs are held against each other only where they share sampled shingles.
    """
    by_name = {report.name: report for report in reports}
    paragraphs = [part for name in sorted(by_name) for part in _paragraphs(by_name[name])]
    groups = _Groups()
    shared: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one, two in _alike(paragraphs):
        groups.join(_key(one), _key(two))
        if one.report != two.report:
            pair = (one.report, two.report) if one.report < two.report else (two.report, one.report)
            first, second = (one, two) if one.report < two.report else (two, one)
            shared[pair][0] += first.words
            shared[pair][1] += second.words
    lengths = {name: len(words_of(_body(report))) for name, report in by_name.items()}
    whole = _Groups()
    same_bytes: dict[str, str] = {}
    for name in sorted(by_name):
        # The very same bytes are one text, however short.
        whole.join(same_bytes.setdefault(by_name[name].sha256 or name, name), name)
    rules = load_rules().copies
    for (one_name, two_name), (one_words, two_words) in sorted(shared.items()):
        shorter = min(lengths[one_name], lengths[two_name])
        words = min(one_words, two_words)
        if words >= rules.report_words and words >= rules.report_share * shorter:
            whole.join(one_name, two_name)
    return Copies(
        groups=tuple(tuple(group) for group in whole.groups()),
        paragraphs=_voices(paragraphs, groups, by_name),
    )


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
            at += len(line) + 1


def _shingles(words: Sequence[str], size: int) -> frozenset[int]:
    # crc32 and not hash(): the same text must give the same groups in every process.
    codes = [zlib.crc32(word.encode()) for word in words]
    found = set()
    for at in range(len(codes) - size + 1):
        value = 0
        for code in codes[at : at + size]:
            value = (value * 1_000_003 + code) & 0xFFFFFFFFFFFF
        found.add(value)
    return frozenset(found)


def _key(part: Paragraph) -> str:
    return f"{part.report}\x1f{part.start:09d}"


def _alike(paragraphs: Sequence[Paragraph]) -> Iterable[tuple[Paragraph, Paragraph]]:
    """Pairs of paragraphs that share their shingles; identical ones are chained, not crossed."""
    exact: dict[frozenset[int], list[Paragraph]] = defaultdict(list)
    for part in paragraphs:
        exact[part.shingles].append(part)
    for same in exact.values():
        for at, part in enumerate(same):
            # One text in a hundred reports: each is tied to the next few, union-find does the rest.
            yield from ((part, other) for other in same[at + 1 : at + 6])
    leads = [same[0] for same in exact.values()]
    posted: dict[int, list[int]] = defaultdict(list)
    for number, part in enumerate(leads):
        seen: dict[int, int] = defaultdict(int)
        for shingle in part.shingles:
            if shingle % SAMPLE == 0:
                post = posted[shingle]
                if len(post) < COMMON:
                    for other in post:
                        seen[other] += 1
                    post.append(number)
        for other in sorted(seen):
            if _share(part, leads[other]) >= load_rules().copies.paragraph_share:
                yield leads[other], part


def _share(one: Paragraph, two: Paragraph) -> float:
    """Shared shingles by those of the longer one: a quotation inside a paragraph is no copy of it."""
    return len(one.shingles & two.shingles) / max(len(one.shingles), len(two.shingles))


def _voices(
    paragraphs: Sequence[Paragraph], groups: _Groups, by_name: dict[str, Report]
) -> dict[str, tuple[tuple[int, int, Copied], ...]]:
    members: dict[str, list[Paragraph]] = defaultdict(list)
    for part in paragraphs:
        members[groups.find(_key(part))].append(part)
    found: dict[str, list[tuple[int, int, Copied]]] = defaultdict(list)
    for parts in members.values():
        names = sorted({part.report for part in parts})
        if len({by_name[name].outlet or name for name in names}) < 2:
            continue
        agency = _agency([by_name[name] for name in names])
        oldest = min(parts, key=lambda part: (str(known_day(by_name[part.report]) or "9"), part.report, part.start))
        first = by_name[oldest.report]
        text = f"copy:{_key(oldest)}"
        copied = Copied(
            text=text,
            voice=media_key(agency) if agency else text,
            name=agency or first.outlet or first.name,
            agency=bool(agency),
        )
        for part in parts:
            found[part.report].append((part.start, part.end, copied))
    return {name: tuple(sorted(spans, key=lambda span: span[:2])) for name, spans in found.items()}


def _agency(reports: Sequence[Report]) -> str:
    """The agency whose copy it is, where the reports credit just one by name."""
    unnamed = ("agencies", "agency")
    named = {agency for report in reports for agency in report.agencies if agency.casefold() not in unnamed}
    return named.pop() if len(named) == 1 else ""
