"""Reporting terms: in which word a report tells of people displaced, as IDMC's coders file it.

A figure's measure says that people had to leave; monitors of displacement also record how the report
put it, because "evacuated", "forced to flee" and "sheltered" are counted differently later on. The term
rests on the words nearest to the figure, never on what probably happened.
"""

from __future__ import annotations

import re
from typing import Literal

from rashomon.model.claim import Claim

Term = Literal[
    "Displaced", "Evacuated", "Forced to flee", "Relocated", "Sheltered", "In relief camp", "Homeless",
    "Destroyed housing", "Partially destroyed housing", "Uninhabitable housing", "Affected", "Returned",
]  # fmt: skip

# Words of each term. "Displaced" is also what is left where nothing more exact is said.
_WORDS: dict[Term, tuple[str, ...]] = {
    "In relief camp": (
        (
            r"(?:liv(?:e|es|ing)|housed|hosted|received|placed|segregated"
            r"|stay(?:ing)?|remain(?:ing)?|registered|arrived|were|are|shelter(?:ed|ing)?)"
            r"\b[^.;]{0,40}?\b(?:in|at|to)\b[^.;]{0,40}?\b(?:camps?|displacement sites?)"
        ),
        r"population of (?:\S+ ){0,4}?camps?|camp(?:'s)? population",
        r"(?:took|taken|brought|moved|sought) (?:shelter |refuge )?(?:in|to|at) (?:\S+ ){0,3}?camps?",
        r"(?:driven|drove|driving|forced|forcing|pushed) (?:[^\s.;]+ ){0,6}?into (?:\S+ ){0,3}?camps?",
    ),
    "Sheltered": (
        r"(?<!without\s)(?<!without\sany\s)shelter(?:s|ed|ing)?",
        "(?:takes?|taken|taking|took|seeks?|sought|seeking|found) (?:refuge|shelter|sanctuary|safety|protection)",
        "accommodated|housed|lodged|hosted|put up",
        "(?:evacuation|collective|reception|relief|transit) cent(?:re|er)s?|sleeping rough",
        "host (?:families|communities)",
        (
            r"(?:living|sleeping|staying|stayed|spent the night) (?:in|under|at) (?:\S+ ){0,3}?"
            r"(?:tents?|gymnasiums?|schools?|the open)"
        ),
        "(?:camping|camped) (?:out )?(?:in|at|on|along|under|near|by)",
        (
            r"(?:crammed|crowded|packed|squatting|huddled|staying|sleeping) (?:in|into|at|inside|under) (?:\S+ ){0,4}?"
            r"(?:sites?|stadiums?|schools?|church(?:es)?|mosques?|compounds?|bases?|halls?|buildings?)"
        ),
    ),
    "Homeless": (
        "homeless(?:ness)?",
        "without (?:an? |any )?(?:homes?|roofs?|shelters?|housing)",
        "(?:lost|losing|lose) (?:their|his|her|its) (?:homes?|houses?|dwellings?|shelters?)",
    ),
    "Evacuated": ("evacuat(?:e|es|ed|ing|ion|ions)", "evacuees?", "airlifted"),
    "Relocated": (
        "relocat(?:e|es|ed|ing|ion|ions)",
        "resettl(?:ed|ing|ement)",
        "transferred|shifted",
        "mov(?:ed|ing) (?:to|into|out)",
    ),
    "Forced to flee": (
        "fled|flees?|fleeing|flight|exodus|escap(?:e|ed|ing)|on the run",
        r"(?:ha(?:d|ve|s) left|allowed out|left by)",
        r"(?:left|leaving) (?:the )?(?:\w+ ){0,2}?(?:(?-i:[A-Z])|(?:district|village|town|reserve|area)s?\b)",
        (
            r"(?:forc(?:e|ed|es|ing)|push(?:ed|es|ing)|driv(?:e|es|en|ing)|drove|chas(?:ed|ing)) (?:[^\s.;]+ ){0,9}?"
            r"(?:to (?:leave|flee|abandon|escape|quit|move|seek)|from (?:the|their|its|her|his|\d+|[A-Z]\w*)|out|off"
            r"|across)"
        ),
        (
            r"(?:had|have|having|compelled|obliged|led|caused|prompted|told|scared) (?:[^\s.;]+ ){0,5}?"
            r"(?:to (?:leave|flee|abandon|escape|quit|move out)|away from)"
        ),
        (
            r"(?:left|leave|leaving|abandon(?:ed|ing)?|quit|deserted) (?:their|his|her) (?:\w+ )?"
            r"(?:homes?|houses?|villages?|lands?|farms?|towns?|fields)"
        ),
    ),
    "Displaced": ("(?:internally )?displac(?:e|es|ed|ing|ement|ements)", "idps?", "uproot(?:s|ed|ing)?"),
    "Returned": ("return(?:s|ed|ing|ees?)?",),
}
# A blank in the words above stands for any white space: lines of a table break anywhere.
_PATTERNS = tuple(
    (t, re.compile(rf"\b(?:{'|'.join(words)})\b".replace(" ", r"\s+"), re.IGNORECASE)) for t, words in _WORDS.items()
)
_PARTLY = re.compile(
    r"\b(?:partially|partly|damag\w+|roofs?|unroofed|submerg\w+|flooded|flooding|inundat\w+|swamped|under ?water)\b",
    re.IGNORECASE,
)
_WHOLLY = re.compile(
    r"\b(?:destroy\w*|destruction|raz\w+|collaps\w+|burn\w*|flatten\w*|demoli\w+|(?:wash|swe|carr)\w* away|level\w+"
    r"|gutted|wreck\w+|torch\w+|buried|crush\w+|ruined|bulldoz\w+|rubble|ablaze|lost)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"\b(?:damaged|partially)\s+(?:or|and(?:/or)?)\s+(?:\w+ly\s+)?destroy|destroy\w*\s+(?:or|and(?:/or)?)\s+(?:\w+ly\s+)?damag",
    re.IGNORECASE,
)
# Behind a word of ruin or flight: another number, whose verb it then is ("damaged 80 houses, destroyed 20").
_ANOTHER = re.compile(r"\s+(?:(?:about|around|some|over|nearly|at least|more than|another|a further|up to)\s+)?\d")
_UNINHABITABLE = re.compile(r"\b(?:uninhabitable|unlivable|unsafe|condemned)\b", re.IGNORECASE)
# A word before the number counts as this much farther off than the same word behind it: English verbs
# and nouns of flight mostly follow whom they count ("12,000 people fled").
_BEFORE = 12
# A word that belongs to another number counts as this much farther off.
_OTHERS = 80


