"""The word lists and patterns of this stage, loaded once from package data and compiled.

Edited in resources/read/*.yaml, where each group carries its reason; tools/build_read.py makes the data.
"""

from __future__ import annotations

import functools
import re
from importlib import resources

import msgspec

from rashomon.errors import ReferenceDataError

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d{2})"
DATE = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:{_NTH}[\s-]+{_MONTH},?[\s-]+{_YEAR}|{_MONTH}\s+{_NTH},?\s+{_YEAR})"
    rf"|{_YEAR}[-/]\d{{1,2}}[-/]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_YEAR})"
)
SHORT_DATE = rf"(?:{DATE}|(?:{_WEEKDAY},?\s+)?(?:{_NTH}\s+{_MONTH}|{_MONTH}\s+{_NTH})(?:,?\s+'?\d{{2}})?|{_WEEKDAY})"
CLOCK = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
ZONE = (
    r"\(?(?:GMT|UTC|BST|EST|EDT|ET|PST|PDT|PT|CET|CEST|EET|EEST|IST|MSK|AST|KSA|local time)"
    r"(?:\s*[+-]\d{1,2}(?::?\d{2})?)?\)?"
)
_AGENCIES = (
    r"(?:the )?(?:news |wire |international |foreign |other |local |various |state )*"
    r"(?:agencies|wires|wire services|wire reports|news services|agency reports|agency staff|newswires)"
)
_NAME = r"(?-i:[A-Z][\w&.'’-]*(?: (?:(?:of|the|for|de|al) )?[A-Z][\w&.'’-]*){0,4})"
_SEPARATOR = r"\s*(?:,\s*(?:and\s+)?|/|&|;|\band\b|-)\s*"


class Languages(msgspec.Struct, frozen=True, kw_only=True):
    """English function words, and names of languages by code."""

    words: frozenset[str]
    names: dict[str, str]


class Patterns(msgspec.Struct, frozen=True, kw_only=True):
    """Compiled rules over lines.

    Attributes:
        boilerplate, byline, agency_note, caption: Full match of a whole line.
        boilerplate_lines, list_headings, not_places: Whole lines in lower case, without marks at their ends.
        agency_tail: What of an agency note may be stuck to the end of a paragraph.
        writer_tail: Likewise for "Reporting by …; Editing by …".
        agency: One agency, or the word "agencies"; group `many` for the latter.
        credit: One or more agencies and nothing else.
        caption_mark, scene, smoke, picture_credit: Signs of a caption within a line.
    """

    boilerplate: re.Pattern[str]
    boilerplate_lines: frozenset[str]
    list_headings: frozenset[str]
    not_places: frozenset[str]
    byline: re.Pattern[str]
    agency_note: re.Pattern[str]
    agency_tail: re.Pattern[str]
    writer_tail: re.Pattern[str]
    agency: re.Pattern[str]
    credit: str
    caption: re.Pattern[str]
    caption_mark: re.Pattern[str]
    scene: re.Pattern[str]
    smoke: re.Pattern[str]
    picture_credit: re.Pattern[str]


class _Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    names: list[str]
    codes: list[str]


class _Agencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    agencies: list[_Agency]


class _Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lines: list[str] = []
    patterns: list[str] = []
    marks: list[str] = []
    scene_verbs: list[str] = []
    smoke: str = ""
    credit_words: list[str] = []


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]


class _Codes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    codes: dict[str, str]


class _LanguageData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    english_words: _Words
    names: _Codes


def _load(name: str) -> object:
    try:
        data = resources.files("rashomon.read").joinpath("data", f"{name}.json").read_bytes()
        return msgspec.json.decode(data)
    except (OSError, msgspec.MsgspecError) as error:
        raise ReferenceDataError(f"rashomon/read/data/{name}.json: {error}; run tools/build_read.py") from error


@functools.cache
def load_languages() -> Languages:
    """Words and names for telling languages apart."""
    data = msgspec.convert(_load("languages"), _LanguageData)
    return Languages(words=frozenset(data.english_words.words), names=data.names.codes)


@functools.cache
def agency_ids() -> dict[str, str]:
    """Canonical name of each agency by its names and codes in lower case."""
    groups = msgspec.convert(_load("agencies"), list[_Agencies])
    return {
        name.lower(): agency.id
        for group in groups
        for agency in group.agencies
        for name in (*agency.names, *agency.codes)
    }


