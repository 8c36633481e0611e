"""The brief says what the situation holds, in words that a careful editor would let stand."""
# ruff: noqa: E501 -- sentences are data

import datetime as dt
import hashlib
from typing import Any

import pytest

from rashomon.export.brief import build_brief
from rashomon.export.brief_parts import Brief, Section, Sentence
from rashomon.model.claim import Actor, Claim, Place, Source, claim_id
from rashomon.model.event import Account, ControlSpan, Event, Origin, Relation, Situation, Step, Toll
from rashomon.model.figure import Figure
from rashomon.model.text import Block, Rejected, Report
from rashomon.model.time import Valid

MARSH = Place(
    id="x:1",
    name="Marshford",
    text="Marshford",
    start=0,
    end=9,
    lat=1.0,
    lon=2.0,
    country="XX",
    precision="exact",
    radius_km=3.0,
)
REBELS = Actor(id="reb", name="Northern Front", text="the rebels", start=0, end=0, sector="REB")
ARMY = Actor(id="state:XX:mil", name="Xandian army", text="the army", start=0, end=0, sector="MIL")
FAR = "A ministry spokesman said on Monday that nine people were killed in the raid on Marshford."


def day(number: int) -> dt.date:
    return dt.date(2031, 3, number)


def on(number: int) -> Valid:
    return Valid(start=day(number), end=day(number), edtf=day(number).isoformat(), text="on Monday", basis="stated")


def report(name: str, outlet: str, published: dt.date | None, text: str, **more: Any) -> Report:
    block = Block(role="body", start=0, end=len(text))
    basis = more.pop("published_basis", "given" if published else "unknown")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        name=name,
        outlet=outlet,
        published=published,
        published_basis=basis,
        sha256=digest,
        text=text,
        blocks=(block,),
        **more,
    )


def claim(of: Report, quote: str, kind: str, frame: str, **more: Any) -> Claim:
    start = of.text.index(quote)
    outlet = Source(name=of.outlet or "", kind="outlet")
    by = (*more.pop("by", ()), outlet)
    return Claim(
        id=claim_id(of.sha256, start, start + len(quote), f"{kind}:{frame}", str(more.get("figure", "")), by[0].name),
        report=of.name, report_sha256=of.sha256, outlet=of.outlet or "", published=of.published, published_basis=of.published_basis,
        start=start, end=start + len(quote), quote=quote, kind=kind, frame=frame, by=by, **more,
    )  # fmt: skip


def origin(one: Claim, *rest: Claim) -> Origin:
    claims = (one, *rest)
    outlets = tuple(dict.fromkeys(each.outlet for each in claims))
    return Origin(name=one.by[0].name, kind=one.by[0].kind, outlets=outlets, claims=tuple(each.id for each in claims))


def event(frame: str, claims: list[Claim], **more: Any) -> Event:
    accounts = tuple(
        Account(
            outlet=one.outlet,
            report=one.report,
            published=one.published,
            by=one.by,
            stance=one.stance,
            claims=(one.id,),
            quotes=(one.quote,),
        )
        for one in claims
    )
    more.setdefault("origins", tuple(origin(one) for one in claims))
    return Event(
        id=f"e-{frame}-{claims[0].id}", frame=frame, accounts=accounts, claims=tuple(one.id for one in claims), **more
    )


MINISTRY = Source(name="ministry spokesman", kind="official", text="A ministry spokesman")
FRONT = Source(id="reb", name="Northern Front", kind="group", text="the rebels")
PEOPLE = Figure(measure="killed", low=9, high=9, value=9, population_text="people", text="nine people")
MORE = Figure(
    measure="killed",
    low=22,
    high=None,
    value=22,
    quantifier="at_least",
    population_text="people",
    text="at least 22 people",
)


