"""The brief as Markdown that stays readable as it is and cannot be steered by a report's own characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.export.brief_parts import Brief, Group, Section, Sentence
from rashomon.export.brief_text import quote_source, report_words
from rashomon.export.plain import plain
from rashomon.export.wording import count_of, phrase_span

QUOTES_SHOWN = 6
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^(\d+)([.)])(?=\s)|^([-+=])(?=\s|[-=]|$)")


def escape_markdown(text: str) -> str:
    """Words from a report with every mark that Markdown or HTML would read escaped, on one line."""
    safe = _MARKS.sub(r"\\\1", plain(text)).replace("://", ":\u200b//")
    return _LINE_START.sub(
        lambda found: f"{found.group(1)}\\{found.group(2)}" if found.group(1) else f"\\{found.group(3)}", safe
    )


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown: headings, sentences as list items, their quotes below them."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escape_markdown(brief.title)}"
    if brief.first is not None and brief.last is not None:
        yield ""
        yield f"*Published {phrase_span(brief.first, brief.last)}*"
    if brief.summary:
        yield ""
        yield " ".join(escape_markdown(one.text) for one in brief.summary)
    for note in brief.notes:
        yield ""
        yield f"> {escape_markdown(note)}"
    for section in brief.sections:
        yield from _section(section)
        if section.id == "sources":
            yield ""
            yield f"### Reports read ({len(brief.reports)})"
            yield ""
            for one in brief.reports:
                yield f"- {escape_markdown(report_words(one, brief.reports))}"


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield f"## {section.title}"
    if section.lead:
        yield ""
        yield f"*{escape_markdown(section.lead)}*"
    for group in section.groups:
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    if group.title:
        yield ""
        note = f" ({group.note})" if group.note else ""
        yield f"### {escape_markdown(group.title)}{note}"
    yield ""
    for one in group.sentences:
        if not one.minor:
            yield from _sentence(one)
    minor = sum(one.minor for one in group.sentences)
    if minor:
        yield f"- and {count_of(minor, 'smaller item')}"


def _sentence(one: Sentence) -> Iterator[str]:
    voices = f" ({one.voices})" if one.voices else ""
    yield f"- {escape_markdown(one.text)}{voices}"
    for note in one.notes:
        yield f"  - {escape_markdown(note)}"
    for quote in one.quotes[:QUOTES_SHOWN]:
        words = plain(quote.quote).strip('“”"')
        yield f"  - “{escape_markdown(words)}” — {escape_markdown(quote_source(quote))}"
    left = len(one.quotes) - QUOTES_SHOWN
    if left > 0:
        yield f"  - {count_of(left, 'more quote')}"
