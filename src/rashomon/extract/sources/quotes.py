"""Attributions in any sentence: who is cited, by which words, and what they are said to say, think or want.

`extract` reads claims about a conflict and carries their sources with them. This module reads the sources
alone, whatever is said: verbs of speech and mind with their clause, quotations with their speaker wherever
the parser hangs him, "according to", nouns such as "the claim that", a headline's colon, and quotations that
run on over sentences and paragraphs. What stands inside something said is not read again: the outermost
source is the one who speaks to the outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from rashomon.extract.sources.quote_reader import Attributed, QuoteReader, is_sentence, meet, merged
from rashomon.extract.syntax.parse import Parsed, parse
from rashomon.extract.syntax.sentences import split_sentences
from rashomon.model.text import Report, Span

__all__ = ["Attributed", "find_attributions", "find_quotes"]

_MARK = re.compile(r"[“”\"]|''|``")
_WORD = re.compile(r"\w+")
MIN_QUOTE = 2  # words: a shorter one is a word held at arm's length, not a quotation


def find_attributions(report: Report) -> tuple[Attributed, ...]:
    """Every attribution of a report, in the order of the text.

    Args:
        report: As `rashomon.read` gives it; only blocks that can bear claims are read.

    Returns:
        Outermost attributions. Every span lies in `report.text`.
    """
    paragraphs: dict[int, list[Parsed]] = {}
    for parsed in parse(split_sentences(report)):
        paragraphs.setdefault(parsed.sentence.paragraph, []).append(parsed)
    found: list[Attributed] = []
    for rows in paragraphs.values():
        start, end = rows[0].sentence.start, rows[-1].sentence.end
        quotes = find_quotes(report.text, start, end)
        here = [a for row in rows for a in QuoteReader(row, quotes).attributions()]
        found = _carry_on(report.text, found, here, quotes, (start, end))
    return tuple(sorted(found, key=lambda a: a.content[0].start))


def find_quotes(text: str, start: int, end: int) -> list[Span]:
    """Quotations of two words or more in one paragraph, marks included; an open one runs to its end."""
    spans: list[Span] = []
    begun = -1
    for mark in _MARK.finditer(text, start, end):
        opening = mark.group() in {"“", "``"} or (mark.group() != "”" and begun < 0)
        if opening and begun < 0:
            begun = mark.start()
        elif not opening and begun >= 0:
            spans.append(Span(start=begun, end=mark.end()))
            begun = -1
    if begun >= 0:
        spans.append(Span(start=begun, end=end))
    return [s for s in spans if len(_WORD.findall(s.of(text))) >= MIN_QUOTE]


def _carry_on(
    text: str, before: list[Attributed], here: list[Attributed], quotes: list[Span], paragraph: tuple[int, int]
) -> list[Attributed]:
    """Quotations that nobody is named for in their sentence: their neighbour's, in the paragraph or before it."""
    for quote in quotes:
        touching = [i for i, a in enumerate(here) if any(meet(quote, s) for s in a.content)]
        if touching:
            here[touching[0]] = _with(here[touching[0]], [quote])
    lone = [
        q for q in quotes if not any(meet(q, s) or (a.source and meet(q, a.source)) for a in here for s in a.content)
    ]
    whole = sum(q.end - q.start for q in lone) > 0.8 * (paragraph[1] - paragraph[0])
    for quote in lone:
        spoken = [i for i, a in enumerate(here) if a.rule.startswith("quote")]
        if spoken and is_sentence(text, quote):
            nearest = min(spoken, key=lambda i: (here[i].content[0].start > quote.start, -here[i].content[0].start))
            here[nearest] = _with(here[nearest], [quote])
        elif whole and before and not here and _leads_on(text, before[-1], paragraph[0]):
            before[-1] = _with(before[-1], [quote])
        elif whole and not here:
            here.append(Attributed(source=None, cue=None, content=(quote,), rule="quote.nobody"))
    return before + here


def _leads_on(text: str, last: Attributed, start: int) -> bool:
    """Whether an attribution ends right before a paragraph, by a colon or a quotation."""
    end = max(s.end for s in (*last.content, *(x for x in (last.cue, last.source) if x)))
    between = text[end:start].strip()
    return (last.rule.startswith("quote") and len(between.split()) <= 4) or between.endswith(":")


def _with(one: Attributed, more: Iterable[Span]) -> Attributed:
    return msgspec.structs.replace(one, content=merged([*one.content, *more]))