def situation() -> Situation:
    """Two outlets and a third without a date: a town taken, a raid whose toll grows, a denial, a fear."""
    one = report(
        "a.txt",
        "The Morning Sheet",
        day(3),
        "The Northern Front took Marshford from the army on Sunday. "
        + FAR
        + " Residents feared that the rebels would march on Westhaven.",
        title="Town falls",
    )
    two = report(
        "b.txt",
        "Evening Sheet",
        day(5),
        "Rebels took Marshford on Sunday. The ministry now says that at least 22 people were killed there. The rebels denied the raid. The front said it repelled an attack.",
        agencies=("agencies",),
    )
    old = report("c.txt", "The Weekly", None, "Marshford was shelled in 1998. Dozens of houses burnt.")
    took = claim(
        one,
        "The Northern Front took Marshford from the army on Sunday.",
        "control",
        "capture",
        actors=(REBELS,),
        recipients=(ARMY,),
        place=MARSH,
        valid=on(2),
        change="gain",
    )
    again = claim(
        two,
        "Rebels took Marshford on Sunday.",
        "control",
        "capture",
        actors=(REBELS,),
        place=MARSH,
        valid=on(2),
        change="gain",
    )
    nine = claim(one, FAR, "figure", "kill", figure=PEOPLE, place=MARSH, valid=on(3), by=(MINISTRY,), stance="claimed")
    many = claim(
        two,
        "The ministry now says that at least 22 people were killed there.",
        "figure",
        "kill",
        figure=MORE,
        place=MARSH,
        valid=on(3),
        by=(MINISTRY,),
        stance="claimed",
    )
    raid = claim(
        one, "the raid on Marshford", "event", "attack", place=MARSH, valid=on(3), by=(MINISTRY,), stance="claimed"
    )
    denied = claim(
        two, "The rebels denied the raid.", "event", "attack", place=MARSH, valid=on(3), by=(FRONT,), stance="denied"
    )
    repelled = claim(
        two,
        "The front said it repelled an attack.",
        "event",
        "repel",
        actors=(REBELS,),
        valid=on(4),
        by=(FRONT,),
        stance="claimed",
    )
    feared = claim(
        one,
        "Residents feared that the rebels would march on Westhaven.",
        "event",
        "capture",
        actors=(REBELS,),
        place=Place(id="x:2", name="Westhaven", text="Westhaven", start=0, end=9, precision="exact"),
        by=(Source(name="Residents", kind="witness", text="Residents"),),
        stance="feared",
    )
    shelled = claim(
        old,
        "Marshford was shelled in 1998.",
        "event",
        "shell",
        place=MARSH,
        valid=Valid(start=dt.date(1998, 1, 1), end=dt.date(1998, 12, 31), edtf="1998"),
        background=True,
    )
    burnt = claim(
        old,
        "Dozens of houses burnt.",
        "figure",
        "destroy",
        figure=Figure(measure="buildings", quantifier="vague", unit="objects", text="Dozens of houses"),
    )
    toll = Toll(
        id="t1", measure="killed", place="Marshford", low=9, high=None, value=None, quantifier="at_least", window=on(3), status="contested",
        origins=(origin(nine, many),), outlets=("The Morning Sheet", "Evening Sheet"), claims=(nine.id, many.id), standing=(many.id,),
        relations=(Relation(a=many.id, b=nine.id, kind="contradicts", rule="test"),),
        history=(Step(known=day(3), low=9, high=9, value=9, quantifier="exact", claim=nine.id, source="ministry"),
                 Step(known=day(5), low=22, high=None, value=22, quantifier="at_least", claim=many.id, source="ministry")),
    )  # fmt: skip
    span = ControlSpan(
        place="Marshford",
        place_id="x:1",
        holder="Northern Front",
        holder_id="reb",
        status="controls",
        basis="reported",
        start=day(2),
        end=None,
        since="2031-03-02",
        claims=(took.id, again.id),
    )
    return Situation(
        known=None, reports=(one, two, old), rejected=(Rejected(name="d.pdf", why="no text in it"),),
        claims=(took, nine, raid, feared, again, many, denied, repelled, shelled, burnt),
        events=(
            event("capture", [took, again], actors=(REBELS,), recipients=(ARMY,), place=MARSH, valid=on(2)),
            event("attack", [raid, nine, many, denied], place=MARSH, valid=on(3), stance="claimed"),
            event("repel", [repelled], actors=(REBELS,), valid=on(4), stance="claimed"),
        ),
        unhappened=(event("capture", [feared], actors=(REBELS,), place=feared.place, stance="feared"),),
        background=(event("shell", [shelled], place=MARSH, valid=shelled.valid),),
        tolls=(toll,), control=(span,), copies=(("a.txt", "b.txt"),), relations=toll.relations,
    )  # fmt: skip


@pytest.fixture(scope="module")
def brief() -> Brief:
    return build_brief(situation())


def section(brief: Brief, name: str) -> Section:
    return next(one for one in brief.sections if one.id == name)


def sentences(brief: Brief, name: str) -> list[Sentence]:
    return [one for group in section(brief, name).groups for one in group.sentences]


