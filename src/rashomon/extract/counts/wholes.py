"""Parts whose whole stands in an earlier sentence: "Of these, 2,500 …", "Among the dead were eight children".

Such words point at the last count before them that they fit: of the measure that they name, else of that of
the part itself, else at the last count of persons. They point no farther back than the sentence before the
one just before, and where the part is larger than the whole, at nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.extract.acts.measures import PERSON_MEASURES
from rashomon.extract.quantities.phrases import Quantity
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.figure import Figure

# Figures of a sentence, each with whether it is a whole, by the sentence's start.
Earlier = Sequence[tuple[int, Sequence[tuple[Figure, bool]]]]

_SORTS = {
    "dead": "killed", "killed": "killed", "deaths": "killed", "fatalities": "killed", "slain": "killed",
    "wounded": "wounded", "injured": "wounded", "hurt": "wounded", "displaced": "displaced", "evacuees": "displaced",
    "missing": "missing", "abducted": "abducted", "hostages": "abducted", "arrested": "detained",
    "detained": "detained", "detainees": "detained", "captured": "captured", "prisoners": "captured",
    "returnees": "returned",
}  # fmt: skip
_THEM = (
    r"(?:those\s+(?P<those>{})|these|those|them|whom|(?:this|that)\s+(?:number|total|figure)"
    r"|the\s+(?:victims|casualties|total|number|toll|people|(?P<sort>{})))"
)
_SORT_WORDS = "|".join(_SORTS)
_LED = re.compile(
    rf"^\W*(?:(?:but|and)\s+)?(?:(?:of|among|amongst|out\s+of)\s+(?:all\s+)?{_THEM.format(_SORT_WORDS, _SORT_WORDS)}\b"
    rf"|(?:they|the\s+(?:victims|casualties|(?P<subject>{_SORT_WORDS})))\s+(?:also\s+)?(?:includ\w+|were|are|comprised)\b"
    r"|(?:the|this|that|its|their|his|her)\s+(?:number|figure|toll|total|count|tally|list|estimate|register)\s+(?:also\s+)?"
    r"(?:includ\w+|comprise[sd]?|contain(?:s|ed)|takes\s+in|took\s+in)\b|(?:this|these|those|it)\s+(?:also\s+)?includ\w+\b)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s+(?:of|among)\s+(?:them|these|those"
    rf"|the\s+(?:victims|casualties|total|number|toll|(?P<sort>{_SORT_WORDS})))\b",
    re.IGNORECASE,
)
# "Eleven women and 13 children were among them".
_JOINED = re.compile(
    rf"[^.;:]{{0,60}}?\s(?:was|were|are)\s+(?:also\s+)?among\s+(?:them|these|those|the\s+(?:victims|(?P<sort>{_SORT_WORDS})))\b",
    re.IGNORECASE,
)
# "Of the 477, 83 were children": the whole by its number.
_BY_NUMBER = re.compile(r"^\W*(?:of|among|out\s+of)\s+(?:the|those|these)\s+(?P<number>\d[\d,]*)\b", re.IGNORECASE)
# "Nine of the 22 were mothers".
_OF_NUMBER = re.compile(r"\s+of\s+(?:the|those|these)\s+(?P<number>\d[\d,]*)\b(?!\s*%|\.\d)", re.IGNORECASE)
FARTHEST = 2


def parts_before(
    tagged: Tagged,
    quantity: Quantity,
    told: Earlier,
    measured: str,
    *,
    first: bool,
) -> tuple[str, tuple[int, int]] | None:
    """Measure of the whole of which a count is part, and where that stands: sentence's start and index.

    Args:
        tagged: The sentence of the part.
        quantity: The part.
        told: Figures of the sentences before, nearest last.
        measured: What the part's own words tell of its measure, "" if nothing.
        first: No count stands before it in its own sentence: "of them" would point at that one.
    """
    text = tagged.parsed.sentence.text
    end = quantity.end - tagged.parsed.sentence.start
    numbered = _BY_NUMBER.match(text)
    if numbered is not None and told and end > numbered.end():
        return _numbered(int(numbered.group("number").replace(",", "")), told)
    behind_number = _OF_NUMBER.match(text, end)
    if behind_number is not None and told:
        return _numbered(int(behind_number.group("number").replace(",", "")), told)
    led = _LED.match(text)
    joined = _JOINED.match(text, end)
    behind = joined or (_BEHIND.match(text, end) if first else None)
    if (led is None and behind is None) or not told:
        return None
    words = ""
    if led is not None:
        words = (led.group("those") or led.group("sort") or led.group("subject") or "").lower()
    elif behind is not None:
        words = (behind.group("sort") or "").lower()
    wanted = _SORTS.get(words, "") or measured
    for start, figures in reversed(told[-FARTHEST:]):
        for k in range(len(figures) - 1, -1, -1):
            figure, whole = figures[k]
            if not whole or figure.measure not in PERSON_MEASURES or (wanted and figure.measure != wanted):
                continue
            if figure.low is None and figure.high is None:
                continue  # "hundreds": what has no number has no part by number
            if figure.high is None or quantity.low is None or quantity.low <= figure.high:
                return figure.measure, (start, k)
    return None


def _numbered(number: int, told: Earlier) -> tuple[str, tuple[int, int]] | None:
    """The last whole of that number."""
    for start, figures in reversed(told):
        for k, (figure, whole) in enumerate(figures):
            if whole and figure.value == number and figure.measure in PERSON_MEASURES:
                return figure.measure, (start, k)
    return None
