"""Dates, numbers, names and clauses in the words of the brief."""

import datetime as dt
import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.export.brief import build_brief
from rashomon.export.clauses import make_clause
from rashomon.export.names import is_plural, name_actor, name_source
from rashomon.export.wording import bound_words, brief_words, join_words, phrase_days, phrase_figure, phrase_span
from rashomon.model.claim import Actor, Source
from rashomon.model.event import ControlSpan, Interest, Origin, Situation, Toll
from rashomon.model.figure import Figure
from test_brief import ARMY, FRONT, MARSH, PEOPLE, REBELS, claim, day, event, on, report, sentences

D = dt.date


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (D(2015, 5, 17), D(2015, 5, 17), "on 17 May 2015"),
        (D(2015, 5, 11), D(2015, 5, 17), "between 11 and 17 May 2015"),
        (D(2015, 9, 28), D(2015, 10, 13), "between 28 September and 13 October 2015"),
        (D(2014, 12, 30), D(2015, 1, 2), "between 30 December 2014 and 2 January 2015"),
        (D(2015, 5, 1), D(2015, 5, 31), "in May 2015"),
        (D(2015, 1, 1), D(2015, 12, 31), "in 2015"),
        (D(2003, 1, 1), D(2011, 12, 31), "between 2003 and 2011"),
        (None, D(2015, 5, 20), "by 20 May 2015"),
        (D(2015, 5, 17), None, "since 17 May 2015"),
        (None, None, ""),
    ],
)
def test_days_in_words(start: D | None, end: D | None, words: str) -> None:
    assert phrase_days(start, end) == words


def test_spans_in_words() -> None:
    assert phrase_span(D(2015, 5, 11), D(2015, 5, 17)) == "11 to 17 May 2015"
    assert phrase_span(D(2015, 5, 1), D(2015, 5, 31)) == "May 2015"


@given(st.dates(D(1900, 1, 1), D(2100, 1, 1)), st.integers(0, 4000))
def test_no_interval_is_told_with_a_day_that_is_not_in_it(start: D, length: int) -> None:
    end = start + dt.timedelta(days=length)
    words = phrase_days(start, end)
    assert str(end.year) in words
    assert not re.search(r"\b(3[2-9]|[4-9]\d)\b (?!\d)", words)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"low": 15, "high": 15, "value": 15, "population_text": "soldiers"}, "15 soldiers"),
        ({"low": 10, "value": 10, "quantifier": "at_least"}, "at least 10 people"),
        ({"low": 40001, "value": 40000, "quantifier": "more_than"}, "more than 40,000 people"),
        ({"low": 8, "high": 12, "quantifier": "between", "unit": "families"}, "8 to 12 families"),
        ({"quantifier": "vague", "text": "dozens of people"}, "“dozens of people”"),
        ({"low": 62, "high": 62, "value": 62, "population_text": "bodies"}, "62 people"),
        ({"low": 5, "high": 5, "value": 5, "population_text": "wounded soldiers"}, "5 soldiers"),
        ({"low": 1, "high": 1, "value": 1, "population_text": "its fighters"}, "1 fighter"),
        ({"low": 1, "high": 1, "value": 1}, "1 person"),
    ],
)
def test_counts_in_words(more: dict[str, Any], words: str) -> None:
    assert phrase_figure(Figure(measure="killed", **more)) == words


def test_an_open_range_keeps_the_word_that_opened_it() -> None:
    over = Figure(measure="displaced", low=40001, value=40000, quantifier="more_than")
    assert bound_words(40001, None, [over]) == "more than 40,000"
    assert bound_words(40001, None, []) == "40,001 or more"


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        (Actor(id="g", name="Rapid Corps", text="x", start=0, end=0), "the Rapid Corps"),
        (Actor(id="g", name="Hamas", text="x", start=0, end=0), "Hamas"),
        (Actor(id="g", name="Government of Xandia", text="x", start=0, end=0), "the government of Xandia"),
        (Actor(name="rebels", text="rebels", start=0, end=0), "rebels"),
        (Actor(name="group", text="the group", start=0, end=0), "the group"),
        (Actor(name="its fighters", text="its fighters", start=0, end=0), "fighters"),
        (Actor(name="they", text="they", start=0, end=0), ""),
        (Actor(name="Xandian-led", text="Xandian-led", start=0, end=0), ""),
        (Actor(name="men", text="men, who had come from the hills", start=0, end=0), "men"),
    ],
)
def test_actors_in_words(actor: Actor, words: str) -> None:
    assert name_actor(actor) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("surgeon there", "a surgeon"),
        ("army spokesman", "an army spokesman"),
        ("local officials", "local officials"),
        ("health ministry", "the health ministry"),
        ("ministry's spokesman", "the ministry's spokesman"),
        ("he", "an unnamed source"),
    ],
)
def test_sources_in_words(text: str, words: str) -> None:
    assert name_source(Source(name=text, kind="unnamed", text=text)) == words


