"""Reports that look back: "It is a year since the bombs", "Ten years on", "the anniversary of the battle".

What such a report tells in the simple past and without a day is what it looks back on, and no news: it is kept as
background. A claim stays news where its paragraph tells a day of now, or where somebody is quoted for it: what a
commission says today of a day long past is news of that day. Only the headline and the first paragraph decide.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.text import Report
from rashomon.model.time import Interval
from rashomon.resolve.places.focus import paragraphs_of, stand_together

_COUNT = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|\d{1,3})"
)
_YEARS_BACK = re.compile(
    rf"\b(?P<count>{_COUNT})(?:-|\s+)(?P<unit>year|decade|century)s?\s+"
    r"(?:(?:on|later)\b(?=\s*[,.:;]|\s*$)|ago\s+(?:today|yesterday|tomorrow|this|last|on)\b|(?:have|has)\s+passed\b"
    r"|(?:after|since)\s+(?:the|its|their|his)\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"\bit\s+(?:is|was|has\s+been)\s+(?:now\s+|almost\s+|nearly\s+|exactly\s+)?(?P<count>{_COUNT})\s+"
    r"(?P<unit>year|decade|century)s?\s+since\b",
    re.IGNORECASE,
)
_FEAST = re.compile(
    r"\banniversar(?:y|ies)\s+of\b|\bcommemorat\w+|\b(?:remember|recall|revisit|mourn|mark)(?:s|ed|ing)?\b[^.]{0,40}"
    r"\byears?\s+(?:on|ago|later)\b|\blook(?:s|ed|ing)?\s+back\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50,
}  # fmt: skip
_UNIT_YEARS = {"year": 1, "decade": 10, "century": 100}
# A day of the anniversary's week is as near as "a year since" tells.
_WEEK = dt.timedelta(days=7)
# A day no farther back than this is a day of now.
_NOW = dt.timedelta(days=60)


def looks_back(report: Report) -> bool:
    """Whether a report's opening says that it looks back on what happened years ago."""
    opening = _opening(report)
    return any(pattern.search(opening) for pattern in (_YEARS_BACK, _SINCE, _FEAST))


def days_looked_back_on(report: Report) -> Interval | None:
    """The week, so many years before publication, that the opening looks back on; None where it tells no number."""
    opening = _opening(report)
    found = _SINCE.search(opening) or _YEARS_BACK.search(opening)
    if found is None or report.published is None:
        return None
    word = found.group("count").lower()
    years = (_NUMBERS.get(word) or int(word)) * _UNIT_YEARS[found.group("unit").lower()]
    day = report.published
    if day.year - years < 1:
        return None
    then = day.replace(year=day.year - years, day=min(day.day, 28))
    return Interval(start=then - _WEEK, end=then + _WEEK)


def as_background(claims: Sequence[Claim], report: Report) -> list[Claim]:
    """The claims of a report that looks back, with those on what it looks back on kept out of the news.

    Args:
        claims: Of one report, in any order.
        report: The report; where it does not look back, the claims stay as they are.
    """
    day = report.published
    if day is None or not looks_back(report):
        return list(claims)
    paragraphs, then = paragraphs_of(report), days_looked_back_on(report)
    fresh = [
        one
        for one in claims
        if one.valid.basis == "stated"
        and one.valid.end is not None
        and one.valid.end >= day - _NOW
        and one.valid.start is not None
    ]
    return [
        msgspec.structs.replace(one, background=True)
        if _is_then(one, then) or (_is_open(one) and not any(stand_together(new, one, paragraphs) for new in fresh))
        else one
        for one in claims
    ]


def _is_then(claim: Claim, then: Interval | None) -> bool:
    """Whether the claim's days lie in the week that the report looks back on."""
    days = claim.valid.interval
    if then is None or claim.valid.basis != "stated" or not (days.start and days.end and then.start and then.end):
        return False
    return then.start <= days.start and days.end <= then.end


def _is_open(claim: Claim) -> bool:
    quoted = any(source.kind != "outlet" for source in claim.by)
    past = claim.valid.basis == "none" or (claim.valid.basis == "tense" and claim.valid.start is None)
    return claim.kind in {"event", "control", "figure"} and past and not quoted


def _opening(report: Report) -> str:
    """Headline, standfirst and first paragraph."""
    heads = [report.text[b.start : b.end] for b in report.blocks if b.role in {"headline", "standfirst"}]
    first = next((report.text[b.start : b.end] for b in report.blocks if b.role == "body"), "")
    return "\n".join((*heads, first))
