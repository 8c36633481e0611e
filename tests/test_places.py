"""Places behind the words of a report: what is settled, what stays open, and how exact a point is."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model.claim import Place
from rashomon.model.draft import PlaceMention, PlaceRelation
from rashomon.model.text import Block, Report
from rashomon.resolve.places.context import distance_km
from rashomon.resolve.places.settling import focus_country, resolve_places

GOLD = Path(__file__).parent / "gold" / "places.jsonl"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One mention of a gold case."""

    text: str
    nominal: str = ""
    relation: PlaceRelation = "in"
    kind_word: str = ""
    inside: tuple[str, ...] = ()


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One gold case; `expect` holds "name/country/precision" for each mention."""

    id: str
    why: str
    text: str
    mentions: tuple[Words, ...]
    expect: tuple[str, ...]
    focus: str | None = None


CASES = [msgspec.json.decode(line, type=Case) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def report_of(text: str) -> Report:
    return Report(name="case", sha256="0", text=text, blocks=(Block(role="body", start=0, end=max(len(text), 1)),))


def mentions_of(text: str, words: tuple[Words, ...]) -> list[PlaceMention]:
    """Mentions at the places of their words, each after the one before."""
    made, at = [], 0
    for word in words:
        found = text.find(word.text, at)
        start = found if found >= 0 else text.index(word.text)
        given = msgspec.structs.asdict(word)
        made.append(msgspec.convert({"start": start, "end": start + len(word.text), **given}, PlaceMention))
        at = start + len(word.text)
    return made


def resolve(text: str, *mentions: PlaceMention) -> tuple[Place, ...]:
    return resolve_places(report_of(text), mentions)


def mention(text: str, words: str, **more: object) -> PlaceMention:
    start = text.index(words)
    return msgspec.convert({"start": start, "end": start + len(words), "text": words, **more}, PlaceMention)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_gold(case: Case) -> None:
    mentions = mentions_of(case.text, case.mentions)
    places = resolve_places(report_of(case.text), mentions)
    assert [f"{p.name}/{p.country}/{p.precision}" for p in places] == list(case.expect), case.why
    if case.focus is not None:
        assert focus_country(report_of(case.text), mentions) == case.focus


def test_offset_is_worked_out_from_bearing_and_distance() -> None:
    text = "Syrian rebels shelled a post 40 km east of Homs."
    (plain,) = resolve(text, mention(text, "Homs"))
    (moved,) = resolve(text, mention(text, "Homs", relation="offset", distance_km=40.0, bearing="east"))
    assert plain.lat is not None
    assert plain.lon is not None
    assert moved.lat is not None
    assert moved.lon is not None
    assert moved.lat == pytest.approx(plain.lat, abs=0.01)
    assert distance_km(plain.lat, plain.lon, moved.lat, moved.lon) == pytest.approx(40, abs=0.5)
    assert moved.lon > plain.lon
    assert moved.precision == "near"
    assert moved.radius_km is not None
    assert 15 < moved.radius_km < 40


def test_distance_without_direction_widens_the_circle() -> None:
    text = "Syrian rebels shelled a post 40 km from Homs."
    (place,) = resolve(text, mention(text, "Homs", relation="offset", distance_km=40.0))
    assert place.radius_km is not None
    assert place.radius_km >= 40


def test_between_lies_in_the_middle_and_reaches_both() -> None:
    text = "Iraqi police were attacked between Ramadi and Fallujah."
    other = text.index("Fallujah")
    one, two, middle = resolve(
        text,
        mention(text, "Ramadi"),
        mention(text, "Fallujah"),
        mention(text, "Ramadi", relation="between", other=("Fallujah", other, other + 8)),
    )
    assert None not in (one.lat, one.lon, two.lat, two.lon, middle.lat, middle.lon, middle.radius_km)
    to_one = distance_km(one.lat or 0, one.lon or 0, middle.lat or 0, middle.lon or 0)
    to_two = distance_km(two.lat or 0, two.lon or 0, middle.lat or 0, middle.lon or 0)
    assert to_one == pytest.approx(to_two, rel=0.02)
    assert middle.radius_km == pytest.approx(to_one, rel=0.05)
    assert (middle.id, middle.precision, middle.country) == ("", "near", "IQ")


def test_an_area_has_a_radius_that_says_so() -> None:
    text = "Afghan and foreign troops fought in Helmand and Kabul."
    helmand, kabul = resolve(text, mention(text, "Helmand"), mention(text, "Kabul"))
    assert helmand.radius_km is not None
    assert kabul.radius_km is not None
    assert helmand.radius_km > 100
    assert kabul.radius_km < 20


def test_what_is_unresolved_keeps_its_words_and_has_no_point() -> None:
    text = "It happened in Qwertyville."
    (place,) = resolve(text, mention(text, "Qwertyville"))
    assert place == Place(name="Qwertyville", text="Qwertyville", start=15, end=26)


def test_mentions_may_come_in_any_order() -> None:
    text = "Rebels hold Bunia in DR Congo. The city is calm."
    city, bunia, land = mention(text, "The city", nominal="city"), mention(text, "Bunia"), mention(text, "DR Congo")
    assert [p.name for p in resolve(text, city, land, bunia)] == ["Bunia", "DR Congo", "Bunia"]


def test_one_name_has_one_sense_in_a_report() -> None:
    text = "Palmyra fell. In Syria, Palmyra is known for its ruins."
    first = mention(text, "Palmyra")
    second = PlaceMention(start=24, end=31, text="Palmyra")
    assert {p.id for p in resolve(text, first, second)} == {"geonames:163808"}


def test_no_country_stands_out_where_two_are_told_of_alike() -> None:
    assert focus_country(report_of("Armenian and Azerbaijani troops exchanged fire.")) == ""
    assert focus_country(report_of("Nothing is named here.")) == ""


def test_a_report_of_forty_mentions_takes_a_few_milliseconds() -> None:
    towns = ["Ramadi", "Fallujah", "Hit", "Haditha", "Baghdad", "Mosul", "Tikrit", "Samarra", "Anbar", "Iraq"]
    text = " ".join(f"Iraqi forces were seen in {town} on Tuesday, officials said." for town in towns * 4)
    mentions, at = [], 0
    for town in towns * 4:
        start = text.index(f"in {town} on", at) + 3
        mentions.append(PlaceMention(start=start, end=start + len(town), text=town))
        at = start
    report = report_of(text)
    resolve_places(report, mentions)
    best = min(_timed(report, mentions) for _ in range(5))
    assert best < 0.1, f"{best * 1000:.1f} ms"  # a few on an idle core: the margin is for a busy one


def _timed(report: Report, mentions: list[PlaceMention]) -> float:
    started = time.process_time()
    resolve_places(report, mentions)
    return time.process_time() - started


NAMES = ["Ramadi", "Iraq", "Georgia", "Springfield", "the city", "the capital", "Sahel", "Xyzzy", "Anbar province"]


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(["in", "near", "between", "along", "offset"])), max_size=8
    )
)
def test_every_mention_gets_a_place_with_its_own_span(parts: list[tuple[str, PlaceRelation]]) -> None:
    text, mentions = "", []
    for name, relation in parts:
        text += " in "
        nominal = name.split()[-1] if name.startswith("the ") else ""
        mentions.append(
            PlaceMention(start=len(text), end=len(text) + len(name), text=name, nominal=nominal, relation=relation)
        )
        text += name
    places = resolve_places(report_of(text), mentions)
    assert len(places) == len(mentions)
    for place, words in zip(places, mentions, strict=True):
        assert (place.start, place.end, place.text) == (words.start, words.end, words.text)
        assert (
            (place.lat is None) == (place.lon is None) == (place.radius_km is None) == (place.precision == "unresolved")
        )