def test_an_event_that_two_outlets_report_is_one_sentence(brief: Brief) -> None:
    first = sentences(brief, "happened")[0]
    assert (
        first.text
        == "The Northern Front took Marshford from the Xandian army, The Morning Sheet and Evening Sheet reported."
    )
    assert [quote.outlet for quote in first.quotes] == ["The Morning Sheet", "Evening Sheet"]
    assert section(brief, "happened").groups[0].title == "2 March 2031"


def test_an_event_shows_its_toll_once_and_beside_it(brief: Brief) -> None:
    raid = next(one for one in sentences(brief, "happened") if "attack" in one.text)
    assert raid.text == "There was an attack in Marshford, according to a ministry spokesman."
    assert raid.notes == ("Killed: 9 or more",)


def test_a_toll_tells_how_it_moved_and_on_whose_word(brief: Brief) -> None:
    toll = sentences(brief, "tolls")[0]
    assert toll.text.startswith("At least 22 people killed in Marshford on 3 March 2031")
    assert (
        "How it moved, each time on the word of a ministry spokesman: 9 (3 March 2031, in The Morning Sheet) → at least 22 (5 March, in Evening Sheet)"
        in toll.notes
    )
    assert toll.voices == "2 outlets · 1 origin"


def test_what_only_a_party_says_is_kept_out_of_the_days(brief: Brief) -> None:
    assert not any("fought off" in one.text for one in sentences(brief, "happened"))
    claimed = sentences(brief, "claimed")
    assert [one.text for one in claimed] == [
        "The Northern Front fought off an attack on 4 March 2031, by its own account."
    ]


def test_a_fear_is_told_as_a_fear(brief: Brief) -> None:
    ahead = section(brief, "ahead")
    assert ahead.groups[0].title == "Feared"
    assert (
        ahead.groups[0].sentences[0].text
        == "Residents feared that the Northern Front would take Westhaven (The Morning Sheet)."
    )


def test_a_denial_and_a_contradiction_stand_with_both_sides(brief: Brief) -> None:
    texts = [one.text for one in sentences(brief, "disputed")]
    assert any("the Northern Front denied it" in text for text in texts)
    assert (
        "The number killed in Marshford: a ministry spokesman said 9 people (3 March 2031), a ministry spokesman said at least 22 people (5 March 2031)."
        in texts
    )


def test_history_stands_apart(brief: Brief) -> None:
    assert "There was shelling in Marshford in 1998, The Weekly reported." in [
        one.text for one in sentences(brief, "background")
    ]
    assert all("1998" not in group.title for group in section(brief, "happened").groups)


def test_what_is_missing_is_said(brief: Brief) -> None:
    texts = " ".join(one.text for one in sentences(brief, "missing"))
    assert "“Dozens of houses”" in texts
    assert any("carries no date" in note for note in brief.notes)
    assert any("could not be read" in note for note in brief.notes)
    assert sentences(brief, "rejected")[0].text == "d.pdf: no text in it"


def test_copies_and_agencies_are_named(brief: Brief) -> None:
    texts = " ".join(one.text for one in sentences(brief, "sources"))
    assert "2 reports carry one text and count as one voice: The Morning Sheet and Evening Sheet." in texts
    assert [line.copy_of for line in brief.reports] == ["", "a.txt", ""]


def test_every_sentence_about_the_war_rests_on_words_in_a_report(brief: Brief) -> None:
    texts = {one.name: one.text for one in situation().reports}
    for name in ("happened", "control", "tolls", "disputed", "claimed", "ahead", "background"):
        for one in sentences(brief, name):
            assert one.claims, one.text
            assert one.quotes, one.text
            assert all(texts[quote.report][quote.start : quote.end] == quote.quote for quote in one.quotes)


def test_the_same_situation_gives_the_same_brief() -> None:
    assert build_brief(situation()) == build_brief(situation())


def test_nothing_read_gives_a_brief_that_says_so() -> None:
    empty = build_brief(Situation(known=None, reports=(), claims=(), events=(), tolls=(), control=()))
    assert empty.title == "What 0 reports from 0 outlets say"
    assert [one.id for one in empty.sections] == ["sources"]


def test_an_unknown_frame_is_quoted_and_not_guessed() -> None:
    one = report("a.txt", "The Sheet", day(3), "The rebels did something unheard of.")
    odd = claim(one, "The rebels did something unheard of.", "event", "no_such_frame", actors=(REBELS,), valid=on(3))
    told = build_brief(
        Situation(
            known=None,
            reports=(one,),
            claims=(odd,),
            events=(event("no_such_frame", [odd], valid=on(3)),),
            tolls=(),
            control=(),
        )
    )
    assert sentences(told, "happened")[0].text == "The Sheet reported: “The rebels did something unheard of.”"
