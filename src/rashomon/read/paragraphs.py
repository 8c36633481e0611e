"""A text cut into paragraphs: by blank lines where its lines are wrapped, else line by line."""

from __future__ import annotations

import itertools
import re

from rashomon.model.text import Span

_WRAP_LEAST = 40
_WRAP_MOST = 110
_WRAP_SHARE = 0.6
_STOP = re.compile(r"[.!?…:;]['\"”“’»)\]]*$")


def split_paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, without white space at their ends.

    Lines that end in mid-sentence at about one width were wrapped by a machine; then only blank
    lines and indents part paragraphs. Otherwise each line is one.
    """
    lines = [_stripped(match) for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    if not _is_wrapped(text, lines):
        return lines
    out: list[Span] = []
    for line in lines:
        last = out[-1] if out else None
        between = text[last.end : line.start] if last is not None else ""
        if last is not None and between.count("\n") == 1 and not re.search(r"\n\s{2,}$", between):
            out[-1] = Span(start=last.start, end=line.end)
        else:
            out.append(line)
    return out


def _stripped(match: re.Match[str]) -> Span:
    left = len(match[0]) - len(match[0].lstrip())
    return Span(start=match.start() + left, end=match.start() + len(match[0].rstrip()))


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if text[a.end : b.start].count("\n") == 1]
    if len(pairs) < 3 or max(line.end - line.start for line in lines) > _WRAP_MOST:
        return False
    broken = sum(a.end - a.start >= _WRAP_LEAST and not _STOP.search(a.of(text)) for a, _ in pairs)
    return broken >= _WRAP_SHARE * len(pairs)


def is_stopped(words: str) -> bool:
    """Whether a line ends as a sentence ends (or leads on by a colon)."""
    return _STOP.search(words.rstrip()) is not None


_SENTENCE_GAP = re.compile(r"([\w.’'-]*)[.!?…]['\"”’)\]]*\s+['\"“‘(\[]?(?=[^\W\da-z_])")
_ABBREVIATED = re.compile(
    r"(?:[A-Z]|(?:[A-Z]\.)+[A-Z]?|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Brig|Capt|Sgt|Adm|Gov|Sen|Rep|Pres|Prof|St|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)$"
)


def sentence_count(words: str) -> int:
    """About how many sentences a paragraph has; titles and initials do not end one."""
    return 1 + sum(1 for gap in _SENTENCE_GAP.finditer(words) if not _ABBREVIATED.match(gap[1]))
