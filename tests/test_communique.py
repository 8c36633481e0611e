"""A party's own words in print are its claim, and not what an outlet found out."""

import datetime as dt

import pytest

from rashomon import Claim, Report, read_claims
from rashomon.model.text import Block


def claims_of(outlet: str, *paragraphs: str) -> tuple[Claim, ...]:
    """Claims of a report of these paragraphs."""
    text, blocks, at = "\n\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        blocks.append(Block(role="body", start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    day = dt.date(2019, 5, 14)
    return read_claims(
        Report(name="case", sha256="", text=text, blocks=tuple(blocks), outlet=outlet, published=day)
    ).claims


def test_a_communique_is_the_claim_of_who_issued_it() -> None:
    told = claims_of(
        "Front News",
        "COMMUNIQUE OF THE HIGH COMMAND OF M23",
        "Our valiant fighters took Goma on Monday and annihilated 57 mercenaries.",
    )
    taken = next(claim for claim in told if claim.kind == "control")
    assert taken.stance == "claimed"
    assert taken.by[0].id == "m23"
    assert taken.actors[0].id == "m23"


def test_where_nobody_is_named_the_outlet_speaks_for_itself() -> None:
    told = claims_of("Bulletin of the Mountain Column", "Our heroic forces annihilated 57 bandits at Kutum on Monday.")
    count = next(claim for claim in told if claim.figure is not None)
    assert count.stance == "claimed"
    assert count.by[0].name == "Bulletin of the Mountain Column"


def test_a_bulletin_of_the_general_staff_is_that_of_its_country() -> None:
    told = claims_of("Bulletin of the General Staff", "57 bandits were killed at Kutum on Monday.")
    count = next(claim for claim in told if claim.figure is not None)
    assert (count.stance, count.by[0].id) == ("claimed", "state:SD:mil")


@pytest.mark.parametrize("outlet", ["Army Times", "Kutum Watch", "Sudan Tribune", "Army Herald"])
def test_a_newspaper_is_nobodys_bulletin(outlet: str) -> None:
    told = claims_of(outlet, "57 bandits were killed at Kutum on Monday.")
    assert {claim.by[0].name for claim in told} == {outlet}


def test_the_enemy_does_not_issue_it() -> None:
    told = claims_of(
        "Army Press Office",
        "The terrorist bands of M23 were thrown back from Goma. Our valiant army killed 20 bandits.",
    )
    assert not any(link.id == "m23" for claim in told for link in claim.by)


def test_a_newspaper_that_quotes_a_communique_is_none() -> None:
    told = claims_of(
        "Morning Post", 'Shells fell on Kutum on Monday. "Our heroic forces annihilated the bandits," a statement said.'
    )
    shells = next(claim for claim in told if "Shells" in claim.quote)
    assert shells.stance == "asserted"