@pytest.mark.parametrize("name", ["15 soldiers", "about 100 people", "the rebels", "police", "A and B", "“dozens”"])
def test_plurals(name: str) -> None:
    assert is_plural(name)


@pytest.mark.parametrize("name", ["the United Nations", "Marshford", "1 fighter", "the army", "the siege of the towns"])
def test_singulars(name: str) -> None:
    assert not is_plural(name)


def test_lists_stay_short() -> None:
    assert join_words(["A", "B"]) == "A and B"
    assert join_words(["A", "B", "C", "D", "E", "F"]) == "A, B, C and 3 others"


FULL = {slot: slot.upper() for slot in ("actor", "recipient", "place", "count")} | {
    "at": "in PLACE", "motion": "from PLACE", "no_actor": "yes", "no_recipient": "yes",
}  # fmt: skip


@pytest.mark.parametrize("frame", sorted(brief_words()["frames"]))
@pytest.mark.parametrize(
    "left_out", [(), ("actor",), ("recipient",), ("actor", "recipient"), ("place", "at", "motion"), ("count",)]
)
def test_every_frame_makes_whole_clauses_or_none(frame: str, left_out: tuple[str, ...]) -> None:
    slots = {slot: words for slot, words in FULL.items() if slot not in left_out}
    clause = make_clause(frame, slots)
    if clause is None:
        return
    for words in (clause.told, clause.would, clause.infinitive):
        assert not re.search(r"[{}\[\]]|  | ,|\s$", words), words
        assert "None" not in words


def test_braces_in_a_name_are_not_filled() -> None:
    clause = make_clause("capture", {"actor": "{place}", "place": "Marshford"})
    assert clause is not None
    assert clause.told == "{place} took Marshford"


def test_every_frame_of_the_codebook_is_worded() -> None:
    from rashomon.reference.codebook import load_codebook

    missing = set(load_codebook().frames) - set(brief_words()["frames"])
    assert not missing, f"add to resources/brief/phrases.yaml: {sorted(missing)}"


def told(*claims: Any, **more: Any) -> list[str]:
    """The day list of one event per claim."""
    reports = tuple({one.report: one for one in more.pop("reports")}.values()) if "reports" in more else ()
    events = more.pop("events")
    brief = build_brief(
        Situation(known=None, reports=reports, claims=claims, events=events, tolls=(), control=(), **more)
    )
    return [one.text for one in sentences(brief, "happened")]


def test_a_sentence_never_mixes_two_reports_versions_of_who_did_it() -> None:
    one = report("a", "A Post", day(2), "Rebels took Marshford from the army.")
    two = report("b", "B Post", day(3), "The army took Marshford.")
    lost = claim(one, one.text, "control", "capture", actors=(REBELS,), recipients=(ARMY,), place=MARSH, valid=on(2))
    won = claim(two, two.text, "control", "capture", actors=(ARMY,), place=MARSH, valid=on(2))
    union = event("capture", [lost, won], actors=(REBELS, ARMY), recipients=(ARMY,), place=MARSH, valid=on(2))
    assert told(lost, won, events=(union,)) == [
        "The Northern Front took Marshford from the Xandian army, A Post and B Post reported."
    ]


def test_counts_side_by_side_in_one_sentence_are_listed_and_not_ranged() -> None:
    one = report("a", "A Post", day(2), "The dead are 24 patients and 14 nurses.")
    figures = [
        Figure(measure="killed", low=n, high=n, value=n, population_text=who)
        for n, who in ((24, "patients"), (14, "nurses"))
    ]
    parts = [
        claim(one, quote, "figure", "kill", figure=figure, place=MARSH, valid=on(2))
        for quote, figure in zip(("24 patients", "14 nurses"), figures, strict=True)
    ]
    dead = claim(one, "The dead", "event", "kill", place=MARSH, valid=on(2))
    texts = told(dead, *parts, events=(event("kill", [dead, *parts], place=MARSH, valid=on(2)),))
    assert texts == ["24 patients and 14 nurses were killed in Marshford, A Post reported."]


def test_events_that_read_the_same_are_told_once_and_copies_count_once() -> None:
    one = report("a", "A Post", day(2), "Rebels shelled Marshford.")
    two = report("b", "B Post", day(3), "Rebels shelled Marshford.")
    shells = [
        claim(each, each.text, "event", "shell", actors=(REBELS,), place=MARSH, valid=on(2)) for each in (one, two)
    ]
    events = tuple(event("shell", [each], actors=(REBELS,), place=MARSH, valid=on(2)) for each in shells)
    brief = build_brief(
        Situation(
            known=None,
            reports=(one, two),
            claims=tuple(shells),
            events=events,
            tolls=(),
            control=(),
            copies=(("a", "b"),),
        )
    )
    (only,) = sentences(brief, "happened")
    assert only.text == "The Northern Front shelled Marshford, A Post and B Post reported."
    assert only.voices == "2 outlets · 1 origin"
    assert only.quotes[0].also == ("B Post",)


