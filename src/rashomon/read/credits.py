"""Who wrote and where from: bylines, datelines and agency notes, whole or stuck to a paragraph."""

from __future__ import annotations

import re

import msgspec

from rashomon.model.text import BlockRole, Span
from rashomon.read.lexicon import CLOCK, DATE, SHORT_DATE, ZONE, agency_ids, load_patterns

_NAME = r"(?:[^\W\d_a-z][\w.'’-]*|al|el|de|da|van|von|bin|ibn|abu|ben|der|den|le|la|du)"
_PERSON = rf"{_NAME}(?:[ ]{_NAME}){{0,4}}"
_WHERE = rf"(?:,? (?:in|at|near|from) {_PERSON}(?:, {_PERSON}){{0,2}}|, {_PERSON}|, [a-z][a-z &/-]+(?:correspondent|editor|reporter|writer|analyst|bureau chief)(?:,? (?:in )?{_PERSON})?)"
_BY = re.compile(
    rf"(?:[Bb]y|BY|[Ww]ritten by|[Rr]eport by|[Ff]rom|[Ww]ords by|[Tt]ext by)[: ]\s*{_PERSON}{_WHERE}?(?:(?:,| and|, and| &| with|/) (?:{_PERSON}|[a-z ]*(?:agencies|staff|wires)){_WHERE}?){{0,6}}(?:[ ,|•·–-]+(?:{DATE}|{CLOCK}|{ZONE}|Updated|Published|\d+ min read))*\.?"
)
_NAMED_IN = re.compile(rf"{_NAME}(?: {_NAME}){{1,3}},? in {_PERSON}(?:,? and {_NAME}(?: {_NAME}){{1,3}},? in {_PERSON}){{0,3}}(?: and agencies)?")
_PLACE_PART = r"[^\W\d_][\w.'’/-]*(?: [\w.'’/-]+){0,3}"
_DATELINE = re.compile(
    rf"(?:\[?(?P<place>{_PLACE_PART}(?:, {_PLACE_PART}){{0,2}}?))??,?\s*(?P<date>(?i:{SHORT_DATE}))?,?\s*"
    rf"(?P<credit>[\(\[](?:[^()\[\]]{{1,60}})[\)\]])?\s*(?P<dash>--|[-–—:])\s*(?:\[TEXT\]\s*)?(?=[^\W\d_a-z]|[\d\"“‘'])"
)
_STAMP = re.compile(
    rf"(?:(?:date of publication|(?:first |last )?(?:published|updated?|posted|modified))\s*(?:on|at)?:?\s*)?{DATE}"
    rf"(?:[\s,|•·–-]*(?:{CLOCK}|{ZONE}))*[\s.|•·–-]+(?=[^\W\d_a-z\"“‘])",
    re.IGNORECASE,
)
_TITLE_WITHIN = 120


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the text with its role."""

    role: BlockRole
    span: Span


def is_byline(words: str, *, at_top: bool) -> bool:
    """Whether a whole line names writers or stamps a time, and says nothing else.

    Args:
        words: The line, its white space single.
        at_top: Whether it stands where bylines stand; "Jane Doe in Kyiv" counts only there.
    """
    if load_patterns().byline.fullmatch(words) or load_patterns().byline.fullmatch(words.rstrip(".")):
        return True
    if len(words.split()) > 30:
        return False
    if _BY.fullmatch(words) and not (words[:4].lower() == "from" and not at_top):
        return True
    if at_top and (_NAMED_IN.fullmatch(words) or re.fullmatch(rf"(?:{SHORT_DATE})", words, re.IGNORECASE)):
        return True
    bare = _DATELINE.match(f"{words} - X") if at_top else None
    return bare is not None and bare.end() == len(words) + 3 and bool(bare["credit"]) and _agencies_only(bare["credit"])


def agencies_in(words: str) -> list[str]:
    """The agencies named in a note or byline, canonical, in order; "agencies" where it names none of them."""
    ids = agency_ids()
    return [
        "agencies" if match["many"] else ids.get(match[0].lower(), match[0]) for match in load_patterns().agency.finditer(words)
    ]


def split_opening(text: str, span: Span, title: str | None, *, first: bool) -> tuple[list[Piece], Span | None]:
    """What stands before the story at the start of a paragraph: a date stamp, the title, a dateline.

    Returns:
        Its pieces, and what is left of the paragraph (None if nothing).
    """
    pieces: list[Piece] = []
    start = span.start
    if first:
        start = _take(pieces, "byline", text, start, _STAMP.match(text, start, span.end))
        start = _take_title(pieces, text, start, span.end, title)
    line = _DATELINE.match(text, start, span.end)
    if line is not None and _is_dateline(line, first=first):
        start = _take(pieces, "byline", text, start, line)
    return pieces, Span(start=start, end=span.end) if start < span.end else None


def _take(pieces: list[Piece], role: BlockRole, text: str, start: int, match: re.Match[str] | None) -> int:
    if match is None or match.end() == start:
        return start
    end = start + len(match[0].rstrip())
    pieces.append(Piece(role=role, span=Span(start=start, end=end)))
    while match.end() > end and text[end : end + 1].isspace():
        end += 1
    return match.end()


def _take_title(pieces: list[Piece], text: str, start: int, end: int, title: str | None) -> int:
    """The title at the very start of a text that was joined on one line."""
    if not title or len(title) < 12:
        return start
    pattern = r"\s+".join(map(re.escape, title.split())) + r"[.!?]?\s+"
    match = re.compile(pattern, re.IGNORECASE).match(text, start, end)
    # The words after it must begin a sentence, or the title is only the start of one.
    if match is None or match.end() >= end or text[match.end()].islower():
        return start
    return _take(pieces, "headline", text, start, match)


def _is_dateline(line: re.Match[str], *, first: bool) -> bool:
    place, date, credit, dash = line["place"] or "", line["date"], line["credit"], line["dash"]
    spaced = dash != ":" and line[0].rstrip()[: -len(dash)].endswith(" ") and line[0].endswith(" ")
    if credit:
        return _agencies_only(credit)
    if not place or not first or len(place) < 3:
        return False
    upper = place.split(",")[0].isupper() and len(place.split(",")[0]) > 3
    if dash == ":":
        return upper and line[0].endswith(" ") and not line["date"]
    if upper or date:
        return spaced or dash in ("--", "—", "–")
    parts = place.split(", ")
    return spaced and dash != "-" and len(parts) >= 2 and all(part[:1].isupper() for part in parts) and len(place.split()) <= 5


def _agencies_only(credit: str) -> bool:
    return re.fullmatch(load_patterns().credit, credit.strip("()[] "), re.IGNORECASE) is not None


def split_tail(text: str, span: Span) -> tuple[Span | None, list[Piece]]:
    """Agency notes and writers' credits at the end of a paragraph, cut off it.

    Returns:
        What is left (None if nothing), and the pieces in order.
    """
    rules = load_patterns()
    pieces: list[Piece] = []
    end = span.end
    for _ in range(3):
        window = max(span.start, end - 300)
        chunk = text[window:end]
        note = rules.agency_tail.search(chunk)
        writers = rules.writer_tail.search(chunk)
        match, role = (writers, "byline") if note is None else (note, "agency_note")
        if match is None:
            break
        start = window + match.start("note")
        if not text[span.start : start].strip():
            break
        piece_end = window + len(chunk.rstrip())
        pieces.insert(0, Piece(role=role, span=Span(start=start, end=piece_end)))  # type: ignore[arg-type]
        end = span.start + len(text[span.start : start].rstrip())
    return Span(start=span.start, end=end) if end > span.start else None, pieces
