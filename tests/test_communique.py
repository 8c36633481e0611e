"""A party's own words in print are its claim, and not what an outlet found out."""

import datetime as dt

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
    told = claims_of("Bulletin of the General Staff", "Our heroic forces annihilated 57 bandits at Kutum on Monday.")
    count = next(claim for claim in told if claim.figure is not None)
    assert count.stance == "claimed"
    assert count.by[0].name == "Bulletin of the General Staff"


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
