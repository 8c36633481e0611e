"""Who wrote and where from: bylines, datelines and agency notes, whole or stuck to a paragraph."""

from __future__ import annotations

import functools
import re

import msgspec

from rashomon.model.text import BlockRole, Span
from rashomon.read.lexicon import CLOCK, DATE, SHORT_DATE, ZONE, agency_ids, load_patterns

_NAME = r"(?:[^\W\d_a-z][\w.'’-]*|al|el|de|da|van|von|bin|ibn|abu|ben|der|den|le|la|du)"
_PERSON = rf"{_NAME}(?:[ ]{_NAME}){{0,4}}"
_POST = r"(?:correspondent|editor|reporter|writer|analyst|bureau chief)"
_WHERE = (
    rf"(?:,? (?:in|at|near|from) {_PERSON}(?:, {_PERSON}){{0,2}}|, {_PERSON}"
    rf"|, [a-z][a-z &/-]+{_POST}(?:,? (?:in )?{_PERSON})?)"
)
_BY = re.compile(
    rf"(?:[Bb]y|BY|[Ww]ritten by|[Rr]eport by|[Ff]rom|[Ww]ords by|[Tt]ext by)[: ]\s*{_PERSON}{_WHERE}?"
    rf"(?:(?:,| and|, and| &| with|/) (?:{_PERSON}|[a-z ]*(?:agencies|staff|wires)){_WHERE}?){{0,6}}"
    rf"(?:[ ,|•·–-]+(?:{DATE}|{CLOCK}|{ZONE}|Updated|Published|\d+ min read))*\.?"
)
_NAMED_IN = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,3}},? in {_PERSON}"
    rf"(?:,? and {_NAME}(?: {_NAME}){{1,3}},? in {_PERSON}){{0,3}}(?: and agencies)?"
)
_PLACE_PART = r"[^\W\d_][\w.'’/-]*(?: [\w.'’/-]+){0,3}"
_DATELINE = re.compile(
    rf"(?:\[?(?P<place>{_PLACE_PART}(?:, {_PLACE_PART}){{0,2}}?))??,?\s*(?P<date>(?i:{SHORT_DATE}))?,?\s*"
    rf"(?P<credit>[\(\[](?:[^()\[\]]{{1,60}})[\)\]])?\s*(?P<dash>--|[-–—:])\s*(?:\[TEXT\]\s*)?(?=[^\W\d_a-z]|[\d\"“‘'])"
)
# A credit in brackets: one to four capitalised words. No list can hold every agency.
_CREDIT = re.compile(rf"[(\[]({_NAME}(?: {_NAME}){{0,3}})[)\]]")
_LAST_WORDS = re.compile(r"[.!?”\"’)\]]\s*([^\W\d_a-z][^.!?”\"’)\]]{1,40})$")
_TAIL_CHARS = 300
_TAILS: tuple[tuple[BlockRole, str], ...] = (("agency_note", "agency_tail"), ("byline", "writer_tail"))


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
    return bare is not None and bare.end() == len(words) + 3 and bool(bare["credit"]) and _is_dateline(bare, first=True)


def agencies_in(words: str) -> list[str]:
    """The agencies named in a note or byline, canonical, in order; "agencies" where it names none of them."""
    ids = agency_ids()
    known = [
        "agencies" if match["many"] else ids.get(match[0].lower(), match[0])
        for match in load_patterns().agency.finditer(words)
    ]
    unlisted = _CREDIT.search(words)
    return known or ([unlisted[1]] if unlisted is not None else [])


def is_credit(words: str) -> bool:
    """Whether a whole line is a name in brackets, as wires sign at the end: "(Northern Wire)"."""
    return _CREDIT.fullmatch(words) is not None


@functools.cache
def _stamp() -> re.Pattern[str]:
    """A day at the start of a text joined on one line, with an agency or "Published" before it and hours after."""
    credit = load_patterns().credit
    return re.compile(
        rf"(?:(?:date of publication|(?:first |last )?(?:published|updated?|posted|modified)|{credit})"
        rf"\s*(?:on|at)?:?\s*)?"
        rf"{DATE}(?:[\s,|•·–-]*(?:{CLOCK}|at \d{{4}}|{ZONE}))*[\s.|•·–-]+"
        rf"(?=(?-i:[^\W\d_a-z]|[\"“‘]|\d+ [^\W\d_a-z]))",
        re.IGNORECASE,
    )


