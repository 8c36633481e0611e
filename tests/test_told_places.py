"""Where reports say that things happened, and which counts are of one place therefore: texts from end to end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from rashomon import Claim, Report, fold_situation, read_claims
from rashomon.model.text import Block
from rashomon.reference.gazetteer import open_gazetteer

GOLD = Path(__file__).parent / "gold" / "told_places.jsonl"


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One ledger of short reports.

    Attributes:
        reports: "outlet|day|text"; a headline is set off by an empty line.
        where: Words of a claim with the name of its place, None where none may be told.
        is_at: Words of a count with the place and its country that all reports together give it.
        where_not: Words of a claim with a name that is not its place.
        when: Words of a count with its days as EDTF.
        one, apart: Words of two counts that are of one toll, or of two.
    """

    id: str
    why: str
    reports: tuple[str, ...]
    where: tuple[tuple[str, str | None], ...] = ()
    is_at: tuple[tuple[str, str, str], ...] = ()
    where_not: tuple[tuple[str, str], ...] = ()
    when: tuple[tuple[str, str], ...] = ()
    one: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


CASES = [msgspec.json.decode(line, type=Case) for line in GOLD.read_bytes().splitlines()]


def print_report(at: int, line: str) -> Report:
    """A report from its line."""
    outlet, day, text = line.split("|")
    head, _, _ = text.partition("\n\n") if "\n\n" in text else ("", "", "")
    start = len(head) + 2 if head else 0
    title = [Block(role="headline", start=0, end=len(head))] if head else []
    return Report(
        name=f"{at}.txt",
        sha256=str(at),
        text=text,
        blocks=(*title, Block(role="body", start=start, end=len(text))),
        outlet=f"{outlet} (sample)",
        published=dt.date.fromisoformat(day),
    )


# A name with a particle of which a list has the beginning or the end; read whole, other people's names lost more.
OPEN = frozenset({"carry-parish-hall"})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_gold(case: Case, request: pytest.FixtureRequest) -> None:
    if case.id in OPEN:
        request.applymarker(pytest.mark.xfail(reason="a longer name than the list's", strict=True))
    reports = [print_report(at, line) for at, line in enumerate(case.reports)]
    claims = [claim for report in reports for claim in read_claims(report).claims]
    account = fold_situation(reports, claims)

    def told(words: str) -> list[Claim]:
        found = [claim for claim in claims if words in claim.quote and claim.figure is not None]
        assert found, f"no count was read from {words!r}"
        return found

    for words, name in case.where:
        assert {claim.place.name if claim.place else None for claim in told(words)} == {name}
    for words, name in case.where_not:
        assert name not in {claim.place.name for claim in told(words) if claim.place}
    for words, days in case.when:
        assert {claim.valid.edtf for claim in told(words)} == {days}
    tolls = {claim: toll.id for toll in account.tolls for claim in toll.claims}
    for words, name, land in case.is_at:
        ids = {claim.id for claim in told(words)}
        met = [open_gazetteer().get(toll.place_id) for toll in account.tolls if ids & set(toll.claims)]
        assert {(row.name, row.country) if row else None for row in met} == {(name, land)}
    for one, two in case.one:
        assert {tolls[claim.id] for claim in told(one)} == {tolls[claim.id] for claim in told(two)}
    for one, two in case.apart:
        assert not {tolls[claim.id] for claim in told(one)} & {tolls[claim.id] for claim in told(two)}
