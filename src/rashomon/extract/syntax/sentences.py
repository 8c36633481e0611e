"""Sentences: where each begins and ends in a report, without a parser.

A splitter by rule runs twenty times faster than a model and keeps exact offsets. A sentence ends at
.!?… or a semicolon with what closes after it, before white space and a capital, digit or opening mark; never after
an abbreviation, an initial, or inside a number. Quotes that run over several sentences are marked,
so that a speaker named once speaks for all of them.
"""

from __future__ import annotations

import re

import msgspec

from rashomon.model.text import BlockRole, Report

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev gen lt col maj capt sgt cpl cmdr brig adm gov sen rep st no vs etc al inc ltd co corp jan "
    "feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun u.s u.n u.k e.u a.m p.m i.e e.g approx "
    "dept est fig jr sr mt ft hon pres supt insp".split()
)
_END = re.compile(
    r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-Þ]|\s*$)"
    r"|;(?=\s+\S+\s+\S+\s+\S+)"
    # pages stripped of their mark-up glue paragraphs: "in Syria.The army said"
    r"|(?:(?<=[a-z]{3})|(?<=\d))[.!?][”\"’]?(?=[“\"]?[A-Z][a-z’']+[ ,])"
    # a list whose lines were run together: "killed: 45 • Firearms recovered: 489"
    r"|(?<=\S)(?=\s+[•▪●■]\s+\S)"
    # lines of a table: "Soldiers killed: 84" over "Wounded: 120"
    r"|(?<=[\d)])(?=[ \t]*\n[ \t]*[A-Z][^\n:.!?;\d]{2,50}:\s*(?:\w+\s+){0,2}\d)"
)
# Dashes, dots and numbers before the lines of a list.
BULLET = re.compile(r"\s*(?:[-*•·–—.▪●○■>]|\(?(?:\d{1,2}|[a-z])[.)])\s+")
_MARK = 3
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)$")
BEARING: frozenset[BlockRole] = frozenset({"headline", "standfirst", "body", "caption"})


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a report.

    Attributes:
        start, end: Code points in the report's text, trimmed of white space.
        text: The characters between them.
        role: Role of its block.
        paragraph: Number of its block among those that bear claims.
        quoted: It begins inside a quotation that an earlier sentence of the paragraph opened.
    """

    start: int
    end: int
    text: str
    role: BlockRole
    paragraph: int
    quoted: bool = False


def split_sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of the blocks that can bear claims, in order of the text."""
    found: list[Sentence] = []
    paragraph = 0
    for block in report.blocks:
        if block.role not in BEARING:
            continue
        open_quote = False
        for start, end in _spans(report.text, block.start, block.end):
            words = report.text[start:end]
            opened = words.count("“") - words.count("”")
            inside = open_quote
            open_quote = (open_quote or opened > 0) and opened >= 0
            found.append(
                Sentence(
                    start=start,
                    end=end,
                    text=words,
                    role=block.role,
                    paragraph=paragraph,
                    quoted=inside,
                )
            )
        paragraph += 1
    return tuple(found)


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentence spans inside one block."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and (_is_mark(text, begin, match) or not _ends_sentence(text, begin, match)):
            continue
        _push(text, begin, match.end(), spans)
        begin = match.end()
    _push(text, begin, end, spans)
    return spans


def _is_mark(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether what has been read so far is only the mark or number of a list's line."""
    words = text[begin : match.start()].strip()
    return not words or (len(words) <= _MARK and words.lstrip("(").isdigit())


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    if match.group().startswith("."):
        before = _WORD_BEFORE.search(text, begin, match.start())
        if before:
            word = before.group(1).lower()
            if word in ABBREVIATIONS or (len(word) == 1 and word != "i"):
                return False
    return True


def _push(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