def split_opening(text: str, span: Span, title: str | None, *, first: bool) -> tuple[list[Piece], Span | None]:
    """What stands before the story at the start of a paragraph: a date stamp, the title, a dateline.

    Returns:
        Its pieces, and what is left of the paragraph (None if nothing).
    """
    pieces: list[Piece] = []
    start = span.start
    while first:
        before = start
        start = _take(pieces, "byline", start, _stamp().match(text, start, span.end))
        if not any(piece.role == "headline" for piece in pieces):
            start = _take(pieces, "headline", start, _title_at(text, start, span.end, title))
        if start == before:
            break
    line = _DATELINE.match(text, start, span.end)
    if line is not None and _is_dateline(line, first=first):
        start = _take(pieces, "byline", start, line)
    return pieces, Span(start=start, end=span.end) if start < span.end else None


def _take(pieces: list[Piece], role: BlockRole, start: int, match: re.Match[str] | None) -> int:
    """Keep a match as a piece; returns where the rest begins."""
    if match is None or not match[0].strip():
        return start
    pieces.append(Piece(role=role, span=Span(start=start, end=start + len(match[0].rstrip()))))
    return match.end()


def _title_at(text: str, start: int, end: int, title: str | None) -> re.Match[str] | None:
    """The title at the very start of a text that was joined on one line."""
    if not title or len(title) < 12:
        return None
    pattern = r"\s+".join(map(re.escape, title.split())) + r"[.!?]?\s+"
    match = re.compile(pattern, re.IGNORECASE).match(text, start, end)
    # The words after it must begin a sentence, or the title is only the start of one.
    if match is None or match.end() >= end or text[match.end()].islower():
        return None
    return match


def _is_dateline(line: re.Match[str], *, first: bool) -> bool:
    place, date, credit, dash = line["place"] or "", line["date"], line["credit"], line["dash"]
    spaced = dash != ":" and line[0].rstrip()[: -len(dash)].endswith(" ") and line[0].endswith(" ")
    if credit:
        signed = first and place.split(",")[0].isupper() and len(place) > 3 and _CREDIT.fullmatch(credit) is not None
        return _is_place(place) and (signed or _agencies_only(credit))
    if not place or not first or len(place) < 3 or place.lower() in load_patterns().not_places:
        return False
    upper = place.split(",")[0].isupper() and len(place.split(",")[0]) > 3
    if dash == ":":
        return upper and line[0].endswith(" ") and not line["date"]
    if upper or date:
        return spaced or dash in ("--", "—", "–")
    parts = place.split(", ")
    return (
        spaced
        and dash != "-"
        and len(parts) >= 2
        and all(part[:1].isupper() for part in parts)
        and len(place.split()) <= 5
    )


def _is_place(words: str) -> bool:
    """Whether words before a credit can be places: capital letters, and no sentence that ends."""
    parts = [part.strip() for part in words.split(",")]
    return all(not part or (part[0].isupper() and not re.search(r"\w{5,}\.", part)) for part in parts)


def _agencies_only(credit: str) -> bool:
    return re.fullmatch(load_patterns().credit, credit.strip("()[] "), re.IGNORECASE) is not None


def split_tail(text: str, span: Span) -> tuple[Span, list[Piece]]:
    """Agency notes and writers' credits at the end of a paragraph, cut off it.

    Returns:
        What is left, and the pieces in order.
    """
    pieces: list[Piece] = []
    end = span.end
    while (tail := _tail_at(text, span.start, end)) is not None and text[span.start : tail.span.start].strip():
        pieces.insert(0, tail)
        end = span.start + len(text[span.start : tail.span.start].rstrip())
    return Span(start=span.start, end=end), pieces


def _tail_at(text: str, start: int, end: int) -> Piece | None:
    rules = load_patterns()
    window = max(start, end - _TAIL_CHARS)
    chunk = text[window:end]
    for role, rule in _TAILS:
        match = getattr(rules, rule).search(chunk)
        if match is not None:
            return Piece(role=role, span=Span(start=window + match.start("note"), end=end))
    phrase = _LAST_WORDS.search(chunk)
    if phrase is not None and phrase[1].lower() in rules.boilerplate_lines:
        return Piece(role="boilerplate", span=Span(start=window + phrase.start(1), end=end))
    return None
