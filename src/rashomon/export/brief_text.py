"""The brief for a terminal or a mail: wrapped, indented, with colour only where asked for."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import msgspec

from rashomon.export.brief_parts import Brief, Group, Quote, ReportLine, Section, Sentence
from rashomon.export.evidence import quoted
from rashomon.export.plain import plain
from rashomon.export.wording import count_of, join_words, phrase_day, phrase_span

QUOTES_SHOWN = 1
LONGEST_QUOTE = 400
NARROWEST = 40
_BOLD, _DIM, _RULE, _END = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"


def render_text(brief: Brief, width: int = 100, *, colour: bool = False) -> str:
    """The brief as plain text.

    Args:
        brief: What to print.
        width: Columns; fewer than 40 are taken as 40.
        colour: Whether to set headings and quotes off with terminal colours.
    """
    width = max(width, NARROWEST)
    lines = [*_header(brief, width, colour=colour)]
    for section in brief.sections:
        lines.extend(_section(section, width, colour=colour))
        if section.id == "sources":
            lines.extend(_reports(brief.reports, width, colour=colour))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"{code}{text}{_END}" if colour and text else text


def _wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    after = " " * len(first) if rest is None else rest
    return textwrap.wrap(plain(text), width, initial_indent=first, subsequent_indent=after, break_on_hyphens=False) or [
        first
    ]


def _header(brief: Brief, width: int, *, colour: bool) -> Iterator[str]:
    for line in _wrap(brief.title, width):
        yield _paint(line, _BOLD, colour=colour)
    if brief.first is not None and brief.last is not None:
        yield f"Published {phrase_span(brief.first, brief.last)}"
    yield ""
    for one in brief.summary:
        yield from _wrap(one.text, width, "  ")
    if brief.notes:
        yield ""
    for note in brief.notes:
        yield from _wrap(note, width, "! ")


def _section(section: Section, width: int, *, colour: bool) -> Iterator[str]:
    yield ""
    yield _paint(section.title.upper(), _BOLD, colour=colour)
    yield _paint("─" * width, _RULE, colour=colour)
    if section.lead:
        for line in _wrap(section.lead, width):
            yield _paint(line, _DIM, colour=colour)
    for group in section.groups:
        yield from _group(group, width, colour=colour, quotes=section.id != "missing")


def _group(group: Group, width: int, *, colour: bool, quotes: bool) -> Iterator[str]:
    if group.title:
        yield ""
        yield _paint(_heading(group), _BOLD, colour=colour)
    minor = sum(one.minor for one in group.sentences)
    for one in group.sentences:
        if not one.minor:
            yield from _sentence(one if quotes else msgspec.structs.replace(one, quotes=()), width, colour=colour)
    if minor:
        yield _paint(
            f"  and {count_of(minor, 'smaller item')}, shown in full on the page (--format html)", _DIM, colour=colour
        )


def _heading(group: Group) -> str:
    return plain(f"{group.title} ({group.note})" if group.note else group.title)


def _sentence(one: Sentence, width: int, *, colour: bool) -> Iterator[str]:
    voices = f" [{one.voices}]" if one.voices else ""
    yield from _wrap(one.text + voices, width, "  ")
    for note in one.notes:
        yield from _wrap(note, width, "    ")
    shown = [quote for quote in one.quotes if quoted(quote.quote) not in one.text][:QUOTES_SHOWN]
    left = len(one.quotes) - len(shown)
    for at, quote in enumerate(shown, 1):
        more = f"; and {count_of(left, 'more quote')}" if left and at == len(shown) else ""
        for line in _quote(quote, width, more):
            yield _paint(line, _DIM, colour=colour)


def quote_source(quote: Quote) -> str:
    """Who says it and where: "MSF, in The Courier, 3 October 2015; also in The Ledger"."""
    chain = [name for name in quote.by if name != quote.outlet]
    told = f"{join_words(chain)}, in {quote.outlet}" if chain else quote.outlet
    day = phrase_day(quote.published) if quote.published is not None else "no date"
    also = f"; also in {join_words(quote.also, most=6)}" if quote.also else ""
    return f"{told}, {day}{also}"


def _quote(quote: Quote, width: int, more: str) -> list[str]:
    words = quoted(quote.quote, LONGEST_QUOTE)
    return _wrap(f"{words} ({quote_source(quote)}{more})", width, "    · ", "      ")


def _reports(reports: tuple[ReportLine, ...], width: int, *, colour: bool) -> Iterator[str]:
    yield ""
    yield _paint(f"Reports read ({len(reports)})", _BOLD, colour=colour)
    for one in reports:
        yield from _wrap(report_words(one, reports), width, "  - ", "    ")


def report_words(one: ReportLine, reports: Sequence[ReportLine]) -> str:
    """One line of the list of reports: "20 May 2015, The Courier: Title (14 claims; same text as in …)"."""
    facts = [count_of(one.claims, "claim")]
    if one.agencies:
        facts.append(f"names {join_words(one.agencies)}")
    if one.copy_of:
        source = next((other.outlet for other in reports if other.name == one.copy_of), one.copy_of)
        facts.append(f"same text as in {source}")
    return f"{one.published_words}, {one.outlet}: {one.title or one.name} ({'; '.join(facts)})"
