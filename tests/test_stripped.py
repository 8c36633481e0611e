"""Texts that lost their commas and apostrophes: what they tell all the same, and what they must not be made to tell.

Cases are in `gold/stripped.jsonl`, in our own words. A case gives only the keys that it is about.
"""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from rashomon.extract.syntax.casing import sentence_case
from rashomon.extract.syntax.stripped import is_stripped, with_owners
from rashomon.model.claim import Actor, Claim
from rashomon.model.text import Block, Report
from rashomon.pipeline import read_claims

GOLD = Path(__file__).parent / "gold" / "stripped.jsonl"
UNSET = msgspec.UNSET


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keys of a claim. People are told by id, else by words in their name; `place` "" wants none."""

    kind: str | msgspec.UnsetType = UNSET
    frame: str | list[str] | msgspec.UnsetType = UNSET
    measure: str | msgspec.UnsetType = UNSET
    low: int | msgspec.UnsetType = UNSET
    actors: list[str] | msgspec.UnsetType = UNSET
    recipients: list[str] | msgspec.UnsetType = UNSET
    place: str | msgspec.UnsetType = UNSET
    stance: str | msgspec.UnsetType = UNSET
    by: list[str] | msgspec.UnsetType = UNSET

    def fits(self, claim: Claim) -> bool:
        frames = [self.frame] if isinstance(self.frame, str) else self.frame
        figure = claim.figure
        place = claim.place.name if claim.place is not None else ""
        return (
            self.kind in {UNSET, claim.kind}
            and (frames is UNSET or claim.frame in frames)
            and (self.measure is UNSET or (figure is not None and figure.measure == self.measure))
            and (self.low is UNSET or (figure is not None and figure.low == self.low))
            and _people(self.actors, claim.actors)
            and _people(self.recipients, claim.recipients)
            and (self.place is UNSET or (self.place in place if self.place else not place))
            and self.stance in {UNSET, claim.stance}
            and (self.by is UNSET or all(_said(want, claim) for want in self.by))
        )


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    why: str
    text: str
    published: dt.date
    headline: str = ""
    want: tuple[Pattern, ...] = ()
    never: tuple[Pattern, ...] = ()


def _people(wanted: list[str] | msgspec.UnsetType, actors: tuple[Actor, ...]) -> bool:
    if wanted is UNSET:
        return True
    if not wanted:
        return not actors
    return all(any(want == one.id or want.casefold() in one.name.casefold() for one in actors) for want in wanted)


def _said(want: str, claim: Claim) -> bool:
    return any(want in {one.id, one.name} or want.casefold() in f"{one.name} {one.text}".casefold() for one in claim.by)


def report_of(case: Case) -> Report:
    text = f"{case.headline}\n\n{case.text}" if case.headline else case.text
    start = len(text) - len(case.text)
    head = (Block(role="headline", start=0, end=len(case.headline)),) if case.headline else ()
    return Report(
        name=case.id,
        outlet="The Post",
        published=case.published,
        published_basis="given",
        sha256="",
        text=text,
        blocks=(*head, Block(role="body", start=start, end=len(text))),
    )


CASES = [msgspec.json.decode(line, type=Case) for line in GOLD.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_stripped(case: Case) -> None:
    """What the case wants is told, and what it must not tell is not."""
    report = report_of(case)
    claims = read_claims(report).claims
    told = "\n".join(
        f"{c.kind} {c.frame} {c.stance} A{[a.id or a.name for a in c.actors]} R{[a.id or a.name for a in c.recipients]}"
        f" P{c.place.name if c.place else ''} BY{[b.name for b in c.by]} {c.figure.measure if c.figure else ''} "
        f"{c.figure.low if c.figure else ''}"
        for c in claims
    )
    for want in case.want:
        assert any(want.fits(claim) for claim in claims), f"missing {want}\n{told}"
    for never in case.never:
        assert not any(never.fits(claim) for claim in claims), f"must not be told: {never}\n{told}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_words_are_the_printed_ones(case: Case) -> None:
    """Reading in mended letters moves and changes no character of what is quoted."""
    report = report_of(case)
    for claim in read_claims(report).claims:
        assert report.text[claim.start : claim.end] == claim.quote
        for one in (*claim.actors, *claim.recipients):
            assert report.text[one.start : one.end] == one.text
        if claim.figure is not None and claim.figure.text:
            assert claim.figure.text in report.text
        if claim.place is not None:
            assert report.text[claim.place.start : claim.place.end] == claim.place.text


def test_only_a_long_text_without_a_mark_is_stripped() -> None:
    """A short text may lack commas by chance; one comma or apostrophe in a long one shows that marks were kept."""
    long = "The army took the town and the rebels left it by the river road " * 4
    assert is_stripped(long)
    assert not is_stripped(long[:120])
    assert not is_stripped(f"{long}, it said")
    assert not is_stripped(f"{long} it wasn’t")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Sudans army", "Sudan’ army"),
        ("the countrys north", "the country’ north"),
        ("Wednesdays raid on Kyiv", "Wednesday’ raid on Kyiv"),
        ("Houthis fighters and Iraqis homes", "Houthis fighters and Iraqis homes"),
        ("Damascus suburbs and the United Nations office", "Damascus suburbs and the United Nations office"),
        ("Omar al-Dolos forces fled", "Omar al-Dolo’ forces fled"),
        ("Chris Garver said", "Chris Garver said"),
    ],
)
def test_lost_possessives(text: str, read: str) -> None:
    """A name on our lists with an "s" too many owns what follows; a name that ends in s does not."""
    assert with_owners(text) == read
    assert len(with_owners(text)) == len(text)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            "Sudan Army Retakes Wad Madani From Rapid Support Forces",
            "Sudan Army retakes Wad Madani from Rapid Support Forces",
        ),
        ("Turkish Army Shells Kurdish Militants in Afrin", "Turkish Army shells Kurdish militants in Afrin"),
        ("RSF Shelling Kills 12 at El Fasher Market", "RSF shelling kills 12 at El Fasher market"),
        ("Five dead as helicopter downed in Sudan", "Five dead as helicopter downed in Sudan"),
    ],
)
def test_headline_in_capitals(printed: str, read: str) -> None:
    """Ordinary words of a headline in capitals become small, names do not."""
    assert sentence_case(printed) == read
