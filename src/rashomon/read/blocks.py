"""What each stretch of a report is: headline, story, caption, byline, agency note or boilerplate.

Nothing is cut out: every stretch keeps its place and gets a role. The rules ask for signs that hold
in any outlet (marks, order, full stops, set phrases), and where they are in doubt a line is story: a
line too many costs a glance, a sentence lost costs a fact.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from rashomon.model.text import Block, BlockRole, Span
from rashomon.read.captions import is_caption, is_unstopped_caption
from rashomon.read.credits import Piece, agencies_in, is_byline, is_credit, split_opening, split_tail
from rashomon.read.lexicon import load_patterns
from rashomon.read.paragraphs import is_stopped, sentence_count, split_paragraphs

_HEADLINE_WORDS = 30
_SUBHEAD_WORDS = 8
_SUBHEAD_CHARS = 70
_STANDFIRST_WORDS = 60
_TOP = 6  # paragraphs in which bylines and standfirsts stand


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Blocks in order, without overlap; and the agencies whose copy the report says it used."""

    blocks: tuple[Block, ...]
    agencies: tuple[str, ...]


class _Line(msgspec.Struct, kw_only=True):
    """A paragraph and the role found for it so far; "" while it is open."""

    span: Span
    words: str
    role: BlockRole | Literal[""] = ""

    @property
    def open(self) -> bool:
        return self.role == ""


def find_blocks(text: str, *, title: str | None = None, captions: tuple[str, ...] = ()) -> Found:
    r"""The blocks of a text.

    Args:
        text: As kept, with ``\n`` as its newline.
        title: The headline, where the container names one.
        captions: Texts that the container marks as captions.

    Returns:
        Blocks that cover everything but white space.
    """
    lines = [_Line(span=span, words=" ".join(span.of(text).split())) for span in split_paragraphs(text)]
    _mark_certain(lines, frozenset(captions))
    _mark_top(lines, title)
    _mark_lists(lines)
    _mark_captions(lines)
    _mark_subheads(lines)
    return _cut(text, lines, title)


def _mark_certain(lines: list[_Line], captions: frozenset[str]) -> None:
    """Lines that their own words give away."""
    rules = load_patterns()
    for index, line in enumerate(lines):
        bare = line.words.strip(" \t|•·*:>»–—-.…\"'“”").lower()
        if not any(char.isalnum() for char in line.words) or bare in rules.boilerplate_lines:
            line.role = "boilerplate"
        elif line.words in captions:
            line.role = "caption"
        elif rules.agency_note.fullmatch(line.words.rstrip(". ")) or rules.agency_note.fullmatch(line.words):
            line.role = "agency_note"
        elif is_credit(line.words):
            line.role = "agency_note"
        elif is_byline(line.words, at_top=0 < index < _TOP):
            line.role = "byline"
        elif rules.boilerplate.fullmatch(line.words.rstrip(". ")) or rules.boilerplate.fullmatch(line.words):
            line.role = "boilerplate"


def _mark_top(lines: list[_Line], title: str | None) -> None:
    """The headline, and the standfirst between it and the story."""
    first = next((index for index, line in enumerate(lines) if line.open), None)
    if first is None:
        return
    head = lines[first]
    titled = title is not None and head.words.lower() == title.lower()
    if not titled and not _is_headline(head.words, alone=len(lines) == 1):
        return
    head.role = "headline"
    after = [line for line in lines[first + 1 : first + _TOP] if line.open]
    if len(after) < 2:
        return
    stand = after[0]
    place = lines.index(stand)
    before_byline = any(line.role == "byline" for line in lines[place + 1 : place + 3])
    words = len(stand.words.split())
    if (
        words <= _STANDFIRST_WORDS
        and sentence_count(stand.words) <= 2
        and (not is_stopped(stand.words) or before_byline)
    ):
        stand.role = "standfirst"


def _is_headline(words: str, *, alone: bool) -> bool:
    count = len(words.split())
    if alone:
        return not is_stopped(words) and sentence_count(words) == 1 and count <= _HEADLINE_WORDS // 2
    if sentence_count(words) > 2 or words[:1].islower():
        return False
    if re.search(r"[?!]['\"”’]*$", words):
        return count <= 16
    return count <= _HEADLINE_WORDS and not is_stopped(words)


def _mark_lists(lines: list[_Line]) -> None:
    """Headlines of other stories under "Most read" and the like, until the story goes on."""
    headings = load_patterns().list_headings
    listing = False
    for line in lines:
        if line.role == "boilerplate" and line.words.strip(" :|»>").lower() in headings:
            listing = True
        elif line.open and is_stopped(line.words):
            listing = False
        elif listing and line.open:
            line.role = "boilerplate"


def _mark_captions(lines: list[_Line]) -> None:
    for line in lines:
        if line.open and is_caption(line.words):
            line.role = "caption"
    story = [index for index, line in enumerate(lines) if line.open]
    stopped = {index for index in story if is_stopped(lines[index].words)}
    if len(stopped) < 4:
        return
    for before, index, after in zip(story, story[1:], story[2:], strict=False):
        neighbours = before in stopped and not lines[after].words[:1].islower()
        if index not in stopped and neighbours and is_unstopped_caption(lines[index].words, len(stopped) / len(story)):
            lines[index].role = "caption"


def _mark_subheads(lines: list[_Line]) -> None:
    """Short lines without a full stop between paragraphs of the story; the rest is story."""
    open_lines = [line for line in lines if line.open]
    stopped = sum(is_stopped(line.words) for line in open_lines)
    for index, line in enumerate(open_lines):
        short = len(line.words.split()) <= _SUBHEAD_WORDS and len(line.words) <= _SUBHEAD_CHARS
        between = 0 < index < len(open_lines) - 1 and is_stopped(open_lines[index + 1].words)
        rises = line.words[:1].isupper() or line.words[:1] in "'\"‘“" or line.words[:1].isdigit()
        question = line.words.endswith("?") and line.words.count("?") == 1
        if short and between and rises and (question or not is_stopped(line.words)) and stopped >= 2:
            line.role = "headline"
    for line in open_lines:
        if line.open:
            line.role = "body"


def _cut(text: str, lines: list[_Line], title: str | None) -> Found:
    """The blocks, with datelines and agency notes cut off the story's paragraphs."""
    pieces: list[Piece] = []
    told: list[str] = []
    body = [line for line in lines if line.role == "body"]
    for line in lines:
        if line.role == "body":
            parts = _cut_body(text, line.span, title, first=line is body[0], last=line in body[-2:])
        else:
            parts = [Piece(role=line.role or "body", span=line.span)]
        pieces += parts
    for piece in pieces:
        if piece.role in ("agency_note", "byline"):
            told += agencies_in(piece.span.of(text))
    blocks = tuple(Block(role=piece.role, start=piece.span.start, end=piece.span.end) for piece in pieces)
    return Found(blocks=blocks, agencies=tuple(dict.fromkeys(told)))


def _cut_body(text: str, span: Span, title: str | None, *, first: bool, last: bool) -> list[Piece]:
    head, rest = split_opening(text, span, title, first=first)
    tail: list[Piece] = []
    if last and rest is not None:
        rest, tail = split_tail(text, rest)
    middle = [Piece(role="body", span=rest)] if rest is not None else []
    return [*head, *middle, *tail]
