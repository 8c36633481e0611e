"""The words around counts, loaded once and compiled into patterns.

The words live in resources/quantities.yaml, each group with its reason; tools/build_quantities.py
compiles them to the JSON that is read here. Patterns for words before a number are anchored at the end
of the text that they are searched in, those for words after it at the start.
"""

from __future__ import annotations

import functools
import re
from importlib import resources

import msgspec

from rashomon.errors import ReferenceDataError


class _Bound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bound: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class _Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    words: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _Ranges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    between: tuple[str, ...]
    from_: tuple[str, ...] = msgspec.field(name="from")
    moves: tuple[str, ...]


class _Additional(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    outside: tuple[str, ...]
    after: tuple[str, ...]


class _Total(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    nouns: tuple[str, ...]
    links: tuple[str, ...]
    after: tuple[str, ...]


class _Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    any_case: tuple[str, ...]
    capital: tuple[str, ...]


class _Ages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    after_person: tuple[str, ...]
    before: tuple[str, ...]
    crowds: tuple[str, ...]


class _One(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    after: tuple[str, ...]


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    quantifiers: tuple[_Bound, ...]
    prepositions: _Words
    ranges: _Ranges
    vague: tuple[_Kind, ...]
    zero: _Words
    additional: _Additional
    total: _Total
    units: tuple[_Kind, ...]
    unit_adjectives: _Words
    currency: _Words
    labels: _Labels
    months: _Words
    counted: _Words
    ages: _Ages
    one: _One
    strong: _Words


class Patterns(msgspec.Struct, frozen=True, kw_only=True):
    """Compiled patterns and the two tables that tell what a matched word does.

    `before` and `after` map a word in lower case to its bound (`at_least`, `about`, …) or to one of
    `exact`, `between`, `from`, `additional`, `outside`, `total`.
    """

    before: dict[str, str]
    prepositions: frozenset[str]
    after: dict[str, str]
    left: re.Pattern[str]
    right: re.Pattern[str]
    moves: re.Pattern[str]
    total: re.Pattern[str]
    total_after: re.Pattern[str]
    vague: str
    vague_not_after: re.Pattern[str]
    zero: str
    strong: re.Pattern[str]
    counted: re.Pattern[str]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    currency: re.Pattern[str]
    label: re.Pattern[str]
    month_left: re.Pattern[str]
    month_right: re.Pattern[str]
    month_year: re.Pattern[str]
    short_year: re.Pattern[str]
    age_left: re.Pattern[str]
    crowd_left: re.Pattern[str]
    person_left: re.Pattern[str]
    one_left: re.Pattern[str]
    one_right: re.Pattern[str]


def any_of(words: tuple[str, ...], spaces: str = r"\s+") -> str:
    """A pattern for any of the words, longest first, with any white space inside."""
    longest = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(spaces.join(re.escape(part) for part in word.split(" ")) for word in longest) + ")"


@functools.cache
def patterns() -> Patterns:
    """The compiled words; read and compiled on the first call.

    Raises:
        ReferenceDataError: The file is missing or does not parse.
    """
    source = resources.files("rashomon.extract") / "data" / "quantities.json"
    try:
        lexicon = msgspec.json.decode(source.read_bytes(), type=_Lexicon)
    except (OSError, msgspec.MsgspecError) as error:
        raise ReferenceDataError(f"quantities.json: {error}") from error
    return _compile(lexicon)


def _compile(lexicon: _Lexicon) -> Patterns:
    before = {word: group.bound for group in lexicon.quantifiers for word in group.before}
    before |= dict.fromkeys(lexicon.ranges.between, "between") | dict.fromkeys(lexicon.ranges.from_, "from")
    before |= dict.fromkeys(lexicon.additional.before, "additional")
    before |= dict.fromkeys(lexicon.additional.outside, "outside")
    before |= dict.fromkeys(lexicon.total.before, "total")
    after = {word: group.bound for group in lexicon.quantifiers for word in group.after}
    after |= dict.fromkeys(lexicon.additional.after, "additional")
    vague = {group.kind: group.words for group in lexicon.vague}
    total = lexicon.total
    persons = any_of(lexicon.ages.after_person)
    months = (
        "(?:"
        + "|".join(re.escape(form) for word in lexicon.months.words for form in (word.title(), word.upper()))
        + ")"
    )
    capital = any_of(tuple(word[0].upper() + word[1:] for word in lexicon.labels.capital))
    return Patterns(
        before=before,
        prepositions=frozenset(lexicon.prepositions.words),
        after=after,
        left=re.compile(rf"(?<![\w-])({any_of(tuple(before))})(?:,?\s+|(?<=[~≈])\s*)$", re.IGNORECASE),
        right=re.compile(rf"(?:\s+|(?=-)|\s*-(?=plus))({any_of(tuple(after))})(?![\w-])(?!\s+than\b)", re.IGNORECASE),
        moves=re.compile(rf"\b{any_of(lexicon.ranges.moves)}\b[^.;]{{0,60}}$", re.IGNORECASE),
        total=re.compile(
            rf"\b{any_of(total.nouns)}\b[^.;,\d]{{0,50}}\s(?:from\s+\d[\d,]*\s+)?{any_of(total.links)}\s+$",
            re.IGNORECASE,
        ),
        total_after=re.compile(rf"(?:\s+[a-z]+){{0,2}}\s+{any_of(total.after)}\b", re.IGNORECASE),
        vague=_vague(vague),
        vague_not_after=re.compile(rf"\b{any_of(vague['not_after'])}\s+$", re.IGNORECASE),
        zero=rf"{any_of(lexicon.zero.words)}|no(?=\s+(?:[a-z-]+\s+)?{any_of(lexicon.counted.words)}\b)",
        strong=re.compile(rf"(?:{'|'.join(map(re.escape, lexicon.strong.words))})\b", re.IGNORECASE),
        counted=re.compile(rf"\s*(?:of\s+)?(?:[a-z-]+\s+)?{any_of(lexicon.counted.words)}\b", re.IGNORECASE),
        units=_units(lexicon),
        currency=re.compile(rf"(?<![A-Za-z]){any_of(lexicon.currency.words)}\s?$", re.IGNORECASE),
        label=re.compile(rf"(?<![\w])(?:(?i:{any_of(lexicon.labels.any_case)})|{capital})\s+$"),
        month_left=re.compile(rf"\b{months}\s+(?:the\s+)?(?:\d{{1,2}}(?:,\s+|\s*[–-]\s*|\s+(?:and|to|or)\s+))*$"),
        month_year=re.compile(rf"\b{months}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+$"),
        short_year=re.compile(rf"\b\d{{1,2}}\s+{months}\s+[’']?$"),
        month_right=re.compile(
            rf"(?:,\s\d{{1,2}})*(?:(?:\s(?:and|or|to)\s|\s?[–-]\s?)\d{{1,2}})?\s+(?:of\s+)?{months}(?![\w])"
        ),
        # also "a girl of nine"
        age_left=re.compile(
            rf"\b(?:{any_of(lexicon.ages.before)}|(?:an?|one|the|another)\s+{persons}\s+of)\s+"
            r"(?:(?:just|only|about|around)\s+)?$",
            re.IGNORECASE,
        ),
        crowd_left=re.compile(
            rf"\b{any_of(lexicon.ages.crowds)}\s+(?:who\s+(?:are|were)\s+)?(?:aged\s+)?"
            r"(?:under|over|below|above|younger\s+than|older\s+than|between)(?:\s+the\s+ages?\s+of)?\s+$",
            re.IGNORECASE,
        ),
        person_left=re.compile(rf"(?:\b[A-Z][\w’'-]+|\b{persons})(?:,\s|\s\()$"),
        one_left=re.compile(rf"\b{any_of(lexicon.one.before)}\s+$", re.IGNORECASE),
        one_right=re.compile(
            rf"(?:\s+{any_of(lexicon.one.after)}(?!\w)|[’']s\b|-[a-z]"
            r"|\s+of\s+(?:the|its|his|her|their|our|my|a|those|these|many|several)\s+(?:[\w-]+\s+)?"
            r"(?:most|few|main|last|first|many|only|key|top|least|leading|worst|best|[a-z]+est)\b)",
            re.IGNORECASE,
        ),
    )


def _vague(vague: dict[str, tuple[str, ...]]) -> str:
    """Pattern source for counts without bounds ("hundreds of thousands", "several hundred")."""
    plural = any_of(vague["plural"])
    scale = r"(?:hundred|thousand|million|dozen|score)"
    return (
        rf"{plural}(?:\s+of\s+(?:thousands|millions|hundreds|dozens|scores))?(?:\s+(?:and|or|if\s+not)\s+(?:even\s+)?{plural})?"
        rf"|{any_of(vague['determiner'])}(?:\s+(?:of\s+)?{scale})?(?:\s+thousand)?"
    )


def _units(lexicon: _Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    adjectives = any_of(lexicon.unit_adjectives.words)
    return tuple(
        (group.kind, re.compile(rf"[\s-]*(?:{adjectives}[\s-]+){{0,3}}{any_of(group.words)}(?![\w])", re.IGNORECASE))
        for group in lexicon.units
    )