def reporting_term(claim: Claim, text: str) -> Term | None:
    """The term under which a figure would be filed.

    Args:
        claim: A figure of the measures displaced, returned, affected or buildings.
        text: The kept text of its report.

    Returns:
        None where the claim is no such figure.
    """
    figure = claim.figure
    if figure is None or figure.measure not in {"displaced", "returned", "affected", "buildings"}:
        return None
    start, end = claim.sentence
    sentence = text[start:end]
    at = max(0, sentence.find(figure.text)) if figure.text else claim.start - start
    last = at + len(figure.text)
    if figure.measure == "buildings":
        return _of_housing(sentence, at, last)
    if figure.measure == "returned":
        return "Returned"
    best: tuple[int, Term] | None = None
    for term, pattern in _PATTERNS:
        if term == "Returned":
            continue  # "cannot return"
        for match in pattern.finditer(sentence):
            away = _distance(match, at, last) + _elsewhere(match, sentence, at, last)
            if best is None or away < best[0]:
                best = (away, term)
    if best is None:
        return "Affected" if figure.measure == "affected" else "Displaced"
    return best[1]


def _of_housing(sentence: str, at: int, last: int) -> Term:
    """How far houses are gone, by the nearest word."""
    kinds: tuple[tuple[Term, re.Pattern[str]], ...] = (
        ("Destroyed housing", _WHOLLY),
        ("Partially destroyed housing", _PARTLY),
        ("Uninhabitable housing", _UNINHABITABLE),
    )
    found = [
        (_distance(m, at, last) + _elsewhere(m, sentence, at, last), term, m.start())
        for term, pattern in kinds
        for m in pattern.finditer(sentence)
    ]
    if not found:
        return "Destroyed housing"
    _, term, start = min(found, key=lambda row: row[0])
    either = any(m.start() <= start < m.end() for m in _EITHER.finditer(sentence))
    return "Destroyed housing" if either else term


def _elsewhere(match: re.Match[str], sentence: str, at: int, last: int) -> int:
    """A cost for a word that another number stands nearer to."""
    if match.start() >= last:
        ahead = _ANOTHER.match(sentence, match.end()) is not None
        return _OTHERS if ahead or re.search(r"\d", sentence[last : match.start()]) else 0
    return _OTHERS if match.end() <= at and re.search(r"\d", sentence[match.end() : at]) else 0


def _distance(match: re.Match[str], at: int, last: int) -> int:
    """Characters between the word and the figure's words; none where it stands inside them."""
    if match.start() < last and match.end() > at:
        return 0
    return match.start() - last if match.start() >= last else at - match.end() + _BEFORE