@functools.cache
def load_patterns() -> Patterns:
    """All rules over lines, compiled."""
    groups = msgspec.convert(_load("blocks"), dict[str, list[_Group]])
    names = sorted(_agency_names(), key=len, reverse=True)
    listed = "|".join(map(re.escape, names))
    one = rf"(?:(?-i:\b(?:{listed})\b)|\b(?:REUTERS|ASSOCIATED PRESS)\b|\b(?P<many>{_AGENCIES})\b)"
    plain = one.replace("?P<many>", "?:")
    credit = rf"(?:the )?{plain}(?:{_SEPARATOR}(?:the )?{plain}){{0,6}}"
    loose = rf"(?:{plain}|{_NAME})"
    mixed = rf"(?=.{{0,140}}?{plain})(?:the )?{loose}(?:{_SEPARATOR}(?:the )?{loose}){{0,6}}"
    fill = {
        "{date}": DATE, "{clock}": CLOCK, "{zone}": ZONE,
        "{agencies}": _AGENCIES, "{credit_strict}": credit, "{credit}": mixed,
    }  # fmt: skip
    notes = [_filled(pattern, fill) for group in groups["agency_note"] for pattern in group.patterns]
    bylines = [_filled(pattern, fill) for group in groups["byline"] for pattern in group.patterns]
    writers = [pattern for pattern in bylines if "editing" in pattern and "by" in pattern]
    captions = groups["caption"]
    verbs = "|".join(f"{verb}(?:e?s)?" for group in captions for verb in group.scene_verbs)
    words = "|".join(re.escape(word) for group in captions for word in group.credit_words)
    pictured = rf"(?:{words}|{plain})"
    return Patterns(
        boilerplate=_whole([_filled(pattern, fill) for group in groups["boilerplate"] for pattern in group.patterns]),
        boilerplate_lines=frozenset(line for group in groups["boilerplate"] for line in group.lines),
        list_headings=frozenset(line for group in groups["list_heading"] for line in group.lines),
        not_places=frozenset(line for group in groups["not_a_place"] for line in group.lines),
        byline=_whole(bylines),
        agency_note=_whole(notes),
        agency_tail=_tail(notes),
        writer_tail=_tail(writers),
        agency=re.compile(one, re.IGNORECASE),
        credit=credit,
        caption=_whole([pattern for group in captions for pattern in group.patterns]),
        caption_mark=re.compile("|".join(mark for group in captions for mark in group.marks), re.IGNORECASE),
        scene=re.compile(rf"^(?:[\w'’-]+,? ){{1,10}}?(?:{verbs})\b"),
        smoke=re.compile(next(group.smoke for group in captions if group.smoke), re.IGNORECASE),
        picture_credit=re.compile(
            rf"(?:[\(\[]\s*(?:(?:photo|picture|image|credit|file|source)s?(?: by)?:?\s*)?"
            rf"[^()\[\]]{{0,40}}?{pictured}[^()\[\]]{{0,20}}[\)\]]"
            rf"|(?:photo|picture|image|credit)s?(?: by)?\s*:\s*[^.]{{1,60}}"
            rf"|[|/]\s*{pictured}(?:[/ ,]+{pictured})*)\.?$",
            re.IGNORECASE,
        ),
    )


def _agency_names() -> list[str]:
    groups = msgspec.convert(_load("agencies"), list[_Agencies])
    return [name for group in groups for agency in group.agencies for name in (*agency.names, *agency.codes)]


def _filled(pattern: str, fill: dict[str, str]) -> str:
    for slot, value in fill.items():
        pattern = pattern.replace(slot, value)
    return pattern


def _whole(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _tail(patterns: list[str]) -> re.Pattern[str]:
    """At the end of a paragraph: after the end of a sentence, or set off by a bracket or a dash."""
    after = r"(?<=[.!?”\"’'\)\]…])\s*"
    set_off = r"(?<=\s)(?=[\(\[–—-])"
    return re.compile(
        rf"(?:{after}|{set_off})(?P<note>{'|'.join(f'(?:{pattern})' for pattern in patterns)})\.?\s*$", re.IGNORECASE
    )