def test_a_fleeing_army_goes_where_the_report_says() -> None:
    one = report("a", "A Post", day(2), "Troops fled to Marshford. Troops fled Marshford.")
    spots = [one.text.index("Marshford"), one.text.rindex("Marshford")]
    places = [
        type(MARSH)(id="x:1", name="Marshford", text="Marshford", start=at, end=at + 9, precision="exact")
        for at in spots
    ]
    flights = [
        claim(one, quote, "event", "flee", actors=(ARMY,), place=place, valid=on(2))
        for quote, place in zip(("Troops fled to Marshford.", "Troops fled Marshford."), places, strict=True)
    ]
    texts = told(
        *flights, events=tuple(event("flee", [each], actors=(ARMY,), place=each.place, valid=on(2)) for each in flights)
    )
    assert texts == [
        "The Xandian army fled to Marshford, A Post reported.",
        "The Xandian army fled from Marshford, A Post reported.",
    ]


def test_days_of_one_holder_that_follow_on_each_other_are_one_line() -> None:
    one = report("a", "A Post", day(2), "The army holds Marshford.")
    held = claim(one, one.text, "control", "hold", actors=(ARMY,), place=MARSH, valid=on(2))
    spans = tuple(
        ControlSpan(
            place="Marshford",
            place_id="x:1",
            holder="Xandian army",
            holder_id="a",
            status="controls",
            basis=basis,
            start=start,
            end=end,
            claims=(held.id,),
        )
        for basis, start, end in (("inferred", day(1), day(2)), ("reported", day(3), day(9)))
    )
    brief = build_brief(Situation(known=None, reports=(one,), claims=(held,), events=(), tolls=(), control=spans))
    (only,) = sentences(brief, "control")
    assert only.text == "The Xandian army held Marshford from 1 to 9 March 2031, as reported by A Post."


def test_the_compiled_words_are_those_of_the_resources() -> None:
    yaml = pytest.importorskip("yaml")
    from pathlib import Path

    source = Path(__file__).parents[1] / "resources" / "brief"
    frames = yaml.safe_load((source / "phrases.yaml").read_text(encoding="utf-8"))["frames"]
    words = yaml.safe_load((source / "wording.yaml").read_text(encoding="utf-8"))
    assert json.loads(json.dumps({"frames": frames, "wording": words})) == brief_words()


def test_a_pronoun_goes_by_the_name_that_it_was_found_to_mean() -> None:
    him = Source(name="interior ministry's deputy spokesman", kind="official", text="him", start=0, end=3)
    assert name_source(him) == "the interior ministry's deputy spokesman"
    assert name_source(Source(name="him", kind="person", text="him", start=0, end=3)) == "an unnamed source"


def test_an_open_span_says_how_old_its_word_is() -> None:
    first = report("a.txt", "The Morning Sheet", day(3), "Rebels took Marshford.")
    later = report("b.txt", "The Morning Sheet", day(9), "Rain fell on the valley.")
    took = claim(first, "Rebels took Marshford.", "control", "capture", actors=(REBELS,), place=MARSH, valid=on(2))
    span = ControlSpan(
        place="Marshford", holder="Northern Front", status="controls", basis="reported", start=day(2), end=None,
        last_told=day(2), claims=(took.id,),
    )  # fmt: skip

    def notes(*reports: Any) -> tuple[str, ...]:
        found = Situation(known=None, reports=reports, claims=(took,), events=(), tolls=(), control=(span,))
        (one,) = sentences(build_brief(found), "control")
        return one.notes

    assert notes(first, later) == (f"As last told on {phrase_span(day(2), day(2))}; no report since says otherwise.",)
    assert notes(msgspec.structs.replace(first, published=day(2))) == ()


@pytest.mark.parametrize(
    ("interest", "note"),
    [
        ("own", "The Northern Front counts its own side's losses."),
        ("rival", "The Northern Front counts the losses of a side that it fights."),
        ("third", None),
    ],
)
def test_a_party_that_counts_is_told_apart(interest: Interest, note: str | None) -> None:
    paper = report("a.txt", "The Morning Sheet", day(3), "The front said nine people were killed.")
    nine = claim(
        paper, "nine people were killed", "figure", "kill", place=MARSH, valid=on(3), by=(FRONT,), figure=PEOPLE
    )
    voice = Origin(name="Northern Front", kind="group", outlets=("o",), claims=(nine.id,), interest=interest)
    toll = Toll(
        id="t", measure="killed", place="Marshford", low=9, high=9, value=9, quantifier="exact", window=on(3),
        status="single_origin", origins=(voice,), outlets=("o",), claims=(nine.id,), standing=(nine.id,),
    )  # fmt: skip
    found = Situation(known=None, reports=(paper,), claims=(nine,), events=(), tolls=(toll,), control=())
    (one,) = sentences(build_brief(found), "tolls")
    assert one.notes == ((note,) if note else ())
